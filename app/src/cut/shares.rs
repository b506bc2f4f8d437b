//! What the tally does not count, then and now: of the group, and unit by unit. What a cut does not have is missing, never nothing.

use domain::cut::shares::{Kind, Shares as All};
use domain::cut::{AllShares, Share};
use domain::issue::list::Filter;
use domain::kinds::{Day, UnitId};
use leptos::prelude::*;
use strum::VariantArray;

use super::by_unit::{by_unit, linked, then_now};
use super::figures::heads;
use super::read::Detail;
use super::slope::share as percent;
use super::{missing, rows_href};
use crate::issue::query::to_href;
use crate::part::Section;
use crate::part::records::Scope;
use crate::texts::{Texts, texts};

/// The shares of the page. What people said is shown by groups of raters (`opinions.rs`), and all of them together only
/// beside a cut that has nothing else of it.
fn kinds(then: Option<&AllShares>) -> impl Iterator<Item = Kind> {
    let together = then.is_some_and(|own| own.standing.is_none());
    Kind::VARIANTS.iter().copied().filter(move |kind| *kind != Kind::Satisfied || together)
}

/// Was this share counted by then?
fn counted(then: Option<&AllShares>, kind: Kind) -> bool {
    then.is_some_and(|own| own.counted(kind))
}

/// What a share is called: 整改措施完成.
pub fn word(kind: Kind, t: Texts) -> &'static str {
    t.cut.get(&format!("share_{}", <&str>::from(kind)))
}

/// 31／40, and of what has no rows of its own a number of a hundred: 89.7.
fn text(kind: Kind, own: Option<Share>, none: &str) -> String {
    let Some(own) = own else { return none.to_owned() };
    match kind {
        Kind::Score => percent(own.tenths()),
        Kind::Satisfied => format!("{}%", percent(own.tenths())),
        Kind::Measures
        | Kind::Milestones
        | Kind::Receipts
        | Kind::Steps
        | Kind::Promises
        | Kind::Coverage
        | Kind::Held
        | Kind::Relapsed => format!("{}／{}", own.part, own.of),
    }
}

/// By how many hundredths it moved: +4.2.
pub fn moved(then: Option<Share>, now: Option<Share>) -> String {
    let Some((then, now)) = then.zip(now) else { return "—".to_owned() };
    let sign = match now.tenths().cmp(&then.tenths()) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "±",
        std::cmp::Ordering::Greater => "+",
    };
    format!("{sign}{}", percent(now.tenths().abs_diff(then.tenths())))
}

/// The list in which the rows of now stand. Measures, promises and look-backs that held have a page of their rows, and so has
/// the coverage of a group; of a unit there is the map.
pub fn href(kind: Kind, detail: &Detail, unit: Option<UnitId>) -> Option<String> {
    let as_of: Option<Day> = detail.past.then_some(detail.day);
    let book = unit.is_none().then_some(detail.cut.book);
    let scope = Scope { book, unit, as_of };
    let issues = Filter { book, unit, as_of, ..Filter::default() };
    match kind {
        Kind::Measures | Kind::Promises | Kind::Held => Some(rows_href(detail, kind.into(), unit)),
        Kind::Milestones => Some(scope.href("/carriers", "")),
        Kind::Receipts => Some(scope.href("/notices", "")),
        Kind::Steps => Some(scope.href("/deployments", "")),
        Kind::Coverage => Some(match unit {
            Some(_) => scope.href("/coverage", ""),
            None => rows_href(detail, kind.into(), None),
        }),
        Kind::Relapsed => Some(to_href(&Filter { relapsed: true, ..issues })),
        Kind::Score => Some(Scope { as_of: None, ..scope }.href("/evaluations", "")),
        Kind::Satisfied => Some(Scope { as_of: None, ..scope }.href("/surveys", "")),
    }
}

#[component]
pub fn Shares(detail: Detail) -> impl IntoView {
    let t = texts();
    let (then, now) = (detail.cut.counts.shares.as_ref(), detail.now.shares.as_ref());
    let get = |all: Option<&AllShares>, kind| all.and_then(|own| own.whole.get(&kind).copied());
    let rows = kinds(then).map(|kind| {
        let (before, after) = (get(then, kind), get(now, kind));
        view! {
            <tr>
                <th scope="row">{word(kind, t)}</th>
                <td class="num">{text(kind, before, missing(counted(then, kind), t))}</td>
                <td class="num">{linked(text(kind, after, "—"), href(kind, &detail, None), after.is_some())}</td>
                <td class="num">{moved(before, after)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let old =
        kinds(then).any(|kind| !counted(then, kind)).then(|| view! { <p class="note">{t.cut.uncounted_note()}</p> });
    let heads = heads(&detail, t.cut.figure(), t.cut.moved(), t);
    let of_units = of_units(&detail, t);
    view! {
        <Section title=t.cut.shares().to_owned() note=t.cut.shares_note().to_owned() class="span-12" id="shares">
            {old}
            <table class="table">
                <caption class="visually-hidden">{t.cut.shares()}</caption>
                {heads}
                <tbody>{rows}</tbody>
            </table>
            {of_units}
        </Section>
    }
}

/// Every unit against itself.
fn of_units(detail: &Detail, t: Texts) -> AnyView {
    let frozen = detail.cut.counts.shares.as_ref();
    let heads: Vec<String> = kinds(frozen).map(|kind| word(kind, t).to_owned()).collect();
    let of = |all: Option<&AllShares>, unit| -> All {
        all.and_then(|own| own.units.get(&unit).cloned()).unwrap_or_default()
    };
    by_unit(detail, t.cut.shares_by_unit(), &heads, |unit| {
        let (then, now) = (of(frozen, unit), of(detail.now.shares.as_ref(), unit));
        let cell = |kind: Kind| {
            let (then, now, counted) = (then.get(&kind).copied(), now.get(&kind).copied(), counted(frozen, kind));
            let shown = linked(text(kind, now, "—"), href(kind, detail, Some(unit)), now.is_some());
            let before = (!counted || then != now).then(|| text(kind, then, missing(counted, t)).into_any());
            then_now(before, shown)
        };
        kinds(frozen).map(cell).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn of(part: u32, of: u32) -> Option<Share> {
        Some(Share { part, of })
    }

    #[test]
    fn what_is_missing_is_said_to_be_and_is_no_zero() {
        assert_eq!([text(Kind::Measures, None, "—"), text(Kind::Steps, None, "未清点")], ["—", "未清点"]);
        assert_eq!(text(Kind::Measures, of(0, 4), "—"), "0／4");
        assert_eq!(text(Kind::Score, of(897, 1000), "—"), "89.7");
        assert_eq!(text(Kind::Satisfied, of(173, 212), "—"), "81.6%");
        assert_eq!(
            [moved(None, of(1, 2)), moved(of(1, 2), of(3, 4)), moved(of(3, 4), of(1, 2))],
            ["—", "+25.0", "−25.0"]
        );
        assert_eq!(moved(of(1, 2), of(2, 4)), "±0.0");
    }

    #[test]
    fn an_old_cut_has_what_people_said_together_and_a_new_one_by_groups() {
        let old = AllShares::default();
        let new = AllShares { standing: Some(domain::cut::AllStood::default()), ..AllShares::default() };
        let said = |then| kinds(then).any(|kind| kind == Kind::Satisfied);
        assert_eq!([said(None), said(Some(&old)), said(Some(&new))], [false, true, false]);
        let steps = |then| counted(then, Kind::Steps);
        assert_eq!([steps(None), steps(Some(&old)), steps(Some(&new))], [false, false, true]);
        assert!(counted(Some(&old), Kind::Measures));
        let promises = |then| counted(then, Kind::Promises);
        let newest = AllShares { promises: true, ..new.clone() };
        assert_eq!([promises(None), promises(Some(&new)), promises(Some(&newest))], [false, false, true]);
    }

    #[test]
    fn every_share_has_a_word_in_both_languages() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            assert!(Kind::VARIANTS.iter().all(|kind| !word(*kind, t).is_empty()));
        }
    }
}
