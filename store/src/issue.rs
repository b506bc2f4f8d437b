//! Issues as they are listed: the row a filter works on, its versions for "as of a day", and the list itself.

use domain::entry::Entry;
use domain::issue::Issue;
use domain::kinds::Day;
use domain::record::Record;
use sqlx::AnyConnection;

use crate::error::Result;
use crate::save::insert;
use crate::sql::Value;
use crate::version::Version;

mod lines;
mod list;
mod select;
pub(crate) mod stood;
mod unit;
mod whole;
pub use lines::{by_number, ledger_lines, lines, linked, open_codes, raised, sharers};
pub use list::{count, counts, first, list};
pub use unit::{Work, by_report, by_unit, of_book, standing, waiting};
pub use whole::whole;

/// Stands for "no due day", so that the index keeps those last.
pub(crate) const NO_DAY: i64 = 99_999;

/// How an issue stands from this entry on, as far as lists show it or ask.
pub(crate) fn version(issue: &Issue, entry: &Entry) -> Version {
    let versioned = |(name, _): &(&str, Value)| VERSION.split(", ").any(|own| own == *name);
    let columns: Vec<Value> = COLUMNS.split(", ").zip(row(issue)).filter(versioned).map(|(_, value)| value).collect();
    let plain = format!("{columns:?}");
    Version::new(issue.id.to_string(), entry, columns, plain)
}

/// Those of [`COLUMNS`] that a version has, in the same order.
pub(crate) const VERSION: &str = "book, unit_id, organisation_id, origin, category, state, title, official, department, \
     due_day, moved_day, lookback_day, percent, returns, relapses, search";

fn due(issue: &Issue) -> i64 {
    issue.due_day().map_or(NO_DAY, Day::number)
}

const COLUMNS: &str = "id, book, unit_id, organisation_id, origin, category, state, number, title, official, department, \
     due_day, found_day, moved_day, lookback_day, percent, returns, relapses, report_id, from_issue, merged_into, \
     ledger_name, ledger_number, visit_id, search";

/// Columns that never change after the issue was found.
const FIXED: [&str; 8] = ["id", "book", "unit_id", "origin", "number", "found_day", "from_issue", "visit_id"];

/// Writes the list rows of the issues among these records.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = &Record>) -> Result<()> {
    let rows = records.filter_map(|record| <&Box<Issue>>::try_from(record).ok()).map(|own| row(own));
    let changing = COLUMNS.split(", ").map(str::trim).filter(|column| !FIXED.contains(column));
    let sets: Vec<String> = changing.map(|column| format!("{column} = excluded.{column}")).collect();
    let tail = format!(" on conflict (id) do update set {}", sets.join(", "));
    insert(conn, &format!("insert into issue ({COLUMNS})"), &tail, rows.collect()).await
}

fn row(issue: &Issue) -> Vec<Value> {
    let (origin, state): (&str, &str) = (issue.origin.into(), issue.state.into());
    let text = |value: Option<String>| Value::from(value);
    vec![
        issue.id.to_string().into(),
        issue.book.to_string().into(),
        issue.unit.to_string().into(),
        text(issue.organisation.map(|id| id.to_string())),
        origin.into(),
        text(issue.category.map(|category| <&str>::from(category).to_owned())),
        state.into(),
        i64::from(issue.number).into(),
        issue.title.as_str().into(),
        text(issue.official.as_ref().map(ToString::to_string)),
        text(issue.department.as_ref().map(ToString::to_string)),
        due(issue).into(),
        issue.found_at.day().number().into(),
        issue.moved_at.day().number().into(),
        issue.lookback.map(Day::number).into(),
        i64::from(issue.percent.get()).into(),
        i64::from(issue.returns).into(),
        i64::try_from(issue.rounds.len()).unwrap_or(i64::MAX).into(),
        text(issue.report.map(|id| id.to_string())),
        text(issue.from.map(|from| from.issue().to_string())),
        text(issue.merged_into.map(|id| id.to_string())),
        text(issue.ledger.as_ref().map(|ledger| ledger.name.to_string())),
        issue.ledger.as_ref().map(|ledger| i64::from(ledger.number)).into(),
        text(issue.visit.as_ref().map(|quote| quote.visit.to_string())),
        issue.search_text().into(),
    ]
}
