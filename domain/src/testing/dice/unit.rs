//! Acts of what a unit has: itself and its organisations, carriers, reports, rules.

use super::Dice;
use crate::act::Act;
use crate::cast;
use crate::testing::text;
use crate::unit::OrganisationKind;
use crate::{carrier, report, rule, unit};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let kinds = [of_unit, of_carrier, of_papers];
    kinds.into_iter().flat_map(|of| of(d)).collect()
}

fn of_unit(d: &mut Dice) -> Vec<Act> {
    let unit = d.unit();
    let goal = |d: &mut Dice| unit::Goal { goal: d.note(), direction: d.note() };
    let code = |d: &mut Dice| text(d.pick(&["KXY", "XIN1", "短"]));
    let organisation = d.organisation();
    let parent = d.maybe(Dice::organisation);
    let kind = d.pick(&[OrganisationKind::Secondary, OrganisationKind::Branch]);
    let seen = |d: &mut Dice| unit::Placement {
        parent: d.maybe(Dice::organisation),
        kind: d.pick(&[OrganisationKind::Secondary, OrganisationKind::Branch]),
    };
    vec![
        unit::Act::Add { unit, code: code(d), name: d.name() }.into(),
        unit::Act::Rename { unit, name: d.name(), was: d.maybe(|d| Box::new(d.name())) }.into(),
        unit::Act::Recode { unit, code: code(d), was: d.maybe(|d| Box::new(code(d))) }.into(),
        unit::Act::Close { unit, reason: d.note() }.into(),
        unit::Act::Reopen { unit, reason: d.note() }.into(),
        unit::Act::SetGoal { unit, goal: goal(d), was: d.maybe(|d| Box::new(goal(d))) }.into(),
        unit::Act::AddOrganisation { unit, organisation, parent, name: d.name(), kind }.into(),
        unit::Act::RenameOrganisation { unit, organisation, name: d.name(), was: d.maybe(|d| Box::new(d.name())) }
            .into(),
        unit::Act::ChangeOrganisation { unit, organisation, parent, kind, was: d.maybe(|d| Box::new(seen(d))) }.into(),
        unit::Act::CloseOrganisation { unit, organisation, reason: d.note() }.into(),
        unit::Act::ReopenOrganisation { unit, organisation }.into(),
        unit::Act::Assign { unit, member: d.pick(&cast::PEOPLE).id }.into(),
        unit::Act::Release { unit, member: d.pick(&cast::PEOPLE).id }.into(),
    ]
}

fn of_carrier(d: &mut Dice) -> Vec<Act> {
    use carrier::Act as C;
    let carrier = d.id(0xca_0001);
    let milestone = d.id(0x3115_0001);
    let description = |d: &mut Dice| carrier::Description {
        name: d.name(),
        department: d.name(),
        lead: d.name(),
        detail: d.maybe(Dice::note),
    };
    let aim = |d: &mut Dice| carrier::Aim { name: d.name(), due: d.day() };
    vec![
        C::Start { carrier, unit: d.unit(), description: description(d) }.into(),
        C::Change { carrier, description: description(d), was: d.maybe(|d| Box::new(description(d))) }.into(),
        C::AddMilestone { carrier, milestone, name: d.name(), due: d.day() }.into(),
        C::ChangeMilestone { carrier, milestone, name: d.name(), due: d.day(), was: d.maybe(|d| Box::new(aim(d))) }
            .into(),
        C::ReachMilestone { carrier, milestone, note: d.maybe(Dice::note) }.into(),
        C::ReopenMilestone { carrier, milestone, reason: d.note() }.into(),
        C::RemoveMilestone { carrier, milestone, reason: d.note() }.into(),
        C::ReinstateMilestone { carrier, milestone, reason: d.note() }.into(),
        C::ReportProgress { carrier, percent: d.percent(), note: d.note() }.into(),
        C::Drop { carrier, reason: d.note() }.into(),
        C::Resume { carrier, reason: d.note() }.into(),
    ]
}

fn of_papers(d: &mut Dice) -> Vec<Act> {
    use report::Act as P;
    use rule::Act as R;
    let (report, rule) = (d.id(0x4e_0001), d.id(0x4f_0001));
    let paper = |d: &mut Dice| report::Description { title: d.name(), official: d.name(), due: d.maybe(Dice::day) };
    let finding = |d: &mut Dice| report::Finding { summary: d.maybe(Dice::note) };
    let law = |d: &mut Dice| rule::Description { title: d.name(), department: d.name(), detail: d.maybe(Dice::note) };
    vec![
        P::Plan { report, unit: d.unit(), description: paper(d) }.into(),
        P::Change { report, description: paper(d), was: d.maybe(|d| Box::new(paper(d))) }.into(),
        P::Complete { report, summary: d.note(), was: d.maybe(|d| Box::new(finding(d))) }.into(),
        P::Reopen { report, reason: d.note() }.into(),
        P::Drop { report, reason: d.note() }.into(),
        P::Resume { report, reason: d.note() }.into(),
        R::Draft { rule, unit: d.unit(), description: law(d) }.into(),
        R::Change { rule, description: law(d), was: d.maybe(|d| Box::new(law(d))) }.into(),
        R::LinkIssue { rule, issue: d.issue() }.into(),
        R::UnlinkIssue { rule, issue: d.issue() }.into(),
        R::Establish { rule, in_force: d.day() }.into(),
        R::Repeal { rule, reason: d.note() }.into(),
        R::Reinstate { rule, reason: d.note() }.into(),
    ]
}
