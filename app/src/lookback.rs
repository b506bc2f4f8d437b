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
pub mod thing;
pub mod untrue;

pub use detail::Page as DetailPage;
pub use list::{Months, Page as ListPage};

use domain::kinds::Month;
use domain::lookback::{About, Look};
use leptos::prelude::*;

use crate::part::{Mark, month_text};
use crate::texts::{Texts, texts};

/// 2023年6月回头看
#[must_use]
pub fn title(month: Month, t: Texts) -> String {
    t.lookback.of_month(month_text(month, t.lang))
}

/// 责任落实 · 问题整改 · 建章立制 · 追责问责 · 促进发展
#[must_use]
pub fn look_word(look: Look, t: Texts) -> &'static str {
    t.lookback.get(&format!("look_{}", <&str>::from(look)))
}

/// Of which kind it is: the key of its word.
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
            for look in Look::VARIANTS {
                assert!(!look_word(*look, t).is_empty(), "{look:?}");
                assert!(!t.lookback.get(&format!("look_{}_note", <&str>::from(look))).is_empty(), "{look:?}");
            }
            assert!(Verdict::VARIANTS.iter().all(|own| !t.lookback.get(own.into()).is_empty()));
        }
    }
}
