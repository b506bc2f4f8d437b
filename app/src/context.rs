//! What the server hands to pages and server functions: the store, the clock, and who is asking.
//! Server only. The one door through which `app` reaches the database.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Extension;
use domain::kinds::{Day, PersonId, Time};
use domain::reminder::Hosts;
use domain::viewer::{Admin, Viewer};
use leptos::prelude::*;
use store::writer::Clock;
use store::{Db, Writer};
use uuid::Uuid;

use crate::failure::Failure;

/// The running server, as pages and server functions see it.
#[derive(Clone)]
pub struct Server {
    pub db: Db,
    pub writer: Writer,
    pub clock: Clock,
    /// Attachments lie here.
    pub data: Arc<PathBuf>,
    /// A demo database on loopback: the cast may sign in with one click.
    pub demo: bool,
    /// Bytes that nobody can guess, for one-time links.
    pub chance: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// Makes references for log lines: `7QK2`.
    pub reference: Arc<dyn Fn() -> String + Send + Sync>,
    /// Where reminders may go.
    pub notify: Arc<Notify>,
    /// The tree of those who look over everything.
    pub trees: Arc<crate::session::tree::Trees>,
}

/// Where reminders may go; nowhere, unless whoever runs the server has said so.
pub struct Notify {
    pub hosts: Hosts,
    /// Is there a mail server?
    pub mail: bool,
    /// Has the sender look at once.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

impl Default for Notify {
    fn default() -> Notify {
        Notify { hosts: Hosts::default(), mail: false, wake: Arc::new(|| ()) }
    }
}

/// Who is asking: put into each request by the server's session layer.
#[derive(Clone, Debug, Default)]
pub struct Asking(pub Option<Viewer>);

/// Through which session: put beside [`Asking`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Seat(pub Option<Uuid>);

/// The running server. Asked for once, before the first read: after it the task may go on where there is no context, and a page
/// that waits for it never ends.
#[must_use]
pub fn server() -> Server {
    expect_context()
}

/// A fresh reference for one log line.
#[must_use]
pub fn reference() -> String {
    use_context::<Server>().map_or_else(String::new, |server| (server.reference)())
}

/// A one-time link waits so long for its person.
pub const LINK_DAYS: i64 = 7;

impl Server {
    /// A new one-time link: its path, to be shown once. Older links of the same person end. Nobody: the first start.
    ///
    /// # Errors
    /// The database.
    pub async fn invite(&self, person: Option<PersonId>, by: Option<PersonId>) -> store::Result<String> {
        let token = domain::entry::hex(&(self.chance)());
        let now = self.now();
        let expires_at = Time(now.0 + LINK_DAYS * 86_400_000_000);
        let invitation = store::credential::Invitation { person, expires_at };
        store::credential::invite(&self.db, &store::credential::fingerprint(&token), &invitation, by, now).await?;
        Ok(format!("/welcome/{token}"))
    }

    #[must_use]
    pub fn now(&self) -> Time {
        (self.clock)()
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }
}

/// The signed-in person.
///
/// # Errors
/// [`Failure::SignedOut`].
pub async fn viewer() -> Result<Viewer, Failure> {
    asking().await.ok_or(Failure::SignedOut)
}

/// The session that the request came through.
pub async fn seat() -> Option<Uuid> {
    let seat: Option<Extension<Seat>> = leptos_axum::extract().await.ok();
    seat.and_then(|Extension(Seat(id))| id)
}

/// The signed-in person, if they hold this office; to anyone else there is nothing here.
///
/// # Errors
/// [`Failure::SignedOut`], or [`Failure::not_found`].
pub async fn admin(office: Admin) -> Result<Viewer, Failure> {
    let viewer = viewer().await?;
    if viewer.is_admin(office) { Ok(viewer) } else { Err(Failure::not_found()) }
}

/// The signed-in person, if there is one.
pub async fn asking() -> Option<Viewer> {
    let asking: Option<Extension<Asking>> = leptos_axum::extract().await.ok();
    asking.and_then(|Extension(Asking(viewer))| viewer)
}
