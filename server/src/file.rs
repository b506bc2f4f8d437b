//! Evidence files: taken in by content, known by the hash of what was sent, given out only through an issue or a look-back that
//! the viewer sees and that names the hash. Never trusts a name, and never shows a file inside a page of ours.

pub mod disk;
mod image;
pub mod kind;
mod office;

use app::context::{Asking, Server};
use axum::Extension;
use axum::Json;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::act::{Key, Subject};
use domain::issue::{Hash, Proof};
use domain::record::Record;
use domain::viewer::{Role, Viewer};
use serde::{Deserialize, Serialize};
use store::file::File;
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;

use crate::form::{self, FILE_BYTES, Unread};
use kind::Kept;

/// Pictures are large while they are open: so many files are looked into at a time.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// What is stored, as `AddEvidence` wants it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stored {
    pub hash: String,
    pub name: String,
    pub size: u64,
    pub media: String,
}

/// Why a file is not taken. `reason` is the key of its sentence in the room `file`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum No {
    SignedOut,
    NotYours,
    /// The form is cut off or is none.
    Malformed,
    NoFile,
    Empty,
    TooBig {
        limit: u64,
    },
    /// None of the kinds that are taken, whatever its name says.
    WrongKind,
    /// Begins like such a kind and then isn't one.
    Broken,
    Encrypted,
    /// A document with programs in it.
    Macros,
    TooManyPixels {
        limit: u64,
    },
    /// Far more bytes once unpacked than a document has.
    Bomb,
    Later,
}

impl From<Unread> for No {
    fn from(why: Unread) -> No {
        match why {
            Unread::TooBig => No::TooBig { limit: FILE_BYTES as u64 },
            Unread::Broken => No::Malformed,
        }
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        let status = match self {
            No::SignedOut => StatusCode::UNAUTHORIZED,
            No::NotYours => StatusCode::FORBIDDEN,
            No::Malformed | No::NoFile | No::Empty | No::Broken | No::Encrypted => StatusCode::BAD_REQUEST,
            No::TooBig { .. } | No::TooManyPixels { .. } | No::Bomb => StatusCode::PAYLOAD_TOO_LARGE,
            No::WrongKind | No::Macros => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            No::Later => StatusCode::SERVICE_UNAVAILABLE,
        };
        (status, Json(self)).into_response()
    }
}

/// `POST /files`: one file in the field `file`.
///
/// # Errors
/// Nobody who works on cases, or a file that is not taken.
pub async fn upload(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Json<Stored>, No> {
    let viewer = viewer.ok_or(No::SignedOut)?;
    works_on_cases(&viewer)?;
    let form = form::read(parts.map_err(|_| No::Malformed)?).await?;
    let upload = form.file.ok_or(No::NoFile)?;
    let later = |why: anyhow::Error| {
        let reference = (server.reference)();
        tracing::error!(%reference, %why, "a file could not be stored");
        No::Later
    };
    let hash = disk::hash(&disk::sum(&upload.bytes)).ok_or(No::Broken)?;
    // Sent again, because the answer was lost on the way: it is there, and not looked into twice.
    let file = match store::file::load(&server.db, &hash).await.map_err(|why| later(why.into()))? {
        Some(file) => file,
        None => keep(&server, hash, looked_into(upload.bytes).await?).await.map_err(later)?,
    };
    let (name, size) = (kind::name(&upload.name, &file.media), u64::try_from(file.size).unwrap_or(0));
    Ok(Json(Stored { hash: file.hash.to_string(), name, size, media: file.media }))
}

/// A group, a unit or an organisation of one; leadership and administrators add nothing to cases.
fn works_on_cases(viewer: &Viewer) -> Result<(), No> {
    let works = viewer.roles.iter().any(|role| match role {
        Role::Group { .. } | Role::Unit { .. } | Role::Organisation { .. } => true,
        Role::OfficeLeader | Role::Admin { .. } => false,
    });
    if works { Ok(()) } else { Err(No::NotYours) }
}

async fn looked_into(bytes: Vec<u8>) -> Result<Kept, No> {
    let _one = LOOKING.acquire().await.map_err(|_| No::Later)?;
    // Decoders of foreign bytes may panic; that is a broken file then.
    tokio::task::spawn_blocking(move || kind::take(bytes)).await.unwrap_or(Err(No::Broken))
}

async fn keep(server: &Server, hash: Hash, kept: Kept) -> anyhow::Result<File> {
    let (media, size) = (kept.media.to_owned(), i64::try_from(kept.bytes.len())?);
    let data = std::sync::Arc::clone(&server.data);
    let stored = tokio::task::spawn_blocking(move || disk::write(&data, &kept.bytes)).await??;
    let file = File { hash, stored, size, media };
    store::file::keep(&server.db, file.clone(), server.now()).await?;
    Ok(file)
}

/// `GET .../{id}/{hash}`: a file that a record of this kind names. Foreign, missing and not named by what the viewer reads of it
/// are one answer.
pub async fn of(
    subject: Subject,
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path((id, hash)): Path<(String, String)>,
) -> Response {
    let Some(viewer) = viewer else { return StatusCode::UNAUTHORIZED.into_response() };
    let key = id.parse().ok().map(|id| Key { subject, id });
    answer(&server, &viewer, key, &hash).await
}

async fn answer(server: &Server, viewer: &Viewer, key: Option<Key>, hash: &str) -> Response {
    match find(server, viewer, key, hash).await {
        Ok(Some(answer)) => answer,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(why) => {
            let reference = (server.reference)();
            tracing::error!(%reference, %why, "a file could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn find(server: &Server, viewer: &Viewer, key: Option<Key>, hash: &str) -> anyhow::Result<Option<Response>> {
    let (Some(key), Some(hash)) = (key, disk::hash(hash)) else { return Ok(None) };
    let found = if key.subject.is_shared() {
        store::shared::load(&server.db, viewer, key).await?
    } else {
        store::record::load(&server.db, &viewer.reach(), key).await?
    };
    let Some(name) = found.and_then(|record| called(&record, &hash)) else { return Ok(None) };
    let Some(file) = store::file::load(&server.db, &hash).await? else { return Ok(None) };
    let stored = tokio::fs::File::open(disk::path(&server.data, &file.stored)).await?;
    let headers = headers(&name, &file)?;
    Ok(Some((headers, Body::from_stream(ReaderStream::new(stored))).into_response()))
}

/// What the record calls the file, if it names it.
fn called(record: &Record, hash: &Hash) -> Option<String> {
    if let Record::Issue(own) = record {
        return own.evidence.iter().find(|one| one.hash == *hash).map(|one| one.name.to_string());
    }
    // of a round the viewer reads the grades, and with them their files, once the rule says so; a unit reads none
    if let Record::Evaluation(own) = record {
        let named = own.sheets.iter().flat_map(domain::evaluation::Sheet::files).find(|(one, _)| *one == hash);
        return named.map(|(_, name)| name.map_or_else(|| short(hash).to_owned(), ToString::to_string));
    }
    let proofs: Vec<&Proof> = match record {
        Record::Lookback(own) => own.items.iter().filter_map(|item| item.answer.as_ref()?.proof.as_ref()).collect(),
        Record::Notice(own) => own.files().collect(),
        Record::Deployment(own) => own.files().filter_map(|(_, taken)| taken.said.proof.as_ref()).collect(),
        Record::Study(own) => own.files().map(|(_, proof)| proof).collect(),
        Record::Outcome(own) => own.pictures.iter().map(|one| &one.proof).collect(),
        _ => Vec::new(),
    };
    proofs.into_iter().find(|one| one.hash == *hash).map(|one| one.name.to_string())
}

fn headers(name: &str, file: &File) -> anyhow::Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    let mut add = |name, value: &str| -> anyhow::Result<()> {
        headers.insert(name, HeaderValue::from_str(value)?);
        Ok(())
    };
    add(header::CONTENT_TYPE, &file.media)?;
    add(header::CONTENT_LENGTH, &file.size.to_string())?;
    add(header::CONTENT_DISPOSITION, &disposition(name))?;
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff")?;
    add(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")?;
    add(header::CACHE_CONTROL, "private, no-cache")?;
    add(header::ETAG, &format!("\"{}\"", short(&file.hash)))?;
    Ok(headers)
}

fn short(hash: &Hash) -> &str {
    hash.as_str().get(..16).unwrap_or_default()
}

/// To be saved, under its own name (RFC 5987), with plain letters for who reads only those.
#[must_use]
pub fn disposition(name: &str) -> String {
    let name = kind::label(name);
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}
