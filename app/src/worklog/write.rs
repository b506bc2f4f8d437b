//! The log itself: read, and by its writer written.

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::{Note, WorklogId};
use domain::outbox::Place;
use domain::worklog::{Act, digest};
use leptos::html;
use leptos::prelude::*;

use super::did::Taken;
use super::read::Shown;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::{About, Empty, Moment, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Log(shown: Shown, own: bool) -> impl IntoView {
    let t = texts();
    let written = shown
        .log
        .as_ref()
        .map(|log| view! { <p class="quiet">{t.worklog.last_written()} " " <Moment time=log.by.at/></p> });
    if own {
        return view! { <Section title=t.worklog.log().to_owned() class="span-8">{written}<Write shown/></Section> }
            .into_any();
    }
    let body = match shown.log.clone() {
        Some(log) => log.text.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view().into_any(),
        None => view! { <Empty title=t.worklog.none() note=t.worklog.none_note()/> }.into_any(),
    };
    view! { <Section title=t.worklog.log().to_owned() class="span-8">{written}<div class="body">{body}</div></Section> }
        .into_any()
}

#[component]
fn Write(shown: Shown) -> impl IntoView {
    let (t, me, form, outbox) = (texts(), me(), Form::new("log"), outbox());
    let (book, day) = (shown.book, shown.day);
    let worklog = WorklogId::of(book, me.viewer.person, day);
    let key = Key { subject: Subject::Worklog, id: worklog.0 };
    let stored = StoredValue::new(shown.log.map(|log| log.text));
    // what was written on this device and is not recorded yet is what one goes on from
    let newest = move || {
        // what was refused is compared with what stands, not gone on from
        let mut items = outbox.about(key).into_iter().rev().filter(|item| item.place == Place::Local);
        let written = items.find_map(|item| written(&item.proposal.act));
        written.or_else(|| stored.try_get_value().flatten())
    };
    let read = Callback::new(move |(entered,): (Entered,)| {
        let after = newest().as_ref().and_then(digest);
        Ok(Any::Worklog(Act::Write { worklog, day, after, text: entered.get("text", Note::parse)? }))
    });
    let node = NodeRef::<html::Textarea>::new();
    Taken::provide(node);
    Effect::new(move || {
        let (Some(area), Some(text)) = (node.get(), newest()) else { return };
        let untouched = area.value().is_empty() || Ok(area.value()) == area.default_value();
        let _ = area.set_default_value(text.as_str());
        if untouched {
            area.set_value(text.as_str());
        }
    });
    view! {
        <About key/>
        <ActForm form book verb=t.act.worklog_write() read primary=true>
            <TextArea label=t.worklog.text() hint=t.worklog.text_hint() name=form.name("text") rows=12 node wrong=form.wrong("text")/>
        </ActForm>
    }
}

fn written(act: &Any) -> Option<Note> {
    let Any::Worklog(Act::Write { text, .. }) = act else { return None };
    Some(text.clone())
}
