//! A visit (指导活动): any contact of the group with a unit, from planned to recorded. It belongs to the group's book;
//! a unit sees the visits to it, without what is the group's own. People talked to are counted; their names lie outside
//! the journal, which holds a commitment only. The acts are in `visit/act.rs`, who may do them in `visit/check.rs`.

pub mod act;
mod check;
pub mod drawn;
mod fold;
pub mod list;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use act::Act;
pub use check::check;
pub use drawn::Drawn;
pub use fold::fold;

use crate::figure::Cell;
use crate::issue::Hash;
use crate::kinds::{Book, Day, Name, Note, OrganisationId, PersonId, PromiseId, Time, Title, UnitId, VisitId};
use crate::private::Commitment;
use crate::strand::Strand;
use crate::viewer::{Role, Viewer};

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

/// The state of one visit: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub book: Book,
    pub unit: UnitId,
    pub description: Description,
    /// The picks of a draw that it goes to, where it was planned for such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// As long as it is only planned there are none.
    pub findings: Option<Findings>,
    pub promises: Vec<Promise>,
    pub made_at: Time,
    pub recorded_at: Option<Time>,
    pub recorded_by: Option<PersonId>,
    pub cancelled_at: Option<Time>,
    /// The entry that last changed description or findings: an amendment says on which one it builds.
    pub version: i64,
    /// Names that were replaced; kept until they are erased.
    pub former_names: Vec<Commitment>,
}

/// How much of a visit a viewer reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// The group: everything.
    Whole,
    /// The office: everything but who was talked to and where the phone was.
    Unnamed,
    /// The unit: what was looked at and put right, photos, promises; not the group's own notes.
    Unit,
}

impl Visit {
    /// `planned`, `recorded` or `cancelled`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        self.listed_state().into()
    }

    /// Does the unit know of it? What is planned without notice is the group's own.
    #[must_use]
    pub fn known_to_unit(&self) -> bool {
        self.recorded_at.is_some() || self.description.announced
    }

    /// The unit whose people may see it.
    #[must_use]
    pub fn seen_by(&self) -> Option<UnitId> {
        self.known_to_unit().then_some(self.unit)
    }

    /// The organisation whose people may see it.
    #[must_use]
    pub fn seen_by_organisation(&self) -> Option<OrganisationId> {
        self.description.organisation.filter(|_| self.known_to_unit())
    }

    /// How many were talked to, 0 before it is recorded.
    #[must_use]
    pub fn people(&self) -> u16 {
        self.findings.as_ref().map_or(0, |findings| findings.people)
    }

    /// Every text beside it that names people.
    #[must_use]
    pub fn all_names(&self) -> Vec<&Commitment> {
        let now = self.findings.iter().filter_map(|findings| findings.names.as_ref());
        now.chain(&self.former_names).collect()
    }

    #[must_use]
    pub fn promise(&self, id: PromiseId) -> Option<&Promise> {
        self.promises.iter().find(|own| own.id == id)
    }

    #[must_use]
    pub fn sight(&self, viewer: &Viewer) -> Sight {
        match (viewer.in_group(self.book), viewer.roles.contains(&Role::OfficeLeader)) {
            (true, _) => Sight::Whole,
            (false, true) => Sight::Unnamed,
            (false, false) => Sight::Unit,
        }
    }

    /// The visit as this viewer reads it. That the viewer may know of it at all is the reach's to say.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Visit {
        let sight = self.sight(viewer);
        if sight == Sight::Whole {
            return self;
        }
        self.former_names.clear();
        if let Some(findings) = &mut self.findings {
            findings.names = None;
            findings.position = None;
            if sight == Sight::Unit {
                findings.notes = None;
                findings.observations = Observations::default();
            }
        }
        self
    }

    /// One visit, and the people talked to, as long as it is recorded.
    pub(crate) fn cells(&self) -> Vec<(Cell, i64)> {
        let form = self.description.form;
        match self.listed_state() {
            list::State::Recorded => vec![(Cell::Visit { form }, 1), (Cell::People { form }, i64::from(self.people()))],
            list::State::Planned | list::State::Cancelled => Vec::new(),
        }
    }
}
