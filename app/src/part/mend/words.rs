//! The words of an act: found in it as it crosses the wire, and put back changed.

use domain::act::Act;
use domain::kinds::{Day, Note, Percent};
use domain::refusal::Refusal;
use serde_json::Value;

use crate::texts::Texts;
use crate::wire;

/// What people type, by its wire name; everything else in an act was chosen or made by the page.
const TYPED: [&str; 26] = [
    "title",
    "title_en",
    "name",
    "text",
    "reason",
    "note",
    "summary",
    "detail",
    "what",
    "who",
    "goal",
    "direction",
    "official",
    "department",
    "lead",
    "percent",
    "day",
    "due",
    "place",
    "topic",
    "looked_at",
    "notes",
    "coverage",
    "discussion",
    "application",
    "corrected",
];

/// One typed value: where it stands in the act, what it is called, how it reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    pub(super) pointer: String,
    pub(super) field: String,
    pub(super) value: String,
}

/// An act as it crosses the wire, in parts, and its words in that order.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Opened {
    pub(super) act: Value,
    pub(super) words: Vec<Word>,
}

pub(super) fn opened(act: &Act) -> Opened {
    let (act, mut words) = (wire::value(act), Vec::new());
    walk(&act, "", "", &mut words);
    Opened { act, words }
}

fn walk(value: &Value, pointer: &str, field: &str, found: &mut Vec<Word>) {
    let mut leaf = |text: String| {
        if TYPED.contains(&field) {
            found.push(Word { pointer: pointer.to_owned(), field: field.to_owned(), value: text });
        }
    };
    match value {
        Value::Object(fields) => {
            // what the person saw is not theirs to change
            let own = fields.iter().filter(|(key, _)| *key != "was");
            own.for_each(|(key, value)| walk(value, &format!("{pointer}/{key}"), key, found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| walk(value, &format!("{pointer}/{at}"), field, found));
        }
        Value::String(text) => leaf(text.clone()),
        Value::Number(number) => leaf(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// The act with other words, as it crosses the wire.
///
/// # Errors
/// The pointer of the word that can't be taken, and why.
pub(super) fn mended(own: &Opened, read: impl Fn(&str) -> String) -> Result<Value, (String, Refusal)> {
    let mut value = own.act.clone();
    for word in &own.words {
        let now = typed(&word.field, &read(&word.pointer)).map_err(|why| (word.pointer.clone(), why))?;
        if let Some(place) = value.pointer_mut(&word.pointer) {
            *place = now;
        }
    }
    Ok(value)
}

fn typed(field: &str, raw: &str) -> Result<Value, Refusal> {
    Ok(match field {
        "percent" => Value::from(Percent::parse(raw)?.get()),
        "day" | "due" => Value::from(Day::parse(raw)?.to_string()),
        _ => Value::from(Note::parse(raw)?.to_string()),
    })
}

/// What a word is called.
pub(super) fn called(word: &Word, act: &str, t: Texts) -> String {
    let promise = word.pointer.contains("/promise");
    let own = match word.field.as_str() {
        "what" if promise => t.visit.promise_what(),
        "who" if promise => t.visit.promise_who(),
        "due" if promise => t.visit.promise_due(),
        "what" => t.issue.measure_what(),
        "who" => t.issue.measure_who(),
        "text" => act,
        field => t.field.get(field),
    };
    let other = t.history.get(&format!("field_{}", word.field));
    if own.is_empty() { other.to_owned() } else { own.to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::issue;
    use domain::kinds::{IssueId, Text};

    use super::*;

    fn act() -> Act {
        let (percent, note) = (Percent::parse("40").unwrap(), Text::parse("布线").unwrap());
        Act::Issue(issue::Act::ReportProgress { issue: IssueId(uuid::Uuid::nil()), percent, node: None, note })
    }

    #[test]
    fn the_words_of_an_act_are_found_and_put_back() {
        let found: Vec<_> = opened(&act()).words.into_iter().map(|word| (word.field, word.value)).collect();
        assert_eq!(found, [("note".to_owned(), "布线".to_owned()), ("percent".to_owned(), "40".to_owned())]);
        let changed =
            mended(&opened(&act()), |pointer| if pointer.ends_with("note") { "布线完成".into() } else { "60".into() });
        let changed = changed.map(|value| serde_json::from_value(value).unwrap());
        let Ok(Act::Issue(issue::Act::ReportProgress { percent, note, .. })) = changed else { panic!("{changed:?}") };
        assert_eq!((percent.get(), note.as_str()), (60, "布线完成"));
    }

    #[test]
    fn a_word_that_can_not_be_taken_is_refused_in_its_place() {
        let read = |pointer: &str| if pointer.ends_with("note") { " ".into() } else { "60".to_owned() };
        assert_eq!(mended(&opened(&act()), read).unwrap_err(), ("/act/note".to_owned(), Refusal::Empty));
        assert_eq!(mended(&opened(&act()), |_| "140".into()).unwrap_err().1, Refusal::BadPercent);
    }
}
