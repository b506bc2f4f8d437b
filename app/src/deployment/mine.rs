//! What the viewer's own places are to report next: on a phone this is the page.

use domain::deployment::{Place, Step};
use leptos::prelude::*;

use super::read::Detail;
use super::report::Report;
use super::{place_name, step_word};
use crate::part::{DayText, Mark, Section};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Mine(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.deployment;
    // staff of a unit report for the unit; an organisation for itself
    let mine = |place: &Place| match place.organisation {
        None => me.viewer.in_unit(place.unit),
        Some(_) => me.viewer.in_organisation(place.organisation),
    };
    let places: Vec<Place> = own.content.places().filter(|place| own.runs() && mine(place)).collect();
    if places.is_empty() {
        return ().into_any();
    }
    let next: Vec<(Place, Step)> = places.iter().filter_map(|place| Some((*place, own.next(*place)?))).collect();
    if next.is_empty() {
        return view! { <Section title=t.deployment.mine_done().to_owned() class="no-print"><p class="note">{t.deployment.mine_done_note()}</p></Section> }.into_any();
    }
    let rows = next.into_iter().map(|(place, step)| view! { <Turn detail=detail.clone() place step/> }).collect_view();
    view! { <Section title=t.deployment.mine().to_owned() class="no-print" id="mine">{rows}</Section> }.into_any()
}

#[component]
fn Turn(detail: Detail, place: Place, step: Step) -> impl IntoView {
    let (t, me) = (texts(), me());
    let due = detail.deployment.content.days.of(step);
    let late = due.is_some_and(|due| domain::due::is_late(due, me.today()));
    let due = due.map(|day| view! { <span class="by">{t.field.due()} " " <DayText day/></span> });
    let late = late.then(|| view! { <Mark kind="late" word=t.state.late()/> });
    view! {
        <h3>{place_name(place, &me, t)} "·" {step_word(step, t)}</h3>
        <p class="about">{due} " " {late}</p>
        <Report detail=detail.clone() place step before=None/>
    }
}
