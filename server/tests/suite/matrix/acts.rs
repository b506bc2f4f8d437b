//! Every act ever shipped, from the frozen lines of the wire, sent for a foreign record and for a missing one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::act::{Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{Book, GroupId};
use serde_json::Value;
use uuid::Uuid;

use crate::common::{self, Visitor};
use crate::matrix::world::{Place, World};

/// People to whom the whole foreign group does not exist.
const STRANGERS: [CastPerson; 10] = [
    cast::HEAD,
    cast::DEPUTY,
    cast::LIAISON,
    cast::MEMBER,
    cast::NORMAL_STAFF,
    cast::NORMAL_LEADER,
    cast::ORGANISATION_STAFF,
    cast::SYSTEM_ADMIN,
    cast::SECURITY_ADMIN,
    cast::AUDIT_ADMIN,
];

/// The frozen lines: every act in every form.
pub fn frozen() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/wire");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// The line with the place's records in it; without a place, with records that were never made.
fn aimed(line: &str, place: Option<&Place>) -> Proposal {
    let mut value: Value = serde_json::from_str(line).unwrap();
    let new = Uuid::from_u128(6 << 90);
    value["id"] = common::id().to_string().into();
    if value["book"] != "office" {
        value["book"] = place.map_or(new, |own| own.group.0).to_string().into();
    }
    let subject = value["act"]["subject"].as_str().unwrap().to_owned();
    let act = &mut value["act"]["act"];
    let ids = [
        ("unit", place.map(|own| own.unit.0)),
        ("to", place.map(|own| own.unit.0)),
        ("issue", place.map(|own| own.issue.0)),
        ("into", place.map(|own| own.other.0)),
        ("from", place.map(|own| own.other.0)),
        ("carrier", place.map(|own| own.carrier.0)),
        ("report", place.map(|own| own.report.0)),
        ("rule", place.map(|own| own.rule.0)),
        ("draw", place.map(|own| own.draw.0)),
        ("visit", place.map(|own| own.visit.0)),
        ("template", place.map(|own| own.template.0)),
        ("evaluation", place.map(|own| own.evaluation.0)),
        ("survey", place.map(|own| own.survey.0)),
        ("lookback", place.map(|own| own.lookback.0)),
        ("cut", place.map(|own| own.cut.0)),
        ("notice", place.map(|own| own.notice.0)),
        ("worklist", place.map(|own| own.worklist.0)),
        ("meeting", place.map(|own| own.meeting.0)),
        ("deployment", place.map(|own| own.deployment.0)),
        ("standard", place.map(|own| own.standard.0)),
        ("study", place.map(|own| own.study.0)),
        ("worklog", place.map(|own| own.worklog.0)),
        ("outcome", place.map(|own| own.outcome.0)),
    ];
    for (field, id) in ids {
        if act.get(field).is_some_and(Value::is_string) {
            act[field] = id.unwrap_or(new).to_string().into();
        }
    }
    if act["visit"].is_object() {
        act["visit"]["visit"] = place.map_or(new, |own| own.visit.0).to_string().into();
    }
    for of in ["/place", "/said/place"] {
        if let Some(row) = act.pointer_mut(of).filter(|row| row.is_object()) {
            row["unit"] = place.map_or(new, |own| own.unit.0).to_string().into();
            row["organisation"] = Value::Null;
        }
    }
    if act["units"].is_array() {
        act["units"] = serde_json::json!([place.map_or(new, |own| own.unit.0).to_string()]);
    }
    if subject == "policy" {
        act["group"] = place.map_or(new, |own| own.group.0).to_string().into();
    }
    serde_json::from_value(value).unwrap()
}

async fn send(visitor: &Visitor, proposal: &Proposal) -> Verdict {
    let answer = visitor.json("/api/propose", &serde_json::json!({ "proposals": [proposal] })).await;
    answer.json::<Vec<Verdict>>().remove(0)
}

#[tokio::test]
async fn no_act_tells_a_foreign_record_from_a_missing_one() {
    let world = World::start().await;
    let heads = store::journal::heads(&world.app.server.db).await.unwrap();
    let mut wrong = Vec::new();
    for who in STRANGERS {
        let visitor = world.app.as_(who).await;
        for (name, lines) in frozen() {
            // What stands above groups is the system administrator's, whose own acts have their own tests.
            if ["campaign", "group", "person"].iter().any(|own| name.starts_with(own)) {
                continue;
            }
            for line in lines.lines() {
                let foreign = send(&visitor, &aimed(line, Some(&world.places[2]))).await;
                let missing = send(&visitor, &aimed(line, None)).await;
                if foreign != missing || matches!(foreign, Verdict::Accepted { .. }) {
                    wrong.push(format!("{name} as {}: foreign {foreign:?}, missing {missing:?}", who.login));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(store::journal::heads(&world.app.server.db).await.unwrap(), heads, "nothing was written");
}

/// The sibling unit lies in the same book, so its records differ from missing ones only by who may see them.
#[tokio::test]
async fn no_act_of_a_units_people_tells_a_sibling_s_record_from_a_missing_one() {
    let world = World::start().await;
    let heads = store::journal::heads(&world.app.server.db).await.unwrap();
    let mut wrong = Vec::new();
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF] {
        let visitor = world.app.as_(who).await;
        for (name, lines) in frozen() {
            if ["campaign", "group", "person", "policy"].iter().any(|own| name.starts_with(own)) {
                continue;
            }
            for line in lines.lines() {
                let sibling = send(&visitor, &aimed(line, Some(&world.places[1]))).await;
                let mut nowhere = aimed(line, None);
                nowhere.book = Book::Group(GroupId(cast::GROUP.0));
                let missing = send(&visitor, &nowhere).await;
                if sibling != missing || matches!(sibling, Verdict::Accepted { .. }) {
                    wrong.push(format!("{name} as {}: sibling {sibling:?}, missing {missing:?}", who.login));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(store::journal::heads(&world.app.server.db).await.unwrap(), heads, "nothing was written");
}

/// An act on one's own record that names a second record: the foreign one is as one that was never made.
#[tokio::test]
async fn a_second_record_of_an_act_tells_nothing_either() {
    let world = World::start().await;
    let visitor = world.app.as_(cast::NORMAL_STAFF).await;
    let mut wrong = Vec::new();
    for (name, lines) in frozen() {
        if !["issue", "rule"].iter().any(|own| name.starts_with(own)) {
            continue;
        }
        for line in lines.lines() {
            let second = |place: Option<&Place>| {
                let (own, other) = (aimed(line, Some(&world.places[0])), aimed(line, place));
                let (mut own, other) = (serde_json::to_value(own).unwrap(), serde_json::to_value(other).unwrap());
                let fields = ["to", "into", "from", "report", "issue"];
                let first = own["act"]["subject"].as_str().unwrap().to_owned();
                let mut changed = false;
                for field in fields.iter().filter(|field| **field != first) {
                    if own["act"]["act"].get(*field).is_some_and(Value::is_string) {
                        own["act"]["act"][*field] = other["act"]["act"][*field].clone();
                        changed = true;
                    }
                }
                // A new record each time; else the second try would be told that it exists.
                if own["act"]["act"]["verb"] == "find" {
                    own["act"]["act"]["issue"] = common::id().to_string().into();
                }
                changed.then(|| serde_json::from_value::<Proposal>(own).unwrap())
            };
            for place in [&world.places[1], &world.places[2]] {
                if let (Some(foreign), Some(missing)) = (second(Some(place)), second(None)) {
                    let (foreign, missing) = (send(&visitor, &foreign).await, send(&visitor, &missing).await);
                    if foreign != missing || matches!(foreign, Verdict::Accepted { .. }) {
                        wrong.push(format!("{name}: {} {foreign:?}, missing {missing:?}", place.mark));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
