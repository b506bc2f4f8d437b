//! `/account`: who I am, my password, where I am signed in, and the way out.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::live::live;
use crate::outbox::outbox;
use crate::part::{Icon, Secret, Section};
use crate::session::{me, roles_text};
use crate::sessions;
use crate::texts::texts;
use crate::welcome::NewPassword;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let me = me();
    view! {
        <leptos_meta::Title text=t.account.title()/>
        <header class="page-head"><h1>{t.account.title()}</h1></header>
        <div class="stack">
            <Section title=me.viewer.name.to_string() note=roles_text(&me, t)><SignOut/></Section>
            <Password/>
            <sessions::List all=false title=t.account.sessions() note=t.account.sessions_note()/>
        </div>
    }
}

/// Changing the password ends every other session.
#[component]
fn Password() -> impl IntoView {
    let t = texts();
    let told = use_query_map().with_untracked(|query| query.get("told")).unwrap_or_default();
    let wrong = match told.as_str() {
        "wrong" => Some(t.account.wrong()),
        "wait" => Some(t.account.wait()),
        _ => None,
    };
    let wrong = wrong.map(|why| (why.to_owned(), String::new()));
    let changed = told == "changed";
    view! {
        <Section title=t.account.password().to_owned() note=t.account.password_note()>
            {changed.then(|| view! {
                <p role="status"><span class="outbox server"><Icon name="o-server"/>{t.account.changed()}</span></p>
            })}
            <form class="narrow" method="post" action="/account/password">
                <Secret label=t.account.old() name="old" autocomplete="current-password" wrong/>
                <NewPassword told/>
                <button class="button primary" type="submit">{t.account.change()}</button>
            </form>
        </Section>
    }
}

/// Signs out, unless something on this device has neither been sent nor saved; what the device keeps goes with it.
#[component]
pub fn SignOut() -> impl IntoView {
    let (t, outbox, live) = (texts(), outbox(), live());
    // Only a page that is alive knows what waits.
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let stuck = RwSignal::new(None::<&'static str>);
    let clean = move || if alive.get() && outbox.counts() == (0, 0) { "1" } else { "" };
    let leave = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        out(&event, outbox, live, stuck, t);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, live);
    };
    view! {
        <form class="sign-out" method="post" action="/sign-out" on:submit=leave>
            <input type="hidden" name="clean" value=clean/>
            <button type="submit" class="button">{t.signin.sign_out()}</button>
            <p role="alert">
                {move || stuck.get().map(|why| view! {
                    <span class="mark late"><Icon name="s-late"/>{why}</span>
                    <a href="/outbox">{t.outbox.title()}</a>
                })}
            </p>
        </form>
    }
}

/// Clears the device first and then sends the form; or says why not.
#[cfg(feature = "hydrate")]
fn out(
    event: &leptos::ev::SubmitEvent,
    outbox: crate::outbox::Outbox,
    live: crate::live::Live,
    stuck: RwSignal<Option<&'static str>>,
    t: crate::texts::Texts,
) {
    use wasm_bindgen::JsCast as _;
    event.prevent_default();
    let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    if outbox.counts() != (0, 0) && !outbox.saved.get_untracked() {
        return stuck.set(Some(t.signin.sign_out_waiting()));
    }
    if crate::bag::away(live) {
        return stuck.set(Some(t.signin.sign_out_away()));
    }
    leptos::task::spawn_local(async move {
        outbox.wipe().await;
        // Not asked again: this is the same form.
        let _ = form.map(|form| form.submit());
    });
}
