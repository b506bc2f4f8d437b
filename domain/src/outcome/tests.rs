//! Results: told by the unit, and a lesson that says nothing of whose it is.

use super::*;
use crate::cast;
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, ISSUE, OTHER, find, hash, id, reason, text};
use crate::{carrier, issue, person, rule};

fn outcome() -> OutcomeId {
    id(0x72_0001)
}

fn content() -> Box<Content> {
    Box::new(Content {
        title: text("报修三日办结"),
        text: text("开通网上报修，后勤处三日内答复。"),
        effect: Some(text("平均周期由九天降到两天")),
    })
}

fn tell() -> Act {
    Act::Tell { outcome: outcome(), unit: cast::UNITS[1].id, content: content() }
}

fn link(link: Link) -> Act {
    Act::Link { outcome: outcome(), link }
}

fn publish(title: &str, raw: &str) -> Act {
    Act::Publish { outcome: outcome(), lesson: Box::new(Lesson { title: text(title), text: text(raw) }) }
}

fn told() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::NORMAL_STAFF, tell());
    bench.ok(&cast::NORMAL_STAFF, link(Link::Issue { issue: ISSUE }));
    bench
}

fn own(bench: &Bench) -> &Outcome {
    bench.all.outcome(outcome()).unwrap()
}

#[test]
fn a_unit_tells_its_own_and_links_its_own() {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, tell()), Refusal::NotFound);
    assert_eq!(bench.no(&cast::OFFICE_LEADER, tell()), Refusal::NotYours { whose: Whose::Unit });
    bench.ok(&cast::NORMAL_STAFF, tell());
    let own = Link::Issue { issue: ISSUE };
    assert_eq!(bench.no(&cast::NORMAL_STAFF, link(Link::Rule { rule: id(9) })), Refusal::NotFound);
    let foreign = issue::act::Find { unit: cast::UNITS[0].id, ..find(OTHER) };
    bench.ok(
        &cast::HEAD,
        issue::Act::Find(Box::new(issue::act::Find {
            measures: Vec::new(),
            facts: issue::act::Facts { organisation: None, ..foreign.facts.clone() },
            ..foreign
        })),
    );
    assert_eq!(bench.no(&cast::HEAD, link(Link::Issue { issue: OTHER })), Refusal::NotFound);
    bench.ok(&cast::NORMAL_STAFF, link(own));
    assert_eq!(bench.no(&cast::NORMAL_STAFF, link(own)), Refusal::Exists);
    bench.ok(&cast::NORMAL_STAFF, Act::Unlink { outcome: outcome(), link: own });
    assert_eq!(bench.no(&cast::NORMAL_STAFF, Act::Unlink { outcome: outcome(), link: own }), Refusal::NotFound);
}

#[test]
fn a_change_says_what_it_builds_on_and_links_stay_apart_from_it() {
    let mut bench = told();
    let version = own(&bench).version;
    let change = |based_on, title: &str| Act::Change {
        outcome: outcome(),
        based_on,
        content: Box::new(Content { title: text(title), ..*content() }),
    };
    assert_eq!(bench.no(&cast::NORMAL_STAFF, change(version, "报修三日办结")), Refusal::Unchanged);
    bench.ok(&cast::NORMAL_STAFF, change(version, "报修两日办结"));
    let seq = own(&bench).version;
    assert_eq!(bench.no(&cast::HEAD, change(version, "报修一日办结")), Refusal::Overtaken { seq });
    assert_eq!(own(&bench).links, [Link::Issue { issue: ISSUE }]);
}

#[test]
fn carriers_and_rules_are_linked_and_a_lesson_that_stands_names_none_of_their_people() {
    let mut bench = told();
    let (unit, carrier, rule) = (cast::UNITS[1].id, id(0xca_0001), id(0x4f_0001));
    let described = carrier::Description {
        name: text("报修提速工程"),
        department: text("信息中心"),
        lead: text("阎若水"),
        detail: None,
    };
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Start { carrier, unit, description: described });
    let described =
        rule::Description { title: text("网上报修办法"), department: text("校长办公室"), detail: None };
    bench.ok(&cast::NORMAL_STAFF, rule::Act::Draft { rule, unit, description: described });
    bench.ok(&cast::HEAD, publish("先试后推", "阎若水带头，信息中心配合"));
    let names = |name: &str| Refusal::Names { name: name.to_owned() };
    assert_eq!(bench.no(&cast::NORMAL_STAFF, link(Link::Carrier { carrier })), names("阎若水"));
    bench.ok(&cast::HEAD, publish("先试后推", "牵头部门三日内答复"));
    bench.ok(&cast::NORMAL_STAFF, link(Link::Carrier { carrier }));
    bench.ok(&cast::NORMAL_STAFF, link(Link::Rule { rule }));
    for (said, name) in
        [("信息中心配合", "信息中心"), ("照网上报修办法办", "网上报修办法"), ("校长办公室督办", "校长办公室")]
    {
        assert_eq!(bench.no(&cast::HEAD, publish("先试后推", said)), names(name), "{said}");
    }
    let code = bench.all.issue(ISSUE).unwrap().code();
    assert_eq!(bench.no(&cast::HEAD, publish("先试后推", &format!("由{code}而来"))), names(&code));
}

#[test]
fn a_lesson_names_neither_unit_nor_people() {
    let mut bench = told();
    let unit = cast::UNITS[1];
    assert_eq!(
        bench.no(&cast::NORMAL_STAFF, publish("网上报修", "三日内答复")),
        Refusal::NotYours { whose: Whose::Group }
    );
    let names = |name: &str| Refusal::Names { name: name.to_owned() };
    assert_eq!(bench.no(&cast::HEAD, publish(unit.name, "三日内答复")), names(unit.name));
    assert_eq!(bench.no(&cast::HEAD, publish("网上报修", "韩立群带头抓")), names("韩立群"));
    assert_eq!(bench.no(&cast::HEAD, publish("网上报修", "由后勤处答复")), names("后勤处"));
    bench.ok(&cast::HEAD, publish("网上报修", "牵头部门三日内答复"));
    assert_eq!(own(&bench).public().unwrap().title.as_str(), "网上报修");
    assert_eq!(bench.no(&cast::HEAD, publish("网上报修", "牵头部门三日内答复")), Refusal::Unchanged);
}

#[test]
fn a_lesson_names_neither_who_told_it_nor_who_brought_its_pictures() {
    let mut bench = told();
    bench.all.files.insert(hash(1));
    let picture = Proof { hash: hash(1), name: text("现场.jpg"), size: 2048 };
    bench.ok(&cast::NORMAL_LEADER, Act::AddPicture { outcome: outcome(), picture });
    let names = |name: &str| Refusal::Names { name: name.to_owned() };
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER] {
        let said = format!("{}牵头，三日内答复", who.name);
        assert_eq!(bench.no(&cast::HEAD, publish("网上报修", &said)), names(who.name));
    }
    bench.ok(&cast::HEAD, publish("网上报修", "牵头部门三日内答复"));
}

#[test]
fn a_lesson_names_nobody_who_works_in_the_unit_also_when_a_source_is_added_later() {
    let mut bench = told();
    let names = |name: &str| Refusal::Names { name: name.to_owned() };
    let colleague = cast::ORGANISATION_STAFF;
    let said = format!("{}试行一周后推开", colleague.name);
    assert_eq!(bench.no(&cast::HEAD, publish("网上报修", &said)), names(colleague.name));
    // somebody of another unit has nothing to do with it
    bench.ok(&cast::HEAD, publish("网上报修", &format!("{}来学过", cast::ACADEMY_STAFF.name)));
    bench.ok(&cast::HEAD, publish("网上报修", "文心雕试行一周后推开"));
    let renamed = person::Act::Rename { person: colleague.id, name: text("文心雕"), was: None };
    bench = bench.in_book(Book::Office);
    bench.ok(&cast::SYSTEM_ADMIN, renamed);
    bench = bench.in_book(cast::book());
    let rule: RuleId = id(0x4f_0001);
    let described =
        rule::Description { title: text("网上报修办法"), department: text("校长办公室"), detail: None };
    let unit = cast::UNITS[1].id;
    bench.ok(&cast::NORMAL_STAFF, rule::Act::Draft { rule, unit, description: described });
    assert_eq!(bench.no(&cast::NORMAL_STAFF, link(Link::Rule { rule })), names("文心雕"));
}

#[test]
fn what_is_dropped_takes_its_lesson_along_and_comes_back_without_it() {
    let mut bench = told();
    bench.ok(&cast::HEAD, publish("网上报修", "牵头部门三日内答复"));
    bench.ok(&cast::NORMAL_STAFF, Act::Drop { outcome: outcome(), reason: reason() });
    assert_eq!((own(&bench).state(), own(&bench).public()), ("dropped", None));
    let dropped = Refusal::WrongState { state: "dropped".to_owned() };
    assert_eq!(bench.no(&cast::HEAD, publish("网上报修", "牵头部门三日内答复")), dropped);
    bench.ok(&cast::NORMAL_STAFF, Act::Restore { outcome: outcome() });
    assert_eq!(own(&bench).state(), "told", "only the group publishes");
    bench.ok(&cast::HEAD, publish("网上报修", "牵头部门三日内答复"));
    bench.ok(&cast::HEAD, Act::Unpublish { outcome: outcome(), reason: reason() });
    assert_eq!(own(&bench).state(), "told");
}

#[test]
fn pictures_are_stored_files_each_once() {
    let mut bench = told();
    let picture = Proof { hash: hash(1), name: text("现场.jpg"), size: 2048 };
    let add = Act::AddPicture { outcome: outcome(), picture };
    assert_eq!(bench.no(&cast::NORMAL_STAFF, add.clone()), Refusal::Missing { field: Field::Photo });
    bench.all.files.insert(hash(1));
    bench.ok(&cast::NORMAL_STAFF, add.clone());
    assert_eq!(bench.no(&cast::NORMAL_STAFF, add), Refusal::Exists);
    bench.ok(&cast::NORMAL_STAFF, Act::RemovePicture { outcome: outcome(), hash: hash(1) });
    let gone = Act::RemovePicture { outcome: outcome(), hash: hash(1) };
    assert_eq!(bench.no(&cast::NORMAL_STAFF, gone), Refusal::NotFound);
}
