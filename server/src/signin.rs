//! Signing in and out: plain form posts that work before any script. Answers lead back to a page that says what
//! happened; whether a login exists is never told. Outside the law of the outbox: passwords don't belong in a journal.

use std::convert::Infallible;

use app::context::{Asking, Seat, Server};
use axum::extract::{Form, FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::person::Person;
use domain::viewer::Viewer;
use serde::Deserialize;
use store::session::Session;
use uuid::Uuid;

use crate::caller::Caller;
use crate::password::Busy;
use crate::session::{Doors, roles, token};

mod slow;
pub(crate) use slow::{FORGET, forgive, pace};
pub use slow::{FREE, Pace};

/// Why a form could not be answered by a page.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl axum::response::IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let reference = crate::edge::reference();
        tracing::error!(%reference, why = %self, "signing in");
        let status = match self {
            Trouble::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, [(header::RETRY_AFTER, "10")], format!("现在办不了，请过一会儿再试。Please try again. {reference}"))
            .into_response()
    }
}

/// Everything that a form of this kind needs to know.
pub struct Desk {
    pub server: Server,
    pub doors: Doors,
    pub caller: Caller,
    pub viewer: Option<Viewer>,
    /// The session that the form came through.
    pub seat: Option<Uuid>,
}

impl<S: Send + Sync> FromRequestParts<S> for Desk
where
    Server: FromRef<S>,
    Doors: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Desk, Infallible> {
        let Asking(viewer) = parts.extensions.get().cloned().unwrap_or_default();
        let Seat(seat) = parts.extensions.get().copied().unwrap_or_default();
        let caller = parts.extensions.get().cloned().unwrap_or_default();
        Ok(Desk { server: Server::from_ref(state), doors: Doors::from_ref(state), caller, viewer, seat })
    }
}

#[derive(Deserialize)]
pub struct SignIn {
    login: String,
    password: String,
}

/// `POST /sign-in`
///
/// # Errors
/// The database; too many at once.
pub async fn sign_in(desk: Desk, Form(SignIn { login, password }): Form<SignIn>) -> Result<Response, Trouble> {
    let Desk { server, doors, caller, .. } = &desk;
    let login: String = login.trim().to_lowercase().chars().take(64).collect();
    let pace = pace(server, &login, &caller.network()).await?;
    let left = match pace {
        Pace::Wait { minutes } => return Ok(back(&[("told", "wait"), ("minutes", &minutes.to_string())], &login)),
        Pace::Go { left } => left,
    };
    let person = store::record::person_by_login(&server.db, &login).await?;
    let kept = match &person {
        Some(person) => store::credential::password(&server.db, person.id).await?,
        None => None,
    };
    let right = doors.passwords.verify(&password, kept).await?;
    match person.filter(|person| right && person.suspended_at.is_none()) {
        Some(person) => {
            forgive(server, &login, &caller.network()).await?;
            enter(&desk, &person, "/").await
        }
        None => Ok(back(&[("told", "wrong"), ("left", &left.to_string())], &login)),
    }
}

#[derive(Deserialize)]
pub struct Demo {
    login: String,
}

/// `POST /demo/sign-in`: one click for the cast of a demo database on this machine, and for nobody else.
///
/// # Errors
/// The database.
pub async fn demo(desk: Desk, Form(Demo { login }): Form<Demo>) -> Result<Response, Trouble> {
    let server = &desk.server;
    let person = store::record::person_by_login(&server.db, &login).await?;
    let played = person.filter(|person| server.demo && person.demo && person.suspended_at.is_none());
    match played {
        Some(person) => enter(&desk, &person, "/").await,
        None => Ok(StatusCode::NOT_FOUND.into_response()),
    }
}

/// Opens a session and goes to `to`. The token is always a new one, and the session before it ends.
pub(crate) async fn enter(desk: &Desk, person: &Person, to: &str) -> Result<Response, Trouble> {
    let Desk { server, doors, caller, seat, .. } = desk;
    if let Some(before) = seat {
        store::session::end(&server.db, *before, server.now()).await?;
    }
    let (token, hash) = token();
    let now = server.now();
    let session = Session {
        id: Uuid::from_bytes(crate::edge::secret::<16>()),
        person: person.id,
        roles: person.viewer().map(|viewer| roles(&viewer)).unwrap_or_default(),
        made_at: now,
        seen_at: now,
        ended_at: None,
        address: caller.address.clone(),
        device: caller.device.clone(),
    };
    store::session::open(&server.db, &hash, &session).await?;
    let mut response = see_other(to);
    if let Some(cookie) = doors.set_cookie(Some(&token)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

#[derive(Deserialize)]
pub struct SignOut {
    /// Set by the page when nothing waits in the outbox.
    #[serde(default)]
    clean: String,
}

/// `POST /sign-out`
///
/// # Errors
/// The database.
pub async fn sign_out(desk: Desk, Form(SignOut { clean }): Form<SignOut>) -> Result<Response, Trouble> {
    if let Some(session) = desk.seat {
        store::session::end(&desk.server.db, session, desk.server.now()).await?;
    }
    let mut response = see_other(if clean == "1" { "/sign-in?told=clean" } else { "/sign-in?told=out" });
    let headers = response.headers_mut();
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    if let Some(cookie) = desk.doors.set_cookie(None) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Back to the sign-in page with what it is to say.
fn back(told: &[(&str, &str)], login: &str) -> Response {
    // Only what may stand in an address; whoever typed something else sees an empty field.
    let plain = login.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    let told = told.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    see_other(&format!("/sign-in?{told}&login={}", if plain { login } else { "" }))
}

pub(crate) fn see_other(to: &str) -> Response {
    let mut headers = HeaderMap::new();
    if let Ok(to) = HeaderValue::from_str(to) {
        headers.insert(header::LOCATION, to);
    }
    (StatusCode::SEE_OTHER, headers).into_response()
}
