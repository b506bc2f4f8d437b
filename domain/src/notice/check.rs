//! Who may do what to a notice, and when.

use std::collections::BTreeSet;

use super::follow::answered_through;
use super::{Act, Addressee, BELOW, Content, FILES, From, MANY, Notice, Witness};
use crate::act::Subject;
use crate::entry::Stamp;
use crate::issue::Proof;
use crate::kinds::{Book, NoticeId, UnitId};
use crate::policy::Waits;
use crate::record::meanwhile::amended;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not the one whose step it is; a paper that goes to nobody, is about a stranger's issue, or chases too early; a step out
/// of order.
pub fn check(notice: Option<&Notice>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Draft { content, .. } = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(notice)?;
        return sound(act.notice(), content, facts).map(|()| Stamp::default());
    }
    let notice = must_be_in(notice, |own| own.book, facts.book)?;
    must(notice.is_known_to(facts.viewer), Refusal::NotFound)?;
    match act {
        Act::Receive { unit, .. } | Act::Reply { unit, .. } => {
            must(facts.viewer.sees(facts.book, Some(*unit), None), Refusal::NotFound)?;
            addressee(notice, *unit)?;
            facts.viewer.must_be_unit(*unit)?;
        }
        Act::Issue { .. } | Act::Close { .. } | Act::Withdraw { .. } => facts.viewer.must_lead_group(facts.book)?,
        Act::Draft { .. } | Act::Change { .. } | Act::Drop { .. } | Act::Return { .. } | Act::Accept { .. } => {
            facts.viewer.must_be_group(facts.book)?;
        }
    }
    existing(notice, act, facts)?;
    let number = matches!(act, Act::Issue { .. }).then(|| facts.known.highest(Subject::Notice, facts.book) + 1);
    Ok(Stamp { number, ..Stamp::default() })
}

fn existing(notice: &Notice, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let state = notice.state();
    let wrong = |state: &str| Refusal::WrongState { state: state.to_owned() };
    let among = |states: &[&str]| must(states.contains(&state), wrong(state));
    let out = ["issued", "received", "replied"];
    match act {
        Act::Draft { .. } => Ok(()),
        Act::Change { content, was, .. } => {
            among(&["draft"])?;
            sound(notice.id, &amended(was.as_deref(), content, &notice.content)?, facts)
        }
        Act::Drop { reason, .. } => {
            reasoned(reason)?;
            among(&["draft"])
        }
        Act::Issue { .. } => {
            among(&["draft"])?;
            // what was sound when it was drafted may not be any more
            sound(notice.id, &notice.content, facts)
        }
        Act::Receive { unit, witness, .. } => {
            among(&out)?;
            must(addressee(notice, *unit)?.received.is_none(), Refusal::Unchanged)?;
            witnessed(witness.as_ref(), facts)
        }
        Act::Reply { unit, files, .. } => {
            let own = addressee(notice, *unit)?;
            among(&["issued", "received", "replied", "closed"])?;
            must(notice.closed.is_none() && own.accepted.is_none(), wrong("closed"))?;
            must(own.received.is_some(), wrong("issued"))?;
            enclosed(files, facts)
        }
        Act::Return { unit, reason, .. } => {
            reasoned(reason)?;
            let own = notice.state_of(addressee(notice, *unit)?);
            must(own == "replied" && notice.withdrawn.is_none(), wrong(own))
        }
        Act::Accept { unit, through, then, .. } => {
            must(then.len() <= BELOW, Refusal::TooMany { max: BELOW })?;
            let own = addressee(notice, *unit)?;
            must(notice.closed.is_none() && own.accepted.is_none(), wrong("closed"))?;
            let answered = through.map_or(own.replied(), |later| answered_through(notice, *unit, later, facts));
            must(answered && notice.withdrawn.is_none(), wrong(notice.state_of(own)))
        }
        Act::Close { reason, .. } => {
            reasoned(reason)?;
            among(&out)
        }
        Act::Withdraw { reason, .. } => {
            reasoned(reason)?;
            among(&["issued", "received", "replied", "closed"])
        }
    }
}

/// Who takes a paper bears witness of the book, and what they bear witness of must be what stands there.
fn witnessed(witness: Option<&Witness>, facts: &Facts) -> Result<(), Refusal> {
    let own = witness.ok_or(Refusal::Missing { field: Field::Witness })?;
    let there = facts.known.hashes.get(&(facts.book, own.seq)) == Some(&own.hash);
    must(there, Refusal::Differs { field: Field::Witness })
}

/// Each once, and each on the server before the reply that names it.
fn enclosed(files: &[Proof], facts: &Facts) -> Result<(), Refusal> {
    must(files.len() <= FILES, Refusal::TooMany { max: FILES })?;
    must(files.iter().map(|own| &own.hash).collect::<BTreeSet<_>>().len() == files.len(), Refusal::Exists)?;
    complete(files.iter().all(|own| facts.known.files.contains(&own.hash)), Field::Evidence)
}

fn addressee(notice: &Notice, unit: UnitId) -> Result<&Addressee, Refusal> {
    notice.addressee(unit).ok_or(Refusal::NotFound)
}

fn sound(own: NoticeId, content: &Content, facts: &Facts) -> Result<(), Refusal> {
    complete(!content.units.is_empty(), Field::Unit)?;
    must(content.units.len() <= MANY && content.about.len() <= MANY, Refusal::TooMany { max: MANY })?;
    must(content.units.iter().collect::<BTreeSet<_>>().len() == content.units.len(), Refusal::Exists)?;
    for unit in &content.units {
        facts.open_unit(*unit)?;
    }
    for own in &content.about {
        let there = facts.known.issue(own.issue).is_some_and(|issue| issue.unit == own.unit);
        must(there && content.units.contains(&own.unit), Refusal::Elsewhere { field: Field::Issue })?;
    }
    let in_time = content.reply_by.is_none_or(|by| by >= facts.now.day());
    must(in_time, Refusal::TooEarly { field: Field::Due })?;
    complete(content.paper.has_ground(content.after, content.from), Field::Notice)?;
    content.from.map_or(Ok(()), |from| came_from(content, from, facts))?;
    content.after.map_or(Ok(()), |after| chases(own, content, after, facts))
}

/// Out of a decision or an item of the group's own that concerns a unit to which it goes, of a round in which each of its
/// units came out low, or of a meeting with a unit to which it goes, while that is still to be held.
fn came_from(content: &Content, from: From, facts: &Facts) -> Result<(), Refusal> {
    let goes_to = |unit: Option<UnitId>| unit.is_some_and(|unit| content.units.contains(&unit));
    let (book, field, concerned) = match from {
        From::Meeting { meeting, decision } => {
            let own = facts.known.meeting(meeting);
            let unit = own.and_then(|own| own.decision(decision)).and_then(|own| own.resolution.unit);
            (own.map(|own| own.book), Field::Meeting, goes_to(unit))
        }
        From::Item { worklist, item, unit: whose } => {
            let own = facts.known.worklist(worklist);
            let unit = own.and_then(|own| own.item(item)).and_then(|own| own.task.unit);
            (own.map(|own| own.book), Field::Item, goes_to(unit) && (whose.is_none() || whose == unit))
        }
        From::Round { evaluation } => {
            let own = facts.known.evaluation(evaluation);
            let low = own.is_some_and(|own| content.units.iter().all(|unit| own.low(*unit).is_some()));
            (own.map(|own| own.book), Field::Evaluation, low)
        }
        From::Call { meeting, unit } => {
            let own = facts.known.meeting(meeting);
            let planned = own.filter(|own| own.state() == "planned").and_then(|own| own.plan.series.unit());
            (own.map(|own| own.book), Field::Meeting, planned == Some(unit) && goes_to(planned))
        }
    };
    must(book == Some(facts.book) && concerned, Refusal::Elsewhere { field })
}

/// A rung follows the one below it, goes to those who owe an answer to that, once, and not before the group has waited.
fn chases(own: NoticeId, content: &Content, after: NoticeId, facts: &Facts) -> Result<(), Refusal> {
    let after = facts.known.notice(after).filter(|own| own.book == facts.book);
    let after = after.ok_or(Refusal::Elsewhere { field: Field::Notice })?;
    must(after.content.paper.next() == Some(content.paper), Refusal::Differs { field: Field::Notice })?;
    let units = after.chase(facts.now.day(), waits(facts), facts.calendar());
    let (_, units) = units.ok_or(Refusal::TooEarly { field: Field::Notice })?;
    must(content.units.iter().all(|unit| units.contains(unit)), Refusal::TooEarly { field: Field::Unit })?;
    let chased = after.chased(facts.known.notices().filter(|other| other.id != own));
    must(content.units.iter().all(|unit| !chased.contains(unit)), Refusal::Exists)
}

fn waits(facts: &Facts) -> Waits {
    let Book::Group(group) = facts.book else { return Waits::default() };
    facts.known.policies(group).map_or_else(Waits::default, |own| own.waits)
}
