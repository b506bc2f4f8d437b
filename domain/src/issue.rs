//! An issue (问题): something to be put right, from found to held. Numbers never change and nothing is deleted.
//! The acts are in `issue/act.rs`, who may do them when in `issue/check.rs`, what they change in `issue/fold.rs`.

pub mod act;
mod check;
mod describe;
mod fold;
pub mod list;
mod measure;
mod slip;
mod state;
#[cfg(test)]
mod tests;
pub(crate) mod transfer;

use serde::{Deserialize, Serialize};

pub use act::Act;
pub use check::check;
pub use fold::fold;
pub use state::{Category, Origin, State};

use crate::figure::Cell;
use crate::kinds::{
    Book, Day, IssueId, MeasureId, Name, Note, OrganisationId, Percent, PersonId, ReportId, Text, Time, Title, UnitId,
};
use crate::meeting::Resolved;
use crate::visit::Quote;

/// 立行立改 means: within so many days of being found.
pub const IMMEDIATE_DAYS: i64 = 30;

crate::tagged! {
    "Due" by "by";
    /// By when: a day, or words that units write instead, with the rule they mean.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Due {
        On {
            day: Day,
        },
        /// 立行立改: [`IMMEDIATE_DAYS`] after it was found.
        Immediately {
            day: Day,
        },
        /// 长期坚持: never overdue; progress is still expected.
        Standing,
    }
}

impl Due {
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Due::On { day } | Due::Immediately { day } => Some(day),
            Due::Standing => None,
        }
    }
}

/// What will be done about it: who, by when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Measure {
    pub id: MeasureId,
    pub what: Note,
    pub who: Option<Name>,
    pub due: Option<Day>,
    pub done_at: Option<Time>,
}

/// A measure of another issue on which this one leans: one measure may serve several issues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shared {
    pub issue: IssueId,
    pub measure: MeasureId,
}

/// A file that proves something. The bytes are stored by their hash, outside the journal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// sha256 of the stored bytes, lower-case hex.
    pub hash: Hash,
    pub name: Text<200>,
    /// Bytes.
    pub size: u32,
    pub by: PersonId,
    pub at: Time,
    /// A reason, when it was taken back; the file stays.
    pub withdrawn: Option<Note>,
}

/// A file that shows what somebody says, stored by its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proof {
    pub hash: Hash,
    pub name: Text<200>,
    /// Bytes.
    pub size: u32,
}

/// A sha256 in lower-case hex.
pub type Hash = Text<64>;

/// The name of a file: the hash of its bytes as they are sent. Nothing for bytes that have none, of which there are none.
#[must_use]
pub fn name_of(bytes: &[u8]) -> Option<Hash> {
    use sha2::Digest as _;
    Hash::parse(&crate::entry::hex(&sha2::Sha256::digest(bytes))).ok()
}

/// Which line of which of the unit's own ledgers this issue was imported from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Ledger {
    pub name: Text<200>,
    pub number: u32,
}

crate::tagged! {
    "From" by "by";
    /// Where a split or transferred issue came from.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum From {
        Split { issue: IssueId },
        Transfer { issue: IssueId },
    }
}

impl From {
    #[must_use]
    pub fn issue(self) -> IssueId {
        match self {
            From::Split { issue } | From::Transfer { issue } => issue,
        }
    }
}

/// An earlier round: it was verified and came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Round {
    pub verified_at: Option<Time>,
    pub held_at: Option<Time>,
    pub relapsed_at: Time,
    pub reason: Note,
}

/// The state of one issue: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Issue {
    pub id: IssueId,
    pub book: Book,
    pub unit: UnitId,
    pub organisation: Option<OrganisationId>,
    pub origin: Origin,
    /// Counted per group and origin; shown as 调研-087.
    pub number: u32,
    pub ledger: Option<Ledger>,
    pub report: Option<ReportId>,
    pub from: Option<From>,
    /// Where it was raised.
    #[serde(default)]
    pub visit: Option<Quote>,
    /// Raised at a meeting, by this decision of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Resolved>,
    pub title: Title,
    pub detail: Option<Note>,
    pub category: Option<Category>,
    pub official: Option<Name>,
    pub department: Option<Name>,
    pub due: Option<Due>,
    pub state: State,
    /// The state to return to from disputed, withdrawn, merged or transferred.
    pub before: Option<State>,
    pub merged_into: Option<IssueId>,
    pub transferred_to: Option<UnitId>,
    pub percent: Percent,
    /// Positions in the policy's node chain that were reported as reached.
    pub nodes: Vec<u8>,
    pub measures: Vec<Measure>,
    pub shared: Vec<Shared>,
    pub evidence: Vec<Evidence>,
    pub found_at: Time,
    /// Who recorded it, as long as nobody else has acted on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_by: Option<PersonId>,
    pub agreed_at: Option<Time>,
    pub submitted_at: Option<Time>,
    pub submitted_by: Option<PersonId>,
    pub verified_at: Option<Time>,
    pub held_at: Option<Time>,
    pub lookback: Option<Day>,
    /// The last thing that moved it forward; stagnation counts from here.
    pub moved_at: Time,
    pub returns: u16,
    pub rounds: Vec<Round>,
}

impl Issue {
    #[must_use]
    pub fn cell(&self) -> Cell {
        Cell::Issue { origin: self.origin, category: self.category, state: self.state }
    }

    #[must_use]
    pub fn due_day(&self) -> Option<Day> {
        self.due.and_then(Due::day)
    }

    /// Days past the due day, if it is late on `today`.
    #[must_use]
    pub fn late_days(&self, today: Day) -> Option<i64> {
        list::late_days(self.state, self.due_day(), today)
    }

    /// Days without progress, if it is stagnant on `today`.
    #[must_use]
    pub fn stagnant_days(&self, today: Day) -> Option<i64> {
        list::stagnant_days(self.state, self.moved_at.day(), today)
    }

    /// Evidence that was not taken back.
    pub fn proof(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|evidence| evidence.withdrawn.is_none())
    }

    /// Proof of the present round: what was shown before a relapse proved a fix that did not hold.
    pub fn proof_of_round(&self) -> impl Iterator<Item = &Evidence> {
        let since = self.rounds.last().map(|round| round.relapsed_at);
        self.proof().filter(move |evidence| since.is_none_or(|since| evidence.at >= since))
    }

    /// How far it has come, a dispute left aside.
    #[must_use]
    pub fn phase(&self) -> State {
        match (self.state, self.before) {
            (State::Disputed, Some(before)) => before,
            (state, Some(_) | None) => state,
        }
    }

    #[must_use]
    pub fn relapsed(&self) -> bool {
        !self.rounds.is_empty()
    }
}
