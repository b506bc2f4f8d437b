//! What tests begin with: a bench that plays acts, dice that make them, and the records of most tests.

mod bench;
mod dice;
mod given;
mod meanwhile;
pub(crate) mod owing;

use uuid::Uuid;

use crate::act::Act;
use crate::issue::Hash;
use crate::kinds::{Day, Text};

pub(crate) use bench::Bench;
pub(crate) use dice::{Dice, every_act};
pub(crate) use given::{ISSUE, MEASURE, NODES, OTHER, description, find, plan, prompt, receive, reply, seminar, tree};
pub(crate) use meanwhile::{second_of_two, two_at_once};

/// A text that is known to be one.
pub(crate) fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

/// A reason that is long enough.
pub(crate) fn reason() -> Text<4000> {
    text("现场核查时发现与提交的材料不一致")
}

pub(crate) fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

/// The day on which most tests begin.
pub(crate) fn start() -> Day {
    day("2023-04-17")
}

pub(crate) fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(number))
}

pub(crate) fn hash(number: u8) -> Hash {
    text(&format!("{number:02x}").repeat(32))
}

macro_rules! into_act {
    ($($module:ident: $variant:ident),*) => {$(
        impl From<crate::$module::Act> for Act {
            fn from(act: crate::$module::Act) -> Act {
                Act::$variant(act)
            }
        }
    )*};
}

into_act!(
    campaign: Campaign, group: Group, person: Person, policy: Policy, unit: Unit, carrier: Carrier, issue: Issue,
    report: Report, rule: Rule, draw: Draw, visit: Visit, template: Template, evaluation: Evaluation,
    survey: Survey, lookback: Lookback, cut: Cut, notice: Notice, worklist: Worklist,
    meeting: Meeting, deployment: Deployment, standard: Standard, study: Study, worklog: Worklog, outcome: Outcome
);
