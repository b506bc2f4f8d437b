//! Every unit against itself, then and now: the table that parts of a cut have in common. Never one unit against another.

use domain::kinds::UnitId;
use leptos::prelude::*;

use super::compared;
use super::read::Detail;
use crate::session::me;
use crate::texts::texts;

/// A row for each unit of the cut in the group's own order, with a cell below each of these heads.
pub fn by_unit(
    detail: &Detail,
    title: &'static str,
    heads: &[String],
    cells: impl Fn(UnitId) -> Vec<AnyView>,
) -> AnyView {
    let (t, me) = (texts(), me());
    let columns = heads.iter().map(|own| view! { <th scope="col" class="num">{own.clone()}</th> }).collect_view();
    let rows = compared(&me, detail).map(|unit| {
        let cells = heads.iter().zip(cells(unit.id));
        let cells = cells.map(|(head, cell)| view! { <td class="num" data-head=head.clone()>{cell}</td> });
        view! { <tr><th scope="row">{unit.name.to_string()}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=title>
            <table class="table records">
                <caption class="visually-hidden">{title}</caption>
                <thead><tr><th scope="col">{t.field.unit()}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// 31／40 → 38／40; what did not move has no `then`.
pub fn then_now(then: Option<AnyView>, now: AnyView) -> AnyView {
    let then = then.map(|then| view! { <span class="quiet">{then}</span> " → " });
    view! { <span class="then-now">{then}{now}</span> }.into_any()
}

/// 12 → 31, the second one strong where it moved, and leading to its rows where there are any.
pub fn pair(then: i64, now: i64, href: String) -> AnyView {
    if then != now {
        return then_now(Some(then.into_any()), linked(now.to_string(), Some(href), now != 0));
    }
    let shown = match now {
        0 => now.into_any(),
        _ => view! { <a class="more" href=href>{now}</a> }.into_any(),
    };
    view! { <span class="then-now quiet">{shown}</span> }.into_any()
}

/// As [`pair`]; where it was not counted then, or there was nothing to count, `none` stands in its place.
pub fn known_pair(then: Option<i64>, now: i64, href: String, none: &'static str) -> AnyView {
    match then {
        Some(then) => pair(then, now, href),
        None => then_now(Some(none.into_any()), linked(now.to_string(), Some(href), now > 0)),
    }
}

pub fn linked(text: String, href: Option<String>, has: bool) -> AnyView {
    match href.filter(|_| has) {
        Some(href) => view! { <a class="more" href=href><strong>{text}</strong></a> }.into_any(),
        None => view! { <strong>{text}</strong> }.into_any(),
    }
}
