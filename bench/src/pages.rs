//! Pages: how long one takes, for one client, at 200 a second and at the most, on both sizes of data.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use domain::cast;

use crate::Times;
use crate::client::Client;
use crate::load::{Asked, alone, full, paced};
use crate::process::{Place, Process};
use crate::table::{Report, Table, mb};

/// A page with who asks for it and what it is held to.
struct Page {
    name: &'static str,
    login: &'static str,
    paths: Arc<[String]>,
    /// p50 and p99 for one client.
    wanted: &'static str,
    /// Is it measured under load too?
    loaded: bool,
}

pub async fn measure(place: &Place, data: [&Path; 2], times: Times, report: &mut Report) -> anyhow::Result<()> {
    for (data, size) in data.into_iter().zip(["5,000", "50,000"]) {
        let note = "The control, a plain axum handler, knows the bytes of its answer and is asked in the same run.";
        let title = format!("Pages at {size} issues");
        let head = ["page", "asked", "server", "plain axum", "wanted"];
        let table = report.table(&title, note, &head);
        let server = place.serve(data)?;
        for page in pages(&server).await? {
            one(place, &server, &page, times, table).await?;
        }
        let cells =
            ["all", "memory after, most", &format!("{}, {}", mb(server.memory()?), mb(server.peak()?)), "", "≤ 100 MB"];
        table.row(cells.map(str::to_owned).to_vec());
    }
    Ok(())
}

async fn pages(server: &Process) -> anyhow::Result<Vec<Page>> {
    let days = ["2023-04-18", "2023-05-09", "2023-06-01", "2023-06-30", "2023-07-14", "2023-07-27"];
    let dashboard = |book: String| days.iter().map(|day| format!("/dashboard?book={book}&asof={day}")).collect();
    let (office, head) = (cast::OFFICE_LEADER.login, cast::HEAD.login);
    let page = |name, login, paths, wanted, loaded| Page { name, login, paths, wanted, loaded };
    let one = |path: &str| Arc::from([path.to_owned()]);
    let detail = detail(server, head).await?;
    Ok(vec![
        page(
            "list, all groups, one state",
            office,
            one("/issues?origin=research&state=in_progress"),
            "≤ 5 / 20 ms",
            true,
        ),
        page(
            "list, one group, one state",
            head,
            one("/issues?origin=research&state=in_progress"),
            "≤ 5 / 20 ms",
            false,
        ),
        page("list, all groups, overdue", office, one("/issues?late=1"), "≤ 5 / 20 ms", false),
        page("list, all groups, a word", office, one("/issues?q=%E9%A3%9F%E5%A0%82"), "≤ 5 / 20 ms", false),
        page("list, one group, a past day", head, one("/issues?asof=2023-06-30"), "≤ 5 / 20 ms", false),
        page("list, all groups, a past day", office, one("/issues?asof=2023-06-30"), "≤ 5 / 20 ms", false),
        page("issue", head, detail, "≤ 4 ms", false),
        page("dashboard, one group", head, one("/dashboard"), "≤ 5 / 50 ms", true),
        page("dashboard, one group, any day", head, dashboard(cast::book().to_string()), "≤ 5 / 50 ms", false),
        page("dashboard, all groups", office, one("/dashboard"), "≤ 10 / 50 ms", true),
        page("dashboard, all groups, any day", office, dashboard("office".into()), "≤ 10 / 50 ms", false),
    ])
}

/// The addresses of the first issues of the cast's group.
async fn detail(server: &Process, login: &str) -> anyhow::Result<Arc<[String]>> {
    let cookie = Client::sign_in(server.address, login).await?;
    let page = Client::connect(server.address, &cookie).await?.get("/issues").await?;
    let page = String::from_utf8_lossy(&page);
    let ids = page.split("href=\"/issues/").skip(1).filter_map(|rest| rest.get(..36));
    let mut paths: Vec<String> =
        ids.filter(|id| uuid::Uuid::parse_str(id).is_ok()).map(|id| format!("/issues/{id}")).collect();
    paths.dedup();
    paths.first().context("the list shows no issue")?;
    Ok(paths.into())
}

async fn one(place: &Place, server: &Process, page: &Page, times: Times, table: &mut Table) -> anyhow::Result<()> {
    let cookie = Client::sign_in(server.address, page.login).await?;
    let asked = Asked { address: server.address, cookie, paths: Arc::clone(&page.paths) };
    let body = asked.once().await?;
    let plain = place.plain(&body)?;
    let control = Asked { address: plain.address, ..asked.clone() };
    let (own, other) = (alone(&asked, times.alone).await?, alone(&control, times.alone).await?);
    let name = format!("{} ({} kB)", page.name, body.len() / 1000);
    table.row(vec![name.clone(), "by one, p50 / p99".into(), own.pair(), other.pair(), page.wanted.into()]);
    if page.loaded {
        let (own, other) = (paced(&asked, 200, times.paced).await?, paced(&control, 200, times.paced).await?);
        table.row(vec![name.clone(), "200/s, p50 / p99".into(), own.pair(), other.pair(), "p99 ≤ 50 ms".into()]);
        let (own, other) = (most(server, &asked, times.full).await?, most(&plain, &control, times.full).await?);
        table.row(vec![name, "the most, CPU each".into(), own, other, "≥ 1,300/s".into()]);
    }
    Ok(())
}

/// Answers a second, and what each costs the server in processor time.
async fn most(process: &Process, asked: &Asked, time: Duration) -> anyhow::Result<String> {
    let before = process.cpu()?;
    let rate = full(asked, time).await?;
    let each = (process.cpu()? - before).as_secs_f64() * 1000.0 / (rate * time.as_secs_f64());
    Ok(format!("{rate:.0}/s, {each:.2} ms"))
}
