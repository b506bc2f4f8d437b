//! The records that a grade may lean on, and those that it does, within the reader's reach.

use domain::act::{Key, Subject};
use domain::kinds::{Book, UnitId};
use domain::record::Record;
use domain::standard::Citation;
use domain::viewer::Viewer;

use super::{Lead, Link};
use crate::context::Server;
use crate::failure::Failure;

/// Characters of a measure in the list.
const MANY: usize = 40;

const SUBJECTS: [Subject; 4] = [Subject::Issue, Subject::Visit, Subject::Report, Subject::Rule];

/// Everything of a unit that this viewer may know of and lean on.
///
/// # Errors
/// The database.
pub async fn all(server: &Server, viewer: &Viewer, book: Book, unit: UnitId) -> Result<Vec<Lead>, Failure> {
    let mut leads = Vec::new();
    for subject in SUBJECTS {
        let found = store::record::all(&server.db, &viewer.reach(), subject, Some(book), Some(unit)).await?;
        leads.extend(found.into_iter().flat_map(told));
    }
    // the library is the group's, whichever unit is graded
    let library = store::record::all(&server.db, &viewer.reach(), Subject::Standard, Some(book), None).await?;
    leads.extend(library.into_iter().flat_map(told));
    Ok(leads)
}

/// Those that are named by `links`, as far as this viewer may know of them.
///
/// # Errors
/// The database.
pub async fn of(server: &Server, viewer: &Viewer, links: &[Link]) -> Result<Vec<Lead>, Failure> {
    let keys: Vec<Key> = links.iter().filter_map(key).collect();
    let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
    Ok(found.into_iter().flat_map(|(_, own)| cited(own, links)).collect())
}

fn key(link: &Link) -> Option<Key> {
    let (subject, id) = match link {
        Link::Evidence { .. } => return None,
        Link::Issue { issue } | Link::Measure { issue, .. } => (Subject::Issue, issue.0),
        Link::Visit { visit } => (Subject::Visit, visit.0),
        Link::Report { report } => (Subject::Report, report.0),
        Link::Rule { rule } => (Subject::Rule, rule.0),
        Link::Standard { citation } => (Subject::Standard, citation.standard.0),
    };
    Some(Key { subject, id })
}

/// As much as a line of the list holds.
fn short(text: &str) -> String {
    match text.char_indices().nth(MANY) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What is named of a record; of an entry of the library the version that was named.
fn cited(record: Record, links: &[Link]) -> Vec<Lead> {
    if let Record::Standard(own) = &record {
        let named = links.iter().filter_map(|link| match link {
            Link::Standard { citation } if citation.standard == own.id => Some(*citation),
            Link::Standard { .. }
            | Link::Evidence { .. }
            | Link::Issue { .. }
            | Link::Measure { .. }
            | Link::Visit { .. }
            | Link::Report { .. }
            | Link::Rule { .. } => None,
        });
        let lead = |citation: Citation| {
            let title = own.at(citation.version)?.content.title.to_string();
            Some(Lead { link: Link::Standard { citation }, title, visit: None })
        };
        return named.filter_map(lead).collect();
    }
    told(record).into_iter().filter(|own| links.contains(&own.link)).collect()
}

/// A record, and of an issue its measures too. What is over, or can't be leant on, gives nothing.
fn told(record: Record) -> Vec<Lead> {
    let plain = |link, title: String| Lead { link, title, visit: None };
    if let Record::Issue(own) = record {
        let code = own.code();
        let measure = |known: &domain::issue::Measure| {
            let link = Link::Measure { issue: own.id, measure: known.id };
            plain(link, format!("{code} {}", short(known.what.as_str())))
        };
        let mut leads = vec![plain(Link::Issue { issue: own.id }, format!("{code} {}", own.title))];
        leads.extend(own.measures.iter().map(measure));
        return leads;
    }
    if let Record::Visit(own) = record {
        let title = own.description.topic.as_ref().map(ToString::to_string).unwrap_or_default();
        let visit = Some((own.description.at.day(), own.description.form));
        let lead = Lead { link: Link::Visit { visit: own.id }, title, visit };
        return (own.state() == "recorded").then_some(lead).into_iter().collect();
    }
    if let Record::Report(own) = record {
        return vec![plain(Link::Report { report: own.id }, own.description.title.to_string())];
    }
    if let Record::Rule(own) = record {
        return vec![plain(Link::Rule { rule: own.id }, own.description.title.to_string())];
    }
    let Record::Standard(own) = record else { return Vec::new() };
    let lead = plain(Link::Standard { citation: own.cited() }, own.newest().content.title.to_string());
    own.retired.is_none().then_some(lead).into_iter().collect()
}
