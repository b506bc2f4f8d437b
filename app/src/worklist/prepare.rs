//! Makes the list of a week from what there is; nothing has to be typed. What it would begin with is shown first.

use domain::act::Act as Any;
use domain::kinds::{Book, Week, WorklistId};
use domain::worklist::{Act, NewItem, Task};
use leptos::prelude::*;

use super::read::{Room, read_list};
use super::{called, source_word, week_text};
use crate::edge;
use crate::failure::Failure;
use crate::outbox::outbox;
use crate::part::Problem;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::session::me;
use crate::strand::Looks;
use crate::texts::texts;

/// `first`: the week that we are in, whose verb is the page's primary one.
#[component]
pub fn Prepare(room: Room, first: bool) -> impl IntoView {
    let t = texts();
    let Room { book, week, tasks } = room;
    let form = Form::new(format!("prepare-{week}"));
    let (many, carried) = (tasks.len(), tasks.iter().filter(|own| own.weeks > 0).count());
    let lines = tasks.clone().into_iter().map(|task| view! { <Suggested task/> }).collect_view();
    let read = Callback::new(move |(_,): (Entered,)| Ok(prepared(book, week, &tasks)));
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

fn prepared(book: Book, week: Week, tasks: &[Task]) -> Any {
    let items = tasks.iter().map(|task| NewItem { id: edge::id(), task: task.clone() }).collect();
    Any::Worklist(Act::Prepare { worklist: WorklistId::of(book, week), week, items })
}

/// Makes the list of a week from a page where it is missed; what it begins with is gathered when it is asked for.
#[component]
pub fn MakeList(book: Book, week: Week) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let make = move |_| {
        busy.set(true);
        failed.set(None);
        leptos::task::spawn_local(async move {
            let found = read_list(Some(book), None, None, None).await.and_then(|board| {
                let mut rooms = board.rooms.into_iter();
                rooms.find(|own| (own.book, own.week) == (book, week)).ok_or_else(Failure::not_found)
            });
            match found {
                // it stays busy: the page is shown anew with the list
                Ok(room) => drop(outbox.propose(book, prepared(book, week, &room.tasks))),
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                    let _ = busy.try_set(false);
                }
            }
        });
    };
    let verb = format!("{} {}", t.act.worklist_prepare(), week_text(week, t));
    view! {
        <div class="prepare-week">
            <button type="button" class="button" disabled=move || busy.get() on:click=make>{verb}</button>
            {move || failed.get().map(|failure| view! { <Problem failure/> })}
        </div>
    }
}

#[component]
pub fn Suggested(task: Task) -> impl IntoView {
    let (t, me) = (texts(), me());
    let unit = task.unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    let what = called(&task, t);
    let who = task.who.map_or(unit.clone(), |who| format!("{unit} {who}"));
    let weeks = (task.weeks > 0).then(|| t.worklist.weeks(task.weeks + 1));
    view! { <li>{what} " " <small>{who} "·" {source_word(task.source, t)} " " <Looks strands=task.strands/> " " {weeks}</small></li> }
}
