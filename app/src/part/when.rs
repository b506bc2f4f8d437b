//! Days and moments in words: 7月28日（周五）. Written by the same code on both sides, from the same value.

use domain::kinds::{Day, Month, Time};
use leptos::prelude::*;

use crate::texts::{Lang, texts};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [(&str, &str); 7] =
    [("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun")];

/// 7月28日（周五） · Fri 28 Jul
#[must_use]
pub fn day_text(day: Day, lang: Lang) -> String {
    let (date, (chinese, english)) = (day.date(), weekday(day));
    match lang {
        Lang::Zh => format!("{}月{}日（周{chinese}）", date.month, date.day),
        Lang::En => format!("{english} {} {}", date.day, month(day)),
    }
}

/// 7月28日 · 28 Jul: in a path or on an axis.
#[must_use]
pub fn day_short(day: Day, lang: Lang) -> String {
    let date = day.date();
    match lang {
        Lang::Zh => format!("{}月{}日", date.month, date.day),
        Lang::En => format!("{} {}", date.day, month(day)),
    }
}

/// 2023年7月28日（周五） · Fri 28 Jul 2023
#[must_use]
pub fn day_text_with_year(day: Day, lang: Lang) -> String {
    let year = day.date().year;
    match lang {
        Lang::Zh => format!("{year}年{}", day_text(day, lang)),
        Lang::En => format!("{} {year}", day_text(day, lang)),
    }
}

/// 2023年7月 · Jul 2023
#[must_use]
pub fn month_text(own: Month, lang: Lang) -> String {
    let date = own.first().date();
    match lang {
        Lang::Zh => format!("{}年{}月", date.year, date.month),
        Lang::En => format!("{} {}", month(own.first()), date.year),
    }
}

/// 7月28日（周五）16:42
#[must_use]
pub fn moment_text(time: Time, lang: Lang) -> String {
    let (hour, minute) = time.clock();
    match lang {
        Lang::Zh => format!("{}{hour:02}:{minute:02}", day_text(time.day(), lang)),
        Lang::En => format!("{} {hour:02}:{minute:02}", day_text(time.day(), lang)),
    }
}

fn weekday(day: Day) -> (&'static str, &'static str) {
    // 1970-01-01 was a Thursday.
    let place = usize::try_from((day.number() + 3).rem_euclid(7)).unwrap_or(0);
    WEEKDAYS[place % 7]
}

fn month(day: Day) -> &'static str {
    let place = usize::from(day.date().month);
    MONTHS[(place + 11) % 12]
}

/// A day, with the full date on hover and focus and for machines.
#[component]
pub fn DayText(day: Day) -> impl IntoView {
    let lang = texts().lang;
    view! { <time datetime=day.to_string() title=day_text_with_year(day, lang)>{day_text(day, lang)}</time> }
}

/// A moment, likewise.
#[component]
pub fn Moment(time: Time) -> impl IntoView {
    let lang = texts().lang;
    let full = format!("{} {}", day_text_with_year(time.day(), lang), moment_text(time, lang));
    view! { <time datetime=time.day().to_string() title=full>{moment_text(time, lang)}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_in_both_languages() {
        let day = Day::parse("2023-07-28").unwrap();
        assert_eq!(day_text(day, Lang::Zh), "7月28日（周五）");
        assert_eq!(day_text(day, Lang::En), "Fri 28 Jul");
        assert_eq!([Lang::Zh, Lang::En].map(|lang| month_text(Month::of(day), lang)), ["2023年7月", "Jul 2023"]);
        assert_eq!(day_text_with_year(day, Lang::Zh), "2023年7月28日（周五）");
    }
}
