//! Several values of one row on a common scale from 0 to 100, with a line from the least to the most: how far two raters are
//! apart, how far effect and satisfaction are. Rows keep the order in which they are given: nothing is ranked.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::axis::{Scale, place, px, real};
use super::tell::{LINE, step, told};

/// One value, in tenths of a point of a hundred.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dot {
    pub tenths: u64,
    pub label: String,
    /// `one`, `two`, `three`: shape and shade, as the legend has them.
    pub kind: &'static str,
    /// Stands beside the dot: whose it is, also where more than three have one or several lie in one place. The legend has it too.
    pub number: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DotsRow {
    pub name: String,
    /// Below the name; also where there is no dot.
    pub note: String,
    pub dots: Vec<Dot>,
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 188.0;
const ROW: f64 = 48.0;
const TOP: f64 = 8.0;
const FOOT: f64 = 26.0;

/// The tens at which the scale begins: all values lie above.
fn low(rows: &[DotsRow]) -> u64 {
    let least = rows.iter().flat_map(|row| &row.dots).map(|dot| dot.tenths / 100 * 10).min();
    least.unwrap_or(0).min(60)
}

#[component]
pub fn Dots(
    #[prop(into)] title: String,
    /// What the dots are: kind and word.
    legend: Vec<(&'static str, String)>,
    rows: Vec<DotsRow>,
) -> impl IntoView {
    let low = low(&rows);
    let scale = Scale { from: (u32::try_from(low).map_or(0.0, f64::from), 100.0), to: (LEFT, WIDTH - 34.0) };
    let foot = TOP + ROW * place(rows.len());
    let height = foot + FOOT + LINE;
    let ticks = (low..=100).step_by(10).map(|tick| {
        let x = px(scale.at(real(i64::try_from(tick).unwrap_or(0))));
        view! {
            <line class="grid" x1=x.clone() x2=x.clone() y1=px(TOP) y2=px(foot)></line>
            <text class="tick" x=x y=px(foot + 18.0) text-anchor="middle">{tick}</text>
        }
    });
    let ticks = ticks.collect_view();
    let drawn: Vec<AnyView> = rows.iter().enumerate().map(|(at, row)| drawn(row, at, scale, height)).collect();
    let legend = legend.into_iter().map(|(kind, word)| {
        view! { <li><svg viewBox="0 0 12 12" aria-hidden="true">{shape(kind, 6.0, 6.0)}</svg>{word}</li> }
    });
    let legend = legend.collect_view();
    view! {
        <figure class="whiskers dots">
            <figcaption>{title.clone()}</figcaption>
            <ul class="legend">{legend}</ul>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title on:keydown=step>
                {ticks}
                {drawn}
            </svg>
        </figure>
    }
}

fn drawn(row: &DotsRow, at: usize, scale: Scale, height: f64) -> AnyView {
    let y = TOP + ROW * (place(at) + 0.5);
    let x = |tenths: u64| scale.at(u32::try_from(tenths).map_or(0.0, f64::from) / 10.0);
    let ends = (row.dots.iter().map(|dot| dot.tenths).min(), row.dots.iter().map(|dot| dot.tenths).max());
    let line = ends.0.zip(ends.1).map(|(from, to)| {
        view! { <rect class="interval" x=px(x(from)) y=px(y - 3.0) width=px(x(to) - x(from)) height="6" rx="3"></rect> }
    });
    let dots = row.dots.iter().map(|dot| shape(dot.kind, x(dot.tenths), y)).collect_view();
    let numbers = numbers(&row.dots).into_iter().enumerate().map(|(at, (tenths, word))| {
        // of many every second stands below, so that none lies on the next
        let below = row.dots.len() > 3 && at % 2 == 1;
        let foot = if below { y + 19.0 } else { y - 9.0 };
        view! { <text class="tick" x=px(x(tenths)) y=px(foot) text-anchor="middle">{word}</text> }
    });
    let numbers = numbers.collect_view();
    let said: Vec<&str> = row.dots.iter().map(|dot| dot.label.as_str()).collect();
    let says = format!("{}: {}", row.name, if said.is_empty() { row.note.clone() } else { said.join(" · ") });
    told(
        says,
        (0.0, height - 5.0),
        view! {
            <rect class="reach" x="0" y=px(y - ROW / 2.0) width=px(WIDTH) height=px(ROW)></rect>
            <text class="name" x="0" y=px(y - 4.0)>{row.name.clone()}</text>
            <text class="note" x="0" y=px(y + 18.0)>{row.note.clone()}</text>
            {line}
            {dots}
            {numbers}
        },
    )
}

/// The numbers of the dots in each place, from the least value on.
fn numbers(dots: &[Dot]) -> Vec<(u64, String)> {
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    dots.iter().for_each(|dot| places.entry(dot.tenths).or_default().push(dot.number));
    places.into_iter().map(|(tenths, own)| (tenths, runs(own))).collect()
}

/// `1–4 6`
fn runs(mut numbers: Vec<usize>) -> String {
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|one, next| one + 1 == *next).flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first}–{last}")],
        few => few.iter().map(ToString::to_string).collect(),
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// Told apart by shape, not by colour alone.
fn shape(kind: &'static str, x: f64, y: f64) -> AnyView {
    let class = format!("dot {kind}");
    match kind {
        "two" => view! { <rect class=class x=px(x - 5.0) y=px(y - 5.0) width="10" height="10"></rect> }.into_any(),
        "three" => {
            let corners = super::axis::points([(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)]);
            view! { <polygon class=class points=corners></polygon> }.into_any()
        }
        _ => view! { <circle class=class cx=px(x) cy=px(y) r="5"></circle> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_begins_below_the_least_value() {
        let row = |tenths| DotsRow {
            name: String::new(),
            note: String::new(),
            dots: vec![Dot { tenths, label: String::new(), kind: "one", number: 1 }],
        };
        assert_eq!(low(&[row(850)]), 60);
        assert_eq!(low(&[row(850), row(437)]), 40);
        assert_eq!(low(&[]), 0);
    }

    #[test]
    fn every_dot_has_its_number_also_where_several_lie_in_one_place() {
        let dot = |number, tenths| Dot { tenths, label: String::new(), kind: "one", number };
        let dots = [dot(1, 850), dot(2, 700), dot(3, 850), dot(4, 850), dot(5, 850), dot(7, 700)];
        assert_eq!(numbers(&dots), [(700, "2 7".to_owned()), (850, "1 3–5".to_owned())]);
        assert_eq!(runs(vec![2, 1]), "1 2");
        assert_eq!(runs((1..=20).collect()), "1–20");
    }
}
