//! The one task of a node that writes. It takes what waits, decides it in one transaction, commits once, answers.
//! It is a task and not the request's handler, so that a dropped request can't cancel a half-done write.

use std::collections::HashSet;
use std::sync::Arc;

use domain::act::{Proposal, Verdict};
use domain::kinds::Time;
use domain::record::{Known, Need, needs};
use sqlx::Any;
use sqlx::pool::PoolConnection;
use tokio::sync::{Notify, mpsc, oneshot};

pub use crate::batch::By;
use crate::batch::{Ask, decide};
use crate::db::Db;
use crate::error::Result;
use crate::sql::Sql;

/// Proposals in one transaction at most: beyond this one commit is no longer what costs.
const BATCH: usize = 512;
/// So many proposals that fail one after the other are not to blame.
const IN_A_ROW: usize = 3;
/// Requests that may wait before senders wait themselves.
const WAITING: usize = 1024;

/// Reads the clock. The edge gives the real one, tests and the demo a set one.
pub type Clock = Arc<dyn Fn() -> Time + Send + Sync>;

struct Request {
    asks: Vec<Ask>,
    reply: oneshot::Sender<Vec<Verdict>>,
}

/// A handle to the writing task; cheap to clone. The task ends when the last handle is dropped.
#[derive(Clone)]
pub struct Writer {
    requests: mpsc::Sender<Request>,
    /// Rung after every commit, for who reads the tail.
    pub committed: Arc<Notify>,
}

impl Writer {
    #[must_use]
    pub fn start(db: Db, clock: Clock) -> Writer {
        Writer::with(db, Some(clock))
    }

    /// A writer that records each entry at the time its proposal claims: for a story told afterwards, as the demo is,
    /// never for people.
    #[must_use]
    pub fn start_told(db: Db) -> Writer {
        Writer::with(db, None)
    }

    fn with(db: Db, clock: Option<Clock>) -> Writer {
        let (requests, waiting) = mpsc::channel(WAITING);
        let committed = Arc::new(Notify::new());
        tokio::spawn(run(db, clock, waiting, Arc::clone(&committed)));
        Writer { requests, committed }
    }

    /// Proposes in order; answers in the same order. [`Verdict::Later`] for all if the database can't write now.
    pub async fn propose(&self, by: By, proposals: Vec<Proposal>) -> Vec<Verdict> {
        self.propose_each(proposals.into_iter().map(|proposal| (by, proposal)).collect()).await
    }

    /// As [`Writer::propose`], each by its own person: what several people did comes in one transaction.
    pub async fn propose_each(&self, asks: Vec<(By, Proposal)>) -> Vec<Verdict> {
        let many = asks.len();
        let (reply, answer) = oneshot::channel();
        let asks = asks.into_iter().map(|(by, proposal)| Ask { by, proposal }).collect();
        let sent = self.requests.send(Request { asks, reply }).await;
        match (sent, answer.await) {
            (Ok(()), Ok(verdicts)) => verdicts,
            (Ok(()) | Err(_), _) => vec![Verdict::Later; many],
        }
    }
}

async fn run(db: Db, clock: Option<Clock>, mut waiting: mpsc::Receiver<Request>, committed: Arc<Notify>) {
    while let Some(first) = waiting.recv().await {
        let mut requests = vec![first];
        let mut many = requests[0].asks.len();
        while many < BATCH {
            let Ok(request) = waiting.try_recv() else { break };
            many += request.asks.len();
            requests.push(request);
        }
        answer(&db, clock.as_ref(), requests).await;
        committed.notify_waiters();
    }
}

/// All requests in one transaction; if the database fails, their proposals one by one, so that only the culprit suffers.
async fn answer(db: &Db, clock: Option<&Clock>, requests: Vec<Request>) {
    let asks: Vec<Ask> = requests.iter().flat_map(|request| request.asks.iter().cloned()).collect();
    let now = || clock.map(|clock| clock());
    let verdicts = match transaction(db, now(), &asks).await {
        Ok(verdicts) => verdicts,
        Err(why) if asks.len() > 1 => {
            tracing::warn!(%why, many = asks.len(), "a batch failed; trying its proposals one by one");
            one_by_one(db, now, &asks).await
        }
        Err(why) => {
            tracing::error!(%why, "a proposal could not be decided");
            vec![Verdict::Later]
        }
    };
    let mut verdicts = verdicts.into_iter();
    for request in requests {
        let own = verdicts.by_ref().take(request.asks.len()).collect();
        // A sender that has gone away gets its answer when it sends again.
        let _ = request.reply.send(own);
    }
}

/// A proposal that fails keeps back those after it that are about the same record or name it: they were made knowing it.
/// Where [`IN_A_ROW`] fail one after the other it is the database and not they: the rest waits.
async fn one_by_one(db: &Db, now: impl Fn() -> Option<Time>, asks: &[Ask]) -> Vec<Verdict> {
    let (mut held, mut in_a_row) = (HashSet::new(), 0);
    let mut verdicts = Vec::with_capacity(asks.len());
    for ask in asks {
        let Proposal { act, book, .. } = &ask.proposal;
        let named = needs(act, *book, &Known::default()).into_iter();
        let mut keys = named.filter_map(|need| if let Need::Record(key) = need { Some(key) } else { None });
        let waits = in_a_row == IN_A_ROW || held.contains(&act.key()) || keys.any(|key| held.contains(&key));
        let decided = if waits { None } else { Some(transaction(db, now(), std::slice::from_ref(ask)).await) };
        let verdict = match decided {
            Some(Ok(mut own)) => {
                in_a_row = 0;
                own.pop()
            }
            Some(Err(why)) => {
                tracing::error!(%why, id = %ask.proposal.id, "a proposal could not be decided");
                in_a_row += 1;
                None
            }
            None => None,
        };
        if verdict.is_none() {
            held.insert(act.key());
        }
        verdicts.push(verdict.unwrap_or(Verdict::Later));
    }
    verdicts
}

async fn transaction(db: &Db, now: Option<Time>, asks: &[Ask]) -> Result<Vec<Verdict>> {
    let mut conn = db.writer().await?;
    db.begin(&mut conn).await?;
    let verdicts = decide(&mut conn, &db.key, now, asks).await;
    finish(conn, verdicts).await
}

/// Commits what was decided or rolls it back. A connection in doubt is closed, not handed on.
pub(crate) async fn finish<T>(mut conn: PoolConnection<Any>, done: Result<T>) -> Result<T> {
    let end = if done.is_ok() { "commit" } else { "rollback" };
    if let Err(why) = Sql::new(end).run(&mut conn).await {
        let _ = conn.close().await;
        return done.and(Err(why));
    }
    done
}
