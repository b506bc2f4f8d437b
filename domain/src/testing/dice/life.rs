//! Acts of the group's own life, and results: library, study, logs, outcomes.

use super::Dice;
use crate::act::Act;
use crate::cast;
use crate::issue::Proof;
use crate::kinds::{Text, WorklogId};
use crate::standard::{self, Citation};
use crate::testing::hash;
use crate::{outcome, study, visit, worklog};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let kinds = [of_standard, of_study, of_worklog, of_outcome];
    kinds.into_iter().flat_map(|of| of(d)).collect()
}

fn citation(d: &mut Dice) -> Citation {
    Citation { standard: d.id(0x70_0001), version: 1 + d.roll(3) as u32 }
}

fn proof(d: &mut Dice) -> Proof {
    Proof { hash: hash(d.roll(3) as u8), name: d.name(), size: d.roll(200) as u32 * 1024 }
}

fn of_standard(d: &mut Dice) -> Vec<Act> {
    use standard::{Act as S, Content, Sort};
    let standard = d.id(0x70_0001);
    let sorts = <Sort as strum::VariantArray>::VARIANTS;
    let strands = <crate::strand::Strand as strum::VariantArray>::VARIANTS;
    let content = |d: &mut Dice| {
        Box::new(Content {
            title: d.name(),
            sort: d.pick(sorts),
            strands: (0..d.roll(2)).map(|_| d.pick(strands)).collect(),
            source: d.maybe(Dice::name),
            since: d.maybe(Dice::day),
            text: Text::parse(d.note().as_str()).unwrap(),
        })
    };
    let (visit, after) = (d.visit(), 1 + d.roll(2) as u32);
    vec![
        S::Enter { standard, content: content(d) }.into(),
        S::Revise { standard, after, content: content(d), note: d.note() }.into(),
        S::Retire { standard, reason: d.note() }.into(),
        S::Restore { standard }.into(),
        visit::Act::Cite { visit, citation: citation(d) }.into(),
        visit::Act::Uncite { visit, standard: d.id(0x70_0001) }.into(),
    ]
}

fn of_study(d: &mut Dice) -> Vec<Act> {
    use crate::meeting::{Attendee, Presence};
    use study::{Act as S, Form, Material, Plan};
    let study = d.id(0x71_0001);
    let forms = <Form as strum::VariantArray>::VARIANTS;
    let plan = |d: &mut Dice| {
        let (form, at) = (d.pick(forms), d.day().start());
        Box::new(Plan { form, topic: d.name(), at, place: d.maybe(Dice::name), host: d.maybe(Dice::name) })
    };
    let material = |d: &mut Dice| match d.roll(2) {
        0 => Material::File { proof: proof(d) },
        _ => Material::Standard { citation: citation(d) },
    };
    let presences = <Presence as strum::VariantArray>::VARIANTS;
    let attendee = |d: &mut Dice| Attendee { name: d.name(), person: None, presence: d.pick(presences) };
    let roll = |d: &mut Dice| (0..d.roll(3)).map(|_| attendee(d)).collect::<Vec<_>>();
    let account = |d: &mut Dice| Box::new(study::Account { attendees: roll(d), summary: d.maybe(Dice::note) });
    vec![
        S::Plan { study, plan: plan(d) }.into(),
        S::Change { study, plan: plan(d), was: d.maybe(|d| plan(d)) }.into(),
        S::AddMaterial { study, material: material(d) }.into(),
        S::RemoveMaterial { study, material: material(d) }.into(),
        S::Hold { study, attendees: roll(d), summary: d.note(), was: d.maybe(account) }.into(),
        S::Cancel { study, reason: d.note() }.into(),
    ]
}

fn of_worklog(d: &mut Dice) -> Vec<Act> {
    let day = d.day();
    let worklog = WorklogId::of(cast::book(), cast::HEAD.id, day);
    let after = d.maybe(|d| hash(d.roll(3) as u8));
    vec![worklog::Act::Write { worklog, day, after, text: d.note() }.into()]
}

fn of_outcome(d: &mut Dice) -> Vec<Act> {
    use outcome::{Act as O, Content, Lesson, Link};
    let (outcome, unit) = (d.id(0x72_0001), d.unit());
    let content = |d: &mut Dice| Box::new(Content { title: d.name(), text: d.note(), effect: d.maybe(Dice::note) });
    let links = [Link::Issue { issue: d.issue() }, Link::Rule { rule: d.id(0x4f_0001) }];
    let lesson = Box::new(Lesson { title: d.name(), text: d.note() });
    vec![
        O::Tell { outcome, unit, content: content(d) }.into(),
        O::Change { outcome, based_on: d.roll(200) as i64, content: content(d) }.into(),
        O::Link { outcome, link: d.pick(&links) }.into(),
        O::Unlink { outcome, link: d.pick(&links) }.into(),
        O::AddPicture { outcome, picture: proof(d) }.into(),
        O::RemovePicture { outcome, hash: hash(d.roll(3) as u8) }.into(),
        O::Publish { outcome, lesson }.into(),
        O::Unpublish { outcome, reason: d.note() }.into(),
        O::Drop { outcome, reason: d.note() }.into(),
        O::Restore { outcome }.into(),
    ]
}
