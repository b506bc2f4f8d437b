//! The strands of work of a campaign: what a visit, a list item, a look-back looks at.

use serde::{Deserialize, Serialize};

/// 理论学习 · 调查研究 · 问题整改 · 推动发展
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
pub enum Strand {
    Study,
    Research,
    Rectification,
    Development,
}
