//! What this device has done to issues and the server has not recorded yet: on the row, and new issues above the list.

use domain::act::{Act, Key};
use domain::issue;
use domain::kinds::ActId;
use leptos::prelude::*;

use crate::outbox::outbox;
use crate::part::Sent;
use crate::texts::texts;

/// The newest item about one record.
#[component]
pub fn Last(key: Key) -> impl IntoView {
    let outbox = outbox();
    let last = Memo::new(move |_| outbox.about(key).last().map(|item| item.proposal.id));
    move || last.get().map(|id| view! { <Sent id brief=true/> })
}

/// Issues raised here that have no number yet.
#[component]
pub fn Raised() -> impl IntoView {
    let outbox = outbox();
    let t = texts();
    let raised = Memo::new(move |_| {
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
            | Act::Rule(_)
            | Act::Draw(_)
            | Act::Visit(_) => None,
        });
        found.collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| raised.with(|raised| !raised.is_empty()));
    let row = |(id, title): (ActId, String)| view! { <li><span>{title}</span> <Sent id/></li> };
    move || {
        some.get().then(|| {
            view! {
                <section class="raised" aria-label=t.issue.raised()>
                    <h2>{t.issue.raised()}</h2>
                    <ul class="pending"><For each=move || raised.get() key=|(id, _)| *id children=row/></ul>
                </section>
            }
        })
    }
}
