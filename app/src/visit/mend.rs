//! Mending a refused visit: its own form begins with what was refused, and what is saved there comes in its place. Issues that
//! were refused with it, because there was no visit to raise them on, go out again behind it. One that still waits on the device is
//! gone on with in the same way, and where it is sent meanwhile, what is saved is a change of exactly that
//! (`outbox/again.rs`). Finding it is in `mend/found.rs`; one that was overtaken is compared instead (`compare.rs`).

mod banner;
mod found;

use domain::act::Act as Any;
use domain::issue::{self, Hash};
use domain::kinds::{ActId, PersonId, UnitId, VisitId};
use domain::outbox::{Item, Place};
use domain::refusal::{Field, Refusal};
use domain::visit::{Act, Description, Drawn, Findings, Photo, Promised, Visit};

use super::new::Purpose;
use super::read::Start;

pub use banner::Mends;
pub use found::{Stage, asks, stage};

/// A visit that was refused or still waits, as its form needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct Broken {
    pub id: ActId,
    /// As the outbox had it when the form was opened.
    pub item: Item,
    /// Its row on this device, kept with what is written: it may be sent before that is saved.
    pub row: Option<String>,
    /// Nothing where it still waits.
    pub refusal: Option<Refusal>,
    pub purpose: Purpose,
    pub visit: VisitId,
    /// A change stays with the unit of its visit.
    pub unit: Option<UnitId>,
    /// The entry that a change, or what was recorded of a plan, knew.
    pub based_on: Option<i64>,
    pub drawn: Option<Drawn>,
    pub description: Description,
    pub findings: Option<Findings>,
    /// Who was talked to, where it was written anew.
    names: Option<String>,
    promises: Vec<Promised>,
    /// Issues that were refused because it was, or that wait behind it.
    pub behind: Vec<Item>,
}

impl Broken {
    /// The visit of this id among the items of the outbox.
    #[must_use]
    pub fn of(id: ActId, items: &[Item]) -> Option<Broken> {
        let item = items.iter().find(|item| item.proposal.id == id)?;
        let Any::Visit(act) = &item.proposal.act else { return None };
        let (purpose, unit, description, findings) = if let Act::Plan { unit, description, .. } = act {
            (Purpose::Plan, Some(*unit), description.as_ref(), None)
        } else if let Act::Record(own) = act {
            (Purpose::Record, Some(own.unit), &own.description, Some(own.findings.clone()))
        } else if let Act::Amend(own) = act {
            (Purpose::Amend, None, &own.description, own.findings.clone())
        } else {
            // Of anything else only the words can be wrong.
            return None;
        };
        let named = findings.as_ref().and_then(|own| own.names.as_ref());
        let names = item.proposal.private.iter().find(|own| own.commitment().ok().as_ref() == named);
        Some(Broken {
            id,
            item: item.clone(),
            row: None,
            refusal: match &item.place {
                Place::Refused { refusal } => Some(refusal.clone()),
                Place::Local => None,
            },
            purpose,
            visit: act.visit(),
            unit,
            based_on: knew(act),
            drawn: if let Act::Plan { drawn, .. } = act { drawn.clone() } else { None },
            description: description.clone(),
            findings,
            names: names.map(|own| own.text.clone()),
            promises: if let Act::Record(own) = act { own.promises.clone() } else { Vec::new() },
            behind: if purpose == Purpose::Amend { Vec::new() } else { behind(act.visit(), &item.place, items) },
        })
    }

    /// The sentences of its notes from which the issues behind it were raised.
    pub fn quoted(&self) -> impl Iterator<Item = String> {
        self.behind.iter().filter_map(|own| {
            let Any::Issue(issue::Act::Find(find)) = &own.proposal.act else { return None };
            find.visit.as_ref()?.sentence.as_ref().map(ToString::to_string)
        })
    }

    /// Who went and is not known here any more: neither of the group's members nor of the visit before.
    #[must_use]
    pub fn strangers(&self, start: &Start) -> Vec<PersonId> {
        let before = start.visit.iter().flat_map(|visit| &visit.description.members);
        let known: Vec<_> = start.members.iter().map(|own| own.0).chain(before.copied()).collect();
        self.description.members.iter().copied().filter(|id| !known.contains(id)).collect()
    }
}

/// The entry that the act was made knowing, as far as it says so.
pub(super) fn knew(act: &Act) -> Option<i64> {
    match act {
        Act::Amend(own) => Some(own.based_on),
        Act::Record(own) => own.based_on,
        Act::Plan { .. }
        | Act::Cancel { .. }
        | Act::Reinstate { .. }
        | Act::AddPromise { .. }
        | Act::KeepPromise { .. }
        | Act::DropPromise { .. }
        | Act::ReopenPromise { .. }
        | Act::Cite { .. }
        | Act::Uncite { .. }
        | Act::EraseNames { .. } => None,
    }
}

/// What takes the place of the visit goes out after all that waits now, so its issues have to come behind it again.
fn behind(visit: VisitId, place: &Place, items: &[Item]) -> Vec<Item> {
    let with = match place {
        Place::Local => Place::Local,
        Place::Refused { .. } => Place::Refused { refusal: Refusal::Elsewhere { field: Field::Visit } },
    };
    let of_it = |act: &Any| {
        let Any::Issue(issue::Act::Find(find)) = act else { return false };
        find.visit.as_ref().is_some_and(|quote| quote.visit == visit)
    };
    items.iter().filter(|item| item.place == with && of_it(&item.proposal.act)).cloned().collect()
}

/// The form in which an item is mended, or gone on with before it is sent: of a visit. The item stands behind the `#`, so that
/// the page is one that lies on the device if the form does; where only the form of something else new does, the worker leads there.
#[must_use]
pub fn address(item: &Item) -> Option<String> {
    let own = Broken::of(item.proposal.id, std::slice::from_ref(item))?;
    let form = match (own.purpose, own.unit) {
        (Purpose::Plan, Some(unit)) => format!("plan=1&unit={unit}"),
        (Purpose::Record, Some(unit)) => format!("unit={unit}"),
        (Purpose::Amend, _) | (_, None) => format!("visit={}", own.visit),
    };
    Some(format!("/visits/new?{form}#{KEY}{}", own.id))
}

/// Before the item in the address.
const KEY: &str = "mend=";

/// What the fields of the form begin with: what was refused, else the visit as it is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Begins {
    pub description: Option<Description>,
    pub findings: Findings,
    pub names: Option<String>,
    pub promises: Vec<Promised>,
    /// Photos that the visit does not have yet.
    pub photos: Vec<Photo>,
    /// Photos that it has or had: which of them are to go, or to come back.
    pub turned: Vec<(Hash, bool)>,
}

impl Begins {
    #[must_use]
    pub fn of(start: &Start, broken: Option<&Broken>) -> Begins {
        let before = start.visit.as_ref();
        let has = before.and_then(|visit| visit.findings.clone()).unwrap_or_default();
        let Some(own) = broken else {
            let description = before.map(|visit| visit.description.clone());
            return Begins { description, findings: has, names: start.names.clone(), ..Begins::default() };
        };
        let findings = own.findings.clone().unwrap_or_default();
        let same = findings.names.is_some() && findings.names == has.names;
        let (photos, turned) = pictures(&findings, &has, before);
        Begins {
            description: Some(own.description.clone()),
            names: own.names.clone().or_else(|| start.names.clone().filter(|_| same)),
            promises: own.promises.clone(),
            photos,
            turned,
            findings,
        }
    }
}

/// Of the photos that are wanted: those that are new to the visit; and where its own are not as they are wanted.
fn pictures(wants: &Findings, has: &Findings, before: Option<&Visit>) -> (Vec<Photo>, Vec<(Hash, bool)>) {
    let all: Vec<&Photo> = before.into_iter().flat_map(Visit::all_photos).collect();
    let within = |photos: &[Photo], hash: &Hash| photos.iter().any(|own| own.hash == *hash);
    let new = wants.photos.iter().filter(|own| all.iter().all(|known| known.hash != own.hash));
    let turned = all.iter().map(|own| (own.hash.clone(), within(&wants.photos, &own.hash)));
    let turned = turned.filter(|(hash, wanted)| *wanted != within(&has.photos, hash));
    (new.cloned().collect(), turned.collect())
}

#[cfg(test)]
mod tests;
