//! The files of visits: the list as a spreadsheet, without names of people talked to and without the group's own notes,
//! so that it may be handed to the unit as it is; and photos, served only through the visit that names them.

use std::collections::HashMap;

use app::context::{Asking, Server};
use app::texts::{Lang, Texts};
use app::visit::{query, words};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::act::{Key, Subject};
use domain::kinds::{OrganisationId, UnitId, VisitId};
use domain::record::Record;
use domain::viewer::{Reach, Viewer};
use domain::visit::list::{FILE, Filter, Line};
use ledger::export::{Table, xlsx};
use ledger::grid::Cell;
use tokio_util::io::ReaderStream;

use crate::file::{disk, disposition};
use crate::ledger::route::{self, No, SIGNED_OUT, broken, saved};
use crate::ledger::said;

/// Reads everything that the filter lets through; `None` where that is more than `most`: a file never leaves out some of it.
///
/// # Errors
/// The database.
pub async fn whole(db: &store::Db, reach: &Reach, filter: &Filter, most: u32) -> store::Result<Option<Vec<Line>>> {
    let lines = store::visit::whole(db, reach, filter, most + 1).await?;
    Ok((lines.len() <= most as usize).then_some(lines))
}

/// What the list with this address shows, on all its pages.
///
/// # Errors
/// Nobody signed in, the database.
pub async fn export(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Response, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let filter = query::from_query(|key| asked.get(key).cloned());
    let read = async {
        let lines = whole(&server.db, &viewer.reach(), &filter, FILE).await?;
        Ok::<_, store::Error>((lines, Names::read(&server.db).await?))
    };
    let (lines, names) = read.await.map_err(|why| broken(&server, &why))?;
    let Some(lines) = lines else {
        // as for the list of issues: a link leads here
        let why = route::words(&headers).visit.export_too_many(FILE);
        return Ok((StatusCode::PAYLOAD_TOO_LARGE, why).into_response());
    };
    let name = format!("指导活动-{}.xlsx", filter.as_of.unwrap_or(server.today()));
    let written = tokio::task::spawn_blocking(move || xlsx(&table(&lines, &names))).await;
    match written {
        Ok(Ok(bytes)) => Ok(saved(&name, bytes)),
        Ok(Err(why)) => Err(No::File(why)),
        Err(why) => Err(broken(&server, &why)),
    }
}

/// `GET /visits/{visit}/photos/{hash}`. Foreign, missing and not named by the visit are one answer.
pub async fn photo(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path((visit, hash)): Path<(String, String)>,
) -> Response {
    let Some(viewer) = viewer else { return StatusCode::UNAUTHORIZED.into_response() };
    match find(&server, &viewer, &visit, &hash).await {
        Ok(Some(answer)) => answer,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(why) => {
            let reference = (server.reference)();
            tracing::error!(%reference, %why, "a photo could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn find(server: &Server, viewer: &Viewer, visit: &str, hash: &str) -> anyhow::Result<Option<Response>> {
    let (Ok(visit), Some(hash)) = (visit.parse::<VisitId>(), disk::hash(hash)) else { return Ok(None) };
    let key = Key { subject: Subject::Visit, id: visit.0 };
    let Some(Record::Visit(visit)) = store::record::load(&server.db, &viewer.reach(), key).await? else {
        return Ok(None);
    };
    let named = visit.shown_to(viewer).all_photos().any(|own| own.hash == hash);
    let Some(file) = store::file::load(&server.db, &hash).await?.filter(|_| named) else { return Ok(None) };
    let stored = tokio::fs::File::open(disk::path(&server.data, &file.stored)).await?;
    // Shown in the page; what is no picture is handed out as a file.
    let shown = if file.media.starts_with("image/") { "inline".to_owned() } else { disposition("照片") };
    let headers = [
        (header::CONTENT_TYPE, file.media),
        (header::CONTENT_LENGTH, file.size.to_string()),
        (header::CONTENT_DISPOSITION, shown),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // the browser's own page around a picture has a style
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; style-src 'unsafe-inline'".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    Ok(Some((headers, Body::from_stream(ReaderStream::new(stored))).into_response()))
}

/// What units and organisations are called. Only those of lines that the viewer sees are ever looked up.
struct Names {
    units: HashMap<UnitId, String>,
    organisations: HashMap<OrganisationId, String>,
}

impl Names {
    async fn read(db: &store::Db) -> store::Result<Names> {
        let everything = Reach { all: true, ..Reach::default() };
        let mut names = Names { units: HashMap::new(), organisations: HashMap::new() };
        for record in store::record::all(db, &everything, Subject::Unit, None, None).await? {
            if let Record::Unit(unit) = record {
                names.units.insert(unit.id, unit.name.to_string());
                names.organisations.extend(unit.organisations.into_iter().map(|own| (own.id, own.name.to_string())));
            }
        }
        Ok(names)
    }
}

fn table(lines: &[Line], names: &Names) -> Table {
    let t = Texts::new(Lang::Zh);
    let people: u32 = lines.iter().map(|line| u32::from(line.people)).sum();
    let headers = [
        "日期",
        "时间",
        "单位",
        "二级组织",
        "形式",
        "地点",
        "内容",
        "方面",
        "谈到的人",
        "待兑现承诺",
        "提出问题",
        "状态",
    ];
    let mut totals = vec![Cell::Text("合计".to_owned()), Cell::Text(format!("共{}次", lines.len()))];
    totals.resize(8, Cell::Empty);
    totals.push(Cell::Number(f64::from(people)));
    totals.resize(headers.len(), Cell::Empty);
    Table {
        name: "指导活动".to_owned(),
        headers: headers.map(str::to_owned).to_vec(),
        rows: lines.iter().map(|line| row(line, names, t)).collect(),
        totals,
    }
}

fn row(line: &Line, names: &Names, t: Texts) -> Vec<Cell> {
    let text = |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(Cell::Empty, Cell::Text);
    let number = |number: u32| if number == 0 { Cell::Empty } else { Cell::Number(f64::from(number)) };
    let (hour, minute) = line.at.clock();
    let site = line.site.map(|site| words::site(site, t).to_owned());
    let place = site.into_iter().chain(line.place.clone()).collect::<Vec<_>>().join(" ");
    vec![
        Cell::Day(said::civil(line.at.day())),
        Cell::Text(format!("{hour:02}:{minute:02}")),
        text(names.units.get(&line.unit).cloned()),
        text(line.organisation.and_then(|id| names.organisations.get(&id).cloned())),
        Cell::Text(words::form(line.form, t).to_owned()),
        text(Some(place)),
        text(line.topic.clone()),
        text(Some(words::strands(&line.strands, t))),
        number(u32::from(line.people)),
        number(u32::from(line.promises_open)),
        number(line.issues),
        Cell::Text(t.state.get(line.state.into()).to_owned()),
    ]
}
