//! What this device has done to issues and the server has not recorded yet: on the row, and new issues above the list.

use domain::act::{Act, Key};
use domain::issue;
use leptos::prelude::*;

use crate::outbox::outbox;
use crate::part::Sent;
use crate::texts::texts;

/// The newest item about one record.
#[component]
pub fn Last(key: Key) -> impl IntoView {
    let outbox = outbox();
    move || outbox.about(key).last().map(|item| view! { <Sent id=item.proposal.id/> })
}

/// Issues raised here that have no number yet.
#[component]
pub fn Raised() -> impl IntoView {
    let outbox = outbox();
    let t = texts();
    let raised = move || {
        let items = outbox.items().into_iter();
        let found = items.filter_map(|item| match item.proposal.act {
            Act::Issue(issue::Act::Find(find)) => Some((item.proposal.id, find.facts.title.to_string())),
            Act::Issue(_)
            | Act::Campaign(_)
            | Act::Group(_)
            | Act::Person(_)
            | Act::Policy(_)
            | Act::Unit(_)
            | Act::Carrier(_)
            | Act::Report(_)
            | Act::Rule(_) => None,
        });
        found.collect::<Vec<_>>()
    };
    let rows = move || {
        let rows = raised().into_iter().map(|(id, title)| view! { <li><span>{title}</span> <Sent id/></li> });
        rows.collect_view()
    };
    move || {
        (!raised().is_empty()).then(
            || view! { <section class="raised"><h2>{t.issue.raised()}</h2><ul class="pending">{rows}</ul></section> },
        )
    }
}
