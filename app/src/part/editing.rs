//! Somebody is typing on this page: what changes meanwhile is shown when they are done, so that nothing typed is lost.
//! A form that is emptied, folded away, reset or left is done too. What was asked for before they began, and comes while they
//! type, waits as well.

use std::future::{Future, poll_fn};
use std::task::{Poll, Waker};

use leptos::prelude::*;

/// How the page stands between what it shows and what there is.
#[derive(Clone, Copy)]
pub struct Editing {
    /// Forms that hold something which was typed and not sent.
    forms: RwSignal<Vec<String>>,
    /// Something is being read. Two readings never overlap: the second would take what the first brings off the page before
    /// anything stands in its place.
    reads: RwSignal<bool>,
    /// What was read and waits for who types.
    waits: RwSignal<Option<Waker>>,
}

impl Editing {
    /// For the page that this is called in.
    #[must_use]
    pub fn provide() -> Editing {
        let (forms, reads, waits) = (RwSignal::new(Vec::new()), RwSignal::new(false), RwSignal::new(None));
        let editing = Editing { forms, reads, waits };
        provide_context(editing);
        editing
    }

    /// A version that stands still while somebody types or something is read.
    #[must_use]
    pub fn hold(self, version: impl Fn() -> u64 + Send + Sync + 'static) -> Memo<u64> {
        Memo::new(move |old: Option<&u64>| {
            let (now, busy) = (version(), self.types() || self.reads.get());
            match old {
                Some(old) if busy => *old,
                Some(_) | None => now,
            }
        })
    }

    /// Does somebody type (reactive)?
    #[must_use]
    pub fn types(self) -> bool {
        self.forms.with(|forms| !forms.is_empty())
    }

    /// Has something been read that is not shown because somebody types (reactive)?
    #[must_use]
    pub fn waits(self) -> bool {
        self.waits.with(Option::is_some)
    }

    /// Something is read from here on, until it is [`shown`](Editing::shown).
    pub fn reads(self) {
        let _ = self.reads.try_set(true);
    }

    /// What was read stands on the page.
    pub fn shown(self) {
        if self.reads.try_get_untracked() == Some(true) {
            self.reads.set(false);
        }
    }

    /// Comes as soon as nobody types. One reading waits at a time.
    pub fn still(self) -> impl Future<Output = ()> + Send {
        poll_fn(move |context| {
            // without a page nobody types
            if self.forms.try_with_untracked(Vec::is_empty) != Some(false) {
                return Poll::Ready(());
            }
            let _ = self.waits.try_set(Some(context.waker().clone()));
            Poll::Pending
        })
    }

    /// This form holds something typed, or no more.
    pub fn set(self, form: &str, typed: bool) {
        let known = self.forms.try_with_untracked(|forms| forms.iter().any(|own| own == form));
        // Without a page there is nothing to hold back.
        if known.is_some_and(|known| known != typed) {
            self.forms.update(|forms| {
                forms.retain(|own| own != form);
                forms.extend(typed.then(|| form.to_owned()));
            });
            self.go_on();
        }
    }

    /// Whatever is typed, the page shows what it holds back.
    pub fn release(self) {
        self.forms.set(Vec::new());
        self.go_on();
    }

    fn go_on(self) {
        let (free, waits) = (self.forms.with_untracked(Vec::is_empty), self.waits.with_untracked(Option::is_some));
        if free
            && waits
            && let Some(Some(waker)) = self.waits.try_update(Option::take)
        {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn what_changes_is_held_back_as_long_as_one_form_holds_something() {
        let owner = Owner::new();
        owner.with(|| {
            let (editing, newest) = (Editing::provide(), RwSignal::new(1));
            let shown = editing.hold(move || newest.get());
            assert_eq!(shown.get(), 1);
            editing.set("plan", true);
            editing.set("drop", true);
            newest.set(2);
            assert_eq!(shown.get(), 1);
            editing.set("plan", false);
            assert_eq!(shown.get(), 1);
            editing.set("drop", false);
            assert_eq!(shown.get(), 2);
            editing.set("plan", true);
            newest.set(3);
            editing.release();
            assert_eq!(shown.get(), 3);
        });
    }

    #[test]
    fn what_changes_while_something_is_read_is_read_once_that_is_shown() {
        let owner = Owner::new();
        owner.with(|| {
            let (editing, newest) = (Editing::provide(), RwSignal::new(1));
            let shown = editing.hold(move || newest.get());
            assert_eq!(shown.get(), 1);
            editing.reads();
            newest.set(2);
            assert_eq!(shown.get(), 1);
            // typed meanwhile: what was read may come on the page first, what is newer may not
            editing.set("pen", true);
            editing.shown();
            assert_eq!(shown.get(), 1);
            editing.set("pen", false);
            assert_eq!(shown.get(), 2);
        });
    }

    #[test]
    fn what_was_read_waits_for_who_began_to_type_meanwhile() {
        let owner = Owner::new();
        owner.with(|| {
            let editing = Editing::provide();
            let mut context = Context::from_waker(Waker::noop());
            assert!(pin!(editing.still()).poll(&mut context).is_ready());
            editing.set("pen", true);
            editing.set("plan", true);
            let mut still = pin!(editing.still());
            assert!(still.as_mut().poll(&mut context).is_pending() && editing.waits.with_untracked(Option::is_some));
            editing.set("pen", false);
            assert!(still.as_mut().poll(&mut context).is_pending());
            editing.set("plan", false);
            assert!(editing.waits.with_untracked(Option::is_none), "it was told");
            assert!(still.as_mut().poll(&mut context).is_ready());
        });
    }
}
