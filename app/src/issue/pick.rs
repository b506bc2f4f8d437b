//! Which rows are chosen for an act on several issues. Chosen rows survive paging and sorting, not a new page.

use domain::issue::State;
use domain::issue::list::Line;
use domain::kinds::{Book, IssueId};
use leptos::prelude::*;

/// A chosen row, with what an act on it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    pub id: IssueId,
    pub book: Book,
    pub code: String,
    pub state: State,
}

#[derive(Clone, Copy)]
pub struct Picked {
    pub rows: RwSignal<Vec<Pick>>,
    /// The row last clicked: shift-click chooses from here.
    last: StoredValue<Option<IssueId>>,
}

impl Pick {
    #[must_use]
    pub fn of(line: &Line) -> Pick {
        Pick { id: line.id, book: line.book, code: line.code(), state: line.state }
    }
}

impl Picked {
    #[must_use]
    pub fn new() -> Picked {
        Picked { rows: RwSignal::new(Vec::new()), last: StoredValue::new(None) }
    }

    #[must_use]
    pub fn has(&self, id: IssueId) -> bool {
        self.rows.with(|rows| rows.iter().any(|row| row.id == id))
    }

    pub fn clear(&self) {
        self.rows.set(Vec::new());
    }

    /// Chooses or leaves one row; with `range`, everything between it and the row clicked before.
    pub fn toggle(&self, lines: &[Line], id: IssueId, range: bool) {
        let on = !self.has(id);
        let place = |wanted: IssueId| lines.iter().position(|line| line.id == wanted);
        let here = place(id);
        let from = self.last.get_value().filter(|_| range).and_then(place).or(here);
        if let (Some(from), Some(here)) = (from, here) {
            self.set(&lines[from.min(here)..=from.max(here)], on);
        }
        self.last.set_value(Some(id));
    }

    /// Chooses or leaves all these rows.
    pub fn set(&self, lines: &[Line], on: bool) {
        self.rows.update(|rows| {
            rows.retain(|row| !lines.iter().any(|line| line.id == row.id));
            if on {
                rows.extend(lines.iter().map(Pick::of));
            }
        });
    }
}
