//! Then and now: a line for each value from where it was to where it is, with its name and numbers at both ends. Where points lie
//! close their labels keep apart, each led to by a thin line.

use leptos::prelude::*;

use super::axis::{Scale, px, real};
use super::tell::{LINE, lead, spread, step, told};

/// One value, in tenths of a hundred; none where it was missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SlopeRow {
    pub name: String,
    pub before: Option<u64>,
    pub now: Option<u64>,
    /// The one that is looked at first.
    pub main: bool,
    /// The whole of it in one sentence.
    pub says: String,
}

const WIDTH: f64 = 440.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 254.0;
/// From a point to its label: as much as a line needs to lead from the one to the other.
const AWAY: f64 = 19.0;
const TOP: f64 = 34.0;
const TALL: f64 = 220.0;
/// From one label to the next at least: a line of text, and what a finger reaches.
const APART: f64 = 19.0;

fn tenth(tenths: u64) -> f64 {
    real(i64::try_from(tenths).unwrap_or(0)) / 10.0
}

/// From a ten below the least to a hundred: changes of a few points are the matter, and both ends are written out.
fn low(rows: &[SlopeRow]) -> u64 {
    rows.iter().flat_map(|own| [own.before, own.now]).flatten().min().map_or(0, |least| (least / 100 * 100).min(900))
}

#[component]
pub fn Slope(
    #[prop(into)] title: String,
    /// What the two sides are called.
    sides: (String, String),
    rows: Vec<SlopeRow>,
) -> impl IntoView {
    let low = low(&rows);
    let foot = TOP + TALL;
    let scale = Scale { from: (tenth(low), 100.0), to: (foot, TOP + 8.0) };
    let height = foot + 14.0 + LINE;
    let places = |of: fn(&SlopeRow) -> Option<u64>| {
        let wanted: Vec<f64> = rows.iter().map(|own| of(own).map_or(foot, |own| scale.at(tenth(own)))).collect();
        spread(&wanted, APART, (TOP + 8.0, foot + 6.0))
    };
    let (before, now) = (places(|own| own.before), places(|own| own.now));
    let drawn = rows.iter().zip(before.into_iter().zip(now)).map(|(own, labels)| drawn(own, labels, scale, height));
    let drawn: Vec<AnyView> = drawn.collect();
    view! {
        <figure class="whiskers slope">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title on:keydown=step>
                <line class="zero" x1=px(LEFT) x2=px(LEFT) y1=px(TOP) y2=px(foot)></line>
                <line class="zero" x1=px(RIGHT) x2=px(RIGHT) y1=px(TOP) y2=px(foot)></line>
                <text class="tick" x=px(LEFT) y="18" text-anchor="middle">{sides.0}</text>
                <text class="tick" x=px(RIGHT) y="18" text-anchor="middle">{sides.1}</text>
                {drawn}
            </svg>
        </figure>
    }
}

fn drawn(own: &SlopeRow, (before, now): (f64, f64), scale: Scale, height: f64) -> AnyView {
    let at = |tenths: u64| scale.at(tenth(tenths));
    let line = own.before.zip(own.now).map(|(before, now)| {
        view! { <line class="way" x1=px(LEFT) x2=px(RIGHT) y1=px(at(before)) y2=px(at(now))></line> }
    });
    let dot = |x: f64, tenths: Option<u64>| {
        tenths.map(|own| view! { <circle class="dot" cx=px(x) cy=px(at(own)) r="4"></circle> })
    };
    let led = |x: f64, to: f64, tenths: Option<u64>, label: f64| tenths.and_then(|own| lead((x, at(own)), (to, label)));
    let number = |own: Option<u64>| own.map_or_else(|| "—".to_owned(), |own| format!("{:.1}", tenth(own)));
    let reach = RIGHT + AWAY - 4.0;
    let class = if own.main { "row main" } else { "row" };
    told(
        own.says.clone(),
        (0.0, height - 5.0),
        view! {
            <g class=class>
                <rect class="reach" x=px(reach) y=px(now - APART / 2.0) width=px(WIDTH - reach) height=px(APART)></rect>
                {line}
                {led(LEFT, LEFT - AWAY + 3.0, own.before, before)}
                {led(RIGHT, RIGHT + AWAY - 3.0, own.now, now)}
                {dot(LEFT, own.before)}
                {dot(RIGHT, own.now)}
                <text class="value" x=px(LEFT - AWAY) y=px(before + 5.0) text-anchor="end">{number(own.before)}</text>
                <text class="name" x=px(RIGHT + AWAY) y=px(now + 5.0)>{format!("{} {}", number(own.now), own.name)}</text>
            </g>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_begins_at_the_ten_below_the_least() {
        let row = |before, now| SlopeRow { name: String::new(), before, now, main: false, says: String::new() };
        assert_eq!(low(&[row(Some(853), Some(791)), row(None, Some(944))]), 700);
        assert_eq!(low(&[row(Some(1000), None)]), 900);
        assert_eq!(low(&[row(None, None)]), 0);
    }
}
