//! A tree while it is edited: its nodes in the order of the page, each with what was typed into it, right or wrong. Pure: adds,
//! takes away and moves, and tells at each node what keeps it from being a tree.

mod order;
mod wrong;

use domain::kinds::{NodeId, Text};
use domain::refusal::Refusal;
use domain::score::{Formula, Grade, Marks, Scale};
use domain::strand::Strand;
use domain::template::Tree;
use domain::template::tree::{Aspect, Element, Indicator, Method, RaterGroup};

use super::weight_text;

pub use wrong::Problem;

/// How deep a node lies: 0 aspect, 1 element, 2 indicator.
pub type Depth = usize;
pub const LEAF: Depth = 2;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Quantitative,
    Qualitative,
    Satisfaction,
}

/// How an indicator comes to its value, as typed. What belongs to another way stays, so that trying one loses nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct How {
    pub by: By,
    pub formula: Formula,
    pub zero: String,
    pub full: String,
    pub look_at: String,
    pub look_at_english: String,
    pub of: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub id: NodeId,
    pub depth: Depth,
    pub name: String,
    pub english: String,
    /// In points.
    pub weight: String,
    /// Of an indicator; of others it says nothing.
    pub how: How,
    /// What an indicator looks at, where it is one strand.
    pub strand: Option<Strand>,
}

/// What grades are worth and where they begin, as typed; each from the worst, as in [`Marks`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marked {
    pub worth: [String; 4],
    pub from: [String; 3],
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    pub nodes: Vec<Node>,
    /// From which total grade downwards an interview and another look follow.
    pub low: Option<Grade>,
    pub marks: Marked,
}

/// Nodes that were taken away, with where they stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removed {
    at: usize,
    nodes: Vec<Node>,
}

impl Removed {
    #[must_use]
    pub fn name(&self) -> &str {
        self.nodes.first().map_or("", |own| own.name.as_str())
    }
}

/// Points as people write them, as hundredths of a point: `7.5` → 750.
#[must_use]
pub fn hundredths(raw: &str) -> Option<u32> {
    let (whole, rest) = raw.trim().split_once('.').unwrap_or((raw.trim(), ""));
    let digits = |text: &str| text.chars().all(|own| own.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(format!("{rest:0<2}").parse().ok()?)
}

/// The usual ones.
impl Default for Marked {
    fn default() -> Marked {
        Marked::of(Marks::default())
    }
}

impl Marked {
    fn of(own: Marks) -> Marked {
        Marked { worth: own.worth.map(|own| own.to_string()), from: own.from.map(|own| own.to_string()) }
    }

    /// # Errors
    /// What keeps them from being marks.
    pub fn marks(&self) -> Result<Marks, Problem> {
        let worth = numbers(&self.worth).ok_or(Problem::Worths)?;
        let from = numbers(&self.from).ok_or(Problem::Limits)?;
        let own = Marks { worth, from };
        own.check()
            .map(|()| own)
            .map_err(|why| if why == Refusal::BadLimits { Problem::Limits } else { Problem::Worths })
    }
}

/// Whole numbers, if all of them are.
fn numbers<const MANY: usize>(raw: &[String; MANY]) -> Option<[u8; MANY]> {
    let mut own = [0; MANY];
    for (number, raw) in own.iter_mut().zip(raw) {
        *number = raw.trim().parse().ok()?;
    }
    Some(own)
}

impl Default for How {
    fn default() -> How {
        let mut own = How {
            by: By::Quantitative,
            formula: Formula::Solved,
            zero: String::new(),
            full: String::new(),
            look_at: String::new(),
            look_at_english: String::new(),
            of: String::new(),
        };
        own.count(Formula::Solved);
        own
    }
}

impl How {
    /// Another figure, with its usual scale.
    pub fn count(&mut self, formula: Formula) {
        let Scale { zero, full } = formula.usual();
        (self.formula, self.zero, self.full) = (formula, zero.to_string(), full.to_string());
    }

    fn of(method: &Method) -> How {
        let mut own = How::default();
        match method {
            Method::Quantitative { formula, scale } => {
                (own.by, own.formula) = (By::Quantitative, *formula);
                (own.zero, own.full) = (scale.zero.to_string(), scale.full.to_string());
            }
            Method::Qualitative { look_at, english } => {
                (own.by, own.look_at) = (By::Qualitative, look_at.to_string());
                own.look_at_english = english.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            Method::Satisfaction { of } => (own.by, own.of) = (By::Satisfaction, of.to_string()),
        }
        own
    }

    /// # Errors
    /// What keeps it from being one.
    pub fn method(&self) -> Result<Method, Problem> {
        match self.by {
            By::Quantitative => {
                let number = |raw: &str| raw.trim().parse::<u16>().ok();
                let scale = number(&self.zero).zip(number(&self.full)).map(|(zero, full)| Scale { zero, full });
                let scale = scale.filter(|scale| self.formula.fits(*scale)).ok_or(Problem::Scale)?;
                Ok(Method::Quantitative { formula: self.formula, scale })
            }
            By::Qualitative => Ok(Method::Qualitative {
                look_at: Text::parse(&self.look_at).map_err(|why| Problem::LookAt { why })?,
                english: Text::optional(&self.look_at_english).map_err(|why| Problem::LookAt { why })?,
            }),
            By::Satisfaction => {
                Ok(Method::Satisfaction { of: RaterGroup::parse(&self.of).map_err(|why| Problem::Of { why })? })
            }
        }
    }
}

impl Draft {
    #[must_use]
    pub fn of(tree: &Tree) -> Draft {
        let mut nodes = Vec::new();
        let mut push = |id, depth, name: &str, english: Option<String>, weight, (how, strand)| {
            let (name, english, weight) = (name.to_owned(), english.unwrap_or_default(), weight_text(weight));
            nodes.push(Node { id, depth, name, english, weight, how, strand });
        };
        let none = || (How::default(), None);
        let text = |own: &Option<domain::kinds::Name>| own.as_ref().map(ToString::to_string);
        for aspect in &tree.aspects {
            push(aspect.id, 0, aspect.name.as_str(), text(&aspect.english), aspect.weight, none());
            for element in &aspect.elements {
                push(element.id, 1, element.name.as_str(), text(&element.english), element.weight, none());
                for own in &element.indicators {
                    push(
                        own.id,
                        LEAF,
                        own.name.as_str(),
                        text(&own.english),
                        own.weight,
                        (How::of(&own.method), own.strand),
                    );
                }
            }
        }
        Draft { nodes, low: tree.low, marks: Marked::of(tree.marks) }
    }

    /// # Errors
    /// Everything that keeps it from being a tree, each at its node (`None`: the whole).
    pub fn tree(&self) -> Result<Tree, Vec<(Option<NodeId>, Problem)>> {
        let wrong = self.problems();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        // nothing is wrong with them after the look above
        let marks = self.marks.marks().unwrap_or_default();
        let mut tree = Tree { low: self.low, marks, ..Tree::default() };
        for node in &self.nodes {
            // none of these is left after the look above
            let Some((name, english, weight)) = node.plain() else { continue };
            let id = node.id;
            match (node.depth, tree.aspects.last_mut()) {
                (0, _) => tree.aspects.push(Aspect { id, name, english, weight, elements: Vec::new() }),
                (1, Some(aspect)) => {
                    aspect.elements.push(Element { id, name, english, weight, indicators: Vec::new() });
                }
                (_, aspect) => {
                    let element = aspect.and_then(|own| own.elements.last_mut());
                    if let (Some(element), Ok(method)) = (element, node.how.method()) {
                        let strand = node.strand;
                        element.indicators.push(Indicator { id, name, english, weight, method, strand });
                    }
                }
            }
        }
        // the rule itself has the last word
        tree.check().map_err(|why| vec![(None, Problem::Rule { why })])?;
        Ok(tree)
    }

    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.iter().find(|own| own.id == id)
    }

    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.iter_mut().find(|own| own.id == id)
    }
}

#[cfg(test)]
mod tests;
