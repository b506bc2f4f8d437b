//! A sparkline: the course of one figure on a zero baseline, with its last point. Says nothing alone; the figure's
//! value, change and population stand beside it.

use leptos::prelude::*;

use super::axis::{Scale, place, points, px, real};

/// Points in a sparkline at most; more would not be seen.
const POINTS: usize = 32;

#[component]
pub fn Spark(
    values: Vec<i64>,
    width: u16,
    height: u16,
    /// A figure that is good when it grows.
    #[prop(optional)]
    good: bool,
) -> impl IntoView {
    let class = if good { "spark good" } else { "spark" };
    let (line, (x, y)) = course(&values, f64::from(width), f64::from(height));
    let base = px(f64::from(height) - 0.5);
    view! {
        <svg class=class width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            <line class="base" x1="0" x2=width y1=base.clone() y2=base></line>
            <polyline class="line" points=line stroke-width="1.5" stroke-linejoin="round"></polyline>
            <circle class="end" cx=px(x) cy=px(y) r="2.5"></circle>
        </svg>
    }
}

/// The line and its last point.
fn course(values: &[i64], width: f64, height: f64) -> (String, (f64, f64)) {
    let top = values.iter().copied().max().unwrap_or(0).max(1);
    let across = Scale { from: (0.0, place(values.len().saturating_sub(1))), to: (1.0, width - 5.0) };
    let up = Scale { from: (0.0, real(top)), to: (height - 2.5, 4.5) };
    let at = |spot: usize| (across.at(place(spot)), up.at(real(values.get(spot).copied().unwrap_or(0))));
    let spots = thinned(values.len());
    let last = spots.last().copied().map_or((1.0, height - 2.5), at);
    (points(spots.into_iter().map(at)), last)
}

/// Evenly spread places of `many`, always with the first and the last.
fn thinned(many: usize) -> Vec<usize> {
    if many <= POINTS {
        return (0..many).collect();
    }
    (0..POINTS).map(|spot| spot * (many - 1) / (POINTS - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_course_keeps_its_ends() {
        let spots = thinned(131);
        assert_eq!((spots.len(), spots[0], spots[POINTS - 1]), (POINTS, 0, 130));
        assert_eq!(thinned(3), [0, 1, 2]);
    }

    #[test]
    fn the_last_point_is_the_value_and_nothing_lies_on_the_baseline() {
        let (line, (x, y)) = course(&[0, 5, 10], 112.0, 40.0);
        assert_eq!(line, "1,37.5 54,21 107,4.5");
        assert!((x - 107.0).abs() < 0.01 && (y - 4.5).abs() < 0.01);
        assert_eq!(course(&[], 112.0, 40.0).0, "");
        assert_eq!(course(&[0, 0], 112.0, 40.0).0, "1,37.5 107,37.5");
    }
}
