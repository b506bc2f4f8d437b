//! Ledgers from the command line and over HTTP: counts, repetition, several ledgers of one unit, foreign units.

use crate::case::{Case, data};
use app::ledger::plan::{Column, Preview, Reason, What};
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::act::Plan;
use domain::issue::{self, Origin};
use domain::kinds::Note;
use domain::visit;
use reqwest::multipart::Form;
use server::command::import::{Ledger, Outcome, import};
use server::edge;
use server::ledger::export;

fn args(file: &str, unit: &str) -> Ledger {
    Ledger {
        file: data(file),
        unit: unit.into(),
        origin: Origin::TeamList,
        category: None,
        ledger: None,
        year: None,
        login: None,
        dry_run: false,
        json: true,
    }
}

fn counts(outcome: &Outcome) -> [usize; 4] {
    [outcome.created, outcome.changed, outcome.unchanged, outcome.refused.len()]
}

#[tokio::test]
async fn the_four_ledgers_become_issues_once() {
    let case = Case::start().await;
    for (file, unit, created, refused) in [
        ("ledger-clean.xlsx", "SJSF", 60, 0),
        ("ledger-as-units-keep-it.xlsx", "KXY", 45, 0),
        ("ledger-gbk.csv", "BJGC", 20, 0),
        ("ledger-with-errors.xlsx", "SJYY", 15, 6),
        // another ledger of a unit that has one with the same numbers
        ("ledger-gbk.csv", "SJSF", 20, 0),
    ] {
        let dry = import(&case.server, &Ledger { dry_run: true, ..args(file, unit) }).await.unwrap();
        let first = import(&case.server, &args(file, unit)).await.unwrap();
        assert_eq!(counts(&first), [created, 0, 0, refused], "{file}: {:?}", first.refused);
        assert_eq!(dry, first);
        let again = import(&case.server, &args(file, unit)).await.unwrap();
        assert_eq!(counts(&again), [0, 0, created, refused], "{file} again");
    }
}

#[tokio::test]
async fn a_renamed_file_is_the_same_ledger_and_only_what_differs_changes() {
    let case = Case::start().await;
    import(&case.server, &args("ledger-gbk.csv", "BJGC")).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let text = std::fs::read(data("ledger-gbk.csv")).unwrap();
    let renamed = dir.path().join("整改台账6月.csv");
    std::fs::write(&renamed, &text).unwrap();
    let same = import(&case.server, &Ledger { file: renamed, ..args("", "BJGC") }).await.unwrap();
    assert_eq!(counts(&same), [0, 0, 20, 0]);
    // Said to be another ledger, it is one.
    let other = Ledger { ledger: Some("另一本".into()), ..args("ledger-gbk.csv", "BJGC") };
    assert_eq!(counts(&import(&case.server, &other).await.unwrap()), [20, 0, 0, 0]);
    assert_eq!(counts(&import(&case.server, &other).await.unwrap()), [0, 0, 20, 0]);
}

#[tokio::test]
async fn an_unknown_unit_person_or_file_is_said_so() {
    let case = Case::start().await;
    for wrong in [
        args("ledger-clean.xlsx", "XXX"),
        args("missing.xlsx", "SJSF"),
        Ledger { login: Some("nobody".into()), ..args("ledger-clean.xlsx", "SJSF") },
        Ledger { login: Some("leihaining".into()), ..args("ledger-clean.xlsx", "SJSF") },
        args("../../Cargo.toml", "SJSF"),
    ] {
        assert!(import(&case.server, &wrong).await.is_err(), "{wrong:?}");
    }
}

fn form(file: &str, unit: usize) -> Form {
    let bytes = std::fs::read(data(file)).unwrap();
    choices(unit).part("file", crate::case::file(file, bytes))
}

fn choices(unit: usize) -> Form {
    Form::new().text("unit", cast::UNITS[unit].id.to_string()).text("origin", "team_list").text("category", "")
}

async fn preview(case: &Case, who: CastPerson, form: Form) -> Preview {
    let answer = case.post(Some(who), "/ledger/preview", form).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_preview_says_what_would_happen_and_its_acts_do_it() {
    let case = Case::start().await;
    let staff = cast::NORMAL_STAFF;
    let first = preview(&case, staff, form("ledger-with-errors.xlsx", 1)).await;
    assert_eq!(first.plan.counts(), [15, 0, 0, 6]);
    assert!(!first.samples.is_empty() && first.mapping.columns.contains(&Column::Title));
    let acts = first.plan.lines.into_iter().flat_map(|line| line.acts).collect();
    let verdicts = case.send(staff.id, acts).await;
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Accepted { .. })));
    let again = preview(&case, staff, form("ledger-with-errors.xlsx", 1)).await;
    assert_eq!(again.plan.counts(), [0, 0, 15, 6]);
    // With another column for the official, the same rows are changed ones or stay.
    let mapping = serde_json::to_string(&again.mapping).unwrap();
    let same = preview(&case, staff, form("ledger-with-errors.xlsx", 1).text("mapping", mapping)).await;
    assert_eq!(same.plan, again.plan);
    let refused = case.post(Some(staff), "/ledger/refused", form("ledger-with-errors.xlsx", 1)).await;
    assert_eq!(refused.status(), 200);
    let bytes = refused.bytes().await.unwrap();
    let read = ledger::read(&bytes, &ledger::Options::in_year(2023)).unwrap();
    assert_eq!(read.headers.last().map(String::as_str), Some("未导入原因"));
}

/// A sheet with these rows of number and title, as a unit would mend it.
fn sheet(rows: &[(&str, &str)]) -> Vec<u8> {
    let rows = rows.iter().map(|(number, title)| format!("{number},民生实事,{title},延长开放时间,2023年8月15日\n"));
    let text: String = std::iter::once("序号,问题类别,问题表述,整改措施,整改时限\n".to_owned()).chain(rows).collect();
    text.into_bytes()
}

fn form_of(bytes: Vec<u8>, file: &str) -> Form {
    let part = reqwest::multipart::Part::bytes(bytes).file_name(file.to_owned());
    Form::new().part("file", part).text("unit", cast::UNITS[1].id.to_string())
}

#[tokio::test]
async fn a_ledger_that_was_taken_back_at_once_is_brought_in_anew_and_what_the_head_withdrew_is_not() {
    let (case, staff) = (Case::start().await, cast::NORMAL_STAFF);
    let file = || form_of(sheet(&[("1", "热水供应时段过短"), ("2", "自习室关得太早")]), "实事台账.csv");
    let take = async |who: CastPerson, acts: Vec<Act>| {
        let verdicts = case.send(who.id, acts).await;
        assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Accepted { .. })), "{verdicts:?}");
    };
    let withdraw = |acts: &[Act]| {
        let found = acts.iter().filter_map(|act| match act {
            Act::Issue(issue::Act::Find(find)) => Some(find.issue),
            _ => None,
        });
        let reason = || Note::parse("导错了文件，这是别家单位的台账").unwrap();
        found.map(|issue| Act::Issue(issue::Act::Withdraw { issue, reason: reason() })).collect::<Vec<_>>()
    };
    for round in ["first", "anew"] {
        let plan = preview(&case, staff, file()).await.plan;
        assert_eq!((plan.counts(), plan.known), ([2, 0, 0, 0], false), "{round}");
        let acts: Vec<Act> = plan.lines.into_iter().flat_map(|line| line.acts).collect();
        take(staff, acts.clone()).await;
        assert_eq!(preview(&case, staff, file()).await.plan.counts(), [0, 0, 2, 0], "{round}");
        take(if round == "first" { staff } else { cast::HEAD }, withdraw(&acts)).await;
    }
    // the head has looked at it: it does not come back by a file
    let plan = preview(&case, staff, file()).await.plan;
    assert_eq!((plan.counts(), plan.known), ([0, 0, 2, 0], true));
}

#[tokio::test]
async fn refused_rows_that_come_back_mended_belong_to_their_own_ledger() {
    let case = Case::start().await;
    let staff = cast::NORMAL_STAFF;
    let take = async |plan: app::ledger::plan::Plan| {
        let verdicts = case.send(staff.id, plan.lines.into_iter().flat_map(|line| line.acts).collect()).await;
        assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Accepted { .. })), "{verdicts:?}");
    };
    for ledger in ["甲台账", "乙台账"] {
        let file = format!("{ledger}.csv");
        let bad = sheet(&[("1", &format!("{ledger}的好问题")), ("2", "")]);
        let first = preview(&case, staff, form_of(bad.clone(), &file)).await.plan;
        assert_eq!(first.counts(), [1, 0, 0, 1]);
        take(first).await;
        let answer = case.post(Some(staff), "/ledger/refused", form_of(bad, &file)).await;
        let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
        assert!(name.contains("%E6%9C%AA%E5%AF%BC%E5%85%A5.xlsx"), "{name}");
        let bytes = answer.bytes().await.unwrap();
        // unmended, and saved twice by the browser
        let again = preview(&case, staff, form_of(bytes.to_vec(), &format!("{ledger}-未导入 (1).xlsx"))).await.plan;
        assert_eq!((again.counts(), again.ledger.as_str()), ([0, 0, 0, 1], ledger));
        let mended = String::from_utf8(sheet(&[("2", &format!("{ledger}补好的问题"))])).unwrap();
        let (head, row) = mended.trim_end().split_once('\n').unwrap();
        let mended = format!("{head},未导入原因\n{row},缺少问题表述\n").into_bytes();
        let name = format!("{ledger}-未导入.csv");
        let plan = preview(&case, staff, form_of(mended, &name)).await.plan;
        assert_eq!((plan.counts(), plan.ledger.as_str(), plan.known), ([1, 0, 0, 0], ledger, true));
        take(plan).await;
        let whole = sheet(&[("1", &format!("{ledger}的好问题")), ("2", &format!("{ledger}补好的问题"))]);
        let plan = preview(&case, staff, form_of(whole, &file)).await.plan;
        assert_eq!(plan.counts(), [0, 0, 2, 0], "the ledger itself, mended");
    }
}

#[tokio::test]
async fn a_refused_row_does_not_overwrite_the_issue_that_has_its_number() {
    let case = Case::start().await;
    let staff = cast::NORMAL_STAFF;
    let first = preview(&case, staff, form_of(sheet(&[("1", "热水供应时段过短")]), "甲台账.csv")).await.plan;
    case.send(staff.id, first.lines.into_iter().flat_map(|line| line.acts).collect()).await;
    let row =
        "序号,问题类别,问题表述,整改措施,整改时限,Reason not taken\n1,民生实事,窗口排队过长,增设窗口,2023年8月15日,\n";
    for file in ["甲台账-not-taken.csv", "甲台账.csv"] {
        let plan = preview(&case, staff, form_of(row.as_bytes().to_vec(), file)).await.plan;
        let reasons = vec![Reason::NumberTaken { number: 1, title: "热水供应时段过短".into() }];
        assert_eq!(plan.lines[0].what, What::Refused { reasons }, "{file}");
    }
}

#[tokio::test]
async fn nobody_imports_for_a_foreign_unit() {
    let case = Case::start().await;
    for (who, status) in
        [(Some(cast::MUSIC_STAFF), 404), (Some(cast::SYSTEM_ADMIN), 404), (Some(cast::OFFICE_LEADER), 403), (None, 401)]
    {
        for path in ["/ledger/preview", "/ledger/refused"] {
            assert_eq!(case.post(who, path, form("ledger-clean.xlsx", 1)).await.status(), status, "{path}");
        }
    }
}

#[tokio::test]
async fn a_file_that_is_no_ledger_is_refused_with_the_reason() {
    let case = Case::start().await;
    let rows: String = (1..=100_000).map(|row| format!("{row},民生实事,问题{row}\n")).collect();
    let many = format!("序号,问题类别,问题表述\n{rows}");
    for (name, bytes, status, error) in [
        ("a.xlsx", Vec::new(), 400, "empty"),
        ("a.xlsx", b"%PDF-1.7".to_vec(), 415, "wrong_kind"),
        ("a.xlsx", b"PK\x03\x04broken".to_vec(), 400, "broken"),
        ("a.csv", b"hello,world\n1,2\n".to_vec(), 422, "no_header"),
        ("a.csv", many.into_bytes(), 413, "too_many_rows"),
        ("a.csv", vec![b'x'; 21 << 20], 413, "too_big"),
    ] {
        let form = choices(1).part("file", crate::case::file(name, bytes));
        let answer = case.post(Some(cast::NORMAL_STAFF), "/ledger/preview", form).await;
        let got = answer.status().as_u16();
        let body: serde_json::Value = answer.json().await.unwrap();
        assert_eq!((got, body["error"].as_str()), (status, Some(error)), "{body}");
    }
}

#[tokio::test]
async fn an_exported_list_reads_back_unchanged_and_holds_nothing_foreign() {
    let case = Case::start().await;
    import(&case.server, &args("ledger-as-units-keep-it.xlsx", "SJSF")).await.unwrap();
    import(&case.server, &args("ledger-gbk.csv", "SJSF")).await.unwrap();
    import(&case.server, &args("ledger-clean.xlsx", "SJYY")).await.unwrap();
    case.issue(cast::MEMBER, 1, "=HYPERLINK(\"http://x\")").await;
    let query = format!("/issues.xlsx?unit={}&origin=team_list", cast::UNITS[1].id);
    let answer = case.get(Some(cast::NORMAL_STAFF), &query).await;
    assert_eq!(answer.status(), 200);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("2023-05-05.xlsx"), "{name}");
    let bytes = answer.bytes().await.unwrap();
    let file = case.dir.path().join("export.xlsx");
    std::fs::write(&file, &bytes).unwrap();
    let dry = Ledger { file, dry_run: true, ..args("", "SJSF") };
    assert_eq!(counts(&import(&case.server, &dry).await.unwrap()), [0, 0, 66, 0]);
    let whole = async |most| {
        let (reach, filter) = (cast::HEAD.viewer().unwrap().reach(), domain::issue::list::Filter::default());
        export::find(&case.server.db, &reach, &filter, case.server.today(), most).await.unwrap()
    };
    assert!(whole(126).await.is_some(), "as many as a file holds");
    assert!(whole(125).await.is_none(), "a file leaves nothing out by itself");
    // Of the music school there is nothing in what the normal university gets, whatever it asks for.
    let foreign = case.get(Some(cast::NORMAL_STAFF), &format!("/issues.xlsx?unit={}", cast::UNITS[3].id)).await;
    let read = ledger::Book::open(&foreign.bytes().await.unwrap()).unwrap();
    assert_eq!(read.ledger(&ledger::Options::in_year(2023)).unwrap().rows.len(), 0);
    assert_eq!(case.get(None, &query).await.status(), 401);
}

/// As many measures, and as long, as the rules take.
fn measures(many: usize, times: usize) -> Vec<Plan> {
    let what = |number| Note::parse(&format!("第{number}条：{}；", "错峰开放".repeat(times))).unwrap();
    (1..=many).map(|number| Plan { id: edge::id(), what: what(number), who: None, due: None }).collect()
}

#[tokio::test]
async fn an_issue_with_pages_of_measures_and_notes_is_exported_and_reads_back_unchanged() {
    let case = Case::start().await;
    for (title, measures) in [("排队时间长", measures(40, 990)), ("闭馆过早", measures(200, 1))] {
        let mut own = crate::common::find(edge::id(), cast::UNITS[1].id, Origin::TeamList, title);
        own.facts.detail = Some(Note::parse(&"走访三个学院均有反映。\n".repeat(330)).unwrap());
        own.measures = measures;
        case.accept(cast::NORMAL_STAFF, Act::Issue(issue::Act::Find(Box::new(own)))).await;
    }
    let query = format!("/issues.xlsx?unit={}&origin=team_list", cast::UNITS[1].id);
    let answer = case.get(Some(cast::NORMAL_STAFF), &query).await;
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.unwrap();
    let read = ledger::read(&bytes, &ledger::Options::in_year(2023)).unwrap();
    let mut many: Vec<usize> = read.rows.iter().map(|row| row.measures.len()).collect();
    many.sort_unstable();
    assert_eq!(many, [40, 200]);
    let file = case.dir.path().join("long.xlsx");
    std::fs::write(&file, &bytes).unwrap();
    let dry = Ledger { file, dry_run: true, ..args("", "SJSF") };
    assert_eq!(counts(&import(&case.server, &dry).await.unwrap()), [0, 0, 2, 0]);
}

#[tokio::test]
async fn a_list_of_several_units_and_origins_reads_back_unchanged_and_goes_to_each_its_own() {
    let case = Case::start().await;
    let research = Ledger { origin: Origin::Research, ..args("ledger-gbk.csv", "SJSF") };
    for args in [args("ledger-clean.xlsx", "SJYY"), research, args("ledger-as-units-keep-it.xlsx", "SJSF")] {
        import(&case.server, &args).await.unwrap();
    }
    let query = format!("/issues.xlsx?book={}", cast::book());
    let bytes = case.get(Some(cast::HEAD), &query).await.bytes().await.unwrap();
    let file = case.dir.path().join("all.xlsx");
    std::fs::write(&file, &bytes).unwrap();
    let head = Ledger { file: file.clone(), login: Some("zhengyanqiu".into()), ..args("", "SJSF") };
    let dry = Ledger { dry_run: true, ..head };
    assert_eq!(counts(&import(&case.server, &dry).await.unwrap()), [0, 0, 125, 0]);
    // Whatever unit and origin the person chose.
    let dry = Ledger { unit: "SJYY".into(), origin: Origin::Research, ..dry };
    assert_eq!(counts(&import(&case.server, &dry).await.unwrap()), [0, 0, 125, 0]);
    // A unit's own people take in their own rows of it; the others are named, not made issues of theirs.
    let own = Ledger { file, dry_run: true, ..args("", "SJSF") };
    let outcome = import(&case.server, &own).await.unwrap();
    assert_eq!(counts(&outcome), [0, 0, 65, 60]);
    assert!(outcome.refused[0].reason.contains(cast::UNITS[3].name), "{:?}", outcome.refused[0]);
}

#[tokio::test]
async fn a_file_of_visits_leaves_none_out_by_itself() {
    let case = Case::start().await;
    for _ in 0..2 {
        let description = Box::new(visit::Description {
            form: visit::Form::Seminar,
            organisation: None,
            site: None,
            place: None,
            topic: None,
            at: case.server.today().start(),
            members: vec![cast::MEMBER.id],
            strands: Vec::new(),
            announced: true,
            checklist: Vec::new(),
        });
        let plan = visit::Act::Plan { visit: edge::id(), unit: cast::UNITS[1].id, description, drawn: None };
        case.accept(cast::MEMBER, Act::Visit(plan)).await;
    }
    let whole = async |most| {
        let (reach, filter) = (cast::HEAD.viewer().unwrap().reach(), visit::list::Filter::default());
        server::visit::whole(&case.server.db, &reach, &filter, most).await.unwrap().map(|lines| lines.len())
    };
    assert_eq!((whole(2).await, whole(1).await), (Some(2), None));
    assert_eq!(case.get(Some(cast::HEAD), "/visits.xlsx").await.status(), 200);
}

#[tokio::test]
async fn ten_thousand_rows_are_taken_in_once() {
    let case = Case::start().await;
    let mut text = String::from("\u{feff}序号,问题类别,问题表述,整改措施,责任领导,责任部门,整改时限\n");
    for row in 1..=10_000 {
        text.push_str(&format!("{row},民生实事,第{row}个问题,增设窗口；错峰开放,韩立群,教务处,2023-06-30\n"));
    }
    let file = case.dir.path().join("大台账.csv");
    std::fs::write(&file, text).unwrap();
    let args = Ledger { file, ..args("", "SJDX") };
    assert_eq!(counts(&import(&case.server, &args).await.unwrap()), [10_000, 0, 0, 0]);
    assert_eq!(counts(&import(&case.server, &args).await.unwrap()), [0, 0, 10_000, 0]);
}
