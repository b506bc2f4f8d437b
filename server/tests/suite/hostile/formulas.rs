//! Texts that a spreadsheet would run: they stay texts in every export.

use std::io::{Cursor, Read as _};

use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::{IssueId, Text};
use reqwest::Method;

use crate::common::{TestApp, id};

const FORMULAS: [&str; 7] = [
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\",\"y\")",
    "=1+1",
    "％=1",
];

#[tokio::test]
async fn a_formula_in_a_text_stays_a_text_in_every_export() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    for formula in FORMULAS {
        let facts = issue::act::Facts {
            title: Text::parse(formula).unwrap(),
            detail: Some(Text::parse(formula).unwrap()),
            category: Some(issue::Category::Hard),
            organisation: None,
            official: Some(Text::parse(formula).unwrap()),
            department: Some(Text::parse(formula).unwrap()),
            due: None,
        };
        let issue: IssueId = id().into();
        let unit = cast::UNITS[1].id;
        let origin = Origin::TeamList;
        let find = issue::act::Find {
            issue,
            unit,
            origin,
            facts,
            measures: vec![],
            ledger: None,
            report: None,
            from: None,
            visit: None,
            meeting: None,
        };
        let verdict = app.act(cast::NORMAL_STAFF, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    let visitor = app.as_(cast::NORMAL_STAFF).await;
    let export = visitor.request(Method::GET, "/issues.xlsx").send().await.unwrap().bytes().await.unwrap();
    texts_only(&export);
    // The rows that were refused go back to their owner with the same cells.
    let rows: String =
        FORMULAS.iter().map(|text| format!("1,民生实事,\"{}\",99月99日\n", text.replace('"', "\"\""))).collect();
    let file = reqwest::multipart::Part::bytes(format!("序号,问题类别,问题表述,整改时限\n{rows}").into_bytes());
    let form = reqwest::multipart::Form::new().text("unit", cast::UNITS[1].id.to_string()).text("origin", "team_list");
    let form = form.part("file", file.file_name("=cmd.csv"));
    let answer = visitor.request(Method::POST, "/ledger/refused").multipart(form).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    texts_only(&answer.bytes().await.unwrap());
}

/// No cell is a formula, and each of the formulas is a text of the book.
fn texts_only(bytes: &[u8]) {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let (mut sheets, mut all) = (String::new(), String::new());
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        let sheet = part.name().unwrap().starts_with("xl/worksheets/");
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            all.push_str(&text);
            if sheet {
                sheets.push_str(&text);
            }
        }
    }
    assert!(sheets.contains("<sheetData"), "a sheet");
    assert!(!sheets.contains("<f>") && !sheets.contains("<f ") && !all.contains("externalLink"), "a formula: {sheets}");
    for formula in FORMULAS {
        let kept = formula.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let quoted = kept.replace('"', "&quot;");
        assert!(all.contains(&kept) || all.contains(&quoted), "{formula} is not in it: {all}");
    }
}
