//! The tree of a template: aspect → element → indicator, with weights that must add up. A weight is a whole number of
//! hundredths of a point, so that 7.5 works; the whole is 100.00.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::kinds::{Name, NodeId, Note, Text};
use crate::refusal::{Field, Refusal, complete, must};
use crate::score::{Formula, Grade, Marks, Scale};
use crate::strand::Strand;

/// The whole tree, in hundredths of a point.
pub const WHOLE: u32 = 10_000;
/// At most so many children of a node.
pub const MANY: usize = 20;

/// Whose opinion is asked: 领导干部 · 教职工 · 学生或服务对象 · 社会公众. A survey names its rater groups by the same words.
pub type RaterGroup = Text<40>;

crate::tagged! {
    "Method" by "by";
    /// How an indicator comes to its value.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Method {
        /// 定量: from the platform's own records, never typed.
        Quantitative { formula: Formula, scale: Scale },
        /// 定性: graded by the raters, who look at this.
        Qualitative {
            look_at: Note,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            english: Option<Note>,
        },
        /// 满意度: from a survey of this rater group.
        Satisfaction { of: RaterGroup },
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Indicator {
    pub id: NodeId,
    pub name: Name,
    /// Its name in English, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Name>,
    /// Hundredths of a point.
    pub weight: u32,
    pub method: Method,
    /// The strand of work that it looks at, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strand: Option<Strand>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Element {
    pub id: NodeId,
    pub name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Name>,
    pub weight: u32,
    pub indicators: Vec<Indicator>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aspect {
    pub id: NodeId,
    pub name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Name>,
    pub weight: u32,
    pub elements: Vec<Element>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tree {
    pub aspects: Vec<Aspect>,
    /// 偏低: from this grade of the total downwards a published result leads to an interview and another look. `None`: nothing
    /// follows from a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Grade>,
    /// What grades are worth and where they begin; trees from before they could say it have the usual ones.
    #[serde(default, skip_serializing_if = "Marks::is_usual")]
    pub marks: Marks,
}

/// A node whose children do not add up to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Off {
    /// `None` for the whole tree.
    pub node: Option<NodeId>,
    pub name: Option<Name>,
    /// How much its children have too much, in hundredths of a point; negative when something is missing.
    pub by: i64,
}

impl Tree {
    /// Every node whose children do not add up, the root first: for the page while it is edited.
    #[must_use]
    pub fn off(&self) -> Vec<Off> {
        let off = |node: Option<(NodeId, &Name)>, weight: u32, sum: i64| {
            let by = sum - i64::from(weight);
            (by != 0).then(|| Off { node: node.map(|own| own.0), name: node.map(|own| own.1.clone()), by })
        };
        let mut found: Vec<Off> =
            off(None, WHOLE, sum(self.aspects.iter().map(|own| own.weight))).into_iter().collect();
        for aspect in &self.aspects {
            let inside = sum(aspect.elements.iter().map(|own| own.weight));
            found.extend(off(Some((aspect.id, &aspect.name)), aspect.weight, inside));
            for element in &aspect.elements {
                let inside = sum(element.indicators.iter().map(|own| own.weight));
                found.extend(off(Some((element.id, &element.name)), element.weight, inside));
            }
        }
        found
    }

    /// Is this total grade so low that something follows?
    #[must_use]
    pub fn is_low(&self, grade: Grade) -> bool {
        self.low.is_some_and(|low| grade <= low)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.aspects.iter().flat_map(|own| &own.elements)
    }

    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.elements().flat_map(|own| &own.indicators)
    }

    #[must_use]
    pub fn indicator(&self, id: NodeId) -> Option<&Indicator> {
        self.indicators().find(|own| own.id == id)
    }

    /// What the raters grade, in order.
    pub fn qualitative(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators().filter(|own| matches!(own.method, Method::Qualitative { .. }))
    }

    /// The rater groups that a survey must ask, each once.
    #[must_use]
    pub fn rater_groups(&self) -> BTreeSet<&RaterGroup> {
        self.indicators().filter_map(|own| own.method.asked()).collect()
    }

    /// # Errors
    /// [`Refusal::Weights`] with the first node that does not add up and by how much; a node without children or weight,
    /// two of one name side by side, an id used twice, a scale that goes the wrong way; grades that are not in order.
    pub fn check(&self) -> Result<(), Refusal> {
        self.marks.check()?;
        children(self.aspects.iter().map(|own| (&own.name, own.weight)))?;
        for aspect in &self.aspects {
            children(aspect.elements.iter().map(|own| (&own.name, own.weight)))?;
        }
        for element in self.elements() {
            children(element.indicators.iter().map(|own| (&own.name, own.weight)))?;
        }
        let ids = self.aspects.iter().map(|own| own.id).chain(self.elements().map(|own| own.id));
        let (mut seen, mut ids) = (BTreeSet::new(), ids.chain(self.indicators().map(|own| own.id)));
        must(ids.all(|id| seen.insert(id)), Refusal::Exists)?;
        must(self.indicators().all(|own| own.method.fits()), Refusal::BadScale)?;
        match self.off().into_iter().next() {
            Some(Off { node, name, by }) => Err(Refusal::Weights { node, name, by }),
            None => Ok(()),
        }
    }
}

impl Method {
    /// The rater group whose opinion it is.
    #[must_use]
    pub fn asked(&self) -> Option<&RaterGroup> {
        match self {
            Method::Satisfaction { of } => Some(of),
            Method::Quantitative { .. } | Method::Qualitative { .. } => None,
        }
    }

    fn fits(&self) -> bool {
        match self {
            Method::Quantitative { formula, scale } => formula.fits(*scale),
            Method::Qualitative { .. } | Method::Satisfaction { .. } => true,
        }
    }
}

fn sum(weights: impl Iterator<Item = u32>) -> i64 {
    weights.map(i64::from).sum()
}

/// There are some, not too many, each with a weight and a name of its own.
fn children<'a>(own: impl Iterator<Item = (&'a Name, u32)>) -> Result<(), Refusal> {
    let own: Vec<_> = own.collect();
    complete(!own.is_empty(), Field::Indicator)?;
    must(own.len() <= MANY, Refusal::TooMany { max: MANY })?;
    complete(own.iter().all(|(_, weight)| *weight > 0), Field::Weight)?;
    let names: BTreeSet<_> = own.iter().map(|(name, _)| name).collect();
    must(names.len() == own.len(), Refusal::Taken { field: Field::Name })
}
