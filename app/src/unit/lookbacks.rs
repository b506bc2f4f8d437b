//! The unit's newest look-backs, and the way to all of them.

use domain::kinds::UnitId;
use leptos::prelude::*;

use crate::lookback::Months;
use crate::lookback::read::Line;
use crate::part::{Empty, Section};
use crate::texts::texts;

#[component]
pub fn Lookbacks(lines: Vec<Line>, home: UnitId) -> impl IntoView {
    let t = texts();
    let all = super::home::more(format!("/lookbacks?unit={home}"), t.lookback.all_months());
    let body = if lines.is_empty() {
        view! { <Empty title=t.lookback.none() note=t.lookback.none_note()/> }.into_any()
    } else {
        view! { <Months lines/> }.into_any()
    };
    view! { <Section title=t.rail.lookbacks().to_owned() class="span-12" id="lookbacks" more=all>{body}</Section> }
}
