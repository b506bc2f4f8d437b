//! The table of a sheet: aspect, element, indicator, each with its weight and what it came to. On a phone rows are cards.

use domain::kinds::NodeId;
use domain::score::Part;
use domain::template::tree::{Aspect, Element, Indicator, Method};
use leptos::prelude::*;

use super::basis::basis;
use super::grade::{Grader, Settled};
use super::sheet::Sheet;
use crate::strand::Looks;
use crate::template::{method_word, named, weight_text};
use crate::texts::{Texts, texts};

#[component]
pub fn Table(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let mut rows: Vec<AnyView> = Vec::new();
    let tree = sheet.round().tree.clone();
    for (place, aspect) in tree.aspects.iter().enumerate() {
        let part = sheet.score.parts.iter().find(|own| own.id == aspect.id);
        rows.push(of_aspect(&sheet, aspect, place, part, t));
        for element in &aspect.elements {
            let inner = part.and_then(|own| own.parts.iter().find(|own| own.id == element.id));
            // an element that is all of its aspect says nothing more
            if aspect.elements.len() > 1 {
                rows.push(of_element(&sheet, element, inner, t));
            }
            let leaf = |id: NodeId| inner.and_then(|own| own.parts.iter().find(|own| own.id == id));
            rows.extend(element.indicators.iter().map(|own| of_indicator(&sheet, own, leaf(own.id), t)));
        }
    }
    let total = sheet.score.total.as_ref().filter(|_| sheet.whole && sheet.known()).map(ToString::to_string);
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.evaluation.indicators()>
            <table class="table sheet-table">
                <caption class="visually-hidden">{t.evaluation.indicators()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.indicator()}</th>
                        <th scope="col">{t.template.method()}</th>
                        <th scope="col">{t.evaluation.basis()}</th>
                        <th scope="col" class="num">{t.field.weight()}</th>
                        <th scope="col" class="num">{t.evaluation.of_hundred()}</th>
                        <th scope="col" class="num">{t.evaluation.counted()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t.evaluation.total()}</th>
                        <td></td>
                        <td></td>
                        <td class="num" data-head=t.field.weight()>"100"</td>
                        <td></td>
                        <td class="num" data-head=t.evaluation.counted()>{total.unwrap_or_else(|| "—".to_owned())}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

/// Points that count; they stand only where the whole is settled, for before that weights still move.
fn points(sheet: &Sheet, part: Option<&Part>) -> String {
    let own = part.and_then(|own| own.points.as_ref()).filter(|_| sheet.whole && sheet.known());
    own.map_or_else(|| "—".to_owned(), ToString::to_string)
}

/// The weight, and what it became where something is missing.
fn weight(sheet: &Sheet, hundredths: u32, part: Option<&Part>) -> AnyView {
    let own = weight_text(hundredths);
    let full = part.map(|own| &own.full).filter(|_| sheet.whole && sheet.known());
    let moved = full.filter(|full| full.hundredths() != u64::from(hundredths)).map(|full| {
        let full = u32::try_from(full.hundredths()).map(weight_text).unwrap_or_default();
        view! { <small>" → " {full}</small> }
    });
    view! { {own}{moved} }.into_any()
}

/// Where the weight of something missing went.
fn moved(sheet: &Sheet, id: NodeId, t: Texts) -> Option<AnyView> {
    let own = sheet.score.moved.iter().find(|own| own.id == id).filter(|_| sheet.whole && sheet.known())?;
    let to = own.to.iter().map(|gain| named(&gain.name, gain.english.as_ref(), t)).collect::<Vec<_>>();
    let word = t.evaluation.moved(to.join(t.template.comma()), own.weight.to_string());
    Some(view! { <small class="moved">{word}</small> }.into_any())
}

fn of_aspect(sheet: &Sheet, own: &Aspect, place: usize, part: Option<&Part>, t: Texts) -> AnyView {
    view! {
        <tr class="aspect">
            <th scope="row"><span class="place">{place + 1}</span>{named(&own.name, own.english.as_ref(), t)}</th>
            <td></td>
            <td>{moved(sheet, own.id, t)}</td>
            <td class="num" data-head=t.field.weight()>{weight(sheet, own.weight, part)}</td>
            <td></td>
            <td class="num" data-head=t.evaluation.counted()>{points(sheet, part)}</td>
        </tr>
    }
    .into_any()
}

fn of_element(sheet: &Sheet, own: &Element, part: Option<&Part>, t: Texts) -> AnyView {
    view! {
        <tr class="element">
            <th scope="row">{named(&own.name, own.english.as_ref(), t)}</th>
            <td></td>
            <td>{moved(sheet, own.id, t)}</td>
            <td class="num" data-head=t.field.weight()>{weight(sheet, own.weight, part)}</td>
            <td></td>
            <td class="num" data-head=t.evaluation.counted()>{points(sheet, part)}</td>
        </tr>
    }
    .into_any()
}

fn of_indicator(sheet: &Sheet, own: &Indicator, part: Option<&Part>, t: Texts) -> AnyView {
    let value = sheet.values.get(&own.id);
    let of_hundred = part.and_then(Part::of_hundred).map(|own| own.to_string()).filter(|_| sheet.known());
    let graded = matches!(own.method, Method::Qualitative { .. }).then(|| {
        if sheet.grades {
            view! { <Grader sheet=sheet.clone() indicator=own.id/> }.into_any()
        } else {
            view! { <Settled sheet=sheet.clone() indicator=own.id/> }.into_any()
        }
    });
    view! {
        <tr class="indicator">
            <th scope="row">{named(&own.name, own.english.as_ref(), t)} " " <Looks strands=own.strand.into_iter().collect()/></th>
            <td data-head=t.template.method()>{method_word(&own.method, t)}</td>
            <td class="basis" data-head=t.evaluation.basis()>
                <div>{basis(own, value, sheet)}{moved(sheet, own.id, t)}{graded}</div>
            </td>
            <td class="num" data-head=t.field.weight()>{weight(sheet, own.weight, part)}</td>
            <td class="num" data-head=t.evaluation.of_hundred()>{of_hundred.unwrap_or_else(|| "—".to_owned())}</td>
            <td class="num" data-head=t.evaluation.counted()>{points(sheet, part)}</td>
        </tr>
    }
    .into_any()
}
