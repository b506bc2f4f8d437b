//! What stands around the issues of a group: policies, units, goals, carriers, reports, rules.

mod visit;

use domain::act::Act;
use domain::issue::{Category, Origin, State};
use domain::kinds::{CarrierId, IssueId, MilestoneId, PersonId, ReportId, RuleId, Time};
use domain::policy::{Policies, Policy};
use domain::{carrier, policy, report, rule, unit};
use store::writer::By;

use crate::chance::{Chance, id, mix};
use crate::crew::{Crew, House, KINDS};
use crate::curve::{self, LAST, Since, at, day, day_of, since, work};
use crate::matter::{Matter, lookback};
use crate::text::{self, CarrierText, phrases, words};

/// An act that is ready to be proposed.
pub(crate) type Ready = (Time, By, Act);

/// The group's acts that are not about issues.
pub(crate) struct Frame<'a> {
    crew: &'a Crew,
    key: u64,
    seed: u64,
    chance: Chance,
    pub ready: Vec<Ready>,
}

/// What was planned for the research reports of one unit: each with the day on which it is completed.
type Planned = Vec<(ReportId, Since)>;

impl<'a> Frame<'a> {
    pub fn of(crew: &'a Crew, number: u32, seed: u64, matters: &mut [Matter]) -> Frame<'a> {
        let key = (u64::from(number) << 32) + (1 << 24);
        let mut frame = Frame { crew, key, seed, chance: Chance::new(seed, mix(key, 5)), ready: Vec::new() };
        frame.units();
        frame.policies();
        frame.goals();
        frame.carriers();
        frame.reports(matters);
        frame.rules(matters);
        frame.visits(matters);
        frame
    }

    fn id(&mut self, at: Time) -> uuid::Uuid {
        self.key += 1;
        id(at, self.seed, self.key)
    }

    fn push(&mut self, at: Time, by: PersonId, act: Act) {
        self.ready.push((at, By::Person(by), act));
    }

    /// Some moment of a working day.
    fn moment(&mut self, day: Since) -> Time {
        let span = if day >= LAST { 240 } else { 440 };
        at(day.min(LAST), 8 * 60 + 50 + self.chance.between(0, span))
    }

    fn units(&mut self) {
        let (crew, head) = (self.crew, self.crew.head);
        for (minute, own) in (0..).zip(&crew.units) {
            let moment = at(0, 8 * 60 + 20 + minute);
            let add = unit::Act::Add { unit: own.id, code: words(&own.code), name: words(&own.name) };
            self.push(moment, head, Act::Unit(add));
            for part in &own.organisations {
                let add = unit::Act::AddOrganisation {
                    unit: own.id,
                    organisation: part.id,
                    parent: part.parent,
                    name: words(&part.name),
                    kind: part.kind,
                };
                self.push(moment, head, Act::Unit(add));
            }
        }
    }

    /// Development is looked back at after 60 days along a chain of three nodes, special rectification after 30.
    fn policies(&mut self) {
        let (crew, shipped) = (self.crew, Policies::shipped(self.crew.group));
        let nodes = ["方案确定", "组织实施", "成效检验"].map(words).into();
        for (category, nodes) in [(Category::Development, nodes), (Category::Special, Vec::new())] {
            let days = u16::try_from(lookback(category)).unwrap_or(60);
            let policy = Policy { lookback_days: days, nodes, ..shipped.of(category).clone() };
            let set = policy::Act::Set { group: crew.group, category, policy, was: None };
            self.push(at(0, 8 * 60 + 45), crew.head, Act::Policy(set));
        }
    }

    fn goals(&mut self) {
        for (place, own) in self.crew.units.iter().enumerate() {
            let day = day_of(curve::GOALS, place, 5);
            let goal = unit::Goal { goal: words(own.goal), direction: words(own.direction) };
            let moment = self.moment(day);
            self.push(moment, own.staff, Act::Unit(unit::Act::SetGoal { unit: own.id, goal, was: None }));
        }
    }

    fn carriers(&mut self) {
        let mut texts: Vec<&CarrierText> = text::CARRIERS.iter().collect();
        texts.sort_by_key(|own| own.milestones.first().map(|(_, due, _)| *due));
        for (place, own) in texts.into_iter().enumerate() {
            let Some(house) = self.crew.units.iter().find(|house| house.kind == own.kind) else { continue };
            let first = own.milestones.first().map_or(LAST, |(_, due, _)| month_day(*due));
            let start = work(day_of(curve::CARRIERS, place, 15).min(first - 3).max(1));
            self.carrier(house, own, start);
        }
    }

    fn carrier(&mut self, house: &House, text: &CarrierText, start: Since) {
        let moment = self.moment(start);
        let carrier = CarrierId(self.id(moment));
        let lead = if house.salt == 0 { text.lead.to_owned() } else { house.head_of(text.department) };
        let detail = format!("围绕“{}”，由{}牵头，按节点推进，每月报一次进展。", house.goal, text.department);
        let description = carrier::Description {
            name: words(text.name),
            department: words(text.department),
            lead: words(&lead),
            detail: Some(words(&detail)),
        };
        let mut acts = vec![(moment, carrier::Act::Start { carrier, unit: house.id, description })];
        let mut reached = 0;
        for (name, due, done) in &text.milestones {
            let milestone = MilestoneId(self.id(moment));
            let due = month_day(*due);
            let add = carrier::Act::AddMilestone { carrier, milestone, name: words(name), due: day(due) };
            acts.push((moment, add));
            if *done {
                let reach = work((due + self.chance.between(-4, 2)).max(start + 1)).min(LAST - 1);
                let moment = self.moment(reach);
                let note = Some(words(&format!("节点“{name}”已完成，材料已归档。")));
                reached += 1;
                acts.push((moment, carrier::Act::ReachMilestone { carrier, milestone, note }));
                acts.push((moment, progress(carrier, reached, text)));
            }
        }
        for (moment, act) in acts {
            self.push(moment, house.staff, Act::Carrier(act));
        }
    }

    /// Eight reports of each unit are completed, one is still under way. A research issue names the report it came from.
    fn reports(&mut self, matters: &mut [Matter]) {
        let mut planned: Vec<Planned> = vec![Vec::new(); self.crew.units.len()];
        for place in 0..45 {
            let (unit, number) = (place % 5, place / 5);
            let completed = if place < 40 { day_of(curve::REPORTS, place, 40) } else { LAST + 1 };
            let report = self.report(unit, number, completed);
            planned[unit].extend(report.map(|report| (report, completed)));
        }
        for matter in matters.iter_mut().filter(|matter| matter.origin == Origin::Research) {
            let (found, own) = (since(matter.found.day()), &planned[matter.unit]);
            let told = matter.star.is_some_and(|star| star.number == 87);
            let next = own.iter().find(|(_, completed)| *completed >= found);
            let report = if told { own.first() } else { next };
            matter.report = report.filter(|_| found > 0).map(|(report, _)| *report);
        }
    }

    fn report(&mut self, unit: usize, number: usize, completed: Since) -> Option<ReportId> {
        let house = &self.crew.units[unit];
        let title = text::REPORTS.iter().filter(|own| text::of_kind(own[0]) == KINDS[unit]).nth(number)?[1];
        let moment = at(0, 9 * 60 + i64::try_from(unit).ok()?);
        let report = ReportId(self.id(moment));
        let official = words(house.officials.get(number % house.officials.len())?);
        let due = Some(day(work(completed.min(LAST + 10))));
        let description = report::Description { title: words(title), official, due };
        self.push(moment, house.staff, Act::Report(report::Act::Plan { report, unit: house.id, description }));
        if completed <= LAST {
            let subject = title.trim_end_matches("调研报告");
            let summary = format!(
                "走访基层和服务对象，查阅近三年资料，梳理{subject}中的主要问题，提出分工整改和建章立制建议，已列入问题清单。"
            );
            let moment = self.moment(work(completed));
            self.push(
                moment,
                house.staff,
                Act::Report(report::Act::Complete { report, summary: words(&summary), was: None }),
            );
        }
        Some(report)
    }

    /// 39 rules in force with 61 issues, four drafts, one that was repealed.
    fn rules(&mut self, matters: &[Matter]) {
        let mut used = Vec::new();
        for place in 0..44 {
            let (unit, number) = (place % 5, place / 5);
            let wanted = match place {
                0..22 => 2,
                22..39 => 1,
                _ => 0,
            };
            let established = if place < 39 { day_of(curve::RULES, place, 39) } else { 60 };
            let links = links(matters, unit, number, established, wanted, &mut used);
            self.rule(unit, number, (place < 40).then_some(established), &links, place == 39);
        }
    }

    fn rule(&mut self, unit: usize, number: usize, established: Option<Since>, links: &[IssueId], repealed: bool) {
        let house = &self.crew.units[unit];
        let Some(own) = rule_text(unit, number) else { return };
        let until = established.unwrap_or(95);
        let drafted = work((until - self.chance.between(9, 20)).max(4)).min(until);
        let moment = self.moment(drafted);
        let rule = RuleId(self.id(moment));
        let detail = format!("明确{}的职责、程序和时限，执行情况每季度评估一次。", own[2]);
        let description =
            rule::Description { title: words(own[1]), department: words(own[2]), detail: Some(words(&detail)) };
        let mut acts = vec![(moment, rule::Act::Draft { rule, unit: house.id, description })];
        if let Some(established) = established {
            let moment = self.moment(established.max(drafted + 1));
            acts.extend(links.iter().map(|issue| (moment, rule::Act::LinkIssue { rule, issue: *issue })));
            acts.push((moment, rule::Act::Establish { rule, in_force: moment.day() }));
        }
        if repealed {
            let reason = words(phrases("reason").first().unwrap_or(&""));
            acts.push((self.moment(88), rule::Act::Repeal { rule, reason }));
        }
        for (moment, act) in acts {
            self.push(moment, house.staff, Act::Rule(act));
        }
    }
}

fn rule_text(unit: usize, number: usize) -> Option<&'static Vec<&'static str>> {
    text::RULES.iter().filter(|own| text::of_kind(own[0]) == KINDS[unit]).nth(number)
}

/// Up to `wanted` issues of the unit that the rule answers, of its own department first; none twice.
fn links(
    matters: &[Matter],
    unit: usize,
    number: usize,
    established: Since,
    wanted: usize,
    used: &mut Vec<IssueId>,
) -> Vec<IssueId> {
    let department = rule_text(unit, number).map_or("", |own| own[2]);
    let fits = |matter: &&Matter| {
        let worked = matter.state.solved() || matches!(matter.state, State::InProgress | State::Submitted);
        matter.unit == unit && worked && since(matter.found.day()) < established - 3 && !used.contains(&matter.id)
    };
    let mut fitting: Vec<&Matter> = matters.iter().filter(fits).collect();
    fitting.sort_by_key(|matter| (matter.line.department != department, matter.found));
    let links: Vec<IssueId> = fitting.iter().take(wanted).map(|matter| matter.id).collect();
    used.extend(&links);
    links
}

fn progress(carrier: CarrierId, reached: usize, text: &CarrierText) -> carrier::Act {
    let share = reached * 100 / text.milestones.len().max(1);
    let percent = u8::try_from(share).ok().and_then(|share| share.try_into().ok()).unwrap_or_default();
    let next = text.milestones.get(reached).map_or("总结", |(name, ..)| name);
    let note = format!("已完成 {reached} 个节点，下一步推进“{next}”，{}负责。", text.department);
    carrier::Act::ReportProgress { carrier, percent, note: words(&note) }
}

/// 714 is 14 July of the campaign's year.
fn month_day(value: i64) -> Since {
    let before = [(4, -17), (5, 13), (6, 44), (7, 74), (8, 105)];
    let start = before.iter().find(|(month, _)| *month == value / 100).map_or(LAST, |(_, start)| *start);
    start + value % 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_the_first_day() {
        for (value, wanted) in [(417, "2023-04-17"), (531, "2023-05-31"), (728, "2023-07-28"), (822, "2023-08-22")] {
            assert_eq!(day(month_day(value)).to_string(), wanted);
        }
    }
}
