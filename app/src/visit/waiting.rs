//! Visits of this device that are not on the server yet, above the list.

use domain::act::Act as Any;
use domain::kinds::{ActId, VisitId};
use domain::outbox::Item;
use domain::visit::{Act, Description};
use leptos::prelude::*;

use super::words;
use crate::outbox::outbox;
use crate::part::Sent;
use crate::texts::{Texts, texts};

#[component]
pub fn Waiting() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let items = Memo::new(move |_| outbox.items().iter().filter_map(|item| told(item, t)).collect::<Vec<_>>());
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let row = |(id, visit, title): (ActId, VisitId, String)| {
        view! { <li><a href=format!("/visits/{visit}")>{title}</a> " " <Sent id/></li> }
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="raised" aria-label=t.visit.waiting()>
                    <h2>{t.visit.waiting()}</h2>
                    <ul class="pending"><For each=move || items.get() key=|own| own.0 children=row/></ul>
                </section>
            }
        })
    }
}

fn told(item: &Item, t: Texts) -> Option<(ActId, VisitId, String)> {
    let title = |own: &Description| words::title(own.form, own.topic.as_ref().map(|topic| topic.as_str()), t);
    let (visit, title) = match &item.proposal.act {
        Any::Visit(Act::Plan { visit, description, .. }) => (*visit, title(description)),
        Any::Visit(Act::Record(own)) => (own.visit, title(&own.description)),
        Any::Visit(Act::Amend(own)) => (own.visit, title(&own.description)),
        Any::Visit(_)
        | Any::Campaign(_)
        | Any::Group(_)
        | Any::Person(_)
        | Any::Policy(_)
        | Any::Unit(_)
        | Any::Carrier(_)
        | Any::Issue(_)
        | Any::Report(_)
        | Any::Rule(_)
        | Any::Draw(_)
        | Any::Template(_)
        | Any::Evaluation(_)
        | Any::Survey(_) => return None,
    };
    Some((item.proposal.id, visit, title))
}
