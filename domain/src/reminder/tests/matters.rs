//! What each is reminded of, and until when.

use super::*;

#[test]
fn the_most_pressing_reason_counts() {
    let ask = |why: Vec<Why>| Ask {
        about: About::Report { id: id(1) },
        code: None,
        title: String::new(),
        verb: Verb::Submit,
        why,
        due: None,
    };
    let of = |why| of_unit(vec![ask(why)])[0].reason;
    assert_eq!(of(vec![]), Reason::Asked);
    assert_eq!(of(vec![Why::Ready, Why::Soon { days: 3 }]), Reason::Soon);
    assert_eq!(of(vec![Why::Returned { times: 1 }, Why::Soon { days: 3 }]), Reason::Returned);
    assert_eq!(of(vec![Why::Late { days: 1 }, Why::Returned { times: 1 }]), Reason::Late);
}

#[test]
fn a_group_follows_up_what_is_late_or_stuck_in_a_units_hands() {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: ISSUE, note: None });
    let percent = crate::kinds::Percent::try_from(20).unwrap();
    let note = text("已经安排到人");
    bench.ok(&cast::NORMAL_STAFF, issue::Act::ReportProgress { issue: ISSUE, percent, node: None, note });
    let issues: Vec<Issue> = bench.all.issues().cloned().collect();
    let at = |day: Day| keys(&of_group(Group { issues: &issues, ..nothing() }, day));
    let key = format!("follow-issue-{ISSUE}");
    assert_eq!(at(bench.now.day().plus(13)), []);
    assert_eq!(at(bench.now.day().plus(14)), [(key.clone(), Reason::Stagnant)]);
    assert_eq!(at(day("2023-07-01")), [(key, Reason::Late)], "its day was 30 June");
}

#[test]
fn a_paper_that_is_owed_is_chased_and_one_that_was_answered_is_looked_at() {
    let mut bench = Bench::new();
    let (notice, unit, today) = (id(0x60_0001), cast::UNITS[1].id, bench.now.day());
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: prompt(Some(today.plus(2))) });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
    let at = |bench: &Bench, day: Day| {
        let notices: Vec<Notice> = boxed::<Box<Notice>>(bench).into_iter().map(|own| *own).collect();
        keys(&of_group(Group { notices: &notices, ..nothing() }, day))
    };
    assert_eq!(at(&bench, today), []);
    assert_eq!(at(&bench, today.plus(30)), [(format!("chase-{notice}"), Reason::Late)]);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::receive(notice, unit));
    bench.ok(&cast::NORMAL_STAFF, crate::testing::reply(notice, unit, "已办结"));
    assert_eq!(at(&bench, today.plus(30)), [(format!("reply-{notice}-{unit}"), Reason::Waiting)]);
}

#[test]
fn a_survey_without_slips_or_in_its_last_days_is_told_to_the_group_that_keeps_it() {
    use crate::survey::{Act as S, Plan, Survey, usual};
    let mut bench = Bench::new();
    let (survey, opens) = (id(0x5e1), bench.now.day().plus(10));
    let plan = Plan {
        title: text("整改情况满意度测评"),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens,
        closes: opens.plus(20),
    };
    bench.ok(&cast::MEMBER, S::Plan { survey, unit: cast::UNITS[2].id, plan: Box::new(plan) });
    let at = |bench: &Bench, days: i64| {
        let surveys: Vec<Survey> = boxed::<Box<Survey>>(bench).into_iter().map(|own| *own).collect();
        keys(&of_group(Group { surveys: &surveys, ..nothing() }, opens.plus(days)))
    };
    let slips = |reason| [(format!("survey-slips-{survey}"), reason)];
    assert_eq!(at(&bench, -4), [], "there is time");
    assert_eq!(at(&bench, -3), slips(Reason::Soon));
    assert_eq!(at(&bench, 0), slips(Reason::Soon));
    assert_eq!(at(&bench, 1), slips(Reason::Late));
    bench.ok(&cast::MEMBER, S::Print { survey, raters: 1, slips: 30 });
    assert_eq!((at(&bench, 1), at(&bench, 16)), (vec![], vec![]), "people answer");
    let ends = |reason| [(format!("survey-ends-{survey}"), reason)];
    assert_eq!(at(&bench, 17), ends(Reason::Soon));
    assert_eq!(at(&bench, 20), ends(Reason::Soon));
    assert_eq!(at(&bench, 21), [(format!("survey-{survey}"), Reason::Waiting)]);
    // nobody has one any more
    bench.ok(&cast::MEMBER, S::TakeBack { survey, raters: 1, reason: crate::testing::reason() });
    assert_eq!(at(&bench, 5), slips(Reason::Late));
    bench.ok(&cast::MEMBER, S::Extend { survey, closes: opens.plus(40) });
    bench.ok(&cast::MEMBER, S::Print { survey, raters: 0, slips: 5 });
    assert_eq!(at(&bench, 21), [], "it was extended");
    bench.ok(&cast::MEMBER, S::Close { survey });
    assert_eq!(at(&bench, 41), []);
}

#[test]
fn what_the_group_does_itself_has_its_day_as_well() {
    let mut bench = Bench::new();
    let today = bench.now.day();
    let week = Week::of(today);
    let worklist = WorklistId::of(cast::book(), week);
    let item = |number: u128, unit| worklist::NewItem {
        id: id(number),
        task: worklist::Task {
            unit,
            who: None,
            source: worklist::Source::Hand,
            what: text("整理走访记录"),
            due: None,
            from: None,
            weeks: 0,
            strands: Default::default(),
        },
    };
    let items = vec![item(1, None), item(2, Some(cast::UNITS[1].id))];
    bench.ok(&cast::HEAD, worklist::Act::Prepare { worklist, week, items });
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    let lists: Vec<Worklist> = boxed::<Box<Worklist>>(&bench).into_iter().map(|own| *own).collect();
    let at = |day: Day| keys(&of_group(Group { worklists: &lists, ..nothing() }, day));
    let key = format!("own-item-{}", id::<ItemId>(1));
    assert_eq!(at(today), [(key.clone(), Reason::Soon)]);
    assert_eq!(at(week.sunday().plus(1)), [(key, Reason::Late)]);
    assert_eq!(at(week.sunday().plus(15)).len(), 1, "no later list took it over");
    // what units say is done waits as one thing, however many it is
    let done = worklist::Act::Answer { worklist, item: id(2), done: true, note: None };
    bench.ok(&cast::NORMAL_STAFF, done);
    let lists: Vec<Worklist> = boxed::<Box<Worklist>>(&bench).into_iter().map(|own| *own).collect();
    let matters = of_group(Group { worklists: &lists, ..nothing() }, today);
    assert!(matters.iter().any(|own| own.what == What::Tick { worklist, week, many: 1 }));
}

#[test]
fn a_group_hears_of_visits_that_are_near_or_not_recorded() {
    let today = day("2023-06-20");
    let planned = |number: u128, day: Day| Planned {
        what: What::Visit { visit: id(number) },
        title: String::new(),
        day,
        people: Vec::new(),
    };
    let visits = [planned(1, today.plus(2)), planned(2, today.plus(9)), planned(3, today.plus(-1))];
    let group = Group { planned: &visits, ..nothing() };
    let reasons: Vec<Reason> = of_group(group, today).iter().map(|own| own.reason).collect();
    assert_eq!(reasons, [Reason::Soon, Reason::Late]);
    // who goes by name hears of it, and those who lead once it is not recorded
    let [member, other] = [cast::MEMBER.id, cast::LIAISON.id];
    let named = [visits[0].clone(), visits[2].clone()].map(|own| Planned { people: vec![member], ..own });
    let of = |person, leads| {
        let group = Group { planned: &named, person, leads, ..nothing() };
        of_group(group, today).iter().map(|own| own.reason).collect::<Vec<_>>()
    };
    assert_eq!([of(member, false), of(other, false)], [vec![Reason::Soon, Reason::Late], vec![]]);
    assert_eq!(of(other, true), [Reason::Late]);
    let going = |people: &[PersonId]| Matter::going(&named[0], people, today).map(|own| own.reason);
    assert_eq!([going(&[member]), going(&[other]), going(&[])], [Some(Reason::Soon), None, None]);
    // a unit is told of what comes, not of what somebody else did not hold
    let meeting = |number: u128, day: Day| Planned { what: What::Meeting { meeting: id(number) }, ..planned(0, day) };
    let near = invited(&[meeting(1, today), meeting(2, today.plus(-1)), meeting(3, today.plus(9))], today);
    assert_eq!(near.iter().map(|own| own.what.key()).collect::<Vec<_>>(), [format!("meeting-{}", id::<MeetingId>(1))]);
}

#[test]
fn what_is_drafted_waits_for_those_who_lead_and_for_nobody_else() {
    let mut bench = Bench::new();
    let (notice, week) = (id(0x60_0001), Week::of(bench.now.day()));
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: prompt(None) });
    let worklist = WorklistId::of(cast::book(), week);
    let task = worklist::Task {
        unit: None,
        who: None,
        source: worklist::Source::Hand,
        what: text("整理走访记录"),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
    bench
        .ok(&cast::HEAD, worklist::Act::Prepare { worklist, week, items: vec![worklist::NewItem { id: id(1), task }] });
    let of = |bench: &Bench, leads: bool| {
        let notices: Vec<Notice> = boxed::<Box<Notice>>(bench).into_iter().map(|own| *own).collect();
        let lists: Vec<Worklist> = boxed::<Box<Worklist>>(bench).into_iter().map(|own| *own).collect();
        let group = Group { notices: &notices, worklists: &lists, leads, ..nothing() };
        let drafts = |what: &What| matches!(what, What::DraftNotice { .. } | What::DraftList { .. });
        of_group(group, bench.now.day()).into_iter().map(|own| own.what).filter(drafts).collect::<Vec<_>>()
    };
    assert_eq!(of(&bench, true), [What::DraftNotice { notice }, What::DraftList { worklist, week }]);
    assert_eq!(of(&bench, false), []);
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    assert_eq!(of(&bench, true), []);
}

#[test]
fn a_series_whose_next_meeting_nobody_planned_is_told_until_it_is_or_the_series_rests() {
    use crate::meeting::{Act, Attendee, Plan, Presence, Series};
    let mut bench = Bench::new();
    let series = Series::Dispatch { unit: cast::UNITS[1].id };
    let plan = |meeting: u128, at: crate::kinds::Time| Act::Plan {
        meeting: id(meeting),
        plan: Box::new(Plan { series, at, place: None, chair: None }),
        agenda: Vec::new(),
    };
    let held = bench.now;
    bench.ok(&cast::HEAD, plan(1, held));
    let of = |bench: &Bench, today: Day| {
        let meetings: Vec<Meeting> = boxed::<Box<Meeting>>(bench).into_iter().map(|own| *own).collect();
        keys(&of_group(Group { meetings: &meetings, ..nothing() }, today))
    };
    assert_eq!(of(&bench, held.day().plus(30)), [], "this one is still to be held");
    bench.ok(&cast::HEAD, Act::TakePen { meeting: id(1) });
    let attendee = Attendee { name: text("许知遥"), person: None, presence: Presence::Present };
    bench.ok(&cast::HEAD, Act::Attend { meeting: id(1), attendees: vec![attendee], was: None });
    bench.ok(&cast::HEAD, Act::Close { meeting: id(1) });
    let told = [(format!("next-meeting-{}", cast::UNITS[1].id), Reason::Soon)];
    assert_eq!(of(&bench, held.day().plus(26)), []);
    for days in [27, 30, 60] {
        assert_eq!(of(&bench, held.day().plus(days)), told, "{days} days after it");
    }
    assert_eq!(of(&bench, held.day().plus(61)), [], "it rests");
    bench.ok(&cast::HEAD, plan(2, crate::kinds::Time(held.0 + 32 * 86_400_000_000)));
    assert_eq!(of(&bench, held.day().plus(30)), []);
}

#[test]
fn who_has_not_spoken_to_a_decision_is_asked_once_the_meeting_was_held_while_it_is_open_and_fresh() {
    use crate::meeting::{Act, Attendee, Becomes, Plan, Presence, Resolution, SPEAK_DAYS, Series};
    let (mut bench, meeting) = (Bench::new(), id::<MeetingId>(1));
    let (today, plan) = (bench.now.day(), Plan { series: Series::Weekly, at: bench.now, place: None, chair: None });
    bench.ok(&cast::HEAD, Act::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&cast::HEAD, Act::TakePen { meeting });
    for number in [20, 30] {
        let resolution = Box::new(Resolution {
            id: id(number),
            point: None,
            what: text("抽查两个支部"),
            unit: None,
            who: Some(text("梁启航")),
            due: today.plus(30),
            becomes: Becomes::Minutes,
            strands: Default::default(),
        });
        bench.ok(&cast::HEAD, Act::Decide { meeting, resolution, then: id(number + 1) });
    }
    let of = |bench: &Bench, person: PersonId, days: i64| {
        let meetings: Vec<Meeting> = boxed::<Box<Meeting>>(bench).into_iter().map(|own| *own).collect();
        let matters = of_group(Group { meetings: &meetings, person, ..nothing() }, today.plus(days));
        matters.into_iter().map(|own| own.what).filter(|own| matches!(own, What::Speak { .. })).collect::<Vec<_>>()
    };
    let [first, second] = [20, 30].map(|number| What::Speak { meeting, decision: id(number) });
    let [member, deputy] = [cast::MEMBER.id, cast::DEPUTY.id];
    assert_eq!(of(&bench, member, 0), [], "it is being held");
    let attendee = Attendee { name: text("梁启航"), person: None, presence: Presence::Present };
    bench.ok(&cast::HEAD, Act::Attend { meeting, attendees: vec![attendee], was: None });
    bench.ok(&cast::HEAD, Act::Close { meeting });
    assert_eq!(of(&bench, member, 0), [first, second]);
    bench.ok(&cast::MEMBER, Act::Speak { meeting, decision: id(20), agrees: true, note: None });
    assert_eq!((of(&bench, member, 0), of(&bench, deputy, 0)), (vec![second], vec![first, second]));
    // where all are asked by their role, each hears of what they have not spoken to themselves
    let meetings: Vec<Meeting> = boxed::<Box<Meeting>>(&bench).into_iter().map(|own| *own).collect();
    let all = of_group(Group { meetings: &meetings, person: id(0xff), ..nothing() }, today);
    let hears = |people: &[PersonId]| {
        let spoken = Spoken::of(&meetings);
        let heard = all.iter().filter(|own| spoken.asks(own, people)).map(|own| own.what);
        heard.filter(|own| matches!(own, What::Speak { .. })).collect::<Vec<_>>()
    };
    assert_eq!((hears(&[member]), hears(&[member, deputy])), (vec![second], vec![first, second]));
    assert_eq!(of(&bench, deputy, SPEAK_DAYS - 1), [first, second]);
    assert_eq!(of(&bench, deputy, SPEAK_DAYS), []);
    bench.ok(&cast::HEAD, Act::Settle { meeting, decision: id(30), note: text("已经抽查") });
    assert_eq!((of(&bench, member, 0), of(&bench, deputy, 0)), (Vec::new(), vec![first]));
}

#[test]
fn a_week_without_a_list_is_told_to_those_who_lead_until_there_is_one_or_lists_rest() {
    let mut bench = Bench::new();
    let (today, week) = (bench.now.day(), Week::of(bench.now.day()));
    let of = |bench: &Bench, today: Day, leads: bool| {
        let lists: Vec<Worklist> = boxed::<Box<Worklist>>(bench).into_iter().map(|own| *own).collect();
        let matters = of_group(Group { worklists: &lists, leads, ..nothing() }, today);
        matters.into_iter().map(|own| own.what).filter(|own| matches!(own, What::NoList { .. })).collect::<Vec<_>>()
    };
    let prepare = |week: Week| {
        let worklist = WorklistId::of(cast::book(), week);
        worklist::Act::Prepare { worklist, week, items: Vec::new() }
    };
    assert_eq!(of(&bench, today, true), [], "this group makes none");
    bench.ok(&cast::HEAD, prepare(week));
    assert_eq!(of(&bench, week.sunday(), true), []);
    let (next, after) = (week.next(), week.next().next());
    for (day, missing) in [(next.monday(), next), (next.sunday(), next), (after.sunday(), after)] {
        assert_eq!(of(&bench, day, true), [What::NoList { week: missing }], "{day}");
        assert_eq!(of(&bench, day, false), []);
    }
    assert_eq!(of(&bench, after.sunday().plus(1), true), [], "they rest");
    bench.ok(&cast::HEAD, prepare(next));
    assert_eq!(of(&bench, next.monday(), true), []);
    assert_eq!(of(&bench, after.monday(), true), [What::NoList { week: after }]);
}

#[test]
fn a_draw_waits_for_the_hands_of_those_two_who_draw() {
    let people = [cast::MEMBER.id, cast::NORMAL_STAFF.id];
    let mut draw = boxed::<Box<crate::draw::Draw>>(&crate::draw::tests::in_state("frozen")).pop().unwrap();
    let waits = |draw: &crate::draw::Draw| people.map(|person| Matter::in_hand(draw, &[person]).is_some());
    assert_eq!(waits(&draw), [true, true]);
    assert_eq!(Matter::in_hand(&draw, &[cast::HEAD.id]), None, "no part in it");
    let by = crate::draw::By { person: cast::NORMAL_STAFF.id, at: crate::kinds::Time(0) };
    draw.witness.commitment = Some((crate::testing::hash(1), by));
    assert_eq!(waits(&draw), [true, false]);
    draw.group.commitment = Some((crate::testing::hash(2), by));
    assert_eq!(waits(&draw), [true, true], "both reveal");
    draw.abandoned = Some((crate::testing::reason(), by));
    assert_eq!(waits(&draw), [false, false]);
}
