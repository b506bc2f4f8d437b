//! Mending a refused act: what the person wrote stands there again, is changed, and goes out as a new act in its place.
//! Knows no subject: the words are found in the act as it crosses the wire.

mod standing;
mod told;
mod versus;
mod words;

use domain::act::{Act, Proposal};
use domain::kinds::{ActId, Book};
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
use self::words::{Opened, Word, called, mended, opened};
use super::empty::refusal_text;
use super::sent::act_word;
use super::{Field, TextArea};
use crate::failure::Failure;
use crate::issue::Values;
use crate::outbox::outbox;
use crate::texts::{Texts, texts};
use crate::wire;

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
        let part = act.part();
        let named = match &act {
            Act::Notice(notice::Act::Change { content, .. }) => content.about.iter().map(|own| own.issue).collect(),
            _ => Vec::new(),
        };
        let (verb, opened) = (act_word(&kind), open(act).await.ok());
        let standing = if overtaken { Some(read_standing(kind.clone(), record, part, named).await) } else { None };
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
