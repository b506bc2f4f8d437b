//! The rows behind figures of a cut that no list shows as they are counted: each thing that was looked at, and whether it
//! counts. As many count as the figure says, because both come from the same functions.

use super::Counts;
use super::others::{Other, Piece, pieces};
use super::shares::{self, Kind};
use crate::act::Key;
use crate::figure::Cell;
use crate::kinds::{Book, Day, ItemId, PromiseId, UnitId, VisitId};
use crate::notice::Paper;
use crate::record::{Known, Record};
use crate::score::counted::What;
use crate::score::{Adds, Formula};

/// Which figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Behind {
    Share(Kind),
    Other(Other),
    /// Papers of one kind.
    Papers(Paper),
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    Counted { unit: UnitId, what: What },
    Promise { visit: VisitId, promise: PromiseId },
    Record { record: Key, item: Option<ItemId> },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub thing: Thing,
    /// Whose it is.
    pub units: Vec<UnitId>,
    /// It has what the figure looks for.
    pub counts: bool,
    /// A measure that is done by its record, and that a look-back found untrue.
    pub untrue: bool,
}

impl Kind {
    /// Are its rows shown one by one, because no list has just those?
    #[must_use]
    pub fn has_rows(self) -> bool {
        match self {
            Kind::Measures | Kind::Promises | Kind::Coverage | Kind::Held => true,
            Kind::Milestones | Kind::Receipts | Kind::Steps | Kind::Relapsed | Kind::Score | Kind::Satisfied => false,
        }
    }
}

impl Behind {
    /// By the name that it has in addresses: `measures`, `items_open`, `notice.prompt`.
    #[must_use]
    pub fn read(raw: &str) -> Option<Behind> {
        let share = || raw.parse().ok().filter(|kind: &Kind| kind.has_rows()).map(Behind::Share);
        let other = || raw.parse().ok().map(Behind::Other);
        let papers = || if let Ok(Cell::Notice { paper }) = raw.parse() { Some(Behind::Papers(paper)) } else { None };
        share().or_else(other).or_else(papers)
    }

    /// Of the group or of one unit, at the end of `day`: what [`Counts`] were counted from, with `known` as in
    /// [`AllShares::of`](super::AllShares::of).
    #[must_use]
    pub fn rows(self, unit: Option<UnitId>, counts: &Counts, known: &Known, (book, day): (Book, Day)) -> Vec<Row> {
        let asked = |own: &Row| unit.is_none_or(|unit| own.units.contains(&unit));
        let all: Vec<Row> = match self {
            Behind::Share(kind) => counts.units.keys().flat_map(|unit| of_share(kind, *unit, known, day)).collect(),
            Behind::Other(other) => of_other(other, known, book),
            Behind::Papers(paper) => of_cell(Cell::Notice { paper }, known),
        };
        all.into_iter().filter(asked).collect()
    }
}

fn of_share(kind: Kind, unit: UnitId, known: &Known, day: Day) -> Vec<Row> {
    match kind {
        Kind::Measures => of_formula(Formula::MeasuresDone, unit, known, day),
        Kind::Coverage => of_formula(Formula::Coverage, unit, known, day),
        Kind::Held => of_formula(Formula::Held, unit, known, day),
        Kind::Promises => promises(unit, known, day),
        Kind::Milestones | Kind::Receipts | Kind::Steps | Kind::Relapsed | Kind::Score | Kind::Satisfied => Vec::new(),
    }
}

fn of_formula(formula: Formula, unit: UnitId, known: &Known, day: Day) -> Vec<Row> {
    let rows = shares::rows(unit, known, day);
    let untrue = |what: What| matches!(what, What::Measure { measure, .. } if rows.untrue.contains(&measure));
    let all = formula.counted(&rows).into_iter().map(|own| Row {
        thing: Thing::Counted { unit, what: own.what },
        units: vec![unit],
        counts: own.adds != Adds::No,
        untrue: untrue(own.what),
    });
    all.collect()
}

fn promises(unit: UnitId, known: &Known, day: Day) -> Vec<Row> {
    let all = shares::promised(unit, known).map(|(visit, own)| Row {
        thing: Thing::Promise { visit: visit.id, promise: own.id },
        units: vec![unit],
        counts: shares::kept(own, day),
        untrue: false,
    });
    all.collect()
}

fn of_other(other: Other, known: &Known, book: Book) -> Vec<Row> {
    let all = pieces(known, book).into_iter().filter(|own| own.counts.contains(&other));
    let row = |own: Piece| {
        let thing = Thing::Record { record: own.record, item: own.item };
        Row { thing, units: own.units, counts: true, untrue: false }
    };
    all.map(row).collect()
}

fn of_cell(cell: Cell, known: &Known) -> Vec<Row> {
    let all = known.records.iter().filter(|(_, record)| record.cells().iter().any(|(own, _)| *own == cell));
    let row = |(key, record): (&Key, &Record)| {
        let thing = Thing::Record { record: *key, item: None };
        Row { thing, units: record.parts(), counts: true, untrue: false }
    };
    all.map(row).collect()
}
