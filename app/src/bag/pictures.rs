//! The pictures that pages of a bag show: photos of visits, pictures among the evidence of issues. Of each what the viewer reads of the
//! record, and never more than a phone can be asked to fetch.

use std::cmp::Reverse;
use std::collections::HashSet;

use domain::act::{Key, Subject};
use domain::issue::Issue;
use domain::kinds::Time;
use domain::record::Record;
use domain::viewer::Viewer;
use domain::visit::Visit;
use store::Db;

use crate::failure::Failure;
use crate::part::picture::is_picture;

/// Of one bag. How many bytes they may be is for the device to say, which counts them.
const MOST: usize = 200;

/// The addresses of what these pages show, the newest first.
///
/// # Errors
/// The database.
pub async fn of(db: &Db, viewer: &Viewer, pages: &[String]) -> Result<Vec<String>, Failure> {
    let keys = pages.iter().filter_map(|page| key(page));
    let found = store::record::some(db, &viewer.reach(), keys).await?;
    Ok(newest(found.into_iter().flat_map(|(_, record)| of_record(record, viewer)).collect()))
}

/// The record of a page that shows pictures.
fn key(page: &str) -> Option<Key> {
    let (kind, id) = page.strip_prefix('/')?.split_once('/')?;
    let subject = match kind {
        "visits" => Subject::Visit,
        "issues" => Subject::Issue,
        _ => return None,
    };
    Some(Key { subject, id: id.parse().ok()? })
}

fn of_record(record: Record, viewer: &Viewer) -> Vec<(Time, String)> {
    if let Record::Visit(own) = record {
        return of_visit(own.shown_to(viewer));
    }
    if let Record::Issue(own) = record { of_issue(&own) } else { Vec::new() }
}

fn of_visit(own: Visit) -> Vec<(Time, String)> {
    let (id, at) = (own.id, own.description.at);
    let photos = own.findings.into_iter().flat_map(|findings| findings.photos);
    photos.map(|photo| (at, format!("/visits/{id}/photos/{}", photo.hash))).collect()
}

fn of_issue(own: &Issue) -> Vec<(Time, String)> {
    let standing = own.evidence.iter().filter(|one| one.withdrawn.is_none() && is_picture(one.name.as_str()));
    standing.map(|one| (one.at, format!("/files/{}/{}", own.id, one.hash))).collect()
}

fn newest(mut all: Vec<(Time, String)>) -> Vec<String> {
    all.sort_by_key(|(at, _)| Reverse(*at));
    let mut seen = HashSet::new();
    all.into_iter().map(|(_, address)| address).filter(|own| seen.insert(own.clone())).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_come_first_each_once_and_not_more_than_a_phone_can_be_asked_for() {
        let own = |at: i64, address: &str| (Time(at), address.to_owned());
        assert_eq!(newest(vec![own(1, "/a"), own(3, "/c"), own(2, "/b"), own(3, "/c")]), ["/c", "/b", "/a"]);
        let many: Vec<_> = (0..300).map(|at| own(at, &format!("/{at}"))).collect();
        let kept = newest(many);
        assert_eq!((kept.len(), kept[0].as_str(), kept[199].as_str()), (200, "/299", "/100"));
    }

    #[test]
    fn only_a_page_of_one_visit_or_issue_shows_pictures() {
        let id = "01878da7-0000-7000-8000-000000000001";
        let subject = |page: String| key(&page).map(|own| own.subject);
        assert_eq!(subject(format!("/visits/{id}")), Some(Subject::Visit));
        assert_eq!(subject(format!("/issues/{id}")), Some(Subject::Issue));
        for page in ["/visits", "/visits/new?unit=1", "/issues?unit=1", "/bag", ""] {
            assert_eq!(subject(page.to_owned()), None, "{page}");
        }
        assert_eq!(subject(format!("/draws/{id}")), None);
    }
}
