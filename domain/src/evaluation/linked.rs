//! What a grade leans on: files, records of the unit that is graded, and entries of the library beside them; nothing else.

use super::Link;
use crate::kinds::UnitId;
use crate::record::Facts;
use crate::refusal::{Field, Refusal, complete, must};
use crate::standard;

/// What a grade leans on is there, and of the same unit or of the library.
pub(super) fn linked(link: &Link, unit: UnitId, facts: &Facts) -> Result<(), Refusal> {
    let known = facts.known;
    match link {
        Link::Evidence { hash, .. } => complete(known.files.contains(hash), Field::Evidence),
        Link::Issue { issue } => {
            let own = known.issue(*issue).is_some_and(|own| own.unit == unit);
            must(own, Refusal::Elsewhere { field: Field::Issue })
        }
        Link::Visit { visit } => {
            let own = known.visit(*visit).is_some_and(|own| own.unit == unit);
            must(own, Refusal::Elsewhere { field: Field::Visit })
        }
        Link::Measure { issue, measure } => {
            let issue = known.issue(*issue).filter(|own| own.unit == unit);
            let own = issue.is_some_and(|own| own.measures.iter().any(|known| known.id == *measure));
            must(own, Refusal::Elsewhere { field: Field::Measure })
        }
        Link::Report { report } => {
            let own = known.report(*report).is_some_and(|own| own.unit == unit);
            must(own, Refusal::Elsewhere { field: Field::Report })
        }
        Link::Standard { citation } => standard::known(*citation, facts.book, facts),
        Link::Rule { rule } => {
            let own = known.rule(*rule).is_some_and(|own| own.unit == unit);
            must(own, Refusal::Elsewhere { field: Field::Rule })
        }
    }
}
