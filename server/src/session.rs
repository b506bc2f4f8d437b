//! Who is asking: finds the session behind the request's cookie and puts [`Asking`] and [`Seat`] into the request.
//! The cookie holds a random token, the database only its hash. Other roles, new token; suspended, no session.

use std::sync::Arc;
use std::time::Duration;

use app::context::{Asking, Seat, Server};
use app::failure::Failure;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::act::{Act, Subject};
use domain::entry::hex;
use domain::kinds::{Book, Time};
use domain::person;
use domain::viewer::Viewer;
use store::credential::fingerprint;
use store::session::Session;
use store::tail::Hint;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::edge;
use crate::live::Streams;
use crate::password::Passwords;
use crate::survey::is_of_slips;

/// Between two notes of "still in use".
const SEEN: i64 = 5 * 60_000_000;
/// How often each node looks for sessions that ended elsewhere.
const WATCH: Duration = Duration::from_millis(400);
/// Ends reach back so far, so that none falls between two looks or two clocks.
const BACK: i64 = 10_000_000;

/// Says whose answer it is; `worker/` reads it.
pub const PERSON: HeaderName = HeaderName::from_static("x-xundao-person");

/// What signing in needs besides the pages' own context.
#[derive(Clone)]
pub struct Doors {
    pub passwords: Passwords,
    /// As people type it, `https://xundao.example`; without one, the address that is listened on.
    pub public: Arc<str>,
    /// A proxy in front tells the caller's address.
    pub behind_proxy: bool,
}

impl Doors {
    #[must_use]
    pub fn https(&self) -> bool {
        self.public.starts_with("https://")
    }

    /// With https the browser itself refuses a cookie that another host of the same domain has set.
    #[must_use]
    pub fn cookie(&self) -> &'static str {
        if self.https() { "__Host-xundao" } else { "xundao" }
    }

    /// `Set-Cookie` for a token; without one, it is taken away.
    #[must_use]
    pub fn set_cookie(&self, token: Option<&str>) -> Option<HeaderValue> {
        let secure = if self.https() { "; Secure" } else { "" };
        let (value, age) = token.map_or(("", 0), |token| (token, store::session::WHOLE_SECONDS));
        let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={age}", self.cookie());
        HeaderValue::from_str(&cookie).ok()
    }
}

/// A token that nobody can guess, with the hash under which it is kept.
#[must_use]
pub fn token() -> (String, String) {
    let token = hex(&edge::secret::<32>());
    let hash = fingerprint(&token);
    (token, hash)
}

/// The roles as kept beside the token.
#[must_use]
pub fn roles(viewer: &Viewer) -> String {
    serde_json::to_string(&viewer.roles).unwrap_or_default()
}

/// Finds the person behind the request's cookie. Whoever holds a slip is nobody, also where they are signed in: no session is noted
/// as in use at that moment, and `worker/` keeps no page for them, whose address is the slip's code.
pub async fn ask(
    State(server): State<Server>,
    State(doors): State<Doors>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if is_of_slips(path) {
        return next.run(request).await;
    }
    let (session, viewer) = match find(&server, &doors, path, request.headers()).await {
        Ok(found) => found.unzip(),
        Err(reference) => return unread(path, reference),
    };
    let turned = match (&session, &viewer) {
        (Some(session), Some(viewer)) => keep_up(&server, session, viewer).await,
        (_, _) => None,
    };
    request.extensions_mut().insert(Seat(session.map(|session| session.id)));
    let said = who(viewer.as_ref());
    request.extensions_mut().insert(Asking(viewer));
    let mut response = next.run(request).await;
    if let Some(said) = said {
        response.headers_mut().insert(PERSON, said);
    }
    // Whoever just signed in or out has set a cookie already.
    if let Some(cookie) = turned.and_then(|token| doors.set_cookie(Some(&token)))
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// For the browser's worker, which can't see the cookie: whose answer this is, so that it keeps it for nobody else.
fn who(viewer: Option<&Viewer>) -> Option<HeaderValue> {
    let person = viewer.map_or_else(|| String::from("nobody"), |viewer| viewer.person.to_string());
    HeaderValue::from_str(&person).ok()
}

fn sent<'a>(doors: &Doors, headers: &'a HeaderMap) -> Option<&'a str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(doors.cookie())?.strip_prefix('='))
}

/// Who comes with this cookie, if anybody does; or the reference under which it is logged that this can't be read.
async fn find(
    server: &Server,
    doors: &Doors,
    path: &str,
    headers: &HeaderMap,
) -> Result<Option<(Session, Viewer)>, String> {
    // The built files are the same for everyone.
    let token = sent(doors, headers).filter(|_| !path.starts_with("/pkg/"));
    let Some(token) = token else { return Ok(None) };
    read(server, token).await.map_err(|why| {
        let reference = (server.reference)();
        tracing::error!(%reference, %why, "a session can't be read");
        reference
    })
}

/// Nothing is said of the person: whoever can't be read is not nobody, for whom `worker/` clears the device.
fn unread(path: &str, reference: String) -> Response {
    let (status, again) = (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]);
    if path.starts_with("/api/") {
        return (status, again, Json(Failure::Broken { reference })).into_response();
    }
    (status, again, format!("现在办不了，请过一会儿再试。Please try again. {reference}")).into_response()
}

async fn read(server: &Server, token: &str) -> store::Result<Option<(Session, Viewer)>> {
    let found = store::session::find(&server.db, &fingerprint(token), server.now()).await?;
    Ok(found.and_then(|(session, person)| Some((session, person.viewer()?))))
}

/// Notes the use; gives a new token when the person's roles are no longer those of the old one.
async fn keep_up(server: &Server, session: &Session, viewer: &Viewer) -> Option<String> {
    let now = server.now();
    if now.0 - session.seen_at.0 > SEEN {
        let (db, id) = (server.db.clone(), session.id);
        tokio::spawn(async move { store::session::seen(&db, id, now).await });
    }
    let roles = roles(viewer);
    if roles == session.roles {
        return None;
    }
    let (token, hash) = token();
    let turned = store::session::turn(&server.db, session, &hash, &roles, now).await;
    turned.unwrap_or(false).then_some(token)
}

/// Ends the sessions of suspended people, and the event streams of sessions that ended on any node.
pub fn watch(server: Server, streams: Streams) {
    let mut hints = streams.hints.subscribe();
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(WATCH);
        loop {
            tokio::select! {
                () = streams.stop.cancelled() => break,
                hint = hints.recv() => match hint {
                    Ok(hint) if hint.subject == Subject::Person => log(suspended(&server, &hint).await),
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => break,
                },
                _ = beat.tick() => log(ended(&server, &streams).await),
            }
        }
    });
}

fn log(done: store::Result<()>) {
    if let Err(why) = done {
        tracing::warn!(%why, "sessions can't be watched");
    }
}

async fn ended(server: &Server, streams: &Streams) -> store::Result<()> {
    let since = Time(server.now().0 - BACK);
    let ended: Vec<Uuid> = store::session::ended_since(&server.db, since).await?;
    // Nobody listening is no fault.
    ended.into_iter().for_each(|id| drop(streams.ended.send(id)));
    Ok(())
}

/// A suspension ends the person's sessions, so that a later restoring does not bring them back.
async fn suspended(server: &Server, hint: &Hint) -> store::Result<()> {
    for chained in store::journal::after(&server.db, Book::Office, hint.seq - 1, 1).await? {
        if let Act::Person(person::Act::Suspend { person, .. }) = chained.entry.act {
            store::session::end_all(&server.db, person, server.now()).await?;
        }
    }
    Ok(())
}
