//! `/outbox`: everything on this device that is not on the server, or was refused there; the rescue file; the receipts
//! of what arrived lately.

use domain::outbox::Item;
use leptos::prelude::*;

use super::{IllegibleItems, Receipt, outbox, short};
use crate::bag::Room;
use crate::part::sent::act_word;
use crate::part::{Empty, Moment, Section, Sent, photos};
use crate::texts::texts;
use crate::visit::compare::{Versions, leads, overtaken};

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    view! {
        <leptos_meta::Title text=t.outbox.title()/>
        <header class="page-head"><h1>{t.outbox.title()}</h1></header>
        <div class="stack">
            <Section title=t.outbox.title().to_owned() note=t.outbox.note()><Items/></Section>
            <Section title=t.outbox.rescue().to_owned() note=t.outbox.rescue_note()><Rescue/></Section>
            <Section title=t.outbox.receipts().to_owned() note=t.outbox.receipts_note()><Receipts/></Section>
            <Section title=t.bag.space().to_owned()><Room/></Section>
        </div>
    }
}

#[component]
fn Items() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let none = Memo::new(move |_| outbox.counts() == (0, 0));
    move || {
        if none.get() && !outbox.known() {
            return view! { <p class="quiet">{t.outbox.looking()}</p> }.into_any();
        }
        if none.get() {
            return view! { <Empty title=t.outbox.empty() note=t.outbox.empty_note()/> }.into_any();
        }
        view! {
            <IllegibleItems/>
            <ul class="pending"><For each=move || outbox.items() key=|item| item.proposal.id children=row/></ul>
        }
        .into_any()
    }
}

fn row(item: Item) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let files = domain::outbox::files(&item.proposal);
    let files = files.into_iter().map(move |file| {
        let name = t.photo.one(short(file.as_str()));
        view! { <span class="note">{name} " " {move || photos::badge(outbox.carried(&file), t)}</span> }
    });
    let id = item.proposal.id;
    // Its place changes while the row stands.
    let overtaken = Memo::new(move |_| {
        let _ = outbox.whereabouts(id);
        outbox.item(id).and_then(|item| overtaken(&item))
    });
    let name = leads(&item, t);
    let versions = move || overtaken.get().map(|_| view! { <Versions id/> });
    view! {
        <li>
            <strong>{act_word(&item.proposal.act.kind())}</strong>
            {name.map(|(to, name)| view! { <a href=to>{name}</a> })}
            <Moment time=item.proposal.at/>
            {move || view! { <Sent id brief=overtaken.get().is_some()/> }}
            {files.collect_view()}
            {versions}
        </li>
    }
}

/// Saving what waits as one file, and reading such a file in.
#[component]
fn Rescue() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let says = RwSignal::new(String::new());
    let save = move |_| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            if let Ok((items, files)) = super::rescue::save(outbox, t.outbox.rescue_name()).await {
                outbox.saved.set(true);
                says.set(t.outbox.rescue_saved(files, items));
            }
        });
    };
    let read = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        read_in(&event, outbox, says, t);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let none = Memo::new(move |_| outbox.counts() == (0, 0));
    view! {
        <div class="row">
            <button type="button" class="button small" disabled=none on:click=save>{t.outbox.rescue_save()}</button>
            <label class="button small">
                {t.outbox.rescue_read()}
                <input class="visually-hidden" type="file" accept=".xundao" on:change=read/>
            </label>
            <span class="note" role="status">{says}</span>
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn read_in(event: &leptos::ev::Event, outbox: super::Outbox, says: RwSignal<String>, t: crate::texts::Texts) {
    use super::rescue::{self, Unread};
    use wasm_bindgen::JsCast as _;
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    leptos::task::spawn_local(async move {
        let told = match rescue::read(outbox, &file).await {
            Ok((items, files)) => t.outbox.rescue_taken(files, items),
            Err(Unread::Foreign) => t.outbox.rescue_foreign().to_owned(),
            Err(Unread::Broken) => t.outbox.rescue_broken().to_owned(),
            Err(Unread::Disk) => t.photo.unfit_disk().to_owned(),
        };
        input.set_value("");
        says.set(told);
    });
}

#[component]
fn Receipts() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        super::send::read_receipts(outbox);
    });
    let row = move |one: Receipt| {
        view! {
            <li>
                <strong>{act_word(&one.kind)}</strong>
                <Moment time=one.recorded_at/>
                <span>{t.outbox.receipt(one.seq)} " " <span class="code" title=one.hash.clone()>{short(&one.hash).to_owned()}</span></span>
            </li>
        }
    };
    let none = Memo::new(move |_| outbox.receipts().is_empty());
    view! {
        {move || none.get().then(|| view! { <p class="quiet">{t.outbox.receipts_none()}</p> })}
        <ul class="pending"><For each=move || outbox.receipts() key=|one| one.id children=row/></ul>
    }
}
