//! The views for tools that draw their own pictures: real days and moments, on PostgreSQL.

use domain::act::Act;
use domain::cast;
use domain::issue::{self, Origin};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use store::db::Kind;

use crate::common::{Bench, each_db, find};

async fn one(bench: &Bench, sql: &str) -> Vec<String> {
    let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
    let row = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_one(&mut conn).await.unwrap();
    (0..row.len()).map(|place| row.get::<String, _>(place)).collect()
}

#[tokio::test]
async fn views_tell_days_and_moments_as_such() {
    each_db(|bench| async move {
        if bench.db.kind != Kind::Postgres {
            return;
        }
        bench.set_day("2023-05-05");
        let found = find(1, Origin::Research, "自习室不够用");
        let id = found.issue;
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(found)))).await;
        let issue = format!(
            "select found::text, due::text, coalesce(lookback::text, '-'), u.name from bi.issue i \
             join bi.unit u on u.id = i.unit_id where i.id = '{id}'"
        );
        assert_eq!(one(&bench, &issue).await, ["2023-05-05", "2023-06-30", "-", cast::UNITS[1].name]);
        let entry = format!(
            "select kind, (recorded_at at time zone 'Asia/Shanghai')::text from bi.entry where subject_id = '{id}'"
        );
        assert_eq!(one(&bench, &entry).await, ["issue.find", "2023-05-05 09:00:00"]);
        let past = format!("select since::text, coalesce(until::text, '-') from bi.issue_past where id = '{id}'");
        assert_eq!(one(&bench, &past).await, ["2023-05-05", "-"]);
        let tally = "select max(day)::text from bi.tally where scope = 'all'";
        assert_eq!(one(&bench, tally).await, ["2023-05-05"]);
    })
    .await;
}
