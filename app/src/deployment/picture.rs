//! The picture of a unit: one line for each place, its three steps as marks along the days, and from the unit's mark down a
//! thread to where each organisation followed, broken up to today where it has not. What lies apart is seen as a slant.

use domain::deployment::{Place, Side, Step};
use domain::kinds::Day;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::read::Detail;
use super::{lag_text, place_name, step_word};
use crate::part::chart::axis::{place as real_place, points, px, real};
use crate::part::chart::tell::{LINE, told};
use crate::part::when::day_short;
use crate::part::{Section, day_text_with_year};
use crate::session::me;
use crate::texts::{Texts, texts};

const WIDTH: f64 = 640.0;
const LEFT: f64 = 150.0;
/// Where the days end, and how long a result of a hundred is beside them.
const DAYS: f64 = 516.0;
const HUNDRED: f64 = 74.0;
const ROW: f64 = 34.0;
const TOP: f64 = 30.0;

/// One for each unit in which something was reported.
#[component]
pub fn Pictures(detail: Detail) -> impl IntoView {
    let t = texts();
    let of = |side: &Side| detail.deployment.taken.iter().any(|own| own.said.place.unit == side.unit);
    let sides: Vec<Side> = detail.deployment.content.sides.iter().filter(|side| of(side)).cloned().collect();
    if sides.is_empty() {
        return ().into_any();
    }
    let drawn = sides.into_iter().map(|side| view! { <Picture detail=detail.clone() side/> }).collect_view();
    view! {
        <Section title=t.deployment.picture().to_owned() note=t.deployment.picture_note().to_owned() class="span-12" id="picture">
            <div class="step-pictures">{drawn}</div>
        </Section>
    }
    .into_any()
}

/// From the first report to the last, and never less than two weeks.
fn span(days: &[Day]) -> Option<(Day, Day)> {
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    Some((*first, (*last).max(first.plus(14))))
}

#[component]
fn Picture(detail: Detail, side: Side) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.deployment.clone();
    let unit = Place { unit: side.unit, organisation: None };
    let places: Vec<Place> = std::iter::once(unit)
        .chain(side.organisations.iter().map(|own| Place { organisation: Some(*own), ..unit }))
        .collect();
    let days: Vec<Day> =
        own.taken.iter().filter(|one| places.contains(&one.said.place)).map(|one| one.said.day).collect();
    // who has not followed is waited for up to today
    let until = own.until(me.today());
    let waits =
        |step: Step| own.step(unit, step).is_some() && places.iter().any(|place| own.step(*place, step).is_none());
    let waited = Step::VARIANTS.iter().any(|step| waits(*step));
    let Some((first, last)) = span(&days).map(|(first, last)| (first, if waited { last.max(until) } else { last }))
    else {
        return ().into_any();
    };
    let across = real(last.since(first));
    let x = move |day: Day| LEFT + real(day.since(first)) / across * (DAYS - LEFT);
    let y = |at: usize| TOP + ROW * (real_place(at) + 0.5);
    let height = TOP + ROW * real_place(places.len()) + LINE;
    let threads = Step::VARIANTS.iter().flat_map(|step| {
        let from = own.step(unit, *step).map(|own| x(own.said.day));
        let own = &own;
        places.iter().enumerate().skip(1).filter_map(move |(at, place)| {
            let followed = own.step(*place, *step).map(|own| own.said.day);
            let (to, open) = (x(followed.unwrap_or(until)), if followed.is_none() { " open" } else { "" });
            let class = format!("thread {}{open}", <&str>::from(step));
            Some(view! { <polyline class=class points=points([(from?, y(0)), (to, y(at))])></polyline> })
        })
    });
    let threads = threads.collect_view();
    let rows = places.iter().enumerate().map(|(at, place)| {
        let marks = Step::VARIANTS.iter().filter_map(|step| {
            let day = own.step(*place, *step)?.said.day;
            Some(mark(*step, x(day), y(at)))
        });
        let result = result(&own, *place).map(|points| bar(points, y(at)));
        let (marks, name) = (marks.collect_view(), place_name(*place, &me, t));
        let says = said(&own, *place, &name, me.today(), t);
        told(
            says,
            (0.0, height - 5.0),
            view! {
                <rect class="reach" x="0" y=px(y(at) - ROW / 2.0) width=px(WIDTH) height=px(ROW)></rect>
                <line class="grid" x1=px(LEFT) x2=px(DAYS) y1=px(y(at)) y2=px(y(at))></line>
                <text class="name" x="0" y=px(y(at) + 5.0)>{short(&name)}</text>
                {marks}
                {result}
            },
        )
    });
    let rows = rows.collect_view();
    let title = place_name(unit, &me, t);
    let assessed = places.iter().any(|place| result(&own, *place).is_some());
    let ends = [(first, "start"), (last, "end")].map(|(day, anchor)| {
        view! { <text class="tick" x=px(x(day)) y="20" text-anchor=anchor>{day_short(day, t.lang)}</text> }
    });
    let legend = Step::VARIANTS.iter().map(|step| {
        view! { <li><svg viewBox="0 0 12 12" aria-hidden="true">{mark(*step, 6.0, 6.0)}</svg>{step_word(*step, t)}</li> }
    });
    view! {
        <figure class="whiskers step-picture">
            <figcaption>{title.clone()}</figcaption>
            <ul class="legend">{legend.collect_view()}</ul>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title>
                {ends.into_iter().collect_view()}
                {assessed.then(|| view! { <text class="tick" x=px(DAYS + 20.0) y="20">{t.deployment.result()}</text> })}
                {threads}
                {rows}
            </svg>
        </figure>
    }
    .into_any()
}

/// What the assessment of a place came to, of a hundred.
fn result(own: &domain::deployment::Deployment, place: Place) -> Option<u8> {
    own.step(place, Step::Assessed)?.said.result.map(domain::kinds::Percent::get)
}

/// The gap in result is seen as bars of different lengths.
fn bar(points: u8, y: f64) -> AnyView {
    let (x, wide) = (DAYS + 20.0, f64::from(points) / 100.0 * HUNDRED);
    view! {
        <rect class="result" x=px(x) y=px(y - 6.0) width=px(wide) height="12"></rect>
        <text class="tick" x=px(x + wide + 4.0) y=px(y + 4.5)>{points}</text>
    }
    .into_any()
}

/// Told apart by shape, not by colour alone.
fn mark(step: Step, x: f64, y: f64) -> AnyView {
    let class = format!("dot {}", <&str>::from(step));
    match step {
        Step::Deployed => view! { <circle class=class cx=px(x) cy=px(y) r="5"></circle> }.into_any(),
        Step::Inspected => {
            view! { <rect class=class x=px(x - 4.5) y=px(y - 4.5) width="9" height="9"></rect> }.into_any()
        }
        Step::Assessed => {
            let corners = points([(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)]);
            view! { <polygon class=class points=corners></polygon> }.into_any()
        }
    }
}

/// A name as long as fits beside the line.
fn short(name: &str) -> String {
    const MOST: usize = 10;
    if name.chars().count() <= MOST { name.to_owned() } else { name.chars().take(MOST - 1).chain(['…']).collect() }
}

fn said(own: &domain::deployment::Deployment, place: Place, name: &str, today: Day, t: Texts) -> String {
    let steps = Step::VARIANTS.iter().map(|step| {
        let word = step_word(*step, t);
        match own.step(place, *step) {
            Some(taken) => {
                let day = day_text_with_year(taken.said.day, t.lang);
                let lag = own.lag(place, *step, today).map(|days| format!("（{}）", lag_text(days, t)));
                format!("{word} {day}{}", lag.unwrap_or_default())
            }
            None => {
                let lag = own.lag(place, *step, today).filter(|days| *days > 0);
                let waits = lag.map(|days| format!("（{}）", t.deployment.waits(days)));
                format!("{word} {}{}", t.deployment.not_yet(), waits.unwrap_or_default())
            }
        }
    });
    let result = result(own, place).map(|points| format!("{} {points}", t.deployment.result()));
    format!("{name}: {}", steps.chain(result).collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_reach_from_the_first_report_to_the_last() {
        let day = |raw| Day::parse(raw).unwrap();
        assert_eq!(span(&[]), None);
        assert_eq!(span(&[day("2023-05-01")]), Some((day("2023-05-01"), day("2023-05-15"))));
        let both = [day("2023-06-20"), day("2023-05-01")];
        assert_eq!(span(&both), Some((day("2023-05-01"), day("2023-06-20"))));
        assert_eq!(short("材料工程学院第一党支部委员会"), "材料工程学院第一党…");
    }
}
