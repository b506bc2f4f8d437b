//! Papers as the server reads them: through `store::shared`, which gives out what the viewer may read, and through the viewer's
//! reach.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::issue::Issue;
use domain::viewer::{Reach, Viewer};

use super::*;
use crate::context::Server;
use crate::part::records::Scope;

pub async fn list(server: &Server, viewer: &Viewer, scope: Scope) -> Result<Board, Failure> {
    let today = scope.as_of.unwrap_or_else(|| server.today());
    let all: Vec<Box<Notice>> = scope.shared(&server.db, viewer, Subject::Notice).await?;
    // each group waits as long as it has set, by the working days of its own campaign
    let mut rules: BTreeMap<Book, (Waits, Calendar)> = BTreeMap::new();
    for own in &all {
        if let Entry::Vacant(new) = rules.entry(own.book) {
            new.insert((waits(server, own.book).await?, store::campaign::calendar(&server.db, own.book).await?));
        }
    }
    let lines = all.iter().filter_map(|own| {
        let (waits, calendar) = rules.get(&own.book)?;
        Some(Line::of(own, &all, today, *waits, calendar))
    });
    let lines = lines.collect();
    let room = if scope.as_of.is_some() { None } else { room(server, viewer, None).await? };
    Ok(Board { lines, room })
}

/// For a member of the book's group; of the first of their groups where none is named.
async fn room(server: &Server, viewer: &Viewer, book: Option<Book>) -> Result<Option<Room>, Failure> {
    let mut books = viewer.reach().groups.into_iter().map(Book::Group);
    let Some(book) = books.find(|own| book.is_none_or(|book| book == *own)) else { return Ok(None) };
    let matters = store::issue::open_codes(&server.db, &viewer.reach(), book).await?;
    let matter = |(issue, unit, code)| Matter { issue, unit, code };
    Ok(Some(Room { book, matters: matters.into_iter().map(matter).collect() }))
}

async fn waits(server: &Server, book: Book) -> Result<Waits, Failure> {
    let Book::Group(group) = book else { return Ok(Waits::default()) };
    // how long a group waits is no secret of it
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Policy, id: group.0 };
    let own = store::record::load(&server.db, &everything, key).await?;
    Ok(own.and_then(|record| Policies::try_from(record).ok()).map_or_else(Waits::default, |own| own.waits))
}

pub async fn detail(server: &Server, viewer: &Viewer, id: NoticeId) -> Result<Detail, Failure> {
    let key = Key { subject: Subject::Notice, id: id.0 };
    let own: Box<Notice> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
    let (today, waits) = (server.today(), waits(server, own.book).await?);
    let all: Vec<Box<Notice>> = store::shared::list(&server.db, viewer, Subject::Notice, Some(own.book), None).await?;
    let calendar = store::campaign::calendar(&server.db, own.book).await?;
    let line = |own: &Notice| Line::of(own, &all, today, waits, &calendar);
    let before = own.content.after.and_then(|after| all.iter().find(|other| other.id == after));
    let followed = all.iter().filter(|other| other.content.after == Some(id)).map(|other| line(other));
    let drafts = own.state() == "draft" && viewer.in_group(own.book);
    let counted = domain::burden::wanted(&own.content);
    let of = (own.book, own.content.units.as_slice());
    let figures = crate::burden::read::figures(server, viewer, of, &counted).await?;
    Ok(Detail {
        before: before.map(|own| line(own)),
        chase: line(&own).chase,
        chase_by: Some(calendar.plus(today, crate::notice::chase::DAYS)),
        followed: followed.collect(),
        names: names(server, viewer, &own).await?,
        issues: issues(server, viewer, &own).await?,
        head: head(server, own.book).await?,
        room: if drafts { room(server, viewer, Some(own.book)).await? } else { None },
        history: crate::part::history::of_shared(server, viewer, key).await?,
        counted,
        figures,
        waits,
        notice: *own,
    })
}

/// Does the head that this unit witnessed still stand in the book, with everything before it?
///
/// # Errors
/// No such paper for this viewer, or nothing was witnessed; the database.
pub async fn stands(server: &Server, viewer: &Viewer, id: NoticeId, unit: UnitId) -> Result<bool, Failure> {
    let key = Key { subject: Subject::Notice, id: id.0 };
    let own: Box<Notice> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
    let receipt = own.addressee(unit).and_then(|own| own.received.as_ref());
    let witness = receipt.and_then(|own| own.witness.as_ref()).ok_or_else(Failure::not_found)?;
    Ok(store::verify::stands(&server.db, own.book, witness.seq, witness.hash.as_str()).await?)
}

/// Of everybody who did something, and of the reader, who may be about to.
async fn names(server: &Server, viewer: &Viewer, own: &Notice) -> Result<Vec<(PersonId, String)>, Failure> {
    let mut people = BTreeSet::from([viewer.person]);
    people.extend(own.issued.iter().map(|by| by.person));
    for unit in &own.addressees {
        people.extend(unit.received.iter().map(|own| own.by.person));
        people.extend(unit.replies.iter().flat_map(|own| {
            let back = own.returned.iter().map(|(_, by)| by.person);
            std::iter::once(own.by.person).chain(back).collect::<Vec<_>>()
        }));
    }
    let names = store::record::names(&server.db, people).await?;
    Ok(names.into_iter().map(|(id, name)| (id, name.to_string())).collect())
}

async fn issues(server: &Server, viewer: &Viewer, own: &Notice) -> Result<Vec<(IssueId, String)>, Failure> {
    let keys = own.content.about.iter().map(|about| Key { subject: Subject::Issue, id: about.issue.0 });
    let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
    let issues = found.into_iter().filter_map(|(_, record)| Box::<Issue>::try_from(record).ok());
    Ok(issues.map(|own| (own.id, format!("{} {}", own.code(), own.title))).collect())
}

async fn head(server: &Server, book: Book) -> Result<Option<Witness>, Failure> {
    let head = store::journal::head(&server.db, book).await?;
    Ok(head.and_then(|head| Some(Witness { seq: head.seq, hash: domain::kinds::Text::parse(&head.hash).ok()? })))
}
