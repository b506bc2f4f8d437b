//! The same numbers as tables: organisations with draws, visits and people heard; forms of visits and kinds of sites; kinds and
//! strata with what was drawn, visited and heard.

use domain::draw::coverage::{Asked, Drew, Far, Reached};
use domain::kinds::Day;
use domain::visit::Form;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::{OfUnit, draws, event, visits};
use crate::texts::texts;
use crate::visit::words;

pub(super) fn number(many: usize, href: String) -> AnyView {
    if many == 0 {
        view! { <td class="num">"0"</td> }.into_any()
    } else {
        view! { <td class="num"><a href=href>{many}</a></td> }.into_any()
    }
}

#[component]
pub fn Twin(unit: OfUnit, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let id = unit.unit;
    let heads = Form::VARIANTS.iter().map(|form| view! { <th scope="col" class="num">{words::form(*form, t)}</th> });
    let heads = heads.collect_view();
    let rows = unit.rows.iter().map(|row| {
        let name = if row.organisation.is_some() { row.name.clone() } else { t.visit.whole_unit().to_owned() };
        let drawn = [Far::Drawn, Far::Visited, Far::Heard].map(|far| match row.organisation {
            Some(own) => number(row.drawn.far(far), draws(id, &Asked { drew: Drew::Organisation(own), far }, day)),
            None => number(0, String::new()),
        });
        let forms = Form::VARIANTS.iter().zip(&row.forms);
        let forms = forms.map(|(form, own)| number(usize::try_from(own.0).unwrap_or(0), visits(id, row, *form, day)));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{row.drawn.listed}</td>
                {drawn}
                {forms.collect_view()}
                <td class="num">{row.heard()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="coverage-twin">
            <summary>{t.coverage.table()}</summary>
            <div class="scroll" role="region" tabindex="0" aria-label=t.coverage.table()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.coverage.what()}</th>
                            <th scope="col" class="num">{t.coverage.listed_times()}</th>
                            <th scope="col" class="num">{t.coverage.drawn_head()}</th>
                            <th scope="col" class="num">{t.coverage.drawn_visited_head()}</th>
                            <th scope="col" class="num">{t.coverage.drawn_heard_head()}</th>
                            {heads}
                            <th scope="col" class="num">{t.coverage.heard_head()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <event::Table unit=unit.clone() day/>
                <Drawn unit day/>
            </div>
        </details>
    }
}

/// Kinds and strata.
#[component]
fn Drawn(unit: OfUnit, day: Option<Day>) -> impl IntoView {
    let t = texts();
    let row = |name: String, own: &Reached, drew: &Drew| {
        let cells = [Far::Drawn, Far::Visited, Far::Heard].map(|far| {
            let asked = Asked { drew: drew.clone(), far };
            number(own.far(far), draws(unit.unit, &asked, day))
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{own.listed}</td>
                {cells}
            </tr>
        }
    };
    let kinds = unit.kinds.iter();
    let kinds = kinds.map(|(kind, own)| row(crate::draw::kind_word(*kind, t).to_owned(), own, &Drew::Kind(*kind)));
    let kinds = kinds.collect_view();
    let strata = unit.strata.iter().map(|(kind, name, own)| {
        let word = format!("{}·{name}", crate::draw::kind_word(*kind, t));
        row(word, own, &Drew::Stratum(*kind, name.clone()))
    });
    let strata = strata.collect_view();
    view! {
        <table class="table drawn">
            <thead>
                <tr>
                    <th scope="col">{t.draw.kind()}</th>
                    <th scope="col" class="num">{t.coverage.listed_times()}</th>
                    <th scope="col" class="num">{t.coverage.drawn_head()}</th>
                    <th scope="col" class="num">{t.coverage.visited_head()}</th>
                    <th scope="col" class="num">{t.coverage.heard_of_drawn()}</th>
                </tr>
            </thead>
            <tbody>{kinds}{strata}</tbody>
        </table>
    }
}
