//! The group's own study and branch life (集中学习、支部生活): planned, held with a roll and materials, told what came of it.
//! Reading is in `study/read.rs`.

mod detail;
mod forms;
mod list;
mod material;
pub mod read;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use domain::study::Form;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

const STATES: [&str; 3] = ["planned", "held", "cancelled"];

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "planned" => "agreed",
        "held" => "held",
        _ => "withdrawn",
    };
    view! { <Mark kind word=texts().study.get(&format!("state_{state}")) calm=true/> }.into_any()
}

fn form_word(form: Form, t: Texts) -> &'static str {
    t.study.get(<&str>::from(form))
}
