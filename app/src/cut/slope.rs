//! What share of its issues each unit has solved, then and now: each against itself.

use domain::issue::{Origin, State};
use leptos::prelude::*;

use super::read::Detail;
use super::{compared, issues};
use crate::part::chart::{Slope, SlopeRow};
use crate::part::{Section, Twin, day_text};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn Solved(detail: Detail, origin: Origin, choice: AnyView) -> impl IntoView {
    let t = texts();
    let rows = rows(&detail, origin, t);
    let heads = (day_text(detail.cut.day, t.lang), day_text(detail.day, t.lang));
    let up = rows.iter().filter(|row| row.slope.now > row.slope.before).count();
    let down = rows.iter().filter(|row| row.slope.now.is_some() && row.slope.now < row.slope.before).count();
    let title = t.cut.slope_title(down, t.kind.get(origin.into()), up);
    let slopes: Vec<SlopeRow> = rows.iter().map(|row| row.slope.clone()).collect();
    let cells = rows.into_iter().map(|row| {
        let text = |own: Option<u64>| own.map_or_else(|| "—".to_owned(), |own| format!("{}%", share(own))).into_any();
        let of = |(solved, all): (i64, i64)| t.cut.of_so_many(all, solved).into_any();
        (row.slope.name.clone(), vec![of(row.then), text(row.slope.before), of(row.now), text(row.slope.now)])
    });
    let cells = cells.collect();
    let columns = [t.field.unit(), t.cut.then(), t.cut.share(), t.cut.now(), t.cut.share()].map(str::to_owned).to_vec();
    view! {
        <Section title=title note=t.cut.slope_note().to_owned() class="span-7" id="slope">
            {choice}
            <Slope title=t.cut.slope_note() sides=heads rows=slopes/>
            <Twin title=t.cut.slope_note() heads=columns rows=cells/>
        </Section>
    }
}

/// One unit: how many were solved of how many, on both days.
struct Row {
    slope: SlopeRow,
    then: (i64, i64),
    now: (i64, i64),
}

fn rows(detail: &Detail, origin: Origin, t: Texts) -> Vec<Row> {
    let me = me();
    let empty = domain::cut::Cells::new();
    let count =
        |cells: &domain::cut::Cells| (issues(cells, origin, State::solved), issues(cells, origin, State::counted));
    // In the group's own order.
    let units = compared(&me, detail);
    let rows = units.map(|unit| {
        let (then, now) = (
            count(detail.cut.counts.units.get(&unit.id).unwrap_or(&empty)),
            count(detail.now.units.get(&unit.id).unwrap_or(&empty)),
        );
        let (before, after) = (tenths(then.0, then.1), tenths(now.0, now.1));
        let text = |own: Option<u64>| own.map_or_else(|| "—".to_owned(), |own| format!("{}%", share(own)));
        let says = t.cut.slope_says(unit.name.to_string(), text(after), text(before));
        let name = unit.name.to_string();
        Row { slope: SlopeRow { name, before, now: after, main: false, says }, then, now }
    });
    rows.collect()
}

/// Part of a whole in tenths of a hundred, rounded; nothing of nothing.
fn tenths(part: i64, of: i64) -> Option<u64> {
    (of > 0).then(|| u64::try_from((part * 2000 + of) / (of * 2)).ok()).flatten()
}

/// Tenths of a hundred as people write them: 58.1.
pub fn share(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_once_and_of_nothing_there_is_none() {
        assert_eq!(tenths(93, 160).map(share).as_deref(), Some("58.1"));
        assert_eq!(tenths(0, 12), Some(0));
        assert_eq!(tenths(0, 0), None);
    }
}
