//! Effect against satisfaction: a point for each unit, four fields with names, the interval of what people say as a line through
//! the point. Where points lie together their names keep apart.

use leptos::prelude::*;

use super::axis::{Scale, px, real};
use super::tell::{LINE, lead, spread, step, told};

/// One point, in tenths of a hundred.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Point {
    pub name: String,
    pub across: u64,
    pub up: u64,
    pub interval: Option<(u64, u64)>,
    /// The whole of it in one sentence.
    pub says: String,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 620.0;
const TOP: f64 = 36.0;
const FOOT: f64 = 356.0;

/// The tens at which both axes begin: all points lie above, and the middle is well inside.
fn low(points: &[Point], middle: i64) -> i64 {
    let most = (middle - 20).max(0) / 10 * 10;
    let least = points.iter().map(|own| own.across.min(own.up).min(own.interval.map_or(1000, |own| own.0))).min();
    least.and_then(|least| i64::try_from(least / 100 * 10).ok()).map_or(most, |least| least.min(most))
}

/// What is written at both axes: the middle, and the tens that leave it room.
fn ticks(low: i64, middle: i64) -> Vec<i64> {
    let tens = (low..=100).step_by(10).filter(|tick| (tick - middle).abs() > 2);
    tens.chain([middle]).collect()
}

fn tenth(tenths: u64) -> f64 {
    real(i64::try_from(tenths).unwrap_or(0)) / 10.0
}

#[component]
pub fn Scatter(
    #[prop(into)] title: String,
    /// Words for the axes: across, up.
    axes: (String, String),
    /// Names of the fields: upper left, upper right, lower left, lower right.
    fields: [String; 4],
    /// Where the fields meet, in points: from there on a result is 较好.
    middle: u8,
    points: Vec<Point>,
) -> impl IntoView {
    let middle = i64::from(middle);
    let low = low(&points, middle);
    let across = Scale { from: (real(low), 100.0), to: (LEFT, RIGHT) };
    let up = Scale { from: (real(low), 100.0), to: (FOOT, TOP) };
    let ticks = ticks(low, middle).into_iter().map(|tick| {
        let (x, y) = (across.at(real(tick)), up.at(real(tick)));
        let class = if tick == middle { "zero" } else { "grid" };
        view! {
            <line class=class x1=px(x) x2=px(x) y1=px(TOP) y2=px(FOOT)></line>
            <line class=class x1=px(LEFT) x2=px(RIGHT) y1=px(y) y2=px(y)></line>
            <text class="tick" x=px(x) y=px(FOOT + 17.0) text-anchor="middle">{tick}</text>
            <text class="tick" x=px(LEFT - 8.0) y=px(y + 4.0) text-anchor="end">{tick}</text>
        }
    });
    let ticks = ticks.collect_view();
    let (left, right) = (LEFT + 8.0, RIGHT - 8.0);
    let corners = [
        (left, TOP + 18.0, "start"),
        (right, TOP + 18.0, "end"),
        (left, FOOT - 10.0, "start"),
        (right, FOOT - 10.0, "end"),
    ];
    let fields = fields.into_iter().zip(corners).map(|(word, (x, y, anchor))| {
        view! { <text class="field-name" x=px(x) y=px(y) text-anchor=anchor>{word}</text> }
    });
    let fields = fields.collect_view();
    let wanted: Vec<f64> = points.iter().map(|own| up.at(tenth(own.up)) + 5.0).collect();
    let labels = spread(&wanted, 23.0, (TOP + 40.0, FOOT - 32.0));
    let drawn = points.iter().zip(labels).map(|(own, label)| drawn(own, label, (across, up)));
    let drawn: Vec<AnyView> = drawn.collect();
    view! {
        <figure class="whiskers scatter">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(HEIGHT + LINE - 22.0)) role="group" aria-label=title on:keydown=step>
                {ticks}
                {fields}
                <text class="tick" x=px(LEFT - 40.0) y="14">{axes.1}</text>
                <text class="tick" x=px(RIGHT) y=px(FOOT + 36.0) text-anchor="end">{axes.0}</text>
                {drawn}
            </svg>
        </figure>
    }
}

fn drawn(own: &Point, label: f64, (across, up): (Scale, Scale)) -> AnyView {
    let (x, y) = (across.at(tenth(own.across)), up.at(tenth(own.up)));
    let interval = own.interval.map(|(low, high)| {
        view! { <line class="span" x1=px(x) x2=px(x) y1=px(up.at(tenth(low))) y2=px(up.at(tenth(high)))></line> }
    });
    // names stand to the left where the point lies far right
    let left = x > LEFT + (RIGHT - LEFT) * 0.68;
    let (to, anchor) = if left { (x - 14.0, "end") } else { (x + 14.0, "start") };
    told(
        own.says.clone(),
        (LEFT - 40.0, HEIGHT - 6.0),
        view! {
            {interval}
            {lead((x, y), (if left { to + 3.0 } else { to - 3.0 }, label - 5.0))}
            <circle class="reach" cx=px(x) cy=px(y) r="16"></circle>
            <circle class="dot" cx=px(x) cy=px(y) r="5.5"></circle>
            <text class="name halo" x=px(to) y=px(label) text-anchor=anchor>{own.name.clone()}</text>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_axes_begin_below_every_point_and_its_interval() {
        let point = |across, up, interval| Point { name: String::new(), across, up, interval, says: String::new() };
        assert_eq!(low(&[point(850, 820, None)], 80), 60);
        assert_eq!(low(&[point(850, 820, Some((547, 900)))], 80), 50);
        assert_eq!(low(&[point(412, 820, None)], 80), 40);
        assert_eq!(low(&[], 80), 60);
    }

    #[test]
    fn the_fields_meet_inside_where_a_result_begins_to_be_fair() {
        let above = Point { name: String::new(), across: 850, up: 820, interval: None, says: String::new() };
        assert_eq!((low(std::slice::from_ref(&above), 55), low(&[above], 15)), (30, 0));
        assert_eq!(ticks(60, 80), [60, 70, 90, 100, 80]);
        assert_eq!(ticks(50, 75), [50, 60, 70, 80, 90, 100, 75]);
        // a number of its own would stand on the next one
        assert_eq!(ticks(60, 81), [60, 70, 90, 100, 81]);
    }
}
