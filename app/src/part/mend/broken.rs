//! A refused act, taken apart: its words in a form, or both versions where somebody else was first.

use domain::act::{Act, Proposal};
use domain::kinds::{ActId, Book};
use domain::notice;
use domain::outbox::Item;
use domain::private::Private;
use domain::refusal::Refusal;
use leptos::prelude::*;
use serde_json::Value;

use super::standing::{Standing, read_standing};
use super::versus::Versions;
use super::words::{Opened, Word, called, mended, opened};
use super::{Mending, overtaken};
use crate::failure::Failure;
use crate::issue::Values;
use crate::outbox::outbox;
use crate::part::empty::refusal_text;
use crate::part::sent::act_word;
use crate::part::{Field, TextArea};
use crate::texts::{Texts, texts};
use crate::wire;

#[derive(Clone)]
pub struct Broken {
    id: ActId,
    book: Book,
    verb: &'static str,
    /// The wire name.
    kind: String,
    /// What stands in its place, where somebody else was first.
    standing: Option<Result<Standing, Failure>>,
    /// Names and the like, which go along again.
    private: Vec<Private>,
    opened: Opened,
}

impl Broken {
    pub async fn of(item: Item) -> Broken {
        let overtaken = overtaken(&item);
        let Proposal { id, book, act, private, .. } = item.proposal;
        let (kind, record) = (act.kind(), act.key().id.to_string());
        let part = act.part();
        let named = match &act {
            Act::Notice(notice::Act::Change { content, .. }) => content.about.iter().map(|own| own.issue).collect(),
            _ => Vec::new(),
        };
        let (verb, opened) = (act_word(&kind), opened(&act));
        let standing = if overtaken { Some(read_standing(kind.clone(), record, part, named).await) } else { None };
        Broken { id, book, verb, kind, standing, private, opened }
    }

    pub fn shown(self, mending: Mending) -> AnyView {
        let Broken { id, book, verb, kind, standing, private, opened } = self;
        match standing {
            Some(standing) => {
                view! { <Versions id book verb kind private act=opened.act standing mending/> }.into_any()
            }
            None => view! { <Words id book verb private opened mending/> }.into_any(),
        }
    }
}

#[component]
fn Words(
    id: ActId,
    book: Book,
    verb: &'static str,
    private: Vec<Private>,
    opened: Opened,
    mending: Mending,
) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let wrong = RwSignal::new(None);
    let words = opened.words.clone();
    let name = move |pointer: &str| format!("mend-{id}{}", pointer.replace('/', "-"));
    let fields = words.into_iter().map(|word| field(word, verb, name, wrong, t)).collect_view();
    let general = move || wrong.get().filter(|(place, _)| place.is_empty()).map(|(_, why)| why);
    let (own, private) = (StoredValue::new(opened), StoredValue::new(private));
    let send = move |event| {
        let values = Values::of(&event);
        let mended = own.with_value(|own| mended(own, |pointer| values.get(&name(pointer)).to_owned()));
        match read_back(mended, t) {
            Ok(act) => {
                mending.close();
                outbox.propose_with(book, act, private.get_value());
                outbox.discard(id);
            }
            Err(why) => wrong.set(Some(why)),
        }
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

/// The mended act; else the place of the word that was refused, and why. Each word holds by itself; what is left to refuse is one
/// that is too long for its place.
pub fn read_back(mended: Result<Value, (String, Refusal)>, t: Texts) -> Result<Act, (String, String)> {
    let value = mended.map_err(|(place, why)| (place, refusal_text(&why, t)))?;
    wire::read(&value.to_string()).map_err(|_| (String::new(), refusal_text(&Refusal::Malformed, t)))
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
