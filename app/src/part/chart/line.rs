//! Two cumulative lines and the gap between them, over the days of a campaign: found against solved. The words come
//! from the caller; here is only where they stand.

mod frame;
mod plot;

use leptos::prelude::*;

use self::plot::Plot;

pub use frame::{DESK, Frame, PHONE, WALL};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_gap_is_the_latest_of_several() {
        assert_eq!(widest(&[3, 5, 6, 6], &[0, 1, 2, 4]), Some((2, 4)));
        assert_eq!(widest(&[2, 2], &[2, 2]), None);
        assert_eq!(widest(&[], &[]), None);
    }
}
