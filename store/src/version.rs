//! How a listed record stood from one entry on, as far as filters and lines ask: what a list as of a day reads. Knows no
//! kind; each kind says its table and columns.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::Entry;
use sqlx::AnyConnection;

use crate::error::Result;
use crate::save::insert;
use crate::sql::{Sql, Value};

pub(crate) struct Version {
    pub id: String,
    pub from_seq: i64,
    pub from_day: i64,
    pub to_day: Option<i64>,
    columns: Vec<Value>,
    /// What two versions differ in.
    plain: String,
}

impl Version {
    pub fn new(id: String, entry: &Entry, columns: Vec<Value>, plain: String) -> Version {
        let day = entry.recorded_at.day().number();
        Version { id, from_seq: entry.seq, from_day: day, to_day: None, columns, plain }
    }
}

/// The new versions of one kind, in order.
#[derive(Default)]
pub(crate) struct Versions(Vec<Version>);

impl Versions {
    /// Notes how it stands now, if that differs from before.
    pub fn note(&mut self, now: Version, before: Option<Version>) {
        if before.is_some_and(|before| before.plain == now.plain) {
            return;
        }
        let open = self.0.iter_mut().rev().find(|version| version.id == now.id);
        if let Some(open) = open {
            open.to_day = Some(now.from_day);
        }
        self.0.push(now);
    }

    /// Closes the versions that stood open and adds the new ones.
    pub async fn save(self, conn: &mut AnyConnection, table: &str, columns: &str) -> Result<()> {
        let mut seen = BTreeSet::new();
        let mut ended: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for version in &self.0 {
            // The first new version of a record ends the one in the table; later ones ended each other already.
            if seen.insert(version.id.clone()) {
                ended.entry(version.from_day).or_default().push(version.id.clone());
            }
        }
        for (day, ids) in ended {
            let mut sql = Sql::new(&format!("update {table} set to_day = "));
            sql.bind(day).push(" where to_day is null and ").among("id", ids);
            sql.run(conn).await?;
        }
        let rows = self.0.into_iter().map(|version| {
            let mut row =
                vec![version.id.into(), version.from_seq.into(), version.from_day.into(), version.to_day.into()];
            row.extend(version.columns);
            row
        });
        let into = format!("insert into {table} (id, from_seq, from_day, to_day, {columns})");
        insert(conn, &into, "", rows.collect()).await
    }
}
