//! `xundao import ledger` as an operator types it: a ledger that was changed since, and what is said of all its lines.

use std::path::Path;

use crate::binary::Place;
use crate::command::cast_left;
use domain::act::Subject;
use domain::issue::{Category, Due, Issue, Origin};
use domain::kinds::Day;
use domain::record::Record;
use domain::viewer::Reach;
use serde_json::{Value, json};

const HEAD: &str = "序号,问题表述,整改措施,责任领导,责任部门,整改时限\n";

/// A ledger of these lines; its path.
fn written(dir: &Path, lines: &[&str]) -> String {
    let file = dir.join("整改台账.csv");
    std::fs::write(&file, format!("\u{feff}{HEAD}{}", lines.concat())).unwrap();
    file.display().to_string()
}

/// Created, changed, unchanged, refused.
fn counts(told: &Value) -> [usize; 4] {
    let many = |key: &str| usize::try_from(told[key].as_u64().unwrap()).unwrap();
    [many("created"), many("changed"), many("unchanged"), told["refused"].as_array().unwrap().len()]
}

/// The issues that came from ledgers, in the order in which they were found.
async fn imported(place: &Place) -> Vec<Issue> {
    let db = store::Db::open(&place.database).await.unwrap();
    let all = Reach { all: true, ..Reach::default() };
    let records = store::record::all(&db, &all, Subject::Issue, None, None).await.unwrap();
    db.close().await;
    let issues = records.into_iter().filter_map(|record| match record {
        Record::Issue(issue) => Some(*issue),
        _ => None,
    });
    let mut issues: Vec<Issue> = issues.filter(|issue| issue.ledger.is_some()).collect();
    issues.sort_by_key(|issue| issue.id);
    issues
}

/// What was done to an issue, in order.
async fn acts(place: &Place, issue: &Issue) -> Vec<String> {
    let db = store::Db::open(&place.database).await.unwrap();
    let history = store::journal::history(&db, issue.id.0).await.unwrap();
    db.close().await;
    history.iter().map(|own| own.entry.act.kind()).collect()
}

fn on(day: &str) -> Option<Due> {
    Some(Due::On { day: Day::parse(day).unwrap() })
}

#[tokio::test]
async fn a_ledger_that_was_changed_changes_what_differs_and_nothing_else() {
    let (dir, place) = cast_left().await;
    let import = |lines: &[&str], more: &[&str]| {
        let file = written(dir.path(), lines);
        place.json(&[&["import", "ledger", &file, "--unit", "SJSF", "--json"], more].concat())
    };
    let [one, two, three] = [
        "1,食堂价格偏高,增设窗口,韩立群,教务处,2023-06-30\n",
        "2,宿舍热水不足,更换锅炉,韩立群,后勤处,2023-07-15\n",
        "3,画室不够用,调整课表,顾晓岚,美术学院,2023-08-01\n",
    ];
    assert_eq!(counts(&import(&[one, two, three], &[])), [3, 0, 0, 0]);
    let before = imported(&place).await;
    let later = [
        "1,食堂价格偏高,增设窗口；错峰开放,韩立群,教务处,2023-07-31\n",
        two,
        "3,画室和琴房不够用,调整课表,阎若水,美术学院,2023-08-01\n",
        "4,路灯不亮,换新路灯,韩立群,后勤处,2023-06-01\n",
    ];
    let heads = place.run(&["verify"]).out;
    let dry = import(&later, &["--dry-run"]);
    assert_eq!((counts(&dry), place.run(&["verify"]).out), ([1, 2, 1, 0], heads));
    assert_eq!(import(&later, &[]), dry);
    let after = imported(&place).await;
    assert_eq!(after.len(), 4);
    let name = |issue: &Issue| issue.official.as_ref().map(ToString::to_string);
    let what = |issue: &Issue| issue.measures.iter().map(|own| own.what.to_string()).collect::<Vec<_>>();
    // the first was put off and got a measure, and keeps the rest
    let (was, is) = (&before[0], &after[0]);
    assert_eq!((was.due, is.due), (on("2023-06-30"), on("2023-07-31")));
    assert_eq!(
        (what(was), what(is)),
        (vec!["增设窗口".to_owned()], vec!["增设窗口".to_owned(), "错峰开放".to_owned()])
    );
    assert_eq!(Issue { due: was.due, measures: was.measures.clone(), ..is.clone() }, *was);
    assert_eq!(after[1], before[1]);
    let (was, is) = (&before[2], &after[2]);
    assert_eq!(
        (is.title.as_str(), name(was), name(is)),
        ("画室和琴房不够用", Some("顾晓岚".into()), Some("阎若水".into()))
    );
    assert_eq!(Issue { title: was.title.clone(), official: was.official.clone(), ..is.clone() }, *was);
    // each change is an act in the issue's own history
    let mut done = Vec::new();
    for issue in &after {
        done.push(acts(&place, issue).await.join(" "));
    }
    let wanted = ["issue.find issue.amend issue.add_measure", "issue.find", "issue.find issue.amend", "issue.find"];
    assert_eq!(done, wanted);
    assert_eq!(counts(&import(&later, &[])), [0, 0, 4, 0]);
}

#[tokio::test]
async fn category_origin_and_year_are_said_for_all_lines_that_do_not_say_them() {
    let (dir, place) = cast_left().await;
    let lines =
        ["1,食堂价格偏高,增设窗口,韩立群,教务处,6月30日\n", "2,宿舍热水不足,更换锅炉,韩立群,后勤处,2025-07-15\n"];
    let file = written(dir.path(), &lines);
    let run = |more: &[&str]| place.json(&[&["import", "ledger", &file, "--unit", "SJSF", "--json"], more].concat());
    // nothing said: the unit's own list, no category, the year of the campaign
    assert_eq!(counts(&run(&[])), [2, 0, 0, 0]);
    let plain = imported(&place).await;
    assert_eq!(plain.iter().map(|own| own.due).collect::<Vec<_>>(), [on("2023-06-30"), on("2025-07-15")]);
    assert!(plain.iter().all(|own| (own.origin, own.category) == (Origin::TeamList, None)));
    // a category for all changes those that have none, once
    assert_eq!(counts(&run(&["--category", "special"])), [0, 2, 0, 0]);
    assert_eq!(counts(&run(&["--category", "hard"])), [0, 0, 2, 0]);
    assert!(imported(&place).await.iter().all(|own| own.category == Some(Category::Special)));
    // the same lines of another origin are other issues
    let more = ["--origin", "research", "--category", "livelihood", "--year", "2024"];
    assert_eq!(counts(&run(&more)), [2, 0, 0, 0]);
    assert_eq!(counts(&run(&more)), [0, 0, 2, 0]);
    let all = imported(&place).await;
    let research: Vec<&Issue> = all.iter().filter(|own| own.origin == Origin::Research).collect();
    assert_eq!(research.iter().map(|own| own.due).collect::<Vec<_>>(), [on("2024-06-30"), on("2025-07-15")]);
    assert!(research.iter().all(|own| own.category == Some(Category::Livelihood)));
    let figures = place.json(&["figures", "--json"]);
    assert_eq!(figures["figures"]["research_found"], json!(2), "{figures}");
    for wrong in [["--origin", "rumour"], ["--category", "soft"], ["--year", "soon"]] {
        let args = [&["import", "ledger", &file, "--unit", "SJSF"], &wrong[..]].concat();
        assert_eq!(place.run(&args).code, Some(2), "{wrong:?}");
    }
}
