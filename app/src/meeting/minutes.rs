//! The minutes while they are written: a paragraph is an act. Enter records it, and the field waits for the next one; what
//! was written here stands there at once, before the page is read again.

use domain::act::Act as Any;
use domain::kinds::{ActId, LineId, Note, PointId};
use domain::meeting::{Act, Line};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::outbox::{Whereabouts, outbox};
use crate::part::act_form::{ActForm, Entered, Fold, Form, HandIn};
use crate::part::{Moment, Sent, TextArea};
use crate::session::me;
use crate::texts::texts;

/// A paragraph as this page wrote it, until the page has read it.
#[derive(Clone)]
struct Fresh {
    line: LineId,
    point: Option<PointId>,
    text: String,
    /// The proposal.
    act: ActId,
}

/// What this page wrote, and where the pen is: it outlives the reading that follows every paragraph.
#[derive(Clone, Copy)]
pub struct Written {
    lines: RwSignal<Vec<Fresh>>,
    at: StoredValue<Option<Option<PointId>>>,
}

impl Written {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Written { lines: RwSignal::new(Vec::new()), at: StoredValue::new(None) });
    }
}

#[component]
pub fn Lines(detail: Detail, point: Option<PointId>) -> impl IntoView {
    let Written { lines: written, .. } = expect_context();
    let recorded: Vec<Line> = detail.meeting.lines.iter().filter(|own| own.point == point).cloned().collect();
    let known: Vec<LineId> = detail.meeting.lines.iter().map(|own| own.id).collect();
    // once it was read it is told from there, and not at all when it is struck out
    written.update(|all| all.retain(|own| !known.contains(&own.line)));
    let outbox = outbox();
    let fresh = move || {
        let here = |own: &Fresh| own.point == point && outbox.whereabouts(own.act) != Whereabouts::Gone;
        let here = written.get().into_iter().filter(here);
        here.map(|own| view! { <li class="fresh"><p>{own.text}</p><Sent id=own.act/></li> }).collect_view()
    };
    let rows = recorded.into_iter().map(|line| view! { <Row detail=detail.clone() line/> }).collect_view();
    view! { <ul class="minutes">{rows}{fresh}</ul> }
}

#[component]
fn Row(detail: Detail, line: Line) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let pen = own.state() == "open" && own.clerk.is_some_and(|by| by.person == me.viewer.person);
    let change = pen.then(|| view! { <Change detail=detail.clone() line=line.clone()/> });
    let who = t.meeting.wrote(detail.name(line.by.person));
    view! {
        <li id=format!("line-{}", line.id)>
            <p>{line.text.to_string()}</p>
            <small class="no-print">{who} " " <Moment time=line.by.at/></small>
            {change}
        </li>
    }
}

/// The line anew; emptied, it is struck out.
#[component]
fn Change(detail: Detail, line: Line) -> impl IntoView {
    let (t, id) = (texts(), line.id);
    let form = Form::new(format!("line-{id}"));
    let (meeting, book, point) = (detail.meeting.id, detail.meeting.book, line.point);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let text = entered.get("note", Note::optional)?;
        Ok(Any::Meeting(Act::Write { meeting, line: id, point, text }))
    });
    view! {
        <Fold verb=t.meeting.rewrite()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <TextArea label=t.meeting.paragraph() hint=t.meeting.strike_hint() name=form.name("note") value=line.text.to_string() rows=3 wrong=form.wrong("note")/>
            </ActForm>
        </Fold>
    }
}

/// The next line under a point.
#[component]
pub fn Pen(detail: Detail, point: Option<PointId>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let written: Written = expect_context();
    let form = Form::new(point.map_or_else(|| "pen-other".to_owned(), |point| format!("pen-{point}")));
    let (meeting, book) = (detail.meeting.id, detail.meeting.book);
    let node = NodeRef::<html::Textarea>::new();
    // the page was read again after a paragraph: the pen is where it was
    Effect::new(move || {
        if let Some(area) = node.get()
            && written.at.get_value() == Some(point)
        {
            let _ = area.focus();
        }
    });
    let read = Callback::new(move |(entered,): (Entered,)| {
        let text = Some(entered.get("note", Note::parse)?);
        Ok(Any::Meeting(Act::Write { meeting, line: edge::id(), point, text }))
    });
    let hand_in: HandIn = Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
        for act in acts {
            let told = if let Any::Meeting(Act::Write { line, point, text: Some(text), .. }) = &act {
                Some((*line, *point, text.to_string()))
            } else {
                None
            };
            let act = outbox.propose(book, act);
            let fresh = told.map(|(line, point, text)| Fresh { line, point, text, act });
            written.lines.update(|all| all.extend(fresh));
        }
        then.run((true,));
    });
    let key = move |event: KeyboardEvent| {
        // not while a word is being composed: Enter chooses it then
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            if let Some(form) = node.try_get_untracked().flatten().and_then(|area| area.form()) {
                let _ = form.request_submit();
            }
        }
    };
    view! {
        <div
            class="pen no-print"
            on:keydown=key
            on:focusin=move |_| written.at.set_value(Some(point))
        >
            <ActForm form book known=detail.known() verb=t.act.meeting_write() read hand_in>
                <TextArea label=t.meeting.line() hint=t.meeting.pen_hint() name=form.name("note") rows=2 node wrong=form.wrong("note")/>
            </ActForm>
        </div>
    }
}
