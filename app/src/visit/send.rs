//! From the filled-in form to acts: the visit first, then the issues raised on it. Reads fields and asks the rule; decides
//! nothing else.

use domain::act::{Act as Any, Key, Subject};
use domain::issue::act::Facts as Described;
use domain::kinds::{Book, GroupId, PersonId, Text, Time, UnitId, VisitId};
use domain::outbox::Item;
use domain::person::Person;
use domain::private::{Commitment, Private};
use domain::record::{Facts, Known, Record, check};
use domain::refusal::{Field, Refusal};
use domain::strand::Strand;
use domain::unit::Unit;
use domain::viewer::{Post, Role};
use domain::visit::act::{Amended, Recorded};
use domain::visit::{Act, Description, Findings, Form, Observations, Photo, Promised, Quote, Visit};
use leptos::prelude::{GetUntracked as _, GetValue as _, WithValue as _, untrack};
use strum::VariantArray;

use super::draft::Began;
use super::form::Desk;
use super::mend::Broken;
use super::new::Purpose;
use super::raise::{Made, found};
use super::read::Start;
use super::typed::{moment, position};
use crate::issue::Values;
use crate::outbox::{Outbox, Written};
use crate::session::Me;

/// A field's name with why it was refused.
pub type Wrong = (String, Refusal);

/// What the form is there for.
#[derive(Clone, PartialEq, Debug)]
pub struct Task {
    pub start: Start,
    pub purpose: Purpose,
    /// The one of the outbox that it mends or goes on with.
    pub broken: Option<Broken>,
}

impl Task {
    /// The unit that it is about already.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        self.start.visit.as_ref().map(|visit| visit.unit).or_else(|| self.broken.as_ref()?.unit)
    }

    /// As it is now: an issue that was sent or given up since the form was opened does not go out again behind the visit.
    #[must_use]
    pub fn still(&self, outbox: Outbox) -> Task {
        let mut own = self.clone();
        if let Some(broken) = &mut own.broken {
            broken.behind.retain(|own| outbox.item(own.proposal.id).is_some());
        }
        own
    }

    /// Has what it goes on with been sent since?
    #[must_use]
    pub fn went(&self, outbox: Outbox) -> bool {
        self.broken.as_ref().is_some_and(|own| own.refusal.is_none() && outbox.item(own.id).is_none())
    }

    /// Does it tell what came of the visit? Not of one that is only planned.
    #[must_use]
    pub fn tells(&self) -> bool {
        match self.purpose {
            Purpose::Plan => false,
            Purpose::Record => true,
            Purpose::Amend => self.start.visit.as_ref().is_some_and(|visit| visit.findings.is_some()),
        }
    }
}

/// What goes into the outbox, in this order.
pub struct Ready {
    pub visit: VisitId,
    book: Book,
    acts: Vec<Any>,
    /// Who was talked to, beside the first of them.
    private: Vec<Private>,
    /// Items of the outbox in whose place it comes.
    instead: Vec<Item>,
}

/// Reads the form and asks the rule about the visit.
///
/// # Errors
/// The field with its refusal. Nothing was kept then.
pub fn read(values: &Values, me: &Me, task: &Task, desk: Desk, now: Time) -> Result<Ready, Wrong> {
    let Task { start, broken, .. } = task;
    let missing = || ("unit".to_owned(), Refusal::NotFound);
    let unit: UnitId = values.get("unit").parse().map_err(|_| missing())?;
    let (group, node) = me.unit(unit).ok_or_else(missing)?;
    let book = Book::Group(group.id);
    let description = description(values, task, desk)?;
    let visit = start.visit.as_ref().map_or_else(|| desk.visit.get_value(), |visit| visit.id);
    let organisation = description.organisation;
    let mut private = Vec::new();
    // What others wrote since it was begun is not overwritten unseen.
    let Began { purpose: begun_as, based_on } = desk.began.get_untracked();
    let act = Any::Visit(match (task.purpose, &start.visit) {
        (Purpose::Plan, _) => {
            let drawn = broken.as_ref().and_then(|own| own.drawn.clone());
            Act::Plan { visit, unit, description: Box::new(description), drawn }
        }
        (Purpose::Amend, Some(before)) if begun_as != Purpose::Record => {
            let tells = task.tells().then(|| findings(values, start, (description.form, desk), &mut private));
            let based_on = based_on.unwrap_or(before.version);
            Act::Amend(Box::new(Amended { visit, based_on, description, findings: tells.transpose()? }))
        }
        (Purpose::Record | Purpose::Amend, _) => {
            let findings = findings(values, start, (description.form, desk), &mut private)?;
            let promises = promises(values, &desk.promised.get_untracked())?;
            Act::Record(Box::new(Recorded { visit, unit, based_on, description, findings, promises }))
        }
    });
    let mut known = known(start, group.id, crate::issue::unit_record(group, node).ok_or_else(missing)?);
    // They go out before the act that names them.
    known.files.extend(desk.photos.get_untracked().into_iter().map(|own| own.hash));
    let facts = Facts { now, book, viewer: &me.viewer, known: &known };
    let mut acts: Vec<Any> = changing(act, &facts)?.into_iter().collect();
    for own in desk.raised.get_untracked() {
        acts.extend(raised(values, &own, (visit, unit), organisation)?);
    }
    if acts.is_empty() {
        return Err((String::new(), Refusal::Unchanged));
    }
    let behind = broken.iter().flat_map(|own| &own.behind);
    let instead = broken.iter().map(|own| &own.item).chain(behind.clone()).cloned().collect();
    acts.extend(behind.map(|own| own.proposal.act.clone()));
    Ok(Ready { visit, book, acts, private, instead })
}

/// The act as the rule allows it; none where nothing would change, for issues may have been raised nevertheless.
fn changing(act: Any, facts: &Facts) -> Result<Option<Any>, Wrong> {
    match check(&undrawn(&act), facts) {
        Ok(_) => Ok(Some(act)),
        // The server says so as well, and then both versions are compared.
        Err(Refusal::Overtaken { .. }) => Ok(Some(act)),
        Err(Refusal::Unchanged) => Ok(None),
        Err(refusal) => Err((field_of(&refusal), refusal)),
    }
}

/// The draw is not on this page: what it drew is the server's to look at.
fn undrawn(act: &Any) -> Any {
    let Any::Visit(Act::Plan { visit, unit, description, .. }) = act else { return act.clone() };
    Any::Visit(Act::Plan { visit: *visit, unit: *unit, description: description.clone(), drawn: None })
}

/// Puts everything into the outbox, in place of its draft; `then` hears whether it is on the disk.
pub fn propose(outbox: Outbox, ready: Ready, draft: String, then: impl FnOnce(bool) + 'static) {
    let from = Written { draft, instead: ready.instead };
    outbox.propose_written(ready.book, (ready.acts, ready.private), from, then);
}

fn description(values: &Values, task: &Task, desk: Desk) -> Result<Description, Wrong> {
    let start = &task.start;
    let form: Form = values.get("form").parse().map_err(|_| ("form".to_owned(), Refusal::Malformed))?;
    let members = start.members.iter().map(|own| own.0);
    let members = members.chain(task.broken.iter().flat_map(|own| own.strangers(start)));
    let members: Vec<PersonId> = members.filter(|id| values.get(&format!("member-{id}")) == "1").collect();
    // Who has left the group meanwhile went nevertheless.
    let before = start.visit.iter().flat_map(|visit| visit.description.members.iter().copied());
    let gone = before.filter(|id| start.members.iter().all(|own| own.0 != *id));
    let strand = |own: &&Strand| values.get(&format!("strand-{}", <&str>::from(*own))) == "1";
    let told = start.visit.as_ref().map(|visit| &visit.description);
    let told = told.or(task.broken.as_ref().map(|own| &own.description)).map(|own| own.announced);
    let announced = if task.purpose == Purpose::Plan { values.get("announced") == "1" } else { told.unwrap_or(false) };
    Ok(Description {
        form,
        organisation: values.get("organisation").parse().ok(),
        site: if form == Form::Site { values.get("site").parse().ok() } else { None },
        place: values.maybe("place")?,
        topic: values.maybe("topic")?,
        at: moment(values.get("at")).map_err(|why| ("time".to_owned(), why))?,
        members: members.into_iter().chain(gone).collect(),
        strands: Strand::VARIANTS.iter().filter(strand).copied().collect(),
        announced,
        checklist: desk.checklist.with_value(|lists| lists.read(values, task.purpose, form))?,
    })
}

fn findings(
    values: &Values,
    start: &Start,
    (form, desk): (Form, Desk),
    private: &mut Vec<Private>,
) -> Result<Findings, Wrong> {
    let before = start.visit.as_ref().and_then(|visit| visit.findings.clone()).unwrap_or_default();
    let people = values.get("people").trim();
    let people = if people.is_empty() { Ok(0) } else { people.parse::<u16>() };
    Ok(Findings {
        people: people.map_err(|_| ("people".to_owned(), Refusal::Malformed))?,
        names: if form.names_people() { names(values, start, before.names, private)? } else { None },
        looked_at: values.maybe("looked_at")?,
        notes: values.maybe("notes")?,
        observations: Observations {
            coverage: values.maybe("coverage")?,
            discussion: values.maybe("discussion")?,
            application: values.maybe("application")?,
        },
        corrected: values.maybe("corrected")?,
        photos: photos(start.visit.as_ref(), desk),
        position: position(values.get("position")),
    })
}

/// Those of before that stay, those that come back, then those chosen with the form.
fn photos(visit: Option<&Visit>, desk: Desk) -> Vec<Photo> {
    let has = |photo: &&Photo| visit.is_some_and(|own| own.findings.iter().any(|own| own.photos.contains(photo)));
    let before = visit.into_iter().flat_map(Visit::all_photos);
    let mut all: Vec<Photo> = before.filter(|own| untrack(|| desk.stays(&own.hash, has(own)))).cloned().collect();
    let chosen = desk.photos.get_untracked().into_iter();
    let chosen = chosen.map(|own| Photo { hash: own.hash, caption: None, media: own.media });
    for photo in chosen {
        if all.iter().all(|own| own.hash != photo.hash) {
            all.push(photo);
        }
    }
    all
}

/// What is typed anew is sealed; what stays as it was keeps its commitment.
fn names(
    values: &Values,
    start: &Start,
    before: Option<Commitment>,
    private: &mut Vec<Private>,
) -> Result<Option<Commitment>, Wrong> {
    let typed = values.maybe::<4000>("names")?;
    let kept = start.names.as_deref().map(str::trim);
    match typed {
        None => Ok(None),
        Some(typed) if kept == Some(typed.as_str()) => Ok(before),
        Some(typed) => {
            let wrong = |refusal| ("names".to_owned(), refusal);
            let sealed = Outbox::seal(typed.as_str()).ok_or_else(|| wrong(Refusal::Malformed))?;
            let commitment = sealed.commitment().map_err(wrong)?;
            private.push(sealed);
            Ok(Some(commitment))
        }
    }
}

fn promises(values: &Values, rows: &[uuid::Uuid]) -> Result<Vec<Promised>, Wrong> {
    let mut promises = Vec::new();
    for id in rows {
        let (what, due) = (format!("promise-{id}"), format!("due-{id}"));
        if values.get(&what).trim().is_empty() {
            continue;
        }
        let due = values.day(&due)?.ok_or((due, Refusal::Missing { field: Field::Due }))?;
        let who = values.maybe(&format!("who-{id}"))?;
        promises.push(Promised { id: (*id).into(), what: values.text(&what)?, who, due });
    }
    Ok(promises)
}

/// The issue, unless its title was emptied.
fn raised(
    values: &Values,
    own: &Made,
    (visit, unit): (VisitId, UnitId),
    organisation: Option<domain::kinds::OrganisationId>,
) -> Result<Option<Any>, Wrong> {
    let title = format!("title-{}", own.id);
    if values.get(&title).trim().is_empty() {
        return Ok(None);
    }
    let sentence = Text::optional(&own.sentence).map_err(|why| (title.clone(), why))?;
    let category = values.get(&format!("category-{}", own.id)).parse().ok();
    let title = values.text(&title)?;
    let facts = Described { title, detail: None, category, organisation, official: None, department: None, due: None };
    Ok(Some(found(own.id.into(), unit, facts, Quote { visit, sentence })))
}

/// What the page knows: enough for the rule.
pub(super) fn known(start: &Start, group: GroupId, unit: Unit) -> Known {
    let mut known = Known::default();
    known.records.insert(Key { subject: Subject::Unit, id: unit.id.0 }, Record::Unit(unit));
    known.records.extend(start.members.iter().filter_map(|(id, name)| member_record(*id, name, group)));
    if let Some(visit) = &start.visit {
        let key = Key { subject: Subject::Visit, id: visit.id.0 };
        known.records.insert(key, Record::Visit(Box::new(visit.clone())));
    }
    known
}

/// Somebody of the group, as far as a rule asks.
pub(crate) fn member_record(id: PersonId, name: &str, group: GroupId) -> Option<(Key, Record)> {
    let (name, login) = (Text::parse(name).ok()?, Text::parse("member").ok()?);
    let roles = vec![Role::Group { group, post: Post::Member }];
    let person = Person { id, name, login, roles, demo: false, suspended_at: None };
    Some((Key { subject: Subject::Person, id: id.0 }, Record::Person(person)))
}

/// The field that a refusal by the rule belongs to.
#[must_use]
pub fn field_of(refusal: &Refusal) -> String {
    let field = refusal.field().and_then(|field| serde_json::to_value(field).ok());
    field.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
