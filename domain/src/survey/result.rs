//! What a closed survey says, and what it keeps to itself: nothing that fewer than five answered.
//!
//! Results are shown when the survey is closed, not while it runs: two looks, one before and one after somebody's answer,
//! would tell that answer.

use serde::{Deserialize, Serialize};

use super::answer::{SATISFIED, UNKNOWN};
use super::ballot::Ballot;
use super::{Kind, Plan};

/// Fewer answers than this are hidden.
pub const FEWEST: u32 = 5;

/// What one group of raters answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfRaters {
    /// Slips handed out and not taken back.
    pub handed_out: u32,
    /// Slips that came back; `None` when fewer than [`FEWEST`].
    pub returned: Option<u32>,
    /// In the order of the plan's questions; empty when too few slips came back.
    pub questions: Vec<OfQuestion>,
    /// All scales together.
    pub satisfied: Option<Share>,
}

/// What was answered to one question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfQuestion {
    /// How often each level or option was picked; `None` when fewer than [`FEWEST`] picked any.
    pub counts: Option<Vec<u32>>,
    /// Of a scale: those who know, and how many of them are satisfied.
    pub satisfied: Option<Share>,
    /// What was written, in the order of the alphabet; empty when fewer than [`FEWEST`] wrote.
    pub words: Vec<String>,
}

/// Some of all: 71 of 86.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Share {
    pub part: u32,
    pub of: u32,
}

impl Share {
    fn shown(self) -> Option<Share> {
        (self.of >= FEWEST).then_some(self)
    }
}

/// What this group's ballot says to others.
#[must_use]
pub fn of_raters(plan: &Plan, ballot: &Ballot) -> OfRaters {
    let (handed_out, returned) = (ballot.handed_out(), ballot.returned());
    if returned < FEWEST {
        return OfRaters { handed_out, returned: None, questions: Vec::new(), satisfied: None };
    }
    let questions: Vec<OfQuestion> =
        plan.questions.iter().enumerate().map(|(place, question)| of_question(&question.kind, ballot, place)).collect();
    OfRaters { handed_out, returned: Some(returned), satisfied: together(plan, ballot), questions }
}

fn of_question(kind: &Kind, ballot: &Ballot, place: usize) -> OfQuestion {
    let (counts, words) = (ballot.counts(place), ballot.words(place));
    let enough = |many: u32| many >= FEWEST;
    OfQuestion {
        counts: (*kind != Kind::Text && enough(counts.iter().sum())).then(|| counts.to_vec()),
        satisfied: (*kind == Kind::Scale).then(|| share(counts)).and_then(Share::shown),
        words: if enough(u32::try_from(words.len()).unwrap_or(FEWEST)) { words.to_vec() } else { Vec::new() },
    }
}

/// Those satisfied among those who know.
fn share(levels: &[u32]) -> Share {
    Share { part: levels.iter().take(SATISFIED).sum(), of: levels.iter().take(UNKNOWN).sum() }
}

/// All scales together, as answers of whole people: three questions that 86 people answered are 86 answers, not 258, so that
/// the interval is not made narrower than it is. For example 3 scales with 70, 72 and 71 of 86 satisfied: 213 of 258, so
/// 71 of 86. Rounded down.
fn together(plan: &Plan, ballot: &Ballot) -> Option<Share> {
    let scales = plan.questions.iter().enumerate().filter(|(_, question)| question.kind == Kind::Scale);
    let shares: Vec<Share> = scales.map(|(place, _)| share(ballot.counts(place))).collect();
    let many = u32::try_from(shares.len()).unwrap_or(u32::MAX).max(1);
    let sum = |of: fn(&Share) -> u32| shares.iter().map(of).sum::<u32>() / many;
    Share { part: sum(|share| share.part), of: sum(|share| share.of) }.shown()
}
