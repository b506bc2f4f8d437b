//! The five looks (五看): under which of them a thing falls that a month asks about. Said by the writer when it gathers, so that what
//! became of a record later does not move it.

use serde::{Deserialize, Serialize};

use super::{About, Due};
use crate::issue::{Category, Issue};
use crate::kinds::Day;

/// In the order in which the report names them.
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
pub enum Look {
    /// 责任落实: what somebody undertook, a promise or a measure, by its day.
    Responsibility,
    /// 问题整改: whether what was closed stays solved.
    Rectification,
    /// 建章立制: whether a rule is lived by.
    Institution,
    /// 追责问责: a measure whose day was over before the month began and that is undone as it is gathered, and an issue that came
    /// back once already.
    Accountability,
    /// 促进发展: what belongs to an issue of development.
    Development,
}

impl Look {
    /// Where a kind falls about which nothing more is known.
    fn of_kind(about: About) -> Look {
        match about {
            About::Issue { .. } => Look::Rectification,
            About::Promise { .. } | About::Measure { .. } => Look::Responsibility,
            About::Rule { .. } => Look::Institution,
        }
    }

    /// Of a thing of this issue: the issue as a whole, or one of its measures. `begins` is the first day of the month.
    pub(super) fn of_issue(due: &Due, issue: &Issue, begins: Day) -> Look {
        // An issue that is closed has no measure that is late: it is asked about itself.
        let again = due.about.is_issue() && !issue.rounds.is_empty();
        if again || (!due.about.is_issue() && late(due, begins)) {
            Look::Accountability
        } else if issue.category == Some(Category::Development) {
            Look::Development
        } else {
            Look::of_kind(due.about)
        }
    }

    /// Of a promise or a rule.
    pub(super) fn of(due: &Due, begins: Day) -> Look {
        match due.about {
            About::Promise { .. } if late(due, begins) => Look::Accountability,
            about => Look::of_kind(about),
        }
    }
}

fn late(due: &Due, begins: Day) -> bool {
    !due.done && due.day < begins
}

impl Due {
    /// Under which look it falls; a month that was opened before this was said goes by the kind.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look.unwrap_or_else(|| Look::of_kind(self.about))
    }
}
