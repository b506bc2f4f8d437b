//! Two versions of a visit: where they differ, which of them changed a field since both began, each field in words, and the one
//! that is made of both. Pure.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Act as Any;
use domain::kinds::{Note, OrganisationId, PersonId};
use domain::outbox::{Item, Place};
use domain::refusal::Refusal;
use domain::visit::{Act, Description, Findings, Promised, Visit};
use strum::VariantArray as _;

use crate::part::moment_text;
use crate::texts::Texts;
use crate::visit::{detail::comma, words};

/// What is chosen as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// With the kind of site, which only a site visit has.
    Form,
    Organisation,
    Place,
    Topic,
    Time,
    Members,
    Strands,
    Checklist,
    People,
    Names,
    LookedAt,
    Notes,
    Coverage,
    Discussion,
    Application,
    Corrected,
    Photos,
    Position,
    Promises,
}

/// What somebody wrote about a visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    pub description: Description,
    pub findings: Option<Findings>,
    /// Who was talked to, as far as it can be read here.
    pub names: Option<String>,
    /// Here: those that would be added.
    pub promises: Vec<Promised>,
}

impl Version {
    /// What this device wrote, where somebody else was first.
    #[must_use]
    pub fn mine(item: &Item) -> Option<Version> {
        if !matches!(&item.place, Place::Refused { refusal: Refusal::Overtaken { .. } }) {
            return None;
        }
        let Any::Visit(act) = &item.proposal.act else { return None };
        let (description, findings, promises) = if let Act::Record(own) = act {
            (own.description.clone(), Some(own.findings.clone()), own.promises.clone())
        } else if let Act::Amend(own) = act {
            (own.description.clone(), own.findings.clone(), Vec::new())
        } else {
            // Nothing else is overtaken.
            return None;
        };
        let named = findings.as_ref().and_then(|own| own.names.as_ref());
        let own = item.proposal.private.iter().find(|own| own.commitment().ok().as_ref() == named);
        let names = own.map(|own| own.text.clone());
        Some(Version { description, findings, names, promises })
    }

    /// What the server has.
    #[must_use]
    pub fn theirs(visit: &Visit, names: Option<String>) -> Version {
        let promised = visit.promises.iter().cloned();
        let promises = promised.map(|own| Promised { id: own.id, what: own.what, who: own.who, due: own.due });
        let (description, findings) = (visit.description.clone(), visit.findings.clone());
        Version { description, findings, names, promises: promises.collect() }
    }
}

/// Where they differ. Promises are added to those that are there, so they differ where there are any.
#[must_use]
pub fn differing(mine: &Version, theirs: &Version) -> Vec<Part> {
    let bare = ordered(Version { promises: Vec::new(), ..theirs.clone() });
    let mine = ordered(mine.clone());
    let differs = |part: &Part| {
        let mut both = bare.clone();
        take(*part, &mine, &mut both);
        both != bare
    };
    Part::VARIANTS.iter().copied().filter(differs).collect()
}

/// Fields that are chosen: `true` for what the server has.
pub type Chosen = BTreeMap<Part, bool>;

/// Where only one of them changed a field since both began, that one is chosen: the other did not touch it. What both changed is
/// the person's to choose, and so are promises, which may have been noted by both.
#[must_use]
pub fn alone(began: &Version, mine: &Version, theirs: &Version) -> Chosen {
    let (here, there) = (differing(began, mine), differing(began, theirs));
    let whose = |part: Part| match (here.contains(&part), there.contains(&part)) {
        (true, false) => Some((part, false)),
        (false, true) => Some((part, true)),
        (true, true) | (false, false) => None,
    };
    differing(mine, theirs).into_iter().filter(|part| *part != Part::Promises).filter_map(whose).collect()
}

/// In which order people and strands were ticked makes no difference.
fn ordered(mut own: Version) -> Version {
    own.description.members.sort_unstable();
    own.description.strands.sort_unstable();
    own
}

/// Theirs, with every field of mine but these.
#[must_use]
pub fn merged(mine: &Version, theirs: &Version, not: &BTreeSet<Part>) -> Version {
    let mut both = Version { promises: Vec::new(), ..theirs.clone() };
    for part in differing(mine, theirs).into_iter().filter(|part| !not.contains(part)) {
        take(part, mine, &mut both);
    }
    both
}

fn take(part: Part, mine: &Version, into: &mut Version) {
    about(part, &mine.description, &mut into.description);
    // A visit that is only planned has no findings to change.
    if let (Some(from), Some(to)) = (&mine.findings, &mut into.findings) {
        found(part, from, to);
    }
    if part == Part::Promises {
        into.promises.clone_from(&mine.promises);
    }
}

fn about(part: Part, from: &Description, to: &mut Description) {
    match part {
        Part::Form => (to.form, to.site) = (from.form, from.site),
        Part::Organisation => to.organisation = from.organisation,
        Part::Place => to.place.clone_from(&from.place),
        Part::Topic => to.topic.clone_from(&from.topic),
        Part::Time => to.at = from.at,
        Part::Members => to.members.clone_from(&from.members),
        Part::Strands => to.strands.clone_from(&from.strands),
        Part::Checklist => to.checklist.clone_from(&from.checklist),
        Part::People
        | Part::Names
        | Part::LookedAt
        | Part::Notes
        | Part::Coverage
        | Part::Discussion
        | Part::Application
        | Part::Corrected
        | Part::Photos
        | Part::Position
        | Part::Promises => {}
    }
}

fn found(part: Part, from: &Findings, to: &mut Findings) {
    let (seen, own) = (&from.observations, &mut to.observations);
    match part {
        Part::People => to.people = from.people,
        Part::Names => to.names.clone_from(&from.names),
        Part::LookedAt => to.looked_at.clone_from(&from.looked_at),
        Part::Notes => to.notes.clone_from(&from.notes),
        Part::Coverage => own.coverage.clone_from(&seen.coverage),
        Part::Discussion => own.discussion.clone_from(&seen.discussion),
        Part::Application => own.application.clone_from(&seen.application),
        Part::Corrected => to.corrected.clone_from(&from.corrected),
        Part::Photos => to.photos.clone_from(&from.photos),
        Part::Position => to.position = from.position,
        Part::Form
        | Part::Organisation
        | Part::Place
        | Part::Topic
        | Part::Time
        | Part::Members
        | Part::Strands
        | Part::Checklist
        | Part::Promises => {}
    }
}

/// What people and organisations are called here.
pub struct Called {
    pub members: Vec<(PersonId, String)>,
    pub organisations: Vec<(OrganisationId, String)>,
}

/// What the field is called.
#[must_use]
pub fn word(part: Part, t: Texts) -> &'static str {
    match part {
        Part::Form => t.visit.form(),
        Part::Organisation => t.field.organisation(),
        Part::Place => t.field.place(),
        Part::Topic => t.visit.topic(),
        Part::Time => t.field.time(),
        Part::Members => t.field.members(),
        Part::Strands => t.visit.strand(),
        Part::Checklist => t.field.checklist(),
        Part::People => t.visit.people(),
        Part::Names => t.field.names(),
        Part::LookedAt => t.visit.looked_at(),
        Part::Notes => t.visit.notes(),
        Part::Coverage => t.visit.coverage(),
        Part::Discussion => t.visit.discussion(),
        Part::Application => t.visit.application(),
        Part::Corrected => t.visit.corrected(),
        Part::Photos => t.field.photo(),
        Part::Position => t.visit.position(),
        Part::Promises => t.visit.promises(),
    }
}

/// The field in words; empty where nothing stands in it.
#[must_use]
pub fn told(part: Part, own: &Version, called: &Called, t: Texts) -> String {
    let about = &own.description;
    let found = |get: fn(&Findings) -> &Option<Note>| {
        own.findings.as_ref().and_then(|own| get(own).as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    match part {
        Part::Form => {
            let site = about.site.map(|site| words::site(site, t));
            [Some(words::form(about.form, t)), site].into_iter().flatten().collect::<Vec<_>>().join("·")
        }
        Part::Organisation => about.organisation.map_or_else(
            || t.visit.whole_unit().to_owned(),
            |id| called.organisations.iter().find(|own| own.0 == id).map(|own| own.1.clone()).unwrap_or_default(),
        ),
        Part::Place => about.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        Part::Topic => about.topic.as_ref().map(ToString::to_string).unwrap_or_default(),
        Part::Time => moment_text(about.at, t.lang),
        Part::Members => people(&about.members, called, t),
        Part::Strands => words::strands(&about.strands, t),
        Part::Checklist => about.checklist.iter().map(|own| words::point(own, t)).collect::<Vec<_>>().join("\n"),
        Part::People => own.findings.as_ref().map(|own| t.visit.people_many(own.people)).unwrap_or_default(),
        Part::Names => own.names.clone().unwrap_or_default(),
        Part::LookedAt => found(|own| &own.looked_at),
        Part::Notes => found(|own| &own.notes),
        Part::Coverage => found(|own| &own.observations.coverage),
        Part::Discussion => found(|own| &own.observations.discussion),
        Part::Application => found(|own| &own.observations.application),
        Part::Corrected => found(|own| &own.corrected),
        Part::Photos => own.findings.as_ref().map(|own| t.visit.photos_many(own.photos.len())).unwrap_or_default(),
        Part::Position => {
            let at = own.findings.as_ref().and_then(|own| own.position);
            at.map(|at| words::position(at, t)).unwrap_or_default()
        }
        Part::Promises => own.promises.iter().map(|own| own.what.to_string()).collect::<Vec<_>>().join("\n"),
    }
}

fn people(ids: &[PersonId], called: &Called, t: Texts) -> String {
    let name = |id: &PersonId| {
        let own = called.members.iter().find(|own| own.0 == *id);
        own.map_or_else(|| t.issue.someone().to_owned(), |own| own.1.clone())
    };
    ids.iter().map(name).collect::<Vec<_>>().join(comma(t))
}

#[cfg(test)]
mod tests;
