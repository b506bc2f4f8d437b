//! Slips and ballots of surveys, outside the journal: an entry for each answer would have its order and its time.
//!
//! A ballot is one sealed text that is replaced as a whole (`ballot/swap.rs`), and only if it is still the one that was read, and its
//! survey too: what is closed stays as it is. On SQLite freed pages are zeroed and the log is emptied after each answer, on PostgreSQL
//! dead rows are cleared away, so that even for who has the key no older text of the ballot lies around beside the new one.

mod swap;

use std::collections::BTreeSet;
use std::ops::Range;

use domain::kinds::{SurveyId, UnitId};
use domain::survey::answer::Answer;
use domain::survey::ballot::{Ballot, Spoilt};
use domain::survey::result::{self, Said};
use domain::survey::{Plan, Survey};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::seal::{BallotKey, is_sealed};
use crate::sql::{Columns, Sql, Value};
use swap::{change, forget};

/// The survey that this slip was printed for, and its group of raters.
///
/// # Errors
/// The database.
pub async fn survey_of(db: &Db, hash: &str) -> Result<Option<(SurveyId, usize)>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select survey, raters from slip where hash = ");
    sql.bind(hash);
    let Some(row) = sql.maybe(&mut conn).await? else { return Ok(None) };
    let id = row.text(0)?;
    let survey = id.parse().map_err(|why| corrupt("slip", &id, why))?;
    Ok(Some((survey, usize::try_from(row.int(1)?).unwrap_or(usize::MAX))))
}

/// The ballots of a survey, one for each group of raters; empty ones where no slip was printed.
///
/// # Errors
/// The database; a ballot that can't be read.
pub async fn of_survey(db: &Db, survey: &Survey) -> Result<Vec<Ballot>> {
    let mut ballots = Vec::with_capacity(survey.plan.raters.len());
    for raters in 0..survey.plan.raters.len() {
        ballots.push(read(&mut *db.reader().await?, &db.key, survey, raters).await?.1);
    }
    Ok(ballots)
}

/// What the closed surveys of a unit came to.
///
/// # Errors
/// The database; a record or ballot that can't be read.
pub(crate) async fn said(conn: &mut AnyConnection, key: &BallotKey, unit: UnitId) -> Result<Vec<Said>> {
    let mut sql = Sql::new("select id, body from record where subject = 'survey' and unit_id = ");
    sql.bind(unit.to_string());
    let mut all = Vec::new();
    for row in sql.all(conn).await? {
        let (id, body) = (row.text(0)?, row.text(1)?);
        let survey: Survey = serde_json::from_str(&body).map_err(|why| corrupt("record", &id, why))?;
        let mut ballots = Vec::with_capacity(survey.plan.raters.len());
        for raters in 0..survey.plan.raters.len() {
            ballots.push(read(conn, key, &survey, raters).await?.1);
        }
        all.extend(result::said(&survey, &ballots));
    }
    Ok(all)
}

/// Could this slip be used?
///
/// # Errors
/// The database.
pub async fn look(db: &Db, survey: &Survey, raters: usize, hash: &str) -> Result<std::result::Result<(), Spoilt>> {
    Ok(read(&mut *db.reader().await?, &db.key, survey, raters).await?.1.look(hash))
}

/// Adds printed slips to the box of their group. `sheet` is a place on their sheet among all slips of the group, the same for all.
///
/// # Errors
/// The database.
pub async fn hand_out(db: &Db, survey: &Survey, raters: usize, sheet: u32, hashes: &[String]) -> Result<()> {
    let (id, group) = (survey.id.to_string(), place(raters));
    // In the order of chance that hashes are: the places of rows would tell which slip stood where on its sheet.
    let mut hashes = hashes.to_vec();
    hashes.sort_unstable();
    let row = |hash: &String| vec![hash.as_str().into(), id.as_str().into(), group.into(), i64::from(sheet).into()];
    let mut slips = Sql::new("insert into slip (hash, survey, raters, sheet)");
    slips.rows(hashes.iter().map(row).collect::<Vec<_>>());
    db.write(vec![slips]).await?;
    let done = change(db, survey.id, raters, |_, ballot| {
        ballot.hand_out(hashes.iter().cloned());
        Ok(())
    });
    done.await.map(drop)
}

/// A slip's hash, and what it says in the order of the questions.
pub type Filled = (String, Vec<Option<Answer>>);

/// Uses slips and counts their answers: all of them, or none and why not. They are late when the survey has ended since it was
/// read, also at this very moment.
///
/// # Errors
/// The database.
pub async fn take(
    db: &Db,
    survey: &Survey,
    raters: usize,
    slips: &[Filled],
) -> Result<std::result::Result<(), Spoilt>> {
    let done = change(db, survey.id, raters, |now, ballot| {
        if now.state() != survey.state() {
            return Err(Spoilt::Late);
        }
        slips.iter().try_for_each(|(hash, answers)| ballot.take(hash, answers))
    });
    done.await
}

/// The ballot with its text, if there is one.
async fn read(
    conn: &mut AnyConnection,
    key: &BallotKey,
    survey: &Survey,
    raters: usize,
) -> Result<(Option<String>, Ballot)> {
    let mut sql = Sql::new("select body from ballot where survey = ");
    sql.bind(survey.id.to_string()).push(" and raters = ").bind(place(raters));
    let Some(row) = sql.maybe(conn).await? else { return Ok((None, Ballot::new(&survey.plan))) };
    let body = row.text(0)?;
    // The reader's own words would quote what stands there, and errors are logged.
    let unread = |why: serde_json::Error| corrupt("ballot", survey.id, format!("unreadable at {}", why.column()));
    let opened = key.open(&sealed_for(survey.id, place(raters)), &body)?;
    let ballot = serde_json::from_str(&opened).map_err(unread)?;
    let mut ballot = fitting(ballot, &survey.plan);
    let first = survey.taken_back.get(raters).copied().unwrap_or_default();
    ballot.take_back(&printed(conn, survey, raters, 0..first).await?);
    for sheet in survey.void_sheets(raters) {
        ballot.make_void(&printed(conn, survey, raters, sheet.places()).await?);
    }
    Ok((Some(body), ballot))
}

/// The slips of this group on the sheets that lie between these places.
async fn printed(
    conn: &mut AnyConnection,
    survey: &Survey,
    raters: usize,
    places: Range<u32>,
) -> Result<BTreeSet<String>> {
    if places.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut sql = Sql::new("select hash from slip where survey = ");
    sql.bind(survey.id.to_string()).push(" and raters = ").bind(place(raters));
    sql.push(" and sheet >= ").bind(i64::from(places.start)).push(" and sheet < ").bind(i64::from(places.end));
    sql.all(conn).await?.iter().map(|row| row.text(0)).collect()
}

fn place(raters: usize) -> i64 {
    i64::try_from(raters).unwrap_or(i64::MAX)
}

/// A ballot of an earlier plan, from before anything was answered, begins anew.
fn fitting(ballot: Ballot, plan: &Plan) -> Ballot {
    if ballot.fits(plan) { ballot } else { Ballot::new(plan) }
}

fn written(db: &Db, survey: &Survey, raters: usize, ballot: &Ballot) -> Result<String> {
    let text = serde_json::to_string(ballot).map_err(|why| corrupt("ballot", "new", why))?;
    db.key.seal(&sealed_for(survey.id, place(raters)), &text)
}

/// What a ballot is sealed for: in the place of another it is not opened.
#[must_use]
pub fn sealed_for(survey: impl std::fmt::Display, raters: i64) -> String {
    format!("{survey} {raters}")
}

/// Ties the database to the key, with which it seals a row of no survey: a server, or another node, with another key had better not
/// start. Then it seals the ballots of before ballots were sealed.
///
/// # Errors
/// The database; there is no key, or another one than that of the ballots.
pub async fn ready(db: &Db) -> Result<()> {
    let rows = Sql::new("select survey, raters, body from ballot").all(&mut *db.reader().await?).await?;
    let rows = rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?, row.text(2)?))).collect::<Result<Vec<_>>>()?;
    let (sealed, open): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(.., body)| is_sealed(body));
    for (survey, raters, body) in &sealed {
        db.key.open(&sealed_for(survey, *raters), body)?;
    }
    let (none, tied) = (String::new(), sealed_for("", 0));
    let mut sql = Sql::new("insert into ballot (survey, raters, body) values ");
    sql.list([Value::from(none.as_str()), 0.into(), db.key.seal(&tied, "{}")?.into()]);
    sql.push(" on conflict (survey, raters) do nothing");
    db.write(vec![sql]).await?;
    let mut sql = Sql::new("select body from ballot where survey = ");
    sql.bind(none.as_str());
    if let Some(row) = sql.maybe(&mut *db.reader().await?).await? {
        db.key.open(&tied, &row.text(0)?)?;
    }
    for (survey, raters, body) in &open {
        let mut sql = Sql::new("update ballot set body = ");
        sql.bind(db.key.seal(&sealed_for(survey, *raters), body)?).push(" where survey = ").bind(survey.as_str());
        // not "as it was read": what people said would stand in the database's own log
        sql.push(" and raters = ").bind(*raters).push(" and body like '{%'");
        db.write(vec![sql]).await?;
    }
    if !open.is_empty() {
        forget(db).await;
    }
    Ok(())
}
