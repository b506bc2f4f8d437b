//! From values to a score: what each indicator is worth, what its weight becomes when others are missing, and the sum with its
//! numbers written out. Nothing is rounded on the way.
//!
//! The weight of what is missing goes to its siblings in proportion to their own; where all siblings are missing, their
//! parent is, and its weight goes to the parent's siblings. Example: of four rater groups with 6, 6, 4 and 4 points the last
//! has too few answers. Its 4 go as 1.5, 1.5 and 1 to the others, which now count 7.5, 7.5 and 5.

use std::collections::BTreeSet;

use super::part::{Gain, Method, Moved, Part, Score, Value, Values};
use super::{Exact, Marks};
use crate::kinds::{Name, NodeId};
use crate::survey::usual::OFFICIALS;
use crate::template::tree::{Indicator, Method as How, Tree};

/// The score of these values over this tree.
#[must_use]
pub fn score(tree: &Tree, values: &Values) -> Score {
    let marks = tree.marks;
    let mut parts = aspects(tree, values);
    let mut moved = Vec::new();
    share_out(&mut parts, &Exact::whole(100), &mut moved);
    let mut leaves = Vec::new();
    parts.iter().for_each(|own| own.leaves(&mut leaves));
    let (asked, rest): (Vec<&Part>, Vec<&Part>) =
        leaves.into_iter().partition(|own| own.method == Some(Method::Satisfaction));
    let (effect, satisfaction) = (of_hundred(&rest), of_hundred(&asked));
    let officials = of_officials(tree);
    let public = if officials.is_empty() {
        satisfaction.clone()
    } else {
        of_hundred(&asked.into_iter().filter(|own| !officials.contains(&own.id)).collect::<Vec<_>>())
    };
    let total = earned(&parts);
    Score { total, effect, satisfaction, public, marks, parts, moved }
}

/// The indicators of what leading officials say. Templates name the groups of raters: these are told by the word with which
/// surveys begin.
fn of_officials(tree: &Tree) -> BTreeSet<NodeId> {
    let asked = tree.indicators().filter(|own| own.method.asked().is_some_and(|of| of.as_str() == OFFICIALS));
    asked.map(|own| own.id).collect()
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
            let leaves = element.indicators.iter().map(|own| leaf(own, values.get(&own.id), tree.marks));
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

fn leaf(own: &Indicator, value: Option<&Value>, marks: Marks) -> Part {
    let (method, worth) = match (&own.method, value) {
        (How::Quantitative { scale, .. }, Some(Value::Measured { quantity })) => {
            (Method::Quantitative, scale.worth(*quantity))
        }
        (How::Qualitative { .. }, Some(Value::Graded { grade })) => {
            (Method::Qualitative, Exact::of(u64::from(marks.worth(*grade)), 100))
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
