//! The event stream: keeps of the tail what the viewer may see, and sends it as hints without data, at most two a
//! second per topic. Ends when the server stops, or within a second when the person may no longer see anything.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use app::context::{Asking, Seat, Server};
use app::live::Event as Live;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domain::act::Subject;
use domain::kinds::Book;
use domain::viewer::{Role, Viewer};
use futures::{Stream, StreamExt as _};
use store::tail::Hint;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio_util::sync::CancellationToken;
use tokio_util::time::DelayQueue;
use uuid::Uuid;

/// Hints of one topic are gathered so long.
const GATHER: Duration = Duration::from_millis(500);
/// An idle stream says so often that it is there: proxies keep it open, and a page notices one that is not (app/src/live/stream.rs).
/// It says something, because browsers pass on no event without data.
const BEAT: Duration = Duration::from_secs(20);

/// What streams need besides the pages' own context.
#[derive(Clone)]
pub struct Streams {
    pub hints: broadcast::Sender<Hint>,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
    /// Tells which session's streams must end now.
    pub ended: broadcast::Sender<Uuid>,
    /// Whose box of reminders has changed.
    pub boxes: broadcast::Sender<String>,
}

/// `GET /api/live`
pub async fn stream(
    State(server): State<Server>,
    State(streams): State<Streams>,
    Extension(Asking(viewer)): Extension<Asking>,
    Extension(Seat(session)): Extension<Seat>,
) -> Response {
    let (Some(viewer), Some(session)) = (viewer, session) else { return StatusCode::UNAUTHORIZED.into_response() };
    let events = events(server, streams, viewer, session);
    let keep = KeepAlive::new().interval(BEAT).event(Event::default().event("beat").data("-"));
    ([("x-accel-buffering", "no")], Sse::new(events).keep_alive(keep)).into_response()
}

fn events(
    server: Server,
    streams: Streams,
    mut viewer: Viewer,
    session: Uuid,
) -> impl Stream<Item = Result<Event, Infallible>> {
    async_stream::stream! {
        let mut hints = streams.hints.subscribe();
        let mut ended = streams.ended.subscribe();
        let mut boxes = streams.boxes.subscribe();
        let own = viewer.person.to_string();
        if let Some(first) = heads(&server, &viewer).await {
            yield Ok(first);
        }
        // What was told within the last half second, each with what has come since.
        let mut told: BTreeMap<(Book, Subject), Option<Hint>> = BTreeMap::new();
        let mut resting = DelayQueue::new();
        loop {
            tokio::select! {
                () = streams.stop.cancelled() => break,
                id = ended.recv() => if id.is_ok_and(|id| id == session) {
                    yield Ok(event(&Live::SignedOut));
                    break;
                },
                holder = boxes.recv() => if holder.as_ref().is_ok_and(|holder| *holder == own)
                    || matches!(holder, Err(RecvError::Lagged(_)))
                {
                    yield Ok(event(&Live::Inbox));
                },
                hint = hints.recv() => match hint {
                    Ok(hint) if hint.subject == Subject::Person && hint.id == viewer.person.to_string() => {
                        // Other roles, or suspended: from now on the stream goes by what the person may see now.
                        let Some(now) = again(&server, &viewer).await else {
                            yield Ok(event(&Live::SignedOut));
                            break;
                        };
                        viewer = now;
                        yield Ok(tell(&hint));
                    }
                    Ok(hint) if sees(&viewer, &hint) => {
                        // The first of a topic goes out at once, of those that follow the last.
                        let topic = (hint.book, hint.subject);
                        if let Some(next) = told.get_mut(&topic) {
                            *next = Some(hint);
                        } else {
                            yield Ok(tell(&hint));
                            told.insert(topic, None);
                            resting.insert(topic, GATHER);
                        }
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => if let Some(all) = heads(&server, &viewer).await {
                        yield Ok(all);
                    },
                    Err(RecvError::Closed) => break,
                },
                Some(rested) = resting.next(), if !resting.is_empty() => {
                    let topic = rested.into_inner();
                    if let Some(Some(hint)) = told.remove(&topic) {
                        yield Ok(tell(&hint));
                        told.insert(topic, None);
                        resting.insert(topic, GATHER);
                    }
                },
            }
        }
    }
}

/// The person as they are now; nobody while suspended.
async fn again(server: &Server, viewer: &Viewer) -> Option<Viewer> {
    match store::record::person(&server.db, viewer.person).await {
        Ok(person) => person?.viewer(),
        Err(why) => {
            tracing::error!(%why, "a person can't be read; their stream ends");
            None
        }
    }
}

fn sees(viewer: &Viewer, hint: &Hint) -> bool {
    match hint.book {
        // What stands above groups (campaigns, groups, people) is known to everyone signed in, without its contents.
        Book::Office => true,
        // A log is nobody's but its writer's and the lead's; which entry wrote one is the group's alone.
        Book::Group(_) if hint.subject == Subject::Worklog => viewer.in_group(hint.book),
        // A unit's own meeting is that unit's. Of a weekly one units are told when something was decided, which may be for them, not at
        // every line that is written; organisations read none.
        Book::Group(group) if hint.subject == Subject::Meeting => {
            let guided = |role: &Role| matches!(role, Role::Unit { group: own, .. } if *own == group);
            let decided = hint.unit.is_none() && domain::meeting::reaches_units(&hint.kind);
            viewer.sees(hint.book, hint.unit, None) || decided && viewer.roles.iter().any(guided)
        }
        // Several units and organisations have a part in it: each is told that something happened, and reads what is its own.
        Book::Group(group) if hint.subject.is_shared() => {
            let guided = |role: &Role| matches!(role, Role::Unit { group: own, .. } | Role::Organisation { group: own, .. } if *own == group);
            viewer.sees(hint.book, None, None) || viewer.roles.iter().any(guided)
        }
        Book::Group(_) => viewer.sees(hint.book, hint.unit, hint.organisation),
    }
}

async fn heads(server: &Server, viewer: &Viewer) -> Option<Event> {
    let heads = store::journal::kept_heads(&server.db).await.ok()?;
    let (all, books) = (viewer.reach().all, viewer.books());
    let own = heads.iter().filter(|head| all || books.contains(&head.book));
    Some(event(&Live::Heads { heads: own.map(|head| (head.book, head.seq)).collect() }))
}

fn tell(hint: &Hint) -> Event {
    event(&Live::Hint {
        book: hint.book,
        seq: hint.seq,
        subject: hint.subject,
        unit: hint.unit,
        recorded_at: hint.recorded_at,
    })
}

fn event(live: &Live) -> Event {
    Event::default().json_data(live).unwrap_or_default()
}
