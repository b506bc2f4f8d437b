//! What the pages of study sessions show: the group's own, and leadership's to read.

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, StudyId, Time};
use domain::record::{Known, Record};
use domain::study::{Form, Study};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::library::read::Lent;
use crate::part::history::Told;
use crate::part::roll::Member;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: StudyId,
    pub book: Book,
    pub form: Form,
    pub topic: String,
    pub at: Time,
    pub place: Option<String>,
    pub state: String,
    /// Who came, of how many.
    pub came: usize,
    pub called: usize,
    pub materials: usize,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub study: Study,
    /// The entries of the library among its materials.
    pub lent: Vec<Lent>,
    /// Who is expected; for who calls the roll.
    pub members: Vec<Member>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Study, id: self.study.id.0 }
    }

    /// Enough for everything but what names files and entries.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Study(Box::new(self.study.clone())));
        known
    }
}

impl From<&Study> for Line {
    fn from(own: &Study) -> Line {
        let called = own.held.as_ref().map(|held| held.attendees.as_slice()).unwrap_or_default();
        let came = called.iter().filter(|one| one.presence == domain::meeting::Presence::Present).count();
        Line {
            id: own.id,
            book: own.book,
            form: own.plan.form,
            topic: own.plan.topic.to_string(),
            at: own.plan.at,
            place: own.plan.place.as_ref().map(ToString::to_string),
            state: own.state().to_owned(),
            came,
            called: called.len(),
            materials: own.materials.len(),
        }
    }
}

/// Sessions within reach, the newest first.
#[server(prefix = "/api", endpoint = "study/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let scope = crate::part::records::Scope { book, unit: None, as_of };
    let all: Vec<Box<Study>> = scope.records(&server.db, &viewer.reach(), Subject::Study).await?;
    let mut lines: Vec<Line> = all.iter().map(|own| Line::from(own.as_ref())).collect();
    lines.sort_by_key(|own| std::cmp::Reverse(own.at));
    Ok(lines)
}

/// One session within reach.
#[server(prefix = "/api", endpoint = "study/detail", input = GetUrl, output = Json)]
pub async fn read_detail(study: StudyId) -> Result<Detail, Failure> {
    use domain::study::Material;
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = Key { subject: Subject::Study, id: study.0 };
    let own = store::record::load(&server.db, &viewer.reach(), key).await?;
    let own: Box<Study> = own.and_then(|record| record.try_into().ok()).ok_or_else(Failure::not_found)?;
    let cited = own.materials.iter().filter_map(|one| match &one.material {
        Material::Standard { citation } => Some(*citation),
        Material::File { .. } => None,
    });
    let members = match own.book {
        Book::Group(group) if viewer.in_group(own.book) => crate::part::roll::members(&server, group, None).await?,
        Book::Group(_) | Book::Office => Vec::new(),
    };
    Ok(Detail {
        lent: crate::library::read::lent(&server, &viewer, &cited.collect::<Vec<_>>()).await?,
        members,
        history: crate::part::history::of(&server, key).await?,
        study: *own,
    })
}
