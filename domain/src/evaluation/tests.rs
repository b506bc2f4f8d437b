//! A round from opened to published: every act in its states and in no other, and who reads what of it when.

use super::act::{Grading, Opened};
use super::*;
use crate::act::Act as Any;
use crate::cast::{self, CastPerson};
use crate::kinds::IssueId;
use crate::record::Record;
use crate::refusal::{Field, Refusal, Whose};
use crate::score::{Grade, Opinion, Quantity};
use crate::standard::{self, Citation};
use crate::testing::{Bench, ISSUE, NODES, find, hash, id, reason, start, text, tree};
use crate::{issue, rule, template};

mod export;
pub(crate) mod low;
mod order;
mod sight;
mod values;

const HEAD: CastPerson = cast::HEAD;
const STAFF: CastPerson = cast::NORMAL_STAFF;
const RATERS: [CastPerson; 2] = [cast::DEPUTY, cast::MEMBER];
const UNIT: UnitId = cast::UNITS[1].id;
const OTHER: UnitId = cast::UNITS[0].id;
const STATES: [&str; 6] = ["opened", "scoring", "calibrating", "agreed", "published", "abandoned"];

fn round() -> EvaluationId {
    id(0xe0_1001)
}

fn template() -> TemplateId {
    id(0x7e_1001)
}

fn quality() -> NodeId {
    NODES[1]
}

fn opened() -> Opened {
    Opened {
        evaluation: round(),
        title: text("整改评估第一轮"),
        scored: Scored::Unit,
        units: vec![UNIT, OTHER],
        period: Period { start: start(), end: start().plus(60) },
        template: template(),
        version: 1,
        raters: RATERS.map(|own| own.id).to_vec(),
        due: None,
        again: None,
    }
}

fn open(own: Opened) -> Act {
    Act::Open(Box::new(own))
}

/// What grades lean on here: an entry of the library, which says nothing about a unit.
fn yardstick() -> Vec<Link> {
    vec![Link::Standard { citation: Citation { standard: id(0x70_1001), version: 1 } }]
}

fn entry_of_library() -> standard::Content {
    standard::Content {
        title: text("整改验收标准"),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: text("措施落实到人。"),
    }
}

fn enter_yardstick(bench: &mut Bench) {
    let content = Box::new(entry_of_library());
    bench.ok(&cast::MEMBER, standard::Act::Enter { standard: id(0x70_1001), content });
}

fn grade_as(unit: UnitId, grade: Grade) -> Act {
    let (evaluation, indicator) = (round(), quality());
    Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason: reason(), links: yardstick() }))
}

fn finish(unit: UnitId) -> Act {
    Act::Finish { evaluation: round(), unit }
}

fn reopen(unit: UnitId) -> Act {
    Act::Reopen { evaluation: round(), unit }
}

fn self_score(tenths: u16) -> Act {
    Act::SelfScore { evaluation: round(), unit: UNIT, tenths, note: text("全部按期完成") }
}

fn agree(grade: Grade) -> Act {
    Act::Agree { evaluation: round(), unit: UNIT, indicator: quality(), grade, reason: reason() }
}

fn object() -> Act {
    Act::Object { evaluation: round(), unit: UNIT, reason: reason() }
}

fn answer() -> Act {
    Act::Answer { evaluation: round(), unit: UNIT, text: reason() }
}

fn abandon() -> Act {
    Act::Abandon { evaluation: round(), reason: reason() }
}

fn remark() -> Act {
    Act::Remark { evaluation: round(), unit: UNIT, indicator: Some(quality()), text: text("佐证看得不够") }
}

fn recalibrate() -> Act {
    Act::Recalibrate { evaluation: round(), reason: reason() }
}

const fn plain(verb: fn(EvaluationId) -> Act) -> fn(EvaluationId) -> Act {
    verb
}

fn step(name: &str) -> Act {
    let verb = match name {
        "begin" => plain(|evaluation| Act::Begin { evaluation }),
        "calibrate" => plain(|evaluation| Act::Calibrate { evaluation }),
        "conclude" => plain(|evaluation| Act::Conclude { evaluation }),
        "publish" => plain(|evaluation| Act::Publish { evaluation }),
        other => panic!("{other}"),
    };
    verb(round())
}

/// The template is there, and a round is opened.
fn begun() -> Bench {
    let mut bench = Bench::new();
    enter_yardstick(&mut bench);
    bench.ok(&HEAD, template::Act::Make { template: template(), title: text("评估"), tree: tree(), from: None });
    bench.ok(&HEAD, open(opened()));
    bench
}

/// Both are done with both units; of UNIT they differ.
fn graded(bench: &mut Bench) {
    for (rater, grades) in RATERS.iter().zip([[Grade::Good, Grade::Fair], [Grade::Ordinary, Grade::Fair]]) {
        for (unit, grade) in [UNIT, OTHER].into_iter().zip(grades) {
            bench.ok(rater, grade_as(unit, grade));
            bench.ok(rater, finish(unit));
        }
    }
}

fn in_state(state: &str) -> Bench {
    let mut bench = begun();
    let place = STATES.iter().position(|own| *own == state).unwrap();
    if place >= 1 && state != "abandoned" {
        bench.ok(&HEAD, step("begin"));
    }
    if state == "abandoned" {
        bench.ok(&HEAD, abandon());
    } else if place >= 2 {
        graded(&mut bench);
        bench.ok(&HEAD, step("calibrate"));
    }
    if (3..5).contains(&place) {
        bench.ok(&HEAD, agree(Grade::Fair));
        bench.ok(&HEAD, step("conclude"));
    }
    if place == 4 {
        bench.ok(&HEAD, step("publish"));
    }
    assert_eq!(own(&bench).state(), state);
    bench
}

fn own(bench: &Bench) -> &Evaluation {
    bench.all.evaluation(round()).unwrap()
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let table: [(CastPerson, Act, &[&str]); 12] = [
        (HEAD, step("begin"), &["opened"]),
        (RATERS[0], grade_as(UNIT, Grade::Poor), &["scoring"]),
        (STAFF, self_score(940), &["scoring"]),
        (HEAD, remark(), &["calibrating", "agreed"]),
        (HEAD, agree(Grade::Fair), &["calibrating"]),
        (HEAD, recalibrate(), &["agreed"]),
        (HEAD, step("publish"), &["agreed"]),
        (STAFF, object(), &["published"]),
        (HEAD, abandon(), &["opened", "scoring", "calibrating", "agreed"]),
        (RATERS[0], finish(UNIT), &[]),
        (RATERS[0], reopen(UNIT), &[]),
        (HEAD, step("conclude"), &[]),
    ];
    for (who, act, states) in table {
        for state in STATES {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&who, act.clone());
            } else {
                let refusal = bench.no(&who, act.clone());
                // What the unit does not know of yet is not there for it.
                let hidden = who == STAFF && ["opened", "abandoned"].contains(&state) && refusal == Refusal::NotFound;
                let early = matches!(
                    (state, &refusal),
                    ("scoring" | "calibrating", Refusal::GradesOpen { .. } | Refusal::Unchanged)
                );
                let wrong = refusal == Refusal::WrongState { state: state.to_owned() };
                assert!(wrong || hidden || early, "{} in {state}: {refusal}", Any::from(act.clone()).kind());
            }
        }
    }
    assert_eq!(begun().no(&HEAD, open(opened())), Refusal::Exists);
}

#[test]
fn a_round_goes_its_way_and_has_a_number_in_its_book() {
    let mut bench = in_state("published");
    assert_eq!(own(&bench).number, 1);
    let next = Opened { evaluation: id(0xe0_1002), ..opened() };
    bench.ok(&HEAD, open(next));
    assert_eq!(bench.all.evaluation(id::<EvaluationId>(0xe0_1002)).unwrap().number, 2);
    bench.ok(&HEAD, Act::Abandon { evaluation: id(0xe0_1002), reason: reason() });
    assert_eq!(
        bench.no(&HEAD, Act::Begin { evaluation: id(0xe0_1002) }),
        Refusal::WrongState { state: "abandoned".to_owned() }
    );
}

#[test]
fn the_tree_is_frozen_as_the_template_was() {
    let mut bench = begun();
    let mut later = tree();
    later.aspects.swap(0, 1);
    let (template, title) = (template(), text("评估"));
    bench.ok(&HEAD, template::Act::Revise { template, based_on: 1, title, tree: later, note: None });
    assert_eq!((own(&bench).version, &own(&bench).tree), (1, &tree()));
    let old = Opened { evaluation: id(0xe0_1002), ..opened() };
    assert_eq!(bench.no(&HEAD, open(old.clone())), Refusal::Differs { field: Field::Template });
    bench.ok(&HEAD, template::Act::Retire { template, reason: reason() });
    let retired = Refusal::WrongState { state: "retired".to_owned() };
    assert_eq!(bench.no(&HEAD, open(Opened { version: 2, ..old })), retired);
}

#[test]
fn a_round_is_opened_only_with_what_belongs_together() {
    let refused = |change: fn(&mut Opened)| {
        let mut bench = begun();
        bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
        let mut own = Opened { evaluation: id(0xe0_1002), ..opened() };
        change(&mut own);
        bench.play(&HEAD, open(own)).err()
    };
    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|own| own.units.clear()), Some(Refusal::Missing { field: Field::Unit }));
    assert_eq!(refused(|own| own.units = vec![UNIT, UNIT]), Some(Refusal::Exists));
    assert_eq!(refused(|own| own.units = vec![id(9)]), Some(Refusal::NotFound));
    assert_eq!(refused(|own| own.raters.truncate(1)), Some(Refusal::Missing { field: Field::Raters }));
    assert_eq!(refused(|own| own.raters[1] = own.raters[0]), Some(Refusal::Exists));
    let elsewhere = |field| Some(Refusal::Elsewhere { field });
    assert_eq!(refused(|own| own.raters[1] = STAFF.id), elsewhere(Field::Raters));
    assert_eq!(refused(|own| own.template = id(9)), elsewhere(Field::Template));
    assert_eq!(refused(|own| own.period.end = start().plus(-1)), Some(Refusal::TooEarly { field: Field::End }));
    assert_eq!(refused(|own| own.scored = Scored::Issue { issue: ISSUE }), elsewhere(Field::Issue));
    let single = |own: &mut Opened| (own.scored, own.units) = (Scored::Issue { issue: ISSUE }, vec![UNIT]);
    assert_eq!(refused(single), None);
    let foreign = |own: &mut Opened| (own.scored, own.units) = (Scored::Issue { issue: ISSUE }, vec![OTHER]);
    assert_eq!(refused(foreign), elsewhere(Field::Issue));
    assert_eq!(refused(|own| own.scored = Scored::Carrier { carrier: id(7) }), elsewhere(Field::Carrier));
}

#[test]
fn each_step_is_for_whom_it_is() {
    let lead = Refusal::NotYours { whose: Whose::GroupLead };
    for act in [step("begin"), abandon(), step("calibrate"), agree(Grade::Fair), step("conclude"), step("publish")] {
        assert_eq!(in_state("scoring").no(&cast::MEMBER, act.clone()), lead);
        assert_eq!(in_state("scoring").no(&STAFF, act.clone()), lead);
        assert_eq!(in_state("scoring").no(&cast::OFFICE_LEADER, act), lead);
    }
    for act in [grade_as(UNIT, Grade::Good), finish(UNIT), reopen(UNIT)] {
        assert_eq!(in_state("scoring").no(&HEAD, act.clone()), Refusal::NotYours { whose: Whose::Rater });
        assert_eq!(in_state("scoring").no(&STAFF, act), Refusal::NotYours { whose: Whose::Group });
    }
    assert_eq!(in_state("scoring").no(&HEAD, self_score(900)), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(in_state("published").no(&HEAD, object()), Refusal::NotYours { whose: Whose::Unit });
    for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        for act in [step("begin"), self_score(900), grade_as(UNIT, Grade::Good), open(opened())] {
            assert_eq!(in_state("scoring").no(&who, act), Refusal::NotFound, "{}", who.login);
        }
    }
    // Another unit of the same round is not there either, nor one that has no part in it.
    assert_eq!(in_state("scoring").no(&cast::ACADEMY_STAFF, self_score(900)), Refusal::NotFound);
    assert_eq!(in_state("scoring").no(&RATERS[0], finish(cast::UNITS[2].id)), Refusal::NotFound);
    // Who has left the group grades no more.
    let mut bench = in_state("scoring").in_book(Book::Office);
    let role = RATERS[0].role;
    bench.ok(&cast::SYSTEM_ADMIN, crate::person::Act::RevokeRole { person: RATERS[0].id, role });
    let gone = bench.all.person(RATERS[0].id).unwrap().viewer();
    assert!(gone.is_none_or(|gone| !gone.in_group(cast::book())));
}

#[test]
fn only_what_is_graded_by_people_is_graded() {
    let mut bench = in_state("scoring");
    let grade = |indicator, links| {
        let (evaluation, unit, grade) = (round(), UNIT, Grade::Good);
        Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason: reason(), links }))
    };
    let elsewhere = |field| Refusal::Elsewhere { field };
    assert_eq!(bench.no(&RATERS[0], grade(NODES[0], Vec::new())), elsewhere(Field::Indicator));
    assert_eq!(bench.no(&RATERS[0], grade(id(9), Vec::new())), elsewhere(Field::Indicator));
    let short = Grading {
        evaluation: round(),
        unit: UNIT,
        indicator: quality(),
        grade: Grade::Good,
        reason: text("好"),
        links: yardstick(),
    };
    assert!(matches!(bench.no(&RATERS[0], Act::Grade(Box::new(short))), Refusal::TooShort { .. }));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), Vec::new())), Refusal::Missing { field: Field::Basis });
    let proof = Link::Evidence { hash: hash(7), name: Some(text("现场.jpg")) };
    assert_eq!(
        bench.no(&RATERS[0], grade(quality(), vec![proof.clone()])),
        Refusal::Missing { field: Field::Evidence }
    );
    let link = Link::Issue { issue: ISSUE };
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![link.clone()])), elsewhere(Field::Issue));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![Link::Visit { visit: id(3) }])), elsewhere(Field::Visit));
    bench.all.files.insert(hash(7));
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&RATERS[0], grade(quality(), vec![proof.clone(), link.clone()]));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![proof, link.clone()])), Refusal::Unchanged);
    // An issue of the one unit proves nothing about the other.
    let other = Grading {
        evaluation: round(),
        unit: OTHER,
        indicator: quality(),
        grade: Grade::Good,
        reason: reason(),
        links: vec![link],
    };
    assert_eq!(bench.no(&RATERS[0], Act::Grade(Box::new(other))), elsewhere(Field::Issue));
}

#[test]
fn a_rater_finishes_only_what_is_graded_and_goes_on_only_until_all_are_done() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    assert_eq!(bench.no(&one, finish(UNIT)), Refusal::GradesOpen { open: 1 });
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    assert_eq!(bench.no(&one, reopen(UNIT)), Refusal::Unchanged);
    bench.ok(&one, finish(UNIT));
    assert_eq!(bench.no(&one, finish(UNIT)), Refusal::Unchanged);
    let done = Refusal::WrongState { state: "finished".to_owned() };
    assert_eq!(bench.no(&one, grade_as(UNIT, Grade::Good)), done);
    bench.ok(&one, reopen(UNIT));
    bench.ok(&one, grade_as(UNIT, Grade::Good));
    bench.ok(&one, finish(UNIT));
    bench.ok(&other, grade_as(UNIT, Grade::Fair));
    bench.ok(&other, finish(UNIT));
    assert!(own(&bench).done(UNIT) && !own(&bench).done(OTHER));
    // Both have read each other now: nobody goes back.
    let read = Refusal::WrongState { state: "calibrating".to_owned() };
    assert_eq!(bench.no(&one, reopen(UNIT)), read);
    assert_eq!(bench.no(&HEAD, step("calibrate")), Refusal::GradesOpen { open: 2 });
    assert_eq!(own(&bench).sheet(UNIT).unwrap().grades.len(), 2);
}

#[test]
fn what_differs_is_agreed_on_with_a_reason_and_both_grades_stay() {
    let mut bench = in_state("calibrating");
    assert_eq!(own(&bench).gaps(UNIT), [quality()]);
    assert!(own(&bench).gaps(OTHER).is_empty());
    assert_eq!(bench.no(&HEAD, step("conclude")), Refusal::GradesOpen { open: 1 });
    let alike =
        Act::Agree { evaluation: round(), unit: OTHER, indicator: quality(), grade: Grade::Good, reason: reason() };
    assert_eq!(bench.no(&HEAD, alike), Refusal::Unchanged);
    bench.ok(&HEAD, agree(Grade::Fair));
    assert_eq!(bench.no(&HEAD, agree(Grade::Fair)), Refusal::Unchanged);
    bench.ok(&HEAD, agree(Grade::Ordinary));
    let settled = own(&bench).settled(UNIT, quality()).unwrap();
    assert_eq!((settled.grade, settled.reasons.len()), (Grade::Ordinary, 1));
    let alike = own(&bench).settled(OTHER, quality()).unwrap();
    assert_eq!((alike.grade, alike.reasons.len()), (Grade::Fair, 2));
    assert_eq!(own(&bench).sheet(UNIT).unwrap().grades.len(), 2);
    bench.ok(&HEAD, step("conclude"));
    bench.ok(&HEAD, recalibrate());
    assert_eq!(own(&bench).state(), "calibrating");
}

#[test]
fn the_order_of_the_raters_changes_nothing() {
    let graded = |turned: bool| {
        let mut bench = begun();
        bench.ok(&HEAD, step("begin"));
        let mut order = [(RATERS[0], Grade::Good), (RATERS[1], Grade::Poor)];
        if turned {
            order.reverse();
        }
        for (rater, grade) in order {
            bench.ok(&rater, grade_as(UNIT, grade));
            bench.ok(&rater, finish(UNIT));
        }
        // both are done with the one unit; the other is not of interest
        for (rater, _) in order {
            bench.ok(&rater, grade_as(OTHER, Grade::Fair));
            bench.ok(&rater, finish(OTHER));
        }
        bench.ok(&HEAD, step("calibrate"));
        bench
    };
    let score = |bench: &Bench, turned: bool| {
        let mut round = own(bench).clone();
        if turned {
            round.raters.reverse();
        }
        (round.gaps(UNIT), round.score(UNIT, &Values::new()))
    };
    // neither the first nor the better grade counts as long as they differ
    let [mut plain, mut turned] = [graded(false), graded(true)];
    assert_eq!(score(&plain, false), score(&turned, true));
    assert_eq!((score(&plain, false).0, score(&plain, false).1.total), (vec![quality()], None));
    for bench in [&mut plain, &mut turned] {
        bench.ok(&HEAD, agree(Grade::Ordinary));
    }
    assert_eq!(score(&plain, false), score(&turned, true));
    assert_eq!(score(&turned, true).1.total.unwrap().to_string(), "70.0");
}

#[test]
fn the_unit_scores_itself_within_a_hundred_and_may_say_it_anew() {
    let mut bench = in_state("scoring");
    assert_eq!(bench.no(&STAFF, self_score(1001)), Refusal::BadPercent);
    bench.ok(&STAFF, self_score(940));
    assert_eq!(bench.no(&STAFF, self_score(940)), Refusal::Unchanged);
    bench.ok(&cast::NORMAL_LEADER, self_score(935));
    let said = own(&bench).sheet(UNIT).unwrap().own.as_ref().unwrap();
    assert_eq!((said.tenths, said.by.person), (935, cast::NORMAL_LEADER.id));
}

#[test]
fn a_unit_objects_once_and_gets_one_answer() {
    let mut bench = in_state("published");
    assert_eq!(bench.no(&HEAD, answer()), Refusal::NotFound);
    bench.ok(&STAFF, object());
    assert_eq!(bench.no(&cast::NORMAL_LEADER, object()), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::MEMBER, answer()), Refusal::NotYours { whose: Whose::GroupLead });
    bench.ok(&cast::DEPUTY, answer());
    assert_eq!(bench.no(&HEAD, answer()), Refusal::Unchanged);
    let objection = own(&bench).sheet(UNIT).unwrap().objection.as_ref().unwrap();
    assert_eq!(objection.answer.as_ref().unwrap().1.person, cast::DEPUTY.id);
    assert!(own(&bench).sheet(OTHER).unwrap().objection.is_none());
}

fn replace(former: CastPerson, rater: CastPerson) -> Act {
    Act::ReplaceRater { evaluation: round(), former: former.id, rater: rater.id, reason: reason() }
}

#[test]
fn a_rater_who_leaves_is_replaced_and_their_grades_stay() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    // Of the other unit all are done; of this one the one who leaves is, the other is not.
    for rater in RATERS {
        bench.ok(&rater, grade_as(OTHER, Grade::Fair));
        bench.ok(&rater, finish(OTHER));
    }
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    bench.ok(&one, finish(UNIT));
    bench.ok(&HEAD, replace(one, cast::LIAISON));
    let round = own(&bench);
    assert_eq!(round.raters, [cast::LIAISON.id, other.id]);
    assert_eq!((round.raters_of(OTHER), round.done(OTHER)), (&RATERS.map(|own| own.id)[..], true));
    assert_eq!(round.settled(OTHER, quality()).unwrap().grade, Grade::Fair);
    assert!(round.sheet(UNIT).unwrap().finished.is_empty() && !round.done(UNIT));
    assert_eq!(bench.no(&one, grade_as(UNIT, Grade::Good)), Refusal::NotYours { whose: Whose::Rater });
    // What was done has been read by all: nobody grades it anew.
    let done = Refusal::WrongState { state: "finished".to_owned() };
    assert_eq!(bench.no(&cast::LIAISON, grade_as(OTHER, Grade::Good)), done);
    for rater in [cast::LIAISON, other] {
        bench.ok(&rater, grade_as(UNIT, Grade::Good));
        bench.ok(&rater, finish(UNIT));
    }
    let round = own(&bench);
    assert_eq!(round.settled(UNIT, quality()).unwrap().grade, Grade::Good, "the former grade does not count");
    assert_eq!(round.sheet(UNIT).unwrap().graded(quality(), one.id).unwrap().grade, Grade::Poor, "and it stays");
    assert_eq!((round.replaced.len(), round.replaced[0].former), (1, one.id));
    bench.ok(&HEAD, step("calibrate"));
    assert_eq!(bench.no(&HEAD, replace(other, one)), Refusal::WrongState { state: "calibrating".to_owned() });
}

#[test]
fn only_a_member_who_does_not_grade_yet_takes_over() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    let elsewhere = Refusal::Elsewhere { field: Field::Raters };
    assert_eq!(bench.no(&HEAD, replace(HEAD, cast::LIAISON)), elsewhere);
    assert_eq!(bench.no(&HEAD, replace(one, STAFF)), elsewhere);
    assert_eq!(bench.no(&HEAD, replace(one, other)), Refusal::Taken { field: Field::Raters });
    let short = Act::ReplaceRater { evaluation: round(), former: one.id, rater: HEAD.id, reason: text("走了") };
    assert!(matches!(bench.no(&HEAD, short), Refusal::TooShort { .. }));
    assert_eq!(bench.no(&cast::MEMBER, replace(one, HEAD)), Refusal::NotYours { whose: Whose::GroupLead });
    // Nobody reads more for it: not the new one of the former's, nor the former of anybody's.
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    bench.ok(&HEAD, replace(one, HEAD));
    let seen = own(&bench).clone().shown_to(&HEAD.viewer().unwrap()).unwrap();
    assert!(seen.sheet(UNIT).unwrap().grades.is_empty());
    let told = own(&bench).clone().shown_to(&STAFF.viewer().unwrap()).unwrap();
    assert!(told.replaced.is_empty());
}

#[test]
fn a_grade_leans_on_a_version_of_the_library_that_holds() {
    let mut bench = in_state("scoring");
    let standard = id(0x70_0001);
    let content = entry_of_library();
    let leaning = |version| {
        Act::Grade(Box::new(Grading {
            evaluation: round(),
            unit: UNIT,
            indicator: quality(),
            grade: Grade::Good,
            reason: reason(),
            links: vec![Link::Standard { citation: Citation { standard, version } }],
        }))
    };
    assert_eq!(bench.no(&RATERS[0], leaning(1)), Refusal::NotFound);
    bench.ok(&cast::MEMBER, standard::Act::Enter { standard, content: Box::new(content) });
    assert_eq!(bench.no(&RATERS[0], leaning(2)), Refusal::Elsewhere { field: Field::Standard });
    bench.ok(&RATERS[0], leaning(1));
    bench.ok(&cast::MEMBER, standard::Act::Retire { standard, reason: reason() });
    assert_eq!(bench.no(&RATERS[1], leaning(1)), Refusal::Elsewhere { field: Field::Standard });
}

#[test]
fn a_grade_leans_on_records_of_its_own_unit_only() {
    let mut bench = in_state("scoring");
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    let (report, rule) = (id(0x4e_1001), id(0x4f_1001));
    let rule_description =
        rule::Description { title: text("报修办法"), department: text("后勤处"), detail: None };
    bench.ok(&STAFF, rule::Act::Draft { rule, unit: UNIT, description: rule_description });
    let planned = crate::report::Description { title: text("报修调研"), official: text("韩立群"), due: None };
    bench.ok(&STAFF, crate::report::Act::Plan { report, unit: UNIT, description: planned });
    let measure = bench.all.issue(ISSUE).unwrap().measures[0].id;
    let links = [Link::Measure { issue: ISSUE, measure }, Link::Report { report }, Link::Rule { rule }];
    let leaning = |unit, link: &Link| {
        let (evaluation, indicator, grade) = (round(), quality(), Grade::Good);
        Act::Grade(Box::new(Grading {
            evaluation,
            unit,
            indicator,
            grade,
            reason: reason(),
            links: vec![link.clone()],
        }))
    };
    let fields = [Field::Measure, Field::Report, Field::Rule];
    for (link, field) in links.iter().zip(fields) {
        bench.ok(&RATERS[0], leaning(UNIT, link));
        assert_eq!(bench.no(&RATERS[0], leaning(OTHER, link)), Refusal::Elsewhere { field });
    }
    let gone = Link::Measure { issue: ISSUE, measure: id(9) };
    assert_eq!(bench.no(&RATERS[0], leaning(UNIT, &gone)), Refusal::Elsewhere { field: Field::Measure });
}
