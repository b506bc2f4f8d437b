//! How a message goes: to which kind of robot, and when it is tried again.

use serde::{Deserialize, Serialize};

use crate::kinds::Time;

/// A robot of a chat group, by whose rules its messages are written.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
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
pub enum Robot {
    /// 企业微信
    Wecom,
    /// 钉钉
    Dingtalk,
    /// 飞书
    Feishu,
}

/// So long after a failure the next try comes, in seconds; after the last one it is given up.
const AGAIN: [i64; 7] = [60, 300, 900, 3_600, 7_200, 14_400, 28_800];

/// When to try again after so many failures; never again after too many.
#[must_use]
pub fn again(now: Time, failures: i64) -> Option<Time> {
    let place = usize::try_from(failures.saturating_sub(1)).ok()?;
    AGAIN.get(place).map(|seconds| Time(now.0 + seconds * 1_000_000))
}
