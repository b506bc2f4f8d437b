//! `/more`: on the phone, everything that the bottom bar has no room for.

use leptos::prelude::*;

use crate::account::SignOut;
use crate::desk::rail::{Entry, Language, Listed, parts};
use crate::inbox::{Bell, has_box};
use crate::part::Icon;
use crate::session::{me, roles_text};
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let me = me();
    let shown = |(entry,): (Entry,)| view! { <a href=entry.href><Icon name=entry.icon/>{entry.word}</a> }.into_any();
    let shown = Callback::new(shown);
    let parts = parts(&me, t).into_iter().map(|part| view! { <div class="links"><Listed part children=shown/></div> });
    view! {
        <leptos_meta::Title text=t.rail.more()/>
        <header class="page-head"><h1>{t.rail.more()}</h1></header>
        <p class="quiet"><strong>{me.viewer.name.to_string()}</strong>" "{roles_text(&me, t)}</p>
        <nav aria-label=t.common.menu()>
            {parts.collect_view()}
            <ul class="links">
                {has_box().then(|| view! { <li><Bell/></li> })}
                <li><a href="/bag"><Icon name="o-local"/>{t.bag.title()}</a></li>
                <li><a href="/outbox"><Icon name="o-server"/>{t.outbox.title()}</a></li>
                <li><a href="/account"><Icon name="i-lock"/>{t.rail.account()}</a></li>
                <li><Language/></li>
            </ul>
        </nav>
        <SignOut/>
    }
}
