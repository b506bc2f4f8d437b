//! The journal under its writer, on both databases.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::figure::Cell;
use domain::issue::list::Filter;
use domain::issue::{self, Origin, State};
use domain::kinds::{Day, Percent, Text, Week, WorklistId};
use domain::private::Private;
use domain::refusal::{Field, Refusal};
use domain::{notice, standard, unit, worklist};
use store::tally::Scope;
use store::writer::By;
use store::{journal, tally, verify};

async fn one_issue(bench: &Bench) -> domain::kinds::IssueId {
    let find = find(1, Origin::Research, "创意设计人才培养与产业需求对接不畅");
    let issue = find.issue;
    bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    issue
}

#[tokio::test]
async fn what_is_sent_ten_times_gets_the_same_answer_and_is_stored_once() {
    each_db(|bench| async move {
        let find = find(1, Origin::Research, "一");
        let proposal = bench.proposal(cast::book(), Act::Issue(issue::Act::Find(Box::new(find))));
        let by = By::Person(cast::NORMAL_STAFF.id);
        let first = bench.writer.propose(by, vec![proposal.clone(), proposal.clone()]).await;
        assert!(matches!(first[0], Verdict::Accepted { .. }));
        assert_eq!(first[0], first[1]);
        for _ in 2..10 {
            let again = bench.writer.propose(by, vec![proposal.clone()]).await;
            assert_eq!(first[0], again[0]);
        }
        let stranger = bench.writer.propose(By::Person(cast::MUSIC_STAFF.id), vec![proposal]).await;
        assert_eq!(stranger[0], Verdict::Refused { refusal: Refusal::Exists });
        let reach = cast::HEAD.viewer().unwrap().reach();
        let page = store::issue::list(&bench.db, &reach, &Filter::default(), day("2023-04-17")).await;
        assert_eq!(page.unwrap().total, 1);
    })
    .await;
}

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

#[tokio::test]
async fn books_are_gapless_and_verify_names_the_heads() {
    each_db(|bench| async move {
        one_issue(&bench).await;
        let heads = verify::verify(&bench.db).await.unwrap().unwrap();
        assert_eq!(heads.len(), 2);
        for head in heads {
            let entries = journal::after(&bench.db, head.book, 0, 1_000).await.unwrap();
            let seqs: Vec<i64> = entries.iter().map(|chained| chained.entry.seq).collect();
            assert_eq!(seqs, (1..=head.seq).collect::<Vec<_>>());
        }
    })
    .await;
}

#[tokio::test]
async fn a_foreign_unit_sees_and_changes_nothing() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        let foreign = cast::MUSIC_STAFF.viewer().unwrap().reach();
        let page = store::issue::list(&bench.db, &foreign, &Filter::default(), day("2023-04-17")).await.unwrap();
        assert_eq!((page.total, page.population), (0, 0));
        let act = Act::Issue(issue::Act::Comment { issue, text: note("别的单位的话") });
        let verdict = bench.act(cast::MUSIC_STAFF.id, cast::book(), act).await;
        assert_eq!(verdict, Verdict::Refused { refusal: Refusal::NotFound });
    })
    .await;
}

#[tokio::test]
async fn a_list_as_of_a_day_shows_that_day() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        bench.set_day("2023-05-10");
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Agree { issue, note: None })).await;
        bench.set_day("2023-05-20");
        let percent = Percent::parse("40").unwrap();
        let act = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口已开") };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(act)).await;
        let reach = cast::OFFICE_LEADER.viewer().unwrap().reach();
        for (at, state) in
            [("2023-04-17", "found"), ("2023-05-10", "agreed"), ("2023-05-19", "agreed"), ("2023-05-20", "in_progress")]
        {
            let filter = Filter { as_of: Some(day(at)), ..Filter::default() };
            let page = store::issue::list(&bench.db, &reach, &filter, day("2023-05-20")).await.unwrap();
            let states: Vec<&str> = page.lines.iter().map(|line| line.state.into()).collect();
            assert_eq!(states, [state], "as of {at}");
        }
        let before = Filter { as_of: Some(day("2023-04-16")), ..Filter::default() };
        assert_eq!(store::issue::list(&bench.db, &reach, &before, day("2023-05-20")).await.unwrap().total, 0);
        let late = Filter { late: true, ..Filter::default() };
        assert_eq!(store::issue::list(&bench.db, &reach, &late, day("2023-06-30")).await.unwrap().total, 0);
        assert_eq!(store::issue::list(&bench.db, &reach, &late, day("2023-07-01")).await.unwrap().total, 1);
    })
    .await;
}

#[tokio::test]
async fn rebuild_equals_live() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        bench.set_day("2023-05-10");
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Agree { issue, note: None })).await;
        bench.set_day("2023-05-20");
        for percent in ["40", "60"] {
            let percent = Percent::parse(percent).unwrap();
            let act = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口已开") };
            bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(act)).await;
        }
        let live = dump(&bench).await;
        let many = store::rebuild::rebuild(&bench.db).await.unwrap();
        assert!(many > 30);
        assert_eq!(dump(&bench).await, live);
    })
    .await;
}

/// One after the other and in one batch: what was given up meanwhile must not be seen in the table.
#[tokio::test]
async fn a_code_is_one_units_at_a_time_whoever_had_it_before_also_rebuilt() {
    each_db(|bench| async move {
        let code = |code: &str| Text::parse(code).unwrap();
        let [one, other] = [cast::UNITS[3].id, cast::UNITS[4].id];
        let add =
            |name: &str| unit::Act::Add {
                unit: id().into(), code: code(name), name: Text::parse("新单位").unwrap()
            };
        let recode = |unit, name: &str| unit::Act::Recode { unit, code: code(name), was: None };
        let [first, second] = [3, 4].map(|place: usize| cast::UNITS[place].code);
        let taken = Verdict::Refused { refusal: Refusal::Taken { field: Field::Code } };
        assert_eq!(bench.act(cast::HEAD.id, cast::book(), Act::Unit(recode(one, second))).await, taken);
        let away_and_back = [recode(one, "GDQ"), recode(one, first), recode(other, "SJDQ"), recode(one, second)];
        let acts = away_and_back.into_iter().chain([add(first)]);
        let batch = acts.map(|act| bench.proposal(cast::book(), Act::Unit(act))).collect();
        let verdicts = bench.writer.propose(By::Person(cast::HEAD.id), batch).await;
        assert!(verdicts.iter().all(|own| matches!(own, Verdict::Accepted { .. })), "{verdicts:?}");
        let live = dump(&bench).await;
        let codes = live.iter().filter(|row| row.starts_with("taken: ") && row.contains("code:")).count();
        assert_eq!(codes, 6);
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(dump(&bench).await, live);
        assert_eq!(bench.act(cast::HEAD.id, cast::book(), Act::Unit(add(second))).await, taken);
        bench.accept(cast::HEAD.id, cast::book(), Act::Unit(add("GDQ"))).await;
    })
    .await;
}

#[tokio::test]
async fn a_state_that_was_entered_and_left_on_one_day_leaves_no_count_live_or_rebuilt() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        bench.set_day("2023-05-10");
        let percent = Percent::parse("40").unwrap();
        let begun = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口已开") };
        let dispute = || issue::Act::Dispute { issue, reason: note("问题不在本单位，请指导组再核对") };
        let settle = issue::Act::Settle { issue, reason: note("已到现场核对，仍由本单位整改") };
        // agreed for an hour, in progress since, disputed for another
        for (by, act) in [
            (cast::HEAD, issue::Act::Agree { issue, note: None }),
            (cast::NORMAL_STAFF, begun),
            (cast::NORMAL_STAFF, dispute()),
            (cast::HEAD, settle),
        ] {
            bench.accept(by.id, cast::book(), Act::Issue(act)).await;
        }
        let counted =
            |dump: &[String]| dump.iter().filter(|row| row.starts_with("tally: ")).cloned().collect::<Vec<_>>();
        let live = dump(&bench).await;
        let zero = counted(&live).into_iter().filter(|row| row.ends_with(" | Some(0)")).collect::<Vec<_>>();
        assert_eq!(zero, [""; 0], "what came and went on a day is no row");
        assert!(counted(&live).iter().any(|row| row.contains("in_progress")), "what stayed is");
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(dump(&bench).await, live);
        // and it is counted on, from nothing
        bench.set_day("2023-05-11");
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(dispute())).await;
        let steps = tally::steps(&bench.db, Scope::Unit(cast::UNITS[1].id), day("2023-05-11")).await.unwrap();
        let of = |state| {
            let own =
                steps.iter().filter(move |step| matches!(step.cell, Cell::Issue { state: own, .. } if own == state));
            own.map(|step| step.value).sum::<i64>()
        };
        let states = [State::Found, State::Agreed, State::InProgress, State::Disputed];
        assert_eq!(states.map(of), [0, 0, 0, 1]);
    })
    .await;
}

#[tokio::test]
async fn what_is_searched_and_who_has_a_part_is_rebuilt_as_it_was_live() {
    each_db(|bench| async move {
        let accept = async |act: Act| bench.accept(cast::HEAD.id, cast::book(), act).await;
        let (standard, notice, item, week) = (id().into(), id().into(), id().into(), Week::of(day("2023-04-17")));
        let worklist = WorklistId::of(cast::book(), week);
        let entry = |raw: &str| {
            Box::new(standard::Content {
                title: Text::parse("整改验收标准").unwrap(),
                sort: standard::Sort::Yardstick,
                strands: Vec::new(),
                source: None,
                since: None,
                text: Text::parse(raw).unwrap(),
            })
        };
        accept(Act::Standard(standard::Act::Enter {
            standard, content: entry("佐证能核对。整改过程留痕。")
        }))
        .await;
        let revised = entry("佐证能核对。回访三人。");
        let act = standard::Act::Revise { standard, after: 1, content: revised, note: note("写明回访") };
        accept(Act::Standard(act)).await;
        // first for two units, then for one of them; a line of the list is taken out again
        let paper = |places: &[usize]| {
            Box::new(notice::Content {
                paper: notice::Paper::Notice,
                title: Text::parse("关于报送进展的通知").unwrap(),
                text: note("请报送本月进展"),
                units: places.iter().map(|place| cast::UNITS[*place].id).collect(),
                about: Vec::new(),
                reply_by: Some(day("2099-12-30")),
                after: None,
                from: None,
            })
        };
        accept(Act::Notice(notice::Act::Draft { notice, content: paper(&[1, 2]) })).await;
        accept(Act::Notice(notice::Act::Change { notice, content: paper(&[2]), was: None })).await;
        accept(Act::Notice(notice::Act::Issue { notice })).await;
        let line = |item, place: usize| worklist::NewItem {
            id: item,
            task: worklist::Task {
                unit: Some(cast::UNITS[place].id),
                who: None,
                source: worklist::Source::Hand,
                what: Text::parse("报送整改台账").unwrap(),
                due: None,
                from: None,
                weeks: 0,
                strands: Default::default(),
            },
        };
        let items = vec![line(item, 1), line(id().into(), 2)];
        accept(Act::Worklist(worklist::Act::Prepare { worklist, week, items })).await;
        let drop = worklist::Act::Drop { worklist, item, reason: note("已经在通知里要求，不重复") };
        accept(Act::Worklist(drop)).await;
        let live = dump(&bench).await;
        let rows = |table: &str| live.iter().filter(|row| row.starts_with(&format!("{table}: "))).collect::<Vec<_>>();
        assert!(rows("gram").len() > 10);
        let gone = cast::UNITS[1].id.to_string();
        assert!(rows("part").len() >= 4 && rows("part").iter().all(|row| !row.contains(&gone)), "{:?}", rows("part"));
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(dump(&bench).await, live);
    })
    .await;
}

async fn dump(bench: &Bench) -> Vec<String> {
    use sqlx::{Connection, Row};
    let url = bench.url.replace("?mode=rwc", "");
    let mut conn = sqlx::AnyConnection::connect(&url).await.unwrap();
    let mut dump = Vec::new();
    for (table, order) in [
        ("record", "subject, id"),
        ("issue", "id"),
        ("issue_version", "id, from_seq"),
        ("visit", "id"),
        ("visit_version", "id, from_seq"),
        ("promise_version", "id, from_seq"),
        ("part", "id, unit_id"),
        ("gram", "gram, id"),
        ("tally", "scope, day, cell"),
        ("taken", "name"),
    ] {
        let text = sqlx::AssertSqlSafe(format!("select * from {table} order by {order}"));
        for row in sqlx::query(text).fetch_all(&mut conn).await.unwrap() {
            let cells: Vec<String> = (0..row.len())
                .map(|place| match row.try_get::<Option<String>, _>(place) {
                    Ok(text) => format!("{text:?}"),
                    Err(_) => format!("{:?}", row.try_get::<Option<i64>, _>(place).unwrap()),
                })
                .collect();
            dump.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    dump
}

#[tokio::test]
async fn the_tally_counts_what_the_records_are() {
    each_db(|bench| async move {
        one_issue(&bench).await;
        let steps = tally::steps(&bench.db, Scope::Group(cast::book()), day("2023-04-17")).await.unwrap();
        let sum = |figure: domain::figure::Figure| {
            steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum::<i64>()
        };
        assert_eq!(sum(domain::figure::Figure::Units), 5);
        assert_eq!(sum(domain::figure::Figure::ResearchFound), 1);
        assert_eq!(sum(domain::figure::Figure::ResearchSolved), 0);
    })
    .await;
}

#[tokio::test]
async fn words_that_no_act_names_are_refused_and_not_kept() {
    each_db(|bench| async move {
        let comment = issue::Act::Comment { issue: one_issue(&bench).await, text: note("留一句话") };
        let words = Private::new([7; 32], "张三");
        let proposal = bench.proposal(cast::book(), Act::Issue(comment)).with(vec![words]);
        let key = proposal.act.key();
        let verdict = bench.writer.propose(By::Person(cast::HEAD.id), vec![proposal]).await.remove(0);
        assert_eq!(verdict, Verdict::Refused { refusal: Refusal::Malformed });
        assert!(store::private::of(&bench.db, key).await.unwrap().is_empty());
    })
    .await;
}
