//! Bytes of a file → its sheets. The kind is told by the bytes, never by the name; hostile and broken
//! files are refused here, within the bounds of `limits.rs`.

mod budget;
mod csv;
mod guard;
mod records;
mod sst;
mod xls;
mod xlsx;

use crate::grid::{Cell, Grid};
use crate::{Error, error::Size, limits};

/// A file that was opened: its sheets in order.
#[derive(Clone, Debug)]
pub struct Book {
    sheets: Vec<Grid>,
}

impl Book {
    /// Opens the bytes of an .xlsx, .xls or .csv file.
    ///
    /// # Errors
    /// Any [`Error`] but those about header, mapping and export.
    pub fn open(bytes: &[u8]) -> Result<Book, Error> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(Error::TooBig { what: Size::File, limit: limits::FILE_BYTES as u64 });
        }
        let sheets = match kind(bytes)? {
            Kind::Zip => xlsx::read(bytes)?,
            Kind::Ole => xls::read(bytes)?,
            Kind::Text => vec![csv::read(bytes)?],
        };
        Book::of(sheets)
    }

    /// A book of sheets already at hand.
    ///
    /// # Errors
    /// [`Error::Empty`] when no sheet has a filled cell.
    pub fn of(sheets: Vec<Grid>) -> Result<Book, Error> {
        if sheets.iter().all(|sheet| sheet.height() == 0) {
            return Err(Error::Empty);
        }
        Ok(Book { sheets })
    }

    /// The sheets, in the order of the book.
    pub fn sheets(&self) -> &[Grid] {
        &self.sheets
    }

    /// The first `lines` rows of a sheet as texts, merged cells filled: what a person sees who says by
    /// hand where the header is and what each column holds.
    pub fn top(&self, sheet: &str, lines: usize) -> Vec<Vec<String>> {
        let grid = self.sheets.iter().find(|grid| grid.name() == sheet);
        let row = |grid: &Grid, row| (0..grid.width()).map(|c| grid.at((row, c)).text().into_owned()).collect();
        grid.map_or_else(Vec::new, |grid| (0..grid.height().min(lines)).map(|r| row(grid, r)).collect())
    }
}

enum Kind {
    Zip,
    Ole,
    Text,
}

/// The kind of a file by its first bytes.
fn kind(bytes: &[u8]) -> Result<Kind, Error> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    let other = |found: &str| Err(Error::WrongKind { found: found.to_owned() });
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
    if bytes.is_empty() {
        Err(Error::Empty)
    } else if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        Ok(Kind::Zip)
    } else if starts(OLE) {
        Ok(Kind::Ole)
    } else if starts(b"%PDF") {
        other("pdf")
    } else if ["<html", "<!doctype html", "<table", "<?xml", "<meta"].iter().any(|tag| head.starts_with(tag)) {
        other("html")
    } else if bytes.contains(&0) && !starts(&[0xff, 0xfe]) && !starts(&[0xfe, 0xff]) {
        other("binary")
    } else {
        Ok(Kind::Text)
    }
}

/// Runs a parser of foreign bytes. A panic inside it is a broken file, not a broken server.
fn contained<T>(parse: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(parse)).unwrap_or(Err(Error::Broken))
}

/// Puts a cell at its place, filling the rows and cells before it.
fn put(rows: &mut Vec<Vec<Cell>>, (row, column): (usize, usize), cell: Cell) -> Result<(), Error> {
    if row >= limits::ROWS {
        return Err(Error::TooManyRows { limit: limits::ROWS });
    }
    if column >= limits::COLUMNS {
        return Err(Error::TooManyColumns { limit: limits::COLUMNS });
    }
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let cells = &mut rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
    Ok(())
}
