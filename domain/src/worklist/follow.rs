//! What a tick brings along: what was decided is settled, what was promised is kept. Where the record says so already, nothing.

use super::{Act, Item, Source};
use crate::act::Act as Any;
use crate::kinds::Note;
use crate::record::Known;
use crate::{meeting, visit};

pub(crate) fn follow(act: &Act, known: &Known) -> Option<Any> {
    let Act::Tick { worklist, item, .. } = act else { return None };
    let item = known.worklist(*worklist)?.item(*item)?;
    match item.task.source {
        Source::Decided { meeting, decision } => {
            let own = known.meeting(meeting)?;
            let open = own.decision(decision)?.open() && matches!(own.state(), "open" | "closed");
            let note = said(item)?;
            open.then_some(Any::Meeting(meeting::Act::Settle { meeting, decision, note }))
        }
        Source::Promised { visit, promise } => {
            let own = known.visit(visit).filter(|own| own.state() == "recorded")?;
            let note = said(item);
            own.promise(promise)?.open().then_some(Any::Visit(visit::Act::KeepPromise { visit, promise, note }))
        }
        // how these stand is said in their own records
        Source::Due { .. } | Source::Stuck { .. } | Source::Asked { .. } | Source::Owed { .. } | Source::Hand => None,
    }
}

/// What the unit said last, or else what was to be done.
fn said(item: &Item) -> Option<Note> {
    let last = item.answers.last().and_then(|own| own.note.clone());
    last.or_else(|| Note::parse(item.task.what.as_str()).ok())
}
