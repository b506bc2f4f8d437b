//! What was measured, as tables that are read as they are and as Markdown.

use std::fmt::Write as _;
use std::time::Duration;

/// All tables, in the order in which they were begun.
#[derive(Default)]
pub struct Report {
    tables: Vec<Table>,
}

pub struct Table {
    title: String,
    note: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Report {
    /// Begins a table.
    pub fn table(&mut self, title: &str, note: &str, head: &[&str]) -> &mut Table {
        let head = head.iter().map(|word| (*word).to_owned()).collect();
        self.tables.push(Table { title: title.to_owned(), note: note.to_owned(), head, rows: Vec::new() });
        let last = self.tables.len() - 1;
        &mut self.tables[last]
    }

    pub fn text(&self) -> String {
        self.tables.iter().map(Table::text).collect::<Vec<_>>().join("\n")
    }
}

impl Table {
    /// Adds a row, and says it at once: the whole takes minutes.
    pub fn row(&mut self, cells: Vec<String>) {
        eprintln!("  {}", cells.join(" · "));
        self.rows.push(cells);
    }

    fn text(&self) -> String {
        let mut text = format!("## {}\n\n{}\n\n", self.title, self.note);
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let width = |place: usize| {
            all().filter_map(|row| row.get(place)).map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        for (number, row) in all().enumerate() {
            let cells: Vec<String> = widths
                .iter()
                .enumerate()
                .map(|(place, width)| format!("{:<width$}", row.get(place).map_or("", String::as_str)))
                .collect();
            // Writing to a String can't fail.
            let _ = writeln!(text, "| {} |", cells.join(" | "));
            if number == 0 {
                let lines: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                let _ = writeln!(text, "|-{}-|", lines.join("-|-"));
            }
        }
        text
    }
}

/// `4.2`
pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2}") } else { format!("{ms:.0}") }
}

/// `4.2 / 9.1 ms`
pub fn pair(middle: Duration, late: Duration) -> String {
    format!("{} / {} ms", ms(middle), ms(late))
}

pub fn mb(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

/// Times in order, asked by share.
#[derive(Clone, Default)]
pub struct Spread(Vec<Duration>);

impl Spread {
    pub fn of(mut times: Vec<Duration>) -> Spread {
        times.sort_unstable();
        Spread(times)
    }

    /// The time that `percent` of all do not exceed.
    pub fn at(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    /// Half and 99 of 100.
    pub fn pair(&self) -> String {
        pair(self.at(50), self.at(99))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_time_that_so_many_do_not_exceed() {
        let spread = Spread::of((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(spread.at(50), Duration::from_millis(100));
        assert_eq!(spread.at(99), Duration::from_millis(198));
        assert_eq!(spread.at(100), Duration::from_millis(200));
        assert_eq!(Spread::default().at(99), Duration::ZERO);
    }

    #[test]
    fn a_table_is_markdown_with_even_columns() {
        let mut report = Report::default();
        report.table("t", "n", &["a", "bcd"]).row(vec!["long".into(), "x".into()]);
        assert_eq!(report.text(), "## t\n\nn\n\n| a    | bcd |\n|------|-----|\n| long | x   |\n");
    }
}
