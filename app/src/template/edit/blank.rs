//! A template from nothing: the editor over a tree without a row.

use domain::act::Act as Any;
use domain::kinds::{Book, Title};
use domain::template::Act;
use leptos::prelude::*;

use super::{Edit, Nodes};
use crate::edge;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::template::draft::Draft;
use crate::texts::texts;

/// What is being built: outlives that the list is read anew.
#[derive(Clone, Copy)]
pub struct Begun(StoredValue<Draft>);

impl Begun {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Begun(StoredValue::new(Draft::default())));
    }
}

#[component]
pub fn Blank(book: Book) -> impl IntoView {
    let (t, form, begun) = (texts(), Form::new("blank"), expect_context::<Begun>());
    let edit = Edit::of(begun.0.get_value(), form);
    Effect::new(move || begun.0.set_value(edit.draft.get()));
    let send = Callback::new(move |(entered,): (Entered,)| {
        let (title, tree) = (entered.get("title", Title::parse)?, edit.tree()?);
        edit.draft.set(Draft::default());
        edit.removed.set(None);
        Ok(Any::Template(Act::Make { template: edge::id(), title, tree, from: None }))
    });
    view! {
        <Fold verb=t.template.blank() id="blank">
            <ActForm form book verb=t.act.template_make() read=send>
                <p class="hint">{t.template.blank_note()}</p>
                <Field label=t.field.title() name=form.name("title") wrong=form.wrong("title")/>
                <Nodes edit/>
            </ActForm>
        </Fold>
    }
}
