//! Found and solved by research over time with the gap between them; read out by day, as a table too.

use domain::figure::Figure;
use domain::kinds::Day;
use leptos::prelude::*;

use super::board::Board;
use crate::part::chart::Race as Chart;
use crate::part::chart::line::{DESK, PHONE, Words, widest};
use crate::part::when::{day_short, day_text};
use crate::part::{Section, Twin};
use crate::texts::{Texts, texts};

#[component]
pub fn Race(board: Board) -> impl IntoView {
    let t = texts();
    let (found, solved) = (board.series(Figure::ResearchFound).to_vec(), board.series(Figure::ResearchSolved).to_vec());
    let (wide, narrow) = (words(&board, t, false), words(&board, t, true));
    let days = days(&board);
    let at = RwSignal::new(None::<usize>);
    let first = board.first;
    let note = t.dashboard.race_note(board.count(Figure::Units));
    let heads = [t.dashboard.day(), t.dashboard.found(), t.dashboard.solved(), t.dashboard.open()];
    let heads = heads.map(str::to_owned).to_vec();
    view! {
        <Section title=title(&board, t) note class="span-7 race">
            <div class="plot">
                <Chart found=found.clone() solved=solved.clone() days words=wide frame=DESK id="race" class="only-wide" at/>
                <Chart found=found.clone() solved=solved.clone() days words=narrow frame=PHONE id="race-narrow" class="only-narrow" at/>
                <ReadOut at found=found.clone() solved=solved.clone() first days/>
            </div>
            <Twin title=t.dashboard.race_title() heads rows=rows(found, solved, first, t)/>
        </Section>
    }
}

/// A slider over the drawing: arrow keys, a finger or the pointer choose a day, and its values are said.
#[component]
fn ReadOut(at: RwSignal<Option<usize>>, found: Vec<i64>, solved: Vec<i64>, first: Day, days: usize) -> impl IntoView {
    let t = texts();
    let last = found.len().saturating_sub(1);
    let says = move || {
        let day = at.get().unwrap_or(last).min(last);
        let value = |values: &[i64]| values.get(day).copied().unwrap_or(0);
        let (found, solved) = (value(&found), value(&solved));
        let name = day_text(first.plus(i64::try_from(day).unwrap_or(0)), t.lang);
        t.dashboard.readout(name, found, found - solved, solved)
    };
    let says = Memo::new(move |_| says());
    view! {
        <input
            type="range"
            class="readout"
            min="0"
            max=days.saturating_sub(1)
            value=last
            aria-label=t.dashboard.read_day()
            aria-valuetext=says
            on:input=move |event| at.set(event_target_value(&event).parse::<usize>().ok().map(|day| day.min(last)))
            on:pointermove=move |event| at.set(pointed(&event, days).map(|day| day.min(last)))
            on:pointerleave=move |_| at.set(None)
            on:blur=move |_| at.set(None)
        />
        <p class="says note" aria-hidden="true">{move || at.get().map(|_| says.get())}</p>
    }
}

/// The day under the pointer.
fn pointed(event: &leptos::ev::PointerEvent, days: usize) -> Option<usize> {
    let over = event_target::<leptos::web_sys::HtmlElement>(event);
    let width = f64::from(over.client_width());
    #[allow(clippy::useless_conversion, reason = "a whole number or not, by the target's web-sys")]
    let at = f64::from(event.offset_x());
    let share = (at / width.max(1.0)).clamp(0.0, 1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, a place on the axis")]
    let day = (share * crate::part::chart::axis::place(days.checked_sub(1)?)).round() as usize;
    Some(day)
}

/// The same numbers, the newest day first.
fn rows(found: Vec<i64>, solved: Vec<i64>, first: Day, t: Texts) -> Vec<(String, Vec<AnyView>)> {
    let rows = found.into_iter().zip(solved).enumerate().rev().map(|(place, (found, solved))| {
        let day = first.plus(i64::try_from(place).unwrap_or(0));
        let cells = [found, solved, found - solved].map(|value| value.to_string().into_any());
        (day_text(day, t.lang), cells.into())
    });
    rows.collect()
}

/// The finding.
#[must_use]
pub fn title(board: &Board, t: Texts) -> String {
    let (found, solved) = (board.series(Figure::ResearchFound), board.series(Figure::ResearchSolved));
    let open = board.count(Figure::ResearchFound) - board.count(Figure::ResearchSolved);
    match (board.count(Figure::ResearchFound), open, widest(found, solved)) {
        (0, _, _) => t.dashboard.race_none().into(),
        (_, 0, _) => t.dashboard.race_done().into(),
        (_, open, Some((_, most))) if most > open => t.dashboard.race_open(most - open, open),
        (_, open, _) => t.dashboard.race_widest(open),
    }
}

/// Days on the axis: to the campaign's end, or to the day shown where there is no campaign.
#[must_use]
pub fn days(board: &Board) -> usize {
    let shown = board.series(Figure::ResearchFound).len();
    let planned = board.period.as_ref().map_or(0, |period| period.end.since(board.first) + 1);
    usize::try_from(planned).unwrap_or(0).max(shown)
}

/// What is written on the chart; a narrow one has fewer words.
#[must_use]
pub fn words(board: &Board, t: Texts, narrow: bool) -> Words {
    let d = t.dashboard;
    let (found, solved) = (board.series(Figure::ResearchFound), board.series(Figure::ResearchSolved));
    let (now_found, now_solved) = (board.count(Figure::ResearchFound), board.count(Figure::ResearchSolved));
    let day_of = |place: usize| board.first.plus(i64::try_from(place).unwrap_or(0));
    let last = found.len().saturating_sub(1);
    let peak = widest(found, solved);
    let (peak_day, most) = peak.unwrap_or((last, 0));
    let far = peak.filter(|(day, most)| last - day > 7 && *most > now_found - now_solved && !narrow);
    Words {
        title: d.race_title().into(),
        desc: d.race_desc(
            day_text(board.first, t.lang),
            now_found,
            day_text(day_of(last), t.lang),
            now_found - now_solved,
            most,
            day_text(day_of(peak_day), t.lang),
            now_solved,
        ),
        found: d.found_label(now_found),
        open: d.open_label(now_found - now_solved),
        solved: d.solved_label(now_solved),
        peak: far.map(|(day, most)| (d.peak_label(most), day_text(day_of(day), t.lang))),
        days: axis(board, t, narrow),
    }
}

/// Start, half-time, the day shown and the end, without those that would stand on each other.
fn axis(board: &Board, t: Texts, narrow: bool) -> Vec<(usize, String)> {
    let d = t.dashboard;
    let last = board.series(Figure::ResearchFound).len().saturating_sub(1);
    let all = days(board).saturating_sub(1);
    let place = |day: Day| usize::try_from(day.since(board.first)).unwrap_or(0);
    let say = |place: usize, word: &str| {
        let day = board.first.plus(i64::try_from(place).unwrap_or(0));
        let short = day_short(day, t.lang);
        (place, if narrow || word.is_empty() { short } else { format!("{short} {word}") })
    };
    let mut marks = vec![say(0, d.start())];
    let room = all / if narrow { 4 } else { 7 };
    let today = if board.past() { "" } else { d.today() };
    let half = board.period.as_ref().map(|period| place(period.half));
    for (place, word) in [half.map(|half| (half, d.half())), Some((last, today))].into_iter().flatten() {
        let free = marks.iter().all(|(own, _)| own.abs_diff(place) > room);
        if free && (all - place.min(all) > room) {
            marks.push(say(place, word));
        }
    }
    marks.sort_unstable();
    if all > 0 {
        marks.push(say(all, if board.period.is_some() { d.end() } else { today }));
    }
    marks
}
