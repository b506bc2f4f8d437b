//! What the pages of reminders show: the same matters that the boxes are filled with, read within the reader's own reach.

use domain::kinds::{Day, GroupId, Time};
use domain::reminder::{Matter, Robot, Settings};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// One line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub key: String,
    pub matter: Matter,
    /// Since when for this reason.
    pub since: Day,
    pub read: bool,
}

/// How the last message fared.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Fate {
    /// `sent`, `waiting` or `given_up`.
    pub state: String,
    pub at: Time,
    pub failures: i64,
    /// A key of the texts.
    pub why: Option<String>,
}

/// The robot of a group of which the reader is the head. The address is never read back: it holds a key.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RobotOf {
    pub group: GroupId,
    pub name: String,
    pub kind: Option<Robot>,
    pub host: String,
    /// Are its messages signed?
    pub signed: bool,
    pub hour: u8,
    pub english: bool,
    pub fate: Option<Fate>,
}

/// How the reader is reminded.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mine {
    pub settings: Settings,
    /// Can this server send mail, and to robots?
    pub mail: bool,
    pub hosts: bool,
    pub fate: Option<Fate>,
    pub robots: Vec<RobotOf>,
}

/// The reader's box as the records are now, the most pressing first.
#[server(prefix = "/api", endpoint = "inbox/list", input = GetUrl, output = Json)]
pub async fn read_inbox() -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::lines(&server, &viewer).await
}

/// How many lines are not read.
#[server(prefix = "/api", endpoint = "inbox/unread", input = GetUrl, output = Json)]
pub async fn read_unread() -> Result<u32, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    Ok(store::reminder::unread(&server.db, &viewer.person.to_string()).await?)
}

/// The reader's settings, and the robots of the groups of which they are the head.
#[server(prefix = "/api", endpoint = "inbox/settings", input = GetUrl, output = Json)]
pub async fn read_settings() -> Result<Mine, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::mine(&server, &viewer).await
}

#[cfg(feature = "ssr")]
pub use serve::matters;

#[cfg(feature = "ssr")]
mod serve {
    use std::collections::BTreeSet;

    use domain::act::Subject;
    use domain::kinds::Book;
    use domain::record::Record;
    use domain::reminder::turn;
    use domain::viewer::Viewer;
    use store::reminder::delivery::{self, Way};
    use store::reminder::setting;

    use super::*;
    use crate::context::Server;

    /// What is asked of the reader now, by any of their roles, each once.
    pub async fn matters(server: &Server, viewer: &Viewer) -> Result<Vec<Matter>, Failure> {
        let (mut matters, mut keys) = (Vec::new(), BTreeSet::new());
        for role in &viewer.roles {
            for own in store::asked::matters(&server.db, viewer, *role, server.today()).await? {
                if keys.insert(own.what.key()) {
                    matters.push(own);
                }
            }
        }
        Ok(matters)
    }

    pub async fn lines(server: &Server, viewer: &Viewer) -> Result<Vec<Line>, Failure> {
        let (db, today) = (&server.db, server.today());
        let matters = matters(server, viewer).await?;
        let (rows, own) =
            (store::reminder::rows(db, &viewer.person.to_string()).await?, setting::of(db, viewer.person).await?);
        // As the box will be when the sender has looked.
        let turned = turn(&rows, &matters, &own.off, today).put;
        let mut lines: Vec<Line> = Vec::new();
        for matter in matters.into_iter().filter(|matter| !own.off.contains(&matter.reason)) {
            let key = matter.what.key();
            let row = turned.iter().chain(&rows).find(|row| row.key == key);
            let (since, read) = row.map_or((today, false), |row| (row.since, row.read));
            lines.push(Line { key, matter, since, read });
        }
        lines.sort_by_key(|own| {
            (std::cmp::Reverse(own.matter.reason), own.matter.due.map_or(i64::MAX, Day::number), own.key.clone())
        });
        Ok(lines)
    }

    pub async fn mine(server: &Server, viewer: &Viewer) -> Result<Mine, Failure> {
        let db = &server.db;
        let mut robots = Vec::new();
        for record in store::record::office(db, Subject::Group).await? {
            let Record::Group(group) = record else { continue };
            if !viewer.heads_group(Book::Group(group.id)) {
                continue;
            }
            let kept = setting::robot(db, group.id).await?;
            let host = kept.as_ref().map(|own| host(&own.url)).unwrap_or_default();
            robots.push(RobotOf {
                group: group.id,
                name: group.name.to_string(),
                kind: kept.as_ref().map(|own| own.kind),
                host,
                signed: kept.as_ref().is_some_and(|own| own.secret.is_some()),
                hour: kept.as_ref().map_or(domain::reminder::HOUR, |own| own.hour),
                english: kept.is_some_and(|own| own.english),
                fate: fate(server, &group.id.to_string(), Way::Robot).await?,
            });
        }
        Ok(Mine {
            settings: setting::of(db, viewer.person).await?,
            mail: server.notify.mail,
            hosts: !server.notify.hosts.is_empty(),
            fate: fate(server, &viewer.person.to_string(), Way::Mail).await?,
            robots,
        })
    }

    /// The part of a robot's address that is no secret.
    fn host(url: &str) -> String {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default().to_owned()
    }

    async fn fate(server: &Server, holder: &str, way: Way) -> Result<Option<Fate>, Failure> {
        let found = delivery::fate(&server.db, holder, way).await?;
        Ok(found.map(|own| {
            let (state, at) = match (own.done_at, own.given_up_at) {
                (Some(at), _) => ("sent", at),
                (None, Some(at)) => ("given_up", at),
                (None, None) => ("waiting", own.next_at),
            };
            Fate { state: state.to_owned(), at, failures: own.failures, why: own.why }
        }))
    }
}
