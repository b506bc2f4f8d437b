//! Where a request comes from: address and device, as shown in the list of sessions. Behind a proxy the address is what
//! the proxy says; without one nobody is believed but the connection.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

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

impl Caller {
    /// What failures are counted by: the address, of IPv6 the network it lies in. A line at home or a rented machine has 2^64
    /// addresses of one, and could come from another each time.
    #[must_use]
    pub fn network(&self) -> String {
        match self.address.parse::<IpAddr>().map(|address| address.to_canonical()) {
            Ok(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            Ok(IpAddr::V4(address)) => address.to_string(),
            Err(_) => self.address.clone(),
        }
    }
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
    last.parse::<IpAddr>().ok().map(|address| address.to_string())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_of_one_line_are_one_caller() {
        let of = |address: &str| Caller { address: address.to_owned(), ..Caller::default() }.network();
        assert_eq!(of("2001:db8:1:2::7"), "2001:db8:1:2::/64");
        assert_eq!(of("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), of("2001:db8:1:2::7"));
        assert_ne!(of("2001:db8:1:3::7"), of("2001:db8:1:2::7"));
        assert_eq!(of("::ffff:192.0.2.9"), "192.0.2.9");
        assert_eq!([of("192.0.2.9"), of("")], ["192.0.2.9", ""]);
    }
}
