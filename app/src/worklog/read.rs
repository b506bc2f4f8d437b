//! What the page of logs shows: the log of one person and day, which days of the month have one, and what the journal says
//! that this person did. Of others only to the lead of their group.

use domain::kinds::{Book, Day, Month, PersonId};
use domain::worklog::Worklog;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::roll::Member;
use crate::wire::Json;

/// Something that was recorded on the day: which act, of which record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Did {
    /// The wire name, as `visit.record`.
    pub kind: String,
    pub title: String,
    pub href: Option<String>,
    /// So many of the same kind on the same record.
    pub times: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Shown {
    pub book: Book,
    pub day: Day,
    pub person: PersonId,
    pub log: Option<Worklog>,
    /// Days of the month that have a log.
    pub days: Vec<Day>,
    pub did: Vec<Did>,
    /// Whose logs the reader may read besides their own.
    pub members: Vec<Member>,
}

impl Shown {
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.day)
    }
}

/// The log of a day, of the reader or of a member of a group that they lead.
#[server(prefix = "/api", endpoint = "worklog/day", input = GetUrl, output = Json)]
pub async fn read_day(day: Option<Day>, person: Option<PersonId>) -> Result<Shown, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::day(&server, &viewer, day.unwrap_or_else(|| server.today()), person).await
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::act::{Key, Subject};
    use domain::kinds::WorklogId;
    use domain::viewer::{Role, Viewer};

    use super::{Book, Day, Did, Failure, Member, Month, PersonId, Shown, Worklog};
    use crate::context::Server;

    /// Acts of one day that are looked at.
    const MOST: u32 = 400;

    pub async fn day(server: &Server, viewer: &Viewer, day: Day, person: Option<PersonId>) -> Result<Shown, Failure> {
        let group = viewer.roles.iter().find_map(|role| match *role {
            Role::Group { group, .. } => Some(group),
            Role::OfficeLeader | Role::Unit { .. } | Role::Organisation { .. } | Role::Admin { .. } => None,
        });
        let group = group.ok_or_else(Failure::not_found)?;
        let book = Book::Group(group);
        let members =
            if viewer.leads_group(book) { crate::part::roll::members(server, group, None).await? } else { Vec::new() };
        let person = person.unwrap_or(viewer.person);
        let known = person == viewer.person || members.iter().any(|own| own.person == person);
        if !known {
            return Err(Failure::not_found());
        }
        let own = month_of(server, viewer, book, (person, Month::of(day))).await?;
        let mut days: Vec<Day> = own.iter().map(|own| own.day).collect();
        days.sort_unstable();
        Ok(Shown {
            book,
            day,
            person,
            log: own.into_iter().find(|own| own.day == day),
            days,
            did: did(server, viewer, book, (person, day)).await?,
            members: others(members, viewer.person),
        })
    }

    /// The logs of a month: their ids follow from person and day.
    async fn month_of(
        server: &Server,
        viewer: &Viewer,
        book: Book,
        (person, month): (PersonId, Month),
    ) -> Result<Vec<Worklog>, Failure> {
        let days = (0..=month.last().since(month.first())).map(|more| month.first().plus(more));
        let keys = days.map(|day| Key { subject: Subject::Worklog, id: WorklogId::of(book, person, day).0 });
        let found = store::shared::some(&server.db, viewer, keys).await?;
        Ok(found.into_iter().filter_map(|(_, own)| Box::<Worklog>::try_from(own).ok()).map(|own| *own).collect())
    }

    fn others(members: Vec<Member>, own: PersonId) -> Vec<Member> {
        members.into_iter().filter(|one| one.person != own).collect()
    }

    /// What this person did on the day, the first first; the same act on the same record once. Other people's logs are not
    /// among it: only their writers write them.
    async fn did(
        server: &Server,
        viewer: &Viewer,
        book: Book,
        (person, day): (PersonId, Day),
    ) -> Result<Vec<Did>, Failure> {
        let pick = store::journal::Pick { person: Some(person), day: Some(day), ..Default::default() };
        let mut entries = store::journal::picked(&server.db, book, &pick, MOST).await?;
        entries.reverse();
        entries.retain(|own| own.entry.act.key().subject != Subject::Worklog);
        let told = crate::part::history::told(server, viewer, &entries).await?;
        let entries: Vec<_> =
            entries.into_iter().zip(told).filter(|(_, told)| told.is_some()).map(|own| own.0.entry).collect();
        let keys: Vec<Key> = entries.iter().map(|own| own.act.key()).collect();
        let mut records = store::record::some(&server.db, &viewer.reach(), keys.iter().copied()).await?;
        records.extend(store::shared::some(&server.db, viewer, keys.iter().copied()).await?);
        let mut all: Vec<(Key, Did)> = Vec::new();
        for entry in entries {
            let (key, kind) = (entry.act.key(), entry.act.kind());
            if let Some((_, own)) = all.iter_mut().find(|(of, own)| *of == key && own.kind == kind) {
                own.times += 1;
                continue;
            }
            let title =
                records.iter().find(|own| own.0 == key).map(|own| crate::book::title(&own.1)).unwrap_or_default();
            all.push((key, Did { kind, title, href: crate::book::href(key), times: 1 }));
        }
        Ok(all.into_iter().map(|own| own.1).collect())
    }
}
