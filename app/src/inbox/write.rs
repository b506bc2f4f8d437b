//! Writes outside the journal: what is read, how somebody wants to be reminded, the robot of a group. POSTs under the server's
//! CSRF layer.

use domain::kinds::GroupId;
use domain::reminder::{Robot, Settings};
use leptos::prelude::*;

use crate::failure::Failure;
use crate::wire::Json;

/// Marks lines of one's own box as read, or as unread again; all of them where none is named.
#[server(prefix = "/api", endpoint = "inbox/mark", input = Json, output = Json)]
pub async fn mark(matters: Option<Vec<String>>, read: bool) -> Result<(), Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let matters = matters.as_deref().map(|own| own.get(..own.len().min(1_000)).unwrap_or_default());
    let holder = viewer.person.to_string();
    Ok(store::reminder::mark(&server.db, &holder, matters, read, server.now()).await?)
}

/// Sets one's own settings.
#[server(prefix = "/api", endpoint = "inbox/set", input = Json, output = Json)]
pub async fn set(settings: Settings) -> Result<(), Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    settings.check()?;
    store::reminder::setting::set(&server.db, viewer.person, &settings, server.now()).await?;
    (server.notify.wake)();
    Ok(())
}

/// What a robot's messages are signed with.
#[cfg(feature = "ssr")]
type Secret = domain::kinds::Text<200>;

/// Sets the robot of a group, by its head. Without an address the one that is kept stays, with its secret unless there is
/// another; with an address the secret is what is sent along, or none.
#[server(prefix = "/api", endpoint = "inbox/robot", input = Json, output = Json)]
pub async fn set_robot(
    group: GroupId,
    kind: Robot,
    url: Option<String>,
    secret: Option<String>,
    hour: u8,
    english: bool,
) -> Result<(), Failure> {
    use domain::refusal::Refusal;
    use domain::reminder::{self, Hook};
    use store::reminder::setting::{self, Kept};
    let server = crate::context::server();
    let viewer = heads(group).await?;
    reminder::hour(hour)?;
    let given = |raw: Option<String>| raw.map(|raw| raw.trim().to_owned()).filter(|raw| !raw.is_empty());
    let secret = given(secret).map(|raw| Secret::parse(&raw)).transpose()?.map(|own| own.to_string());
    let (raw, secret) = match (given(url), setting::robot(&server.db, group).await?) {
        (Some(url), _) => (url, secret),
        (None, Some(kept)) => (kept.url, secret.or(kept.secret)),
        (None, None) => return Err(Refusal::NotLink.into()),
    };
    let hook = Hook::parse(&raw, &server.notify.hosts)?;
    let own = Kept { group, kind, url: hook.url().to_owned(), secret, hour, english, set_at: server.now() };
    setting::set_robot(&server.db, &own, viewer.person).await?;
    (server.notify.wake)();
    Ok(())
}

/// Takes the robot of a group away.
#[server(prefix = "/api", endpoint = "inbox/drop", input = Json, output = Json)]
pub async fn drop_robot(group: GroupId) -> Result<(), Failure> {
    let server = crate::context::server();
    heads(group).await?;
    Ok(store::reminder::setting::drop_robot(&server.db, group).await?)
}

/// Sends a message that says it is a trial, to oneself or to a group's robot. Not more than one a minute.
#[server(prefix = "/api", endpoint = "inbox/try", input = Json, output = Json)]
pub async fn try_out(group: Option<GroupId>) -> Result<(), Failure> {
    use store::reminder::delivery::{self, Delivery, Way};
    let server = crate::context::server();
    let (holder, way) = match group {
        Some(group) => {
            heads(group).await?;
            (group.to_string(), Way::Robot)
        }
        None => (crate::context::viewer().await?.person.to_string(), Way::Mail),
    };
    let now = server.now();
    let last = delivery::last_trial(&server.db, &holder, way).await?;
    if last.is_none_or(|last| now.minutes_since(last) >= 1) {
        let message = Delivery {
            id: domain_id(&server),
            holder,
            way,
            trial: true,
            digest: domain::reminder::Digest::default(),
            failures: 0,
        };
        delivery::put(&server.db, &message, now).await?;
        (server.notify.wake)();
    }
    Ok(())
}

/// A group's head; of another group there is nothing to see.
#[cfg(feature = "ssr")]
async fn heads(group: GroupId) -> Result<domain::viewer::Viewer, Failure> {
    let viewer = crate::context::viewer().await?;
    let book = domain::kinds::Book::Group(group);
    if !viewer.in_group(book) {
        return Err(Failure::not_found());
    }
    viewer.must_head_group(book)?;
    Ok(viewer)
}

#[cfg(feature = "ssr")]
fn domain_id(server: &crate::context::Server) -> uuid::Uuid {
    let bytes = (server.chance)();
    let mut id = [0; 16];
    id.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    uuid::Builder::from_random_bytes(id).into_uuid()
}
