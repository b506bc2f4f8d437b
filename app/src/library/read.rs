//! What the pages of the library show, read within the viewer's reach: the library is its group's, and leadership reads it.

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, PersonId, StandardId};
use domain::record::{Known, Record};
use domain::standard::{Citation, Sort, Standard};
use domain::strand::Strand;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: StandardId,
    pub book: Book,
    pub title: String,
    pub sort: Sort,
    pub source: Option<String>,
    pub state: String,
    pub version: u32,
    pub changed: Day,
    /// Where the words stand: plain and found pieces in turn. Empty without a question.
    pub found: Vec<(String, bool)>,
}

/// Something that leant on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cited {
    pub key: Key,
    pub title: String,
    pub version: u32,
    pub day: Day,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub standard: Standard,
    pub cited: Vec<Cited>,
    pub names: Vec<(PersonId, String)>,
    pub history: Vec<Told>,
}

/// An entry to lean on, by its title.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lent {
    pub citation: Citation,
    pub title: String,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Standard, id: self.standard.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Standard(Box::new(self.standard.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

impl Line {
    #[cfg(feature = "ssr")]
    fn of(own: &Standard, asked: Option<&domain::standard::search::Question>) -> Line {
        let newest = own.newest();
        Line {
            id: own.id,
            book: own.book,
            title: newest.content.title.to_string(),
            sort: newest.content.sort,
            source: newest.content.source.as_ref().map(ToString::to_string),
            state: own.state().to_owned(),
            version: own.version(),
            changed: newest.by.at.day(),
            found: asked.map(|asked| asked.snippet(newest.content.text.as_str())).unwrap_or_default(),
        }
    }
}

/// Entries within reach, of all strands or of one: all, the newest first, or those that have every word of `text`, the best first.
#[server(prefix = "/api", endpoint = "library/list", input = GetUrl, output = Json)]
pub async fn read_list(
    book: Option<Book>,
    text: String,
    as_of: Option<Day>,
    strand: Option<Strand>,
) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::list(&server, &viewer, (book, as_of), &text, strand).await
}

/// One entry within reach.
#[server(prefix = "/api", endpoint = "library/detail", input = GetUrl, output = Json)]
pub async fn read_detail(standard: StandardId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, standard).await
}

/// Those that are cited, as far as the viewer may know of them.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn lent(
    server: &crate::context::Server,
    viewer: &domain::viewer::Viewer,
    cited: &[Citation],
) -> Result<Vec<Lent>, Failure> {
    let keys = cited.iter().map(|own| Key { subject: Subject::Standard, id: own.standard.0 });
    let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
    let found: Vec<Box<Standard>> = found.into_iter().filter_map(|(_, own)| own.try_into().ok()).collect();
    let title = |citation: &Citation| {
        let own = found.iter().find(|own| own.id == citation.standard)?;
        let title = own.at(citation.version)?.content.title.to_string();
        Some(Lent { citation: *citation, title })
    };
    Ok(cited.iter().filter_map(title).collect())
}

#[cfg(feature = "ssr")]
mod serve {
    use std::collections::BTreeSet;

    use domain::evaluation::{Evaluation, Link};
    use domain::standard::search::Question;
    use domain::study::{Material, Study};
    use domain::viewer::Viewer;
    use domain::visit::Visit;

    use super::{Book, Cited, Day, Detail, Failure, Key, Line, Standard, StandardId, Strand, Subject};
    use crate::context::Server;
    use crate::part::records::Scope;

    pub async fn list(
        server: &Server,
        viewer: &Viewer,
        (book, as_of): (Option<Book>, Option<Day>),
        text: &str,
        strand: Option<Strand>,
    ) -> Result<Vec<Line>, Failure> {
        let reach = viewer.reach();
        let looks = |own: &Standard| strand.is_none_or(|strand| own.newest().content.strands.contains(&strand));
        let asked = Question::parse(text);
        if let (Some(asked), None) = (&asked, as_of) {
            let found = store::standard::search(&server.db, &reach, book, asked).await?;
            return Ok(found.iter().filter(|own| looks(own)).map(|own| Line::of(own, Some(asked))).collect());
        }
        let scope = Scope { book, unit: None, as_of };
        let all: Vec<Box<Standard>> = scope.records(&server.db, &reach, Subject::Standard).await?;
        let fit = all.iter().filter(|own| looks(own) && asked.as_ref().is_none_or(|asked| asked.fits(own)));
        let mut lines: Vec<Line> = fit.map(|own| Line::of(own, asked.as_ref())).collect();
        lines.sort_by_key(|own| (std::cmp::Reverse(own.changed), own.title.clone()));
        Ok(lines)
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: StandardId) -> Result<Detail, Failure> {
        let key = Key { subject: Subject::Standard, id: id.0 };
        let own = store::record::load(&server.db, &viewer.reach(), key).await?;
        let own: Box<Standard> = own.and_then(|record| record.try_into().ok()).ok_or_else(Failure::not_found)?;
        let people: BTreeSet<_> = std::iter::once(&own.first).chain(&own.later).map(|one| one.by.person).collect();
        let names = store::record::names(&server.db, people).await?;
        Ok(Detail {
            names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
            cited: cited(server, viewer, &own).await?,
            history: crate::part::history::of(server, key).await?,
            standard: *own,
        })
    }

    /// Visits, study sessions and grades that leant on it, the newest first.
    async fn cited(server: &Server, viewer: &Viewer, own: &Standard) -> Result<Vec<Cited>, Failure> {
        let mut all = Vec::new();
        let kinds = [Subject::Visit, Subject::Study, Subject::Evaluation];
        for (_, record) in store::naming::naming(&server.db, viewer, own.book, &kinds, own.id.0).await? {
            if let Ok(visit) = <&Box<Visit>>::try_from(&record) {
                let version = visit.standards.iter().find(|one| one.standard == own.id).map(|one| one.version);
                all.extend(version.map(|version| Cited {
                    key: Key { subject: Subject::Visit, id: visit.id.0 },
                    title: visit.description.topic.as_ref().map(ToString::to_string).unwrap_or_default(),
                    version,
                    day: visit.description.at.day(),
                }));
            }
            if let Ok(study) = <&Box<Study>>::try_from(&record) {
                let version = study.materials.iter().find_map(|one| match &one.material {
                    Material::Standard { citation } if citation.standard == own.id => Some(citation.version),
                    Material::Standard { .. } | Material::File { .. } => None,
                });
                all.extend(version.map(|version| Cited {
                    key: Key { subject: Subject::Study, id: study.id.0 },
                    title: study.plan.topic.to_string(),
                    version,
                    day: study.plan.at.day(),
                }));
            }
            if let Ok(round) = <&Box<Evaluation>>::try_from(&record) {
                let links = round.sheets.iter().flat_map(|sheet| &sheet.grades).flat_map(|grade| &grade.links);
                let version = links.filter_map(|link| match link {
                    Link::Standard { citation } if citation.standard == own.id => Some(citation.version),
                    _ => None,
                });
                all.extend(version.max().map(|version| Cited {
                    key: Key { subject: Subject::Evaluation, id: round.id.0 },
                    title: round.title.to_string(),
                    version,
                    day: round.opened.at.day(),
                }));
            }
        }
        all.sort_by_key(|own| std::cmp::Reverse(own.day));
        Ok(all)
    }
}
