//! The policies of a group: what each category of issues asks for. Set by the group's head, journaled, shipped with defaults.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::entry::Stamp;
use crate::issue::Category;
use crate::kinds::{Book, GroupId, Name};
use crate::notice::Paper;
use crate::record::Facts;
use crate::record::meanwhile::{amended, over};
use crate::refusal::{Field, Refusal, must};

/// What issues of one category must bring.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Policy {
    /// Must evidence lie there before it is submitted?
    pub evidence: bool,
    /// Days from verified to the look-back: 30, 60 or 90.
    pub lookback_days: u16,
    /// Steps that must be reported as reached before it is submitted; may be empty.
    pub nodes: Vec<Name>,
}

crate::fields!(Policy { evidence => Evidence, lookback_days => LookbackDays, nodes => Node });

/// The four policies of one group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Policies {
    pub group: GroupId,
    pub hard: Policy,
    pub special: Policy,
    pub livelihood: Policy,
    pub development: Policy,
    /// How long it waits before it goes a rung up.
    #[serde(default)]
    pub waits: Waits,
}

/// Working days that a unit may owe an answer before the next paper of the ladder 提示 → 催办 → 约谈 goes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waits {
    /// From a notice or prompt to a reminder.
    pub reminder: u16,
    /// From a reminder to a talk.
    pub talk: u16,
}

crate::fields!(Waits { reminder => Waits, talk => Waits });

impl Default for Waits {
    fn default() -> Waits {
        Waits { reminder: 3, talk: 7 }
    }
}

impl Waits {
    /// The days before a paper of this kind.
    #[must_use]
    pub fn before(self, paper: Paper) -> u16 {
        match paper {
            Paper::Notice | Paper::Prompt => 0,
            Paper::Reminder => self.reminder,
            Paper::Talk => self.talk,
        }
    }
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Set {
            group: GroupId,
            category: Category,
            policy: Policy,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Policy>>,
        },
        SetWaits {
            group: GroupId,
            waits: Waits,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Waits>>,
        },
    }
}

impl Act {
    #[must_use]
    pub fn group(&self) -> GroupId {
        let (Act::Set { group, .. } | Act::SetWaits { group, .. }) = self;
        *group
    }
}

/// The look-back periods that may be chosen, in days.
pub const LOOKBACK_DAYS: [u16; 3] = [30, 60, 90];
/// Working days between two papers of the ladder at most.
pub const WAIT_DAYS: u16 = 60;
/// A chain longer than this is a plan, not a policy.
const NODES: usize = 12;

impl Policies {
    /// As shipped: a development project brings no evidence and is looked back at after 90 days; the others bring evidence,
    /// livelihood is looked back at after 30 days, hard problems and special rectification after 60.
    #[must_use]
    pub fn shipped(group: GroupId) -> Policies {
        let policy = |lookback_days| Policy { evidence: true, lookback_days, nodes: Vec::new() };
        Policies {
            group,
            hard: policy(60),
            special: policy(60),
            livelihood: policy(30),
            development: Policy { evidence: false, ..policy(90) },
            waits: Waits::default(),
        }
    }

    #[must_use]
    pub fn of(&self, category: Category) -> &Policy {
        match category {
            Category::Hard => &self.hard,
            Category::Special => &self.special,
            Category::Livelihood => &self.livelihood,
            Category::Development => &self.development,
        }
    }

    fn of_mut(&mut self, category: Category) -> &mut Policy {
        match category {
            Category::Hard => &mut self.hard,
            Category::Special => &mut self.special,
            Category::Livelihood => &mut self.livelihood,
            Category::Development => &mut self.development,
        }
    }

    /// Each category with its policy, in the order of the report.
    pub fn each(&self) -> impl Iterator<Item = (Category, &Policy)> {
        Category::VARIANTS.iter().map(|category| (*category, self.of(*category)))
    }
}

/// # Errors
/// Not the group's head; a look-back period that is not offered; nothing would change.
pub fn check(policies: Option<&Policies>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    must(Book::Group(act.group()) == facts.book, Refusal::NotFound)?;
    facts.viewer.must_head_group(facts.book)?;
    let before = policies.map_or_else(|| Policies::shipped(act.group()), Clone::clone);
    match act {
        Act::Set { category, policy, was, .. } => {
            must(LOOKBACK_DAYS.contains(&policy.lookback_days), Refusal::Missing { field: Field::LookbackDays })?;
            let few = |own: &Policy| must(own.nodes.len() <= NODES, Refusal::TooMany { max: NODES });
            few(policy)?;
            was.as_deref().map_or(Ok(()), few)?;
            amended(was.as_deref(), policy, before.of(*category))?;
        }
        Act::SetWaits { waits, was, .. } => {
            let sensible = |days: u16| (1..=WAIT_DAYS).contains(&days);
            must(sensible(waits.reminder) && sensible(waits.talk), Refusal::Missing { field: Field::Waits })?;
            amended(was.as_deref(), waits, &before.waits)?;
        }
    }
    Ok(Stamp::default())
}

#[must_use]
pub fn fold(policies: Option<Policies>, act: &Act) -> Option<Policies> {
    let mut policies = policies.unwrap_or_else(|| Policies::shipped(act.group()));
    match act {
        Act::Set { category, policy, was, .. } => {
            let now = policies.of_mut(*category);
            *now = over(was.as_deref(), policy, now);
        }
        Act::SetWaits { waits, was, .. } => policies.waits = over(was.as_deref(), waits, &policies.waits),
    }
    Some(policies)
}

#[cfg(test)]
mod tests;
