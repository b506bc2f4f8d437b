//! The shapes ledgers come in: header of two rows, merged and unmerged issues, headings, totals, notes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

use jiff::civil::date;
use ledger::grid::{Cell, Grid, Merge};
use ledger::{Book, Category, Due, Error, Field, Ledger, Mapping, Options, Reason, Skip};

fn grid(name: &str, rows: &[&[&str]], merges: &[(usize, usize, usize, usize)]) -> Grid {
    let rows = rows.iter().map(|row| row.iter().map(|text| Cell::of(text)).collect()).collect();
    let merge = |(top, left, bottom, right): &(usize, usize, usize, usize)| Merge {
        top: *top,
        left: *left,
        bottom: *bottom,
        right: *right,
    };
    Grid::new(name.to_owned(), false, rows, &merges.iter().map(merge).collect::<Vec<_>>()).unwrap()
}

fn read(rows: &[&[&str]], merges: &[(usize, usize, usize, usize)]) -> Ledger {
    Book::of(vec![grid("表", rows, merges)]).unwrap().ledger(&Options::in_year(2023)).unwrap()
}

fn titles(ledger: &Ledger) -> Vec<&str> {
    ledger.rows.iter().map(|row| row.title.as_str()).collect()
}

fn skips(ledger: &Ledger) -> Vec<(u32, Skip)> {
    ledger.skipped.iter().map(|s| (s.row, s.kind)).collect()
}

#[test]
fn a_header_of_two_merged_rows_is_read() {
    let ledger = read(
        &[
            &["序号", "问题", "", "整改", "", "责任分工", ""],
            &["", "类别", "表述", "措施", "时限", "牵头校领导", "责任单位"],
            &["（一）", "民生实事", "甲", "乙", "6月底前", "吴静", "教务处"],
        ],
        &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6)],
    );
    assert_eq!((ledger.mapping.header_first, ledger.mapping.header_last), (1, 2));
    let row = &ledger.rows[0];
    assert_eq!((row.row, row.number, row.category), (3, Some(1), Some(Category::Livelihood)));
    assert_eq!((row.title.as_str(), row.measures.as_slice()), ("甲", ["乙".to_owned()].as_slice()));
    assert_eq!(row.due, Some(Due::On(date(2023, 6, 30))));
    assert_eq!((row.official.as_deref(), row.departments.as_slice()), (Some("吴静"), ["教务处".to_owned()].as_slice()));
}

#[test]
fn a_header_of_two_rows_without_merged_cells_is_read() {
    let ledger = read(
        &[
            &["序号", "存在问题", "整改", "", "责任", ""],
            &["", "", "整改措施", "整改时限", "责任领导", "责任部门"],
            &["1", "甲", "乙", "年底前", "吴静", "教务处"],
        ],
        &[],
    );
    assert_eq!(ledger.mapping.header_last, 2);
    assert_eq!(titles(&ledger), ["甲"]);
    assert_eq!(ledger.rows[0].due, Some(Due::On(date(2023, 12, 31))));
}

#[test]
fn rows_without_number_and_title_go_on_with_the_issue_above() {
    let rows: &[&[&str]] = &[
        &["序号", "问题", "措施", "责任部门", "时限"],
        &["1", "甲", "1.一", "教务处", "2023.6.1"],
        &["", "", "2.二", "财务处", "2023.9.1"],
        &["2", "乙", "三", "", "立行立改"],
        &["", "", "四", "", ""],
    ];
    for merges in [&[][..], &[(1, 0, 2, 0), (1, 1, 2, 1), (3, 0, 4, 0), (3, 1, 4, 1)][..]] {
        let ledger = read(rows, merges);
        assert_eq!(titles(&ledger), ["甲", "乙"]);
        assert_eq!(ledger.rows[0].measures, ["一", "二"]);
        assert_eq!(ledger.rows[0].departments, ["教务处", "财务处"]);
        assert_eq!(ledger.rows[0].due, Some(Due::On(date(2023, 9, 1))), "the latest day");
        assert_eq!((ledger.rows[1].row, ledger.rows[1].measures.len()), (4, 2));
    }
}

#[test]
fn two_issues_share_a_merged_measure_and_a_merged_category() {
    let ledger = read(
        &[
            &["序号", "类别", "问题", "措施", "责任部门"],
            &["1", "专项整治", "甲", "一起改", "教务处"],
            &["2", "", "乙", "", ""],
            &["3", "推动发展", "丙", "单独改", "财务处"],
        ],
        &[(1, 1, 2, 1), (1, 3, 2, 3), (1, 4, 2, 4)],
    );
    assert_eq!(titles(&ledger), ["甲", "乙", "丙"]);
    assert_eq!(ledger.rows[1].measures, ["一起改"]);
    assert_eq!(ledger.rows[1].category, Some(Category::Special));
    assert_eq!(ledger.rows[1].departments, ["教务处"]);
    assert_eq!(ledger.rows[2].measures, ["单独改"]);
}

#[test]
fn a_merged_number_over_several_titles_is_one_issue() {
    let ledger =
        read(&[&["序号", "问题", "措施"], &["1", "甲", "一"], &["", "乙", "二"], &["2", "丙", "三"]], &[(1, 0, 2, 0)]);
    assert_eq!(titles(&ledger), ["甲；乙", "丙"]);
    assert_eq!(ledger.rows[0].measures, ["一", "二"]);
}

#[test]
fn headings_give_the_category_and_totals_notes_and_repeated_headers_are_passed_over() {
    let ledger = read(
        &[
            &["序号", "问题", "措施"],
            &["一、攻坚破难方面", "", ""],
            &["1", "甲", "一"],
            &["小 计", "1项", ""],
            &["序号", "问题", "措施"],
            &["二、民生实事方面", "", ""],
            &["2", "合计用电超标", "二"],
            &["3", "", ""],
            &["合计：", "", "共2项"],
            &["注：本表由党委办公室负责解释。", "", ""],
            &["填表人：吴静", "", "审核人：周明远"],
        ],
        &[(9, 0, 9, 2)],
    );
    assert_eq!(titles(&ledger), ["甲", "合计用电超标"]);
    let categories: Vec<_> = ledger.rows.iter().map(|row| row.category).collect();
    assert_eq!(categories, [Some(Category::Hard), Some(Category::Livelihood)]);
    assert_eq!(
        skips(&ledger),
        [
            (2, Skip::Heading),
            (4, Skip::Total),
            (5, Skip::Header),
            (6, Skip::Heading),
            (8, Skip::NumberOnly),
            (9, Skip::Total),
            (10, Skip::Note),
            (11, Skip::Note),
        ]
    );
    assert_eq!(ledger.refused, []);
}

#[test]
fn all_that_is_wrong_with_a_row_is_said_at_once() {
    let ledger = read(
        &[&["序号", "类别", "问题", "时限"], &["甲", "其他", "", "尽快"], &["2", "民生", "=1+1", "2023-02-30"]],
        &[],
    );
    assert_eq!(ledger.refused[0].reasons.len(), 4);
    assert_eq!(
        ledger.refused[1].reasons,
        [Reason::Formula { field: Field::Title }, Reason::NoSuchDay { text: "2023-02-30".to_owned() }]
    );
}

#[test]
fn a_ledger_without_categories_takes_one_for_all_or_none() {
    let book = Book::of(vec![grid("", &[&["序号", "问题"], &["1", "甲"]], &[])]).unwrap();
    let mut options = Options::in_year(2023);
    assert_eq!(book.ledger(&options).unwrap().rows[0].category, None);
    options.category = Some(Category::Development);
    assert_eq!(book.ledger(&options).unwrap().rows[0].category, Some(Category::Development));
}

#[test]
fn a_mapping_given_by_the_person_goes_before_the_recognised_one() {
    let rows: &[&[&str]] = &[&["A", "B", "C"], &["1", "甲", "乙"]];
    let book = Book::of(vec![grid("表", rows, &[])]).unwrap();
    let mut options = Options::in_year(2023);
    assert_eq!(book.ledger(&options), Err(Error::NoHeader));
    assert_eq!(book.top("表", 1), [["A", "B", "C"]]);
    let fields = vec![Field::Number, Field::Measures, Field::Title];
    options.mapping = Some(Mapping { sheet: "表".to_owned(), header_first: 1, header_last: 1, fields });
    let ledger = book.ledger(&options).unwrap();
    assert_eq!((titles(&ledger), ledger.rows[0].measures.as_slice()), (vec!["乙"], ["甲".to_owned()].as_slice()));
    options.mapping =
        Some(Mapping { sheet: "表".to_owned(), header_first: 0, header_last: 0, fields: vec![Field::Number] });
    assert_eq!(book.ledger(&options), Err(Error::NoTitleColumn));
    options.mapping =
        Some(Mapping { sheet: "无".to_owned(), header_first: 0, header_last: 0, fields: vec![Field::Title] });
    assert_eq!(book.ledger(&options), Err(Error::NoSheet { name: "无".to_owned() }));
}

#[test]
fn the_sheet_with_most_columns_is_taken_unless_another_is_named() {
    let book = Book::of(vec![
        grid("说明", &[&["请按时报送"]], &[]),
        grid("简表", &[&["序号", "问题"], &["1", "简"]], &[]),
        grid("台账", &[&["序号", "问题", "措施"], &["1", "全", ""]], &[]),
    ])
    .unwrap();
    let mut options = Options::in_year(2023);
    assert_eq!(titles(&book.ledger(&options).unwrap()), ["全"]);
    options.sheet = Some("简表".to_owned());
    assert_eq!(titles(&book.ledger(&options).unwrap()), ["简"]);
}
