//! The page of one list: its items by unit, each with what was answered and the verb that comes next.

use domain::act::Act as Any;
use domain::kinds::{Day, Name, Title, UnitId};
use domain::strand::Strand;
use domain::worklist::{Act, Item, NewItem, Source, Task};
use leptos::prelude::*;

use super::item::Row;
use super::list::{FROM, done_words};
use super::prepare::Suggested;
use super::read::{Detail, read_detail};
use super::{state_mark, week_text};
use crate::burden::{Watch, Watched, Watching};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::field::Select;
use crate::part::reading::record;
use crate::part::{About, Empty, Field, History, Icon, Section, Summary, print};
use crate::session::me;
use crate::strand::{self, ByStrand};
use crate::texts::texts;

/// `/worklists/:id`
#[component]
pub fn Page() -> impl IntoView {
    record(&FROM, read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.list.clone();
    let may = me.viewer.in_group(own.book);
    let stands = own.items.iter().filter(|item| item.dropped.is_none()).count();
    let (ticked, over) = (own.items.iter().filter(|item| item.ticked.is_some()).count(), detail.over.len());
    let left = own.items.iter().filter(|item| item.left()).count();
    let state = if own.issued.is_some() && left == over { "done" } else { own.state() };
    let number = own.number.map_or_else(|| t.worklist.no_number().to_owned(), |number| t.worklist.number(number));
    let crumbs = vec![("/worklists".to_owned(), t.rail.worklists().to_owned())];
    let line = view! { <p>{state_mark(state)} " " {number} "·" {done_words(stands, ticked, over, t)}</p> };
    let some = own.items.iter().any(|item| !item.task.strands.is_empty());
    let by = some.then(|| view! { <ByStrand to=format!("/worklists/{}", own.id)/> });
    let none = own.items.is_empty().then(|| view! { <Empty title=t.worklist.empty() note=t.worklist.empty_note()/> });
    let side = may.then(|| view! { <Side detail=detail.clone()/> });
    let history = detail.history.clone();
    view! {
        <Summary title=t.worklist.title(week_text(own.week, t)) crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns worklist">
            <div class=if may { "span-8" } else { "span-12" }>{by}{none}<Parts detail=detail.clone()/></div>
            {side}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// Units in the order in which they first appear, the group itself last.
fn owners(items: &[Item]) -> Vec<Option<UnitId>> {
    let mut owners = Vec::new();
    for unit in items.iter().map(|own| own.task.unit) {
        if !owners.contains(&unit) {
            owners.push(unit);
        }
    }
    owners.sort_by_key(Option::is_none);
    owners
}

/// By unit, of what looks at the strand that the address asks for.
#[component]
fn Parts(detail: Detail) -> impl IntoView {
    let t = texts();
    let wanted = Memo::new(|_| strand::asked());
    move || {
        let mut detail = detail.clone();
        if let Some(strand) = wanted.get() {
            detail.list = detail.list.within(strand);
        }
        if wanted.get().is_some() && detail.list.items.is_empty() {
            return view! { <Empty title=t.visit.strand_empty()/> }.into_any();
        }
        let owners = owners(&detail.list.items);
        owners.into_iter().map(|unit| view! { <Part detail=detail.clone() unit/> }).collect_view().into_any()
    }
}

#[component]
fn Part(detail: Detail, unit: Option<UnitId>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let name = unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    let items: Vec<Item> = detail.list.items.iter().filter(|own| own.task.unit == unit).cloned().collect();
    let left = items.iter().filter(|own| own.left() && !detail.over.contains(&own.id)).count();
    let rows = items.into_iter().map(|item| view! { <Row detail=detail.clone() item/> }).collect_view();
    view! { <Section title=name note=t.worklist.left(left)><ol class="items">{rows}</ol></Section> }
}

/// What the group does to the list as a whole.
#[component]
fn Side(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (list, book) = (detail.list.id, detail.list.book);
    let draft = detail.list.issued.is_none();
    let units = detail.list.units().into_iter().map(|unit| me.unit_name(unit)).collect::<Vec<_>>();
    let formal = vec![t.worklist.issue_one(units.join(t.notice.comma())), t.worklist.issue_two().to_owned()];
    let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Worklist(Act::Issue { worklist: list })));
    let issue = draft.then(|| {
        view! { <ActForm form=Form::new("issue") book known=detail.known() verb=t.act.worklist_issue() read formal primary=true/> }
    });
    let more = (!detail.more.is_empty()).then(|| view! { <More detail=detail.clone()/> });
    view! {
        <Section title=t.worklist.about().to_owned() class="span-4 no-print">
            <About key=detail.key()/>
            {issue}
            <Fold verb=t.act.worklist_add() id="add"><Add detail=detail.clone()/></Fold>
            {more}
        </Section>
    }
}

#[component]
fn Add(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("add"));
    let (worklist, book) = (detail.list.id, detail.list.book);
    let group = me.groups.iter().find(|group| domain::kinds::Book::Group(group.id) == book);
    let units = group.iter().flat_map(|group| group.open()).map(|unit| (unit.id.to_string(), unit.name.to_string()));
    let units = units.chain([(String::new(), t.worklist.ourselves().to_owned())]).collect::<Vec<_>>();
    let watch = Watch::new(form, &me, book, "");
    let read = Callback::new(move |(entered,): (Entered,)| {
        let task = Task {
            unit: if entered.raw("unit").is_empty() { None } else { Some(entered.get("unit", str::parse)?) },
            who: entered.get("official", Name::optional)?,
            source: Source::Hand,
            what: entered.get("title", Title::parse)?,
            due: if entered.raw("due").is_empty() { None } else { Some(entered.get("due", Day::parse)?) },
            from: None,
            weeks: 0,
            strands: entered.raw("strand").parse::<Strand>().ok().into_iter().collect(),
        };
        Ok(Any::Worklist(Act::Add { worklist, item: Box::new(NewItem { id: edge::id(), task }) }))
    });
    view! {
        <ActForm form book verb=t.act.worklist_add() read>
            <Watching watch>
                <div class="pair">
                    <Select label=t.worklist.who() name=form.name("unit") options=units wrong=form.wrong("unit")/>
                    <Field label=t.meeting.person() name=form.name("official") wrong=form.wrong("official")/>
                </div>
                <Field label=t.worklist.what() name=form.name("title") wrong=form.wrong("title")/>
                <Watched watch/>
                <div class="pair">
                    <Field label=t.field.due() name=form.name("due") kind="date" wrong=form.wrong("due")/>
                    <Select label=t.visit.strand() name=form.name("strand") options=strand::options(t) wrong=form.wrong("strand")/>
                </div>
            </Watching>
        </ActForm>
    }
}

/// What came up since the list was made: one click puts all of it on.
#[component]
fn More(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("more"));
    let (worklist, book, tasks) = (detail.list.id, detail.list.book, detail.more.clone());
    let lines = tasks.clone().into_iter().map(|task| view! { <Suggested task/> }).collect_view();
    let many = tasks.len();
    let read = Callback::new(move |(_,): (Entered,)| {
        let add = |task: &Task| {
            let item = Box::new(NewItem { id: edge::id(), task: task.clone() });
            Any::Worklist(Act::Add { worklist, item })
        };
        Ok(tasks.iter().map(add).collect::<Vec<_>>())
    });
    view! {
        <div class="came-up">
            <h3>{t.worklist.came_up(many)}</h3>
            <ul class="tasks">{lines}</ul>
            <ActForm form book verb=t.worklist.add_all(many) read/>
        </div>
    }
}
