//! What waits in the group's hands: handed over by the unit, which has nothing to do but wait.

use serde::{Deserialize, Serialize};

use super::{About, lacks};
use crate::issue::{Issue, State};
use crate::kinds::{Day, UnitId};
use crate::lookback::Lookback;
use crate::worklist::{self, Worklist};

/// What the unit handed over; nothing to do but wait.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Held {
    pub about: About,
    /// Of an issue.
    pub code: Option<String>,
    /// Empty where the page has words for it.
    pub title: String,
    pub until: Until,
    /// Whose it is; nobody's on the group's own item of a list.
    #[serde(default)]
    pub unit: Option<UnitId>,
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
    /// 核定
    Marked,
    /// 销号
    Ticked,
}

/// What the group holds of these issues, look-backs and lists, the longest wait first.
#[must_use]
pub fn held(issues: &[Issue], lookbacks: &[Lookback], lists: &[Worklist], today: Day) -> Vec<Held> {
    let issues = issues.iter().filter_map(|own| held_one(own, today));
    let mut held: Vec<Held> = issues.chain(lookbacks.iter().filter_map(answered)).chain(done(lists)).collect();
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
    let (about, code) = (About::Issue { id: issue.id, origin: issue.origin }, Some(issue.code()));
    Some(Held { about, code, title: issue.title.to_string(), until, unit: Some(issue.unit), day })
}

/// Answers that wait for their counter-mark, since the first of them.
fn answered(own: &Lookback) -> Option<Held> {
    let open = own.items.iter().filter(|item| item.mark.is_none() && own.locked().is_none());
    let since = open.filter_map(|item| Some(item.answer.as_ref()?.by.at.day())).min()?;
    let about = About::Lookback { id: own.id, month: own.month };
    let (unit, until) = (Some(own.unit), Until::Marked);
    Some(Held { about, code: None, title: String::new(), until, unit, day: since })
}

/// What a unit says it has done, since it said so.
fn done(lists: &[Worklist]) -> impl Iterator<Item = Held> + '_ {
    let answered = worklist::standing(lists).filter(|(_, item)| item.state() == "answered");
    answered.filter_map(|(own, item)| {
        let about = About::Item { worklist: own.id, item: item.id, owed: item.task.source.owed() };
        let (title, day) = (item.task.what.to_string(), item.answers.last()?.by.at.day());
        Some(Held { about, code: None, title, until: Until::Ticked, unit: item.task.unit, day })
    })
}
