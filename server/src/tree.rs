//! The groups and units within reach, as the file that a page names where they are very many.

use app::context::{Asking, Server};
use app::session::tree::reached;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// `GET /tree/{mark}`. A page made before the last change names an older mark: it gets what is there now, with the mark of that.
pub async fn tree(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path(mark): Path<String>,
) -> Response {
    let Some(viewer) = viewer else { return StatusCode::UNAUTHORIZED.into_response() };
    let Ok(reached) = reached(&server, &viewer).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (text, now) = reached.file();
    let keep = if *now == *mark { "private, max-age=31536000, immutable" } else { "private, no-store" };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, keep)];
    (headers, [("x-tree", &*now)], text.to_string()).into_response()
}
