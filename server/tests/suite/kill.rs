//! The power goes, again and again: the real binary is killed at a random moment while several people send acts.
//! The test keeps a ledger of what it sent and what was acknowledged. After each restart every acknowledged act is there
//! exactly once, what was not acknowledged is sent again and doubles nothing, and the chain is whole. A server that is told to
//! end does so in order.
// Real processes on the real clock.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::binary::{Place, Running};
use crate::common::{TestApp, find, id};
use domain::act::{Act, Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin};
use domain::kinds::{ActId, IssueId, Text, Time};
use reqwest::Client;
use tokio::task::JoinSet;

/// Kills on SQLite; fewer on PostgreSQL, whose own recovery is not ours to prove.
const ROUNDS: usize = 20;
const ROUNDS_POSTGRES: usize = 5;
/// What the senders must reach together while the server lives, so that a kill meets acts under way.
const ACTS_A_SECOND: f64 = 100.0;
/// Proposals in one request, as an outbox sends what has gathered.
const AT_ONCE: usize = 4;
/// Until the first answer after a kill, as promised. A debug build on two cores with several times their work took 0.5 s at
/// most, 0.9 s with PostgreSQL. The slowest is printed.
const READY: Duration = Duration::from_secs(2);
const SENDERS: [CastPerson; 4] = [cast::HEAD, cast::MEMBER, cast::NORMAL_STAFF, cast::MUSIC_STAFF];

/// One sender with their browser and their part of the ledger.
struct Sender {
    who: CastPerson,
    client: Client,
    issue: IssueId,
    /// In the order in which they were sent.
    sent: Vec<Proposal>,
    acknowledged: BTreeMap<ActId, Verdict>,
}

impl Sender {
    fn new(who: CastPerson, issue: IssueId) -> Sender {
        server::notify::crypto();
        let client = Client::builder().cookie_store(true).timeout(Duration::from_secs(20)).build().unwrap();
        Sender { who, client, issue, sent: Vec::new(), acknowledged: BTreeMap::new() }
    }

    fn next(&self) -> Proposal {
        let text = Text::parse(&format!("第{}次到现场核对", self.sent.len())).unwrap();
        let act = match self.sent.len() % 5 {
            // A new record with its number, its list row and its count, and what only adds to one.
            0 => found(id().into(), self.who, &text),
            _ => Act::Issue(issue::Act::Comment { issue: self.issue, text: Text::parse(text.as_str()).unwrap() }),
        };
        Proposal::new(ActId(id()), Time(1_683_248_400_000_000), cast::book(), act)
    }

    /// Sends new acts until the server is gone.
    async fn until_gone(mut self, url: String) -> Sender {
        loop {
            let next: Vec<Proposal> = (0..AT_ONCE)
                .map(|_| {
                    let next = self.next();
                    self.sent.push(next.clone());
                    next
                })
                .collect();
            let Some(verdicts) = self.send(&url, &next).await else { return self };
            for (proposal, verdict) in next.iter().zip(verdicts) {
                assert!(matches!(verdict, Verdict::Accepted { .. }), "{}: {verdict:?}", self.who.login);
                self.acknowledged.insert(proposal.id, verdict);
            }
        }
    }

    /// The answers; nothing if the server went away before the answer was whole.
    async fn send(&self, url: &str, proposals: &[Proposal]) -> Option<Vec<Verdict>> {
        let body = serde_json::json!({ "proposals": proposals });
        let answer = self.client.post(format!("{url}/api/propose")).json(&body).send().await.ok()?;
        assert!(answer.status().is_success(), "{}", answer.status());
        answer.json().await.ok()
    }

    /// Sends everything again, twice, as an outbox does that never learned the answer.
    async fn again(&mut self, url: &str, from: usize) {
        for proposals in self.sent[from..].to_vec().chunks(200) {
            let first = self.send(url, proposals).await.unwrap();
            assert_eq!(self.send(url, proposals).await.unwrap(), first, "a resend gets the same answer");
            for (proposal, verdict) in proposals.iter().zip(first) {
                assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
                let before = self.acknowledged.insert(proposal.id, verdict.clone());
                assert!(before.is_none_or(|before| before == verdict), "acknowledged otherwise: {:?}", proposal.id);
            }
        }
    }
}

fn found(issue: IssueId, who: CastPerson, title: &Text<4000>) -> Act {
    let unit = if who.id == cast::MUSIC_STAFF.id { cast::UNITS[3].id } else { cast::UNITS[1].id };
    let origin = if who == cast::HEAD || who == cast::MEMBER { Origin::Guidance } else { Origin::Research };
    let mut find = find(issue, unit, origin, title.as_str());
    find.facts.category = Some(issue::Category::Livelihood);
    Act::Issue(issue::Act::Find(Box::new(find)))
}

/// What the ledger says is what the journal holds: each act once, with the number and hash that were acknowledged.
async fn held_against(place: &Place, senders: &[Sender], before: usize) {
    let db = store::Db::open(&place.database).await.unwrap();
    let mut entries = BTreeMap::new();
    let (mut after, mut many) = (0, 0);
    loop {
        let page = store::journal::after(&db, cast::book(), after, 2_000).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.entry.seq;
        many += page.len();
        entries.extend(page.into_iter().map(|chained| (chained.entry.id, chained)));
    }
    db.close().await;
    assert_eq!(many, entries.len(), "no act twice");
    let mut acknowledged = 0;
    for (act, verdict) in senders.iter().flat_map(|sender| &sender.acknowledged) {
        let chained = entries.get(act).unwrap_or_else(|| panic!("acknowledged and lost: {act:?}"));
        let Verdict::Accepted { seq, hash, .. } = verdict else { panic!("{verdict:?}") };
        assert_eq!((chained.entry.seq, &chained.hash), (*seq, hash));
        acknowledged += 1;
    }
    let sent: usize = senders.iter().map(|sender| sender.sent.len()).sum();
    let own = many - before;
    assert!((acknowledged..=sent).contains(&own), "{acknowledged} acknowledged, {own} there, {sent} sent");
}

/// Between 150 and 660 ms, as chance has it.
fn a_while() -> Duration {
    Duration::from_millis(150 + 2 * u64::from(server::edge::secret::<1>()[0]))
}

async fn is_ready(url: &str) {
    loop {
        let answer = reqwest::get(format!("{url}/api/me")).await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::task::yield_now().await;
    }
}

async fn entries(place: &Place) -> usize {
    let db = store::Db::open(&place.database).await.unwrap();
    let heads = store::journal::heads(&db).await.unwrap();
    db.close().await;
    usize::try_from(heads.iter().find(|head| head.book == cast::book()).unwrap().seq).unwrap()
}

/// Serves, has everybody sign in and find an issue of their own; how many entries there were before.
async fn begun(place: &Place) -> (Running, Vec<Sender>, usize) {
    let issues: Vec<IssueId> = SENDERS.iter().map(|_| id().into()).collect();
    let mut senders: Vec<Sender> = SENDERS.into_iter().zip(issues).map(|(who, own)| Sender::new(who, own)).collect();
    let running = place.serve();
    for sender in &mut senders {
        let form = [("login", sender.who.login)];
        let answer = sender.client.post(format!("{}/demo/sign-in", running.url)).form(&form).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }
    let before = entries(place).await;
    for sender in &mut senders {
        let act = found(sender.issue, sender.who, &Text::parse("到现场看").unwrap());
        let first = Proposal::new(ActId(id()), Time(0), cast::book(), act);
        sender.sent.push(first);
        sender.again(&running.url, 0).await;
    }
    (running, senders, before)
}

async fn killed(place: Place, rounds: usize) {
    let (mut running, mut senders, before) = begun(&place).await;
    let (mut alive, mut acts, mut slowest) = (Duration::ZERO, 0, Duration::ZERO);
    for round in 0..rounds {
        let begun = Instant::now();
        let marks: Vec<usize> = senders.iter().map(|sender| sender.sent.len()).collect();
        let known: usize = senders.iter().map(|sender| sender.acknowledged.len()).sum();
        let mut sending = JoinSet::new();
        for sender in senders.drain(..) {
            sending.spawn(sender.until_gone(running.url.clone()));
        }
        tokio::time::sleep(a_while()).await;
        running.kill();
        alive += begun.elapsed();
        senders = sending.join_all().await;
        senders.sort_by_key(|sender| SENDERS.iter().position(|own| *own == sender.who));
        let now: usize = senders.iter().map(|sender| sender.acknowledged.len()).sum();
        acts += now - known;
        let begun = Instant::now();
        running = place.serve();
        is_ready(&running.url).await;
        let ready = begun.elapsed();
        slowest = slowest.max(ready);
        assert!(ready < READY, "round {round}: ready after {ready:?}");
        held_against(&place, &senders, before).await;
        for (sender, mark) in senders.iter_mut().zip(marks) {
            sender.again(&running.url, mark).await;
        }
        held_against(&place, &senders, before).await;
        let sent: usize = senders.iter().map(|sender| sender.sent.len()).sum();
        assert_eq!(entries(&place).await, before + sent, "round {round}: everything sent is there once");
        let verified = place.run(&["verify"]);
        assert_eq!(verified.code, Some(0), "round {round}: {verified:?}");
        assert!(!running.log().contains("panicked"), "{}", running.log());
    }
    let rate = acts as f64 / alive.as_secs_f64();
    println!("{rounds} kills, {acts} acts acknowledged at {rate:.0} a second, ready after at most {slowest:?}");
    assert!(rate >= ACTS_A_SECOND, "only {rate:.0} acts a second");
    drop(running);
    // What is derived from the journal lost nothing either.
    let figures = place.json(&["figures", "--json"]);
    assert_eq!(place.run(&["rebuild"]).code, Some(0));
    assert_eq!(place.json(&["figures", "--json"])["figures"], figures["figures"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_is_doubled_however_often_it_is_killed() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let dir = app.leave().await;
    killed(Place::at(dir.path()), ROUNDS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_end_it_answers_what_is_under_way_tells_its_streams_and_records_nothing_else() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let dir = app.leave().await;
    let place = Place::at(dir.path());
    let (mut running, senders, before) = begun(&place).await;
    let stream = senders[0].client.get(format!("{}/api/live", running.url)).send().await.unwrap();
    assert!(stream.status().is_success(), "{}", stream.status());
    let mut sending = JoinSet::new();
    for sender in senders {
        sending.spawn(sender.until_gone(running.url.clone()));
    }
    tokio::time::sleep(a_while()).await;
    let ended = running.end();
    assert_eq!(ended.code(), Some(0), "{ended}: {}", running.log());
    // one that was cut off is no whole answer
    let told = stream.text().await.expect("the stream is brought to its end");
    assert!(told.contains(r#""event":"heads""#), "{told}");
    let senders = sending.join_all().await;
    held_against(&place, &senders, before).await;
    let acknowledged: usize = senders.iter().map(|sender| sender.acknowledged.len()).sum();
    assert!(acknowledged > SENDERS.len(), "acts were under way");
    assert_eq!(entries(&place).await, before + acknowledged, "what was recorded was answered");
    assert_eq!(place.run(&["verify"]).code, Some(0));
    assert!(!running.log().contains("panicked"), "{}", running.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_too() {
    // Where `cargo xtask test` has started one, as the tests of the store do.
    let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") else { return };
    let name = format!("k{}", std::process::id());
    let create = format!("create database {name}");
    let made = std::process::Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
    assert!(made.unwrap().success());
    let database = format!("{server}/{name}");
    let app = TestApp::start_in(&database).await;
    app.set_day("2023-05-05");
    let dir = app.leave().await;
    killed(Place { data: dir.path().to_owned(), database }, ROUNDS_POSTGRES).await;
}
