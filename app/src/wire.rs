//! How what pages read crosses the wire: as JSON, whether it comes inside the page or is fetched later. Leptos' own codec
//! reads the one as text and the other as bytes, so that the browser carries every reader twice.

use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
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
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, serde_json::Error> {
        read(str::from_utf8(&bytes).map_err(serde_json::Error::custom)?)
    }
}

/// The one way in which anything is read.
///
/// # Errors
/// It is something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

/// As it crosses the wire, in parts. By way of the text: to make values directly is as much code again for every type.
#[must_use]
pub fn value<T: Serialize>(from: &T) -> Value {
    serde_json::to_string(from).ok().and_then(|text| read(&text).ok()).unwrap_or_default()
}
