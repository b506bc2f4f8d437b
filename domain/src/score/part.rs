//! A score and everything that it is made of, for pages and exports to print.

use std::collections::BTreeMap;

use super::{Exact, Grade, Marks, Opinion, Quantity};
use crate::kinds::{Name, NodeId};

crate::tagged! {
    "Value" by "from";
    /// What one indicator came to.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Value {
        Measured { quantity: Quantity },
        Graded { grade: Grade },
        Asked { opinion: Opinion },
    }
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

    /// Between which scores of a hundred, in tenths, this one lies at 95 %, where people were asked in it: their answers are
    /// a sample, what was counted and graded is not.
    #[must_use]
    pub fn interval(&self, values: &Values) -> Option<(u64, u64)> {
        let mut leaves = Vec::new();
        self.leaves(&mut leaves);
        interval(&leaves, values)
    }

    pub(super) fn leaves<'a>(&'a self, into: &mut Vec<&'a Part>) {
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
    /// 群众评价: the same without what leading officials said; `None` where nobody else was heard.
    pub public: Option<Exact>,
    /// What its grades are worth, and where the total has them.
    pub marks: Marks,
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

    /// How many of the hundred points effect and satisfaction count, with what was missing elsewhere: the total is
    /// effect × the one + satisfaction × the other, ÷ 100. Example: 86.3 × 90 % + 83.2 × 10 % = 86.0.
    #[must_use]
    pub fn halves(&self) -> (Exact, Exact) {
        let asked = |own: &&Part| own.method == Some(Method::Satisfaction);
        let (asked, rest): (Vec<&Part>, Vec<&Part>) = self.leaves().into_iter().partition(asked);
        let sum = |all: Vec<&Part>| Exact::sum(all.into_iter().map(|own| &own.full));
        (sum(rest), sum(asked))
    }

    /// The grade of the total as it is shown.
    #[must_use]
    pub fn grade(&self) -> Option<Grade> {
        self.total.as_ref().map(|own| self.marks.grade(own.tenths()))
    }

    /// Every indicator, in the order of the tree.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Part> {
        let mut leaves = Vec::new();
        self.parts.iter().for_each(|own| own.leaves(&mut leaves));
        leaves
    }

    /// As [`Part::interval`], of the total.
    #[must_use]
    pub fn interval(&self, values: &Values) -> Option<(u64, u64)> {
        interval(&self.leaves(), values)
    }

    /// As [`Part::interval`], of what people say alone.
    #[must_use]
    pub fn satisfaction_interval(&self, values: &Values) -> Option<(u64, u64)> {
        let asked = |own: &&Part| own.method == Some(Method::Satisfaction);
        interval(&self.leaves().into_iter().filter(asked).collect::<Vec<_>>(), values)
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

    /// By how many tenths a unit's own score lies above what the public says, both as shown; negative when below. From
    /// [`APART`] on the two disagree. The unit's leading officials are not the public: they would agree with themselves.
    #[must_use]
    pub fn above_public(&self, own_tenths: u16) -> Option<i64> {
        Some(i64::from(own_tenths) - i64::try_from(self.public.as_ref()?.tenths()).ok()?)
    }
}

/// Of these indicators together, in tenths of a hundred.
fn interval(leaves: &[&Part], values: &Values) -> Option<(u64, u64)> {
    let counted = || leaves.iter().filter(|own| own.points.is_some());
    let full = Exact::sum(counted().map(|own| &own.full));
    let points = Exact::sum(counted().filter_map(|own| own.points.as_ref()));
    let middle = points.per(&full)?.times(&Exact::whole(100));
    let asked = counted().filter_map(|own| match values.get(&own.id) {
        Some(Value::Asked { opinion }) => Some((tenths(&own.full), opinion)),
        Some(Value::Measured { .. } | Value::Graded { .. }) | None => None,
    });
    let (below, above) = super::opinion::distances(asked)?;
    let (middle, full) = (tenths(&middle), tenths(&full));
    let at = |distance: f64| (middle + distance * 1000.0 / full).round().clamp(0.0, 1000.0) as u64;
    Some((at(-below), at(above)))
}

/// To draw with: what is lost is far below a pixel.
fn tenths(own: &Exact) -> f64 {
    f64::from(u32::try_from(own.hundredths()).unwrap_or(u32::MAX)) / 10.0
}
