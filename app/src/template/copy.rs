//! Templates of other groups, and how one becomes a template of one's own.

use domain::act::Act as Any;
use domain::kinds::{Book, Title};
use domain::template::{Act, From};
use leptos::prelude::*;

use super::read::{Detail, Shared};
use crate::edge;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::texts::texts;

/// Those of other groups, to be looked at and copied.
#[component]
pub fn Others(shared: Vec<Shared>) -> impl IntoView {
    let t = texts();
    let rows = shared.into_iter().map(|own| {
        view! {
            <li>
                <a href=format!("/templates/{}", own.id)>{own.title}</a> " "
                <small>{own.group} "·" {t.template.version_of(own.version)} "·" {t.template.so_many(own.indicators)}</small>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="template-make" id="others">
                <h2>{t.template.others()}</h2>
                <p class="hint">{t.template.others_note()}</p>
                <ul class="versions">{rows}</ul>
            </section>
        }
    })
}

/// This template as a new one of `book`.
#[component]
pub fn Copy(detail: Detail, book: Book) -> impl IntoView {
    let (t, form) = (texts(), Form::new("copy"));
    let own = detail.template.clone();
    let (known, title) = (detail.known(), own.title.to_string());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let title = entered.get("title", Title::parse)?;
        let from = Some(From::Template { template: own.id, version: own.version });
        Ok(Any::Template(Act::Make { template: edge::id(), title, tree: own.tree.clone(), from }))
    });
    view! {
        <Fold verb=t.template.copy() id="copy">
            <ActForm form book known verb=t.template.copy() read>
                <p class="hint">{t.template.copy_note()}</p>
                <Field label=t.field.title() name=form.name("title") value=title wrong=form.wrong("title")/>
            </ActForm>
        </Fold>
    }
}
