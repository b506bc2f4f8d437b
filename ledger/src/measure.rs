//! The measures of one cell: numbered in any style (1. （1） ① 一、 一是), on lines of their own or run on,
//! or parted by semicolons. And back: a cell of measures that splits into the same ones.

use crate::number;
use crate::text::{fold, one_line, tidy};

/// How a numbered measure begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 1. 1、
    Plain,
    /// （1） (1)
    Brackets,
    /// ①
    Circle,
    /// 一、
    Chinese,
    /// （一）
    ChineseBrackets,
    /// 一是
    Is,
}

/// Largest number of a first measure: what begins higher (119、110) is a word of the measure itself.
const FIRST: u32 = 99;
/// Characters that a number takes before its measure, line break included.
const MARK: usize = 6;

/// A number before a measure, and the bytes it takes.
struct Marker {
    style: Style,
    number: u32,
    length: usize,
}

impl Marker {
    /// Numbers count on, in one style.
    fn follows(&self, last: Option<&Marker>) -> bool {
        match last {
            Some(last) => last.style == self.style && last.number + 1 == self.number,
            None => self.number <= FIRST,
        }
    }
}

/// Splits a cell into measures, without their numbers. Numbered measures part only at their numbers;
/// others at semicolons and line ends.
pub fn split(cell: &str) -> Vec<String> {
    let text = tidy(cell);
    let parts = match numbered_lines(&text) {
        Some(parts) if parts.len() == 1 => run_on(&text),
        Some(parts) => parts,
        None => text.split(['\n', '；', ';']).map(str::to_owned).collect(),
    };
    let clean = parts.iter().map(|part| one_line(one_line(part).trim_end_matches(['；', ';'])));
    let clean: Vec<String> = clean.filter(|part| !part.is_empty()).collect();
    clean
}

/// Writes measures into one cell so that [`split`] gives them back.
pub fn join(measures: &[String]) -> String {
    match measures {
        [only] if split(only) == measures => only.clone(),
        all => numbered(1, all),
    }
}

/// A cell that is longer than a spreadsheet holds as several, for rows one below the other, which [`split`] into the same
/// measures; numbers count on as long as they can. A cell that fits stays alone.
pub fn parted(cell: &str, longest: usize) -> Vec<String> {
    let length = |text: &str| text.encode_utf16().count();
    if length(cell) <= longest {
        return vec![cell.to_owned()];
    }
    let (mut parts, mut total): (Vec<Vec<String>>, usize) = (Vec::new(), 0);
    for measure in split(cell) {
        let own = length(&measure) + MARK;
        match parts.last_mut() {
            Some(part) if total + own <= longest => {
                part.push(measure);
                total += own;
            }
            Some(_) | None => {
                parts.push(vec![measure]);
                total = own;
            }
        }
    }
    let mut first = 1;
    let cells = parts.iter().map(|part| {
        let begins = if first <= FIRST as usize { first } else { 1 };
        first += part.len();
        numbered(begins, part)
    });
    cells.collect()
}

/// Measures each under its number, from `first` on.
fn numbered(first: usize, measures: &[String]) -> String {
    if let [only] = measures {
        let mark = format!("{first}、");
        let styles = [mark.as_str(), "（1）", "①", "一、", "99、"].map(|mark| format!("{mark}{only}"));
        let found = styles.iter().find(|cell| split(cell) == measures);
        return found.unwrap_or(&styles[0]).clone();
    }
    let lines = measures.iter().enumerate().map(|(place, measure)| format!("{}、{measure}", first + place));
    lines.collect::<Vec<_>>().join("\n")
}

/// The measures where lines begin with numbers that count on; `None` if no line begins with a number.
fn numbered_lines(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut preface = String::new();
    let mut last: Option<Marker> = None;
    for line in text.lines().map(str::trim) {
        let next = marker(line).filter(|found| found.follows(last.as_ref()));
        match (next, parts.last_mut()) {
            (Some(found), _) => {
                parts.push(std::mem::take(&mut preface) + &line[found.length..]);
                last = Some(found);
            }
            (None, Some(part)) => {
                part.push('\n');
                part.push_str(line);
            }
            (None, None) => {
                preface.push_str(line);
                preface.push('\n');
            }
        }
    }
    last.map(|_| parts)
}

/// Numbered measures run on in one paragraph: 1.……；2.……。
fn run_on(text: &str) -> Vec<String> {
    let text = one_line(text);
    let begins = |at: &usize| marker(&text[*at..]).is_some_and(|found| found.follows(None));
    let Some(start) = places(&text).find(begins) else {
        return vec![text];
    };
    let mut parts = vec![text[..start].to_owned()];
    let (mut from, mut last) = (start, None::<Marker>);
    for at in places(&text).filter(|at| *at >= start) {
        let next = marker(&text[at..]).filter(|found| found.follows(last.as_ref()));
        let Some(found) = next else { continue };
        if last.is_some() {
            parts.push(text[from..at].to_owned());
        }
        from = at + found.length;
        last = Some(found);
    }
    parts.push(text[from..].to_owned());
    let preface = parts.remove(0);
    parts[0].insert_str(0, &preface);
    parts
}

/// Where in a paragraph a number may begin a measure: at its start, after a mark, or where the sign
/// itself can only be a number.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let mut before = '。';
    text.char_indices().filter_map(move |(at, c)| {
        let open = "。；;，,：:、！!".contains(before) || before.is_whitespace();
        let sign = matches!(c, '①'..='⑳' | '（' | '(');
        before = c;
        (open || sign).then_some(at)
    })
}

/// The number a text begins with. 1.5倍 begins with none.
fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳') {
        return Some(Marker {
            style: Style::Circle, number: first as u32 - '①' as u32 + 1, length: first.len_utf8()
        });
    }
    let bracket = matches!(first, '(' | '（');
    let skip = if bracket { first.len_utf8() } else { 0 };
    let digits: String =
        text[skip..].chars().take_while(|c| fold(&c.to_string()).chars().all(|c| c.is_ascii_digit())).collect();
    let chinese: String = text[skip..].chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    let plain = !digits.is_empty();
    let word = if plain { digits } else { chinese };
    let number = number::parse(&word).filter(|n| *n < 1_000)?;
    let mut after = text[skip + word.len()..].chars();
    let (mark, next) = (after.next()?, after.next());
    let style = match (mark, bracket, plain) {
        (')' | '）', true, true) => Style::Brackets,
        (')' | '）', true, false) => Style::ChineseBrackets,
        ('.' | '．', false, true) if !next.is_some_and(|c| c.is_numeric()) => Style::Plain,
        ('、' | ')' | '）', false, true) => Style::Plain,
        ('、' | '.' | '．', false, false) => Style::Chinese,
        ('是', false, false) => Style::Is,
        _ => return None,
    };
    Some(Marker { style, number, length: skip + word.len() + mark.len_utf8() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn measures_are_split_at_numbers_lines_and_semicolons() {
        for cell in [
            "甲；乙；丙",
            "甲;乙;丙；",
            "甲\n乙\r\n丙",
            "1.甲\n2.乙\n3.丙",
            "1.甲；2.乙；3.丙",
            "1、甲；\n2、乙；\n3、丙",
            "（1）甲（2）乙（3）丙",
            "①甲②乙③丙",
            "一、甲\n二、乙\n三、丙",
            "（一）甲\n（二）乙\n（三）丙",
            "一是甲；二是乙；三是丙",
            "１．甲\n２．乙\n３．丙",
        ] {
            assert_eq!(split(cell), ["甲", "乙", "丙"], "{cell}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        assert_eq!(split("增加1.5倍，2023年完成"), ["增加1.5倍，2023年完成"]);
        assert_eq!(split("2.组织一次全面排查并建账"), ["组织一次全面排查并建账"]);
        assert_eq!(split("1.甲；其中2处；2.乙"), ["甲；其中2处", "乙"]);
        assert_eq!(split("1.甲\n5.乙\n2.丙"), ["甲5.乙", "丙"], "numbers count on");
        assert_eq!(split("119、110联动处置"), ["119、110联动处置"]);
        assert_eq!(split("如下：\n1.甲\n2.乙"), ["如下：甲", "乙"]);
        assert_eq!(split(" \u{3000}\n；"), Vec::<String>::new());
        assert_eq!(split("<img src=x onerror=alert(1)>"), ["<img src=x onerror=alert(1)>"]);
    }

    #[test]
    fn as_many_measures_as_there_can_be_are_split_again() {
        let all: Vec<String> = (1..=200).map(|number| format!("第{number}条措施")).collect();
        assert_eq!(split(&join(&all)), all);
    }

    #[test]
    fn a_cell_that_is_too_long_is_parted_between_measures_and_numbered_on() {
        let all: Vec<String> = (1..=5).map(|number| format!("第{number}条措施")).collect();
        assert_eq!(parted(&join(&all), 60), [join(&all)], "it fits");
        let cells = parted(&join(&all), 25);
        assert_eq!(cells, ["1、第1条措施\n2、第2条措施", "3、第3条措施\n4、第4条措施", "5、第5条措施"]);
        assert!(cells.iter().all(|cell| cell.encode_utf16().count() <= 25));
        assert_eq!(cells.iter().flat_map(|cell| split(cell)).collect::<Vec<_>>(), all);
    }

    #[test]
    fn a_measure_alone_keeps_what_looks_like_numbers() {
        for only in ["先做甲；2、再做乙", "甲；2、乙（2）丙②丁；二、戊", "119、110联动"] {
            assert_eq!(split(&join(&[only.to_owned()])), [only], "{only}");
        }
    }

    proptest! {
    #[test]
    fn joined_measures_split_into_the_same(measures in prop::collection::vec("[^；;\n\r\\p{C}\\s]{1,12}", 0..5)) {
        prop_assume!(measures.len() != 1 || run_on(&measures[0]).len() == 1);
        prop_assert_eq!(split(&join(&measures)), measures);
    }

        #[test]
        fn any_cell_splits(cell in "\\PC*", pieces in "[123①②（）()、.是一二\n；甲 ]{0,16}") {
            let _ = split(&cell);
            let again = split(&pieces);
            prop_assert!(again.iter().all(|m| !m.is_empty()));
        }
    }
}
