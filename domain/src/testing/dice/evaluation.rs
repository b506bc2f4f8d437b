//! Acts of templates and of the rounds of evaluation that use them.

use super::Dice;
use crate::act::Act;
use crate::cast;
use crate::evaluation::act::{Grading, Opened};
use crate::evaluation::{Act as E, Link};
use crate::issue::Category;
use crate::kinds::{EvaluationId, UnitId};
use crate::score::rows::{Period, Scored};
use crate::score::{Grade, Marks};
use crate::template::{Act as T, From, Shipped, Tree};
use crate::testing::{MEASURE, NODES, hash, start, tree};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let mut acts = of_template(d);
    acts.extend(of_round(d));
    acts
}

fn of_template(d: &mut Dice) -> Vec<Act> {
    let template = d.id(0x7e_0001);
    let low = d.pick(&[None, Some(Grade::Ordinary), Some(Grade::Good)]);
    let usual = Marks::default();
    let marks = d.pick(&[usual, usual, Marks { worth: [40, 60, 80, 100], ..usual }]);
    let tree = Tree { aspects: tree().aspects.into_iter().take(2 + d.roll(2)).collect(), low, marks };
    let from = d.maybe(|d| {
        let other = From::Template { template: d.id(0x7e_0001), version: 1 };
        d.pick(&[From::Shipped { shipped: Shipped::Hard }, other])
    });
    vec![
        T::Make { template, title: d.name(), tree: tree.clone(), from }.into(),
        T::Revise { template, based_on: 1 + d.roll(2) as u32, title: d.name(), tree, note: d.maybe(Dice::note) }.into(),
        T::Retire { template, reason: d.note() }.into(),
        T::Restore { template, reason: d.note() }.into(),
    ]
}

fn of_round(d: &mut Dice) -> Vec<Act> {
    let (evaluation, unit): (EvaluationId, _) = (d.id(0xe0_0001), d.unit());
    let [_, quality, ..] = NODES;
    let indicator = d.pick(&[quality, quality, NODES[0]]);
    let grade = d.pick(<Grade as strum::VariantArray>::VARIANTS);
    let grading = Grading { evaluation, unit, indicator, grade, reason: d.note(), links: links(d) };
    vec![
        E::Open(Box::new(opened(d, evaluation, unit))).into(),
        E::Begin { evaluation }.into(),
        E::Grade(Box::new(grading)).into(),
        E::Finish { evaluation, unit }.into(),
        E::Reopen { evaluation, unit }.into(),
        E::SelfScore { evaluation, unit, tenths: d.roll(250) as u16 * 5, note: d.note() }.into(),
        E::Calibrate { evaluation }.into(),
        E::Agree { evaluation, unit, indicator, grade, reason: d.note() }.into(),
        E::Remark { evaluation, unit, indicator: d.maybe(|_| indicator), text: d.note() }.into(),
        E::Conclude { evaluation }.into(),
        E::Recalibrate { evaluation, reason: d.note() }.into(),
        E::Publish { evaluation }.into(),
        E::Object { evaluation, unit, reason: d.note() }.into(),
        E::Answer { evaluation, unit, text: d.note() }.into(),
        E::ReplaceRater { evaluation, former: cast::DEPUTY.id, rater: cast::LIAISON.id, reason: d.note() }.into(),
        E::Abandon { evaluation, reason: d.note() }.into(),
    ]
}

fn opened(d: &mut Dice, evaluation: EvaluationId, unit: UnitId) -> Opened {
    let issue = d.issue();
    let scored = [Scored::Unit, Scored::Category { category: Category::Hard }, Scored::Issue { issue }];
    Opened {
        evaluation,
        title: d.name(),
        scored: d.pick(&scored),
        units: vec![unit],
        period: Period { start: start(), end: d.day() },
        template: d.id(0x7e_0001),
        version: 1 + d.roll(2) as u32,
        raters: vec![cast::HEAD.id, d.pick(&[cast::DEPUTY, cast::MEMBER]).id],
        due: d.maybe(Dice::day),
        again: if d.roll(3) == 0 { Some(d.id(0xe0_0001)) } else { None },
    }
}

fn links(d: &mut Dice) -> Vec<Link> {
    let links = [
        Link::Issue { issue: d.issue() },
        Link::Visit { visit: d.visit() },
        Link::Measure { issue: d.issue(), measure: MEASURE },
        Link::Evidence { hash: hash(d.roll(3) as u8), name: d.maybe(Dice::name) },
    ];
    links[..d.roll(links.len())].to_vec()
}
