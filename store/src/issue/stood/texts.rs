//! What a book's issues are searched by, one text after the other: looking through all of them takes less time than a
//! database needs to begin. About 100 bytes an issue; read when somebody first searches.

use std::collections::HashMap;

use domain::issue::list::{Filter, folded};
use domain::kinds::{Book, IssueId};
use memchr::memmem::Finder;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// Each issue of the book with its text.
pub(super) async fn read(db: &Db, book: Book) -> Result<Vec<(IssueId, String)>> {
    let mut sql = Sql::new("select id, search from issue where book = ");
    sql.bind(book.to_string());
    let rows = sql.all(&mut *db.reader().await?).await?;
    let one = |row: &sqlx::any::AnyRow| {
        let id = row.text(0)?;
        Ok((id.parse().map_err(|why| corrupt("issue", &id, why))?, row.text(1)?))
    };
    rows.iter().map(one).collect()
}

/// The texts of one book.
#[derive(Default, Debug)]
pub(super) struct Texts {
    /// The number of the last entry that they tell of.
    pub upto: i64,
    whole: String,
    /// Where the text of the issue in this place begins and ends.
    spans: Vec<(usize, usize)>,
}

impl Texts {
    pub fn new(upto: i64, texts: Vec<(IssueId, String)>, place: &HashMap<IssueId, u32>) -> Texts {
        let mut new = Texts { upto, whole: String::new(), spans: vec![(0, 0); place.len()] };
        new.whole.reserve_exact(texts.iter().map(|(_, text)| text.len()).sum());
        for (id, text) in texts {
            // an issue that has no place yet was found a moment ago: its text comes with its entry
            if let Some(span) = place.get(&id).and_then(|place| new.spans.get_mut(*place as usize)) {
                let begin = new.whole.len();
                new.whole.push_str(&text);
                *span = (begin, new.whole.len());
            }
        }
        new
    }

    fn of(&self, place: u32) -> &[u8] {
        let span = self.spans.get(place as usize).map_or(0..0, |(begin, end)| *begin..*end);
        self.whole.as_bytes().get(span).unwrap_or_default()
    }
}

/// The words that a filter asks for.
pub(super) struct Words(Vec<Finder<'static>>);

impl Words {
    pub fn of(filter: &Filter) -> Words {
        let typed = [&filter.text, &filter.owner].into_iter().map(|text| folded(text.trim()));
        let typed = typed.filter(|text| !text.is_empty());
        Words(typed.map(|text| Finder::new(text.as_bytes()).into_owned()).collect())
    }

    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// Are all of them in the text of the issue in this place?
    pub fn within(&self, texts: &Texts, place: u32) -> bool {
        self.0.iter().all(|word| word.find(texts.of(place)).is_some())
    }
}
