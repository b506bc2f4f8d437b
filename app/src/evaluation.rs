//! Rounds of evaluation (整改评估): the list, one round, and the sheet of one unit in it. Reading is in `evaluation/read.rs`, where
//! everything goes through what the viewer may read of a round.

mod again;
mod basis;
mod detail;
mod grade;
pub mod linked;
mod list;
mod low;
mod made;
mod open;
pub mod read;
mod recheck;
mod replace;
pub(crate) mod rows;
#[cfg(feature = "ssr")]
mod serve;
mod settle;
mod sheet;
mod side;
mod spread;
mod steps;
mod table;
mod talk;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;
pub use rows::Page as RowsPage;
pub use sheet::Page as SheetPage;

use domain::score::Grade;
use domain::score::rows::Scored;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

/// In the order of the day.
const STATES: [&str; 6] = ["opened", "scoring", "calibrating", "agreed", "published", "abandoned"];

fn state_word(state: &str, t: Texts) -> &'static str {
    t.evaluation.get(&format!("state_{state}"))
}

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "opened" => "found",
        "scoring" => "in_progress",
        "calibrating" => "agreed",
        "agreed" => "submitted",
        "published" => "held",
        _ => "withdrawn",
    };
    view! { <Mark kind word=state_word(state, texts()) calm=true/> }.into_any()
}

/// 好 · 较好 · 一般 · 差
#[must_use]
pub fn grade_word(grade: Grade, t: Texts) -> &'static str {
    t.evaluation.get(&format!("grade_{}", <&str>::from(grade)))
}

/// Tenths of a point: 89.7.
fn tenths_text(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The same with its sign: +4.6, −1.0.
fn signed_text(tenths: i64) -> String {
    let sign = match tenths {
        0 => "±",
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", tenths_text(tenths.unsigned_abs()))
}

fn scored_text(scored: Scored, t: Texts) -> String {
    match scored {
        Scored::Unit => t.evaluation.scored_unit().to_owned(),
        Scored::Category { category } => t.kind.get(category.into()).to_owned(),
        Scored::Carrier { .. } => t.field.carrier().to_owned(),
        Scored::Issue { .. } => t.field.issue().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn states_and_grades_have_words() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            assert!(STATES.iter().all(|state| !state_word(state, t).is_empty()));
            assert!(STATES.iter().all(|state| !t.evaluation.get(&format!("next_{state}")).is_empty()));
            assert!(Grade::VARIANTS.iter().all(|grade| !grade_word(*grade, t).is_empty()));
        }
    }

    #[test]
    fn what_is_checked_of_a_file_has_words() {
        use domain::evaluation::export::Claim;
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            let word = |own: &Claim| t.evaluation.get(&format!("claim_{}", <&str>::from(own)));
            assert!(Claim::VARIANTS.iter().all(|own| !word(own).is_empty()));
        }
    }

    #[test]
    fn tenths_are_written_with_their_sign() {
        assert_eq!([46, 0, -10].map(signed_text), ["+4.6", "±0.0", "−1.0"]);
        assert_eq!(tenths_text(897), "89.7");
    }
}
