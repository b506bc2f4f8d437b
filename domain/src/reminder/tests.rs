//! A digest, not a flood; and only where it may go.

use super::*;
use crate::asks::{Ask, Why};
use crate::calendar::SHIPPED;
use crate::cast;
use crate::evaluation::Evaluation;
use crate::issue::{self, Issue};
use crate::kinds::{PersonId, Week};
use crate::meeting::Meeting;
use crate::notice::{self, Notice};
use crate::record::Record;
use crate::testing::{Bench, ISSUE, day, find, id, text};
use crate::worklist::{self, Worklist};

fn matter(number: u128, reason: Reason) -> Matter {
    let about = About::Report { id: id(number) };
    let what = What::Asked { about, verb: Verb::CompleteReport };
    Matter { what, code: None, title: "密件".to_owned(), reason, due: Some(day("2023-06-30")) }
}

fn apply(rows: &mut Vec<Row>, now: &[Matter], off: &[Reason], today: Day) {
    let turn = turn(rows, now, off, today);
    rows.retain(|row| !turn.gone.contains(&row.key) && turn.put.iter().all(|put| put.key != row.key));
    rows.extend(turn.put);
}

fn tell(rows: &mut [Row]) {
    rows.iter_mut().for_each(|row| row.told = Some(row.reason));
}

#[test]
fn a_digest_comes_for_what_is_new_or_later_and_not_again() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    assert_eq!(digest(&rows), None);
    apply(&mut rows, &[matter(1, Reason::Soon), matter(2, Reason::Asked)], &[], today);
    assert_eq!(digest(&rows), Some(Digest { waiting: 2, late: 0 }));
    tell(&mut rows);
    assert!(turn(&rows, &[matter(1, Reason::Soon), matter(2, Reason::Asked)], &[], today.plus(1)).is_empty());
    assert_eq!(digest(&rows), None);
    // one is done, nothing is new
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today);
    assert_eq!((rows.len(), digest(&rows)), (1, None));
    // it gets late: told once more
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today.plus(11));
    assert_eq!(digest(&rows), Some(Digest { waiting: 1, late: 1 }));
    assert_eq!(rows[0].since, today.plus(11));
    tell(&mut rows);
    // its day is put off, and passes again
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today.plus(12));
    assert_eq!(digest(&rows), None);
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today.plus(20));
    assert_eq!(digest(&rows), Some(Digest { waiting: 1, late: 1 }));
}

#[test]
fn what_is_more_pressing_is_unread_again_and_what_is_less_so_is_not() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today);
    rows[0].read = true;
    apply(&mut rows, &[matter(1, Reason::Stagnant)], &[], today);
    assert!(rows[0].read);
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today);
    assert!(!rows[0].read);
}

#[test]
fn reasons_that_are_left_out_leave_the_box() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    let now = [matter(1, Reason::Late), matter(2, Reason::Asked)];
    apply(&mut rows, &now, &[], today);
    apply(&mut rows, &now, &[Reason::Asked], today);
    assert_eq!(rows.iter().map(|row| row.reason).collect::<Vec<_>>(), [Reason::Late]);
    assert!(!rows[0].key.contains("密件"));
}

#[test]
fn a_digest_comes_once_on_a_working_day_from_the_hour_on() {
    let at = |raw: &str, hour: i64| Time(day(raw).start().0 + hour * 3_600_000_000);
    let friday = day("2023-04-28");
    assert!(!is_time(&SHIPPED, at("2023-04-28", 7), 8, None));
    assert!(is_time(&SHIPPED, at("2023-04-28", 8), 8, None));
    assert!(is_time(&SHIPPED, at("2023-04-28", 19), 8, Some(friday.plus(-1))));
    assert!(!is_time(&SHIPPED, at("2023-04-28", 19), 8, Some(friday)));
    // Labour Day, and the Saturday that is worked in its place
    assert!(!is_time(&SHIPPED, at("2023-05-01", 12), 8, Some(friday)));
    assert!(is_time(&SHIPPED, at("2023-05-06", 12), 8, Some(friday)));
}

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
fn a_low_result_is_asked_about_until_interview_and_other_look_are_there() {
    let round = crate::evaluation::tests::low::published();
    let rounds = std::slice::from_ref(&round);
    let unit = cast::UNITS[1].id;
    let since = round.published.unwrap().at.day();
    let of = |notices: &[Notice], rounds: &[crate::evaluation::Evaluation]| {
        let matters = of_group(Group { rounds, notices, ..nothing() }, since.plus(20));
        matters.into_iter().filter(|own| matches!(own.what, What::Low { .. })).collect::<Vec<_>>()
    };
    let asked = of(&[], rounds);
    let low = |next| What::Low { evaluation: round.id, unit, next, since };
    assert_eq!(asked.iter().map(|own| own.what).collect::<Vec<_>>(), [low(Next::Interview), low(Next::Again)]);
    assert!(asked.iter().all(|own| own.reason == Reason::Asked && own.title == round.title.as_str()));
    assert_ne!(asked[0].what.key(), asked[1].what.key());
    let (id, again) = (id(0xe0_2002), Some(round.id));
    let second = crate::evaluation::Evaluation { id, again, published: None, ..round.clone() };
    assert_eq!(of(&[], &[round.clone(), second]).len(), 1);
}

#[test]
fn a_rater_is_reminded_of_the_grades_they_owe_and_of_nobody_elses() {
    let today = day("2023-06-20");
    let mut round = crate::evaluation::tests::low::published();
    (round.calibrating, round.agreed, round.published) = (None, None, None);
    round.due = Some(today.plus(-1));
    round.sheets[0].finished.retain(|own| own.person != cast::MEMBER.id);
    let of = |person| {
        let rounds = std::slice::from_ref(&round);
        keys(&of_group(Group { rounds, person, ..nothing() }, today))
    };
    assert_eq!(of(cast::MEMBER.id), [(format!("round-{}", round.id), Reason::Late)]);
    assert_eq!([of(cast::DEPUTY.id), of(cast::HEAD.id)], [[], []]);
    // a robot speaks to all of them: one who owes is enough
    let owed = |raters: &[PersonId]| Matter::owed(&round, raters, today).map(|own| own.what);
    assert_eq!(owed(&round.raters), Some(What::Round { evaluation: round.id }));
    assert_eq!((owed(&[cast::DEPUTY.id]), owed(&[])), (None, None));
}

/// A group of which nothing is asked.
fn nothing() -> Group<'static> {
    Group {
        held: &[],
        notices: &[],
        waits: crate::policy::Waits { reminder: 3, talk: 3 },
        calendar: &SHIPPED,
        planned: &[],
        surveys: &[],
        issues: &[],
        overdue: &[],
        worklists: &[],
        meetings: &[],
        rounds: &[],
        person: cast::HEAD.id,
        leads: false,
        draws: &[],
    }
}

fn keys(matters: &[Matter]) -> Vec<(String, Reason)> {
    matters.iter().map(|own| (own.what.key(), own.reason)).collect()
}

fn boxed<T: TryFrom<Record>>(bench: &Bench) -> Vec<T> {
    bench.all.records.values().cloned().filter_map(|own| T::try_from(own).ok()).collect()
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
    let content = notice::Content {
        paper: notice::Paper::Prompt,
        title: text("关于报修问题的提示"),
        text: text("请说明进度"),
        units: vec![unit],
        about: Vec::new(),
        reply_by: Some(today.plus(2)),
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: Box::new(content) });
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
    let planned =
        |number: u128, day: Day| Planned { what: What::Visit { visit: id(number) }, title: String::new(), day };
    let visits = [planned(1, today.plus(2)), planned(2, today.plus(9)), planned(3, today.plus(-1))];
    let group = Group { planned: &visits, ..nothing() };
    let reasons: Vec<Reason> = of_group(group, today).iter().map(|own| own.reason).collect();
    assert_eq!(reasons, [Reason::Soon, Reason::Late]);
    // a unit is told of what comes, not of what somebody else did not hold
    let meeting = |number: u128, day: Day| Planned { what: What::Meeting { meeting: id(number) }, ..planned(0, day) };
    let near = invited(&[meeting(1, today), meeting(2, today.plus(-1)), meeting(3, today.plus(9))], today);
    assert_eq!(near.iter().map(|own| own.what.key()).collect::<Vec<_>>(), [format!("meeting-{}", id::<MeetingId>(1))]);
}

#[test]
fn what_is_drafted_waits_for_those_who_lead_and_for_nobody_else() {
    let mut bench = Bench::new();
    let (notice, week) = (id(0x60_0001), Week::of(bench.now.day()));
    let content = notice::Content {
        paper: notice::Paper::Prompt,
        title: text("关于报修问题的提示"),
        text: text("请说明进度"),
        units: vec![cast::UNITS[1].id],
        about: Vec::new(),
        reply_by: None,
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: Box::new(content) });
    let worklist = WorklistId::of(cast::book(), week);
    let task = worklist::Task {
        unit: None,
        who: None,
        source: worklist::Source::Hand,
        what: text("整理走访记录"),
        due: None,
        from: None,
        weeks: 0,
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
    bench.ok(&cast::HEAD, Act::Attend { meeting: id(1), attendees: vec![attendee] });
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

#[test]
fn a_unit_is_asked_to_score_itself_while_the_round_is_scored() {
    let mut round = crate::evaluation::tests::low::published();
    let unit = round.units[0];
    let of = |round: &Evaluation| {
        self_scores(std::slice::from_ref(round), unit).into_iter().map(|own| own.what).collect::<Vec<_>>()
    };
    assert_eq!(of(&round), [], "it is over");
    (round.calibrating, round.agreed, round.published) = (None, None, None);
    round.sheets.iter_mut().for_each(|sheet| sheet.own = None);
    assert_eq!(of(&round), [What::SelfScore { evaluation: round.id, unit }]);
    assert_eq!(self_scores(std::slice::from_ref(&round), cast::UNITS[4].id), []);
    let by = crate::evaluation::By { person: cast::NORMAL_STAFF.id, at: crate::kinds::Time(0) };
    let own = crate::evaluation::SelfScore { tenths: 850, note: text("全部按期完成"), by };
    round.sheets.iter_mut().filter(|sheet| sheet.unit == unit).for_each(|sheet| sheet.own = Some(own.clone()));
    assert_eq!(of(&round), []);
}

#[test]
fn an_address_is_of_the_plain_kind() {
    for good in ["a@b.cn", "first.last+tag@mail.example-1.gov.cn"] {
        assert_eq!(address(good), Ok(()), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "@b.cn",
        "a@.cn",
        "a b@c.cn",
        "a@b.cn\r\nBcc: x@y.cn",
        "a@@b.cn",
        "a@b@c.cn",
        "<a@b.cn>",
        "a..b@c.cn",
        "a@-b.cn",
        "张@b.cn",
    ] {
        assert_eq!(address(bad), Err(Refusal::NotAddress), "{bad}");
    }
    let none = Settings { mail: true, ..Settings::default() };
    assert_eq!(none.check(), Err(Refusal::NotAddress));
    assert_eq!(Settings { hour: 3, ..Settings::default() }.check(), Err(Refusal::Malformed));
    assert_eq!(Settings::default().check(), Ok(()));
}

#[test]
fn only_listed_hosts_are_spoken_to_and_in_the_clear_only_where_it_is_listed_so() {
    let hosts =
        Hosts::parse("qyapi.weixin.qq.com, http://127.0.0.1:8080,mail.example.cn smtp://127.0.0.1:2525").unwrap();
    let ok = |raw: &str| Hook::parse(raw, &hosts).map(|own| (own.host, own.port));
    assert_eq!(ok("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"), Ok(("qyapi.weixin.qq.com".into(), 443)));
    assert_eq!(ok("https://QYAPI.weixin.qq.com/x").unwrap().0, "qyapi.weixin.qq.com");
    assert_eq!(ok("http://127.0.0.1:8080/hook").unwrap().1, 8080);
    let not_listed = [
        "https://elsewhere.example/x",
        "http://qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:8443/x",
        "https://a.qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com.evil.example/x",
        "https://127.0.0.1:8080/hook",
        "http://127.0.0.1/hook",
        "https://weixin.qq.com/x",
    ];
    for raw in not_listed {
        assert!(matches!(ok(raw), Err(Refusal::NotListed { .. })), "{raw}: {:?}", ok(raw));
    }
    let no_link = [
        "",
        "qyapi.weixin.qq.com/x",
        "ftp://qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com",
        "https://user@qyapi.weixin.qq.com/x",
        "https://evil.example\\@qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:/x",
        "https://qyapi.weixin.qq.com:443:1/x",
        "https://[::1]/x",
        "https://qyapi.weixin.qq.com /x",
        "https://qyapi.weixin.qq.com./x",
        "https:///x",
        "https://qyapi。weixin.qq.com/x",
    ];
    for raw in no_link {
        assert_eq!(ok(raw), Err(Refusal::NotLink), "{raw}");
    }
    assert!(
        hosts.allow(Scheme::Smtps, "mail.example.cn", 465) && hosts.allow(Scheme::Starttls, "mail.example.cn", 587)
    );
    assert!(!hosts.allow(Scheme::Smtp, "mail.example.cn", 25) && hosts.allow(Scheme::Smtp, "127.0.0.1", 2525));
    assert_eq!(Hosts::parse("good.example, *.example"), Err("*.example".to_owned()));
    assert!(Hosts::parse("").unwrap().is_empty());
}

#[test]
fn a_hook_does_not_show_its_key() {
    let hosts = Hosts::parse("a.example").unwrap();
    let hook = Hook::parse("https://a.example/send?key=verysecret", &hosts).unwrap();
    assert_eq!(format!("{hook:?}"), "Hook(a.example:443)");
}

#[test]
fn tries_are_further_and_further_apart_and_end() {
    let waits: Vec<i64> = (1..).map_while(|failures| again(Time(0), failures)).map(|time| time.0 / 1_000_000).collect();
    assert_eq!(waits, [60, 300, 900, 3_600, 7_200, 14_400, 28_800]);
    assert_eq!(again(Time(0), 0), None);
}
