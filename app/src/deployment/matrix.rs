//! The matrix: a row for each place, a column for each step; in each cell when it was done and how many days after the unit.
//! Below each unit the two gaps as numbers: in days (温差) and in what the assessment came to (落差).

use domain::deployment::gap::{Fall, Lag};
use domain::deployment::{Place, Side, Step};
use leptos::prelude::*;
use strum::VariantArray as _;

use super::read::Detail;
use super::{lag_text, place_name, slug, step_word};
use crate::part::when::day_short;
use crate::part::{Icon, Section, day_text_with_year};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn Matrix(detail: Detail) -> impl IntoView {
    let t = texts();
    let sides = detail.deployment.content.sides.clone();
    let heads = Step::VARIANTS.iter().map(|step| view! { <th scope="col">{step_word(*step, t)}</th> }).collect_view();
    let bodies = sides.into_iter().map(|side| view! { <Unit detail=detail.clone() side/> }).collect_view();
    view! {
        <Section title=t.deployment.matrix().to_owned() note=t.deployment.matrix_note().to_owned() id="matrix">
            <div class="scroll" tabindex="0" role="region" aria-label=t.deployment.matrix()>
                <table class="table steps-matrix">
                    <thead><tr><th scope="col">{t.deployment.place()}</th>{heads}<th scope="col" class="num">{t.deployment.result()}</th></tr></thead>
                    {bodies}
                </table>
            </div>
        </Section>
    }
}

#[component]
fn Unit(detail: Detail, side: Side) -> impl IntoView {
    let unit = Place { unit: side.unit, organisation: None };
    let below = side.organisations.iter().map(|own| Place { organisation: Some(*own), ..unit });
    let below = below.map(|place| view! { <Row detail=detail.clone() place/> }).collect_view();
    let gaps = (!side.organisations.is_empty()).then(|| view! { <Gaps detail=detail.clone() side/> });
    view! { <tbody><Row detail=detail.clone() place=unit/>{below}{gaps}</tbody> }
}

#[component]
fn Row(detail: Detail, place: Place) -> impl IntoView {
    let (t, me) = (texts(), me());
    let cells =
        Step::VARIANTS.iter().map(|step| view! { <Cell detail=detail.clone() place step=*step/> }).collect_view();
    let result = detail.deployment.step(place, Step::Assessed).and_then(|own| own.said.result);
    let result = result.map(|own| own.get());
    let class = if place.organisation.is_some() { "below" } else { "upper" };
    view! { <tr class=class><th scope="row">{place_name(place, &me, t)}</th>{cells}<td class="num">{result}</td></tr> }
}

#[component]
fn Cell(detail: Detail, place: Place, step: Step) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.deployment;
    let taken = own.step(place, step);
    let lag = own.lag(place, step, me.today());
    let due = own.content.days.of(step).filter(|_| own.runs());
    let late = taken.is_none() && due.is_some_and(|due| domain::due::is_late(due, me.today()));
    let href = format!("?cell={}#cell", slug(place, step));
    let (class, icon, words) = match taken {
        Some(taken) => {
            let level = lag.map_or("level", |days| {
                if days > 7 {
                    "far"
                } else if days > 0 {
                    "after"
                } else {
                    "level"
                }
            });
            (level, Some("i-check"), day_short(taken.said.day, t.lang))
        }
        None if late => ("late", Some("s-late"), t.deployment.overdue().to_owned()),
        None => ("open", None, t.deployment.not_yet().to_owned()),
    };
    // who has not followed is behind from the day of the unit on
    let behind = lag.filter(|days| taken.is_some() || *days > 0);
    let small = behind.map(|days| if taken.is_some() { lag_text(days, t) } else { t.deployment.waits(days) });
    let name = place_name(place, &me, t);
    let day = taken.map(|own| day_text_with_year(own.said.day, t.lang)).unwrap_or_else(|| words.clone());
    let says = format!("{name} {} {day} {}", step_word(step, t), small.clone().unwrap_or_default());
    view! {
        <td>
            <a class=format!("step-cell {class}") href=href aria-label=says>
                {icon.map(|name| view! { <Icon name/> })}<span>{words}</span>
                {small.map(|small| view! { <small>{small}</small> })}
            </a>
        </td>
    }
}

/// The two gaps of one unit in a row of their own.
#[component]
fn Gaps(detail: Detail, side: Side) -> impl IntoView {
    let (t, me) = (texts(), me());
    let today = me.today();
    let own = &detail.deployment;
    let cells = Step::VARIANTS.iter().map(|step| view! { <td>{middle_text(own.lags(&side, *step, today), t)}</td> });
    let fall = own.fall(&side).map(|fall| fall_text(fall, t));
    view! { <tr class="between"><th scope="row">{t.deployment.gaps()}</th>{cells.collect_view()}<td class="num">{fall}</td></tr> }
}

/// 中位 3 天，最长 12 天
fn middle_text(lag: Lag, t: Texts) -> String {
    match (lag.middle, lag.longest) {
        (Some(middle), Some(longest)) => t.deployment.middle_longest(longest, middle),
        (_, Some(longest)) => t.deployment.longest(longest),
        _ => "—".to_owned(),
    }
}

/// −6.5
pub fn fall_text(fall: Fall, t: Texts) -> String {
    let tenths = fall.tenths();
    let points = format!("{}.{}", tenths.abs() / 10, tenths.abs() % 10);
    match tenths {
        0 => t.deployment.no_fall().to_owned(),
        own if own > 0 => t.deployment.falls(points),
        _ => t.deployment.rises(points),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_gap_is_said_with_its_direction() {
        let t = Texts::new(Lang::Zh);
        let fall = |unit, below| fall_text(Fall { unit, below, lowest: 0 }, t);
        assert_eq!([fall(90, 770), fall(80, 800), fall(70, 725)], ["落差 13.0", "无落差", "高 2.5"]);
        let lag = |middle, longest| middle_text(Lag { taken: 1, of: 3, middle, longest }, t);
        assert_eq!(lag(Some(3), Some(12)), "中位 3 天，最长 12 天");
        assert_eq!([lag(None, Some(9)), lag(None, None)], ["最长 9 天", "—"]);
    }
}
