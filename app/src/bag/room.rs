//! How much room the device has, and whether the browser has promised to keep what lies there: said in time.

use leptos::prelude::*;

use crate::outbox::outbox;
use crate::part::Icon;
use crate::texts::texts;

/// From then on it is said, in percent.
const NEARLY: u64 = 80;

/// What the browser tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
pub(super) struct Told {
    /// Bytes.
    pub used: u64,
    /// Percent of what this site may have.
    pub share: u64,
    /// Promised not to clear it by itself.
    pub lasting: bool,
}

/// Asked again whenever something is kept or has gone.
fn told() -> RwSignal<Option<Told>> {
    let (outbox, told) = (outbox(), RwSignal::new(None));
    Effect::new(move || {
        let _ = outbox.counts();
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            if let Some(now) = super::worker::room().await {
                let _ = told.try_set(Some(now));
            }
        });
    });
    told
}

/// The figure, and the warnings that apply.
#[component]
pub fn Room() -> impl IntoView {
    let (t, outbox, told) = (texts(), outbox(), told());
    let warn = |text: String| view! { <p role="alert"><span class="mark late"><Icon name="s-late"/>{text}</span></p> };
    move || {
        told.get().map(|told| {
            let waits = outbox.counts().0 > 0;
            view! {
                <p class="note">{t.bag.used(super::size(told.used))}</p>
                {(told.share >= NEARLY).then(|| warn(t.outbox.nearly_full(told.share)))}
                {(waits && !told.lasting).then(|| warn(t.outbox.not_lasting().to_owned()))}
            }
        })
    }
}

/// On every page: what is in this page only, as the device did not take it; else that the device is nearly full; else that the
/// browser may clear what waits.
#[component]
pub fn Full() -> impl IntoView {
    let (t, outbox, told) = (texts(), outbox(), told());
    let notice = Memo::new(move |_| {
        let waits = if outbox.offline.get() { outbox.counts().0 } else { 0 };
        said(told.get(), outbox.unkept(), waits)
    });
    move || {
        let says = match notice.get()? {
            Said::Unkept(many) => t.outbox.unkept_many(many),
            Said::NearlyFull(share) => t.outbox.nearly_full(share),
            Said::MayClear(many) => t.outbox.may_clear(many),
        };
        Some(view! { <p class="away" role="alert"><Icon name="s-late"/><a href="/outbox">{says}</a></p> })
    }
}

/// What is said on every page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Said {
    Unkept(usize),
    NearlyFull(u64),
    MayClear(usize),
}

/// The worst of it. `waits`: what could not be sent; what is on its way is gone in a moment and worries nobody.
fn said(told: Option<Told>, unkept: usize, waits: usize) -> Option<Said> {
    if unkept > 0 {
        return Some(Said::Unkept(unkept));
    }
    let told = told?;
    if told.share >= NEARLY {
        return Some(Said::NearlyFull(told.share));
    }
    (waits > 0 && !told.lasting).then_some(Said::MayClear(waits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_said_and_nothing_where_nothing_waits_or_the_browser_has_promised() {
        let told = |share, lasting| Some(Told { used: 0, share, lasting });
        assert_eq!(said(told(10, false), 0, 0), None);
        assert_eq!(said(told(10, true), 0, 2), None);
        assert_eq!(said(None, 0, 2), None);
        assert_eq!(said(told(10, false), 0, 2), Some(Said::MayClear(2)));
        assert_eq!(said(told(NEARLY, false), 0, 2), Some(Said::NearlyFull(NEARLY)));
        assert_eq!(said(told(NEARLY, false), 1, 2), Some(Said::Unkept(1)));
        assert_eq!(said(None, 1, 0), Some(Said::Unkept(1)));
    }
}
