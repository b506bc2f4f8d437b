//! What kinds of events there were: a cell for each form of visit and each kind of site, and the same as a table. What there never
//! was stands there as well.

use domain::kinds::{Day, UnitId};
use domain::visit::list::{Filter, State};
use leptos::prelude::*;

use super::twin::number;
use super::{Event, OfUnit};
use crate::part::Icon;
use crate::texts::{Texts, texts};
use crate::visit::query::to_href;
use crate::visit::words;

/// The list of visits that a cell counts.
fn href(unit: UnitId, own: Event, drawn: bool, as_of: Option<Day>) -> String {
    let (form, site, state) = (Some(own.form), own.site, Some(State::Recorded));
    to_href(&Filter { unit: Some(unit), form, site, drawn, state, as_of, ..Filter::default() })
}

/// 走访, 走访·课堂
fn name(own: Event, t: Texts) -> String {
    let form = words::form(own.form, t);
    own.site.map_or_else(|| form.to_owned(), |site| format!("{form}·{}", words::site(site, t)))
}

#[component]
pub fn Events(unit: UnitId, events: Vec<Event>, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let never = events.iter().filter(|own| own.visits == 0).count();
    let cells = events.into_iter().map(|own| {
        let (class, icon) = match own.visits {
            0 => ("heat-cell never", "s-found"),
            1 => ("heat-cell once", "s-verified"),
            _ => ("heat-cell often", "s-held"),
        };
        let word = match own.visits {
            0 => t.coverage.event_never().to_owned(),
            many => t.coverage.event(own.drawn, many),
        };
        let people = (own.people > 0).then(|| format!("{}{}", t.draw.comma(), t.visit.people_many(own.people)));
        let body = view! { <Icon name=icon/><strong>{name(own, t)}</strong><small>{word}{people}</small> };
        if own.visits == 0 {
            view! { <li><span class=class>{body}</span></li> }.into_any()
        } else {
            view! { <li><a class=class href=href(unit, own, false, day)>{body}</a></li> }.into_any()
        }
    });
    let cells = cells.collect_view();
    view! {
        <h3>{t.coverage.events(never)}</h3>
        <ul class="heat events">{cells}</ul>
    }
}

/// The same as a table.
#[component]
pub fn Table(unit: OfUnit, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let many = |many: u32| usize::try_from(many).unwrap_or(0);
    let rows = unit.events.into_iter().map(|own| {
        view! {
            <tr>
                <th scope="row">{name(own, t)}</th>
                {number(many(own.visits), href(unit.unit, own, false, day))}
                {number(many(own.drawn), href(unit.unit, own, true, day))}
                {number(many(own.people), href(unit.unit, own, false, day))}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="table events">
            <thead>
                <tr>
                    <th scope="col">{t.coverage.event_head()}</th>
                    <th scope="col" class="num">{t.coverage.visits_head()}</th>
                    <th scope="col" class="num">{t.coverage.at_random()}</th>
                    <th scope="col" class="num">{t.visit.people()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
