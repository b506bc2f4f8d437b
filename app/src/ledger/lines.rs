//! The rows of the file with what would happen to each.

use std::sync::Arc;

use leptos::prelude::*;

use super::plan::{Change, Line, Preview, What, reasons_text};
use crate::part::Icon;
use crate::texts::{Texts, texts};

/// Rows shown at a time.
const AT_ONCE: usize = 100;

#[component]
pub(super) fn Lines(preview: Arc<Preview>) -> impl IntoView {
    let t = texts();
    let counts = preview.plan.counts();
    // What needs a look comes first.
    let first = [3, 1, 0, 2].into_iter().find(|place| counts[*place] > 0).unwrap_or(0);
    let (kind, shown) = (RwSignal::new(first), RwSignal::new(AT_ONCE));
    let tabs = [t.ledger.new(), t.ledger.changed(), t.ledger.unchanged(), t.ledger.refused()];
    let tabs = tabs.into_iter().enumerate().map(|(place, word)| {
        let pressed = move || if kind.get() == place { "true" } else { "false" };
        let choose = move |_| {
            kind.set(place);
            shown.set(AT_ONCE);
        };
        view! {
            <button type="button" class="chip" aria-pressed=pressed on:click=choose>
                {word}" "<small>{counts[place]}</small>
            </button>
        }
    });
    let of_kind = Arc::clone(&preview);
    let rows = move || {
        let lines = of_kind.plan.lines.iter().filter(|line| line.what.place() == kind.get());
        lines.take(shown.get()).map(|line| row(line, t)).collect_view()
    };
    let more = move || {
        let left = counts[kind.get()].saturating_sub(shown.get());
        (left > 0).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += AT_ONCE)>
                    {t.ledger.more(left)}
                </button>
            }
        })
    };
    view! {
        <div class="ledger-kinds" role="group" aria-label=t.ledger.kinds()>{tabs.collect_view()}</div>
        <table class="table ledger-lines">
            <thead>
                <tr>
                    <th scope="col" class="num">{t.ledger.row()}</th>
                    <th scope="col" class="num">{t.ledger.column_number()}</th>
                    <th scope="col">{t.ledger.column_title()}</th>
                    <th scope="col">{t.ledger.outcome()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
}

fn row(line: &Line, t: Texts) -> impl IntoView + use<> {
    let outcome = match &line.what {
        What::New => view! { <span>{t.ledger.is_new()}</span> }.into_any(),
        What::Unchanged { .. } => view! { <span class="quiet">{t.ledger.is_unchanged()}</span> }.into_any(),
        What::Changed { changes, .. } => {
            let changes = changes.iter().map(|change| change_line(change, t)).collect_view();
            view! { <ul class="ledger-changes">{changes}</ul> }.into_any()
        }
        What::Refused { reasons } => {
            view! { <span class="ledger-refused"><Icon name="s-late"/>{reasons_text(reasons, t)}</span> }.into_any()
        }
    };
    view! {
        <tr>
            <td class="num">{line.row}</td>
            <td class="num">{line.number.map(|number| number.to_string())}</td>
            <td class="title">{line.title.clone()}</td>
            <td>{outcome}</td>
        </tr>
    }
}

fn change_line(change: &Change, t: Texts) -> impl IntoView + use<> {
    let (before, after) = (change.before.clone(), change.after.clone());
    let before = (!before.is_empty()).then(|| view! { <del>{before}</del>" → " });
    view! { <li><strong>{change.column.word(t)}</strong>" "{before}<ins>{after}</ins></li> }
}
