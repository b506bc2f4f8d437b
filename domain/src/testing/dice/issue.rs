//! Acts of issues.

use super::Dice;
use crate::act::Act;
use crate::issue::act::{Facts as Description, Find, Plan};
use crate::issue::{Act as I, Due, From, Ledger, Origin};
use crate::meeting::Resolved;
use crate::testing::hash;
use crate::visit::Quote;

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let issue = d.issue();
    let node = d.maybe(|d| d.roll(5) as u8);
    let proof = hash(d.roll(3) as u8);
    vec![
        I::Find(Box::new(d.find())).into(),
        I::Amend { issue, facts: Box::new(d.description()), was: d.maybe(|d| Box::new(d.description())) }.into(),
        I::AddMeasure { issue, measure: d.plan() }.into(),
        I::ChangeMeasure { issue, measure: d.plan(), was: d.maybe(|d| Box::new(d.plan())) }.into(),
        I::FinishMeasure { issue, measure: d.measure(), note: d.maybe(Dice::note) }.into(),
        I::ReopenMeasure { issue, measure: d.measure(), reason: d.note() }.into(),
        I::DropMeasure { issue, measure: d.measure(), reason: d.note() }.into(),
        I::ShareMeasure { issue, from: d.issue(), measure: d.measure() }.into(),
        I::UnshareMeasure { issue, from: d.issue(), measure: d.measure() }.into(),
        I::Agree { issue, note: d.maybe(Dice::note) }.into(),
        I::ReportProgress { issue, percent: d.percent(), node, note: d.note() }.into(),
        I::AddEvidence { issue, hash: proof.clone(), name: d.name(), size: d.roll(200) as u32 * 1024 }.into(),
        I::WithdrawEvidence { issue, hash: proof, reason: d.note() }.into(),
        I::Submit { issue, note: d.maybe(Dice::note) }.into(),
        I::Recall { issue, reason: d.note() }.into(),
        I::Return { issue, reason: d.note() }.into(),
        I::Verify { issue, note: d.maybe(Dice::note) }.into(),
        I::SetLookback { issue, day: d.day(), reason: d.note() }.into(),
        I::NameReport { issue, report: d.maybe(|dice| dice.id(0x4e_0001)) }.into(),
        I::Confirm { issue, note: d.note() }.into(),
        I::Relapse { issue, reason: d.note() }.into(),
        I::Dispute { issue, reason: d.note() }.into(),
        I::Settle { issue, reason: d.note() }.into(),
        I::Withdraw { issue, reason: d.note() }.into(),
        I::Merge { issue, into: d.issue(), reason: d.note() }.into(),
        I::Transfer { issue, to: d.unit(), reason: d.note(), taken_up_as: d.maybe(|dice| dice.issue()) }.into(),
        I::Reinstate { issue, reason: d.note() }.into(),
        I::Comment { issue, text: d.note() }.into(),
    ]
}

impl Dice<'_> {
    fn due(&mut self) -> Due {
        let day = self.day();
        self.pick(&[Due::On { day }, Due::Immediately { day }, Due::Standing])
    }

    fn plan(&mut self) -> Plan {
        Plan { id: self.measure(), what: self.note(), who: self.maybe(Self::name), due: self.maybe(Self::day) }
    }

    fn description(&mut self) -> Description {
        Description {
            title: self.name(),
            detail: self.maybe(Self::note),
            category: self.maybe(Self::category),
            organisation: self.maybe(Self::organisation),
            official: self.maybe(Self::name),
            department: self.maybe(Self::name),
            due: self.maybe(Self::due),
        }
    }

    fn find(&mut self) -> Find {
        let other = self.issue();
        let from = [None, None, Some(From::Split { issue: other }), Some(From::Transfer { issue: other })];
        Find {
            issue: self.issue(),
            unit: self.unit(),
            origin: self.pick(&[Origin::Research, Origin::TeamList]),
            facts: self.description(),
            measures: (0..self.roll(3)).map(|_| self.plan()).collect(),
            ledger: self.maybe(|dice| Ledger { name: dice.name(), number: dice.roll(50) as u32 }),
            report: if self.roll(3) == 0 { Some(self.id(0x4e_0001)) } else { None },
            from: self.pick(&from),
            visit: if self.roll(3) == 0 { Some(self.quote()) } else { None },
            meeting: if self.roll(9) == 0 { Some(self.resolved()) } else { None },
        }
    }

    fn resolved(&mut self) -> Resolved {
        Resolved { meeting: self.id(0x63_0001), decision: self.id(0x64_0001) }
    }

    fn quote(&mut self) -> Quote {
        Quote { visit: self.visit(), sentence: self.maybe(Self::note) }
    }
}
