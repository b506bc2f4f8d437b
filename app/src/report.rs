//! Research reports: the list and the page of one, with the issues it found.
//! Reading is in `report/read.rs`, the forms in `report/forms.rs`.

mod detail;
mod forms;
mod list;
pub mod read;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::texts;

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "completed" => "verified",
        "planned" => "agreed",
        _ => "withdrawn",
    };
    view! { <Mark kind word=texts().state.get(state) calm=true/> }.into_any()
}
