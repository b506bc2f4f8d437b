//! Makes the list of a week from what there is; nothing has to be typed. What it would begin with is shown first.

use domain::act::Act as Any;
use domain::kinds::WorklistId;
use domain::worklist::{Act, NewItem, Task};
use leptos::prelude::*;

use super::read::Room;
use super::{source_word, week_text};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::session::me;
use crate::texts::texts;

/// `first`: the week that we are in, whose verb is the page's primary one.
#[component]
pub fn Prepare(room: Room, first: bool) -> impl IntoView {
    let t = texts();
    let Room { book, week, tasks } = room;
    let form = Form::new(format!("prepare-{week}"));
    let (many, carried) = (tasks.len(), tasks.iter().filter(|own| own.weeks > 0).count());
    let lines = tasks.clone().into_iter().map(|task| view! { <Suggested task/> }).collect_view();
    let read = Callback::new(move |(_,): (Entered,)| {
        let items = tasks.iter().map(|task| NewItem { id: edge::id(), task: task.clone() }).collect();
        Ok(Any::Worklist(Act::Prepare { worklist: WorklistId::of(book, week), week, items }))
    });
    view! {
        <div class="prepare-week">
            <h2>{week_text(week, t)}</h2>
            <p class="note">{t.worklist.begins_with(carried, many)}</p>
            {(many > 0).then(|| view! {
                <details class="fold"><summary>{t.worklist.look()}</summary><ul class="tasks">{lines}</ul></details>
            })}
            <ActForm form book verb=t.act.worklist_prepare() read primary=first/>
        </div>
    }
}

#[component]
pub fn Suggested(task: Task) -> impl IntoView {
    let (t, me) = (texts(), me());
    let unit = task.unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    let who = task.who.map_or(unit.clone(), |who| format!("{unit} {who}"));
    let weeks = (task.weeks > 0).then(|| t.worklist.weeks(task.weeks + 1));
    view! { <li>{task.what.to_string()} " " <small>{who} "·" {source_word(task.source, t)} " " {weeks}</small></li> }
}
