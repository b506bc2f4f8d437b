//! The issues of one unit: how many stand where, and those that wait for somebody, in full.

use std::collections::BTreeMap;

use domain::asks::Standing;
use domain::due::{late_before, stagnant_since};
use domain::issue::{Issue, State};
use domain::kinds::{Book, Day, ReportId, UnitId};
use domain::record::Record;
use domain::viewer::Reach;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::load::read;
use crate::scope::within;
use crate::sql::{Columns, Sql};

/// More open issues than this are no page any more; the list has them all.
const MOST: i64 = 2_000;

/// The counts of a unit within reach; what is late and stagnant as in `domain::issue::list`.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn standing(db: &Db, reach: &Reach, unit: UnitId, today: Day) -> Result<Vec<Standing>> {
    use strum::VariantArray;
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select i.origin, i.category, i.state, count(*), cast(sum(case when i.due_day < ");
    sql.bind(late_before(today).number()).push(" and ");
    let late = State::VARIANTS.iter().filter(|state| state.can_be_late()).map(<&str>::from);
    sql.among("i.state", late).push(" then 1 else 0 end) as bigint)");
    sql.push(", cast(sum(case when i.moved_day <= ").bind(stagnant_since(today).number());
    sql.push(" and i.state = ").bind(<&str>::from(State::InProgress)).push(" then 1 else 0 end) as bigint)");
    sql.push(", cast(sum(case when i.relapses > 0 then 1 else 0 end) as bigint) from issue i where i.unit_id = ");
    sql.bind(unit.to_string()).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.origin, i.category, i.state");
    let rows = sql.all(&mut conn).await?;
    rows.iter()
        .map(|row| {
            let bad = |why: &dyn ToString| corrupt("issue", unit, why.to_string());
            Ok(Standing {
                origin: row.text(0)?.parse().map_err(|why| bad(&why))?,
                category: row.maybe_text(1)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
                state: row.text(2)?.parse().map_err(|why| bad(&why))?,
                number: small(row, 3)?,
                late: small(row, 4)?,
                stagnant: small(row, 5)?,
                relapsed: small(row, 6)?,
            })
        })
        .collect()
}

/// The issues of a unit in these states within reach, in full, the earliest due first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn waiting(db: &Db, reach: &Reach, unit: UnitId, states: &[State]) -> Result<Vec<Issue>> {
    in_full(db, reach, ("i.unit_id", unit.to_string()), states).await
}

/// As [`waiting`], of all units of a group.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn of_book(db: &Db, reach: &Reach, book: Book, states: &[State]) -> Result<Vec<Issue>> {
    in_full(db, reach, ("i.book", book.to_string()), states).await
}

async fn in_full(db: &Db, reach: &Reach, (column, of): (&str, String), states: &[State]) -> Result<Vec<Issue>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select r.id, r.body from issue i join record r on r.subject = 'issue' and r.id = i.id");
    sql.push(&format!(" where {column} = ")).bind(of).push(" and ");
    sql.among("i.state", states.iter().map(<&str>::from)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(&format!(" order by i.due_day, i.id limit {MOST}"));
    let mut issues = Vec::new();
    for row in sql.all(&mut conn).await? {
        let id = row.text(0)?;
        let record = read(domain::act::Subject::Issue, &id, &row.text(1)?)?;
        if let Record::Issue(issue) = record.read_within(reach) {
            issues.push(*issue);
        }
    }
    Ok(issues)
}

/// How many issues within reach name each report, and how many of them are solved. Only what is counted. With `as_of`
/// as they stood at the end of that day.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn by_report(db: &Db, reach: &Reach, as_of: Option<Day>) -> Result<BTreeMap<ReportId, (u32, u32)>> {
    let state = column(as_of, "state");
    let mut sql = Sql::new("select i.report_id, count(*), ");
    sum(&mut sql, |sql| {
        sql.among(&state, states(State::solved));
    });
    issues(&mut sql, as_of);
    sql.push(" and i.report_id is not null and ").among(&state, states(State::counted)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.report_id");
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            Ok((id.parse().map_err(|why| corrupt("issue", &id, why))?, (small(row, 1)?, small(row, 2)?)))
        })
        .collect()
}

/// How the work of one unit stands, in numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Work {
    pub counted: u32,
    pub open: u32,
    pub late: u32,
    pub stagnant: u32,
    /// When the last of its issues moved.
    pub moved: Option<Day>,
}

/// The work of every unit within reach, of one book where given; as of `day`, which with `past` is a day that is over.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn by_unit(
    db: &Db,
    reach: &Reach,
    book: Option<Book>,
    day: Day,
    past: bool,
) -> Result<BTreeMap<UnitId, Work>> {
    let as_of = past.then_some(day);
    let [state, due, moved] = ["state", "due_day", "moved_day"].map(|name| column(as_of, name));
    let mut sql = Sql::new("select i.unit_id, count(*), ");
    sum(&mut sql, |sql| {
        sql.among(&state, states(State::open));
    });
    sql.push(", ");
    sum(&mut sql, |sql| {
        sql.among(&state, states(State::can_be_late)).push(&format!(" and {due} < ")).bind(late_before(day).number());
    });
    sql.push(", ");
    sum(&mut sql, |sql| {
        sql.push(&format!("{state} = ")).bind(<&str>::from(State::InProgress));
        sql.push(&format!(" and {moved} <= ")).bind(stagnant_since(day).number());
    });
    sql.push(&format!(", max({moved})"));
    issues(&mut sql, as_of);
    if let Some(book) = book {
        sql.push(" and i.book = ").bind(book.to_string());
    }
    sql.push(" and ").among(&state, states(State::counted)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.unit_id");
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let moved = row.maybe_int(5)?.map(Day::from_number);
            let (counted, open) = (small(row, 1)?, small(row, 2)?);
            let work = Work { counted, open, late: small(row, 3)?, stagnant: small(row, 4)?, moved };
            Ok((id.parse().map_err(|why| corrupt("issue", &id, why))?, work))
        })
        .collect()
}

fn states(wanted: fn(State) -> bool) -> impl Iterator<Item = &'static str> {
    use strum::VariantArray;
    State::VARIANTS.iter().filter(move |own| wanted(**own)).map(<&str>::from)
}

/// How many rows have it so.
fn sum(sql: &mut Sql, when: impl FnOnce(&mut Sql)) {
    sql.push("cast(sum(case when ");
    when(sql);
    sql.push(" then 1 else 0 end) as bigint)");
}

/// Issues `i`, of a past day each with how it stood as `s`.
fn issues(sql: &mut Sql, as_of: Option<Day>) {
    sql.push(" from issue i");
    match as_of {
        Some(day) => {
            sql.push(" join issue_version s on s.id = i.id where s.from_day <= ").bind(day.number());
            sql.push(" and (s.to_day is null or s.to_day > ").bind(day.number()).push(")");
        }
        None => {
            sql.push(" where 1 = 1");
        }
    }
}

/// How an issue stands is read from itself; how it stood, from its versions.
fn column(as_of: Option<Day>, name: &str) -> String {
    format!("{}.{name}", if as_of.is_some() { "s" } else { "i" })
}

fn small(row: &AnyRow, place: usize) -> Result<u32> {
    row.int(place).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}
