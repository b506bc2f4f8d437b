//! Everything of a refused visit stands in its form again, and nothing else is mended there.

use domain::act::{Act as Any, Proposal};
use domain::cast;
use domain::kinds::{Day, IssueId, Note, Text, Time, Title};
use domain::private::Private;
use domain::strand::Strand;
use domain::visit::act::{Amended, Recorded};
use domain::visit::{Form, Observations, Position, Quote, Site};
use uuid::Uuid;

use super::*;

const VISIT: VisitId = VisitId(Uuid::from_u128(7));
const LATE: Refusal = Refusal::TooLate { field: Field::Time };

fn photo(letter: &str) -> Photo {
    Photo { hash: Text::parse(&letter.repeat(64)).unwrap(), caption: None, media: Text::parse("image/jpeg").unwrap() }
}

fn names() -> Private {
    Private::new([7; 32], "南宫")
}

/// With something in every field.
fn recorded() -> Recorded {
    let note = |text: &str| Some(Note::parse(text).unwrap());
    let description = Description {
        form: Form::Interview,
        organisation: Some(cast::UNITS[1].organisation(0)),
        site: None,
        place: Some(Text::parse("二楼").unwrap()),
        topic: Some(Title::parse("夜间开放").unwrap()),
        at: Time(60_000_000),
        members: vec![cast::HEAD.id, cast::LIAISON.id],
        strands: vec![Strand::Study],
        announced: true,
        checklist: Vec::new(),
    };
    let findings = Findings {
        people: 3,
        names: Some(names().commitment().unwrap()),
        looked_at: note("食堂"),
        notes: note("锁门早"),
        observations: Observations {
            coverage: note("覆盖"), discussion: note("研讨"), application: note("转化")
        },
        corrected: note("当场改"),
        photos: vec![photo("a"), photo("b")],
        position: Some(Position { latitude: 1, longitude: 2, accuracy: 3 }),
    };
    let promise = Promised {
        id: Uuid::from_u128(9).into(),
        what: Note::parse("开两个晚上").unwrap(),
        who: Some(Text::parse("后勤处").unwrap()),
        due: Day::parse("2023-08-10").unwrap(),
    };
    Recorded { visit: VISIT, unit: cast::UNITS[1].id, based_on: None, description, findings, promises: vec![promise] }
}

fn amended(findings: Findings) -> Any {
    let Recorded { visit, description, .. } = recorded();
    Any::Visit(Act::Amend(Box::new(Amended { visit, based_on: 4, description, findings: Some(findings) })))
}

fn item(number: u128, act: Any, refusal: Option<Refusal>) -> Item {
    let proposal = Proposal::new(ActId(Uuid::from_u128(number)), Time(0), cast::book(), act).with(vec![names()]);
    Item { place: refusal.map_or(Place::Local, |refusal| Place::Refused { refusal }), ..Item::new(proposal) }
}

fn broken(items: &[Item]) -> Broken {
    Broken::of(items[0].proposal.id, items).unwrap()
}

/// As the server has it.
fn there(findings: Option<Findings>) -> Visit {
    let Recorded { visit, unit, description, .. } = recorded();
    Visit {
        id: visit,
        book: cast::book(),
        unit,
        description: Description { members: vec![cast::MEMBER.id], ..description },
        drawn: None,
        findings,
        promises: Vec::new(),
        made_at: Time(0),
        recorded_at: None,
        recorded_by: None,
        cancelled_at: None,
        version: 5,
        former_names: Vec::new(),
        former_photos: vec![photo("c")],
        standards: Vec::new(),
    }
}

/// An issue that was raised on it.
fn raised(number: u128, visit: VisitId, refusal: Option<Refusal>) -> Item {
    let facts = domain::issue::act::Facts {
        title: Title::parse("夜里做不了实验").unwrap(),
        detail: None,
        category: None,
        organisation: None,
        official: None,
        department: None,
        due: None,
    };
    let find = issue::act::Find {
        issue: IssueId(Uuid::from_u128(number)),
        unit: cast::UNITS[1].id,
        origin: issue::Origin::Guidance,
        facts,
        measures: Vec::new(),
        ledger: None,
        report: None,
        from: None,
        visit: Some(Quote { visit, sentence: Note::parse("夜里做不了实验。").ok() }),
        meeting: None,
    };
    item(number, Any::Issue(issue::Act::Find(Box::new(find))), refusal)
}

#[test]
fn everything_of_a_refused_visit_stands_in_its_form_again() {
    let own = recorded();
    let items = [item(1, Any::Visit(Act::Record(Box::new(own.clone()))), Some(LATE))];
    let broken = broken(&items);
    assert_eq!((broken.purpose, broken.visit, broken.unit), (Purpose::Record, VISIT, Some(own.unit)));
    assert_eq!((broken.refusal.as_ref(), broken.based_on), (Some(&LATE), None));
    let begins = Begins::of(&Start::default(), Some(&broken));
    assert_eq!(begins.description, Some(own.description));
    assert_eq!(begins.findings, own.findings);
    assert_eq!(begins.names.as_deref(), Some("南宫"));
    assert_eq!(begins.promises, own.promises);
    assert_eq!((begins.photos, begins.turned), (vec![photo("a"), photo("b")], Vec::new()));
}

#[test]
fn a_refused_plan_keeps_what_was_drawn_and_whether_the_unit_was_told() {
    let drawn = Some(Drawn { draw: Uuid::from_u128(3).into(), numbers: vec![17] });
    let description = Description { form: Form::Site, site: Some(Site::Canteen), ..recorded().description };
    let plan = Act::Plan {
        visit: VISIT,
        unit: cast::UNITS[1].id,
        description: Box::new(description.clone()),
        drawn: drawn.clone(),
    };
    let items = [item(1, Any::Visit(plan), Some(LATE))];
    let broken = broken(&items);
    assert_eq!((broken.purpose, &broken.drawn, &broken.findings), (Purpose::Plan, &drawn, &None));
    let begins = Begins::of(&Start::default(), Some(&broken));
    assert!(begins.description.as_ref().is_some_and(|own| own.announced));
    assert_eq!(begins.description, Some(description));
}

#[test]
fn a_refused_change_is_shown_against_the_visit_as_it_is_now() {
    let has = Findings { photos: vec![photo("b"), photo("d")], ..recorded().findings };
    let start = Start { visit: Some(there(Some(has))), names: Some("南宫".into()), ..Start::default() };
    // a was added, d taken out, c put back
    let wants = Findings { photos: vec![photo("a"), photo("b"), photo("c")], ..recorded().findings };
    let mut items = [item(1, amended(wants), Some(LATE))];
    let begins = Begins::of(&start, Some(&broken(&items)));
    assert_eq!(begins.photos, [photo("a")]);
    assert_eq!(begins.turned, [(photo("d").hash, false), (photo("c").hash, true)]);
    assert_eq!(broken(&items).based_on, Some(4), "what others changed since is not overwritten unseen");
    // names that it left as they were did not go along
    items[0].proposal.private.clear();
    assert_eq!(Begins::of(&start, Some(&broken(&items))).names.as_deref(), Some("南宫"));
    items[0] = item(1, amended(Findings { names: None, ..Findings::default() }), Some(LATE));
    assert_eq!(Begins::of(&start, Some(&broken(&items))).names, None, "names that were taken out stay out");
}

#[test]
fn what_was_recorded_of_a_plan_still_says_which_one_it_knew() {
    let own = Recorded { based_on: Some(4), ..recorded() };
    let items = [item(1, Any::Visit(Act::Record(Box::new(own))), Some(LATE))];
    assert_eq!(broken(&items).based_on, Some(4));
}

#[test]
fn who_left_the_group_is_still_shown_unless_the_visit_has_them_already() {
    let items = [item(1, Any::Visit(Act::Record(Box::new(recorded()))), Some(LATE))];
    let broken = broken(&items);
    let mut start = Start { members: vec![(cast::HEAD.id, "郑砚秋".into())], ..Start::default() };
    assert_eq!(broken.strangers(&start), [cast::LIAISON.id]);
    let mut planned = there(None);
    planned.description.members = vec![cast::LIAISON.id];
    start.visit = Some(planned);
    assert_eq!(broken.strangers(&start), []);
}

#[test]
fn a_form_that_mends_nothing_begins_with_the_visit_itself() {
    assert_eq!(Begins::of(&Start::default(), None), Begins::default());
    let start =
        Start { visit: Some(there(Some(recorded().findings))), names: Some("南宫".into()), ..Start::default() };
    let begins = Begins::of(&start, None);
    assert_eq!(begins.findings, recorded().findings);
    assert_eq!((begins.names.as_deref(), begins.photos.len(), begins.turned.len()), (Some("南宫"), 0, 0));
}

#[test]
fn issues_that_were_refused_for_want_of_the_visit_go_out_again_behind_it_and_no_others() {
    let without = Some(Refusal::Elsewhere { field: Field::Visit });
    let items = [
        item(1, Any::Visit(Act::Record(Box::new(recorded()))), Some(LATE)),
        raised(2, VISIT, without.clone()),
        raised(3, VISIT, Some(Refusal::Empty)),
        raised(4, VISIT, None),
        raised(5, VisitId(Uuid::from_u128(8)), without),
    ];
    let behind: Vec<ActId> = broken(&items).behind.into_iter().map(|own| own.proposal.id).collect();
    assert_eq!(behind, [ActId(Uuid::from_u128(2))]);
}

#[test]
fn what_waits_is_gone_on_with_and_its_issues_wait_behind_it_again() {
    let without = Some(Refusal::Elsewhere { field: Field::Visit });
    let items = [
        item(1, Any::Visit(Act::Record(Box::new(recorded()))), None),
        raised(2, VISIT, None),
        raised(3, VISIT, without),
        raised(4, VisitId(Uuid::from_u128(8)), None),
    ];
    let own = broken(&items);
    assert_eq!((own.purpose, own.visit, &own.refusal), (Purpose::Record, VISIT, &None));
    assert_eq!(own.item, items[0], "so that what comes in its place knows of it");
    assert_eq!(own.behind.iter().map(|own| own.proposal.id.0.as_u128()).collect::<Vec<_>>(), [2_u128]);
    assert_eq!(own.quoted().collect::<Vec<_>>(), ["夜里做不了实验。"], "and is not offered as one again");
    // the visit of a change is there: nothing has to wait for it
    let items = [item(1, amended(Findings::default()), None), raised(2, VISIT, None)];
    assert!(broken(&items).behind.is_empty());
}

#[test]
fn the_form_of_a_visit_that_was_refused_or_waits_is_a_page_that_lies_on_the_device() {
    let (id, unit) = (Uuid::from_u128(1), cast::UNITS[1].id);
    let record = || Any::Visit(Act::Record(Box::new(recorded())));
    assert_eq!(address(&item(1, record(), Some(LATE))), Some(format!("/visits/new?unit={unit}#mend={id}")));
    let amend = amended(Findings::default());
    assert_eq!(address(&item(1, amend, Some(LATE))), Some(format!("/visits/new?visit={VISIT}#mend={id}")));
    assert_eq!(address(&item(1, record(), None)), address(&item(1, record(), Some(LATE))), "what waits as well");
    let reason = Note::parse("这次活动没有去成，改期。").unwrap();
    assert_eq!(address(&item(1, Any::Visit(Act::Cancel { visit: VISIT, reason }), Some(LATE))), None);
}
