//! Results worth telling (成果), and the lessons that others read of them. Reading is in `outcome/read.rs`.

mod detail;
mod forms;
mod lesson;
mod lessons;
mod link;
mod list;
mod picture;
pub mod read;

pub use detail::Page as DetailPage;
pub use lessons::Page as LessonsPage;
pub use list::Page as ListPage;

use domain::outcome::Link;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

const STATES: [&str; 3] = ["told", "published", "dropped"];

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "told" => "verified",
        "published" => "held",
        _ => "withdrawn",
    };
    view! { <Mark kind word=texts().outcome.get(&format!("state_{state}")) calm=true/> }.into_any()
}

fn link_word(link: Link, t: Texts) -> &'static str {
    match link {
        Link::Carrier { .. } => t.unit.carrier(),
        Link::Issue { .. } => t.field.issue(),
        Link::Rule { .. } => t.field.rule(),
    }
}

fn link_href(link: Link) -> String {
    match link {
        Link::Carrier { carrier } => format!("/carrier/{carrier}"),
        Link::Issue { issue } => format!("/issues/{issue}"),
        Link::Rule { rule } => format!("/rules/{rule}"),
    }
}
