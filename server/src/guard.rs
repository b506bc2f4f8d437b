//! What every answer carries and what no request may be: security headers, no cache of personal answers, size limits.

use axum::RequestExt as _;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::session::Doors;
use crate::survey::is_of_slips;

/// Forms and proposals.
const SMALL: usize = 2 << 20;
/// Photos and spreadsheets; their routes check again, more closely.
const LARGE: usize = crate::form::BODY_BYTES;

/// On every answer that does not say otherwise.
const HEADERS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "geolocation=(self), microphone=(), camera=(self), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    // Pages bring their own with a nonce; this is for everything else.
    ("content-security-policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
];

/// Adds the headers.
pub async fn headers(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let slip = is_of_slips(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if slip {
        // Its style and icon are fetched from addresses that a proxy writes down, and beside each stands the page that asked. Not
        // "no-referrer": then a form says no more whose it is, and is refused as another site's.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    }
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    // Built files say how long they keep; everything else may be somebody's.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if doors.https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    response
}

/// Refuses a body that says it is too large, and cuts off one that turns out to be.
pub async fn limit(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let large = ["/files", "/ledger", "/api/ledger"].iter().any(|start| path.starts_with(start));
    let most = if large { LARGE } else { SMALL };
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > most) {
        // Said as both routes of files say it, so that the page shows it at the field.
        let limit = crate::form::FILE_BYTES;
        let why = serde_json::json!({ "reason": "too_big", "error": "too_big", "limit": limit });
        return (StatusCode::PAYLOAD_TOO_LARGE, axum::Json(why)).into_response();
    }
    DefaultBodyLimit::max(most).apply(&mut request);
    next.run(request.with_limited_body()).await
}
