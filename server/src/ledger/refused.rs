//! The refused rows of an import as a file: as they stood, with the reasons in a last column that an import ignores.

use std::collections::HashMap;

use app::ledger::plan::{Plan, What, reasons_text};
use app::texts::{Lang, Texts};
use ledger::export::{Table, ledger as table, xlsx};
use ledger::grid::Cell;
use ledger::{Error, Field, Ledger};

use super::said::tight;

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

/// What the file is called: it says which ledger its rows belong to when they come back.
#[must_use]
pub fn name(ledger: &str, t: Texts) -> String {
    t.ledger.refused_file(ledger)
}

/// The ledger whose refused rows a file of this name (without its ending) holds, if it holds such.
#[must_use]
pub fn ledger_of(stem: &str) -> Option<&str> {
    [Lang::Zh, Lang::En].into_iter().find_map(|lang| {
        let end = name("", Texts::new(lang));
        first_copy(stem).strip_suffix(end.trim_end_matches(".xlsx"))
    })
}

/// A browser that saves a file again under its name adds ` (1)`.
fn first_copy(stem: &str) -> &str {
    let numbered = stem.trim_end().strip_suffix(')').and_then(|stem| stem.rsplit_once('('));
    numbered.filter(|(_, number)| number.chars().all(|c| c.is_ascii_digit())).map_or(stem, |(stem, _)| stem.trim_end())
}

/// Does the file end with the column of reasons? Whatever it is called, its rows were refused before.
#[must_use]
pub fn has_reasons(ledger: &Ledger) -> bool {
    // The reader leaves no spaces in a header.
    let column = |lang| tight(Texts::new(lang).ledger.refused_column());
    ledger.headers.last().is_some_and(|last| [Lang::Zh, Lang::En].into_iter().any(|lang| tight(last) == column(lang)))
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
