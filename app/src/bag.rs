//! The bag: what of the site lies on this device, and how a page stands that was opened from there. `public/sw.js`
//! keeps it; here it is set up, asked for and told about.

use leptos::prelude::*;

use crate::live::{Link, live};
use crate::part::{Icon, Moment};
use crate::session::me;
use crate::texts::texts;

#[cfg(feature = "hydrate")]
mod worker;
#[cfg(feature = "hydrate")]
pub use worker::start;

/// Says that the page stands as it was kept, and since when.
#[component]
pub fn Away() -> impl IntoView {
    let (t, live, me) = (texts(), live(), me());
    let away = Memo::new(move |_| live.link.get() == Link::Lost);
    move || {
        away.get().then(|| {
            view! {
                <p class="away" role="status">
                    <Icon name="o-local"/>
                    <span>{t.bag.away()}" "{t.bag.as_of()}" "<Moment time=me.now/></span>
                </p>
            }
        })
    }
}
