//! What the pages of templates show, read within the viewer's reach: templates are for groups and the office.

use domain::act::{Key, Subject};
use domain::kinds::{Book, TemplateId};
use domain::record::{Known, Record};
use domain::template::Template;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

/// One template and its history.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub template: Template,
    pub history: Vec<Told>,
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

/// Templates of groups within reach, those in use first.
#[server(prefix = "/api", endpoint = "template/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>) -> Result<Vec<Template>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    of_book(&server, &viewer, book).await
}

/// One template within reach.
#[server(prefix = "/api", endpoint = "template/detail", input = GetUrl, output = Json)]
pub async fn read_detail(template: TemplateId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = Key { subject: Subject::Template, id: template.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    let own = record.and_then(of_record).filter(|own| own.seen_by(&viewer)).ok_or_else(Failure::not_found)?;
    Ok(Detail { history: crate::part::history::of(&server, key).await?, template: own })
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
