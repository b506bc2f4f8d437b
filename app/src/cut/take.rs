//! Takes a cut: its title, its day, and what the group says of it. The numbers are counted by the server.

use domain::act::{Act as Any, Key, Subject};
use domain::cut::{Act, Cut};
use domain::kinds::{Book, Day, Note, Title};
use domain::record::{Known, Record};
use leptos::prelude::*;

use crate::edge;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Take(
    book: Book,
    /// The middle day of the group's campaign.
    half: Option<Day>,
    /// Those that the group has already.
    cuts: Vec<Cut>,
) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("take"));
    let mut known = Known::default();
    known.records.extend(
        cuts.iter().map(|cut| (Key { subject: Subject::Cut, id: cut.id.0 }, Record::Cut(Box::new(cut.clone())))),
    );
    let half = half.filter(|half| *half <= me.today() && !cuts.iter().any(|cut| cut.day == *half));
    let title = if half.is_some() { t.cut.half_time().to_owned() } else { String::new() };
    let day = half.unwrap_or(me.today());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (title, day) = (entered.get("title", Title::parse)?, entered.get("day", Day::parse)?);
        let words = entered.get("words", Note::optional)?;
        Ok(Any::Cut(Act::Take { cut: edge::id(), title, day, words }))
    });
    let formal = vec![t.cut.take_one().to_owned(), t.cut.take_two().to_owned()];
    view! {
        <ActForm form book known verb=t.act.cut_take() read formal primary=true>
            <Field label=t.field.title() name=form.name("title") value=title wrong=form.wrong("title")/>
            <Field label=t.field.day() hint=t.cut.day_hint() name=form.name("day") kind="date" value=day.to_string() wrong=form.wrong("day")/>
            <TextArea label=t.cut.words() name=form.name("words") rows=4 wrong=form.wrong("words")/>
        </ActForm>
    }
}
