//! What asks for something that is counted here says so, and brings the numbers along with the way to their rows: nobody
//! reports them again.

use domain::burden::Counted;
use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::UnitId;
use leptos::prelude::*;

use super::read::Figure;
use crate::issue::query::to_href;
use crate::session::me;
use crate::texts::{Texts, texts};

fn word(known: Counted, t: Texts) -> &'static str {
    t.burden.get(<&str>::from(known))
}

/// The rows that are counted.
fn href(known: Counted, unit: UnitId) -> String {
    let of = Filter { unit: Some(unit), ..Filter::default() };
    match known {
        Counted::Issues => to_href(&of),
        Counted::Solved => to_href(&Filter { states: vec![State::Verified, State::Held], ..of }),
        Counted::Overdue => to_href(&Filter { late: true, ..of }),
        Counted::Carriers => format!("/carriers?unit={unit}"),
        Counted::Reports => format!("/reports?unit={unit}"),
        Counted::Rules => format!("/rules?unit={unit}"),
    }
}

/// Beside the words: which of what they ask for is here already. With numbers where they were read.
#[component]
pub fn KnownNote(known: Vec<Counted>, figures: Vec<Figure>) -> impl IntoView {
    let (t, me) = (texts(), me());
    if known.is_empty() {
        return ().into_any();
    }
    let comma = t.unit.and();
    let names = known.iter().map(|own| word(*own, t)).collect::<Vec<_>>().join(comma);
    let mut units: Vec<_> = figures.iter().map(|own| own.unit).collect();
    units.dedup();
    let rows = units.into_iter().map(|unit| {
        let own = figures.iter().filter(|own| own.unit == unit);
        let said = own.enumerate().map(|(place, own)| {
            let (href, says) = (href(own.known, unit), format!("{} {}", word(own.known, t), own.value));
            view! { {(place > 0).then_some(comma)}<a href=href>{says}</a> }
        });
        view! { <li><strong>{me.unit_name(unit)}</strong> " " {said.collect_view()}</li> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="known-note" role="note">
            <p>{t.burden.known(names)}</p>
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}
