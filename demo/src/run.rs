//! Proposes the story to a writer that records each act at the story's own time. The generator must be right: any refusal is an error.

use std::collections::BTreeSet;
use std::io;
use std::iter::Peekable;

use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::kinds::{NoticeId, SurveyId, Text};
use domain::notice::{self, Witness};
use domain::record::Record;
use domain::refusal::Refusal;
use domain::viewer::Reach;
use domain::{cut, evaluation};
use store::journal::Head;
use store::writer::By;
use store::{Db, Writer, ballot, file, journal};

use crate::file::File;
use crate::script::{Script, Step, script};
use crate::survey;

/// Steps in one transaction: with many groups each batch meets most of their books, and a book costs two statements.
const BATCH: usize = 2_000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database has entries already; the demo needs an empty one")]
    NotEmpty,
    #[error("{step} was refused: {refusal}")]
    Refused { step: String, refusal: Refusal },
    #[error("{0}: the database could not decide; its log says why")]
    Later(String),
    #[error("a file could not be kept")]
    File(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    pub groups: u32,
    pub entries: usize,
    pub files: usize,
}

/// Fills an empty database with the story of so many groups. `keep` stores a file's bytes under its hash.
///
/// # Errors
/// A database that is not empty; a refusal, which is a fault of this crate; the database; `keep`.
pub async fn run(
    db: &Db,
    groups: u32,
    seed: u64,
    mut keep: impl FnMut(&File) -> io::Result<()>,
    progress: impl Fn(usize, usize),
) -> Result<Summary, Error> {
    if !journal::heads(db).await?.is_empty() {
        return Err(Error::NotEmpty);
    }
    let writer = Writer::start_told(db.clone());
    let steps = script(groups, seed);
    let (total, mut steps) = (steps.left(), steps.peekable());
    let mut filled = BTreeSet::new();
    let mut summary = Summary { groups, ..Summary::default() };
    loop {
        let mut batch = batch(&mut steps);
        if batch.first().is_none_or(counts_answers) {
            for number in 0..groups {
                ballots(db, number, seed, batch.is_empty(), &mut filled).await?;
            }
        }
        if batch.is_empty() {
            return Ok(summary);
        }
        for step in &mut batch {
            if let Some(file) = step.file.take() {
                keep(&file)?;
                let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
                let known =
                    file::File { stored: file.hash.clone(), hash: file.hash, size, media: file.media.to_owned() };
                file::keep(db, known, step.at).await?;
                summary.files += 1;
            }
        }
        witness(&mut batch, &journal::heads(db).await?)?;
        propose(&writer, &batch).await?;
        summary.entries += batch.len();
        progress(summary.entries, total);
    }
}

/// The next steps. One that publishes an evaluation or takes a cut is the first of its batch: what was answered by
/// then must be there. A paper that goes out in a batch is received in a later one, so that its unit sees a head
/// which has the paper.
fn batch(steps: &mut Peekable<Script>) -> Vec<Step> {
    let mut batch: Vec<Step> = Vec::new();
    let mut issued = BTreeSet::new();
    let ends = |next: &Step, issued: &BTreeSet<NoticeId>| {
        counts_answers(next)
            || matches!(paper(next), Some(notice::Act::Receive { notice, .. }) if issued.contains(notice))
    };
    while batch.len() < BATCH && steps.peek().is_some_and(|next| batch.is_empty() || !ends(next, &issued)) {
        let next = steps.next();
        if let Some(notice::Act::Issue { notice }) = next.as_ref().and_then(paper) {
            issued.insert(*notice);
        }
        batch.extend(next);
    }
    batch
}

fn paper(step: &Step) -> Option<&notice::Act> {
    if let Act::Notice(own) = &step.proposal.act { Some(own) } else { None }
}

/// Who receives a paper witnesses the head of the book as it is by then.
fn witness(batch: &mut [Step], heads: &[Head]) -> Result<(), Error> {
    for step in batch {
        let head = heads.iter().find(|head| head.book == step.proposal.book);
        let (Act::Notice(notice::Act::Receive { witness, .. }), Some(head)) = (&mut step.proposal.act, head) else {
            continue;
        };
        let hash = Text::parse(&head.hash).map_err(|refusal| Error::Refused { step: head.hash.clone(), refusal })?;
        *witness = Some(Witness { seq: head.seq, hash });
    }
    Ok(())
}

fn counts_answers(step: &Step) -> bool {
    matches!(step.proposal.act, Act::Evaluation(evaluation::Act::Publish { .. }) | Act::Cut(cut::Act::Take { .. }))
}

/// Slips and answers of a group's surveys, which are no acts: of those that are closed, and in the end of `all`.
async fn ballots(db: &Db, number: u32, seed: u64, all: bool, filled: &mut BTreeSet<SurveyId>) -> Result<(), Error> {
    let everything = Reach { all: true, ..Reach::default() };
    for told in survey::told(number, seed) {
        let key = Key { subject: Subject::Survey, id: told.survey.0 };
        let Some(Record::Survey(own)) = store::record::load(db, &everything, key).await? else { continue };
        if !(all || own.closed_at.is_some()) || !filled.insert(own.id) {
            continue;
        }
        for (raters, (hashes, answers)) in told.ballots().into_iter().enumerate() {
            if !hashes.is_empty() {
                ballot::hand_out(db, &own, raters, 0, &hashes).await?;
                let back: Vec<_> = hashes.into_iter().zip(answers).collect();
                // every slip is new: none is spoilt
                let _ = ballot::take(db, &own, raters, &back).await?;
            }
        }
    }
    Ok(())
}

async fn propose(writer: &Writer, steps: &[Step]) -> Result<(), Error> {
    let asks: Vec<(By, Proposal)> = steps.iter().map(|step| (step.by, step.proposal.clone())).collect();
    let verdicts = writer.propose_each(asks).await;
    for (step, verdict) in steps.iter().zip(verdicts) {
        match verdict {
            Verdict::Accepted { .. } => {}
            Verdict::Refused { refusal } => return Err(Error::Refused { step: name(step), refusal }),
            Verdict::Later => return Err(Error::Later(name(step))),
        }
    }
    Ok(())
}

fn name(step: &Step) -> String {
    let act = &step.proposal.act;
    let (hour, minute) = step.at.clock();
    let day = step.at.day();
    format!("{} of {} by {:?} on {day} {hour:02}:{minute:02} ({act:?})", act.kind(), act.key().id, step.by)
}
