//! Who may do what in a round, and when. Reads only; `fold.rs` makes the change. What the writer adds to an entry, the frozen
//! tree and the frozen values, is worked out here from records, so that nobody can send their own.

use std::collections::{BTreeMap, BTreeSet};

use super::act::{Act, Grading, Opened};
use super::linked::linked;
use super::low::looks_at_low;
use super::{Evaluation, Link, Sheet};
use crate::act::Subject;
use crate::entry::Stamp;
use crate::kinds::{NodeId, Note, PersonId, UnitId};
use crate::person::Person;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, Whose, complete, must, reasoned};
use crate::score::rows::Scored;
use crate::score::{Grade, Values};

/// At most so many units in a round, raters, links of a grade.
const MANY: usize = 20;
/// Remarks on one unit.
const REMARKS: usize = 200;
/// Whoever grades alone is checked by nobody.
pub const RATERS_MIN: usize = 2;
/// A hundred points, in tenths.
pub const TENTHS: u16 = 1000;

/// # Errors
/// Not the one whose step it is; a step out of order; grades that are still open; what is named belongs elsewhere.
pub fn check(evaluation: Option<&Evaluation>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Open(opened) = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_lead_group(facts.book)?;
        must_be_new(evaluation)?;
        return open(opened, facts);
    }
    let own = must_be_in(evaluation, |own| own.book, facts.book)?;
    must(own.is_known_to(facts.viewer), Refusal::NotFound)?;
    if let Some(unit) = act.unit() {
        let seen = facts.viewer.sees(own.book, Some(unit), None);
        must(seen && own.sheet(unit).is_some(), Refusal::NotFound)?;
    }
    turn(own, act, facts)?;
    existing(own, act, facts)?;
    let values = if matches!(act, Act::Publish { .. }) { frozen(own, facts) } else { BTreeMap::new() };
    Ok(Stamp { values, ..Stamp::default() })
}

/// Whose step it is.
fn turn(own: &Evaluation, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    match act {
        Act::Open(_)
        | Act::Begin { .. }
        | Act::Calibrate { .. }
        | Act::Agree { .. }
        | Act::Conclude { .. }
        | Act::Recalibrate { .. }
        | Act::Publish { .. }
        | Act::Answer { .. }
        | Act::ReplaceRater { .. }
        | Act::Abandon { .. } => viewer.must_lead_group(own.book),
        Act::Remark { .. } => viewer.must_be_group(own.book),
        Act::SelfScore { unit, .. } | Act::Object { unit, .. } => viewer.must_be_unit(*unit),
        Act::Grade(_) | Act::Finish { .. } | Act::Reopen { .. } => {
            viewer.must_be_group(own.book)?;
            must(own.raters.contains(&viewer.person), Refusal::NotYours { whose: Whose::Rater })
        }
    }
}

fn open(own: &Opened, facts: &Facts) -> Result<Stamp, Refusal> {
    must(own.period.start <= own.period.end, Refusal::TooEarly { field: Field::End })?;
    for list in [own.units.len(), own.raters.len()] {
        must(list <= MANY, Refusal::TooMany { max: MANY })?;
    }
    complete(!own.units.is_empty(), Field::Unit)?;
    must(own.units.iter().collect::<BTreeSet<_>>().len() == own.units.len(), Refusal::Exists)?;
    for unit in &own.units {
        facts.open_unit(*unit)?;
    }
    scored(own, facts)?;
    let raters: BTreeSet<_> = own.raters.iter().collect();
    must(raters.len() == own.raters.len(), Refusal::Exists)?;
    must(raters.len() >= RATERS_MIN, Refusal::Missing { field: Field::Raters })?;
    let member = |id: &PersonId| is_member(*id, facts);
    must(own.raters.iter().all(member), Refusal::Elsewhere { field: Field::Raters })?;
    let template = facts.known.template(own.template).filter(|template| template.book == facts.book);
    let template = template.ok_or(Refusal::Elsewhere { field: Field::Template })?;
    must(template.retired_at.is_none(), Refusal::WrongState { state: template.state().to_owned() })?;
    must(template.version == own.version, Refusal::Differs { field: Field::Template })?;
    looks_at_low(own, facts)?;
    let highest = facts.known.highest(Subject::Evaluation, facts.book);
    Ok(Stamp { number: Some(highest + 1), tree: Some(template.tree.clone()), ..Stamp::default() })
}

fn is_member(id: PersonId, facts: &Facts) -> bool {
    facts.known.person(id).and_then(Person::viewer).is_some_and(|own| own.in_group(facts.book))
}

/// A carrier or a single issue is that of the one unit of the round.
fn scored(own: &Opened, facts: &Facts) -> Result<(), Refusal> {
    let (home, field) = match own.scored {
        Scored::Unit | Scored::Category { .. } => return Ok(()),
        Scored::Carrier { carrier } => (facts.known.carrier(carrier).map(|own| own.unit), Field::Carrier),
        Scored::Issue { issue } => (facts.known.issue(issue).map(|own| own.unit), Field::Issue),
    };
    must(home.is_some_and(|unit| own.units == [unit]), Refusal::Elsewhere { field })
}

fn existing(own: &Evaluation, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let (state, me) = (own.state(), facts.viewer.person);
    let must_be = |states: &[&str]| must(states.contains(&state), Refusal::WrongState { state: state.to_owned() });
    match act {
        Act::Open(_) => Err(Refusal::Exists),
        Act::Begin { .. } => must_be(&["opened"]),
        Act::Grade(grading) => {
            must_be(&["scoring"])?;
            // Who took over from another grades what was not done by then.
            must(own.raters_of(grading.unit).contains(&me), Refusal::WrongState { state: "finished".to_owned() })?;
            grade(own, grading, facts)
        }
        Act::Finish { unit, .. } => {
            must_be(&["scoring"])?;
            must(own.raters_of(*unit).contains(&me) && !finished(own, *unit, me), Refusal::Unchanged)?;
            none_open(own.ungraded(*unit, me).len())
        }
        Act::Reopen { unit, .. } => {
            must_be(&["scoring"])?;
            must(finished(own, *unit, me), Refusal::Unchanged)?;
            // Once all are done they may have read each other: what differs is settled by calibrating.
            must(!own.done(*unit), Refusal::WrongState { state: "calibrating".to_owned() })
        }
        Act::SelfScore { unit, tenths, .. } => {
            must_be(&["scoring"])?;
            must(*tenths <= TENTHS, Refusal::BadPercent)?;
            let same = own.sheet(*unit).and_then(|sheet| sheet.own.as_ref());
            must(same.is_none_or(|same| !is_same(same, act)), Refusal::Unchanged)
        }
        Act::Calibrate { .. } => {
            must_be(&["scoring"])?;
            none_open(own.units.iter().map(|unit| waiting(own, *unit)).sum())
        }
        Act::Agree { unit, indicator, grade, reason, .. } => {
            must_be(&["calibrating"])?;
            reasoned(reason)?;
            agree(own, (*unit, *indicator), *grade, reason)
        }
        Act::Remark { unit, indicator, .. } => {
            must_be(&["calibrating", "agreed"])?;
            let known = indicator.is_none_or(|id| own.tree.indicator(id).is_some());
            must(known, Refusal::Elsewhere { field: Field::Indicator })?;
            let many = own.sheet(*unit).map_or(0, |sheet| sheet.remarks.len());
            must(many < REMARKS, Refusal::TooMany { max: REMARKS })
        }
        Act::Conclude { .. } => {
            must_be(&["calibrating"])?;
            none_open(own.units.iter().map(|unit| own.gaps(*unit).len()).sum())
        }
        Act::Recalibrate { reason, .. } => {
            reasoned(reason)?;
            must_be(&["agreed"])
        }
        Act::Publish { .. } => must_be(&["agreed"]),
        Act::Object { unit, reason, .. } => {
            must_be(&["published"])?;
            reasoned(reason)?;
            let before = own.sheet(*unit).and_then(|sheet| sheet.objection.as_ref());
            must(before.is_none(), Refusal::Unchanged)
        }
        Act::Answer { unit, text, .. } => {
            must_be(&["published"])?;
            reasoned(text)?;
            let objection = own.sheet(*unit).and_then(|sheet| sheet.objection.as_ref());
            must(objection.ok_or(Refusal::NotFound)?.answer.is_none(), Refusal::Unchanged)
        }
        Act::ReplaceRater { former, rater, reason, .. } => {
            reasoned(reason)?;
            must_be(&["opened", "scoring"])?;
            replace(own, (*former, *rater), facts)
        }
        Act::Abandon { reason, .. } => {
            reasoned(reason)?;
            must_be(&["opened", "scoring", "calibrating", "agreed"])
        }
    }
}

fn none_open(open: usize) -> Result<(), Refusal> {
    must(open == 0, Refusal::GradesOpen { open })
}

fn finished(own: &Evaluation, unit: UnitId, rater: PersonId) -> bool {
    own.sheet(unit).is_some_and(|sheet| sheet.is_finished(rater))
}

/// Raters who are not done with this unit.
fn waiting(own: &Evaluation, unit: UnitId) -> usize {
    own.raters_of(unit).iter().filter(|rater| !finished(own, unit, **rater)).count()
}

fn is_same(before: &super::SelfScore, act: &Act) -> bool {
    matches!(act, Act::SelfScore { tenths, note, .. } if before.tenths == *tenths && before.note == *note)
}

fn must_be_qualitative(own: &Evaluation, id: NodeId) -> Result<(), Refusal> {
    must(own.tree.qualitative().any(|known| known.id == id), Refusal::Elsewhere { field: Field::Indicator })
}

fn grade(own: &Evaluation, grading: &Grading, facts: &Facts) -> Result<(), Refusal> {
    let me = facts.viewer.person;
    must_be_qualitative(own, grading.indicator)?;
    reasoned(&grading.reason)?;
    must(!finished(own, grading.unit, me), Refusal::WrongState { state: "finished".to_owned() })?;
    complete(grading.links.iter().any(Link::shows), Field::Basis)?;
    must(grading.links.len() <= MANY, Refusal::TooMany { max: MANY })?;
    grading.links.iter().try_for_each(|link| linked(link, grading.unit, facts))?;
    let before = own.sheet(grading.unit).and_then(|sheet| sheet.graded(grading.indicator, me));
    let same = before.is_some_and(|before| {
        before.grade == grading.grade && before.reason == grading.reason && before.links == grading.links
    });
    must(!same, Refusal::Unchanged)
}

/// One who grades now, by a member of the group who does not.
fn replace(own: &Evaluation, (former, rater): (PersonId, PersonId), facts: &Facts) -> Result<(), Refusal> {
    let elsewhere = Refusal::Elsewhere { field: Field::Raters };
    must(own.raters.contains(&former), elsewhere.clone())?;
    must(!own.raters.contains(&rater), Refusal::Taken { field: Field::Raters })?;
    must(is_member(rater, facts), elsewhere)?;
    must(own.replaced.len() < MANY, Refusal::TooMany { max: MANY })
}

/// Only where the raters differ there is something to agree on.
fn agree(own: &Evaluation, at: (UnitId, NodeId), grade: Grade, reason: &Note) -> Result<(), Refusal> {
    let (unit, indicator) = at;
    must_be_qualitative(own, indicator)?;
    let before = own.sheet(unit).and_then(|sheet| sheet.agreed.iter().find(|own| own.indicator == indicator));
    match before {
        Some(before) => must(before.grade != grade || before.reason != *reason, Refusal::Unchanged),
        None => must(own.settled(unit, indicator).is_none(), Refusal::Unchanged),
    }
}

/// Every unit's values at this moment, from the records that the writer has loaded.
fn frozen(own: &Evaluation, facts: &Facts) -> BTreeMap<UnitId, Values> {
    let today = facts.now.day();
    let of = |sheet: &Sheet| {
        let measured = own.measure(&own.rows(sheet.unit, facts.known, today));
        (sheet.unit, own.values(sheet.unit, &measured))
    };
    own.sheets.iter().map(of).collect()
}
