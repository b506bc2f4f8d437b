//! A paper that asks for what is counted here says so, and brings the numbers along: nobody reports them again.

use domain::burden::Counted;
use leptos::prelude::*;

use super::read::Figure;
use crate::session::me;
use crate::texts::{Texts, texts};

fn word(known: Counted, t: Texts) -> &'static str {
    t.burden.get(<&str>::from(known))
}

/// Beside the words of a paper: which of what it asks for is here already. With numbers where they were read.
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
        let said = own.map(|own| format!("{} {}", word(own.known, t), own.value)).collect::<Vec<_>>().join(comma);
        view! { <li><strong>{me.unit_name(unit)}</strong> " " {said}</li> }
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
