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

/// A number before a measure, and the bytes it takes.
struct Marker {
    style: Style,
    number: u32,
    length: usize,
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
        [] => String::new(),
        [only] if split(only) == measures => only.clone(),
        [only] => {
            let styles = ["1、", "（1）", "①", "一、"].map(|mark| format!("{mark}{only}"));
            let found = styles.iter().find(|cell| split(cell) == measures);
            found.unwrap_or(&styles[0]).clone()
        }
        several => {
            let lines = several.iter().enumerate().map(|(i, measure)| format!("{}、{measure}", i + 1));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// The measures where lines begin with numbers that count on; `None` if no line begins with a number.
fn numbered_lines(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut preface = String::new();
    let mut last: Option<Marker> = None;
    for line in text.lines().map(str::trim) {
        let next =
            marker(line).filter(|m| last.as_ref().is_none_or(|l| l.style == m.style && l.number + 1 == m.number));
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
    let Some(start) = places(&text).find(|at| marker(&text[*at..]).is_some()) else {
        return vec![text];
    };
    let mut parts = vec![text[..start].to_owned()];
    let (mut from, mut last) = (start, None::<Marker>);
    for at in places(&text).filter(|at| *at >= start) {
        let next = marker(&text[at..])
            .filter(|m| last.as_ref().is_none_or(|l| l.style == m.style && l.number + 1 == m.number));
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
    let number = number::parse(&word).filter(|n| *n < 100)?;
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
        assert_eq!(split("如下：\n1.甲\n2.乙"), ["如下：甲", "乙"]);
        assert_eq!(split(" \u{3000}\n；"), Vec::<String>::new());
        assert_eq!(split("<img src=x onerror=alert(1)>"), ["<img src=x onerror=alert(1)>"]);
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
