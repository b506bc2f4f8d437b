//! Names that only one record has at a time: logins, codes of units. A code that was corrected is free again.

use std::collections::BTreeSet;

use domain::act::Key;
use domain::record::Record;
use sqlx::AnyConnection;

use crate::error::Result;
use crate::save::insert;
use crate::sql::Sql;

/// What a run of entries gives up and takes, each with its record; what was given up and taken again is in both.
#[derive(Default)]
pub(crate) struct Names {
    gone: BTreeSet<(String, String)>,
    new: BTreeSet<(String, String)>,
}

/// The name that the record had and has no more, and that which it has now; nothing where it keeps it.
pub(crate) fn turned(before: Option<&Record>, after: &Record) -> (Option<String>, Option<String>) {
    let (had, has) = (before.and_then(Record::holds), after.holds());
    if had == has { (None, None) } else { (had, has) }
}

impl Names {
    pub fn note(&mut self, key: Key, before: Option<&Record>, after: &Record) {
        let (gone, new) = turned(before, after);
        if let Some(name) = gone {
            let own = (name, key.id.to_string());
            self.new.remove(&own);
            self.gone.insert(own);
        }
        self.new.extend(new.map(|name| (name, key.id.to_string())));
    }

    /// `again`: books are folded one after the other, so that one may come to a name which another has at the end.
    pub async fn save(self, conn: &mut AnyConnection, again: bool) -> Result<()> {
        for (name, id) in self.gone {
            let mut sql = Sql::new("delete from taken where name = ");
            sql.bind(name).push(" and id = ").bind(id);
            sql.run(conn).await?;
        }
        let rows = self.new.into_iter().map(|(name, id)| vec![name.into(), id.into()]).collect();
        let tail = if again { " on conflict (name) do nothing" } else { "" };
        insert(conn, "insert into taken (name, id)", tail, rows).await
    }
}
