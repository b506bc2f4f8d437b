//! What the pages of templates show, read within the viewer's reach: templates are for groups and the office.

use domain::act::{Key, Subject};
use domain::kinds::{Book, TemplateId};
use domain::record::{Known, Record};
use domain::template::Template;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::versions::Version;
use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

/// One template, its versions and its history; of another group's only the template.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub template: Template,
    /// Whose it is, where it is another group's.
    pub group: Option<String>,
    /// From the first to the present one.
    pub versions: Vec<Version>,
    pub history: Vec<Told>,
}

/// A template of another group, in use, that may be copied.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shared {
    pub id: TemplateId,
    pub group: String,
    pub title: String,
    pub version: u32,
    pub indicators: usize,
}

/// Templates within reach, and for who leads a group those of others.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Shelf {
    pub own: Vec<Template>,
    pub shared: Vec<Shared>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Template, id: self.template.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Template(Box::new(self.template.clone())));
        known
    }
}

/// Templates of groups within reach, those in use first, and what others share.
#[server(prefix = "/api", endpoint = "template/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>) -> Result<Shelf, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    Ok(Shelf { own: of_book(&server, &viewer, book).await?, shared: serve::shared(&server, &viewer).await? })
}

/// A template as it was in one of its versions, for who may know of its history.
#[server(prefix = "/api", endpoint = "template/version", input = GetUrl, output = Json)]
pub async fn read_version(template: TemplateId, version: u32) -> Result<Template, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let own = serve::visible(&server, &viewer, template).await?;
    if !viewer.sees(own.book, None, None) {
        return Err(Failure::not_found());
    }
    let all = serve::versions(&server, template).await?;
    all.into_iter().find(|own| own.version == version).ok_or_else(Failure::not_found)
}

/// One template within reach.
#[server(prefix = "/api", endpoint = "template/detail", input = GetUrl, output = Json)]
pub async fn read_detail(template: TemplateId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, template).await
}

/// Templates within reach.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn of_book(
    server: &crate::context::Server,
    viewer: &domain::viewer::Viewer,
    book: Option<Book>,
) -> Result<Vec<Template>, Failure> {
    let found = store::record::all(&server.db, &viewer.reach(), Subject::Template, book, None).await?;
    let mut own: Vec<Template> =
        found.into_iter().filter_map(of_record).filter(|own| viewer.sees(own.book, None, None)).collect();
    own.sort_by_key(|own| (own.retired_at.is_some(), std::cmp::Reverse(own.made_at)));
    Ok(own)
}

#[cfg(feature = "ssr")]
fn of_record(record: Record) -> Option<Template> {
    if let Record::Template(own) = record { Some(*own) } else { None }
}

/// What routes and pages read in the same way.
#[cfg(feature = "ssr")]
pub mod serve {
    use domain::viewer::{Reach, Viewer};

    use super::*;
    use crate::context::Server;

    fn everything() -> Reach {
        Reach { all: true, ..Reach::default() }
    }

    /// A template that this viewer may read, also another group's.
    ///
    /// # Errors
    /// Not found, or not theirs to read; the database.
    pub async fn visible(server: &Server, viewer: &Viewer, id: TemplateId) -> Result<Template, Failure> {
        let key = Key { subject: Subject::Template, id: id.0 };
        let record = store::record::load(&server.db, &everything(), key).await?;
        record.and_then(of_record).filter(|own| own.seen_by(viewer)).ok_or_else(Failure::not_found)
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: TemplateId) -> Result<Detail, Failure> {
        let own = visible(server, viewer, id).await?;
        if !viewer.sees(own.book, None, None) {
            let group = group(server, own.book).await?;
            return Ok(Detail { template: own, group: Some(group), versions: Vec::new(), history: Vec::new() });
        }
        let key = Key { subject: Subject::Template, id: id.0 };
        Ok(Detail {
            versions: versions(server, id).await?.iter().map(Version::of).collect(),
            history: crate::part::history::of(server, key).await?,
            group: None,
            template: own,
        })
    }

    /// The template in each of its versions, folded from its entries.
    pub async fn versions(server: &Server, id: TemplateId) -> Result<Vec<Template>, Failure> {
        let mut all: Vec<Template> = Vec::new();
        let mut now = None;
        for own in store::journal::history(&server.db, id.0).await? {
            let domain::act::Act::Template(act) = &own.entry.act else { continue };
            now = domain::template::fold(now, act, &own.entry);
            all.extend(now.clone().filter(|now| all.last().is_none_or(|last| last.version < now.version)));
        }
        Ok(all)
    }

    /// Of other groups, what is in use, for who may copy it.
    pub async fn shared(server: &Server, viewer: &Viewer) -> Result<Vec<Shared>, Failure> {
        if !viewer.reach().groups.iter().any(|group| viewer.leads_group(Book::Group(*group))) {
            return Ok(Vec::new());
        }
        let found = store::record::all(&server.db, &everything(), Subject::Template, None, None).await?;
        let mut shared = Vec::new();
        for own in found.into_iter().filter_map(of_record) {
            if own.retired_at.is_none() && own.seen_by(viewer) && !viewer.sees(own.book, None, None) {
                shared.push(Shared {
                    group: group(server, own.book).await?,
                    indicators: own.tree.indicators().count(),
                    title: own.title.to_string(),
                    version: own.version,
                    id: own.id,
                });
            }
        }
        shared.sort_by(|one, other| (&one.group, &one.title).cmp(&(&other.group, &other.title)));
        Ok(shared)
    }

    async fn group(server: &Server, book: Book) -> Result<String, Failure> {
        let Book::Group(id) = book else { return Ok(String::new()) };
        let key = Key { subject: Subject::Group, id: id.0 };
        let record = store::record::load(&server.db, &everything(), key).await?;
        Ok(if let Some(Record::Group(own)) = record { own.name.to_string() } else { String::new() })
    }
}
