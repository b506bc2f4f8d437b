//! What each column was taken for, with the first rows as they stand, so that a person can say otherwise.

use std::sync::Arc;

use leptos::prelude::*;
use strum::VariantArray as _;

use super::Desk;
use super::plan::{Column, Mapping, Preview};
use crate::part::field::Select;
use crate::texts::texts;

#[component]
pub(super) fn Columns(desk: Desk, preview: Arc<Preview>) -> impl IntoView {
    let t = texts();
    let width = preview.samples.iter().map(Vec::len).max().unwrap_or(0);
    let mut start = preview.mapping.clone();
    start.columns.resize(width, Column::Ignore);
    let mapping = RwSignal::new(start);
    let heads = (0..width).map(|place| view! { <th scope="col"><Choice mapping place/></th> }).collect_view();
    let rows = preview.samples.iter().zip(1u32..).map(|(cells, number)| {
        let head = (preview.mapping.header_first..=preview.mapping.header_last).contains(&number);
        let cells = (0..width).map(|place| view! { <td>{cells.get(place).cloned().unwrap_or_default()}</td> });
        view! { <tr class:head=head><th scope="row">{number}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <details class="ledger-columns">
            <summary>{t.ledger.columns()}</summary>
            <p class="quiet">{t.ledger.columns_note()}</p>
            <Place mapping sheets=preview.sheets.clone()/>
            <div class="scroll" tabindex="0" role="region" aria-label=t.ledger.columns()>
                <table class="table">
                    <thead><tr><th scope="col">{t.ledger.row()}</th>{heads}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <button
                type="button"
                class="button"
                disabled=move || desk.reading.get() || desk.sending.get()
                on:click=move |_| desk.look(Some(mapping.get_untracked()))
            >
                {t.ledger.look_again()}
            </button>
        </details>
    }
}

/// Sheet and rows of the header.
#[component]
fn Place(mapping: RwSignal<Mapping>, sheets: Vec<String>) -> impl IntoView {
    let t = texts();
    let now = mapping.get_untracked();
    let number = move |label: &'static str, name: &'static str, value: u32, set: fn(&mut Mapping, u32)| {
        let typed = move |event: leptos::ev::Event| {
            if let Ok(row) = event_target_value(&event).parse::<u32>() {
                mapping.update(|mapping| set(mapping, row));
            }
        };
        view! {
            <div class="field">
                <label for=format!("field-{name}")>{label}</label>
                <input
                    id=format!("field-{name}")
                    type="number"
                    min="0"
                    max="20000"
                    value=value.to_string()
                    on:change=typed
                />
            </div>
        }
    };
    let sheet = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        mapping.update(|mapping| mapping.sheet = chosen);
    };
    let options = sheets.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>();
    let several = options.len() > 1;
    view! {
        <div class="ledger-choices">
            {several.then(|| view! {
                <div on:change=sheet>
                    <Select label=t.ledger.sheet() name="sheet-of-book" options value=now.sheet.clone()/>
                </div>
            })}
            {number(t.ledger.header_first(), "header-first", now.header_first, |mapping, row| mapping.header_first = row)}
            {number(t.ledger.header_last(), "header-last", now.header_last, |mapping, row| mapping.header_last = row)}
        </div>
    }
}

/// What one column holds.
#[component]
fn Choice(mapping: RwSignal<Mapping>, place: usize) -> impl IntoView {
    let t = texts();
    let now = mapping.with_untracked(|mapping| mapping.columns.get(place).copied().unwrap_or(Column::Ignore));
    let options = Column::VARIANTS.iter().map(|column| {
        let key: &str = column.into();
        view! { <option value=key selected=*column == now>{column.word(t)}</option> }
    });
    let chosen = move |event: leptos::ev::Event| {
        if let Ok(column) = event_target_value(&event).parse() {
            mapping.update(|mapping| mapping.columns[place] = column);
        }
    };
    view! { <select aria-label=t.ledger.column_is(place + 1) on:change=chosen>{options.collect_view()}</select> }
}
