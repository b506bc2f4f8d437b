//! What was promised on visits, and the issues raised there.

use crate::common::{each_db, find, note};
use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin};
use domain::kinds::Day;
use domain::visit::list::Filter;
use domain::visit::{self, Form, Quote};

use super::{reach, record, recorded};

#[tokio::test]
async fn open_promises_and_raised_issues_of_a_visit_are_found() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let own = record(&bench, recorded(1, Form::Seminar, "2023-05-09", 9)).await;
        let quote = Quote { visit: own.visit, sentence: Some(note("密记的话")) };
        let raised = issue::act::Find { visit: Some(quote), ..find(1, Origin::Guidance, "夜间开放不足") };
        let number = raised.issue;
        bench.accept(cast::MEMBER.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(raised)))).await;
        let lines = store::issue::raised(&bench.db, &reach(cast::MEMBER), own.visit).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [number]);
        assert!(store::issue::raised(&bench.db, &reach(cast::COLLEGE_STAFF), own.visit).await.unwrap().is_empty());
        let page = store::visit::list(&bench.db, &reach(cast::MEMBER), &Filter::default()).await.unwrap();
        assert_eq!((page.lines[0].issues, page.lines[0].promises_open), (1, 1));
        let promised = store::visit::promised(&bench.db, &reach(cast::MEMBER), None, Some(own.unit)).await.unwrap();
        assert_eq!(promised.len(), 1);
        let of_book = store::visit::promised(&bench.db, &reach(cast::MEMBER), Some(cast::book()), None).await.unwrap();
        assert_eq!(of_book, promised);
        for who in [cast::COLLEGE_STAFF, cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
            assert!(store::visit::promised(&bench.db, &reach(who), None, Some(own.unit)).await.unwrap().is_empty());
        }
        let keep = visit::Act::KeepPromise { visit: own.visit, promise: own.promises[0].id, note: None };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Visit(keep)).await;
        assert!(
            store::visit::promised(&bench.db, &reach(cast::MEMBER), None, Some(own.unit)).await.unwrap().is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn promises_past_their_day_are_told_now_and_on_a_past_day_in_a_group_a_unit_and_all() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let first = record(&bench, recorded(1, Form::Seminar, "2023-05-09", 9)).await;
        let mut sooner = recorded(2, Form::Site, "2023-05-10", 0);
        sooner.description.site = Some(visit::Site::Base);
        sooner.promises[0].due = Day::parse("2023-06-15").unwrap();
        let sooner = record(&bench, sooner).await;
        let (visit, promise) = (first.visit, first.promises[0].id);
        let cancel =
            visit::Act::Cancel { visit: sooner.visit, reason: note("与另一条重复记录，作废这条") };
        for (day, act) in [
            ("2023-07-05", visit::Act::KeepPromise { visit, promise, note: None }),
            ("2023-07-08", visit::Act::ReopenPromise { visit, promise, reason: note("只办了一半，还要接着办完") }),
            ("2023-07-20", cancel),
        ] {
            bench.set_day(day);
            bench.accept(cast::HEAD.id, cast::book(), Act::Visit(act)).await;
        }
        let day = |raw: &str| Day::parse(raw).unwrap();
        let late = |who: CastPerson, filter: Filter| {
            let db = bench.db.clone();
            async move {
                let (many, rows) = store::visit::late(&db, &reach(who), &filter, day("2023-07-28"), 1).await.unwrap();
                assert_eq!(rows.len(), usize::try_from(many).unwrap().min(1));
                (many, rows.first().map(|own| own.due))
            }
        };
        let (none, june, end) = (None, Some(day("2023-06-15")), Some(day("2023-06-30")));
        for _ in 0..2 {
            for (raw, all) in [
                ("2023-06-15", (0, none)),
                ("2023-06-16", (1, june)),
                ("2023-07-01", (2, june)),
                ("2023-07-06", (1, june)),
                ("2023-07-08", (2, june)),
                ("2023-07-20", (1, end)),
            ] {
                let on = Filter { as_of: Some(day(raw)), ..Filter::default() };
                assert_eq!(late(cast::OFFICE_LEADER, on.clone()).await, all, "{raw}");
                assert_eq!(late(cast::MEMBER, Filter { book: Some(cast::book()), ..on }).await, all, "{raw}");
            }
            assert_eq!(late(cast::OFFICE_LEADER, Filter::default()).await, (1, end));
            let of = |place: usize| Filter { unit: Some(cast::UNITS[place].id), ..Filter::default() };
            assert_eq!(late(cast::MEMBER, of(1)).await, (1, end));
            assert_eq!(late(cast::MEMBER, of(2)).await, (0, none));
            assert_eq!(late(cast::NORMAL_STAFF, Filter::default()).await, (1, end));
            for who in [cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
                assert_eq!(late(who, Filter::default()).await, (0, none));
                assert_eq!(late(who, Filter { as_of: Some(day("2023-07-01")), ..Filter::default() }).await, (0, none));
            }
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}
