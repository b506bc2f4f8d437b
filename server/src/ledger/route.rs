//! The addresses of ledgers: preview of an import, the file of its refused rows, the list of issues as a file.

use app::context::{Asking, Server};
use app::ledger::plan::{Mapping, Preview};
use app::texts::{Lang, Texts};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::issue::list::FILE;
use domain::viewer::Viewer;
use serde_json::json;
use std::collections::HashMap;

use super::read::{Choice, Looked, No as Unread, look};
use super::{export, refused};
use crate::file::disposition;
use crate::form::{self, FILE_BYTES};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Why there is no answer; `error` is the key of its sentence in the room `ledger`.
pub enum No {
    Plain(StatusCode, &'static str),
    File(ledger::Error),
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        match self {
            No::Plain(status, key) => (status, Json(json!({ "error": key }))).into_response(),
            No::File(why) => (status(&why), Json(why)).into_response(),
        }
    }
}

fn status(why: &ledger::Error) -> StatusCode {
    use ledger::Error;
    match why {
        Error::TooBig { .. }
        | Error::TooManyRows { .. }
        | Error::TooManyColumns { .. }
        | Error::TooManyCells { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Error::WrongKind { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Empty | Error::Encrypted | Error::Broken | Error::Encoding => StatusCode::BAD_REQUEST,
        Error::NoHeader | Error::NoSheet { .. } | Error::NoTitleColumn | Error::Export { .. } => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

pub(crate) const SIGNED_OUT: No = No::Plain(StatusCode::UNAUTHORIZED, "signed_out");
pub(crate) const MALFORMED: No = No::Plain(StatusCode::BAD_REQUEST, "malformed");

type Parts = Result<Multipart, MultipartRejection>;

/// `POST /ledger/preview`: what an import would do.
///
/// # Errors
/// A unit out of reach, a file that is no ledger.
pub async fn preview(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    parts: Parts,
) -> Result<Json<Preview>, No> {
    let looked = looked(&server, viewer, parts).await?;
    Ok(Json(looked.preview()))
}

/// `POST /ledger/refused`: the refused rows as .xlsx with the reasons in the page's language.
///
/// # Errors
/// As [`preview`].
pub async fn refused(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    headers: HeaderMap,
    parts: Parts,
) -> Result<Response, No> {
    let looked = looked(&server, viewer, parts).await?;
    let t = words(&headers);
    let bytes = refused::file(&looked.ledger, &looked.plan, t).map_err(No::File)?;
    Ok(saved(&refused::name(&looked.plan.ledger, t), bytes))
}

/// In the page's language.
pub(crate) fn words(headers: &HeaderMap) -> Texts {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Texts::new(Lang::of_cookie(cookies))
}

pub(crate) fn saved(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// The form with the file that was sent; what is no form or too large is said as of a ledger.
pub(crate) async fn sent(parts: Parts) -> Result<form::Form, No> {
    form::read(parts.map_err(|_| MALFORMED)?).await.map_err(|why| match why {
        form::Unread::TooBig => No::File(ledger::Error::TooBig { what: ledger::Size::File, limit: FILE_BYTES as u64 }),
        form::Unread::Broken => MALFORMED,
    })
}

async fn looked(server: &Server, viewer: Option<Viewer>, parts: Parts) -> Result<Looked, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let form = sent(parts).await?;
    let choice = choice(&form).ok_or(MALFORMED)?;
    let file = form.file.ok_or(No::Plain(StatusCode::BAD_REQUEST, "no_file"))?;
    look(server, &viewer, &choice, file.bytes, &file.name).await.map_err(|why| match why {
        Unread::NotFound => No::Plain(StatusCode::NOT_FOUND, "not_found"),
        Unread::NotYours => No::Plain(StatusCode::FORBIDDEN, "not_yours"),
        Unread::File(why) => No::File(why),
        Unread::Store(why) => broken(server, &why),
    })
}

pub(crate) fn broken(server: &Server, why: &dyn std::fmt::Display) -> No {
    let reference = (server.reference)();
    tracing::error!(%reference, %why, "a ledger could not be answered");
    No::Plain(StatusCode::INTERNAL_SERVER_ERROR, "later")
}

fn choice(form: &form::Form) -> Option<Choice> {
    let text = |name: &str| form.texts.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let mapping: Option<Mapping> = match text("mapping") {
        Some(raw) => Some(serde_json::from_str(raw).ok()?),
        None => None,
    };
    Some(Choice {
        unit: text("unit")?.parse().ok()?,
        origin: text("origin").unwrap_or("team_list").parse().ok()?,
        category: text("category").map(str::parse).transpose().ok()?,
        ledger: text("ledger").map(str::to_owned),
        year: text("year").map(str::parse).transpose().ok()?,
        sheet: text("sheet").map(str::to_owned),
        mapping,
    })
}

/// `GET /issues.xlsx`: what the list with this address shows, on all its pages.
///
/// # Errors
/// Nobody signed in, more than a file holds, the database.
pub async fn issues(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let filter = app::issue::query::from_query(|key| query.get(key).cloned());
    let today = server.today();
    let found = export::find(&server.db, &viewer.reach(), &filter, today, FILE).await;
    let Some(found) = found.map_err(|why| broken(&server, &why))? else {
        // A link leads here: what went wrong stands in the place of a page.
        return Ok((StatusCode::PAYLOAD_TOO_LARGE, words(&headers).issue.export_too_many(FILE)).into_response());
    };
    let name = found.name(&filter, today);
    let written = tokio::task::spawn_blocking(move || found.file(today)).await;
    match written {
        Ok(Ok(bytes)) => Ok(saved(&name, bytes)),
        Ok(Err(why)) => Err(No::File(why)),
        Err(why) => Err(broken(&server, &why)),
    }
}
