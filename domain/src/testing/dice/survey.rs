//! Acts of surveys.

use super::Dice;
use crate::act::Act;
use crate::survey::{Act as S, Kind, Plan, Question, Words};
use crate::testing::text;

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let survey = d.id(0x5e_0001);
    let words = |d: &mut Dice| Words { zh: d.name(), en: d.maybe(|d| d.pick(&["Staff", "Students"].map(text))) };
    let plan = |d: &mut Dice| {
        let choice = Kind::Choice { options: (0..2 + d.roll(2)).map(|_| words(d)).collect() };
        let more = d.pick(&[Kind::Text, choice]);
        Box::new(Plan {
            title: d.name(),
            title_en: d.maybe(|d| d.pick(&["Second survey", "Third survey"].map(text))),
            category: d.maybe(Dice::category),
            raters: vec![words(d)],
            questions: [Kind::Scale, more].map(|kind| Question { words: words(d), kind }).to_vec(),
            opens: d.day(),
            closes: d.day(),
        })
    };
    vec![
        S::Plan { survey, unit: d.unit(), plan: plan(d) }.into(),
        S::Change { survey, plan: plan(d), was: d.maybe(plan) }.into(),
        S::Print { survey, raters: d.roll(2) as u8, slips: d.roll(40) as u16 }.into(),
        S::TakeBack { survey, raters: d.roll(2) as u8, reason: d.note() }.into(),
        S::Void { survey, raters: d.roll(2) as u8, first: 0, reason: d.note() }.into(),
        S::Extend { survey, closes: d.day() }.into(),
        S::Close { survey }.into(),
        S::Drop { survey, reason: d.note() }.into(),
    ]
}
