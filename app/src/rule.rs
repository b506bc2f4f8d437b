//! Rules established (建章立制): the list and the page of one, with the issues it answers.
//! Reading is in `rule/read.rs`, the forms in `rule/forms.rs` and `rule/link.rs`.

mod detail;
mod forms;
mod link;
mod list;
pub mod read;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::texts;
use read::Line;

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "in_force" => "held",
        "draft" => "found",
        _ => "withdrawn",
    };
    view! { <Mark kind word=texts().state.get(state) calm=true/> }.into_any()
}

/// The rules that answer one issue, for the issue's own page. Nothing while there are none.
#[component]
pub fn OfIssue(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let rows = lines.iter().map(|line| {
        view! { <li><a href=format!("/rules/{}", line.id)>{line.title.clone()}</a>{state_mark(&line.state)}</li> }
    });
    (!lines.is_empty()).then(|| {
        view! {
            <section><h3>{t.rail.rules()}</h3><ul class="linked">{rows.collect_view()}</ul></section>
        }
    })
}
