//! Which sheet is the ledger, where its header stands (one row or more), and what each column holds.
//! Only a proposal: the person may give another [`Mapping`].

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::grid::{Cell, Grid};
use crate::text::tight;

/// Rows from the top of a sheet among which the header is looked for.
const SEARCHED: usize = 40;
/// Most rows of a header.
const DEEPEST: usize = 4;

/// What each column of a sheet holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mapping {
    /// Name of the sheet; empty for .csv.
    pub sheet: String,
    /// First row of the header, from 1; 0 together with `header_last` when there is none.
    pub header_first: u32,
    /// Last row of the header, from 1. What follows is read.
    pub header_last: u32,
    /// What the columns hold, from the left; columns beyond are ignored. [`Field::Measures`],
    /// [`Field::Department`] and [`Field::Note`] may stand several times, of others the first counts.
    pub fields: Vec<Field>,
}

/// The best sheet and header of a book: most columns known, then first in the book, and a visible sheet
/// before any hidden one. `None` if no row names a title column and one more.
pub fn find<'a>(sheets: impl Iterator<Item = &'a Grid>) -> Option<(&'a Grid, Mapping)> {
    let found = sheets.filter_map(|grid| in_sheet(grid).map(|(mapping, known)| (grid, mapping, known)));
    // max_by_key gives the last of equals
    let all: Vec<_> = found.collect();
    let best = all.into_iter().rev().max_by_key(|(grid, _, known)| (!grid.hidden(), *known));
    best.map(|(grid, mapping, _)| (grid, mapping))
}

/// The header of one sheet, with how many fields it names.
fn in_sheet(grid: &Grid) -> Option<(Mapping, usize)> {
    let rows = 0..grid.height().min(SEARCHED);
    let candidates = rows.filter_map(|first| {
        let last = last_row(grid, first);
        let fields = fields(grid, first, last);
        let known: HashSet<Field> = fields.iter().copied().filter(|f| *f != Field::Ignore).collect();
        let enough = known.contains(&Field::Title) && known.len() >= 2;
        let mapping = Mapping {
            sheet: grid.name().to_owned(),
            header_first: first as u32 + 1,
            header_last: last as u32 + 1,
            fields,
        };
        enough.then_some((mapping, known.len()))
    });
    let all: Vec<_> = candidates.collect();
    all.into_iter().rev().max_by_key(|(_, known)| *known)
}

/// The names of the columns under a header, upper and lower row as one.
pub fn names(grid: &Grid, mapping: &Mapping) -> Vec<String> {
    let Some(first) = (mapping.header_first as usize).checked_sub(1) else {
        return Vec::new();
    };
    let last = (mapping.header_last as usize).saturating_sub(1).min(first + DEEPEST);
    (0..grid.width()).map(|column| stacked(grid, first, last, column).concat()).collect()
}

/// The header texts of a column from top to bottom, a merged one once.
fn stacked(grid: &Grid, first: usize, last: usize, column: usize) -> Vec<String> {
    let mut anchors: Vec<_> = (first..=last).map(|row| grid.anchor((row, column))).collect();
    anchors.dedup();
    anchors.into_iter().map(|place| tight(&grid.own(place).text())).filter(|text| !text.is_empty()).collect()
}

/// Where a header that begins in this row ends: as far down as its merged cells reach, or one row more
/// if that names further columns and holds nothing else.
fn last_row(grid: &Grid, first: usize) -> usize {
    let named = |row: usize, column: usize| Field::of(&grid.at((row, column)).text()).is_some();
    let reaches = |row: usize| {
        (0..grid.width())
            .any(|column| grid.anchor((row, column)) == grid.anchor((first, column)) && named(first, column))
    };
    let last = (first + 1..grid.height().min(first + DEEPEST)).take_while(|row| reaches(*row)).last();
    if let Some(last) = last {
        return last;
    }
    let below: Vec<_> = (0..grid.width()).filter(|column| !grid.at((first + 1, *column)).is_empty()).collect();
    let only_names =
        below.iter().all(|column| matches!(grid.at((first + 1, *column)), Cell::Text(_)) && named(first + 1, *column));
    let upper = count(&fields(grid, first, first));
    let more = upper > 0 && count(&fields(grid, first, first + 1)) > upper;
    if !below.is_empty() && only_names && more { first + 1 } else { first }
}

fn count(fields: &[Field]) -> usize {
    fields.iter().filter(|field| **field != Field::Ignore).collect::<HashSet<_>>().len()
}

/// What each column holds by its header texts: the lowest that is known, else all together. A field
/// that stands once goes to the column with its exact name, else to the first that resembles it.
fn fields(grid: &Grid, first: usize, last: usize) -> Vec<Field> {
    let guesses: Vec<Option<(Field, bool)>> = (0..grid.width())
        .map(|column| {
            let texts = stacked(grid, first, last, column);
            let lowest = texts.iter().rev().find_map(|text| Field::of(text));
            lowest.or_else(|| Field::of(&texts.concat()))
        })
        .collect();
    let exact: HashSet<Field> = guesses.iter().flatten().filter(|(_, exact)| *exact).map(|(f, _)| *f).collect();
    let mut taken = HashSet::new();
    let settle = |guess: &Option<(Field, bool)>| match guess {
        Some((field, _)) if field.repeats() => *field,
        Some((field, sure)) if (*sure || !exact.contains(field)) && taken.insert(*field) => *field,
        Some(_) | None => Field::Ignore,
    };
    guesses.iter().map(settle).collect()
}
