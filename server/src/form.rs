//! Reads a multipart form of small texts and one file into memory, never more than a file may have, and never more
//! forms at a time than there is room for.

use std::collections::BTreeMap;

use std::time::Duration;

use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Request};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Semaphore;

/// Bytes of one file.
pub const FILE_BYTES: usize = 20 << 20;
/// Bytes of a whole request: the file and what a form adds to it.
pub const BODY_BYTES: usize = FILE_BYTES + (1 << 20);
/// Bytes of one text field.
const TEXT_BYTES: usize = 256 << 10;
/// Fields in one form.
const FIELDS: usize = 20;
/// Kilobytes of all forms that are taken in at a time: four of the largest, or dozens of photos.
static ROOM: Semaphore = Semaphore::const_new(4 * (BODY_BYTES >> 10));
/// Who finds no room for so long is told to come back.
const PATIENCE: Duration = Duration::from_secs(60);
/// A form that has not come by then gives its room to others.
const LONGEST: Duration = Duration::from_secs(300);

/// A form that was read.
#[derive(Debug, Default)]
pub struct Form {
    pub texts: BTreeMap<String, String>,
    pub file: Option<Upload>,
}

/// The file of a form, with the name that the sender gave it: a label, never a path.
#[derive(Debug)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Why a form could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    TooBig,
    Broken,
}

impl From<MultipartError> for Unread {
    fn from(why: MultipartError) -> Unread {
        if why.status() == StatusCode::PAYLOAD_TOO_LARGE { Unread::TooBig } else { Unread::Broken }
    }
}

/// Lets a form in once there is room for what it says it has; until then nothing of it is read.
pub async fn room(request: Request, next: Next) -> Response {
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let bytes: usize = said.unwrap_or(BODY_BYTES).min(BODY_BYTES);
    let wanted = u32::try_from(bytes >> 10).unwrap_or(u32::MAX);
    let Ok(Ok(_room)) = tokio::time::timeout(PATIENCE, ROOM.acquire_many(wanted)).await else { return later() };
    tokio::time::timeout(LONGEST, next.run(request)).await.unwrap_or_else(|_| later())
}

/// In the words of both rooms that send files.
fn later() -> Response {
    let why = serde_json::json!({ "reason": "later", "error": "later" });
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], Json(why)).into_response()
}

/// Reads the whole form.
///
/// # Errors
/// A form that is cut off, or a field that is too big.
pub async fn read(mut parts: Multipart) -> Result<Form, Unread> {
    let mut form = Form::default();
    let mut many = 0;
    while let Some(part) = parts.next_field().await? {
        many += 1;
        if many > FIELDS {
            return Err(Unread::Broken);
        }
        let Some(name) = part.name().map(str::to_owned) else { continue };
        if name == "file" {
            let label = part.file_name().unwrap_or_default().to_owned();
            form.file = Some(Upload { name: label, bytes: bytes(part, FILE_BYTES).await? });
        } else {
            let raw = bytes(part, TEXT_BYTES).await?;
            form.texts.insert(name, String::from_utf8(raw).map_err(|_| Unread::Broken)?);
        }
    }
    Ok(form)
}

async fn bytes(mut part: Field<'_>, limit: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Err(Unread::TooBig);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
