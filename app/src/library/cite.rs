//! Other records lean on entries of the library: what they lean on, and the way to lean on one more. An entry is found by its
//! words and chosen; nothing is typed twice.

use domain::act::Act;
use domain::kinds::Book;
use domain::standard::Citation;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::cited_href;
use super::read::{Lent, Line, read_list};
use crate::outbox::outbox;
use crate::part::{Empty, Field, Problem, loaded_or};
use crate::texts::texts;
use crate::wire;

/// Offered at once; who wants another asks for it.
const FIRST: usize = 8;

/// What is leant on, each with the act that lets go of it where the reader may.
#[component]
pub fn Cites(lent: Vec<Lent>, book: Book, drop: Option<Callback<(Citation,), Act>>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let rows = lent.into_iter().map(|own| {
        let says = t.library.drop_one(&own.title);
        let away = drop.map(|drop| {
            let away = move |_| {
                // the page may be shown anew while this is still seen
                if let Some(act) = drop.try_run((own.citation,)) {
                    outbox.propose(book, act);
                }
            };
            view! { <button type="button" class="button small plain" aria-label=says on:click=away>{t.photo.remove()}</button> }
        });
        view! {
            <li>
                <a class="more" href=cited_href(own.citation)>{own.title}</a> " "
                <small>{t.library.version_of(own.citation.version)}</small>
                {away}
            </li>
        }
    });
    view! { <ul class="leads">{rows.collect_view()}</ul> }
}

/// Words, then the choice. `not` are leant on already.
#[component]
pub fn Find(book: Book, not: Vec<Citation>, act: Callback<(Citation,), Act>) -> impl IntoView {
    let t = texts();
    let (asked, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    // nothing is read before something is asked for
    let found = wire::resource(
        move || asked.get(),
        move |text| async move {
            if text.trim().is_empty() { Ok(Vec::new()) } else { read_list(Some(book), text, None, None).await }
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.set(node.try_get_untracked().flatten().map(|input| input.value()).unwrap_or_default());
    };
    let not = StoredValue::new(not);
    let rows = move |lines: Vec<Line>| {
        if asked.with_untracked(|text| text.trim().is_empty()) {
            return ().into_any();
        }
        let citation = |own: &Line| Citation { standard: own.id, version: own.version };
        let open = lines.into_iter().filter(|own| own.state == "in_force");
        let open = open.filter(|own| not.try_with_value(|not| !not.contains(&citation(own))).unwrap_or(false));
        let rows: Vec<_> =
            open.take(FIRST).map(|own| view! { <Offer citation=citation(&own) title=own.title book act/> }).collect();
        if rows.is_empty() {
            return view! { <Empty title=t.library.found_none() note=t.library.found_none_note()/> }.into_any();
        }
        view! { <ul class="leads">{rows}</ul> }.into_any()
    };
    view! {
        <form class="one-act" on:submit=submit>
            <Field label=t.library.search() name="find-standard" kind="search" hint=t.library.search_hint() node/>
            <div class="row"><button class="button">{t.common.find_verb()}</button></div>
        </form>
        {loaded_or(found, 2, rows, |failure| view! { <Problem failure/> }.into_any())}
    }
}

#[component]
fn Offer(citation: Citation, title: String, book: Book, act: Callback<(Citation,), Act>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let says = t.library.lean_on(&title);
    let lean = move |_| {
        if let Some(act) = act.try_run((citation,)) {
            outbox.propose(book, act);
        }
    };
    view! {
        <li>
            <a class="more" href=cited_href(citation)>{title}</a> " "
            <small>{t.library.version_of(citation.version)}</small>
            <button type="button" class="button small" aria-label=says on:click=lean>{t.library.lean()}</button>
        </li>
    }
}
