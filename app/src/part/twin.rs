//! The same numbers as a chart shows, as a table behind one click.

use leptos::prelude::*;

use crate::texts::texts;

#[component]
pub fn Twin(
    /// What the table is about.
    #[prop(into)]
    title: String,
    /// Heads of the columns; the first is that of the rows.
    heads: Vec<String>,
    /// Each with its head and its cells.
    rows: Vec<(String, Vec<AnyView>)>,
) -> impl IntoView {
    let heads = heads.into_iter().map(|word| view! { <th scope="col">{word}</th> });
    let rows = rows.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <details class="twin">
            <summary class="more">{texts().dashboard.table()}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=title.clone()>
                <table class="table narrow">
                    <caption class="visually-hidden">{title.clone()}</caption>
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
