//! Monthly look-backs (回头看): months and units on one sheet, and the page of one. Reading is in `lookback/read.rs`.

mod answer;
pub(crate) mod bar;
mod detail;
mod list;
mod mark;
mod open;
pub mod read;
mod side;
mod steps;
mod thing;

pub use detail::Page as DetailPage;
pub use list::{Months, Page as ListPage};

use domain::kinds::Month;
use domain::lookback::About;
use leptos::prelude::*;

use crate::part::{Mark, month_text};
use crate::texts::{Texts, texts};

/// 2023年6月回头看
#[must_use]
pub fn title(month: Month, t: Texts) -> String {
    t.lookback.of_month(month_text(month, t.lang))
}

/// Kinds of things, in the order in which they are looked at: keys of their words.
pub const KINDS: [&str; 4] = ["issues", "promises", "measures", "rules"];

/// Which of [`KINDS`] it is.
#[must_use]
pub fn kind(about: About) -> &'static str {
    match about {
        About::Issue { .. } => "issues",
        About::Promise { .. } => "promises",
        About::Measure { .. } => "measures",
        About::Rule { .. } => "rules",
    }
}

pub(crate) fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "answering" => "in_progress",
        "marking" => "submitted",
        "marked" => "verified",
        _ => "held",
    };
    view! { <Mark kind word=texts().state.get(state) calm=true/> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::lookback::Verdict;
    use strum::VariantArray;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn states_and_verdicts_have_words() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            for state in ["answering", "marking", "marked", "locked"] {
                assert!(!t.state.get(state).is_empty(), "{state}");
                assert!(!t.lookback.get(&format!("next_{state}")).is_empty(), "{state}");
            }
            assert!(Verdict::VARIANTS.iter().all(|own| !t.lookback.get(own.into()).is_empty()));
        }
    }
}
