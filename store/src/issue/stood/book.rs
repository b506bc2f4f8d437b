//! One book's issues from day to day: what stood when, and how many stand in each cell now.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use domain::issue::{Category, Origin, State};
use domain::kinds::{IssueId, UnitId};
use strum::VariantArray;

use super::texts::{Texts, Told};

/// A day's number, as small as days are; what has none, or no end, has the last of all.
pub(super) type Short = u16;

pub(super) fn short(number: i64) -> Short {
    Short::try_from(number).unwrap_or(Short::MAX)
}

/// One book.
#[derive(Default, Debug)]
pub(super) struct Stood {
    /// The number of the last entry that was looked at.
    pub upto: i64,
    issues: Vec<One>,
    place: HashMap<IssueId, u32>,
    rows: Vec<Row>,
    now: Cells,
    /// The day that was looked back to last: a page asks several times about the same one.
    past: Mutex<Option<Arc<Past>>>,
    /// What they are and were searched by; as old as the last search.
    pub texts: Texts,
}

#[derive(Debug)]
pub(super) struct One {
    pub id: IssueId,
    pub unit: UnitId,
    /// Its last row's place.
    last: u32,
    /// Its last row again: what stands now is read most, one after the other.
    row: Row,
}

/// From one day until another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    issue: u32,
    /// The place after that of the row of the same issue before this one.
    before: Option<NonZeroU32>,
    from: Short,
    to: Short,
    pub due: Short,
    pub moved: Short,
    pub lookback: Short,
    /// [`RETURNED`], [`RELAPSED`], both or none.
    pub marks: u8,
    /// Its origin, category and state in one number.
    pub cell: u8,
}

/// Was returned at least once.
pub(super) const RETURNED: u8 = 1;
/// Came back at least once.
pub(super) const RELAPSED: u8 = 2;

/// A day that is looked back to.
#[derive(Debug)]
struct Past {
    day: Short,
    rows: Box<[Row]>,
    cells: Cells,
}

/// A version as it is read.
pub(super) struct Fresh {
    id: IssueId,
    unit: UnitId,
    row: Row,
}

/// `id unit seq from due moved lookback returns relapses origin state category`, days as numbers; without a category `-`.
pub(super) fn read(text: &str) -> Option<Fresh> {
    let mut parts = text.split(' ');
    let (id, unit) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next()?.parse::<i64>().ok()?;
    let mut number = || parts.next()?.parse::<i64>().ok();
    let mut day = || number().map(short);
    let (from, due, moved, lookback) = (day()?, day()?, day()?, day()?);
    let mut mark = |bit: u8| number().map(|times| if times > 0 { bit } else { 0 });
    let marks = mark(RETURNED)? | mark(RELAPSED)?;
    let (origin, state) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let category = match parts.next()? {
        "-" => None,
        raw => Some(raw.parse().ok()?),
    };
    let cell = cell(origin, category, state);
    let row = Row { issue: 0, before: None, from, to: Short::MAX, due, moved, lookback, marks, cell };
    Some(Fresh { id, unit, row })
}

impl Row {
    /// The place of its issue.
    pub fn place(&self) -> usize {
        self.issue as usize
    }

    pub fn origin(&self) -> Origin {
        told(self.cell.into()).0
    }

    pub fn state(&self) -> State {
        told(self.cell.into()).2
    }
}

impl Stood {
    pub fn add(&mut self, Fresh { id, unit, mut row }: Fresh) {
        let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        match self.place.get(&id) {
            Some(place) => {
                let one = &mut self.issues[*place as usize];
                // The next version of an issue ends the one before.
                self.rows[one.last as usize].to = row.from;
                self.now.leave(&one.row);
                (row.issue, row.before) = (*place, NonZeroU32::new(one.last + 1));
                (one.last, one.row) = (next, row);
            }
            None => {
                row.issue = u32::try_from(self.issues.len()).unwrap_or(u32::MAX);
                self.place.insert(id, row.issue);
                self.issues.push(One { id, unit, last: next, row });
            }
        }
        self.now.enter(&row);
        self.rows.push(row);
        *self.past.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Gives back room that was taken while very many were added.
    pub fn settle(&mut self) {
        self.issues.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.place.shrink_to_fit();
    }

    /// Takes in the texts of versions up to an entry that was looked at.
    pub fn add_texts(&mut self, told: Vec<Told>, upto: i64) {
        for Told { id, from, text } in told {
            if let Some(issue) = self.place.get(&id) {
                self.texts.add(*issue, from, &text);
            }
        }
        self.texts.upto = upto;
    }

    /// How many stood in each cell at the end of the day; without one, stand now.
    pub fn cells(&self, day: Option<Short>, see: impl FnOnce(&Cells)) {
        match day {
            None => see(&self.now),
            Some(day) => see(&self.past(day).cells),
        }
    }

    /// The rows that stood at the end of the day; without one, those that stand now.
    pub fn each(&self, day: Option<Short>, mut see: impl FnMut(&One, &Row)) {
        match day {
            None => self.issues.iter().for_each(|one| see(one, &one.row)),
            Some(day) => self.past(day).rows.iter().for_each(|row| see(&self.issues[row.issue as usize], row)),
        }
    }

    fn past(&self, day: Short) -> Arc<Past> {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = past.as_ref().filter(|past| past.day == day) {
            return Arc::clone(kept);
        }
        // both at once: a branch for each is guessed wrong again and again
        let stood = self.rows.iter().filter(|row| (row.from <= day) & (day < row.to));
        let rows: Box<[Row]> = stood.copied().collect();
        let mut cells = Cells::default();
        rows.iter().for_each(|row| cells.enter(row));
        Arc::clone(past.insert(Arc::new(Past { day, rows, cells })))
    }

    fn before(&self, row: &Row) -> Option<&Row> {
        row.before.map(|after| &self.rows[after.get() as usize - 1])
    }

    /// In one of the states at the end of the day?
    pub fn was(&self, one: &One, day: Short, states: States) -> bool {
        let mut row = &one.row;
        while row.from > day {
            let Some(before) = self.before(row) else { return false };
            row = before;
        }
        states.has(row.state())
    }

    /// The day on which it was found.
    pub fn found(&self, row: &Row) -> Short {
        let mut row = row;
        while let Some(before) = self.before(row) {
            row = before;
        }
        row.from
    }
}

/// A set of states; as in filters, none means all.
#[derive(Clone, Copy)]
pub(super) struct States(u32);

impl States {
    pub fn of<'a>(states: impl IntoIterator<Item = &'a State>) -> States {
        States(states.into_iter().fold(0, |bits, state| bits | 1 << (*state as u32)))
    }

    pub fn has(self, state: State) -> bool {
        self.0 == 0 || self.0 & (1 << (state as u32)) != 0
    }
}

const ORIGINS: usize = Origin::VARIANTS.len();
/// And one for those that have none.
const CATEGORIES: usize = Category::VARIANTS.len() + 1;
const STATES: usize = State::VARIANTS.len();
pub(super) const CELLS: usize = ORIGINS * CATEGORIES * STATES;
/// A cell is written as one byte.
const _: () = assert!(CELLS <= 256);

/// The number of a cell.
#[allow(clippy::cast_possible_truncation, reason = "there are at most 256")]
fn cell(origin: Origin, category: Option<Category>, state: State) -> u8 {
    let category = category.map_or(CATEGORIES - 1, |category| category as usize);
    ((origin as usize * CATEGORIES + category) * STATES + state as usize) as u8
}

/// What the number of a cell stands for.
pub(super) fn told(cell: usize) -> (Origin, Option<Category>, State) {
    let (state, rest) = (State::VARIANTS[cell % STATES], cell / STATES);
    (Origin::VARIANTS[rest / CATEGORIES], Category::VARIANTS.get(rest % CATEGORIES).copied(), state)
}

/// How many there are of each origin, category and state.
#[derive(Clone, Debug)]
pub(super) struct Cells([u32; CELLS]);

impl Default for Cells {
    fn default() -> Cells {
        Cells([0; CELLS])
    }
}

impl Cells {
    pub fn enter(&mut self, row: &Row) {
        self.0[usize::from(row.cell)] += 1;
    }

    fn leave(&mut self, row: &Row) {
        self.0[usize::from(row.cell)] -= 1;
    }

    pub fn add(&mut self, other: &Cells) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, more)| *own += more);
    }

    /// How many are in these cells.
    pub fn sum(&self, these: &[bool; CELLS]) -> u32 {
        self.0.iter().zip(these).filter(|(_, this)| **this).map(|(many, _)| many).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUE: &str = "00000000-0000-0000-0000-000000000001";
    const UNIT: &str = "00000000-0000-0000-0000-000000000002";

    fn version(seq: i64, from: i64, state: State) -> Fresh {
        let state: &str = state.into();
        read(&format!("{ISSUE} {UNIT} {seq} {from} 65535 {from} 65535 0 0 team_list {state} -")).unwrap()
    }

    /// The states that stood at the end of the day, from the rows and from the cells.
    fn stood(book: &Stood, day: Option<Short>) -> (Vec<State>, u32) {
        let (mut states, mut many) = (Vec::new(), 0);
        book.each(day, |_, row| states.push(row.state()));
        book.cells(day, |cells| many = cells.sum(&[true; CELLS]));
        (states, many)
    }

    #[test]
    fn a_day_that_was_looked_back_to_is_looked_at_again_when_something_was_added() {
        let mut book = Stood::default();
        book.add(version(1, 10, State::Found));
        assert_eq!(stood(&book, Some(9)), (vec![], 0));
        assert_eq!(stood(&book, Some(12)), (vec![State::Found], 1));
        // on that very day, as acts of today are while one looks at today
        book.add(version(2, 12, State::Agreed));
        assert_eq!(stood(&book, Some(12)), (vec![State::Agreed], 1));
        assert_eq!(stood(&book, Some(11)), (vec![State::Found], 1));
        assert_eq!(stood(&book, None), (vec![State::Agreed], 1));
    }
}
