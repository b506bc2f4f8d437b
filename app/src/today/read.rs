//! What the first screen shows, read within the reader's own reach.

use domain::issue::list::Line;
use domain::kinds::{Book, Time};
use domain::reminder::Matter;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::duty::Duty;
use crate::failure::Failure;
use crate::wire::Json;

/// Something that is fixed for a time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Next {
    pub kind: Kind,
    pub href: String,
    /// Empty where the kind says it all.
    pub title: String,
    pub place: Option<String>,
    pub at: Time,
    /// Whose it is, for leadership.
    pub group: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Meeting,
    Visit,
    Study,
}

/// How a group stands, for leadership.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    pub book: Book,
    pub name: String,
    pub late: u32,
    pub stagnant: u32,
    pub submitted: u32,
    /// Papers whose units it is time to chase.
    pub chase: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Today {
    /// The most pressing first.
    pub matters: Vec<Matter>,
    pub next: Vec<Next>,
    /// What an administrator's own part asks.
    pub duties: Vec<Duty>,
    /// Of all groups, those with most to look at first; for leadership.
    pub groups: Vec<Standing>,
    /// Of all groups, the issues that are late the longest, then those that have not moved the longest; for leadership.
    pub issues: Vec<Line>,
}

#[server(prefix = "/api", endpoint = "today", input = GetUrl, output = Json)]
pub async fn read_today() -> Result<Today, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::today(&server, &viewer).await
}

#[cfg(feature = "ssr")]
mod serve {
    use std::cmp::Reverse;

    use domain::act::Subject;
    use domain::group::Group;
    use domain::issue::State;
    use domain::issue::list::{Filter, Line, Sort};
    use domain::kinds::Day;
    use domain::meeting::Meeting;
    use domain::record::Record;
    use domain::study::Study;
    use domain::viewer::{Role, Viewer};
    use domain::visit::list;

    use super::{Book, Failure, Kind, Next, Standing, Today};
    use crate::context::Server;
    use crate::part::records::Scope;

    /// What comes next, of each kind.
    const FIRST: usize = 3;
    /// Groups that leadership sees here; all of them are on the overview.
    const GROUPS: usize = 12;
    /// Groups that are counted for that.
    const MOST: usize = 60;
    /// Issues that leadership sees here, of those that are late and of those that do not move.
    const ISSUES: usize = 4;

    pub async fn today(server: &Server, viewer: &Viewer) -> Result<Today, Failure> {
        // Leadership takes part in nobody's meetings and visits: those of the other roles are the reader's own.
        let roles = viewer.roles.iter().copied().filter(|role| *role != Role::OfficeLeader).collect();
        let own = Viewer { roles, ..viewer.clone() };
        let mut matters: Vec<_> = crate::inbox::matters(server, viewer).await?;
        matters.sort_by_key(|own| (Reverse(own.reason), own.due.map_or(i64::MAX, Day::number), own.what.key()));
        let mut next = meetings(server, &own, None).await?;
        next.extend(visits(server, &own, None).await?);
        next.extend(studies(server, &own).await?);
        let (mut groups, mut issues) = (Vec::new(), Vec::new());
        if viewer.roles.contains(&Role::OfficeLeader) {
            groups = self::groups(server, viewer).await?;
            issues = self::issues(server, viewer).await?;
            // what the first of them do next, which the reader need not go to
            let mut theirs = Vec::new();
            for group in groups.iter().take(FIRST) {
                theirs.extend(meetings(server, viewer, Some(group)).await?);
                theirs.extend(visits(server, viewer, Some(group)).await?);
            }
            theirs.retain(|one| next.iter().all(|own| own.href != one.href));
            next.extend(first(theirs));
        }
        next.sort_by_key(|own| own.at);
        let duties = crate::today::duty::serve::duties(server, viewer).await?;
        Ok(Today { matters, next, duties, groups, issues })
    }

    async fn issues(server: &Server, viewer: &Viewer) -> Result<Vec<Line>, Failure> {
        let late = Filter { late: true, sort: Sort::Due, ..Filter::default() };
        let still = Filter { stagnant: true, sort: Sort::Moved, ..Filter::default() };
        let mut found: Vec<Line> = Vec::new();
        for filter in [late, still] {
            let page = store::issue::list(&server.db, &viewer.reach(), &filter, server.today()).await?;
            let fresh: Vec<_> = page.lines.into_iter().filter(|one| found.iter().all(|own| own.id != one.id)).collect();
            found.extend(fresh.into_iter().take(ISSUES));
        }
        Ok(found)
    }

    async fn all<T: TryFrom<Record>>(server: &Server, viewer: &Viewer, subject: Subject) -> Result<Vec<T>, Failure> {
        let found = store::record::all(&server.db, &viewer.reach(), subject, None, None).await?;
        Ok(found.into_iter().filter_map(|own| T::try_from(own).ok()).collect())
    }

    fn first(mut all: Vec<Next>) -> Vec<Next> {
        all.sort_by_key(|own| own.at);
        all.truncate(FIRST);
        all
    }

    async fn meetings(server: &Server, viewer: &Viewer, of: Option<&Standing>) -> Result<Vec<Next>, Failure> {
        let start = server.today().start();
        let book = of.map(|own| own.book);
        let found: Vec<Box<Meeting>> = store::shared::list(&server.db, viewer, Subject::Meeting, book, None).await?;
        // one that decided something for a unit is not one that the unit goes to
        let ours = found.into_iter().filter(|own| own.is_whole_for(viewer));
        let open = ours.filter(|own| matches!(own.state(), "planned" | "open") && own.plan.at >= start);
        Ok(first(
            open.map(|own| Next {
                kind: Kind::Meeting,
                href: format!("/meetings/{}", own.id),
                title: String::new(),
                place: own.plan.place.as_ref().map(ToString::to_string),
                at: own.plan.at,
                group: of.map(|own| own.name.clone()),
            })
            .collect(),
        ))
    }

    async fn studies(server: &Server, viewer: &Viewer) -> Result<Vec<Next>, Failure> {
        let start = server.today().start();
        let found: Vec<Box<Study>> = all(server, viewer, Subject::Study).await?;
        let open = found.into_iter().filter(|own| own.state() == "planned" && own.plan.at >= start);
        Ok(first(
            open.map(|own| Next {
                kind: Kind::Study,
                href: format!("/studies/{}", own.id),
                title: own.plan.topic.to_string(),
                place: own.plan.place.as_ref().map(ToString::to_string),
                at: own.plan.at,
                group: None,
            })
            .collect(),
        ))
    }

    async fn visits(server: &Server, viewer: &Viewer, of: Option<&Standing>) -> Result<Vec<Next>, Failure> {
        let reach = viewer.reach();
        let filter = list::Filter {
            state: Some(list::State::Planned),
            from: Some(server.today()),
            book: of.map(|own| own.book),
            ..list::Filter::default()
        };
        let found = store::visit::whole(&server.db, &reach, &filter, 300).await?;
        Ok(first(
            found
                .into_iter()
                .map(|own| Next {
                    kind: Kind::Visit,
                    href: format!("/visits/{}", own.id),
                    title: own.topic.unwrap_or_default(),
                    place: own.place,
                    at: own.at,
                    group: of.map(|own| own.name.clone()),
                })
                .collect(),
        ))
    }

    /// Of very many groups only the first are counted: the overview has all of them.
    async fn groups(server: &Server, viewer: &Viewer) -> Result<Vec<Standing>, Failure> {
        let [kept] = store::record::kept(&server.db, [Subject::Group]).await?;
        let groups = kept.iter().filter_map(|own| <&Group>::try_from(own).ok()).take(MOST);
        let mut all = Vec::new();
        for group in groups {
            let book = Book::Group(group.id);
            let of = Filter { book: Some(book), ..Filter::default() };
            let filters = [
                Filter { late: true, ..of.clone() },
                Filter { stagnant: true, ..of.clone() },
                Filter { states: vec![State::Submitted], ..of },
            ];
            let counts = store::issue::counts(&server.db, &viewer.reach(), &filters, server.today()).await?;
            if let [late, stagnant, submitted] = counts[..] {
                all.push(Standing { book, name: group.name.to_string(), late, stagnant, submitted, chase: 0 });
            }
        }
        all.sort_by_key(|own| (Reverse(own.late + own.stagnant), own.name.clone()));
        all.truncate(GROUPS);
        for own in &mut all {
            let scope = Scope { book: Some(own.book), ..Scope::default() };
            let board = crate::notice::read::list(server, viewer, scope).await?;
            let chase = board.lines.iter().filter(|line| !line.chase.is_empty()).count();
            own.chase = u32::try_from(chase).unwrap_or(u32::MAX);
        }
        Ok(all)
    }
}
