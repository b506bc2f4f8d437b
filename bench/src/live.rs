//! Event streams: how soon a change reaches everyone who watches, and what many streams hold in memory.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use domain::act::Verdict;
use domain::cast;
use http_body_util::BodyExt as _;
use tokio::sync::broadcast;
use tokio::task::JoinSet;

use crate::acts::{Maker, propose};
use crate::client::Client;
use crate::load::joined;
use crate::process::{Place, Process};
use crate::table::{Report, Spread, mb};

/// Who watches: people of one group and of the office, who all see the change.
const WATCHERS: [&str; 4] = [cast::HEAD.login, cast::DEPUTY.login, cast::MEMBER.login, cast::OFFICE_LEADER.login];
/// Longer than hints of one topic are gathered.
const BETWEEN: Duration = Duration::from_millis(1_200);

pub async fn measure(place: &Place, data: &Path, quick: bool, report: &mut Report) -> anyhow::Result<()> {
    let note = "One issue is found; the time runs from sending it until a viewer's stream says so. Held streams end in the \
                same process that counts them.";
    let head = ["streams", "the change, p50 / p99", "memory", "wanted"];
    let table = report.table("Live", note, &head);
    let most = if quick { 2_000 } else { 9_000 };
    let data = place.copy(data)?;
    // A maker of all rounds: a copy that is written to again must not see an id twice.
    let maker = Maker::new();
    for (many, wanted) in [(1_000, "p99 ≤ 1,000 ms"), (most, "10,000 in ≤ 600 MB")] {
        let server = place.serve(&data)?;
        let before = server.memory()?;
        let (times, held) = told(&server, &maker, many, if quick { 3 } else { 8 }).await?;
        table.row(vec![many.to_string(), times.pair(), format!("{} ({} before)", mb(held), mb(before)), wanted.into()]);
    }
    Ok(())
}

/// Opens the streams, makes so many changes, and says when each stream heard of each, and what they held in memory.
async fn told(server: &Process, maker: &Maker, many: usize, rounds: usize) -> anyhow::Result<(Spread, u64)> {
    let address = server.address;
    let (change, _) = broadcast::channel::<(i64, Instant)>(16);
    let mut cookies = Vec::new();
    for login in WATCHERS {
        cookies.push(Client::sign_in(address, login).await?);
    }
    let mut streams = JoinSet::new();
    for place in 0..many {
        let mut client = Client::connect(address, &cookies[place % cookies.len()]).await?;
        let body = client.open("/api/live").await?;
        streams.spawn(watch(client, body, change.subscribe(), rounds));
    }
    let mut sender = Client::connect(address, &cookies[0]).await?;
    let held = server.memory()?;
    for round in 0..rounds {
        tokio::time::sleep(BETWEEN).await;
        let begun = Instant::now();
        if let Verdict::Accepted { seq, .. } = propose(&mut sender, maker.find(round)?).await? {
            // The streams hear it from the server; this only says which number to look for.
            change.send((seq, begun)).ok().context("every stream has ended")?;
        }
    }
    Ok((Spread::of(joined(streams).await?), held))
}

/// Reads one stream until it has told of every change.
async fn watch(
    client: Client,
    mut body: hyper::body::Incoming,
    mut change: broadcast::Receiver<(i64, Instant)>,
    rounds: usize,
) -> anyhow::Result<Vec<Duration>> {
    let mut heard: Vec<(i64, Instant)> = Vec::new();
    while heard.len() < rounds {
        let frame = body.frame().await.context("a stream ended")??;
        let now = Instant::now();
        let text = frame.into_data().unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        if text.contains("\"hint\"") {
            let seq = text.split("\"seq\":").nth(1).and_then(|rest| rest.split([',', '}']).next());
            heard.push((seq.context("a hint without number")?.parse()?, now));
        }
    }
    let mut times = Vec::new();
    for _ in 0..rounds {
        let (seq, begun) = change.recv().await?;
        let (_, at) = heard.iter().find(|(own, _)| *own == seq).with_context(|| format!("nobody was told of {seq}"))?;
        times.push(at.saturating_duration_since(begun));
    }
    drop(client);
    Ok(times)
}
