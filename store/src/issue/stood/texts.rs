//! What a book's issues are and were searched by, one text after the other: looking through all of them takes less time than
//! a database needs to begin. About 100 bytes an issue, as much again each time its words change; read when somebody first
//! searches.

use domain::issue::list::{Filter, OWNED_BY, folded};
use domain::kinds::{Book, IssueId};
use memchr::memmem::Finder;

use super::book::{Short, short};
use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// What an issue is searched by from a day on.
pub(super) struct Told {
    pub id: IssueId,
    pub from: Short,
    pub text: String,
}

/// Between two rows of what is read: no name and no title has it.
const NEXT: char = '\u{1e}';

/// The texts of the versions of a book that came with these entries, as one text for the same reason as the versions.
pub(super) async fn read(db: &Db, book: Book, after: i64, upto: i64) -> Result<Vec<Told>> {
    let mut sql = Sql::new(&format!(
        "select string_agg(id || ' ' || cast(from_day as text) || ' ' || search, '{NEXT}' order by from_seq) \
         from issue_version where book = "
    ));
    sql.bind(book.to_string()).push(" and from_seq > ").bind(after).push(" and from_seq <= ").bind(upto);
    let row = sql.maybe(&mut *db.reader().await?).await?;
    let Some(text) = row.map(|row| row.maybe_text(0)).transpose()?.flatten() else { return Ok(Vec::new()) };
    let one = |text: &str| told(text).ok_or_else(|| corrupt("issue_version", text, "can't be read"));
    text.split(NEXT).map(one).collect()
}

/// `id from text`
fn told(text: &str) -> Option<Told> {
    let mut parts = text.splitn(3, ' ');
    let (id, from) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Told { id, from: short(from), text: parts.next()?.to_owned() })
}

/// The texts of one book.
#[derive(Default, Debug)]
pub(super) struct Texts {
    /// The number of the last entry that they tell of.
    pub upto: i64,
    /// One after the other, with [`BETWEEN`].
    whole: String,
    /// In the order of their texts.
    rows: Vec<Row>,
    /// By the place of an issue, the place of its last row and one; 0 where it has none.
    last: Vec<u32>,
}

/// One text of an issue, from one day until another.
#[derive(Debug)]
struct Row {
    begin: u32,
    /// Where in it those who answer for the issue begin.
    owner: u32,
    issue: u32,
    from: Short,
    to: Short,
}

impl Row {
    /// At the end of the day; without one, now.
    fn stood(&self, day: Option<Short>) -> bool {
        day.map_or(self.to == Short::MAX, |day| self.from <= day && day < self.to)
    }
}

/// Stands in no text, so that nothing is found across two.
const BETWEEN: char = '\0';

impl Texts {
    /// What the issue at this place is searched by from a day on.
    pub fn add(&mut self, issue: u32, from: Short, text: &str) {
        let place = issue as usize;
        if self.last.len() <= place {
            self.last.resize(place + 1, 0);
        }
        if let Some(last) = (self.last[place] as usize).checked_sub(1) {
            if self.text(last) == text {
                return;
            }
            self.rows[last].to = from;
        }
        let begin = self.whole.len();
        let owner = begin + text.find(OWNED_BY).unwrap_or(text.len());
        let small = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        self.rows.push(Row { begin: small(begin), owner: small(owner), issue, from, to: Short::MAX });
        self.last[place] = small(self.rows.len());
        self.whole.push_str(text);
        self.whole.push(BETWEEN);
    }

    fn text(&self, row: usize) -> &str {
        let end = self.rows.get(row + 1).map_or(self.whole.len(), |next| next.begin as usize);
        &self.whole[self.rows[row].begin as usize..end - BETWEEN.len_utf8()]
    }

    /// The row in whose text this is.
    fn at(&self, found: usize) -> Option<&Row> {
        let after = self.rows.partition_point(|row| row.begin as usize <= found);
        self.rows.get(after.checked_sub(1)?)
    }
}

/// A word that a filter asks for: anywhere, or in the names of those who answer.
struct Word {
    finder: Finder<'static>,
    owner: bool,
}

/// The words that a filter asks for.
pub(super) struct Words(Vec<Word>);

impl Words {
    pub fn of(filter: &Filter) -> Words {
        let typed = [(&filter.text, false), (&filter.owner, true)];
        let typed = typed.into_iter().map(|(text, owner)| (folded(text.trim()), owner));
        let word = |(text, owner): (String, bool)| Word { finder: Finder::new(text.as_bytes()).into_owned(), owner };
        Words(typed.filter(|(text, _)| !text.is_empty()).map(word).collect())
    }

    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// The issues in whose texts of that day, or of now, all of them are, by place; the whole book is looked through at once.
    pub fn within(&self, texts: &Texts, day: Option<Short>) -> Found {
        if self.none() {
            return Found(None);
        }
        let mut found = vec![0; texts.last.len()];
        for (word, before) in self.0.iter().zip(0..) {
            for at in word.finder.find_iter(texts.whole.as_bytes()) {
                let row = texts.at(at).filter(|row| row.stood(day) && (!word.owner || row.owner as usize <= at));
                let many = row.and_then(|row| found.get_mut(row.issue as usize));
                if let Some(many) = many.filter(|many| **many == before) {
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

    fn found(texts: &Texts, day: Option<Short>, text: &str, owner: &str) -> [bool; 3] {
        let filter = Filter { text: text.into(), owner: owner.into(), ..Filter::default() };
        let found = Words::of(&filter).within(texts, day);
        [0, 1, 2].map(|place| found.has(place))
    }

    #[test]
    fn words_are_found_in_their_own_text_only_and_owners_behind_their_mark() {
        let mut texts = Texts::default();
        for (place, text) in [(2, "食堂 食堂｜饭菜"), (0, "图书馆｜食"), (1, "堂 自习室 饭菜｜后勤处")]
        {
            texts.add(place, 10, text);
        }
        let found = |text, owner| found(&texts, None, text, owner);
        assert_eq!(found("食堂", ""), [false, false, true], "not across the end of a text");
        assert_eq!(found("饭菜", ""), [false, true, true]);
        assert_eq!(found("食堂", "饭菜"), [false, false, true], "both words");
        assert_eq!(found("", "饭菜"), [false, false, true], "not in a title");
        assert_eq!(found("堂", "食"), [false; 3]);
        assert_eq!(found("", ""), [true; 3]);
    }

    #[test]
    fn words_are_those_of_the_day() {
        let mut texts = Texts::default();
        for (place, from, text) in [
            (0, 10, "食堂｜张三"),
            (1, 11, "宿舍｜李四"),
            (0, 12, "食堂｜张三"),
            (0, 14, "餐厅｜张三"),
            (0, 14, "餐厅｜王五"),
        ] {
            texts.add(place, from, text);
        }
        assert_eq!(texts.rows.len(), 4, "the same words again are none");
        let has = |day, text, owner| found(&texts, day, text, owner)[0];
        assert!(has(Some(13), "食堂", "张") && !has(Some(9), "食堂", "") && !has(Some(14), "食堂", ""));
        assert!(has(Some(14), "餐厅", "王五") && !has(Some(14), "", "张三") && !has(Some(13), "餐厅", ""));
        assert!(has(None, "餐厅", "王") && !has(None, "食堂", ""));
    }
}
