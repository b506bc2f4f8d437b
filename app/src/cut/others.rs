//! What else there was then and is now, as plain numbers: visits and papers by kind, items of weekly lists, outcomes, meetings
//! and the like; of the group, and unit by unit. Every number of now opens its rows.

use domain::cut::{Counts, Other};
use domain::figure::Cell;
use domain::kinds::UnitId;
use domain::notice::Paper;
use domain::visit::Form;
use leptos::prelude::*;
use strum::VariantArray;

use super::by_unit::{by_unit, known_pair, linked};
use super::figures::heads;
use super::read::Detail;
use super::{missing, rows_href, signed};
use crate::notice::paper_word;
use crate::part::Section;
use crate::texts::{Texts, texts};
use crate::visit::words;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Number {
    /// Visits of this form, recorded: how many, not how many people.
    Visits(Form),
    Papers(Paper),
    Other(Other),
}

/// What a number that is none of the report's figures is called: 其中待办.
pub fn word(other: Other, t: Texts) -> &'static str {
    t.cut.get(&format!("other_{}", <&str>::from(other)))
}

impl Number {
    fn kinds() -> Vec<Number> {
        let papers = Paper::VARIANTS.iter().copied().map(Number::Papers);
        Form::VARIANTS.iter().copied().map(Number::Visits).chain(papers).collect()
    }

    fn others() -> Vec<Number> {
        Other::VARIANTS.iter().copied().map(Number::Other).collect()
    }

    fn word(self, t: Texts) -> &'static str {
        match self {
            Number::Visits(form) => words::form(form, t),
            Number::Papers(paper) => paper_word(paper, t),
            Number::Other(other) => word(other, t),
        }
    }

    fn of_units(self) -> bool {
        match self {
            Number::Visits(_) | Number::Papers(_) => true,
            Number::Other(other) => other.of_units(),
        }
    }

    /// `None` where it was not counted, or the unit was not there.
    fn count(self, counts: &Counts, unit: Option<UnitId>) -> Option<i64> {
        let cell = match self {
            Number::Visits(form) => Cell::Visit { form },
            Number::Papers(paper) => Cell::Notice { paper },
            Number::Other(other) => return counts.other(other, unit).map(i64::from),
        };
        let cells = match unit {
            Some(unit) => counts.units.get(&unit)?,
            None => &counts.whole,
        };
        Some(cells.get(&cell).copied().unwrap_or(0))
    }

    fn href(self, detail: &Detail, unit: Option<UnitId>) -> String {
        match self {
            Number::Visits(form) => detail.asked(unit).visits(form),
            Number::Papers(paper) => rows_href(detail, &Cell::Notice { paper }.to_string(), unit),
            Number::Other(other) => rows_href(detail, other.into(), unit),
        }
    }
}

/// Items of lists, outcomes, meetings and the like.
#[component]
pub fn Others(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = Number::others();
    let old = uncounted(&detail, &all, t);
    let body = [table(&detail, t.cut.others(), &all, t), of_units(&detail, t.cut.others_by_unit(), &all, t)];
    view! {
        <Section title=t.cut.others().to_owned() note=t.cut.others_note().to_owned() class="span-12" id="others">
            {old}
            {body.into_iter().collect_view()}
        </Section>
    }
}

/// Visits by their form, papers by their kind.
#[component]
pub fn Kinds(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = Number::kinds();
    let body = [table(&detail, t.cut.kinds(), &all, t), of_units(&detail, t.cut.kinds_by_unit(), &all, t)];
    view! {
        <Section title=t.cut.kinds().to_owned() note=t.cut.kinds_note().to_owned() class="span-12" id="kinds">
            {body.into_iter().collect_view()}
        </Section>
    }
}

/// Where the cut was taken before all of them were counted, that this is not zero.
fn uncounted(detail: &Detail, all: &[Number], t: Texts) -> Option<AnyView> {
    let any = all.iter().any(|own| own.count(&detail.cut.counts, None).is_none());
    any.then(|| view! { <p class="note">{t.cut.uncounted_note()}</p> }.into_any())
}

fn table(detail: &Detail, title: &'static str, all: &[Number], t: Texts) -> AnyView {
    let rows = all.iter().map(|own| {
        let (then, now) = (own.count(&detail.cut.counts, None), own.count(&detail.now, None).unwrap_or_default());
        view! {
            <tr>
                <th scope="row">{own.word(t)}</th>
                <td class="num">{then.map_or_else(|| missing(false, t).to_owned(), |then| then.to_string())}</td>
                <td class="num">{linked(now.to_string(), Some(own.href(detail, None)), now > 0)}</td>
                <td class="num">{then.map_or_else(|| "—".to_owned(), |then| signed(now - then))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = heads(detail, t.cut.figure(), t.cut.change(), t);
    view! {
        <table class="table">
            <caption class="visually-hidden">{title}</caption>
            {heads}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Every unit against itself, without what is the group's alone.
fn of_units(detail: &Detail, title: &'static str, all: &[Number], t: Texts) -> AnyView {
    let shown: Vec<Number> = all.iter().copied().filter(|own| own.of_units()).collect();
    let heads: Vec<String> = shown.iter().map(|own| own.word(t).to_owned()).collect();
    by_unit(detail, title, &heads, |unit| {
        let of = Some(unit);
        let cell = |own: &Number| {
            let (then, now) = (own.count(&detail.cut.counts, of), own.count(&detail.now, of).unwrap_or_default());
            let none = missing(own.count(&detail.cut.counts, None).is_some(), t);
            known_pair(then, now, own.href(detail, of), none)
        };
        shown.iter().map(cell).collect()
    })
}

#[cfg(test)]
mod tests {
    use domain::cut::{AllOthers, AllShares};

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn every_number_has_a_word_in_both_languages() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            let all = Number::kinds().into_iter().chain(Number::others());
            assert!(all.into_iter().all(|own| !own.word(t).is_empty()));
        }
    }

    #[test]
    fn what_an_old_cut_did_not_count_is_told_from_none() {
        let unit = domain::cast::UNITS[1].id;
        let whole = [(Other::Items, 0), (Other::Outcomes, 3)].into();
        let others = AllOthers { whole, units: [(unit, [(Other::Outcomes, 2)].into())].into() };
        let shares = Some(AllShares { others: Some(others), ..AllShares::default() });
        let new = Counts { whole: [(Cell::Visit { form: Form::Site }, 4)].into(), shares, ..Counts::default() };
        let old = Counts { shares: Some(AllShares::default()), ..new.clone() };
        let get = |counts: &Counts, own: Number, unit| own.count(counts, unit);
        let outcomes = Number::Other(Other::Outcomes);
        assert_eq!([get(&new, outcomes, None), get(&new, outcomes, Some(unit))], [Some(3), Some(2)]);
        assert_eq!(get(&new, Number::Other(Other::Items), Some(unit)), Some(0));
        assert_eq!([get(&old, outcomes, None), get(&old, outcomes, Some(unit))], [None, None]);
        // Visits by their form stand in every cut.
        let site = Number::Visits(Form::Site);
        assert_eq!([get(&new, site, None), get(&old, site, None)], [Some(4), Some(4)]);
        assert_eq!([get(&old, Number::Visits(Form::Phone), None), get(&old, site, Some(unit))], [Some(0), None]);
    }
}
