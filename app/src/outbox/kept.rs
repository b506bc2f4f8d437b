//! What the outbox tells of what it keeps: receipts, files that were chosen, and where each of them is.

use domain::issue::Hash;
use domain::kinds::{ActId, DrawId, Name, Text, Time, UnitId};
use domain::outbox::Item;
use serde::{Deserialize, Serialize};

/// What the server gave for an item: its number in the book, and the hash that chains it there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    pub id: ActId,
    /// The act's wire name.
    pub kind: String,
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// A file that was chosen: on this device, ready to be named by an act.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// Of the bytes that will be sent.
    pub hash: Hash,
    pub name: Text<200>,
    /// As `image/jpeg`.
    pub media: Name,
    /// Bytes.
    pub size: u32,
    /// Where this page can show it from.
    #[serde(skip)]
    pub shows: Option<String>,
}

/// What acts come in place of that were written in a form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// The form's draft.
    pub draft: String,
    /// Items that were refused or still wait, in whose place it comes: they go when it is kept, not before. One that
    /// waited may have been sent meanwhile.
    pub instead: Vec<Item>,
}

/// Under which what mends a refused item lies among the drafts while it is written.
#[must_use]
pub fn mending(item: &str) -> String {
    format!("{MENDING}{item}")
}

/// How the keys of such drafts begin.
pub const MENDING: &str = "mend ";

/// Under which the form of a new draw of this unit lies among the drafts; once it is handed in, the roster of its draw.
#[must_use]
pub fn rostering(unit: UnitId, draw: Option<DrawId>) -> String {
    draw.map_or_else(|| format!("{ROSTERING}{unit}"), |draw| format!("{ROSTERING}{unit} {draw}"))
}

/// How the keys of such drafts begin.
pub const ROSTERING: &str = "roster ";

/// How the keys of grades begin that are being written: then the round, the unit, the indicator.
pub const GRADING: &str = "grade ";

/// Why a file is not taken on the device. The server looks again, more closely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// No picture that this browser can read.
    Picture,
    TooLarge,
    /// The device has no room, or keeps nothing.
    Disk,
}

/// Where a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carried {
    /// 在本机
    Local,
    /// 发送中, in percent.
    Sending(u8),
    /// 已到服务器
    There,
}

/// As people compare it: the beginning of a hash.
#[must_use]
pub fn short(hash: &str) -> &str {
    hash.get(..8).unwrap_or(hash)
}
