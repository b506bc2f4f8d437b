//! The phone's bottom bar.

use std::iter;
use std::sync::Arc;

use leptos::prelude::*;

use super::rail::{Current, Entry, parts};
use crate::inbox::{Unread, has_box};
use crate::session::Me;
use crate::texts::texts;

/// The phone's four: today, what is worked with most, and the rest. An administrator works with their own part.
#[component]
pub fn BottomBar(me: Arc<Me>) -> impl IntoView {
    let t = texts();
    let today = Entry { href: me.home().to_owned(), icon: "i-today", word: t.rail.today() };
    let more = Entry { href: "/more".into(), icon: "i-dots", word: t.rail.more() };
    let most = if has_box() {
        vec![
            Entry { href: "/visits".into(), icon: "i-visit", word: t.rail.visits_short() },
            Entry { href: "/issues".into(), icon: "i-issue", word: t.rail.issues() },
        ]
    } else {
        let own = parts(&me, t).into_iter().flat_map(|part| part.entries);
        own.filter(|entry| entry.href != today.href).take(2).collect()
    };
    let entries = iter::once(today).chain(most).chain(iter::once(more));
    view! {
        <nav class="bottom" aria-label=t.common.menu()>
            {entries.map(|entry| {
                let dot = (entry.href == "/more" && has_box()).then(|| view! { <Dot/> });
                view! { <div class="with-dot"><Current entry/>{dot}</div> }
            }).collect_view()}
        </nav>
    }
}

/// On the phone the number that is not read stands at what leads to the box.
#[component]
fn Dot() -> impl IntoView {
    let (t, many) = (texts(), expect_context::<Unread>().0);
    move || {
        let many = many.get();
        (many > 0).then(
            || view! { <span class="dot">{many}<span class="visually-hidden">{t.inbox.unread_word()}</span></span> },
        )
    }
}
