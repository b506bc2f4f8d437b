//! How what pages read crosses the wire: as JSON, whether it comes inside the page or is fetched later. The browser reads
//! it in one way only (`domain::wire`), because readers are most of what it has to load.

use std::future::Future;

use leptos::prelude::Resource as LeptosResource;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// For `#[server]`: what is answered, and the body of what is posted.
pub type Json = Post<Wire>;

/// Read as text only.
pub struct Wire;

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<Bytes, serde_json::Error> {
        serde_json::to_string(output).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = Unread;

    fn decode(bytes: Bytes) -> Result<T, Unread> {
        read(&String::from_utf8_lossy(&bytes))
    }
}

impl<T: Serialize> Encoder<T> for Wire {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Wire {
    type Error = Unread;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Unread> {
        read(text)
    }
}

/// What a page reads, in the page itself or fetched.
pub type Resource<T> = LeptosResource<T, Wire>;

/// Reads again when the source changes. On the server the page does not wait for it.
#[track_caller]
pub fn resource<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Resource<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

/// The same, and on the server nothing of the page is sent before it is there.
#[track_caller]
pub fn blocking<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Resource<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, true)
}

#[cfg(feature = "hydrate")]
type Unread = domain::wire::Unreadable;
#[cfg(not(feature = "hydrate"))]
type Unread = serde_json::Error;

/// The one way in which anything is read. The server, which has room for readers, tells where it is wrong.
///
/// # Errors
/// It is something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unread> {
    #[cfg(feature = "hydrate")]
    return domain::wire::read(text);
    #[cfg(not(feature = "hydrate"))]
    serde_json::from_str(text)
}

/// A row of this device, if that is what it is.
#[must_use]
pub fn row<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    read(str::from_utf8(bytes).ok()?).ok()
}

/// As it crosses the wire, in parts. By way of the text: to make values directly is as much code again for every type.
#[must_use]
pub fn value<T: Serialize>(from: &T) -> Value {
    serde_json::to_string(from).ok().and_then(|text| read(&text).ok()).unwrap_or_default()
}
