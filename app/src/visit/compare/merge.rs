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
mod tests {
    use domain::kinds::{Day, Text, Time, Title};
    use domain::strand::Strand;
    use domain::visit::{Form, Observations, Photo, Point, Position, Seen, Site};

    use super::*;

    fn version() -> Version {
        let description = Description {
            form: Form::Seminar,
            organisation: None,
            site: None,
            place: None,
            topic: None,
            at: Time(0),
            members: Vec::new(),
            strands: Vec::new(),
            announced: false,
            checklist: Vec::new(),
        };
        Version { description, findings: Some(Findings::default()), names: None, promises: Vec::new() }
    }

    /// Theirs, changed.
    fn but(change: impl FnOnce(&mut Version)) -> Version {
        let mut own = version();
        change(&mut own);
        own
    }

    #[test]
    fn what_differs_is_found_and_each_field_is_chosen_by_itself() {
        let notes = |own: &mut Version, text: &str| {
            own.findings.as_mut().unwrap().notes = Some(Note::parse(text).unwrap());
        };
        let mine = but(|own| {
            notes(own, "我记的");
            own.description.topic = Some(Title::parse("夜间开放").unwrap());
            (own.description.form, own.description.site) = (Form::Site, Some(Site::Canteen));
        });
        let theirs = but(|own| notes(own, "别人记的"));
        assert_eq!(differing(&mine, &theirs), [Part::Form, Part::Topic, Part::Notes]);
        assert_eq!(merged(&mine, &theirs, &BTreeSet::new()), mine);
        assert_eq!(merged(&mine, &theirs, &BTreeSet::from([Part::Form, Part::Topic, Part::Notes])), theirs);
        let both = merged(&mine, &theirs, &BTreeSet::from([Part::Notes]));
        assert_eq!(both.findings, theirs.findings);
        assert_eq!(both.description, mine.description);
    }

    /// Different in everything that is amended.
    fn other() -> Version {
        let note = |text: &str| Some(Note::parse(text).unwrap());
        let observations =
            Observations { coverage: note("覆盖"), discussion: note("研讨"), application: note("转化") };
        let hash = Text::parse(&"a".repeat(64)).unwrap();
        let findings = Findings {
            people: 3,
            names: Some(hash.clone()),
            looked_at: note("食堂"),
            notes: note("锁门早"),
            observations,
            corrected: note("当场改"),
            photos: vec![Photo { hash, caption: None, media: Text::parse("image/jpeg").unwrap() }],
            position: Some(Position { latitude: 1, longitude: 2, accuracy: 3 }),
        };
        let promise = Promised {
            id: uuid::Uuid::nil().into(),
            what: Note::parse("开两个晚上").unwrap(),
            who: None,
            due: Day::parse("2023-08-10").unwrap(),
        };
        let description = Description {
            form: Form::Interview,
            organisation: Some(uuid::Uuid::nil().into()),
            site: None,
            place: Some(Text::parse("二楼").unwrap()),
            topic: Some(Text::parse("夜间开放").unwrap()),
            at: Time(60_000_000),
            members: vec![domain::cast::HEAD.id],
            strands: vec![Strand::Study],
            announced: false,
            checklist: vec![Point { seen: Some(Seen::Lacking), ..Point::open(Title::parse("登记本").unwrap()) }],
        };
        Version { description, findings: Some(findings), names: None, promises: vec![promise] }
    }

    #[test]
    fn every_field_that_is_amended_is_compared_and_can_be_chosen() {
        assert_eq!(differing(&other(), &version()), Part::VARIANTS);
        assert_eq!(merged(&other(), &version(), &BTreeSet::new()), other());
        assert_eq!(differing(&version(), &version()), []);
        let turned = |strands: [Strand; 2]| but(|own| own.description.strands = strands.to_vec());
        let both = [Strand::Study, Strand::Research];
        assert_eq!(differing(&turned(both), &turned([both[1], both[0]])), []);
    }

    #[test]
    fn what_only_one_of_them_changed_is_chosen_and_what_both_changed_is_left() {
        let topic = |own: &mut Version, text: &str| own.description.topic = Some(Title::parse(text).unwrap());
        let place = |own: &mut Version, text: &str| own.description.place = Some(Text::parse(text).unwrap());
        let people = |own: &mut Version, many: u16| own.findings.as_mut().unwrap().people = many;
        let began = but(|own| people(own, 1));
        let mine = but(|own| {
            topic(own, "我的内容");
            people(own, 2);
        });
        let theirs = but(|own| {
            place(own, "二楼");
            people(own, 3);
        });
        let chosen = alone(&began, &mine, &theirs);
        assert_eq!(chosen, Chosen::from([(Part::Topic, false), (Part::Place, true)]));
        let not = chosen.into_iter().filter(|own| own.1).map(|own| own.0).collect();
        let both = merged(&mine, &theirs, &not);
        assert_eq!(
            (&both.description.topic, &both.description.place),
            (&mine.description.topic, &theirs.description.place)
        );
    }

    #[test]
    fn what_both_changed_to_the_same_is_no_difference_and_promises_are_always_asked_about() {
        let began = version();
        let mine = Version { findings: other().findings, promises: other().promises, ..version() };
        let theirs = Version { promises: Vec::new(), ..mine.clone() };
        assert_eq!(differing(&mine, &theirs), [Part::Promises]);
        assert_eq!(alone(&began, &mine, &theirs), Chosen::new());
        assert_eq!(alone(&began, &other(), &version()).len(), Part::VARIANTS.len() - 1, "only one wrote anything");
    }

    #[test]
    fn nothing_came_of_a_visit_that_is_only_planned() {
        let mine = but(|own| own.findings.as_mut().unwrap().people = 3);
        let theirs = but(|own| own.findings = None);
        assert_eq!(merged(&mine, &theirs, &BTreeSet::new()), theirs);
    }
}
