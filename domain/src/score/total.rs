//! From values to a score: what each indicator is worth, what its weight becomes when others are missing, and the sum with its
//! numbers written out. Nothing is rounded on the way.
//!
//! The weight of what is missing goes to its siblings in proportion to their own; where all siblings are missing, their
//! parent is, and its weight goes to the parent's siblings. Example: of four rater groups with 6, 6, 4 and 4 points the last
//! has too few answers. Its 4 go as 1.5, 1.5 and 1 to the others, which now count 7.5, 7.5 and 5.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exact, Grade, Opinion, Quantity};
use crate::kinds::{Name, NodeId};
use crate::template::tree::{Indicator, Method as How, Tree};

/// What one indicator came to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Value {
    Measured { quantity: Quantity },
    Graded { grade: Grade },
    Asked { opinion: Opinion },
}

/// The values of a unit by indicator; what is missing is not there.
pub type Values = BTreeMap<NodeId, Value>;

/// Which half of the score an indicator belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Method {
    Quantitative,
    Qualitative,
    Satisfaction,
}

/// One node of the tree with what it counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    pub id: NodeId,
    pub name: Name,
    pub english: Option<Name>,
    /// For an indicator.
    pub method: Option<Method>,
    /// As the template says, in points.
    pub weight: Exact,
    /// With what was missing elsewhere; 0 where this is missing itself.
    pub full: Exact,
    /// What it earned of that (计入); `None` when missing.
    pub points: Option<Exact>,
    pub parts: Vec<Part>,
}

impl Part {
    /// Of a hundred (得分): points ÷ full × 100.
    #[must_use]
    pub fn of_hundred(&self) -> Option<Exact> {
        Some(self.points.as_ref()?.per(&self.full)?.times(&Exact::whole(100)))
    }

    fn leaves<'a>(&'a self, into: &mut Vec<&'a Part>) {
        if self.method.is_some() {
            into.push(self);
        }
        self.parts.iter().for_each(|own| own.leaves(into));
    }
}

/// The weight of a missing node, and where it went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    pub id: NodeId,
    pub name: Name,
    pub english: Option<Name>,
    /// What it would have counted, in points.
    pub weight: Exact,
    pub to: Vec<Gain>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gain {
    pub id: NodeId,
    pub name: Name,
    pub english: Option<Name>,
    pub gained: Exact,
}

/// A score with everything that it is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Score {
    /// 综合得分, of a hundred; `None` when everything is missing.
    pub total: Option<Exact>,
    /// 效果得分: the quantitative and qualitative indicators alone, of a hundred.
    pub effect: Option<Exact>,
    /// 满意度得分, of a hundred.
    pub satisfaction: Option<Exact>,
    /// The aspects.
    pub parts: Vec<Part>,
    /// In the order of the tree.
    pub moved: Vec<Moved>,
}

/// How an aspect, or the total, changed against an earlier round: in tenths as shown, so that the shown numbers add up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// `None` for the total.
    pub id: Option<NodeId>,
    pub before: Option<u64>,
    pub now: Option<u64>,
}

impl Change {
    #[must_use]
    pub fn by(&self) -> Option<i64> {
        Some(i64::try_from(self.now?).ok()? - i64::try_from(self.before?).ok()?)
    }
}

/// A unit that gives itself so much more than people do is asked about it: five points, in tenths.
pub const APART: i64 = 50;

impl Score {
    /// `35.8 + 23.6 + 13.5 + 16.8 = 89.7`: the aspects that count, and their sum. Each is rounded only here.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        let parts: Vec<String> =
            self.parts.iter().filter_map(|own| own.points.as_ref()).map(ToString::to_string).collect();
        Some(format!("{} = {}", parts.join(" + "), self.total.as_ref()?))
    }

    /// The grade of the total as it is shown.
    #[must_use]
    pub fn grade(&self) -> Option<Grade> {
        self.total.as_ref().map(|own| Grade::of_score(own.tenths()))
    }

    /// Every indicator, in the order of the tree.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Part> {
        let mut leaves = Vec::new();
        self.parts.iter().for_each(|own| own.leaves(&mut leaves));
        leaves
    }

    /// The total first, then the aspects of this round, against an earlier one.
    #[must_use]
    pub fn against(&self, earlier: &Score) -> Vec<Change> {
        let shown = |own: Option<&Exact>| own.map(Exact::tenths);
        let total = Change { id: None, before: shown(earlier.total.as_ref()), now: shown(self.total.as_ref()) };
        let of = |own: &Part| {
            let before = earlier.parts.iter().find(|before| before.id == own.id);
            let before = shown(before.and_then(|before| before.points.as_ref()));
            Change { id: Some(own.id), before, now: shown(own.points.as_ref()) }
        };
        std::iter::once(total).chain(self.parts.iter().map(of)).collect()
    }

    /// By how many tenths a unit's own score lies above what people say, both as shown; negative when below. From
    /// [`APART`] on the two disagree.
    #[must_use]
    pub fn above_public(&self, own_tenths: u16) -> Option<i64> {
        Some(i64::from(own_tenths) - i64::try_from(self.satisfaction.as_ref()?.tenths()).ok()?)
    }
}

/// The score of these values over this tree.
#[must_use]
pub fn score(tree: &Tree, values: &Values) -> Score {
    let mut parts = aspects(tree, values);
    let mut moved = Vec::new();
    share_out(&mut parts, &Exact::whole(100), &mut moved);
    let mut leaves = Vec::new();
    parts.iter().for_each(|own| own.leaves(&mut leaves));
    let (asked, rest): (Vec<&Part>, Vec<&Part>) =
        leaves.into_iter().partition(|own| own.method == Some(Method::Satisfaction));
    let (effect, satisfaction) = (of_hundred(&rest), of_hundred(&asked));
    let total = earned(&parts);
    Score { total, effect, satisfaction, parts, moved }
}

fn of_hundred(parts: &[&Part]) -> Option<Exact> {
    let full = Exact::sum(parts.iter().map(|own| &own.full));
    let points = Exact::sum(parts.iter().filter_map(|own| own.points.as_ref()));
    Some(points.per(&full)?.times(&Exact::whole(100)))
}

fn earned(parts: &[Part]) -> Option<Exact> {
    let there: Vec<&Exact> = parts.iter().filter_map(|own| own.points.as_ref()).collect();
    (!there.is_empty()).then(|| Exact::sum(there))
}

/// The tree as parts: each leaf that is there carries its worth from 0 to 1 in `points` until weights are given out.
fn aspects(tree: &Tree, values: &Values) -> Vec<Part> {
    let aspects = tree.aspects.iter().map(|aspect| {
        let elements = aspect.elements.iter().map(|element| {
            let leaves = element.indicators.iter().map(|own| leaf(own, values.get(&own.id)));
            branch(element.id, &element.name, element.english.as_ref(), element.weight, leaves.collect())
        });
        branch(aspect.id, &aspect.name, aspect.english.as_ref(), aspect.weight, elements.collect())
    });
    aspects.collect()
}

fn branch(id: NodeId, name: &Name, english: Option<&Name>, weight: u32, parts: Vec<Part>) -> Part {
    let (name, english) = (name.clone(), english.cloned());
    let points = parts.iter().any(|own| own.points.is_some()).then(Exact::zero);
    Part { id, name, english, method: None, weight: points_of(weight), full: Exact::zero(), points, parts }
}

fn leaf(own: &Indicator, value: Option<&Value>) -> Part {
    let (method, worth) = match (&own.method, value) {
        (How::Quantitative { scale, .. }, Some(Value::Measured { quantity })) => {
            (Method::Quantitative, scale.worth(*quantity))
        }
        (How::Qualitative { .. }, Some(Value::Graded { grade })) => {
            (Method::Qualitative, Exact::of(u64::from(grade.points()), 100))
        }
        (How::Satisfaction { .. }, Some(Value::Asked { opinion })) => (Method::Satisfaction, opinion.worth()),
        (How::Quantitative { .. }, _) => (Method::Quantitative, None),
        (How::Qualitative { .. }, _) => (Method::Qualitative, None),
        (How::Satisfaction { .. }, _) => (Method::Satisfaction, None),
    };
    let (name, english) = (own.name.clone(), own.english.clone());
    let (weight, full) = (points_of(own.weight), Exact::zero());
    Part { id: own.id, name, english, method: Some(method), weight, full, points: worth, parts: Vec::new() }
}

/// Hundredths of a point as points.
fn points_of(weight: u32) -> Exact {
    Exact::of(u64::from(weight), 100).unwrap_or_else(Exact::zero)
}

/// Gives `full` points to these siblings, in proportion to their weights, but only to those that are there; then to their
/// children. What a missing one would have had is told in `moved`; below it nothing more is said.
fn share_out(parts: &mut [Part], full: &Exact, moved: &mut Vec<Moved>) {
    let there = |own: &&Part| own.points.is_some();
    let all = Exact::sum(parts.iter().map(|own| &own.weight));
    let standing = Exact::sum(parts.iter().filter(there).map(|own| &own.weight));
    if standing == Exact::zero() {
        return;
    }
    let of = |weight: &Exact, sum: &Exact, points: &Exact| {
        weight.per(sum).map_or_else(Exact::zero, |share| share.times(points))
    };
    for gone in parts.iter().filter(|own| !there(own)) {
        let weight = of(&gone.weight, &all, full);
        let to = parts.iter().filter(there).map(|own| {
            let gained = of(&own.weight, &standing, &weight);
            Gain { id: own.id, name: own.name.clone(), english: own.english.clone(), gained }
        });
        let (name, english) = (gone.name.clone(), gone.english.clone());
        moved.push(Moved { id: gone.id, name, english, to: to.collect(), weight });
    }
    for own in parts.iter_mut().filter(|own| own.points.is_some()) {
        own.full = of(&own.weight, &standing, full);
        if own.method.is_some() {
            own.points = own.points.as_ref().map(|worth| worth.times(&own.full));
        } else {
            let inside = own.full.clone();
            share_out(&mut own.parts, &inside, moved);
            own.points = earned(&own.parts);
        }
    }
}
