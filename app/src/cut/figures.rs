//! The figures of the report then and now: of the group, and unit by unit.

use domain::cut::{Cells, figure};
use domain::figure::Figure;
use leptos::prelude::*;

use super::by_unit::{by_unit, pair};
use super::read::Detail;
use super::{FIGURES, signed};
use crate::dashboard::tiles::href;
use crate::part::{Section, day_text};
use crate::texts::{Texts, texts};

#[component]
pub fn Figures(detail: Detail) -> impl IntoView {
    let t = texts();
    let (then, now) = (&detail.cut.counts.whole, &detail.now.whole);
    let rows = FIGURES.into_iter().map(|own| {
        let (before, after) = (figure(own, then), figure(own, now));
        view! {
            <tr>
                <th scope="row">{word(own, t)}</th>
                <td class="num">{before}</td>
                <td class="num"><a class="more" href=href(&detail.asked(None), own)><strong>{after}</strong></a></td>
                <td class="num">{signed(after - before)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = heads(&detail, t.cut.figure(), t.cut.change(), t);
    view! {
        <Section title=t.cut.figures().to_owned() note=t.cut.figures_note().to_owned() class="span-5" id="figures">
            <table class="table">
                <caption class="visually-hidden">{t.cut.figures()}</caption>
                {heads}
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
}

/// The heads of a table of then and now.
pub fn heads(detail: &Detail, first: &'static str, change: &'static str, t: Texts) -> AnyView {
    view! {
        <thead>
            <tr>
                <th scope="col">{first}</th>
                <th scope="col" class="num">{day_text(detail.cut.day, t.lang)}</th>
                <th scope="col" class="num">{day_text(detail.day, t.lang)}</th>
                <th scope="col" class="num">{change}</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn word(own: Figure, t: Texts) -> &'static str {
    t.figure.get(own.into())
}

#[component]
pub fn Units(detail: Detail) -> impl IntoView {
    let t = texts();
    let shown = FIGURES.into_iter().skip(2);
    let heads: Vec<String> = shown.clone().map(|own| word(own, t).to_owned()).collect();
    let empty = Cells::new();
    let table = by_unit(&detail, t.cut.by_unit(), &heads, |unit| {
        let then = detail.cut.counts.units.get(&unit).unwrap_or(&empty);
        let now = detail.now.units.get(&unit).unwrap_or(&empty);
        let asked = detail.asked(Some(unit));
        shown.clone().map(|own| pair(figure(own, then), figure(own, now), href(&asked, own))).collect()
    });
    view! {
        <Section title=t.cut.by_unit().to_owned() note=t.cut.by_unit_note().to_owned() class="span-12" id="units">
            {table}
        </Section>
    }
}
