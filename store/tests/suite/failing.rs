//! A database that fails: only the culprit waits, what was made knowing it waits with it, and afterwards it all goes on.

use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::IssueId;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use store::journal;
use store::verify::verify;
use store::writer::By;

use crate::common::{Bench, each_db, find, note};

async fn run(bench: &Bench, text: String) {
    let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
    sqlx::query(AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
}

fn comment(bench: &Bench, issue: IssueId) -> Proposal {
    bench.proposal(cast::book(), Act::Issue(issue::Act::Comment { issue, text: note("留一句话") }))
}

async fn propose(bench: &Bench, proposals: &[Proposal]) -> Vec<bool> {
    let verdicts = bench.writer.propose(By::Person(cast::HEAD.id), proposals.to_vec()).await;
    let told = |verdict| match verdict {
        Verdict::Accepted { .. } => true,
        Verdict::Later => false,
        Verdict::Refused { refusal } => panic!("{refusal:?}"),
    };
    verdicts.into_iter().map(told).collect()
}

async fn issues<const N: usize>(bench: &Bench) -> [IssueId; N] {
    let mut ids = [IssueId(uuid::Uuid::nil()); N];
    for id in &mut ids {
        let found = find(1, Origin::Research, "自习室不够用");
        *id = found.issue;
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(found)))).await;
    }
    ids
}

#[tokio::test]
async fn one_record_that_can_not_be_read_holds_up_nobody_else() {
    each_db(|bench| async move {
        let [sound, spoilt, other] = issues(&bench).await;
        let swap = |from: &str, to: &str| {
            format!("update record set body = replace(body, '{from}', '{to}') where id = '{spoilt}'")
        };
        run(&bench, swap("自习室不够用", "\"")).await;
        let knowing = issue::Act::Merge {
            issue: other, into: spoilt, reason: note("与上一个是同一件事情，合并处理")
        };
        let sent = [
            comment(&bench, sound),
            comment(&bench, spoilt),
            bench.proposal(cast::book(), Act::Issue(knowing)),
            comment(&bench, sound),
        ];
        assert_eq!(propose(&bench, &sent).await, [true, false, false, true]);
        run(&bench, swap("\"\"\"", "\"自习室不够用\"")).await;
        assert_eq!(propose(&bench, &sent).await, [true; 4]);
        verify(&bench.db).await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_came_while_the_database_could_not_write_is_written_once_it_can() {
    each_db(|bench| async move {
        let [issue] = issues(&bench).await;
        let before = journal::entries(&bench.db, None).await.unwrap();
        let sent: Vec<Proposal> = (0..20).map(|_| comment(&bench, issue)).collect();
        run(&bench, "alter table journal rename to journal_away".to_owned()).await;
        assert_eq!(propose(&bench, &sent).await, [false; 20]);
        run(&bench, "alter table journal_away rename to journal".to_owned()).await;
        assert_eq!(propose(&bench, &sent).await, [true; 20]);
        assert_eq!(propose(&bench, &sent).await, [true; 20], "sent again");
        assert_eq!(journal::entries(&bench.db, None).await.unwrap(), before + 20);
        verify(&bench.db).await.unwrap().unwrap();
    })
    .await;
}
