//! What holds of every formula, whatever the rows.

use super::*;

fn worth(formula: Formula, rows: &Rows) -> Option<Exact> {
    formula.usual().worth(formula.of(rows)?)
}

/// One more of what the formula asks for; everything else as it was.
fn improve(formula: Formula, rows: &mut Rows) {
    let best = IssueRow {
        found: on(4),
        agreed: Some(on(4)),
        submitted: Some(on(4)),
        verified: Some(on(4)),
        held: vec![on(4)],
        due: Some(on(4)),
        assigned: true,
        proven: true,
        measures: vec![task(4, Some(4))],
        ..issue(99)
    };
    match formula {
        Formula::RulesInForce => rows.rules.get_or_insert_default().push(rule(true, &[])),
        Formula::Ruled => {
            rows.rules.get_or_insert_default().push(rule(true, &[99]));
            rows.issues.get_or_insert_default().push(best);
        }
        Formula::Coverage => {
            rows.organisations.get_or_insert_default().push(OrganisationRow { id: id(1), visited: true });
        }
        Formula::Milestones | Formula::Progress => {
            rows.carriers.get_or_insert_default().push(carrier(100, vec![task(4, Some(4))]));
        }
        Formula::Receipts => rows.receipts.get_or_insert_default().push(task(4, Some(4))),
        Formula::Deployments => rows.deployments.get_or_insert_default().push(task(4, Some(4))),
        Formula::Solved
        | Formula::OnTime
        | Formula::Held
        | Formula::Relapsed
        | Formula::DaysToAgree
        | Formula::DaysToVerify
        | Formula::Assigned
        | Formula::MeasuresDone
        | Formula::Proven => rows.issues.get_or_insert_default().push(best),
    }
}

fn some_day() -> impl Strategy<Value = Option<Day>> {
    proptest::option::of((-20..40_i64).prop_map(on))
}

fn some_task() -> impl Strategy<Value = Task> {
    (some_day(), some_day()).prop_map(|(due, done)| Task { what: PAPER, due, done })
}

prop_compose! {
    fn some_issue()(
        number in 1..6_u128,
        found in -40..20_i64,
        days in [some_day(), some_day(), some_day(), some_day()],
        held in proptest::collection::vec((-20..40_i64).prop_map(on), 0..3),
        relapsed in proptest::collection::vec((-20..40_i64).prop_map(on), 0..2),
        (assigned, proven) in any::<(bool, bool)>(),
        measures in proptest::collection::vec(some_task(), 0..3),
    ) -> IssueRow {
        let [agreed, submitted, verified, due] = days;
        IssueRow { found: on(found), agreed, submitted, verified, held, relapsed, due, assigned, proven, measures, ..issue(number) }
    }
}

prop_compose! {
    fn some_rows()(
        issues in proptest::collection::vec(some_issue(), 0..8),
        ruled in proptest::collection::vec(any::<bool>(), 0..4),
        went in proptest::collection::vec(any::<bool>(), 0..5),
        carriers in proptest::collection::vec((0..=100_u8, proptest::collection::vec(some_task(), 0..3)), 0..3),
        tasks in proptest::collection::vec(some_task(), 0..5),
    ) -> Rows {
        Rows {
            issues: Some(issues),
            rules: Some(ruled.into_iter().map(|in_force| rule(in_force, &[1])).collect()),
            organisations: Some(went.into_iter().map(|visited| OrganisationRow { id: id(1), visited }).collect()),
            carriers: Some(carriers.into_iter().map(|(percent, own)| carrier(percent, own)).collect()),
            receipts: Some(tasks.clone()),
            deployments: Some(tasks),
            ..june()
        }
    }
}

proptest! {
    #[test]
    fn more_of_the_good_never_lowers_a_figure(rows in some_rows(), which in 0..Formula::VARIANTS.len()) {
        let formula = Formula::VARIANTS[which];
        let before = worth(formula, &rows);
        let mut better = rows.clone();
        improve(formula, &mut better);
        let after = worth(formula, &better);
        prop_assert!(after >= before, "{:?}: {:?} then {:?}", formula, before, after);
        prop_assert!(after.is_some_and(|own| own <= Exact::whole(1)));
    }

    #[test]
    fn a_figure_is_the_sum_of_its_rows(rows in some_rows(), which in 0..Formula::VARIANTS.len()) {
        let formula = Formula::VARIANTS[which];
        let counted = formula.counted(&rows);
        let many = u32::try_from(counted.len()).unwrap();
        let yes = counted.iter().filter(|own| own.adds == Adds::Yes).count();
        match formula.of(&rows) {
            None => prop_assert!(counted.is_empty()),
            Some(Quantity::Days { of, .. }) => prop_assert_eq!(of, many),
            Some(Quantity::Share { of, .. }) if formula == Formula::Progress => prop_assert_eq!(of, many * 100),
            Some(Quantity::Share { part, of }) => {
                prop_assert_eq!((part, of), (u32::try_from(yes).unwrap(), many));
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(rows in some_rows()) {
        let mut turned = rows.clone();
        turned.issues.iter_mut().for_each(|own| own.reverse());
        turned.rules.iter_mut().for_each(|own| own.reverse());
        turned.carriers.iter_mut().for_each(|own| own.reverse());
        for formula in Formula::VARIANTS {
            prop_assert_eq!(formula.of(&rows), formula.of(&turned));
        }
    }

    #[test]
    fn a_better_quantity_is_never_worth_less(part in 0..200_u32, of in 1..200_u32, zero in 0..100_u16, full in 0..100_u16) {
        prop_assume!(zero != full && part < of);
        let scale = Scale { zero, full };
        let worth = |part| scale.worth(Quantity::Share { part, of }).unwrap();
        let rises = worth(part + 1) >= worth(part);
        let falls = worth(part + 1) <= worth(part);
        let right = if full > zero { rises } else { falls };
        prop_assert!(right);
        prop_assert!(worth(part) <= Exact::whole(1));
    }
}
