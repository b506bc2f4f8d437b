//! Rounds of evaluation on both databases: read through one sight, numbered, their figures counted by the writer, and folded
//! again the same.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act as Any, Key, Proposal, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::evaluation::act::{Grading, Opened};
use domain::evaluation::{Act, Evaluation, Link};
use domain::issue::{Hash, Origin};
use domain::kinds::{
    ActId, Book, Day, EvaluationId, LookbackId, MeasureId, Month, NodeId, StandardId, TemplateId, Text, Time, UnitId,
};
use domain::lookback::About;
use domain::lookback::act::Marking;
use domain::refusal::{Field, Refusal};
use domain::score::rows::{Period, Scored};
use domain::score::{Formula, Grade, Quantity, Value, Values};
use domain::standard::Citation;
use domain::template::tree::Method;
use domain::template::{self, Shipped};
use domain::{issue, lookback, rule, standard};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use store::Db;
use store::file::File;
use store::writer::By;
use uuid::Uuid;

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

/// By what is measured here.
const STANDARD: StandardId = StandardId(Uuid::from_u128(0x70_1001));

fn by_standard() -> Link {
    Link::Standard { citation: Citation { standard: STANDARD, version: 1 } }
}

/// A file, which changes nothing of what is counted.
fn proof() -> Hash {
    Text::parse(&"07".repeat(32)).unwrap()
}

/// What grades lean on here.
fn leans() -> Vec<Link> {
    vec![Link::Evidence { hash: proof(), name: None }, by_standard()]
}

async fn enter_leans(bench: &Bench) {
    let file = File { hash: proof(), stored: proof(), size: 44, media: "application/pdf".to_owned() };
    store::file::keep(&bench.db, file, Time(0)).await.unwrap();
    let content = standard::Content {
        title: Text::parse("整改验收标准").unwrap(),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: Text::parse("措施落实到人。").unwrap(),
    };
    let enter = standard::Act::Enter { standard: STANDARD, content: Box::new(content) };
    bench.accept(HEAD.id, cast::book(), Any::Standard(enter)).await;
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
                let (grade, reason) = (Grade::Fair, note("抽看了六个问题的佐证"));
                let grading = Grading { evaluation, unit, indicator, grade, reason, links: leans() };
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
    enter_leans(bench).await;
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

/// An issue of the unit with two measures that are done, and of which the look-back of June finds the first untrue.
async fn found_untrue(bench: &Bench) -> Marking {
    let mut found = find(1, Origin::Research, "食堂窗口少");
    let issue = found.issue;
    let plan = |what| issue::act::Plan {
        id: MeasureId(id()),
        what: note(what),
        who: None,
        due: Day::parse("2023-06-15").ok(),
    };
    found.measures = ["加开两个窗口", "错峰开饭"].map(plan).to_vec();
    let measures: Vec<MeasureId> = found.measures.iter().map(|own| own.id).collect();
    bench.set_day("2023-06-16");
    let mut acts = vec![issue::Act::Find(Box::new(found)), issue::Act::Agree { issue, note: None }];
    let finish = |measure: &MeasureId| issue::Act::FinishMeasure { issue, measure: *measure, note: None };
    acts.extend(measures.iter().map(finish));
    for act in acts {
        let who = if matches!(act, issue::Act::FinishMeasure { .. }) { cast::NORMAL_STAFF } else { HEAD };
        bench.accept(who.id, cast::book(), Any::Issue(act)).await;
    }
    let month = Month::parse("2023-06").unwrap();
    let lookback = LookbackId::of(UNIT, month);
    bench.accept(HEAD.id, cast::book(), Any::Lookback(lookback::Act::Open { lookback, unit: UNIT, month })).await;
    bench.set_day("2023-07-01");
    let (item, verdict) = (About::Measure { issue, measure: measures[0] }, lookback::Verdict::NotConfirmed);
    let mark =
        Marking { lookback, item, verdict, note: Some(note("到现场看，窗口没有加开")), then: ActId(id()) };
    bench.accept(HEAD.id, cast::book(), Any::Lookback(lookback::Act::Mark(Box::new(mark.clone())))).await;
    mark
}

#[tokio::test]
async fn a_measure_that_was_found_untrue_is_not_done_in_what_is_published_nor_in_the_rows_behind() {
    each_db(|bench| async move {
        let evaluation = begun(&bench).await;
        let mark = found_untrue(&bench).await;
        let today = Day::parse("2023-07-01").unwrap();
        let round = read(&bench, HEAD, evaluation).await.unwrap();
        let rows = store::shared::rows(&bench.db, &round, UNIT, today).await.unwrap();
        assert_eq!(Formula::MeasuresDone.of(&rows), Some(Quantity::Share { part: 1, of: 2 }));
        play(&bench, story(evaluation)).await;
        let round = read(&bench, HEAD, evaluation).await.unwrap();
        assert_eq!(value(&round, UNIT, Formula::MeasuresDone), share(1, 2));
        // what is said afterwards changes neither
        let mended = Marking { verdict: lookback::Verdict::Confirmed, then: ActId(id()), ..mark };
        bench.accept(HEAD.id, cast::book(), Any::Lookback(lookback::Act::Mark(Box::new(mended)))).await;
        let known = store::shared::cases(&bench.db, &round, UNIT).await.unwrap();
        let rows = round.rows(UNIT, &known, today);
        assert_eq!(Formula::MeasuresDone.of(&rows), Some(Quantity::Share { part: 1, of: 2 }));
        assert_eq!(rows.untrue.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_round_in_one_batch_has_its_figures_and_its_number() {
    each_db(|bench| async move {
        cases(&bench).await;
        enter_leans(&bench).await;
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

/// Takes what grades lean on out of the journal, as entries from before it was asked for have it, and seals the book again.
async fn unlean(bench: &Bench) -> usize {
    let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
    let book = cast::book();
    let from = format!("select seq, body, prev from journal where book = '{book}' order by seq");
    let rows = sqlx::query(AssertSqlSafe(from)).fetch_all(&mut conn).await.unwrap();
    let (mut prev, mut many): (String, usize) = (rows[0].get(2), 0);
    for row in &rows {
        let (seq, body): (i64, String) = (row.get(0), row.get(1));
        let (begins, ends) = (body.find("\"links\":[{"), body.find("}}]"));
        let body = match (begins, ends) {
            (Some(begins), Some(ends)) if body.contains("\"grade\"") => {
                many += 1;
                format!("{}\"links\":[]{}", &body[..begins], &body[ends + 3..])
            }
            _ => body,
        };
        let hash = domain::entry::seal(&prev, &body);
        let quoted = body.replace('\'', "''");
        let set = format!(
            "update journal set body = '{quoted}', prev = '{prev}', hash = '{hash}' where book = '{book}' and seq = {seq}"
        );
        sqlx::query(AssertSqlSafe(set)).execute(&mut conn).await.unwrap();
        prev = hash;
    }
    let set = format!("update book set head_hash = '{prev}' where id = '{book}'");
    sqlx::query(AssertSqlSafe(set)).execute(&mut conn).await.unwrap();
    many
}

#[tokio::test]
async fn grades_that_lean_on_nothing_are_refused_now_and_read_where_they_stand_in_the_journal() {
    each_db(|bench| async move {
        let evaluation = begun(&bench).await;
        let mut acts = story(evaluation);
        let Act::Grade(grading) = acts[1].1.clone() else { panic!() };
        let rest = acts.split_off(1);
        play(&bench, acts).await;
        // an entry of the library alone shows nothing either
        for links in [Vec::new(), vec![by_standard()]] {
            let bare = Any::Evaluation(Act::Grade(Box::new(Grading { links, ..(*grading).clone() })));
            let refused = bench.act(RATERS[0].id, cast::book(), bare).await;
            assert_eq!(refused, Verdict::Refused { refusal: Refusal::Missing { field: Field::Basis } });
        }
        play(&bench, rest).await;
        let before = read(&bench, HEAD, evaluation).await.unwrap();
        let many = qualitative().len() * RATERS.len() * 2;
        assert_eq!(unlean(&bench).await, many);
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
        let after = read(&bench, HEAD, evaluation).await.unwrap();
        let grades = after.sheets.iter().flat_map(|own| &own.grades);
        assert_eq!(grades.filter(|own| own.links.is_empty()).count(), many);
        assert_eq!(after.score(UNIT, &Values::new()), before.score(UNIT, &Values::new()));
    })
    .await;
}

#[tokio::test]
async fn who_leads_is_asked_for_the_next_step_and_a_unit_hears_of_its_own_result() {
    use domain::reminder::{Stage, What};
    each_db(|bench| async move {
        let evaluation = begun(&bench).await;
        let told = async |who: CastPerson| {
            let today = Day::parse("2023-04-20").unwrap();
            let all = store::asked::matters(&bench.db, &who.viewer().unwrap(), who.role, today).await.unwrap();
            let what = all.into_iter().map(|own| own.what);
            what.filter(|own| matches!(own, What::Lead { .. } | What::Published { .. })).collect::<Vec<_>>()
        };
        let mut acts = story(evaluation);
        let steps = acts.split_off(acts.len() - 3);
        play(&bench, acts).await;
        for ((who, act), stage) in steps.into_iter().zip([Stage::Calibrate, Stage::Conclude, Stage::Publish]) {
            let lead = [What::Lead { evaluation, stage }];
            assert_eq!((told(HEAD).await, told(cast::DEPUTY).await), (lead.to_vec(), lead.to_vec()));
            for other in [cast::MEMBER, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
                assert_eq!(told(other).await, [], "{}", other.login);
            }
            play(&bench, [(who, act)]).await;
        }
        let result = |unit| [What::Published { evaluation, unit }];
        assert_eq!(told(cast::NORMAL_STAFF).await, result(UNIT));
        assert_eq!(told(cast::NORMAL_LEADER).await, result(UNIT));
        assert_eq!(told(cast::ACADEMY_STAFF).await, result(cast::UNITS[0].id));
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, HEAD, cast::OFFICE_LEADER] {
            assert_eq!(told(who).await, [], "{}", who.login);
        }
        let object =
            Act::Object { evaluation, unit: UNIT, reason: note("有一处现场当天停电，请再看一次。") };
        play(&bench, [(cast::NORMAL_LEADER, object)]).await;
        assert_eq!(told(cast::NORMAL_STAFF).await, []);
        assert_eq!(told(cast::ACADEMY_STAFF).await, result(cast::UNITS[0].id));
    })
    .await;
}
