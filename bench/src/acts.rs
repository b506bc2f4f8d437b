//! Writing: acknowledged acts a second with one sender and with many, each durable when it is answered.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::act::{Facts, Find};
use domain::issue::{self, Category, Origin};
use domain::kinds::{ActId, IssueId, Text, Time, Title};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::Times;
use crate::client::Client;
use crate::load::joined;
use crate::process::{Place, Process};
use crate::table::{Report, Spread};
use crate::{disk, table};

/// Senders at once in the figure that counts.
const SENDERS: usize = 64;

/// Makes acts that were never made before, with ids in the order of time as devices make them.
pub struct Maker {
    begun: Uuid,
    next: AtomicU64,
}

impl Maker {
    pub fn new() -> Maker {
        Maker { begun: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000), next: AtomicU64::new(1) }
    }

    fn id(&self) -> Uuid {
        let number = u128::from(self.next.fetch_add(1, Ordering::Relaxed));
        Uuid::from_u128(self.begun.as_u128() + (number << 64) + number)
    }

    /// An issue found in one of the cast's units: the act that writes most.
    pub fn find(&self, place: usize) -> anyhow::Result<String> {
        let title = Title::parse(&format!("学生食堂第 {place} 窗口价格公示不及时，学生多次反映"))?;
        let department = Text::parse("后勤服务中心").ok();
        let category = Some(Category::Livelihood);
        let facts = Facts { title, detail: None, category, organisation: None, official: None, department, due: None };
        let find = Find {
            issue: IssueId(self.id()),
            unit: cast::UNITS[place % cast::UNITS.len()].id,
            origin: Origin::Research,
            facts,
            measures: Vec::new(),
            ledger: None,
            report: None,
            from: None,
            visit: None,
            meeting: None,
        };
        let act = Act::Issue(issue::Act::Find(Box::new(find)));
        let proposal = Proposal::new(ActId(self.id()), Time(1_690_000_000_000_000), cast::book(), act);
        Ok(serde_json::json!({ "proposals": [proposal] }).to_string())
    }
}

/// Sends one act; the answer must be that it was accepted.
pub async fn propose(client: &mut Client, body: String) -> anyhow::Result<Verdict> {
    let answer = client.post("/api/propose", body).await?;
    let verdict = serde_json::from_slice::<Vec<Verdict>>(&answer)?.remove(0);
    ensure!(matches!(verdict, Verdict::Accepted { .. }), "refused: {verdict:?}");
    Ok(verdict)
}

pub async fn measure(place: &Place, data: &Path, times: Times, report: &mut Report) -> anyhow::Result<()> {
    let server = place.serve(&place.copy(data)?)?;
    let cookie = Client::sign_in(server.address, cast::HEAD.login).await?;
    let sender = Sender { address: server.address, cookie, maker: Arc::new(Maker::new()) };
    let note = "Issues found in one group of the large database, each answered when it is on the disk. The control adds to a \
                file the bytes that the server wrote for each, then fdatasync, one after the other.";
    let table = report.table("Acts", note, &["senders", "server", "p50 / p99", "fdatasync alone", "wanted"]);
    for (many, wanted) in [(1, ""), (SENDERS, "≥ 2,000/s")] {
        let (rate, own, bytes) = full(&server, &sender, many, times.full).await?;
        let control = control(place, bytes)?;
        table.row(vec![many.to_string(), format!("{rate:.0}/s"), own.pair(), control, wanted.into()]);
    }
    let before = server.written()?;
    let own = paced(&sender, 100, times.paced).await?;
    let many = times.paced.as_secs() * 100;
    let control = control(place, (server.written()? - before) / many.max(1))?;
    table.row(vec!["100 a second".into(), "100/s".into(), own.pair(), control, "p99 ≤ 60 ms".into()]);
    let memory = format!("memory most {}", table::mb(server.peak()?));
    table.row(vec!["all".into(), memory, String::new(), String::new(), "≤ 100 MB".into()]);
    Ok(())
}

#[derive(Clone)]
struct Sender {
    address: SocketAddr,
    cookie: String,
    maker: Arc<Maker>,
}

fn control(place: &Place, bytes: u64) -> anyhow::Result<String> {
    let synced = disk::synced(&place.work, usize::try_from(bytes)?, 2_000, Duration::from_secs(4))?;
    let rate = 1.0 / synced.at(50).as_secs_f64().max(1e-9);
    Ok(format!("{rate:.0}/s of {} kB, {}", bytes / 1000, synced.pair()))
}

/// Acts a second, how long each took, and the bytes written for each.
async fn full(server: &Process, sender: &Sender, many: usize, time: Duration) -> anyhow::Result<(f64, Spread, u64)> {
    let (before, begun) = (server.written()?, Instant::now());
    let mut senders = JoinSet::new();
    for place in 0..many {
        let own = sender.clone();
        senders.spawn(async move {
            let mut client = Client::connect(own.address, &own.cookie).await?;
            let mut times = Vec::new();
            while begun.elapsed() < time {
                let body = own.maker.find(place)?;
                let one = Instant::now();
                propose(&mut client, body).await?;
                times.push(one.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let times = joined(senders).await?;
    let (acts, seconds) = (times.len(), begun.elapsed().as_secs_f64());
    let bytes = (server.written()? - before) / u64::try_from(acts.max(1))?;
    Ok((acts as f64 / seconds, Spread::of(times), bytes))
}

/// So many a second, each on a connection that is free.
async fn paced(sender: &Sender, a_second: u32, time: Duration) -> anyhow::Result<Spread> {
    let begun = Instant::now();
    let mut senders = JoinSet::new();
    for place in 0..a_second {
        let own = sender.clone();
        // Each sends once a second, at its own moment of it.
        let first = begun + Duration::from_secs_f64(f64::from(place) / f64::from(a_second));
        senders.spawn(async move {
            let mut client = Client::connect(own.address, &own.cookie).await?;
            let mut times = Vec::new();
            for round in 0..time.as_secs() {
                let due = first + Duration::from_secs(round);
                tokio::time::sleep_until(due.into()).await;
                let sent = Instant::now();
                propose(&mut client, own.maker.find(usize::try_from(place)?)?).await?;
                times.push(sent.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    Ok(Spread::of(joined(senders).await?))
}
