//! A matter in step: who reports which row, in which order, and how far the levels lie apart.

use super::gap::Fall;
use super::*;
use crate::cast::{self, CastPerson};
use crate::record::{Record, Telling};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, hash, id, reason, start, text};
use crate::visit;

const GROUP: CastPerson = cast::MEMBER;
const STAFF: CastPerson = cast::NORMAL_STAFF;
const BELOW: CastPerson = cast::ORGANISATION_STAFF;

fn matter() -> DeploymentId {
    id(0x62_0001)
}

fn side(unit: usize) -> Side {
    let own = &cast::UNITS[unit];
    Side { unit: own.id, organisations: (0..3).map(|place| own.organisation(place)).collect() }
}

fn content() -> Content {
    let days = Days { deployed: Some(start().plus(5)), inspected: Some(start().plus(15)), assessed: None };
    Content {
        title: text("专题学习安排"), text: text("两级班子同步安排"), sides: vec![side(1), side(2)], days
    }
}

fn place(organisation: Option<usize>) -> Place {
    let own = &cast::UNITS[1];
    Place { unit: own.id, organisation: organisation.map(|place| own.organisation(place)) }
}

fn said(place: Place, step: Step, day: i64) -> Said {
    let result = (step == Step::Assessed).then(|| Percent::parse("80").unwrap());
    let (day, basis) = (start().plus(day), Some(text("党委会会议纪要第五号")));
    Said { place, step, day, who: text("党委会"), note: None, proof: None, record: None, basis, result }
}

fn report(said: Said) -> Act {
    Act::Report { deployment: matter(), said: Box::new(said) }
}

fn opened() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&GROUP, Act::Open { deployment: matter(), content: Box::new(content()) });
    bench.days_later(30);
    bench
}

fn own(bench: &Bench) -> &Deployment {
    bench.all.deployment(matter()).unwrap()
}

#[test]
fn the_group_opens_it_for_units_with_organisations_of_theirs() {
    let mut bench = Bench::new();
    let open = |content: Content| Act::Open { deployment: matter(), content: Box::new(content) };
    assert_eq!(bench.no(&STAFF, open(content())), Refusal::NotFound);
    let nobody = Content { sides: Vec::new(), ..content() };
    assert_eq!(bench.no(&GROUP, open(nobody)), Refusal::Missing { field: Field::Unit });
    let twice = Content { sides: vec![side(1), side(1)], ..content() };
    assert_eq!(bench.no(&GROUP, open(twice)), Refusal::Exists);
    let strangers = Side { unit: cast::UNITS[1].id, ..side(2) };
    let foreign = Content { sides: vec![strangers], ..content() };
    assert_eq!(bench.no(&GROUP, open(foreign)), Refusal::Elsewhere { field: Field::Organisation });
    let backwards = Days { inspected: Some(start()), ..content().days };
    let backwards = Content { days: backwards, ..content() };
    assert_eq!(bench.no(&GROUP, open(backwards)), Refusal::TooEarly { field: Field::Due });
    assert_eq!(bench.ok(&GROUP, open(content())).number, Some(1));
    let second = Act::Open { deployment: id(0x62_0002), content: Box::new(content()) };
    assert_eq!(bench.ok(&GROUP, second).number, Some(2));
}

#[test]
fn each_place_reports_its_own_row_and_the_unit_those_below_it() {
    let mut bench = opened();
    let step = |place| report(said(place, Step::Deployed, 3));
    assert_eq!(bench.no(&GROUP, step(place(None))), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(bench.no(&cast::COLLEGE_STAFF, step(place(None))), Refusal::NotFound);
    assert_eq!(bench.no(&BELOW, step(place(None))), Refusal::NotFound);
    assert_eq!(bench.no(&BELOW, step(place(Some(1)))), Refusal::NotFound);
    bench.ok(&BELOW, step(place(Some(0))));
    bench.ok(&STAFF, step(place(Some(1))));
    bench.ok(&STAFF, step(place(None)));
    assert_eq!(bench.no(&STAFF, step(place(None))), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, step(place(Some(3)))), Refusal::NotFound);
    // another day in the place of the first
    bench.ok(&STAFF, report(said(place(None), Step::Deployed, 4)));
    assert_eq!(own(&bench).taken.len(), 3);
}

#[test]
fn steps_are_taken_in_order_on_days_that_can_be() {
    let mut bench = opened();
    let at = |step, day| report(said(place(None), step, day));
    assert_eq!(bench.no(&STAFF, at(Step::Inspected, 9)), Refusal::Missing { field: Field::Step });
    assert_eq!(bench.no(&STAFF, at(Step::Deployed, 31)), Refusal::TooLate { field: Field::Day });
    bench.ok(&STAFF, at(Step::Deployed, 5));
    assert_eq!(bench.no(&STAFF, at(Step::Inspected, 4)), Refusal::TooEarly { field: Field::Day });
    bench.ok(&STAFF, at(Step::Inspected, 9));
    assert_eq!(bench.no(&STAFF, at(Step::Deployed, 10)), Refusal::TooLate { field: Field::Day });
    let bare = Said { result: None, ..said(place(None), Step::Assessed, 20) };
    assert_eq!(bench.no(&STAFF, report(bare)), Refusal::Missing { field: Field::Result });
    let graded = Said { result: Some(Percent::parse("9").unwrap()), ..said(place(None), Step::Inspected, 8) };
    assert_eq!(bench.no(&STAFF, report(graded)), Refusal::Elsewhere { field: Field::Result });
    bench.ok(&STAFF, at(Step::Assessed, 20));
    assert_eq!(own(&bench).next(place(None)), None);
    // what stands on it goes first
    let back = |step| Act::TakeBack { deployment: matter(), place: place(None), step, reason: reason() };
    assert_eq!(bench.no(&STAFF, back(Step::Deployed)), Refusal::Elsewhere { field: Field::Step });
    bench.ok(&STAFF, back(Step::Assessed));
    assert_eq!(own(&bench).next(place(None)), Some(Step::Assessed));
}

#[test]
fn a_file_must_be_there_before_it_is_named() {
    let mut bench = opened();
    let proof = Some(Proof { hash: hash(1), name: text("会议通知.pdf"), size: 20 });
    let with = report(Said { proof, basis: None, ..said(place(None), Step::Deployed, 3) });
    assert_eq!(bench.no(&STAFF, with.clone()), Refusal::Missing { field: Field::Evidence });
    bench.all.files.insert(hash(1));
    bench.ok(&STAFF, with);
    assert_eq!(own(&bench).files().count(), 1);
}

#[test]
fn nobody_reports_a_step_that_nothing_shows() {
    let mut bench = opened();
    let bare = Said { basis: None, note: Some(text("已经部署")), ..said(place(None), Step::Deployed, 3) };
    assert_eq!(bench.no(&STAFF, report(bare.clone())), Refusal::Missing { field: Field::Evidence });
    // a record of the unit will do, one of another unit or of another kind will not
    let planned = |unit: usize, number: u128| {
        let description =
            crate::report::Description { title: text("基层调研"), official: text("韩立群"), due: None };
        crate::report::Act::Plan { report: id(number), unit: cast::UNITS[unit].id, description }
    };
    bench.ok(&STAFF, planned(1, 0x4e_0001));
    bench.ok(&cast::COLLEGE_STAFF, planned(2, 0x4e_0002));
    let on = |subject, number| report(Said { record: Some(Key { subject, id: id(number) }), ..bare.clone() });
    let elsewhere = Refusal::Elsewhere { field: Field::Record };
    assert_eq!(bench.no(&STAFF, on(Subject::Report, 0x4e_0002)), elsewhere);
    assert_eq!(bench.no(&STAFF, on(Subject::Report, 0x4e_0009)), elsewhere);
    assert_eq!(bench.no(&STAFF, on(Subject::Unit, cast::UNITS[1].id.0.as_u128())), elsewhere);
    // nor will a visit that is yet to come
    let description = visit::Description {
        form: visit::Form::Documents,
        organisation: None,
        site: None,
        place: None,
        topic: Some(text("两级班子学习台账")),
        at: start().plus(20).start(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    let plan = visit::act::Act::Plan {
        visit: id(0x115_0001),
        unit: cast::UNITS[1].id,
        description: Box::new(description),
        drawn: None,
    };
    bench.ok(&GROUP, plan);
    assert_eq!(bench.no(&STAFF, on(Subject::Visit, 0x115_0001)), elsewhere);
    bench.ok(&STAFF, on(Subject::Report, 0x4e_0001));
    let old = own(&bench).taken[0].said.clone();
    // what was reported before it was asked for is read as it was
    let old: Said = serde_json::from_value(serde_json::to_value(Said { record: None, ..old }).unwrap()).unwrap();
    assert!(!old.is_shown());
}

#[test]
fn it_is_changed_closed_and_opened_again_but_no_row_is_lost() {
    let mut bench = opened();
    bench.ok(&BELOW, report(said(place(Some(0)), Step::Deployed, 3)));
    let change = |content: Content| Act::Change { deployment: matter(), content: Box::new(content), was: None };
    assert_eq!(bench.no(&GROUP, change(content())), Refusal::Unchanged);
    let without = Content { sides: vec![side(2)], ..content() };
    assert_eq!(bench.no(&GROUP, change(without)), Refusal::Elsewhere { field: Field::Unit });
    bench.ok(&GROUP, change(Content { sides: vec![side(1)], ..content() }));
    bench.ok(&GROUP, Act::Close { deployment: matter() });
    let late = report(said(place(None), Step::Deployed, 3));
    assert_eq!(bench.no(&STAFF, late.clone()), Refusal::WrongState { state: "closed".to_owned() });
    bench.ok(&GROUP, Act::Reopen { deployment: matter(), reason: reason() });
    bench.ok(&STAFF, late);
    bench.ok(&GROUP, Act::Withdraw { deployment: matter(), reason: reason() });
    assert_eq!(own(&bench).state(), "withdrawn");
}

#[test]
fn two_who_change_a_matter_lose_nothing_of_each_other() {
    let mut bench = opened();
    let change =
        |mine: Content| Act::Change { deployment: matter(), content: Box::new(mine), was: Some(Box::new(content())) };
    bench.ok(&GROUP, change(Content { sides: vec![side(1)], ..content() }));
    bench.ok(&GROUP, change(Content { text: text("另一人改的要求"), ..content() }));
    assert_eq!((own(&bench).content.sides.len(), own(&bench).content.text.as_str()), (1, "另一人改的要求"));
    let both = change(Content { sides: vec![side(2)], ..content() });
    assert_eq!(bench.no(&GROUP, both), Refusal::ChangedMeanwhile { field: Field::Unit });
}

#[test]
fn the_lag_counts_days_and_who_has_not_followed_up_to_today() {
    let mut bench = opened();
    let today = bench.now.day();
    let lags = |bench: &Bench| own(bench).lags(&side(1), Step::Deployed, today);
    // the unit has not begun: nobody is behind it
    bench.ok(&STAFF, report(said(place(Some(0)), Step::Deployed, 2)));
    assert_eq!(lags(&bench), gap::Lag { taken: 1, of: 3, middle: None, longest: None });
    bench.ok(&STAFF, report(said(place(None), Step::Deployed, 4)));
    assert_eq!(lags(&bench), gap::Lag { taken: 1, of: 3, middle: Some(-2), longest: Some(26) });
    bench.ok(&STAFF, report(said(place(Some(1)), Step::Deployed, 9)));
    bench.ok(&STAFF, report(said(place(Some(2)), Step::Deployed, 14)));
    assert_eq!(lags(&bench), gap::Lag { taken: 3, of: 3, middle: Some(5), longest: Some(10) });
    assert_eq!(own(&bench).lag(place(None), Step::Deployed, today), None);
}

#[test]
fn of_an_even_number_the_lag_lies_between_the_two_in_the_middle() {
    let mut bench = opened();
    let today = bench.now.day();
    bench.ok(&STAFF, report(said(place(None), Step::Deployed, 4)));
    bench.ok(&STAFF, report(said(place(Some(0)), Step::Deployed, 4)));
    bench.ok(&STAFF, report(said(place(Some(1)), Step::Deployed, 24)));
    assert_eq!(own(&bench).lags(&side(1), Step::Deployed, today).middle, Some(10));
}

#[test]
fn nobody_falls_further_behind_in_a_matter_that_has_ended() {
    let mut bench = opened();
    bench.ok(&STAFF, report(said(place(None), Step::Deployed, 4)));
    let ended = bench.now.day();
    bench.ok(&GROUP, Act::Close { deployment: matter() });
    let longest = |later| own(&bench).lags(&side(1), Step::Deployed, ended.plus(later)).longest;
    assert_eq!((longest(0), longest(60)), (Some(26), Some(26)));
}

#[test]
fn the_fall_is_between_the_unit_and_the_mean_below_it() {
    let mut bench = opened();
    let assess = |bench: &mut Bench, below: Option<usize>, points: &str| {
        for (step, day) in [(Step::Deployed, 3), (Step::Inspected, 9), (Step::Assessed, 20)] {
            let own = said(place(below), step, day);
            let result = own.result.map(|_| Percent::parse(points).unwrap());
            bench.ok(&STAFF, report(Said { result, ..own }));
        }
    };
    assess(&mut bench, None, "90");
    assert_eq!(own(&bench).fall(&side(1)), None);
    assess(&mut bench, Some(0), "71");
    assess(&mut bench, Some(1), "80");
    assess(&mut bench, Some(2), "80");
    let fall = own(&bench).fall(&side(1)).unwrap();
    assert_eq!(fall, Fall { unit: 90, below: 770, lowest: 71 });
    assert_eq!(fall.tenths(), 130);
}

#[test]
fn a_unit_reads_its_side_and_an_organisation_its_row() {
    let mut bench = opened();
    bench.ok(&STAFF, report(said(place(Some(1)), Step::Deployed, 3)));
    bench.ok(&BELOW, report(said(place(Some(0)), Step::Deployed, 3)));
    let whole = own(&bench).clone();
    let shown = |who: &CastPerson| whole.clone().shown_to(&who.viewer().unwrap());
    assert_eq!(shown(&cast::OFFICE_LEADER).unwrap(), whole);
    let unit = shown(&STAFF).unwrap();
    assert_eq!((unit.content.sides, unit.taken.len()), (vec![side(1)], 2));
    let below = shown(&BELOW).unwrap();
    assert_eq!(below.content.places().collect::<Vec<_>>(), [place(None), place(Some(0))]);
    assert_eq!(below.taken.len(), 1);
    assert_eq!(shown(&cast::MUSIC_STAFF), None);
    let record = Record::Deployment(Box::new(whole));
    let tells = |act: Act, who: &CastPerson| record.tells(&act.into(), STAFF.id, &who.viewer().unwrap());
    let open = Act::Open { deployment: matter(), content: Box::new(content()) };
    assert_eq!((tells(open.clone(), &STAFF), tells(open, &cast::MUSIC_STAFF)), (Telling::Bare, Telling::Nothing));
    let step = |below| report(said(place(below), Step::Deployed, 3));
    assert_eq!((tells(step(Some(0)), &BELOW), tells(step(Some(1)), &BELOW)), (Telling::Whole, Telling::Nothing));
    assert_eq!(tells(step(None), &BELOW), Telling::Whole);
    assert_eq!(tells(step(Some(1)), &cast::COLLEGE_STAFF), Telling::Nothing);
}
