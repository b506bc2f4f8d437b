//! The units of a round side by side, in their own order: effect, satisfaction and total on one scale. Nothing is ranked.

use domain::score::Exact;
use leptos::prelude::*;

use super::detail::settled_score;
use super::read::Detail;
use super::tenths_text;
use crate::part::chart::{Dot, Dots, DotsRow};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Spread(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let kinds = [("one", t.evaluation.total()), ("two", t.evaluation.effect()), ("three", t.template.satisfied())];
    let rows = detail.stands.iter().filter_map(|stand| {
        let score = settled_score(&detail, stand)?;
        let values = [score.total.as_ref(), score.effect.as_ref(), score.satisfaction.as_ref()];
        let dots = kinds.iter().zip(values).filter_map(|((kind, word), value)| {
            let tenths = value.map(Exact::tenths)?;
            Some(Dot { tenths, label: format!("{word} {}", tenths_text(tenths)), kind })
        });
        let dots: Vec<Dot> = dots.collect();
        Some(DotsRow { name: me.unit_name(stand.unit), note: score.total.as_ref()?.to_string(), dots })
    });
    let rows: Vec<DotsRow> = rows.collect();
    (rows.len() > 1).then(|| {
        let totals = rows.iter().filter_map(|row| Some(row.dots.first()?.tenths));
        let (least, most) = (totals.clone().min().unwrap_or(0), totals.max().unwrap_or(0));
        let title = t.evaluation.spread(tenths_text(least), tenths_text(most));
        let legend = kinds.iter().map(|(kind, word)| (*kind, (*word).to_owned())).collect();
        view! { <Dots title legend rows/> <p class="note">{t.evaluation.spread_note()}</p> }
    })
}
