//! Everything that can't be folded again, table by table, as plain rows: for one backup file that fits both databases.
//! Reads one consistent moment while others write; puts rows into an empty database only.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sqlx::pool::PoolConnection;
use sqlx::{Any, Row as _};

use crate::db::{Db, Kind};
use crate::error::{Error, Result, corrupt};
use crate::save::insert;
use crate::sql::{Columns, Sql, Value};
use crate::writer::finish;

/// Rows read at a time.
const CHUNK: i64 = 2_000;
/// Folded from the journal, or of this very database.
const LEFT_OUT: [&str; 13] = [
    "record",
    "issue",
    "issue_version",
    "visit",
    "visit_version",
    "promise_version",
    "part",
    "gram",
    "tally",
    "taken",
    "migration",
    // Whose turn it is, and what a restored copy must not send a second time.
    "turn",
    "delivery",
];

/// A table with its columns.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    /// A number; otherwise a text.
    pub number: bool,
}

/// One row, in the order of the columns.
pub type Row = Vec<Json>;

/// A moment of the database: what is written meanwhile is not in it.
pub struct Moment {
    conn: PoolConnection<Any>,
    tables: Vec<Table>,
}

impl Moment {
    /// # Errors
    /// The database.
    pub async fn begin(db: &Db) -> Result<Moment> {
        let mut conn = db.reader().await?;
        let begin = match db.kind {
            // The first read fixes the moment.
            Kind::Sqlite => "begin",
            Kind::Postgres => "begin isolation level repeatable read read only",
        };
        Sql::new(begin).run(&mut conn).await?;
        let tables = tables(&mut conn, db.kind).await?;
        Ok(Moment { conn, tables })
    }

    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The next rows of a table, from a place on; none at the end.
    ///
    /// # Errors
    /// The database.
    pub async fn rows(&mut self, table: &Table, from: i64) -> Result<Vec<Row>> {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let order = if table.name == "journal" { "book, seq".to_owned() } else { names.join(", ") };
        let text = format!("select {} from {} order by {order} limit {CHUNK} offset ", names.join(", "), table.name);
        let mut sql = Sql::new(&text);
        sql.bind(from);
        let rows = sql.all(&mut self.conn).await?;
        rows.iter()
            .map(|row| {
                let cell = |(place, column): (usize, &Column)| -> Result<Json> {
                    Ok(if column.number { row.maybe_int(place)?.into() } else { row.maybe_text(place)?.into() })
                };
                table.columns.iter().enumerate().map(cell).collect()
            })
            .collect()
    }

    /// # Errors
    /// The database.
    pub async fn end(self) -> Result<()> {
        finish(self.conn, Ok(())).await
    }
}

/// The tables of this database that are not folded, without sessions: who restores signs in anew.
async fn tables(conn: &mut PoolConnection<Any>, kind: Kind) -> Result<Vec<Table>> {
    let names = match kind {
        Kind::Sqlite => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
        }
        Kind::Postgres => {
            "select cast(table_name as text) from information_schema.tables where table_schema = current_schema() \
             and table_type = 'BASE TABLE' order by 1"
        }
    };
    let mut tables = Vec::new();
    for row in Sql::new(names).all(conn).await? {
        let name = row.text(0)?;
        if LEFT_OUT.contains(&name.as_str()) || name.starts_with("session") {
            continue;
        }
        let columns = columns(conn, kind, &name).await?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

async fn columns(conn: &mut PoolConnection<Any>, kind: Kind, table: &str) -> Result<Vec<Column>> {
    let text = match kind {
        Kind::Sqlite => "select name, lower(type) from pragma_table_info(",
        Kind::Postgres => {
            "select cast(column_name as text), cast(data_type as text) from information_schema.columns \
             where table_schema = current_schema() and table_name = "
        }
    };
    let mut sql = Sql::new(text);
    sql.bind(table).push(match kind {
        Kind::Sqlite => ") order by cid",
        Kind::Postgres => " order by ordinal_position",
    });
    let rows = sql.all(conn).await?;
    rows.iter().map(|row| Ok(Column { name: row.text(0)?, number: row.try_get::<String, _>(1)? == "bigint" })).collect()
}

/// Rows on their way into an empty database: all of them or none.
pub struct Filling {
    conn: PoolConnection<Any>,
    tables: Vec<Table>,
}

impl Filling {
    /// # Errors
    /// A database that has been used; the database.
    pub async fn begin(db: &Db) -> Result<Filling> {
        let mut conn = db.writer().await?;
        db.begin(&mut conn).await?;
        let tables = tables(&mut conn, db.kind).await?;
        for table in &tables {
            let row = Sql::new(&format!("select count(*) from {}", table.name)).maybe(&mut conn).await?;
            if row.map_or(Ok(0), |row| row.int(0))? != 0 {
                let why = format!("the database is in use: it has rows in {}", table.name);
                return finish(conn, Err(Error::Refused(why))).await;
            }
        }
        Ok(Filling { conn, tables })
    }

    /// Puts rows into a table of the same name and columns.
    ///
    /// # Errors
    /// A table that this release does not have, a value of another kind, the database.
    pub async fn put(&mut self, table: &Table, rows: Vec<Row>) -> Result<()> {
        // An earlier release may not have had all of its columns; what is missing is null.
        let here = |own: &Table| own.name == table.name && table.columns.iter().all(|one| own.columns.contains(one));
        if !self.tables.iter().any(here) {
            return Err(Error::Refused(format!("this release has no table {} with these columns", table.name)));
        }
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let into = format!("insert into {} ({})", table.name, names.join(", "));
        let rows = rows.into_iter().map(|row| values(table, row)).collect::<Result<Vec<_>>>()?;
        insert(&mut self.conn, &into, "", rows).await
    }

    /// Keeps everything, or nothing if something went wrong.
    ///
    /// # Errors
    /// What went wrong.
    pub async fn end(self, done: Result<()>) -> Result<()> {
        finish(self.conn, done).await
    }
}

fn values(table: &Table, row: Row) -> Result<Vec<Value>> {
    if row.len() != table.columns.len() {
        return Err(Error::Refused(format!("a row of {} has {} values", table.name, row.len())));
    }
    let cells = row.into_iter().zip(&table.columns).map(|(cell, column)| match (cell, column.number) {
        (Json::Null, true) => Ok(Value::Int(None)),
        (Json::Null, false) => Ok(Value::Text(None)),
        (Json::String(text), false) => Ok(Value::Text(Some(text))),
        (Json::Number(number), true) => {
            number.as_i64().map(|number| Value::Int(Some(number))).ok_or_else(|| wrong(table, column))
        }
        (Json::Bool(_) | Json::String(_) | Json::Number(_) | Json::Array(_) | Json::Object(_), _) => {
            Err(wrong(table, column))
        }
    });
    cells.collect()
}

fn wrong(table: &Table, column: &Column) -> Error {
    Error::Refused(format!("{}.{} holds a value of another kind", table.name, column.name))
}

/// Checks the chains of journal rows as they come out of an archive, before anything is written.
#[derive(Default)]
pub struct Chains {
    heads: std::collections::BTreeMap<String, (i64, String)>,
}

impl Chains {
    /// Takes the next journal row; rows come in the order of books and numbers.
    ///
    /// # Errors
    /// A row that does not follow the one before it.
    pub fn follow(&mut self, table: &Table, row: &Row) -> Result<()> {
        let at = |name: &str| {
            let place = table.columns.iter().position(|column| column.name == name);
            place.and_then(|place| row.get(place)).ok_or_else(|| corrupt("journal", name, "no such column"))
        };
        let text = |name: &str| Ok::<_, Error>(at(name)?.as_str().unwrap_or_default().to_owned());
        let (book, seq) = (text("book")?, at("seq")?.as_i64().unwrap_or(0));
        let before = self.heads.get(&book).cloned().unwrap_or((0, domain::entry::GENESIS.to_owned()));
        let (body, prev, hash) = (text("body")?, text("prev")?, text("hash")?);
        let follows = seq == before.0 + 1 && prev == before.1 && domain::entry::seal(&prev, &body) == hash;
        if !follows {
            return Err(Error::Refused(format!("the journal is broken at {book} {seq}")));
        }
        self.heads.insert(book, (seq, hash));
        Ok(())
    }

    /// Where each book ends: `book seq hash`.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        self.heads.iter().map(|(book, (seq, hash))| format!("{book} {seq} {hash}")).collect()
    }
}
