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
    /// One after the other, with [`BETWEEN`].
    whole: String,
    /// Where the text of an issue begins, and the issue's place; in order.
    begins: Vec<(u32, u32)>,
}

/// Stands in no text, so that nothing is found across two.
const BETWEEN: char = '\0';

impl Texts {
    pub fn new(upto: i64, texts: Vec<(IssueId, String)>, place: &HashMap<IssueId, u32>) -> Texts {
        let mut new = Texts { upto, whole: String::new(), begins: Vec::with_capacity(texts.len()) };
        new.whole.reserve_exact(texts.iter().map(|(_, text)| text.len() + 1).sum());
        for (id, text) in texts {
            // an issue that has no place yet was found a moment ago: its text comes with its entry
            if let Some(place) = place.get(&id) {
                new.begins.push((u32::try_from(new.whole.len()).unwrap_or(u32::MAX), *place));
                new.whole.push_str(&text);
                new.whole.push(BETWEEN);
            }
        }
        new
    }

    /// The place of the issue in whose text this is.
    fn at(&self, found: usize) -> Option<usize> {
        let after = self.begins.partition_point(|(begin, _)| *begin as usize <= found);
        self.begins.get(after.checked_sub(1)?).map(|(_, place)| *place as usize)
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

    /// The issues in whose texts all of them are, by place; the whole book is looked through at once.
    pub fn within(&self, texts: &Texts) -> Found {
        if self.none() {
            return Found(None);
        }
        let places = texts.begins.iter().map(|(_, place)| *place as usize + 1).max().unwrap_or(0);
        let mut found = vec![0; places];
        for (word, before) in self.0.iter().zip(0..) {
            for at in word.find_iter(texts.whole.as_bytes()) {
                if let Some(many) = texts.at(at).and_then(|place| found.get_mut(place)).filter(|many| **many == before)
                {
                    *many += 1;
                }
            }
        }
        Found(Some(found.into_iter().map(|many: usize| many == self.0.len()).collect()))
    }
}

/// Which issues of a book have the words, by place; nothing where no words are asked for.
pub(super) struct Found(Option<Vec<bool>>);

impl Found {
    pub fn has(&self, place: usize) -> bool {
        self.0.as_ref().is_none_or(|found| found.get(place).copied().unwrap_or(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_their_own_text_only() {
        let ids = [1, 2, 3].map(|number| IssueId::from(uuid::Uuid::from_u128(number)));
        let place = ids.iter().copied().zip(0..).collect();
        let texts = [(ids[2], "食堂 食堂 饭菜"), (ids[0], "图书馆 食"), (ids[1], "堂 自习室 饭菜")];
        let texts = Texts::new(1, texts.map(|(id, text)| (id, text.to_owned())).into(), &place);
        let found = |text: &str, owner: &str| {
            let filter = Filter { text: text.into(), owner: owner.into(), ..Filter::default() };
            let found = Words::of(&filter).within(&texts);
            [0, 1, 2].map(|place| found.has(place))
        };
        assert_eq!(found("食堂", ""), [false, false, true], "not across the end of a text");
        assert_eq!(found("饭菜", ""), [false, true, true]);
        assert_eq!(found("饭菜", "食堂"), [false, false, true], "both words");
        assert_eq!(found("堂", "食"), [false, false, true]);
        assert_eq!(found("", ""), [true; 3]);
    }
}
