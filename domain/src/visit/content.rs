//! What is written of a visit: where, when and by whom, what came of it, what was promised there.

use serde::{Deserialize, Serialize};

use super::Point;
use crate::issue::Hash;
use crate::kinds::{Day, Name, Note, OrganisationId, PersonId, PromiseId, Time, Title, VisitId};
use crate::private::Commitment;
use crate::strand::Strand;

/// The seven forms: 走访 · 列席会议 · 参加活动 · 座谈会 · 个别访谈 · 电话随访 · 调阅材料.
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
pub enum Form {
    Site,
    Meeting,
    Activity,
    Seminar,
    Interview,
    Phone,
    Documents,
}

impl Form {
    /// Is for listening to people: 座谈会 · 个别访谈 · 电话随访.
    #[must_use]
    pub fn hears(self) -> bool {
        match self {
            Form::Seminar | Form::Interview | Form::Phone => true,
            Form::Site | Form::Meeting | Form::Activity | Form::Documents => false,
        }
    }

    /// Talks with single people: it is kept with whom, for the group alone.
    #[must_use]
    pub fn names_people(self) -> bool {
        match self {
            Form::Interview | Form::Phone => true,
            Form::Site | Form::Meeting | Form::Activity | Form::Seminar | Form::Documents => false,
        }
    }
}

/// Where a site visit went: 科研基地 · 项目现场 · 课堂 · 食堂 · 其他.
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
pub enum Site {
    Base,
    Project,
    Classroom,
    Canteen,
    Elsewhere,
}

/// Where and when, who goes, and to see what; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Description {
    pub form: Form,
    pub organisation: Option<OrganisationId>,
    /// For a site visit, and for no other form.
    pub site: Option<Site>,
    pub place: Option<Name>,
    /// What it is about: the meeting's name, the subject of the talk.
    pub topic: Option<Title>,
    pub at: Time,
    /// Members of the group who go.
    pub members: Vec<PersonId>,
    pub strands: Vec<Strand>,
    /// Told to the unit beforehand. Otherwise it sees the visit once it is recorded.
    pub announced: bool,
    /// What is to be looked at there, and once it is recorded how it was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<Point>,
}

/// The report's three lines: what the group observed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Observations {
    /// 覆盖、系统、深入: coverage, comprehensiveness and depth of study.
    pub coverage: Option<Note>,
    /// 研讨、对照实际: discussion and checking against reality.
    pub discussion: Option<Note>,
    /// 调研成果转化运用: research that is used.
    pub application: Option<Note>,
}

/// A photo; its bytes are stored by their hash, outside the journal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Photo {
    pub hash: Hash,
    pub caption: Option<Name>,
    /// As `image/jpeg`.
    pub media: Name,
}

/// Where the phone was, in millionths of a degree (WGS 84) and metres; only with the person's consent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Position {
    pub latitude: i32,
    pub longitude: i32,
    pub accuracy: u32,
}

/// What came of it; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Findings {
    /// People talked to.
    pub people: u16,
    /// Who they were: committed to, never written here.
    pub names: Option<Commitment>,
    pub looked_at: Option<Note>,
    /// Seen and heard: the group's own notes.
    pub notes: Option<Note>,
    pub observations: Observations,
    /// Put right on the spot.
    pub corrected: Option<Note>,
    pub photos: Vec<Photo>,
    pub position: Option<Position>,
}

/// A promise made in the room, as it is entered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promised {
    pub id: PromiseId,
    pub what: Note,
    pub who: Option<Name>,
    pub due: Day,
}

/// A promise and what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    pub id: PromiseId,
    pub what: Note,
    pub who: Option<Name>,
    pub due: Day,
    pub kept_at: Option<Time>,
    pub dropped_at: Option<Time>,
}

impl Promise {
    #[must_use]
    pub fn open(&self) -> bool {
        self.kept_at.is_none() && self.dropped_at.is_none()
    }

    /// `open`, `kept` or `dropped`: derived, for words.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.dropped_at, self.kept_at) {
            (Some(_), _) => "dropped",
            (None, Some(_)) => "kept",
            (None, None) => "open",
        }
    }
}

/// Where an issue was raised: the visit, and the sentence of its notes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    pub visit: VisitId,
    pub sentence: Option<Note>,
}
