//! What on the lists is over by itself: done with where it came from, and ticked by nobody. Derived at each look from what the viewer
//! may read, never stored: where it begins anew, the item stands as before.

use std::collections::BTreeSet;

use domain::act::Subject;
use domain::cases::Cases;
use domain::issue::Issue;
use domain::kinds::{Book, WorklistId};
use domain::meeting::Meeting;
use domain::notice::Notice;
use domain::viewer::Viewer;
use domain::visit::Visit;
use domain::worklist::{Carried, Item, Source, Worklist, origins, standing};
use store::owed::Owing;

use crate::context::Server;
use crate::failure::Failure;

/// Of these lists, or of one of them: the others say what went on from it.
pub async fn over(
    server: &Server,
    viewer: &Viewer,
    lists: &[Worklist],
    only: Option<WorklistId>,
) -> Result<BTreeSet<Carried>, Failure> {
    let stands = standing(lists).filter(|(own, item)| item.left() && only.is_none_or(|only| own.id == only));
    let stands: Vec<(&Worklist, &Item)> = stands.collect();
    let sources = Sources::of(server, viewer, &stands).await?;
    let mut found = BTreeSet::new();
    for (book, owing) in &sources.owing {
        let cases = sources.cases(owing.as_ref());
        let own = stands.iter().filter(|(list, item)| list.book == *book && cases.over(&item.task));
        found.extend(own.map(|(list, item)| Carried { worklist: list.id, item: item.id }));
    }
    Ok(found)
}

/// The records from which these items came, as far as any came from such.
struct Sources {
    issues: Vec<Issue>,
    visits: Vec<Visit>,
    notices: Vec<Notice>,
    meetings: Vec<Meeting>,
    /// Of each book.
    owing: Vec<(Book, Option<Owing>)>,
}

impl Sources {
    async fn of(server: &Server, viewer: &Viewer, stands: &[(&Worklist, &Item)]) -> Result<Sources, Failure> {
        let (db, reach) = (&server.db, viewer.reach());
        let any = |wanted: fn(Source) -> bool| stands.iter().any(|(_, item)| wanted(item.task.source));
        let (mut issues, mut visits) = (Vec::new(), Vec::new());
        let keys = origins(stands.iter().map(|(list, _)| *list));
        store::asked::add(db, &reach, keys, &mut issues, &mut visits).await?;
        let (mut notices, mut meetings) = (Vec::<Box<Notice>>::new(), Vec::<Box<Meeting>>::new());
        if any(|own| matches!(own, Source::Asked { .. })) {
            notices = store::shared::list(db, viewer, Subject::Notice, None, None).await?;
        }
        if any(|own| matches!(own, Source::Decided { .. })) {
            meetings = store::shared::list(db, viewer, Subject::Meeting, None, None).await?;
        }
        let owes = |item: &Item| matches!(item.task.source, Source::Owed { .. });
        let books: BTreeSet<Book> = stands.iter().map(|(list, _)| list.book).collect();
        let mut owing = Vec::new();
        for book in books {
            let wanted = stands.iter().any(|(list, item)| list.book == book && owes(item));
            let own = if wanted { Some(Owing::of(db, viewer, &reach, book, None).await?) } else { None };
            owing.push((book, own));
        }
        let (notices, meetings) =
            (notices.into_iter().map(|own| *own).collect(), meetings.into_iter().map(|own| *own).collect());
        Ok(Sources { issues, visits, notices, meetings, owing })
    }

    fn cases<'a>(&'a self, owing: Option<&'a Owing>) -> Cases<'a> {
        let Sources { issues, visits, notices, meetings, .. } = self;
        Cases { issues, visits, notices, meetings, ..owing.map_or_else(Cases::default, Owing::cases) }
    }
}
