//! Scripts in the library, in study, logs and results.

use domain::cast;
use domain::kinds::WorklogId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Stage, script};

pub const STANDARD: Uuid = Uuid::from_u128(0x70_0a01);
pub const STUDY: Uuid = Uuid::from_u128(0x71_0a01);
pub const OUTCOME: Uuid = Uuid::from_u128(0x72_0a01);

/// Every act of these kinds that carries a text.
pub async fn everything(stage: &mut Stage) {
    library(stage).await;
    study(stage).await;
    log(stage).await;
    outcome(stage).await;
}

fn content(number: usize) -> Value {
    json!({
        "title": script(number), "sort": "policy", "strands": ["study"], "source": "出处", "since": null,
        "text": script(number + 1)
    })
}

async fn library(stage: &mut Stage) {
    let head = cast::HEAD;
    stage.say(head, "standard.enter", json!({ "standard": STANDARD, "content": content(5) })).await;
    let revised = json!({ "standard": STANDARD, "after": 1, "content": content(6), "note": script(9) });
    stage.say(head, "standard.revise", revised).await;
    let second = Uuid::from_u128(0x70_0a02);
    stage.say(head, "standard.enter", json!({ "standard": second, "content": content(7) })).await;
    stage.say(head, "standard.retire", json!({ "standard": second, "reason": script(9) })).await;
}

async fn study(stage: &mut Stage) {
    let head = cast::HEAD;
    let plan = |number: usize| json!({ "form": "session", "topic": script(number), "at": 1_680_000_000_000_000_i64, "place": "会议室", "host": null });
    stage.say(head, "study.plan", json!({ "study": STUDY, "plan": plan(5) })).await;
    stage.say(head, "study.change", json!({ "study": STUDY, "plan": plan(6) })).await;
    let proof = json!({ "hash": stage.hash, "name": script(9), "size": 44 });
    let material = json!({ "material": "file", "proof": proof });
    stage.say(head, "study.add_material", json!({ "study": STUDY, "material": material })).await;
    stage.say(head, "study.remove_material", json!({ "study": STUDY, "material": material })).await;
    stage.say(head, "study.add_material", json!({ "study": STUDY, "material": material })).await;
    let attendees = json!([{ "name": "<b>甲</b>", "person": null, "presence": "present" }]);
    stage.say(head, "study.hold", json!({ "study": STUDY, "attendees": attendees, "summary": script(9) })).await;
    let second = Uuid::from_u128(0x71_0a02);
    stage.say(head, "study.plan", json!({ "study": second, "plan": plan(7) })).await;
    stage.say(head, "study.cancel", json!({ "study": second, "reason": script(9) })).await;
}

async fn log(stage: &mut Stage) {
    let day = stage.app.now().day();
    let worklog = WorklogId::of(cast::book(), cast::HEAD.id, day);
    stage
        .say(cast::HEAD, "worklog.write", json!({ "worklog": worklog, "day": day, "after": null, "text": script(9) }))
        .await;
}

async fn outcome(stage: &mut Stage) {
    let (head, staff, unit) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id);
    let content =
        |number: usize| json!({ "title": script(number), "text": script(number + 1), "effect": script(number + 2) });
    let of = |more: Value| {
        let mut own = json!({ "outcome": OUTCOME });
        super::merge(&mut own, &more);
        own
    };
    stage.say(staff, "outcome.tell", of(json!({ "unit": unit, "content": content(5) }))).await;
    let version = stage.seq().await;
    stage.say(staff, "outcome.change", of(json!({ "based_on": version, "content": content(6) }))).await;
    let picture = json!({ "hash": stage.hash, "name": script(9), "size": 44 });
    stage.say(staff, "outcome.add_picture", of(json!({ "picture": picture }))).await;
    let lesson = json!({ "title": script(901), "text": script(902) });
    stage.say(head, "outcome.publish", of(json!({ "lesson": lesson }))).await;
    stage.say(head, "outcome.unpublish", of(json!({ "reason": script(9) }))).await;
    stage.say(head, "outcome.publish", of(json!({ "lesson": lesson }))).await;
    let second = Uuid::from_u128(0x72_0a02);
    stage.say(staff, "outcome.tell", json!({ "outcome": second, "unit": unit, "content": content(7) })).await;
    stage.say(staff, "outcome.drop", json!({ "outcome": second, "reason": script(9) })).await;
}
