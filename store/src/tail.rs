//! What is new in the journal, for whoever watches. One task per node: woken by its own writer, otherwise several times a
//! second, so that entries of other nodes are seen too. A missed wake-up costs that long, never an entry.

use std::collections::HashMap;
use std::time::Duration;

use domain::act::Subject;
use domain::kinds::{Book, OrganisationId, Time, UnitId};
use sqlx::any::AnyRow;
use strum::VariantArray;
use tokio::sync::broadcast;

use crate::db::{Db, Kind};
use crate::error::{Result, corrupt};
use crate::journal::kept_heads;
use crate::sql::{Columns, Sql};
use crate::writer::Writer;

/// How long another node's entry may go unseen: what is left of the second within which a browser at this one shows it.
const EVERY: Duration = Duration::from_millis(250);
/// The same where there is one node, and beside it now and then a command.
const EVERY_ALONE: Duration = Duration::from_millis(500);
/// Hints that a slow watcher may fall behind before it is told to look at everything.
const BEHIND: usize = 4_096;
/// Rows read at a time.
const CHUNK: i64 = 1_000;

/// One new entry: that something changed, not what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    pub book: Book,
    pub seq: i64,
    pub subject: Subject,
    /// Of which kind the entry is, as `meeting.decide`.
    pub kind: String,
    /// The record's id.
    pub id: String,
    pub unit: Option<UnitId>,
    pub organisation: Option<OrganisationId>,
    pub recorded_at: Time,
}

/// Starts the task; it ends when nobody listens and the writer is gone.
#[must_use]
pub fn start(db: Db, writer: &Writer) -> broadcast::Sender<Hint> {
    let (hints, _) = broadcast::channel(BEHIND);
    let (sender, committed) = (hints.clone(), std::sync::Arc::clone(&writer.committed));
    tokio::spawn(async move {
        let mut seen: Option<HashMap<Book, i64>> = None;
        let every = match db.kind {
            Kind::Postgres => EVERY,
            Kind::Sqlite => EVERY_ALONE,
        };
        loop {
            match look(&db, &mut seen, &sender).await {
                Ok(()) => {}
                Err(why) => tracing::warn!(%why, "the tail can't be read"),
            }
            let _ = tokio::time::timeout(every, committed.notified()).await;
        }
    });
    hints
}

async fn look(db: &Db, seen: &mut Option<HashMap<Book, i64>>, hints: &broadcast::Sender<Hint>) -> Result<()> {
    let heads = kept_heads(db).await?;
    let Some(seen) = seen else {
        *seen = Some(heads.iter().map(|head| (head.book, head.seq)).collect());
        return Ok(());
    };
    for head in heads.iter() {
        let mut from = seen.get(&head.book).copied().unwrap_or(0);
        while from < head.seq {
            let rows = rows(db, head.book, from).await?;
            let Some(last) = rows.last().map(|hint| hint.seq) else { break };
            // Nobody listening is no fault.
            rows.into_iter().for_each(|hint| drop(hints.send(hint)));
            from = last;
        }
        seen.insert(head.book, from);
    }
    Ok(())
}

async fn rows(db: &Db, book: Book, after: i64) -> Result<Vec<Hint>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(
        "select j.seq, j.kind, j.unit_id, j.recorded_at, r.organisation_id, j.subject_id from journal j \
         left join record r on r.id = j.subject_id and ",
    );
    // Every kind by its name: the key of records begins with it, and their id alone would look at all of them.
    sql.among("r.subject", Subject::VARIANTS.iter().map(<&str>::from)).push(" where j.book = ");
    sql.bind(book.to_string()).push(" and j.seq > ").bind(after).push(&format!(" order by j.seq limit {CHUNK}"));
    sql.all(&mut conn).await?.iter().map(|row| hint(book, row)).collect()
}

fn hint(book: Book, row: &AnyRow) -> Result<Hint> {
    let kind = row.text(1)?;
    let subject = kind.split('.').next().unwrap_or_default();
    Ok(Hint {
        book,
        seq: row.int(0)?,
        subject: subject.parse().map_err(|why| corrupt("journal", &kind, why))?,
        id: row.text(5)?,
        unit: row.maybe_text(2)?.and_then(|id| id.parse().ok()),
        organisation: row.maybe_text(4)?.and_then(|id| id.parse().ok()),
        recorded_at: Time(row.int(3)?),
        kind,
    })
}
