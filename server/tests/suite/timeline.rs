//! What the entries of an issue name besides it: by its name for who may read that, and for nobody else.

use crate::case::Case;
use crate::common::find;
use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::issue::act::Plan;
use domain::issue::{self, Origin};
use domain::kinds::{IssueId, MeasureId, Note, OrganisationId, ReportId, Text};
use domain::report;
use serde_json::{Value, json};
use server::edge;

const THEIRS: &str = "财务处内部的问题";
const REPORT: &str = "实验室开放共享";
const UNIT: usize = 1;

fn reason() -> Note {
    Note::parse("核对后两边合为一个问题办理").unwrap()
}

async fn raise(case: &Case, title: &str, organisation: Option<OrganisationId>, measures: Vec<Plan>) -> IssueId {
    let mut own = find(edge::id(), cast::UNITS[UNIT].id, Origin::TeamList, title);
    own.facts.organisation = organisation;
    own.measures = measures;
    let issue = own.issue;
    case.accept(cast::NORMAL_STAFF, Act::Issue(issue::Act::Find(Box::new(own)))).await;
    issue
}

/// An issue of an organisation that leans on one of the whole unit, was merged into it for a while, and hangs on a report.
async fn story(case: &Case) -> IssueId {
    let measure: MeasureId = edge::id();
    let plan = Plan { id: measure, what: Note::parse("统一换新路灯").unwrap(), who: None, due: None };
    let issue = raise(case, "夜间照明不足", Some(cast::UNITS[UNIT].organisation(0)), Vec::new()).await;
    let from = raise(case, THEIRS, None, vec![plan]).await;
    let report: ReportId = edge::id();
    let (title, official) = (Text::parse(REPORT).unwrap(), Text::parse("韩立群").unwrap());
    let description = report::Description { title, official, due: None };
    let plan = report::Act::Plan { report, unit: cast::UNITS[UNIT].id, description };
    case.accept(cast::HEAD, Act::Report(plan)).await;
    let (_, file) = case.upload(Some(cast::NORMAL_STAFF), "验收单.pdf", crate::file::PDF.to_vec()).await;
    let hash: issue::Hash = Text::parse(file["hash"].as_str().unwrap()).unwrap();
    let name = Text::parse("验收单.pdf").unwrap();
    let size = u32::try_from(file["size"].as_u64().unwrap()).unwrap();
    let (staff, head) = (cast::NORMAL_STAFF, cast::HEAD);
    for (who, act) in [
        (staff, issue::Act::ShareMeasure { issue, from, measure }),
        (staff, issue::Act::NameReport { issue, report: Some(report) }),
        (staff, issue::Act::AddEvidence { issue, hash: hash.clone(), name, size }),
        (staff, issue::Act::WithdrawEvidence { issue, hash, reason: reason() }),
        (head, issue::Act::Merge { issue, into: from, reason: reason() }),
        (head, issue::Act::Reinstate { issue, reason: reason() }),
        (staff, issue::Act::UnshareMeasure { issue, from, measure }),
        (head, issue::Act::Transfer { issue, to: cast::UNITS[2].id, reason: reason(), taken_up_as: Some(edge::id()) }),
    ] {
        case.accept(who, Act::Issue(act)).await;
    }
    issue
}

async fn detail(case: &Case, who: CastPerson, issue: IssueId) -> Value {
    let answer = case.get(Some(who), &format!("/api/issue/detail?id={issue}")).await;
    assert_eq!(answer.status(), 200, "{}", who.login);
    answer.json().await.unwrap()
}

/// What the entry of this verb changed, its state left aside.
fn changes(detail: &Value, verb: &str) -> Vec<Value> {
    let entry = detail["history"].as_array().unwrap().iter().find(|own| own["verb"] == verb).unwrap();
    let changes = entry["changes"].as_array().unwrap().iter();
    changes.filter(|own| own["field"] != "state").cloned().collect()
}

fn change(field: &str, before: Value, after: Value) -> Vec<Value> {
    vec![json!({ "field": field, "before": before, "after": after })]
}

fn text(text: &str) -> Value {
    json!({ "value": "text", "is": text })
}

#[tokio::test]
async fn entries_tell_what_they_shared_merged_and_took_back_by_its_name() {
    let case = Case::start().await;
    let issue = story(&case).await;
    let (home, none) = (format!("{} {THEIRS}", Origin::TeamList.code(2)), Value::Null);
    let measure = format!("{home} · 统一换新路灯");
    for (who, unit) in [
        (cast::HEAD, text(cast::UNITS[2].name)),
        (cast::OFFICE_LEADER, text(cast::UNITS[2].name)),
        (cast::NORMAL_STAFF, json!({ "value": "out_of_reach" })),
    ] {
        let detail = detail(&case, who, issue).await;
        for (verb, wanted) in [
            ("share_measure", change("shared", none.clone(), text(&measure))),
            ("unshare_measure", change("shared", text(&measure), none.clone())),
            ("name_report", change("report", none.clone(), text(REPORT))),
            ("withdraw_evidence", change("evidence", text("验收单.pdf"), none.clone())),
            ("merge", change("merged_into", none.clone(), text(&home))),
            ("reinstate", change("merged_into", text(&home), none.clone())),
            ("transfer", change("transferred_to", none.clone(), unit.clone())),
        ] {
            assert_eq!(changes(&detail, verb), wanted, "{} {verb}", who.login);
        }
    }
}

#[tokio::test]
async fn an_organisation_reads_that_something_was_named_and_not_what() {
    let case = Case::start().await;
    let issue = story(&case).await;
    let (hidden, none) = (json!({ "value": "out_of_reach" }), Value::Null);
    let detail = detail(&case, cast::ORGANISATION_STAFF, issue).await;
    for (verb, wanted) in [
        ("share_measure", change("shared", none.clone(), hidden.clone())),
        ("name_report", change("report", none.clone(), hidden.clone())),
        ("merge", change("merged_into", none.clone(), hidden.clone())),
        ("reinstate", change("merged_into", hidden.clone(), none.clone())),
    ] {
        assert_eq!(changes(&detail, verb), wanted, "{verb}");
    }
    for path in [format!("/issues/{issue}"), format!("/api/issue/detail?id={issue}")] {
        let body = case.get(Some(cast::ORGANISATION_STAFF), &path).await.text().await.unwrap();
        assert!(!body.contains(THEIRS) && !body.contains(REPORT), "{path}");
    }
}
