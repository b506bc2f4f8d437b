//! An issue is taken back as a slip by whoever recorded it while nobody built on it: the writer looks for that in the database
//! and in what came in the same breath, and a page that asks is told the same.

use crate::common::{Bench, each_db, find, note};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::{Day, IssueId, ItemId, Text, Week, WorklistId};
use domain::record::{Facts, check};
use domain::refusal::{Refusal, Whose};
use domain::worklist::{self, NewItem, Source, Task};
use store::writer::By;

const UNIT: usize = 1;
const TOO_LATE: Refusal = Refusal::NotYours { whose: Whose::Recorder };

async fn recorded(bench: &Bench) -> IssueId {
    let find = find(UNIT, Origin::Research, "宿舍热水时段过短");
    let issue = find.issue;
    bench.accept(cast::MEMBER.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    issue
}

fn withdraw(issue: IssueId) -> Act {
    Act::Issue(issue::Act::Withdraw { issue, reason: note("点错了，这一句说的不是问题") })
}

fn merge(issue: IssueId, into: IssueId) -> Act {
    Act::Issue(issue::Act::Merge { issue, into, reason: note("说的是同一件事，合在一处办理") })
}

/// What the rule says with what a page has at hand.
async fn asked(bench: &Bench, issue: IssueId) -> Result<(), Refusal> {
    let (act, viewer, book) = (withdraw(issue), cast::MEMBER.viewer().unwrap(), cast::book());
    let known = store::at_hand(&bench.db, &act, book).await.unwrap();
    let now = bench.proposal(book, act.clone()).at;
    check(&act, &Facts { now, book, viewer: &viewer, known: &known }).map(|_| ())
}

async fn refused(bench: &Bench, issue: IssueId) {
    assert_eq!(asked(bench, issue).await, Err(TOO_LATE));
    let verdict = bench.act(cast::MEMBER.id, cast::book(), withdraw(issue)).await;
    assert_eq!(verdict, Verdict::Refused { refusal: TOO_LATE });
}

#[tokio::test]
async fn whoever_recorded_an_issue_does_not_take_back_what_another_was_merged_into() {
    each_db(|bench| async move {
        let (own, other, plain) = (recorded(&bench).await, recorded(&bench).await, recorded(&bench).await);
        assert_eq!(asked(&bench, own).await, Ok(()));
        bench.accept(cast::HEAD.id, cast::book(), merge(other, own)).await;
        refused(&bench, own).await;
        // in the same breath
        let third = recorded(&bench).await;
        let asks = [(cast::HEAD, merge(third, plain)), (cast::MEMBER, withdraw(plain))];
        let asks = asks.map(|(by, act)| (By::Person(by.id), bench.proposal(cast::book(), act)));
        let verdicts = bench.writer.propose_each(asks.into()).await;
        assert!(matches!(verdicts[0], Verdict::Accepted { .. }), "{verdicts:?}");
        assert_eq!(verdicts[1], Verdict::Refused { refusal: TOO_LATE });
    })
    .await;
}

#[tokio::test]
async fn whoever_recorded_an_issue_does_not_take_back_what_stands_on_an_issued_list() {
    each_db(|bench| async move {
        bench.set_day("2023-04-17");
        let (issue, week) = (recorded(&bench).await, Week::of(Day::parse("2023-04-17").unwrap()));
        let worklist = WorklistId::of(cast::book(), week);
        let task = Task {
            unit: Some(cast::UNITS[UNIT].id),
            who: None,
            source: Source::Due { issue },
            what: Text::parse("催办宿舍热水").unwrap(),
            due: None,
            from: None,
            weeks: 0,
            strands: Default::default(),
        };
        let items = vec![NewItem { id: ItemId(crate::common::id()), task }];
        let prepare = worklist::Act::Prepare { worklist, week, items };
        bench.accept(cast::LIAISON.id, cast::book(), Act::Worklist(prepare)).await;
        assert_eq!(asked(&bench, issue).await, Ok(()), "the list is a draft");
        let out = Act::Worklist(worklist::Act::Issue { worklist });
        bench.accept(cast::LIAISON.id, cast::book(), out).await;
        refused(&bench, issue).await;
        bench.accept(cast::HEAD.id, cast::book(), withdraw(issue)).await;
    })
    .await;
}
