//! What the audit administrator reads of the books: their heads, that something happened, and whether a chain is whole.

use domain::kinds::{Book, Time};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// Entries shown at a time.
#[cfg(feature = "ssr")]
const PAGE: u32 = 50;

/// Where a book stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Head {
    pub book: Book,
    /// The group's name; none for the office.
    pub name: Option<String>,
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// That something happened, not what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub seq: i64,
    /// The wire name of the act.
    pub kind: String,
    pub by: String,
    pub recorded_at: Time,
    pub hash: String,
}

/// How far a check has come.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Step {
    pub upto: i64,
    pub of: i64,
    /// The first bad entry and what is wrong with it.
    pub fault: Option<(i64, String)>,
}

/// The heads of all books.
#[server(prefix = "/api", endpoint = "journal/heads", input = GetUrl, output = Json)]
pub async fn read_heads() -> Result<Vec<Head>, Failure> {
    use domain::act::Subject;
    use domain::record::Record;
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let groups = store::record::office(&db, Subject::Group).await?;
    let name = |book: Book| {
        groups.iter().find_map(|record| match record {
            Record::Group(group) if Book::Group(group.id) == book => Some(group.name.to_string()),
            _ => None,
        })
    };
    let heads = store::journal::heads(&db).await?.into_iter();
    let row = |head: store::journal::Head| Head {
        book: head.book,
        name: name(head.book),
        seq: head.seq,
        hash: head.hash,
        recorded_at: head.recorded_at,
    };
    Ok(heads.map(row).collect())
}

/// The entries of a book at or before number `upto`, newest first, without what they say.
#[server(prefix = "/api", endpoint = "journal/entries", input = GetUrl, output = Json)]
pub async fn read_lines(book: String, upto: i64) -> Result<Vec<Line>, Failure> {
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let book: Book = book.parse()?;
    let people = store::record::people(&db).await?;
    let name = |id| people.iter().find(|person| person.id == id).map(|person| person.name.to_string());
    let line = |chained: store::journal::Chained| Line {
        seq: chained.entry.seq,
        kind: chained.entry.act.kind(),
        by: name(chained.entry.by).unwrap_or_default(),
        recorded_at: chained.entry.recorded_at,
        hash: chained.hash,
    };
    Ok(store::journal::before(&db, book, upto, PAGE).await?.into_iter().map(line).collect())
}

/// Checks the next stretch of a book after number `after`.
#[server(prefix = "/api", endpoint = "journal/verify", input = GetUrl, output = Json)]
pub async fn verify_next(book: String, after: i64) -> Result<Step, Failure> {
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let stretch = store::verify::stretch(&db, book.parse()?, after).await?.ok_or_else(Failure::not_found)?;
    let fault = stretch.fault.map(|fault| (fault.seq, fault.why.to_owned()));
    Ok(Step { upto: stretch.upto, of: stretch.of, fault })
}
