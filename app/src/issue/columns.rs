//! Which columns the list shows besides number, title and state: the address says so. Where it does not, those that were
//! chosen last on this device.

use domain::issue::list::{Column, Filter};
use leptos::prelude::*;
use strum::VariantArray as _;

use super::bar::Menu;
use super::filter::href;
use super::ground;
use crate::texts::texts;

/// Shown where nobody has chosen.
const USUAL: [Column; 1] = [Column::Due];

#[derive(Clone, Copy)]
pub struct Columns {
    filter: Memo<Filter>,
    /// What was chosen last on this device; known once the page is alive.
    last: RwSignal<Option<Vec<Column>>>,
}

impl Columns {
    #[must_use]
    pub fn new(filter: Memo<Filter>) -> Columns {
        let columns = Columns { filter, last: RwSignal::new(None) };
        #[cfg(feature = "hydrate")]
        Effect::new(move || match filter.with(|filter| filter.columns.clone()) {
            Some(chosen) => device::keep(&chosen),
            None => columns.last.set(device::recall()),
        });
        columns
    }

    fn shown(&self) -> Vec<Column> {
        let chosen = self.filter.with(|filter| filter.columns.clone());
        chosen.or_else(|| self.last.get()).unwrap_or_else(|| USUAL.to_vec())
    }

    /// Classes of the table: one per hidden column.
    #[must_use]
    pub fn classes(&self) -> String {
        let shown = self.shown();
        let hidden = Column::VARIANTS.iter().filter(|column| !shown.contains(column));
        hidden.fold("table issues".to_owned(), |classes, column| classes + " no-" + <&str>::from(column))
    }
}

/// The menu that chooses them.
#[component]
pub fn ColumnMenu() -> impl IntoView {
    let (t, ground) = (texts(), ground());
    let chosen = Signal::derive(move || ground.columns.shown().len().to_string());
    let choices = Signal::derive(move || {
        let (now, shown) = (ground.filter.get(), ground.columns.shown());
        let choice = |column: &Column| {
            let on = shown.contains(column);
            let others = shown.iter().copied().filter(|own| own != column);
            let columns = Some(others.chain((!on).then_some(*column)).collect());
            let word = t.issue.get(&format!("column_{}", <&str>::from(column)));
            (href(&Filter { columns, ..now.clone() }), word.to_owned(), on)
        };
        Column::VARIANTS.iter().map(choice).collect()
    });
    view! { <Menu name=t.issue.columns() chosen choices several=true class="menu end"/> }
}

#[cfg(feature = "hydrate")]
mod device {
    use domain::issue::list::Column;
    use leptos::prelude::window;

    use super::super::query::{columns, to_columns};

    const KEY: &str = "xundao.issue.columns";

    pub fn keep(chosen: &[Column]) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(KEY, &columns(chosen));
        }
    }

    pub fn recall() -> Option<Vec<Column>> {
        let kept = window().local_storage().ok()??.get_item(KEY).ok()??;
        Some(to_columns(&kept))
    }
}
