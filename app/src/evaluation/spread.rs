//! The units of a round side by side, in their own order: totals with their intervals, effect against satisfaction. Nothing is ranked.

use domain::score::{Exact, Marks, Score, Values};
use leptos::prelude::*;

use super::detail::settled_score;
use super::made::between;
use super::read::Detail;
use super::tenths_text;
use crate::part::Twin;
use crate::part::chart::{Point, Scatter, ScoreRow, Scores};
use crate::session::me;
use crate::texts::{Texts, texts};

/// One unit with its score and what it was made from.
struct Scored {
    name: String,
    score: Score,
    values: Values,
}

#[component]
pub fn Spread(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let units = detail.stands.iter().filter_map(|stand| {
        let (score, values) = (settled_score(&detail, stand)?, detail.round.values(stand.unit, &stand.measured));
        score.total.as_ref()?;
        Some(Scored { name: me.unit_name(stand.unit), score, values })
    });
    let units: Vec<Scored> = units.collect();
    (units.len() > 1).then(|| {
        let totals = units.iter().filter_map(|own| own.score.total.as_ref().map(Exact::tenths));
        let (least, most) = (totals.clone().min().unwrap_or(0), totals.max().unwrap_or(0));
        let title = t.evaluation.spread(tenths_text(least), tenths_text(most));
        let rows = units.iter().map(|own| total(own, t)).collect();
        let middle = middle(&detail.round.tree.marks);
        view! {
            <Scores title rows/>
            <p class="note">{t.evaluation.bars_note()}</p>
            {against(&units, middle, t)}
            {twin(&units, t)}
        }
    })
}

fn total(own: &Scored, t: Texts) -> ScoreRow {
    let (tenths, interval) = (own.score.total.as_ref().map(Exact::tenths), own.score.interval(&own.values));
    let shown = tenths.map(|tenths| between(tenths, interval)).unwrap_or_default();
    let note = if interval.is_none() { t.evaluation.nobody_asked().to_owned() } else { String::new() };
    let says = format!("{} {shown}", own.name);
    ScoreRow { name: own.name.clone(), note, tenths, interval, says }
}

/// From where on a result is 较好, by the round's own tree.
fn middle(marks: &Marks) -> u8 {
    let [_, fair, _] = marks.from;
    fair
}

/// Effect × satisfaction, of the units where people were asked.
fn against(units: &[Scored], middle: u8, t: Texts) -> Option<AnyView> {
    let points = units.iter().filter_map(|own| {
        let (across, up) = (own.score.effect.as_ref()?.tenths(), own.score.satisfaction.as_ref()?.tenths());
        let interval = own.score.satisfaction_interval(&own.values);
        let says = t.evaluation.says_point(tenths_text(across), &own.name, between(up, interval));
        Some(Point { name: own.name.clone(), across, up, interval, says })
    });
    let points: Vec<Point> = points.collect();
    let fields = [
        t.evaluation.field_liked(),
        t.evaluation.field_both(),
        t.evaluation.field_neither(),
        t.evaluation.field_done(),
    ];
    let without = units.len() - points.len();
    let left_out = (without > 0).then(|| view! { <p class="note">{t.evaluation.not_asked(without)}</p> });
    (!points.is_empty()).then(|| {
        view! {
            <Scatter
                title=t.evaluation.scatter().to_owned()
                axes=(t.evaluation.effect().to_owned(), t.template.satisfied().to_owned())
                fields=fields.map(str::to_owned)
                middle
                points
            />
            {left_out}
        }
        .into_any()
    })
}

fn twin(units: &[Scored], t: Texts) -> AnyView {
    let heads = [t.field.unit(), t.evaluation.effect(), t.template.satisfied(), t.evaluation.total()];
    let heads = heads.map(str::to_owned).to_vec();
    let rows = units.iter().map(|own| {
        let shown =
            |own: Option<&Exact>, interval| own.map_or_else(|| "—".to_owned(), |own| between(own.tenths(), interval));
        let cells = [
            shown(own.score.effect.as_ref(), None),
            shown(own.score.satisfaction.as_ref(), own.score.satisfaction_interval(&own.values)),
            shown(own.score.total.as_ref(), own.score.interval(&own.values)),
        ];
        (own.name.clone(), cells.map(IntoAny::into_any).into_iter().collect())
    });
    let rows = rows.collect();
    view! { <Twin title=t.evaluation.total() heads rows/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_meet_where_the_tree_says_that_a_result_is_fair() {
        assert_eq!(middle(&Marks::default()), 80);
        assert_eq!(middle(&Marks { from: [40, 65, 85], ..Marks::default() }), 65);
    }
}
