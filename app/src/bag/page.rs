//! `/bag`: what is along, since when, how much; what the device has room for. The page with which an installed app begins
//! where there is no network and today's page is not kept.

use leptos::prelude::*;

use super::along::{Buttons, Stand};
use super::{Along, Room};
use crate::outbox::outbox;
use crate::part::{Empty, Section};
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let all = RwSignal::new(Vec::<Along>::new());
    let outbox = outbox();
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move { all.set(super::take::all(outbox.person()).await) });
        #[cfg(not(feature = "hydrate"))]
        let _ = outbox;
    });
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let rows = move || {
        if none.get() {
            return view! { <Empty title=t.bag.empty() note=t.bag.empty_note()/> }.into_any();
        }
        view! { <ul class="pending"><For each=move || all.get() key=|along| along.source.key() children=row/></ul> }
            .into_any()
    };
    view! {
        <leptos_meta::Title text=t.bag.title()/>
        <header class="page-head"><h1>{t.bag.title()}</h1></header>
        <div class="stack">
            <Section title=t.bag.title().to_owned() note=t.bag.note()>{rows}</Section>
            <Section title=t.bag.space().to_owned()><Room/></Section>
        </div>
    }
}

fn row(along: Along) -> impl IntoView {
    let (source, title) = (along.source, along.title.clone());
    let stand = RwSignal::new(Stand::of(along));
    view! {
        <li>
            <a class="opens" href=source.begins()><strong>{title.clone()}</strong></a>
            <Buttons source title stand/>
        </li>
    }
}
