//! Two ways in which a connection ends too early. A refusal is given before a large body has arrived: cut off then, a
//! browser shows a broken connection instead of the reason, so what is left is read and thrown away. And a reader leaves
//! while a page is rendered: taken away then, the ground of what is still rendering makes it panic, so it is finished.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, HttpBody as _};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures::StreamExt as _;
use futures::stream::Fuse;
use tokio::sync::{mpsc, oneshot};

/// Bytes that are thrown away after an answer; who sends more is cut off after all.
const MOST: usize = 64 << 20;
/// However slowly they come.
const LONGEST: Duration = Duration::from_secs(20);

/// The body, shared between who answers and who throws the rest away.
type Held = Arc<Mutex<Fuse<BodyDataStream>>>;

/// Reads the rest of a body beside the answer.
pub async fn rest(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let held: Held = Arc::new(Mutex::new(body.into_data_stream().fuse()));
    let body = Body::from_stream(chunks(Arc::clone(&held)));
    let response = next.run(Request::from_parts(parts, body)).await;
    // Not awaited: the answer goes out meanwhile.
    tokio::spawn(tokio::time::timeout(LONGEST, throw_away(held)));
    response
}

fn chunks(held: Held) -> impl futures::Stream<Item = Result<axum::body::Bytes, axum::Error>> + Send {
    futures::stream::poll_fn(move |context| {
        held.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context)
    })
}

async fn throw_away(held: Held) {
    let mut chunks = std::pin::pin!(chunks(held));
    let mut left = MOST;
    while let Some(Ok(chunk)) = chunks.next().await {
        match left.checked_sub(chunk.len()) {
            Some(fewer) => left = fewer,
            None => return,
        }
    }
}

/// Renders a page to its end, whoever still waits for it.
pub async fn page(request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let (head, begun) = oneshot::channel();
    tokio::spawn(async move {
        let response = next.run(request).await;
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        // Nobody may be listening any more, to the head or to the rest; that must not stop it.
        if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
            drop(head.send(response));
            return;
        }
        let (parts, body) = response.into_parts();
        // Without a bound: it holds at most this one page.
        let (to, mut from) = mpsc::unbounded_channel();
        let rest = futures::stream::poll_fn(move |context| from.poll_recv(context));
        drop(head.send(Response::from_parts(parts, Body::from_stream(rest))));
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            drop(to.send(chunk));
        }
    });
    begun.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
