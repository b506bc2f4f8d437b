//! What the pages of look-backs show, read within the viewer's reach.

use std::collections::BTreeMap;

use domain::act::{Key, Subject};
use domain::issue::Issue;
use domain::kinds::{Book, LookbackId, Month, PersonId, UnitId};
use domain::lookback::{About, Count, Lookback};
use domain::record::{Known, Record};
use domain::strand::Strand;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::session::Periods;
use crate::texts::Texts;
use crate::wire::Json;

/// The look-backs within reach.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// The newest month first.
    pub lines: Vec<Line>,
    /// Of the reader's own groups: what is opened lies in their campaign.
    pub periods: Periods,
}

/// One look-back in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: LookbackId,
    pub unit: UnitId,
    pub month: Month,
    pub state: String,
    pub count: Count,
}

/// One look-back with the records that fell due.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub lookback: Lookback,
    /// In the order of its items; without those that the viewer may not see any more.
    pub things: Vec<Thing>,
    /// Those whose closing is to be confirmed, whole: a counter-mark is decided by their rules.
    pub issues: Vec<Issue>,
    pub names: BTreeMap<PersonId, String>,
    pub history: Vec<Told>,
}

/// What fell due, in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Thing {
    pub about: About,
    /// 调研-104, where the record has one.
    pub code: Option<String>,
    pub title: String,
    /// The issue or visit that it is a part of.
    pub part_of: Option<String>,
    /// How the record itself stands now.
    pub state: String,
}

impl Thing {
    /// How the record itself stands.
    #[must_use]
    pub fn state_word(&self, t: Texts) -> &'static str {
        match self.about {
            About::Issue { .. } | About::Promise { .. } | About::Rule { .. } => t.state.get(&self.state),
            About::Measure { .. } => t.lookback.get(&format!("measure_{}", self.state)),
        }
    }
}

impl From<&Lookback> for Line {
    fn from(own: &Lookback) -> Line {
        Line { id: own.id, unit: own.unit, month: own.month, state: own.state().to_owned(), count: own.count() }
    }
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Lookback, id: self.lookback.id.0 }
    }

    /// What the rules look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Lookback(Box::new(self.lookback.clone())));
        let issues = self.issues.iter().cloned();
        known
            .records
            .extend(issues.map(|own| (Key { subject: Subject::Issue, id: own.id.0 }, Record::Issue(Box::new(own)))));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }
}

/// So many months of a unit stand on its home.
const NEWEST: usize = 4;

/// The newest months of a unit.
#[must_use]
pub fn newest(all: &[Lookback]) -> Vec<Line> {
    let mut lines: Vec<Line> = all.iter().map(Line::from).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.month));
    lines.truncate(NEWEST);
    lines
}

/// Look-backs within reach. Of one strand: the months in which something of it fell due, counted by that alone.
#[server(prefix = "/api", endpoint = "lookback/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, strand: Option<Strand>) -> Result<Listed, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let all = store::record::all(&server.db, &viewer.reach(), Subject::Lookback, book, unit).await?;
    let months = all.into_iter().filter_map(|record| Box::<Lookback>::try_from(record).ok());
    let mut lines: Vec<Line> = months.filter_map(|own| line(*own, strand)).collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.month), line.unit));
    Ok(Listed { lines, periods: crate::session::periods(&server, &viewer).await? })
}

#[cfg(feature = "ssr")]
fn line(own: Lookback, strand: Option<Strand>) -> Option<Line> {
    let Some(strand) = strand else { return Some(Line::from(&own)) };
    let own = own.within(strand);
    (!own.items.is_empty()).then(|| Line::from(&own))
}

/// One look-back within reach.
#[server(prefix = "/api", endpoint = "lookback/detail", input = GetUrl, output = Json)]
pub async fn read_detail(lookback: LookbackId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, lookback, crate::texts::texts()).await
}

/// On the server: for the page and for its file.
#[cfg(feature = "ssr")]
pub mod serve {
    use domain::lookback::record_of;
    use domain::viewer::Viewer;
    use domain::visit::Visit;

    use super::*;
    use crate::context::Server;
    use crate::visit::words;

    /// # Errors
    /// Not found, or not the viewer's to know of; the database.
    pub async fn detail(server: &Server, viewer: &Viewer, id: LookbackId, t: Texts) -> Result<Detail, Failure> {
        let key = Key { subject: Subject::Lookback, id: id.0 };
        let found = store::record::load(&server.db, &viewer.reach(), key).await?;
        let Some(Record::Lookback(own)) = found else { return Err(Failure::not_found()) };
        let keys = own.items.iter().map(|item| record_of(item.due.about));
        let records: BTreeMap<Key, Record> =
            store::record::some(&server.db, &viewer.reach(), keys).await?.into_iter().collect();
        let told = |about: About| records.get(&record_of(about)).and_then(|record| thing(about, record, t));
        let things = own.items.iter().filter_map(|item| told(item.due.about)).collect();
        let issue = |about: About| match (about, records.get(&record_of(about))) {
            (About::Issue { .. }, Some(Record::Issue(own))) => Some((**own).clone()),
            (_, Some(_) | None) => None,
        };
        let issues = own.items.iter().filter_map(|item| issue(item.due.about)).collect();
        let names = store::record::names(&server.db, people(&own)).await?;
        Ok(Detail {
            things,
            issues,
            names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
            history: crate::part::history::of(server, key).await?,
            lookback: *own,
        })
    }

    fn people(own: &Lookback) -> Vec<PersonId> {
        let answers = own.items.iter().filter_map(|item| Some(item.answer.as_ref()?.by.person));
        let marks = own.items.iter().filter_map(|item| Some(item.mark.as_ref()?.by.person));
        let locks = own.locks.iter().flat_map(|lock| {
            [Some(lock.by.person), lock.reopened.as_ref().map(|(_, by)| by.person)].into_iter().flatten()
        });
        answers.chain(marks).chain(locks).chain([own.opened.person]).collect()
    }

    fn thing(about: About, record: &Record, t: Texts) -> Option<Thing> {
        match (about, record) {
            (About::Issue { .. }, Record::Issue(own)) => {
                let (title, state): (_, &str) = (own.title.to_string(), own.state.into());
                Some(Thing { about, code: Some(own.code()), title, part_of: None, state: state.to_owned() })
            }
            (About::Measure { measure, .. }, Record::Issue(own)) => {
                let one = own.measures.iter().find(|one| one.id == measure);
                // Dropped meanwhile: its issue still says what it was about.
                let title = one.map_or_else(|| own.title.to_string(), |one| one.what.to_string());
                let state = match one.map(|one| one.done_at.is_some()) {
                    Some(true) => "done",
                    Some(false) => "undone",
                    None => "gone",
                };
                let part_of = Some(own.title.to_string());
                Some(Thing { about, code: Some(own.code()), title, part_of, state: state.to_owned() })
            }
            (About::Promise { promise, .. }, Record::Visit(own)) => {
                let one = own.promise(promise)?;
                let (title, part_of) = (one.what.to_string(), Some(called(own, t)));
                Some(Thing { about, code: None, title, part_of, state: one.state().to_owned() })
            }
            (About::Rule { .. }, Record::Rule(own)) => {
                let title = own.description.title.to_string();
                Some(Thing { about, code: None, title, part_of: None, state: own.state().to_owned() })
            }
            (About::Issue { .. } | About::Measure { .. } | About::Promise { .. } | About::Rule { .. }, _) => None,
        }
    }

    fn called(own: &Visit, t: Texts) -> String {
        words::title(own.description.form, own.description.topic.as_ref().map(|topic| topic.as_str()), t)
    }
}
