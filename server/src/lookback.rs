//! A look-back as a spreadsheet: what its page shows this reader, thing by thing, with what both sides say. What the reader may
//! not see any more is not in it, as it is not on the page.

use app::context::{Asking, Server};
use app::failure::Failure;
use app::lookback::read::{Detail, Thing, serve};
use app::lookback::{kind, look_word, title};
use app::texts::{Lang, Texts};
use app::visit::words;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::act::{Key, Subject};
use domain::evaluation::By;
use domain::kinds::{LookbackId, Note, UnitId};
use domain::lookback::{Item, Look};
use domain::record::Record;
use domain::viewer::Viewer;
use ledger::export::{Table, xlsx};
use ledger::grid::Cell;
use strum::VariantArray;

use crate::ledger::route::{No, SIGNED_OUT, broken, saved};
use crate::ledger::said;

const NOT_FOUND: No = No::Plain(StatusCode::NOT_FOUND, "not_found");

const HEADERS: [&str; 17] = [
    "五看",
    "类别",
    "平台编码",
    "事项",
    "所属",
    "到期日",
    "当前状态",
    "单位答复",
    "答复说明",
    "佐证",
    "答复人",
    "答复日",
    "指导组核定",
    "核定说明",
    "核定人",
    "核定日",
    "工作方面",
];

/// `GET /lookbacks/{lookback}/lookback.xlsx`. Foreign and missing are one answer.
///
/// # Errors
/// Nobody signed in, no such look-back within reach, the database.
pub async fn export(
    State(server): State<Server>,
    Extension(Asking(viewer)): Extension<Asking>,
    Path(lookback): Path<String>,
) -> Result<Response, No> {
    let viewer = viewer.ok_or(SIGNED_OUT)?;
    let id: LookbackId = lookback.parse().map_err(|_| NOT_FOUND)?;
    // In Chinese, as the other lists are handed out.
    let t = Texts::new(Lang::Zh);
    // What is broken was logged where it broke.
    let no = |why: Failure| if why == Failure::not_found() { NOT_FOUND } else { No::Plain(why.status(), "later") };
    let detail = serve::detail(&server, &viewer, id, t).await.map_err(no)?;
    let unit = unit_name(&server, &viewer, detail.lookback.unit).await.map_err(|why| broken(&server, &why))?;
    let name = format!("{unit}-{}.xlsx", title(detail.lookback.month, t));
    let written = tokio::task::spawn_blocking(move || xlsx(&table(&detail, t))).await;
    match written {
        Ok(Ok(bytes)) => Ok(saved(&name, bytes)),
        Ok(Err(why)) => Err(No::File(why)),
        Err(why) => Err(broken(&server, &why)),
    }
}

async fn unit_name(server: &Server, viewer: &Viewer, unit: UnitId) -> store::Result<String> {
    let key = Key { subject: Subject::Unit, id: unit.0 };
    match store::record::load(&server.db, &viewer.reach(), key).await? {
        Some(Record::Unit(own)) => Ok(own.name.to_string()),
        Some(_) | None => Ok(String::new()),
    }
}

fn table(detail: &Detail, t: Texts) -> Table {
    let items = &detail.lookback.items;
    let rows = Look::VARIANTS.iter().flat_map(|look| items.iter().filter(move |item| item.due.look() == *look));
    let rows = rows.filter_map(|item| {
        let thing = detail.things.iter().find(|own| own.about == item.due.about)?;
        Some(row(detail, item, thing, t))
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    Table {
        name: "回头看".to_owned(),
        headers: HEADERS.map(str::to_owned).to_vec(),
        totals: totals(detail, rows.len(), t),
        rows,
    }
}

fn row(detail: &Detail, item: &Item, thing: &Thing, t: Texts) -> Vec<Cell> {
    let (answer, mark) = (item.answer.as_ref(), item.mark.as_ref());
    let done = answer.map(|own| if own.done { t.lookback.done() } else { t.lookback.not_done() });
    let verdict = mark.map(|own| t.lookback.get(own.verdict.into()));
    let proof = answer.and_then(|own| own.proof.as_ref()).map(|own| own.name.to_string());
    let note = |own: Option<&Note>| text(own.map(ToString::to_string));
    let who = |by: Option<By>| text(by.map(|by| detail.name(by.person)));
    let on = |by: Option<By>| by.map_or(Cell::Empty, |by| Cell::Day(said::civil(by.at.day())));
    let (answered, marked) = (answer.map(|own| own.by), mark.map(|own| own.by));
    vec![
        text(Some(look_word(item.due.look(), t).to_owned())),
        text(Some(t.lookback.get(kind(thing.about)).to_owned())),
        text(thing.code.clone()),
        text(Some(thing.title.clone())),
        text(thing.part_of.clone()),
        Cell::Day(said::civil(item.due.day)),
        text(Some(thing.state_word(t).to_owned())),
        text(done.map(str::to_owned)),
        note(answer.and_then(|own| own.note.as_ref())),
        text(proof),
        who(answered),
        on(answered),
        text(verdict.map(str::to_owned)),
        note(mark.and_then(|own| own.note.as_ref())),
        who(marked),
        on(marked),
        text(strands(item, t)),
    ]
}

/// 理论学习、推动发展
fn strands(item: &Item, t: Texts) -> Option<String> {
    let own = item.due.strands();
    (!own.is_empty()).then(|| words::strands(&own.all(), t))
}

/// So many things, and what became of them; what is counted here alone is still in the numbers of the page.
fn totals(detail: &Detail, rows: usize, t: Texts) -> Vec<Cell> {
    let count = detail.lookback.count();
    let pieces = [
        ("confirmed", count.confirmed),
        ("not_confirmed", count.not_confirmed),
        ("later", count.later),
        ("answered", count.answered),
        ("waiting", count.waiting),
    ];
    let said = pieces.iter().filter(|own| own.1 > 0).map(|(key, many)| format!("{}{many}", t.lookback.get(key)));
    let mut totals = vec![Cell::Text("合计".to_owned()), Cell::Empty, Cell::Empty, Cell::Text(format!("共{rows}项"))];
    totals.resize(12, Cell::Empty);
    totals.push(text(Some(said.collect::<Vec<_>>().join("，"))));
    totals.resize(HEADERS.len(), Cell::Empty);
    totals
}

fn text(own: Option<String>) -> Cell {
    own.filter(|own| !own.is_empty()).map_or(Cell::Empty, Cell::Text)
}
