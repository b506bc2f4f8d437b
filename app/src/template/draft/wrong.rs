//! What keeps a draft from being a tree, node by node, and how it is said.

use std::collections::BTreeSet;

use domain::kinds::{Name, NodeId, Text};
use domain::refusal::Refusal;
use domain::template::tree::{MANY, WHOLE};
use serde::{Deserialize, Serialize};

use super::{Draft, LEAF, Node, hundredths};
use crate::part::empty::refusal_text;
use crate::template::weight_text;
use crate::texts::Texts;

/// One thing that is wrong at a node, or in the row of a table that is to become one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    Name {
        why: Refusal,
    },
    English {
        why: Refusal,
    },
    /// Another one beside it has this name.
    Twice,
    /// No number of points.
    Weight,
    /// Nothing below it.
    Bare,
    /// Too much below it.
    Many,
    /// What is below it has so much too much, in hundredths of a point; negative when something is missing.
    Off {
        by: i64,
    },
    Scale,
    LookAt {
        why: Refusal,
    },
    Of {
        why: Refusal,
    },
    Rule {
        why: Refusal,
    },
    /// Of a row: no level that there is.
    Level,
    /// Of a row: nothing above it that it could belong to.
    Orphan,
    Method,
    Formula,
    /// Of a row: no grade that counts as low.
    Low,
    /// What grades are worth is not in order.
    Worths,
    /// Where grades begin is not in order.
    Limits,
    /// Of a row: no such grade.
    Grade,
    /// Of a row: no such strand.
    Strand,
}

impl Node {
    pub(super) fn plain(&self) -> Option<(Name, Option<Name>, u32)> {
        let (name, english) = (Name::parse(&self.name).ok()?, Text::optional(&self.english).ok()?);
        Some((name, english, hundredths(&self.weight).filter(|own| *own > 0)?))
    }

    fn problems(&self) -> Vec<Problem> {
        let name = Name::parse(&self.name).err().map(|why| Problem::Name { why });
        let english = Name::optional(&self.english).err().map(|why| Problem::English { why });
        let weight = hundredths(&self.weight).is_none_or(|own| own == 0).then_some(Problem::Weight);
        let how = if self.depth == LEAF { self.how.method().err() } else { None };
        [name, english, weight, how].into_iter().flatten().collect()
    }
}

impl Draft {
    /// Everything that is wrong, from the top down; the whole last.
    #[must_use]
    pub fn problems(&self) -> Vec<(Option<NodeId>, Problem)> {
        let mut all = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            all.extend(node.problems().into_iter().map(|own| (Some(node.id), own)));
            all.extend(self.twice(at).then_some((Some(node.id), Problem::Twice)));
            if node.depth < LEAF {
                let weight = hundredths(&node.weight).map(i64::from);
                all.extend(self.below(Some(at), weight).map(|own| (Some(node.id), own)));
            }
        }
        all.extend(self.marks.marks().err().map(|own| (None, own)));
        all.extend(self.below(None, Some(i64::from(WHOLE))).map(|own| (None, own)));
        all
    }

    /// What is wrong with the children of a node.
    fn below(&self, parent: Option<usize>, weight: Option<i64>) -> Option<Problem> {
        let (many, sum) = self.children(parent);
        let by = weight.map(|weight| sum - weight).filter(|by| *by != 0);
        match many {
            0 => Some(Problem::Bare),
            many if many > MANY => Some(Problem::Many),
            _ => by.map(|by| Problem::Off { by }),
        }
    }

    /// Has an earlier one beside it the same name?
    fn twice(&self, at: usize) -> bool {
        let own = &self.nodes[at];
        let from = self.parent(at).map_or(0, |parent| parent + 1);
        let before = self.nodes[from..at].iter().filter(|other| other.depth == own.depth);
        let names: BTreeSet<&str> = before.map(|other| other.name.trim()).collect();
        !own.name.trim().is_empty() && names.contains(own.name.trim())
    }
}

impl Problem {
    /// Is it about what grades are worth or where they begin, and not about the tree?
    #[must_use]
    pub fn of_marks(&self) -> bool {
        matches!(self, Problem::Worths | Problem::Limits)
    }

    #[must_use]
    pub fn text(&self, t: Texts) -> String {
        let w = t.template;
        match self {
            Problem::Name { why } => format!("{}{}{}", t.field.name(), w.colon(), refusal_text(why, t)),
            Problem::English { why } => format!("{}{}{}", w.english(), w.colon(), refusal_text(why, t)),
            Problem::Twice => w.twice().to_owned(),
            Problem::Weight => w.no_weight().to_owned(),
            Problem::Bare => w.bare().to_owned(),
            Problem::Many => w.many(MANY),
            Problem::Off { by } => {
                let points = weight_text(u32::try_from(by.unsigned_abs()).unwrap_or(u32::MAX));
                if *by > 0 { w.over(points) } else { w.under(points) }
            }
            Problem::Scale => t.refusal.bad_scale().to_owned(),
            Problem::LookAt { why } => format!("{}{}{}", w.looks_at(), w.colon(), refusal_text(why, t)),
            Problem::Of { why } => format!("{}{}{}", t.field.rater_group(), w.colon(), refusal_text(why, t)),
            Problem::Rule { why } => refusal_text(why, t),
            Problem::Level => w.no_level().to_owned(),
            Problem::Orphan => w.orphan().to_owned(),
            Problem::Method => w.no_method().to_owned(),
            Problem::Formula => w.no_formula().to_owned(),
            Problem::Low => t.template.no_low().to_owned(),
            Problem::Worths => t.refusal.bad_worths().to_owned(),
            Problem::Limits => t.refusal.bad_limits().to_owned(),
            Problem::Grade => t.template.no_grade().to_owned(),
            Problem::Strand => t.template.no_strand().to_owned(),
        }
    }
}
