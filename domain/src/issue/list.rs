//! What a list of issues asks for and shows: the filter (which is also the page's URL), its lines, its page.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{Category, Issue, Origin, State};
use crate::due;
use crate::kinds::{Book, Day, IssueId, OrganisationId, ReportId, UnitId, VisitId};

/// Lines on one page.
pub const PAGE: u32 = 50;
/// Lines of one file. Of a longer list there is none: a file never leaves out some of it.
pub const FILE: u32 = 50_000;
/// Lines of a file that an import takes at once; its head and its total are rows as well.
pub const READ_BACK: u32 = 19_990;

/// Which issues. Everything left out is not filtered by.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub book: Option<Book>,
    pub unit: Option<UnitId>,
    pub organisation: Option<OrganisationId>,
    pub origin: Option<Origin>,
    pub category: Option<Category>,
    /// Those that have no category yet.
    pub unclassified: bool,
    /// Any of these; empty means all.
    pub states: Vec<State>,
    pub late: bool,
    pub stagnant: bool,
    /// Came back after it was verified or held.
    pub relapsed: bool,
    /// Returned at least once.
    pub returned: bool,
    /// Verified, and the look-back is due on or before the day.
    pub lookback_due: bool,
    pub report: Option<ReportId>,
    /// Raised on this visit.
    pub visit: Option<VisitId>,
    /// Part of the official's or department's name.
    pub owner: String,
    /// Part of code, title, official or department.
    pub text: String,
    pub sort: Sort,
    pub descending: bool,
    /// The page, counted from 0.
    pub page: u32,
    /// Only what was not so at the end of this day: newly found, newly solved ... since then.
    pub since: Option<Day>,
    /// As it was at the end of this day.
    pub as_of: Option<Day>,
    /// What the page shows besides code, title and state, in any order; where nothing is said it shows what it usually does.
    pub columns: Option<Vec<Column>>,
}

/// A column that may be shown or hidden.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, VariantArray, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Column {
    Due,
    Progress,
    Moved,
    Found,
    Lookback,
}

#[derive(
    Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    #[default]
    Due,
    Number,
    Moved,
    Found,
    /// In the order in which states are listed: found first, then what is worked on, then what left it.
    State,
}

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: IssueId,
    pub book: Book,
    pub unit: UnitId,
    pub origin: Origin,
    pub number: u32,
    pub title: String,
    pub category: Option<Category>,
    pub state: State,
    pub official: Option<String>,
    pub department: Option<String>,
    pub due: Option<Day>,
    pub found: Day,
    pub moved: Day,
    pub lookback: Option<Day>,
    pub percent: u8,
    pub returns: u16,
    pub relapses: u16,
}

/// One page of the list, with how many lines the filter has in all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    pub lines: Vec<Line>,
    /// Lines that the filter lets through, on all pages.
    pub total: u32,
    /// Issues of the same origin and scope without the other filters.
    pub population: u32,
}

impl Line {
    #[must_use]
    pub fn code(&self) -> String {
        self.origin.code(self.number)
    }

    /// As [`Issue::late_days`].
    #[must_use]
    pub fn late_days(&self, today: Day) -> Option<i64> {
        late_days(self.state, self.due, today)
    }

    /// As [`Issue::stagnant_days`].
    #[must_use]
    pub fn stagnant_days(&self, today: Day) -> Option<i64> {
        stagnant_days(self.state, self.moved, today)
    }
}

/// Days past the due day, if that can be said of this state. The store's SQL has the same two conditions, and asks `due` for
/// the days as well.
pub(super) fn late_days(state: State, due: Option<Day>, today: Day) -> Option<i64> {
    due::late_days(due?, today).filter(|_| state.can_be_late())
}

/// Days without progress, once they are too many, while the work is under way.
pub(super) fn stagnant_days(state: State, moved: Day, today: Day) -> Option<i64> {
    due::stagnant_days(moved, today).filter(|_| state == State::InProgress)
}

/// A text as it is searched: lower case, full-width letters and digits as plain ones.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    });
    plain.flat_map(char::to_lowercase).collect()
}

/// The origin and number of a code as typed: wide letters, missing zeros and another dash, or none, are forgiven.
#[must_use]
pub fn read_code(typed: &str) -> Option<(Origin, u32)> {
    let code = folded(typed.trim());
    let (word, number) = code.split_at(code.find(|c: char| c.is_ascii_digit())?);
    let word = word.trim_end_matches([' ', '-', '–', '—']);
    let origin = Origin::VARIANTS.iter().copied().find(|origin| origin.prefix() == word)?;
    Some((origin, number.parse().ok()?))
}

/// Stands in what a search looks at before those who answer for the issue. Folding leaves it in no text.
pub const OWNED_BY: char = '｜';

impl Issue {
    #[must_use]
    pub fn code(&self) -> String {
        self.origin.code(self.number)
    }

    /// What a search looks at: code and title, then [`OWNED_BY`], official and department.
    #[must_use]
    pub fn search_text(&self) -> String {
        let names = [&self.official, &self.department].into_iter().flatten();
        let names: Vec<&str> = names.map(|name| name.as_str()).collect();
        let told = folded(&format!("{} {}", self.code(), self.title));
        format!("{told}{OWNED_BY}{}", folded(&names.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_capital_letters_are_found_as_plain_ones() {
        assert_eq!(folded("ＡＢｃ１２\u{3000}调研"), "abc12 调研");
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["调研-087", "调研-87", " 调研－０８７ ", "调研87", "调研 — 0087"] {
            assert_eq!(read_code(typed), Some((Origin::Research, 87)), "{typed}");
        }
        assert_eq!(read_code("群众-1000"), Some((Origin::Survey, 1000)));
        for typed in ["", "087", "调研", "调研-", "调研-8a", "调研-087 食堂", "未知-1", "调研-99999999999"]
        {
            assert_eq!(read_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn folding_leaves_no_mark_of_those_who_answer() {
        assert!(!folded("供暖｜后勤处").contains(OWNED_BY));
    }
}
