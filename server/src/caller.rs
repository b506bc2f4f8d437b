//! Where a request comes from: address and device, as shown in the list of sessions. Behind a proxy the address is what
//! the proxy says; without one nobody is believed but the connection.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::session::Doors;

/// Who calls.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Caller {
    pub address: String,
    /// The browser's own words, cut short.
    pub device: String,
}

/// Puts [`Caller`] into the request.
pub async fn know(State(doors): State<Doors>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_string());
    let told = doors.behind_proxy.then(|| forwarded(request.headers())).flatten();
    let address = told.or(peer).unwrap_or_default();
    let device = text(request.headers(), header::USER_AGENT.as_str()).chars().take(200).collect();
    request.extensions_mut().insert(Caller { address, device });
    next.run(request).await
}

/// The last address of the list is the one that our own proxy wrote.
fn forwarded(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse::<std::net::IpAddr>().ok().map(|address| address.to_string())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
