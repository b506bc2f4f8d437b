//! What is said above every page: that it stands as it was kept, and what is in danger of what lies on the device.

use leptos::prelude::*;

use super::room::{NEARLY, Told, told};
use crate::live::{Link, live};
use crate::outbox::outbox;
use crate::part::{Icon, Moment};
use crate::session::me;
use crate::texts::texts;

/// On a kept page both lines have their place from the first (`style/bag.css`): what is said late must not move what a finger is
/// on its way to. So a danger takes the line that tells how old the page is.
#[component]
pub fn Notices() -> impl IntoView {
    let (t, live, me, outbox, told, unsealed) = (texts(), live(), me(), outbox(), told(), unsealed());
    let danger = Memo::new(move |_| {
        let waits = if outbox.offline.get() { outbox.counts().0 } else { 0 };
        said(told.get(), outbox.unkept(), waits, unsealed.get())
    });
    let link = move || match live.link.get() {
        Link::Opening => "opening",
        Link::Live => "live",
        Link::Lost => "lost",
    };
    let second = move || match danger.get() {
        None => view! { <p class="cut"><Icon name="i-today"/><span>{t.bag.as_of()}" "<Moment time=me.now/></span></p> }
            .into_any(),
        Some(danger) => {
            let says = match danger {
                Said::Unkept(many) => t.outbox.unkept_many(many),
                Said::NearlyFull(share) => t.outbox.filling(share),
                Said::MayClear(many) => t.outbox.may_clear(many),
                Said::Unsealed => t.outbox.unsealed().to_owned(),
            };
            view! { <p role="alert"><Icon name="s-late"/><a href="/outbox">{says}</a></p> }.into_any()
        }
    };
    view! {
        <div class="away" role="status" data-link=link>
            <p class="cut"><Icon name="o-local"/><span>{t.bag.away()}</span></p>
            {second}
        </div>
    }
}

/// What is said on every page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Said {
    Unkept(usize),
    NearlyFull(u64),
    MayClear(usize),
    Unsealed,
}

/// On plain http browsers have no keys: what lies here can be read by whoever has the device. Said on the first page of a tab;
/// who never takes anything along would not hear of it otherwise.
fn unsealed() -> RwSignal<bool> {
    let unsealed = RwSignal::new(false);
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        unsealed.set(super::worker::unsealed());
    });
    unsealed
}

/// The worst of it. `waits`: what could not be sent; what is on its way is gone in a moment and worries nobody.
fn said(told: Option<Told>, unkept: usize, waits: usize, unsealed: bool) -> Option<Said> {
    if unkept > 0 {
        return Some(Said::Unkept(unkept));
    }
    let room = told.and_then(|told| {
        let full = (told.share >= NEARLY).then_some(Said::NearlyFull(told.share));
        full.or((waits > 0 && !told.lasting).then_some(Said::MayClear(waits)))
    });
    room.or(unsealed.then_some(Said::Unsealed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_said_and_nothing_where_nothing_waits_or_the_browser_has_promised() {
        let told = |share, lasting| Some(Told { used: 0, share, lasting });
        assert_eq!(said(told(10, false), 0, 0, false), None);
        assert_eq!(said(told(10, true), 0, 2, false), None);
        assert_eq!(said(None, 0, 2, false), None);
        assert_eq!(said(told(10, false), 0, 2, false), Some(Said::MayClear(2)));
        assert_eq!(said(told(NEARLY, false), 0, 2, false), Some(Said::NearlyFull(NEARLY)));
        assert_eq!(said(told(NEARLY, false), 1, 2, false), Some(Said::Unkept(1)));
        assert_eq!(said(None, 1, 0, false), Some(Said::Unkept(1)));
    }

    #[test]
    fn that_nothing_is_sealed_is_said_also_where_the_browser_tells_nothing_of_its_room_and_after_what_is_worse() {
        let told = |share, lasting| Some(Told { used: 0, share, lasting });
        assert_eq!(said(None, 0, 0, true), Some(Said::Unsealed));
        assert_eq!(said(told(10, true), 0, 2, true), Some(Said::Unsealed));
        assert_eq!(said(told(10, false), 0, 2, true), Some(Said::MayClear(2)));
        assert_eq!(said(told(NEARLY, true), 0, 0, true), Some(Said::NearlyFull(NEARLY)));
        assert_eq!(said(None, 1, 0, true), Some(Said::Unkept(1)));
    }
}
