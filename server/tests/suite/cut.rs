//! The line is cut at every step of the protocol, by chance, two hundred times over: a device with the real outbox sends
//! photos and what names them to the real server, through a line that ends after any byte of a request or an answer, and
//! its page is closed in between. Every other device is a unit's with evidence, and every other one the group's with visits.
//! In the end each item is in the journal exactly once, in the order in which it was made, and each visit has its photo.
//!
//! Taking the look for resends out of `store/src/batch.rs` makes it fail.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::common::{TestApp, find, id, sitting};
use crate::line::{Cut, Line};
use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Hash, Origin};
use domain::kinds::{ActId, IssueId, Text, Time, VisitId};
use domain::outbox::{Outbox, Step};
use domain::record::Record;
use domain::visit::{self, Description, Findings, Photo};
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
    who: CastPerson,
    page: Outbox,
    disk: String,
    bytes: HashMap<Hash, Vec<u8>>,
    issue: IssueId,
    /// Each with the one photo that it names.
    visits: Vec<(VisitId, Hash)>,
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
        let who = if run.is_multiple_of(2) { cast::NORMAL_STAFF } else { cast::MEMBER };
        let login = [("login", who.login)];
        let answer = client.post(format!("{}/demo/sign-in", line.url)).form(&login).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let chance = StdRng::seed_from_u64(run);
        let (page, disk, bytes, visits) = (Outbox::default(), String::new(), HashMap::new(), Vec::new());
        let (issue, made) = (id().into(), Vec::new());
        Device { client, line, chance, who, page, disk, bytes, issue, visits, made, cuts: 0 }
    }

    /// An issue first, then what goes beside it: comments, and from a unit evidence, from the group visits, at least one.
    fn make(&mut self, now: Time) {
        let place = self.made.len();
        let act = match place {
            0 => {
                let find = find(self.issue, cast::UNITS[1].id, Origin::TeamList, "断线时发现的问题");
                Act::Issue(issue::Act::Find(Box::new(find)))
            }
            1 if self.who == cast::MEMBER => self.visit(now),
            _ if self.chance.random_bool(0.4) => {
                if self.who == cast::MEMBER {
                    self.visit(now)
                } else {
                    self.evidence()
                }
            }
            _ => {
                let text = Text::parse(&format!("第{place}条")).unwrap();
                Act::Issue(issue::Act::Comment { issue: self.issue, text })
            }
        };
        let own = Proposal::new(ActId(id()), now, cast::book(), act);
        self.page.files.extend(domain::outbox::files(&own));
        self.made.push(own.id);
        self.page.put(own);
        self.keep();
    }

    /// A file that lies on the device: its hash and how large it is.
    fn file(&mut self) -> (Hash, u32) {
        let padding = "x".repeat(self.chance.random_range(0..20_000));
        let bytes = format!("%PDF-1.7\n% {} {padding}\n%%EOF\n", id()).into_bytes();
        let hash: Hash = Text::parse(&server::file::disk::sum(&bytes)).unwrap();
        let size = u32::try_from(bytes.len()).unwrap();
        self.bytes.insert(hash.clone(), bytes);
        (hash, size)
    }

    fn evidence(&mut self) -> Act {
        let (hash, size) = self.file();
        Act::Issue(issue::Act::AddEvidence { issue: self.issue, hash, name: Text::parse("现场.pdf").unwrap(), size })
    }

    /// A meeting that the group sat in on, with a photo of it.
    fn visit(&mut self, now: Time) -> Act {
        let (hash, _) = self.file();
        let (visit, unit) = (VisitId(id()), cast::UNITS[1].id);
        self.visits.push((visit, hash.clone()));
        let topic = Some(Text::parse("断线时列席的会议").unwrap());
        let description = Description { topic, ..sitting(now) };
        let photo = Photo { hash, caption: None, media: Text::parse("image/jpeg").unwrap() };
        let findings = Findings { photos: vec![photo], ..Findings::default() };
        let own = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: Vec::new() };
        Act::Visit(visit::Act::Record(Box::new(own)))
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

    /// One round of `app/src/outbox/send.rs`: what the queue says is next.
    async fn send(&mut self) {
        match self.page.step(3) {
            Some(Step::Send(next)) => self.propose(&next).await,
            Some(Step::File(hash)) => self.upload(&hash).await,
            None => {}
        }
    }

    async fn upload(&mut self, hash: &Hash) {
        let bytes = self.bytes[hash].clone();
        self.fate(bytes.len() as u64);
        let form = Form::new().part("file", Part::bytes(bytes).file_name("现场.pdf"));
        let asked = self.client.post(format!("{}/files", self.line.url)).multipart(form).send().await;
        if let Ok(answer) = asked {
            assert_eq!(answer.status(), StatusCode::OK);
            self.page.arrived(hash);
            self.keep();
        }
    }

    async fn propose(&mut self, next: &[Proposal]) {
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
    let reach = cast::MEMBER.viewer().unwrap().reach();
    for (run, device) in devices.iter().enumerate() {
        let own: Vec<_> = device.made.iter().map(|act| seqs.get(act).cloned().unwrap_or_default()).collect();
        assert!(own.iter().all(|seqs| seqs.len() == 1), "run {run}: each once: {own:?}");
        assert!(own.is_sorted(), "run {run}: in the order in which they were made: {own:?}");
        for hash in device.bytes.keys() {
            assert!(store::file::load(&app.server.db, hash).await.unwrap().is_some(), "run {run}: {hash:?}");
        }
        for (visit, photo) in &device.visits {
            let key = Key { subject: Subject::Visit, id: visit.0 };
            let found = store::record::load(&app.server.db, &reach, key).await.unwrap();
            let Some(Record::Visit(own)) = found else { panic!("run {run}: no visit {visit}") };
            let there: Vec<&Hash> = own.all_photos().map(|own| &own.hash).collect();
            assert_eq!(there, [photo], "run {run}: the visit has its photo, once");
        }
    }
    store::verify::verify(&app.server.db).await.unwrap().unwrap();
    let [cuts, made, files, visits] = devices.iter().fold([0; 4], |[cuts, made, files, visits], device| {
        let (bytes, visited) = (device.bytes.len(), device.visits.len());
        [cuts + device.cuts, made + device.made.len(), files + bytes, visits + visited]
    });
    println!("{RUNS} runs, {cuts} cuts, {made} items, {files} files, {visits} visits");
    assert!(
        cuts > 600 && files > 100 && visits >= 100,
        "chance was too kind: {cuts} cuts, {files} files, {visits} visits"
    );
}
