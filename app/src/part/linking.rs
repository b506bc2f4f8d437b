//! Issues that another record names: found by code or title, linked and unlinked with one tap.

use std::future::Future;

use domain::act::Act as Any;
use domain::issue::list::Line;
use domain::kinds::Book;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::{Empty, Field, Linked, Problem, loaded_or};
use crate::failure::Failure;
use crate::outbox::outbox;
use crate::texts::texts;
use crate::wire;

/// One issue with the verb that links or unlinks it.
#[component]
pub fn LinkRow(line: Line, book: Book, verb: Option<(&'static str, Any)>) -> impl IntoView {
    let outbox = outbox();
    let button = verb.map(|(word, act)| {
        let send = move |_| {
            outbox.propose(book, act.clone());
        };
        view! { <button type="button" class="button small plain" on:click=send>{word}</button> }
    });
    view! { <Linked line>{button}</Linked> }
}

/// Part of a code or title, then the choice among `candidates`; `link` makes the act of the chosen one.
pub fn find_issue<F>(
    book: Book,
    verb: &'static str,
    candidates: impl Fn(String) -> F + Copy + Send + Sync + 'static,
    link: impl Fn(&Line) -> Any + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = Result<Vec<Line>, Failure>> + Send + 'static,
{
    let t = texts();
    let (asked, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    let found = wire::resource(
        move || asked.get(),
        move |text| async move { if text.trim().is_empty() { Ok(Vec::new()) } else { candidates(text).await } },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.set(node.get_untracked().map(|input| input.value()).unwrap_or_default());
    };
    let rows = move |lines: Vec<Line>| {
        if lines.is_empty() && !asked.get_untracked().is_empty() {
            return view! { <Empty title=t.common.found_none() note=t.common.found_none_note()/> }.into_any();
        }
        let rows = lines.into_iter().map(|line| {
            let act = link(&line);
            view! { <LinkRow line book verb=Some((verb, act))/> }
        });
        view! { <ul class="linked">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <form class="one-act" on:submit=submit>
            <Field label=t.common.find_issue() name="find-issue" kind="search" hint=t.common.find_issue_hint() node/>
            <div class="row"><button class="button">{t.common.find_verb()}</button></div>
        </form>
        {loaded_or(found, 2, rows, |failure| view! { <Problem failure/> }.into_any())}
    }
}
