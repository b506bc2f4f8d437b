//! Each formula's example from its comment, and that more of the good never lowers it.

mod properties;

use proptest::prelude::*;
use strum::VariantArray as _;

use super::*;
use crate::cast;
use crate::deployment::{Content, Days, Deployment, Place, Said, Side, Step, Taken};
use crate::entry::By;
use crate::kinds::{IssueId, NoticeId, RuleId};
use crate::score::Exact;
use crate::score::counted::What;
use crate::score::rows::{CarrierRow, OrganisationRow, Period, RuleRow, Scored};
use crate::testing::{day, id, text};

const PAPER: What = What::Notice { notice: NoticeId(uuid::Uuid::from_u128(1)) };

fn on(number: i64) -> Day {
    day("2023-06-01").plus(number)
}

/// June; today is the last of it.
fn june() -> Rows {
    let period = Period { start: on(0), end: on(29) };
    Rows { issues: Some(Vec::new()), ..Rows::none(period, on(29)) }
}

/// Found on the first of May, with nothing else.
fn issue(number: u128) -> IssueRow {
    IssueRow {
        id: id(number),
        found: day("2023-05-01"),
        agreed: None,
        submitted: None,
        verified: None,
        held: Vec::new(),
        relapsed: Vec::new(),
        due: None,
        lookback: None,
        assigned: false,
        proven: false,
        measures: Vec::new(),
    }
}

fn solved(number: u128) -> IssueRow {
    IssueRow { submitted: Some(on(2)), verified: Some(on(3)), ..issue(number) }
}

fn with(issues: Vec<IssueRow>) -> Rows {
    Rows { issues: Some(issues), ..june() }
}

fn task(due: i64, done: Option<i64>) -> Task {
    Task { what: PAPER, due: Some(on(due)), done: done.map(on) }
}

fn share(part: u32, of: u32) -> Option<Quantity> {
    Some(Quantity::Share { part, of })
}

#[test]
fn nothing_to_count_is_missing_and_never_zero() {
    for formula in Formula::VARIANTS {
        assert_eq!(formula.of(&june()), None, "{formula:?}");
        assert!(formula.fits(formula.usual()), "{formula:?}");
    }
    // There are issues, but the platform keeps no rules: how many a rule answers is not known, not none.
    assert_eq!(Formula::Ruled.of(&with(vec![solved(1)])), None);
    assert_eq!(Formula::Solved.of(&with(vec![issue(1)])), share(0, 1));
}

#[test]
fn solved_three_of_four() {
    assert_eq!(Formula::Solved.of(&with(vec![solved(1), solved(2), solved(3), issue(4)])), share(3, 4));
    // What is verified after the period is not solved in it.
    let late = IssueRow { verified: Some(on(30)), ..issue(5) };
    assert_eq!(Formula::Solved.of(&Rows { today: on(40), ..with(vec![late]) }), share(0, 1));
}

#[test]
fn on_time_one_of_three() {
    let due = |submitted: Option<i64>| IssueRow {
        due: Some(on(10)),
        submitted: submitted.map(on),
        verified: submitted.map(|_| on(12)),
        ..issue(1)
    };
    let later = IssueRow { due: Some(on(40)), ..issue(2) };
    let rows = with(vec![due(Some(10)), due(Some(11)), due(None), later, issue(3)]);
    assert_eq!(Formula::OnTime.of(&rows), share(1, 3));
    // Before its day nothing is late yet.
    assert_eq!(Formula::OnTime.of(&Rows { today: on(9), ..rows }), None);
}

#[test]
fn held_two_of_three() {
    let held = IssueRow { held: vec![on(20)], ..solved(1) };
    let back = IssueRow { relapsed: vec![on(21)], ..issue(2) };
    let before = IssueRow { held: vec![on(-1)], ..solved(3) };
    assert_eq!(Formula::Held.of(&with(vec![held.clone(), held, back, before])), share(2, 3));
}

#[test]
fn held_one_of_two_where_one_issue_held_and_came_back_later() {
    let both = IssueRow { held: vec![on(4)], relapsed: vec![on(24)], ..issue(1) };
    assert_eq!(Formula::Held.of(&with(vec![both.clone()])), share(1, 2));
    // before it came back it held
    assert_eq!(Formula::Held.of(&Rows { today: on(20), ..with(vec![both]) }), share(1, 1));
}

#[test]
fn relapsed_two_of_four() {
    let once = IssueRow { relapsed: vec![on(1)], ..solved(1) };
    let open = IssueRow { relapsed: vec![on(2)], ..issue(2) };
    assert_eq!(Formula::Relapsed.of(&with(vec![once, solved(3), solved(4), open, issue(5)])), share(2, 4));
}

#[test]
fn days_to_agree_are_six_and_a_half() {
    let after = |days: i64| IssueRow { found: on(0), agreed: Some(on(days)), ..issue(1) };
    let before = IssueRow { agreed: Some(on(-3)), ..issue(2) };
    let rows = with(vec![after(20), after(3), after(8), after(5), before]);
    let median = Quantity::Days { halves: 13, of: 4 };
    assert_eq!(Formula::DaysToAgree.of(&rows), Some(median));
    // (30 − 6.5) ÷ (30 − 5)
    assert_eq!(Scale { zero: 30, full: 5 }.worth(median), Exact::of(94, 100));
}

#[test]
fn days_to_verify_are_thirty() {
    let after = |days: i64| IssueRow { found: on(20).plus(-days), verified: Some(on(20)), ..issue(1) };
    let rows = with(vec![after(31), after(10), after(30)]);
    assert_eq!(Formula::DaysToVerify.of(&rows), Some(Quantity::Days { halves: 60, of: 3 }));
}

#[test]
fn assigned_three_of_four() {
    let own = |assigned| IssueRow { assigned, ..issue(1) };
    assert_eq!(Formula::Assigned.of(&with(vec![own(true), own(true), own(true), own(false)])), share(3, 4));
}

#[test]
fn measures_done_four_of_five() {
    let own = |measures| IssueRow { measures, ..issue(1) };
    let (one, other) = (own(vec![task(5, Some(4)); 3]), own(vec![task(5, Some(9)), task(5, None)]));
    assert_eq!(Formula::MeasuresDone.of(&with(vec![one, other])), share(4, 5));
}

#[test]
fn measures_done_three_of_five_where_a_look_back_found_one_of_the_four_untrue() {
    use crate::lookback::{About, Due, Item, Lookback, Mark, Verdict};
    let measure = |number: u128, done: Option<i64>| {
        let what = What::Measure { issue: id(1), measure: id(number) };
        Task { what, ..task(5, done) }
    };
    let one = IssueRow { measures: (1..=3).map(|number| measure(number, Some(4))).collect(), ..issue(1) };
    let other = IssueRow { measures: vec![measure(4, Some(9)), measure(5, None)], ..issue(2) };
    let by = By { person: cast::MEMBER.id, at: on(12).start() };
    let due = Due {
        about: About::Measure { issue: id(1), measure: id(2) },
        day: on(5),
        done: true,
        look: None,
        strands: Default::default(),
    };
    let mark = Mark { verdict: Verdict::NotConfirmed, note: None, by };
    let found = Lookback {
        id: id(1),
        book: cast::book(),
        unit: cast::UNITS[1].id,
        month: crate::kinds::Month::of(on(12)),
        opened: by,
        items: vec![Item { due, answer: None, mark: Some(mark) }],
        left_out: 0,
        locks: Vec::new(),
    };
    let rows = with(vec![one, other]);
    assert_eq!(Formula::MeasuresDone.of(&rows.clone().with_lookbacks([])), share(4, 5));
    assert_eq!(Formula::MeasuresDone.of(&rows.with_lookbacks([&found])), share(3, 5));
}

#[test]
fn proven_two_of_three() {
    let own = |proven| IssueRow { proven, ..solved(1) };
    let open = IssueRow { proven: true, ..issue(2) };
    assert_eq!(Formula::Proven.of(&with(vec![own(true), own(true), own(false), open])), share(2, 3));
}

fn rule(in_force: bool, issues: &[u128]) -> RuleRow {
    let issues = issues.iter().map(|own| id::<IssueId>(*own)).collect();
    RuleRow { id: RuleId(uuid::Uuid::nil()), established: Some(on(1)), in_force, issues }
}

#[test]
fn rules_in_force_seven_of_eight() {
    let mut rules = vec![rule(true, &[]); 7];
    rules.push(rule(false, &[]));
    rules.push(RuleRow { established: None, ..rule(false, &[]) });
    assert_eq!(Formula::RulesInForce.of(&Rows { rules: Some(rules), ..june() }), share(7, 8));
}

#[test]
fn ruled_one_of_four() {
    let issues = (1..=4).map(solved).collect();
    let rules = Some(vec![rule(true, &[1]), rule(false, &[2])]);
    assert_eq!(Formula::Ruled.of(&Rows { rules, ..with(issues) }), share(1, 4));
}

#[test]
fn coverage_three_of_six() {
    let own = |number: u128| OrganisationRow { id: id(number), visited: number <= 3 };
    assert_eq!(Formula::Coverage.of(&Rows { organisations: Some((1..=6).map(own).collect()), ..june() }), share(3, 6));
}

fn carrier(percent: u8, milestones: Vec<Task>) -> CarrierRow {
    CarrierRow { id: id(1), percent, milestones }
}

#[test]
fn milestones_two_of_four() {
    let first = carrier(0, vec![task(5, Some(5)), task(6, Some(2)), task(40, None)]);
    let second = carrier(0, vec![task(7, Some(8)), task(8, None)]);
    assert_eq!(Formula::Milestones.of(&Rows { carriers: Some(vec![first, second]), ..june() }), share(2, 4));
}

#[test]
fn progress_is_eighty_of_a_hundred() {
    let carriers = [100, 80, 60].map(|percent| carrier(percent, Vec::new()));
    assert_eq!(Formula::Progress.of(&Rows { carriers: Some(carriers.into()), ..june() }), share(240, 300));
}

#[test]
fn receipts_eighteen_of_eighteen() {
    assert_eq!(Formula::Receipts.of(&Rows { receipts: Some(vec![task(3, Some(3)); 18]), ..june() }), share(18, 18));
}

#[test]
fn steps_four_of_six() {
    let unit = cast::UNITS[1].id;
    let place = |organisation| Place { unit, organisation };
    let below = [id(0x30_0001), id(0x30_0002)];
    let taken = |place, step, number| Taken {
        said: Said {
            place,
            step,
            day: on(number),
            who: text("校办公室"),
            note: None,
            proof: None,
            record: None,
            // of before something to show was asked for
            basis: None,
            result: None,
        },
        by: By { person: cast::NORMAL_STAFF.id, at: on(number).start() },
    };
    let days = Days { deployed: Some(on(5)), inspected: Some(on(20)), assessed: Some(on(40)) };
    let other = Side { unit: cast::UNITS[0].id, organisations: Vec::new() };
    let matter = Deployment {
        id: id(0x68_0001),
        book: cast::book(),
        number: 1,
        content: Content {
            title: text("安全生产大检查"),
            text: text("两级同步开展"),
            sides: vec![Side { unit, organisations: below.to_vec() }, other],
            days,
        },
        taken: vec![
            taken(place(None), Step::Deployed, 3),
            taken(place(Some(below[0])), Step::Deployed, 6),
            taken(place(Some(below[1])), Step::Deployed, 7),
            taken(place(None), Step::Inspected, 18),
        ],
        opened: By { person: cast::HEAD.id, at: on(0).start() },
        closed: None,
        withdrawn: None,
    };
    // behind it stand all six, and which of them were taken
    let rows = behind(Formula::Deployments, &june().with_deployments(Scored::Unit, unit, [&matter]));
    let step = |place, step| What::Step { deployment: matter.id, place, step };
    let mut done: Vec<What> = rows.iter().filter(|own| own.1 == Adds::Yes).map(|own| own.0).collect();
    let mut all = [None, Some(below[0]), Some(below[1])].map(|own| step(place(own), Step::Deployed)).to_vec();
    all.push(step(place(None), Step::Inspected));
    done.sort_unstable();
    all.sort_unstable();
    assert_eq!((rows.len(), done), (6, all));
    let counted = |matters: &[Deployment]| {
        let rows = june().with_deployments(Scored::Unit, unit, matters);
        Formula::Deployments.of(&rows)
    };
    assert_eq!(counted(std::slice::from_ref(&matter)), share(4, 6));
    // a step without a day is not waited for, also where it was taken
    let content = Content { days: Days { inspected: None, ..days }, ..matter.content.clone() };
    assert_eq!(counted(&[Deployment { content, ..matter.clone() }]), share(3, 3));
    assert_eq!(counted(&[Deployment { withdrawn: Some(matter.opened), ..matter.clone() }]), None);
    // of a carrier or an issue nothing is said by what the whole unit carries out
    let carrier = Scored::Carrier { carrier: id(1) };
    assert_eq!(june().with_deployments(carrier, unit, [&matter]).deployments, None);
}

#[test]
fn deployments_seventy_one_of_seventy_eight() {
    let mut all = vec![task(3, Some(9)); 71];
    all.extend([task(3, None); 7]);
    all.push(task(40, None));
    assert_eq!(Formula::Deployments.of(&Rows { deployments: Some(all), ..june() }), share(71, 78));
    let worth = Formula::Deployments.usual().worth(Quantity::Share { part: 71, of: 78 }).unwrap();
    assert_eq!(worth.times(&Exact::whole(100)).to_string(), "91.0");
}

#[test]
fn a_figure_has_as_many_rows_behind_it_as_it_says() {
    let open = IssueRow { measures: vec![task(3, None)], ..issue(4) };
    let back = IssueRow { relapsed: vec![on(5), on(9)], held: vec![on(20)], ..solved(3) };
    let rows = with(vec![solved(1), solved(2), back, open]);
    let whats = |formula: Formula| formula.counted(&rows).iter().map(|own| own.what).collect::<Vec<_>>();
    assert_eq!(whats(Formula::Solved), [1, 2, 3, 4].map(|number| What::Issue { issue: id(number) }));
    assert_eq!(whats(Formula::MeasuresDone), [PAPER]);
    // looked back at three times: it came back twice before it held
    assert_eq!(
        Formula::Held.counted(&rows).iter().map(|own| own.adds).collect::<Vec<_>>(),
        [Adds::Yes, Adds::No, Adds::No]
    );
    let solved = Formula::Solved.counted(&rows);
    assert_eq!(solved.iter().filter(|own| own.adds == Adds::Yes).count(), 3);
}

/// The rows behind a figure: which they are, and what each adds.
fn behind(formula: Formula, rows: &Rows) -> Vec<(What, Adds)> {
    formula.counted(rows).into_iter().map(|own| (own.what, own.adds)).collect()
}

#[test]
fn behind_the_coverage_stand_all_open_organisations_with_whether_somebody_came() {
    let own = |number: u128| OrganisationRow { id: id(number), visited: number == 2 };
    let rows = Rows { organisations: Some((1..=3).map(own).collect()), ..june() };
    let row = |number: u128, adds| (What::Organisation { organisation: id(number) }, adds);
    assert_eq!(behind(Formula::Coverage, &rows), [row(1, Adds::No), row(2, Adds::Yes), row(3, Adds::No)]);
    assert_eq!(behind(Formula::Coverage, &june()), [], "nobody knows of any");
}

#[test]
fn behind_the_receipts_stand_the_papers_whose_day_has_come_and_no_others() {
    let what = |number: u128| What::Notice { notice: id(number) };
    let paper = |number, due, done| Task { what: what(number), ..task(due, done) };
    // in time, a day late, not at all; not due in the period, though answered
    let receipts = vec![paper(1, 3, Some(3)), paper(2, 3, Some(4)), paper(3, 9, None), paper(4, 40, Some(2))];
    let rows = Rows { receipts: Some(receipts), ..june() };
    let wanted = [(what(1), Adds::Yes), (what(2), Adds::No), (what(3), Adds::No)];
    assert_eq!(behind(Formula::Receipts, &rows), wanted);
}

#[test]
fn behind_a_median_stand_the_issues_of_the_period_with_the_days_each_took() {
    let what = |number: u128| What::Issue { issue: id(number) };
    let after = |number, days| IssueRow { found: on(0), agreed: Some(on(days)), ..issue(number) };
    // before the period, and not at all
    let before = IssueRow { agreed: Some(on(-3)), ..issue(3) };
    let rows = with(vec![after(1, 20), after(2, 3), before, issue(4)]);
    let wanted = [(what(1), Adds::Days { days: 20 }), (what(2), Adds::Days { days: 3 })];
    assert_eq!(behind(Formula::DaysToAgree, &rows), wanted);
    let late = IssueRow { verified: Some(on(31)), ..issue(6) };
    let rows = with(vec![IssueRow { found: on(1), ..solved(5) }, late, issue(7)]);
    assert_eq!(behind(Formula::DaysToVerify, &rows), [(what(5), Adds::Days { days: 2 })]);
}

#[test]
fn papers_are_answered_by_their_day_or_received_by_the_day_after() {
    use crate::cast;
    use crate::notice::{self, Paper};
    use crate::testing::{Bench, start, text};
    let (mut bench, unit) = (Bench::new(), cast::UNITS[1].id);
    let content = |reply_by| {
        Box::new(notice::Content {
            paper: Paper::Notice,
            title: text("关于报送进展的通知"),
            text: text("请报送"),
            units: vec![unit, cast::UNITS[2].id],
            about: Vec::new(),
            reply_by,
            after: None,
            from: None,
        })
    };
    // to be answered by the third day: in time, late after a reply that was sent back, never; to be received: in time
    let papers: [(u128, Option<i64>); 4] = [(1, Some(3)), (2, Some(3)), (3, Some(3)), (4, None)];
    for (number, days) in papers {
        let notice = id(0x6_1000 + number);
        bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: content(days.map(|days| start().plus(days))) });
        bench.ok(&cast::HEAD, notice::Act::Issue { notice });
        bench.ok(&cast::NORMAL_STAFF, crate::testing::receive(notice, unit));
    }
    let reply = |number: u128| crate::testing::reply(id(0x6_1000 + number), unit, "已报");
    bench.ok(&cast::NORMAL_STAFF, reply(1));
    bench.ok(&cast::NORMAL_STAFF, reply(2));
    let back = notice::Act::Return { notice: id(0x6_1002), unit, reason: crate::testing::reason() };
    bench.ok(&cast::HEAD, back);
    bench.days_later(5);
    bench.ok(&cast::NORMAL_STAFF, reply(2));
    let all: Vec<_> = bench.all.records.values().cloned().collect();
    let papers =
        all.iter().filter_map(|own| if let crate::record::Record::Notice(own) = own { Some(&**own) } else { None });
    let rows = june().with_notices(Scored::Unit, unit, papers);
    let rows = Rows { period: Period { start: start(), end: start().plus(30) }, today: start().plus(20), ..rows };
    assert_eq!(Formula::Receipts.of(&rows), share(2, 4));
    let other = june().with_notices(Scored::Unit, cast::UNITS[3].id, all.iter().filter_map(|_| None));
    assert_eq!(Formula::Receipts.of(&other), None);
}
