//! The one dialog of the open issue: what will happen, the fields that the act needs, and the refusal under its field.

use std::sync::Arc;

use domain::act::{Act as Any, Key, Subject};
use domain::issue::Act;
use domain::record::Record;
use domain::refusal::Refusal;
use leptos::html;
use leptos::prelude::*;

use super::acts::{Verb, consequences, known};
use super::fields::fields;
use super::read::{Detail, issue_by_code};
use super::send::{self, Values, Wrong};
use crate::outbox::{Outbox, outbox};
use crate::part::empty::refusal_text;
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// The open issue with the form over it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The verb whose form is open.
    pub verb: RwSignal<Option<Verb>>,
    pub detail: RwSignal<Option<Detail>>,
    /// The field that was refused, with its sentence.
    pub wrong: RwSignal<Option<(String, String)>>,
}

impl Desk {
    #[must_use]
    pub fn new() -> Desk {
        Desk { verb: RwSignal::new(None), detail: RwSignal::new(None), wrong: RwSignal::new(None) }
    }

    pub fn open(&self, verb: Verb) {
        self.wrong.set(None);
        self.verb.set(Some(verb));
    }

    /// The sentence for one field, while it is refused.
    pub fn wrong_of(&self, name: &'static str) -> Signal<Option<String>> {
        let wrong = self.wrong;
        Signal::derive(move || wrong.get().filter(|(field, _)| field == name).map(|(_, why)| why))
    }

    fn refuse(&self, (field, refusal): Wrong, t: Texts) {
        self.wrong.set(Some((field, refusal_text(&refusal, t))));
    }
}

/// The desk of the open issue.
#[must_use]
pub fn desk() -> Desk {
    expect_context()
}

#[component]
pub fn Dialog() -> impl IntoView {
    let desk = desk();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if desk.verb.get().is_some() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if desk.verb.get().is_none() && dialog.open() {
            dialog.close();
        }
    });
    let form = move || {
        let verb = desk.verb.get()?;
        let detail = desk.detail.get_untracked()?;
        Some(view! { <Form verb detail/> })
    };
    view! {
        <dialog class="confirm act-form" aria-labelledby="act-title" node_ref=node on:close=move |_| desk.verb.set(None)>
            {form}
        </dialog>
    }
}

#[component]
fn Form(verb: Verb, detail: Detail) -> impl IntoView {
    let (t, me, desk, outbox) = (texts(), me(), desk(), outbox());
    let word = verb.word(t);
    let lines = consequences(&verb, &detail, &outbox.now_of(&me), t);
    let primary = !matches!(verb, Verb::Withdraw | Verb::Return | Verb::Relapse);
    let inputs = fields(&verb, &detail, &me, desk, t);
    let send = move |event| {
        let values = Values::of(&event);
        desk.wrong.set(None);
        hand_in(verb.clone(), values, detail.clone(), me.clone(), desk, outbox, t);
    };
    // What concerns no field of this form stands above the buttons.
    let other = move || desk.wrong.get().filter(|(field, _)| !super::fields::NAMES.contains(&field.as_str()));
    view! {
        <form method="dialog" on:submit=send novalidate=true>
            <h2 id="act-title">{word}</h2>
            {(!lines.is_empty()).then(|| view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> })}
            {inputs}
            <p class="wrong" role="alert">{move || other().map(|(_, why)| why)}</p>
            <div class="row">
                <button type="button" class="button" on:click=move |_| desk.verb.set(None)>{t.common.not_now()}</button>
                <button type="submit" class="button" class:primary=primary>{word}</button>
            </div>
        </form>
    }
}

/// Finds the issue that the form names, if it names one, then proposes.
fn hand_in(verb: Verb, values: Values, detail: Detail, me: Arc<Me>, desk: Desk, outbox: Outbox, t: Texts) {
    if !matches!(verb, Verb::Merge | Verb::ShareMeasure) {
        finish(&verb, &values, &detail, &me, desk, outbox, t);
        return;
    }
    leptos::task::spawn_local(async move {
        match issue_by_code(detail.issue.book.to_string(), values.get("code").to_owned()).await {
            Ok(target) => {
                let mut detail = detail;
                detail.related.push(target);
                finish(&verb, &values, &detail, &me, desk, outbox, t);
            }
            Err(_) => desk.refuse(("code".to_owned(), Refusal::NotFound), t),
        }
    });
}

fn finish(verb: &Verb, values: &Values, detail: &Detail, me: &Me, desk: Desk, outbox: Outbox, t: Texts) {
    let named = matches!(verb, Verb::Merge | Verb::ShareMeasure);
    let target = detail.related.last().filter(|_| named);
    match send::act(verb, values, &detail.issue, target) {
        Err(wrong) => desk.refuse(wrong, t),
        Ok(act) => match propose(act, detail, me, outbox) {
            Ok(()) => desk.verb.set(None),
            Err(refusal) => {
                let field = if named && refusal != (Refusal::Unchanged) && !matches!(refusal, Refusal::TooShort { .. })
                {
                    "code".to_owned()
                } else {
                    send::field_of(&refusal)
                };
                desk.refuse((field, refusal), t);
            }
        },
    }
}

/// Proposes an act on the issue of this page.
///
/// # Errors
/// The refusal that the server would give.
pub fn propose(act: Act, detail: &Detail, me: &Me, outbox: Outbox) -> Result<(), Refusal> {
    let book = detail.issue.book;
    let mut known = known(detail);
    if let Act::Transfer { to, .. } = &act {
        // Another unit of the group: the page knows that it is one, the server looks at the record itself.
        let other = domain::unit::Unit { id: *to, ..detail.unit.clone() };
        known.records.insert(Key { subject: Subject::Unit, id: to.0 }, Record::Unit(other));
    }
    if let Act::AddEvidence { hash, .. } = &act {
        known.files.insert(hash.clone());
    }
    outbox.propose_checked(me, &known, book, Any::Issue(act)).map(|_| ())
}
