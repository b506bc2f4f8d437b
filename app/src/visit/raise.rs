//! Issues raised on the spot, each with its sentence, and promises made in the room: rows that come and go in the form.

use domain::act::Act as Any;
use domain::issue::act::{Facts, Find};
use domain::issue::{Act, Category, Origin};
use domain::kinds::{IssueId, UnitId};
use domain::visit::Quote;
use leptos::prelude::*;
use strum::VariantArray;
use uuid::Uuid;

use super::form::Desk;
use super::new::Purpose;
use super::sentence::{sentences, title, within};
use crate::edge;
use crate::part::{Field, Icon, Mark, TextArea};
use crate::texts::texts;

/// One issue of the form: its id is made here, so that a draft that is sent twice raises it once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    pub id: Uuid,
    /// The sentence of the notes that it was raised from.
    pub sentence: String,
}

/// The issue that is found on a visit, from a sentence of its notes where there is one.
#[must_use]
pub fn found(issue: IssueId, unit: UnitId, facts: Facts, quote: Quote) -> Any {
    Any::Issue(Act::Find(Box::new(Find {
        issue,
        unit,
        origin: Origin::Guidance,
        facts,
        measures: Vec::new(),
        ledger: None,
        report: None,
        from: None,
        visit: Some(quote),
        meeting: None,
    })))
}

/// One tap makes an issue of a sentence.
#[component]
pub fn Sentences(
    desk: Desk,
    /// Those that are issues already.
    raised: Vec<String>,
) -> impl IntoView {
    let t = texts();
    let rows = move || {
        let now = desk.raised.get().into_iter().map(|own| own.sentence);
        let taken: Vec<String> = now.chain(raised.iter().cloned()).collect();
        let free = |own: &String| !taken.iter().any(|raised| within(own, raised));
        let rows = sentences(&desk.notes.get()).into_iter().filter(free).map(|sentence| {
            let own = sentence.clone();
            let raise = move |_| {
                desk.raised.update(|raised| raised.push(Made { id: edge::id(), sentence: own.clone() }));
            };
            view! {
                <li>
                    <span>{sentence}</span>
                    <button type="button" class="button small" on:click=raise><Icon name="i-plus"/>{t.visit.raise()}</button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! { <ul class="sentences" aria-label=t.visit.sentences()>{rows}</ul> }
}

/// Promises belong to the visit as it is recorded and are added on its page later; issues are raised from it at any time. What
/// was promised in a draft stays in sight, also where somebody else has recorded the visit since.
#[component]
pub fn Rows(purpose: Purpose, desk: Desk) -> impl IntoView {
    let records = Memo::new(move |_| desk.began.get().purpose == Purpose::Record);
    view! {
        {move || records.get().then(|| view! { <Promises desk/> })}
        {(purpose != Purpose::Plan).then(|| view! { <Raised desk/> })}
    }
}

/// The issues of this visit; they are sent after it and get their numbers on the server.
#[component]
fn Raised(desk: Desk) -> impl IntoView {
    let t = texts();
    let more = move |_| desk.raised.update(|raised| raised.push(Made { id: edge::id(), sentence: String::new() }));
    let some = move || desk.raised.with(|raised| !raised.is_empty());
    view! {
        <section class="raise" aria-labelledby="raise-title">
            <h2 id="raise-title"><Mark kind="found" word=t.visit.raise_title()/></h2>
            <ul><For each=move || desk.raised.get() key=|own| own.id children=move |own| view! { <One own desk/> }/></ul>
            <p class="hint" hidden=move || !some()>{t.visit.raise_note()}</p>
            <button type="button" class="button touch" on:click=more>
                <Icon name="i-plus" size=20/>{move || if some() { t.visit.raise_more() } else { t.visit.raise_first() }}
            </button>
        </section>
    }
}

#[component]
fn One(own: Made, desk: Desk) -> impl IntoView {
    let t = texts();
    let id = own.id;
    let drop = move |_| desk.raised.update(|raised| raised.retain(|other| other.id != id));
    let category = Category::VARIANTS.iter().map(|category| {
        let key = <&str>::from(category);
        view! { <label><input type="radio" name=format!("category-{id}") value=key/><span>{t.kind.get(key)}</span></label> }
    });
    let sentence = own.sentence.clone();
    let quoted = (!sentence.is_empty()).then(|| view! { <blockquote class="quoted">{sentence}</blockquote> });
    view! {
        <li>
            {quoted}
            <TextArea label=t.field.issue() name=format!("title-{id}") value=title(&own.sentence) rows=2/>
            <fieldset class="field">
                <legend>{t.field.category()}</legend>
                <div class="pills two">{category.collect_view()}</div>
            </fieldset>
            <button type="button" class="button small plain" on:click=drop>{t.visit.not_raise()}</button>
        </li>
    }
}

/// What was promised in the room, with the day on which it is followed up.
#[component]
fn Promises(desk: Desk) -> impl IntoView {
    let t = texts();
    let row = move |id: Uuid| {
        let given = desk.given.with_value(|all| all.iter().find(|own| own.id.0 == id).cloned());
        let (what, who, due) = given.map_or_else(Default::default, |own| {
            (own.what.to_string(), own.who.map(|who| who.to_string()).unwrap_or_default(), own.due.to_string())
        });
        let drop = move |_| desk.promised.update(|promised| promised.retain(|own| *own != id));
        view! {
            <li>
                <TextArea label=t.visit.promise_what() name=format!("promise-{id}") value=what rows=2/>
                <div class="two-up">
                    <Field label=t.visit.promise_who() name=format!("who-{id}") value=who/>
                    <Field label=t.visit.promise_due() name=format!("due-{id}") kind="date" value=due/>
                </div>
                <button type="button" class="button small plain" on:click=drop>{t.visit.not_promised()}</button>
            </li>
        }
    };
    let more = move |_| desk.promised.update(|promised| promised.push(edge::id()));
    view! {
        <section class="raise" aria-labelledby="promise-title">
            <h2 id="promise-title">{t.visit.promises()}</h2>
            <ul><For each=move || desk.promised.get() key=|id| *id children=row/></ul>
            <button type="button" class="button touch" on:click=more><Icon name="i-plus" size=20/>{t.visit.promise_add()}</button>
        </section>
    }
}
