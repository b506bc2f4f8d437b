//! Cuts: what stood on a day, counted by the writer and the same whenever it is counted again.

use domain::act::{Act as Any, Proposal, Subject, Verdict as Answered};
use domain::cast;
use domain::cut::rows::Behind;
use domain::cut::shares::Kind;
use domain::cut::{self, Cut, Other, figure};
use domain::deployment::{Days, Place, Said, Side, Step};
use domain::figure::Figure;
use domain::issue::{self, Origin};
use domain::kinds::{
    CutId, Day, DeploymentId, ItemId, Name, Note, NoticeId, OutcomeId, SurveyId, Text, Week, WorklistId,
};
use domain::lookback::{About, Verdict};
use domain::record::Record;
use domain::refusal::{Field, Refusal};
use domain::strand::Strands;
use domain::survey::answer::Answer;
use domain::{deployment, notice, outcome, survey, worklist};
use store::writer::By;

use super::{HEAD, STAFF, UNIT, begun, finished, load, mark, open};
use crate::common::{Bench, each_db, find, id, month_long, note};

async fn frozen(bench: &Bench, id: CutId) -> Cut {
    let Some(Record::Cut(own)) = load(bench, HEAD, Subject::Cut, id.0).await else { panic!("no cut") };
    *own
}

pub(super) fn take(cut: CutId, title: &str, day: &str) -> Any {
    let (title, day) = (Text::parse(title).unwrap(), Day::parse(day).unwrap());
    Any::Cut(cut::Act::Take { cut, title, day, words: Note::parse("时间过半").ok() })
}

#[tokio::test]
async fn a_cut_holds_what_was_counted_that_day_whatever_comes_later() {
    each_db(|bench| async move {
        let [first, _] = begun(&bench).await;
        let (then, now, early) = (CutId(id()), CutId(id()), CutId(id()));
        // In one batch: what comes before the cut is in it, what comes after is not.
        let found = |title| Any::Issue(issue::Act::Find(Box::new(find(1, Origin::Research, title))));
        let acts = [found("食堂窗口少"), take(then, "中期评估", "2023-06-20"), found("宿舍热水时断")];
        let asks: Vec<(By, Proposal)> =
            acts.into_iter().map(|act| (By::Person(HEAD.id), bench.proposal(cast::book(), act))).collect();
        let verdicts = bench.writer.propose_each(asks).await;
        assert!(verdicts.iter().all(|own| matches!(own, Answered::Accepted { .. })), "{verdicts:?}");
        let own = frozen(&bench, then).await;
        let all = own.counts.whole.clone();
        let counted = [Figure::Units, Figure::ResearchFound, Figure::ResearchSolved].map(|own| figure(own, &all));
        assert_eq!(counted, [5, 3, 2]);
        assert_eq!(own.counts.units.len(), 5);
        // A later day sees more, and the earlier cut stays as it is.
        bench.set_day("2023-07-20");
        bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Confirm { issue: first, note: note("属实") })).await;
        bench.accept(HEAD.id, cast::book(), take(now, "七月盘点", "2023-07-20")).await;
        bench.accept(HEAD.id, cast::book(), take(early, "五月盘点", "2023-05-09")).await;
        assert_eq!(frozen(&bench, then).await, own);
        let later = frozen(&bench, now).await;
        assert_eq!(figure(Figure::ResearchFound, &later.counts.whole), 4);
        assert_eq!(figure(Figure::ResearchFound, &frozen(&bench, early).await.counts.whole), 0);
        // The very numbers that a page shows of that day, the shares among them: also once that day has gone by.
        let held = |own: &Cut| own.counts.shares.as_ref().unwrap().whole.get(&Kind::Held).map(|own| (own.part, own.of));
        assert_eq!((held(&own), held(&later)), (None, Some((1, 1))));
        assert_eq!(held(&frozen(&bench, early).await), None);
        let day = Day::parse("2023-07-20").unwrap();
        assert_eq!(store::cut::at(&bench.db, cast::book(), day).await.unwrap(), later.counts);
        bench.set_day("2023-07-25");
        bench.accept(HEAD.id, cast::book(), found("食堂排队久")).await;
        assert_eq!(store::cut::at(&bench.db, cast::book(), day).await.unwrap(), later.counts);
        let today = store::cut::at(&bench.db, cast::book(), Day::parse("2023-07-25").unwrap()).await.unwrap();
        assert_ne!(today.shares, later.counts.shares);
        let again = bench.proposal(cast::book(), take(CutId(id()), "又一次", "2023-06-20"));
        let refused = bench.writer.propose(By::Person(HEAD.id), vec![again]).await;
        assert_eq!(refused, [Answered::Refused { refusal: Refusal::Taken { field: Field::Day } }]);
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!((frozen(&bench, then).await, frozen(&bench, now).await), (own, later));
    })
    .await;
}

#[tokio::test]
async fn a_measure_that_was_found_untrue_is_not_done_in_a_cut_of_today_or_of_a_day_gone_by() {
    each_db(|bench| async move {
        bench.set_day("2023-06-01");
        let (issue, measures) = finished(&bench, &["加开两个窗口", "错峰开饭"]).await;
        bench.accept(HEAD.id, cast::book(), open()).await;
        bench.set_day("2023-07-01");
        let about = About::Measure { issue, measure: measures[0] };
        bench.accept(HEAD.id, cast::book(), mark(about, Verdict::NotConfirmed)).await;
        let done = |own: &cut::Counts| own.shares.as_ref().unwrap().units[&UNIT].get(&Kind::Measures).copied();
        let share = |part| Some(cut::Share { part, of: 2 });
        let at = async |day| store::cut::at(&bench.db, cast::book(), Day::parse(day).unwrap()).await.unwrap();
        let own = CutId(id());
        bench.accept(HEAD.id, cast::book(), take(own, "七月盘点", "2023-07-01")).await;
        assert_eq!(done(&frozen(&bench, own).await.counts), share(1));
        assert_eq!(done(&at("2023-07-01").await), share(1));
        bench.set_day("2023-07-05");
        bench.accept(HEAD.id, cast::book(), mark(about, Verdict::Confirmed)).await;
        assert_eq!([done(&at("2023-07-01").await), done(&at("2023-07-05").await)], [share(1), share(2)]);
    })
    .await;
}

/// Papers to the normal university, to be answered by the 10th and the 28th of June, and a matter in step with two
/// steps by then.
async fn asked(bench: &Bench) -> (NoticeId, DeploymentId) {
    let notices = [("2023-06-10", NoticeId(id())), ("2023-06-28", NoticeId(id()))];
    for (by, notice) in notices {
        let content = Box::new(notice::Content {
            paper: notice::Paper::Notice,
            title: Text::parse("关于报送进展的通知").unwrap(),
            text: note("请报送本月进展"),
            units: vec![UNIT],
            about: Vec::new(),
            reply_by: Day::parse(by).ok(),
            after: None,
            from: None,
        });
        bench.accept(HEAD.id, cast::book(), Any::Notice(notice::Act::Draft { notice, content })).await;
        bench.accept(HEAD.id, cast::book(), Any::Notice(notice::Act::Issue { notice })).await;
    }
    let days =
        Days { deployed: Day::parse("2023-06-10").ok(), inspected: Day::parse("2023-07-10").ok(), assessed: None };
    let content = Box::new(deployment::Content {
        title: Text::parse("专题学习安排").unwrap(),
        text: note("两级班子同步安排"),
        sides: vec![Side { unit: UNIT, organisations: Vec::new() }],
        days,
    });
    let deployment = DeploymentId(id());
    bench.accept(HEAD.id, cast::book(), Any::Deployment(deployment::Act::Open { deployment, content })).await;
    (notices[0].1, deployment)
}

#[tokio::test]
async fn overdue_issues_papers_steps_and_what_raters_said_stand_in_a_cut_and_are_the_same_once_its_day_has_gone_by() {
    each_db(|bench| async move {
        bench.set_day("2023-06-01");
        let (notice, deployment) = asked(&bench).await;
        let found = find(1, Origin::Research, "食堂窗口少");
        bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Find(Box::new(found)))).await;
        surveyed(&bench).await;
        bench.set_day("2023-07-01");
        let own = CutId(id());
        bench.accept(HEAD.id, cast::book(), take(own, "七月盘点", "2023-07-01")).await;
        let counts = frozen(&bench, own).await.counts;
        let shares = counts.shares.clone().unwrap();
        let share = |kind| shares.units[&UNIT].get(&kind).map(|own| (own.part, own.of));
        assert_eq!([share(Kind::Receipts), share(Kind::Steps)], [Some((0, 2)), Some((0, 2))]);
        let standing = counts.standing(Some(UNIT)).unwrap();
        assert_eq!((standing.late.get(&Origin::Research), standing.stagnant.len()), (Some(&1), 0));
        // Six of the first group answered, four of the second: those stay hidden.
        let said: Vec<_> = standing.said.values().map(|own| (own.part, own.of, own.answers)).collect();
        assert_eq!(said, [(6, 6, 6)]);
        let day = Day::parse("2023-07-01").unwrap();
        assert_eq!(store::cut::at(&bench.db, cast::book(), day).await.unwrap(), counts);
        // What is withdrawn and reported later changes the present alone.
        bench.set_day("2023-07-05");
        let withdraw =
            notice::Act::Withdraw { notice, reason: note("现场核查时发现与提交的材料不一致") };
        bench.accept(HEAD.id, cast::book(), Any::Notice(withdraw)).await;
        let (place, step, day) =
            (Place { unit: UNIT, organisation: None }, Step::Deployed, Day::parse("2023-06-15").unwrap());
        let said = Said {
            place,
            step,
            day,
            who: Name::parse("党委会").unwrap(),
            note: None,
            proof: None,
            record: None,
            basis: Text::parse("党委会会议纪要第五号").ok(),
            result: None,
        };
        let report = deployment::Act::Report { deployment, said: Box::new(said) };
        bench.accept(STAFF.id, cast::book(), Any::Deployment(report)).await;
        let now = store::cut::at(&bench.db, cast::book(), Day::parse("2023-07-05").unwrap()).await.unwrap();
        let share = |kind| now.shares.as_ref().unwrap().units[&UNIT].get(&kind).map(|own| (own.part, own.of));
        assert_eq!([share(Kind::Receipts), share(Kind::Steps)], [Some((0, 1)), Some((1, 2))]);
        let day = Day::parse("2023-07-01").unwrap();
        assert_eq!(store::cut::at(&bench.db, cast::book(), day).await.unwrap(), counts);
    })
    .await;
}

/// The list of a week with three items, of which one is ticked; and an outcome.
async fn told(bench: &Bench) -> (WorklistId, [ItemId; 3], OutcomeId) {
    let week = Week::of(Day::parse("2023-06-20").unwrap());
    let (list, items) = (WorklistId::of(cast::book(), week), [(); 3].map(|()| ItemId(id())));
    let task = || worklist::Task {
        unit: Some(UNIT),
        who: None,
        source: worklist::Source::Hand,
        what: Text::parse("报送二级组织学习安排").unwrap(),
        due: None,
        from: None,
        weeks: 0,
        strands: Strands::default(),
    };
    let new = items.iter().map(|id| worklist::NewItem { id: *id, task: task() }).collect();
    for act in [
        worklist::Act::Prepare { worklist: list, week, items: new },
        worklist::Act::Issue { worklist: list },
        worklist::Act::Tick { worklist: list, item: items[0], then: None },
    ] {
        bench.accept(HEAD.id, cast::book(), Any::Worklist(act)).await;
    }
    let outcome = OutcomeId(id());
    let title = Text::parse("报修三日办结").unwrap();
    let content = Box::new(outcome::Content { title, text: note("开通网上报修"), effect: None });
    let tell = outcome::Act::Tell { outcome, unit: UNIT, content };
    bench.accept(STAFF.id, cast::book(), Any::Outcome(tell)).await;
    (list, items, outcome)
}

#[tokio::test]
async fn items_of_lists_and_outcomes_stand_in_a_cut_and_are_the_same_once_its_day_has_gone_by() {
    each_db(|bench| async move {
        bench.set_day("2023-06-20");
        let (worklist, items, outcome) = told(&bench).await;
        let own = CutId(id());
        bench.accept(HEAD.id, cast::book(), take(own, "中期评估", "2023-06-20")).await;
        let counts = frozen(&bench, own).await.counts;
        let get = |counts: &cut::Counts| {
            [Other::Items, Other::ItemsDone, Other::ItemsOpen, Other::Outcomes]
                .map(|other| (counts.other(other, None).unwrap(), counts.other(other, Some(UNIT)).unwrap()))
        };
        assert_eq!(get(&counts), [(3, 3), (1, 1), (2, 2), (1, 1)]);
        let at = async |day| store::cut::at(&bench.db, cast::book(), Day::parse(day).unwrap()).await.unwrap();
        assert_eq!(at("2023-06-20").await, counts);
        // What is ticked and taken down later changes the present alone.
        bench.set_day("2023-06-22");
        let tick = worklist::Act::Tick { worklist, item: items[1], then: None };
        bench.accept(HEAD.id, cast::book(), Any::Worklist(tick)).await;
        let drop = outcome::Act::Drop { outcome, reason: note("现场核查时发现与提交的材料不一致") };
        bench.accept(HEAD.id, cast::book(), Any::Outcome(drop)).await;
        assert_eq!(get(&at("2023-06-22").await), [(3, 3), (2, 2), (1, 1), (0, 0)]);
        assert_eq!(at("2023-06-20").await, counts);
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(frozen(&bench, own).await.counts, counts);
        // The rows behind are those of the day.
        let day = Day::parse("2023-06-20").unwrap();
        let (counted, known) = store::cut::behind(&bench.db, cast::book(), day).await.unwrap();
        let rows = Behind::read("items_open").unwrap().rows(Some(UNIT), &counted, &known, (cast::book(), day));
        assert_eq!(rows.len(), 2);
    })
    .await;
}

/// A survey of the unit that six leading officials and four of the staff answered, closed.
async fn surveyed(bench: &Bench) {
    let survey = SurveyId(id());
    let plan = Box::new(month_long("2023-06-01"));
    let mut acts = vec![survey::Act::Plan { survey, unit: UNIT, plan }];
    acts.extend([(0, 6), (1, 4)].map(|(raters, slips)| survey::Act::Print { survey, raters, slips }));
    for act in acts {
        bench.accept(HEAD.id, cast::book(), Any::Survey(act)).await;
    }
    let Some(Record::Survey(own)) = load(bench, HEAD, Subject::Survey, survey.0).await else { panic!("no survey") };
    for (raters, slips) in [(0, 6), (1, 4)] {
        let hashes: Vec<String> = (0..slips).map(|slip| format!("{survey}{raters}{slip:026x}")).collect();
        store::ballot::hand_out(&bench.db, &own, raters, 0, &hashes).await.unwrap();
        let said = vec![Some(Answer::Pick(0)), None, None, None];
        let filled: Vec<_> = hashes.into_iter().map(|hash| (hash, said.clone())).collect();
        assert_eq!(store::ballot::take(&bench.db, &own, raters, &filled).await.unwrap(), Ok(()));
    }
    bench.accept(HEAD.id, cast::book(), Any::Survey(survey::Act::Close { survey })).await;
}

/// At midnight one node's clock is behind: the other has recorded the next day's first entry already.
#[tokio::test]
async fn a_cut_is_counted_from_the_records_of_its_day_whatever_a_node_takes_for_today() {
    each_db(|bench| async move {
        bench.set_day("2023-06-20");
        finished(&bench, &["加开两个窗口", "错峰开饭"]).await;
        bench.set_day("2023-06-21");
        let found = |title| Any::Issue(issue::Act::Find(Box::new(find(1, Origin::Research, title))));
        bench.accept(HEAD.id, cast::book(), found("宿舍热水时断")).await;
        bench.set_day("2023-06-20");
        let (behind, ahead) = (CutId(id()), CutId(id()));
        bench.accept(HEAD.id, cast::book(), take(behind, "中期评估", "2023-06-20")).await;
        let counts = frozen(&bench, behind).await.counts;
        let measures = counts.shares.as_ref().unwrap().whole[&Kind::Measures];
        assert_eq!(measures, cut::Share { part: 2, of: 2 });
        let at = async |day| store::cut::at(&bench.db, cast::book(), Day::parse(day).unwrap()).await.unwrap();
        assert_eq!(at("2023-06-20").await, counts);
        // And in one batch: what is recorded on the next day, right before the cut of the day before, is not in it.
        bench.set_day("2023-06-22");
        let acts = [found("食堂排队久"), take(ahead, "又一次", "2023-06-21")];
        let asks: Vec<(By, Proposal)> =
            acts.into_iter().map(|act| (By::Person(HEAD.id), bench.proposal(cast::book(), act))).collect();
        let verdicts = bench.writer.propose_each(asks).await;
        assert!(verdicts.iter().all(|own| matches!(own, Answered::Accepted { .. })), "{verdicts:?}");
        let counts = frozen(&bench, ahead).await.counts;
        assert_eq!(counts.shares.as_ref().unwrap().whole[&Kind::Measures], cut::Share { part: 2, of: 3 });
        assert_eq!(at("2023-06-21").await, counts);
    })
    .await;
}
