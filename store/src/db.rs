//! Opening a database: connections, pragmas, migrations. The only place where SQLite and PostgreSQL differ.

use std::sync::Once;

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Executor};

use crate::error::{Error, Result};
use crate::sql::{Columns, Sql};

/// The files of `migrations/`, in order. A shipped one is never edited.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_journal", include_str!("../../migrations/0001_journal.sql")),
    ("0002_people", include_str!("../../migrations/0002_people.sql")),
    ("0003_speed", include_str!("../../migrations/0003_speed.sql")),
    ("0004_private", include_str!("../../migrations/0004_private.sql")),
    ("0005_visit", include_str!("../../migrations/0005_visit.sql")),
    ("0006_file", include_str!("../../migrations/0006_file.sql")),
    ("0007_drawn", include_str!("../../migrations/0007_drawn.sql")),
    ("0008_visit_version", include_str!("../../migrations/0008_visit_version.sql")),
    ("0009_evaluation", include_str!("../../migrations/0009_evaluation.sql")),
    ("0010_survey", include_str!("../../migrations/0010_survey.sql")),
    ("0011_promise", include_str!("../../migrations/0011_promise.sql")),
    ("0012_part", include_str!("../../migrations/0012_part.sql")),
    ("0014_reminder", include_str!("../../migrations/0014_reminder.sql")),
    ("0015_promise_late", include_str!("../../migrations/0015_promise_late.sql")),
    ("0016_gram", include_str!("../../migrations/0016_gram.sql")),
    ("0017_slip", include_str!("../../migrations/0017_slip.sql")),
    ("0018_meeting_part", include_str!("../../migrations/0018_meeting_part.sql")),
    ("0019_robot_secret", include_str!("../../migrations/0019_robot_secret.sql")),
    ("0020_issue_past", include_str!("../../migrations/0020_issue_past.sql")),
    ("0021_tally_settled", include_str!("../../migrations/0021_tally_settled.sql")),
];

/// Those of PostgreSQL alone, after the others: nothing in them is asked for here.
const POSTGRES_ONLY: &[(&str, &str)] = &[("0022_bi", include_str!("../../migrations/0022_bi.postgres.sql"))];

/// Older releases can lose committed writes when two connections write and checkpoint at once.
const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// An open database: a pool for reading and one connection for writing.
#[derive(Clone, Debug)]
pub struct Db {
    pub kind: Kind,
    read: AnyPool,
    write: AnyPool,
    pub(crate) key: crate::seal::BallotKey,
    pub(crate) heads: crate::journal::Kept,
    pub(crate) tally: crate::tally::Kept,
    pub(crate) stood: crate::issue::stood::Kept,
    pub(crate) records: crate::record::Kept,
    pub(crate) course: crate::asked::Kept,
}

impl Db {
    /// Opens and migrates `sqlite:PATH` or `postgres://...`.
    ///
    /// # Errors
    /// An address of neither kind, an SQLite that is too old, a database that can't be reached.
    pub async fn open(url: &str) -> Result<Db> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let (kind, url) = address(url)?;
        if kind == Kind::Sqlite {
            sqlite_is_new_enough()?;
        }
        let write = pool(kind, &url, 1).await?;
        let read = pool(kind, &url, if kind == Kind::Sqlite { 4 } else { 12 }).await?;
        let (key, heads, tally, stood, records, course) = Default::default();
        let db = Db { kind, read, write, key, heads, tally, stood, records, course };
        db.migrate().await?;
        Ok(db)
    }

    /// With this key for the ballots; without one they can be neither read nor written.
    #[must_use]
    pub fn with_key(self, key: crate::seal::BallotKey) -> Db {
        Db { key, ..self }
    }

    #[must_use]
    pub fn key(&self) -> &crate::seal::BallotKey {
        &self.key
    }

    /// A connection for reading.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>> {
        Ok(self.read.acquire().await?)
    }

    /// The connection for writing. Only spawned tasks write: a future that is dropped in the middle of a
    /// transaction would hand the next one a poisoned connection.
    pub(crate) async fn writer(&self) -> Result<PoolConnection<Any>> {
        Ok(self.write.acquire().await?)
    }

    /// Runs statements in one transaction, in a task of its own: a dropped request leaves nothing half done. Gives
    /// what each returned.
    pub(crate) async fn write(&self, statements: Vec<Sql>) -> Result<Vec<Vec<AnyRow>>> {
        let db = self.clone();
        let task = tokio::spawn(async move {
            let mut conn = db.writer().await?;
            db.begin(&mut conn).await?;
            let done = all(&mut conn, statements).await;
            crate::writer::finish(conn, done).await
        });
        task.await.map_err(|why| Error::Refused(why.to_string()))?
    }

    /// Begins a transaction that may write. On SQLite it takes the write lock at once, so that it can't fail later.
    pub(crate) async fn begin(&self, conn: &mut AnyConnection) -> Result<()> {
        let begin = match self.kind {
            Kind::Sqlite => "begin immediate",
            Kind::Postgres => "begin",
        };
        Sql::new(begin).run(conn).await.map(|_| ())
    }

    /// At the end of a `select` in a transaction: nobody changes its rows until that ends. On SQLite nobody does anyway.
    pub(crate) fn hold(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite => "",
            Kind::Postgres => " for share",
        }
    }

    /// A field of the JSON in a column, as text: for what has no column of its own.
    pub(crate) fn field(&self, column: &str, name: &str) -> String {
        match self.kind {
            Kind::Sqlite => format!("{column} ->> '{name}'"),
            Kind::Postgres => format!("cast({column} as json) ->> '{name}'"),
        }
    }

    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }

    async fn migrate(&self) -> Result<()> {
        let mut conn = self.writer().await?;
        self.begin(&mut conn).await?;
        let done = self.migrate_in(&mut conn).await;
        let end = if done.is_ok() { "commit" } else { "rollback" };
        Sql::new(end).run(&mut conn).await?;
        done
    }

    async fn migrate_in(&self, conn: &mut AnyConnection) -> Result<()> {
        if self.kind == Kind::Postgres {
            // Several nodes may start at once; creating a table twice would fail one of them.
            Sql::new("select cast(1 as bigint) from (select pg_advisory_xact_lock(7301)) as held").all(conn).await?;
        }
        Sql::new("create table if not exists migration (name text primary key)").run(conn).await?;
        let own = if self.kind == Kind::Postgres { POSTGRES_ONLY } else { &[] };
        for (name, text) in MIGRATIONS.iter().chain(own) {
            let mut known = Sql::new("select name from migration where name = ");
            known.bind(*name);
            if known.maybe(conn).await?.is_some() {
                continue;
            }
            for statement in statements(text) {
                Sql::new(&statement).run(conn).await?;
            }
            let mut done = Sql::new("insert into migration (name)");
            done.rows([vec![(*name).into()]]);
            done.run(conn).await?;
        }
        Ok(())
    }
}

async fn all(conn: &mut AnyConnection, statements: Vec<Sql>) -> Result<Vec<Vec<AnyRow>>> {
    let mut returned = Vec::with_capacity(statements.len());
    for statement in statements {
        returned.push(statement.all(conn).await?);
    }
    Ok(returned)
}

/// The statements of a migration without its comments.
fn statements(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    code.join("\n").split(';').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

fn address(url: &str) -> Result<(Kind, String)> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok((Kind::Postgres, url.to_owned()));
    }
    match url.strip_prefix("sqlite:") {
        Some(path) if !path.is_empty() => Ok((Kind::Sqlite, format!("sqlite:{path}?mode=rwc"))),
        Some(_) | None => Err(Error::Refused(format!("{url}: a database is sqlite:PATH or postgres://..."))),
    }
}

async fn pool(kind: Kind, url: &str, most: u32) -> Result<AnyPool> {
    let options = AnyPoolOptions::new().max_connections(most).acquire_timeout(std::time::Duration::from_secs(5));
    // A server may have gone away since; a file has not, and asking it is as much work as a small query.
    let options = options.test_before_acquire(kind == Kind::Postgres);
    let options = options.after_connect(move |conn, _| {
        Box::pin(async move {
            if kind == Kind::Sqlite {
                let pragmas = "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; \
                               pragma foreign_keys = on; pragma temp_store = memory; pragma secure_delete = on";
                conn.execute(sqlx::raw_sql(pragmas)).await?;
                // In KB. What is read lies in the system's own cache anyway; a batch is written from this one.
                let cache = if most == 1 { 8192 } else { 2048 };
                conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("pragma cache_size = -{cache}")))).await?;
            }
            Ok(())
        })
    });
    Ok(options.connect(url).await?)
}

fn sqlite_is_new_enough() -> Result<()> {
    new_enough(libsqlite3_sys::SQLITE_VERSION_NUMBER)
}

fn new_enough(number: i32) -> Result<()> {
    let number = u32::try_from(number).unwrap_or(0);
    let found = (number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    if found >= SQLITE_MIN {
        return Ok(());
    }
    let (min, (a, b, c)) = (SQLITE_MIN, found);
    Err(Error::Refused(format!("SQLite {a}.{b}.{c} can lose writes; {}.{}.{} or newer is needed", min.0, min.1, min.2)))
}

impl Db {
    /// The SQLite release or PostgreSQL version in use, for `/about` and logs.
    ///
    /// # Errors
    /// The database can't be reached.
    pub async fn version(&self) -> Result<String> {
        let text = match self.kind {
            Kind::Sqlite => "select 'SQLite ' || sqlite_version()",
            Kind::Postgres => "select 'PostgreSQL ' || current_setting('server_version')",
        };
        let mut conn = self.reader().await?;
        let row = Sql::new(text).maybe(&mut conn).await?;
        row.map_or(Ok(String::new()), |row| row.text(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_that_can_lose_writes_is_refused() {
        assert!([-1, 3_045_001, 3_051_002].into_iter().all(|old| new_enough(old).is_err()));
        assert!([3_051_003, 3_052_000, 4_000_000].into_iter().all(|new| new_enough(new).is_ok()));
    }

    #[tokio::test]
    async fn what_is_answered_is_on_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", dir.path().join("xundao.sqlite").display())).await.unwrap();
        for mut conn in [db.reader().await.unwrap(), db.writer().await.unwrap()] {
            let full: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(&mut *conn).await.unwrap();
            let mode: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *conn).await.unwrap();
            assert_eq!((full, mode.as_str()), (2, "wal"));
        }
    }
}
