//! What the course of a campaign asks of a group, read on both databases; each group by the days of its own campaign.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::issue::Origin;
use domain::kinds::{Book, CampaignId, CutId, Day, GroupId, LookbackId, Month, Name, PromiseId, RuleId, Text, VisitId};
use domain::notice::{Content, Paper};
use domain::reminder::{Matter, What};
use domain::viewer::{Post, Role, Viewer};
use domain::visit::act::Recorded;
use domain::visit::{Description, Findings, Form, Promised};
use domain::{campaign, cut, group, issue, lookback, notice, person, rule, unit, visit};

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

async fn matters(bench: &Bench, who: CastPerson, today: &str) -> Vec<Matter> {
    store::asked::matters(&bench.db, &who.viewer().unwrap(), who.role, day(today)).await.unwrap()
}

/// The month of which this person is asked to open look-backs, and for how many units.
async fn months(bench: &Bench, who: CastPerson, today: &str) -> Vec<(String, usize)> {
    let own = |own: Matter| {
        if let What::Lookbacks { month, many, .. } = own.what { Some((month.to_string(), many)) } else { None }
    };
    matters(bench, who, today).await.into_iter().filter_map(own).collect()
}

/// On a visit to the first unit something was promised for the end of June.
async fn promised(bench: &Bench) -> (VisitId, PromiseId) {
    let (visit, promise) = (VisitId(id()), PromiseId(id()));
    let description = Description {
        form: Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: Some(Text::parse("报修座谈").unwrap()),
        at: day("2023-06-05").start(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    let promises =
        vec![Promised { id: promise, what: note("窗口延时半小时"), who: None, due: day("2023-06-28") }];
    let findings = Findings { people: 8, ..Findings::default() };
    let recorded = Recorded { visit, unit: cast::UNITS[0].id, based_on: None, description, findings, promises };
    let act = Act::Visit(visit::Act::Record(Box::new(recorded)));
    bench.accept(cast::MEMBER.id, cast::book(), act).await;
    (visit, promise)
}

/// The third unit has a rule in force since May.
async fn established(bench: &Bench) {
    let (rule, unit) = (RuleId(id()), cast::UNITS[2].id);
    let description = rule::Description {
        title: Text::parse("报修办法").unwrap(),
        department: Text::parse("后勤处").unwrap(),
        detail: None,
    };
    for act in
        [rule::Act::Draft { rule, unit, description }, rule::Act::Establish { rule, in_force: day("2023-05-10") }]
    {
        bench.accept(cast::HEAD.id, cast::book(), Act::Rule(act)).await;
    }
}

#[tokio::test]
async fn the_group_is_asked_to_open_the_look_backs_of_units_in_which_something_fell_due() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        established(&bench).await;
        let mut found = find(1, Origin::Research, "食堂窗口少");
        found.measures.iter_mut().for_each(|own| own.due = Some(day("2023-06-15")));
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(found)))).await;
        bench.set_day("2023-06-05");
        let (visit, promise) = promised(&bench).await;
        let june = |many: usize| [("2023-06".to_owned(), many)];
        assert_eq!(months(&bench, cast::MEMBER, "2023-06-25").await, [], "nothing was due in May");
        for who in [cast::HEAD, cast::MEMBER] {
            assert_eq!(months(&bench, who, "2023-06-26").await, june(3), "{}", who.login);
        }
        for who in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF, cast::OFFICE_LEADER, cast::SYSTEM_ADMIN] {
            assert_eq!(months(&bench, who, "2023-06-26").await, [], "{}", who.login);
        }
        // what was done is looked back on as well
        bench.set_day("2023-06-27");
        let keep = visit::Act::KeepPromise { visit, promise, note: None };
        bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(keep)).await;
        assert_eq!(months(&bench, cast::MEMBER, "2023-06-27").await, june(3));
        let month = Month::parse("2023-06").unwrap();
        for (place, left) in [(0, Some(2)), (1, Some(1)), (2, None)] {
            let unit = cast::UNITS[place].id;
            let open = lookback::Act::Open { lookback: LookbackId::of(unit, month), unit, month };
            bench.accept(cast::MEMBER.id, cast::book(), Act::Lookback(open)).await;
            let asked = months(&bench, cast::HEAD, "2023-07-03").await;
            assert_eq!(asked, left.into_iter().flat_map(june).collect::<Vec<_>>());
        }
    })
    .await;
}

#[tokio::test]
async fn the_lead_is_asked_for_the_half_time_cut_until_it_is_taken() {
    each_db(|bench| async move {
        let asked = async |who: CastPerson, today: &str| {
            matters(&bench, who, today).await.iter().any(|own| matches!(own.what, What::HalfTime { .. }))
        };
        assert!(!asked(cast::HEAD, "2023-06-21").await);
        assert!(asked(cast::HEAD, "2023-06-22").await && asked(cast::DEPUTY, "2023-06-22").await);
        assert!(!asked(cast::MEMBER, "2023-06-22").await && !asked(cast::NORMAL_STAFF, "2023-06-22").await);
        bench.set_day("2023-06-22");
        let (title, day) = (Text::parse("中期评估").unwrap(), day("2023-06-21"));
        let take = cut::Act::Take { cut: CutId(id()), title, day, words: None };
        bench.accept(cast::HEAD.id, cast::book(), Act::Cut(take)).await;
        assert!(!asked(cast::HEAD, "2023-06-22").await && !asked(cast::DEPUTY, "2023-07-22").await);
    })
    .await;
}

/// A second campaign, with a group of its own, beside that of the cast.
async fn second(bench: &Bench) -> (CampaignId, GroupId) {
    let (campaign, group) = (CampaignId(id()), GroupId(id()));
    let name = |raw| Name::parse(raw).unwrap();
    let period = campaign::Period {
        name: name("专项督查"),
        start: day("2023-04-17"),
        half: day("2023-06-21"),
        end: day("2023-08-25"),
    };
    let open = Act::Campaign(campaign::Act::Open { campaign, period });
    bench.accept(cast::SYSTEM_ADMIN.id, Book::Office, open).await;
    let open = Act::Group(group::Act::Open { group, name: name("第四巡回指导组"), campaign });
    bench.accept(cast::SYSTEM_ADMIN.id, Book::Office, open).await;
    (campaign, group)
}

#[tokio::test]
async fn who_belongs_to_groups_of_two_campaigns_has_each_counted_by_the_days_of_its_own() {
    each_db(|bench| async move {
        let (other, group) = second(&bench).await;
        let notice = id().into();
        let content = Box::new(Content {
            paper: Paper::Prompt,
            title: Text::parse("关于报修问题的提示").unwrap(),
            text: note("请说明进度"),
            units: vec![cast::UNITS[1].id],
            about: Vec::new(),
            reply_by: Some(day("2023-04-19")),
            after: None,
            from: None,
        });
        for act in [notice::Act::Draft { notice, content }, notice::Act::Issue { notice }] {
            bench.accept(cast::HEAD.id, cast::book(), Act::Notice(act)).await;
        }
        let own = Role::Group { group, post: Post::Head };
        let viewer = Viewer { roles: vec![cast::HEAD.role, own], ..cast::HEAD.viewer().unwrap() };
        let chased = async |role| {
            let all = store::asked::matters(&bench.db, &viewer, role, day("2023-04-27")).await.unwrap();
            all.iter().any(|own| own.what == What::Chase { notice })
        };
        let off = |campaign| {
            let (first, last) = (day("2023-04-18"), day("2023-05-18"));
            Act::Campaign(campaign::Act::SetDays { campaign, first, last, works: false, name: None })
        };
        bench.accept(cast::OFFICE_LEADER.id, Book::Office, off(other)).await;
        let works = async |book| store::campaign::calendar(&bench.db, book).await.unwrap().works(day("2023-04-18"));
        assert_eq!((works(cast::book()).await, works(Book::Group(group)).await), (true, false));
        assert!(chased(cast::HEAD.role).await, "what the other campaign has off is no matter of this one");
        assert!(!chased(own).await, "it is not this group's paper");
        bench.accept(cast::OFFICE_LEADER.id, Book::Office, off(cast::CAMPAIGN)).await;
        assert!(!chased(cast::HEAD.role).await, "no working day has gone by");
    })
    .await;
}

#[tokio::test]
async fn what_lies_with_a_unit_is_asked_of_whoever_answers_for_it_until_they_leave_the_group() {
    each_db(|bench| async move {
        let own = find(1, Origin::Research, "食堂窗口少");
        let key = format!("held-issue-{}", own.issue);
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(own)))).await;
        let hear = async || {
            let mut heard = Vec::new();
            for who in [cast::HEAD, cast::LIAISON, cast::MEMBER] {
                let all = matters(&bench, who, "2023-05-05").await;
                heard.push(all.iter().any(|own| own.what.key() == key));
            }
            heard
        };
        assert_eq!(hear().await, [true, true, true], "nobody answers for it");
        let (unit, member) = (cast::UNITS[1].id, cast::MEMBER.id);
        bench.accept(cast::HEAD.id, cast::book(), Act::Unit(unit::Act::Assign { unit, member })).await;
        assert_eq!(hear().await, [false, false, true]);
        let moved = person::Act::RevokeRole { person: member, role: cast::MEMBER.role };
        bench.accept(cast::SYSTEM_ADMIN.id, Book::Office, Act::Person(moved)).await;
        assert_eq!(hear().await[..2], [true, true], "it is everybody's again");
    })
    .await;
}
