//! `/more`: on the phone, everything that the bottom bar has no room for.

use leptos::prelude::*;

use crate::account::SignOut;
use crate::desk::rail::{Language, entries};
use crate::inbox::{Bell, has_box};
use crate::part::Icon;
use crate::session::{me, roles_text};
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let me = me();
    let rows = entries(&me, t).into_iter().map(|entry| {
        view! { <li><a href=entry.href><Icon name=entry.icon/>{entry.word}</a></li> }
    });
    view! {
        <leptos_meta::Title text=t.rail.more()/>
        <header class="page-head"><h1>{t.rail.more()}</h1></header>
        <p class="quiet"><strong>{me.viewer.name.to_string()}</strong>" "{roles_text(&me, t)}</p>
        <nav aria-label=t.common.menu()>
            <ul class="links">
                {has_box().then(|| view! { <li><Bell/></li> })}
                {rows.collect_view()}
                <li><a href="/bag"><Icon name="o-local"/>{t.bag.title()}</a></li>
                <li><a href="/outbox"><Icon name="o-server"/>{t.outbox.title()}</a></li>
                <li><a href="/account"><Icon name="i-lock"/>{t.rail.account()}</a></li>
                <li><Language/></li>
            </ul>
        </nav>
        <SignOut/>
    }
}
