//! Who is reminded of a visit to come.

use crate::common::{Bench, each_db, id};
use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::kinds::{Day, VisitId};
use domain::visit::{self, Description, Form};

use super::description;

#[tokio::test]
async fn a_unit_is_reminded_of_the_visits_that_were_announced_to_it() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let plan = |announced, day| {
            let description = Box::new(Description { announced, ..description(Form::Seminar, day) });
            let visit = VisitId(id());
            (visit, Act::Visit(visit::Act::Plan { visit, unit: cast::UNITS[1].id, description, drawn: None }))
        };
        let (told, untold, far) = (plan(true, "2023-05-12"), plan(false, "2023-05-12"), plan(true, "2023-06-12"));
        for (_, act) in [&told, &untold, &far] {
            bench.accept(cast::MEMBER.id, cast::book(), act.clone()).await;
        }
        assert_eq!(near(&bench, cast::NORMAL_STAFF).await, [told.0]);
        assert_eq!(near(&bench, cast::COLLEGE_STAFF).await, []);
        assert_eq!(near(&bench, cast::ORGANISATION_STAFF).await, [], "it goes to the unit");
        let mut both = vec![told.0, untold.0];
        both.sort();
        assert_eq!(near(&bench, cast::MEMBER).await, both);
    })
    .await;
}

/// The visits of which this person is reminded on 10 May.
async fn near(bench: &Bench, who: CastPerson) -> Vec<VisitId> {
    let (viewer, today) = (who.viewer().unwrap(), Day::parse("2023-05-10").unwrap());
    let matters = store::asked::matters(&bench.db, &viewer, who.role, today).await.unwrap();
    let visits = matters.into_iter().filter_map(|own| match own.what {
        domain::reminder::What::Visit { visit } => Some(visit),
        _ => None,
    });
    let mut visits: Vec<VisitId> = visits.collect();
    visits.sort();
    visits
}

#[tokio::test]
async fn an_organisation_is_reminded_of_the_visits_that_were_announced_to_it_and_of_no_other() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let plan = |place: usize, announced| {
            let (visit, unit) = (VisitId(id()), cast::UNITS[1]);
            let organisation = Some(unit.organisation(place));
            let description =
                Box::new(Description { announced, organisation, ..description(Form::Seminar, "2023-05-12") });
            (visit, Act::Visit(visit::Act::Plan { visit, unit: unit.id, description, drawn: None }))
        };
        let (told, untold, others) = (plan(0, true), plan(0, false), plan(1, true));
        for (_, act) in [&told, &untold, &others] {
            bench.accept(cast::MEMBER.id, cast::book(), act.clone()).await;
        }
        assert_eq!(near(&bench, cast::ORGANISATION_STAFF).await, [told.0]);
        let mut both = vec![told.0, others.0];
        both.sort();
        assert_eq!(near(&bench, cast::NORMAL_STAFF).await, both);
    })
    .await;
}
