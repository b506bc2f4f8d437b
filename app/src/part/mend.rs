//! Mending a refused act: what the person wrote stands there again, is changed, and goes out as a new act in its place.
//! Knows no subject: the words are found in the act as it crosses the wire.

mod standing;
mod told;
mod versus;

use domain::act::{Act, Proposal};
use domain::kinds::{ActId, Book, Day, Note, Percent};
use domain::notice;
use domain::outbox::Item;
use domain::private::Private;
use domain::refusal::Refusal;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use self::standing::{Standing, read_standing};
use self::versus::{Versions, overtaken};
use super::empty::refusal_text;
use super::sent::act_word;
use super::{Field, TextArea};
use crate::failure::Failure;
use crate::issue::Values;
use crate::outbox::outbox;
use crate::texts::{Texts, texts};
use crate::wire;

/// What people type, by its wire name; everything else in an act was chosen or made by the page.
const TYPED: [&str; 25] = [
    "title",
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
struct Word {
    pointer: String,
    field: String,
    value: String,
}

/// An act as it crosses the wire, in parts, and its words in that order.
#[derive(Clone, PartialEq, Debug)]
struct Opened {
    act: Value,
    words: Vec<Word>,
}

fn opened(act: &Act) -> Opened {
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
fn mended(own: &Opened, read: impl Fn(&str) -> String) -> Result<Value, (String, Refusal)> {
    let mut value = own.act.clone();
    for word in &own.words {
        let now = typed(&word.field, &read(&word.pointer)).map_err(|why| (word.pointer.clone(), why))?;
        if let Some(place) = value.pointer_mut(&word.pointer) {
            *place = now;
        }
    }
    Ok(value)
}

/// Takes an act apart. Writing every kind of act is much code, and so is reading it: both are in a file of their own.
#[wasm_split(acts, fallible)]
fn open(act: Act) -> Result<Opened, SplitLoaderError> {
    Ok(opened(&act))
}

/// Reads the act back. Each word holds by itself; what is left to refuse is one that is too long for its place.
#[wasm_split(acts, fallible)]
fn act(value: Value) -> Result<Result<Act, Refusal>, SplitLoaderError> {
    Ok(wire::read(&value.to_string()).map_err(|_| Refusal::Malformed))
}

fn typed(field: &str, raw: &str) -> Result<Value, Refusal> {
    Ok(match field {
        "percent" => Value::from(Percent::parse(raw)?.get()),
        "day" | "due" => Value::from(Day::parse(raw)?.to_string()),
        _ => Value::from(Note::parse(raw)?.to_string()),
    })
}

/// What a word is called.
fn called(word: &Word, act: &str, t: Texts) -> String {
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

/// What is being mended. One for the page: rows come and go while somebody types, the dialog stays.
#[derive(Clone, Copy)]
pub struct Mending(RwSignal<Option<Broken>>);

/// An act that was refused.
#[derive(Clone)]
struct Broken {
    id: ActId,
    book: Book,
    verb: &'static str,
    /// The wire name.
    kind: String,
    /// What stands in its place, where somebody else was first.
    standing: Option<Result<Standing, Failure>>,
    /// Names and the like, which go along again.
    private: Vec<Private>,
    /// Nothing where the code for it did not come.
    opened: Option<Opened>,
}

impl Broken {
    async fn of(item: Item) -> Broken {
        let overtaken = overtaken(&item);
        let Proposal { id, book, act, private, .. } = item.proposal;
        let (kind, record) = (act.kind(), act.key().id.to_string());
        let measure = act.measure().map(|id| id.to_string());
        let named = match &act {
            Act::Notice(notice::Act::Change { content, .. }) => content.about.iter().map(|own| own.issue).collect(),
            _ => Vec::new(),
        };
        let (verb, opened) = (act_word(&kind), open(act).await.ok());
        let standing = if overtaken { Some(read_standing(kind.clone(), record, measure, named).await) } else { None };
        Broken { id, book, verb, kind, standing, private, opened }
    }
}

impl Mending {
    /// For every page of the desk.
    pub fn provide() {
        provide_context(Mending(RwSignal::new(None)));
    }

    fn close(self) {
        self.0.set(None);
    }
}

/// The button that opens the words, or both versions where somebody else was first.
#[component]
pub fn Mend(item: Item) -> impl IntoView {
    let (t, mending) = (texts(), use_context::<Mending>());
    let word = if overtaken(&item) { t.visit.compare() } else { t.outbox.mend() };
    let open = move |_| {
        if let Some(mending) = mending {
            let item = item.clone();
            spawn_local(async move { drop(mending.0.try_set(Some(Broken::of(item).await))) });
        }
    };
    view! { <button type="button" class="button small" on:click=open>{word}</button> }
}

/// The one dialog of the desk, outside of everything that is read anew.
#[component]
pub fn Dialog() -> impl IntoView {
    let (t, mending) = (texts(), expect_context::<Mending>());
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let open = mending.0.with(Option::is_some);
        let Some(dialog) = node.get() else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="confirm act-form" aria-label=t.outbox.mend() node_ref=node on:close=move |_| mending.close()>
            {move || mending.0.get().map(|broken| shown(broken, mending))}
        </dialog>
    }
}

fn shown(broken: Broken, mending: Mending) -> AnyView {
    let Broken { id, book, verb, kind, standing, private, opened } = broken;
    match standing {
        Some(standing) => {
            let act = opened.map(|own| own.act);
            view! { <Versions id book verb kind private act standing mending/> }.into_any()
        }
        None => view! { <Words broken=Broken { id, book, verb, kind, standing, private, opened } mending/> }.into_any(),
    }
}

#[component]
fn Words(broken: Broken, mending: Mending) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let Broken { id, book, verb, private, opened, .. } = broken;
    let none = opened.is_none().then(|| (String::new(), t.common.not_loaded_note().to_owned()));
    let wrong = RwSignal::new(none);
    let words = opened.as_ref().map(|own| own.words.clone()).unwrap_or_default();
    let name = move |pointer: &str| format!("mend-{id}{}", pointer.replace('/', "-"));
    let fields = words.into_iter().map(|word| field(word, verb, name, wrong, t)).collect_view();
    let general = move || wrong.get().filter(|(place, _)| place.is_empty()).map(|(_, why)| why);
    let (own, private) = (StoredValue::new(opened), StoredValue::new(private));
    let send = move |event| {
        let values = Values::of(&event);
        let Some(own) = own.get_value() else { return };
        let mended = mended(&own, |pointer| values.get(&name(pointer)).to_owned());
        spawn_local(async move {
            match read_back(mended, t).await {
                Ok(act) => {
                    mending.close();
                    outbox.propose_with(book, act, private.get_value());
                    outbox.discard(id);
                }
                Err(why) => wrong.set(Some(why)),
            }
        });
    };
    view! {
        <form method="dialog" novalidate=true on:submit=send>
            <h2>{verb}</h2>
            {fields}
            <p class="wrong" role="alert">{general}</p>
            <div class="row">
                <button type="button" class="button" on:click=move |_| mending.close()>{t.common.not_now()}</button>
                <button type="submit" class="button primary">{t.outbox.send_again()}</button>
            </div>
        </form>
    }
}

/// The mended act; else the place of the word that was refused, and why.
async fn read_back(mended: Result<Value, (String, Refusal)>, t: Texts) -> Result<Act, (String, String)> {
    let value = mended.map_err(|(place, why)| (place, refusal_text(&why, t)))?;
    match act(value).await {
        Ok(read) => read.map_err(|why| (String::new(), refusal_text(&why, t))),
        Err(_) => Err((String::new(), t.common.not_loaded_note().to_owned())),
    }
}

fn field(
    word: Word,
    verb: &str,
    name: impl Fn(&str) -> String,
    wrong: RwSignal<Option<(String, String)>>,
    t: Texts,
) -> AnyView {
    let (label, name, pointer) = (called(&word, verb, t), name(&word.pointer), word.pointer);
    let wrong = Signal::derive(move || wrong.get().filter(|(place, _)| *place == pointer).map(|(_, why)| why));
    let value = word.value;
    match word.field.as_str() {
        "percent" => view! { <Field label name kind="number" value wrong/> }.into_any(),
        "day" | "due" => view! { <Field label name kind="date" value wrong/> }.into_any(),
        _ => view! { <TextArea label name value wrong/> }.into_any(),
    }
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
