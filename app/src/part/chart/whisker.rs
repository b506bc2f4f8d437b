//! Shares with their intervals: one row each, a dot on a bar, on a scale from 0 to 100 that begins higher where all do.

use domain::score::Opinion;
use leptos::prelude::*;

use super::axis::{Scale, place, px, real};
use super::tell::{LINE, step, told};
use crate::texts::{Texts, texts};

/// One row; without an opinion it says why.
#[derive(Clone, PartialEq, Debug)]
pub struct Whisker {
    pub name: String,
    /// Below the name: how many came back.
    pub note: String,
    pub opinion: Result<Opinion, Without>,
}

/// Why a group has no share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Without {
    /// Nobody asked it.
    Unasked,
    /// Too few answered.
    Few,
}

impl Without {
    #[must_use]
    pub fn word(self, t: Texts) -> &'static str {
        match self {
            Without::Unasked => t.survey.unasked(),
            Without::Few => t.survey.hidden(),
        }
    }
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 168.0;
const ROW: f64 = 52.0;
/// What the second line of a name takes.
const SECOND: f64 = 22.0;
const TOP: f64 = 8.0;
const FOOT: f64 = 26.0;
/// So much of a name stands beside the scale in one line, in letters as they are on a phone; a Chinese character is two.
const LETTERS: usize = 15;

/// The name in one line or two, broken between words where it has any.
fn lines(name: &str) -> (&str, Option<&str>) {
    let mut taken = 0;
    let over = name.char_indices().find(|(_, letter)| {
        taken += if letter.is_ascii() { 1 } else { 2 };
        taken > LETTERS
    });
    let Some((full, _)) = over else { return (name, None) };
    let (first, rest) = name.split_at(full);
    let end = if rest.starts_with(' ') { full } else { first.rfind(' ').unwrap_or(full) };
    let (first, second) = name.split_at(end);
    (first, Some(second.trim_start()))
}

/// The tens at which the scale begins and ends: all intervals lie between.
fn span(rows: &[Whisker]) -> (i64, i64) {
    let lows = rows.iter().filter_map(|row| row.opinion.ok()?.interval()).map(|(low, _)| i64::from(low) / 100 * 10);
    (lows.min().unwrap_or(0).min(60), 100)
}

#[component]
pub fn Whiskers(#[prop(into)] title: String, rows: Vec<Whisker>) -> impl IntoView {
    let t = texts();
    let (low, high) = span(&rows);
    let scale = Scale { from: (real(low), real(high)), to: (LEFT, WIDTH - 34.0) };
    let row_height = if rows.iter().any(|row| lines(&row.name).1.is_some()) { ROW + SECOND } else { ROW };
    let foot = TOP + row_height * place(rows.len());
    let height = foot + FOOT + LINE;
    let ticks = (low..=high).step_by(10).map(|tick| {
        let x = px(scale.at(real(tick)));
        view! {
            <line class="grid" x1=x.clone() x2=x.clone() y1=px(TOP) y2=px(foot)></line>
            <text class="tick" x=x y=px(foot + 18.0) text-anchor="middle">{tick}</text>
        }
    });
    let ticks = ticks.collect_view();
    let drawn = rows.iter().enumerate().map(|(at, row)| {
        let y = TOP + row_height * (place(at) + 0.5);
        let name = named(row, y);
        let (own, (from, to)) = match row.opinion.and_then(|own| Ok((own, own.interval().ok_or(Without::Few)?))) {
            Ok(shown) => shown,
            Err(why) => {
                let word = why.word(t);
                return view! { <g>{name}<text class="note" x=px(LEFT + 8.0) y=px(y + 5.0)>{word}</text></g> }
                    .into_any();
            }
        };
        let x = |thousandths: u32| scale.at(f64::from(thousandths) / 10.0);
        let dot = scale.at(f64::from(own.part) * 100.0 / f64::from(own.of.max(1)));
        let says = t.survey.whisker(of_thousand(from), row.name.clone(), hundred(&own), of_thousand(to));
        told(
            says,
            (0.0, height - 5.0),
            view! {
                <rect class="reach" x="0" y=px(y - row_height / 2.0) width=px(WIDTH) height=px(row_height)></rect>
                {name}
                <rect class="interval" x=px(x(from)) y=px(y - 4.0) width=px(x(to) - x(from)) height="8" rx="4"></rect>
                <circle class="dot" cx=px(dot) cy=px(y) r="5"></circle>
                <text class="value" x=px(x(from) - 8.0) y=px(y + 5.0) text-anchor="end">{hundred(&own)}</text>
            },
        )
    });
    let drawn: Vec<AnyView> = drawn.collect();
    view! {
        <figure class="whiskers">
            <figcaption>{title.clone()}<small>{t.survey.axis(low)}</small></figcaption>
            <svg viewBox=format!("0 0 {} {}", px(WIDTH), px(height)) role="group" aria-label=title on:keydown=step>
                {ticks}
                {drawn}
            </svg>
        </figure>
    }
}

/// Who is asked and how many answered, around the middle of the row.
fn named(row: &Whisker, y: f64) -> impl IntoView + use<> {
    let (first, second) = lines(&row.name);
    let above = if second.is_some() { SECOND / 2.0 } else { 0.0 };
    let second =
        second.map(|second| view! { <text class="name" x="0" y=px(y - 4.0 + above)>{second.to_owned()}</text> });
    view! {
        <text class="name" x="0" y=px(y - 4.0 - above)>{first.to_owned()}</text>
        {second}
        <text class="note" x="0" y=px(y + 18.0 + above)>{row.note.clone()}</text>
    }
}

/// A share of a hundred with one digit after the point: 82.6. Rounded here and nowhere before.
#[must_use]
pub fn hundred(opinion: &Opinion) -> String {
    let of = u64::from(opinion.of).max(1);
    let tenths = (u64::from(opinion.part) * 2000 + of) / (of * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The interval as it is written: 77.0–88.5. `None` where the share is hidden.
#[must_use]
pub fn between(opinion: &Opinion) -> Option<String> {
    opinion.interval().map(|(low, high)| format!("{}–{}", of_thousand(low), of_thousand(high)))
}

/// Thousandths as a share of a hundred.
fn of_thousand(thousandths: u32) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_share_is_rounded_once() {
        assert_eq!(hundred(&Opinion { part: 213, of: 258, answers: 86 }), "82.6");
        assert_eq!(hundred(&Opinion { part: 5, of: 5, answers: 5 }), "100.0");
        assert_eq!(hundred(&Opinion { part: 1, of: 8, answers: 8 }), "12.5");
        assert_eq!(of_thousand(732), "73.2");
    }

    #[test]
    fn the_scale_begins_where_the_lowest_interval_does() {
        let row = |part| Whisker {
            name: String::new(),
            note: String::new(),
            opinion: Ok(Opinion { part, of: 100, answers: 100 }),
        };
        assert_eq!(span(&[row(90)]), (60, 100));
        assert_eq!(span(&[row(90), row(30)]), (20, 100));
        assert_eq!(span(&[]), (0, 100));
    }

    #[test]
    fn a_long_name_is_broken_between_words_or_where_the_line_is_full() {
        assert_eq!(lines("学生或服务对象"), ("学生或服务对象", None));
        assert_eq!(lines("Staff"), ("Staff", None));
        assert_eq!(lines("Students or service users"), ("Students or", Some("service users")));
        assert_eq!(lines("Leading officials"), ("Leading", Some("officials")));
        assert_eq!(lines("离退休干部和职工代表"), ("离退休干部和职", Some("工代表")));
        assert_eq!(lines("exactly fifteen more"), ("exactly fifteen", Some("more")));
    }

    #[test]
    fn who_was_not_asked_is_not_said_to_have_answered_little() {
        let words =
            [Lang::Zh, Lang::En].map(|lang| [Without::Unasked, Without::Few].map(|own| own.word(Texts::new(lang))));
        assert_eq!(words[0], ["没有问到", "不足 5 份，不显示"]);
        assert_eq!(words[1], ["Not asked", "Fewer than 5, hidden"]);
    }
}
