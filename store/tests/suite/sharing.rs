//! One measure for several issues: who leans on it is read within reach, and it is not dropped under them, whoever comes first.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::cast;
use domain::issue::{self, Issue, Origin};
use domain::kinds::{IssueId, MeasureId};
use domain::record::Record;
use domain::refusal::Refusal;
use domain::viewer::Reach;
use store::writer::By;
use store::{rebuild, verify};

const UNIT: usize = 1;

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused { refusal }
}

fn accepted(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Accepted { .. })
}

/// An issue with a measure.
async fn found(bench: &Bench) -> (IssueId, MeasureId) {
    let find = find(UNIT, Origin::Research, "宿舍热水时段过短");
    let own = (find.issue, find.measures[0].id);
    bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    own
}

fn share(bench: &Bench, issue: IssueId, (from, measure): (IssueId, MeasureId)) -> Proposal {
    bench.proposal(cast::book(), Act::Issue(issue::Act::ShareMeasure { issue, from, measure }))
}

fn unshare(bench: &Bench, issue: IssueId, (from, measure): (IssueId, MeasureId)) -> Proposal {
    bench.proposal(cast::book(), Act::Issue(issue::Act::UnshareMeasure { issue, from, measure }))
}

fn drop_it(bench: &Bench, (issue, measure): (IssueId, MeasureId)) -> Proposal {
    let reason = note("由学校统一安排，不再单列");
    bench.proposal(cast::book(), Act::Issue(issue::Act::DropMeasure { issue, measure, reason }))
}

async fn propose(bench: &Bench, proposals: Vec<Proposal>) -> Vec<Verdict> {
    bench.writer.propose(By::Person(cast::NORMAL_STAFF.id), proposals).await
}

async fn read(bench: &Bench, issue: IssueId) -> Issue {
    let reach = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Issue, id: issue.0 };
    let record = store::record::load(&bench.db, &reach, key).await.unwrap().unwrap();
    let Record::Issue(issue) = record else { panic!("not an issue") };
    *issue
}

#[tokio::test]
async fn a_measure_on_which_another_issue_leans_stays_until_that_lets_go_of_it() {
    each_db(|bench| async move {
        let (home, other) = (found(&bench).await, found(&bench).await);
        let shared = propose(&bench, vec![share(&bench, other.0, home)]).await.remove(0);
        assert!(accepted(&shared), "{shared:?}");
        // Who leans on it is not in the batch; the writer looks.
        let wanted = refused(Refusal::MeasureShared { issues: 1 });
        assert_eq!(propose(&bench, vec![drop_it(&bench, home)]).await, [wanted]);
        let both = propose(&bench, vec![unshare(&bench, other.0, home), drop_it(&bench, home)]).await;
        assert!(both.iter().all(accepted), "{both:?}");
        assert!(read(&bench, home.0).await.measures.is_empty());
        verify::verify(&bench.db).await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_sharing_and_dropping_at_once_only_the_first_is_done() {
    each_db(|bench| async move {
        let (home, other, third) = (found(&bench).await, found(&bench).await, found(&bench).await);
        let verdicts = propose(&bench, vec![share(&bench, other.0, home), drop_it(&bench, home)]).await;
        assert!(accepted(&verdicts[0]), "{verdicts:?}");
        assert_eq!(verdicts[1], refused(Refusal::MeasureShared { issues: 1 }));
        let verdicts = propose(&bench, vec![drop_it(&bench, third), share(&bench, other.0, third)]).await;
        assert!(accepted(&verdicts[0]), "{verdicts:?}");
        assert_eq!(verdicts[1], refused(Refusal::NotFound));
        // Sent side by side, one of both: never a measure that is gone under somebody.
        let (home, other) = (found(&bench).await, found(&bench).await);
        let (share, drop) = (vec![share(&bench, other.0, home)], vec![drop_it(&bench, home)]);
        let (share, drop) = tokio::join!(propose(&bench, share), propose(&bench, drop));
        assert_ne!(accepted(&share[0]), accepted(&drop[0]), "{share:?} {drop:?}");
        let (before, after) = (read(&bench, home.0).await, read(&bench, other.0).await);
        rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!((read(&bench, home.0).await, read(&bench, other.0).await), (before, after));
    })
    .await;
}

#[tokio::test]
async fn who_leans_on_a_measure_is_read_within_reach() {
    each_db(|bench| async move {
        let (home, other, idle) = (found(&bench).await, found(&bench).await, IssueId(id()));
        // One that names the home otherwise leans on nothing of it.
        let from = Some(issue::From::Split { issue: home.0 });
        let split = issue::act::Find { issue: idle, from, ..find(UNIT, Origin::Research, "热水分时供应") };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(split)))).await;
        propose(&bench, vec![share(&bench, other.0, home)]).await;
        let home = read(&bench, home.0).await;
        for (who, wanted) in [
            (cast::HEAD, vec![other.0]),
            (cast::NORMAL_STAFF, vec![other.0]),
            (cast::OFFICE_LEADER, vec![other.0]),
            (cast::ORGANISATION_STAFF, Vec::new()),
            (cast::MUSIC_STAFF, Vec::new()),
        ] {
            let reach = who.viewer().unwrap().reach();
            let found = store::issue::sharers(&bench.db, &reach, &home).await.unwrap();
            assert_eq!(found.iter().map(|own| own.id).collect::<Vec<_>>(), wanted, "{}", who.login);
        }
    })
    .await;
}
