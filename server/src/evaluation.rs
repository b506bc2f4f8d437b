//! The file from which a published score is computed again, for who reads the result.

use app::context::{Asking, Server};
use app::failure::Failure;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::act::{Key, Subject};
use domain::evaluation::Evaluation;
use domain::evaluation::export::Export;
use domain::kinds::{EvaluationId, UnitId};
use domain::record::Record;
use domain::viewer::{Reach, Viewer};

use crate::file::disposition;

/// `GET /evaluations/{id}/{unit}/score.json`. Foreign, missing and not published are one answer.
pub async fn score(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path((id, unit)): Path<(String, String)>,
) -> Response {
    let Some(viewer) = viewer else { return StatusCode::UNAUTHORIZED.into_response() };
    let (Ok(id), Ok(unit)) = (id.parse(), unit.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    match find(&server, &viewer, id, unit).await {
        Ok(Some(own)) => match serde_json::to_string_pretty(&own) {
            Ok(text) => file(&own, text),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn file(own: &Export, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&format!("整改评估-第{}轮-{}.json", own.round, own.unit_name))),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, text).into_response()
}

async fn find(server: &Server, viewer: &Viewer, id: EvaluationId, unit: UnitId) -> Result<Option<Export>, Failure> {
    let key = Key { subject: Subject::Evaluation, id: id.0 };
    let round: Option<Box<Evaluation>> = store::shared::load(&server.db, viewer, key).await?;
    let Some(round) = round else { return Ok(None) };
    // Who reads the round knows what its units are called.
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Unit, id: unit.0 };
    let Some(Record::Unit(own)) = store::record::load(&server.db, &everything, key).await? else { return Ok(None) };
    Ok(Export::of(&round, unit, own.name.as_str()))
}
