//! What waits in the group's hands: handed over by the unit, which has nothing to do but wait.

use serde::{Deserialize, Serialize};

use super::lacks;
use crate::issue::{Issue, State};
use crate::kinds::{Day, IssueId};

/// What the unit handed over; nothing to do but wait.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Held {
    pub issue: IssueId,
    pub code: String,
    pub title: String,
    pub until: Until,
    /// Since when it has waited; for a look-back, when that is due.
    pub day: Day,
}

/// What the group will do with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Until {
    /// 商定
    Agreed,
    /// 验收
    Verified,
    /// 答复异议
    Settled,
    /// 回头看
    LookedBack,
}

/// What the group holds of these issues, the longest wait first.
#[must_use]
pub fn held(issues: &[Issue], today: Day) -> Vec<Held> {
    let mut held: Vec<Held> = issues.iter().filter_map(|own| held_one(own, today)).collect();
    held.sort_by(|one, other| (one.day, &one.code).cmp(&(other.day, &other.code)));
    held
}

fn held_one(issue: &Issue, today: Day) -> Option<Held> {
    let until = match issue.state {
        State::Found if lacks(issue).is_empty() => Until::Agreed,
        State::Submitted => Until::Verified,
        State::Disputed => Until::Settled,
        State::Verified if issue.lookback.is_some_and(|day| day <= today) => Until::LookedBack,
        State::Found
        | State::Agreed
        | State::InProgress
        | State::Verified
        | State::Held
        | State::Withdrawn
        | State::Merged
        | State::Transferred => return None,
    };
    let day = issue.lookback.filter(|_| until == Until::LookedBack).unwrap_or(issue.moved_at.day());
    Some(Held { issue: issue.id, code: issue.code(), title: issue.title.to_string(), until, day })
}
