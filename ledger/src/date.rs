//! When an issue is due, as units write it: 2023.6.30, ２０２３年６月３０日, 6月底前, 第三季度末, 立行立改,
//! 长期坚持. Never guesses: what has two readings (6月前, a number 6.3) is an error.

mod grammar;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::number::{chinese, numeral};
use crate::text::tight;
use grammar::Reader;

/// Days given to 立行立改 (put right at once), counted from the day the issue was found.
pub const AT_ONCE_DAYS: i32 = 30;

/// When an issue is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Until the end of this day.
    On(Date),
    /// 立行立改: at once, by rule within [`AT_ONCE_DAYS`] of the day it was found.
    Immediately,
    /// 长期坚持: kept up for good, no day.
    Standing,
}

impl Due {
    /// The last day, given the day the issue was found; `None` for what is kept up for good.
    pub fn day(self, found: Date) -> Option<Date> {
        match self {
            Due::On(day) => Some(day),
            Due::Immediately => found.checked_add(jiff::Span::new().days(AT_ONCE_DAYS)).ok(),
            Due::Standing => None,
        }
    }
}

/// As a ledger writes it: 2023-06-30, 立行立改, 长期坚持. [`parse`] reads it back.
impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Due::On(day) => write!(f, "{day}"),
            Due::Immediately => f.write_str("立行立改"),
            Due::Standing => f.write_str("长期坚持"),
        }
    }
}

/// Why a text is no due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Written like a date, but the calendar has no such day: 2023年2月30日.
    NoSuchDay,
    /// Not understood, or with two readings.
    NotADate,
}

const STANDING: [&str; 7] = ["长期坚持", "长期", "持续", "常态化", "常抓不懈", "长效", "坚持不懈"];
const AT_ONCE: [&str; 9] =
    ["立行立改", "即知即改", "立知立改", "立查立改", "立整立改", "即查即改", "边查边改", "边学边改", "立即"];

/// Reads a due date. `year` stands for the year where the text names none.
/// Both 立行立改 and 长期坚持 in one cell count as 长期坚持; a day beside either wins over both.
///
/// # Errors
/// [`DateError`] when it is no day or not understood.
pub fn parse(text: &str, year: i16) -> Result<Due, DateError> {
    let text = arabic(&tight(text));
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let rule = match (has(&STANDING), has(&AT_ONCE)) {
        (true, _) => Some(Due::Standing),
        (false, true) => Some(Due::Immediately),
        (false, false) => None,
    };
    let Some(rule) = rule else {
        return day(&text, year).map(Due::On);
    };
    match text.split([',', ';', '。', '、', '(', ')', '并']).find_map(|part| day(part, year).ok()) {
        Some(day) => Ok(Due::On(day)),
        None => Ok(rule),
    }
}

/// A number that a spreadsheet shows as a day although its cell is not typed so: a serial day, or 20230630.
pub fn from_number(number: f64, year: i16) -> Result<Due, DateError> {
    if number.fract() != 0.0 {
        return Err(DateError::NotADate);
    }
    if (20_000.0..80_000.0).contains(&number) {
        let days = jiff::Span::new().days(number as i32);
        return jiff::civil::date(1899, 12, 30).checked_add(days).map(Due::On).or(Err(DateError::NoSuchDay));
    }
    match format!("{number}") {
        text if text.len() == 8 => parse(&text, year),
        _ => Err(DateError::NotADate),
    }
}

/// Chinese numerals before 年, 月, 日, 号 and 季 as digits: 二〇二三年六月 → 2023年6月.
fn arabic(text: &str) -> String {
    let (mut out, mut run) = (String::new(), String::new());
    for c in text.chars() {
        if numeral(c).is_some() || c == '十' {
            run.push(c);
            continue;
        }
        match chinese(&run).filter(|_| !run.is_empty() && "年月日号季".contains(c)) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(&run),
        }
        run.clear();
        out.push(c);
    }
    out + &run
}

/// The day of a text without rule words; of a span (6月至9月) its last day.
fn day(text: &str, year: i16) -> Result<Date, DateError> {
    let text = trimmed(text);
    let worded = text.contains(['年', '月']);
    let Some((from, to)) = text.rsplit_once(|c| "至到~—–".contains(c) || (worded && c == '-')) else {
        return Reader::new(text).date(year);
    };
    let from = trimmed(from.trim_end_matches(['—', '–', '-']));
    let first = Reader::new(from).date(year)?;
    let last = Reader::new(trimmed(to)).date(first.year())?;
    if last < first { Err(DateError::NotADate) } else { Ok(last) }
}

/// Without the words around a date that don't move it: 力争…前完成, and a time of day.
fn trimmed(mut text: &str) -> &str {
    const BEFORE: [&str; 8] = ["计划", "预计", "力争", "确保", "拟", "于", "在", "截至"];
    const AFTER: [&str; 12] =
        ["之前", "以前", "前", "完成", "整改", "到位", "止", "00:00:00", "T", "。", ".", "取得阶段性成效"];
    loop {
        let start = BEFORE.iter().find_map(|w| text.strip_prefix(w));
        let Some(rest) = start.or_else(|| end_of(text, &AFTER)) else {
            return text;
        };
        text = rest;
    }
}

fn end_of<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    // 6月前 may mean before June or by the end of June: the 前 after a bare month must stay and fail
    let rest = words.iter().find_map(|w| text.strip_suffix(w))?;
    (!(text.ends_with('前') && rest.ends_with('月'))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_in_all_styles_are_read() {
        for (text, (y, m, d)) in [
            ("2023-07-01", (2023, 7, 1)),
            ("2023-07-01 00:00:00", (2023, 7, 1)),
            ("2023.6.30", (2023, 6, 30)),
            ("2023/08/09", (2023, 8, 9)),
            ("２０２３年６月３０日", (2023, 6, 30)),
            ("2023年6月30日前", (2023, 6, 30)),
            ("２０２３．６．３０", (2023, 6, 30)),
            ("20230630", (2023, 6, 30)),
            ("23.6.30", (2023, 6, 30)),
            ("二〇二三年六月三十日", (2023, 6, 30)),
            ("六月底前", (2022, 6, 30)),
            ("6月底前", (2022, 6, 30)),
            ("6月份", (2022, 6, 30)),
            ("2月底", (2022, 2, 28)),
            ("2024年2月底前", (2024, 2, 29)),
            ("2023年7月底前", (2023, 7, 31)),
            ("2023年7月", (2023, 7, 31)),
            ("2023.7", (2023, 7, 31)),
            ("9月15日前", (2022, 9, 15)),
            ("9月15号", (2022, 9, 15)),
            ("9.15", (2022, 9, 15)),
            ("9月中旬", (2022, 9, 20)),
            ("9 月 15 日之前完成整改", (2022, 9, 15)),
            ("力争2023年9月底前完成", (2023, 9, 30)),
            ("年底前", (2022, 12, 31)),
            ("年内", (2022, 12, 31)),
            ("2023年底前", (2023, 12, 31)),
            ("2023年年底", (2023, 12, 31)),
            ("2023年", (2023, 12, 31)),
            ("今年底", (2022, 12, 31)),
            ("明年6月底前", (2023, 6, 30)),
            ("第三季度末", (2022, 9, 30)),
            ("三季度", (2022, 9, 30)),
            ("2023年第三季度末", (2023, 9, 30)),
            ("2023年上半年", (2023, 6, 30)),
            ("上半年", (2022, 6, 30)),
            ("6月至9月", (2022, 9, 30)),
            ("2023年6月-9月底", (2023, 9, 30)),
            ("2023.6.1—2023.9.30", (2023, 9, 30)),
            ("立行立改，2023年6月底前完成", (2023, 6, 30)),
        ] {
            assert_eq!(parse(text, 2022), Ok(Due::On(date(y, m, d))), "{text}");
        }
    }

    #[test]
    fn rules_in_words_are_kept_as_such() {
        for text in ["立行立改", " 立行 立改 ", "立即整改", "即知即改"] {
            assert_eq!(parse(text, 2023), Ok(Due::Immediately), "{text}");
        }
        for text in ["长期坚持", "持续推进", "立行立改，长期坚持", "长期"] {
            assert_eq!(parse(text, 2023), Ok(Due::Standing), "{text}");
        }
        assert_eq!(Due::Immediately.day(date(2023, 5, 4)), Some(date(2023, 6, 3)));
        assert_eq!(Due::Standing.day(date(2023, 5, 4)), None);
    }

    #[test]
    fn a_day_the_calendar_has_not_is_told_apart_from_no_date() {
        for text in ["2023年2月30日", "2023-13-01", "20230231", "2023.6.31", "13月底", "第五季度"] {
            assert_eq!(parse(text, 2023), Err(DateError::NoSuchDay), "{text}");
        }
        for text in ["", "尽快", "6月前", "0001-01-01", "2023年6月30日左右", "6.30.", "1.5.6.7", "9月至6月"]
        {
            let found = parse(text, 2023);
            if text == "6.30." {
                assert_eq!(found, Ok(Due::On(date(2023, 6, 30))));
            } else {
                assert_eq!(found, Err(DateError::NotADate), "{text}");
            }
        }
    }

    #[test]
    fn a_number_is_a_serial_day_or_eight_digits_and_never_month_and_day() {
        assert_eq!(from_number(45107.0, 2023), Ok(Due::On(date(2023, 6, 30))));
        assert_eq!(from_number(20230630.0, 2023), Ok(Due::On(date(2023, 6, 30))));
        assert_eq!(from_number(6.3, 2023), Err(DateError::NotADate));
        assert_eq!(from_number(f64::NAN, 2023), Err(DateError::NotADate));
        assert_eq!(from_number(f64::INFINITY, 2023), Err(DateError::NotADate));
    }

    fn days() -> impl Strategy<Value = Date> {
        (1990i16..2100, 1i8..=12, 1i8..=31).prop_filter_map("a day", |(y, m, d)| Date::new(y, m, d).ok())
    }

    proptest! {
        #[test]
        fn any_day_in_any_style_reads_back(day in days()) {
            let (y, m, d) = (day.year(), day.month(), day.day());
            let wide = |text: String| -> String {
                text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect()
            };
            for text in [
                format!("{y}.{m}.{d}"), format!("{y}/{m:02}/{d:02}"), format!("{y}-{m}-{d}"), format!("{day}"),
                format!("{y}年{m}月{d}日"), format!("{y}年{m}月{d}日前"), format!("{m}月{d}日"), format!("{m}.{d}"),
                format!("{y}{m:02}{d:02}"), wide(format!("{y}年{m}月{d}号")), Due::On(day).to_string(),
            ] {
                prop_assert_eq!(parse(&text, y), Ok(Due::On(day)), "{}", text);
            }
        }

        #[test]
        fn the_end_of_any_month_reads_back(day in days()) {
            let text = format!("{}年{}月底前", day.year(), day.month());
            prop_assert_eq!(parse(&text, 1), Ok(Due::On(day.last_of_month())));
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC*", pieces in "[0-9年月日底前第季度至.\\-/一二十〇上下半旬]{0,14}", year in any::<i16>()) {
            let _ = parse(&text, year);
            let _ = parse(&pieces, year);
        }
    }
}
