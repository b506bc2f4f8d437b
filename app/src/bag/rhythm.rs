//! What of the rhythm goes along with a unit: its open papers, the list of the week, matters in step that run, the sheets of it that
//! the viewer has to fill in, the next meetings, and those that decided something which it still has to do. As the viewer reads them.

use std::collections::HashSet;

use domain::act::Subject;
use domain::deployment::Deployment;
use domain::evaluation::Evaluation;
use domain::kinds::{Book, Day, MeetingId, UnitId, Week};
use domain::meeting::Meeting;
use domain::notice::Notice;
use domain::viewer::Viewer;
use domain::worklist::Worklist;

use crate::context::Server;
use crate::failure::Failure;

/// Papers of one unit at most, matters, and meetings with something open.
const MOST: usize = 30;

/// The addresses, the lists before what is on them.
///
/// # Errors
/// The database.
pub async fn of_unit(server: &Server, viewer: &Viewer, book: Book, unit: UnitId) -> Result<Vec<String>, Failure> {
    let (db, own) = (&server.db, (Some(book), Some(unit)));
    let papers: Vec<Box<Notice>> = store::shared::list(db, viewer, Subject::Notice, own.0, own.1).await?;
    let lists: Vec<Box<Worklist>> = store::shared::list(db, viewer, Subject::Worklist, own.0, own.1).await?;
    let matters: Vec<Box<Deployment>> = store::shared::list(db, viewer, Subject::Deployment, own.0, own.1).await?;
    let rounds: Vec<Box<Evaluation>> = store::shared::list(db, viewer, Subject::Evaluation, own.0, own.1).await?;
    let week = Week::of(server.today());
    let open = papers.iter().filter(|own| matches!(own.state(), "draft" | "issued" | "received" | "replied"));
    let mut all: Vec<String> =
        ["/today", "/notices", "/worklists", "/deployments", "/meetings"].map(str::to_owned).into();
    all.extend(open.take(MOST).map(|own| format!("/notices/{}", own.id)));
    all.extend(lists.iter().filter(|own| own.week.next() >= week).map(|own| format!("/worklists/{}", own.id)));
    all.extend(matters.iter().filter(|own| own.runs()).take(MOST).map(|own| format!("/deployments/{}", own.id)));
    // a visit is where a rater sees what is to be graded
    let sheets = rounds.iter().filter(|own| own.waits_for(unit, viewer.person));
    all.extend(sheets.map(|own| format!("/evaluations/{}/{unit}", own.id)));
    let meetings = crate::meeting::read::of_book(server, viewer, book).await?;
    all.extend(of_meetings(&meetings, viewer, unit, server.today()).into_iter().map(|id| format!("/meetings/{id}")));
    Ok(all)
}

/// The next of either series, then those with something that the unit still has to do.
fn of_meetings(all: &[Meeting], viewer: &Viewer, unit: UnitId, today: Day) -> Vec<MeetingId> {
    let ours = |own: &Meeting| own.plan.series.unit().is_none_or(|of| of == unit) && own.is_whole_for(viewer);
    let coming = |own: &Meeting| own.state() == "open" || (own.state() == "planned" && own.plan.at >= today.start());
    let mut next: Vec<&Meeting> = all.iter().filter(|own| ours(own) && coming(own)).collect();
    next.sort_by_key(|own| own.plan.at);
    let mut series = HashSet::new();
    let mut ids: Vec<MeetingId> = next.iter().filter(|own| series.insert(own.plan.series)).map(|own| own.id).collect();
    let open = |own: &Meeting| own.decisions.iter().any(|one| one.open() && one.resolution.unit == Some(unit));
    let to_do: Vec<MeetingId> = all.iter().filter(|own| open(own)).map(|own| own.id).take(MOST).collect();
    ids.extend(to_do);
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    ids
}
