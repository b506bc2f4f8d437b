//! Issues of one origin by category and state, then and now in each cell.

use domain::cut::Cells;
use domain::figure::Cell;
use domain::issue::list::Filter;
use domain::issue::{Category, Origin, State};
use leptos::prelude::*;

use super::by_unit::pair;
use super::issues;
use super::read::Detail;
use crate::issue::query::to_href;
use crate::part::{Section, StateMark};
use crate::texts::texts;

/// In the order of an issue's life; what was taken back is none of the group's issues.
const STATES: [State; 7] =
    [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Verified, State::Held, State::Disputed];
const KINDS: [Option<Category>; 5] =
    [Some(Category::Hard), Some(Category::Special), Some(Category::Livelihood), Some(Category::Development), None];

#[component]
pub fn Matrix(detail: Detail, origin: Origin) -> impl IntoView {
    let t = texts();
    let (then, now) = (&detail.cut.counts.whole, &detail.now.whole);
    let heads =
        STATES.map(|state| view! { <th scope="col" class="num"><StateMark state calm=true/></th> }).collect_view();
    let kept = |kind: &Option<Category>| {
        STATES.iter().any(|state| at(then, origin, *kind, *state) + at(now, origin, *kind, *state) > 0)
    };
    let rows = KINDS.into_iter().filter(kept).map(|kind| {
        let cells = STATES.map(|state| {
            let (then, now) = (at(then, origin, kind, state), at(now, origin, kind, state));
            let (category, unclassified, states) = (kind, kind.is_none(), vec![state]);
            let own = Filter { origin: Some(origin), category, unclassified, states, ..detail.asked(None).filter() };
            let href = to_href(&own);
            view! { <td class="num" data-head=t.state.get(state.into())>{pair(then, now, href)}</td> }
        });
        let word = t.kind.get(kind.map_or("none", Into::into));
        view! { <tr><th scope="row">{word}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    let all = (issues(then, origin, State::counted), issues(now, origin, State::counted));
    let title = t.cut.matrix_title(all.1, t.kind.get(origin.into()), all.0);
    view! {
        <Section title=title note=t.cut.matrix_note().to_owned() class="span-12" id="matrix">
            <div class="scroll" role="region" tabindex="0" aria-label=t.cut.matrix_note()>
                <table class="table records">
                    <caption class="visually-hidden">{t.cut.matrix_note()}</caption>
                    <thead><tr><th scope="col">{t.field.category()}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}

fn at(cells: &Cells, origin: Origin, category: Option<Category>, state: State) -> i64 {
    cells.get(&Cell::Issue { origin, category, state }).copied().unwrap_or(0)
}
