//! The addresses of draws that are no pages: the rows of a spreadsheet as lines for a roster, and a draw's sheet as a file.
//! A roster's text goes to its group and its unit only.

use app::context::{Asking, Server};
use app::draw::serve;
use app::failure::Failure;
use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::draw::roster::typed;
use domain::refusal::Refusal;
use domain::viewer::Role;
use ledger::Book;

use crate::file::disposition;
use crate::ledger::route::{MALFORMED, No, sent};

/// How the result is computed, for who reads the file without the product.
const ALGORITHM: &str = include_str!("../../docs/draw.md");

/// `POST /draws/rows`: the first sheet with something in it, a line a row, cells parted by tabs. Nothing is kept.
///
/// # Errors
/// Nobody signed in; a file that is no spreadsheet or too large.
pub async fn rows(
    Extension(Asking(viewer)): Extension<Asking>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<String, No> {
    let viewer = viewer.ok_or(No::Plain(StatusCode::UNAUTHORIZED, "signed_out"))?;
    if !viewer.roles.iter().any(|role| matches!(role, Role::Group { .. })) {
        return Err(No::Plain(StatusCode::FORBIDDEN, "not_yours"));
    }
    let form = sent(parts).await?;
    let file = form.file.ok_or(No::Plain(StatusCode::BAD_REQUEST, "no_file"))?;
    let _one = crate::ledger::read::READING.acquire().await.map_err(|_| MALFORMED)?;
    let read = tokio::task::spawn_blocking(move || lines(&file.bytes));
    read.await.unwrap_or(Err(ledger::Error::Broken)).map_err(No::File)
}

fn lines(bytes: &[u8]) -> Result<String, ledger::Error> {
    let book = Book::open(bytes)?;
    let sheet = book.sheets().iter().find(|sheet| sheet.height() > 0).ok_or(ledger::Error::Empty)?;
    let most = domain::draw::roster::MAX + 10;
    if sheet.height() > most {
        return Err(ledger::Error::TooManyRows { limit: most });
    }
    let rows = book.top(sheet.name(), most);
    Ok(rows.iter().map(|row| typed::line(row)).collect::<Vec<_>>().join("\n"))
}

/// `GET /draws/{id}/sheet.txt`: the sheet with the frozen roster, and below it how the result is computed.
pub async fn sheet(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path(id): Path<String>,
) -> Response {
    let Some(viewer) = viewer else { return StatusCode::UNAUTHORIZED.into_response() };
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    match serve::detail(&server, &viewer, id).await {
        Ok(detail) if detail.roster.is_some() => {
            let text = format!("{}\n{ALGORITHM}", detail.sheet().text());
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, disposition("随机抽取.txt")),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
        // Elsewhere, missing, or without a roster for this reader: one answer.
        Ok(_) | Err(Failure::Refused { refusal: Refusal::NotFound }) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
