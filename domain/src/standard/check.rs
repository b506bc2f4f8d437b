//! Who may do what to an entry of the library, and when.

use std::collections::BTreeSet;

use super::{Act, Citation, Content, Standard, VERSIONS};
use crate::entry::Stamp;
use crate::kinds::Book;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};

/// # Errors
/// Not of the group; a revision of a version that is not the newest any more, or of an entry that holds no more.
pub fn check(standard: Option<&Standard>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
    match act {
        Act::Enter { content, .. } => {
            facts.viewer.must_be_group(facts.book)?;
            must_be_new(standard)?;
            sound(content)?;
        }
        Act::Revise { .. } | Act::Retire { .. } | Act::Restore { .. } => {
            let own = must_be_in(standard, |own| own.book, facts.book)?;
            facts.viewer.must_be_group(facts.book)?;
            existing(own, act)?;
        }
    }
    Ok(Stamp::default())
}

fn existing(own: &Standard, act: &Act) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: own.state().to_owned() };
    match act {
        Act::Enter { .. } => Err(Refusal::Exists),
        Act::Revise { after, content, .. } => {
            must(own.retired.is_none(), wrong())?;
            must(*after == own.version(), Refusal::Overtaken { seq: own.newest().seq })?;
            must(own.newest().content != **content, Refusal::Unchanged)?;
            must(own.later.len() + 1 < VERSIONS, Refusal::TooMany { max: VERSIONS })?;
            sound(content)
        }
        Act::Retire { reason, .. } => {
            reasoned(reason)?;
            must(own.retired.is_none(), wrong())
        }
        Act::Restore { .. } => must(own.retired.is_some(), wrong()),
    }
}

fn sound(content: &Content) -> Result<(), Refusal> {
    must(content.strands.iter().collect::<BTreeSet<_>>().len() == content.strands.len(), Refusal::Exists)
}

/// What is leant on lies in the library of this book, in this version, and holds.
///
/// # Errors
/// [`Refusal::NotFound`] where it is none of this book's; [`Refusal::Elsewhere`] where there is no such version, or it holds
/// no more.
pub fn known(citation: Citation, book: Book, facts: &Facts) -> Result<(), Refusal> {
    let own = must_be_in(facts.known.standard(citation.standard), |own| own.book, book)?;
    let holds = own.retired.is_none() && own.at(citation.version).is_some();
    must(holds, Refusal::Elsewhere { field: Field::Standard })
}
