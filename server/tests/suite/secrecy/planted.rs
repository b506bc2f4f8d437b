//! Leaks put there on purpose, one kind at a time: each must be found, or the test that finds nothing proves nothing.

use domain::entry::hex;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::common::TestApp;
use crate::secrecy::attack::{Attacker, Slip};
use crate::secrecy::dump::run;
use crate::secrecy::evidence::Evidence;
use crate::secrecy::marks::base64;

/// One slip that was handed in.
struct Used<'a> {
    turn: usize,
    code: &'a str,
    words: &'a str,
}

impl Used<'_> {
    fn hash(&self) -> String {
        hex(&Sha256::digest(self.code.replace('-', "")))
    }

    fn short(&self) -> String {
        base64(&Sha256::digest(&self.code[..9]))
    }
}

/// What somebody might have kept in a table `leak`: its name, what must be found, and the columns of its rows.
type Plant = (&'static str, &'static str, Vec<[String; 2]>);

fn handed_in(slip: &Slip) -> Option<Used<'_>> {
    slip.said.as_ref().map(|(turn, words)| Used { turn: *turn, code: &slip.code, words })
}

fn used(slips: &[Slip]) -> Vec<Used<'_>> {
    let mut used: Vec<Used> = slips.iter().filter_map(handed_in).collect();
    // As the alphabet has it: an order that tells nothing.
    used.sort_by_key(Used::hash);
    used
}

fn key(number: usize) -> String {
    hex(&Sha256::digest(format!("key {number}")))[..20].to_owned()
}

fn plants(app: &TestApp, used: &[Used]) -> Vec<Plant> {
    let none = String::new;
    let rows = |row: &dyn Fn(&Used) -> [String; 2]| used.iter().map(row).collect::<Vec<_>>();
    let mut in_turn: Vec<&Used> = used.iter().collect();
    in_turn.sort_by_key(|own| own.turn);
    let pair = |own: &Used| [[key(own.turn), own.hash()], [key(own.turn), own.words.to_owned()]];
    let steps = |own: &Used| {
        let between = [key(own.turn), key(own.turn + 500)];
        [[key(own.turn), own.hash()], between, [key(own.turn + 500), own.words.to_owned()]]
    };
    let seconds = app.now().0 / 1_000_000 - 60;
    vec![
        ("the hash of the code beside the answer", "row: leak", rows(&|own| [own.hash(), own.words.to_owned()])),
        ("a hash of the short code beside it", "row: leak", rows(&|own| [own.short(), own.words.to_owned()])),
        ("a key that both share", "join: ", used.iter().flat_map(pair).collect()),
        ("a key that leads to another", "join: by steps", used.iter().flat_map(steps).collect()),
        (
            "answers in the order in which they came",
            "order: leak: places of answers, as handed in",
            in_turn.iter().map(|own| [own.words.to_owned(), none()]).collect(),
        ),
        (
            "slips in the order in which they were used",
            "order: leak: places of slips, as handed in",
            in_turn.iter().map(|own| [own.hash(), none()]).collect(),
        ),
        (
            "a number that counts answers",
            "order: leak.b of answers, as handed in",
            rows(&|own| [own.words.to_owned(), own.turn.to_string()]),
        ),
        ("a second", "time: leak", rows(&|own| [own.words.to_owned(), (seconds - own.turn as i64).to_string()])),
        (
            "an id that carries its time",
            "time: leak",
            rows(&|own| [own.words.to_owned(), server::edge::id::<Uuid>().to_string()]),
        ),
    ]
}

/// Each is found, in the tables first, then in the log.
pub async fn found(app: &TestApp, evidence: &mut Evidence, slips: &[Slip]) {
    let attacker = Attacker::new(slips);
    let used = used(slips);
    let database = evidence.database().to_owned();
    for (name, what, rows) in plants(app, &used) {
        run(&database, "create table leak (a text, b text)").await;
        let rows: Vec<String> = rows.iter().map(|[a, b]| format!("('{a}', '{b}')")).collect();
        run(&database, &format!("insert into leak values {}", rows.join(", "))).await;
        evidence.look().await;
        let leaks = evidence.in_tables(&attacker);
        assert!(leaks.iter().any(|own| own.starts_with(what)), "{name} was not found: {leaks:?}");
        run(&database, "drop table leak").await;
    }
    // a ballot that lies there unsealed
    let [sealed, open] = evidence.ballot(used[0].words);
    run(&database, &format!("update ballot set body = '{open}' where body = '{sealed}'")).await;
    evidence.look().await;
    assert!(evidence.without_key(&attacker).iter().any(|own| own.contains("a ballot has words")), "it was not found");
    run(&database, &format!("update ballot set body = '{sealed}' where body = '{open}'")).await;
    if !database.starts_with("postgres") {
        run(&database, "pragma wal_checkpoint(truncate)").await;
    }
    evidence.look().await;
    for said in [used[0].code.to_owned(), used[1].hash(), used[2].words.to_owned()] {
        let leaks = attacker.text("a line", &format!("INFO server::survey: taken code={said} status=200"));
        assert_eq!(leaks.len(), 1, "{said} was not found");
    }
}
