//! Cuts (截面): the half-time review and others, each with then and now side by side. Reading is in `cut/read.rs`.

mod by_unit;
mod detail;
mod figures;
mod list;
mod matrix;
mod opinions;
mod others;
pub mod read;
mod rows;
mod shares;
mod slope;
mod stuck;
mod take;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;
pub use rows::Page as RowsPage;

use domain::cut::Cells;
use domain::figure::{Cell, Figure};
use domain::issue::{Origin, State};
use domain::kinds::UnitId;
use strum::VariantArray;

use crate::part::records::Scope;
use crate::session::{GroupNode, Me, UnitNode};
use crate::texts::Texts;

/// How many issues of this origin stand in states of which something holds.
fn issues(cells: &Cells, wanted: Origin, when: fn(State) -> bool) -> i64 {
    let own = |cell: &Cell| matches!(cell, Cell::Issue { origin, state, .. } if *origin == wanted && when(*state));
    cells.iter().filter(|(cell, _)| own(cell)).map(|(_, value)| value).sum()
}

/// The origins that had issues, or have them now.
fn origins(detail: &read::Detail) -> Vec<Origin> {
    let any = |own: Origin| {
        let all = detail.cut.counts.units.values().chain(detail.now.units.values());
        all.map(|cells| issues(cells, own, State::counted)).sum::<i64>() > 0
    };
    Origin::VARIANTS.iter().copied().filter(|own| any(*own)).collect()
}

/// The units that are compared, in the group's own order; one that is closed is so no more.
fn compared<'a>(me: &'a Me, detail: &'a read::Detail) -> impl Iterator<Item = &'a UnitNode> {
    let open = me.groups.iter().flat_map(GroupNode::open);
    open.filter(move |unit| detail.now.units.contains_key(&unit.id))
}

/// What stands in the place of a number that is missing: it was not counted then, or there was nothing to count.
fn missing(counted: bool, t: Texts) -> &'static str {
    if counted { "—" } else { t.cut.uncounted() }
}

/// The page of the rows behind a figure of now, where no list has just those: of the group, or of one unit.
fn rows_href(detail: &read::Detail, figure: &str, unit: Option<UnitId>) -> String {
    let as_of = detail.past.then_some(detail.day);
    Scope { book: None, unit, as_of }.href(&format!("/cuts/{}/{figure}", detail.cut.id), "")
}

/// Were overdue issues and raters by groups counted when this cut was taken?
fn complete(detail: &read::Detail) -> bool {
    detail.cut.counts.standing(None).is_some()
}

/// The figures of the report in its order.
const FIGURES: [Figure; 13] = [
    Figure::Units,
    Figure::Goals,
    Figure::Carriers,
    Figure::TeamListIssues,
    Figure::Seminars,
    Figure::PhoneFollowUps,
    Figure::Interviews,
    Figure::Worklists,
    Figure::Notices,
    Figure::Reports,
    Figure::ResearchFound,
    Figure::ResearchSolved,
    Figure::Rules,
];

/// +4, −1, ±0
fn signed(by: i64) -> String {
    let sign = match by {
        0 => "±",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", by.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_stands_on_the_page() {
        assert!(Figure::VARIANTS.iter().all(|own| FIGURES.contains(own)));
        assert_eq!([4, 0, -1].map(signed), ["+4", "±0", "−1"]);
    }

    #[test]
    fn issues_of_different_origins_are_never_mixed() {
        let cell = |origin, state| Cell::Issue { origin, category: None, state };
        let cells: Cells = [
            (cell(Origin::Research, State::Held), 3),
            (cell(Origin::Research, State::Found), 4),
            (cell(Origin::TeamList, State::Held), 5),
        ]
        .into();
        assert_eq!(issues(&cells, Origin::Research, State::solved), 3);
        assert_eq!(issues(&cells, Origin::Research, State::counted), 7);
    }
}
