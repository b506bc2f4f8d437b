//! The short reader takes what serde's own takes, and refuses what is something else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::act::Act;
use crate::issue;
use crate::refusal::{Field, Refusal, Whose};
use crate::viewer::{Post, Role};

#[derive(PartialEq, Debug, Serialize, Deserialize)]
struct Row {
    name: String,
    count: u8,
    below: i64,
    share: f64,
    yes: bool,
    sign: char,
    none: Option<u8>,
    some: Option<Vec<(String, i32)>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<Kind>,
    by: BTreeMap<String, u16>,
    nothing: (),
}

#[derive(PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Bare,
    One(Day),
    Two(u8, u8),
    Named { day: Day },
}

#[derive(PartialEq, Debug, Serialize, Deserialize)]
struct Day(i32);

fn row(more: Vec<Kind>) -> Row {
    Row {
        name: "一次走访".into(),
        count: 7,
        below: -3,
        share: 0.5,
        yes: true,
        sign: '巡',
        none: None,
        some: Some(vec![("a".into(), -1)]),
        more,
        by: BTreeMap::from([("k".into(), 2)]),
        nothing: (),
    }
}

#[test]
fn every_kind_of_value_is_read_as_it_was_written() {
    let kinds = vec![Kind::Bare, Kind::One(Day(1)), Kind::Two(1, 2), Kind::Named { day: Day(-2) }];
    for own in [row(kinds), row(Vec::new())] {
        let text = serde_json::to_string(&own).unwrap();
        assert_eq!(read::<Row>(&text).unwrap(), own, "{text}");
        let value: Value = read(&text).unwrap();
        assert_eq!(value, serde_json::to_value(&own).unwrap());
    }
}

#[test]
fn fields_stand_in_any_order_and_unknown_ones_are_passed_over() {
    let day: Role =
        read(r#"{"post":"head","new":[1],"group":"00000000-0000-0000-0000-000000000001","role":"group"}"#).unwrap();
    assert!(matches!(day, Role::Group { post: Post::Head, .. }));
}

#[test]
fn what_is_tagged_inside_is_written_as_serde_writes_it_and_read_by_both() {
    let all = [
        Refusal::NotFound,
        Refusal::NotYours { whose: Whose::GroupLead },
        Refusal::TooLong { max: 3, length: 4 },
        Refusal::Missing { field: Field::LookbackDays },
    ];
    let text = serde_json::to_string(&all).unwrap();
    let wanted = r#"[{"reason":"not_found"},{"reason":"not_yours","whose":"group_lead"},{"reason":"too_long","max":3,"length":4},{"reason":"missing","field":"lookback_days"}]"#;
    assert_eq!(text, wanted);
    assert_eq!(read::<[Refusal; 4]>(&text).unwrap(), all);
    assert_eq!(serde_json::from_str::<[Refusal; 4]>(&text).unwrap(), all);
}

#[test]
fn what_is_none_may_be_left_out_and_what_is_needed_may_not() {
    let whole = serde_json::to_string(&row(Vec::new())).unwrap();
    assert!(whole.contains(r#""none":null,"#));
    assert_eq!(read::<Row>(&whole.replace(r#""none":null,"#, "")).unwrap(), row(Vec::new()));
    let act = r#"{"subject":"issue","act":{"verb":"agree","issue":"00000000-0000-0000-0000-000000000001"}}"#;
    assert!(matches!(read(act).unwrap(), Act::Issue(issue::Act::Agree { note: None, .. })));
    assert!(read::<Act>(&act.replace(r#""issue":"0"#, r#""other":"0"#)).is_err());
}

/// A tag beside what it tags, and variants that are another type.
#[test]
fn every_way_to_be_tagged_reads_what_serde_writes() {
    let act = Act::Issue(issue::Act::Find(Box::new(crate::testing::find(crate::kinds::IssueId(uuid::Uuid::nil())))));
    let text = serde_json::to_string(&act).unwrap();
    assert!(text.starts_with(r#"{"subject":"issue","act":{"verb":"find","issue":"#), "{text}");
    assert_eq!(read::<Act>(&text).unwrap(), act);
    assert_eq!(serde_json::from_str::<Act>(&text).unwrap(), act);
}

#[test]
fn what_is_something_else_is_refused() {
    let whole = serde_json::to_string(&row(Vec::new())).unwrap();
    for (from, to) in [
        (r#""count":7"#, r#""count":700"#),
        (r#""count":7"#, r#""count":-7"#),
        (r#""count":7,"#, ""),
        (r#""yes":true"#, r#""yes":1"#),
        (r#""name":"#, r#""name":3,"x":"#),
        (r#"["a",-1]"#, r#"["a"]"#),
        (r#"{"k":2}"#, "[]"),
    ] {
        assert!(whole.contains(from));
        assert!(read::<Row>(&whole.replace(from, to)).is_err(), "{to}");
    }
    for text in
        ["", "{", "3", r#"{"reason":"unheard"}"#, r#"{"reason":3}"#, r#"{"reason":"missing"}"#, r#""not_found""#]
    {
        assert!(read::<Refusal>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<Refusal>(text).is_err(), "{text}");
    }
}
