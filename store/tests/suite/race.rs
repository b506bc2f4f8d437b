//! Several senders, and on PostgreSQL several nodes, write one book at once: no gap, no double, nothing lost.

use std::sync::Arc;

use crate::common::{Bench, each_db, find};
use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use store::writer::{By, Clock};
use store::{Db, Writer, journal, verify};

const SENDERS: usize = 8;
const EACH: usize = 12;

async fn send(writer: Writer, proposals: Vec<Proposal>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for proposal in proposals {
        // Everything is sent twice, as after a lost answer.
        let by = By::Person(cast::HEAD.id);
        let first = writer.propose(by, vec![proposal.clone()]).await.remove(0);
        let again = writer.propose(by, vec![proposal]).await.remove(0);
        assert_eq!(first, again);
        verdicts.push(first);
    }
    verdicts
}

fn proposals(bench: &Bench) -> Vec<Proposal> {
    (0..EACH)
        .map(|_| {
            bench.proposal(cast::book(), Act::Issue(issue::Act::Find(Box::new(find(1, Origin::Research, "同时")))))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_senders_and_nodes_leave_one_gapless_book() {
    each_db(|bench| async move {
        let clock: Clock = Arc::new(|| domain::kinds::Time(1_700_000_000_000_000));
        // SQLite has one writing process; PostgreSQL several nodes.
        let postgres = bench.db.kind == store::db::Kind::Postgres;
        let second = Db::open(&bench.url).await.unwrap();
        let nodes = if postgres {
            vec![bench.writer.clone(), Writer::start(second, clock)]
        } else {
            vec![bench.writer.clone()]
        };
        let before = verify::verify(&bench.db).await.unwrap().unwrap();
        let sent: Vec<_> = (0..SENDERS)
            .map(|sender| tokio::spawn(send(nodes[sender % nodes.len()].clone(), proposals(&bench))))
            .collect();
        let mut seqs = Vec::new();
        for task in sent {
            for verdict in task.await.unwrap() {
                let Verdict::Accepted { seq, .. } = verdict else { panic!("{verdict:?}") };
                seqs.push(seq);
            }
        }
        seqs.sort_unstable();
        let head = before.iter().find(|head| head.book == cast::book()).unwrap().seq;
        let wanted: Vec<i64> = (head + 1..=head + i64::try_from(SENDERS * EACH).unwrap()).collect();
        assert_eq!(seqs, wanted);
        verify::verify(&bench.db).await.unwrap().unwrap();
        let entries = journal::after(&bench.db, cast::book(), head, 1_000).await.unwrap();
        let mut numbers: Vec<_> = entries.iter().filter_map(|chained| chained.entry.stamp.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), SENDERS * EACH);
    })
    .await;
}
