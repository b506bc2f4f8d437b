//! The issues of one unit: how many stand where, and those that wait for somebody, in full.

use std::collections::BTreeMap;

use domain::asks::Standing;
use domain::issue::{Issue, STAGNANT_DAYS, State};
use domain::kinds::{Day, ReportId, UnitId};
use domain::record::Record;
use domain::viewer::Reach;

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
    sql.bind(today.number()).push(" and ");
    let late = State::VARIANTS.iter().filter(|state| state.can_be_late()).map(<&str>::from);
    sql.among("i.state", late).push(" then 1 else 0 end) as bigint)");
    sql.push(", cast(sum(case when i.moved_day <= ").bind(today.number() - STAGNANT_DAYS);
    sql.push(" and i.state = ").bind(<&str>::from(State::InProgress)).push(" then 1 else 0 end) as bigint)");
    sql.push(", cast(sum(case when i.relapses > 0 then 1 else 0 end) as bigint) from issue i where i.unit_id = ");
    sql.bind(unit.to_string()).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.origin, i.category, i.state");
    let rows = sql.all(&mut conn).await?;
    rows.iter()
        .map(|row| {
            let bad = |why: &dyn ToString| corrupt("issue", unit, why.to_string());
            let small = |place| row.int(place).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
            Ok(Standing {
                origin: row.text(0)?.parse().map_err(|why| bad(&why))?,
                category: row.maybe_text(1)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
                state: row.text(2)?.parse().map_err(|why| bad(&why))?,
                number: small(3)?,
                late: small(4)?,
                stagnant: small(5)?,
                relapsed: small(6)?,
            })
        })
        .collect()
}

/// The issues of a unit in these states within reach, in full, the earliest due first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn waiting(db: &Db, reach: &Reach, unit: UnitId, states: &[State]) -> Result<Vec<Issue>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select r.id, r.body from issue i join record r on r.subject = 'issue' and r.id = i.id");
    sql.push(" where i.unit_id = ").bind(unit.to_string()).push(" and ");
    sql.among("i.state", states.iter().map(<&str>::from)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(&format!(" order by i.due_day, i.id limit {MOST}"));
    let mut issues = Vec::new();
    for row in sql.all(&mut conn).await? {
        let id = row.text(0)?;
        if let Record::Issue(issue) = read(domain::act::Subject::Issue, &id, &row.text(1)?)? {
            issues.push(*issue);
        }
    }
    Ok(issues)
}

/// How many issues within reach name each report, and how many of them are solved. Only what is counted.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn by_report(db: &Db, reach: &Reach) -> Result<BTreeMap<ReportId, (u32, u32)>> {
    use strum::VariantArray;
    let states = |wanted: fn(State) -> bool| State::VARIANTS.iter().filter(move |own| wanted(**own)).map(<&str>::from);
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select i.report_id, count(*), cast(sum(case when ");
    sql.among("i.state", states(State::solved)).push(" then 1 else 0 end) as bigint) from issue i");
    sql.push(" where i.report_id is not null and ").among("i.state", states(State::counted)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.report_id");
    let rows = sql.all(&mut conn).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let small = |place| row.int(place).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
            Ok((id.parse().map_err(|why| corrupt("issue", &id, why))?, (small(1)?, small(2)?)))
        })
        .collect()
}
