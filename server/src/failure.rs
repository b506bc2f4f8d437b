//! The status of a failed server function. Its framework says 500 whatever the reason; a refusal is no fault of ours,
//! and who watches the server must be able to tell them apart.

use app::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// A failure is a sentence, not a page.
const MOST: usize = 64 << 10;

/// Gives the failure of a server function its own status.
pub async fn status(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !failed || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, MOST).await.unwrap_or_default();
    if let Ok(failure) = serde_json::from_slice::<Failure>(&body) {
        parts.status = failure.status();
    }
    Response::from_parts(parts, Body::from(body))
}
