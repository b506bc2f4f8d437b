//! How a total comes together: each part begins where the one before ended, its frame is what it could have counted, its body
//! what it did; the last bar is the sum.

use leptos::prelude::*;

use super::axis::{Scale, place, px, real};
use super::tell::{LINE, step, told};

/// One part, in tenths of a point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FallRow {
    pub name: String,
    pub full: u64,
    pub points: u64,
    /// The whole of it in one sentence.
    pub says: String,
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 148.0;
const ROW: f64 = 38.0;
const TOP: f64 = 6.0;
const FOOT: f64 = 24.0;

fn tenth(tenths: u64) -> f64 {
    real(i64::try_from(tenths).unwrap_or(0)) / 10.0
}

/// Where each part begins, in tenths: where the one before ended.
fn starts(rows: &[FallRow]) -> Vec<u64> {
    let ends = rows.iter().scan(0, |sum, row| {
        let start = *sum;
        *sum += row.points;
        Some(start)
    });
    ends.collect()
}

#[component]
pub fn Fall(
    #[prop(into)] title: String,
    rows: Vec<FallRow>,
    /// The word for the sum, and the sum as it is shown: rounded once, so perhaps not that of the rounded parts.
    total: (String, u64),
) -> impl IntoView {
    let scale = Scale { from: (0.0, 100.0), to: (LEFT, WIDTH - 64.0) };
    let starts = starts(&rows);
    let foot = TOP + ROW * place(rows.len() + 1);
    let height = foot + FOOT + LINE;
    let ticks = (0..=5).map(|step| {
        let (value, x) = (step * 20, px(scale.at(real(step * 20))));
        view! {
            <line class=if value == 0 { "zero" } else { "grid" } x1=x.clone() x2=x.clone() y1=px(TOP) y2=px(foot)></line>
            <text class="tick" x=x y=px(foot + 17.0) text-anchor="middle">{value}</text>
        }
    });
    let ticks = ticks.collect_view();
    let drawn = rows.iter().zip(&starts).enumerate().map(|(at, (row, start))| part(row, at, *start, scale, height));
    let drawn: Vec<AnyView> = drawn.collect();
    let sum = sum(&total, rows.len(), scale, height);
    view! {
        <figure class="whiskers fall">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title on:keydown=step>
                {ticks}
                {drawn}
                {sum}
            </svg>
        </figure>
    }
}

fn part(row: &FallRow, at: usize, start: u64, scale: Scale, height: f64) -> AnyView {
    let y = TOP + ROW * place(at) + 6.0;
    let (from, to) = (scale.at(tenth(start)), scale.at(tenth(start + row.points)));
    let frame = scale.at(tenth(start + row.full));
    told(
        row.says.clone(),
        (0.0, height - 5.0),
        view! {
            <rect class="reach" x="0" y=px(y - 6.0) width=px(WIDTH) height=px(ROW)></rect>
            <text class="name" x="0" y=px(y + 17.0)>{row.name.clone()}</text>
            <rect class="frame" x=px(from) y=px(y) width=px((frame - from).max(1.0)) height="24"></rect>
            <rect class="bar" x=px(from) y=px(y) width=px((to - from).max(1.0)) height="24"></rect>
            <line class="step" x1=px(to) x2=px(to) y1=px(y + 24.0) y2=px(y + ROW)></line>
            <text class="value" x=px(frame + 7.0) y=px(y + 17.0)>{format!("+{:.1}", tenth(row.points))}</text>
        },
    )
}

fn sum((word, total): &(String, u64), at: usize, scale: Scale, height: f64) -> AnyView {
    let y = TOP + ROW * place(at) + 6.0;
    let end = scale.at(tenth(*total));
    let says = format!("{word} {:.1}", tenth(*total));
    told(
        says,
        (0.0, height - 5.0),
        view! {
            <rect class="reach" x="0" y=px(y - 6.0) width=px(WIDTH) height=px(ROW)></rect>
            <text class="name strong" x="0" y=px(y + 17.0)>{word.clone()}</text>
            <rect class="bar sum" x=px(LEFT) y=px(y) width=px(end - LEFT) height="24"></rect>
            <text class="value strong" x=px(end + 7.0) y=px(y + 17.0)>{format!("{:.1}", tenth(*total))}</text>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_begins_where_the_one_before_ended() {
        let row = |points| FallRow { name: String::new(), full: 400, points, says: String::new() };
        assert_eq!(starts(&[row(358), row(236), row(135)]), [0, 358, 594]);
        assert_eq!(starts(&[]), Vec::<u64>::new());
    }
}
