//! A refused act beside what stands now, field by field: which of them both changed, and the act that is made of what was
//! chosen. Knows no subject: the fields are found in the act as it crosses the wire.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Stands as a whole: in parts it says nothing.
const WHOLE: &str = "tree";
/// A list of people: each of them is a field, found by the name.
const PEOPLE: &str = "attendees";
/// What is read first.
const FIRST: [&str; 8] = ["title", "name", "topic", "what", "goal", "text", "detail", "effect"];

/// One field that both changed, each to something else.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Row {
    /// Where it stands in the act's own fields: `/facts/title`.
    pub place: String,
    pub mine: Value,
    pub theirs: Value,
}

impl Row {
    pub fn field(&self) -> &str {
        field_of(&self.place)
    }
}

/// The name of the field that stands in this place.
pub(super) fn field_of(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or_default()
}

/// The name of whom this place is about, if it is one in a list of people.
pub(super) fn called_by_name(place: &str) -> Option<String> {
    let name = place.strip_prefix('/')?.strip_prefix(PEOPLE)?.strip_prefix('/')?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// With the people of a list found by their names.
pub(super) fn by_name(value: Value) -> Value {
    let name = |one: &Value| one.get("name").and_then(Value::as_str).map(str::to_owned);
    match value {
        Value::Object(parts) => {
            let one = |(key, value): (String, Value)| match value {
                Value::Array(all) if key == PEOPLE => {
                    (key, all.into_iter().filter_map(|one| Some((name(&one)?, one))).collect())
                }
                value => (key, by_name(value)),
            };
            parts.into_iter().map(one).collect()
        }
        value => value,
    }
}

/// As it crosses the wire again; who has no value is not on the list.
pub(super) fn listed(value: Value) -> Value {
    match value {
        Value::Object(parts) => {
            let one = |(key, value): (String, Value)| match value {
                Value::Object(all) if key == PEOPLE => {
                    (key, all.into_iter().map(|own| own.1).filter(|own| !own.is_null()).collect())
                }
                value => (key, listed(value)),
            };
            parts.into_iter().map(one).collect()
        }
        value => value,
    }
}

/// Where the fields of what stands now are, and of people those whom the act names besides.
fn places(act: &Value, now: &Value) -> Vec<String> {
    let escaped = |part: &String| part.replace('~', "~0").replace('/', "~1");
    let of = |(key, value): (&String, &Value)| match value.as_object() {
        Some(parts) if key != WHOLE => {
            let more = act.pointer(&format!("/act/{key}")).filter(|_| key == PEOPLE).and_then(Value::as_object);
            let more = more.into_iter().flat_map(Map::keys).filter(|part| !parts.contains_key(*part));
            parts.keys().chain(more).map(|part| format!("/{key}/{}", escaped(part))).collect()
        }
        Some(_) | None => vec![format!("/{key}")],
    };
    now.as_object().into_iter().flatten().flat_map(of).collect()
}

fn at(value: &Value, place: &str) -> Value {
    value.pointer(place).cloned().unwrap_or(Value::Null)
}

/// What the person saw in this field, where the act says so: of an act with several fields each under its name, of any other what
/// its one field consists of.
fn seen(act: &Value, place: &str) -> Option<Value> {
    let was = act.pointer("/act/was").filter(|was| !was.is_null())?;
    let below = place.get(1..).and_then(|place| place.find('/')).and_then(|slash| place.get(1 + slash..));
    Some(match (was.pointer(place), below) {
        (Some(own), _) => own.clone(),
        (None, Some(below)) => at(was, below),
        (None, None) if was.is_object() => Value::Null,
        (None, None) => was.clone(),
    })
}

/// Puts it in this place, also where nothing stood.
fn put(act: &mut Value, place: &str, value: Value) {
    let Some((above, own)) = place.rsplit_once('/') else { return };
    let key = own.replace("~1", "/").replace("~0", "~");
    if let Some(parts) = act.pointer_mut(&format!("/act{above}")).and_then(Value::as_object_mut) {
        parts.insert(key, value);
    }
}

/// The fields that are to be chosen, the most telling first.
pub(super) fn rows(act: &Value, now: &Value) -> Vec<Row> {
    let row = |place: String| {
        let (mine, theirs) = (at(act, &format!("/act{place}")), at(now, &place));
        let alone = seen(act, &place).is_some_and(|was| was == mine || was == theirs);
        (mine != theirs && !alone).then_some(Row { place, mine, theirs })
    };
    let mut rows: Vec<Row> = places(act, now).into_iter().filter_map(row).collect();
    rows.sort_by_key(|row| FIRST.iter().position(|first| *first == row.field()).unwrap_or(FIRST.len()));
    rows
}

/// The act with what was chosen (`true` for theirs) and what nobody else changed, knowing what stands; nothing where that is
/// what stands already.
pub(super) fn chosen(act: &Value, now: &Value, knowing: &Value, theirs: &BTreeMap<String, bool>) -> Option<Value> {
    let mut own = act.clone();
    for place in places(act, now) {
        let (mine, there) = (at(act, &format!("/act{place}")), at(now, &place));
        let untouched = seen(act, &place).is_some_and(|was| was == mine);
        if untouched || theirs.get(&place) == Some(&true) {
            put(&mut own, &place, there);
        }
    }
    let differs = places(act, now).iter().any(|place| at(&own, &format!("/act{place}")) != at(now, place));
    let body = own.get_mut("act").and_then(Value::as_object_mut)?;
    body.extend(knowing.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    differs.then_some(own)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn act(facts: Value, was: Option<Value>) -> Value {
        let mut act = json!({ "verb": "amend", "facts": facts });
        if let Some(was) = was {
            act["was"] = was;
        }
        json!({ "subject": "issue", "act": act })
    }

    fn picked(own: &[(&str, bool)]) -> BTreeMap<String, bool> {
        own.iter().map(|(place, theirs)| ((*place).to_owned(), *theirs)).collect()
    }

    #[test]
    fn only_what_both_changed_is_to_be_chosen_and_everything_else_is_kept() {
        let was = json!({ "title": "旧", "detail": null, "official": "韩" });
        let mine = act(json!({ "title": "我的", "detail": "我写的", "official": "韩" }), Some(was));
        let now = json!({ "facts": { "title": "别人的", "detail": null, "official": "许" } });
        let knowing = json!({ "was": now["facts"] });
        let found: Vec<_> = rows(&mine, &now).into_iter().map(|row| (row.place, row.mine, row.theirs)).collect();
        assert_eq!(found, [("/facts/title".to_owned(), json!("我的"), json!("别人的"))]);
        let own = chosen(&mine, &now, &knowing, &picked(&[("/facts/title", true)])).unwrap();
        assert_eq!(own["act"]["facts"], json!({ "title": "别人的", "detail": "我写的", "official": "许" }));
        assert_eq!(own["act"]["was"], now["facts"]);
        let own = chosen(&mine, &now, &knowing, &picked(&[("/facts/title", false)])).unwrap();
        assert_eq!(own["act"]["facts"], json!({ "title": "我的", "detail": "我写的", "official": "许" }));
    }

    #[test]
    fn of_those_who_were_called_only_whom_both_marked_is_to_be_chosen() {
        let one = |name: &str, presence: &str| json!({ "name": name, "person": null, "presence": presence });
        let was = json!({ "attendees": [one("甲", "present"), one("乙", "present")], "summary": null });
        let mine = [one("甲", "absent"), one("乙", "present"), one("丁/戊", "present")];
        let mine = json!({ "act": { "attendees": mine, "summary": "我的", "was": was } });
        let theirs = [one("甲", "excused"), one("乙", "absent"), one("丙", "present")];
        let now = json!({ "attendees": theirs, "summary": "别人的" });
        let (mine, knowing) = (by_name(mine), json!({ "was": now }));
        let now = by_name(now);
        let found: Vec<_> = rows(&mine, &now).into_iter().map(|row| row.place).collect();
        assert_eq!(found, ["/attendees/甲", "/summary"]);
        let own = chosen(&mine, &now, &knowing, &picked(&[("/attendees/甲", false), ("/summary", true)])).unwrap();
        let own = listed(own);
        let mut all = own["act"]["attendees"].as_array().unwrap().clone();
        all.sort_by_key(|own| own["name"].to_string());
        let mut wanted = [one("甲", "absent"), one("乙", "absent"), one("丙", "present"), one("丁/戊", "present")];
        wanted.sort_by_key(|own| own["name"].to_string());
        assert_eq!(all, wanted);
        assert_eq!((&own["act"]["summary"], &own["act"]["was"]), (&json!("别人的"), &knowing["was"]));
        assert_eq!(called_by_name("/attendees/丁~1戊").as_deref(), Some("丁/戊"));
    }

    #[test]
    fn a_name_is_the_one_field_of_its_act() {
        let mine = json!({ "act": { "verb": "rename", "name": "我的", "was": "旧" } });
        let found = |now: &str| rows(&mine, &json!({ "name": now })).len();
        assert_eq!((found("别人的"), found("旧")), (1, 0));
        let own = chosen(&mine, &json!({ "name": "别人的" }), &json!({ "was": "别人的" }), &BTreeMap::new()).unwrap();
        assert_eq!(own["act"], json!({ "verb": "rename", "name": "我的", "was": "别人的" }));
    }

    #[test]
    fn an_act_that_does_not_say_what_it_saw_is_compared_with_what_stands() {
        let mine = json!({ "subject": "outcome", "act": { "verb": "change", "based_on": 3, "content": { "title": "我的", "text": "同" } } });
        let now = json!({ "content": { "title": "别人的", "text": "同" } });
        let found: Vec<_> = rows(&mine, &now).into_iter().map(|row| row.place).collect();
        assert_eq!(found, ["/content/title"]);
        let knowing = json!({ "based_on": 9 });
        let own = chosen(&mine, &now, &knowing, &picked(&[("/content/title", false)])).unwrap();
        assert_eq!((&own["act"]["based_on"], &own["act"]["content"]["title"]), (&json!(9), &json!("我的")));
        assert_eq!(chosen(&mine, &now, &knowing, &picked(&[("/content/title", true)])), None);
    }
}
