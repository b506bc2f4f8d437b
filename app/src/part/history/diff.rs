//! What one entry changed in a record: the two states, leaf by leaf. Knows no subject: a new field shows by itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Change;

/// Never told: ids, moments, and what follows from another field.
const SKIPPED: [&str; 38] = [
    "calendar",
    "id",
    "book",
    "unit",
    "group",
    "number",
    "by",
    "hash",
    "size",
    "parent",
    "before",
    "nodes",
    "rounds",
    "returns",
    "submitted_by",
    "only_by",
    "from",
    "report",
    "shared",
    "issues",
    "campaign",
    "at",
    "members",
    "organisation",
    "version",
    "names",
    "former_names",
    "former_photos",
    "position",
    "latitude",
    "longitude",
    "accuracy",
    // told grade by grade
    "marks",
    "media",
    "removed",
    // said by the act that did it
    "closed",
    // what a report rests on stands in its cell
    "record",
    // of a survey: told by how many slips were printed, and of a void one besides
    "sheets",
];

/// Lists of which is told how many there are: what is in them has no words.
const COUNTED: [&str; 1] = ["photos"];

/// The path of a leaf, its field, the item it belongs to, its value.
type Leaves = BTreeMap<String, (String, Option<String>, String)>;

/// The leaves that differ. A record that was not there before has no changes: everything in it is new.
#[must_use]
pub fn changes(before: Option<&Value>, after: &Value) -> Vec<Change> {
    let Some(before) = before else { return Vec::new() };
    let (before, after) = (leaves(before), leaves(after));
    let mut paths: Vec<&String> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    let changed =
        paths.into_iter().filter(|path| before.get(*path).map(|own| &own.2) != after.get(*path).map(|own| &own.2));
    changed
        .filter_map(|path| {
            let (field, item, _) = after.get(path).or_else(|| before.get(path))?.clone();
            let value = |leaves: &Leaves| leaves.get(path).map(|own| own.2.clone());
            Some(Change { field, item, before: value(&before), after: value(&after) })
        })
        .collect()
}

fn leaves(record: &Value) -> Leaves {
    let mut leaves = Leaves::new();
    walk(record, &mut Place::default(), &mut leaves);
    leaves
}

#[derive(Clone, Default)]
struct Place {
    path: String,
    field: String,
    item: Option<String>,
}

fn walk(value: &Value, at: &mut Place, leaves: &mut Leaves) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| !skipped(key)) {
                let mut below = Place { path: format!("{}.{key}", at.path), field: key.clone(), item: at.item.clone() };
                walk(value, &mut below, leaves);
            }
        }
        Value::Array(items) => {
            if COUNTED.contains(&at.field.as_str()) {
                leave(&Place { path: format!("{}.many", at.path), ..at.clone() }, items.len().to_string(), leaves);
            }
            for (place, item) in items.iter().enumerate() {
                let own = item.as_object();
                let id = own.and_then(|own| text(own, &["id", "hash"])).unwrap_or_else(|| place.to_string());
                let name = own.and_then(|own| text(own, &["name", "what"]));
                let mut below = Place { path: format!("{}[{id}]", at.path), field: at.field.clone(), item: name };
                walk(item, &mut below, leaves);
            }
        }
        Value::Null => {}
        // an id says nothing to a person
        Value::String(text) if uuid::Uuid::parse_str(text).is_ok() => {}
        Value::String(text) => leave(at, text.clone(), leaves),
        Value::Number(_) | Value::Bool(_) => leave(at, value.to_string(), leaves),
    }
}

fn leave(at: &Place, value: String, leaves: &mut Leaves) {
    leaves.insert(at.path.clone(), (at.field.clone(), at.item.clone(), value));
}

fn skipped(key: &str) -> bool {
    key.ends_with("_at") || SKIPPED.contains(&key)
}

fn text(own: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| own.get(*key)?.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_told_with_before_and_after() {
        let before = json!({ "id": 1, "description": { "title": "旧", "lead": "阎若水" }, "started_at": 5 });
        let after = json!({ "id": 2, "description": { "title": "新", "lead": "阎若水" }, "started_at": 6 });
        let told = changes(Some(&before), &after);
        let change =
            Change { field: "title".into(), item: None, before: Some("旧".into()), after: Some("新".into()) };
        assert_eq!(told, [change]);
        assert!(changes(None, &after).is_empty());
        assert!(changes(Some(&after), &after).is_empty());
    }

    #[test]
    fn an_item_of_a_list_is_told_by_its_name_wherever_it_stands() {
        let before = json!({ "milestones": [{ "id": "a", "name": "立项", "due": "2023-05-20" }] });
        let after = json!({ "milestones": [
            { "id": "b", "name": "组队", "due": "2023-05-01" },
            { "id": "a", "name": "立项", "due": "2023-06-20" },
        ] });
        let told = changes(Some(&before), &after);
        let due = told.iter().find(|own| own.item.as_deref() == Some("立项"));
        let due = due.map(|own| (own.before.as_deref(), own.after.as_deref()));
        assert_eq!(due, Some((Some("2023-05-20"), Some("2023-06-20"))));
        assert!(told.iter().any(|own| own.item.as_deref() == Some("组队") && own.before.is_none()));
    }

    #[test]
    fn a_photo_that_came_or_went_is_told_by_how_many_there_are() {
        let photo = |hash: &str| json!({ "hash": hash, "caption": null, "media": "image/jpeg" });
        let before = json!({ "findings": { "photos": [photo("a"), photo("b")] } });
        let after = json!({ "findings": { "photos": [photo("b")] }, "former_photos": [photo("a")] });
        let (two, one) = (Some("2".to_owned()), Some("1".to_owned()));
        let change = Change { field: "photos".into(), item: None, before: two, after: one };
        assert_eq!(changes(Some(&before), &after), [change]);
    }
}
