//! What comes back, without what differs from call to call.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::time::Duration;

use reqwest::{Response, StatusCode};
use uuid::Uuid;

use crate::matrix::table::Line;

/// An answer, with what differs from call to call taken out.
pub struct Got {
    pub asked: String,
    pub status: StatusCode,
    pub to: String,
    pub text: String,
}

impl Got {
    pub fn sent_to_sign_in(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED || (self.status.is_redirection() && self.to.starts_with("/sign-in"))
    }
}

/// The whole answer; of an event stream its beginning; of a spreadsheet what is in it.
pub async fn read(line: &Line, mut response: Response) -> String {
    if line.endpoint == "GET /api/live" && response.status().is_success() {
        let first = tokio::time::timeout(Duration::from_secs(5), response.chunk()).await;
        return String::from_utf8(first.unwrap().unwrap().unwrap().to_vec()).unwrap();
    }
    let bytes = response.bytes().await.unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        if !part.name().unwrap().starts_with("docProps") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

/// What is in an answer: its tags, texts and resources, without ids, in one order. A page is streamed as its parts become
/// ready, so the order, the numbers of the parts and the bones before them differ from one time to the next.
pub fn plain(text: &str) -> Vec<String> {
    // A link to the page itself says so, in the rail of who has such a link.
    let noise = ["<script nonce=\"NONCE\">", "</script>", " aria-current=\"page\""];
    let text = noise.into_iter().fold(text.to_owned(), |text, noise| text.replace(noise, ""));
    let text = ["__INCOMPLETE_CHUNKS", "__RESOLVED_RESOURCES["].iter().fold(text, |text, mark| text.replace(mark, "<"));
    let of_streaming = |piece: &&str| {
        let wrapping = ["template", "/template", "!"].iter().any(|own| piece.starts_with(own));
        wrapping || ["class=\"bone", "__PENDING_RESOURCES="].iter().any(|own| piece.contains(own))
    };
    let unnumbered = |piece: &str| piece.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let pieces = text.split('<').filter(|piece| !of_streaming(piece)).map(|piece| without_ids(&unnumbered(piece)));
    pieces.collect::<BTreeSet<String>>().into_iter().collect()
}

fn without_ids(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        match rest.get(..36).filter(|part| Uuid::try_parse(part).is_ok()) {
            Some(id) => {
                plain.push_str("ID");
                rest = &rest[id.len()..];
            }
            None => {
                let step = rest.chars().next().map_or(1, char::len_utf8);
                plain.push_str(&rest[..step]);
                rest = &rest[step..];
            }
        }
    }
    plain
}

pub fn short(text: &str) -> String {
    text.chars().take(160).collect()
}

/// What the one has and the other has not.
pub fn differ(one: &[String], other: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |one: &[String], other: &[String]| {
        one.iter().filter(|piece| !other.contains(piece)).map(|piece| short(piece)).collect()
    };
    (only(one, other), only(other, one))
}
