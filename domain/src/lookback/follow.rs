//! What an answer or a counter-mark brings along: the act on the record itself, so that nothing is typed twice and nothing
//! is held or relapses in another way than ever. Where the record says so already, nothing.

use super::act::{Act, Answering, Marking};
use super::{About, Verdict};
use crate::act::Act as Any;
use crate::issue::State;
use crate::kinds::{IssueId, MeasureId, PromiseId, VisitId};
use crate::record::Known;
use crate::{issue, visit};

pub(crate) fn follow(act: &Act, known: &Known) -> Option<Any> {
    match act {
        Act::Answer(own) => answered(own, known),
        Act::Mark(own) => marked(own, known),
        Act::Open { .. } | Act::Lock { .. } | Act::Reopen { .. } => None,
    }
}

/// The unit reports what is done; what is not done needs no act.
fn answered(own: &Answering, known: &Known) -> Option<Any> {
    let note = own.note.clone();
    match own.item {
        About::Measure { issue, measure } => {
            let finish = issue::Act::FinishMeasure { issue, measure, note };
            (own.done && unfinished(issue, measure, known)).then_some(Any::Issue(finish))
        }
        About::Promise { visit, promise } => {
            let open = own.done && promise_is(visit, promise, known) == Some("open");
            open.then_some(Any::Visit(visit::Act::KeepPromise { visit, promise, note }))
        }
        About::Issue { .. } | About::Rule { .. } => None,
    }
}

fn marked(own: &Marking, known: &Known) -> Option<Any> {
    match own.item {
        About::Issue { issue } => of_issue(issue, own, known).map(Any::Issue),
        About::Promise { visit, promise } => {
            let was = promise_is(visit, promise, known)?;
            let next = match (own.verdict, was) {
                (Verdict::Confirmed, "open") => visit::Act::KeepPromise { visit, promise, note: own.note.clone() },
                (Verdict::NotConfirmed, "kept") => {
                    visit::Act::ReopenPromise { visit, promise, reason: own.note.clone()? }
                }
                (Verdict::Confirmed | Verdict::NotConfirmed | Verdict::Later, _) => return None,
            };
            Some(Any::Visit(next))
        }
        // Only who works on a measure opens it again; a rule has no such act.
        About::Measure { .. } | About::Rule { .. } => None,
    }
}

/// Confirmed: held. Not confirmed: relapsed. Unless the issue has gone that way already.
fn of_issue(issue: IssueId, own: &Marking, known: &Known) -> Option<issue::Act> {
    let state = known.issue(issue)?.state;
    match own.verdict {
        Verdict::Confirmed if state == State::Held => None,
        Verdict::Confirmed => Some(issue::Act::Confirm { issue, note: own.note.clone()? }),
        Verdict::NotConfirmed if state.solved() => Some(issue::Act::Relapse { issue, reason: own.note.clone()? }),
        Verdict::NotConfirmed | Verdict::Later => None,
    }
}

/// Still to be finished, on an issue on which that can be done.
fn unfinished(issue: IssueId, measure: MeasureId, known: &Known) -> bool {
    let own = known.issue(issue).filter(|own| own.state.can_be_late());
    own.is_some_and(|own| own.measures.iter().any(|one| one.id == measure && one.done_at.is_none()))
}

fn promise_is(visit: VisitId, promise: PromiseId, known: &Known) -> Option<&'static str> {
    known.visit(visit).filter(|own| own.state() == "recorded")?.promise(promise).map(visit::Promise::state)
}
