//! The ledgers that units really keep, from the first byte to the last row.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

use std::io::Read;

use jiff::civil::date;
use ledger::grid::Cell;
use ledger::{Category, Due, Ledger, Options, Progress, Reason, Row, Skip};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str) -> Ledger {
    ledger::read(&bytes(name), &Options::in_year(2023)).unwrap()
}

fn numbers(rows: &[Row]) -> Vec<u32> {
    rows.iter().map(|row| row.number.unwrap()).collect()
}

#[test]
fn a_clean_ledger_gives_sixty_issues() {
    let ledger = read("ledger-clean.xlsx");
    assert_eq!(numbers(&ledger.rows), (1..=60).collect::<Vec<_>>());
    assert_eq!((ledger.refused.len(), ledger.skipped.len()), (0, 0));
    assert_eq!(
        ledger.rows[2],
        Row {
            row: 4,
            number: Some(3),
            category: Some(Category::Hard),
            title: "科技特派员下乡次数不足（第3项）".to_owned(),
            measures: vec!["增设窗口并错峰开放".to_owned(), "修订管理办法，明确责任人与时限".to_owned()],
            official: Some("吴静".to_owned()),
            departments: vec!["组织人事处".to_owned()],
            due: Some(Due::On(date(2023, 7, 1))),
            progress: Some(Progress::NotStarted),
            progress_text: Some("未启动".to_owned()),
            note: None,
            origin: None,
            code: None,
            unit: None,
        }
    );
}

/// The same sheet as .xlsx and as .xls: an instruction sheet first, a title, a blank row, merged cells,
/// a total and a note.
#[test]
fn a_ledger_as_units_keep_it_gives_forty_five_issues() {
    let new = read("ledger-as-units-keep-it.xlsx");
    let old = read("ledger-97.xls");
    assert_eq!(new.rows, old.rows);
    assert_eq!(new.sheets, ["填表说明", "整改台账"]);
    assert_eq!((new.mapping.sheet.as_str(), new.mapping.header_first, new.mapping.header_last), ("整改台账", 4, 4));
    assert_eq!(numbers(&new.rows), (1..=45).collect::<Vec<_>>());
    assert_eq!(new.refused, []);
    let skipped: Vec<(u32, Skip)> = new.skipped.iter().map(|s| (s.row, s.kind)).collect();
    assert_eq!(skipped, [(97, Skip::Total), (98, Skip::Note)]);
    assert!(new.rows.iter().all(|row| row.category.is_some() && row.due.is_some() && row.progress.is_some()));
}

#[test]
fn an_issue_over_merged_rows_keeps_its_measures_and_words_for_dates() {
    let rows = read("ledger-as-units-keep-it.xlsx").rows;
    let second = &rows[1];
    assert_eq!((second.row, second.number), (6, Some(2)));
    assert_eq!(
        second.measures,
        ["修订管理办法，明确责任人与时限", "组织一次全面排查并建账", "与主管部门会商解决经费缺口"]
    );
    assert_eq!(second.departments, ["学生工作处", "后勤保障处"]);
    assert_eq!(second.note.as_deref(), Some("需上级协调"));
    let due = |number: usize| rows[number - 1].due.unwrap();
    assert_eq!(due(1), Due::On(date(2023, 7, 20)));
    assert_eq!(due(2), Due::On(date(2023, 9, 15)));
    assert_eq!(due(4), Due::On(date(2023, 6, 11)));
    assert_eq!(due(6), Due::On(date(2023, 8, 9)));
    assert_eq!(due(7), Due::Immediately);
    assert_eq!(due(11), Due::On(date(2023, 6, 30)));
    assert_eq!(due(16), Due::Standing);
    assert_eq!(due(21), Due::On(date(2023, 7, 31)));
    assert_eq!(rows[25].departments, ["学生工作处"], "named twice");
    assert_eq!(rows.iter().map(|row| row.measures.len()).sum::<usize>(), 92);
}

#[test]
fn a_gbk_csv_gives_twenty_issues() {
    let ledger = read("ledger-gbk.csv");
    assert_eq!(numbers(&ledger.rows), (1..=20).collect::<Vec<_>>());
    assert_eq!((ledger.refused.len(), ledger.skipped.len()), (0, 0));
    assert_eq!(ledger.rows[1].measures.len(), 3);
    assert_eq!(ledger.rows[0].due, Some(Due::On(date(2023, 6, 3))));
}

#[test]
fn a_ledger_with_errors_gives_its_good_rows_and_a_reason_for_each_bad_one() {
    let ledger = read("ledger-with-errors.xlsx");
    assert_eq!(numbers(&ledger.rows), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 19, 20, 21]);
    let refused: Vec<(u32, &[Reason])> = ledger.refused.iter().map(|r| (r.row, r.reasons.as_slice())).collect();
    let title = ledger::Field::Title;
    let expected: [(u32, &[Reason]); 6] = [
        (14, &[Reason::MissingTitle]),
        (15, &[Reason::UnknownCategory { text: "其他类".to_owned() }]),
        (16, &[Reason::DuplicateNumber { number: 3, first_row: 4 }]),
        (17, &[Reason::NoSuchDay { text: "2023年2月30日".to_owned() }]),
        (18, &[Reason::Formula { field: title }]),
        (19, &[Reason::TooLong { field: title, chars: 20_000, limit: 500 }]),
    ];
    assert_eq!(refused, expected);
    assert_eq!(
        ledger.refused.iter().map(|r| r.reasons[0].to_string()).collect::<Vec<_>>(),
        [
            "缺少问题表述",
            "类别“其他类”不在四类之内（攻坚破难、专项整治、民生实事、推动发展）",
            "序号 3 与第 4 行重复",
            "日期“2023年2月30日”不存在",
            "问题表述是公式，请改为文字",
            "问题表述过长：20000 字，最多 500 字",
        ]
    );
}

#[test]
fn odd_but_good_texts_are_kept_literally() {
    let rows = read("ledger-with-errors.xlsx").rows;
    let row = |number| rows.iter().find(|row| row.number == Some(number)).unwrap();
    assert_eq!(row(19).title, "</textarea><script>alert(1)</script>");
    assert_eq!(row(19).measures, ["<img src=x onerror=alert(1)>"]);
    assert_eq!(row(20).title, "前后有全角空格");
    assert_eq!(row(20).official.as_deref(), Some("孙慧"));
    assert_eq!(row(20).category, Some(Category::Development));
    assert_eq!(row(21).title, "含表情🙂与生僻字𠮷");
    assert_eq!(row(21).official.as_deref(), Some("查无此人"));
}

#[test]
fn the_refused_rows_come_back_as_a_file_that_reads_the_same() {
    let first = read("ledger-with-errors.xlsx");
    let file = ledger::refused::file(&first).unwrap();
    let again = ledger::read(&file, &Options::in_year(2023)).unwrap();
    assert_eq!(again.headers.last().map(String::as_str), Some(ledger::refused::REASON));
    // only the second number 3 has become the only one
    assert_eq!(numbers(&again.rows), [3]);
    let of = |ledger: &Ledger| -> Vec<Vec<Reason>> { ledger.refused.iter().map(|r| r.reasons.clone()).collect() };
    let mut expected = of(&first);
    expected.remove(2);
    assert_eq!(of(&again), expected);
}

#[test]
fn every_file_exports_and_reads_back_unchanged() {
    for name in ["ledger-clean.xlsx", "ledger-as-units-keep-it.xlsx", "ledger-gbk.csv", "ledger-with-errors.xlsx"] {
        let rows = read(name).rows;
        let file = ledger::export::xlsx(&ledger::export::ledger(&rows)).unwrap();
        let again = ledger::read(&file, &Options::in_year(1999)).unwrap();
        assert_eq!((again.refused.len(), again.skipped.len()), (0, 1), "{name}");
        assert_eq!(again.rows.len(), rows.len());
        assert!(again.rows.iter().zip(&rows).all(|(a, b)| a.same_content(b)), "{name}");
    }
}

/// Words without sense that no zip makes small.
fn prose(seed: u32, many: usize) -> String {
    let mut at = seed;
    let mut next = || {
        at = at.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + (at >> 16) % 0x5000).unwrap()
    };
    (0..many).map(|_| next()).collect()
}

#[test]
fn an_issue_as_long_as_the_platform_takes_goes_over_several_rows_and_reads_back_unchanged() {
    let clean = read("ledger-clean.xlsx").rows;
    let measures = (0..200).map(|number| prose(number, 4_000)).collect();
    let long = Row { measures, note: Some(prose(999, 4_000)), ..clean[0].clone() };
    let rows = [long, clean[1].clone()];
    let file = ledger::export::xlsx(&ledger::export::ledger(&rows)).unwrap();
    let again = ledger::read(&file, &Options::in_year(2023)).unwrap();
    assert_eq!((again.refused.len(), again.skipped.len(), again.rows.len()), (0, 1, 2));
    assert!(again.rows.iter().zip(&rows).all(|(a, b)| a.same_content(b)));
    // the header, 29 rows of seven measures, the other issue, the total
    assert_eq!(ledger::Book::open(&file).unwrap().sheets()[0].height(), 1 + 29 + 1 + 1);
    let more = Row { measures: (0..201).map(|number| prose(number, 4)).collect(), ..clean[0].clone() };
    let file = ledger::export::xlsx(&ledger::export::ledger(&[more])).unwrap();
    let refused = ledger::read(&file, &Options::in_year(2023)).unwrap().refused;
    assert_eq!(refused[0].reasons, [Reason::TooManyMeasures { count: 201, limit: 200 }]);
}

#[test]
fn exported_cells_have_types_and_the_header_is_frozen() {
    let rows = read("ledger-clean.xlsx").rows;
    let file = ledger::export::xlsx(&ledger::export::ledger(&rows)).unwrap();
    let book = ledger::Book::open(&file).unwrap();
    let sheet = &book.sheets()[0];
    assert_eq!(*sheet.own((1, 0)), Cell::Number(1.0));
    assert_eq!(*sheet.own((1, 6)), Cell::Day(date(2023, 8, 16)));
    assert_eq!(*sheet.own((61, 2)), Cell::Text("共60项".to_owned()));
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    assert!(xml.contains("state=\"frozen\"") && xml.contains("<autoFilter ref=\"A1:L61\"") && !xml.contains("<f>"));
}

#[test]
fn reasons_and_rows_keep_their_form_on_the_wire() {
    let ledger = read("ledger-with-errors.xlsx");
    let json = serde_json::to_value(&ledger.refused[2].reasons[0]).unwrap();
    assert_eq!(json, serde_json::json!({ "reason": "duplicate_number", "number": 3, "first_row": 4 }));
    let json = serde_json::to_string(&ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
}
