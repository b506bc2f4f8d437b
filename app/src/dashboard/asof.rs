//! The as-of bar: which day is shown, how old the newest entry is, whether the page is live. A past day reverses it,
//! so that nobody takes it for now; a cut connection says so and keeps the age.

use domain::kinds::{Day, Time};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::board::Board;
use super::scope::Asked;
use crate::live::{Link, live};
use crate::part::when::{day_short, day_text};
use crate::part::{Icon, moment_text};
use crate::texts::{Lang, Texts, texts};

#[component]
pub fn AsOf(board: Board) -> impl IntoView {
    let t = texts();
    let past = board.past();
    let asked = board.asked;
    let (start, end) = (board.first, board.period.as_ref().map_or(board.day, |period| period.end).max(board.first));
    let shown = RwSignal::new(board.day);
    let now = since_read(board.now);
    let last = board.last.as_ref().map(|last| last.at);
    let live = live();
    let age = move || match (past, live.link.get()) {
        (true, _) => t.dashboard.then_note().to_owned(),
        (false, Link::Lost) => lost_text(last, now.get(), t),
        (false, Link::Opening | Link::Live) => last_text(last, now.get(), t),
    };
    let day = move || {
        let day = day_text(shown.get(), t.lang);
        if past { t.dashboard.end_of_day(day) } else { moment_text(now.get(), t.lang) }
    };
    let go = use_navigate();
    let choose = move |day: Day, today: Day| {
        let as_of = (day < today).then_some(day);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        go(&Asked { as_of, ..asked }.href("/dashboard"), options);
    };
    let today = board.now.day();
    view! {
        <form class=if past { "asof then" } else { "asof" } aria-label=t.dashboard.asof()>
            <div>
                <div class="day">{day}</div>
                <div class="age">{age}</div>
            </div>
            <Track board=board.clone() start end shown on_choose=Callback::new(move |day| choose(day, today))/>
            <div class="row">
                {if past {
                    let href = Asked { as_of: None, ..asked }.href("/dashboard");
                    view! { <a class="button small" href=href>{t.dashboard.back()}</a> }.into_any()
                } else {
                    view! { <LinkState/> }.into_any()
                }}
                <Compare board/>
            </div>
        </form>
    }
}

/// The slider over the campaign; each day it passes is shown at once.
#[component]
fn Track(board: Board, start: Day, end: Day, shown: RwSignal<Day>, on_choose: Callback<Day>) -> impl IntoView {
    let t = texts();
    let (days, at) = (end.since(start).max(1), board.day.since(start).clamp(0, end.since(start).max(1)));
    let per = |day: i64| format!("{}%", crate::part::chart::axis::px(share(day, days)));
    let half = board.period.as_ref().map(|period| (period.half.since(start), period.half));
    let mark = |day: i64, date: Day, anchor: &'static str, word: &'static str| {
        view! {
            <g>
                <line class="tick" x1=per(day) x2=per(day) y1="7" y2="17" stroke-width="1.5"></line>
                <text x=per(day) y="38" text-anchor=anchor>{format!("{} {word}", day_short(date, t.lang))}</text>
            </g>
        }
    };
    let read =
        move |event: &leptos::ev::Event| event_target_value(event).parse::<i64>().ok().map(|place| start.plus(place));
    let says = move || day_text(shown.get(), t.lang);
    view! {
        <div class="track">
            <svg aria-hidden="true">
                <line class="rest" x1="0" x2="100%" y1="12" y2="12" stroke-width="2"></line>
                <line class="past" x1="0" x2=per(at) y1="12" y2="12" stroke-width="2"></line>
                {mark(0, start, "start", t.dashboard.start())}
                {half.map(|(day, date)| mark(day, date, "middle", t.dashboard.half()))}
                {mark(days, end, "end", t.dashboard.end())}
            </svg>
            <input
                type="range"
                min="0"
                max=days.to_string()
                value=at.to_string()
                aria-label=t.dashboard.slider()
                aria-valuetext=says
                on:input=move |event| {
                    if let Some(day) = read(&event) {
                        shown.set(day);
                        on_choose.run(day);
                    }
                }
            />
        </div>
    }
}

/// Where a day lies between start and end, in percent.
fn share(day: i64, days: i64) -> f64 {
    use crate::part::chart::axis::real;
    (real(day) / real(days.max(1)) * 100.0).clamp(0.0, 100.0)
}

/// Live, cut off, or not connected yet.
#[component]
fn LinkState() -> impl IntoView {
    let (t, live) = (texts(), live());
    move || match live.link.get() {
        Link::Live => {
            view! { <span class="live" role="status"><Icon name="i-live"/>{t.dashboard.live()}</span> }.into_any()
        }
        Link::Opening => view! { <span class="live waits" role="status">{t.dashboard.opening()}</span> }.into_any(),
        Link::Lost => view! {
            <span class="offline-mark" role="status"><Icon name="i-offline"/>{t.dashboard.offline()}</span>
            <a class="button small" href="" rel="external">{t.dashboard.reconnect()}</a>
        }
        .into_any(),
    }
}

/// The day that changes are counted from.
#[component]
fn Compare(board: Board) -> impl IntoView {
    let t = texts();
    let asked = board.asked;
    let mut days: Vec<Day> = [1, 7, 14, 30].into_iter().map(|back| board.day.plus(-back)).collect();
    days.extend(board.period.iter().map(|period| period.half));
    days.push(board.compare);
    days.retain(|day| *day >= board.first && *day < board.day || *day == board.compare);
    days.sort_unstable();
    days.dedup();
    let options = days.into_iter().rev().map(|day| {
        let chosen = day == board.compare;
        view! { <option value=day.to_string() selected=chosen>{t.dashboard.compare_day(day_short(day, t.lang))}</option> }
    });
    let go = use_navigate();
    let choose = move |event: leptos::ev::Event| {
        let compare = Day::parse(&event_target_value(&event)).ok();
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        go(&Asked { compare, ..asked }.href("/dashboard"), options);
    };
    view! {
        <select class="button small" name="compare" aria-label=t.dashboard.compare() on:change=choose>
            {options.collect_view()}
        </select>
    }
}

/// The server's time when the board was read, moved on by the time that passed on this device since.
#[must_use]
pub fn since_read(read: Time) -> RwSignal<Time> {
    let now = RwSignal::new(read);
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let begun = crate::edge::now();
        let tick = move || now.set(Time(read.0 + (crate::edge::now().0 - begun.0).max(0)));
        if let Ok(handle) = set_interval_with_handle(tick, std::time::Duration::from_secs(10)) {
            on_cleanup(move || handle.clear());
        }
    });
    now
}

/// 最后一条记录 16:40，2 分钟前
#[must_use]
pub fn last_text(last: Option<Time>, now: Time, t: Texts) -> String {
    let Some(last) = last else { return t.dashboard.none_yet().into() };
    let (clock, age) = (clock(last), age(now.minutes_since(last), t));
    if last.day() == now.day() {
        t.dashboard.last(age, clock)
    } else {
        let clock = if t.lang == Lang::Zh { clock } else { format!(" {clock}").trim().to_owned() };
        t.dashboard.last_other(age, clock, day_short(last.day(), t.lang))
    }
}

fn lost_text(last: Option<Time>, now: Time, t: Texts) -> String {
    let Some(last) = last else { return t.dashboard.none_yet().into() };
    t.dashboard.lost(age(now.minutes_since(last), t), clock(last))
}

/// 16:40
#[must_use]
pub fn clock(time: Time) -> String {
    let (hour, minute) = time.clock();
    format!("{hour:02}:{minute:02}")
}

fn age(minutes: i64, t: Texts) -> String {
    match minutes {
        0 => t.dashboard.just_now().into(),
        1..60 => t.dashboard.minutes(minutes),
        60..2880 => t.dashboard.hours(minutes / 60),
        more => t.dashboard.days(more / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_is_said_in_the_largest_unit_that_fits() {
        let t = Texts::new(Lang::Zh);
        let read = Day::parse("2023-07-28").unwrap().start();
        let at = |minutes: i64| Time(read.0 + minutes * 60_000_000);
        assert_eq!(last_text(Some(at(1000)), at(1002), t), "最后一条记录 16:40，2 分钟前");
        assert_eq!(last_text(Some(at(1000)), at(1000), t), "最后一条记录 16:40，刚刚");
        assert_eq!(last_text(Some(at(1000)), at(1000 + 4320), t), "最后一条记录 7月28日16:40，3 天前");
        assert_eq!(last_text(None, at(0), t), "还没有记录");
    }

    #[test]
    fn a_day_outside_the_campaign_stays_on_the_track() {
        assert!((share(-3, 130)).abs() < 0.01);
        assert!((share(500, 130) - 100.0).abs() < 0.01);
        assert!((share(65, 130) - 50.0).abs() < 0.01);
    }
}
