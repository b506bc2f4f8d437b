//! Lists → .xlsx: typed cells, no formulas, the header frozen and filtered, totals below. A ledger
//! exported here reads back into the same rows, also where measures take several cells.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::field::Field;
use crate::grid::Cell;
use crate::row::Row;
use crate::{Error, date::Due, limits, measure};

/// A list as the screen shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of the sheet: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// Names of the columns.
    pub headers: Vec<String>,
    /// The rows; texts are written as texts whatever they begin with.
    pub rows: Vec<Vec<Cell>>,
    /// The last row, beginning with 合计 so that the reader passes it over; empty for none.
    pub totals: Vec<Cell>,
}

/// Writes a list as .xlsx.
///
/// # Errors
/// [`Error::Export`] when it is more than a sheet holds.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, Error> {
    write(table).map_err(|e| Error::Export { why: e.to_string() })
}

/// The issues as a ledger with the usual columns; [`crate::read`] gives the same rows, counted from row 2.
pub fn ledger(rows: &[Row]) -> Table {
    let mut totals = vec![Cell::Text("合计".to_owned()), Cell::Empty, Cell::Text(format!("共{}项", rows.len()))];
    totals.resize(Field::ALL.len(), Cell::Empty);
    Table {
        name: "问题台账".to_owned(),
        headers: Field::ALL.iter().map(|field| field.name().to_owned()).collect(),
        rows: rows.iter().map(|row| Field::ALL.iter().map(|field| cell(row, *field)).collect()).collect(),
        totals,
    }
}

fn cell(row: &Row, field: Field) -> Cell {
    let text = |text: Option<String>| text.filter(|t| !t.is_empty()).map_or(Cell::Empty, Cell::Text);
    match field {
        Field::Number => row.number.map_or(Cell::Empty, |number| Cell::Number(f64::from(number))),
        Field::Category => text(row.category.map(|category| category.name().to_owned())),
        Field::Title => text(Some(row.title.clone())),
        Field::Measures => text(Some(measure::join(&row.measures))),
        Field::Official => text(row.official.clone()),
        Field::Department => text(Some(row.departments.join("、"))),
        Field::Due => match row.due {
            Some(Due::On(day)) => Cell::Day(day),
            Some(rule @ (Due::Immediately | Due::Standing)) => Cell::Text(rule.to_string()),
            None => Cell::Empty,
        },
        Field::Progress => text(row.progress_text.clone()),
        Field::Note => text(row.note.clone()),
        Field::Origin => text(row.origin.clone()),
        Field::Code => text(row.code.clone()),
        Field::Unit => text(row.unit.clone()),
        Field::Ignore => Cell::Empty,
    }
}

fn write(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(&table.name)?;
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let last_column = u16::try_from(table.headers.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (column, header) in (0..=last_column).zip(&table.headers) {
        sheet.write_string_with_format(0, column, escaped(header), &head)?;
        sheet.set_column_width(column, width(header))?;
    }
    let formats = Formats::new();
    let measures = table.headers.iter().position(|header| Field::of(header) == Some((Field::Measures, true)));
    let mut last_row = 0;
    for line in table.rows.iter().flat_map(|row| lines(row, measures)) {
        last_row += 1;
        formats.write_row(sheet, last_row, &line)?;
    }
    formats.write_row(sheet, last_row + 1, &table.totals)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    book.save_to_buffer()
}

/// The rows of the sheet that a row takes: more than one where its measures are longer than a cell holds. The others hold nothing
/// but measures, so that the reader goes on with the issue above.
fn lines(row: &[Cell], measures: Option<usize>) -> Vec<Cow<'_, [Cell]>> {
    let Some((column, Cell::Text(text))) = measures.and_then(|column| Some((column, row.get(column)?))) else {
        return vec![Cow::Borrowed(row)];
    };
    let parts = measure::parted(text, limits::CELL_CHARS);
    if parts.len() < 2 {
        return vec![Cow::Borrowed(row)];
    }
    let line = |(place, part): (usize, String)| {
        let mut cells = if place == 0 { row.to_vec() } else { vec![Cell::Empty; row.len()] };
        cells[column] = Cell::Text(part);
        Cow::<[Cell]>::Owned(cells)
    };
    parts.into_iter().enumerate().map(line).collect()
}

/// Wide where texts are long.
fn width(header: &str) -> f64 {
    match Field::of(header).map(|(field, _)| field) {
        Some(Field::Title | Field::Measures) => 48.0,
        Some(Field::Progress | Field::Note | Field::Department) => 24.0,
        Some(Field::Number) => 8.0,
        Some(
            Field::Category | Field::Official | Field::Due | Field::Origin | Field::Code | Field::Unit | Field::Ignore,
        )
        | None => 14.0,
    }
}

struct Formats {
    text: Format,
    day: Format,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
        }
    }

    fn write_row(&self, sheet: &mut Worksheet, line: u32, row: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string_with_format(line, column, escaped(text), &self.text)?,
                // read again they are formulas and faults again, but nothing runs them
                Cell::Formula(text) | Cell::Fault(text) => {
                    sheet.write_string_with_format(line, column, text, &self.text)?
                }
                Cell::Number(number) => sheet.write_number_with_format(line, column, *number, &self.text)?,
                Cell::Day(day) => sheet.write_datetime_with_format(line, column, serial(*day)?, &self.day)?,
            };
        }
        Ok(())
    }
}

fn serial(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// A text that begins with `=` gets an apostrophe, lest it become a formula on its way through other
/// programs or be taken for one by the reader.
fn escaped(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with('=') { format!("'{text}") } else { text.to_owned() }
}
