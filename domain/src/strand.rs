//! The strands of work of a campaign: what a visit, a standard, an item of a list, a thing of a look-back, an indicator looks
//! at. Where it follows from a record it is read off that record here and nowhere else; what it does not follow from, a person
//! says or nobody.

pub mod far;

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::issue::{Category, Issue};
use crate::owed::Owed;
use crate::visit::Visit;

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

/// Some of them, each once, in their order; as JSON a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Strand>", into = "Vec<Strand>")]
pub struct Strands(u8);

impl Strand {
    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

impl Strands {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn has(self, strand: Strand) -> bool {
        self.0 & strand.bit() != 0
    }

    #[must_use]
    pub fn all(self) -> Vec<Strand> {
        Strand::VARIANTS.iter().copied().filter(|own| self.has(*own)).collect()
    }

    /// A project of development looks at that; every other issue is there to be put right.
    #[must_use]
    pub fn of_issue(issue: &Issue) -> Strands {
        match issue.category {
            Some(Category::Development) => Strand::Development.into(),
            Some(Category::Hard | Category::Special | Category::Livelihood) | None => Strand::Rectification.into(),
        }
    }

    /// What is promised on a visit belongs to what the visit looked at.
    #[must_use]
    pub fn of_visit(visit: &Visit) -> Strands {
        visit.description.strands.iter().copied().collect()
    }

    #[must_use]
    pub fn of_owed(owed: Owed) -> Strands {
        match owed {
            Owed::Milestone { .. } => Strand::Development.into(),
            Owed::Report { .. } => Strand::Research.into(),
            Owed::Lookback { .. } => Strand::Rectification.into(),
            // a matter in step may be about anything
            Owed::Step { .. } => Strands::default(),
        }
    }
}

impl FromIterator<Strand> for Strands {
    fn from_iter<I: IntoIterator<Item = Strand>>(some: I) -> Strands {
        Strands(some.into_iter().fold(0, |own, one| own | one.bit()))
    }
}

impl From<Strand> for Strands {
    fn from(own: Strand) -> Strands {
        Strands(own.bit())
    }
}

impl From<Vec<Strand>> for Strands {
    fn from(own: Vec<Strand>) -> Strands {
        own.into_iter().collect()
    }
}

impl From<Strands> for Vec<Strand> {
    fn from(own: Strands) -> Vec<Strand> {
        own.all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_a_list_on_the_wire_each_once_and_in_their_order() {
        let own: Strands = serde_json::from_str(r#"["development","study","study"]"#).unwrap();
        assert_eq!(own.all(), [Strand::Study, Strand::Development]);
        assert_eq!(serde_json::to_string(&own).unwrap(), r#"["study","development"]"#);
        assert!(own.has(Strand::Study) && !own.has(Strand::Research));
        assert!(Strands::default().is_empty() && !own.is_empty());
    }
}
