//! Starting on the large database, and the memory of a server that nobody asks anything.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::process::Place;
use crate::table::{Report, mb, ms};

pub async fn measure(place: &Place, data: &Path, report: &mut Report) -> anyhow::Result<()> {
    let size = std::fs::metadata(data.join("xundao.sqlite"))?.len();
    let note =
        format!("On the large database, {} in SQLite; the control starts and answers, and has no database.", mb(size));
    let table = report.table("Start", &note, &["figure", "server", "plain axum", "wanted"]);
    let (plain, server) = (place.plain(b"hello")?, place.serve(data)?);
    let mut first = Vec::new();
    for process in [&server, &plain] {
        let begun = Instant::now();
        Client::connect(process.address, "").await?.get("/sign-in").await?;
        first.push(process.ready + begun.elapsed());
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let shown = |time: Duration| format!("{} ms", ms(time));
    table.row(vec!["start to first page".into(), shown(first[0]), shown(first[1]), "≤ 1,000 ms".into()]);
    table.row(vec!["memory, idle".into(), mb(server.memory()?), mb(plain.memory()?), "≤ 60 MB".into()]);
    Ok(())
}
