//! Who was called to a meeting, and who came.

use serde::{Deserialize, Serialize};

use crate::kinds::{Name, PersonId};

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
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
pub enum Presence {
    /// 出席
    Present,
    /// 请假
    Excused,
    /// 缺席
    Absent,
}

/// Somebody who was to come. Who has no account here is a name only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attendee {
    pub name: Name,
    pub person: Option<PersonId>,
    pub presence: Presence,
}

/// Who was called; each is changed by themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Roll {
    pub attendees: Vec<Attendee>,
}

crate::fields!(Roll { attendees by name => Attendees });

impl Roll {
    #[must_use]
    pub fn of(attendees: &[Attendee]) -> Roll {
        Roll { attendees: attendees.to_vec() }
    }
}
