//! How every issue of a book stood on every day, kept in memory: what is counted and ordered by state, category, due day,
//! the last move and the look-back, was returned or came back, or has a word in it, needs no table scan, on any day. Reads only
//! versions that it has not seen, and texts when somebody searches.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::issue::Origin;
use domain::issue::list::{Filter, Sort};
use domain::kinds::{Book, Day, IssueId};
use domain::viewer::Reach;
use strum::VariantArray;
use tokio::sync::Mutex;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

mod book;
mod texts;
mod wanted;

use book::{Cells, Fresh, One, Row, Short, Stood, short};
use texts::Words;
use wanted::Wanted;

/// Everything that was read so far.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept {
    books: Arc<RwLock<HashMap<Book, Stood>>>,
    /// Held by the one who reads what is new. The heads of all books together, when all were read.
    all: Arc<Mutex<Option<i64>>>,
}

/// Which books are looked at.
pub(crate) enum Books {
    All,
    These(Vec<Book>),
}

/// What a filter asks for, if memory alone can answer it; else nothing, and the tables are asked.
pub(super) fn asked(reach: &Reach, filter: &Filter) -> Option<Books> {
    let more = filter.organisation.is_some() || filter.report.is_some() || filter.visit.is_some();
    // Units and organisations are within a group: who has a part of one is answered by the tables.
    if more || !(reach.all || reach.units.is_empty() && reach.organisations.is_empty()) {
        return None;
    }
    let mut groups: Vec<Book> = reach.groups.iter().map(|group| Book::Group(*group)).collect();
    groups.sort_unstable();
    groups.dedup();
    match filter.book {
        None if reach.all => Some(Books::All),
        None => Some(Books::These(groups)),
        Some(book) if reach.all || groups.contains(&book) => Some(Books::These(vec![book])),
        Some(_) => Some(Books::These(Vec::new())),
    }
}

/// Can the lines be put in order by memory alone?
pub(super) fn ordered(sort: Sort) -> bool {
    match sort {
        Sort::Due | Sort::Moved | Sort::Found | Sort::State => true,
        Sort::Number => false,
    }
}

/// The books as they stand now.
pub(crate) struct View<'a> {
    kept: &'a Kept,
    books: Books,
}

impl Kept {
    /// Reads what is new in these books.
    pub async fn look<'a>(&'a self, db: &Db, books: Books) -> Result<View<'a>> {
        let mut all = self.all.lock().await;
        match &books {
            Books::All => {
                let heads = crate::journal::kept_heads(db).await?;
                let entries = Some(heads.iter().map(|head| head.seq).sum());
                if *all != entries {
                    self.read(db, heads.iter().map(|head| (head.book, head.seq)).collect()).await?;
                    *all = entries;
                }
            }
            Books::These(these) => {
                let mut sql = Sql::new("select id, head_seq from book where ");
                sql.among("id", these.iter().map(ToString::to_string));
                let mut conn = db.reader().await?;
                let mut heads = Vec::new();
                for row in sql.all(&mut conn).await? {
                    let id = row.text(0)?;
                    heads.push((id.parse().map_err(|why| corrupt("book", &id, why))?, row.int(1)?));
                }
                drop(conn);
                self.read(db, heads).await?;
            }
        }
        Ok(View { kept: self, books })
    }

    /// Reads what is new in these books, and their texts if one of the filters asks for words.
    pub async fn look_for<'a>(&'a self, db: &Db, books: Books, filters: &[Filter]) -> Result<View<'a>> {
        let view = self.look(db, books).await?;
        if filters.iter().all(|filter| Words::of(filter).none()) {
            return Ok(view);
        }
        let mut behind = Vec::new();
        view.books_by_name(|book, own| behind.extend((own.texts.upto < own.upto).then_some((book, own.upto))));
        for (book, upto) in behind {
            self.read_texts(db, book, upto).await?;
        }
        Ok(view)
    }

    async fn read_texts(&self, db: &Db, book: Book, upto: i64) -> Result<()> {
        loop {
            let books = || self.books.read().unwrap_or_else(PoisonError::into_inner);
            let after = books().get(&book).map_or(upto, |own| own.texts.upto);
            if after >= upto {
                return Ok(());
            }
            let last = upto.min(after + CHUNK);
            let told = texts::read(db, book, after, last).await?;
            let mut books = self.books.write().unwrap_or_else(PoisonError::into_inner);
            // another search may have read the same meanwhile
            if let Some(own) = books.get_mut(&book).filter(|own| own.texts.upto == after) {
                own.add_texts(told, last);
            }
        }
    }

    async fn read(&self, db: &Db, heads: Vec<(Book, i64)>) -> Result<()> {
        for (book, head) in heads {
            let upto = self.books.read().unwrap_or_else(PoisonError::into_inner).get(&book).map_or(0, |own| own.upto);
            let mut after = upto;
            while after < head {
                let last = head.min(after + CHUNK);
                let fresh = fresh(db, book, after, last).await?;
                let mut books = self.books.write().unwrap_or_else(PoisonError::into_inner);
                let own = books.entry(book).or_default();
                fresh.into_iter().for_each(|fresh| own.add(fresh));
                own.upto = last;
                after = last;
                if upto == 0 && last == head {
                    own.settle();
                }
            }
        }
        Ok(())
    }
}

/// Entries whose versions are read at a time.
const CHUNK: i64 = 20_000;

/// The versions of a book that came with these entries. One text for all: hundreds of thousands are read after a start, and
/// a row of its own for each took ten times as long.
async fn fresh(db: &Db, book: Book, after: i64, upto: i64) -> Result<Vec<Fresh>> {
    let mut sql = Sql::new(
        "select string_agg(id || ' ' || unit_id || ' ' || cast(from_seq as text) || ' ' || cast(from_day as text) || ' ' || \
         cast(due_day as text) || ' ' || cast(moved_day as text) || ' ' || \
         cast(coalesce(lookback_day, 99999) as text) || ' ' || cast(returns as text) || ' ' || cast(relapses as text) || ' ' || \
         origin || ' ' || state || ' ' || coalesce(category, '-'), ';' order by from_seq) from issue_version where book = ",
    );
    sql.bind(book.to_string()).push(" and from_seq > ").bind(after).push(" and from_seq <= ").bind(upto);
    let mut conn = db.reader().await?;
    let row = sql.maybe(&mut conn).await?;
    let Some(text) = row.map(|row| row.maybe_text(0)).transpose()?.flatten() else { return Ok(Vec::new()) };
    let one = |text: &str| book::read(text).ok_or_else(|| corrupt("issue_version", text, "can't be read"));
    text.split(';').map(one).collect()
}

fn day(day: Day) -> Short {
    short(day.number())
}

impl View<'_> {
    fn books(&self, mut see: impl FnMut(&Stood)) {
        self.books_by_name(|_, book| see(book));
    }

    fn books_by_name(&self, mut see: impl FnMut(Book, &Stood)) {
        let books = self.kept.books.read().unwrap_or_else(PoisonError::into_inner);
        match &self.books {
            Books::All => books.iter().for_each(|(book, own)| see(*book, own)),
            Books::These(these) => {
                these.iter().filter_map(|one| books.get_key_value(one)).for_each(|(book, own)| see(*book, own));
            }
        }
    }

    fn each_wanted(&self, filter: &Filter, today: Day, mut see: impl FnMut(&Stood, &One, &Row)) {
        let (wanted, as_of) = (Wanted::new(filter, today), filter.as_of.map(day));
        self.books(|book| {
            let found = wanted.words.within(&book.texts, as_of);
            book.each(as_of, |one, row| {
                if wanted.fits(book, one, row, &found) {
                    see(book, one, row);
                }
            });
        });
    }

    pub fn count(&self, filter: &Filter, today: Day) -> u32 {
        self.counts(std::slice::from_ref(filter), today).into_iter().sum()
    }

    /// How many each of these filters lets through; all of the same day. What cells tell is added up from them, for the
    /// rest every issue is looked at once.
    pub fn counts(&self, filters: &[Filter], today: Day) -> Vec<u32> {
        let wanted: Vec<Wanted> = filters.iter().map(|filter| Wanted::new(filter, today)).collect();
        let as_of = filters.first().and_then(|filter| filter.as_of).map(day);
        let mut counts = vec![0; wanted.len()];
        let mut cells = Cells::default();
        let single: Vec<(&Wanted, usize)> = wanted.iter().zip(0..).filter(|(wanted, _)| !wanted.plain).collect();
        self.books(|book| {
            book.cells(as_of, |own| cells.add(own));
            if single.is_empty() {
                return;
            }
            let single: Vec<_> = single
                .iter()
                .map(|(wanted, place)| (*wanted, *place, wanted.words.within(&book.texts, as_of)))
                .collect();
            book.each(as_of, |one, row| {
                for (wanted, place, found) in &single {
                    counts[*place] += u32::from(wanted.fits(book, one, row, found));
                }
            });
        });
        for (count, wanted) in counts.iter_mut().zip(&wanted).filter(|(_, wanted)| wanted.plain) {
            *count = cells.sum(&wanted.cells);
        }
        counts
    }

    /// How many there are, and some of them in the filter's order.
    pub fn page(&self, filter: &Filter, today: Day, skip: usize, take: usize) -> (u32, Vec<IssueId>) {
        let (origins, ids) = self.origins_and_page(filter, today, skip, take);
        (origins.into_iter().map(|(_, many)| many).sum(), ids)
    }

    /// How many by origin, in the order of their names, without origins that have none; and some of them in the filter's
    /// order.
    pub fn origins_and_page(
        &self,
        filter: &Filter,
        today: Day,
        skip: usize,
        take: usize,
    ) -> (Vec<(Origin, u32)>, Vec<IssueId>) {
        let mut many = [0; Origin::VARIANTS.len()];
        let mut found: Vec<(Short, IssueId)> = Vec::new();
        self.each_wanted(filter, today, |book, one, row| {
            let key = match filter.sort {
                Sort::Moved => row.moved,
                Sort::Found => book.found(row),
                Sort::State => row.state() as Short,
                Sort::Due | Sort::Number => row.due,
            };
            many[row.origin() as usize] += 1;
            found.push((key, one.id));
        });
        let many = Origin::VARIANTS.iter().copied().zip(many).filter(|(_, many)| *many > 0);
        let mut many: Vec<(Origin, u32)> = many.collect();
        many.sort_by_key(|(origin, _)| <&str>::from(origin));
        let order = |one: &(Short, IssueId), other: &(Short, IssueId)| {
            if filter.descending { other.cmp(one) } else { one.cmp(other) }
        };
        let end = skip.saturating_add(take);
        if end < found.len() {
            found.select_nth_unstable_by(end, order);
            found.truncate(end);
        }
        found.sort_unstable_by(order);
        (many, found.into_iter().skip(skip).map(|(_, id)| id).collect())
    }
}
