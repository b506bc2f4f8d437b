//! Pages and answers in gzip: on a phone's line a page is a fifth as long. Built files are compressed already, by the build.

use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::{HeaderMap, Response, header};
use axum::middleware::Next;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// Smaller ones fit in one packet anyway.
const WORTH_BYTES: u64 = 1_200;

/// An answer that goes out as it is.
#[derive(Clone, Copy)]
struct Plain;

/// What is worth it and may be compressed.
#[derive(Clone, Copy)]
pub struct Text;

impl Predicate for Text {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        let media =
            response.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
        let text = ["text/html", "application/json"].iter().any(|own| media.starts_with(own));
        text && response.extensions().get::<Plain>().is_none() && SizeAbove::new(WORTH_BYTES).should_compress(response)
    }
}

/// The fastest level: on a server of two cores the processor is dearer than the last tenth of the bytes.
pub fn layer() -> CompressionLayer<Text> {
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(Text)
}

/// What another site had the browser ask for stays as it is: its length, seen on the line while words are tried out in the
/// address, would tell what else is in the page (BREACH). Only browsers that say who asks are answered in gzip.
pub async fn foreign(request: Request, next: Next) -> axum::response::Response {
    let own = ours(request.headers());
    let mut response = next.run(request).await;
    if !own {
        response.extensions_mut().insert(Plain);
    }
    response
}

fn ours(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin" || site == "none")
}
