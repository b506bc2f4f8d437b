//! Where everything of the two lines is drawn.

use leptos::prelude::*;

use super::{Frame, Words, widest};
use crate::part::chart::axis::{Scale, place, points, px, real, ticks};

#[derive(Clone, Copy)]
pub(super) struct Plot {
    frame: Frame,
    across: Scale,
    up: Scale,
    top: i64,
}

impl Plot {
    pub(super) fn new(found: &[i64], solved: &[i64], days: usize, frame: Frame) -> Plot {
        let top = found.iter().chain(solved).copied().max().unwrap_or(0).max(1);
        let last = days.max(found.len()).saturating_sub(1);
        Plot {
            frame,
            across: Scale { from: (0.0, place(last)), to: (frame.left, frame.right) },
            up: Scale { from: (0.0, real(top)), to: (frame.bottom, frame.top) },
            top,
        }
    }

    fn spot(&self, day: usize, values: &[i64]) -> (f64, f64) {
        (self.across.at(place(day)), self.up.at(real(values.get(day).copied().unwrap_or(0))))
    }

    /// The gap's area and the two lines.
    pub(super) fn lines(&self, found: &[i64], solved: &[i64]) -> (String, String, String) {
        let upper: Vec<_> = (0..found.len()).map(|day| self.spot(day, found)).collect();
        let lower: Vec<_> = (0..solved.len()).map(|day| self.spot(day, solved)).collect();
        let around = upper.iter().chain(lower.iter().rev()).copied();
        (points(around), points(upper.clone()), points(lower.clone()))
    }

    pub(super) fn grid(&self) -> AnyView {
        let (left, right) = (self.frame.left, self.frame.right);
        let rows = ticks(self.top, 4).into_iter().map(|value| {
            let y = self.up.at(real(value));
            view! {
                <g>
                    <line class="grid" x1=px(left) x2=px(right) y1=px(y) y2=px(y)></line>
                    <text x=px(left - 8.0) y=px(y + self.frame.line / 4.6) text-anchor="end">{value.to_string()}</text>
                </g>
            }
        });
        rows.collect_view().into_any()
    }

    pub(super) fn axis(&self, days: &[(usize, String)]) -> AnyView {
        let Frame { left, right, bottom, .. } = self.frame;
        let marks = days.iter().enumerate().map(|(number, (day, word))| {
            let x = self.across.at(place(*day));
            let anchor = match number {
                0 => "start",
                last if last + 1 == days.len() => "end",
                _ => "middle",
            };
            view! {
                <g>
                    <line class="zero" x1=px(x) x2=px(x) y1=px(bottom) y2=px(bottom + 5.0)></line>
                    <text x=px(x) y=px(self.frame.days) text-anchor=anchor>{word.clone()}</text>
                </g>
            }
        });
        view! {
            <g>
                <line class="zero" x1=px(left) x2=px(right) y1=px(bottom) y2=px(bottom)></line>
                <text x=px(left - 8.0) y=px(bottom + self.frame.line / 4.6) text-anchor="end">"0"</text>
                {marks.collect_view()}
            </g>
        }
        .into_any()
    }

    pub(super) fn today(&self, many: usize) -> AnyView {
        let x = self.across.at(place(many.saturating_sub(1)));
        let Frame { top, bottom, .. } = self.frame;
        view! { <line class="today" x1=px(x) x2=px(x) y1=px(top) y2=px(bottom) stroke-dasharray="2 3"></line> }
            .into_any()
    }

    /// The widest gap with its words, unless the lines' own end stands there.
    pub(super) fn peak(&self, found: &[i64], solved: &[i64], words: Option<(String, String)>) -> Option<AnyView> {
        let ((day, _), (what, when)) = (widest(found, solved)?, words?);
        let ((x, high), (_, low)) = (self.spot(day, found), self.spot(day, solved));
        let line = self.frame.line;
        // The words stand where there is more room: right of the mark in the first half, left of it in the second.
        let (beside, anchor) =
            if x > (self.frame.left + self.frame.right) * 0.55 { (-10.0, "end") } else { (10.0, "start") };
        let middle = (high + low) / 2.0;
        let mark = view! {
            <g>
                <line class="span" x1=px(x) x2=px(x) y1=px(high) y2=px(low) stroke-width="1"></line>
                <circle class="dot-found" cx=px(x) cy=px(high) r="3"></circle>
                <circle class="dot-solved" cx=px(x) cy=px(low) r="3"></circle>
                <text class="say strong halo" x=px(x + beside) y=px(middle - line * 0.2) text-anchor=anchor>{what}</text>
                <text class="say-2 halo" x=px(x + beside) y=px(middle + line * 0.8) text-anchor=anchor>{when}</text>
            </g>
        };
        Some(mark.into_any())
    }

    /// The last values, beside the lines or, where the axis ends there, before them.
    pub(super) fn ends(&self, found: &[i64], solved: &[i64], words: &Words) -> AnyView {
        let last = found.len().saturating_sub(1);
        let ((x, high), (_, low)) = (self.spot(last, found), self.spot(last, solved));
        let line = self.frame.line;
        let room = self.frame.right - x > line * 4.6;
        let (beside, anchor) = if room { (line * 0.6, "start") } else { (-line * 0.6, "end") };
        let [upper, middle, lower] = apart([high, (high + low) / 2.0, low], line * 1.15, self.frame.bottom);
        // Before the end, words would lie on their own lines: they stand above them.
        let shift = if room { line * 0.34 } else { -line * 0.45 };
        view! {
            <g>
                <circle class="dot-found" cx=px(x) cy=px(high) r="4"></circle>
                <circle class="dot-solved" cx=px(x) cy=px(low) r="4"></circle>
                <text class="big halo" x=px(x + beside) y=px(upper + shift) text-anchor=anchor>{words.found.clone()}</text>
                <text class="mid strong halo" x=px(x + beside) y=px(middle + shift) text-anchor=anchor>{words.open.clone()}</text>
                <text class="big good halo" x=px(x + beside) y=px(lower + shift) text-anchor=anchor>{words.solved.clone()}</text>
            </g>
        }
        .into_any()
    }

    /// What is drawn on the day that is read out.
    pub(super) fn mark(self, found: Vec<i64>, solved: Vec<i64>) -> impl Fn(usize) -> Option<AnyView> {
        move |day| {
            let day = day.min(found.len().checked_sub(1)?);
            let ((x, high), (_, low)) = (self.spot(day, &found), self.spot(day, &solved));
            let Frame { top, bottom, .. } = self.frame;
            let mark = view! {
                <g>
                    <line class="read" x1=px(x) x2=px(x) y1=px(top) y2=px(bottom)></line>
                    <circle class="dot-found" cx=px(x) cy=px(high) r="5"></circle>
                    <circle class="dot-solved" cx=px(x) cy=px(low) r="5"></circle>
                </g>
            };
            Some(mark.into_any())
        }
    }
}

/// Three labels, from the top down, moved so far apart that none covers another, and not below `bottom`.
fn apart(places: [f64; 3], least: f64, bottom: f64) -> [f64; 3] {
    let [upper, middle, lower] = places;
    if middle - upper >= least {
        return places;
    }
    let lower = lower.max(upper + 2.0 * least).min(bottom);
    [lower - 2.0 * least, lower - least, lower]
}

#[cfg(test)]
mod tests {
    use super::super::DESK;
    use super::*;

    #[test]
    fn labels_never_cover_each_other() {
        let labels = apart([370.0, 372.0, 374.0], 23.0, 374.0);
        assert_eq!(labels, [328.0, 351.0, 374.0]);
        assert_eq!(apart([31.0, 100.0, 174.0], 23.0, 374.0), [31.0, 100.0, 174.0]);
    }

    #[test]
    fn lines_start_at_the_left_and_rest_on_zero() {
        let plot = Plot::new(&[0, 5, 10], &[0, 0, 0], 5, DESK);
        let (gap, found, solved) = plot.lines(&[0, 5, 10], &[0, 0, 0]);
        assert_eq!(found, "34,374 193.5,202.5 353,31");
        assert_eq!(solved, "34,374 193.5,374 353,374");
        assert!(gap.starts_with("34,374 193.5,202.5 353,31 353,374"));
    }
}
