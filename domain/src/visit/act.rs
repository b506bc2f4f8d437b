//! What can be done to a visit. The serde names are the wire: they are added to, never changed.

use serde::{Deserialize, Serialize};

use super::beyond::said;
use super::{Description, Drawn, Findings, Promised, Visit};
use crate::act::{Key, Subject};
use crate::kinds::{Note, PersonId, PromiseId, StandardId, UnitId, VisitId};
use crate::private::Commitment;
use crate::record::Need;
use crate::standard::Citation;

/// A visit as it is recorded, planned before or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recorded {
    pub visit: VisitId,
    pub unit: UnitId,
    /// The entry that the plan was known by, where there was one. Earlier releases did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<i64>,
    pub description: Description,
    pub findings: Findings,
    pub promises: Vec<Promised>,
}

/// What describes a visit, changed knowing the entry `based_on`. `findings` stay away as long as it is planned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Amended {
    pub visit: VisitId,
    pub based_on: i64,
    pub description: Description,
    pub findings: Option<Findings>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 计划
        Plan {
            visit: VisitId,
            unit: UnitId,
            description: Box<Description>,
            /// What was drawn, where the visit goes to picks of a draw.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            drawn: Option<Drawn>,
        },
        /// 记录
        Record(Box<Recorded>),
        /// 修改
        Amend(Box<Amended>),
        /// 取消
        Cancel { visit: VisitId, reason: Note },
        /// 恢复
        Reinstate { visit: VisitId, reason: Note },
        /// 记下承诺
        AddPromise { visit: VisitId, promise: Promised },
        /// 承诺已兑现
        KeepPromise { visit: VisitId, promise: PromiseId, note: Option<Note> },
        /// 承诺作罢
        DropPromise { visit: VisitId, promise: PromiseId, reason: Note },
        /// 承诺重新跟进
        ReopenPromise { visit: VisitId, promise: PromiseId, reason: Note },
        /// 依据: an entry of the library that it leant on.
        Cite { visit: VisitId, citation: Citation },
        /// 去掉依据
        Uncite { visit: VisitId, standard: StandardId },
        /// 抹去姓名: what lies outside the journal is gone; that it was there stays.
        EraseNames { visit: VisitId, names: Vec<Commitment>, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn visit(&self) -> VisitId {
        match self {
            Act::Record(recorded) => recorded.visit,
            Act::Amend(amended) => amended.visit,
            Act::Plan { visit, .. }
            | Act::Cancel { visit, .. }
            | Act::Reinstate { visit, .. }
            | Act::AddPromise { visit, .. }
            | Act::KeepPromise { visit, .. }
            | Act::DropPromise { visit, .. }
            | Act::ReopenPromise { visit, .. }
            | Act::Cite { visit, .. }
            | Act::Uncite { visit, .. }
            | Act::EraseNames { visit, .. } => *visit,
        }
    }

    /// The private texts that the act names.
    #[must_use]
    pub fn commitments(&self) -> Vec<&Commitment> {
        self.findings().and_then(|findings| findings.names.as_ref()).into_iter().collect()
    }

    /// The private texts that are gone once it is accepted.
    #[must_use]
    pub fn erases(&self) -> Vec<&Commitment> {
        match self {
            Act::EraseNames { names, .. } => names.iter().collect(),
            Act::Plan { .. }
            | Act::Record(_)
            | Act::Amend(_)
            | Act::Cancel { .. }
            | Act::Reinstate { .. }
            | Act::AddPromise { .. }
            | Act::KeepPromise { .. }
            | Act::DropPromise { .. }
            | Act::ReopenPromise { .. }
            | Act::Cite { .. }
            | Act::Uncite { .. } => Vec::new(),
        }
    }

    fn findings(&self) -> Option<&Findings> {
        said(self)?.findings
    }

    pub(crate) fn needs(&self, before: Option<&Visit>) -> Vec<Need> {
        let (unit, members): (_, &[PersonId]) = match self {
            Act::Plan { unit, description, .. } => (Some(*unit), &description.members),
            Act::Record(recorded) => (Some(recorded.unit), &recorded.description.members),
            Act::Amend(amended) => (before.map(|visit| visit.unit), &amended.description.members),
            Act::AddPromise { .. } | Act::ReopenPromise { .. } => (before.map(|visit| visit.unit), &[]),
            Act::Cancel { .. }
            | Act::Reinstate { .. }
            | Act::KeepPromise { .. }
            | Act::DropPromise { .. }
            | Act::Cite { .. }
            | Act::Uncite { .. }
            | Act::EraseNames { .. } => (None, &[]),
        };
        let unit = unit.map(|unit| Need::Record(Key { subject: Subject::Unit, id: unit.0 }));
        let members = members.iter().map(|own| Need::Record(Key { subject: Subject::Person, id: own.0 }));
        let photos = self.findings().into_iter().flat_map(|findings| &findings.photos);
        let photos = photos.map(|photo| Need::File(photo.hash.clone()));
        let cited = if let Act::Cite { citation, .. } = self { Some(citation.standard.0) } else { None };
        let cited = cited.map(|id| Need::Record(Key { subject: Subject::Standard, id }));
        unit.into_iter().chain(members).chain(photos).chain(cited).chain(self.needs_of_draw(before)).collect()
    }

    /// The draw, and the other visits to what it drew.
    fn needs_of_draw(&self, before: Option<&Visit>) -> Vec<Need> {
        let drawn = match self {
            Act::Plan { drawn, .. } => drawn.as_ref(),
            Act::Reinstate { .. } => before.and_then(|visit| visit.drawn.as_ref()),
            Act::Record(_)
            | Act::Amend(_)
            | Act::Cancel { .. }
            | Act::AddPromise { .. }
            | Act::KeepPromise { .. }
            | Act::DropPromise { .. }
            | Act::ReopenPromise { .. }
            | Act::Cite { .. }
            | Act::Uncite { .. }
            | Act::EraseNames { .. } => None,
        };
        let Some(Drawn { draw, .. }) = drawn else { return Vec::new() };
        vec![Need::Record(Key { subject: Subject::Draw, id: draw.0 }), Need::VisitsOf(*draw)]
    }
}
