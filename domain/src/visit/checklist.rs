//! The checklist of a visit (检查清单): what is to be looked at is set down beforehand, and answered there.

use serde::{Deserialize, Serialize};

use super::Form;
use crate::kinds::Title;
use crate::refusal::{Field, Refusal, must};

/// At most so many points: one visit, not an audit.
pub const POINTS: usize = 30;

/// How a point was found: 到位 · 不到位.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Seen {
    InPlace,
    Lacking,
}

/// One point.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Point {
    pub what: Title,
    /// `None`: not looked at, or not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// The group's own word on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Title>,
}

impl Point {
    /// Still to be looked at.
    #[must_use]
    pub fn open(what: Title) -> Point {
        Point { what, seen: None, remark: None }
    }

    #[must_use]
    pub fn answered(&self) -> bool {
        self.seen.is_some() || self.remark.is_some()
    }
}

/// Each point stands there once, and nothing is answered before the visit.
///
/// # Errors
/// [`Refusal::TooMany`], [`Refusal::Taken`], [`Refusal::TooEarly`].
pub(super) fn check(points: &[Point], happened: bool) -> Result<(), Refusal> {
    must(points.len() <= POINTS, Refusal::TooMany { max: POINTS })?;
    let once = points.iter().enumerate().all(|(place, own)| points[..place].iter().all(|other| other.what != own.what));
    must(once, Refusal::Taken { field: Field::Checklist })?;
    must(happened || !points.iter().any(Point::answered), Refusal::TooEarly { field: Field::Checklist })
}

/// What groups look at on a visit of this form, until they have a list of their own.
#[must_use]
pub fn usual(form: Form) -> &'static [&'static str] {
    match form {
        Form::Site => &[
            "现场情况与台账记载是否一致",
            "整改措施在现场是否看得见",
            "公示的办法、时间、电话是否有效",
            "师生或服务对象是否知道、用得上",
            "值班和责任是否到人",
        ],
        Form::Meeting => {
            &["最新部署是否传达学习", "是否对照本单位实际研究", "议定事项是否明确责任人和期限", "上次议定事项是否办结"]
        }
        Form::Activity => &["应参加的人是否覆盖到位", "内容是否结合岗位实际", "是否形成问题和措施"],
        Form::Seminar => {
            &["参加的人是否有代表性", "反映的问题单位是否已经掌握", "对整改进展是否满意", "会后是否有人负责答复"]
        }
        Form::Interview => {
            &["对本人职责和整改任务是否清楚", "学习是否与工作结合", "基层负担、重复报送是否减轻", "对整改成效怎么看"]
        }
        Form::Phone => &["反映的事项是否已经答复", "答复的事是否办到", "对结果是否满意"],
        Form::Documents => &[
            "学习记录是否真实完整",
            "整改台账与佐证材料是否一致",
            "调研报告是否有问题清单和转化",
            "签字、时间等要素是否齐全",
        ],
    }
}
