//! Visits of this device that are not on the server yet, above the list.

use domain::kinds::ActId;
use domain::outbox::Item;
use leptos::prelude::*;

use super::compare::leads;
use crate::outbox::outbox;
use crate::part::Sent;
use crate::texts::{Texts, texts};

#[component]
pub fn Waiting() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let items = Memo::new(move |_| outbox.items().iter().filter_map(|item| told(item, t)).collect::<Vec<_>>());
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let row = |(id, to, title): (ActId, String, String)| view! { <li><a href=to>{title}</a> " " <Sent id/></li> };
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

fn told(item: &Item, t: Texts) -> Option<(ActId, String, String)> {
    leads(item, t).map(|(to, title)| (item.proposal.id, to, title))
}
