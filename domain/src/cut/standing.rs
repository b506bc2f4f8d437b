//! What else stands at the end of a day: how many issues are overdue and stagnant, and what each group of raters
//! said last. Of each unit, and of the group as their sum. What fewer than five answered is in none of it: a sum
//! with it, less the others, would tell it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::issue::Origin;
use crate::kinds::{Day, UnitId};
use crate::record::Known;
use crate::score::{Opinion, Rows};
use crate::template::tree::RaterGroup;

/// Of a group or of one unit. An origin that is not there has no such issue; a group of raters that is not there
/// was not asked, or too few answered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stood {
    /// 逾期: by origin, for those are never mixed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub late: BTreeMap<Origin, u32>,
    /// 停滞
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stagnant: BTreeMap<Origin, u32>,
    /// 满意度: what each group of raters said last in a closed survey.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<RaterGroup, Opinion>,
}

/// Of a group, and unit by unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct AllStood {
    pub whole: Stood,
    pub units: BTreeMap<UnitId, Stood>,
}

impl AllStood {
    pub(super) fn add(&mut self, unit: UnitId, own: Stood) {
        self.whole.add(&own);
        self.units.insert(unit, own);
    }
}

impl Stood {
    /// Of one unit at the end of `day`.
    pub(super) fn of(unit: UnitId, rows: &Rows, known: &Known, day: Day) -> Stood {
        let said = shown(rows).map(|(raters, own)| (raters.clone(), *own)).collect();
        let mut all = Stood { said, ..Stood::default() };
        for issue in known.issues().filter(|issue| issue.unit == unit) {
            if issue.late_days(day).is_some() {
                *all.late.entry(issue.origin).or_default() += 1;
            }
            if issue.stagnant_days(day).is_some() {
                *all.stagnant.entry(issue.origin).or_default() += 1;
            }
        }
        all
    }

    fn add(&mut self, other: &Stood) {
        for (origin, many) in &other.late {
            *self.late.entry(*origin).or_default() += many;
        }
        for (origin, many) in &other.stagnant {
            *self.stagnant.entry(*origin).or_default() += many;
        }
        for (raters, own) in &other.said {
            let sum = self.said.entry(raters.clone()).or_insert(Opinion { part: 0, of: 0, answers: 0 });
            sum.part = sum.part.saturating_add(own.part);
            sum.of = sum.of.saturating_add(own.of);
            sum.answers = sum.answers.saturating_add(own.answers);
        }
    }
}

/// What each group of raters said, of those of which at least five answered.
pub(super) fn shown(rows: &Rows) -> impl Iterator<Item = (&RaterGroup, &Opinion)> {
    rows.opinions.iter().filter(|(_, own)| own.worth().is_some())
}
