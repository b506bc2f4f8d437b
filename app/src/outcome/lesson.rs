//! The lesson of an outcome: what others read. Whoever publishes it sees beside the form which names it must not say; the rule
//! refuses them by name.

use domain::act::Act as Any;
use domain::kinds::{Note, Title};
use domain::outcome::{Act, Lesson};
use leptos::prelude::*;

use super::read::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::{Empty, Field, Moment, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn LessonOf(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.outcome;
    let may = me.viewer.in_group(own.book) && own.dropped.is_none();
    let (outcome, book, known) = (own.id, own.book, detail.known());
    let body = match own.public().cloned() {
        Some(lesson) => {
            let lines = lesson.text.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
            let when = own.lesson.as_ref().map(|own| own.1.at);
            let when = when.map(|time| view! { <p class="quiet">{t.outcome.published_on()} " " <Moment time/></p> });
            // why nobody else reads it
            let named: Vec<String> = detail.names.iter().filter(|name| says(&lesson, name)).cloned().collect();
            let hidden = (!named.is_empty())
                .then(|| view! { <p class="note" role="note">{t.outcome.hidden(named.join(t.notice.comma()))}</p> });
            view! { {hidden}<h3>{lesson.title.to_string()}</h3><div class="body">{lines}</div>{when} }.into_any()
        }
        None => view! { <Empty title=t.outcome.no_lesson() note=t.outcome.no_lesson_note()/> }.into_any(),
    };
    let published = own.public().is_some();
    let unpublish = Callback::new(move |(reason,)| Any::Outcome(Act::Unpublish { outcome, reason }));
    view! {
        <Section title=t.outcome.lesson().to_owned() note=t.outcome.lesson_note().to_owned() id="lesson">
            {body}
            {may.then(|| view! {
                <div class="row no-print">
                    <Publish detail=detail.clone()/>
                    {published.then(|| view! { <Reasoned prefix="unpublish" book known verb=t.act.outcome_unpublish() act=unpublish/> })}
                </div>
            })}
        </Section>
    }
}

fn says(lesson: &Lesson, name: &str) -> bool {
    lesson.title.as_str().contains(name) || lesson.text.as_str().contains(name)
}

#[component]
fn Publish(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("publish"));
    let (outcome, book) = (detail.outcome.id, detail.outcome.book);
    let own = detail.outcome.lesson.map(|own| own.0);
    let title = own.as_ref().map_or_else(|| detail.outcome.content.title.to_string(), |own| own.title.to_string());
    let text = own.map_or_else(|| detail.outcome.content.text.to_string(), |own| own.text.to_string());
    let names = (!detail.names.is_empty())
        .then(|| view! { <p class="note">{t.outcome.leave_out(detail.names.join(t.notice.comma()))}</p> });
    let names_of = detail.names.clone();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let lesson = Lesson { title: entered.get("title", Title::parse)?, text: entered.get("text", Note::parse)? };
        // the server knows all names; those of the words that it began with are known here already
        if let Some(name) = names_of.iter().find(|name| says(&lesson, name)) {
            return Err(("text", domain::refusal::Refusal::Names { name: name.clone() }));
        }
        Ok(Any::Outcome(Act::Publish { outcome, lesson: Box::new(lesson) }))
    });
    let formal = vec![t.outcome.publish_one().to_owned(), t.outcome.publish_two().to_owned()];
    view! {
        <Fold verb=t.act.outcome_publish() id="publish">
            <ActForm form book verb=t.act.outcome_publish() read formal primary=true>
                {names}
                <Field label=t.outcome.lesson_title() name=form.name("title") value=title wrong=form.wrong("title")/>
                <TextArea label=t.outcome.lesson_text() name=form.name("text") value=text rows=6 wrong=form.wrong("text")/>
            </ActForm>
        </Fold>
    }
}
