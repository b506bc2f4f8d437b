//! What papers, weekly lists, meetings and steps ask for.

use super::*;
use crate::deployment::Step;
use crate::kinds::{MeetingId, NoticeId, UnitId, WorklistId};
use crate::strand::Strands;

#[test]
fn papers_and_items_of_the_list_are_asked_for_until_they_are_answered() {
    use crate::kinds::Week;
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
    assert_eq!(one(&bench), [(Verb::ReceiveNotice, vec![Why::Soon { days: 3 }])]);
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
        strands: Default::default(),
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
    let about = About::Item { worklist, item, owed: None };
    assert_eq!(held.iter().map(|own| (own.about, own.until)).collect::<Vec<_>>(), [(about, Until::Ticked)]);
}

/// A paper to the unit, issued, with so many days for the reply.
fn paper(bench: &mut Bench, days: i64) -> NoticeId {
    use crate::notice::{Act as N, Content, Paper};
    let notice = crate::testing::id(0x60);
    let content = Content {
        paper: Paper::Prompt,
        title: text("关于报修问题的提示"),
        text: text("请说明进度"),
        units: vec![cast::UNITS[1].id],
        about: Vec::new(),
        reply_by: Some(bench.now.day().plus(days)),
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, N::Draft { notice, content: Box::new(content) });
    bench.ok(&cast::HEAD, N::Issue { notice });
    notice
}

#[test]
fn a_paper_is_to_be_received_within_the_working_days_that_the_group_waits() {
    let mut bench = Bench::new();
    paper(&mut bench, 30);
    assert_eq!(only(&bench).why, [Why::Soon { days: 3 }]);
    bench.days_later(1);
    assert_eq!((only(&bench).verb, only(&bench).why), (Verb::ReceiveNotice, vec![Why::Soon { days: 2 }]));
    bench.days_later(2);
    assert_eq!(only(&bench).why, [Why::Soon { days: 0 }]);
    bench.days_later(1);
    assert_eq!(only(&bench).why, [Why::Late { days: 1 }]);
    // not after the day of its reply
    let mut bench = Bench::new();
    paper(&mut bench, 1);
    assert_eq!(only(&bench).why, [Why::Soon { days: 1 }]);
}

#[test]
fn a_reply_that_was_sent_back_is_asked_for_as_what_came_back() {
    let mut bench = Bench::new();
    let (notice, unit) = (paper(&mut bench, 4), cast::UNITS[1].id);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::receive(notice, unit));
    bench.ok(&cast::NORMAL_STAFF, crate::testing::reply(notice, unit, "正在办理"));
    bench.ok(&cast::HEAD, crate::notice::Act::Return { notice, unit, reason: reason() });
    let ask = only(&bench);
    assert_eq!((ask.verb, ask.why), (Verb::ReplyNotice, vec![Why::Returned { times: 1 }, Why::Soon { days: 4 }]));
    bench.ok(&cast::NORMAL_STAFF, crate::testing::reply(notice, unit, "月底前完成"));
    assert_eq!(asked(&bench), []);
}

/// This, for the unit, on the list of the week, which is issued.
fn on_a_list(bench: &mut Bench, source: Source) -> crate::worklist::Act {
    use crate::worklist::{Act as W, NewItem, Task};
    let week = crate::kinds::Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let unit = Some(cast::UNITS[1].id);
    let task = Task {
        unit,
        who: None,
        source,
        what: text("报修问题"),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
    let item = crate::testing::id(91);
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items: vec![NewItem { id: item, task }] });
    bench.ok(&cast::HEAD, W::Issue { worklist });
    W::Answer { worklist, item, done: true, note: None }
}

#[test]
fn an_issue_on_a_list_is_asked_there_with_its_reasons_and_not_twice() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.now = day("2023-06-20").start();
    let own = only(&bench);
    assert!(matches!(own.about, About::Issue { .. }));
    let answer = on_a_list(&mut bench, Source::Due { issue: ISSUE });
    let item = only(&bench);
    assert!(matches!(item.about, About::Item { .. }));
    assert!(own.why.contains(&Why::MeasuresLate { late: 1 }) && item.why.contains(&Why::MeasuresLate { late: 1 }));
    // what was said of the item is no step of the issue
    bench.ok(&cast::NORMAL_STAFF, answer);
    assert_eq!(only(&bench).about, own.about);
}

#[test]
fn a_measure_on_a_list_that_is_done_hides_nothing_that_its_issue_asks() {
    use crate::cases::Cases;
    use crate::kinds::Week;
    use crate::worklist::{Act as W, NewItem, Task, suggest::suggest};
    let mut bench = agreed();
    bench.now = day("2023-05-31").start();
    progress(&mut bench);
    let (week, issues) = (Week::of(bench.now.day()), issues(&bench));
    let tasks = suggest(Cases { issues: &issues, ..Cases::default() }, week, bench.now.day());
    let [task]: [Task; 1] = tasks.try_into().unwrap();
    let worklist = WorklistId::of(cast::book(), week);
    let items = vec![NewItem { id: crate::testing::id(91), task }];
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items });
    bench.ok(&cast::HEAD, W::Issue { worklist });
    bench.now = day("2023-06-20").start();
    assert!(matches!(only(&bench).about, About::Item { .. }));
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    let ask = only(&bench);
    assert!(matches!(ask.about, About::Issue { .. }), "{ask:?}");
    assert!(ask.why.contains(&Why::Soon { days: 10 }));
}

#[test]
fn a_paper_on_a_list_is_asked_there_until_it_is_answered_and_not_twice() {
    let mut bench = Bench::new();
    let (notice, unit) = (paper(&mut bench, 4), cast::UNITS[1].id);
    let answer = on_a_list(&mut bench, Source::Asked { notice });
    assert!(matches!(only(&bench).about, About::Item { .. }));
    // the paper is answered: nobody asks for the item either
    let mut replied = bench.clone();
    replied.ok(&cast::NORMAL_STAFF, crate::testing::receive(notice, unit));
    replied.ok(&cast::NORMAL_STAFF, crate::testing::reply(notice, unit, "已报"));
    assert_eq!(asked(&replied), []);
    bench.ok(&cast::NORMAL_STAFF, answer);
    assert_eq!(only(&bench).about, About::Notice { id: notice });
}

#[test]
fn a_promise_on_a_list_is_asked_there_and_not_twice() {
    use crate::visit::{self, Findings, Promised, act::Recorded};
    let (visit, promise) = (crate::testing::id(0x115_0031), crate::testing::id(0x140_0031));
    let description = crate::testing::seminar(crate::testing::start().start());
    let promised = Promised { id: promise, what: text("先开两个晚上"), who: None, due: day("2023-04-20") };
    let (unit, findings) = (cast::UNITS[1].id, Findings { people: 3, ..Findings::default() });
    let mut bench = Bench::new();
    let recorded = Recorded { visit, unit, based_on: None, description, findings, promises: vec![promised] };
    bench.ok(&cast::MEMBER, visit::Act::Record(Box::new(recorded)));
    assert_eq!(only(&bench).about, About::Promise { visit, promise });
    let answer = on_a_list(&mut bench, Source::Promised { visit, promise });
    assert!(matches!(only(&bench).about, About::Item { .. }));
    // the tick will keep it
    let mut answered = bench.clone();
    answered.ok(&cast::NORMAL_STAFF, answer);
    assert_eq!(asked(&answered), []);
    // kept by itself, nobody asks for the item either
    bench.ok(&cast::MEMBER, visit::Act::KeepPromise { visit, promise, note: None });
    assert_eq!(asked(&bench), []);
}

#[test]
fn what_was_answered_is_not_asked_again_on_the_next_list_and_waits_there_for_the_tick() {
    use crate::worklist::{Act as W, Carried, NewItem, Task};
    let mut bench = Bench::new();
    let answer = on_a_list(&mut bench, Source::Hand);
    bench.ok(&cast::NORMAL_STAFF, answer.clone());
    let W::Answer { worklist: first, item, .. } = answer else { panic!("an answer") };
    let week = crate::kinds::Week::of(bench.now.day()).next();
    let (worklist, next) = (WorklistId::of(cast::book(), week), crate::testing::id(92));
    let from = Some(Carried { worklist: first, item });
    let unit = Some(cast::UNITS[1].id);
    let task = Task {
        unit,
        who: None,
        source: Source::Hand,
        what: text("报修问题"),
        due: None,
        from,
        weeks: 1,
        strands: Default::default(),
    };
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items: vec![NewItem { id: next, task }] });
    bench.ok(&cast::HEAD, W::Issue { worklist });
    assert_eq!(asked(&bench), []);
    let lists: Vec<Worklist> = records::<Box<Worklist>>(&bench).into_iter().map(|own| *own).collect();
    let about: Vec<_> = held(&[], &[], &lists, bench.now.day()).into_iter().map(|own| own.about).collect();
    assert_eq!(about, [About::Item { worklist, item: next, owed: None }]);
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
            who: unit.is_none().then(|| text("宋致远")),
            due: day("2023-04-20"),
            becomes: crate::meeting::Becomes::Minutes,
            strands: Default::default(),
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
    let task = Task {
        unit,
        who: None,
        source,
        what: text("报送报修台账"),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
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
fn what_was_decided_is_asked_again_when_the_draft_or_the_item_that_it_became_was_given_up_unread() {
    use crate::meeting::{Act as M, Becomes, Series};
    use crate::notice;
    use crate::worklist::{Act as W, NewItem, Task};
    let (mut bench, meeting) = meeting(Series::Weekly);
    let week = crate::kinds::Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let (unit, source, what) = (Some(cast::UNITS[2].id), Source::Hand, text("整理走访记录"));
    let task = Task { unit, who: None, source, what, due: None, from: None, weeks: 0, strands: Strands::default() };
    let items = vec![NewItem { id: crate::testing::id(92), task }];
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items });
    let (notice, item) = (crate::testing::id(0x60_0001), crate::testing::id(91));
    for (number, becomes) in [(20, Becomes::Notice { notice }), (40, Becomes::Item { worklist, item })] {
        let M::Decide { then, mut resolution, .. } = decide(meeting, number, Some(cast::UNITS[1].id)) else { panic!() };
        resolution.becomes = becomes;
        bench.ok(&cast::HEAD, M::Decide { meeting, then, resolution });
    }
    assert_eq!(asked(&bench), [], "both are drafted");
    let reason = crate::testing::reason;
    bench.ok(&cast::HEAD, notice::Act::Drop { notice, reason: reason() });
    assert_eq!(only(&bench).about, About::Decision { meeting, decision: crate::testing::id(20) });
    bench.ok(&cast::HEAD, W::Drop { worklist, item, reason: reason() });
    assert_eq!(asked(&bench).len(), 2);
    bench.ok(&cast::HEAD, W::Issue { worklist });
    assert_eq!(asked(&bench).len(), 2, "it was taken off before");
    for number in [20, 40] {
        let decision = crate::testing::id(number);
        bench.ok(&cast::NORMAL_STAFF, M::Settle { meeting, decision, note: text("已经报送") });
    }
    assert_eq!(asked(&bench), []);
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
        let policies = Policies::shipped(cast::GROUP);
        let records = Records { deployments: &own, organisations, ..none(&policies) };
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
        record: None,
        basis: Some(text("党委会会议纪要第五号")),
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

#[test]
fn what_else_is_owed_is_asked_on_the_list_where_it_stands_there_and_not_twice() {
    use crate::testing::owing::{DEPLOYED, MILESTONE, REPORT, does, look_back, owing};
    let verbs = [
        (MILESTONE, Verb::ReachMilestone),
        (look_back(), Verb::AnswerLookback),
        (DEPLOYED, Verb::ReportStep),
        (REPORT, Verb::CompleteReport),
    ];
    for (owed, verb) in verbs {
        let mut bench = owing();
        let many = |bench: &Bench, verb: Verb| asked(bench).iter().filter(|ask| ask.verb == verb).count();
        assert_eq!(many(&bench, verb), 1, "{owed:?}");
        let answer = on_a_list(&mut bench, Source::Owed { owed });
        assert_eq!((many(&bench, verb), many(&bench, Verb::AnswerItem)), (0, 1), "{owed:?}");
        // what is said of the item is no step of the record
        let mut answered = bench.clone();
        answered.ok(&cast::NORMAL_STAFF, answer);
        assert_eq!((many(&answered, verb), many(&answered, Verb::AnswerItem)), (1, 0), "{owed:?}");
        // done by itself, nobody asks for the item either
        does(&mut bench, owed);
        assert_eq!(many(&bench, Verb::AnswerItem), 0, "{owed:?}");
    }
}

#[test]
fn the_step_that_comes_next_is_asked_beside_the_item_of_the_one_before() {
    use crate::testing::owing::{DEPLOYED, owing, takes};
    let mut bench = owing();
    on_a_list(&mut bench, Source::Owed { owed: DEPLOYED });
    takes(&mut bench, Step::Deployed, false);
    // the organisation has not followed: the item stays, and the unit goes on
    let asks = asked(&bench);
    let steps = asks.iter().filter_map(|ask| if let About::Step { step, .. } = ask.about { Some(step) } else { None });
    assert_eq!(steps.collect::<Vec<_>>(), [Step::Inspected]);
    assert!(asks.iter().any(|ask| ask.verb == Verb::AnswerItem));
}
