//! What a decision brings along: the item, issue or draft of a paper, made in the same commit, so that it stands before the
//! room empties and nothing is typed twice.

use super::{Act, Becomes, Resolution, Resolved};
use crate::act::Act as Any;
use crate::issue::act::{Facts as Description, Find};
use crate::issue::{Due, Origin};
use crate::kinds::Note;
use crate::worklist::{NewItem, Source, Task};
use crate::{issue, notice, worklist};

pub(crate) fn follow(act: &Act) -> Option<Any> {
    let Act::Decide { meeting, resolution: own, .. } = act else { return None };
    let from = Resolved { meeting: *meeting, decision: own.id };
    match own.becomes {
        Becomes::Minutes => None,
        Becomes::Item { worklist, item } => {
            let source = Source::Decided { meeting: from.meeting, decision: from.decision };
            let (unit, who, due) = (own.unit, own.who.clone(), Some(own.due));
            let (what, strands) = (own.what.clone(), own.strands);
            let task = Task { unit, who, source, what, due, from: None, weeks: 0, strands };
            Some(Any::Worklist(worklist::Act::Add { worklist, item: Box::new(NewItem { id: item, task }) }))
        }
        Becomes::Issue { issue } => Some(Any::Issue(issue::Act::Find(Box::new(Find {
            issue,
            unit: own.unit?,
            origin: Origin::Guidance,
            facts: described(own),
            measures: Vec::new(),
            ledger: None,
            report: None,
            from: None,
            visit: None,
            meeting: Some(from),
        })))),
        Becomes::Notice { notice } => {
            let content = notice::Content {
                paper: notice::Paper::Notice,
                title: own.what.clone(),
                text: paper(own)?,
                units: vec![own.unit?],
                about: Vec::new(),
                reply_by: Some(own.due),
                after: None,
                from: Some(notice::From::Meeting { meeting: from.meeting, decision: from.decision }),
            };
            Some(Any::Notice(notice::Act::Draft { notice, content: Box::new(content) }))
        }
    }
}

/// Papers have no field for it, and are in Chinese: who is to do it stands below what is to be done.
fn paper(own: &Resolution) -> Option<Note> {
    let who = own.who.as_ref().map(|who| format!("\n责任人或部门：{who}")).unwrap_or_default();
    Note::parse(&format!("{}{who}", own.what)).ok()
}

fn described(own: &Resolution) -> Description {
    Description {
        title: own.what.clone(),
        detail: None,
        category: None,
        organisation: None,
        official: own.who.clone(),
        department: None,
        due: Some(Due::On { day: own.due }),
    }
}
