//! Reads a ledger made of so many rows, or a file, and prints how long it took and the most memory held:
//! `cargo run --release -p ledger --example timed -- 10000` or `-- some.xlsx`.
#![expect(clippy::disallowed_methods, reason = "a stopwatch for a person to read")]

use std::time::Instant;

use ledger::{Book, Category, Due, Options, Row, export};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let what = std::env::args().nth(1).unwrap_or_else(|| "10000".to_owned());
    let bytes = match what.parse() {
        Ok(count) => export::xlsx(&export::ledger(&(1..=count).map(row).collect::<Vec<_>>()))?,
        Err(_) => std::fs::read(&what)?,
    };
    println!("{} bytes, {} before reading", bytes.len(), peak());
    let start = Instant::now();
    let book = Book::open(&bytes);
    println!("opened in {:?}", start.elapsed());
    match book.and_then(|book| book.ledger(&Options::in_year(2023))) {
        Ok(ledger) => println!("{} issues, {} refused", ledger.rows.len(), ledger.refused.len()),
        Err(error) => println!("refused: {error}"),
    }
    println!("done in {:?}, {}", start.elapsed(), peak());
    Ok(())
}

fn row(number: u32) -> Row {
    Row {
        row: number + 1,
        number: Some(number),
        category: Some(Category::Hard),
        title: format!("科研成果转化周期偏长（第{number}项）"),
        measures: (1..4).map(|n| format!("制定第{number}号专项方案并按月调度（{n}）")).collect(),
        official: Some("周明远".to_owned()),
        departments: vec!["党委办公室".to_owned(), "教务处".to_owned()],
        due: Some(Due::On(jiff::civil::date(2023, 6, 30))),
        progress: Some(ledger::Progress::InProgress),
        progress_text: Some("整改中".to_owned()),
        note: None,
        origin: None,
        code: None,
        unit: None,
    }
}

/// Most memory held so far, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: ?");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
