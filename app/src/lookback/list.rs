//! Months and units on one sheet, each with its bar; of one unit the months one below the other.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Book, Month, UnitId};
use domain::lookback::Act;
use domain::strand::Strand;
use leptos::prelude::*;

use super::bar::Counted;
use super::open::Open;
use super::read::{Line, Listed, read_list};
use super::{state_mark, title};
use crate::part::act_form::Fold;
use crate::part::field::Select;
use crate::part::reading::reading;
use crate::part::records::{Scope, Units};
use crate::part::{Empty, Made, month_text};
use crate::session::{Groups, UnitNode, me};
use crate::strand::{self, ByStrand};
use crate::texts::texts;

/// So many months stand side by side.
const MONTHS: usize = 6;

/// `/lookbacks`; `book` and `unit` of the address narrow it.
#[component]
pub fn Page() -> impl IntoView {
    let me = me();
    let first = me.groups.first().map(|group| Book::Group(group.id));
    let many = me.groups.len() > 1;
    // Of several groups one at a time: a month has a look-back for every unit.
    let asked = move || {
        let scope = Scope { as_of: None, ..Scope::asked() };
        let book = scope.book.or(first.filter(|_| many && scope.unit.is_none()));
        (Scope { book, ..scope }, strand::asked())
    };
    let read = |(scope, strand): (Scope, Option<Strand>)| async move {
        Ok((scope, strand, read_list(scope.book, scope.unit, strand).await?))
    };
    let show =
        |(scope, strand, listed): (Scope, Option<Strand>, Listed)| view! { <Shown scope strand listed/> }.into_any();
    reading(asked, &[Subject::Lookback], read, show)
}

#[component]
fn Shown(scope: Scope, strand: Option<Strand>, listed: Listed) -> impl IntoView {
    let (t, me, Listed { lines, periods }) = (texts(), me(), listed);
    let many = |state: &str| lines.iter().filter(|line| line.state == state).count();
    let sentence = t.lookback.sentence(lines.len(), many("answering"), many("marking"));
    let of_unit = scope.unit.and_then(|unit| me.unit(unit)).map(|(group, _)| group);
    let of_book = me.groups.iter().find(|group| scope.book == Some(Book::Group(group.id)));
    let group = of_unit.or(of_book).or(me.groups.first()).cloned();
    let units: Vec<UnitNode> = group.iter().flat_map(|group| &group.units).cloned().collect();
    let units: Vec<UnitNode> = units.into_iter().filter(|unit| scope.unit.is_none_or(|own| own == unit.id)).collect();
    let opens = Units::guided(&me).filter(|_| scope.unit.is_none());
    let there = lines.iter().map(|line| line.id).collect::<Vec<_>>();
    let form = opens.zip(group.clone()).map(|(_, group)| {
        let start = periods.get(&group.id).map(|period| period.start);
        view! { <Fold verb=t.act.lookback_open() id="open"><Open group start there/></Fold> }
    });
    let names = StoredValue::new(me.clone());
    let made = move |act: &Any| {
        let Any::Lookback(Act::Open { unit, month, .. }) = act else { return None };
        Some(format!("{} {}", names.with_value(|me| me.unit_name(*unit)), title(*month, t)))
    };
    let several = me.groups.len() > 1;
    let sheet = match (lines.is_empty(), units.as_slice()) {
        (true, _) if strand.is_some() => view! { <Empty title=t.visit.strand_empty()/> }.into_any(),
        (true, _) => view! { <Empty title=t.lookback.none() note=t.lookback.none_note()/> }.into_any(),
        (false, [_]) => view! { <Months lines/> }.into_any(),
        (false, _) => view! { <Sheet units lines/> }.into_any(),
    };
    view! {
        <leptos_meta::Title text=t.rail.lookbacks()/>
        <header class="page-head"><h1>{sentence}</h1></header>
        {several.then(|| view! { <Choose groups=me.groups.clone() book=scope.book/> })}
        <p class="note">{t.lookback.what()}</p>
        <ByStrand to=scope.href("/lookbacks", "")/>
        <div class="listed">
            {form}
            <Made title=t.outbox.made() name=made/>
            {sheet}
        </div>
    }
}

/// A plain GET form: works before the page is alive.
#[component]
fn Choose(groups: Groups, book: Option<Book>) -> impl IntoView {
    let t = texts();
    let options = groups.iter().map(|own| (own.id.to_string(), own.name.to_string())).collect::<Vec<_>>();
    let value = book.map(|book| book.to_string()).unwrap_or_default();
    view! {
        <form class="book-filter" method="get" action="/lookbacks">
            <Select label=t.book.which() name="book" options value/>
            <button class="button">{t.book.show()}</button>
        </form>
    }
}

#[component]
fn Sheet(units: Vec<UnitNode>, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let mut months: Vec<Month> = lines.iter().map(|line| line.month).collect();
    months.sort_unstable_by(|one, other| other.cmp(one));
    months.dedup();
    months.truncate(MONTHS);
    months.reverse();
    let heads = months.iter().map(|month| view! { <th scope="col">{month_text(*month, t.lang)}</th> }).collect_view();
    let rows = units.iter().map(|unit| {
        let cells = months.iter().map(|month| {
            let own = lines.iter().find(|line| line.unit == unit.id && line.month == *month);
            let name = unit.name.to_string();
            view! { <td data-head=month_text(*month, t.lang)>{own.map(|line| view! { <Cell line=line.clone() name/> })}</td> }
        });
        view! { <tr><th scope="row">{unit_link(unit.id, unit.name.to_string())}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.rail.lookbacks()>
            <table class="table records lookbacks">
                <caption class="visually-hidden">{t.lookback.what()}</caption>
                <thead><tr><th scope="col">{t.field.unit()}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// What is asked for above goes along.
fn address(line: &Line) -> String {
    strand::with(&format!("/lookbacks/{}", line.id), untrack(strand::asked))
}

fn unit_link(unit: UnitId, name: String) -> AnyView {
    view! { <a href=format!("/lookbacks?unit={unit}")>{name}</a> }.into_any()
}

#[component]
fn Cell(line: Line, name: String) -> impl IntoView {
    let t = texts();
    let says = format!("{name} {} {}", title(line.month, t), t.state.get(&line.state));
    view! {
        <a class="lookback-cell" href=address(&line)>
            <span class="visually-hidden">{says}</span>
            <span aria-hidden="true">{state_mark(&line.state)}</span>
            <Counted count=line.count/>
        </a>
    }
}

/// The months of one unit, the newest first.
#[component]
pub fn Months(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let rows = lines.into_iter().map(|line| {
        view! {
            <li>
                <a href=address(&line)>{title(line.month, t)}</a>
                {state_mark(&line.state)}
                <Counted count=line.count/>
            </li>
        }
    });
    view! { <ul class="lookback-months">{rows.collect_view()}</ul> }
}
