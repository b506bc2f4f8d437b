//! What the pages of visits show, read within the viewer's reach. A unit gets nothing of what is the group's own.

use domain::act::{Key, Subject};
use domain::issue::list::Line as IssueLine;
use domain::kinds::{PersonId, Title, UnitId, VisitId};
use domain::record::{Known, Record};
use domain::visit::list::Page;
use domain::visit::{Form, Promise, Visit};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::draw::read::Origin;
use crate::failure::Failure;
use crate::library::read::Lent;
use crate::part::history::Told;
use crate::wire::Json;

/// One visit, with what was raised there and its history, as far as the viewer reads it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub visit: Visit,
    pub members: Vec<(PersonId, String)>,
    pub organisation: Option<String>,
    /// The unit does not know of it yet.
    pub hidden: bool,
    /// Who was talked to; for the group alone.
    pub names: Option<String>,
    pub issues: Vec<IssueLine>,
    /// The entries of the library that it leant on; not for a unit.
    pub lent: Vec<Lent>,
    /// From which draw it comes, for who may know of that.
    pub origin: Option<Origin>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Visit, id: self.visit.id.0 }
    }

    /// What the rules of the visit look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Visit(Box::new(self.visit.clone())));
        known
    }
}

/// What the form of a visit begins with.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Start {
    /// Members of the viewer's group.
    pub members: Vec<(PersonId, String)>,
    /// The visit that is recorded or changed.
    pub visit: Option<Visit>,
    pub names: Option<String>,
    /// Sentences of its notes that are issues already.
    pub raised: Vec<String>,
    /// What the group looked at last on a visit of each form.
    #[serde(default)]
    pub checklists: Vec<(Form, Vec<Title>)>,
    /// What is open of its unit, or of the one that was asked for: on the page itself, so that it is there without network.
    pub room: Option<Room>,
}

/// What is open of a unit: on screen while there.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Room {
    pub unit: Option<UnitId>,
    pub promises: Vec<Open>,
    /// The first of its open issues, and how many there are.
    pub issues: Vec<IssueLine>,
    pub open: u32,
}

/// A promise that is still to be kept, with the visit on which it was made.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Open {
    pub visit: VisitId,
    pub form: Form,
    pub topic: Option<String>,
    pub promise: Promise,
}

/// One page of the list. `filter` is a [`domain::visit::list::Filter`] as JSON.
#[server(prefix = "/api", endpoint = "visit/list", input = GetUrl, output = Json)]
pub async fn visit_list(filter: String) -> Result<Page, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let filter = serde_json::from_str(&filter).map_err(|_| Failure::from(domain::refusal::Refusal::Malformed))?;
    Ok(store::visit::list(&context::server().db, &viewer.reach(), &filter).await?)
}

/// One visit within reach.
#[server(prefix = "/api", endpoint = "visit/detail", input = GetUrl, output = Json)]
pub async fn read_detail(visit: VisitId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    ssr::detail(&context::server(), &viewer, visit).await
}

/// What the form begins with; `visit` is empty for a new one, which may be of `unit`. For the group alone.
#[server(prefix = "/api", endpoint = "visit/start", input = GetUrl, output = Json)]
pub async fn read_start(visit: String, unit: Option<UnitId>) -> Result<Start, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    ssr::start(&context::server(), &viewer, &visit, unit).await
}

/// What is open of a unit within reach.
#[server(prefix = "/api", endpoint = "visit/room", input = GetUrl, output = Json)]
pub async fn read_room(unit: UnitId) -> Result<Room, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    ssr::room(&context::server(), &viewer, unit).await
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::issue::State;
    use domain::issue::list::Filter;
    use domain::unit::Unit;
    use domain::viewer::{Reach, Role, Viewer};
    use domain::visit::Sight;

    use super::{Detail, Failure, Key, Open, Record, Room, Start, Subject, Told, UnitId, Visit, VisitId};
    use crate::context::Server;

    pub async fn load(server: &Server, viewer: &Viewer, id: VisitId) -> Result<Visit, Failure> {
        let key = Key { subject: Subject::Visit, id: id.0 };
        match store::record::load(&server.db, &viewer.reach(), key).await? {
            Some(Record::Visit(visit)) => Ok(*visit),
            Some(_) | None => Err(Failure::not_found()),
        }
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: VisitId) -> Result<Detail, Failure> {
        let visit = load(server, viewer, id).await?;
        let members = store::record::names(&server.db, visit.description.members.iter().copied()).await?;
        let show = |record: Record| {
            let Record::Visit(own) = record else { return Some(record) };
            let known = viewer.sees(own.book, own.seen_by(), own.seen_by_organisation());
            known.then(|| Record::Visit(Box::new(own.shown_to(viewer))))
        };
        let key = Key { subject: Subject::Visit, id: id.0 };
        Ok(Detail {
            members: members.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
            organisation: organisation(server, &visit).await?,
            hidden: !visit.known_to_unit(),
            names: names(server, viewer, &visit).await?,
            lent: crate::library::read::lent(server, viewer, &visit.standards).await?,
            issues: store::issue::raised(&server.db, &viewer.reach(), id).await?,
            origin: crate::draw::serve::origin(server, viewer, &visit).await?,
            history: {
                let mut told = crate::part::history::of_shown(server, key, show).await?;
                // what it was measured by is the group's own, and that it was
                let inside = |own: &Told| matches!(own.kind.as_str(), "visit.cite" | "visit.uncite");
                told.retain(|own| visit.sight(viewer) != Sight::Unit || !inside(own));
                told
            },
            visit: visit.shown_to(viewer),
        })
    }

    /// Who was talked to: for the group alone.
    async fn names(server: &Server, viewer: &Viewer, visit: &Visit) -> Result<Option<String>, Failure> {
        let named = visit.findings.as_ref().and_then(|findings| findings.names.as_ref());
        let Some(named) = named.filter(|_| visit.sight(viewer) == Sight::Whole) else { return Ok(None) };
        let key = Key { subject: Subject::Visit, id: visit.id.0 };
        let mut kept = store::private::of(&server.db, key).await?;
        Ok(kept.remove(named).map(|own| own.text))
    }

    /// To everybody but a group there is no form, and no foreign visit in it.
    pub async fn start(server: &Server, viewer: &Viewer, visit: &str, unit: Option<UnitId>) -> Result<Start, Failure> {
        let groups = viewer.reach().groups;
        if groups.is_empty() {
            return Err(Failure::not_found());
        }
        let visit = match visit.parse::<VisitId>() {
            Ok(id) => Some(load(server, viewer, id).await?),
            Err(_) if visit.is_empty() => None,
            Err(_) => return Err(Failure::not_found()),
        };
        if visit.as_ref().is_some_and(|visit| visit.sight(viewer) != Sight::Whole) {
            return Err(Failure::not_found());
        }
        let own = |role: &Role| matches!(role, Role::Group { group, .. } if groups.contains(group));
        let people = store::record::people(&server.db).await?.into_iter();
        let people = people.filter(|person| person.suspended_at.is_none() && person.roles.iter().any(own));
        let members = people.map(|person| (person.id, person.name.to_string())).collect();
        let (names, raised) = match &visit {
            Some(visit) => (names(server, viewer, visit).await?, raised(server, viewer, visit.id).await?),
            None => (None, Vec::new()),
        };
        let room = match visit.as_ref().map(|visit| visit.unit).or(unit) {
            // For another one, or none, the page asks by itself.
            Some(unit) => room(server, viewer, unit).await.ok(),
            None => None,
        };
        let checklists = store::visit::checklists(&server.db, &groups).await?;
        Ok(Start { members, visit, names, raised, checklists, room })
    }

    /// The sentences from which issues were raised that still stand.
    async fn raised(server: &Server, viewer: &Viewer, visit: VisitId) -> Result<Vec<String>, Failure> {
        let (db, reach) = (&server.db, viewer.reach());
        let lines = store::issue::raised(db, &reach, visit).await?.into_iter();
        let standing = lines.filter(|line| line.state != State::Withdrawn);
        let keys: Vec<Key> = standing.map(|line| Key { subject: Subject::Issue, id: line.id.0 }).collect();
        let sentence = |record| {
            let Record::Issue(issue) = record else { return None };
            issue.visit?.sentence.map(|own| own.to_string())
        };
        let issues = store::record::some(db, &reach, keys).await?.into_iter();
        Ok(issues.filter_map(|(_, record)| sentence(record)).collect())
    }

    pub async fn room(server: &Server, viewer: &Viewer, unit: UnitId) -> Result<Room, Failure> {
        let (db, reach, today) = (&server.db, viewer.reach(), server.today());
        let key = Key { subject: Subject::Unit, id: unit.0 };
        store::record::load(db, &reach, key).await?.ok_or_else(Failure::not_found)?;
        let visits = store::visit::promised(db, &reach, None, Some(unit)).await?.into_iter();
        let mut promises: Vec<Open> = visits
            .flat_map(|visit| {
                let topic = visit.description.topic.map(|topic| topic.to_string());
                let (id, form) = (visit.id, visit.description.form);
                let open = visit.promises.into_iter().filter(|own| own.open());
                open.map(move |promise| Open { visit: id, form, topic: topic.clone(), promise })
            })
            .collect();
        promises.sort_by_key(|own| own.promise.due);
        let filter = Filter { unit: Some(unit), states: crate::issue::filter::open_states(), ..Filter::default() };
        let page = store::issue::list(db, &reach, &filter, today).await?;
        let issues = page.lines.into_iter().take(12).collect();
        Ok(Room { unit: Some(unit), promises, issues, open: page.total })
    }

    /// Whoever sees a visit may know what its organisation is called.
    async fn organisation(server: &Server, visit: &Visit) -> Result<Option<String>, Failure> {
        let Some(id) = visit.description.organisation else { return Ok(None) };
        let home = Reach { units: vec![visit.unit], ..Reach::default() };
        let key = Key { subject: Subject::Unit, id: visit.unit.0 };
        let unit = store::record::load(&server.db, &home, key).await?.and_then(|own| Unit::try_from(own).ok());
        Ok(unit.and_then(|unit| unit.organisation(id).map(|own| own.name.to_string())))
    }
}
