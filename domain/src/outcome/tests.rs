//! Results: told by the unit, and a lesson that says nothing of whose it is.

use super::*;
use crate::cast;
use crate::issue;
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, ISSUE, find, hash, id, reason, text};

fn outcome() -> OutcomeId {
    id(0x72_0001)
}

fn content(links: Vec<Link>) -> Box<Content> {
    Box::new(Content {
        title: text("报修三日办结"),
        text: text("开通网上报修，后勤处三日内答复。"),
        effect: Some(text("平均周期由九天降到两天")),
        links,
    })
}

fn tell(links: Vec<Link>) -> Act {
    Act::Tell { outcome: outcome(), unit: cast::UNITS[1].id, content: content(links) }
}

fn publish(title: &str, raw: &str) -> Act {
    Act::Publish { outcome: outcome(), lesson: Box::new(Lesson { title: text(title), text: text(raw) }) }
}

fn told() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::NORMAL_STAFF, tell(vec![Link::Issue { issue: ISSUE }]));
    bench
}

fn own(bench: &Bench) -> &Outcome {
    bench.all.outcome(outcome()).unwrap()
}

#[test]
fn a_unit_tells_its_own_and_links_its_own() {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, tell(Vec::new())), Refusal::NotFound);
    assert_eq!(bench.no(&cast::OFFICE_LEADER, tell(Vec::new())), Refusal::NotYours { whose: Whose::Unit });
    let twice = vec![Link::Issue { issue: ISSUE }, Link::Issue { issue: ISSUE }];
    assert_eq!(bench.no(&cast::NORMAL_STAFF, tell(twice)), Refusal::Exists);
    assert_eq!(bench.no(&cast::NORMAL_STAFF, tell(vec![Link::Rule { rule: id(9) }])), Refusal::NotFound);
    let foreign =
        Act::Tell { outcome: outcome(), unit: cast::UNITS[0].id, content: content(vec![Link::Issue { issue: ISSUE }]) };
    assert_eq!(bench.no(&cast::HEAD, foreign), Refusal::NotFound);
    bench.ok(&cast::NORMAL_STAFF, tell(vec![Link::Issue { issue: ISSUE }]));
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
fn what_is_dropped_teaches_nobody_until_it_comes_back() {
    let mut bench = told();
    bench.ok(&cast::HEAD, publish("网上报修", "牵头部门三日内答复"));
    bench.ok(&cast::NORMAL_STAFF, Act::Drop { outcome: outcome(), reason: reason() });
    assert_eq!((own(&bench).state(), own(&bench).public()), ("dropped", None));
    assert_eq!(
        bench.no(&cast::HEAD, Act::Unpublish { outcome: outcome(), reason: reason() }),
        Refusal::WrongState { state: "dropped".to_owned() }
    );
    bench.ok(&cast::NORMAL_STAFF, Act::Restore { outcome: outcome() });
    assert_eq!(own(&bench).state(), "published");
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
