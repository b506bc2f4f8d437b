//! A weekly list on the server: what is done with where it came from is over without a tick, for the group and the unit alike.

use crate::common::{TestApp, id};
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{Day, ItemId, ReportId, Text, Week, WorklistId};
use domain::owed::Owed;
use domain::report;
use domain::strand::Strand;
use domain::worklist::{self, NewItem, Source, Task};
use serde_json::{Value, json};

async fn accept(app: &TestApp, by: CastPerson, act: Act) {
    let verdict = app.act(by, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// What a reader's page of the list has as over, how the list stands, and how many of it are over there.
async fn seen(app: &TestApp, who: CastPerson, list: WorklistId) -> (Value, Value, Value) {
    let visitor = app.as_(who).await;
    let detail: Value = visitor.get(&format!("/api/worklist/detail?worklist={list}")).await.json();
    let board: Value = visitor.get("/api/worklist/list").await.json();
    let lines = board["lines"].as_array().unwrap();
    let line = lines.iter().find(|own| own["id"] == json!(list)).unwrap();
    (detail["over"].clone(), line["state"].clone(), line["over"].clone())
}

#[tokio::test]
async fn an_item_whose_source_is_over_needs_no_tick_and_stands_again_when_that_begins_anew() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let (report, unit, week) = (ReportId(id()), cast::UNITS[1].id, Week::of(Day::parse("2023-05-05").unwrap()));
    let description = report::Description {
        title: Text::parse("关于校企合作的调研").unwrap(),
        official: Text::parse("韩立群").unwrap(),
        due: Day::parse("2023-05-12").ok(),
    };
    accept(&app, cast::NORMAL_STAFF, Act::Report(report::Act::Plan { report, unit, description })).await;
    let (list, owed, other) = (WorklistId::of(cast::book(), week), ItemId(id()), ItemId(id()));
    let item = |id: ItemId, source: Source| {
        let what = Text::parse("报送调研报告").unwrap();
        NewItem {
            id,
            task: Task {
                unit: Some(unit),
                who: None,
                source,
                what,
                due: None,
                from: None,
                weeks: 0,
                strands: Default::default(),
            },
        }
    };
    let items = vec![item(owed, Source::Owed { owed: Owed::Report { report } }), item(other, Source::Hand)];
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Prepare { worklist: list, week, items })).await;
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Issue { worklist: list })).await;
    let readers = [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER];
    for who in readers {
        assert_eq!(seen(&app, who, list).await, (json!([]), json!("issued"), json!(0)), "{}", who.login);
    }
    let summary = Text::parse("发现四个问题，提出六条建议").unwrap();
    accept(&app, cast::NORMAL_STAFF, Act::Report(report::Act::Complete { report, summary, was: None })).await;
    for who in readers {
        assert_eq!(seen(&app, who, list).await, (json!([owed]), json!("issued"), json!(1)), "{}", who.login);
    }
    let page = app.as_(cast::HEAD).await.get(&format!("/worklists/{list}")).await.body;
    assert!(page.contains("已自行办结"));
    // the other one is ticked: nothing is left
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Tick { worklist: list, item: other, then: None })).await;
    assert_eq!(seen(&app, cast::HEAD, list).await, (json!([owed]), json!("done"), json!(1)));
    let reason = Text::parse("报告里的数字还要再核对一遍").unwrap();
    accept(&app, cast::NORMAL_STAFF, Act::Report(report::Act::Reopen { report, reason })).await;
    assert_eq!(seen(&app, cast::HEAD, list).await, (json!([]), json!("issued"), json!(0)));
}

#[tokio::test]
async fn a_list_is_read_by_its_strand_and_the_unit_sees_how_far_it_is_in_each() {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let (unit, week) = (cast::UNITS[1].id, Week::of(Day::parse("2023-05-05").unwrap()));
    let list = WorklistId::of(cast::book(), week);
    let item = |unit: usize, strand: Option<Strand>| {
        let (unit, what) = (Some(cast::UNITS[unit].id), Text::parse("报送学习安排").unwrap());
        let strands = strand.into_iter().collect();
        let source = Source::Hand;
        NewItem {
            id: ItemId(id()),
            task: Task { unit, who: None, source, what, due: None, from: None, weeks: 0, strands },
        }
    };
    let study = Some(Strand::Study);
    let items = vec![item(1, study), item(1, study), item(1, None), item(2, study)];
    let ticked = items[0].id;
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Prepare { worklist: list, week, items })).await;
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Issue { worklist: list })).await;
    accept(&app, cast::HEAD, Act::Worklist(worklist::Act::Tick { worklist: list, item: ticked, then: None })).await;
    // (items of the line, ticked); the group is told of all units unless it asks for one
    let read = async |who: CastPerson, asks: &str| {
        let board: Value = app.as_(who).await.get(&format!("/api/worklist/list?{asks}")).await.json();
        let own = board["lines"].as_array().unwrap().first().cloned().unwrap_or_default();
        (own["items"].clone(), own["ticked"].clone())
    };
    let of_unit = format!("unit={unit}&strand=study");
    assert_eq!(read(cast::HEAD, "strand=study").await, (json!(3), json!(1)));
    assert_eq!(read(cast::HEAD, &of_unit).await, (json!(2), json!(1)));
    assert_eq!(read(cast::NORMAL_STAFF, "strand=study").await, (json!(2), json!(1)));
    assert_eq!(read(cast::NORMAL_STAFF, "strand=research").await, (Value::Null, Value::Null));
    // on the unit's home; the library is the group's
    let far = async |who: CastPerson| {
        let home: Value = app.as_(who).await.get(&format!("/api/unit/home?unit={unit}")).await.json();
        home["far"].clone()
    };
    let (guide, staff) = (far(cast::HEAD).await, far(cast::NORMAL_STAFF).await);
    for own in [&guide, &staff] {
        assert_eq!((&own[0]["strand"], &own[0]["open"], &own[0]["done"]), (&json!("study"), &json!(1), &json!(1)));
        assert_eq!(own[1]["open"], json!(0));
    }
    assert_eq!((guide[0]["standards"].is_number(), &staff[0]["standards"]), (true, &Value::Null));
    assert_eq!(far(cast::ORGANISATION_STAFF).await, json!([]));
    let page = app.as_(cast::NORMAL_STAFF).await.get(&format!("/unit/{unit}")).await.body;
    assert!(page.contains(&format!("/worklists?unit={unit}&amp;strand=study")), "{page}");
}
