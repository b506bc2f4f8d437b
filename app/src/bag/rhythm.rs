//! What of the rhythm goes along with a unit: its open papers, the list of the week, the next meetings, and those that decided
//! something which it still has to do. As the viewer reads them.

use domain::act::Subject;
use domain::kinds::{Book, UnitId, Week};
use domain::meeting::Meeting;
use domain::notice::Notice;
use domain::viewer::Viewer;
use domain::worklist::Worklist;

use crate::context::Server;
use crate::failure::Failure;

/// Papers of one unit at most, and meetings with something open.
const MOST: usize = 30;

/// The addresses, the lists before what is on them.
pub async fn of_unit(server: &Server, viewer: &Viewer, book: Book, unit: UnitId) -> Result<Vec<String>, Failure> {
    let papers: Vec<Box<Notice>> =
        store::shared::list(&server.db, viewer, Subject::Notice, Some(book), Some(unit)).await?;
    let lists: Vec<Box<Worklist>> =
        store::shared::list(&server.db, viewer, Subject::Worklist, Some(book), Some(unit)).await?;
    let meetings: Vec<Box<Meeting>> =
        store::shared::list(&server.db, viewer, Subject::Meeting, Some(book), None).await?;
    let week = Week::of(server.today());
    let ours = |own: &&Box<Meeting>| own.plan.series.unit().is_none_or(|own| own == unit) && own.is_whole_for(viewer);
    let coming = |own: &&Box<Meeting>| match own.state() {
        "open" => true,
        "planned" => own.plan.at >= server.today().start(),
        _ => false,
    };
    let mut next: Vec<&Box<Meeting>> = meetings.iter().filter(ours).filter(coming).collect();
    next.sort_by_key(|own| own.plan.at);
    // the next of either series
    let first = next
        .iter()
        .enumerate()
        .filter(|(place, own)| next.iter().take(*place).all(|before| before.plan.series != own.plan.series));
    let first: Vec<_> = first.map(|(_, own)| own.id).collect();
    let to_do = |own: &&Box<Meeting>| {
        own.decisions.iter().any(|one| one.open() && one.resolution.unit == Some(unit)) && !first.contains(&own.id)
    };
    let open = |own: &&Box<Notice>| matches!(own.state(), "draft" | "issued" | "received" | "replied");
    let mut all: Vec<String> = ["/today", "/notices", "/worklists", "/meetings"].map(str::to_owned).into();
    all.extend(papers.iter().filter(open).take(MOST).map(|own| format!("/notices/{}", own.id)));
    all.extend(lists.iter().filter(|own| own.week.next() >= week).map(|own| format!("/worklists/{}", own.id)));
    all.extend(first.iter().map(|id| format!("/meetings/{id}")));
    all.extend(meetings.iter().filter(to_do).take(MOST).map(|own| format!("/meetings/{}", own.id)));
    Ok(all)
}
