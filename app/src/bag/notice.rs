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
    let (t, live, me, outbox, told) = (texts(), live(), me(), outbox(), told());
    let danger = Memo::new(move |_| {
        let waits = if outbox.offline.get() { outbox.counts().0 } else { 0 };
        said(told.get(), outbox.unkept(), waits)
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
