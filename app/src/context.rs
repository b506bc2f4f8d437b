//! What the server hands to pages and server functions: the store, the clock, and who is asking.
//! Server only. The one door through which `app` reaches the database.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Extension;
use domain::kinds::{Day, Time};
use domain::viewer::Viewer;
use leptos::prelude::*;
use store::writer::Clock;
use store::{Db, Writer};

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
    /// Makes references for log lines: `7QK2`.
    pub reference: Arc<dyn Fn() -> String + Send + Sync>,
}

/// Who is asking: put into each request by the server's session layer.
#[derive(Clone, Debug, Default)]
pub struct Asking(pub Option<Viewer>);

/// The running server.
#[must_use]
pub fn server() -> Server {
    expect_context()
}

/// A fresh reference for one log line.
#[must_use]
pub fn reference() -> String {
    use_context::<Server>().map_or_else(String::new, |server| (server.reference)())
}

impl Server {
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

/// The signed-in person, if there is one.
pub async fn asking() -> Option<Viewer> {
    let asking: Option<Extension<Asking>> = leptos_axum::extract().await.ok();
    asking.and_then(|Extension(Asking(viewer))| viewer)
}
