//! .xlsx → grids. The archive is checked by `guard` first; then calamine streams the cells, so that a
//! sheet which claims to be a million rows wide costs nothing.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use super::budget::Budget;
use super::{contained, guard, put};
use crate::grid::{Cell, Grid, Merge};
use crate::{Error, limits};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads all sheets.
///
/// # Errors
/// As [`super::Book::open`].
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    guard::check(bytes)?;
    contained(|| {
        let mut book: Workbook = Xlsx::new(Cursor::new(bytes)).map_err(|e| error(&e))?;
        let mut budget = Budget::default();
        let sheets = book.sheets_metadata().to_vec();
        if sheets.len() > limits::SHEETS {
            return Err(Error::TooManyCells { limit: limits::CELLS });
        }
        let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| grid(&mut book, sheet, &mut budget)).collect()
    })
}

fn error(error: &XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted,
        _ => Error::Broken,
    }
}

fn grid(book: &mut Workbook, sheet: &Sheet, budget: &mut Budget) -> Result<Grid, Error> {
    let mut rows = Vec::new();
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(|e| error(&e))?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|e| error(&e))? {
        let cell = cell(&record.value);
        let cell = match (cell, record.formula) {
            (value @ (Cell::Number(_) | Cell::Day(_) | Cell::Fault(_)), _) => value,
            (_, Some(formula)) => Cell::Formula(format!("={}", formula_text(&formula))),
            (value, None) => value,
        };
        if !cell.is_empty() {
            budget.take(cell.text().len())?;
            put(&mut rows, (record.pos.0 as usize, record.pos.1 as usize), cell)?;
        }
    }
    drop(reader);
    let merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(|e| error(&e))?;
    let merges: Vec<Merge> = merges.iter().map(merge).collect();
    Grid::new(sheet.name.clone(), sheet.visible != SheetVisible::Visible, rows, &merges)
}

/// The text of a formula; of one that shares another cell's formula nothing, as that says nothing more.
fn formula_text(formula: &calamine::XlsxFormulaMetadata) -> &str {
    match formula {
        calamine::XlsxFormulaMetadata::Normal { formula } => formula,
        calamine::XlsxFormulaMetadata::Shared { formula, .. } => formula,
        _ => "",
    }
}

fn merge(range: &Dimensions) -> Merge {
    let ((top, left), (bottom, right)) = (range.start, range.end);
    Merge { top: top as usize, left: left as usize, bottom: bottom as usize, right: right as usize }
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::of(text),
        DataRef::SharedString(text) => Cell::of(text),
        DataRef::DateTime(when) => day(when),
        DataRef::Error(fault) => Cell::Fault(fault.to_string()),
    }
}

/// A serial day as a day; a time or a duration without one as its number.
pub(super) fn day(when: &calamine::ExcelDateTime) -> Cell {
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    let date = Date::new(i16::try_from(year).unwrap_or(0), month as i8, day as i8);
    match date {
        Ok(date) if when.is_datetime() && when.as_f64() >= 1.0 => Cell::Day(date),
        Ok(_) | Err(_) => Cell::Number(when.as_f64()),
    }
}
