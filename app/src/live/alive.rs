//! Whether the page is alive. Until then it shows what came inside it, and what begins to read takes that for the newest: what was
//! heard meanwhile would never be read.

use std::cell::RefCell;

use leptos::prelude::*;

thread_local! {
    /// In the browser, the one thread there is; on the server nothing is heard. What was heard before the page was alive; `None` once it is.
    static EARLY: RefCell<Option<Vec<RwSignal<u64>>>> = const { RefCell::new(Some(Vec::new())) };
}

/// The page is alive: what was heard before is news to it now.
pub fn alive() {
    for version in EARLY.take().into_iter().flatten() {
        up(version);
    }
}

/// One more, now or once the page is alive.
pub(super) fn heard(version: RwSignal<u64>) {
    let early = EARLY.with_borrow_mut(|early| early.as_mut().map(|early| early.push(version)).is_some());
    if !early {
        up(version);
    }
}

/// The page may have been left meanwhile.
fn up(version: RwSignal<u64>) {
    let _ = version.try_update(|own| *own += 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_heard_before_the_page_is_alive_is_news_once_it_is() {
        let owner = Owner::new();
        owner.with(|| {
            let version = RwSignal::new(0);
            heard(version);
            assert_eq!(version.get_untracked(), 0, "the page would take what came inside it for this one");
            alive();
            assert_eq!(version.get_untracked(), 1);
            heard(version);
            assert_eq!(version.get_untracked(), 2);
        });
    }
}
