//! Rounds of evaluation on both databases: read through one sight, numbered, their figures counted by the writer, and folded
//! again the same.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act as Any, Key, Proposal, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::evaluation::act::{Grading, Opened};
use domain::evaluation::{Act, Evaluation};
use domain::issue::Origin;
use domain::kinds::{Book, Day, EvaluationId, NodeId, TemplateId, Text, UnitId};
use domain::score::rows::{Period, Scored};
use domain::score::{Formula, Grade, Quantity, Value, Values};
use domain::template::tree::Method;
use domain::template::{self, Shipped};
use domain::{issue, rule};
use store::Db;
use store::writer::By;

const HEAD: CastPerson = cast::HEAD;
const RATERS: [CastPerson; 2] = [cast::DEPUTY, cast::MEMBER];
const UNIT: UnitId = cast::UNITS[1].id;

fn open(evaluation: EvaluationId, template: TemplateId) -> Act {
    let day = |raw| Day::parse(raw).unwrap();
    Act::Open(Box::new(Opened {
        evaluation,
        title: Text::parse("整改评估").unwrap(),
        scored: Scored::Unit,
        units: vec![UNIT, cast::UNITS[0].id],
        period: Period { start: day("2023-04-17"), end: day("2023-06-21") },
        template,
        version: 1,
        raters: RATERS.map(|own| own.id).to_vec(),
        due: None,
        again: None,
    }))
}

fn make(template: TemplateId) -> template::Act {
    let (tree, title) = (Shipped::FiveLooks.tree().unwrap(), Text::parse("五看").unwrap());
    template::Act::Make { template, title, tree, from: None }
}

fn qualitative() -> Vec<NodeId> {
    Shipped::FiveLooks.tree().unwrap().qualitative().map(|own| own.id).collect()
}

/// Everything after opening up to published, as (who, act).
fn story(evaluation: EvaluationId) -> Vec<(CastPerson, Act)> {
    let mut acts = vec![(HEAD, Act::Begin { evaluation })];
    for rater in RATERS {
        for unit in [UNIT, cast::UNITS[0].id] {
            for indicator in qualitative() {
                let (grade, reason, links) = (Grade::Fair, note("抽看了六个问题的佐证"), Vec::new());
                let grading = Grading { evaluation, unit, indicator, grade, reason, links };
                acts.push((rater, Act::Grade(Box::new(grading))));
            }
            acts.push((rater, Act::Finish { evaluation, unit }));
        }
    }
    let last = [Act::Calibrate { evaluation }, Act::Conclude { evaluation }, Act::Publish { evaluation }];
    acts.extend(last.map(|act| (HEAD, act)));
    acts
}

async fn play(bench: &Bench, acts: impl IntoIterator<Item = (CastPerson, Act)>) {
    for (who, act) in acts {
        bench.accept(who.id, cast::book(), Any::Evaluation(act)).await;
    }
}

async fn begun(bench: &Bench) -> EvaluationId {
    let (template, evaluation) = (TemplateId(id()), EvaluationId(id()));
    bench.accept(HEAD.id, cast::book(), Any::Template(make(template))).await;
    play(bench, [(HEAD, open(evaluation, template))]).await;
    evaluation
}

/// Two issues of the unit and one rule in force, which answers one of them.
async fn cases(bench: &Bench) {
    let mut first = None;
    for title in ["窗口排队时间长", "设备报修周期长"] {
        let find = find(1, Origin::Research, title);
        first = first.or(Some(find.issue));
        bench.accept(HEAD.id, cast::book(), Any::Issue(issue::Act::Find(Box::new(find)))).await;
    }
    let (rule, issue) = (id().into(), first.unwrap());
    let description = rule::Description {
        title: Text::parse("报修办法").unwrap(),
        department: Text::parse("后勤处").unwrap(),
        detail: None,
    };
    let in_force = Day::parse("2023-04-17").unwrap();
    for act in [
        rule::Act::Draft { rule, unit: UNIT, description },
        rule::Act::LinkIssue { rule, issue },
        rule::Act::Establish { rule, in_force },
    ] {
        bench.accept(HEAD.id, cast::book(), Any::Rule(act)).await;
    }
}

async fn listed(db: &Db, who: CastPerson, book: Option<Book>, unit: Option<UnitId>) -> Vec<Box<Evaluation>> {
    store::shared::list(db, &who.viewer().unwrap(), Subject::Evaluation, book, unit).await.unwrap()
}

async fn read(bench: &Bench, who: CastPerson, id: EvaluationId) -> Option<Evaluation> {
    let key = Key { subject: Subject::Evaluation, id: id.0 };
    let found: Option<Box<Evaluation>> = store::shared::load(&bench.db, &who.viewer().unwrap(), key).await.unwrap();
    found.map(|own| *own)
}

fn value(round: &Evaluation, unit: UnitId, wanted: Formula) -> Option<Value> {
    let own = |method: &Method| matches!(method, Method::Quantitative { formula, .. } if *formula == wanted);
    let id = round.tree.indicators().find(|known| own(&known.method)).unwrap().id;
    round.sheet(unit)?.values.as_ref()?.get(&id).copied()
}

fn share(part: u32, of: u32) -> Option<Value> {
    Some(Value::Measured { quantity: Quantity::Share { part, of } })
}

#[tokio::test]
async fn the_writer_counts_what_is_published_and_a_rebuild_gives_the_same() {
    each_db(|bench| async move {
        let evaluation = begun(&bench).await;
        cases(&bench).await;
        bench.set_day("2023-06-30");
        let mut acts = story(evaluation);
        let publish = acts.pop();
        play(&bench, acts).await;
        // What the page shows before is what is frozen then.
        let before = read(&bench, HEAD, evaluation).await.unwrap();
        let today = Day::parse("2023-06-30").unwrap();
        let rows = store::shared::rows(&bench.db, &before, UNIT, today).await.unwrap();
        let live = before.values(UNIT, &before.measure(&rows));
        play(&bench, publish).await;
        let round = read(&bench, HEAD, evaluation).await.unwrap();
        assert_eq!(round.sheet(UNIT).unwrap().values.as_ref(), Some(&live));
        assert_eq!(round.state(), "published");
        assert_eq!(value(&round, UNIT, Formula::Assigned), share(2, 2));
        assert_eq!(value(&round, UNIT, Formula::MeasuresDone), share(0, 2));
        assert_eq!(value(&round, UNIT, Formula::RulesInForce), share(1, 1));
        // Of what there is nothing, there is no value; nor of another unit's cases.
        assert_eq!(value(&round, UNIT, Formula::Held), None);
        assert_eq!(value(&round, cast::UNITS[0].id, Formula::Assigned), None);
        // The rows behind a published figure stay those that were counted, whatever comes afterwards.
        cases(&bench).await;
        let known = store::shared::cases(&bench.db, &round, UNIT).await.unwrap();
        let rows = round.rows(UNIT, &known, today);
        for formula in [Formula::Assigned, Formula::MeasuresDone, Formula::RulesInForce, Formula::Held] {
            let quantity = formula.of(&rows).map(|quantity| Value::Measured { quantity });
            assert_eq!(quantity, value(&round, UNIT, formula), "{formula:?}");
        }
        assert_eq!(Formula::Assigned.counted(&rows).len(), 2);
        let score = round.score(UNIT, &Values::new());
        assert!(score.written().is_some() && !score.moved.is_empty());
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(read(&bench, HEAD, evaluation).await.unwrap(), round);
        let unit = read(&bench, cast::NORMAL_STAFF, evaluation).await.unwrap();
        assert_eq!(unit.score(UNIT, &Values::new()), score);
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_round_in_one_batch_has_its_figures_and_its_number() {
    each_db(|bench| async move {
        cases(&bench).await;
        let (template, one, other) = (TemplateId(id()), EvaluationId(id()), EvaluationId(id()));
        let mut acts = vec![(HEAD, Any::Template(make(template)))];
        acts.extend([(HEAD, Any::Evaluation(open(one, template))), (HEAD, Any::Evaluation(open(other, template)))]);
        acts.extend(story(one).into_iter().map(|(who, act)| (who, Any::Evaluation(act))));
        let asks: Vec<(By, Proposal)> =
            acts.into_iter().map(|(who, act)| (By::Person(who.id), bench.proposal(cast::book(), act))).collect();
        let verdicts = bench.writer.propose_each(asks).await;
        assert!(verdicts.iter().all(|own| matches!(own, Verdict::Accepted { .. })), "{verdicts:?}");
        let round = read(&bench, HEAD, one).await.unwrap();
        assert_eq!(value(&round, UNIT, Formula::Assigned), share(2, 2));
        assert_eq!((round.number, read(&bench, HEAD, other).await.unwrap().number), (1, 2));
        play(&bench, [(HEAD, open(EvaluationId(id()), template))]).await;
        let numbers = listed(&bench.db, HEAD, Some(cast::book()), None).await;
        assert_eq!(numbers.iter().map(|own| own.number).collect::<Vec<_>>(), [3, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn who_reads_a_round_reads_their_own_part_of_it_and_elsewhere_there_is_none() {
    each_db(|bench| async move {
        let evaluation = begun(&bench).await;
        let acts = story(evaluation);
        // Up to where the first rater is done with the first unit.
        let some = 1 + qualitative().len() + 1;
        play(&bench, acts.iter().take(some).cloned()).await;
        let grades = |round: Evaluation| round.sheet(UNIT).unwrap().grades.len();
        assert_eq!(grades(read(&bench, RATERS[0], evaluation).await.unwrap()), qualitative().len());
        for who in [RATERS[1], HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
            assert_eq!(grades(read(&bench, who, evaluation).await.unwrap()), 0, "{}", who.login);
        }
        let unit = read(&bench, cast::NORMAL_STAFF, evaluation).await.unwrap();
        assert_eq!((unit.units.as_slice(), unit.sheets.len(), grades(unit.clone())), (&[UNIT][..], 1, 0));
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
            assert!(read(&bench, who, evaluation).await.is_none(), "{}", who.login);
            assert!(listed(&bench.db, who, None, None).await.is_empty());
        }
        // The reads that go by reach alone give no round to anybody.
        let (key, all) = (Key { subject: Subject::Evaluation, id: evaluation.0 }, HEAD.viewer().unwrap().reach());
        let day = Day::parse("2023-06-01").unwrap();
        let (db, subject) = (&bench.db, Subject::Evaluation);
        assert!(store::record::load(db, &all, key).await.unwrap().is_none());
        assert!(store::record::some(db, &all, [key]).await.unwrap().is_empty());
        assert!(store::record::all(db, &all, subject, None, None).await.unwrap().is_empty());
        assert!(store::record::all_on(db, &all, subject, None, None, day).await.unwrap().is_empty());
        let of_unit = listed(db, HEAD, None, Some(UNIT)).await;
        let of_none = listed(db, HEAD, None, Some(cast::UNITS[2].id)).await;
        assert_eq!((of_unit.len(), of_none.len()), (1, 0));
    })
    .await;
}
