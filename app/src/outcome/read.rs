//! What the pages of outcomes show, read within the viewer's reach; lessons come from `store::lesson`, which gives out nothing
//! by which one could tell whose they are.

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, OutcomeId, UnitId};
use domain::outcome::{Lesson, Link, Outcome};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: OutcomeId,
    pub unit: UnitId,
    pub title: String,
    pub state: String,
    pub told: Day,
    pub links: usize,
    pub pictures: usize,
}

/// A record to link, by its name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lead {
    pub link: Link,
    pub title: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub outcome: Outcome,
    /// What it came from, as far as the viewer may know of it.
    pub leads: Vec<Lead>,
    /// Names that a lesson must not say; for who may publish one.
    pub names: Vec<String>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Outcome, id: self.outcome.id.0 }
    }

    /// Enough for what names neither records nor files.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Outcome(Box::new(self.outcome.clone())));
        known
    }
}

impl From<&Outcome> for Line {
    fn from(own: &Outcome) -> Line {
        Line {
            id: own.id,
            unit: own.unit,
            title: own.content.title.to_string(),
            state: own.state().to_owned(),
            told: own.told.at.day(),
            links: own.links.len(),
            pictures: own.pictures.len(),
        }
    }
}

/// Outcomes within reach, the newest first.
#[server(prefix = "/api", endpoint = "outcome/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let scope = crate::part::records::Scope { book, unit, as_of };
    let all: Vec<Box<Outcome>> = scope.records(&server.db, &viewer.reach(), Subject::Outcome).await?;
    let mut lines: Vec<Line> = all.iter().map(|own| Line::from(own.as_ref())).collect();
    lines.sort_by_key(|own| (std::cmp::Reverse(own.told), own.title.clone()));
    Ok(lines)
}

/// One outcome within reach.
#[server(prefix = "/api", endpoint = "outcome/detail", input = GetUrl, output = Json)]
pub async fn read_detail(outcome: OutcomeId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, outcome).await
}

/// Carriers, issues and rules of the outcome's unit whose name has this text in it: a few, to choose from.
#[server(prefix = "/api", endpoint = "outcome/candidates", input = GetUrl, output = Json)]
pub async fn read_candidates(outcome: OutcomeId, text: String) -> Result<Vec<Lead>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::candidates(&server, &viewer, outcome, &text).await
}

/// What others may learn, the newest first; those that have this text in them.
#[server(prefix = "/api", endpoint = "outcome/lessons", input = GetUrl, output = Json)]
pub async fn read_lessons(text: String) -> Result<Vec<(Day, Lesson)>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let text = text.trim();
    let has = |own: &Lesson| own.title.as_str().contains(text) || own.text.as_str().contains(text);
    Ok(store::lesson::all(&server.db, &viewer).await?.into_iter().filter(|own| has(&own.1)).collect())
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::carrier::Carrier;
    use domain::issue::Issue;
    use domain::rule::Rule;
    use domain::viewer::Viewer;

    use super::{Detail, Failure, Key, Known, Lead, Lesson, Link, Outcome, OutcomeId, Record, Subject};
    use crate::context::Server;

    /// Offered at once; who wants another asks more closely.
    const FIRST: usize = 10;

    async fn load(server: &Server, viewer: &Viewer, id: OutcomeId) -> Result<Outcome, Failure> {
        let key = Key { subject: Subject::Outcome, id: id.0 };
        let own = store::record::load(&server.db, &viewer.reach(), key).await?;
        own.and_then(|record| Box::<Outcome>::try_from(record).ok()).map(|own| *own).ok_or_else(Failure::not_found)
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: OutcomeId) -> Result<Detail, Failure> {
        let own = load(server, viewer, id).await?;
        let keys = own.links.iter().map(|link| link.key());
        let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
        let key = Key { subject: Subject::Outcome, id: id.0 };
        let names = if viewer.in_group(own.book) { names(server, viewer, &own, &found).await? } else { Vec::new() };
        Ok(Detail {
            leads: found.iter().filter_map(|(_, record)| lead(record)).collect(),
            names,
            history: crate::part::history::of(server, key).await?,
            outcome: own,
        })
    }

    fn lead(record: &Record) -> Option<Lead> {
        if let Ok(own) = <&Box<Issue>>::try_from(record) {
            let title = format!("{} {}", own.code(), own.title);
            return Some(Lead { link: Link::Issue { issue: own.id }, title });
        }
        if let Ok(own) = <&Carrier>::try_from(record) {
            return Some(Lead { link: Link::Carrier { carrier: own.id }, title: own.description.name.to_string() });
        }
        let own = <&Rule>::try_from(record).ok()?;
        Some(Lead { link: Link::Rule { rule: own.id }, title: own.description.title.to_string() })
    }

    /// The names in the words that a lesson would begin with, and in the one that stands: whoever writes it sees what has
    /// to go.
    async fn names(
        server: &Server,
        viewer: &Viewer,
        own: &Outcome,
        found: &[(Key, Record)],
    ) -> Result<Vec<String>, Failure> {
        let mut known = Known::default();
        known.records.extend(found.iter().cloned());
        let unit = Key { subject: Subject::Unit, id: own.unit.0 };
        known.records.extend(store::record::some(&server.db, &viewer.reach(), [unit]).await?);
        // accounts are the office's; who told it the history says as well, who works there the page of the unit
        let people = store::record::people(&server.db).await?.into_iter();
        known.records.extend(people.map(|own| (Key { subject: Subject::Person, id: own.id.0 }, Record::Person(own))));
        let first = Lesson { title: own.content.title.clone(), text: own.content.text.clone() };
        let lessons = std::iter::once(&first).chain(own.public());
        let mut all: Vec<String> = Vec::new();
        for name in lessons.flat_map(|lesson| domain::outcome::names(own, lesson, &known)) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        Ok(all)
    }

    pub async fn candidates(server: &Server, viewer: &Viewer, id: OutcomeId, text: &str) -> Result<Vec<Lead>, Failure> {
        let own = load(server, viewer, id).await?;
        let (reach, text) = (viewer.reach(), text.trim());
        let mut leads = Vec::new();
        for subject in [Subject::Carrier, Subject::Rule] {
            let all = store::record::all(&server.db, &reach, subject, Some(own.book), Some(own.unit)).await?;
            leads.extend(all.iter().filter_map(lead).filter(|lead| lead.title.contains(text)));
        }
        let filter = domain::issue::list::Filter { unit: Some(own.unit), text: text.to_owned(), ..Default::default() };
        let page = store::issue::list(&server.db, &reach, &filter, server.today()).await?;
        leads.extend(page.lines.into_iter().map(|line| Lead {
            link: Link::Issue { issue: line.id },
            title: format!("{} {}", line.code(), line.title),
        }));
        leads.retain(|lead| !own.links.contains(&lead.link));
        leads.truncate(FIRST);
        Ok(leads)
    }
}
