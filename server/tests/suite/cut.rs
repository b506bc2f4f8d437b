//! The line is cut at every step of the protocol, by chance, two hundred times over: a device with the real outbox sends
//! photos and what names them to the real server, through a line that ends after any byte of a request or an answer, and
//! its page is closed in between. In the end each item is in the journal exactly once, in the order in which it was made.
//!
//! Taking the look for resends out of `store/src/batch.rs` makes it fail.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::common::{TestApp, find, id};
use crate::line::{Cut, Line};
use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::{self, Hash, Origin};
use domain::kinds::{ActId, IssueId, Text, Time};
use domain::outbox::Outbox;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, StatusCode};

const RUNS: u64 = 200;
/// At most so often is a run disturbed; then the line is whole.
const CUTS: usize = 12;
/// More than enough to send everything after the last cut.
const ROUNDS: usize = 60;

/// A phone: what its page holds, what lies on its disk, and how chance treats it.
struct Device {
    client: Client,
    line: Line,
    chance: StdRng,
    page: Outbox,
    disk: String,
    bytes: HashMap<Hash, Vec<u8>>,
    issue: IssueId,
    /// In the order in which they were made.
    made: Vec<ActId>,
    cuts: usize,
}

impl Device {
    async fn new(app: &TestApp, run: u64) -> Device {
        // A connection for each request, so that each meets the line as it is.
        server::notify::crypto();
        let client = Client::builder().cookie_store(true).pool_max_idle_per_host(0).timeout(Duration::from_secs(10));
        let client = client.redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let line = Line::to(&app.url).await;
        let login = [("login", cast::NORMAL_STAFF.login)];
        let answer = client.post(format!("{}/demo/sign-in", line.url)).form(&login).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let chance = StdRng::seed_from_u64(run);
        let (page, disk, bytes) = (Outbox::default(), String::new(), HashMap::new());
        Device { client, line, chance, page, disk, bytes, issue: id().into(), made: Vec::new(), cuts: 0 }
    }

    /// An issue first, then what belongs to it: comments, and photos as evidence.
    fn make(&mut self, now: Time) {
        let place = self.made.len();
        let act = match place {
            0 => {
                let find = find(self.issue, cast::UNITS[1].id, Origin::TeamList, "断线时发现的问题");
                issue::Act::Find(Box::new(find))
            }
            _ if self.chance.random_bool(0.4) => self.photo(),
            _ => issue::Act::Comment { issue: self.issue, text: Text::parse(&format!("第{place}条")).unwrap() },
        };
        let own = Proposal::new(ActId(id()), now, cast::book(), Act::Issue(act));
        self.page.files.extend(domain::outbox::files(&own));
        self.made.push(own.id);
        self.page.put(own);
        self.keep();
    }

    fn photo(&mut self) -> issue::Act {
        let padding = "x".repeat(self.chance.random_range(0..20_000));
        let bytes = format!("%PDF-1.7\n% {} {padding}\n%%EOF\n", id()).into_bytes();
        let hash: Hash = Text::parse(&server::file::disk::sum(&bytes)).unwrap();
        let size = u32::try_from(bytes.len()).unwrap();
        self.bytes.insert(hash.clone(), bytes);
        issue::Act::AddEvidence { issue: self.issue, hash, name: Text::parse("现场.pdf").unwrap(), size }
    }

    /// Each change is on the disk before the next thing is done.
    fn keep(&mut self) {
        self.disk = serde_json::to_string(&self.page).unwrap();
    }

    /// The page is closed and opened again: only the disk is left.
    fn reopen(&mut self) {
        self.page = serde_json::from_str(&self.disk).unwrap();
    }

    /// What happens to the next request, whose body has about so many bytes.
    fn fate(&mut self, bytes: u64) {
        let cut = if self.cuts >= CUTS { Cut::Nowhere } else { self.draw(bytes) };
        self.cuts += usize::from(cut != Cut::Nowhere);
        self.line.cut(cut);
    }

    fn draw(&mut self, bytes: u64) -> Cut {
        match self.chance.random_range(0..3) {
            0 => Cut::Asking(self.chance.random_range(0..bytes + 800)),
            1 => Cut::Answering(self.chance.random_range(0..900)),
            _ => Cut::Nowhere,
        }
    }

    /// One round of `app/src/outbox/send.rs`: the next file, or what is ready.
    async fn send(&mut self) {
        if let Some(hash) = self.page.next_file() {
            let bytes = self.bytes[&hash].clone();
            self.fate(bytes.len() as u64);
            let form = Form::new().part("file", Part::bytes(bytes).file_name("现场.pdf"));
            let asked = self.client.post(format!("{}/files", self.line.url)).multipart(form).send().await;
            if let Ok(answer) = asked {
                assert_eq!(answer.status(), StatusCode::OK);
                self.page.arrived(&hash);
                self.keep();
            }
            return;
        }
        let next = self.page.next(3);
        let body = serde_json::json!({ "proposals": next });
        self.fate(body.to_string().len() as u64);
        let asked = self.client.post(format!("{}/api/propose", self.line.url)).json(&body).send().await;
        let Ok(answer) = asked else { return };
        let Ok(verdicts) = answer.json::<Vec<Verdict>>().await else { return };
        for (own, verdict) in next.iter().zip(verdicts) {
            // between two answers the page may be closed
            if self.chance.random_bool(0.2) && self.cuts < CUTS {
                return self.reopen();
            }
            self.page.settle(own.id, &verdict);
            self.keep();
        }
    }
}

async fn run(app: &TestApp, run: u64) -> Device {
    let mut device = Device::new(app, run).await;
    for _ in 0..device.chance.random_range(2..6) {
        device.make(app.now());
        if device.chance.random_bool(0.6) {
            device.send().await;
        }
        if device.chance.random_bool(0.3) {
            device.reopen();
        }
    }
    for _ in 0..ROUNDS {
        if device.page.waiting() > 0 {
            device.send().await;
        }
    }
    assert_eq!(device.page.waiting(), 0, "run {run}: never answered: {:?}", device.page);
    assert_eq!(device.page.refused(), 0, "run {run}: {:?}", device.page);
    device
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_item_arrives_exactly_once_wherever_the_line_is_cut() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let mut devices = Vec::new();
    for number in 0..RUNS {
        devices.push(run(&app, number).await);
    }
    let mut seqs: BTreeMap<ActId, Vec<i64>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let page = store::journal::after(&app.server.db, cast::book(), after, 2_000).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.entry.seq;
        page.iter().for_each(|chained| seqs.entry(chained.entry.id).or_default().push(chained.entry.seq));
    }
    for (run, device) in devices.iter().enumerate() {
        let own: Vec<_> = device.made.iter().map(|act| seqs.get(act).cloned().unwrap_or_default()).collect();
        assert!(own.iter().all(|seqs| seqs.len() == 1), "run {run}: each once: {own:?}");
        assert!(own.is_sorted(), "run {run}: in the order in which they were made: {own:?}");
        for hash in device.bytes.keys() {
            assert!(store::file::load(&app.server.db, hash).await.unwrap().is_some(), "run {run}: {hash:?}");
        }
    }
    store::verify::verify(&app.server.db).await.unwrap().unwrap();
    let [cuts, made, files] = devices.iter().fold([0; 3], |[cuts, made, files], device| {
        [cuts + device.cuts, made + device.made.len(), files + device.bytes.len()]
    });
    println!("{RUNS} runs, {cuts} cuts, {made} items, {files} files");
    assert!(cuts > 600 && files > 100, "chance was too kind: {cuts} cuts, {files} files");
}
