//! The file of refused rows: as they stood, with what is wrong in the last column. Mended and imported
//! again, that column is ignored.

use crate::Error;
use crate::export::{Table, xlsx};
use crate::grid::Cell;
use crate::ledger::Ledger;

/// Header of the column with the reasons.
pub const REASON: &str = "未导入原因";
/// Excel holds no longer text in a cell.
const LONGEST: usize = 32_000;

/// The refused rows of a ledger as .xlsx, in Chinese; see [`file_worded`] for another language.
///
/// # Errors
/// [`Error::Export`] when they are more than a sheet holds.
pub fn file(ledger: &Ledger) -> Result<Vec<u8>, Error> {
    file_worded(ledger, REASON, |reason| reason.to_string())
}

/// As [`file`], with the caller's header and words for the reasons. The header must contain neither the
/// name of a column of ours nor be empty, or the reader would take it for one.
///
/// # Errors
/// [`Error::Export`] when they are more than a sheet holds.
pub fn file_worded(ledger: &Ledger, header: &str, word: impl Fn(&crate::Reason) -> String) -> Result<Vec<u8>, Error> {
    let width = ledger.headers.len();
    let mut rows = Vec::new();
    for refused in &ledger.refused {
        let reasons: Vec<String> = refused.reasons.iter().map(&word).collect();
        for (index, line) in refused.lines.iter().enumerate() {
            let mut cells: Vec<Cell> = line.iter().map(shortened).collect();
            cells.resize(width, Cell::Empty);
            cells.push(if index == 0 { Cell::Text(reasons.join("；")) } else { Cell::Empty });
            rows.push(cells);
        }
    }
    let headers = ledger.headers.iter().cloned().chain([header.to_owned()]).collect();
    xlsx(&Table { name: "未导入".to_owned(), headers, rows, totals: Vec::new() })
}

/// A cell that fits. A .csv may hold longer ones.
fn shortened(cell: &Cell) -> Cell {
    let short = |text: &str| text.chars().take(LONGEST).collect();
    match cell {
        Cell::Text(text) => Cell::Text(short(text)),
        Cell::Formula(text) => Cell::Formula(short(text)),
        Cell::Fault(text) => Cell::Fault(short(text)),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) => cell.clone(),
    }
}
