//! What a filter asks for, made ready so that very many rows can be looked at.

use domain::due::{late_before, stagnant_since};
use domain::issue::list::Filter;
use domain::issue::{Category, Origin, State};
use domain::kinds::{Day, UnitId};

use super::book::{CELLS, One, RELAPSED, RETURNED, Row, Short, States, Stood, told};
use super::day;
use super::texts::{Found, Words};

/// The conditions of `super::list`, for rows in memory.
pub(super) struct Wanted {
    /// Which cells fit: most conditions are one look into this.
    pub cells: [bool; CELLS],
    unit: Option<UnitId>,
    /// Past its day, or last moved or to be looked back at by this day; nothing is beyond the last of all days.
    due_before: u32,
    moved_upto: u32,
    lookback_upto: u32,
    /// It must have all of these.
    marks: u8,
    since: Option<Short>,
    states: States,
    pub words: Words,
    /// Do the cells tell all?
    pub plain: bool,
}

impl Wanted {
    pub fn new(filter: &Filter, today: Day) -> Wanted {
        let states = States::of(&filter.states);
        let fits = |(origin, category, state): (Origin, Option<Category>, State)| {
            states.has(state)
                && filter.origin.is_none_or(|own| own == origin)
                && filter.category.is_none_or(|own| category == Some(own))
                && !(filter.unclassified && category.is_some())
                && (!filter.late || state.can_be_late())
                && (!filter.stagnant || state == State::InProgress)
                && (!filter.lookback_due || state == State::Verified)
        };
        let today = filter.as_of.unwrap_or(today);
        let still = u32::try_from(stagnant_since(today).number().max(0)).unwrap_or(0);
        let words = Words::of(filter);
        let marks = [(filter.returned, RETURNED), (filter.relapsed, RELAPSED)];
        let marks = marks.into_iter().filter(|(asked, _)| *asked).map(|(_, mark)| mark).sum();
        let narrowed = filter.unit.is_some()
            || filter.late
            || filter.stagnant
            || filter.lookback_due
            || marks != 0
            || filter.since.is_some();
        Wanted {
            cells: std::array::from_fn(|cell| fits(told(cell))),
            unit: filter.unit,
            due_before: if filter.late { day(late_before(today)).into() } else { u32::MAX },
            moved_upto: if filter.stagnant { still } else { u32::MAX },
            lookback_upto: if filter.lookback_due { day(today).into() } else { u32::MAX },
            marks,
            since: filter.since.map(day),
            states,
            plain: !narrowed && words.none(),
            words,
        }
    }

    pub fn fits(&self, book: &Stood, one: &One, row: &Row, found: &Found) -> bool {
        self.cells[usize::from(row.cell)]
            && u32::from(row.due) < self.due_before
            && u32::from(row.moved) <= self.moved_upto
            && u32::from(row.lookback) <= self.lookback_upto
            && row.marks & self.marks == self.marks
            && self.unit.is_none_or(|unit| unit == one.unit)
            && self.since.is_none_or(|since| !book.was(one, since, self.states))
            && found.has(row.place())
    }
}
