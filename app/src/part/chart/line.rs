//! Two cumulative lines and the gap between them, over the days of a campaign: found against solved. The words come
//! from the caller; here is only where they stand.

use leptos::prelude::*;

use super::axis::{Scale, place, points, px, real, ticks};

/// Where things lie on a drawing of one size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// The plot's left and right, top and bottom.
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// Below the plot's bottom, where days are written.
    pub days: f64,
    /// Height of a label's line.
    pub line: f64,
    pub stroke: f64,
}

/// Beside another section at 1440 px.
pub const DESK: Frame = Frame {
    width: 680.0,
    height: 404.0,
    left: 34.0,
    right: 672.0,
    top: 31.0,
    bottom: 374.0,
    days: 394.0,
    line: 20.0,
    stroke: 2.0,
};
/// The width of a phone.
pub const PHONE: Frame =
    Frame { width: 358.0, height: 300.0, right: 352.0, bottom: 270.0, days: 290.0, line: 16.0, ..DESK };
/// Read from ten metres.
pub const WALL: Frame = Frame {
    width: 1100.0,
    height: 398.0,
    left: 56.0,
    right: 1080.0,
    top: 43.0,
    bottom: 350.0,
    days: 380.0,
    line: 36.0,
    stroke: 3.5,
};

/// Everything that is written on the chart.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Words {
    pub title: String,
    pub desc: String,
    /// At the end of the lines.
    pub found: String,
    pub open: String,
    pub solved: String,
    /// Beside the widest gap: what it was, and when.
    pub peak: Option<(String, String)>,
    /// Days on the axis: place from the first day, word.
    pub days: Vec<(usize, String)>,
}

/// `days` is how many the axis has; the lines may end before.
#[component]
pub fn Race(
    found: Vec<i64>,
    solved: Vec<i64>,
    days: usize,
    words: Words,
    frame: Frame,
    /// Apart from other charts on the page.
    id: &'static str,
    /// More classes, as `only-wide`.
    #[prop(optional)]
    class: &'static str,
    /// The day that is read out, if any.
    #[prop(into, optional)]
    at: Signal<Option<usize>>,
) -> impl IntoView {
    let plot = Plot::new(&found, &solved, days, frame);
    let (title, desc) = (format!("{id}-title"), format!("{id}-desc"));
    let labels = format!("{title} {desc}");
    let (gap, found_line, solved_line) = plot.lines(&found, &solved);
    let mark = plot.mark(found.clone(), solved.clone());
    view! {
        <svg
            class=format!("chart {class}")
            viewBox=format!("0 0 {} {}", frame.width, frame.height)
            role="img"
            aria-labelledby=labels
        >
            <title id=title>{words.title.clone()}</title>
            <desc id=desc>{words.desc.clone()}</desc>
            {plot.grid()}
            <polygon class="gap" points=gap></polygon>
            {plot.axis(&words.days)}
            {plot.today(found.len())}
            <polyline class="line-found" points=found_line stroke-width=frame.stroke stroke-linejoin="round"></polyline>
            <polyline class="line-solved" points=solved_line stroke-width=frame.stroke stroke-linejoin="round"></polyline>
            {plot.peak(&found, &solved, words.peak.clone())}
            {plot.ends(&found, &solved, &words)}
            {move || at.get().and_then(&mark)}
        </svg>
    }
}

/// The place of the widest gap, the latest of several.
#[must_use]
pub fn widest(found: &[i64], solved: &[i64]) -> Option<(usize, i64)> {
    let gaps = found.iter().zip(solved).map(|(found, solved)| found - solved).enumerate();
    gaps.max_by_key(|(place, gap)| (*gap, *place)).filter(|(_, gap)| *gap > 0)
}

#[derive(Clone, Copy)]
struct Plot {
    frame: Frame,
    across: Scale,
    up: Scale,
    top: i64,
}

impl Plot {
    fn new(found: &[i64], solved: &[i64], days: usize, frame: Frame) -> Plot {
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
    fn lines(&self, found: &[i64], solved: &[i64]) -> (String, String, String) {
        let upper: Vec<_> = (0..found.len()).map(|day| self.spot(day, found)).collect();
        let lower: Vec<_> = (0..solved.len()).map(|day| self.spot(day, solved)).collect();
        let around = upper.iter().chain(lower.iter().rev()).copied();
        (points(around), points(upper.clone()), points(lower.clone()))
    }

    fn grid(&self) -> AnyView {
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

    fn axis(&self, days: &[(usize, String)]) -> AnyView {
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

    fn today(&self, many: usize) -> AnyView {
        let x = self.across.at(place(many.saturating_sub(1)));
        let Frame { top, bottom, .. } = self.frame;
        view! { <line class="today" x1=px(x) x2=px(x) y1=px(top) y2=px(bottom) stroke-dasharray="2 3"></line> }
            .into_any()
    }

    /// The widest gap with its words, unless the lines' own end stands there.
    fn peak(&self, found: &[i64], solved: &[i64], words: Option<(String, String)>) -> Option<AnyView> {
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
    fn ends(&self, found: &[i64], solved: &[i64], words: &Words) -> AnyView {
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
    fn mark(self, found: Vec<i64>, solved: Vec<i64>) -> impl Fn(usize) -> Option<AnyView> {
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
    use super::*;

    #[test]
    fn the_widest_gap_is_the_latest_of_several() {
        assert_eq!(widest(&[3, 5, 6, 6], &[0, 1, 2, 4]), Some((2, 4)));
        assert_eq!(widest(&[2, 2], &[2, 2]), None);
        assert_eq!(widest(&[], &[]), None);
    }

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
