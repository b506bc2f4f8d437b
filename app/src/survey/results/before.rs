//! How the same groups of raters answered in the unit's surveys before, about the same. Nothing of fewer than five.

use domain::survey::result::OfRaters;
use leptos::prelude::*;

use super::{rate, short};
use crate::part::day_text_with_year;
use crate::survey::read::Earlier;
use crate::survey::{between, hundred, titled};
use crate::texts::texts;

/// The same groups in the surveys before, side by side.
#[component]
pub fn Before(earlier: Vec<Earlier>, names: Vec<(String, String)>, now: Vec<OfRaters>) -> impl IntoView {
    let t = texts();
    (!earlier.is_empty()).then(|| {
        let share = |own: &OfRaters| match own.satisfied {
            Some(said) => view! {
                <strong>{hundred(&said)}</strong> " " <small>{between(&said)}</small> " "
                <small>{t.survey.came_so_many(rate(own))}</small>
            }
            .into_any(),
            None => short(own, true, t).into_any(),
        };
        let rounds = earlier.iter().map(|own| {
            let cells = names.iter().map(|(zh, _)| {
                let found = own.raters.iter().find(|(name, _)| name == zh);
                found.map_or_else(|| "—".into_any(), |(_, own)| share(own))
            });
            let title = titled(&own.title, own.title_en.as_ref(), t);
            (format!("{} {title}", day_text_with_year(own.closed, t.lang)), cells.collect::<Vec<_>>())
        });
        let mut rows: Vec<(String, Vec<AnyView>)> = rounds.collect();
        rows.push((t.survey.this_time().to_owned(), now.iter().map(share).collect()));
        view! { <h3>{t.survey.over_rounds()}</h3> <Rounds heads=names.into_iter().map(|own| own.1).collect() rows/> }
    })
}

#[component]
fn Rounds(heads: Vec<String>, rows: Vec<(String, Vec<AnyView>)>) -> impl IntoView {
    let t = texts();
    let heads = heads.into_iter().map(|word| view! { <th scope="col" class="num">{word}</th> }).collect_view();
    let rows = rows.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().map(|cell| view! { <td class="num">{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.survey.over_rounds()>
            <table class="table survey-rounds">
                <caption class="visually-hidden">{t.survey.over_rounds()}</caption>
                <thead><tr><th scope="col">{t.survey.round()}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
