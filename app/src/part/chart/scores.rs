//! Scores as bars from zero to a hundred, with the interval where people were asked: a bar, a line with two ends on it, the number
//! behind. Rows keep their order: nothing is ranked.

use leptos::prelude::*;

use super::axis::{Scale, place, px, real};
use super::tell::{LINE, step, told};

/// One row, in tenths of a hundred.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScoreRow {
    pub name: String,
    /// Below the name; also where there is no score.
    pub note: String,
    pub tenths: Option<u64>,
    pub interval: Option<(u64, u64)>,
    /// The whole of it in one sentence.
    pub says: String,
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 176.0;
const ROW: f64 = 58.0;
const TOP: f64 = 6.0;
const FOOT: f64 = 24.0;

fn tenth(tenths: u64) -> f64 {
    real(i64::try_from(tenths).unwrap_or(0)) / 10.0
}

#[component]
pub fn Scores(#[prop(into)] title: String, rows: Vec<ScoreRow>) -> impl IntoView {
    let scale = Scale { from: (0.0, 100.0), to: (LEFT, WIDTH - 52.0) };
    let foot = TOP + ROW * place(rows.len());
    let height = foot + FOOT + LINE;
    let ticks = (0..=5).map(|step| {
        let (value, x) = (step * 20, px(scale.at(real(step * 20))));
        view! {
            <line class=if value == 0 { "zero" } else { "grid" } x1=x.clone() x2=x.clone() y1=px(TOP) y2=px(foot)></line>
            <text class="tick" x=x y=px(foot + 17.0) text-anchor="middle">{value}</text>
        }
    });
    let ticks = ticks.collect_view();
    let drawn: Vec<AnyView> = rows.iter().enumerate().map(|(at, row)| drawn(row, at, scale, height)).collect();
    view! {
        <figure class="whiskers scores">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title on:keydown=step>
                {ticks}
                {drawn}
            </svg>
        </figure>
    }
}

fn drawn(row: &ScoreRow, at: usize, scale: Scale, height: f64) -> AnyView {
    let y = TOP + ROW * (place(at) + 0.5);
    let bar = row.tenths.map(|tenths| {
        let width = px(scale.at(tenth(tenths)) - LEFT);
        view! { <rect class="bar" x=px(LEFT) y=px(y - 9.0) width=width height="18"></rect> }
    });
    let whisker = row.interval.map(|(low, high)| {
        let (from, to) = (px(scale.at(tenth(low))), px(scale.at(tenth(high))));
        view! {
            <g class="whisker">
                <line x1=from.clone() x2=to.clone() y1=px(y) y2=px(y)></line>
                <line x1=from.clone() x2=from y1=px(y - 5.0) y2=px(y + 5.0)></line>
                <line x1=to.clone() x2=to y1=px(y - 5.0) y2=px(y + 5.0)></line>
            </g>
        }
    });
    let value = row.tenths.map(|tenths| {
        let end = row.interval.map_or(tenths, |(_, high)| high.max(tenths));
        let x = px(scale.at(tenth(end)) + 7.0);
        view! { <text class="value" x=x y=px(y + 5.0)>{format!("{:.1}", tenth(tenths))}</text> }
    });
    let none = row.tenths.is_none().then(|| view! { <text class="note" x=px(LEFT + 8.0) y=px(y + 5.0)>"—"</text> });
    told(
        row.says.clone(),
        (0.0, height - 5.0),
        view! {
            <rect class="reach" x="0" y=px(y - ROW / 2.0) width=px(WIDTH) height=px(ROW)></rect>
            <text class="name" x="0" y=px(y - 5.0)>{row.name.clone()}</text>
            <text class="note" x="0" y=px(y + 19.0)>{row.note.clone()}</text>
            {bar}
            {whisker}
            {value}
            {none}
        },
    )
}
