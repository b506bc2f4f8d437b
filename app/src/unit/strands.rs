//! How far the unit is in each strand of work: what was held, asked, looked back on and graded, each number with its rows.

use domain::kinds::{Book, UnitId};
use domain::strand::far::Far;
use domain::visit::list::{Filter, State};
use leptos::prelude::*;

use crate::part::Section;
use crate::part::records::number;
use crate::strand::with;
use crate::texts::{Texts, texts};
use crate::visit::{query, words};

#[component]
pub fn Strands(far: Vec<Far>, book: Book, home: UnitId) -> impl IntoView {
    let t = texts();
    let rows = far.into_iter().map(|own| view! { <Of own book home/> }).collect_view();
    view! {
        <Section title=t.unit.strands().to_owned() note=t.unit.strands_note().to_owned() class="span-12" id="strands">
            <ul class="strand-row">{rows}</ul>
        </Section>
    }
}

#[component]
fn Of(own: Far, book: Book, home: UnitId) -> impl IntoView {
    let t = texts();
    let none = own.is_empty().then(|| view! { <p class="note">{t.unit.strand_empty()}</p> });
    let standards = own.standards.map(|many| {
        // of this group alone, also for who reads several
        let rows = with(&format!("/library?book={book}&state=in_force"), Some(own.strand));
        view! { <dt>{t.rail.library()}</dt><dd>{number(count(many), rows)}</dd> }
    });
    let filled = (!own.is_empty()).then(|| view! { <Counted own home/> });
    view! {
        <li>
            <h3>{words::strand(own.strand, t)}</h3>
            {none}
            <dl class="facts">{filled}{standards}</dl>
        </li>
    }
}

#[component]
fn Counted(own: Far, home: UnitId) -> impl IntoView {
    let t = texts();
    let filter =
        Filter { unit: Some(home), strand: Some(own.strand), state: Some(State::Recorded), ..Filter::default() };
    let of = |page: &str| with(&format!("/{page}?unit={home}"), Some(own.strand));
    let items = (own.open + own.done > 0).then(|| t.unit.strand_items(own.done, own.open));
    let looked = (own.looked > 0).then(|| t.unit.strand_looked(own.confirmed, own.looked));
    let rounds = format!("{}&state=published", of("evaluations"));
    view! {
        <dt>{t.rail.visits()}</dt><dd>{number(own.visits, query::to_href(&filter))}</dd>
        <dt>{t.rail.worklists()}</dt><dd>{said(items, of("worklists"), t)}</dd>
        <dt>{t.rail.lookbacks()}</dt><dd>{said(looked, of("lookbacks"), t)}</dd>
        <dt>{t.unit.strand_graded()}</dt><dd>{number(count(own.graded), rounds)}</dd>
    }
}

/// Words that open their rows, or that there are none.
fn said(words: Option<String>, href: String, t: Texts) -> AnyView {
    match words {
        Some(words) => view! { <a class="opens" href=href>{words}</a> }.into_any(),
        None => view! { <span class="zero">{t.unit.strand_none()}</span> }.into_any(),
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
