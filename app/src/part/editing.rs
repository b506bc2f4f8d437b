//! Somebody is typing on this page: what changes meanwhile is shown when they are done, so that nothing typed is lost.
//! A form that is emptied, folded away, reset or left is done too.

use leptos::prelude::*;

/// Which forms of the page hold something that was typed and not sent.
#[derive(Clone, Copy)]
pub struct Editing(RwSignal<Vec<String>>);

impl Editing {
    /// For the page that this is called in.
    #[must_use]
    pub fn provide() -> Editing {
        let editing = Editing(RwSignal::new(Vec::new()));
        provide_context(editing);
        editing
    }

    /// A version that stands still while somebody types.
    #[must_use]
    pub fn hold(self, version: impl Fn() -> u64 + Send + Sync + 'static) -> Memo<u64> {
        Memo::new(move |old: Option<&u64>| {
            let (now, typing) = (version(), self.0.with(|forms| !forms.is_empty()));
            match old {
                Some(old) if typing => *old,
                Some(_) | None => now,
            }
        })
    }

    /// This form holds something typed, or no more.
    pub fn set(self, form: &str, typed: bool) {
        let known = self.0.try_with_untracked(|forms| forms.iter().any(|own| own == form));
        // Without a page there is nothing to hold back.
        if known.is_some_and(|known| known != typed) {
            self.0.update(|forms| {
                forms.retain(|own| own != form);
                forms.extend(typed.then(|| form.to_owned()));
            });
        }
    }

    /// Whatever is typed, the page shows what it holds back.
    pub fn release(self) {
        self.0.set(Vec::new());
    }
}

#[cfg(test)]
mod tests {
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
}
