//! A template as a spreadsheet and back. Reading one keeps nothing: the page makes a template of it by an act, or tells what is wrong
//! with which row.

use app::context::{Asking, Server};
use app::template::read::serve;
use app::template::table::{self, Looked, ROWS};
use app::texts::{Lang, Texts};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::{Extension, Json};
use domain::kinds::NodeId;
use domain::template::Template;
use domain::viewer::{Post, Role};
use ledger::export::{Table, xlsx};
use ledger::grid::Cell;
use uuid::Uuid;

use crate::ledger::route::{MALFORMED, No, SIGNED_OUT, broken, saved, sent};

/// Columns that hold a number.
const NUMBERS: [usize; 3] = [3, 7, 8];

/// `GET /templates/{id}/tree.xlsx`, in the page's language. Foreign and missing are one answer.
///
/// # Errors
/// Nobody signed in; not theirs to read; the database.
pub async fn export(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let missing = || No::Plain(StatusCode::NOT_FOUND, "not_found");
    let id = id.parse().map_err(|_| missing())?;
    let own = serve::visible(&server, &viewer, id).await.map_err(|_| missing())?;
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let t = Texts::new(Lang::of_cookie(cookies));
    let name = format!("{}-{}.xlsx", own.title, t.template.version_of(own.version));
    let written = tokio::task::spawn_blocking(move || xlsx(&sheet(&own, t))).await;
    match written {
        Ok(Ok(bytes)) => Ok(saved(&name, bytes)),
        Ok(Err(why)) => Err(No::File(why)),
        Err(why) => Err(broken(&server, &why)),
    }
}

fn sheet(own: &Template, t: Texts) -> Table {
    let cell = |(column, text): (usize, String)| match text.parse::<f64>() {
        _ if text.is_empty() => Cell::Empty,
        Ok(number) if NUMBERS.contains(&column) => Cell::Number(number),
        Ok(_) | Err(_) => Cell::Text(text),
    };
    Table {
        name: t.template.title().to_owned(),
        headers: table::heads(t).map(str::to_owned).to_vec(),
        rows: table::rows(&own.tree, t)
            .into_iter()
            .map(|row| row.into_iter().enumerate().map(cell).collect())
            .collect(),
        totals: Vec::new(),
    }
}

/// `POST /templates/read`: what the first sheet with something in it would become, or why not. For who leads a group.
///
/// # Errors
/// Nobody signed in; not a group's lead; a file that is no spreadsheet or too large.
pub async fn read(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Json<Looked>, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let leads = |role: &Role| matches!(role, Role::Group { post: Post::Head | Post::Deputy, .. });
    if !viewer.roles.iter().any(leads) {
        return Err(No::Plain(StatusCode::FORBIDDEN, "not_yours"));
    }
    let form = sent(parts).await?;
    let file = form.file.ok_or(No::Plain(StatusCode::BAD_REQUEST, "no_file"))?;
    let _one = crate::ledger::read::READING.acquire().await.map_err(|_| MALFORMED)?;
    let chance = server.chance.clone();
    let read = tokio::task::spawn_blocking(move || {
        let rows = rows(&file.bytes)?;
        let fresh = || NodeId(Uuid::from_slice(&chance()[..16]).unwrap_or_default());
        Ok(looked(&file.name, table::read(&rows, fresh)))
    });
    read.await.unwrap_or(Err(ledger::Error::Broken)).map(Json).map_err(No::File)
}

fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, ledger::Error> {
    let book = ledger::Book::open(bytes)?;
    let sheet = book.sheets().iter().find(|sheet| sheet.height() > 0).ok_or(ledger::Error::Empty)?;
    if sheet.height() > ROWS {
        return Err(ledger::Error::TooManyRows { limit: ROWS });
    }
    Ok(book.top(sheet.name(), ROWS))
}

/// The title is the file's name as a start: without its ending, and without the version that an export adds.
fn looked(name: &str, read: Result<domain::template::Tree, Vec<table::Bad>>) -> Looked {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |own| own.0);
    let version = |own: &&str| own.starts_with('第') || own.starts_with("Version");
    let title = match stem.rsplit_once('-') {
        Some((title, _)) if stem.rsplit_once('-').map(|own| own.1).as_ref().is_some_and(version) => title,
        _ => stem,
    };
    let title = title.chars().filter(|c| !c.is_control()).take(200).collect();
    match read {
        Ok(tree) => Looked { title, tree: Some(tree), bad: Vec::new() },
        Err(bad) => Looked { title, tree: None, bad },
    }
}
