//! The figures of the report then and now: of the group, and unit by unit.

use domain::cut::{Cells, figure};
use domain::figure::Figure;
use leptos::prelude::*;

use super::read::Detail;
use super::{FIGURES, signed};
use crate::dashboard::tiles::href;
use crate::part::{Section, day_text};
use crate::session::me;
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

/// Every unit against itself; never one against another.
#[component]
pub fn Units(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let shown = FIGURES.into_iter().skip(2);
    let heads = shown.clone().map(|own| view! { <th scope="col" class="num">{word(own, t)}</th> }).collect_view();
    let empty = Cells::new();
    let units = me.groups.iter().flat_map(|group| &group.units).filter(|unit| detail.now.units.contains_key(&unit.id));
    let rows = units.map(|unit| {
        let then = detail.cut.counts.units.get(&unit.id).unwrap_or(&empty);
        let now = detail.now.units.get(&unit.id).unwrap_or(&empty);
        let cells = shown.clone().map(|own| {
            view! { <td class="num" data-head=word(own, t)>{pair(figure(own, then), figure(own, now), href(&detail.asked(Some(unit.id)), own))}</td> }
        });
        view! { <tr><th scope="row">{unit.name.to_string()}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=t.cut.by_unit().to_owned() note=t.cut.by_unit_note().to_owned() class="span-12" id="units">
            <div class="scroll" role="region" tabindex="0" aria-label=t.cut.by_unit()>
                <table class="table records">
                    <caption class="visually-hidden">{t.cut.by_unit_note()}</caption>
                    <thead><tr><th scope="col">{t.field.unit()}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}

/// 12 → 31, the second one strong where it moved, and leading to its rows where there are any.
pub fn pair(then: i64, now: i64, href: String) -> AnyView {
    let rows = |shown: AnyView| match now {
        0 => shown,
        _ => view! { <a class="more" href=href>{shown}</a> }.into_any(),
    };
    if then == now {
        return view! { <span class="then-now quiet">{rows(now.into_any())}</span> }.into_any();
    }
    let now = rows(view! { <strong>{now}</strong> }.into_any());
    view! { <span class="then-now"><span class="quiet">{then}</span> " → " {now}</span> }.into_any()
}
