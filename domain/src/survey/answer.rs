//! What somebody answers, question by question.

use serde::{Deserialize, Serialize};

use super::{Kind, Plan};
use crate::kinds::Text;

/// Levels of a scale: from 很满意 (0) to 很不满意 (4), and 不了解 (5).
pub const LEVELS: usize = 6;
/// The level that says nothing about satisfaction.
pub const UNKNOWN: usize = 5;
/// The levels that count as satisfied: 很满意 and 满意.
pub const SATISFIED: usize = 2;

/// Characters of one answer in words at most.
pub const WORDS: usize = 500;
pub type Own = Text<WORDS>;

/// One answer to one question; in the order of the questions, a question left out is `None`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The level of a scale or the place of an option.
    Pick(u8),
    Words(Own),
}

/// Why a sheet of answers can't be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// Nothing was answered.
    Blank,
    /// An answer that the question (from 0) does not have: not by way of the page.
    Foreign { question: usize },
    /// More words than there is room for.
    TooLong { question: usize },
}

/// How many columns a question is counted in; words are not counted.
#[must_use]
pub fn columns(kind: &Kind) -> usize {
    match kind {
        Kind::Scale => LEVELS,
        Kind::Choice { options } => options.len(),
        Kind::Text => 0,
    }
}

/// The answers as typed into a form, each as text: the number of a level or option, or words.
///
/// # Errors
/// [`Unfit`]: nothing at all, or something that no form of this survey offers.
pub fn read(plan: &Plan, typed: &[Option<String>]) -> Result<Vec<Option<Answer>>, Unfit> {
    let mut answers = Vec::with_capacity(plan.questions.len());
    for (place, question) in plan.questions.iter().enumerate() {
        let raw = typed.get(place).and_then(Option::as_deref).unwrap_or_default();
        answers.push(match (&question.kind, raw.trim()) {
            (_, "") => None,
            (Kind::Text, words) => {
                Some(Answer::Words(Text::parse(words).map_err(|_| Unfit::TooLong { question: place })?))
            }
            (kind, number) => {
                let number = number.parse::<u8>().ok().filter(|number| usize::from(*number) < columns(kind));
                Some(Answer::Pick(number.ok_or(Unfit::Foreign { question: place })?))
            }
        });
    }
    if answers.iter().all(Option::is_none) { Err(Unfit::Blank) } else { Ok(answers) }
}
