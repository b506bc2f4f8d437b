//! What happens on the stage, told with scripts for words: one thing of every kind, so that every page has something to show.

use super::*;

/// Every act that carries a text, in an order that the rules take.
pub(super) async fn everything(stage: &mut Stage) {
    above(stage).await;
    of_the_unit(stage).await;
    lives(stage).await;
    visits(stage).await;
    surveys(stage).await;
    evaluations(stage).await;
    lookbacks(stage).await;
    papers(stage).await;
    lists(stage).await;
    meetings(stage).await;
    deployments(stage).await;
    life::everything(stage).await;
}

async fn surveys(stage: &mut Stage) {
    let (head, survey) = (cast::HEAD, SURVEY);
    let days = json!({ "opens": "2023-05-01", "closes": "2023-05-31" });
    let plan = json!({ "survey": survey, "unit": cast::UNITS[1].id, "plan": days });
    stage.say(head, "survey.plan", plan.clone()).await;
    stage.say(head, "survey.change", plan).await;
    stage.say(head, "survey.drop", json!({ "survey": survey })).await;
}

/// A paper from its draft to its withdrawal, and one that is given up.
async fn papers(stage: &mut Stage) {
    let (head, staff, unit) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id);
    let content = |paper: &str| {
        let (title, text) = (script(11), script(12));
        json!({
            "paper": paper, "title": title, "text": text, "units": [unit],
            "about": [], "reply_by": "2099-12-30", "after": null
        })
    };
    let of = |more: Value| {
        let mut own = json!({ "notice": NOTICE, "unit": unit });
        merge(&mut own, &more);
        own
    };
    stage.say(head, "notice.draft", json!({ "notice": DROPPED, "content": content("notice") })).await;
    stage.say(head, "notice.drop", json!({ "notice": DROPPED })).await;
    stage.say(head, "notice.draft", json!({ "notice": NOTICE, "content": content("notice") })).await;
    stage.say(head, "notice.change", json!({ "notice": NOTICE, "content": content("prompt") })).await;
    stage.say(head, "notice.issue", json!({ "notice": NOTICE })).await;
    let witness = stage.app.witness(cast::book()).await;
    stage.say(staff, "notice.receive", of(json!({ "witness": witness, "who": script(9) }))).await;
    let file = json!({ "hash": stage.hash, "name": script(10), "size": 9 });
    stage.say(staff, "notice.reply", of(json!({ "files": [file] }))).await;
    stage.say(head, "notice.return", of(json!({ "reason": script(9) }))).await;
    stage.say(head, "notice.close", json!({ "notice": NOTICE, "reason": script(9) })).await;
    stage.say(head, "notice.withdraw", json!({ "notice": NOTICE, "reason": script(9) })).await;
}

/// A list with an item of the unit that is answered, ticked, put back, and one that is taken off.
async fn lists(stage: &mut Stage) {
    let (head, staff) = (cast::HEAD, cast::NORMAL_STAFF);
    let week = Week::of(stage.app.now().day());
    let worklist = WorklistId::of(cast::book(), week);
    let task = |number| {
        let hand = json!({ "source": "hand" });
        let what = script(number);
        json!({ "unit": cast::UNITS[1].id, "source": hand, "what": what, "due": null, "from": null, "weeks": 0 })
    };
    let item = |id: Uuid, number| json!({ "id": id, "task": task(number) });
    let first = json!({ "worklist": worklist, "week": week, "items": [item(ITEM, 9)] });
    stage.say(head, "worklist.prepare", first).await;
    let second = Uuid::from_u128(0x61_0a02);
    stage.say(head, "worklist.add", json!({ "worklist": worklist, "item": item(second, 10) })).await;
    stage.say(head, "worklist.issue", json!({ "worklist": worklist })).await;
    let of = |id: Uuid| json!({ "worklist": worklist, "item": id });
    let answer = json!({ "worklist": worklist, "item": ITEM, "done": false, "note": script(9) });
    stage.say(staff, "worklist.answer", answer).await;
    stage.say(head, "worklist.tick", of(ITEM)).await;
    let reason = |id: Uuid| json!({ "worklist": worklist, "item": id, "reason": script(9) });
    stage.say(head, "worklist.untick", reason(ITEM)).await;
    stage.say(head, "worklist.drop", reason(second)).await;
}

/// A dispatch meeting from its plan to its end and open again, and one that is called off.
async fn meetings(stage: &mut Stage) {
    let (head, staff, unit) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id);
    let (point, decision) = (Uuid::from_u128(0x65_0a01), Uuid::from_u128(0x64_0a01));
    let plan = |place: usize| {
        let series = json!({ "series": "dispatch", "unit": unit });
        json!({ "series": series, "at": 1_683_000_000_000_000_i64, "place": script(place), "chair": script(9) })
    };
    let stands = |id: Uuid| json!({ "id": id, "source": { "source": "hand" }, "what": script(8), "unit": unit });
    let of = |meeting: Uuid, more: Value| {
        let mut own = json!({ "meeting": meeting });
        merge(&mut own, &more);
        own
    };
    stage.say(head, "meeting.plan", of(OFF, json!({ "plan": plan(7), "agenda": [] }))).await;
    stage.say(head, "meeting.cancel", of(OFF, json!({ "reason": script(9) }))).await;
    stage.say(head, "meeting.plan", of(MEETING, json!({ "plan": plan(7), "agenda": [stands(point)] }))).await;
    stage.say(head, "meeting.change", of(MEETING, json!({ "plan": plan(8) }))).await;
    let more = Uuid::from_u128(0x65_0a02);
    stage.say(staff, "meeting.add_point", of(MEETING, json!({ "point": stands(more) }))).await;
    stage.say(head, "meeting.take_pen", of(MEETING, json!({}))).await;
    let attendees = json!([{ "name": script(9), "person": null, "presence": "present" }]);
    stage.say(head, "meeting.attend", of(MEETING, json!({ "attendees": attendees }))).await;
    let line = json!({ "line": Uuid::from_u128(0x66_0a01), "point": point, "text": script(9) });
    stage.say(head, "meeting.write", of(MEETING, line)).await;
    let becomes = json!({ "becomes": "minutes", "worklist": null, "item": null });
    let (what, due) = (script(9), "2099-12-30");
    let resolution = json!({
        "id": decision, "point": point, "what": what, "unit": unit, "who": what, "due": due, "becomes": becomes
    });
    stage.say(head, "meeting.decide", of(MEETING, json!({ "resolution": resolution, "then": id() }))).await;
    let voice = json!({ "decision": decision, "agrees": false, "note": script(9) });
    stage.say(head, "meeting.speak", of(MEETING, voice)).await;
    stage.say(staff, "meeting.settle", of(MEETING, json!({ "decision": decision, "note": script(9) }))).await;
    stage.say(head, "meeting.unsettle", of(MEETING, json!({ "decision": decision, "reason": script(9) }))).await;
    stage.say(head, "meeting.close", of(MEETING, json!({}))).await;
    stage.say(head, "meeting.reopen", of(MEETING, json!({ "reason": script(9) }))).await;
}

/// A matter that is opened, changed, reported, taken back, closed and opened again.
async fn deployments(stage: &mut Stage) {
    let (head, staff, unit) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id);
    let content = |title: usize| {
        let sides = json!([{ "unit": unit, "organisations": [cast::UNITS[1].organisation(0)] }]);
        let days = json!({ "deployed": null, "inspected": null, "assessed": null });
        json!({ "title": script(title), "text": script(9), "sides": sides, "days": days })
    };
    let of = |more: Value| {
        let mut own = json!({ "deployment": DEPLOYMENT });
        merge(&mut own, &more);
        own
    };
    stage.say(head, "deployment.open", of(json!({ "content": content(7) }))).await;
    stage.say(head, "deployment.change", of(json!({ "content": content(8) }))).await;
    let place = json!({ "unit": unit, "organisation": null });
    let proof = json!({ "hash": stage.hash, "name": script(9), "size": 44 });
    let said = json!({
        "place": place, "step": "deployed", "day": "2023-05-05", "who": script(9), "note": script(9), "proof": proof,
        "basis": script(9), "result": null
    });
    stage.say(staff, "deployment.report", of(json!({ "said": said }))).await;
    let back = json!({ "place": place, "step": "deployed", "reason": script(9) });
    stage.say(staff, "deployment.take_back", of(back)).await;
    stage.say(staff, "deployment.report", of(json!({ "said": said }))).await;
    stage.say(head, "deployment.close", of(json!({}))).await;
    stage.say(head, "deployment.reopen", of(json!({ "reason": script(9) }))).await;
    let second = Uuid::from_u128(0x62_0a02);
    stage.say(head, "deployment.open", json!({ "deployment": second, "content": content(7) })).await;
    stage.say(head, "deployment.withdraw", json!({ "deployment": second, "reason": script(9) })).await;
}

/// A template with one indicator, and a round from its opening to the answer to an objection.
async fn evaluations(stage: &mut Stage) {
    let (head, member, unit) = (cast::HEAD, cast::MEMBER, cast::UNITS[1].id);
    let (indicator, template, evaluation) = (Uuid::from_u128(0x7e_0a03), TEMPLATE, ROUND);
    let node = |id: u128, more: (&str, Value)| {
        let mut node = json!({ "id": Uuid::from_u128(id), "name": script(9), "weight": 10_000 });
        node[more.0] = more.1;
        node
    };
    let look = json!({ "by": "qualitative", "look_at": script(9) });
    let leaf = node(0x7e_0a03, ("method", look));
    let branch = node(0x7e_0a02, ("indicators", json!([leaf])));
    // every result is low, so that all that follows from one is shown
    let tree = json!({ "aspects": [node(0x7e_0a01, ("elements", json!([branch])))], "low": "good" });
    let reason = script(9);
    stage.say(head, "template.make", json!({ "template": template, "tree": tree, "from": null })).await;
    stage.say(head, "template.retire", json!({ "template": template, "reason": reason })).await;
    stage.say(head, "template.restore", json!({ "template": template })).await;
    let period = json!({ "start": "2023-04-17", "end": "2023-05-31" });
    let open = json!({
        "evaluation": evaluation, "title": script(9), "scored": { "what": "unit" }, "units": [unit], "period": period,
        "template": template, "version": 1, "raters": [head.id, member.id], "due": null,
    });
    stage.say(head, "evaluation.open", open).await;
    let own = json!({ "evaluation": evaluation });
    stage.say(head, "evaluation.begin", own.clone()).await;
    let of_unit = json!({ "evaluation": evaluation, "unit": unit, "note": reason, "tenths": 940 });
    stage.say(cast::NORMAL_STAFF, "evaluation.self_score", of_unit).await;
    for (who, grade) in [(head, "good"), (member, "fair")] {
        let of_unit = json!({ "evaluation": evaluation, "unit": unit });
        let leans = json!([{ "to": "evidence", "hash": stage.hash, "name": script(stage.sent + 1) }]);
        let graded =
            json!({ "evaluation": evaluation, "unit": unit, "indicator": indicator, "grade": grade, "links": leans });
        stage.say(who, "evaluation.grade", graded).await;
        stage.say(who, "evaluation.finish", of_unit).await;
    }
    stage.say(head, "evaluation.calibrate", own.clone()).await;
    let said = json!({
        "evaluation": evaluation, "unit": unit, "indicator": indicator, "grade": "good", "reason": reason, "text": reason,
    });
    stage.say(head, "evaluation.agree", said.clone()).await;
    stage.say(head, "evaluation.remark", said.clone()).await;
    stage.say(head, "evaluation.conclude", own.clone()).await;
    stage.say(head, "evaluation.recalibrate", own.clone()).await;
    stage.say(head, "evaluation.conclude", own.clone()).await;
    stage.say(head, "evaluation.publish", own).await;
    stage.say(cast::NORMAL_STAFF, "evaluation.object", said.clone()).await;
    stage.say(head, "evaluation.answer", said).await;
}

/// The look-back of May.
pub(super) fn lookback() -> LookbackId {
    LookbackId::of(cast::UNITS[1].id, Month::parse("2023-05").unwrap())
}

/// A measure falls due, is answered with a file and marked; the month is locked and opened again; and a cut.
async fn lookbacks(stage: &mut Stage) {
    let (head, staff, unit, lookback) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id, lookback());
    let (issue, measure) = (Uuid::from_u128(0x15_0a05), Uuid::from_u128(0x3ea_0a05));
    let due = json!([{ "id": measure, "what": script(9), "who": null, "due": "2023-05-20" }]);
    let own = json!({ "organisation": cast::UNITS[1].organisation(0) });
    stage.say(staff, "issue.find", json!({ "issue": issue, "facts": own, "measures": due })).await;
    stage.say(head, "lookback.open", json!({ "lookback": lookback, "unit": unit, "month": "2023-05" })).await;
    let item = json!({ "about": "measure", "issue": issue, "measure": measure });
    let proof = json!({ "hash": stage.hash });
    let own = json!({ "lookback": lookback, "item": item, "done": false, "proof": proof, "then": id() });
    stage.say(staff, "lookback.answer", own).await;
    let own = json!({ "lookback": lookback, "item": item, "verdict": "confirmed", "then": id() });
    stage.say(head, "lookback.mark", own).await;
    stage.app.set_day("2023-06-02");
    stage.say(head, "lookback.lock", json!({ "lookback": lookback })).await;
    stage.say(head, "lookback.reopen", json!({ "lookback": lookback })).await;
    stage.say(head, "cut.take", json!({ "cut": CUT, "day": "2023-05-04" })).await;
}

async fn visits(stage: &mut Stage) {
    let (head, planned) = (cast::HEAD, Uuid::from_u128(0x0115_0a01));
    stage.say(head, "visit.plan", json!({ "visit": planned })).await;
    stage.say(head, "visit.cancel", json!({ "visit": planned })).await;
    stage.say(head, "visit.reinstate", json!({ "visit": planned })).await;
    let names = Private::new([7; 32], script(1));
    let commitment = names.commitment().unwrap();
    stage.beside.push(names);
    let what = json!({ "form": "interview", "site": null, "at": 1_683_162_000_000_000_i64 });
    let found = json!({ "photos": [], "names": commitment });
    stage.say(head, "visit.record", json!({ "description": what, "findings": found })).await;
    stage.say(head, "visit.drop_promise", json!({})).await;
    stage.say(head, "visit.reopen_promise", json!({})).await;
    stage.say(head, "visit.erase_names", json!({ "names": [commitment] })).await;
}

async fn above(stage: &mut Stage) {
    let (admin, head) = (cast::SYSTEM_ADMIN, cast::HEAD);
    let days = json!({ "start": "2023-04-17", "half": "2023-06-21", "end": "2023-08-25" });
    let other = Uuid::from_u128(0x0c00_0a01);
    stage.say(admin, "campaign.open", json!({ "campaign": other, "period": days })).await;
    stage.say(admin, "campaign.change", json!({ "period": days })).await;
    let set = json!({ "campaign": cast::CAMPAIGN, "first": "2023-07-03", "last": "2023-07-04" });
    stage.say(cast::OFFICE_LEADER, "campaign.set_days", set).await;
    stage.say(admin, "group.open", json!({ "group": Uuid::from_u128(0x0a00_0a01) })).await;
    stage.say(admin, "group.rename", json!({})).await;
    stage.say(admin, "person.register", json!({})).await;
    for person in [NEWCOMER, cast::HEAD.id.0, cast::NORMAL_STAFF.id.0] {
        stage.say(admin, "person.rename", json!({ "person": person })).await;
    }
    stage.say(admin, "person.suspend", json!({})).await;
    stage.say(admin, "person.restore", json!({})).await;
    stage.say(head, "policy.set", json!({ "category": "special" })).await;
}

async fn of_the_unit(stage: &mut Stage) {
    let (head, staff) = (cast::HEAD, cast::NORMAL_STAFF);
    let new = json!({ "unit": Uuid::from_u128(0x0b00_0a01), "code": "XIN9" });
    stage.say(head, "unit.add", new).await;
    stage.say(head, "unit.rename", json!({})).await;
    for name in ["assign", "release", "recode", "close", "reopen"] {
        stage.say(head, &format!("unit.{name}"), json!({})).await;
    }
    stage.say(staff, "unit.set_goal", json!({})).await;
    let branch = json!({ "organisation": BRANCH, "parent": cast::UNITS[1].organisation(0) });
    stage.say(staff, "unit.add_organisation", branch).await;
    let branch = json!({ "organisation": BRANCH });
    stage.say(staff, "unit.rename_organisation", branch.clone()).await;
    let moved = json!({ "organisation": BRANCH, "parent": cast::UNITS[1].organisation(1) });
    stage.say(staff, "unit.change_organisation", moved).await;
    stage.say(staff, "unit.close_organisation", branch.clone()).await;
    stage.say(staff, "unit.reopen_organisation", branch).await;
    for name in ["start", "change", "add_milestone", "change_milestone", "reach_milestone", "reopen_milestone"] {
        stage.say(staff, &format!("carrier.{name}"), json!({})).await;
    }
    // it may be late by now
    stage.say(head, "carrier.remove_milestone", json!({})).await;
    for name in ["reinstate_milestone", "report_progress"] {
        stage.say(staff, &format!("carrier.{name}"), json!({})).await;
    }
    stage.say(head, "carrier.drop", json!({})).await;
    stage.say(staff, "carrier.resume", json!({})).await;
    for name in ["plan", "change", "drop", "resume", "complete", "reopen"] {
        stage.say(staff, &format!("report.{name}"), json!({})).await;
    }
}

async fn lives(stage: &mut Stage) {
    let (head, deputy, staff) = (cast::HEAD, cast::DEPUTY, cast::NORMAL_STAFF);
    let own = cast::UNITS[1].organisation(0);
    for issue in [ISSUE, SECOND, THIRD, FOURTH] {
        let found = json!({ "issue": issue, "facts": { "organisation": own }, "report": REPORT });
        stage.say(staff, "issue.find", found).await;
    }
    stage.say(staff, "issue.amend", json!({ "facts": { "organisation": own }, "was": null })).await;
    stage.say(staff, "issue.change_measure", json!({})).await;
    stage.say(staff, "issue.add_measure", json!({ "measure": { "id": MORE } })).await;
    stage.say(staff, "issue.drop_measure", json!({ "measure": MORE })).await;
    stage.say(head, "issue.agree", json!({})).await;
    stage.say(staff, "issue.report_progress", json!({ "node": 0 })).await;
    for name in ["finish_measure", "reopen_measure", "finish_measure"] {
        stage.say(staff, &format!("issue.{name}"), json!({})).await;
    }
    let hash = json!({ "hash": stage.hash });
    stage.say(staff, "issue.add_evidence", hash.clone()).await;
    stage.say(staff, "issue.withdraw_evidence", hash.clone()).await;
    stage.say(staff, "issue.add_evidence", hash).await;
    for (who, name) in [(staff, "submit"), (staff, "recall"), (staff, "submit"), (head, "return")] {
        stage.say(who, &format!("issue.{name}"), json!({})).await;
    }
    stage.say(staff, "issue.report_progress", json!({ "node": 0 })).await;
    stage.say(staff, "issue.submit", json!({})).await;
    stage.say(head, "issue.verify", json!({})).await;
    stage.say(deputy, "issue.set_lookback", json!({ "day": "2023-05-05" })).await;
    stage.say(head, "issue.confirm", json!({})).await;
    stage.say(head, "issue.relapse", json!({})).await;
    stage.say(staff, "issue.dispute", json!({})).await;
    stage.say(head, "issue.settle", json!({})).await;
    stage.say(staff, "issue.comment", json!({})).await;
    stage.say(staff, "issue.name_report", json!({ "report": null })).await;
    stage.say(staff, "issue.name_report", json!({ "report": REPORT })).await;
    stage.say(head, "issue.withdraw", json!({ "issue": SECOND })).await;
    stage.say(head, "issue.reinstate", json!({ "issue": SECOND })).await;
    stage.say(head, "issue.merge", json!({ "issue": THIRD, "into": ISSUE })).await;
    stage.say(head, "issue.transfer", json!({ "issue": FOURTH, "to": cast::UNITS[3].id })).await;
    for name in ["draft", "change", "link_issue", "establish", "repeal", "reinstate"] {
        stage.say(staff, &format!("rule.{name}"), json!({})).await;
    }
}
