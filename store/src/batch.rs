//! Decides one batch of proposals in one transaction. The lock of each book is its head row, taken first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::act::{Act, Proposal, Verdict};
use domain::entry::{Entry, Stamp, seal};
use domain::kinds::{ActId, Book, Name, PersonId, Time};
use domain::private;
use domain::record::{Facts, Known, Record, check, fold, follow, needs};
use domain::refusal::Refusal;
use domain::viewer::{Admin, Role, Viewer};
use sqlx::AnyConnection;

use crate::error::{Result, corrupt};
use crate::seal::BallotKey;
use crate::sql::{Columns, Sql};
use crate::{load, save, taken};

mod head;
use head::Head;

/// Who proposes. The system itself acts only where nobody can yet: the first administrator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Person(PersonId),
    System,
}

/// One proposal with who made it.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub by: By,
    pub proposal: Proposal,
}

struct Batch {
    heads: BTreeMap<Book, Head>,
    known: Known,
    answered: HashMap<ActId, Answered>,
    sealed: Vec<save::Sealed>,
    private: crate::private::Changes,
    changes: save::Changes,
}

/// An act that is in the journal already, with who put it there.
struct Answered {
    by: PersonId,
    verdict: Verdict,
}

/// Answers every proposal, in order; what is accepted is written. The caller has begun and will commit.
/// `now` of `None` takes each proposal's own time.
pub(crate) async fn decide(
    conn: &mut AnyConnection,
    key: &BallotKey,
    now: Option<Time>,
    asks: &[Ask],
) -> Result<Vec<Verdict>> {
    let mut batch = begin(conn, key, asks).await?;
    let answer = |ask: &Ask| batch.answer(ask, now.unwrap_or(ask.proposal.at));
    let verdicts = asks.iter().map(answer).collect::<Result<Vec<_>>>()?;
    batch.save(conn).await?;
    Ok(verdicts)
}

async fn begin(conn: &mut AnyConnection, key: &BallotKey, asks: &[Ask]) -> Result<Batch> {
    let books: BTreeSet<Book> = asks.iter().map(|ask| ask.proposal.book).collect();
    let mut heads = BTreeMap::new();
    for book in books {
        heads.insert(book, head::lock(conn, book).await?);
    }
    let answered = answered(conn, asks).await?;
    let mut known = Known::default();
    let people = asks.iter().filter_map(|ask| match ask.by {
        By::Person(id) => Some(domain::act::Key { subject: domain::act::Subject::Person, id: id.0 }),
        By::System => None,
    });
    let subjects = asks.iter().map(|ask| ask.proposal.act.key());
    load::records(conn, &mut known, people.chain(subjects).collect::<Vec<_>>()).await?;
    let wanted = asks.iter().flat_map(|ask| {
        let book = ask.proposal.book;
        needs(&ask.proposal.act, book, &known).into_iter().map(move |need| (book, need))
    });
    let wanted: BTreeSet<_> = wanted.collect();
    load::needs(conn, key, &mut known, &wanted).await?;
    let named = asks.iter().flat_map(|ask| ask.proposal.act.commitments()).map(ToString::to_string).collect();
    load::private(conn, &mut known, named).await?;
    Ok(Batch {
        heads,
        known,
        answered,
        sealed: Vec::new(),
        private: crate::private::Changes::default(),
        changes: save::Changes::default(),
    })
}

async fn answered(conn: &mut AnyConnection, asks: &[Ask]) -> Result<HashMap<ActId, Answered>> {
    let mut sql = Sql::new("select body, hash from journal where ");
    let ids = asks.iter().flat_map(|ask| std::iter::once(ask.proposal.id).chain(ask.proposal.act.brings()));
    sql.among("act_id", ids.map(|id| id.to_string()));
    let mut answered = HashMap::new();
    for row in sql.all(conn).await? {
        let (body, hash) = (row.text(0)?, row.text(1)?);
        let entry: Entry = serde_json::from_str(&body).map_err(|why| corrupt("journal", &hash, why))?;
        answered.insert(entry.id, Answered { by: entry.by, verdict: accepted(&entry, hash) });
    }
    Ok(answered)
}

fn accepted(entry: &Entry, hash: String) -> Verdict {
    Verdict::Accepted { seq: entry.seq, recorded_at: entry.recorded_at, hash, stamp: Box::new(entry.stamp.clone()) }
}

impl Batch {
    fn answer(&mut self, ask: &Ask, now: Time) -> Result<Verdict> {
        let viewer = self.viewer(ask.by);
        if let Some(answered) = self.answered.get(&ask.proposal.id) {
            let own = viewer.is_some_and(|viewer| viewer.person == answered.by);
            // Somebody else's id, met by chance or by trying: say nothing about their entry.
            return Ok(if own { answered.verdict.clone() } else { refused(Refusal::Exists) });
        }
        let Some(viewer) = viewer else { return Ok(refused(Refusal::NotFound)) };
        let mut ids = BTreeSet::from([ask.proposal.id]);
        if !ask.proposal.act.brings().iter().all(|id| ids.insert(*id) && !self.answered.contains_key(id)) {
            return Ok(refused(Refusal::Exists));
        }
        match self.check(&ask.proposal, &viewer, now) {
            Ok(stamp) => self.carry_out(&ask.proposal, &viewer, stamp, now),
            Err(refusal) => Ok(refused(refusal)),
        }
    }

    fn check(&self, proposal: &Proposal, viewer: &Viewer, now: Time) -> std::result::Result<Stamp, Refusal> {
        let stamp = check(&proposal.act, &Facts { now, book: proposal.book, viewer, known: &self.known })?;
        private::check(proposal, &self.known).map(|()| stamp)
    }

    /// Accepts the act and what it brings with it; the answer is that to the act itself.
    fn carry_out(&mut self, proposal: &Proposal, viewer: &Viewer, stamp: Stamp, now: Time) -> Result<Verdict> {
        let verdict = self.accept(proposal, viewer.person, stamp, now)?;
        let mut done = proposal.act.clone();
        while let Some((id, act)) = follow(&done, &self.known) {
            let next = Proposal { id, act, private: Vec::new(), ..proposal.clone() };
            let stamp = self.check(&next, viewer, now).map_err(|why| corrupt("journal", id, why))?;
            self.accept(&next, viewer.person, stamp, now)?;
            done = next.act;
        }
        Ok(verdict)
    }

    fn viewer(&self, by: By) -> Option<Viewer> {
        match by {
            By::Person(id) => self.known.person(id).and_then(domain::person::Person::viewer),
            By::System => Some(Viewer {
                person: PersonId(uuid::Uuid::nil()),
                name: Name::parse("系统").ok()?,
                roles: vec![Role::Admin { office: Admin::System }],
            }),
        }
    }

    fn accept(&mut self, proposal: &Proposal, by: PersonId, stamp: Stamp, now: Time) -> Result<Verdict> {
        let book = proposal.book;
        let head = self.heads.get(&book).ok_or_else(|| corrupt("book", book, "not locked"))?;
        let entry = Entry {
            book,
            seq: head.seq + 1,
            id: proposal.id,
            by,
            at: proposal.at,
            recorded_at: now.max(head.recorded_at),
            act: proposal.act.clone(),
            stamp,
        };
        let before = self.known.records.get(&entry.act.key()).cloned();
        let after = fold(before.clone(), &entry).ok_or_else(|| corrupt("journal", entry.id, "folds to nothing"))?;
        let body = serde_json::to_string(&entry).map_err(|why| corrupt("journal", entry.id, why))?;
        let (prev, hash) = (head.hash.clone(), seal(&head.hash, &body));
        self.heads.insert(book, Head { seq: entry.seq, hash: hash.clone(), recorded_at: entry.recorded_at });
        self.changes.add(&entry, before.as_ref(), &after);
        self.known.recount(&entry, before.as_ref(), &after);
        self.keep(proposal, &entry)?;
        self.remember(&entry, before.as_ref(), &after);
        let verdict = accepted(&entry, hash.clone());
        self.answered.insert(entry.id, Answered { by, verdict: verdict.clone() });
        let unit = after.unit();
        self.known.records.insert(entry.act.key(), after);
        self.sealed.push(save::Sealed { entry, unit, body, prev, hash });
        Ok(verdict)
    }

    /// The words that came along, and those that the act erases.
    fn keep(&mut self, proposal: &Proposal, entry: &Entry) -> Result<()> {
        for own in &proposal.private {
            let commitment = own.commitment().map_err(|why| corrupt("private", entry.id, why))?;
            self.known.private.insert(commitment.clone(), entry.act.key().id);
            self.private.kept.push(crate::private::Kept::of(commitment, entry, own));
        }
        for gone in entry.act.erases() {
            self.known.private.remove(gone);
            self.private.erased.push((gone.to_string(), entry.recorded_at));
        }
        Ok(())
    }

    /// What later proposals of the same batch must know.
    fn remember(&mut self, entry: &Entry, before: Option<&Record>, after: &Record) {
        let subject = entry.act.key().subject;
        if let Some(number) = entry.stamp.number.filter(|_| subject.is_shared()) {
            self.known.highest.insert((subject, entry.book), number);
        }
        if let (Act::Issue(domain::issue::Act::Find(find)), Some(number)) = (&entry.act, entry.stamp.number) {
            self.known.numbers.insert((entry.book, find.origin), number);
        }
        let (gone, new) = taken::turned(before, after);
        if let Some(name) = gone {
            self.known.taken.remove(&name);
        }
        self.known.taken.extend(new.map(|name| (name, entry.act.key().id)));
    }

    async fn save(self, conn: &mut AnyConnection) -> Result<()> {
        save::journal(conn, &self.sealed).await?;
        self.changes.save(conn).await?;
        self.private.save(conn).await?;
        let moved: BTreeSet<Book> = self.sealed.iter().map(|sealed| sealed.entry.book).collect();
        for book in moved {
            if let Some(head) = self.heads.get(&book) {
                head::save(conn, book, head).await?;
            }
        }
        Ok(())
    }
}

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused { refusal }
}
