//! One sheet as a grid of cells with its merged ranges, the same whether it came from .xlsx, .xls or
//! .csv. Rows and columns count from 0 here; what people see counts from 1.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Error, limits, text};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// A text, tidied, never empty.
    Text(String),
    /// A number; percents as fractions.
    Number(f64),
    /// A day typed as such.
    Day(Date),
    /// A formula without a number or day for its result; the text begins with `=`.
    Formula(String),
    /// A formula that failed: `#REF!`.
    Fault(String),
}

impl Cell {
    /// A cell of a text. One that begins with `=` is a formula; one that begins with `'=` is the text
    /// behind the apostrophe, as spreadsheets write it (and as [`crate::export`] does).
    pub fn of(raw: &str) -> Cell {
        let tidy = text::tidy(raw);
        if tidy.is_empty() {
            Cell::Empty
        } else if tidy.starts_with('=') {
            Cell::Formula(tidy)
        } else {
            match tidy.strip_prefix('\'') {
                Some(rest) if rest.trim_start_matches('\'').starts_with('=') => Cell::Text(rest.to_owned()),
                _ => Cell::Text(tidy),
            }
        }
    }

    /// As a person reads it; a day as 2023-06-30.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Formula(text) | Cell::Fault(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(format!("{number}")),
            Cell::Day(day) => Cow::Owned(day.to_string()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// A merged range, first and last row and column included. Its value is that of its top left cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

/// Row and column of a cell.
pub type Place = (usize, usize);

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    name: String,
    hidden: bool,
    rows: Vec<Vec<Cell>>,
    anchors: HashMap<Place, Place>,
    width: usize,
}

impl Grid {
    /// A sheet from its rows (each as long as its last filled cell) and merged ranges.
    ///
    /// # Errors
    /// [`Error::TooManyRows`], [`Error::TooManyColumns`] or [`Error::TooManyCells`].
    pub fn new(name: String, hidden: bool, mut rows: Vec<Vec<Cell>>, merges: &[Merge]) -> Result<Grid, Error> {
        while rows.last().is_some_and(|row| row.iter().all(Cell::is_empty)) {
            rows.pop();
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if rows.len() > limits::ROWS {
            return Err(Error::TooManyRows { limit: limits::ROWS });
        }
        if width > limits::COLUMNS {
            return Err(Error::TooManyColumns { limit: limits::COLUMNS });
        }
        let anchors = anchors(merges, rows.len(), width)?;
        Ok(Grid { name, hidden, rows, anchors, width })
    }

    /// The sheet's name; empty for .csv.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the sheet is hidden in the book.
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// Number of rows up to the last filled one.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Number of columns up to the last filled one.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Where the value of a cell stands: the top left of its merged range, else itself.
    pub fn anchor(&self, place: Place) -> Place {
        self.anchors.get(&place).copied().unwrap_or(place)
    }

    /// The cell itself, empty inside a merged range.
    pub fn own(&self, (row, column): Place) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }

    /// The value seen at a place, through merged ranges.
    pub fn at(&self, place: Place) -> &Cell {
        self.own(self.anchor(place))
    }

    /// The places of the filled cells that show in a row, each merged range once, from the left.
    pub fn filled(&self, row: usize) -> Vec<Place> {
        let mut places: Vec<Place> = (0..self.width).map(|column| self.anchor((row, column))).collect();
        places.dedup();
        places.retain(|place| !self.own(*place).is_empty());
        places
    }
}

/// From each covered cell to its top left one. Where ranges overlap the first counts.
fn anchors(merges: &[Merge], height: usize, width: usize) -> Result<HashMap<Place, Place>, Error> {
    let mut anchors = HashMap::new();
    let mut visited = 0usize;
    for merge in merges.iter().filter(|m| m.top <= m.bottom && m.left <= m.right) {
        for row in merge.top..=merge.bottom.min(height.saturating_sub(1)) {
            for column in merge.left..=merge.right.min(width.saturating_sub(1)) {
                visited += 1;
                if visited > limits::CELLS {
                    return Err(Error::TooManyCells { limit: limits::CELLS });
                }
                anchors.entry((row, column)).or_insert((merge.top, merge.left));
            }
        }
    }
    Ok(anchors)
}
