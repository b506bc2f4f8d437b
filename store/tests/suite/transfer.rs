//! A transfer is one act: the writer makes both of its entries or none, and a unit takes an issue up once.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::cast;
use domain::issue::{self, From, Issue, Origin, State};
use domain::kinds::{ActId, IssueId};
use domain::record::Record;
use domain::refusal::Refusal;
use domain::viewer::Reach;
use store::writer::By;
use store::{journal, rebuild, verify};

const FROM: usize = 1;
const TO: usize = 2;

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused { refusal }
}

fn transfer(bench: &Bench, issue: IssueId, new: IssueId) -> Proposal {
    let to = cast::UNITS[TO].id;
    let act =
        issue::Act::Transfer {
            issue, to, reason: note("归口管理在工程学院，由其牵头办理"), taken_up_as: Some(new)
        };
    bench.proposal(cast::book(), Act::Issue(act))
}

/// As it was taken up when that was an act of its own.
fn take_up(bench: &Bench, issue: IssueId) -> Proposal {
    let from = Some(From::Transfer { issue });
    let find = issue::act::Find { from, ..find(TO, Origin::Research, "宿舍热水时段过短") };
    bench.proposal(cast::book(), Act::Issue(issue::Act::Find(Box::new(find))))
}

async fn propose(bench: &Bench, proposals: Vec<Proposal>) -> Vec<Verdict> {
    bench.writer.propose(By::Person(cast::HEAD.id), proposals).await
}

async fn found(bench: &Bench) -> IssueId {
    let find = find(FROM, Origin::Research, "宿舍热水时段过短");
    let issue = find.issue;
    bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    issue
}

async fn read(bench: &Bench, issue: IssueId) -> Option<Issue> {
    let reach = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Issue, id: issue.0 };
    match store::record::load(&bench.db, &reach, key).await.unwrap() {
        Some(Record::Issue(issue)) => Some(*issue),
        Some(_) | None => None,
    }
}

async fn seq(bench: &Bench) -> i64 {
    journal::heads(&bench.db).await.unwrap().into_iter().find(|head| head.book == cast::book()).unwrap().seq
}

#[tokio::test]
async fn one_act_makes_both_entries_and_a_resend_makes_none() {
    each_db(|bench| async move {
        let (old, new) = (found(&bench).await, IssueId(id()));
        let before = seq(&bench).await;
        let proposal = transfer(&bench, old, new);
        // The second is decided in the same batch, as is the act of before there was one.
        let late = take_up(&bench, old);
        let verdicts = propose(&bench, vec![proposal.clone(), proposal.clone(), late.clone()]).await;
        assert!(matches!(verdicts[0], Verdict::Accepted { seq, .. } if seq == before + 1), "{verdicts:?}");
        assert_eq!(verdicts[1..], [verdicts[0].clone(), refused(Refusal::TakenUp)]);
        assert_eq!(propose(&bench, vec![proposal, late]).await, [verdicts[0].clone(), refused(Refusal::TakenUp)]);
        assert_eq!(seq(&bench).await, before + 2);

        let (left, taken) = (read(&bench, old).await.unwrap(), read(&bench, new).await.unwrap());
        assert_eq!((left.state, left.number, taken.state, taken.number), (State::Transferred, 1, State::Found, 2));
        assert_eq!((taken.unit, taken.from), (cast::UNITS[TO].id, Some(From::Transfer { issue: old })));
        let reach = cast::HEAD.viewer().unwrap().reach();
        let linked = store::issue::linked(&bench.db, &reach, old).await.unwrap();
        assert_eq!(linked.iter().map(|line| line.id).collect::<Vec<_>>(), [new]);
        // Each unit reads its own half only.
        let theirs = cast::COLLEGE_STAFF.viewer().unwrap().reach();
        let key = |issue: IssueId| Key { subject: Subject::Issue, id: issue.0 };
        assert!(store::record::load(&bench.db, &theirs, key(new)).await.unwrap().is_some());
        assert!(store::record::load(&bench.db, &theirs, key(old)).await.unwrap().is_none());
        verify::verify(&bench.db).await.unwrap().unwrap();
        rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!((read(&bench, old).await, read(&bench, new).await), (Some(left), Some(taken)));
    })
    .await;
}

#[tokio::test]
async fn an_issue_taken_up_by_an_act_of_its_own_is_taken_up_once() {
    each_db(|bench| async move {
        let old = found(&bench).await;
        let to = cast::UNITS[TO].id;
        let reason = note("归口管理在工程学院，由其牵头办理");
        let act = issue::Act::Transfer { issue: old, to, reason, taken_up_as: None };
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(act)).await;
        let first = propose(&bench, vec![take_up(&bench, old)]).await.remove(0);
        assert!(matches!(first, Verdict::Accepted { .. }), "{first:?}");
        assert_eq!(propose(&bench, vec![take_up(&bench, old)]).await, [refused(Refusal::TakenUp)]);
        let reason = note("核对后仍由原单位办理，退回");
        let reinstate = Act::Issue(issue::Act::Reinstate { issue: old, reason });
        assert_eq!(bench.act(cast::HEAD.id, cast::book(), reinstate).await, refused(Refusal::TakenUp));
    })
    .await;
}

#[tokio::test]
async fn a_transfer_whose_second_half_can_not_be_written_is_refused_whole() {
    each_db(|bench| async move {
        let (old, other) = (found(&bench).await, found(&bench).await);
        let before = seq(&bench).await;
        assert_eq!(propose(&bench, vec![transfer(&bench, old, other)]).await, [refused(Refusal::Exists)]);
        // The id of the second entry is that of an entry that is there already, or comes in the same batch.
        let entry = |id: IssueId| {
            let act = issue::Act::Comment { issue: other, text: note("先说一句") };
            Proposal { id: ActId(id.0), ..bench.proposal(cast::book(), Act::Issue(act)) }
        };
        let (there, same) = (IssueId(id()), IssueId(id()));
        propose(&bench, vec![entry(there)]).await;
        assert_eq!(propose(&bench, vec![transfer(&bench, old, there)]).await, [refused(Refusal::Exists)]);
        let both = propose(&bench, vec![entry(same), transfer(&bench, old, same)]).await;
        assert_eq!(both[1], refused(Refusal::Exists));
        assert_eq!(seq(&bench).await, before + 2);
        assert_eq!(read(&bench, old).await.unwrap().state, State::Found);
    })
    .await;
}
