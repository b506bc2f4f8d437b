//! `/account`: who I am, my password, where I am signed in, and the way out.

mod leave;

pub use leave::SignOut;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

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
