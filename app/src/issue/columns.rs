//! Which columns the list shows besides number, title and state. Remembered on this device.

use leptos::prelude::*;

use super::ground;
use crate::texts::texts;

/// The columns that may be shown or hidden, by the key of their word.
pub const CHOICE: [&str; 5] = ["due", "progress", "moved", "found", "lookback"];
const SHOWN: [&str; 1] = ["due"];
#[cfg(feature = "hydrate")]
const KEY: &str = "xundao.issue.columns";

/// The shown columns. The server always shows the usual ones; the device's choice follows once the page is alive.
#[derive(Clone, Copy)]
pub struct Columns(RwSignal<Vec<String>>);

impl Columns {
    #[must_use]
    pub fn new() -> Columns {
        let columns = Columns(RwSignal::new(SHOWN.map(str::to_owned).to_vec()));
        Effect::new(move || columns.recall());
        columns
    }

    #[must_use]
    pub fn shows(&self, column: &str) -> bool {
        self.0.with(|shown| shown.iter().any(|own| own == column))
    }

    /// Classes of the table: one per hidden column.
    #[must_use]
    pub fn classes(&self) -> String {
        let hidden = CHOICE.iter().filter(|column| !self.shows(column)).map(|column| format!("no-{column}"));
        ["table issues".to_owned()].into_iter().chain(hidden).collect::<Vec<_>>().join(" ")
    }

    fn toggle(&self, column: &'static str) {
        self.0.update(|shown| match shown.iter().position(|own| own == column) {
            Some(place) => {
                shown.remove(place);
            }
            None => shown.push(column.to_owned()),
        });
        #[cfg(feature = "hydrate")]
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(KEY, &self.0.get_untracked().join(","));
        }
    }

    #[cfg(feature = "hydrate")]
    fn recall(&self) {
        let kept = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten());
        if let Some(kept) = kept {
            self.0.set(kept.split(',').filter(|own| CHOICE.contains(own)).map(str::to_owned).collect());
        }
    }

    #[cfg(not(feature = "hydrate"))]
    #[allow(clippy::unused_self)]
    fn recall(&self) {}
}

/// The menu that chooses them.
#[component]
pub fn ColumnMenu() -> impl IntoView {
    let t = texts();
    let columns = ground().columns;
    let boxes = CHOICE.map(|column| {
        view! {
            <li>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=move || columns.shows(column)
                        checked=SHOWN.contains(&column)
                        on:change=move |_| columns.toggle(column)
                    />
                    {t.issue.get(&format!("column_{column}"))}
                </label>
            </li>
        }
    });
    view! {
        <details class="menu end" name="issue-menu">
            <summary class="select">{t.issue.columns()}<crate::part::Icon name="i-down" size=14/></summary>
            <ul>{boxes.collect_view()}</ul>
        </details>
    }
}
