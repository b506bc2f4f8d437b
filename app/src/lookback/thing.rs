//! One thing that fell due: the record, the unit's answer, the group's counter-mark, and the form of who is asked.

use domain::act::Act as Any;
use domain::lookback::{About, Act, Item, Look};
use domain::outbox::Item as Waiting;
use leptos::prelude::*;

use super::answer::{AnswerForm, answered_text};
use super::mark::{MarkForm, marked_text};
use super::read::{Detail, Thing};
use super::side::{Answered, Marked};
use crate::outbox::outbox;
use crate::part::act_form::Fold;
use crate::part::sent::act_word;
use crate::part::{DayText, Mark, Sent};
use crate::session::me;
use crate::strand::Looks;
use crate::texts::{Texts, texts};

#[component]
pub fn Things(detail: Detail, look: Look) -> impl IntoView {
    let items = detail.lookback.items.iter().filter(|item| item.due.look() == look);
    let rows = items.filter_map(|item| {
        let thing = detail.things.iter().find(|own| own.about == item.due.about)?;
        Some(view! { <Row detail=detail.clone() item=item.clone() thing=thing.clone()/> })
    });
    view! { <ul class="lookback-things">{rows.collect_view()}</ul> }
}

/// Apart from other things of the page.
pub fn slug(about: About) -> String {
    match about {
        About::Issue { issue } => issue.to_string(),
        About::Promise { promise, .. } => promise.to_string(),
        About::Measure { measure, .. } => measure.to_string(),
        About::Rule { rule } => rule.to_string(),
    }
}

fn href(about: About) -> String {
    match about {
        About::Issue { issue } | About::Measure { issue, .. } => format!("/issues/{issue}"),
        About::Promise { visit, .. } => format!("/visits/{visit}#promises"),
        About::Rule { rule } => format!("/rules/{rule}"),
    }
}

/// How the record itself stands.
fn record_mark(thing: &Thing, t: Texts) -> AnyView {
    let kind = match thing.about {
        About::Issue { .. } => thing.state.as_str(),
        About::Rule { .. } => "verified",
        About::Promise { .. } if thing.state == "kept" => "verified",
        About::Measure { .. } if thing.state == "done" => "verified",
        About::Promise { .. } | About::Measure { .. } => "found",
    };
    let word = thing.state_word(t);
    view! { <Mark kind=kind.to_owned() word calm=true/> }.into_any()
}

#[component]
fn Row(detail: Detail, item: Item, thing: Thing) -> impl IntoView {
    let (t, me) = (texts(), me());
    let about = item.due.about;
    let own = &detail.lookback;
    let (unit, group) = (me.viewer.in_unit(own.unit), me.viewer.in_group(own.book));
    let open = own.locked().is_none();
    let heard = item.answer.is_some() || me.today() > own.month.last();
    let answers = (open && unit && item.mark.is_none()).then(|| {
        let verb = if item.answer.is_some() { t.lookback.answer_again() } else { t.act.lookback_answer() };
        let (detail, item) = (detail.clone(), item.clone());
        view! { <Fold verb=verb><AnswerForm detail=detail.clone() item=item.clone()/></Fold> }
    });
    let marks = (open && group && heard).then(|| {
        let verb = if item.mark.is_some() { t.lookback.mark_again() } else { t.act.lookback_mark() };
        let (detail, item) = (detail.clone(), item.clone());
        view! { <Fold verb=verb><MarkForm detail=detail.clone() item=item.clone()/></Fold> }
    });
    let code = thing.code.clone().map(|code| view! { <span class="code">{code}</span> " " });
    let part_of = thing.part_of.clone().map(|whole| view! { <span>{whole}"·"</span> });
    view! {
        <li id=slug(about)>
            <div class="what">
                <a href=href(about)>{code}{thing.title.clone()}</a>
                <small>
                    {t.lookback.get(super::kind(about))} "·" {part_of}{t.lookback.due()} " " <DayText day=item.due.day/> " " {record_mark(&thing, t)} " " <Looks strands=item.due.strands()/>
                </small>
            </div>
            <div class="sides">
                <Answered detail=detail.clone() item=item.clone()/>
                <Marked detail=detail.clone() item=item.clone()/>
            </div>
            <Pending detail=detail.clone() about/>
            {(answers.is_some() || marks.is_some()).then(|| view! { <div class="row no-print">{answers}{marks}</div> })}
        </li>
    }
}

/// What was said of it on this device and is not recorded yet.
#[component]
fn Pending(detail: Detail, about: About) -> impl IntoView {
    let (t, outbox, key) = (texts(), outbox(), detail.key());
    let of_it = move |item: &Waiting| match &item.proposal.act {
        Any::Lookback(Act::Answer(own)) => own.item == about,
        Any::Lookback(Act::Mark(own)) => own.item == about,
        _ => false,
    };
    let items = Memo::new(move |_| outbox.about(key).into_iter().filter(of_it).collect::<Vec<_>>());
    let row = move |item: Waiting| {
        let word = act_word(&item.proposal.act.kind());
        let said = match &item.proposal.act {
            Any::Lookback(Act::Answer(own)) => answered_text(own.done, own.note.as_ref(), t),
            Any::Lookback(Act::Mark(own)) => marked_text(own.verdict, own.note.as_ref(), t),
            _ => String::new(),
        };
        view! { <li><strong>{word}</strong> " " <span>{said}</span> " " <Sent id=item.proposal.id/></li> }
    };
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    move || {
        some.get().then(|| {
            view! { <ul class="pending"><For each=move || items.get() key=|item| item.proposal.id children=row/></ul> }
        })
    }
}
