//! Look-backs and cuts on both databases: gathered and counted by the writer, an issue held or relapsed in the very commit of its
//! counter-mark, read within reach, and folded again the same.

mod cut;

use domain::act::{Act as Any, Key, Proposal, Subject, Verdict as Answered};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Issue, Origin, State};
use domain::kinds::{ActId, CutId, Day, IssueId, LookbackId, MeasureId, Month, Percent, UnitId};
use domain::lookback::act::{Answering, Marking};
use domain::lookback::{About, Act, Lookback, Verdict};
use domain::policy;
use domain::record::Record;
use domain::refusal::{Field, Refusal};
use store::writer::By;

use self::cut::take;
use crate::common::{Bench, each_db, find, id, note};

const HEAD: CastPerson = cast::HEAD;
const STAFF: CastPerson = cast::NORMAL_STAFF;
const UNIT: UnitId = cast::UNITS[1].id;

fn june() -> Month {
    Month::parse("2023-06").unwrap()
}

fn own() -> LookbackId {
    LookbackId::of(UNIT, june())
}

fn open() -> Any {
    Any::Lookback(Act::Open { lookback: own(), unit: UNIT, month: june() })
}

fn mark(item: About, verdict: Verdict) -> Any {
    let (note, then) = (Some(note("到现场看了，和答复的一样")), ActId(id()));
    Any::Lookback(Act::Mark(Box::new(Marking { lookback: own(), item, verdict, note, then })))
}

fn answer(issue: IssueId) -> Any {
    let (item, note, then) = (About::Issue { issue }, Some(note("两个月没有再超时，台账在附件里")), ActId(id()));
    Any::Lookback(Act::Answer(Box::new(Answering { lookback: own(), item, done: true, note, proof: None, then })))
}

/// An issue of the unit that was verified in May: its look-back is in June.
async fn verified(bench: &Bench, title: &str) -> IssueId {
    let find = find(1, Origin::Research, title);
    let issue = find.issue;
    let (percent, said) = (Percent::parse("100").unwrap(), note("已经办结"));
    let measures: Vec<_> = find.measures.iter().map(|own| own.id).collect();
    bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Find(Box::new(find)))).await;
    bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Agree { issue, note: None })).await;
    let mut acts = vec![issue::Act::ReportProgress { issue, percent, node: None, note: said }];
    acts.extend(measures.into_iter().map(|measure| issue::Act::FinishMeasure { issue, measure, note: None }));
    acts.push(issue::Act::Submit { issue, note: None });
    for act in acts {
        bench.accept(STAFF.id, cast::book(), Any::Issue(act)).await;
    }
    bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Verify { issue, note: None })).await;
    issue
}

async fn begun(bench: &Bench) -> [IssueId; 2] {
    bench.set_day("2023-05-10");
    for category in [issue::Category::Hard, issue::Category::Livelihood, issue::Category::Special] {
        let policy = policy::Policy { evidence: false, lookback_days: 30, nodes: Vec::new() };
        let act = policy::Act::Set { group: cast::GROUP, category, policy, was: None };
        bench.accept(HEAD.id, cast::book(), Any::Policy(act)).await;
    }
    let issues = [verified(bench, "窗口排队时间长").await, verified(bench, "设备报修周期长").await];
    bench.set_day("2023-06-20");
    issues
}

async fn load(bench: &Bench, who: CastPerson, subject: Subject, id: uuid::Uuid) -> Option<Record> {
    store::record::load(&bench.db, &who.viewer().unwrap().reach(), Key { subject, id }).await.unwrap()
}

async fn lookback(bench: &Bench, who: CastPerson) -> Option<Lookback> {
    match load(bench, who, Subject::Lookback, own().0).await {
        Some(Record::Lookback(own)) => Some(*own),
        Some(_) | None => None,
    }
}

async fn issue(bench: &Bench, id: IssueId) -> Issue {
    let Some(Record::Issue(own)) = load(bench, HEAD, Subject::Issue, id.0).await else { panic!("no issue") };
    *own
}

fn planned(what: &str, due: &str) -> issue::act::Plan {
    issue::act::Plan { id: MeasureId(id()), what: note(what), who: None, due: Day::parse(due).ok() }
}

#[tokio::test]
async fn one_issue_is_held_and_another_relapses_each_in_one_commit_with_its_mark() {
    each_db(|bench| async move {
        let [first, second] = begun(&bench).await;
        bench.accept(cast::MEMBER.id, cast::book(), open()).await;
        let due: Vec<About> = lookback(&bench, STAFF).await.unwrap().items.iter().map(|item| item.due.about).collect();
        assert_eq!(due.len(), 2);
        assert!([first, second].iter().all(|issue| due.contains(&About::Issue { issue: *issue })));
        for issue in [first, second] {
            bench.accept(STAFF.id, cast::book(), answer(issue)).await;
        }
        let proposal = bench.proposal(cast::book(), mark(About::Issue { issue: first }, Verdict::Confirmed));
        let sent = bench.writer.propose(By::Person(cast::MEMBER.id), vec![proposal.clone()]).await;
        assert!(matches!(sent[..], [Answered::Accepted { .. }]), "{sent:?}");
        let not = mark(About::Issue { issue: second }, Verdict::NotConfirmed);
        bench.accept(cast::MEMBER.id, cast::book(), not).await;
        let (held, back) = (issue(&bench, first).await, issue(&bench, second).await);
        assert_eq!((held.state, back.state, back.rounds.len()), (State::Held, State::InProgress, 1));
        // Right behind its mark in the book, by the same person; sent again it is the same answer and nothing more.
        let again = bench.writer.propose(By::Person(cast::MEMBER.id), vec![proposal]).await;
        assert_eq!(again, sent);
        let last = store::journal::before(&bench.db, cast::book(), i64::MAX, 4).await.unwrap();
        let kinds: Vec<String> = last.iter().rev().map(|own| own.entry.act.kind()).collect();
        assert_eq!(kinds, ["lookback.mark", "issue.confirm", "lookback.mark", "issue.relapse"]);
        assert!(last.iter().all(|own| own.entry.by == cast::MEMBER.id));
        let before = lookback(&bench, HEAD).await;
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(lookback(&bench, HEAD).await, before);
        assert_eq!((issue(&bench, first).await, issue(&bench, second).await), (held, back));
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_month_is_opened_once_also_in_one_batch_and_sees_what_the_batch_did() {
    each_db(|bench| async move {
        let [first, _] = begun(&bench).await;
        let confirm = Any::Issue(issue::Act::Confirm { issue: first, note: note("现场核实") });
        let asks: Vec<(By, Proposal)> = [confirm, open(), open()]
            .into_iter()
            .map(|act| (By::Person(HEAD.id), bench.proposal(cast::book(), act)))
            .collect();
        let verdicts = bench.writer.propose_each(asks).await;
        let taken = Answered::Refused { refusal: Refusal::Taken { field: Field::Month } };
        assert!(matches!(verdicts[1], Answered::Accepted { .. }), "{verdicts:?}");
        assert_eq!(verdicts[2], taken);
        // Confirmed right before: not due any more.
        assert_eq!(lookback(&bench, HEAD).await.unwrap().items.len(), 1);
        let refused = bench.writer.propose(By::Person(HEAD.id), vec![bench.proposal(cast::book(), open())]).await;
        assert_eq!(refused, [taken]);
    })
    .await;
}

/// An issue with these measures, all of them finished.
async fn finished(bench: &Bench, what: &[&str]) -> (IssueId, Vec<MeasureId>) {
    let mut found = find(1, Origin::Research, "食堂窗口少");
    let issue = found.issue;
    found.measures = what.iter().map(|what| planned(what, "2023-06-15")).collect();
    let measures: Vec<MeasureId> = found.measures.iter().map(|own| own.id).collect();
    bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Find(Box::new(found)))).await;
    bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Agree { issue, note: None })).await;
    for measure in measures.clone() {
        let finish = issue::Act::FinishMeasure { issue, measure, note: None };
        bench.accept(STAFF.id, cast::book(), Any::Issue(finish)).await;
    }
    (issue, measures)
}

/// The writer reads the unit's other look-backs, and knows from them what has a result.
#[tokio::test]
async fn what_was_put_off_or_left_alone_is_gathered_again_and_what_has_a_result_is_not() {
    each_db(|bench| async move {
        bench.set_day("2023-06-01");
        let (issue, measures) = finished(&bench, &["加开两个窗口", "错峰开饭", "换一批餐盘"]).await;
        bench.accept(HEAD.id, cast::book(), open()).await;
        bench.set_day("2023-07-01");
        for (measure, verdict) in measures.iter().zip([Verdict::Confirmed, Verdict::Later]) {
            let about = About::Measure { issue, measure: *measure };
            bench.accept(HEAD.id, cast::book(), mark(about, verdict)).await;
        }
        let month = june().plus(1);
        let lookback = LookbackId::of(UNIT, month);
        bench.accept(HEAD.id, cast::book(), Any::Lookback(Act::Open { lookback, unit: UNIT, month })).await;
        let Some(Record::Lookback(july)) = load(&bench, HEAD, Subject::Lookback, lookback.0).await else {
            panic!("no look-back")
        };
        let again = |measure| july.item(About::Measure { issue, measure }).map(|item| item.due.done);
        let asked: Vec<Option<bool>> = measures.into_iter().map(again).collect();
        assert_eq!(asked, [None, Some(true), Some(true)]);
    })
    .await;
}

#[tokio::test]
async fn a_unit_reads_its_own_look_back_and_no_unit_reads_a_cut() {
    each_db(|bench| async move {
        begun(&bench).await;
        bench.accept(HEAD.id, cast::book(), open()).await;
        let cut = CutId(id());
        bench.accept(HEAD.id, cast::book(), take(cut, "中期评估", "2023-06-20")).await;
        for who in [HEAD, cast::MEMBER, cast::OFFICE_LEADER, STAFF, cast::NORMAL_LEADER] {
            assert!(lookback(&bench, who).await.is_some(), "{}", who.login);
        }
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
            assert!(lookback(&bench, who).await.is_none(), "{}", who.login);
        }
        for who in [HEAD, cast::MEMBER, cast::OFFICE_LEADER] {
            assert!(load(&bench, who, Subject::Cut, cut.0).await.is_some(), "{}", who.login);
        }
        for who in [STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert!(load(&bench, who, Subject::Cut, cut.0).await.is_none(), "{}", who.login);
        }
    })
    .await;
}
