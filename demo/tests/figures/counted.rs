//! Each figure counted from the lists and from the records, and what the dashboard draws of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Subject;
use domain::cast;
use domain::figure::{Cell, Figure};
use domain::issue::list::Filter;
use domain::issue::{Category, Origin, State};
use domain::record::Record;
use domain::visit::Visit;
use store::tally::Scope;
use store::{Db, record};
use strum::VariantArray;

use super::{cells, day, everything, figure, issues, listed};

pub(super) async fn by_list(db: &Db) {
    let counted: Vec<State> = State::VARIANTS.iter().copied().filter(|state| state.counted()).collect();
    let solved = vec![State::Verified, State::Held];
    for (origin, found, closed) in
        [(Origin::Research, 160, 93), (Origin::TeamList, 123, 71), (Origin::Guidance, 21, 12), (Origin::Survey, 14, 8)]
    {
        for as_of in [None, Some(day("2023-07-28"))] {
            let of =
                |states: &[State]| Filter { origin: Some(origin), states: states.to_vec(), as_of, ..Filter::default() };
            assert_eq!(listed(db, of(&counted)).await, found, "{origin:?}");
            assert_eq!(listed(db, of(&solved)).await, closed, "{origin:?} solved");
        }
    }
    let of = |state| Filter { origin: Some(Origin::Research), states: vec![state], ..Filter::default() };
    assert_eq!((listed(db, of(State::Verified)).await, listed(db, of(State::Held)).await), (58, 35));
}

pub(super) async fn by_record(db: &Db) {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let subjects = [Subject::Unit, Subject::Carrier, Subject::Issue, Subject::Report, Subject::Rule, Subject::Visit];
    for subject in subjects {
        for record in record::all(db, &everything(), subject, Some(cast::book()), None).await.unwrap() {
            for (cell, weight) in record.cells() {
                *counts.entry(cell.to_string()).or_default() += weight;
            }
            if let Record::Carrier(carrier) = &record {
                assert!((4..=5).contains(&carrier.milestones.len()));
            }
        }
    }
    let head = cast::HEAD.viewer().unwrap();
    for subject in [Subject::Notice, Subject::Worklist] {
        let shared: Vec<Record> = store::shared::list(db, &head, subject, Some(cast::book()), None).await.unwrap();
        for (cell, weight) in shared.iter().flat_map(Record::cells) {
            *counts.entry(cell.to_string()).or_default() += weight;
        }
    }
    counts.retain(|_, value| *value != 0);
    assert_eq!(counts, cells(db, Scope::Group(cast::book()), day("2023-07-28")).await);
    assert_eq!(counts, cells(db, Scope::All, day("2023-07-28")).await);
    let rules = record::all(db, &everything(), Subject::Rule, Some(cast::book()), None).await.unwrap();
    let linked: BTreeSet<_> = rules
        .iter()
        .filter_map(|record| if let Record::Rule(rule) = record { Some(rule) } else { None })
        .filter(|rule| rule.state() == "in_force")
        .flat_map(|rule| rule.issues.clone())
        .collect();
    assert_eq!(linked.len(), 61);
}

/// The list of visits behind each figure has exactly what the figure says; all forms occur, and issues were raised.
pub(super) async fn visits(db: &Db) {
    use domain::visit::Form;
    use domain::visit::list::{Filter, State};
    for as_of in [None, Some(day("2023-07-28"))] {
        let of = |form| Filter {
            book: Some(cast::book()),
            form: Some(form),
            state: Some(State::Recorded),
            as_of,
            ..Filter::default()
        };
        let list = async |form| store::visit::list(db, &everything(), &of(form)).await.unwrap();
        assert_eq!(list(Form::Seminar).await.total, 12);
        assert_eq!(list(Form::Phone).await.people, 120);
        assert_eq!(list(Form::Interview).await.people, 180);
        for form in Form::VARIANTS {
            assert!(list(*form).await.total >= 8, "{form:?}");
        }
    }
    let planned = Filter { state: Some(State::Planned), ..Filter::default() };
    assert_eq!(store::visit::list(db, &everything(), &planned).await.unwrap().total, 4);
    let visits = record::all(db, &everything(), Subject::Visit, None, None).await.unwrap();
    let of_draws = visits.into_iter().filter_map(|record| Box::<Visit>::try_from(record).ok());
    let mut states = BTreeMap::<_, u32>::new();
    of_draws.filter(|own| own.drawn.is_some()).for_each(|own| *states.entry(own.state()).or_default() += 1);
    assert_eq!(states.keys().copied().collect::<Vec<_>>(), ["cancelled", "planned", "recorded"]);
    assert!(states["recorded"] >= 6, "{states:?}");
    let raised = issues(db).await.into_iter().filter(|issue| issue.visit.is_some()).count();
    assert!(raised >= 10, "{raised}");
}

/// The category bars: held, verified, submitted, in progress, agreed, found.
pub(super) async fn bars(db: &Db) {
    let cells = cells(db, Scope::Group(cast::book()), day("2023-07-28")).await;
    let row = |category: Category| {
        let count = |state| {
            let cell = Cell::Issue { origin: Origin::Research, category: Some(category), state };
            cells.get(&cell.to_string()).copied().unwrap_or(0)
        };
        let found = count(State::Found) + count(State::Disputed);
        [
            count(State::Held),
            count(State::Verified),
            count(State::Submitted),
            count(State::InProgress),
            count(State::Agreed),
            found,
        ]
    };
    assert_eq!(row(Category::Livelihood), [12, 17, 4, 7, 4, 3]);
    assert_eq!(row(Category::Development), [5, 16, 3, 10, 4, 3]);
    assert_eq!(row(Category::Hard), [6, 12, 4, 11, 3, 2]);
    assert_eq!(row(Category::Special), [12, 13, 2, 4, 2, 1]);
    let unit = self::cells(db, Scope::Unit(cast::UNITS[1].id), day("2023-07-28")).await;
    let of = |origin: &str, state: &str| {
        let own =
            |cell: &&String| cell.starts_with(&format!("issue.{origin}.")) && cell.ends_with(&format!(".{state}"));
        unit.keys().filter(own).map(|cell| unit[cell]).sum::<i64>()
    };
    let row =
        |origin| ["found", "agreed", "in_progress", "submitted", "verified", "held"].map(|state| of(origin, state));
    assert_eq!(row("research"), [1, 3, 7, 3, 14, 8]);
    assert_eq!(row("team_list"), [1, 2, 6, 2, 10, 7]);
}

pub(super) async fn radar(db: &Db) {
    let today = demo::today();
    let issues = issues(db).await;
    let mut stagnant: Vec<(i64, String)> =
        issues.iter().filter_map(|issue| Some((issue.stagnant_days(today)?, issue.code()))).collect();
    stagnant.sort_by_key(|(days, _)| -days);
    let wanted =
        [(27, "调研-041"), (24, "调研-098"), (19, "班子-033"), (17, "调研-059"), (16, "调研-134"), (15, "班子-071")];
    assert_eq!(stagnant, wanted.map(|(days, code)| (days, code.to_owned())));
    let mut late: Vec<(i64, String)> =
        issues.iter().filter_map(|issue| Some((issue.late_days(today)?, issue.code()))).collect();
    late.sort_by_key(|(days, _)| -days);
    assert_eq!(late, [(14, "调研-098"), (10, "调研-041"), (7, "调研-059")].map(|(days, code)| (days, code.to_owned())));
    assert_eq!(listed(db, Filter { late: true, ..Filter::default() }).await, 3);
    assert_eq!(listed(db, Filter { stagnant: true, ..Filter::default() }).await, 6);
    assert!(listed(db, Filter { returned: true, ..Filter::default() }).await >= 5);
    assert_eq!(listed(db, Filter { relapsed: true, ..Filter::default() }).await, 3);
    assert!(listed(db, Filter { states: vec![State::Disputed], ..Filter::default() }).await >= 1);
}

/// Found and solved day by day: on 30 June the gap is the widest, 75.
pub(super) async fn series(db: &Db) {
    let last_of_june = day("2023-06-30");
    assert_eq!(figure(db, Figure::ResearchFound, last_of_june).await, 128);
    assert_eq!(figure(db, Figure::ResearchSolved, last_of_june).await, 53);
    let mut before = 0;
    for after in 0..=102 {
        let today = day("2023-04-17").plus(after);
        let (found, solved) =
            (figure(db, Figure::ResearchFound, today).await, figure(db, Figure::ResearchSolved, today).await);
        assert!(found >= before && found - solved <= 75, "{today}: {found} {solved}");
        before = found;
    }
    assert_eq!(figure(db, Figure::ResearchFound, day("2023-07-21")).await, 154);
    assert_eq!(figure(db, Figure::ResearchSolved, day("2023-07-21")).await, 84);
}
