//! Who is asking: puts [`Asking`] into every request.

use app::context::{Asking, Server};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use domain::viewer::Viewer;

/// Finds the person behind the request's cookie.
pub async fn ask(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let viewer = find(&server, request.headers()).await;
    request.extensions_mut().insert(Asking(viewer));
    next.run(request).await
}

async fn find(server: &Server, headers: &HeaderMap) -> Option<Viewer> {
    let cookies = headers.get("cookie")?.to_str().ok()?;
    let login = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("as="))?;
    if !server.demo {
        return None;
    }
    store::record::person_by_login(&server.db, login).await.ok()??.viewer()
}
