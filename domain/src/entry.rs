//! An accepted proposal, numbered and chained in a book. Sealing and checking the chain; no storage.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::act::Act;
use crate::cut::Counts;
use crate::kinds::{ActId, Book, ItemId, PersonId, Time, UnitId};
use crate::lookback::Gathered;
use crate::score::Values;
use crate::template::Tree;
use crate::worklist::Before;

/// What the writer added to the act when it accepted it, so that folding the entry needs nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stamp {
    /// The number given to a new record, counted per book and origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Days until the look-back, from the category's policy on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookback_days: Option<u16>,
    /// The tree that a round of evaluation begins with, as its template was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
    /// What every unit came to when a round was published.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<UnitId, Values>,
    /// What fell due, when a look-back was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gathered: Option<Gathered>,
    /// What everything came to on the day of a cut.
    #[serde(skip_serializing_if = "Counts::is_empty")]
    pub counts: Counts,
    /// What items of a weekly list had come to on the lists before it, when it came out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub before: BTreeMap<ItemId, Before>,
    /// What was printed is a sheet of its own: its slips, and no others, are filed under its places. Before this was said, those of
    /// two who printed at the same moment were filed under the later one's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sheet: bool,
}

/// Who did a step, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct By {
    pub person: PersonId,
    pub at: Time,
}

/// One line of a book. Serialised, this is the body that is hashed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub book: Book,
    /// 1, 2, 3 ... without gaps within the book.
    pub seq: i64,
    pub id: ActId,
    pub by: PersonId,
    /// The device's claim.
    pub at: Time,
    /// The server's time; never earlier than that of the entry before.
    pub recorded_at: Time,
    pub act: Act,
    #[serde(default)]
    pub stamp: Stamp,
}

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// `sha256(prev ‖ body)` in lower-case hex; `prev` goes in as its 64 characters, so that `sha256sum` can do it again.
#[must_use]
pub fn seal(prev: &str, body: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(prev.as_bytes());
    hasher.update(body.as_bytes());
    hex(&hasher.finalize())
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seal_is_plain_sha256_of_prev_and_body() {
        // printf '%s%s' "$prev" abc | sha256sum
        assert_eq!(seal("", "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(seal(GENESIS, "abc"), seal("", "abc"));
    }
}
