//! The rounds of evaluation of the story: a first one in the middle of the campaign, a second that is published, objected to in
//! one unit and answered, and a third that runs. What is counted and asked in them follows from the story's own records.

mod told;

use domain::act::Act as Any;
use domain::evaluation::act::{Grading, Opened};
use domain::evaluation::{Act, Link};
use domain::kinds::{EvaluationId, NodeId, PersonId, TemplateId, UnitId};
use domain::rule;
use domain::score::Grade;
use domain::score::rows::Period;
use domain::template::{self, From, Shipped, Tree};
use store::writer::By;

use crate::chance::{Chance, id, mix};
use crate::crew::Crew;
use crate::curve::{Since, at, day, work};
use crate::frame::Ready;
use crate::matter::Matter;
use crate::text::words;

use told::{REASONS, STORIES, Story};

/// The unit whose result of the second round is low.
const LOW: usize = 4;

/// The round by whose low result this unit is called to an interview on that day.
pub(crate) fn low(seed: u64, unit: usize, on: Since) -> Option<EvaluationId> {
    let (place, story) = (1, &STORIES[1]);
    let published = story.published.is_some_and(|day| day < on);
    (unit == LOW && published).then(|| round(story, place, 0, seed))
}

/// What the round of a story is called; its template is the one before it.
fn key(number: u32, place: u64) -> u64 {
    (u64::from(number) << 32) + (1 << 27) + place * 2
}

fn round(story: &Story, place: u64, number: u32, seed: u64) -> EvaluationId {
    EvaluationId(id(at(story.opens, 510), seed, key(number, place) + 1))
}

/// All of the first group; the others have none.
pub(crate) fn evaluations(crew: &Crew, number: u32, seed: u64, matters: &[Matter], ready: &[Ready]) -> Vec<Ready> {
    let stories = if number == 0 { STORIES.as_slice() } else { &[] };
    let mut all = Vec::new();
    let mut templates: Vec<(Shipped, TemplateId)> = Vec::new();
    for (story, place) in stories.iter().zip(0_u64..) {
        let key = key(number, place);
        let Ok(tree) = story.shipped.tree() else { continue };
        let known = templates.iter().find(|own| own.0 == story.shipped).map(|own| own.1);
        let template = known.unwrap_or_else(|| {
            let template = TemplateId(id(at(story.opens, 500), seed, key));
            all.push((at(story.opens, 500), By::Person(crew.head), made(template, story.shipped, &tree)));
            templates.push((story.shipped, template));
            template
        });
        let evaluation = round(story, place, number, seed);
        let chance = Chance::new(seed, mix(key, 9));
        let telling = Telling { crew, story, tree, template, evaluation, chance, matters, ready };
        all.extend(telling.tell());
    }
    all
}

fn made(template: TemplateId, shipped: Shipped, tree: &Tree) -> Any {
    let (tree, from) = (tree.clone(), Some(From::Shipped { shipped }));
    Any::Template(template::Act::Make { template, title: words(shipped.title().0), tree, from })
}

struct Telling<'a> {
    crew: &'a Crew,
    story: &'static Story,
    tree: Tree,
    template: TemplateId,
    evaluation: EvaluationId,
    chance: Chance,
    matters: &'a [Matter],
    ready: &'a [Ready],
}

impl Telling<'_> {
    fn raters(&self) -> [PersonId; 2] {
        [self.crew.deputy, self.crew.member]
    }

    fn tell(mut self) -> Vec<Ready> {
        let (story, evaluation, head) = (self.story, self.evaluation, self.crew.head);
        let mut acts = vec![(story.opens, 510, head, self.open()), (story.opens, 530, head, Act::Begin { evaluation })];
        acts.extend(self.own());
        acts.extend(self.grades());
        if let Some(day) = story.graded {
            acts.push((day, 560, head, Act::Calibrate { evaluation }));
            acts.extend(self.settled(day));
        }
        if let Some(day) = story.published {
            acts.push((day, 600, head, Act::Conclude { evaluation }));
            acts.push((day, 640, head, Act::Publish { evaluation }));
            acts.extend(self.objected(day + 1));
        }
        let told = |(day, minute, by, act): (Since, i64, PersonId, Act)| {
            (at(day, minute), By::Person(by), Any::Evaluation(act))
        };
        acts.into_iter().map(told).collect()
    }

    fn open(&self) -> Act {
        let story = self.story;
        Act::Open(Box::new(Opened {
            evaluation: self.evaluation,
            title: words(story.title),
            scored: story.scored,
            units: self.crew.units.iter().map(|own| own.id).collect(),
            period: Period { start: day(0), end: day(story.until) },
            template: self.template,
            version: 1,
            raters: self.raters().to_vec(),
            due: Some(day(story.graded.unwrap_or(102))),
            again: None,
        }))
    }

    fn own(&self) -> Vec<(Since, i64, PersonId, Act)> {
        let houses = self.crew.units.iter().zip(self.story.own).zip(0_i64..);
        let said = houses.filter_map(|((house, own), place)| {
            let (tenths, note) = own?;
            let (evaluation, unit, note) = (self.evaluation, house.id, words(note));
            let act = Act::SelfScore { evaluation, unit, tenths, note };
            Some((self.story.opens + 1, 620 + place * 35, house.staff, act))
        });
        said.collect()
    }

    /// Two raters, unit by unit; of a round that runs the first two units of the one and the first of the other.
    fn grades(&mut self) -> Vec<(Since, i64, PersonId, Act)> {
        let (evaluation, begins) = (self.evaluation, self.story.opens + 1);
        let done = if self.story.graded.is_some() { [5, 5] } else { [2, 1] };
        let nodes: Vec<NodeId> = self.tree.qualitative().map(|own| own.id).collect();
        let mut acts = Vec::new();
        for (rater, (by, many)) in self.raters().into_iter().zip(done).enumerate() {
            for place in 0..many {
                let unit = self.crew.units[place].id;
                let mut minute = 545 + 4 * i64::try_from(rater).unwrap_or(0);
                let day = work(begins + [0, 1, 1, 2, 2][place]);
                minute += if place % 2 == 0 { 0 } else { 240 };
                for (which, indicator) in nodes.iter().enumerate() {
                    let grade = self.grade(rater, place, which);
                    let (reason, links) = (self.reason(grade), self.links(place, unit, day));
                    let grading = Grading { evaluation, unit, indicator: *indicator, grade, reason, links };
                    acts.push((day, minute, by, Act::Grade(Box::new(grading))));
                    minute += 11;
                }
                acts.push((day, minute, by, Act::Finish { evaluation, unit }));
            }
        }
        // Of the next unit one indicator, so that the sheet is begun and not done.
        if self.story.graded.is_none()
            && let Some(indicator) = nodes.first()
        {
            let unit = self.crew.units[done[1]].id;
            let grade = self.grade(1, done[1], 0);
            let (reason, links) = (self.reason(grade), self.links(done[1], unit, begins + 2));
            let grading = Grading { evaluation, unit, indicator: *indicator, grade, reason, links };
            acts.push((begins + 2, 560, self.crew.member, Act::Grade(Box::new(grading))));
        }
        acts
    }

    /// Both say the same, where the story does not tell them apart.
    fn grade(&self, rater: usize, unit: usize, which: usize) -> Grade {
        let gap = self.story.gaps.iter().find(|own| (own.unit, own.place) == (unit, which));
        if let Some(gap) = gap {
            return gap.grades[rater];
        }
        let salt = mix(u64::try_from(unit * 40 + which).unwrap_or(0), u64::try_from(self.story.opens).unwrap_or(0));
        let throw = usize::try_from(salt % 100).unwrap_or(0);
        let good = self.story.good[unit];
        match throw {
            own if own < good => Grade::Good,
            own if own < good + 32 => Grade::Fair,
            _ => Grade::Ordinary,
        }
    }

    fn reason(&mut self, grade: Grade) -> domain::kinds::Note {
        let all = REASONS.iter().find(|own| own.0 == grade).map_or([""; 4], |own| own.1);
        words(all[self.chance.below(4)])
    }

    /// What was looked at: an issue of the unit, and sometimes a rule.
    fn links(&mut self, place: usize, unit: UnitId, day: Since) -> Vec<Link> {
        let known: Vec<_> = self.matters.iter().filter(|own| own.unit == place && own.found < at(day, 0)).collect();
        let issue = known.get(self.chance.below(known.len())).map(|own| Link::Issue { issue: own.id });
        let drafted = self.ready.iter().filter_map(|(time, _, act)| match act {
            Any::Rule(rule::Act::Draft { rule, unit: own, .. }) if *own == unit && *time < at(day, 0) => Some(*rule),
            _ => None,
        });
        let rules: Vec<_> = drafted.collect();
        let rule = rules.get(self.chance.below(rules.len() * 2)).map(|rule| Link::Rule { rule: *rule });
        issue.into_iter().chain(rule).collect()
    }

    fn settled(&self, day: Since) -> Vec<(Since, i64, PersonId, Act)> {
        let (evaluation, nodes) = (self.evaluation, self.tree.qualitative().map(|own| own.id).collect::<Vec<_>>());
        let mut acts = Vec::new();
        for gap in self.story.gaps {
            let (unit, indicator) = (self.crew.units[gap.unit].id, nodes[gap.place]);
            for ((by, text), minute) in
                [self.crew.member, self.crew.deputy].into_iter().zip(gap.remarks).zip([600, 640])
            {
                let remark = Act::Remark { evaluation, unit, indicator: Some(indicator), text: words(text) };
                acts.push((day, minute, by, remark));
            }
            let (grade, reason) = gap.agreed;
            let agree = Act::Agree { evaluation, unit, indicator, grade, reason: words(reason) };
            acts.push((day, 900, self.crew.head, agree));
        }
        acts
    }

    fn objected(&self, day: Since) -> Vec<(Since, i64, PersonId, Act)> {
        let Some((place, reason, answer)) = self.story.objection else { return Vec::new() };
        let (evaluation, house) = (self.evaluation, &self.crew.units[place]);
        let unit = house.id;
        let object = Act::Object { evaluation, unit, reason: words(reason) };
        let answer = Act::Answer { evaluation, unit, text: words(answer) };
        vec![(day, 580, house.staff, object), (day + 1, 640, self.crew.head, answer)]
    }
}
