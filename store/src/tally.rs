//! The counts behind every figure: what each day added to each cell, for one scope. Never touches a list of issues,
//! so its cost grows with days and cells only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::figure::Cell;
use domain::kinds::{Book, Day, UnitId};

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// Whose counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scope {
    All,
    Group(Book),
    Unit(UnitId),
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scope::All => f.write_str("all"),
            Scope::Group(book) => book.fmt(f),
            Scope::Unit(unit) => unit.fmt(f),
        }
    }
}

/// What one day added to one cell; negative where more left than came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    pub day: Day,
    pub cell: Cell,
    pub value: i64,
}

/// Every step of a scope up to and including a day, in order of days. A count on that day is their sum.
///
/// # Errors
/// The database; a cell of a newer release.
pub async fn steps(db: &Db, scope: Scope, upto: Day) -> Result<Vec<Step>> {
    let mut conn = db.reader().await?;
    // One text for all: a row of its own for each took ten times as long.
    let mut sql = Sql::new(
        "select string_agg(cast(day as text) || ' ' || cell || ' ' || cast(value as text), ';' order by day) from tally \
         where scope = ",
    );
    sql.bind(scope.to_string()).push(" and day <= ").bind(upto.number());
    let row = sql.maybe(&mut conn).await?;
    let Some(text) = row.map(|row| row.maybe_text(0)).transpose()?.flatten() else { return Ok(Vec::new()) };
    // Of its exact length: hundreds of scopes are kept.
    let mut steps = Vec::with_capacity(text.split(';').count());
    for text in text.split(';') {
        steps.push(step(text).ok_or_else(|| corrupt("tally", text, "can't be read"))?);
    }
    Ok(steps)
}

fn step(text: &str) -> Option<Step> {
    let mut parts = text.split(' ');
    let mut next = || parts.next();
    let (day, cell, value) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
    Some(Step { day: Day::from_number(day), cell, value })
}

/// Steps with the age of the books they were counted from.
type Aged = (i64, Arc<Vec<Step>>);

/// Steps that were read before.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept(Arc<Mutex<HashMap<Scope, Aged>>>);

/// So many scopes are kept at most: all groups of a province with their units.
const MOST: usize = 2_000;

/// Every step of a scope. `age` counts the entries of the books it comes from: as long as that stays the same, they
/// are not read again. Read the heads before calling, so that what is kept is never older than its age says.
///
/// # Errors
/// The database; a cell of a newer release.
pub async fn kept(db: &Db, scope: Scope, age: i64) -> Result<Arc<Vec<Step>>> {
    let lock = || db.tally.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, steps)) = lock().get(&scope)
        && *of == age
    {
        return Ok(Arc::clone(steps));
    }
    let steps = Arc::new(steps(db, scope, Day::from_number(i64::MAX)).await?);
    let mut kept = lock();
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(scope, (age, Arc::clone(&steps)));
    Ok(steps)
}
