//! The refused rows of an import as a file: as they stood, with the reasons in a last column that an import ignores.

use std::collections::HashMap;

use app::ledger::plan::{Plan, What, reasons_text};
use app::texts::Texts;
use ledger::export::{Table, ledger as table, xlsx};
use ledger::grid::Cell;
use ledger::{Error, Field, Ledger};

/// Excel holds no longer text in a cell.
const LONGEST: usize = 32_000;

/// The refused rows with their reasons.
///
/// # Errors
/// More than a sheet holds.
pub fn file(ledger: &Ledger, plan: &Plan, t: Texts) -> Result<Vec<u8>, Error> {
    let width = ledger.mapping.fields.len().max(ledger.headers.len());
    let mut lines: HashMap<u32, Vec<Vec<Cell>>> =
        ledger.refused.iter().map(|refused| (refused.row, refused.lines.clone())).collect();
    lines.extend(ledger.rows.iter().map(|row| (row.row, vec![as_it_stood(ledger, row)])));
    let mut rows = Vec::new();
    for line in &plan.lines {
        let What::Refused { reasons } = &line.what else { continue };
        for (place, cells) in lines.remove(&line.row).unwrap_or_default().into_iter().enumerate() {
            let mut cells: Vec<Cell> = cells.into_iter().map(shortened).collect();
            cells.resize(width, Cell::Empty);
            cells.push(if place == 0 { Cell::Text(reasons_text(reasons, t)) } else { Cell::Empty });
            rows.push(cells);
        }
    }
    let mut headers = ledger.headers.clone();
    headers.resize(width, String::new());
    headers.push(t.ledger.refused_column().to_owned());
    xlsx(&Table { name: "未导入".to_owned(), headers, rows, totals: Vec::new() })
}

/// A row that only the rules refused, under the columns of its own sheet.
fn as_it_stood(ledger: &Ledger, row: &ledger::Row) -> Vec<Cell> {
    let cells = table(std::slice::from_ref(row)).rows.pop().unwrap_or_default();
    let mut said: HashMap<Field, Cell> = Field::ALL.into_iter().zip(cells).collect();
    ledger.mapping.fields.iter().map(|field| said.remove(field).unwrap_or_default()).collect()
}

fn shortened(cell: Cell) -> Cell {
    let short = |text: String| text.chars().take(LONGEST).collect();
    match cell {
        Cell::Text(text) => Cell::Text(short(text)),
        Cell::Formula(text) => Cell::Formula(short(text)),
        Cell::Fault(text) => Cell::Fault(short(text)),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) => cell,
    }
}
