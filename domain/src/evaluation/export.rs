//! A published score with everything that it is made of, as one text that needs nothing else: the tree with its weights, what
//! each indicator came to, how it is computed in words, and what was published. [`Export::check`] computes it again.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Evaluation;
use crate::kinds::{Day, NodeId, Time, UnitId};
use crate::score::rows::{Period, Scored};
use crate::score::{Exact, Grade, Score, Values, score};
use crate::template::Tree;
pub use check::{BYTES, Claim, Finding, Unread};

/// What stands in `format`; another number is another way of computing.
pub const FORMAT: &str = "xundao.score.1";

/// How to compute it, for who reads the file without the product: in Chinese and in English.
const HOW: [(&str, &str); 8] = [
    (
        "weight：以百分之一分为单位；整棵树共 10000，一个节点的各下级加起来等于它。",
        "weight: hundredths of a point; the whole tree has 10000, the children of a node add up to it.",
    ),
    (
        "定量的占比：x = 100 × part ÷ of。定量的天数：x = halves ÷ 2。得分率 =（x − zero）÷（full − zero），最低 0，最高 1。",
        "measured share: x = 100 × part ÷ of. measured days: x = halves ÷ 2. worth = (x − zero) ÷ (full − zero), at least 0, at most 1.",
    ),
    (
        "定性：得分率 = 等级的分值 ÷ 100。测评：得分率 = part ÷ of；不足 5 份答卷的没有。",
        "graded: worth = points of the grade ÷ 100. asked: worth = part ÷ of; with fewer than 5 answers there is none.",
    ),
    (
        "没有值的指标是缺项；下级全是缺项的节点也是缺项。",
        "An indicator without a value is missing; so is a node of which all children are.",
    ),
    (
        "根有 100 分。一个节点的分按权重的比例分给不缺项的下级。",
        "The root has 100 points. A node shares its points among those children that are not missing, in proportion to their weights.",
    ),
    (
        "指标得分 = 分 × 得分率，节点得分是各下级之和。total：各方面之和。",
        "An indicator earns its points × worth, a node the sum of its children. total: the sum of the aspects.",
    ),
    (
        "effect：定量和定性指标的得分 ÷ 分 × 100；satisfaction：测评指标的，算法相同。",
        "effect: earned ÷ points × 100 over the measured and graded indicators; satisfaction: the same over those asked.",
    ),
    (
        "中间不取整。显示时保留一位小数，四舍五入。",
        "Nothing is rounded on the way. What is shown has one decimal, a half goes up.",
    ),
];

/// One published result of one unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Export {
    pub format: String,
    pub how: Vec<String>,
    pub title: String,
    /// The how manieth round of its book.
    pub round: u32,
    pub unit: UnitId,
    pub unit_name: String,
    pub scored: Scored,
    pub period: Period,
    /// In microseconds since 1970, UTC.
    pub published_at: Time,
    pub published_on: Day,
    /// What a grade is worth, of a hundred.
    pub points: BTreeMap<String, u32>,
    pub tree: Tree,
    /// What each indicator came to; what is missing is not there.
    pub values: Values,
    pub published: Published,
}

/// The numbers as they were shown: points with one decimal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Published {
    pub total: Option<String>,
    pub effect: Option<String>,
    pub satisfaction: Option<String>,
    pub written: Option<String>,
    /// What each aspect, element and indicator counts.
    pub points: BTreeMap<NodeId, String>,
}

impl Published {
    #[must_use]
    pub fn of(own: &Score) -> Published {
        let text = |own: &Option<Exact>| own.as_ref().map(ToString::to_string);
        let mut points = BTreeMap::new();
        let mut waiting: Vec<_> = own.parts.iter().collect();
        while let Some(part) = waiting.pop() {
            points.extend(part.points.as_ref().map(|own| (part.id, own.to_string())));
            waiting.extend(&part.parts);
        }
        Published {
            total: text(&own.total),
            effect: text(&own.effect),
            satisfaction: text(&own.satisfaction),
            written: own.written(),
            points,
        }
    }
}

/// What each grade is worth over this tree.
pub(super) fn worths(tree: &Tree) -> BTreeMap<String, u32> {
    Grade::VARIANTS.iter().map(|own| (<&str>::from(own).to_owned(), tree.marks.worth(*own))).collect()
}

impl Export {
    /// `None` as long as it is not published, or the unit has no part in it.
    #[must_use]
    pub fn of(round: &Evaluation, unit: UnitId, unit_name: &str) -> Option<Export> {
        let values = round.sheet(unit)?.values.clone()?;
        let published_at = round.published?.at;
        Some(Export {
            format: FORMAT.to_owned(),
            how: HOW.iter().flat_map(|(zh, en)| [*zh, *en]).map(str::to_owned).collect(),
            title: round.title.to_string(),
            round: round.number,
            unit,
            unit_name: unit_name.to_owned(),
            scored: round.scored,
            period: round.period,
            published_at,
            published_on: published_at.day(),
            points: worths(&round.tree),
            published: Published::of(&score(&round.tree, &values)),
            tree: round.tree.clone(),
            values,
        })
    }
}
