//! The issues that a rule answers: shown, found by code or title, linked and unlinked.

use domain::act::Act as Any;
use domain::issue::list::Line;
use domain::kinds::{Book, RuleId};
use domain::rule::Act;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::read::{Detail, read_candidates};
use crate::outbox::outbox;
use crate::part::act_form::Fold;
use crate::part::{Empty, Field, Linked, Section, loaded};
use crate::texts::texts;
use crate::wire;

#[component]
pub fn Issues(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let (book, rule) = (detail.rule.book, detail.rule.id);
    let may = may && detail.rule.repealed_at.is_none();
    // Issues out of reach are counted, never named.
    let hidden = detail.rule.issues.len().saturating_sub(detail.issues.len());
    let none = detail.rule.issues.is_empty();
    let none = none.then(|| view! { <Empty title=t.rule.issues_none() note=t.rule.issues_none_note()/> });
    let rows = detail.issues.iter().map(|line| {
        let issue = line.id;
        let act = Any::Rule(Act::UnlinkIssue { rule, issue });
        view! { <Row line=line.clone() book verb=may.then(|| (t.act.rule_unlink_issue(), act))/> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=t.rule.issues(detail.rule.issues.len()) note=t.rule.issues_note() class="span-8" id="issues">
            {none}
            <ul class="linked">{rows}</ul>
            {(hidden > 0).then(|| view! { <p class="note">{t.rule.hidden(hidden)}</p> })}
            {may.then(|| view! { <Fold verb=t.act.rule_link_issue() id="link"><Find book rule/></Fold> })}
        </Section>
    }
}

#[component]
fn Row(line: Line, book: Book, verb: Option<(&'static str, Any)>) -> impl IntoView {
    let outbox = outbox();
    let button = verb.map(|(word, act)| {
        let send = move |_| {
            outbox.propose(book, act.clone());
        };
        view! { <button type="button" class="button small plain" on:click=send>{word}</button> }
    });
    view! { <Linked line>{button}</Linked> }
}

/// Part of a code or title, then the choice.
#[component]
fn Find(book: Book, rule: RuleId) -> impl IntoView {
    let t = texts();
    let (asked, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    let found = wire::resource(
        move || asked.get(),
        move |text| async move { if text.trim().is_empty() { Ok(Vec::new()) } else { read_candidates(rule, text).await } },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.set(node.get_untracked().map(|input| input.value()).unwrap_or_default());
    };
    let rows = move |lines: Vec<Line>| {
        if lines.is_empty() && !asked.get_untracked().is_empty() {
            return view! { <Empty title=t.rule.found_none() note=t.rule.found_none_note()/> }.into_any();
        }
        let rows = lines.into_iter().map(|line| {
            let act = Any::Rule(Act::LinkIssue { rule, issue: line.id });
            view! { <Row line book verb=Some((t.act.rule_link_issue(), act))/> }
        });
        view! { <ul class="linked">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <form class="one-act" on:submit=submit>
            <Field label=t.rule.find() name="find-issue" kind="search" hint=t.rule.find_hint() node/>
            <div class="row"><button class="button">{t.rule.find_verb()}</button></div>
        </form>
        {loaded(found, 2, rows)}
    }
}
