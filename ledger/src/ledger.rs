//! A book → its ledger: which sheet, what its columns hold, and every row of it taken, refused or passed
//! over. Pure: the same bytes and options always give the same ledger.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::book::Book;
use crate::draft::Draft;
use crate::field::Field;
use crate::grid::{Cell, Grid};
use crate::header::{self, Mapping};
use crate::kind::Category;
use crate::row::{Reason, Refused, Row, Skipped};
use crate::sort::{self, Span};

/// What the person says beside the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// Stands for the year in 6月底前; usually that of the campaign.
    pub year: i16,
    /// For every issue whose category the ledger leaves open; `None` leaves it 未分类.
    pub category: Option<Category>,
    /// Reads this sheet instead of the likeliest.
    pub sheet: Option<String>,
    /// Takes these columns instead of the recognised ones; its sheet goes before `sheet`.
    pub mapping: Option<Mapping>,
}

impl Options {
    /// Everything as the file says it.
    pub fn in_year(year: i16) -> Options {
        Options { year, category: None, sheet: None, mapping: None }
    }
}

/// A ledger that was read. Together the rows, refused and skipped ones account for every filled row
/// below the header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// Names of all sheets of the book, for choosing another.
    pub sheets: Vec<String>,
    /// What each column was taken for.
    pub mapping: Mapping,
    /// The header text of each column.
    pub headers: Vec<String>,
    /// Issues, in the order of the sheet.
    pub rows: Vec<Row>,
    /// Issues with something wrong.
    pub refused: Vec<Refused>,
    /// Totals, notes, headings.
    pub skipped: Vec<Skipped>,
}

/// Opens the bytes of a file and reads its ledger.
///
/// # Errors
/// What makes the whole file unreadable; single bad rows are in [`Ledger::refused`].
pub fn read(bytes: &[u8], options: &Options) -> Result<Ledger, Error> {
    Book::open(bytes)?.ledger(options)
}

impl Book {
    /// Reads the ledger in the book.
    ///
    /// # Errors
    /// [`Error::NoHeader`], [`Error::NoSheet`], [`Error::NoTitleColumn`].
    pub fn ledger(&self, options: &Options) -> Result<Ledger, Error> {
        let (grid, mapping) = match &options.mapping {
            Some(mapping) => (self.sheet(&mapping.sheet)?, mapping.clone()),
            None => self.proposed(options.sheet.as_deref())?,
        };
        if !mapping.fields.contains(&Field::Title) {
            return Err(Error::NoTitleColumn);
        }
        let (spans, skipped) = sort::spans(grid, &mapping);
        let (rows, refused) = settle(grid, &mapping, &spans, options);
        Ok(Ledger {
            sheets: self.sheets().iter().map(|sheet| sheet.name().to_owned()).collect(),
            headers: header::names(grid, &mapping),
            mapping,
            rows,
            refused,
            skipped,
        })
    }

    fn sheet(&self, name: &str) -> Result<&Grid, Error> {
        let found = self.sheets().iter().find(|sheet| sheet.name() == name);
        found.ok_or_else(|| Error::NoSheet { name: name.to_owned() })
    }

    fn proposed(&self, sheet: Option<&str>) -> Result<(&Grid, Mapping), Error> {
        let found = match sheet {
            Some(name) => header::find(std::iter::once(self.sheet(name)?)),
            None => header::find(self.sheets().iter()),
        };
        found.ok_or(Error::NoHeader)
    }
}

/// Reads each issue and parts the good from the bad. Of several with one number the first keeps it,
/// even if it is refused itself: mended, it would come back with that number.
fn settle(grid: &Grid, mapping: &Mapping, spans: &[Span], options: &Options) -> (Vec<Row>, Vec<Refused>) {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    for span in spans {
        let (row, mut reasons) = Draft::new(grid, mapping, span).read(options.year, options.category);
        if let Some(number) = row.number {
            let first_row = *numbers.entry(number).or_insert(row.row);
            if first_row != row.row {
                reasons.push(Reason::DuplicateNumber { number, first_row });
            }
        }
        if reasons.is_empty() {
            rows.push(row);
        } else {
            refused.push(Refused { row: row.row, number: row.number, reasons, lines: lines(grid, span) });
        }
    }
    (rows, refused)
}

/// The cells of an issue as they stand; in the first line also what merged cells from above lend it.
fn lines(grid: &Grid, span: &Span) -> Vec<Vec<Cell>> {
    let cell = |index: usize, place| {
        if index == 0 { grid.at(place) } else { grid.own(place) }
    };
    let line =
        |(index, row): (usize, &usize)| (0..grid.width()).map(|column| cell(index, (*row, column)).clone()).collect();
    span.lines.iter().enumerate().map(line).collect()
}
