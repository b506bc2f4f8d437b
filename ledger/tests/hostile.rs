//! Files made to hurt: a clear refusal within bounded memory, never a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

use std::io::{Cursor, Read, Write};

use ledger::export::Table;
use ledger::grid::{Cell, Grid, Merge};
use ledger::{Book, Error, Field, Mapping, Options, Row, Size, limits};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn open(bytes: &[u8]) -> Error {
    Book::open(bytes).unwrap_err()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An .xlsx with some parts replaced or added.
fn with_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let file = fixture("ledger-clean.xlsx");
    let mut old = ZipArchive::new(Cursor::new(file.as_slice())).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if parts.iter().all(|(replaced, _)| *replaced != name) {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            new.start_file(name, SimpleFileOptions::default()).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    for (name, bytes) in parts {
        new.start_file(*name, SimpleFileOptions::default()).unwrap();
        new.write_all(bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_refused() {
    let bomb = with_parts(&[("xl/media/image1.png", &vec![0; 70 << 20])]);
    assert!(bomb.len() < 100 << 10);
    let Error::TooBig { what: Size::Ratio | Size::Unzipped, .. } = open(&bomb) else { panic!("{:?}", open(&bomb)) };
    let part = vec![0; 1 << 20];
    let many: Vec<(String, &[u8])> = (0..130).map(|i| (format!("xl/media/{i}"), part.as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(open(&with_parts(&many)), Error::TooBig { what: Size::Unzipped, limit: limits::UNZIPPED_BYTES });
}

#[test]
fn parts_that_grow_in_memory_are_held_shorter() {
    // hexadecimal digits of a running sum: XML enough, and not compressed two hundred times
    let digits = (0u64..500_000).map(|i| format!("{:016x}", i.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect::<String>();
    let styles = format!("<styleSheet>{digits}</styleSheet>");
    let expected = Error::TooBig { what: Size::Unzipped, limit: limits::STYLES_BYTES };
    assert_eq!(open(&with_parts(&[("xl/styles.xml", styles.as_bytes())])), expected);
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(800_000));
    let expected = Error::TooBig { what: Size::Ratio, limit: limits::RATIO };
    assert_eq!(open(&with_parts(&[("xl/styles.xml", styles.as_bytes())])), expected);
}

#[test]
fn a_zip_of_very_many_parts_is_refused() {
    let names: Vec<String> = (0..=limits::ZIP_ENTRIES).map(|i| format!("xl/{i}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(open(&with_parts(&parts)), Error::TooBig { what: Size::Entries, limit: limits::ZIP_ENTRIES as u64 });
}

#[test]
fn a_promise_of_a_billion_shared_strings_reserves_nothing() {
    for space in [0, 70_000] {
        let space = " ".repeat(space);
        let strings =
            format!("<?xml version=\"1.0\"?><sst uniqueCount={space}\"900000000000\"><si><t>a</t></si></sst>");
        let file = with_parts(&[("xl/SharedStrings.xml", strings.as_bytes())]);
        assert_eq!(open(&file), Error::TooManyCells { limit: limits::CELLS });
    }
}

#[test]
fn one_long_text_named_by_very_many_cells_is_refused() {
    let strings = format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "长".repeat(10_000));
    let cells = (1..=19_999).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"));
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", cells.collect::<String>());
    let file =
        with_parts(&[("xl/sharedStrings.xml", strings.as_bytes()), ("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
    assert_eq!(open(&file), Error::TooBig { what: Size::Text, limit: limits::TEXT_BYTES as u64 });
}

#[test]
fn a_cell_far_away_and_a_merge_of_everything_cost_nothing() {
    let sheet = |cell: &str| {
        format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row><c r=\"{cell}\"><v>1</v></c></row></sheetData>\
                 <mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>"
        )
    };
    let file = |cell| with_parts(&[("xl/worksheets/sheet1.xml", sheet(cell).as_bytes())]);
    assert_eq!(open(&file("A1048576")), Error::TooManyRows { limit: limits::ROWS });
    assert_eq!(open(&file("XFD1")), Error::TooManyColumns { limit: limits::COLUMNS });
    assert!(Book::open(&file("B20")).is_ok());
}

#[test]
fn a_hundred_thousand_rows_are_refused() {
    let rows = (0..100_000).map(|i| vec![Cell::Number(f64::from(i)), Cell::Text(format!("问题{i}"))]).collect();
    let table =
        Table { name: "表".to_owned(), headers: vec!["序号".to_owned(), "问题".to_owned()], rows, totals: vec![] };
    let file = ledger::export::xlsx(&table).unwrap();
    assert_eq!(open(&file), Error::TooManyRows { limit: limits::ROWS });
    let csv = "1,甲,乙\n".repeat(100_000);
    assert_eq!(open(csv.as_bytes()), Error::TooManyRows { limit: limits::ROWS });
}

#[test]
fn encrypted_broken_and_other_files_are_told_apart() {
    let mut ole = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    ole.create_stream("/EncryptedPackage").unwrap().write_all(&[7; 9000]).unwrap();
    ole.create_stream("/EncryptionInfo").unwrap().write_all(&[7; 90]).unwrap();
    let ole = ole.into_inner().into_inner();
    assert_eq!(open(&ole), Error::Encrypted);
    assert_eq!(open(&ole[..ole.len() - 5000]), Error::Encrypted, "cut off as well");
    let whole = fixture("ledger-clean.xlsx");
    assert_eq!(open(&whole[..whole.len() / 2]), Error::Broken);
    let old = fixture("ledger-97.xls");
    assert_eq!(open(&old[..old.len() / 4]), Error::Broken);
    assert_eq!(open(b""), Error::Empty);
    assert_eq!(open(b"\n\n"), Error::Empty);
    let other = |found: &str| Error::WrongKind { found: found.to_owned() };
    assert_eq!(open(b"%PDF-1.7 ..."), other("pdf"));
    assert_eq!(open(b"\n<HTML><table>"), other("html"));
    assert_eq!(open(&[0x89, b'P', b'N', b'G', 0, 0]), other("binary"));
    let mut docx = ZipWriter::new(Cursor::new(Vec::new()));
    docx.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(open(&docx.finish().unwrap().into_inner()), other("docx"));
    assert_eq!(
        open(&vec![b' '; limits::FILE_BYTES + 1]),
        Error::TooBig { what: Size::File, limit: limits::FILE_BYTES as u64 }
    );
}

/// The workbook stream of an .xls with one sheet of these records.
fn old_book(global: &[(u16, Vec<u8>)], sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record =
        |(kind, data): &(u16, Vec<u8>)| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = |kind: u8| record(&(0x0809, vec![0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    let end = record(&(0x000a, vec![]));
    let globals: Vec<u8> = global.iter().flat_map(record).collect();
    let bound = |start: u32| record(&(0x0085, [&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat()));
    let start = begin(5).len() + globals.len() + bound(0).len() + end.len();
    let cells = sheet.iter().flat_map(record).collect();
    let stream = [begin(5), globals, bound(start as u32), end.clone(), begin(0x10), cells, end].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

fn at(row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat()
}

#[test]
fn an_old_book_that_claims_or_spans_too_much_is_refused() {
    let number = |row, column| (0x0203, at(row, column, &1f64.to_le_bytes()));
    let good = old_book(&[], &[number(0, 0), number(5, 5)]);
    assert_eq!(Book::open(&good).unwrap().sheets()[0].height(), 6);
    let claim = [&[0; 4][..], &u32::MAX.to_le_bytes(), &[0, 0, 255, 0, 0, 0]].concat();
    assert_eq!(open(&old_book(&[], &[(0x0200, claim), number(0, 0)])), Error::TooManyCells { limit: limits::CELLS });
    assert_eq!(open(&old_book(&[], &[number(0, 0), number(65535, 255)])), Error::TooManyRows { limit: limits::ROWS });
    assert_eq!(
        open(&old_book(&[], &[number(0, 0), number(19_000, 255)])),
        Error::TooManyCells { limit: limits::CELLS }
    );
    assert_eq!(open(&old_book(&[(0x002f, vec![1, 0])], &[])), Error::Encrypted);
}

#[test]
fn an_old_book_that_names_one_long_text_very_often_is_refused() {
    let text = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &8000u16.to_le_bytes(), &[0], &[b'a'; 8000]].concat();
    let uses: Vec<_> = (0..15_000).map(|row| (0x00fd, at(row, 0, &0u32.to_le_bytes()))).collect();
    assert_eq!(Book::open(&old_book(&[(0x00fc, text.clone())], &uses[..3])).unwrap().sheets()[0].height(), 3);
    assert_eq!(
        open(&old_book(&[(0x00fc, text)], &uses)),
        Error::TooBig { what: Size::Text, limit: limits::TEXT_BYTES as u64 }
    );
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        3 => Just(Cell::Empty),
        4 => "\\PC{0,8}".prop_map(|text| Cell::of(&text)),
        2 => prop::sample::select(vec!["序号", "问题", "类别", "措施", "时限", "合计", "注：", "1", "二", "=1", "6月底前", "民生实事", "一、专项整治"])
            .prop_map(Cell::of),
        1 => any::<f64>().prop_map(Cell::Number),
        1 => Just(Cell::Fault("#REF!".to_owned())),
    ]
}

fn grid() -> impl Strategy<Value = Grid> {
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..14);
    let merges = prop::collection::vec((0usize..14, 0usize..7, 0usize..5, 0usize..4), 0..6);
    (rows, merges).prop_map(|(rows, merges)| {
        let merge = |(top, left, down, right)| Merge { top, left, bottom: top + down, right: left + right };
        Grid::new("表".to_owned(), false, rows, &merges.into_iter().map(merge).collect::<Vec<_>>()).unwrap()
    })
}

fn word() -> impl Strategy<Value = String> {
    "['=<a甲乙🙂𠮷&\"_x0041_,{}#0-9]{1,12}".prop_filter("a measure of its own", |w| !w.trim().is_empty())
}

prop_compose! {
    fn row()(
        number in prop::option::of(1u32..100_000), title in word(), measures in prop::collection::vec(word(), 0..4),
        official in prop::option::of("[甲乙丙]{1,4}"), departments in prop::collection::hash_set("[甲乙丙]{1,4}", 0..3),
        due in prop_oneof![
            Just(None), Just(Some(ledger::Due::Immediately)), Just(Some(ledger::Due::Standing)),
            (1990i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| Some(ledger::Due::On(jiff::civil::date(y, m, d)))),
        ],
        category in prop::option::of(prop::sample::select(ledger::Category::ALL.to_vec())), note in prop::option::of(word()),
    ) -> Row {
        Row {
            row: 0, number, category, title, measures, official, departments: departments.into_iter().collect(),
            due, progress: None, progress_text: None, note, origin: None, code: None, unit: None,
        }
    }
}

proptest! {
    #[test]
    fn any_grid_is_read_and_every_issue_accounted_for(grid in grid(), fields in prop::collection::vec(0..Field::ALL.len(), 0..8), header in 0u32..4) {
        let height = grid.height();
        let Ok(book) = Book::of(vec![grid]) else { return Ok(()) };
        let mut options = Options::in_year(2023);
        let _ = book.ledger(&options);
        let fields = fields.into_iter().map(|i| Field::ALL[i]).chain([Field::Title]).collect();
        options.mapping = Some(Mapping { sheet: "表".to_owned(), header_first: header.min(1), header_last: header, fields });
        let ledger = book.ledger(&options).unwrap();
        prop_assert!(ledger.rows.len() + ledger.refused.len() + ledger.skipped.len() <= height);
        prop_assert!(ledger.refused.iter().all(|refused| !refused.reasons.is_empty()));
        prop_assert!(ledger::refused::file(&ledger).is_ok());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[序号问题,;\t\n\"=0-9]{0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let _ = ledger::read(bytes, &Options::in_year(2023));
        }
    }

    #[test]
    fn a_file_with_some_bytes_changed_is_read_or_refused(
        name in prop::sample::select(vec!["ledger-97.xls", "ledger-with-errors.xlsx", "ledger-gbk.csv"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = fixture(name);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = ledger::read(&bytes, &Options::in_year(2023));
    }

    #[test]
    fn a_sheet_with_some_bytes_changed_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let file = fixture("ledger-as-units-keep-it.xlsx");
        let mut sheet = Vec::new();
        ZipArchive::new(Cursor::new(file)).unwrap().by_name("xl/worksheets/sheet2.xml").unwrap().read_to_end(&mut sheet).unwrap();
        for (place, byte) in changes {
            let place = place.index(sheet.len());
            sheet[place] = byte;
        }
        let _ = ledger::read(&with_parts(&[("xl/worksheets/sheet1.xml", &sheet)]), &Options::in_year(2023));
    }

    #[test]
    fn any_rows_export_and_read_back_the_same(rows in prop::collection::vec(row(), 0..8)) {
        let mut numbers = std::collections::HashSet::new();
        let rows: Vec<Row> = rows.into_iter().filter(|row| row.number.is_none_or(|n| numbers.insert(n))).collect();
        let file = ledger::export::xlsx(&ledger::export::ledger(&rows)).unwrap();
        let again = ledger::read(&file, &Options::in_year(2023)).unwrap();
        prop_assert_eq!(&again.refused, &vec![]);
        let again: Vec<Row> = again.rows.into_iter().map(|row| Row { row: 0, ..row }).collect();
        prop_assert_eq!(again, rows);
    }
}
