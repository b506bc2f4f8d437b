//! The issues that a rule answers: shown, found by code or title, linked and unlinked.

use domain::act::Act as Any;
use domain::issue::list::Line;
use domain::rule::Act;
use leptos::prelude::*;

use super::read::{Detail, read_candidates};
use crate::part::act_form::Fold;
use crate::part::linking::{LinkRow, find_issue};
use crate::part::{Empty, Section};
use crate::texts::texts;

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
        view! { <LinkRow line=line.clone() book verb=may.then(|| (t.act.rule_unlink_issue(), act))/> }
    });
    let rows = rows.collect_view();
    let link = move |line: &Line| Any::Rule(Act::LinkIssue { rule, issue: line.id });
    let find = move || find_issue(book, t.act.rule_link_issue(), move |text| read_candidates(rule, text), link);
    view! {
        <Section title=t.rule.issues(detail.rule.issues.len()) note=t.rule.issues_note() class="span-8" id="issues">
            {none}
            <ul class="linked">{rows}</ul>
            {(hidden > 0).then(|| view! { <p class="note">{t.rule.hidden(hidden)}</p> })}
            {may.then(|| view! { <Fold verb=t.act.rule_link_issue() id="link">{find()}</Fold> })}
        </Section>
    }
}
