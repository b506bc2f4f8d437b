//! What the pages of rounds show. Everything comes from `store::evaluation`, which gives out what the viewer may read, and nothing else.

use domain::act::{Key, Subject};
use domain::evaluation::Evaluation;
use domain::kinds::{Book, CarrierId, Day, EvaluationId, IssueId, PersonId, TemplateId, UnitId};
use domain::record::{Known, Record};
use domain::score::{Score, Values, score};
use domain::template::Tree;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::linked::Lead;
use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: EvaluationId,
    pub book: Book,
    pub number: u32,
    pub title: String,
    pub state: String,
    pub units: Vec<UnitId>,
    pub start: Day,
    pub end: Day,
    pub due: Option<Day>,
}

/// What a lead of a group may open a round with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Room {
    pub book: Book,
    /// In use, with the version that a round would freeze.
    pub templates: Vec<(TemplateId, u32, String)>,
    pub members: Vec<(PersonId, String)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Board {
    pub lines: Vec<Line>,
    pub room: Option<Room>,
}

/// One unit of a round as far as it can be told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Stand {
    pub unit: UnitId,
    /// What the platform counts now; frozen where it is published, empty for who may not see it.
    pub measured: Values,
    /// The unit's own last published round before this one, of the same kind.
    pub before: Option<Earlier>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Earlier {
    pub id: EvaluationId,
    pub number: u32,
    pub tree: Tree,
    pub values: Values,
}

impl Earlier {
    #[must_use]
    pub fn score(&self) -> Score {
        score(&self.tree, &self.values)
    }
}

/// A round, or one unit of it: `stands` has all units, or that one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub round: Evaluation,
    pub stands: Vec<Stand>,
    pub names: Vec<(PersonId, String)>,
    /// The carrier's or issue's name, where one is scored.
    pub scored: Option<String>,
    /// For who leads, as long as a rater can be replaced: members who do not grade.
    pub others: Vec<(PersonId, String)>,
    /// Of one unit: what grades lean on, and for who grades now all that there is to lean on.
    pub leads: Vec<Lead>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Evaluation, id: self.round.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Evaluation(Box::new(self.round.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

/// Rounds within reach, the newest first, and for a group's lead what to open one with.
#[server(prefix = "/api", endpoint = "evaluation/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>) -> Result<Board, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let lines = store::evaluation::list(&server.db, &viewer, book, unit).await?.into_iter().map(Line::from).collect();
    Ok(Board { lines, room: serve::room(&server, &viewer).await? })
}

/// One round within reach.
#[server(prefix = "/api", endpoint = "evaluation/detail", input = GetUrl, output = Json)]
pub async fn read_detail(evaluation: EvaluationId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, evaluation, None).await
}

/// One unit of a round within reach.
#[server(prefix = "/api", endpoint = "evaluation/sheet", input = GetUrl, output = Json)]
pub async fn read_sheet(evaluation: EvaluationId, unit: UnitId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, evaluation, Some(unit)).await
}

/// What of a unit can be scored alone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Scorable {
    pub carriers: Vec<(CarrierId, String)>,
    pub issues: Vec<(IssueId, String)>,
}

/// The carriers and issues of a unit, for its group.
#[server(prefix = "/api", endpoint = "evaluation/scorable", input = GetUrl, output = Json)]
pub async fn read_scorable(unit: UnitId) -> Result<Scorable, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::scorable(&server, &viewer, unit).await
}

impl From<Evaluation> for Line {
    fn from(own: Evaluation) -> Line {
        Line {
            state: own.state().to_owned(),
            id: own.id,
            book: own.book,
            number: own.number,
            title: own.title.to_string(),
            units: own.units,
            start: own.period.start,
            end: own.period.end,
            due: own.due,
        }
    }
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::carrier::Carrier;
    use domain::evaluation::Link;
    use domain::issue::Issue;
    use domain::score::rows::Scored;
    use domain::viewer::{Role, Viewer};

    use super::*;
    use crate::context::Server;
    use crate::evaluation::linked::serve as linked;

    /// Who of the group may grade, and by what: for who leads it.
    pub async fn room(server: &Server, viewer: &Viewer) -> Result<Option<Room>, Failure> {
        let mut books = viewer.reach().groups.into_iter().map(Book::Group);
        let Some(book) = books.find(|book| viewer.leads_group(*book)) else { return Ok(None) };
        let templates = crate::template::read::of_book(server, viewer, Some(book)).await?;
        let templates = templates.into_iter().filter(|own| own.retired_at.is_none());
        Ok(Some(Room {
            book,
            templates: templates.map(|own| (own.id, own.version, own.title.to_string())).collect(),
            members: members(server, book).await?,
        }))
    }

    pub async fn detail(
        server: &Server,
        viewer: &Viewer,
        id: EvaluationId,
        unit: Option<UnitId>,
    ) -> Result<Detail, Failure> {
        let round = store::evaluation::load(&server.db, viewer, id).await?.ok_or_else(Failure::not_found)?;
        if unit.is_some_and(|unit| round.sheet(unit).is_none()) {
            return Err(Failure::not_found());
        }
        let mut stands = Vec::new();
        for own in round.units.iter().filter(|own| unit.is_none_or(|unit| unit == **own)) {
            stands.push(stand(server, viewer, &round, *own).await?);
        }
        let names = store::record::names(&server.db, people(&round)).await?;
        let leads = match unit {
            Some(unit) => leads(server, viewer, &round, unit).await?,
            None => Vec::new(),
        };
        Ok(Detail {
            scored: scored(server, viewer, &round).await?,
            others: others(server, viewer, &round).await?,
            leads,
            history: crate::part::history::of_round(server, viewer, id).await?,
            names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
            stands,
            round,
        })
    }

    /// Figures of a unit that are not published are for the group and the office.
    async fn stand(server: &Server, viewer: &Viewer, round: &Evaluation, unit: UnitId) -> Result<Stand, Failure> {
        let frozen = round.sheet(unit).and_then(|sheet| sheet.values.clone());
        let measured = match frozen {
            Some(values) => values,
            None if viewer.sees(round.book, None, None) && round.abandoned.is_none() => {
                round.measure(&store::evaluation::rows(&server.db, round, unit, server.today()).await?)
            }
            None => Values::new(),
        };
        Ok(Stand { unit, measured, before: before(server, viewer, round, unit).await? })
    }

    async fn before(
        server: &Server,
        viewer: &Viewer,
        round: &Evaluation,
        unit: UnitId,
    ) -> Result<Option<Earlier>, Failure> {
        let until = round.published.map_or(server.now(), |by| by.at);
        let all = store::evaluation::list(&server.db, viewer, Some(round.book), Some(unit)).await?;
        let earlier = all.into_iter().filter(|own| own.id != round.id && own.scored == round.scored);
        let earlier = earlier.filter_map(|own| Some((own.published?.at, own))).filter(|(at, _)| *at < until);
        let last = earlier.max_by_key(|(at, _)| *at).map(|(_, own)| own);
        Ok(last.and_then(|own| {
            let values = own.sheet(unit)?.values.clone()?;
            Some(Earlier { id: own.id, number: own.number, tree: own.tree, values })
        }))
    }

    /// What may be leant on by who grades now; for others what is leant on in the grades that they read.
    async fn leads(server: &Server, viewer: &Viewer, round: &Evaluation, unit: UnitId) -> Result<Vec<Lead>, Failure> {
        let Some(sheet) = round.sheet(unit) else { return Ok(Vec::new()) };
        let rater = round.raters_of(unit).contains(&viewer.person) && !sheet.is_finished(viewer.person);
        if rater && round.state() == "scoring" {
            return linked::all(server, viewer, round.book, unit).await;
        }
        let links: Vec<Link> = sheet.grades.iter().flat_map(|own| own.links.clone()).collect();
        linked::of(server, viewer, &links).await
    }

    async fn scored(server: &Server, viewer: &Viewer, round: &Evaluation) -> Result<Option<String>, Failure> {
        let key = match round.scored {
            Scored::Unit | Scored::Category { .. } => return Ok(None),
            Scored::Carrier { carrier } => Key { subject: Subject::Carrier, id: carrier.0 },
            Scored::Issue { issue } => Key { subject: Subject::Issue, id: issue.0 },
        };
        let record = store::record::load(&server.db, &viewer.reach(), key).await?;
        Ok(record.and_then(|record| match Box::<Issue>::try_from(record.clone()) {
            Ok(own) => Some(issue_name(&own)),
            Err(()) => Carrier::try_from(record).ok().map(|own| own.description.name.to_string()),
        }))
    }

    fn issue_name(own: &Issue) -> String {
        format!("{} {}", own.code(), own.title)
    }

    /// # Errors
    /// Not a member of the unit's group, or no such unit for this viewer; the database.
    pub async fn scorable(server: &Server, viewer: &Viewer, unit: UnitId) -> Result<Scorable, Failure> {
        let (reach, key) = (viewer.reach(), Key { subject: Subject::Unit, id: unit.0 });
        let record = store::record::load(&server.db, &reach, key).await?;
        let Some(Record::Unit(own)) = record else { return Err(Failure::not_found()) };
        viewer.must_be_group(own.book())?;
        let (book, db) = (Some(own.book()), &server.db);
        let carriers = store::record::all(db, &reach, Subject::Carrier, book, Some(unit)).await?.into_iter();
        let carriers = carriers.filter_map(|own| Carrier::try_from(own).ok()).filter(|own| own.dropped_at.is_none());
        let issues = store::record::all(db, &reach, Subject::Issue, book, Some(unit)).await?.into_iter();
        let issues = issues.filter_map(|own| Box::<Issue>::try_from(own).ok()).filter(|own| own.state.counted());
        Ok(Scorable {
            carriers: carriers.map(|own| (own.id, own.description.name.to_string())).collect(),
            issues: issues.map(|own| (own.id, issue_name(&own))).collect(),
        })
    }

    /// Everybody of the group who may take over from a rater.
    async fn others(server: &Server, viewer: &Viewer, round: &Evaluation) -> Result<Vec<(PersonId, String)>, Failure> {
        if !viewer.leads_group(round.book) || !matches!(round.state(), "opened" | "scoring") {
            return Ok(Vec::new());
        }
        let mut members = members(server, round.book).await?;
        members.retain(|own| !round.raters.contains(&own.0));
        Ok(members)
    }

    async fn members(server: &Server, book: Book) -> Result<Vec<(PersonId, String)>, Failure> {
        let own = |role: &Role| matches!(role, Role::Group { group, .. } if Book::Group(*group) == book);
        let people = store::record::people(&server.db).await?.into_iter();
        let people = people.filter(|person| person.suspended_at.is_none() && person.roles.iter().any(own));
        Ok(people.map(|person| (person.id, person.name.to_string())).collect())
    }

    /// Everybody whom the round, as it is shown, names.
    fn people(round: &Evaluation) -> std::collections::BTreeSet<PersonId> {
        let mut people: std::collections::BTreeSet<PersonId> = round.raters.iter().copied().collect();
        people.extend(round.replaced.iter().map(|own| own.former));
        for sheet in &round.sheets {
            people.extend(sheet.raters.iter().copied().chain(sheet.grades.iter().map(|own| own.by.person)));
            people.extend(sheet.remarks.iter().map(|own| own.by.person));
            people.extend(sheet.agreed.iter().map(|own| own.by.person));
        }
        people
    }
}
