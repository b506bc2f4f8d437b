//! What the pages of deployments show. Everything comes from `store::shared`, which gives out what the viewer may read.

use domain::act::{Key, Subject};
use domain::deployment::{Deployment, Place};
use domain::kinds::{Book, Day, DeploymentId, PersonId, UnitId};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: DeploymentId,
    pub book: Book,
    pub number: u32,
    pub title: String,
    pub state: String,
    pub opened: Day,
    /// Places, and for each of the three steps how many have taken it.
    pub places: usize,
    pub taken: [usize; 3],
    /// The longest that an organisation follows its unit, in days.
    pub longest: Option<i64>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub deployment: Deployment,
    pub names: Vec<(PersonId, String)>,
    /// The records that reports rest on, and those on which this viewer's own may rest.
    pub rests: Vec<Rest>,
    pub history: Vec<Told>,
}

/// A record of a unit that shows a step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rest {
    pub key: Key,
    pub unit: UnitId,
    pub title: String,
}

impl Rest {
    #[must_use]
    pub fn href(key: Key) -> String {
        format!("/{}s/{}", <&str>::from(key.subject), key.id)
    }
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Deployment, id: self.deployment.id.0 }
    }

    /// Enough for everything but what names units, files and other records.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Deployment(Box::new(self.deployment.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

impl Line {
    #[must_use]
    pub fn of(own: &Deployment, today: Day) -> Line {
        use domain::deployment::Step;
        let steps = [Step::Deployed, Step::Inspected, Step::Assessed];
        let places: Vec<Place> = own.content.places().collect();
        let lags = places.iter().flat_map(|place| steps.iter().filter_map(|step| own.lag(*place, *step, today)));
        Line {
            id: own.id,
            book: own.book,
            number: own.number,
            title: own.content.title.to_string(),
            state: own.state().to_owned(),
            opened: own.opened.at.day(),
            taken: steps.map(|step| places.iter().filter(|place| own.step(**place, step).is_some()).count()),
            longest: lags.max().filter(|_| own.runs()),
            places: places.len(),
        }
    }
}

/// Deployments within reach, the newest first.
#[server(prefix = "/api", endpoint = "deployment/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let scope = crate::part::records::Scope { book, unit, as_of };
    let all: Vec<Box<Deployment>> = scope.shared(&server.db, &viewer, Subject::Deployment).await?;
    let today = as_of.unwrap_or_else(|| server.today());
    Ok(all.iter().map(|own| Line::of(own, today)).collect())
}

/// One deployment within reach.
#[server(prefix = "/api", endpoint = "deployment/detail", input = GetUrl, output = Json)]
pub async fn read_detail(deployment: DeploymentId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = Key { subject: Subject::Deployment, id: deployment.0 };
    let own: Box<Deployment> = store::shared::load(&server.db, &viewer, key).await?.ok_or_else(Failure::not_found)?;
    let people: std::collections::BTreeSet<PersonId> = own.taken.iter().map(|own| own.by.person).collect();
    let names = store::record::names(&server.db, people).await?;
    Ok(Detail {
        names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
        rests: serve::rests(&server, &viewer, &own, crate::texts::texts()).await?,
        history: crate::part::history::of_shared(&server, &viewer, key).await?,
        deployment: *own,
    })
}

#[cfg(feature = "ssr")]
mod serve {
    use std::cmp::Reverse;
    use std::collections::BTreeSet;

    use domain::deployment::{RESTS, shows};
    use domain::viewer::Viewer;

    use super::{Deployment, Failure, Key, Place, Record, Rest, Subject, UnitId};
    use crate::context::Server;
    use crate::part::day_text;
    use crate::texts::Texts;
    use crate::visit::words;

    /// Those that are named, and of the units for which this viewer reports all that there are, of each kind the newest first; within their reach.
    pub async fn rests(server: &Server, viewer: &Viewer, own: &Deployment, t: Texts) -> Result<Vec<Rest>, Failure> {
        let (db, reach) = (&server.db, viewer.reach());
        let named = store::record::some(db, &reach, own.taken.iter().filter_map(|own| own.said.record)).await?;
        let mut rests: Vec<Rest> = named.into_iter().filter_map(|(_, record)| rest(record, t)).collect();
        let reports = |place: &Place| {
            let below = place.organisation.is_some() && viewer.in_organisation(place.organisation);
            own.runs() && (below || viewer.in_unit(place.unit))
        };
        let units: BTreeSet<UnitId> = own.content.places().filter(reports).map(|place| place.unit).collect();
        for unit in units {
            for subject in RESTS {
                let all = store::record::all(db, &reach, subject, Some(own.book), Some(unit)).await?;
                let held = all.into_iter().filter(shows).filter_map(|record| rest(record, t));
                rests.extend(held);
            }
        }
        rests.sort_by_key(|own| (own.key.subject, Reverse(own.key.id)));
        rests.dedup_by_key(|own| own.key);
        Ok(rests)
    }

    fn rest(record: Record, t: Texts) -> Option<Rest> {
        if let Record::Visit(own) = record {
            let topic = own.description.topic.as_ref().map(|own| own.as_str());
            let day = day_text(own.description.at.day(), t.lang);
            let title = format!("{day} {}", words::title(own.description.form, topic, t));
            return Some(Rest { key: Key { subject: Subject::Visit, id: own.id.0 }, unit: own.unit, title });
        }
        if let Record::Report(own) = record {
            let (key, title) = (Key { subject: Subject::Report, id: own.id.0 }, own.description.title.to_string());
            return Some(Rest { key, unit: own.unit, title });
        }
        let Record::Rule(own) = record else { return None };
        let (key, title) = (Key { subject: Subject::Rule, id: own.id.0 }, own.description.title.to_string());
        Some(Rest { key, unit: own.unit, title })
    }
}
