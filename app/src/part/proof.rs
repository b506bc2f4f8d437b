//! A file, or several, that goes along with an act: chosen in a form, named there, taken away again. It is kept outside of what is read
//! anew, and its bytes go to the server before the act that names it.

use std::collections::BTreeMap;

use domain::act::Act;
use domain::issue::Proof;
use domain::kinds::Book;
use domain::record::{Facts, Known, check};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::Icon;
use super::photos::{Choose, badge};
use crate::outbox::{Chosen, outbox};
use crate::session::me;
use crate::texts::texts;

/// Files that were chosen and not sent yet, by the form that they belong to.
#[derive(Clone, Copy)]
pub struct Proofs(RwSignal<BTreeMap<String, Vec<Chosen>>>);

impl Proofs {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Proofs(RwSignal::new(BTreeMap::new())));
    }

    /// Those of the page around.
    #[must_use]
    pub fn here() -> Proofs {
        expect_context()
    }

    /// What was chosen in this form, as an act names it.
    #[must_use]
    pub fn of(self, form: &str) -> Option<Proof> {
        self.0.with_untracked(|all| all.get(form)?.last().map(proof))
    }

    /// All that were chosen in this form.
    #[must_use]
    pub fn all(self, form: &str) -> Vec<Proof> {
        self.0.with_untracked(|all| all.get(form).map(|own| own.iter().map(proof).collect()).unwrap_or_default())
    }

    /// They are in an act now.
    pub fn clear(self, form: &str) {
        self.0.update(|all| drop(all.remove(form)));
    }
}

/// A chosen file as an act names it.
#[must_use]
pub fn proof(chosen: &Chosen) -> Proof {
    Proof { hash: chosen.hash.clone(), name: chosen.name.clone(), size: chosen.size }
}

/// Asks the rule where something was typed, for the person of the page around: it looks at `known`, and at the act's files as if
/// they were there, since they go ahead of it. Fails with the refusal.
pub fn allowed(book: Book, known: Known) -> impl Fn(&Act, &[Proof]) -> Result<(), Refusal> + Copy + Send + Sync {
    let (known, asked, outbox) = (StoredValue::new(known), StoredValue::new(me()), outbox());
    move |act: &Act, files: &[Proof]| {
        let mut known = known.get_value();
        known.files.extend(files.iter().map(|own| own.hash.clone()));
        asked.with_value(|me| {
            let facts = Facts { now: outbox.now(me), book, viewer: &me.viewer, known: &known };
            check(act, &facts).map(|_| ())
        })
    }
}

/// What was chosen, with the way out, and the button that chooses.
#[component]
pub fn ProofField(
    /// The form that it belongs to.
    form: String,
) -> impl IntoView {
    let (t, Proofs(chosen)) = (texts(), Proofs::here());
    let form = StoredValue::new(form);
    let add = move |file: Chosen| chosen.update(|all| drop(all.insert(form.get_value(), vec![file])));
    let name =
        Memo::new(move |_| chosen.with(|all| form.with_value(|form| Some(all.get(form)?.last()?.name.to_string()))));
    let away = move |_| chosen.update(|all| drop(form.with_value(|form| all.remove(form))));
    let shown = move || {
        name.get().map(|name| {
            view! {
                <p class="chosen">
                    <Icon name="i-file"/><span>{name.clone()}</span>
                    <button type="button" class="button small" aria-label=t.photo.remove_one(&name) on:click=away>{t.photo.remove()}</button>
                </p>
            }
        })
    };
    view! { {shown}<Choose label=t.lookback.add_proof().to_owned() add/> }
}

/// Several files: what was chosen, each with where it is and the way out, and the button that chooses.
#[component]
pub fn FilesField(
    /// The form that they belong to.
    form: String,
    label: String,
) -> impl IntoView {
    let Proofs(chosen) = Proofs::here();
    let form = StoredValue::new(form);
    let add = move |file: Chosen| {
        chosen.update(|all| {
            let own = all.entry(form.get_value()).or_default();
            if !own.iter().any(|one| one.hash == file.hash) {
                own.push(file);
            }
        });
    };
    let own = move || chosen.with(|all| form.with_value(|form| all.get(form).cloned().unwrap_or_default()));
    view! {
        <ul class="chosen-files">
            <For each=own key=|one| one.hash.clone() children=move |one| view! { <ChosenFile one form/> }/>
        </ul>
        <Choose label add/>
    }
}

#[component]
fn ChosenFile(one: Chosen, form: StoredValue<String>) -> impl IntoView {
    let (t, outbox, Proofs(chosen)) = (texts(), outbox(), Proofs::here());
    let (hash, name) = (one.hash.clone(), one.name.to_string());
    let at = Memo::new(move |_| outbox.carried(&hash));
    let away = move |_| {
        chosen.update(|all| {
            if let Some(own) = form.with_value(|form| all.get_mut(form)) {
                own.retain(|other| other.hash != one.hash);
            }
        });
    };
    view! {
        <li>
            <Icon name="i-file"/>
            <span>{name.clone()} " " {move || badge(at.get(), t)}</span>
            <button type="button" class="button small" aria-label=t.photo.remove_one(&name) on:click=away>{t.photo.remove()}</button>
        </li>
    }
}
