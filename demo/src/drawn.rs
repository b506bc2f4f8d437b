//! What was drawn becomes visits: before a visit that is recorded later, or for the coming days; one plan came to nothing
//! and was made anew. Counts nothing twice: what is recorded is recorded anyway.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Act;
use domain::draw::{self, Draw};
use domain::entry::{Entry, Stamp};
use domain::kinds::{ActId, Book, DrawId, PersonId, Time, VisitId};
use domain::visit::act::Recorded;
use domain::visit::drawn::{Suggestion, suggested};
use domain::visit::{self, Description, Drawn};
use store::writer::By;

use crate::chance::id;
use crate::curve::{LAST, at, day};
use crate::draw::Step;
use crate::frame::Ready;
use crate::text::words;

const MINUTE: i64 = 60_000_000;
/// What was drawn on this day or later is still ahead.
const AHEAD: i64 = LAST - 3;

/// The plans, and what became of one of them.
pub(crate) fn planned(book: Book, number: u32, seed: u64, steps: &[Step], ready: &[Ready]) -> Vec<Ready> {
    let mut used = BTreeSet::new();
    let mut told = Vec::new();
    for (own, place) in drawn(book, steps).into_iter().zip(0_u64..) {
        let key = (u64::from(number) << 32) + (1 << 26) + place * 4;
        let last = own.extensions.last().map(|own| own.by.at).or(own.drawn_at);
        let Some(from) = last.map(|at| Time(at.0 + 20 * MINUTE)) else { continue };
        let (by, suggestion) = (own.plan.presider, suggested(&own.plan));
        let numbers: Vec<u16> = own.picks().iter().map(|pick| pick.number).collect();
        let plan = Told { draw: &own, by, suggestion };
        let visit = match recorded(&own, suggestion, from, ready, &used) {
            Some(later) => {
                used.insert(later.visit);
                Some((later.visit, later.description.at, later.description.members.clone()))
            }
            None if own.prepared.at >= at(AHEAD, 0) => {
                let ahead = Time(day(LAST + 4).start().0 + 870 * MINUTE);
                Some((VisitId(id(from, seed, key)), ahead, vec![by]))
            }
            None => None,
        };
        let Some((visit, when, members)) = visit else { continue };
        if place == 2 {
            let (first, alone) = (VisitId(id(from, seed, key + 1)), numbers.iter().copied().take(1).collect());
            told.push(plan.step(from, first, when, vec![by], alone));
            let reason = words("本人临时外出，改与其他同志安排在一起。");
            let cancel = visit::Act::Cancel { visit: first, reason };
            told.push((Time(from.0 + 6 * MINUTE), By::Person(by), Act::Visit(cancel)));
        }
        told.push(plan.step(Time(from.0 + 12 * MINUTE), visit, when, members, numbers));
    }
    told
}

struct Told<'a> {
    draw: &'a Draw,
    by: PersonId,
    suggestion: Suggestion,
}

impl Told<'_> {
    fn step(&self, now: Time, visit: VisitId, when: Time, members: Vec<PersonId>, numbers: Vec<u16>) -> Ready {
        let description = Description {
            form: self.suggestion.form,
            organisation: None,
            site: self.suggestion.site,
            place: None,
            topic: Some(self.draw.plan.purpose.clone()),
            at: when,
            members,
            strands: Vec::new(),
            announced: true,
            checklist: crate::text::checklist(self.suggestion.form),
        };
        let (unit, drawn) = (self.draw.unit, Some(Drawn { draw: self.draw.id, numbers }));
        let plan = visit::Act::Plan { visit, unit, description: Box::new(description), drawn };
        (now, By::Person(self.by), Act::Visit(plan))
    }
}

/// The draws that came to a result, as the journal will have them.
fn drawn(book: Book, steps: &[Step]) -> Vec<Draw> {
    let mut draws: BTreeMap<DrawId, Option<Draw>> = BTreeMap::new();
    for (at, by, act, _) in steps {
        let own = draws.entry(act.draw()).or_default();
        let (at, id, stamp) = (*at, ActId(uuid::Uuid::nil()), Stamp::default());
        let entry = Entry { book, seq: 0, id, by: *by, at, recorded_at: at, act: Act::Draw(act.clone()), stamp };
        *own = draw::fold(own.take(), act, &entry);
    }
    let mut drawn: Vec<Draw> = draws.into_values().flatten().filter(|own| own.state() == "drawn").collect();
    drawn.sort_by_key(|own| (own.drawn_at, own.id));
    drawn
}

/// A visit of that form to that unit which is recorded afterwards and has no draw yet: soon, best one with as many people.
fn recorded<'a>(
    own: &Draw,
    suggestion: Suggestion,
    from: Time,
    ready: &'a [Ready],
    used: &BTreeSet<VisitId>,
) -> Option<&'a Recorded> {
    let many = own.picks().len();
    let all = ready.iter().filter_map(|(at, _, act)| Some((*at, visit_of(act)?)));
    let later = all.filter(|(at, record)| {
        let fits = record.unit == own.unit && record.description.form == suggestion.form;
        let there = suggestion.site.is_none() || record.description.site == suggestion.site;
        at.0 > from.0 + 60 * MINUTE && fits && there && !used.contains(&record.visit)
    });
    // Soon, and with about as many people.
    let weeks = |at: Time| at.day().since(from.day()) / 21;
    let nearest = later.min_by_key(|(at, own)| (weeks(*at), usize::from(own.findings.people).abs_diff(many), *at));
    nearest.map(|(_, record)| record)
}

fn visit_of(act: &Act) -> Option<&Recorded> {
    if let Act::Visit(visit::Act::Record(own)) = act { Some(own) } else { None }
}
