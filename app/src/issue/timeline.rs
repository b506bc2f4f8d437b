//! The timeline of the open issue, newest first: its entries in the journal with before → after, and on top what this
//! device has sent and the server has not recorded yet.

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::ActId;
use domain::lookback::About;
use domain::outbox::Item;
use leptos::prelude::*;

use super::acts::{Verb, refused};
use super::forms::propose;
use super::read::{Detail, Happened};
use super::send::{Values, act};
use super::words;
use crate::lookback::untrue::{Untrue, again_word, word};
use crate::outbox::outbox;
use crate::part::editing::Editing;
use crate::part::empty::refusal_text;
use crate::part::sent::act_word;
use crate::part::{Icon, Moment, Sent, TextArea};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn Timeline(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let talks = refused(&Verb::Comment, &detail, &me).is_none();
    let happened = detail.history.iter().map(|one| (one.seq, row(one, &detail, t).into_any()));
    let mut rows: Vec<(i64, AnyView)> =
        happened.chain(detail.untrue.iter().map(|own| (own.seq, untrue(own, &detail, t)))).collect();
    rows.sort_by_key(|own| std::cmp::Reverse(own.0));
    let (many, rows) = (rows.len(), rows.into_iter().map(|own| own.1).collect_view());
    let key = Key { subject: Subject::Issue, id: detail.issue.id.0 };
    let here: Vec<ActId> = detail.history.iter().map(|one| one.id).collect();
    view! {
        <section>
            <h3>{t.issue.timeline()} " " <small>{t.issue.timeline_note(many)}</small></h3>
            {talks.then(|| view! { <Talk detail=detail.clone()/> })}
            <ol class="timeline" aria-label=t.issue.timeline()><Waiting key here/>{rows}</ol>
        </section>
    }
}

/// Not recorded yet: at once visible, with where it is. An entry that is `here` already has arrived, though its answer has not.
#[component]
fn Waiting(key: Key, here: Vec<ActId>) -> impl IntoView {
    let outbox = outbox();
    let row = |item: Item| {
        let kind = item.proposal.act.kind();
        let text = if let Any::Issue(act) = &item.proposal.act { words::told(act) } else { None };
        view! {
            <li class="waiting">
                <span class="mark"><Icon name="o-local"/></span>
                <div>
                    <p class="head"><strong>{act_word(&kind)}</strong></p>
                    {text.map(|text| view! { <p class="body">{text}</p> })}
                    <Sent id=item.proposal.id/>
                </div>
            </li>
        }
    };
    let waits = move |item: &Item| !here.contains(&item.proposal.id);
    let newest_first = move || outbox.about(key).into_iter().rev().filter(&waits).collect::<Vec<_>>();
    view! { <For each=newest_first key=|item| item.proposal.id children=row/> }
}

fn row(one: &Happened, detail: &Detail, t: Texts) -> impl IntoView + use<> {
    let face = detail.people.iter().find(|face| face.id == one.by);
    let who = words::who(face, &detail.issue, t);
    let word = act_word(&format!("issue.{}", one.verb));
    let word = one.percent.map_or_else(|| word.to_owned(), |percent| format!("{word} {percent}%"));
    let late = one.recorded_at.minutes_since(one.at) >= 10;
    let claimed = late.then(|| view! { "·" {t.issue.done_on_device()} <Moment time=one.at/> });
    let text = one.told.clone().map(|text| {
        if quoted(&one.verb) {
            view! { <blockquote>{text}</blockquote> }.into_any()
        } else {
            view! { <p class="body">{text}</p> }.into_any()
        }
    });
    let changes = changes(one, detail, t);
    view! {
        <li>
            <span class=format!("mark {}", shape(one))><Icon name=format!("s-{}", shape(one))/></span>
            <div>
                <p class="head"><strong>{word}</strong><span>{who}</span><span class="code" title=one.hash.clone()>{one.seq}</span></p>
                {text}
                {(!changes.is_empty()).then(|| view! { <ul class="changes">{changes.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> })}
                <p class="when"><Moment time=one.recorded_at/>{claimed}</p>
            </div>
        </li>
    }
}

/// A look-back found one of its measures untrue.
fn untrue(own: &Untrue, detail: &Detail, t: Texts) -> AnyView {
    let face = detail.people.iter().find(|face| face.id == own.by);
    let who = words::who(face, &detail.issue, t);
    let of = |about| match about {
        About::Measure { measure, .. } => detail.issue.measures.iter().find(|known| known.id == measure),
        About::Issue { .. } | About::Promise { .. } | About::Rule { .. } => None,
    };
    let what = of(own.about).map(|measure| view! { <p class="body">{measure.what.to_string()}</p> });
    let note = own.note.clone().map(|note| view! { <blockquote>{note}</blockquote> });
    let again = again_word(own, t).map(|word| view! { <p class="quiet">{word}</p> });
    let href = format!("/lookbacks/{}", own.lookback);
    view! {
        <li>
            <span class="mark relapsed"><Icon name="s-relapsed"/></span>
            <div>
                <p class="head">
                    <strong><a class="opens" href=href>{word(own, t)}</a></strong>
                    <span>{who}</span>
                    <span class="code" title=own.hash.clone()>{own.seq}</span>
                </p>
                {what}
                {note}
                {again}
                <p class="when"><Moment time=own.recorded_at/></p>
            </div>
        </li>
    }
    .into_any()
}

/// The shape of what an entry did: a return and a relapse have their own, else the state after it.
fn shape(one: &Happened) -> &'static str {
    match one.verb.as_str() {
        "return" | "recall" => "returned",
        "relapse" => "relapsed",
        _ => one.state.into(),
    }
}

/// Words meant for the other side stand as a quotation.
fn quoted(verb: &str) -> bool {
    matches!(verb, "return" | "relapse" | "dispute" | "settle" | "comment")
}

/// 期限：7月31日（周一） → 8月4日（周五）; of a measure “接上路灯”的期限：…
fn changes(one: &Happened, detail: &Detail, t: Texts) -> Vec<String> {
    let lines = one.changes.iter().map(|change| {
        let name = match change.field.as_str() {
            "state" | "done" => t.issue.column_state(),
            "who" => t.issue.owner(),
            "lookback" => t.issue.column_lookback(),
            "merged_into" => t.issue.merged_into(),
            "transferred_to" => t.issue.transferred_to(),
            "shared" => t.issue.shared(),
            field => t.field.get(field),
        };
        let before = words::value(change.before.as_ref(), &detail.unit, t);
        let after = words::value(change.after.as_ref(), &detail.unit, t);
        match &change.about {
            Some(about) => t.issue.changed_of(about, after, before, name),
            None => t.issue.changed(after, before, name),
        }
    });
    lines.collect()
}

/// A comment: anyone who works on it from either side.
#[component]
fn Talk(detail: Detail) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let wrong = RwSignal::new(None::<String>);
    let node = NodeRef::<leptos::html::Textarea>::new();
    let editing = use_context::<Editing>();
    let types = move |is: bool| {
        if let Some(editing) = editing {
            editing.set("talk", is);
        }
    };
    on_cleanup(move || types(false));
    let look = move |_| types(node.try_get_untracked().flatten().is_some_and(|area| !area.value().is_empty()));
    let send = move |event| {
        let values = Values::of(&event);
        let refusal = match act(&Verb::Comment, &values, &detail.issue, None) {
            Err((_, refusal)) => Some(refusal),
            Ok(act) => propose(act, &detail, &me, outbox).err(),
        };
        if refusal.is_none()
            && let Some(area) = node.get_untracked()
        {
            area.set_value("");
            types(false);
        }
        wrong.set(refusal.map(|refusal| refusal_text(&refusal, t)));
    };
    view! {
        <form class="talk" method="dialog" on:submit=send on:input=look novalidate=true>
            <TextArea label=t.act.issue_comment() name="comment" rows=1 wrong=wrong node=node/>
            <button type="submit" class="button small">{t.issue.say()}</button>
        </form>
    }
}
