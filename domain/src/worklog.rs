//! A member's log of one day (工作日志). It is its writer's: the lead of the group reads it, nobody else does. Never part of a
//! score or a figure.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::entry::{By, Entry, Stamp, hex};
use crate::issue::Hash;
use crate::kinds::{Book, Day, Note, PersonId, WorklogId};
use crate::record::{Facts, Telling};
use crate::refusal::{Field, Refusal, Whose, must};
use crate::viewer::Viewer;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Worklog {
    pub id: WorklogId,
    pub book: Book,
    pub person: PersonId,
    pub day: Day,
    pub text: Note,
    /// When it was last written.
    pub by: By,
    /// The entry of the book that wrote it.
    pub version: i64,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 记: what is written again takes the place of what stood there; the book keeps both. `after` is [`digest`] of the words
        /// that were in front of the writer, so that nothing that was written elsewhere meanwhile is lost unseen.
        Write { worklog: WorklogId, day: Day, after: Option<Hash>, text: Note },
    }
}

/// What stands for the words of a log.
#[must_use]
pub fn digest(text: &Note) -> Option<Hash> {
    Hash::parse(&hex(&Sha256::digest(text.as_str()))).ok()
}

impl WorklogId {
    /// The one log that a person has for a day: from whichever device it is written, it is the same.
    #[must_use]
    pub fn of(book: Book, person: PersonId, day: Day) -> WorklogId {
        let hash = Sha256::digest(format!("worklog {book} {person} {day}"));
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        WorklogId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl Act {
    #[must_use]
    pub fn worklog(&self) -> WorklogId {
        let Act::Write { worklog, .. } = self;
        *worklog
    }
}

impl Worklog {
    /// The log, if it is this viewer's to read.
    #[must_use]
    pub fn shown_to(self, viewer: &Viewer) -> Option<Worklog> {
        self.is_known_to(viewer).then_some(self)
    }

    #[must_use]
    pub fn tells(&self, viewer: &Viewer) -> Telling {
        if self.is_known_to(viewer) { Telling::Whole } else { Telling::Nothing }
    }

    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        viewer.leads_group(self.book) || (viewer.in_group(self.book) && viewer.person == self.person)
    }
}

/// # Errors
/// Not of the group, or another's log; a day that has not come; what stands there already.
pub fn check(worklog: Option<&Worklog>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    let Act::Write { worklog: id, day, after, text } = act;
    must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
    facts.viewer.must_be_group(facts.book)?;
    // whose it is and of which day stands in the id alone
    let own = WorklogId::of(facts.book, facts.viewer.person, *day);
    must(own == *id, Refusal::NotYours { whose: Whose::Writer })?;
    must(*day <= facts.now.day(), Refusal::TooLate { field: Field::Day })?;
    if let Some(own) = worklog {
        must(own.text != *text, Refusal::Unchanged)?;
        must(digest(&own.text) == *after, Refusal::Overtaken { seq: own.version })?;
    }
    Ok(Stamp::default())
}

/// What was written last.
#[must_use]
pub fn fold(act: &Act, entry: &Entry) -> Worklog {
    let Act::Write { worklog, day, text, .. } = act;
    let by = By { person: entry.by, at: entry.recorded_at };
    Worklog { id: *worklog, book: entry.book, person: entry.by, day: *day, text: text.clone(), by, version: entry.seq }
}

#[cfg(test)]
mod tests;
