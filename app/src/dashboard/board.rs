//! What one dashboard shows, as it crosses the wire: values, series by day, rows that are stuck. Nothing is computed
//! here that the server did not count.

use domain::campaign::Period;
use domain::figure::Figure;
use domain::issue::list::Line;
use domain::issue::{Category, Origin, State};
use domain::kinds::{Book, Day, GroupId, Time, UnitId, VisitId};
use serde::{Deserialize, Serialize};

use super::scope::Asked;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Board {
    pub asked: Asked,
    pub period: Option<Period>,
    /// When this was read; the day is the server's today.
    pub now: Time,
    /// The day that is shown, at its end; today when live.
    pub day: Day,
    pub compare: Day,
    /// The first day of every series.
    pub first: Day,
    pub figures: Vec<Count>,
    /// Solved issues of the leading team's list, by day.
    pub team_solved: Vec<i64>,
    pub cells: Vec<Cell>,
    /// Newly found and newly solved by research since the compared day.
    pub new_found: u32,
    pub new_solved: u32,
    pub stuck: Stuck,
    pub parts: Parts,
    pub whole: Whole,
    pub last: Option<Last>,
}

/// One figure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Count {
    pub figure: Figure,
    pub value: i64,
    /// On the compared day.
    pub before: i64,
    /// By day, from [`Board::first`]; the last is the value.
    pub series: Vec<i64>,
    /// The last day on which it became another: how old the value is. Nothing where it never was anything but zero.
    pub moved: Option<Day>,
}

/// How many issues stand in one state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cell {
    pub origin: Origin,
    pub category: Option<Category>,
    pub state: State,
    pub value: i64,
}

/// What does not move, and what is past its day.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stuck {
    pub stagnant: Vec<(Origin, u32)>,
    pub late: Vec<(Origin, u32)>,
    /// The longest stagnant first.
    pub stagnant_rows: Vec<Line>,
    /// The longest overdue first.
    pub late_rows: Vec<Line>,
    /// How much was promised on visits and is past its day, and the longest of it.
    pub promises: u32,
    pub promises_rows: Vec<Late>,
}

/// A promise past its day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Late {
    pub visit: VisitId,
    pub unit: UnitId,
    pub what: String,
    pub who: Option<String>,
    pub days: i64,
}

/// What the scope is made of, each against its own earlier cut.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    Groups(Vec<Part<GroupId>>),
    Units(Vec<Part<UnitId>>),
}

/// What is said of all parts, also of those that are not shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Whole {
    pub many: usize,
    /// How many have fewer open in research than they themselves had.
    pub fewer: usize,
    /// The most that is open in one of them, then or now: where the scale ends.
    pub top: i64,
}

/// One group or unit, then and now; research and the team's list stay apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Part<Id> {
    pub id: Id,
    pub name: String,
    pub units: u32,
    pub research: Cut,
    pub team_list: Cut,
}

/// Found and still open, on the compared day and on the day shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cut {
    pub found: i64,
    pub open: i64,
    pub found_then: i64,
    pub open_then: i64,
}

/// The newest entry of the scope's book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Last {
    pub book: Book,
    pub seq: i64,
    pub hash: String,
    pub at: Time,
}

impl<Id> Part<Id> {
    #[must_use]
    pub fn whole(parts: &[Part<Id>]) -> Whole {
        let fewer = parts.iter().filter(|part| part.research.open < part.research.open_then).count();
        let cuts = parts.iter().flat_map(|part| [part.research, part.team_list]);
        let top = cuts.map(|cut| cut.open.max(cut.open_then)).max().unwrap_or(0);
        Whole { many: parts.len(), fewer, top }
    }
}

impl Board {
    #[must_use]
    pub fn count(&self, figure: Figure) -> i64 {
        self.of(figure).map_or(0, |count| count.value)
    }

    #[must_use]
    pub fn of(&self, figure: Figure) -> Option<&Count> {
        self.figures.iter().find(|count| count.figure == figure)
    }

    #[must_use]
    pub fn series(&self, figure: Figure) -> &[i64] {
        self.of(figure).map_or(&[], |count| &count.series)
    }

    /// A past day, not now.
    #[must_use]
    pub fn past(&self) -> bool {
        self.asked.as_of.is_some()
    }

    /// How many issues of an origin stand in states of which something holds.
    #[must_use]
    pub fn standing(&self, origin: Origin, category: Option<Option<Category>>, when: fn(State) -> bool) -> i64 {
        let own = |cell: &&Cell| {
            cell.origin == origin && when(cell.state) && category.is_none_or(|category| cell.category == category)
        };
        self.cells.iter().filter(own).map(|cell| cell.value).sum()
    }
}

/// How many of these rows are of one origin.
#[must_use]
pub fn of_origin(counts: &[(Origin, u32)], origin: Origin) -> u32 {
    counts.iter().filter(|(own, _)| *own == origin).map(|(_, many)| many).sum()
}
