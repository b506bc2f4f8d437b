//! What an accepted act changes in a visit. Total: never refuses, never panics.

use super::act::{Act, Recorded};
use super::{Description, Promise, Promised, Visit};
use crate::entry::Entry;
use crate::kinds::{PromiseId, UnitId, VisitId};

/// The visit after `entry`. `None` only where it was neither planned nor recorded.
#[must_use]
pub fn fold(visit: Option<Visit>, act: &Act, entry: &Entry) -> Option<Visit> {
    match act {
        Act::Plan { visit: id, unit, description, drawn } => {
            Some(visit.unwrap_or_else(|| Visit { drawn: drawn.clone(), ..new(*id, *unit, description, entry) }))
        }
        Act::Record(own) => {
            let mut visit = visit.unwrap_or_else(|| new(own.visit, own.unit, &own.description, entry));
            record(&mut visit, own, entry);
            Some(visit)
        }
        Act::Amend(_)
        | Act::Cancel { .. }
        | Act::Reinstate { .. }
        | Act::AddPromise { .. }
        | Act::KeepPromise { .. }
        | Act::DropPromise { .. }
        | Act::ReopenPromise { .. }
        | Act::Cite { .. }
        | Act::Uncite { .. }
        | Act::EraseNames { .. } => {
            let mut visit = visit?;
            change(&mut visit, act, entry);
            Some(visit)
        }
    }
}

fn new(id: VisitId, unit: UnitId, description: &Description, entry: &Entry) -> Visit {
    Visit {
        id,
        book: entry.book,
        unit,
        description: description.clone(),
        drawn: None,
        findings: None,
        promises: Vec::new(),
        made_at: entry.recorded_at,
        recorded_at: None,
        recorded_by: None,
        cancelled_at: None,
        version: entry.seq,
        former_names: Vec::new(),
        former_photos: Vec::new(),
        standards: Vec::new(),
    }
}

fn record(visit: &mut Visit, own: &Recorded, entry: &Entry) {
    visit.description = own.description.clone();
    visit.findings = Some(own.findings.clone());
    visit.promises.extend(own.promises.iter().map(made));
    visit.recorded_at = Some(entry.recorded_at);
    visit.recorded_by = Some(entry.by);
    visit.version = entry.seq;
}

fn change(visit: &mut Visit, act: &Act, entry: &Entry) {
    let now = entry.recorded_at;
    match act {
        Act::Plan { .. } | Act::Record(_) => {}
        Act::Amend(own) => {
            let before = visit.findings.take().unwrap_or_default();
            let after = own.findings.as_ref().and_then(|findings| findings.names.as_ref());
            visit.former_names.extend(before.names.filter(|names| after != Some(names)));
            visit.former_photos.extend(before.photos);
            let stays = own.findings.iter().flat_map(|findings| &findings.photos);
            let stays: Vec<_> = stays.map(|photo| &photo.hash).collect();
            visit.former_photos.retain(|photo| !stays.contains(&&photo.hash));
            visit.description = own.description.clone();
            visit.findings.clone_from(&own.findings);
            visit.version = entry.seq;
        }
        Act::Cancel { .. } => visit.cancelled_at = Some(now),
        Act::Reinstate { .. } => visit.cancelled_at = None,
        Act::AddPromise { promise, .. } => visit.promises.push(made(promise)),
        Act::KeepPromise { promise, .. } => with(visit, *promise, |own| own.kept_at = Some(now)),
        Act::DropPromise { promise, .. } => with(visit, *promise, |own| own.dropped_at = Some(now)),
        Act::ReopenPromise { promise, .. } => with(visit, *promise, reopen),
        Act::Cite { citation, .. } => {
            visit.standards.retain(|own| own.standard != citation.standard);
            visit.standards.push(*citation);
        }
        Act::Uncite { standard, .. } => visit.standards.retain(|own| own.standard != *standard),
        Act::EraseNames { names, .. } => {
            visit.former_names.retain(|own| !names.contains(own));
            if let Some(findings) = &mut visit.findings {
                findings.names.take_if(|own| names.contains(own));
            }
            visit.version = entry.seq;
        }
    }
}

fn reopen(promise: &mut Promise) {
    promise.kept_at = None;
    promise.dropped_at = None;
}

fn made(own: &Promised) -> Promise {
    let (what, who) = (own.what.clone(), own.who.clone());
    Promise { id: own.id, what, who, due: own.due, kept_at: None, dropped_at: None }
}

fn with(visit: &mut Visit, id: PromiseId, change: impl FnOnce(&mut Promise)) {
    if let Some(own) = visit.promises.iter_mut().find(|own| own.id == id) {
        change(own);
    }
}
