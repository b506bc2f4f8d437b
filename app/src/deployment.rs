//! Matters in step (三个同步): the list, the matrix of places and steps with the days between the two levels, the reports of
//! each place. Reading is in `deployment/read.rs`.

mod cell;
mod detail;
mod draft;
mod list;
mod matrix;
mod mine;
mod picture;
pub mod read;
mod report;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use domain::deployment::{Place, Step};
use leptos::prelude::*;

use crate::part::Mark;
use crate::session::Me;
use crate::texts::{Texts, texts};

const STATES: [&str; 4] = ["running", "complete", "closed", "withdrawn"];

fn state_mark(state: &str) -> AnyView {
    let t = texts();
    let kind = match state {
        "running" => "in_progress",
        "complete" => "verified",
        "closed" => "held",
        _ => "withdrawn",
    };
    view! { <Mark kind word=t.deployment.get(&format!("state_{state}")) calm=true/> }.into_any()
}

pub(crate) fn step_word(step: Step, t: Texts) -> &'static str {
    t.deployment.get(step.into())
}

/// The unit, or its organisation: as far as the viewer may know its name.
fn place_name(place: Place, me: &Me, t: Texts) -> String {
    match place.organisation {
        None => me.unit_name(place.unit),
        Some(organisation) => {
            let own =
                me.unit(place.unit).and_then(|(_, unit)| unit.organisations.iter().find(|own| own.0 == organisation));
            own.map_or_else(|| t.deployment.closed_organisation().to_owned(), |own| own.1.to_string())
        }
    }
}

/// A cell as the address names it.
fn slug(place: Place, step: Step) -> String {
    let step: &str = step.into();
    match place.organisation {
        None => format!("{}-{step}", place.unit),
        Some(organisation) => format!("{organisation}-{step}"),
    }
}

/// May this person report for this place?
fn reports(me: &Me, place: Place) -> bool {
    me.viewer.in_unit(place.unit) || (place.organisation.is_some() && me.viewer.in_organisation(place.organisation))
}

/// 晚 5 天, 早 2 天, 同日.
fn lag_text(days: i64, t: Texts) -> String {
    match days {
        0 => t.deployment.same_day().to_owned(),
        days if days > 0 => t.deployment.later(days),
        days => t.deployment.earlier(-days),
    }
}
