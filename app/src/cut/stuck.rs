//! How many issues were overdue and stagnant at the end of the day, then and now: each origin by itself, and unit
//! by unit.

use domain::cut::Counts;
use domain::issue::Origin;
use domain::issue::list::Filter;
use domain::kinds::UnitId;
use leptos::prelude::*;

use super::by_unit::{by_unit, known_pair, linked};
use super::figures::heads;
use super::read::Detail;
use super::{complete, missing, origins, signed};
use crate::issue::query::to_href;
use crate::part::Section;
use crate::texts::{Texts, texts};

/// The issues of one origin that are overdue, or those that are stagnant.
#[derive(Clone, Copy)]
struct Row {
    origin: Origin,
    late: bool,
}

impl Row {
    fn all(detail: &Detail) -> Vec<Row> {
        let both = |origin| [true, false].map(|late| Row { origin, late });
        origins(detail).into_iter().flat_map(both).collect()
    }

    /// 调研发现·逾期
    fn word(self, t: Texts) -> String {
        let word = if self.late { t.state.late() } else { t.state.stagnant() };
        t.cut.stuck_of(t.kind.get(self.origin.into()), word)
    }

    /// `None` where it was not counted, or the unit was not there.
    fn count(self, counts: &Counts, unit: Option<UnitId>) -> Option<i64> {
        let own = counts.standing(unit)?;
        let all = if self.late { &own.late } else { &own.stagnant };
        Some(all.get(&self.origin).copied().map_or(0, i64::from))
    }

    fn href(self, detail: &Detail, unit: Option<UnitId>) -> String {
        let own = Filter { origin: Some(self.origin), ..detail.asked(unit).filter() };
        to_href(&Filter { late: self.late, stagnant: !self.late, ..own })
    }
}

#[component]
pub fn Stuck(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = Row::all(&detail);
    let none = missing(complete(&detail), t);
    let old = (!complete(&detail)).then(|| view! { <p class="note">{t.cut.uncounted_note()}</p> });
    let rows = all.iter().map(|own| {
        let (then, now) = (own.count(&detail.cut.counts, None), own.count(&detail.now, None).unwrap_or_default());
        view! {
            <tr>
                <th scope="row">{own.word(t)}</th>
                <td class="num">{then.map_or_else(|| none.to_owned(), |then| then.to_string())}</td>
                <td class="num">{linked(now.to_string(), Some(own.href(&detail, None)), now > 0)}</td>
                <td class="num">{then.map_or_else(|| "—".to_owned(), |then| signed(now - then))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = heads(&detail, t.cut.figure(), t.cut.change(), t);
    let of_units = of_units(&detail, &all, t);
    (!all.is_empty()).then(|| {
        view! {
            <Section title=t.cut.stuck().to_owned() note=t.cut.stuck_note().to_owned() class="span-12" id="stuck">
                {old}
                <table class="table">
                    <caption class="visually-hidden">{t.cut.stuck()}</caption>
                    {heads}
                    <tbody>{rows}</tbody>
                </table>
                {of_units}
            </Section>
        }
    })
}

/// Every unit against itself.
fn of_units(detail: &Detail, all: &[Row], t: Texts) -> AnyView {
    let none = missing(complete(detail), t);
    let heads: Vec<String> = all.iter().map(|own| own.word(t)).collect();
    by_unit(detail, t.cut.stuck_by_unit(), &heads, |unit| {
        let of_row = |own: &Row| {
            let of = Some(unit);
            let (then, now) = (own.count(&detail.cut.counts, of), own.count(&detail.now, of).unwrap_or_default());
            known_pair(then, now, own.href(detail, of), none)
        };
        all.iter().map(of_row).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::cut::{AllShares, AllStood, Stood};

    use super::*;

    #[test]
    fn what_was_not_counted_is_told_from_none() {
        let whole = Stood { late: BTreeMap::from([(Origin::Research, 3)]), ..Stood::default() };
        let standing = Some(AllStood { whole, ..AllStood::default() });
        let now = Counts { shares: Some(AllShares { standing, ..AllShares::default() }), ..Counts::default() };
        let count = |counts: &Counts, origin, late| Row { origin, late }.count(counts, None);
        assert_eq!(count(&now, Origin::Research, true), Some(3));
        assert_eq!([count(&now, Origin::Research, false), count(&now, Origin::TeamList, true)], [Some(0), Some(0)]);
        let old = Counts { shares: Some(AllShares::default()), ..Counts::default() };
        assert_eq!(count(&old, Origin::Research, true), None);
    }
}
