//! `/inbox`: what the reader is reminded of, each with its reason, many of one kind in one line; read or not; by mouse and keys. `/inbox/settings`: how.

mod keys;
mod list;
pub mod lot;
pub mod matter;
mod read;
mod settings;
mod write;

pub use list::Page;
#[cfg(feature = "ssr")]
pub use read::matters;
pub use read::read_unread;
pub use settings::Page as SettingsPage;

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::task::spawn_local;

use crate::live::live;
use crate::part::Icon;
use crate::session::me;
use crate::texts::texts;

/// How many lines of the reader's box are not read.
#[derive(Clone, Copy)]
pub struct Unread(pub RwSignal<u32>);

impl Unread {
    /// Follows the box for as long as the page lives.
    pub fn provide(many: u32) {
        let own = Unread(RwSignal::new(many));
        provide_context(own);
        let live = live();
        Effect::new(move |before: Option<u64>| {
            let now = live.inbox.get();
            #[cfg(feature = "hydrate")]
            if before.is_some_and(|before| before != now) {
                spawn_local(async move {
                    // Without an answer the number stays as it is.
                    if let Ok(many) = read_unread().await {
                        own.0.set(many);
                    }
                });
            }
            let _ = before;
            now
        });
    }
}

/// The bell, with the number that is not read.
#[component]
pub fn Bell() -> impl IntoView {
    let t = texts();
    let many = expect_context::<Unread>().0;
    let path = leptos_router::hooks::use_location().pathname;
    let here = move || path.get().starts_with("/inbox").then_some("page");
    view! {
        <a class="bell" href="/inbox" aria-current=here>
            <Icon name="i-bell"/>
            <span>{t.inbox.title()}</span>
            <span class="count" role="status" class:some=move || many.get() != 0>
                {move || many.get()}
                <span class="visually-hidden">{t.inbox.unread_word()}</span>
            </span>
        </a>
    }
}

/// Only who takes part in a case is ever reminded.
#[must_use]
pub fn has_box() -> bool {
    use domain::viewer::Role;
    me().viewer.roles.iter().any(|role| !matches!(role, Role::Admin { .. }))
}
