//! The picture: a row for each organisation, a cell for draws and for each form of visit. Shade, number and word say the
//! same; a cell opens exactly its rows.

use domain::draw::coverage::{Asked, Drew, Far, Reached};
use domain::kinds::{Day, UnitId};
use domain::visit::Form;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::brief::Reach;
use super::event::Events;
use super::twin::Twin;
use super::{OfUnit, Row, draws, visits};
use crate::part::{Icon, Section};
use crate::texts::texts;
use crate::visit::words;

/// The map of a unit; beside others behind its counts.
#[component]
pub fn Unit(unit: OfUnit, day: Option<Day>, folded: bool) -> impl IntoView {
    let (t, name, tally) = (texts(), unit.name.clone(), unit.tally);
    if !folded {
        let title = t.coverage.of_unit(name, tally.never);
        return view! { <Section title=title note=t.coverage.counted()><Picture unit day/></Section> }.into_any();
    }
    view! {
        <details class="cover-unit">
            <summary><h2><Icon name="i-down" size=14/>{name}</h2><Reach tally/></summary>
            <Picture unit day/>
        </details>
    }
    .into_any()
}

#[component]
fn Picture(unit: OfUnit, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let (id, rows) = (unit.unit, unit.rows.clone());
    let rows = rows.into_iter().map(|row| view! { <Line unit=id row day/> }).collect_view();
    let heads = Form::VARIANTS.iter().map(|form| view! { <span>{words::form(*form, t)}</span> }).collect_view();
    let kinds = unit.kinds.iter().map(|(kind, own)| {
        let name = crate::draw::kind_word(*kind, t).to_owned();
        view! { <Cell name own=own.clone() href=draws(id, &drawn(Drew::Kind(*kind)), day)/> }
    });
    let kinds = kinds.collect_view();
    let strata = unit.strata.iter().map(|(kind, name, own)| {
        let drew = drawn(Drew::Stratum(*kind, name.clone()));
        let name = format!("{}·{name}", crate::draw::kind_word(*kind, t));
        view! { <Cell name own=own.clone() href=draws(id, &drew, day)/> }
    });
    let strata = strata.collect_view();
    view! {
        <div class="cover">
            <div class="cover-head" aria-hidden="true"><span></span><span>{t.coverage.drawn_head()}</span>{heads}</div>
            <ul>{rows}</ul>
        </div>
        <Events unit=id events=unit.events.clone() day/>
        <h3>{t.coverage.kinds()}</h3>
        <ul class="heat drawn">{kinds}{strata}</ul>
        <a class="more" href=format!("/draws?unit={id}")>{t.coverage.draws()}</a>
        <Twin unit day/>
    }
}

fn drawn(drew: Drew) -> Asked {
    Asked { drew, far: Far::Drawn }
}

#[component]
fn Line(unit: UnitId, row: Row, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let name = if row.organisation.is_some() { row.name.clone() } else { t.visit.whole_unit().to_owned() };
    let told = match (row.reached(), row.heard()) {
        (None, _) => t.coverage.never_reached().to_owned(),
        (Some(Far::Drawn), _) => t.coverage.never_visited().to_owned(),
        (Some(Far::Visited), _) => t.coverage.never_heard().to_owned(),
        (Some(Far::Heard), 0) => t.coverage.heard_with_others(row.drawn.heard),
        (Some(Far::Heard), people) => t.coverage.heard(people),
    };
    let of_draws = row.organisation.map(|id| {
        let (href, many) = (draws(unit, &drawn(Drew::Organisation(id)), day), row.drawn.drawn);
        let listed = (many == 0 && row.drawn.listed > 0).then(|| t.coverage.listed_only().to_owned());
        let went = (row.drawn.visited > 0).then(|| t.coverage.of_drawn(row.drawn.heard, row.drawn.visited));
        let note = listed.or(went);
        square(t.coverage.drawn_head(), many, note, href)
    });
    let of_draws = of_draws.unwrap_or_else(|| view! { <span class="cover-cell blank"></span> }.into_any());
    let forms = Form::VARIANTS.iter().zip(&row.forms).map(|(form, (many, people))| {
        let note = (*people > 0).then(|| t.visit.people_many(*people));
        square(words::form(*form, t), usize::try_from(*many).unwrap_or(0), note, visits(unit, &row, *form, day))
    });
    let forms = forms.collect_view();
    view! {
        <li class="cover-row" class:never=row.never()>
            <div class="cover-name"><strong>{name}</strong><small>{told}</small></div>
            {of_draws}
            {forms}
        </li>
    }
}

/// One cell: nothing, once, several times, often.
fn square(word: &'static str, many: usize, note: Option<String>, href: String) -> AnyView {
    let class = match many {
        0 => "cover-cell",
        1 => "cover-cell some",
        2..=3 => "cover-cell more-of",
        _ => "cover-cell much",
    };
    let body = view! {
        <small class="cover-word">{word}</small>
        <b>{many}</b>
        {note.map(|note| view! { <small>{note}</small> })}
    };
    if many == 0 {
        view! { <span class=class>{body}</span> }.into_any()
    } else {
        view! { <a class=class href=href>{body}</a> }.into_any()
    }
}

/// How much of it was drawn: a shape, a word and a shade, never a shade alone.
fn shade(own: &Reached) -> (&'static str, &'static str) {
    match (own.listed, own.drawn) {
        (0, 0) => ("never", "s-found"),
        (_, 0) => ("listed", "s-agreed"),
        (_, 1) => ("once", "s-verified"),
        (_, _) => ("often", "s-held"),
    }
}

/// A kind or a stratum.
#[component]
fn Cell(name: String, own: Reached, href: String) -> impl IntoView {
    let t = texts();
    let (kind, icon) = shade(&own);
    let word = if own.drawn > 0 {
        t.coverage.drawn_visited(own.drawn, own.heard, own.visited)
    } else {
        t.coverage.get(kind).to_owned()
    };
    let class = format!("heat-cell {kind}");
    let body = view! { <Icon name=icon/><strong>{name}</strong><small>{word}</small> };
    if own.by.is_empty() {
        view! { <li><span class=class>{body}</span></li> }.into_any()
    } else {
        view! { <li><a class=class href=href>{body}</a></li> }.into_any()
    }
}
