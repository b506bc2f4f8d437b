//! What is in conflict, in words: what a field is called, and a value of the wire as people read it.

use std::collections::BTreeMap;

use domain::deployment::Step;
use domain::kinds::{Day, IssueId, Time};
use serde_json::{Map, Value};
use strum::VariantArray as _;

use super::apart::{called_by_name, field_of};
use super::words::{Word, called};
use crate::part::history::value_word;
use crate::part::{day_text_with_year, moment_text};
use crate::session::Groups;
use crate::texts::Texts;

/// What a field is called.
pub(super) fn label(kind: &str, place: &str, verb: &str, t: Texts) -> String {
    if let Some(name) = called_by_name(place) {
        return name;
    }
    let own = match (kind, field_of(place)) {
        ("outcome.change", "text") => t.outcome.what(),
        ("outcome.change", "title") => t.outcome.name(),
        ("notice.change", "text") => t.notice.text(),
        ("notice.change", "units") => t.notice.to(),
        ("notice.change", "about") => t.notice.about_issues(),
        ("notice.change", "reply_by") => t.notice.reply_by(),
        ("notice.change", "paper") => t.notice.paper(),
        ("deployment.change", "text") => t.deployment.text(),
        ("deployment.change", "sides") => t.field.unit(),
        ("deployment.change", "days") => t.field.due(),
        ("survey.change", "category") => t.survey.scope(),
        ("survey.change", "raters") => t.field.rater_group(),
        ("survey.change", "questions") => t.survey.questions(),
        ("survey.change", "opens") => t.survey.from(),
        ("survey.change", "closes") => t.survey.until(),
        ("study.hold", "summary") => t.study.summary(),
        ("policy.set", "nodes") => t.policy.nodes_field(),
        ("policy.set_waits", "reminder") => t.policy.wait_reminder(),
        ("policy.set_waits", "talk") => t.policy.wait_talk(),
        (_, "chair") => t.meeting.chair(),
        (_, "effect") => t.outcome.effect(),
        (_, "tree") => t.field.template(),
        (_, "at") => t.field.time(),
        (_, "host") => t.field.presider(),
        (_, field) => {
            let word = Word { pointer: place.to_owned(), field: field.to_owned(), value: String::new() };
            return called(&word, verb, t);
        }
    };
    own.to_owned()
}

/// What the ids in an act are called, as far as the person may know.
pub(super) struct Names<'a> {
    pub groups: &'a Groups,
    pub issues: &'a BTreeMap<IssueId, String>,
    pub t: Texts,
}

impl Names<'_> {
    /// A value as people read it, a line for each of several; empty where there is none.
    pub fn told(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Null if field == "parent" => self.t.unit.parent_none().to_owned(),
            Value::Null => String::new(),
            Value::String(raw) => self.text(field, raw),
            Value::Number(number) if field == "at" => {
                number.as_i64().map(|at| moment_text(Time(at), self.t.lang)).unwrap_or_default()
            }
            Value::Bool(true) if field == "evidence" => self.t.policy.evidence().to_owned(),
            Value::Bool(false) if field == "evidence" => self.t.policy.no_evidence().to_owned(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            Value::Array(items) => lines(items.iter().map(|item| self.told(field, item))),
            Value::Object(_) if field == "due" => due(value, self.t),
            Value::Object(parts) if field == "days" => self.days(parts),
            Value::Object(parts) => self.parts(parts),
        }
    }

    fn text(&self, field: &str, raw: &str) -> String {
        let units = || self.groups.iter().flat_map(|group| &group.units);
        let found = match field {
            "unit" | "units" => units().find(|own| own.id.to_string() == raw).map(|own| own.name.to_string()),
            "organisation" | "organisations" | "parent" => {
                let mut all = units().flat_map(|unit| &unit.organisations);
                all.find(|own| own.0.to_string() == raw).map(|own| own.1.to_string())
            }
            "issue" => self.issues.iter().find(|own| own.0.to_string() == raw).map(|own| own.1.clone()),
            "form" => Some(self.t.study.get(raw).to_owned()),
            "paper" => Some(self.t.notice.get(&format!("paper_{raw}")).to_owned()),
            _ => return value_word(field, raw, self.t),
        };
        found.unwrap_or_default()
    }

    /// Of something with parts its name and what lies below; of one that has only ids, what they are called.
    fn parts(&self, parts: &Map<String, Value>) -> String {
        let own = |key: &str| parts.get(key).map(|own| self.told(key, own)).filter(|own| !own.is_empty());
        // of somebody who was called it is asked only where they were
        if let Some(told) = own("issue").or_else(|| own("presence")) {
            return told;
        }
        let names = ["name", "zh", "en", "unit"].into_iter().filter_map(own);
        let below = parts.iter().filter(|own| own.1.is_array() || own.1.is_object());
        let below = below.map(|(key, own)| self.told(key, own));
        // a question says how it is answered
        let kind = parts.get("words").and(parts.get("kind")).and_then(Value::as_str);
        let kind = kind.map(|kind| self.t.survey.get(&format!("kind_{kind}")).to_owned());
        lines(names.chain(below).chain(kind))
    }

    /// The days of a matter's three steps.
    fn days(&self, parts: &Map<String, Value>) -> String {
        let day = |step: &Step| {
            let step = <&str>::from(*step);
            let day = parts.get(step).map(|day| self.told("day", day)).filter(|day| !day.is_empty())?;
            Some(format!("{} {day}", self.t.deployment.get(step)))
        };
        lines(Step::VARIANTS.iter().filter_map(day))
    }
}

fn lines(told: impl Iterator<Item = String>) -> String {
    told.filter(|own| !own.is_empty()).collect::<Vec<_>>().join("\n")
}

/// By when, as it crosses the wire.
fn due(value: &Value, t: Texts) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let day = Day::parse(text("day")).map(|day| day_text_with_year(day, t.lang)).unwrap_or_default();
    match text("by") {
        "standing" => t.issue.standing().to_owned(),
        "immediately" => t.issue.immediately(day),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::session::{GroupNode, UnitNode};

    #[test]
    fn a_value_reads_as_people_write_it() {
        let t = Texts::new(crate::texts::Lang::Zh);
        assert_eq!(due(&json!({ "by": "standing" }), t), t.issue.standing());
        assert!(due(&json!({ "by": "on", "day": "2023-07-31" }), t).contains("7月31日"));
    }

    #[test]
    fn what_has_no_words_of_its_own_is_called_by_its_name() {
        let unit = &domain::cast::UNITS[0];
        let name = |raw: &str| domain::kinds::Name::parse(raw).unwrap();
        let node = UnitNode {
            id: unit.id,
            code: unit.code.into(),
            name: name(unit.name),
            organisations: Vec::new(),
            closed: false,
            answered: false,
        };
        let group = GroupNode { id: domain::cast::GROUP, name: name("组"), units: vec![node] };
        let (groups, issue) = (Groups::new(vec![group]), domain::kinds::IssueId(uuid::Uuid::from_u128(7)));
        let issues = BTreeMap::from([(issue, "调研-7".to_owned())]);
        let names = Names { groups: &groups, issues: &issues, t: Texts::new(crate::texts::Lang::Zh) };
        let told = |field: &str, value: Value| names.told(field, &value);
        assert_eq!(told("units", json!([unit.id])), unit.name);
        assert_eq!(told("about", json!([{ "unit": unit.id, "issue": issue }])), "调研-7");
        assert_eq!(told("sides", json!([{ "unit": unit.id, "organisations": [] }])), unit.name);
        assert_eq!(told("paper", json!("talk")), "约谈");
        let days = json!({ "assessed": "2023-07-05", "deployed": "2023-07-03", "inspected": null });
        assert_eq!(told("days", days), "部署 2023年7月3日（周一）\n考核 2023年7月5日（周三）");
        let person = json!({ "name": "韩立群", "person": null, "presence": "excused" });
        assert_eq!(told("韩立群", person), "请假");
        assert_eq!(told("evidence", json!(false)), "不要求佐证");
        assert_eq!(told("parent", Value::Null), names.t.unit.parent_none());
        assert_eq!(label("unit.change_organisation", "/parent", "改类型和上级", names.t), "上级");
        assert_eq!(label("meeting.attend", "/attendees/韩立群", "点到", names.t), "韩立群");
        assert_eq!(label("policy.set", "/policy/nodes", "修改", names.t), "节点");
        let question = json!([{ "words": { "zh": "满意吗", "en": "Satisfied?" }, "kind": "scale" }]);
        assert_eq!(told("questions", question), "满意吗\nSatisfied?\n五级满意度");
    }
}
