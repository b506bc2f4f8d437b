//! The built site: inside the binary in release, read from the target directory while developing.
use anyhow::Context as _;
use app::Assets;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use leptos_axum::ResponseOptions;
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "$XUNDAO_SITE"]
struct Site;

/// Names carry a hash, so what is behind one never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about each time.
const ASK: &str = "no-cache";

/// The hashed names. Without a built site the server still answers (tests of the API need no wasm);
/// its pages are then readable, not alive.
pub fn manifest() -> anyhow::Result<Assets> {
    let Some(file) = Site::get("manifest.json") else {
        tracing::warn!("no built site: run `cargo xtask build`");
        return Ok(Assets::default());
    };
    serde_json::from_slice(&file.data).context("manifest.json")
}

/// Only our own files, and of inline scripts only those that carry this page's nonce.
pub fn guard(response: &ResponseOptions, nonce: &str) {
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A file of the site, in the best encoding that the browser takes.
pub fn find(path: &str, headers: &HeaderMap) -> Option<Response> {
    let path = path.trim_start_matches('/');
    let plain = Site::get(path)?;
    let kind = plain.metadata.mimetype().to_owned();
    let tag = tag(&plain);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return Some(StatusCode::NOT_MODIFIED.into_response());
    }
    let (file, encoding) = encoded(path, headers).map_or((plain, None), |(file, name)| (file, Some(name)));
    let cache = if path.starts_with("pkg/") { FOREVER } else { ASK };
    let mut answer = Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, cache)
        .header(header::ETAG, tag)
        .header(header::VARY, "accept-encoding")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if let Some(name) = encoding {
        answer = answer.header(header::CONTENT_ENCODING, name);
    }
    answer.body(Body::from(file.data)).ok()
}

fn encoded(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, &'static str)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(name, ending)| {
        let wanted = accepted.split(',').any(|one| one.split(';').next().map(str::trim) == Some(name));
        wanted.then(|| Site::get(&format!("{path}.{ending}")))?.map(|file| (file, name))
    })
}

/// Weak, because one tag stands for all encodings of the same content.
fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    format!("W/\"{}\"", hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>())
}
