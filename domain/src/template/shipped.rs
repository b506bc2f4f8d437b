//! The templates that come with the product: one for each category of issues, and the five looks (五看). They are the start of
//! a group's own template, never used as they are: all of it can be edited. Weights are in hundredths of a point.

mod development;
mod hard;
mod livelihood;
mod looks;
mod special;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tree::{Aspect, Element, Indicator, Method, Tree};
use crate::issue::Category;
use crate::kinds::{NodeId, Text};
use crate::refusal::Refusal;
use crate::score::{Formula, Grade, Marks};
use crate::strand::Strand;

use How::{Ask, Count, Look};

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
pub enum Shipped {
    /// 攻坚破难
    Hard,
    /// 专项整治
    Special,
    /// 民生实事
    Livelihood,
    /// 推动发展
    Development,
    /// 五看
    FiveLooks,
}

enum How {
    Count(Formula),
    /// What the raters look at, Chinese and English.
    Look(&'static str, &'static str),
    /// A rater group.
    Ask(&'static str),
}

type Leaf = (&'static str, &'static str, u32, How);
type Branch = (&'static str, &'static str, u32, &'static [Leaf]);
type Limb = (&'static str, &'static str, u32, &'static [Branch]);

const LEADERS: Leaf = ("领导干部评价", "Leading officials", 400, Ask("领导干部"));
const STAFF: Leaf = ("教职工评价", "Staff", 600, Ask("教职工"));
const USERS: Leaf = ("学生或服务对象评价", "Students or service users", 600, Ask("学生或服务对象"));
const PUBLIC: Leaf = ("社会公众评价", "The public", 400, Ask("社会公众"));

const SATISFACTION: Limb = (
    "满意度",
    "Satisfaction",
    2000,
    &[("内部评价", "From within", 1000, &[LEADERS, STAFF]), ("对象评价", "From those served", 1000, &[USERS, PUBLIC])],
);

impl Shipped {
    /// The template for issues of a category.
    #[must_use]
    pub fn of(category: Category) -> Shipped {
        match category {
            Category::Hard => Shipped::Hard,
            Category::Special => Shipped::Special,
            Category::Livelihood => Shipped::Livelihood,
            Category::Development => Shipped::Development,
        }
    }

    /// What it is called, Chinese and English.
    #[must_use]
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Shipped::Hard => ("攻坚破难项目整改评估", "Hard problems: evaluation"),
            Shipped::Special => ("专项整治整改评估", "Special rectification: evaluation"),
            Shipped::Livelihood => ("民生实事整改评估", "People's livelihood: evaluation"),
            Shipped::Development => ("推动发展项目整改评估", "Development projects: evaluation"),
            Shipped::FiveLooks => ("“五看”整改评估", "Five looks: evaluation"),
        }
    }

    /// Of the five looks 一般 and 差 lead to an interview and another look; of the others nothing does by itself.
    #[must_use]
    pub fn low(self) -> Option<Grade> {
        match self {
            Shipped::FiveLooks => Some(Grade::Ordinary),
            Shipped::Hard | Shipped::Special | Shipped::Livelihood | Shipped::Development => None,
        }
    }

    /// What an aspect of it looks at: whether things were put right, or what came out of it.
    fn strand(self, aspect: &str) -> Strand {
        match self {
            Shipped::Hard | Shipped::Special | Shipped::Livelihood => Strand::Rectification,
            Shipped::Development => Strand::Development,
            Shipped::FiveLooks if aspect == looks::DEVELOPMENT => Strand::Development,
            Shipped::FiveLooks => Strand::Rectification,
        }
    }

    /// Its tree. Its nodes have the same ids each time, so that rounds of templates made from it can be compared.
    ///
    /// # Errors
    /// Never, as a test shows; the texts' type says it could.
    pub fn tree(self) -> Result<Tree, Refusal> {
        let (limbs, place) = match self {
            Shipped::Hard => (hard::TREE, 1),
            Shipped::Special => (special::TREE, 2),
            Shipped::Livelihood => (livelihood::TREE, 3),
            Shipped::Development => (development::TREE, 4),
            Shipped::FiveLooks => (looks::TREE, 5),
        };
        let mut next = (0x7e00_0000_u128 + place * 0x1_0000..).map(|id| NodeId(Uuid::from_u128(id)));
        let mut id = || next.next().ok_or(Refusal::Malformed);
        let aspects = limbs.iter().map(|limb| aspect(limb, self.strand(limb.0), &mut id)).collect::<Result<_, _>>()?;
        Ok(Tree { aspects, low: self.low(), marks: Marks::default() })
    }
}

type Ids<'a> = &'a mut dyn FnMut() -> Result<NodeId, Refusal>;

fn aspect((name, english, weight, branches): &Limb, strand: Strand, id: Ids) -> Result<Aspect, Refusal> {
    Ok(Aspect {
        id: id()?,
        name: Text::parse(name)?,
        english: Text::optional(english)?,
        weight: *weight,
        elements: branches.iter().map(|own| element(own, strand, id)).collect::<Result<_, _>>()?,
    })
}

fn element((name, english, weight, leaves): &Branch, strand: Strand, id: Ids) -> Result<Element, Refusal> {
    Ok(Element {
        id: id()?,
        name: Text::parse(name)?,
        english: Text::optional(english)?,
        weight: *weight,
        indicators: leaves.iter().map(|own| indicator(own, strand, id)).collect::<Result<_, _>>()?,
    })
}

fn indicator((name, english, weight, how): &Leaf, strand: Strand, id: Ids) -> Result<Indicator, Refusal> {
    let method = match how {
        Count(formula) => Method::Quantitative { formula: *formula, scale: formula.usual() },
        Look(own, english) => Method::Qualitative { look_at: Text::parse(own)?, english: Text::optional(english)? },
        Ask(of) => Method::Satisfaction { of: Text::parse(of)? },
    };
    let (name, english) = (Text::parse(name)?, Text::optional(english)?);
    Ok(Indicator { id: id()?, name, english, weight: *weight, method, strand: Some(strand) })
}
