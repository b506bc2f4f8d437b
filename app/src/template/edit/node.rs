//! One row of the editor: name and weight, and where it stands.

use domain::kinds::NodeId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Edit;
use super::how::More;
use crate::part::Icon;
use crate::part::act_form::Form;
use crate::template::draft::{How, LEAF, Node, Problem};
use crate::texts::{Texts, texts};

/// The id of a field of a row.
pub fn field(form: Form, name: &str, id: NodeId) -> String {
    format!("node-{}", form.name(&format!("{name}-{id}")))
}

/// What a row's field shows, and what typing into it changes.
#[derive(Clone, Copy)]
pub struct Part {
    pub edit: Edit,
    pub id: NodeId,
}

impl Part {
    pub fn get(self, get: impl Fn(&Node) -> String) -> String {
        self.edit.draft.with(|own| own.node(self.id).map(get).unwrap_or_default())
    }

    pub fn set(self, set: impl FnOnce(&mut Node)) {
        self.edit.draft.update(|own| {
            if let Some(node) = own.node_mut(self.id) {
                set(node);
            }
        });
    }

    pub fn how<T: PartialEq + Send + Sync + 'static>(
        self,
        get: impl Fn(&How) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.edit.draft.with(|own| own.node(self.id).map(|own| get(&own.how))))
    }
}

/// One line of text, bound to its part of the draft.
#[component]
pub fn Line(
    part: Part,
    name: &'static str,
    #[prop(into)] label: String,
    get: fn(&Node) -> String,
    set: fn(&mut Node, String),
    #[prop(optional)] class: &'static str,
    /// Points or days.
    #[prop(optional)]
    number: bool,
    /// With its label in sight.
    #[prop(optional)]
    shown: bool,
    #[prop(into, optional)] list: String,
    #[prop(optional)] wrong: Option<Signal<bool>>,
) -> impl IntoView {
    let id = field(part.edit.form, name, part.id);
    let first = part.edit.draft.with_untracked(|own| own.node(part.id).map(get).unwrap_or_default());
    let label = if shown {
        view! { <label for=id.clone()>{label}</label> }.into_any()
    } else {
        view! { <label class="visually-hidden" for=id.clone()>{label}</label> }.into_any()
    };
    let why = format!("why-{}", part.id);
    view! {
        {label}
        <input
            id=id
            name=part.edit.form.name(&format!("{name}-{}", part.id))
            class=class
            inputmode=number.then_some("decimal")
            list=(!list.is_empty()).then_some(list)
            autocomplete="off"
            value=first
            prop:value=move || part.get(get)
            aria-invalid=move || wrong.is_some_and(|own| own.get()).then_some("true")
            aria-describedby=wrong.map(|_| why)
            on:input=move |event| part.set(|own| set(own, event_target_value(&event)))
        />
    }
}

#[component]
pub fn Row(edit: Edit, id: NodeId, depth: usize) -> impl IntoView {
    let (t, part) = (texts(), Part { edit, id });
    let number = Memo::new(move |_| edit.draft.with(|own| own.place(id)).map_or(0, |own| own.1));
    let wrong = Memo::new(move |_| {
        edit.wrong.with(|all| all.iter().filter(|own| own.0 == Some(id)).map(|own| own.1.clone()).collect::<Vec<_>>())
    });
    let off = move |is: fn(&Problem) -> bool| Signal::derive(move || wrong.with(|all| all.iter().any(is)));
    let bad_name = off(|own| matches!(own, Problem::Name { .. } | Problem::Twice));
    let bad_weight = off(|own| matches!(own, Problem::Weight | Problem::Off { .. } | Problem::Bare));
    let says = move || wrong.with(|all| all.iter().map(|own| own.text(t)).collect::<Vec<_>>().join(t.template.comma()));
    let keys = move |event: KeyboardEvent| {
        let up = match event.key().as_str() {
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            edit.shift(id, |own| if up { own.up(id) } else { own.down(id) });
        }
    };
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        edit.over.set(None);
        if let Some(dragged) = edit.dragged.get_untracked() {
            edit.shift(dragged, |own| own.drop_on(dragged, id));
        }
        edit.dragged.set(None);
    };
    let over = move |event: leptos::ev::DragEvent| {
        if edit.dragged.get_untracked().is_some() {
            event.prevent_default();
            edit.over.set(Some(id));
        }
    };
    let kind = [t.template.aspect(), t.template.element(), t.field.indicator()][depth.min(LEAF)];
    let class = move || {
        let state = if edit.dragged.get() == Some(id) {
            " dragged"
        } else if edit.over.get() == Some(id) {
            " over"
        } else {
            ""
        };
        format!("depth-{depth}{state}")
    };
    view! {
        <li class=class on:keydown=keys on:dragover=over on:drop=drop_here data-node=id.to_string()>
            <div class="node">
                <Grip edit id/>
                <span class="place">{move || number.get()}</span>
                <Line
                    part name="name" label=t.template.name_at(kind) class="name" wrong=bad_name
                    get=|own| own.name.clone() set=|own, text| own.name = text
                />
                <Line
                    part name="weight" label=t.template.weight_at(kind) class="num" number=true wrong=bad_weight
                    get=|own| own.weight.clone() set=|own, text| own.weight = text
                />
                <Acts part depth/>
            </div>
            <p class="wrong" id=format!("why-{id}")>{says}</p>
            <More part depth/>
        </li>
    }
}

/// To take hold of with a pointer; keys and buttons do the same.
#[component]
fn Grip(edit: Edit, id: NodeId) -> impl IntoView {
    let start = move |event: leptos::ev::DragEvent| {
        // without data some browsers drag nothing
        #[cfg(feature = "hydrate")]
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &id.to_string());
            data.set_effect_allowed("move");
        }
        #[cfg(not(feature = "hydrate"))]
        drop(event);
        edit.dragged.set(Some(id));
    };
    let end = move |_| {
        edit.dragged.set(None);
        edit.over.set(None);
    };
    view! { <span class="grip" draggable="true" aria-hidden="true" on:dragstart=start on:dragend=end><Icon name="i-dots"/></span> }
}

#[component]
fn Acts(part: Part, depth: usize) -> impl IntoView {
    let (t, Part { edit, id }) = (texts(), part);
    let name = move |say: fn(Texts, String) -> String| move || say(t, part.get(|own| own.name.clone()));
    let button = move |icon: &'static str, say: fn(Texts, String) -> String, act: Callback<()>| {
        let label = name(say);
        view! {
            <button type="button" class="button small plain" aria-label=label on:click=move |_| act.run(())>
                <Icon name=icon/>
            </button>
        }
    };
    let add: fn(Texts, String) -> String =
        if depth == 0 { |t, name| t.template.add_element(name) } else { |t, name| t.template.add_indicator(name) };
    let adds = (depth < LEAF).then(|| button("i-plus", add, Callback::new(move |()| edit.add(Some(id)))));
    view! {
        <span class="node-acts">
            {button("i-up", |t, name| t.template.up(name), Callback::new(move |()| edit.shift(id, |own| own.up(id))))}
            {button("i-down", |t, name| t.template.down(name), Callback::new(move |()| edit.shift(id, |own| own.down(id))))}
            {adds}
            {button("i-close", |t, name| t.template.remove(name), Callback::new(move |()| edit.remove(id)))}
        </span>
    }
}
