//! One ballot in the place of another: the only way in which it changes. Nothing but what is left of the newest stays behind.

use domain::kinds::SurveyId;
use domain::survey::Survey;
use domain::survey::ballot::{Ballot, Spoilt};
use sqlx::AnyConnection;

use super::{place, read, written};
use crate::db::{Db, Kind};
use crate::error::{Error, Result, corrupt};
use crate::sql::{Columns, Sql};

/// How often a ballot that somebody else changed meanwhile is read again.
const TRIES: usize = 50;

/// Changes a ballot by what its survey is now, or says why not.
pub(super) async fn change(
    db: &Db,
    id: SurveyId,
    raters: usize,
    change: impl Fn(&Survey, &mut Ballot) -> std::result::Result<(), Spoilt>,
) -> Result<std::result::Result<(), Spoilt>> {
    for _ in 0..TRIES {
        let (stands, survey) = standing(&mut *db.reader().await?, id).await?;
        let (before, mut ballot) = read(&mut *db.reader().await?, &db.key, &survey, raters).await?;
        if let Err(spoilt) = change(&survey, &mut ballot) {
            return Ok(Err(spoilt));
        }
        if replace(db, id, raters, (before, stands.as_str()), &written(db, &survey, raters, &ballot)?).await? {
            forget(db).await;
            return Ok(Ok(()));
        }
    }
    Err(Error::Refused("the ballot is being changed too often".to_owned()))
}

/// The survey as it stands, with its text.
async fn standing(conn: &mut AnyConnection, id: SurveyId) -> Result<(String, Survey)> {
    let mut sql = Sql::new("select body from record where subject = 'survey' and id = ");
    sql.bind(id.to_string());
    let Some(row) = sql.maybe(conn).await? else { return Err(corrupt("ballot", id, "of no survey")) };
    let body = row.text(0)?;
    let survey = serde_json::from_str(&body).map_err(|why| corrupt("record", id, why))?;
    Ok((body, survey))
}

/// Puts the new text in the place of the old one, if that is still there and the survey still stands as it was read.
async fn replace(
    db: &Db,
    id: SurveyId,
    raters: usize,
    (before, stands): (Option<String>, &str),
    after: &str,
) -> Result<bool> {
    let (id, group) = (id.to_string(), place(raters));
    // Who closes the survey now waits for this answer, or this answer sees it closed.
    let mut held = Sql::new("select id from record where subject = 'survey' and id = ");
    held.bind(id.as_str()).push(db.hold());
    let still = |sql: &mut Sql| {
        sql.push("exists (select 1 from record where subject = 'survey' and id = ").bind(id.as_str());
        sql.push(" and body = ").bind(stands).push(")");
    };
    let mut sql = Sql::new("");
    match before {
        Some(before) => {
            sql.push("update ballot set body = ").bind(after).push(" where survey = ").bind(id.as_str());
            sql.push(" and raters = ").bind(group).push(" and body = ").bind(before).push(" and ");
            still(&mut sql);
        }
        None => {
            sql.push("insert into ballot (survey, raters, body) select ").bind(id.as_str()).push(", ").bind(group);
            sql.push(", ").bind(after).push(" where ");
            still(&mut sql);
            sql.push(" on conflict (survey, raters) do nothing");
        }
    }
    sql.push(" returning raters");
    let returned = db.write(vec![held, sql]).await?;
    Ok(returned.last().is_some_and(|rows| !rows.is_empty()))
}

/// One at a time: PostgreSQL would have the others wait, each with a connection in its hands.
static FORGETS: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Rids the database of the ballot as it was before: SQLite's log is emptied, PostgreSQL's dead row freed, to be written over. A
/// reader that holds on to it only delays that.
pub(super) async fn forget(db: &Db) {
    let _one = FORGETS.lock().await;
    let emptied = async {
        match db.kind {
            Kind::Sqlite => Sql::new("pragma wal_checkpoint(truncate)").all(&mut *db.writer().await?).await,
            Kind::Postgres => Sql::new("vacuum ballot").all(&mut *db.reader().await?).await,
        }
    };
    if let Err(why) = emptied.await {
        tracing::warn!(%why, "an earlier ballot was not cleared away");
    }
}
