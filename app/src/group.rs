//! The units that are guided: how each stands, and adding one. Only a group's lead adds. Reading is in `group/read.rs`.

pub mod read;

use domain::act::{Act as Any, Key, Subject};
use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::{Book, Day, Name, UnitId};
use domain::unit::{Act, Code};
use leptos::prelude::*;

use crate::dashboard::scope::states;
use crate::edge;
use crate::issue::query::to_href;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::records::{Records, Row, Scope, Shape, listing, number};
use crate::part::{DayText, Field, Last};
use crate::session::{GroupNode, me};
use crate::texts::texts;
use read::{Line, read_units};

static SHOWN: [Subject; 6] =
    [Subject::Unit, Subject::Carrier, Subject::Issue, Subject::Report, Subject::Rule, Subject::Person];

/// `/units`; `book`, `unit`, `state` and `asof` of the address narrow it.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_units(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &SHOWN, read, |(scope, lines)| view! { <Units scope lines/> }.into_any())
}

#[component]
fn Units(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (lines, closed): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.closed.is_none());
    let set = lines.iter().filter(|line| line.goal.is_some()).count();
    let asked = |group: &&GroupNode| scope.book.is_none_or(|book| book == Book::Group(group.id));
    let group = me.groups.iter().find(asked).filter(|_| scope.book.is_some() || me.groups.len() == 1);
    let name = group.map_or_else(|| t.common.office().to_owned(), |group| group.name.to_string());
    let mut heads = vec![
        (t.field.unit(), false),
        (t.figure.goals(), false),
        (t.figure.carriers(), true),
        (t.group.open(), true),
        (t.state.late(), true),
        (t.state.stagnant(), true),
        (t.group.people(), true),
        (t.group.moved(), false),
    ];
    if scope.as_of.is_some() {
        // Who works there is known of today only.
        heads.remove(6);
    }
    let shape = Shape {
        page: "/units",
        title: t.figure.units(),
        sentence: t.group.sentence(set, name, lines.len()),
        tabs: vec![("goal", t.group.goal_set()), ("none", t.group.goal_missing())],
        heads,
        none: (t.group.none(), t.group.none_note()),
        made,
    };
    let book = group.map(|group| Book::Group(group.id)).filter(|book| me.viewer.leads_group(*book));
    let new = book.map(|book| view! { <Fold verb=t.act.unit_add() id="add"><Add book/></Fold> }.into_any());
    let rows = lines.into_iter().map(|line| row(line, scope.as_of)).collect();
    view! {
        <Records shape scope rows new/>
        {(!closed.is_empty()).then(|| view! { <Closed closed/> })}
    }
}

/// They are none of those that are counted, and stay readable.
#[component]
fn Closed(closed: Vec<Line>) -> impl IntoView {
    let t = texts();
    let many = closed.len();
    let rows = closed.into_iter().map(|line| {
        let since = line.closed.map(|day| view! { <DayText day/> });
        view! { <li><a href=format!("/unit/{}", line.id)>{line.name}</a> <small>{line.code} " " {since}</small></li> }
    });
    let rows = rows.collect_view();
    view! { <details class="fold" id="closed"><summary>{t.group.closed(many)}</summary><ul class="waiting">{rows}</ul></details> }
}

fn made(act: &Any) -> Option<(UnitId, String)> {
    let Any::Unit(Act::Add { unit, name, .. }) = act else { return None };
    Some((*unit, name.to_string()))
}

fn row(line: Line, as_of: Option<Day>) -> Row {
    let t = texts();
    let unit = line.id;
    let key = Key { subject: Subject::Unit, id: unit.0 };
    let base = Filter { unit: Some(unit), as_of, ..Filter::default() };
    let open = to_href(&Filter { states: states(State::open), ..base.clone() });
    let late = to_href(&Filter { late: true, ..base.clone() });
    let stagnant = to_href(&Filter { stagnant: true, ..base });
    let carriers = Scope { unit: Some(unit), as_of, book: None }.href("/carriers", "running");
    let state = if line.goal.is_some() { "goal" } else { "none" };
    let goal = match line.goal {
        Some(goal) => view! { <a class="goal" href=format!("/unit/{unit}/goal")>{goal}</a> }.into_any(),
        None => view! { <span class="quiet">{t.group.goal_missing()}</span> }.into_any(),
    };
    let second = format!("{}·{}", line.code, t.group.organisations(line.organisations));
    let people = as_of.is_none().then(|| number(line.people, format!("/unit/{unit}#people")));
    let mut cells = vec![
        goal,
        number(line.carriers, carriers),
        number(line.work.open, open),
        view! { <span class:late=line.work.late != 0>{number(line.work.late, late)}</span> }.into_any(),
        number(line.work.stagnant, stagnant),
    ];
    cells.extend(people);
    cells.push(line.work.moved.map(|day| view! { <DayText day/> }).into_any());
    let name = view! { <a href=format!("/unit/{unit}")>{line.name}</a><small>{second}</small> <Last key/> }.into_any();
    Row { tabs: vec![state.to_owned()], name, cells }
}

#[component]
fn Add(book: Book) -> impl IntoView {
    let (t, form) = (texts(), Form::new("add"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let unit: UnitId = edge::id();
        let code = entered.get("code", |raw| Code::parse(&raw.trim().to_ascii_uppercase()))?;
        Ok(Any::Unit(Act::Add { unit, code, name: entered.get("name", Name::parse)? }))
    });
    view! {
        <ActForm form book known=domain::record::Known::default() verb=t.act.unit_add() read primary=true>
            <Field label=t.field.name() name=form.name("name") wrong=form.wrong("name")/>
            <Field label=t.field.code() name=form.name("code") hint=t.group.code_hint() wrong=form.wrong("code")/>
        </ActForm>
    }
}
