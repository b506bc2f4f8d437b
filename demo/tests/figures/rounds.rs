//! The rounds of evaluation.

use domain::act::Subject;
use domain::cast;
use domain::kinds::UnitId;

use super::{each_db, play};

/// Two rounds are published and one runs; people and the unit's own score disagree in one place; one objection is answered.
#[tokio::test]
async fn rounds_of_evaluation_are_published_and_one_runs() {
    use domain::evaluation::Link;
    use domain::score::{APART, Quantity, Value, Values};
    use domain::template::tree::Method;
    each_db(|db| async move {
        play(&db, 1).await;
        let viewer = cast::HEAD.viewer().unwrap();
        let rounds: Vec<Box<domain::evaluation::Evaluation>> =
            store::shared::list(&db, &viewer, Subject::Evaluation, Some(cast::book()), None).await.unwrap();
        let states: Vec<_> = rounds.iter().map(|own| own.state()).collect();
        assert_eq!(states, ["scoring", "published", "published"]);
        let [running, second, first] = rounds.as_slice() else { panic!("{}", rounds.len()) };
        for round in [first, second] {
            let scores = round.units.iter().map(|unit| round.score(*unit, &Values::new()));
            let totals: Vec<u64> = scores.map(|own| own.total.unwrap().tenths()).collect();
            assert!(totals.iter().all(|own| (500..960).contains(own)), "{totals:?}");
        }
        let asked = second.units.iter().filter(|unit| second.score(**unit, &Values::new()).satisfaction.is_some());
        assert_eq!(asked.count(), 4);
        let apart = |unit| {
            let own = second.sheet(unit)?.own.as_ref()?.tenths;
            second.score(unit, &Values::new()).above_public(own)
        };
        let flagged: Vec<_> = second.units.iter().filter(|unit| apart(**unit).is_some_and(|by| by >= APART)).collect();
        assert!(flagged.contains(&&cast::UNITS[2].id), "{flagged:?}");
        let sheet = second.sheet(cast::UNITS[2].id).unwrap();
        assert_eq!((sheet.agreed.len(), sheet.remarks.len()), (1, 2));
        let answered =
            second.sheets.iter().filter(|own| own.objection.as_ref().is_some_and(|own| own.answer.is_some()));
        assert_eq!(answered.count(), 1);
        // what is disputed is a figure of this round that could be better
        let disputed = second.sheets.iter().find_map(|own| Some((own, own.objection.as_ref()?)));
        let (disputed, objection) = disputed.unwrap();
        let named = second.tree.indicators().filter(|own| objection.reason.as_str().contains(own.name.as_str()));
        let named: Vec<_> = named.collect();
        let [named] = named.as_slice() else { panic!("{}", objection.reason) };
        let value = disputed.values.as_ref().unwrap()[&named.id];
        let less = matches!(value, Value::Measured { quantity: Quantity::Share { part, of } } if part < of);
        assert!(less, "{value:?}");
        // the rows behind a published figure are those that were counted, however the records have moved since
        for (round, unit) in
            [first, second].into_iter().flat_map(|round| round.units.iter().map(move |unit| (round, *unit)))
        {
            let known = store::shared::cases(&db, round, unit).await.unwrap();
            let rows = round.rows(unit, &known, round.published.unwrap().at.day());
            let values = round.sheet(unit).unwrap().values.as_ref().unwrap();
            let counted = round.tree.indicators().filter_map(|own| match own.method {
                Method::Quantitative { formula, .. } => Some((own.id, formula)),
                Method::Qualitative { .. } | Method::Satisfaction { .. } => None,
            });
            for (id, formula) in counted {
                let quantity = formula.of(&rows).map(|quantity| Value::Measured { quantity });
                assert_eq!(quantity, values.get(&id).copied(), "{formula:?} in round {}", round.number);
            }
        }
        // one came out low: its interview is written, the other look waits
        let notices: Vec<Box<domain::notice::Notice>> =
            store::shared::list(&db, &viewer, Subject::Notice, Some(cast::book()), None).await.unwrap();
        let all = || rounds.iter().map(AsRef::as_ref);
        let follows = |unit: &UnitId| second.follows(*unit, notices.iter().map(AsRef::as_ref), all());
        let low: Vec<_> = second.units.iter().filter_map(|unit| Some((*unit, follows(unit)?.waits()))).collect();
        assert_eq!(low, [(cast::UNITS[4].id, vec![domain::evaluation::Next::Again])]);
        let links: Vec<_> = second.sheets.iter().flat_map(|own| &own.grades).flat_map(|own| &own.links).collect();
        assert!(links.iter().any(|own| matches!(own, Link::Issue { .. })));
        assert!(links.iter().any(|own| matches!(own, Link::Rule { .. })));
        let done = running.units.iter().filter(|unit| running.done(**unit)).count();
        assert!(done == 1 && running.sheets.iter().any(|own| own.finished.len() == 1));
    })
    .await;
}
