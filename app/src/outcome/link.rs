//! Where an outcome came from: carriers, issues and rules of its unit, found by name.

use domain::act::Act as Any;
use domain::outcome::Act;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::read::{Detail, Lead, read_candidates};
use super::{link_href, link_word};
use crate::outbox::outbox;
use crate::part::act_form::Fold;
use crate::part::{Empty, Field, Problem, Section, loaded_or};
use crate::texts::texts;
use crate::wire;

#[component]
pub fn Links(detail: Detail, may: bool) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (outcome, book) = (detail.outcome.id, detail.outcome.book);
    let many = detail.outcome.links.len();
    let rows = detail.leads.iter().cloned().map(|lead| {
        let says = t.photo.remove_one(&lead.title);
        let away = may.then(|| {
            let away = move |_| {
                outbox.propose(book, Any::Outcome(Act::Unlink { outcome, link: lead.link }));
            };
            view! { <button type="button" class="button small plain" aria-label=says on:click=away>{t.photo.remove()}</button> }
        });
        view! {
            <li>
                <small>{link_word(lead.link, t)}</small> " "
                <a class="more" href=link_href(lead.link)>{lead.title}</a>
                {away}
            </li>
        }
    });
    let rows = rows.collect_view();
    let none = (many == 0).then(|| view! { <Empty title=t.outcome.no_links() note=t.outcome.no_links_note()/> });
    view! {
        <Section title=t.outcome.links_many(many) id="links">
            {none}
            <ul class="leads">{rows}</ul>
            {may.then(|| view! { <div class="no-print"><Fold verb=t.outcome.link_verb() id="link"><Find detail=detail.clone()/></Fold></div> })}
        </Section>
    }
}

/// Part of a code or name, then the choice.
#[component]
fn Find(detail: Detail) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (outcome, book) = (detail.outcome.id, detail.outcome.book);
    let (asked, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    // nothing is read before something is asked for
    let found = wire::resource(
        move || asked.get(),
        move |text| async move {
            if text.trim().is_empty() { Ok(Vec::new()) } else { read_candidates(outcome, text).await }
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.set(node.try_get_untracked().flatten().map(|input| input.value()).unwrap_or_default());
    };
    let rows = move |leads: Vec<Lead>| {
        if asked.with_untracked(|text| text.trim().is_empty()) {
            return ().into_any();
        }
        if leads.is_empty() {
            return view! { <Empty title=t.common.found_none() note=t.common.found_none_note()/> }.into_any();
        }
        let rows = leads.into_iter().map(|lead| {
            let says = t.outcome.link_one(&lead.title);
            let add = move |_| {
                outbox.propose(book, Any::Outcome(Act::Link { outcome, link: lead.link }));
            };
            view! {
                <li>
                    <small>{link_word(lead.link, t)}</small> " " {lead.title}
                    <button type="button" class="button small" aria-label=says on:click=add>{t.outcome.link()}</button>
                </li>
            }
        });
        view! { <ul class="leads">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <form class="one-act" on:submit=submit>
            <Field label=t.outcome.find() name="find-link" kind="search" node/>
            <div class="row"><button class="button">{t.common.find_verb()}</button></div>
        </form>
        {loaded_or(found, 2, rows, |failure| view! { <Problem failure/> }.into_any())}
    }
}
