//! What a person is reminded of, why, and when: the same things that their pages ask of them, no more. A box holds what
//! waits; a digest says how many things wait, on a working day, at the person's hour, and only if something is new or has
//! got more pressing since the last one, or has stayed late for a week after it. Nothing here names a case: that is the
//! page's, within the reader's reach.

mod answering;
mod course;
mod delivery;
mod gather;
mod hands;
mod hosts;
mod rounds;
mod spoken;
mod together;
mod what;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::kinds::{Day, Time};
use crate::refusal::{Refusal, must};

pub use answering::Answering;
pub use course::{Course, fell_due, looked_back_on, unopened};
pub use delivery::{Robot, again};
pub use gather::{Group, Planned, invited, of_group, of_unit};
pub use hosts::{Hook, Hosts, Scheme};
pub use rounds::{Stage, published, self_scores};
pub use spoken::Spoken;
pub use together::{Alike, Lot, together};
pub use what::What;

/// Why, the less pressing first.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// 待办: asked, without a near day.
    Asked,
    /// 等您处理: handed over by a unit.
    Waiting,
    /// 停滞
    Stagnant,
    /// 将到期: as `due` says.
    Soon,
    /// 退回
    Returned,
    /// 逾期
    Late,
}

/// One thing to be reminded of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Matter {
    pub what: What,
    /// 调研-104, where the record has a code.
    pub code: Option<String>,
    /// Empty where the page has words for it.
    pub title: String,
    pub reason: Reason,
    pub due: Option<Day>,
}

/// One line of a box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// As [`What::key`].
    pub key: String,
    pub reason: Reason,
    pub due: Option<Day>,
    /// Since when for this reason.
    pub since: Day,
    /// The reason that the last digest told, if one did.
    pub told: Option<Reason>,
    pub read: bool,
}

/// What has become of a box.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Turn {
    /// New or changed.
    pub put: Vec<Row>,
    /// Keys of what is done.
    pub gone: Vec<String>,
}

impl Turn {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.gone.is_empty()
    }
}

/// Turns a box into what waits now. `off` are the reasons that the person does not want to hear of. What is more pressing
/// than before is unread again.
#[must_use]
pub fn turn(before: &[Row], now: &[Matter], off: &[Reason], today: Day) -> Turn {
    let wanted: Vec<&Matter> = now.iter().filter(|own| !off.contains(&own.reason)).collect();
    let keys: BTreeSet<String> = wanted.iter().map(|own| own.what.key()).collect();
    let gone = before.iter().filter(|row| !keys.contains(&row.key)).map(|row| row.key.clone()).collect();
    let mut turn = Turn { put: Vec::new(), gone };
    let mut seen = BTreeSet::new();
    for own in wanted {
        let key = own.what.key();
        if !seen.insert(key.clone()) {
            continue;
        }
        let row = match before.iter().find(|row| row.key == key) {
            None => Row { key, reason: own.reason, due: own.due, since: today, told: None, read: false },
            Some(row) if row.reason == own.reason && row.due == own.due => continue,
            Some(row) if row.reason == own.reason => Row { due: own.due, ..row.clone() },
            Some(row) => Row {
                reason: own.reason,
                due: own.due,
                since: today,
                // what has become less pressing may become more so again, and is told again then
                told: row.told.map(|told| told.min(own.reason)),
                read: row.read && own.reason < row.reason,
                key,
            },
        };
        turn.put.push(row);
    }
    turn
}

/// What a message says: numbers, and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Digest {
    pub waiting: u32,
    pub late: u32,
}

/// What stays late is told again so many days after the last digest, whenever each of it got late: a digest, not a flood.
const AGAIN_DAYS: i64 = 7;

/// What there is to tell of a box; nothing if all of it was told before and nothing has stayed late for a week since `last`, the
/// day of the last digest that told something. Where that is not known, it was told on the day it got late.
#[must_use]
pub fn digest(rows: &[Row], last: Option<Day>, today: Day) -> Option<Digest> {
    let fresh = |row: &Row| row.told.is_none_or(|told| told < row.reason);
    let stays = |row: &Row| row.reason == Reason::Late && today.since(last.unwrap_or(row.since)) >= AGAIN_DAYS;
    let tells = rows.iter().any(|row| fresh(row) || stays(row));
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let late = rows.iter().filter(|row| row.reason == Reason::Late).count();
    tells.then(|| Digest { waiting: many(rows.len()), late: many(late) })
}

/// The hours at which a digest may come, in Asia/Shanghai.
pub const HOURS: std::ops::RangeInclusive<u8> = 6..=20;
/// Without a choice.
pub const HOUR: u8 = 8;

/// Is it time for the digest of the day? Once on a working day, from the hour on.
#[must_use]
pub fn is_time(calendar: &Calendar, now: Time, hour: u8, last: Option<Day>) -> bool {
    let today = now.day();
    last.is_none_or(|last| last < today) && calendar.works(today) && now.clock().0 >= i64::from(hour)
}

/// How a person wants to be reminded. Kept outside the journal: an address is personal data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// Reasons that are left out.
    pub off: Vec<Reason>,
    pub hour: u8,
    pub address: Option<String>,
    /// Does a mail go to the address?
    pub mail: bool,
    /// Messages in English.
    pub english: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { off: Vec::new(), hour: HOUR, address: None, mail: false, english: false }
    }
}

impl Settings {
    /// # Errors
    /// An hour that is not offered; a mail without an address; something that is none.
    pub fn check(&self) -> Result<(), Refusal> {
        hour(self.hour)?;
        match &self.address {
            Some(raw) => address(raw),
            None => must(!self.mail, Refusal::NotAddress),
        }
    }
}

/// # Errors
/// An hour that is not offered.
pub fn hour(hour: u8) -> Result<(), Refusal> {
    must(HOURS.contains(&hour), Refusal::Malformed)
}

/// A mail address, in the plain form that every server takes.
fn address(raw: &str) -> Result<(), Refusal> {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let (name, host) = raw.split_once('@').ok_or(Refusal::NotAddress)?;
    let labels = host.split('.').all(|own| {
        let inner = own.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        !own.is_empty() && inner && !own.starts_with('-') && !own.ends_with('-')
    });
    let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    let good = !name.is_empty() && name.len() <= 64 && name.chars().all(plain) && dots && labels && host.contains('.');
    must(good && raw.len() <= 254, Refusal::NotAddress)
}

#[cfg(test)]
mod tests;
