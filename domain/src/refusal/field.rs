//! The field of a form that a refusal is about.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// The field a refusal is about; the form shows it there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Field {
    Title,
    Name,
    /// What a record says at length.
    Detail,
    /// Who leads a carrier.
    Lead,
    Goal,
    Direction,
    /// Who does a measure.
    Who,
    Form,
    Code,
    Login,
    Category,
    Origin,
    Unit,
    Organisation,
    Official,
    Department,
    Due,
    Measure,
    Evidence,
    Node,
    Reason,
    Note,
    Report,
    Rule,
    Issue,
    Milestone,
    Day,
    Start,
    Half,
    End,
    LookbackDays,
    Role,
    Presider,
    Witness,
    Roster,
    Stratum,
    Number,
    Secret,
    Dice,
    /// Names and rosters, which travel beside an act.
    Private,
    Visit,
    Place,
    Time,
    Members,
    /// Who of the group answers for a unit.
    Member,
    People,
    Names,
    Checklist,
    Photo,
    Weight,
    Indicator,
    Template,
    Raters,
    /// A round of evaluation.
    Evaluation,
    Carrier,
    RaterGroup,
    Question,
    Options,
    Month,
    /// Another paper that this one follows.
    Notice,
    Week,
    Item,
    Waits,
    /// One of the three steps of a deployment.
    Step,
    /// What an assessment came to.
    Result,
    Attendees,
    Meeting,
    /// An entry of the library.
    Standard,
    /// The last of several days.
    Last,
    /// What a grade leans on: a record, an entry of the library or a file.
    Basis,
    /// A record of the unit that a report rests on.
    Record,
}

/// A refusal that names its field, for a form with several.
impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Refusal::Missing { field }
            | Refusal::TooEarly { field }
            | Refusal::TooLate { field }
            | Refusal::Taken { field }
            | Refusal::Differs { field }
            | Refusal::ChangedMeanwhile { field }
            | Refusal::Elsewhere { field } => Some(*field),
            Refusal::MeasuresOpen { .. } => Some(Field::Measure),
            Refusal::Weights { .. } => Some(Field::Weight),
            Refusal::GradesOpen { .. } => Some(Field::Indicator),
            Refusal::NotLow | Refusal::UnitClosed => Some(Field::Unit),
            Refusal::BadDay => Some(Field::Day),
            Refusal::BelowItself | Refusal::BelowBranch | Refusal::SameNameThere { .. } => Some(Field::Organisation),
            Refusal::NotFound
            | Refusal::NotYours { .. }
            | Refusal::WrongState { .. }
            | Refusal::TargetState { .. }
            | Refusal::TakenUp
            | Refusal::AlreadyPlanned
            | Refusal::Exists
            | Refusal::OwnRole
            | Refusal::OwnSubmission
            | Refusal::Empty
            | Refusal::TooLong { .. }
            | Refusal::TooShort { .. }
            | Refusal::BadCharacter
            | Refusal::BadPercent
            | Refusal::BadScale
            | Refusal::BadWorths
            | Refusal::BadLimits
            | Refusal::MilestoneLate
            | Refusal::MeasureShared { .. }
            | Refusal::LookbackNotDue { .. }
            | Refusal::ItemsOpen { .. }
            | Refusal::StillOpen { .. }
            | Refusal::Unchanged
            | Refusal::Overtaken { .. }
            | Refusal::TooMany { .. }
            | Refusal::LastOne
            | Refusal::Names { .. }
            | Refusal::NotAddress
            | Refusal::NotLink
            | Refusal::NotListed { .. }
            | Refusal::Malformed => None,
        }
    }
}
