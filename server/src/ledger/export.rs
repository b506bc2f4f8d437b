//! The list of issues as a file: the columns of a ledger, so that it reads back, and beside them what the list shows.

use std::collections::{HashMap, HashSet};

use app::texts::{Lang, Texts};
use domain::act::Subject;
use domain::issue::Issue;
use domain::issue::list::{Filter, Line, READ_BACK};
use domain::kinds::{Day, UnitId};
use domain::record::Record;
use domain::viewer::Reach;
use ledger::grid::Cell;
use ledger::{Error, Row, export};
use store::Db;

use super::said;

// What the page says can be read back is what the reader takes.
const _: () = assert!(READ_BACK as usize + 10 <= ledger::limits::ROWS);

/// What the file will hold.
pub struct Found {
    lines: Vec<(Line, Issue)>,
    units: HashMap<UnitId, String>,
    as_of: Option<Day>,
}

/// Reads everything that the filter lets through; `None` where that is more than `most`: a file never leaves out some of it.
///
/// # Errors
/// The database.
pub async fn find(db: &Db, reach: &Reach, filter: &Filter, today: Day, most: u32) -> store::Result<Option<Found>> {
    let lines = store::issue::whole(db, reach, filter, today, most + 1).await?;
    if lines.len() > most as usize {
        return Ok(None);
    }
    let everything = Reach { all: true, ..Reach::default() };
    let mut units = HashMap::new();
    for record in store::record::all(db, &everything, Subject::Unit, None, None).await? {
        if let Record::Unit(unit) = record {
            units.insert(unit.id, unit.name.to_string());
        }
    }
    Ok(Some(Found { lines, units, as_of: filter.as_of }))
}

impl Found {
    /// 松江师范大学-班子整改清单-2023-07-28.xlsx
    #[must_use]
    pub fn name(&self, filter: &Filter, today: Day) -> String {
        let ids: HashSet<UnitId> = self.lines.iter().map(|(line, _)| line.unit).chain(filter.unit).collect();
        let only = if ids.len() == 1 { ids.iter().next().and_then(|id| self.units.get(id)) } else { None };
        let unit = only.map_or("问题台账", String::as_str);
        let origin = filter.origin.map(|origin| format!("-{}", said::origin_word(origin))).unwrap_or_default();
        format!("{unit}{origin}-{}.xlsx", filter.as_of.unwrap_or(today))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// More than a sheet holds.
    pub fn file(&self, today: Day) -> Result<Vec<u8>, Error> {
        // Numbers are counted per group and origin; in a list of several they would repeat.
        let kinds: HashSet<_> = self.lines.iter().map(|(line, _)| (line.book, line.origin)).collect();
        let rows: Vec<Row> = self.lines.iter().map(|(line, issue)| self.row(line, issue, kinds.len() == 1)).collect();
        let mut table = export::ledger(&rows);
        let t = Texts::new(Lang::Zh);
        let more = ["当前状态", "逾期天数", "发现日", "退回次数", "反弹次数"];
        table.headers.extend(more.map(str::to_owned));
        let day = self.as_of.unwrap_or(today);
        for ((line, _), row) in self.lines.iter().zip(&mut table.rows) {
            row.extend(beside(line, day, t));
        }
        let late = self.lines.iter().filter(|(line, _)| line.late_days(day).is_some()).count();
        table.totals.extend([Cell::Empty, Cell::Text(format!("逾期{late}项"))]);
        export::xlsx(&table)
    }

    /// As a ledger says it; on a past day with the category and due day of that day.
    fn row(&self, line: &Line, issue: &Issue, numbered: bool) -> Row {
        let mut row = said::row(issue, line.number);
        row.number = row.number.filter(|_| numbered);
        row.unit = self.units.get(&line.unit).cloned();
        if self.as_of.is_some() {
            row.category = line.category.map(said::their_category);
            if line.due != issue.due_day() {
                row.due = line.due.map(|day| ledger::Due::On(said::civil(day)));
            }
        }
        row
    }
}

/// What the list shows beside the columns of a ledger.
fn beside(line: &Line, day: Day, t: Texts) -> [Cell; 5] {
    let number = |number: i64| if number == 0 { Cell::Empty } else { Cell::Number(number as f64) };
    [
        Cell::Text(t.state.get(line.state.into()).to_owned()),
        number(line.late_days(day).unwrap_or(0)),
        Cell::Day(said::civil(line.found)),
        number(i64::from(line.returns)),
        number(i64::from(line.relapses)),
    ]
}
