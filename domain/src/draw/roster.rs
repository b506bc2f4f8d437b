//! A roster's text in its one canonical form: the salt on the first line, then one line for each entry,
//! `number|stratum|name|note`, numbered from 1, without a line break at the end. It has names and is private: the
//! journal knows its sha256. The salt keeps names from being guessed from the hash.

pub mod taken;
pub mod typed;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::check::lower_hex;
use super::{Frozen, pick};
use crate::issue::Hash;
use crate::kinds::{Name, OrganisationId, Text};
use crate::private::TEXT_MAX;
use crate::refusal::{Field, Refusal, must};

/// More than this is no roster of a room.
pub const MAX: usize = 5_000;
/// The stratum of an entry that names none.
pub const WHOLE: &str = "全体";

pub type StratumName = Text<40>;
/// 64 lower-case hex characters that nobody can guess.
pub type Salt = Text<64>;

/// One who, or that, may be drawn. Its number is its place, from 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub stratum: StratumName,
    pub name: Name,
    /// The organisation, the date of the event, where the document lies.
    pub note: Option<Name>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Roster {
    pub salt: Salt,
    pub entries: Vec<Entry>,
}

/// A line that can't be taken, counted from 1, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bad {
    pub line: usize,
    pub refusal: Refusal,
}

/// The first line of a roster.
#[must_use]
pub fn is_salt(raw: &str) -> bool {
    raw.len() == 64 && lower_hex(raw)
}

/// One line, and nothing that a line of the roster is parted by.
pub(crate) fn is_plain(raw: &str) -> bool {
    is_line(raw) && !raw.contains('|')
}

/// One line without tabs, trimmed, with single spaces.
pub(crate) fn is_line(raw: &str) -> bool {
    !raw.is_empty() && raw == tidy(raw) && !raw.chars().any(char::is_control)
}

/// Trimmed, every run of white space one space.
#[must_use]
pub fn tidy(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Entry {
    /// # Errors
    /// The cell that is empty, too long, or has a `|`.
    pub fn parse(stratum: &str, name: &str, note: &str) -> Result<Entry, Refusal> {
        let cell = |raw: &str| {
            let tidy = tidy(raw);
            must(tidy.is_empty() || is_plain(&tidy), Refusal::BadCharacter).map(|()| tidy)
        };
        let stratum = cell(stratum)?;
        let stratum = if stratum.is_empty() { WHOLE } else { stratum.as_str() };
        let name = cell(name)?;
        must(!name.is_empty(), Refusal::Missing { field: Field::Name })?;
        Ok(Entry { stratum: Text::parse(stratum)?, name: Text::parse(&name)?, note: Text::optional(&cell(note)?)? })
    }
}

impl Roster {
    /// # Errors
    /// Nothing on it, more than [`MAX`], more bytes than a private text may have ([`TEXT_MAX`]), or twice the same
    /// line, which would double a chance.
    pub fn new(salt: Salt, entries: Vec<Entry>) -> Result<Roster, Bad> {
        let bad = |line, refusal| Bad { line, refusal };
        must(is_salt(salt.as_str()), Refusal::BadCharacter).map_err(|refusal| bad(0, refusal))?;
        must(!entries.is_empty(), Refusal::Missing { field: Field::Roster }).map_err(|refusal| bad(0, refusal))?;
        must(entries.len() <= MAX, Refusal::TooMany { max: MAX }).map_err(|refusal| bad(MAX + 1, refusal))?;
        let mut seen = BTreeSet::new();
        for (line, entry) in (1..).zip(&entries) {
            must(seen.insert(entry), Refusal::Taken { field: Field::Name }).map_err(|refusal| bad(line, refusal))?;
        }
        let own = Roster { salt, entries };
        let length = own.body().len();
        must(length <= TEXT_MAX, Refusal::TooLong { max: TEXT_MAX, length }).map_err(|refusal| bad(0, refusal))?;
        Ok(own)
    }

    /// The lines after the salt.
    #[must_use]
    pub fn body(&self) -> String {
        let lines = (1..).zip(&self.entries).map(|(number, entry): (usize, _)| {
            let note = entry.note.as_ref().map_or("", Text::as_str);
            format!("{number}|{}|{}|{note}", entry.stratum, entry.name)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The whole text, of which the hash is taken.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}", self.salt, self.body())
    }

    #[must_use]
    pub fn hash(&self) -> String {
        pick::sha256(&self.text())
    }

    /// Reads the canonical text back; line ends and blank lines as editors and printers leave them do no harm.
    ///
    /// # Errors
    /// The first line that is none of a roster.
    pub fn read(text: &str) -> Result<Roster, Bad> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let salt = lines.next().unwrap_or_default();
        let salt = Text::parse(salt).map_err(|refusal| Bad { line: 0, refusal })?;
        let entries = (1_usize..).zip(lines.take(MAX + 1)).map(|(line, raw)| {
            let cells: Vec<&str> = raw.split('|').collect();
            let entry = match cells.as_slice() {
                [number, stratum, name, note] if number.trim() == line.to_string() => Entry::parse(stratum, name, note),
                _ => Err(Refusal::Malformed),
            };
            entry.map_err(|refusal| Bad { line, refusal })
        });
        let entries = entries.collect::<Result<Vec<_>, Bad>>()?;
        Roster::new(salt, entries)
    }

    /// The strata in the order in which they first appear.
    #[must_use]
    pub fn strata(&self) -> Vec<StratumName> {
        let mut strata: Vec<StratumName> = Vec::new();
        for entry in &self.entries {
            if !strata.contains(&entry.stratum) {
                strata.push(entry.stratum.clone());
            }
        }
        strata
    }

    #[must_use]
    pub fn entry(&self, number: u16) -> Option<&Entry> {
        self.entries.get(usize::from(number).checked_sub(1)?)
    }

    /// What the journal gets of this roster: no name. `organisations` are the unit's, known by their names.
    ///
    /// # Errors
    /// [`Refusal::Elsewhere`] for an entry whose stratum the plan does not have.
    pub fn frozen(&self, plan: &[StratumName], organisations: &[(OrganisationId, String)]) -> Result<Frozen, Refusal> {
        let place =
            |entry: &Entry| plan.iter().position(|own| *own == entry.stratum).and_then(|at| u8::try_from(at).ok());
        let strata = self.entries.iter().map(|entry| place(entry).ok_or(Refusal::Elsewhere { field: Field::Stratum }));
        let strata = strata.collect::<Result<Vec<_>, _>>()?;
        let mut here: Vec<OrganisationId> = Vec::new();
        let mut places = Vec::new();
        for entry in &self.entries {
            let found = organisations.iter().find(|(_, name)| names(entry, name)).map(|(id, _)| *id);
            let at = found.map(|id| {
                here.iter().position(|own| *own == id).unwrap_or_else(|| {
                    here.push(id);
                    here.len() - 1
                })
            });
            places.push(at.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(0));
        }
        if here.is_empty() {
            places.clear();
        }
        let hash: Hash = Text::parse(&self.hash())?;
        Ok(Frozen { hash, strata, organisations: here, places })
    }
}

/// An entry belongs to an organisation that its note names, or is that organisation.
fn names(entry: &Entry, organisation: &str) -> bool {
    entry.note.as_ref().is_some_and(|note| note.as_str() == organisation) || entry.name.as_str() == organisation
}

#[cfg(test)]
mod tests;
