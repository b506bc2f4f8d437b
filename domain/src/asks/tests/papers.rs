//! What papers, weekly lists, meetings and steps ask for.

use super::*;

#[test]
fn papers_and_items_of_the_list_are_asked_for_until_they_are_answered() {
    use crate::kinds::{Week, WorklistId};
    use crate::{notice, worklist};
    let mut bench = Bench::new();
    let (id, unit) = (crate::testing::id(0x60), cast::UNITS[1].id);
    let content = notice::Content {
        paper: notice::Paper::Notice,
        title: text("关于报送进展的通知"),
        text: text("请报送"),
        units: vec![unit, cast::UNITS[2].id],
        about: Vec::new(),
        reply_by: Some(bench.now.day().plus(4)),
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, notice::Act::Draft { notice: id, content: Box::new(content) });
    assert_eq!(asked(&bench), []);
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: id });
    let one = |bench: &Bench| asked(bench).into_iter().map(|own| (own.verb, own.why)).collect::<Vec<_>>();
    assert_eq!(one(&bench), [(Verb::ReceiveNotice, vec![Why::Soon { days: 0 }])]);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::receive(id, unit));
    assert_eq!(one(&bench), [(Verb::ReplyNotice, vec![Why::Soon { days: 4 }])]);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::reply(id, unit, "已报"));
    assert_eq!(asked(&bench), []);

    let week = Week::of(bench.now.day());
    let worklist = WorklistId::of(bench.book, week);
    let task = |unit| worklist::Task {
        unit: Some(unit),
        who: None,
        source: worklist::Source::Hand,
        what: text("报送二级组织学习安排"),
        due: None,
        from: None,
        weeks: 0,
    };
    let items = [unit, cast::UNITS[2].id].into_iter().zip(1..);
    let items = items.map(|(unit, at)| worklist::NewItem { id: crate::testing::id(at), task: task(unit) }).collect();
    bench.ok(&cast::MEMBER, worklist::Act::Prepare { worklist, week, items });
    assert_eq!(asked(&bench), []);
    bench.ok(&cast::MEMBER, worklist::Act::Issue { worklist });
    assert_eq!(asked(&bench)[0].due, Some(week.sunday()));
    let item = crate::testing::id(1);
    bench.ok(&cast::NORMAL_STAFF, worklist::Act::Answer { worklist, item, done: true, note: None });
    assert_eq!(asked(&bench), []);
    let lists = [(**bench.all.worklist(worklist).unwrap()).clone()];
    let held = held(&[], &[], &lists, bench.now.day());
    let about = About::Item { worklist, item };
    assert_eq!(held.iter().map(|own| (own.about, own.until)).collect::<Vec<_>>(), [(about, Until::Ticked)]);
}

/// A meeting that is held, and how it decides.
fn meeting(series: crate::meeting::Series) -> (Bench, MeetingId) {
    use crate::meeting::{Act as M, Plan};
    let mut bench = Bench::new();
    let meeting = crate::testing::id(0x63_0001);
    let plan = Plan { series, at: bench.now, place: None, chair: None };
    bench.ok(&cast::HEAD, M::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&cast::HEAD, M::TakePen { meeting });
    (bench, meeting)
}

fn decide(meeting: MeetingId, number: u128, unit: Option<UnitId>) -> crate::meeting::Act {
    crate::meeting::Act::Decide {
        meeting,
        then: crate::testing::id(number + 9),
        resolution: Box::new(crate::meeting::Resolution {
            id: crate::testing::id(number),
            point: None,
            what: text("报送报修台账"),
            unit,
            who: None,
            due: day("2023-04-20"),
            becomes: crate::meeting::Becomes::Minutes,
        }),
    }
}

#[test]
fn what_a_dispatch_meeting_decided_is_asked_until_it_is_settled() {
    use crate::meeting::{Act as M, Series};
    let unit = cast::UNITS[1].id;
    let (mut bench, meeting) = meeting(Series::Dispatch { unit });
    bench.ok(&cast::HEAD, decide(meeting, 20, Some(unit)));
    // the group's own is not asked for here
    bench.ok(&cast::HEAD, decide(meeting, 40, None));
    let decision = crate::testing::id(20);
    assert_eq!(only(&bench).about, About::Decision { meeting, decision });
    bench.ok(&cast::NORMAL_STAFF, M::Settle { meeting, decision, note: text("已经报送") });
    assert!(asked(&bench).is_empty());
}

#[test]
fn what_the_weekly_meeting_decided_for_a_unit_is_asked_at_once_and_once_only() {
    use crate::meeting::Series;
    use crate::worklist::{Act as W, NewItem, Task};
    let (mut bench, meeting) = meeting(Series::Weekly);
    bench.ok(&cast::HEAD, decide(meeting, 20, Some(cast::UNITS[1].id)));
    bench.ok(&cast::HEAD, decide(meeting, 40, Some(cast::UNITS[2].id)));
    let (decision, own) = (crate::testing::id(20), only(&bench));
    assert_eq!(own.about, About::Decision { meeting, decision });
    assert_eq!((own.verb, own.due), (Verb::SettleDecision, Some(day("2023-04-20"))));
    assert_eq!((own.title.as_str(), own.code), ("报送报修台账", Some(bench.now.day().to_string())));
    // on the week's list it is asked there, and not twice
    let week = crate::kinds::Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let (unit, source) = (Some(cast::UNITS[1].id), Source::Decided { meeting, decision });
    let task = Task { unit, who: None, source, what: text("报送报修台账"), due: None, from: None, weeks: 0 };
    let items = vec![NewItem { id: crate::testing::id(90), task }];
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items });
    assert!(matches!(only(&bench).about, About::Decision { .. }), "the list is not out yet");
    bench.ok(&cast::HEAD, W::Issue { worklist });
    assert!(matches!(only(&bench).about, About::Item { .. }));
    // no later list takes it over: it stands where it is; taken off, what was decided is asked as such again
    bench.days_later(21);
    assert!(matches!(only(&bench).about, About::Item { .. }));
    let reason = crate::testing::reason();
    bench.ok(&cast::HEAD, W::Drop { worklist, item: crate::testing::id(90), reason });
    assert!(matches!(only(&bench).about, About::Decision { .. }));
}

#[test]
fn each_place_is_asked_for_its_own_next_step() {
    use crate::deployment::{Act as P, Content, Days, Place, Said, Side};
    let mut bench = Bench::new();
    let (deployment, own) = (crate::testing::id(0x62_0001), &cast::UNITS[1]);
    let below = own.organisation(0);
    let content = Content {
        title: text("专题学习"),
        text: text("两级同步"),
        sides: vec![Side { unit: own.id, organisations: vec![below] }],
        days: Days { deployed: Some(day("2023-04-20")), ..Days::default() },
    };
    bench.ok(&cast::HEAD, P::Open { deployment, content: Box::new(content) });
    let asked = |bench: &Bench, organisations: &[OrganisationId]| {
        let own = [bench.all.deployment(deployment).unwrap().as_ref().clone()];
        let records = Records {
            unit: None,
            issues: &[],
            carriers: &[],
            reports: &[],
            visits: &[],
            lookbacks: &[],
            notices: &[],
            worklists: &[],
            meetings: &[],
            deployments: &own,
            organisations,
            policies: &Policies::shipped(cast::GROUP),
        };
        asks(records, bench.now.day()).into_iter().map(|own| (own.about, own.due)).collect::<Vec<_>>()
    };
    let step = |step, due| (About::Step { deployment, step }, due);
    assert_eq!(asked(&bench, &[]), [step(Step::Deployed, Some(day("2023-04-20")))]);
    let said = Said {
        place: Place { unit: own.id, organisation: None },
        step: Step::Deployed,
        day: bench.now.day(),
        who: text("党委会"),
        note: None,
        proof: None,
        result: None,
    };
    bench.ok(&cast::NORMAL_STAFF, P::Report { deployment, said: Box::new(said) });
    assert_eq!(asked(&bench, &[]), [step(Step::Inspected, None)]);
    // the group follows up each step that is late, once for all places
    let late = |bench: &Bench, today: &str| {
        let own = [bench.all.deployment(deployment).unwrap().as_ref().clone()];
        let dated = Dated { carriers: &[], reports: &[], visits: &[], deployments: &own };
        overdue(dated, day(today)).into_iter().map(|(whose, own)| (whose, own.about)).collect::<Vec<_>>()
    };
    assert_eq!(late(&bench, "2023-04-20"), []);
    assert_eq!(late(&bench, "2023-04-21"), [(None, About::Step { deployment, step: Step::Deployed })]);
    assert_eq!(asked(&bench, &[below]), [step(Step::Deployed, Some(day("2023-04-20")))]);
    bench.ok(&cast::HEAD, P::Close { deployment });
    assert!(asked(&bench, &[]).is_empty());
}
