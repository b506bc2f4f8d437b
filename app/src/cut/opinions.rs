//! What each group of raters said last, then and now, with how many answered and how far the truth may lie from it:
//! of the group, and unit by unit. Who was not asked, or of whom fewer than five answered, is not there
//! (`domain/src/cut/standing.rs`).

use std::collections::BTreeSet;

use domain::cut::shares::Kind;
use domain::cut::{Counts, Share, Stood};
use domain::kinds::UnitId;
use domain::score::Opinion;
use domain::survey::usual;
use domain::template::tree::RaterGroup;
use leptos::prelude::*;

use super::by_unit::{by_unit, linked, then_now};
use super::figures::heads;
use super::read::Detail;
use super::shares::{href, moved};
use super::{complete, missing};
use crate::part::chart::whisker::{between, hundred};
use crate::part::chart::{Slope, SlopeRow};
use crate::part::{Section, Twin, day_text};
use crate::template::raters_name;
use crate::texts::{Texts, texts};

/// What one group of raters said on both days.
struct Row {
    name: String,
    then: Option<Opinion>,
    now: Option<Opinion>,
}

/// Every group of raters that is shown on one of the days; those that surveys usually ask first, in their order.
fn raters(days: [Option<&Stood>; 2]) -> Vec<RaterGroup> {
    let all: BTreeSet<&RaterGroup> = days.into_iter().flatten().flat_map(|own| own.said.keys()).collect();
    let mut all: Vec<RaterGroup> = all.into_iter().cloned().collect();
    let usual = usual::raters().unwrap_or_default();
    let place = |own: &RaterGroup| usual.iter().position(|words| words.zh.as_str() == own.as_str());
    all.sort_by_key(|own| place(own).unwrap_or(usize::MAX));
    all
}

fn rows(detail: &Detail, unit: Option<UnitId>, t: Texts) -> Vec<Row> {
    let (then, now) = (&detail.cut.counts, &detail.now);
    let said = |counts: &Counts, own: &RaterGroup| counts.standing(unit).and_then(|all| all.said.get(own).copied());
    let all = raters([then.standing(None), now.standing(None)]);
    let row = |own: &RaterGroup| Row { name: raters_name(own, t), then: said(then, own), now: said(now, own) };
    all.iter().map(row).collect()
}

fn share(own: Opinion) -> Share {
    Share { part: own.part, of: own.of }
}

fn percent(own: Opinion) -> String {
    format!("{}%", hundred(&own))
}

/// The share, how many answered, the interval.
fn parts(own: Option<Opinion>, none: &'static str) -> [String; 3] {
    match own {
        Some(own) => [percent(own), own.answers.to_string(), between(&own).unwrap_or_default()],
        None => [none, "—", "—"].map(str::to_owned),
    }
}

#[component]
pub fn Opinions(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = rows(&detail, None, t);
    let old = (!complete(&detail)).then(|| view! { <p class="note">{t.cut.uncounted_note()}</p> });
    let body = if all.is_empty() {
        view! { <p class="note">{t.cut.no_opinions()}</p> }.into_any()
    } else {
        let (drawn, table) = (drawn(&detail, &all, t), table(&detail, &all, t));
        let of_units = of_units(&detail, &all, t);
        view! { {drawn} {table} {of_units} }.into_any()
    };
    view! {
        <Section title=t.cut.opinions().to_owned() note=t.cut.opinions_note().to_owned() class="span-12" id="opinions">
            {old}
            {body}
        </Section>
    }
}

/// As slopes, and the same numbers as a table.
fn drawn(detail: &Detail, all: &[Row], t: Texts) -> AnyView {
    let none = missing(complete(detail), t);
    let slopes = all.iter().map(|row| {
        let [then, ..] = parts(row.then, none);
        let [now, ..] = parts(row.now, "—");
        let says = t.cut.slope_says(&row.name, now, then);
        let tenths = |own: Option<Opinion>| own.map(|own| share(own).tenths());
        SlopeRow { name: row.name.clone(), before: tenths(row.then), now: tenths(row.now), main: false, says }
    });
    let slopes: Vec<SlopeRow> = slopes.collect();
    let cells = all.iter().map(|row| {
        let cells = parts(row.then, none).into_iter().chain(parts(row.now, "—"));
        let cells = cells.chain([moved(row.then.map(share), row.now.map(share))]);
        (row.name.clone(), cells.map(IntoAny::into_any).collect())
    });
    let cells: Vec<(String, Vec<AnyView>)> = cells.collect();
    let side = |word: &'static str| [word, t.cut.answers(), t.survey.interval()];
    let columns = [t.field.rater_group()].into_iter().chain(side(t.cut.then())).chain(side(t.cut.now()));
    let columns: Vec<String> = columns.chain([t.cut.moved()]).map(str::to_owned).collect();
    let sides = (day_text(detail.cut.day, t.lang), day_text(detail.day, t.lang));
    view! {
        <Slope title=t.cut.opinions_slope() sides rows=slopes/>
        <Twin title=t.cut.opinions_slope() heads=columns rows=cells/>
    }
    .into_any()
}

fn table(detail: &Detail, all: &[Row], t: Texts) -> AnyView {
    let none = missing(complete(detail), t);
    let rows = all.iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.name.clone()}</th>
                <td class="num">{said(row.then, none, None, t)}</td>
                <td class="num">{said(row.now, "—", href(Kind::Satisfied, detail, None), t)}</td>
                <td class="num">{moved(row.then.map(share), row.now.map(share))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = heads(detail, t.field.rater_group(), t.cut.moved(), t);
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.cut.opinions()>
            <table class="table">
                <caption class="visually-hidden">{t.cut.opinions()}</caption>
                {heads}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// 82.6% and, smaller, 86 份，73.2–89.1
fn said(own: Option<Opinion>, none: &'static str, href: Option<String>, t: Texts) -> AnyView {
    let Some(own) = own else { return none.into_any() };
    let answered = t.cut.answered(between(&own).unwrap_or_default(), own.answers);
    let share = match href {
        Some(href) => linked(percent(own), Some(href), true),
        None => percent(own).into_any(),
    };
    view! { {share} " " <small>{answered}</small> }.into_any()
}

/// Every unit against itself.
fn of_units(detail: &Detail, all: &[Row], t: Texts) -> AnyView {
    let (counted, none) = (complete(detail), missing(complete(detail), t));
    let heads: Vec<String> = all.iter().map(|own| own.name.clone()).collect();
    by_unit(detail, t.cut.opinions_by_unit(), &heads, |unit| {
        let cell = |Row { then, now, .. }| {
            let shown = said(now, "—", href(Kind::Satisfied, detail, Some(unit)), t);
            then_now((!counted || then != now).then(|| said(then, none, None, t)), shown)
        };
        rows(detail, Some(unit), t).into_iter().map(cell).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(all: &[&str]) -> Stood {
        let opinion = Opinion { part: 71, of: 86, answers: 86 };
        let said = all.iter().map(|own| (RaterGroup::parse(own).unwrap(), opinion)).collect();
        Stood { said, ..Stood::default() }
    }

    #[test]
    fn a_share_has_its_answers_and_interval_beside_it() {
        let own = Opinion { part: 213, of: 258, answers: 86 };
        assert_eq!(parts(Some(own), "—"), ["82.6%", "86", "73.2–89.1"]);
        assert_eq!(parts(None, "未清点"), ["未清点", "—", "—"]);
    }

    #[test]
    fn groups_of_raters_of_either_day_stand_in_the_order_of_surveys() {
        let (then, now) = (standing(&["教职工", "退休教师"]), standing(&["社会公众", "教职工", "领导干部"]));
        let names = |days| raters(days).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names([Some(&then), Some(&now)]), ["领导干部", "教职工", "社会公众", "退休教师"]);
        assert_eq!(names([None, Some(&then)]), ["教职工", "退休教师"]);
        assert!(names([None, None]).is_empty());
    }
}
