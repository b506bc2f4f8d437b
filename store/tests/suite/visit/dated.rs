//! What a figure and a list say of a day that is past, also after everything was folded again.

use crate::common::{Bench, each_db, note};
use domain::act::Act;
use domain::cast;
use domain::figure::Figure;
use domain::kinds::Day;
use domain::visit::list::{Filter, State};
use domain::visit::{self, Description, Findings, Form};
use store::tally::{Scope, steps};

use super::{record, recorded, total};

async fn figure(bench: &Bench, figure: Figure) -> i64 {
    let steps = steps(&bench.db, Scope::Group(cast::book()), Day::parse("2023-08-25").unwrap()).await.unwrap();
    steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum()
}

#[tokio::test]
async fn what_a_figure_counts_is_what_its_list_has_on_any_day_and_after_a_rebuild() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let first = record(&bench, recorded(1, Form::Interview, "2023-05-09", 7)).await;
        bench.set_day("2023-05-20");
        record(&bench, recorded(2, Form::Interview, "2023-05-20", 5)).await;
        let of = |as_of: Option<&str>| Filter {
            form: Some(Form::Interview),
            state: Some(State::Recorded),
            as_of: as_of.and_then(|day| Day::parse(day).ok()),
            ..Filter::default()
        };
        assert_eq!(figure(&bench, Figure::Interviews).await, 12);
        bench.set_day("2023-05-25");
        let cancel = visit::Act::Cancel { visit: first.visit, reason: note("与另一条重复记录，作废这条") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Visit(cancel)).await;
        for _ in 0..2 {
            assert_eq!(figure(&bench, Figure::Interviews).await, 5);
            assert_eq!(total(&bench, cast::HEAD, of(None)).await, (1, 5));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-24"))).await, (2, 12));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-19"))).await, (1, 7));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-08"))).await, (0, 0));
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_day_that_is_past_shows_form_and_people_as_they_were_and_the_time_it_was_cancelled() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let own = record(&bench, recorded(1, Form::Interview, "2023-05-09", 7)).await;
        let visit = own.visit;
        bench.set_day("2023-05-20");
        let based_on = store::journal::history(&bench.db, visit.0).await.unwrap()[0].entry.seq;
        let description = Description { form: Form::Seminar, ..own.description.clone() };
        let findings = Some(Findings { people: 12, ..own.findings.clone() });
        let amended = visit::act::Amended { visit, based_on, description, findings };
        bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(visit::Act::Amend(Box::new(amended)))).await;
        let reason = note("与另一条重复记录，作废这条");
        for (day, act) in [
            ("2023-05-25", visit::Act::Cancel { visit, reason: reason.clone() }),
            ("2023-05-30", visit::Act::Reinstate { visit, reason }),
        ] {
            bench.set_day(day);
            bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(act)).await;
        }
        let of = |day: &str, form, state| Filter {
            form: Some(form),
            state: Some(state),
            as_of: Day::parse(day).ok(),
            ..Filter::default()
        };
        for _ in 0..2 {
            for (day, form, state, there) in [
                ("2023-05-09", Form::Interview, State::Recorded, (0, 0)),
                ("2023-05-19", Form::Interview, State::Recorded, (1, 7)),
                ("2023-05-19", Form::Seminar, State::Recorded, (0, 0)),
                ("2023-05-20", Form::Seminar, State::Recorded, (1, 12)),
                ("2023-05-20", Form::Interview, State::Recorded, (0, 0)),
                ("2023-05-27", Form::Seminar, State::Recorded, (0, 0)),
                ("2023-05-27", Form::Seminar, State::Cancelled, (1, 12)),
                ("2023-05-30", Form::Seminar, State::Cancelled, (0, 0)),
                ("2023-05-30", Form::Seminar, State::Recorded, (1, 12)),
            ] {
                for who in [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
                    assert_eq!(total(&bench, who, of(day, form, state)).await, there, "{day} {form:?} {state:?}");
                }
                assert_eq!(total(&bench, cast::COLLEGE_STAFF, of(day, form, state)).await, (0, 0));
            }
            assert_eq!(figure(&bench, Figure::Interviews).await, 0);
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}
