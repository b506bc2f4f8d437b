//! A form that ends in an act, seldom in several of a kind: fields are read when it is sent, the rule decides at once, a refusal stands under its
//! field, a formal act is confirmed first. Never writes anything itself: the act goes through the outbox.

mod entered;
mod typed;

use std::sync::Arc;

use domain::act::Act;
use domain::kinds::{Book, Note};
use domain::record::{Facts, Known, check};
use domain::refusal::Refusal;
use leptos::context::Provider;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;

pub use entered::{Entered, Read, Wrong};

use typed::{Typed, Unfolded};

use super::empty::refusal_text;
use super::{Confirm, TextArea};
use crate::outbox::{Outbox, outbox};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// The names of one form's fields and what is wrong with them.
#[derive(Clone, Copy)]
pub struct Form {
    prefix: StoredValue<String>,
    wrong: RwSignal<Option<(String, String)>>,
}

impl Form {
    /// `prefix` is this form's alone on its page.
    #[must_use]
    pub fn new(prefix: impl Into<String>) -> Form {
        Form { prefix: StoredValue::new(prefix.into()), wrong: RwSignal::new(None) }
    }

    #[must_use]
    pub fn name(self, field: &str) -> String {
        self.prefix.with_value(|prefix| format!("{prefix}-{field}"))
    }

    /// What is wrong with this field, if anything.
    #[must_use]
    pub fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        let wrong = self.wrong;
        Signal::derive(move || wrong.get().filter(|(own, _)| own == field).map(|(_, why)| why))
    }

    /// What stands in the form in which something was just typed or chosen.
    #[must_use]
    pub fn typed(self, event: &leptos::ev::Event) -> Option<Entered> {
        #[cfg(feature = "hydrate")]
        return self.around(&wasm_bindgen::JsCast::dyn_into(event.target()?).ok()?);
        // nothing is typed on the server
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = event;
            None
        }
    }

    /// What stands in the form around a part of it; nothing on the server.
    #[must_use]
    pub fn around(self, part: &leptos::web_sys::Element) -> Option<Entered> {
        #[cfg(feature = "hydrate")]
        {
            let own: HtmlFormElement = wasm_bindgen::JsCast::dyn_into(part.closest("form").ok()??).ok()?;
            self.prefix.try_with_value(|prefix| Entered::of(&own, prefix))
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = part;
            None
        }
    }

    fn refuse(self, field: String, why: String) {
        self.wrong.set(Some((field, why)));
    }

    /// What stands in its fields now. Nothing, where the page is being shown anew: what it showed before is still seen for a
    /// moment, and hears what is typed, but has no values any more.
    fn entered(self, node: NodeRef<html::Form>) -> Option<Entered> {
        let own = node.try_get_untracked().flatten()?;
        self.prefix.try_with_value(|prefix| Entered::of(&own, prefix))
    }
}

/// The form that a refusal belongs to has this field; otherwise it stands above the verb.
fn place(refusal: &Refusal, entered: &Entered) -> String {
    let named = refusal.field().map(|field| <&str>::from(field).to_owned());
    let too_short = matches!(refusal, Refusal::TooShort { .. } | Refusal::Empty).then(|| "reason".to_owned());
    named.or(too_short).filter(|field| entered.has(field)).unwrap_or_default()
}

/// `read` makes the act from what was typed.
#[component]
pub fn ActForm(
    form: Form,
    book: Book,
    /// What the rule may look at. Without it only the server decides.
    #[prop(optional)]
    known: Option<Known>,
    #[prop(into)] verb: String,
    #[prop(into)] read: Read,
    /// A formal act says first what will happen, one sentence each.
    #[prop(optional)]
    formal: Vec<String>,
    /// The page's one primary act.
    #[prop(optional)]
    primary: bool,
    /// Hands the acts in where more than the acts must be on the device, or the page follows what becomes of them; says whether they
    /// are there.
    #[prop(optional)]
    hand_in: Option<HandIn>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = texts();
    let confirm = RwSignal::new(false);
    let waiting = StoredValue::new(Vec::<Act>::new());
    let node = NodeRef::<html::Form>::new();
    let ask = !formal.is_empty();
    let typed = Typed::watch(form, node);
    let (known, me) = (StoredValue::new(known), StoredValue::new(me()));
    let desk = Desk { form, book, known, me, outbox: outbox(), node, typed, hand_in, t };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match desk.decide(read) {
            Some(Err((field, refusal))) => form.refuse(field, refusal_text(&refusal, t)),
            Some(Ok(acts)) if ask => {
                waiting.set_value(acts);
                confirm.set(true);
            }
            Some(Ok(acts)) => desk.send(acts),
            None => {}
        }
    };
    let confirmed = move |()| {
        confirm.set(false);
        let acts = waiting.try_update_value(std::mem::take).unwrap_or_default();
        if !acts.is_empty() {
            desk.send(acts);
        }
    };
    let general = move || form.wrong.get().filter(|(field, _)| field.is_empty()).map(|(_, why)| why);
    let class = if primary { "button primary" } else { "button" };
    view! {
        <form
            class="one-act"
            novalidate
            node_ref=node
            on:submit=submit
            on:focusin=move |_| typed.begin()
            on:input=move |_| typed.look()
            on:reset=move |_| typed.end()
        >
            {children.map(|children| children())}
            <p class="wrong" role="alert">{general}</p>
            <div class="row"><button class=class>{verb.clone()}</button></div>
        </form>
        {ask.then(|| view! {
            <Confirm open=confirm title=verb.clone() consequences=formal verb=verb on_confirm=Callback::new(confirmed)/>
        })}
    }
}

/// Everything that a form needs to hand its act in; cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    form: Form,
    book: Book,
    known: StoredValue<Option<Known>>,
    me: StoredValue<Arc<Me>>,
    outbox: Outbox,
    node: NodeRef<html::Form>,
    typed: Typed,
    hand_in: Option<HandIn>,
    t: Texts,
}

/// The acts, and who hears whether they are on the device.
pub type HandIn = Callback<(Vec<Act>, Callback<(bool,)>)>;

impl Desk {
    /// The acts as they were typed, if the rule allows each; nothing before the form is there.
    fn decide(&self, read: Read) -> Option<Result<Vec<Act>, (String, Refusal)>> {
        let entered = self.form.entered(self.node)?;
        self.form.wrong.set(None);
        let acts = read.run(&entered).map_err(|(field, refusal)| (field.to_owned(), refusal));
        Some(acts.and_then(|acts| match acts.iter().try_for_each(|act| self.allowed(act)) {
            Ok(()) => Ok(acts),
            Err(refusal) => Err((place(&refusal, &entered), refusal)),
        }))
    }

    fn allowed(&self, act: &Act) -> Result<(), Refusal> {
        self.me.with_value(|me| {
            self.known.with_value(|known| match known {
                Some(known) => {
                    let facts = Facts { now: self.outbox.now(me), book: self.book, viewer: &me.viewer, known };
                    check(act, &facts).map(|_| ())
                }
                None => Ok(()),
            })
        })
    }

    fn send(&self, acts: Vec<Act>) {
        if let Some(hand_in) = self.hand_in {
            let (desk, full) = (*self, self.t.photo.unfit_disk());
            let then = move |kept| if kept { desk.done() } else { desk.form.refuse(String::new(), full.to_owned()) };
            return hand_in.run((acts, Callback::new(move |(kept,)| then(kept))));
        }
        for act in acts {
            self.outbox.propose(self.book, act);
        }
        self.done();
    }

    fn done(&self) {
        if let Some(form) = self.node.get_untracked() {
            close(&form);
        }
        self.typed.end();
    }
}

/// Empties a form and folds it away.
fn close(form: &HtmlFormElement) {
    form.reset();
    if let Ok(Some(fold)) = form.closest("details") {
        let _ = fold.remove_attribute("open");
    }
}

/// A form behind its verb.
#[component]
pub fn Fold(
    #[prop(into)] verb: String,
    /// Inside the fold, so that a link to it opens it.
    #[prop(into, optional)]
    id: String,
    children: Children,
) -> impl IntoView {
    let id = (!id.is_empty()).then_some(id);
    let (open, node) = (RwSignal::new(true), NodeRef::<html::Details>::new());
    let turned = move |_| {
        // told a moment after it was turned: the page may be shown anew by then
        if let Some(fold) = node.try_get_untracked().flatten() {
            open.set(fold.open());
        }
    };
    view! {
        <details class="act-fold" node_ref=node on:toggle=turned>
            <summary class="button small">{verb}</summary>
            <Provider value=Unfolded(open)>
                <div id=id>{children()}</div>
            </Provider>
        </details>
    }
}

/// An act that asks for a reason and nothing else.
#[component]
pub fn Reasoned(
    /// This form's alone on its page.
    #[prop(into)]
    prefix: String,
    book: Book,
    known: Known,
    verb: &'static str,
    act: Callback<(Note,), Act>,
    #[prop(optional)] formal: Vec<String>,
) -> impl IntoView {
    let (t, form) = (texts(), Form::new(prefix));
    let read = Callback::new(move |(entered,): (Entered,)| Ok(act.run((entered.get("reason", Note::parse)?,))));
    view! {
        <Fold verb=verb>
            <ActForm form book known=known verb=verb read formal>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(fields: &[&str]) -> Entered {
        fields.iter().map(|field| ((*field).to_owned(), String::new())).collect()
    }

    #[test]
    fn a_refusal_stands_under_its_field_if_the_form_has_it() {
        let missing = Refusal::Missing { field: domain::refusal::Field::Milestone };
        assert_eq!(place(&missing, &entered(&["milestone"])), "milestone");
        assert_eq!(place(&missing, &entered(&["percent"])), "");
        let short = Refusal::TooShort { min: 10, length: 2 };
        assert_eq!(place(&short, &entered(&["reason"])), "reason");
        assert_eq!(place(&Refusal::NotFound, &entered(&["reason"])), "");
    }
}
