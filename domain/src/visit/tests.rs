//! A visit from planned to recorded: every act allowed, by the wrong person, in the wrong state; what a unit reads of it.

mod checklist;
mod content;
mod instead;
mod rights;

use super::act::{Amended, Recorded};
use super::*;
use crate::cast::{self, CastPerson};
use crate::figure::Cell;
use crate::refusal::{Field, Refusal, Whose};
use crate::strand::Strand;
use crate::testing::{Bench, day, find, hash, id, reason, text};

const WHO: CastPerson = cast::MEMBER;
const VISIT: VisitId = VisitId(uuid::Uuid::from_u128(0x115_0001));
const PROMISE: PromiseId = PromiseId(uuid::Uuid::from_u128(0x140_0001));

fn description(form: Form) -> Description {
    Description {
        form,
        organisation: Some(cast::UNITS[1].organisation(0)),
        site: (form == Form::Site).then_some(Site::Classroom),
        place: Some(text("实验楼三层")),
        topic: Some(text("实验室开放")),
        at: day("2023-04-17").start(),
        members: vec![cast::MEMBER.id, cast::DEPUTY.id],
        strands: vec![Strand::Research],
        announced: false,
        checklist: Vec::new(),
    }
}

fn findings() -> Findings {
    Findings {
        people: 6,
        looked_at: Some(text("实验室开放登记")),
        notes: Some(text("两名学生说夜间做不了实验")),
        observations: Observations { coverage: Some(text("学习覆盖到每个支部")), ..Observations::default() },
        corrected: Some(text("当场贴出预约办法")),
        position: Some(Position { latitude: 45_750_000, longitude: 126_640_000, accuracy: 20 }),
        ..Findings::default()
    }
}

fn promised() -> Promised {
    Promised {
        id: PROMISE, what: text("先开两个晚上试行"), who: Some(text("中心主任")), due: day("2023-05-10")
    }
}

fn plan() -> Act {
    Act::Plan { visit: VISIT, unit: cast::UNITS[1].id, description: Box::new(description(Form::Site)), drawn: None }
}

fn recorded(form: Form) -> Recorded {
    let (unit, promises) = (cast::UNITS[1].id, vec![promised()]);
    Recorded { visit: VISIT, unit, based_on: None, description: description(form), findings: findings(), promises }
}

fn record(form: Form) -> Act {
    Act::Record(Box::new(recorded(form)))
}

fn with(change: impl FnOnce(&mut Recorded)) -> Act {
    let mut own = recorded(Form::Site);
    change(&mut own);
    Act::Record(Box::new(own))
}

fn amend(bench: &Bench) -> Act {
    let visit = visit(bench);
    let topic = Some(text("实验室夜间开放"));
    Act::Amend(Box::new(Amended {
        visit: VISIT,
        based_on: visit.version,
        description: Description { topic, ..visit.description.clone() },
        findings: visit.findings.clone(),
    }))
}

fn cancel() -> Act {
    Act::Cancel { visit: VISIT, reason: reason() }
}

fn reinstate() -> Act {
    Act::Reinstate { visit: VISIT, reason: reason() }
}

fn add_promise() -> Act {
    Act::AddPromise { visit: VISIT, promise: Promised { id: id(0x140_0002), ..promised() } }
}

fn keep() -> Act {
    Act::KeepPromise { visit: VISIT, promise: PROMISE, note: None }
}

fn drop_promise() -> Act {
    Act::DropPromise { visit: VISIT, promise: PROMISE, reason: reason() }
}

fn reopen() -> Act {
    Act::ReopenPromise { visit: VISIT, promise: PROMISE, reason: reason() }
}

fn visit(bench: &Bench) -> &Visit {
    bench.all.visit(VISIT).unwrap()
}

fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    match state {
        "planned" => drop(bench.ok(&WHO, plan())),
        "recorded" => drop(bench.ok(&WHO, record(Form::Site))),
        "cancelled" => {
            bench.ok(&WHO, record(Form::Site));
            bench.ok(&WHO, cancel());
        }
        _ => unreachable!(),
    }
    assert_eq!(visit(&bench).state(), state);
    bench
}

fn wrong(state: &str) -> Refusal {
    Refusal::WrongState { state: state.to_owned() }
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    for state in ["planned", "recorded", "cancelled"] {
        let table: [(Act, &[&str], &str); 6] = [
            (amend(&in_state(state)), &["planned", "recorded"], state),
            (cancel(), &["planned", "recorded"], "cancelled"),
            (reinstate(), &["cancelled"], "recorded"),
            (add_promise(), &["recorded"], state),
            (keep(), &["recorded"], state),
            (drop_promise(), &["recorded"], state),
        ];
        for (act, states, leads_to) in table {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&WHO, act);
                assert_eq!(visit(&bench).state(), leads_to);
            } else {
                assert_eq!(bench.no(&WHO, act), wrong(state));
            }
        }
        assert_eq!(in_state(state).no(&WHO, plan()), Refusal::Exists);
    }
}

#[test]
fn a_visit_is_recorded_once_planned_before_or_not() {
    let mut bench = in_state("planned");
    bench.ok(&cast::DEPUTY, record(Form::Site));
    assert_eq!(visit(&bench).recorded_by, Some(cast::DEPUTY.id));
    let seq = visit(&bench).version;
    assert_eq!(bench.no(&WHO, record(Form::Site)), Refusal::Overtaken { seq });
    assert_eq!(in_state("cancelled").no(&WHO, record(Form::Site)), wrong("cancelled"));
    let elsewhere = with(|own| own.unit = cast::UNITS[2].id);
    assert_eq!(in_state("planned").no(&WHO, elsewhere), Refusal::Elsewhere { field: Field::Unit });
}

#[test]
fn who_records_a_plan_says_which_one_they_knew_and_overwrites_no_later_one() {
    let knowing = |based_on| with(|own| own.based_on = based_on);
    let mut bench = in_state("planned");
    let knew = visit(&bench).version;
    let later = amend(&bench);
    bench.ok(&cast::DEPUTY, later);
    let seq = visit(&bench).version;
    assert_eq!(bench.no(&WHO, knowing(Some(knew))), Refusal::Overtaken { seq });
    assert_eq!(visit(&bench).state(), "planned");
    bench.ok(&WHO, knowing(Some(seq)));
    // Phones of an earlier release do not say; and where nothing was planned there is nothing to know.
    let mut bench = in_state("planned");
    let later = amend(&bench);
    bench.ok(&cast::DEPUTY, later);
    bench.ok(&WHO, knowing(None));
    Bench::new().ok(&WHO, knowing(Some(9)));
}

#[test]
fn an_amendment_says_what_it_knew_and_overwrites_nothing_else() {
    let mut bench = in_state("recorded");
    let (mine, theirs) = (amend(&bench), amend(&bench));
    bench.ok(&cast::DEPUTY, mine);
    let seq = visit(&bench).version;
    assert_eq!(bench.no(&WHO, theirs), Refusal::Overtaken { seq });
    let again = amend(&bench);
    assert_eq!(bench.no(&WHO, again), Refusal::Unchanged);
    // A promise is not part of what is amended.
    bench.ok(&cast::NORMAL_STAFF, keep());
    assert_eq!(visit(&bench).version, seq);
}

fn photos(bench: &Bench, photos: Vec<Photo>) -> Act {
    let (visit, findings) = (visit(bench), visit(bench).findings.clone().unwrap());
    let findings = Some(Findings { photos, ..findings });
    let description = visit.description.clone();
    Act::Amend(Box::new(Amended { visit: VISIT, based_on: visit.version, description, findings }))
}

#[test]
fn a_photo_that_is_taken_out_can_be_put_back_and_is_meanwhile_the_groups_alone() {
    let [one, two] = [1, 2].map(|own| Photo { hash: hash(own), caption: None, media: text("image/jpeg") });
    let mut bench = Bench::new();
    bench.all.files.extend([one.hash.clone(), two.hash.clone()]);
    bench.ok(&WHO, with(|own| own.findings.photos = vec![one.clone(), two.clone()]));
    // from here on nobody brings the bytes again
    bench.all.files.clear();
    let out = photos(&bench, vec![two.clone()]);
    bench.ok(&WHO, out);
    assert_eq!(visit(&bench).former_photos, std::slice::from_ref(&one));
    for (who, many) in [(cast::HEAD, 2), (cast::OFFICE_LEADER, 1), (cast::NORMAL_STAFF, 1)] {
        assert_eq!(visit(&bench).clone().shown_to(&who.viewer().unwrap()).all_photos().count(), many, "{}", who.login);
    }
    let back = photos(&bench, vec![two.clone(), one.clone()]);
    bench.ok(&WHO, back);
    assert_eq!(visit(&bench).findings.as_ref().unwrap().photos, [two, one]);
    assert!(visit(&bench).former_photos.is_empty());
    let foreign = photos(&bench, vec![Photo { hash: hash(3), caption: None, media: text("image/jpeg") }]);
    assert_eq!(bench.no(&WHO, foreign), Refusal::Missing { field: Field::Photo });
}

#[test]
fn what_was_only_planned_has_no_findings_to_amend() {
    let mut bench = in_state("planned");
    let act = |bench: &Bench| match amend(bench) {
        Act::Amend(mut own) => {
            own.findings = Some(findings());
            Act::Amend(own)
        }
        other => other,
    };
    let act = act(&bench);
    assert_eq!(bench.no(&WHO, act), wrong("planned"));
}

#[test]
fn a_promise_is_kept_or_dropped_and_can_be_taken_up_again() {
    for end in [keep(), drop_promise()] {
        let mut bench = in_state("recorded");
        let open = wrong("open");
        assert_eq!(bench.no(&WHO, reopen()), open);
        bench.ok(&WHO, end.clone());
        assert!(!visit(&bench).promises[0].open());
        assert!(matches!(bench.no(&WHO, end), Refusal::WrongState { .. }));
        bench.ok(&WHO, reopen());
        assert!(visit(&bench).promises[0].open());
    }
    let mut bench = in_state("recorded");
    bench.ok(&WHO, add_promise());
    assert_eq!(bench.no(&WHO, add_promise()), Refusal::Exists);
    let other = Act::KeepPromise { visit: VISIT, promise: id(7), note: None };
    assert_eq!(bench.no(&WHO, other), Refusal::NotFound);
}

#[test]
fn a_unit_reads_neither_notes_nor_names_and_the_office_no_names() {
    let mut own = recorded(Form::Interview);
    own.findings.names = Some(hash(1));
    let mut bench = Bench::new();
    bench.ok(&WHO, Act::Record(Box::new(own)));
    let shown = |who: CastPerson| visit(&bench).clone().shown_to(&who.viewer().unwrap()).findings.unwrap();
    assert_eq!(Some(&shown(WHO)), visit(&bench).findings.as_ref());
    let office = shown(cast::OFFICE_LEADER);
    assert_eq!((office.names, office.position), (None, None));
    assert!(office.notes.is_some());
    for who in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF] {
        let unit = shown(who);
        assert_eq!((unit.names, unit.position, unit.notes), (None, None, None));
        assert_eq!(unit.observations, Observations::default());
        assert_eq!((unit.people, unit.corrected.is_some(), unit.looked_at.is_some()), (6, true, true));
    }
    assert!(!visit(&bench).search_text().contains("夜间做不了实验"));
}

#[test]
fn only_a_recorded_visit_is_counted_with_its_people() {
    for (state, cells) in [("planned", 0), ("recorded", 2), ("cancelled", 0)] {
        assert_eq!(visit(&in_state(state)).cells().len(), cells, "{state}");
    }
    let bench = in_state("recorded");
    let form = Form::Site;
    assert_eq!(bench.tally[&Cell::Visit { form }], 1);
    assert_eq!(bench.tally[&Cell::People { form }], 6);
    let mut cancelled = bench;
    cancelled.ok(&WHO, cancel());
    assert_eq!(cancelled.tally[&Cell::People { form }], 0);
}

#[test]
fn an_issue_keeps_the_sentence_it_was_raised_from() {
    let quote = Quote { visit: VISIT, sentence: Some(text("两名学生说夜间做不了实验")) };
    let raise = |quote: &Quote| {
        let origin = crate::issue::Origin::Guidance;
        let visit = Some(quote.clone());
        crate::issue::Act::Find(Box::new(crate::issue::act::Find { origin, visit, ..find(crate::testing::ISSUE) }))
    };
    let mut bench = in_state("recorded");
    bench.ok(&WHO, raise(&quote));
    assert_eq!(bench.issue().visit, Some(quote.clone()));
    let missing = Refusal::Elsewhere { field: Field::Visit };
    assert_eq!(Bench::new().no(&WHO, raise(&quote)), missing);
    let elsewhere = with(|own| {
        own.unit = cast::UNITS[2].id;
        own.description.organisation = None;
    });
    let mut bench = Bench::new();
    bench.ok(&WHO, elsewhere);
    assert_eq!(bench.no(&WHO, raise(&quote)), missing);
    let own = crate::issue::act::Find { visit: Some(quote), ..find(crate::testing::ISSUE) };
    let own = crate::issue::Act::Find(Box::new(own));
    assert_eq!(in_state("recorded").no(&cast::NORMAL_STAFF, own), Refusal::NotYours { whose: Whose::Group });
}
