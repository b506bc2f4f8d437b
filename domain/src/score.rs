//! The arithmetic of evaluations (整改评估): what is counted, what it is worth, what it adds up to. Pure; whole numbers and
//! exact fractions until something is shown, so that a published score can be computed again from what was published.

pub mod counted;
pub mod exact;
pub mod formula;
pub mod marks;
pub mod opinion;
mod part;
mod quantity;
pub mod rows;
mod total;

use serde::{Deserialize, Serialize};

pub use counted::{Adds, Counted};
pub use exact::Exact;
pub use formula::Formula;
pub use marks::Marks;
pub use opinion::{ANSWERS_MIN, Opinion};
pub use part::{APART, Change, Gain, Method, Moved, Part, Score, Value, Values};
pub use quantity::{Quantity, Scale};
pub use rows::Rows;
pub use total::score;

/// 好 · 较好 · 一般 · 差
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Grade {
    // From the worst, so that a better grade is the greater one.
    Poor,
    Ordinary,
    Fair,
    Good,
}

#[cfg(test)]
pub(crate) mod tests;
