//! What was typed into one form, read when it is sent.

use std::collections::HashMap;

use domain::act::Act;
use domain::refusal::Refusal;
use leptos::prelude::{Callable as _, Callback};
use leptos::web_sys::HtmlFormElement;

/// What was typed, by field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entered(HashMap<String, String>);

/// The field that can't be taken as it is, and why.
pub type Wrong = (&'static str, Refusal);

/// Makes what a form sends from what was typed.
#[derive(Clone, Copy)]
pub enum Read {
    One(Callback<(Entered,), Result<Act, Wrong>>),
    Several(Callback<(Entered,), Result<Vec<Act>, Wrong>>),
}

impl Read {
    pub(super) fn run(self, entered: &Entered) -> Result<Vec<Act>, Wrong> {
        match self {
            Read::One(read) => read.run((entered.clone(),)).map(|act| vec![act]),
            Read::Several(read) => read.run((entered.clone(),)),
        }
    }
}

impl From<Callback<(Entered,), Result<Act, Wrong>>> for Read {
    fn from(read: Callback<(Entered,), Result<Act, Wrong>>) -> Read {
        Read::One(read)
    }
}

impl From<Callback<(Entered,), Result<Vec<Act>, Wrong>>> for Read {
    fn from(read: Callback<(Entered,), Result<Vec<Act>, Wrong>>) -> Read {
        Read::Several(read)
    }
}

impl FromIterator<(String, String)> for Entered {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Entered {
        Entered(fields.into_iter().collect())
    }
}

impl Entered {
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    #[must_use]
    pub fn raw(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Those of `all` whose box is ticked; the boxes are called `kind-id`.
    #[must_use]
    pub fn ticked<T: Copy + ToString>(&self, kind: &str, all: &[T]) -> Vec<T> {
        all.iter().copied().filter(|own| self.raw(&format!("{kind}-{}", own.to_string())) == "1").collect()
    }

    /// The field as a value.
    ///
    /// # Errors
    /// The refusal, with the field that it belongs to.
    pub fn get<T>(&self, field: &'static str, parse: impl FnOnce(&str) -> Result<T, Refusal>) -> Result<T, Wrong> {
        parse(self.raw(field)).map_err(|refusal| (field, refusal))
    }

    /// Reads the form's own fields; names carry the form's prefix, so that two forms of a page don't meet.
    #[cfg(feature = "hydrate")]
    pub(crate) fn of(form: &HtmlFormElement, prefix: &str) -> Entered {
        use wasm_bindgen::JsCast;
        let mut entered = Entered::default();
        let Ok(data) = web_sys::FormData::new_with_form(form) else { return entered };
        let Ok(Some(pairs)) = js_sys::try_iter(&data) else { return entered };
        for pair in pairs.flatten().filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok()) {
            let (name, value) = (pair.get(0).as_string(), pair.get(1).as_string());
            if let (Some(name), Some(value)) = (name, value)
                && let Some(field) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'))
            {
                entered.0.insert(field.to_owned(), value);
            }
        }
        entered
    }

    /// Nothing is sent on the server.
    #[cfg(not(feature = "hydrate"))]
    pub(crate) fn of(_form: &HtmlFormElement, _prefix: &str) -> Entered {
        Entered::default()
    }
}
