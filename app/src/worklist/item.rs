//! One item of a list: what is to be done, where it comes from, what the unit says, and the verb of whoever looks at it.

use domain::act::Act as Any;
use domain::burden::asked_for;
use domain::due::is_late;
use domain::kinds::Note;
use domain::refusal::Refusal;
use domain::strand::Strand;
use domain::worklist::{Act, Answer, Item};
use leptos::prelude::*;

use super::read::Detail;
use super::{called, source_href, source_word, state_mark};
use crate::burden::KnownNote;
use crate::edge;
use crate::issue::query::encode;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::field::Select;
use crate::part::{DayText, Mark, Moment, TextArea};
use crate::session::me;
use crate::strand::{self, Looks};
use crate::texts::texts;

#[component]
pub fn Row(detail: Detail, item: Item) -> impl IntoView {
    let (t, me) = (texts(), me());
    let gone = item.left() && detail.gone.contains(&item.id);
    let over = item.left() && detail.over.contains(&item.id);
    let state = match (gone, over) {
        (true, _) => "gone",
        (false, true) => "over",
        (false, false) => item.state(),
    };
    let what = called(&item.task, t);
    let name = match source_href(&item.task) {
        Some(href) => view! { <a class="opens" href=href>{what}</a> }.into_any(),
        None => view! { <span>{what}</span> }.into_any(),
    };
    let weeks =
        (item.task.weeks > 0).then(|| view! { <Mark kind="stagnant" word=t.worklist.weeks(item.task.weeks + 1)/> });
    let late = item.left() && !gone && !over && item.task.due.is_some_and(|due| is_late(due, me.today()));
    let due = item.task.due.map(|day| {
        view! { <span class=if late { "by late" } else { "by" }>{t.field.due()} " " <DayText day/></span> }
    });
    let who = item.task.who.as_ref().map(|who| view! { <small>{who.to_string()}</small> });
    let answers = item.answers.iter().map(|answer| view! { <Said detail=detail.clone() answer=answer.clone()/> });
    let answers = answers.collect_view();
    let ticked = item.ticked.map(|by| {
        view! { <p class="receipt">{t.worklist.ticked_by(detail.name(by.person))} " " <Moment time=by.at/></p> }
    });
    let dropped = item.dropped.as_ref().map(|(why, by)| {
        let who = t.worklist.dropped_by(detail.name(by.person));
        view! { <p class="receipt">{who} " " <Moment time=by.at/> "：" {why.to_string()}</p> }
    });
    let by_itself = (state == "over").then(|| view! { <p class="receipt">{t.worklist.by_itself()}</p> });
    let verbs = (!gone).then(|| view! { <Verbs detail=detail.clone() item=item.clone()/> });
    view! {
        <li class=format!("item {state}") id=format!("item-{}", item.id)>
            <p class="what">{name}</p>
            <KnownNote known=asked_for(item.task.what.as_str()) figures=Vec::new()/>
            <p class="about">{state_mark(state)} " " {who} " " <small>{source_word(item.task.source, t)}</small> " " <Looks strands=item.task.strands/> " " {weeks} " " {due}</p>
            {answers}
            {ticked}
            {dropped}
            {by_itself}
            {verbs}
        </li>
    }
}

#[component]
fn Said(detail: Detail, answer: Answer) -> impl IntoView {
    let t = texts();
    let word = if answer.done { t.worklist.says_done() } else { t.worklist.says_open() };
    let note = answer.note.map(|note| view! { <p class="body">{note.to_string()}</p> });
    view! {
        <div class="said">
            <p class="head"><strong>{word}</strong> " " {detail.name(answer.by.person)} " " <Moment time=answer.by.at/></p>
            {note}
        </div>
    }
}

#[component]
fn Verbs(detail: Detail, item: Item) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (worklist, book, id, known) = (detail.list.id, detail.list.book, item.id, detail.known());
    let issued = detail.list.issued.is_some();
    let mine = item.task.unit.is_some_and(|unit| me.viewer.in_unit(unit));
    let group = me.viewer.in_group(book);
    // there is nothing to say or to ask any more
    let open = item.left() && !detail.over.contains(&id);
    let answer = (mine && issued && open).then(|| view! { <Answering detail=detail.clone() item=item.clone()/> });
    let tick = (group && issued && item.left()).then(|| {
        let read = Callback::new(move |(_,): (Entered,)| {
            Ok(Any::Worklist(Act::Tick { worklist, item: id, then: Some(edge::id()) }))
        });
        let form = Form::new(format!("tick-{id}"));
        let primary = item.state() == "answered";
        view! { <ActForm form book known=known.clone() verb=t.act.worklist_tick() read primary/> }
    });
    let drop = (group && item.left()).then(|| {
        let act = Callback::new(move |(reason,)| Any::Worklist(Act::Drop { worklist, item: id, reason }));
        view! { <Reasoned prefix=format!("drop-{id}") book known=known.clone() verb=t.act.worklist_drop() act/> }
    });
    let looks = (group && item.left()).then(|| view! { <LookAt detail=detail.clone() item=item.clone()/> });
    let untick = (group && item.ticked.is_some()).then(|| {
        let act = Callback::new(move |(reason,)| Any::Worklist(Act::Untick { worklist, item: id, reason }));
        view! { <Reasoned prefix=format!("untick-{id}") book known=known.clone() verb=t.act.worklist_untick() act/> }
    });
    let paper = item.task.unit.filter(|_| group && issued && open).map(|unit| {
        let mut href = format!("/notices?list={worklist}&item={id}&to={unit}&title=");
        encode(&mut href, &called(&item.task, t));
        href.push_str("#draft");
        // a full load: the browser itself opens the fold that the address names
        view! { <a class="button small" rel="external" href=href>{t.notice.draft_about()}</a> }
    });
    view! { <div class="row no-print">{answer}{tick}{paper}{looks}{drop}{untick}</div> }
}

/// What it looks at, where its record does not say so or says another thing.
#[component]
fn LookAt(detail: Detail, item: Item) -> impl IntoView {
    let (t, id) = (texts(), item.id);
    let form = Form::new(format!("look-{id}"));
    let (worklist, book) = (detail.list.id, detail.list.book);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let strands = entered.raw("strand").parse::<Strand>().ok().into_iter().collect();
        Ok(Any::Worklist(Act::LookAt { worklist, item: id, strands }))
    });
    let now = item.task.strands.all().first().map(|own| <&str>::from(*own)).unwrap_or_default();
    view! {
        <Fold verb=t.act.worklist_look_at()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <Select label=t.visit.strand() name=form.name("strand") options=strand::options(t) value=now wrong=form.wrong("strand")/>
            </ActForm>
        </Fold>
    }
}

/// The unit's answer: done, or not yet and why.
#[component]
fn Answering(detail: Detail, item: Item) -> impl IntoView {
    let (t, id) = (texts(), item.id);
    let form = Form::new(format!("answer-{id}"));
    let (worklist, book) = (detail.list.id, detail.list.book);
    let options = vec![
        ("done".to_owned(), t.worklist.says_done().to_owned()),
        ("open".to_owned(), t.worklist.says_open().to_owned()),
    ];
    let read = Callback::new(move |(entered,): (Entered,)| {
        let done = match entered.raw("done") {
            "done" => true,
            "open" => false,
            _ => return Err(("done", Refusal::Malformed)),
        };
        let note = entered.get("note", Note::optional)?;
        Ok(Any::Worklist(Act::Answer { worklist, item: id, done, note }))
    });
    // a second answer is rare: it waits behind its verb
    let first = item.answers.is_empty();
    let own = view! {
        <ActForm form book known=detail.known() verb=t.act.worklist_answer() read primary=first>
            <Select label=t.worklist.answer() name=form.name("done") options wrong=form.wrong("done")/>
            <TextArea label=t.field.note() name=form.name("note") rows=2 wrong=form.wrong("note")/>
        </ActForm>
    };
    if first { own.into_any() } else { view! { <Fold verb=t.worklist.answer_again()>{own}</Fold> }.into_any() }
}
