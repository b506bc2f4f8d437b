//! What the page of a figure's rows shows: what the rule counted, each with its name. For who reads the cut, which are the
//! group and the office: everything of its book is theirs to read.

use domain::kinds::{CutId, Day, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub units: Vec<UnitId>,
    /// 调研-104 or №12, where it has one.
    pub code: String,
    pub title: String,
    /// Where the row itself is.
    pub href: String,
    pub counts: bool,
    /// A measure that is done by its record, and that a look-back found untrue.
    pub untrue: bool,
}

/// Everything that one figure looked at, of the group or of one unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rows {
    pub cut: CutId,
    /// What the cut is called.
    pub title: String,
    /// As in the address.
    pub figure: String,
    pub unit: Option<UnitId>,
    pub day: Day,
    /// A past day was asked for.
    pub past: bool,
    pub lines: Vec<Line>,
}

/// The rows of a figure today or at the end of a past day, for who reads the cut.
#[server(prefix = "/api", endpoint = "cut/rows", input = GetUrl, output = Json)]
pub async fn read_rows(cut: CutId, figure: String, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Rows, Failure> {
    use domain::act::{Key, Subject};
    use domain::cut::rows::Behind;
    use domain::record::Record;
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = Key { subject: Subject::Cut, id: cut.0 };
    let found = store::record::load(&server.db, &viewer.reach(), key).await?;
    let (Some(Record::Cut(own)), Some(behind)) = (found, Behind::read(&figure)) else {
        return Err(Failure::not_found());
    };
    let today = server.today();
    let day = as_of.unwrap_or(today).min(today);
    let (counts, known) = store::cut::behind(&server.db, own.book, day).await?;
    if unit.is_some_and(|unit| !counts.units.contains_key(&unit)) {
        return Err(Failure::not_found());
    }
    let rows = behind.rows(unit, &counts, &known, (own.book, day));
    let mut lines: Vec<Line> = rows.into_iter().map(|row| serve::line(row, &known)).collect();
    lines.sort_by(|one, other| (&one.code, &one.title, &one.href).cmp(&(&other.code, &other.title, &other.href)));
    Ok(Rows { cut, title: own.title.to_string(), figure, unit, day, past: day < today, lines })
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::act::Key;
    use domain::cut::rows::{Row, Thing};
    use domain::kinds::{ItemId, PromiseId, VisitId};
    use domain::record::{Known, Record};

    use super::Line;
    use crate::book;
    use crate::evaluation::rows::{called, href};

    /// `known` holds what was counted.
    #[must_use]
    pub fn line(row: Row, known: &Known) -> Line {
        let ((code, title), href) = match row.thing {
            Thing::Counted { unit, what } => (called(what, unit, known), href(what, unit)),
            Thing::Promise { visit, promise } => (promised(visit, promise, known), format!("/visits/{visit}#promises")),
            Thing::Record { record, item: None } => (recorded(record, known), book::href(record).unwrap_or_default()),
            Thing::Record { record, item: Some(item) } => {
                (listed(record, item, known), format!("/worklists/{}#item-{item}", record.id))
            }
        };
        Line { units: row.units, code, title, href, counts: row.counts, untrue: row.untrue }
    }

    fn promised(visit: VisitId, promise: PromiseId, known: &Known) -> (String, String) {
        let own = known.visit(visit).and_then(|own| own.promise(promise));
        (String::new(), own.map(|own| own.what.to_string()).unwrap_or_default())
    }

    fn recorded(key: Key, known: &Known) -> (String, String) {
        let own = known.records.get(&key);
        (number(own.and_then(Record::number)), own.map(book::title).unwrap_or_default())
    }

    /// By the number of its list.
    fn listed(key: Key, item: ItemId, known: &Known) -> (String, String) {
        let list = known.worklist(key.id);
        let own = list.and_then(|list| list.item(item));
        (number(list.and_then(|list| list.number)), own.map(|own| own.task.what.to_string()).unwrap_or_default())
    }

    fn number(own: Option<u32>) -> String {
        own.map(|number| format!("№{number}")).unwrap_or_default()
    }
}
