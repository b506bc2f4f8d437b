//! The map in short: how many organisations of a unit were heard, visited, drawn and never reached, as one bar and in words.
//! Of very many units that is all there is, group by group; each leads to its own map.

use domain::kinds::Day;
use leptos::prelude::*;

use super::{OfUnit, Tally};
use crate::part::Icon;
use crate::part::records::Scope;
use crate::session::me;
use crate::texts::texts;

/// 二级组织 12 个：听过 8，走到 2，只抽到 1，从未触及 1, with the bar of the same.
#[component]
pub fn Reach(tally: Tally) -> impl IntoView {
    let t = texts();
    let parts = [
        ("heard", tally.heard, t.coverage.part_heard(tally.heard)),
        ("visited", tally.visited, t.coverage.part_visited(tally.visited)),
        ("drawn", tally.drawn, t.coverage.part_drawn(tally.drawn)),
        ("never", tally.never, t.coverage.part_never(tally.never)),
    ];
    let mut from = 0;
    let bars = parts.iter().map(|(class, many, _)| {
        let (x, width) = (from, *many);
        from += width;
        view! { <rect class=*class x=x y="0" width=width height="1"/> }
    });
    let bars = bars.collect_view();
    let size = format!("0 0 {} 1", tally.all().max(1));
    let words = parts.into_iter().filter(|part| part.1 > 0);
    let words = words.map(|(class, _, word)| view! { <li class=class><span class="dot"></span>{word}</li> });
    view! {
        <svg class="cover-heard" viewBox=size preserveAspectRatio="none" aria-hidden="true">{bars}</svg>
        <ul class="reach-words">{words.collect_view()}</ul>
    }
}

/// Units among very many, group by group.
#[component]
pub fn Groups(units: Vec<OfUnit>, day: Option<Day>) -> impl IntoView {
    let me = me();
    let mut rest = units;
    let mut groups = Vec::new();
    for group in &me.groups {
        let (own, others) = rest.into_iter().partition(|unit| group.units.iter().any(|node| node.id == unit.unit));
        rest = others;
        groups.push((group.name.to_string(), own));
    }
    let only = groups.len() == 1;
    let groups = groups.into_iter().filter(|(_, units): &(String, Vec<OfUnit>)| !units.is_empty());
    groups.map(|(name, units)| view! { <Group name units day open=only/> }).collect_view()
}

#[component]
fn Group(name: String, units: Vec<OfUnit>, day: Option<Day>, open: bool) -> impl IntoView {
    let tally: Tally = units.iter().map(|unit| unit.tally).sum();
    let rows = units.into_iter().map(|own| {
        let scope = Scope { unit: Some(own.unit), as_of: day, ..Scope::default() };
        view! {
            <li>
                <a class="opens" href=scope.href("/coverage", "")>{own.name}</a>
                <Reach tally=own.tally/>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="cover-unit" open=open>
            <summary><h2><Icon name="i-down" size=14/>{name}</h2><Reach tally/></summary>
            <ul class="cover-brief">{rows}</ul>
        </details>
    }
}
