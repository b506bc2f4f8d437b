//! The form: which unit, which origin, which category for all, which file.

use leptos::html;
use leptos::prelude::*;

use super::Desk;
use crate::part::Icon;
use crate::part::field::Select;
use crate::session::UnitNode;
use crate::texts::texts;

#[component]
pub(super) fn Choose(desk: Desk, units: Vec<UnitNode>, group: bool) -> impl IntoView {
    let t = texts();
    let units = units.into_iter().map(|unit| (unit.id.to_string(), unit.name.to_string())).collect();
    // The unit brings in its own lists and research; the other origins are the group's.
    let origins: &[&str] =
        if group { &["team_list", "research", "guidance", "survey"] } else { &["team_list", "research"] };
    let word = |key: &&str| ((*key).to_owned(), t.kind.get(key).to_owned());
    let mut categories = vec![(String::new(), t.ledger.category_of_file().to_owned())];
    categories.extend(["hard", "special", "livelihood", "development"].iter().map(word));
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.look(None);
    };
    view! {
        <form class="ledger-form" node_ref=desk.form on:submit=sent enctype="multipart/form-data">
            <div class="ledger-choices">
                <Select label=t.ledger.unit() name="unit" options=units required=true/>
                <Select label=t.ledger.origin() name="origin" options=origins.iter().map(word).collect() required=true/>
                <Select label=t.ledger.category() name="category" options=categories/>
            </div>
            <Drop desk/>
            <div class="acts">
                <p>{t.ledger.look_note()}</p>
                <button
                    type="submit"
                    class="button primary"
                    disabled=move || desk.reading.get() || desk.sending.get()
                >
                    {move || if desk.reading.get() { t.ledger.reading() } else { t.ledger.look() }}
                </button>
            </div>
        </form>
    }
}

/// The file: chosen or dropped.
#[component]
fn Drop(desk: Desk) -> impl IntoView {
    let t = texts();
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let leave = move |_| over.set(false);
    let hover = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        #[cfg(feature = "hydrate")]
        if let (Some(data), Some(input)) = (event.data_transfer(), input.get()) {
            input.set_files(data.files().as_ref());
            desk.look(None);
        }
    };
    let chosen = move |_| {
        desk.preview.set(None);
        desk.wrong.set(None);
    };
    view! {
        <div
            class="field drop"
            class:over=move || over.get()
            on:dragover=hover
            on:dragleave=leave
            on:drop=dropped
        >
            <label for="field-file">{t.ledger.file()}</label>
            <p class="hint" id="field-file-hint">{t.ledger.file_hint()}</p>
            <input
                id="field-file"
                type="file"
                name="file"
                accept=".xlsx,.xls,.csv"
                required
                node_ref=input
                on:change=chosen
                aria-invalid=move || desk.wrong.get().is_some().then_some("true")
                aria-describedby="field-file-hint field-file-wrong"
            />
            <p class="wrong" id="field-file-wrong" role="alert">
                {move || desk.wrong.get().map(|why| view! { <Icon name="s-late"/><span>{why}</span> })}
            </p>
        </div>
    }
}
