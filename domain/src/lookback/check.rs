//! Who may do what to a look-back, and when. Reads only; `fold.rs` makes the change.

use super::act::{Act, Answering, Marking};
use super::{Item, Lookback, Verdict, follow, gather};
use crate::entry::Stamp;
use crate::kinds::{LookbackId, Month, Note, UnitId};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not the one whose step it is; a month that is there already or has not begun; a look-back that is locked; what an answer
/// or a counter-mark would bring along, where that is refused.
pub fn check(lookback: Option<&Lookback>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Open { lookback: id, unit, month } = act {
        facts.open_unit(*unit)?;
        facts.viewer.must_be_group(facts.book)?;
        open(lookback, *id, (*unit, *month), facts)?;
        let gathered = Some(gather(*unit, *month, facts.known));
        return Ok(Stamp { gathered, ..Stamp::default() });
    }
    let own = must_be_in(lookback, |own| own.book, facts.book)?;
    facts.must_see(own.unit, None)?;
    turn(own, act, facts)?;
    existing(own, act, facts)?;
    if let Some(next) = follow(act, facts.known) {
        crate::record::check(&next, facts)?;
    }
    Ok(Stamp::default())
}

/// Whose step it is.
fn turn(own: &Lookback, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Open { .. } | Act::Mark(_) => facts.viewer.must_be_group(own.book),
        Act::Answer(_) => facts.viewer.must_be_unit(own.unit),
        Act::Lock { .. } => facts.viewer.must_lead_group(own.book),
        Act::Reopen { .. } => facts.viewer.must_head_group(own.book),
    }
}

fn open(there: Option<&Lookback>, id: LookbackId, of: (UnitId, Month), facts: &Facts) -> Result<(), Refusal> {
    let (unit, month) = of;
    must(id == LookbackId::of(unit, month), Refusal::Malformed)?;
    must(month.first() <= facts.now.day(), Refusal::TooEarly { field: Field::Month })?;
    must_be_new(there).map_err(|_| Refusal::Taken { field: Field::Month })
}

fn existing(own: &Lookback, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = |state: &str| Refusal::WrongState { state: state.to_owned() };
    match act {
        Act::Open { .. } => Err(Refusal::Exists),
        Act::Answer(answer) => {
            must(own.locked().is_none(), wrong("locked"))?;
            let item = own.item(answer.item).ok_or(Refusal::NotFound)?;
            must(item.mark.is_none(), wrong("marked"))?;
            answered(item, answer, facts)
        }
        Act::Mark(mark) => {
            must(own.locked().is_none(), wrong("locked"))?;
            let item = own.item(mark.item).ok_or(Refusal::NotFound)?;
            // Who has not answered in their month has had their say.
            let over = facts.now.day() > own.month.last();
            must(item.answer.is_some() || over, wrong("answering"))?;
            marked(item, mark)
        }
        Act::Lock { .. } => {
            must(own.locked().is_none(), wrong("locked"))?;
            let over = facts.now.day() > own.month.last();
            let open = own.items.iter().filter(|item| item.mark.is_none() && (item.answer.is_some() || !over)).count();
            must(open == 0, Refusal::ItemsOpen { open })
        }
        Act::Reopen { reason, .. } => {
            reasoned(reason)?;
            must(own.locked().is_some(), wrong(own.state()))
        }
    }
}

fn answered(item: &Item, answer: &Answering, facts: &Facts) -> Result<(), Refusal> {
    // That an issue held is said in words, and so is why something is not done.
    if item.due.about.is_issue() || !answer.done {
        explained(answer.note.as_ref())?;
    }
    if let Some(proof) = &answer.proof {
        let kept = item.answer.as_ref().and_then(|before| before.proof.as_ref()) == Some(proof);
        complete(kept || facts.known.files.contains(&proof.hash), Field::Evidence)?;
    }
    let same = item
        .answer
        .as_ref()
        .is_some_and(|before| before.done == answer.done && before.note == answer.note && before.proof == answer.proof);
    must(!same, Refusal::Unchanged)
}

fn marked(item: &Item, mark: &Marking) -> Result<(), Refusal> {
    // The record went the way of the result: its issue is held or came back, its promise is kept or open.
    let put_off = mark.verdict == Verdict::Later && item.result().is_some();
    must(!put_off, Refusal::WrongState { state: "marked".to_owned() })?;
    match mark.verdict {
        Verdict::Confirmed if item.due.about.is_issue() => complete(mark.note.is_some(), Field::Reason)?,
        Verdict::Confirmed => {}
        Verdict::NotConfirmed | Verdict::Later => explained(mark.note.as_ref())?,
    }
    let same = item.mark.as_ref().is_some_and(|before| before.verdict == mark.verdict && before.note == mark.note);
    must(!same, Refusal::Unchanged)
}

fn explained(note: Option<&Note>) -> Result<(), Refusal> {
    reasoned(note.ok_or(Refusal::Missing { field: Field::Reason })?)
}
