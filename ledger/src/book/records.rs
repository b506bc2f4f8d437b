//! Walks the records of an .xls as calamine will, and weighs what it would take in memory: a dense
//! rectangle of cells for each sheet, and a copy of a shared string for each cell that names it.

use super::sst;
use crate::error::Size;
use crate::{Error, limits};

/// The records of a workbook stream, walked as calamine walks them.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let head = self.rest.get(..4)?;
        let (kind, length) = (word(head, 0), usize::from(word(head, 2)));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

/// Refuses encrypted streams, and those whose sheets would take too much memory.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Broken`], or what is too much.
pub fn check(stream: &[u8]) -> Result<(), Error> {
    let mut strings: Vec<&[u8]> = Vec::new();
    let (mut sheets, mut in_strings) = (Vec::new(), false);
    for (kind, data) in (Records { rest: stream }) {
        in_strings = kind == 0x00fc || (kind == 0x003c && in_strings);
        match kind {
            0x002f => return Err(Error::Encrypted),
            0x0085 if data.len() >= 6 => sheets.push(u32::from(word(data, 0)) | u32::from(word(data, 2)) << 16),
            // of several tables of strings the last counts
            0x00fc => strings = vec![data],
            0x003c if in_strings => strings.push(data),
            0x000a => break,
            _ => (),
        }
    }
    if sheets.len() > limits::SHEETS {
        return Err(Error::TooManyCells { limit: limits::CELLS });
    }
    let strings = sst::lengths(&strings).ok_or(Error::Broken)?;
    let mut weight = Weight { strings, cells: 0, text: 0, formulas: 0 };
    for start in sheets {
        let rest = stream.get(start as usize..).ok_or(Error::Broken)?;
        weight.add_sheet(Records { rest })?;
    }
    Ok(())
}

/// What calamine would take for the sheets so far: a dense rectangle of cells each, and the texts.
struct Weight {
    strings: Vec<usize>,
    cells: usize,
    text: usize,
    formulas: usize,
}

impl Weight {
    fn add_sheet(&mut self, records: Records<'_>) -> Result<(), Error> {
        let (mut rows, mut columns, mut depth) = ((usize::MAX, 0), (usize::MAX, 0), 0usize);
        for (kind, data) in records {
            match kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                0x0200 => check_claim(data)?,
                0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x00bd | 0x0006 if data.len() >= 6 => {
                    let (row, column) = (usize::from(word(data, 0)), usize::from(word(data, 2)));
                    // only several numbers in one record reach further right than they begin
                    let last = if kind == 0x00bd { column + data.len() / 6 } else { column };
                    rows = (rows.0.min(row), rows.1.max(row));
                    columns = (columns.0.min(column), columns.1.max(last));
                    self.add_text(kind, data);
                }
                _ => (),
            }
        }
        if rows.0 <= rows.1 {
            self.cells = self.cells.saturating_add((rows.1 - rows.0 + 1) * (columns.1 - columns.0 + 1));
        }
        self.check(rows.1)
    }

    fn add_text(&mut self, kind: u16, data: &[u8]) {
        if kind == 0x0006 {
            self.formulas += data.len();
        }
        if kind == 0x00fd && data.len() >= 10 {
            let index = usize::from(word(data, 6)) | usize::from(word(data, 8)) << 16;
            self.text = self.text.saturating_add(self.strings.get(index).copied().unwrap_or(0));
        }
    }

    fn check(&self, last_row: usize) -> Result<(), Error> {
        if self.text > limits::TEXT_BYTES {
            return Err(Error::TooBig { what: Size::Text, limit: limits::TEXT_BYTES as u64 });
        }
        if last_row >= limits::ROWS {
            return Err(Error::TooManyRows { limit: limits::ROWS });
        }
        if self.cells > limits::CELLS * 2 || self.formulas > limits::FORMULA_BYTES {
            return Err(Error::TooManyCells { limit: limits::CELLS });
        }
        Ok(())
    }
}

/// A sheet's claim of its size, for which calamine reserves memory: no larger than the format allows.
fn check_claim(data: &[u8]) -> Result<(), Error> {
    let (rows, columns) = match data.len() {
        10 => (usize::from(word(data, 2)), usize::from(word(data, 6))),
        14 | 16 => (usize::from(word(data, 4)) | usize::from(word(data, 6)) << 16, usize::from(word(data, 10))),
        _ => return Err(Error::Broken),
    };
    if rows.saturating_mul(columns) > limits::CELLS * 2 {
        return Err(Error::TooManyCells { limit: limits::CELLS });
    }
    Ok(())
}

fn word(data: &[u8], at: usize) -> u16 {
    match data.get(at..at + 2) {
        Some([low, high]) => u16::from_le_bytes([*low, *high]),
        Some(_) | None => 0,
    }
}
