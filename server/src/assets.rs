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
        takes(accepted, name).then(|| Site::get(&format!("{path}.{ending}")))?.map(|file| (file, name))
    })
}

/// Does it stand in the list, and not as one that is not taken (`q=0`)?
fn takes(accepted: &str, name: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let none = |weight: &str| weight.strip_prefix("q=").and_then(|own| own.parse::<f32>().ok()) == Some(0.0);
        parts.next() == Some(name) && !parts.any(none)
    })
}

/// Weak, because one tag stands for all encodings of the same content.
fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    format!("W/\"{}\"", hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// With the site that `cargo xtask build` has written, compressed as what is shipped.
#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> String {
        let style = manifest().unwrap().css;
        assert!(!style.is_empty(), "run `cargo xtask build`");
        style
    }

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    fn said(answer: &Response, name: header::HeaderName) -> &str {
        answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    async fn read(answer: Response) -> Vec<u8> {
        axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    #[tokio::test]
    async fn a_built_file_goes_out_in_the_best_encoding_that_is_taken() {
        let style = style();
        for (accepted, wanted, ending) in [
            ("gzip, deflate, br, zstd", "br", ".br"),
            ("br;q=0.5, gzip;q=1.0", "br", ".br"),
            ("br;q=0, gzip", "gzip", ".gz"),
            ("gzip", "gzip", ".gz"),
            ("brown, gzipped", "", ""),
            ("identity", "", ""),
            ("", "", ""),
        ] {
            let answer = find(&style, &asked(header::ACCEPT_ENCODING, accepted)).unwrap();
            assert_eq!(said(&answer, header::CONTENT_ENCODING), wanted, "{accepted}");
            assert_eq!(said(&answer, header::CONTENT_TYPE), "text/css", "{accepted}");
            assert_eq!(said(&answer, header::VARY), "accept-encoding", "{accepted}");
            let file = Site::get(&format!("{}{ending}", style.trim_start_matches('/'))).unwrap();
            assert_eq!(read(answer).await, &*file.data, "{accepted}");
        }
    }

    #[tokio::test]
    async fn a_built_file_is_named_by_its_content_and_kept_for_ever_and_the_worker_is_asked_about() {
        let style = style();
        let answer = find(&style, &HeaderMap::new()).unwrap();
        assert_eq!(said(&answer, header::CACHE_CONTROL), FOREVER);
        let tag = said(&answer, header::ETAG).to_owned();
        let hash = tag.trim_start_matches("W/").trim_matches('"');
        assert_eq!(style, format!("/pkg/xundao.{hash}.css"));
        let worker = find("/sw.js", &HeaderMap::new()).unwrap();
        assert_eq!(said(&worker, header::CACHE_CONTROL), ASK);
        let again = find(&style, &asked(header::IF_NONE_MATCH, &tag)).unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(read(again).await.is_empty());
    }

    #[test]
    fn every_file_that_a_page_names_is_there() {
        let Assets { js, loader, wasm, pages, css } = manifest().unwrap();
        let named = [js, loader, wasm, css].into_iter().chain(pages.into_values().flatten());
        for name in named {
            assert!(name.starts_with("/pkg/") && find(&name, &HeaderMap::new()).is_some(), "{name:?}");
        }
    }
}
