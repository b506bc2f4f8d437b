//! Acts of the rhythm of guidance: look-backs, cuts, papers, lists, meetings, matters in step.

use super::Dice;
use crate::act::{Act, Key, Subject};
use crate::issue::Proof;
use crate::owed::Owed;
use crate::testing::{hash, id, start};
use crate::{cast, cut, deployment, lookback, meeting, notice, worklist};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let kinds = [of_lookback, of_notice, of_worklist, of_meeting, of_deployment];
    kinds.into_iter().flat_map(|of| of(d)).collect()
}

fn of_lookback(d: &mut Dice) -> Vec<Act> {
    use lookback::act::{Answering, Marking};
    use lookback::{About, Act as L};
    let unit = d.unit();
    let month = crate::kinds::Month::of(start()).plus(d.roll(3) as i32);
    let lookback = crate::kinds::LookbackId::of(unit, month);
    let things = [
        About::Issue { issue: d.issue() },
        About::Measure { issue: d.issue(), measure: d.measure() },
        About::Promise { visit: d.visit(), promise: d.promise() },
        About::Rule { rule: d.id(0x4f_0001) },
    ];
    let (item, then) = (d.pick(&things), id(0xac8_0000 + d.roll(200) as u128));
    let proof = d.maybe(|d| Proof { hash: hash(d.roll(3) as u8), name: d.name(), size: d.roll(200) as u32 * 1024 });
    let verdict = d.pick(<lookback::Verdict as strum::VariantArray>::VARIANTS);
    let (done, note) = (d.roll(3) > 0, d.maybe(Dice::note));
    vec![
        L::Open { lookback, unit, month }.into(),
        L::Answer(Box::new(Answering { lookback, item, done, note, proof, then })).into(),
        L::Mark(Box::new(Marking { lookback, item, verdict, note: d.maybe(Dice::note), then })).into(),
        L::Lock { lookback }.into(),
        L::Reopen { lookback, reason: d.note() }.into(),
        cut::Act::Take { cut: d.id(0xc07_0001), title: d.name(), day: d.day(), words: d.maybe(Dice::note) }.into(),
    ]
}

fn of_notice(d: &mut Dice) -> Vec<Act> {
    use notice::{About, Act as N, Content, Witness};
    let (notice, unit) = (d.id(0x60_0001), d.unit());
    let worklist = crate::kinds::WorklistId::of(cast::book(), crate::kinds::Week::of(start()));
    let (item, meeting, decision) = (d.id(0x61_0001), d.id(0x63_0001), d.id(0x64_0001));
    let came_from = [
        notice::From::Item { worklist, item, unit: None },
        notice::From::Meeting { meeting, decision },
        notice::From::Round { evaluation: d.id(0xe0_0001) },
        notice::From::Call { meeting, unit },
    ];
    let content = |d: &mut Dice| {
        Box::new(Content {
            paper: d.pick(<notice::Paper as strum::VariantArray>::VARIANTS),
            title: d.name(),
            text: d.note(),
            units: vec![unit],
            about: (0..d.roll(2)).map(|_| About { unit, issue: d.issue() }).collect(),
            reply_by: d.maybe(Dice::day),
            after: if d.roll(3) == 0 { Some(d.id(0x60_0001)) } else { None },
            from: if d.roll(4) == 0 { Some(d.pick(&came_from)) } else { None },
        })
    };
    // often the one that stands there
    let witness = d.maybe(|d| match d.roll(3) {
        0 => Witness { seq: d.roll(200) as i64, hash: hash(d.roll(3) as u8) },
        _ => Witness { seq: 1, hash: hash(1) },
    });
    let proof = |d: &mut Dice| Proof { hash: hash(d.roll(3) as u8), name: d.name(), size: d.roll(200) as u32 * 1024 };
    let files: Vec<Proof> = (0..d.roll(3)).map(|_| proof(d)).collect();
    vec![
        N::Draft { notice, content: content(d) }.into(),
        N::Change { notice, content: content(d), was: d.maybe(content) }.into(),
        N::Drop { notice, reason: d.note() }.into(),
        N::Issue { notice }.into(),
        N::Receive { notice, unit, witness, who: d.maybe(Dice::name) }.into(),
        N::Reply { notice, unit, text: d.note(), files }.into(),
        N::Return { notice, unit, reason: d.note() }.into(),
        N::Accept { notice, unit, through: None, then: Vec::new() }.into(),
        N::Close { notice, reason: d.note() }.into(),
        N::Withdraw { notice, reason: d.note() }.into(),
    ]
}

fn of_worklist(d: &mut Dice) -> Vec<Act> {
    use worklist::{Act as W, NewItem, Source, Task};
    let week = crate::kinds::Week::of(start().plus(d.roll(14) as i64));
    let worklist = crate::kinds::WorklistId::of(cast::book(), week);
    let task = |d: &mut Dice| {
        let (issue, visit, promise, notice) = (d.issue(), d.visit(), d.promise(), d.id(0x60_0001));
        let sources = [
            Source::Due { issue },
            Source::Stuck { issue },
            Source::Promised { visit, promise },
            Source::Asked { notice },
            Source::Decided { meeting: d.id(0x63_0001), decision: d.id(0x64_0001) },
            Source::Owed { owed: owed(d) },
        ];
        let source = if d.roll(3) == 0 { d.pick(&sources) } else { Source::Hand };
        let (unit, who, due) = (Some(d.unit()), d.maybe(Dice::name), d.maybe(Dice::day));
        let strands = d.maybe(Dice::strand).into_iter().collect();
        Task { unit, who, source, what: d.name(), due, from: None, weeks: 0, strands }
    };
    let new = |d: &mut Dice| NewItem { id: d.id(0x61_0001), task: task(d) };
    let item = d.id(0x61_0001);
    vec![
        W::Prepare { worklist, week, items: (0..d.roll(2)).map(|_| new(d)).collect() }.into(),
        W::Add { worklist, item: Box::new(new(d)) }.into(),
        W::Drop { worklist, item, reason: d.note() }.into(),
        W::Issue { worklist }.into(),
        W::Answer { worklist, item, done: d.roll(2) == 0, note: d.maybe(Dice::note) }.into(),
        W::Tick { worklist, item, then: None }.into(),
        W::Untick { worklist, item, reason: d.note() }.into(),
        W::LookAt { worklist, item, strands: d.maybe(Dice::strand).into_iter().collect() }.into(),
    ]
}

fn owed(d: &mut Dice) -> Owed {
    let month = crate::kinds::Month::of(start()).plus(d.roll(3) as i32);
    let owed = [
        Owed::Milestone { carrier: d.id(0xca_0001), milestone: d.id(0x3115_0001) },
        Owed::Report { report: d.id(0x4e_0001) },
        Owed::Lookback { lookback: crate::kinds::LookbackId::of(d.unit(), month) },
        Owed::Step { deployment: d.id(0x62_0001), step: d.pick(<deployment::Step as strum::VariantArray>::VARIANTS) },
    ];
    d.pick(&owed)
}

fn of_meeting(d: &mut Dice) -> Vec<Act> {
    use meeting::{Act as M, Attendee, Becomes, Plan, Point, Presence, Resolution, Series, Source};
    let (meeting, unit) = (d.id(0x63_0001), d.unit());
    let series = d.pick(&[Series::Weekly, Series::Dispatch { unit }]);
    let plan = |d: &mut Dice| {
        let at = d.day().start();
        Box::new(Plan { series, at, place: d.maybe(Dice::name), chair: d.maybe(Dice::name) })
    };
    let point = |d: &mut Dice| {
        let (issue, visit, promise) = (d.issue(), d.visit(), d.promise());
        let sources = [
            Source::Decided { meeting: d.id(0x63_0001), decision: d.id(0x64_0001) },
            Source::Late { issue },
            Source::Stuck { issue },
            Source::Due { issue },
            Source::Promised { visit, promise },
            Source::Asked { notice: d.id(0x60_0001) },
            Source::Owed { owed: owed(d) },
        ];
        let source = if d.roll(3) == 0 { d.pick(&sources) } else { Source::Hand };
        Point { id: d.id(0x65_0001), source, what: d.name(), unit: d.maybe(|_| unit) }
    };
    let presences = <Presence as strum::VariantArray>::VARIANTS;
    let attendee = |d: &mut Dice| Attendee { name: d.name(), person: None, presence: d.pick(presences) };
    let roll = |d: &mut Dice| (0..d.roll(3)).map(|_| attendee(d)).collect::<Vec<_>>();
    let worklist = crate::kinds::WorklistId::of(cast::book(), crate::kinds::Week::of(start()));
    let becomes = [
        Becomes::Minutes,
        Becomes::Item { worklist, item: id(0x61_0100 + d.roll(200) as u128) },
        Becomes::Issue { issue: id(0x15_0100 + d.roll(200) as u128) },
        Becomes::Notice { notice: id(0x60_0100 + d.roll(200) as u128) },
    ];
    let resolution = Box::new(Resolution {
        id: d.id(0x64_0001),
        point: if d.roll(3) == 0 { Some(d.id(0x65_0001)) } else { None },
        what: d.name(),
        unit: d.maybe(|_| unit),
        who: d.maybe(Dice::name),
        due: d.day(),
        becomes: d.pick(&becomes),
        strands: d.maybe(Dice::strand).into_iter().collect(),
    });
    let (line, decision, then) = (d.id(0x66_0001), d.id(0x64_0001), id(0xac9_0000 + d.roll(200) as u128));
    let agenda = (0..d.roll(2)).map(|_| point(d)).collect();
    vec![
        M::Plan { meeting, plan: plan(d), agenda }.into(),
        M::Change { meeting, plan: plan(d), was: d.maybe(plan) }.into(),
        M::AddPoint { meeting, point: Box::new(point(d)) }.into(),
        M::DropPoint { meeting, point: d.id(0x65_0001) }.into(),
        M::Cancel { meeting, reason: d.note() }.into(),
        M::Attend { meeting, attendees: roll(d), was: d.maybe(|d| Box::new(meeting::Roll { attendees: roll(d) })) }
            .into(),
        M::TakePen { meeting }.into(),
        M::Write { meeting, line, point: None, text: d.maybe(Dice::note) }.into(),
        M::Decide { meeting, resolution, then }.into(),
        M::Speak { meeting, decision, agrees: d.roll(2) == 0, note: d.maybe(Dice::note) }.into(),
        M::Settle { meeting, decision, note: d.note() }.into(),
        M::Unsettle { meeting, decision, reason: d.note() }.into(),
        M::Close { meeting }.into(),
        M::Reopen { meeting, reason: d.note() }.into(),
    ]
}

/// A record that a report may rest on.
fn rests_on(d: &mut Dice) -> Key {
    let kinds = [(Subject::Visit, 0x115_0001), (Subject::Report, 0x4e_0001), (Subject::Rule, 0x4f_0001)];
    let (subject, base) = d.pick(&kinds);
    Key { subject, id: d.id(base) }
}

fn of_deployment(d: &mut Dice) -> Vec<Act> {
    use deployment::{Act as P, Content, Days, Place, Said, Side, Step};
    let (deployment, place) = (d.id(0x62_0001), d.roll(3));
    let own = &cast::UNITS[place];
    let side = Side { unit: own.id, organisations: vec![own.organisation(0), own.organisation(1)] };
    let content = |d: &mut Dice| {
        let days = Days { deployed: d.maybe(Dice::day), inspected: None, assessed: d.maybe(Dice::day) };
        Box::new(Content { title: d.name(), text: d.note(), sides: vec![side.clone()], days })
    };
    let organisation = if d.roll(2) == 0 { Some(own.organisation(d.roll(2))) } else { None };
    let (place, step) = (Place { unit: own.id, organisation }, d.pick(<Step as strum::VariantArray>::VARIANTS));
    let result = (step == Step::Assessed).then(|| d.percent());
    let proof = d.maybe(|d| Proof { hash: hash(d.roll(3) as u8), name: d.name(), size: d.roll(200) as u32 });
    let (basis, record) = (d.maybe(Dice::name), d.maybe(rests_on));
    let said =
        Said { place, step, day: d.day(), who: d.name(), note: d.maybe(Dice::note), proof, basis, record, result };
    vec![
        P::Open { deployment, content: content(d) }.into(),
        P::Change { deployment, content: content(d), was: d.maybe(content) }.into(),
        P::Report { deployment, said: Box::new(said) }.into(),
        P::TakeBack { deployment, place, step, reason: d.note() }.into(),
        P::Close { deployment }.into(),
        P::Reopen { deployment, reason: d.note() }.into(),
        P::Withdraw { deployment, reason: d.note() }.into(),
    ]
}
