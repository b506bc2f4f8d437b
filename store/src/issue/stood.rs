//! How every issue of a book stood on every day, kept in memory: what is counted and ordered by state, category, due day
//! and the last move needs no table scan, on any day. Reads only versions that it has not seen; never a text.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::issue::list::{Filter, Sort};
use domain::issue::{Category, Origin, STAGNANT_DAYS, State};
use domain::kinds::{Book, Day, IssueId, UnitId};
use domain::viewer::Reach;
use strum::VariantArray;
use tokio::sync::Mutex;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// Everything that was read so far.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept {
    books: Arc<RwLock<HashMap<Book, Stood>>>,
    /// Held by the one who reads what is new. The heads of all books together, when all were read.
    all: Arc<Mutex<Option<i64>>>,
}

/// One book.
#[derive(Default, Debug)]
struct Stood {
    /// The number of the last entry that was looked at.
    upto: i64,
    issues: Vec<One>,
    place: HashMap<IssueId, u32>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct One {
    id: IssueId,
    unit: UnitId,
    /// Its last row.
    last: u32,
}

/// From one day until another.
#[derive(Clone, Copy, Debug)]
struct Row {
    issue: u32,
    /// The row of the same issue before this one.
    before: Option<u32>,
    from: i32,
    to: i32,
    due: i32,
    moved: i32,
    origin: Origin,
    state: State,
    category: Option<Category>,
}

/// Which books are looked at.
pub(crate) enum Books {
    All,
    These(Vec<Book>),
}

/// What a filter asks for, if memory alone can answer it; else nothing, and the tables are asked.
pub(super) fn asked(reach: &Reach, filter: &Filter) -> Option<Books> {
    let more = filter.organisation.is_some()
        || filter.report.is_some()
        || filter.visit.is_some()
        || filter.relapsed
        || filter.returned
        || filter.lookback_due
        || !filter.owner.trim().is_empty()
        || !filter.text.trim().is_empty();
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
        Sort::Due | Sort::Moved | Sort::Found => true,
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
                let sum = "select cast(coalesce(sum(head_seq), 0) as bigint) from book";
                let mut conn = db.reader().await?;
                let sum = Sql::new(sum).maybe(&mut conn).await?.map_or(Ok(0), |row| row.int(0))?;
                if *all != Some(sum) {
                    let heads = crate::journal::heads(db).await?;
                    *all = Some(heads.iter().map(|head| head.seq).sum());
                    self.read(db, heads.into_iter().map(|head| (head.book, head.seq)).collect()).await?;
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
            }
        }
        Ok(())
    }
}

/// Entries whose versions are read at a time.
const CHUNK: i64 = 20_000;

/// A version as it is read.
struct Fresh {
    id: IssueId,
    unit: UnitId,
    row: Row,
}

/// The versions of a book that came with these entries. One text for all: hundreds of thousands are read after a start, and
/// a row of its own for each took ten times as long.
async fn fresh(db: &Db, book: Book, after: i64, upto: i64) -> Result<Vec<Fresh>> {
    let mut sql = Sql::new(
        "select string_agg(id || ' ' || unit_id || ' ' || cast(from_seq as text) || ' ' || cast(from_day as text) || ' ' || \
         cast(due_day as text) || ' ' || cast(moved_day as text) || ' ' || origin || ' ' || state || ' ' || \
         coalesce(category, '-'), ';' order by from_seq) from issue_version where book = ",
    );
    sql.bind(book.to_string()).push(" and from_seq > ").bind(after).push(" and from_seq <= ").bind(upto);
    let mut conn = db.reader().await?;
    let row = sql.maybe(&mut conn).await?;
    let Some(text) = row.map(|row| row.maybe_text(0)).transpose()?.flatten() else { return Ok(Vec::new()) };
    let one = |text: &str| read(text).ok_or_else(|| corrupt("issue_version", text, "can't be read"));
    text.split(';').map(one).collect()
}

fn read(text: &str) -> Option<Fresh> {
    let mut parts = text.split(' ');
    let (id, unit) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next()?.parse::<i64>().ok()?;
    let mut day = || parts.next()?.parse::<i32>().ok();
    let (from, due, moved) = (day()?, day()?, day()?);
    let (origin, state) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let category = match parts.next()? {
        "-" => None,
        raw => Some(raw.parse().ok()?),
    };
    let row = Row { issue: 0, before: None, from, to: i32::MAX, due, moved, origin, state, category };
    Some(Fresh { id, unit, row })
}

impl Stood {
    fn add(&mut self, Fresh { id, unit, mut row, .. }: Fresh) {
        let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        match self.place.get(&id) {
            Some(place) => {
                let one = &mut self.issues[*place as usize];
                // The next version of an issue ends the one before.
                self.rows[one.last as usize].to = row.from;
                (row.issue, row.before) = (*place, Some(one.last));
                one.last = next;
            }
            None => {
                row.issue = u32::try_from(self.issues.len()).unwrap_or(u32::MAX);
                self.place.insert(id, row.issue);
                self.issues.push(One { id, unit, last: next });
            }
        }
        self.rows.push(row);
    }

    /// The rows that stood at the end of the day; without one, those that stand now.
    fn each(&self, day: Option<i32>, mut see: impl FnMut(&One, &Row)) {
        match day {
            None => self.issues.iter().for_each(|one| see(one, &self.rows[one.last as usize])),
            Some(day) => {
                let stood = self.rows.iter().filter(|row| row.from <= day && day < row.to);
                stood.for_each(|row| see(&self.issues[row.issue as usize], row));
            }
        }
    }

    /// In one of the states at the end of the day?
    fn was(&self, one: &One, day: i32, states: States) -> bool {
        let mut row = self.rows[one.last as usize];
        while row.from > day {
            let Some(before) = row.before else { return false };
            row = self.rows[before as usize];
        }
        states.has(row.state)
    }

    /// The day on which it was found.
    fn found(&self, row: &Row) -> i32 {
        let mut row = *row;
        while let Some(before) = row.before {
            row = self.rows[before as usize];
        }
        row.from
    }
}

/// A set of states; as in filters, none means all.
#[derive(Clone, Copy)]
struct States(u32);

impl States {
    fn of<'a>(states: impl IntoIterator<Item = &'a State>) -> States {
        States(states.into_iter().fold(0, |bits, state| bits | 1 << (*state as u32)))
    }

    fn has(self, state: State) -> bool {
        self.0 == 0 || self.0 & (1 << (state as u32)) != 0
    }
}

/// The conditions of `super::list`, for rows in memory.
struct Wanted<'a> {
    filter: &'a Filter,
    states: States,
    late: States,
    as_of: Option<i32>,
    since: Option<i32>,
    today: i32,
}

impl<'a> Wanted<'a> {
    fn new(filter: &'a Filter, today: Day) -> Wanted<'a> {
        Wanted {
            filter,
            states: States::of(&filter.states),
            late: States::of(State::VARIANTS.iter().filter(|state| state.can_be_late())),
            as_of: filter.as_of.map(small),
            since: filter.since.map(small),
            today: small(filter.as_of.unwrap_or(today)),
        }
    }

    fn fits(&self, book: &Stood, one: &One, row: &Row) -> bool {
        let Wanted { filter, today, .. } = *self;
        let stagnant = i32::try_from(STAGNANT_DAYS).unwrap_or(i32::MAX);
        self.states.has(row.state)
            && filter.origin.is_none_or(|origin| origin == row.origin)
            && filter.unit.is_none_or(|unit| unit == one.unit)
            && filter.category.is_none_or(|category| row.category == Some(category))
            && !(filter.unclassified && row.category.is_some())
            && (!filter.late || self.late.has(row.state) && row.due < today)
            && (!filter.stagnant || row.state == State::InProgress && row.moved <= today - stagnant)
            && self.since.is_none_or(|since| !book.was(one, since, self.states))
    }
}

fn small(day: Day) -> i32 {
    i32::try_from(day.number()).unwrap_or(i32::MAX)
}

impl View<'_> {
    fn each(&self, wanted: &Wanted<'_>, mut see: impl FnMut(&Stood, &One, &Row)) {
        let books = self.kept.books.read().unwrap_or_else(PoisonError::into_inner);
        let mut book = |book: &Stood| {
            book.each(wanted.as_of, |one, row| {
                if wanted.fits(book, one, row) {
                    see(book, one, row);
                }
            });
        };
        match &self.books {
            Books::All => books.values().for_each(&mut book),
            Books::These(these) => these.iter().filter_map(|one| books.get(one)).for_each(&mut book),
        }
    }

    pub fn count(&self, filter: &Filter, today: Day) -> u32 {
        let mut many = 0;
        self.each(&Wanted::new(filter, today), |_, _, _| many += 1);
        many
    }

    /// How many by origin, in the order of their names, without origins that have none.
    pub fn origins(&self, filter: &Filter, today: Day) -> Vec<(Origin, u32)> {
        let mut many: HashMap<Origin, u32> = HashMap::new();
        self.each(&Wanted::new(filter, today), |_, _, row| *many.entry(row.origin).or_default() += 1);
        let mut many: Vec<(Origin, u32)> = many.into_iter().collect();
        many.sort_by_key(|(origin, _)| <&str>::from(origin));
        many
    }

    /// How many there are, and some of them in the filter's order.
    pub fn page(&self, filter: &Filter, today: Day, skip: usize, take: usize) -> (u32, Vec<IssueId>) {
        let mut found: Vec<(i32, IssueId)> = Vec::new();
        self.each(&Wanted::new(filter, today), |book, one, row| {
            let day = match filter.sort {
                Sort::Moved => row.moved,
                Sort::Found => book.found(row),
                Sort::Due | Sort::Number => row.due,
            };
            found.push((day, one.id));
        });
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let order = |one: &(i32, IssueId), other: &(i32, IssueId)| {
            if filter.descending { other.cmp(one) } else { one.cmp(other) }
        };
        let end = skip.saturating_add(take);
        if end < found.len() {
            found.select_nth_unstable_by(end, order);
            found.truncate(end);
        }
        found.sort_unstable_by(order);
        (total, found.into_iter().skip(skip).map(|(_, id)| id).collect())
    }
}
