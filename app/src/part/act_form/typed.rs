//! Whether a form holds something that was typed and not sent: then its page waits with what changes meanwhile.

use leptos::html;
use leptos::prelude::*;

use super::{Entered, Form};
use crate::part::editing::Editing;

/// The fold around a form stands open.
#[derive(Clone, Copy)]
pub struct Unfolded(pub RwSignal<bool>);

/// Whether a form holds something that was not there when the person came to it.
#[derive(Clone, Copy)]
pub struct Typed {
    form: Form,
    node: NodeRef<html::Form>,
    before: StoredValue<Option<Entered>>,
    differs: RwSignal<bool>,
}

impl Typed {
    /// Tells the page, as long as the form is not folded away.
    pub fn watch(form: Form, node: NodeRef<html::Form>) -> Typed {
        let typed = Typed { form, node, before: StoredValue::new(None), differs: RwSignal::new(false) };
        if let Some(editing) = use_context::<Editing>() {
            let unfolded = use_context::<Unfolded>();
            let tell = move |is: bool| form.prefix.with_value(|prefix| editing.set(prefix, is));
            Effect::new(move || tell(typed.differs.get() && unfolded.is_none_or(|unfolded| unfolded.0.get())));
            on_cleanup(move || {
                form.prefix.try_with_value(|prefix| editing.set(prefix, false));
            });
        }
        typed
    }

    pub fn begin(self) {
        if self.before.try_with_value(Option::is_none) == Some(true) {
            self.before.set_value(self.form.entered(self.node));
        }
    }

    pub fn look(self) {
        let now = self.form.entered(self.node);
        if let Some(differs) = self.before.try_with_value(|before| *before != now) {
            self.differs.set(differs);
        }
    }

    pub fn end(self) {
        self.differs.set(false);
    }
}
