//! .xls (Excel 97 to 2003) → grids. The workbook stream is walked record by record first, and calamine
//! then gets a fresh file with that stream alone: it reads exactly what was checked.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError};

use super::budget::Budget;
use super::{contained, put, records, xlsx};
use crate::grid::{Cell, Grid, Merge};
use crate::{Error, limits};

/// Reads all sheets.
///
/// # Errors
/// As [`super::Book::open`].
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    contained(|| {
        let stream = workbook(bytes)?;
        records::check(&stream)?;
        let file = rewrap(&stream).map_err(|_| Error::Broken)?;
        let mut book = Xls::new(Cursor::new(file.as_slice())).map_err(|e| error(&e))?;
        let sheets = book.sheets_metadata().to_vec();
        let mut budget = Budget::default();
        let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| grid(&mut book, sheet, &mut budget)).collect()
    })
}

fn error(error: &XlsError) -> Error {
    match error {
        XlsError::Password => Error::Encrypted,
        _ => Error::Broken,
    }
}

/// The stream of the workbook inside the compound file; other programs keep other streams there.
fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| encrypted_or_broken(bytes))?;
    if file.exists("/EncryptedPackage") {
        return Err(Error::Encrypted);
    }
    if file.exists("/WordDocument") {
        return Err(Error::WrongKind { found: "doc".to_owned() });
    }
    let mut stream = Vec::new();
    let mut part = file.open_stream("/Workbook").or_else(|_| file.open_stream("/Book")).map_err(|_| Error::Broken)?;
    part.by_ref().take(limits::FILE_BYTES as u64).read_to_end(&mut stream).map_err(|_| Error::Broken)?;
    Ok(stream)
}

/// A damaged directory may still show that the file is encrypted, which is the more useful word.
fn encrypted_or_broken(bytes: &[u8]) -> Error {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) { Error::Encrypted } else { Error::Broken }
}

fn rewrap(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn grid(book: &mut Xls<Cursor<&[u8]>>, sheet: &Sheet, budget: &mut Budget) -> Result<Grid, Error> {
    let mut rows = Vec::new();
    let formulas = book.worksheet_formula(&sheet.name).map_err(|e| error(&e))?;
    let range = book.worksheet_range(&sheet.name).map_err(|e| error(&e))?;
    let start = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let place = (start.0 + row as u32, start.1 + column as u32);
        let formula = formulas.get_value(place).filter(|formula| !formula.is_empty());
        let cell = match (cell(value), formula) {
            (value @ (Cell::Number(_) | Cell::Day(_) | Cell::Fault(_)), _) => value,
            (_, Some(formula)) => Cell::Formula(format!("={formula}")),
            (value, None) => value,
        };
        if !cell.is_empty() {
            budget.take(cell.text().len())?;
            put(&mut rows, (place.0 as usize, place.1 as usize), cell)?;
        }
    }
    let merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(|e| error(&e))?;
    let merges: Vec<Merge> = merges.iter().map(merge).collect();
    Grid::new(sheet.name.clone(), sheet.visible != SheetVisible::Visible, rows, &merges)
}

fn merge(range: &Dimensions) -> Merge {
    let ((top, left), (bottom, right)) = (range.start, range.end);
    Merge { top: top as usize, left: left as usize, bottom: bottom as usize, right: right as usize }
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Text(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::of(text),
        Data::DateTime(when) => xlsx::day(when),
        Data::Error(fault) => Cell::Fault(fault.to_string()),
    }
}
