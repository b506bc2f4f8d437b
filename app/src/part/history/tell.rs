//! Turns entries of the journal into what people read. The caller has made sure that the viewer sees the record.

use std::collections::BTreeSet;

use domain::act::{Key, Subject};
use domain::kinds::PersonId;
use domain::record::{Record, Telling, fold};
use domain::unit::Unit;
use domain::viewer::Viewer;
use serde_json::Value;
use store::journal::Chained;

use super::besides::besides;
use super::diff::changes;
use super::{Change, Told};
use crate::context::Server;
use crate::failure::Failure;

/// The whole history of one record, with what each entry changed.
///
/// # Errors
/// The database.
pub async fn of(server: &Server, key: Key) -> Result<Vec<Told>, Failure> {
    of_shown(server, key, Some).await
}

/// As [`of`], for who reads the record only in part: `show` gives what they read of it, nothing while they may not know
/// of it.
///
/// # Errors
/// The database.
pub async fn of_shown(
    server: &Server,
    key: Key,
    show: impl Fn(Record) -> Option<Record>,
) -> Result<Vec<Told>, Failure> {
    let mut entries = store::journal::history(&server.db, key.id).await?;
    // A group and its policies share their id. What of a shared record may be told depends on who reads: see `of_shared`.
    entries.retain(|own| own.entry.act.key() == key && !key.subject.is_shared());
    let told = plainly(server, &entries).await?;
    let (mut record, mut before) = (None::<Record>, None::<(Record, Value)>);
    let mut shown = Vec::with_capacity(told.len());
    for (own, mut told) in entries.iter().zip(told) {
        record = fold(record, &own.entry);
        let after = record.clone().and_then(&show).and_then(|record| json(&record).map(|text| (record, text)));
        let Some(after) = after else { continue };
        // These pages show what became of it themselves; number by number it would fill the history.
        if !matches!(key.subject, Subject::Draw | Subject::Lookback | Subject::Cut | Subject::Standard | Subject::Study)
        {
            told.changes = changes(before.as_ref().map(|own| &own.1), &after.1);
            told.changes.extend(before.iter().flat_map(|before| besides(&before.0, &after.0)));
            if let (Some((Record::Unit(before), _)), Record::Unit(after)) = (&before, &after.0) {
                told.changes.extend(answering(server, before, after).await?);
            }
        }
        before = Some(after);
        shown.push(told);
    }
    Ok(shown)
}

/// The history of a record in which several units have a part, as far as this viewer reads it; without what changed.
///
/// # Errors
/// The database.
pub async fn of_shared(server: &Server, viewer: &Viewer, key: Key) -> Result<Vec<Told>, Failure> {
    let mut entries = store::journal::history(&server.db, key.id).await?;
    entries.retain(|own| own.entry.act.key() == key && key.subject.is_shared());
    Ok(told(server, viewer, &entries).await?.into_iter().flatten().collect())
}

/// Entries of any records, with who and what was said but not what changed; one for each entry, nothing where this viewer
/// may not know of it. That they may know of all other records is the caller's to see to.
///
/// # Errors
/// The database.
pub async fn told(server: &Server, viewer: &Viewer, entries: &[Chained]) -> Result<Vec<Option<Told>>, Failure> {
    let keys: BTreeSet<Key> = entries.iter().map(|own| own.entry.act.key()).collect();
    let shared = store::shared::some(&server.db, viewer, keys).await?;
    let shown = plainly(server, entries).await?.into_iter().zip(entries).map(|(told, own)| {
        let (act, key) = (&own.entry.act, own.entry.act.key());
        if !key.subject.is_shared() {
            return Some(told);
        }
        let (_, record) = shared.iter().find(|(own, _)| *own == key)?;
        match record.tells(act, own.entry.by, viewer) {
            Telling::Whole => Some(told),
            Telling::Bare => Some(Told { said: None, ..told }),
            Telling::Nothing => None,
        }
    });
    Ok(shown.collect())
}

async fn plainly(server: &Server, entries: &[Chained]) -> Result<Vec<Told>, Failure> {
    let people: BTreeSet<_> = entries.iter().map(|own| own.entry.by).collect();
    let names = store::record::names(&server.db, people).await?;
    let told = entries.iter().map(|Chained { entry, hash }| Told {
        seq: entry.seq,
        hash: hash.clone(),
        by: names.get(&entry.by).cloned(),
        at: entry.at,
        recorded_at: entry.recorded_at,
        kind: entry.act.kind(),
        said: serde_json::to_value(&entry.act).ok().and_then(|act| said(&act)),
        changes: Vec::new(),
    });
    Ok(told.collect())
}

/// Who of the group answers for the unit, by name, where these are others than before.
async fn answering(server: &Server, before: &Unit, after: &Unit) -> Result<Option<Change>, Failure> {
    if before.members == after.members {
        return Ok(None);
    }
    let people: BTreeSet<PersonId> = before.members.iter().chain(&after.members).copied().collect();
    let names = store::record::names(&server.db, people).await?;
    let told = |of: &Unit| {
        let all: Vec<String> = of.members.iter().filter_map(|own| names.get(own)).map(ToString::to_string).collect();
        (!all.is_empty()).then(|| all.join("、"))
    };
    Ok(Some(Change { field: "member".to_owned(), item: None, before: told(before), after: told(after) }))
}

fn json(record: &Record) -> Option<Value> {
    serde_json::to_value(record).ok()
}

/// The words that a person wrote for others to read.
fn said(act: &Value) -> Option<String> {
    let act = act.get("act")?;
    ["reason", "note", "summary", "text"].iter().find_map(|key| act.get(key)?.as_str().map(str::to_owned))
}
