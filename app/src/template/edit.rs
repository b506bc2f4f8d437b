//! The editor of a tree: nodes are added, taken away, moved by drag, by button and by Alt with an arrow; what does not add up
//! stands at its node while it is typed. What was done here outlives that the page is read anew.

mod blank;
mod how;
mod marks;
mod node;

use domain::act::Act as Any;
use domain::kinds::{NodeId, Note, Title};
use domain::refusal::Refusal;
use domain::score::Grade;
use domain::template::tree::WHOLE;
use domain::template::{Act, Tree};
use leptos::prelude::*;

use super::draft::{Draft, Problem, Removed};
use super::read::Detail;
use super::{LOWS, low_under};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::{Field, Icon, TextArea};
use crate::texts::texts;

pub use blank::{Begun, Blank};
use marks::Marks;
use node::Row;

/// What is being edited on this page, with the version that it began from.
#[derive(Clone, Copy)]
pub struct Kept(StoredValue<Option<(u32, Draft)>>);

impl Kept {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Kept(StoredValue::new(None)));
    }
}

/// Everything that the rows share.
#[derive(Clone, Copy)]
pub struct Edit {
    pub draft: RwSignal<Draft>,
    pub wrong: Memo<Vec<(Option<NodeId>, Problem)>>,
    pub form: Form,
    pub removed: RwSignal<Option<Removed>>,
    /// What is dragged, and above which node.
    pub dragged: RwSignal<Option<NodeId>>,
    pub over: RwSignal<Option<NodeId>>,
    /// What was just done, for who does not see it.
    pub said: RwSignal<String>,
}

impl Edit {
    /// Of what is to be edited now.
    fn of(own: Draft, form: Form) -> Edit {
        let draft = RwSignal::new(own);
        Edit {
            draft,
            wrong: Memo::new(move |_| draft.with(Draft::problems)),
            form,
            removed: RwSignal::new(None),
            dragged: RwSignal::new(None),
            over: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// The tree as it stands.
    ///
    /// # Errors
    /// It is none yet; the first place that is wrong has the focus then.
    fn tree(self) -> Result<Tree, Wrong> {
        self.draft.with_untracked(Draft::tree).map_err(|wrong| {
            let first = wrong.iter().find_map(|own| own.0);
            focus(first.map(|id| node::field(self.form, "weight", id)));
            ("", wrong_tree(&wrong))
        })
    }

    /// Moves a node, says where it stands now, and keeps the focus where it was.
    pub fn shift(self, id: NodeId, shift: impl FnOnce(&mut Draft) -> bool) {
        let focused = focused();
        if self.draft.try_update(shift).unwrap_or(false) {
            let (t, own) = (texts(), self.draft.get_untracked());
            if let Some((parent, place)) = own.place(id) {
                let name = own.node(id).map(|own| own.name.clone()).unwrap_or_default();
                let parent = parent.and_then(|id| own.node(id)).map(|own| own.name.clone());
                self.said.set(t.template.stands(name, parent.as_deref().unwrap_or(t.template.whole()), place));
            }
            focus(focused);
        }
    }

    pub fn add(self, parent: Option<NodeId>) {
        let id: NodeId = edge::id();
        self.draft.update(|own| own.add(parent, id));
        focus(Some(node::field(self.form, "name", id)));
    }

    pub fn remove(self, id: NodeId) {
        let removed = self.draft.try_update(|own| own.remove(id)).flatten();
        self.removed.set(removed);
    }
}

#[cfg(feature = "hydrate")]
fn focused() -> Option<String> {
    document().active_element().map(|own| own.id()).filter(|id| !id.is_empty())
}

#[cfg(not(feature = "hydrate"))]
fn focused() -> Option<String> {
    None
}

/// Once the rows stand as they should.
fn focus(id: Option<String>) {
    #[cfg(feature = "hydrate")]
    if let Some(id) = id {
        use wasm_bindgen::JsCast as _;
        request_animation_frame(move || {
            let own = document().get_element_by_id(&id);
            if let Some(own) = own.and_then(|own| own.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
                let _ = own.focus();
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    drop(id);
}

/// What stands above the verb: the rest is said where it is wrong.
fn wrong_tree(wrong: &[(Option<NodeId>, Problem)]) -> Refusal {
    match wrong {
        [(None, Problem::Worths)] => Refusal::BadWorths,
        [(None, Problem::Limits)] => Refusal::BadLimits,
        _ => Refusal::Missing { field: domain::refusal::Field::Indicator },
    }
}

#[component]
pub fn Revise(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("revise"));
    let own = detail.template.clone();
    let (template, book, based_on) = (own.id, own.book, own.version);
    let fresh = Draft::of(&own.tree);
    let kept = expect_context::<Kept>();
    let before = kept.0.get_value().filter(|(_, draft)| draft.tree().as_ref() != Ok(&own.tree));
    let overtaken = before.as_ref().is_some_and(|(version, _)| *version != based_on);
    let edit = Edit::of(before.map_or_else(|| fresh.clone(), |own| own.1), form);
    let (draft, began) = (edit.draft, fresh.clone());
    Effect::new(move || {
        let now = draft.get();
        kept.0.set_value((now != began).then_some((based_on, now)));
    });
    let send = Callback::new(move |(entered,): (Entered,)| {
        let tree = edit.tree()?;
        let (title, note) = (entered.get("title", Title::parse)?, entered.get("note", Note::optional)?);
        Ok(Any::Template(Act::Revise { template, based_on, title, tree, note }))
    });
    let reset = {
        let fresh = StoredValue::new(fresh);
        move |_| {
            draft.set(fresh.get_value());
            edit.removed.set(None);
        }
    };
    view! {
        <Fold verb=t.act.template_revise() id="revise">
            <ActForm form book known=detail.known() verb=t.template.save() read=send primary=true>
                <p class="hint">{t.template.revise_note()}</p>
                {overtaken.then(|| view! { <p class="told" role="alert">{t.template.overtaken(based_on)}</p> })}
                <Field label=t.field.title() name=form.name("title") value=own.title.to_string() wrong=form.wrong("title")/>
                <Nodes edit/>
                <TextArea label=t.field.note() name=form.name("note") rows=2 wrong=form.wrong("note")/>
                <button type="button" class="button small plain" on:click=reset>{t.template.start_over()}</button>
            </ActForm>
        </Fold>
    }
}

/// Which results of the whole are low.
#[component]
fn Low(edit: Edit) -> impl IntoView {
    let t = texts();
    let first = edit.draft.with_untracked(|own| own.low);
    let key = |own: Option<Grade>| own.map_or("none", <&str>::from);
    let word = move |low| edit.draft.with(|own| low_under(low, own.marks.marks().unwrap_or_default(), t));
    let options = LOWS.map(|own| view! { <option value=key(own) selected=own == first>{move || word(own)}</option> });
    let now = move || edit.draft.with(|own| key(own.low));
    let choose = move |event| {
        let chosen = event_target_value(&event);
        edit.draft.update(|own| own.low = LOWS.into_iter().find(|own| key(*own) == chosen).flatten());
    };
    let id = edit.form.name("low");
    view! {
        <div class="field">
            <label for=id.clone()>{t.template.low()}</label>
            <p class="hint" id="low-hint">{t.template.low_hint()}</p>
            <select id=id aria-describedby="low-hint" prop:value=now on:change=choose>{options}</select>
        </div>
    }
}

/// All rows, and below them how the whole stands.
#[component]
fn Nodes(edit: Edit) -> impl IntoView {
    let t = texts();
    let ids =
        Memo::new(move |_| edit.draft.with(|own| own.nodes.iter().map(|own| (own.id, own.depth)).collect::<Vec<_>>()));
    let whole = move || {
        let wrong = edit.wrong.get();
        if wrong.is_empty() {
            return view! { <p class="adds-up"><Icon name="i-check"/>{t.template.adds_up()}</p> }.into_any();
        }
        let all = wrong.iter().find(|own| own.0.is_none() && !own.1.of_marks()).map(|own| own.1.text(t));
        let places = wrong.iter().filter(|own| own.0.is_some() || own.1.of_marks()).count();
        let whole = all.map(|own| view! { <p>{t.template.whole_off(WHOLE / 100, own)}</p> });
        let places = (places > 0).then(|| view! { <p>{t.template.places_off(places)}</p> });
        view! { {whole}{places} }.into_any()
    };
    let back = move || {
        edit.removed.get().map(|own| {
            let word = t.template.put_back(own.name());
            let put = move |_| {
                if let Some(own) = edit.removed.get_untracked() {
                    edit.draft.update(|draft| draft.put_back(own));
                    edit.removed.set(None);
                }
            };
            view! { <button type="button" class="button small" on:click=put>{word}</button> }
        })
    };
    view! {
        <p class="hint" id="tree-keys">{t.template.keys()}</p>
        <ol class="tree-edit" aria-describedby="tree-keys">
            <For each=move || ids.get() key=|own| *own children=move |(id, depth)| view! { <Row edit id depth/> }/>
        </ol>
        <div class="row tree-foot">
            <button type="button" class="button small" on:click=move |_| edit.add(None)>
                <Icon name="i-plus"/>{t.template.add_aspect()}
            </button>
            {back}
        </div>
        <Marks edit/>
        <Low edit/>
        <div class="template-off" role="status">{whole}</div>
        <p class="visually-hidden" aria-live="polite">{move || edit.said.get()}</p>
    }
}
