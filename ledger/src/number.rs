//! The running number of an issue, in any style units write it: 3, ３, 三, （三）, 第3项, ③, 十二.

use crate::text::tight;

/// Largest number taken for a running number; more digits are something else (a code, a telephone).
const LARGEST: u32 = 999_999;

/// The number a text stands for, 1 to 999,999; `None` if it is not one.
pub fn parse(text: &str) -> Option<u32> {
    let tight = tight(text);
    let bare = tight
        .trim_start_matches(['第', '(', '[', '【', '〔'])
        .trim_start_matches("问题")
        .trim_end_matches(['、', '.', '。', ',', ':'])
        .trim_end_matches([')', ']', '】', '〕'])
        .trim_end_matches(['项', '条', '号', '个', '题']);
    let number = digits(bare).or_else(|| enclosed(bare)).or_else(|| chinese(bare))?;
    (1..=LARGEST).contains(&number).then_some(number)
}

fn digits(text: &str) -> Option<u32> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if whole.is_empty() || whole.len() > 9 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok()
}

/// One character that holds a number: ① to ㊿, ⑴, ⒈, ㈠, ㊀.
fn enclosed(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let c = chars.next()?;
    if chars.next().is_some() {
        return None;
    }
    let blocks = [
        ('①', '⑳', 1),
        ('㉑', '㉟', 21),
        ('㊱', '㊿', 36),
        ('⑴', '⒇', 1),
        ('⒈', '⒛', 1),
        ('㈠', '㈩', 1),
        ('㊀', '㊉', 1),
    ];
    let (first, _, base) = blocks.into_iter().find(|(a, z, _)| (*a..=*z).contains(&c))?;
    Some(c as u32 - first as u32 + base)
}

/// A number in Chinese numerals up to 99,999: 三, 十二, 二十, 一百零五, or digit by digit 二〇二三.
pub(crate) fn chinese(text: &str) -> Option<u32> {
    let positional = text.chars().map(numeral).collect::<Option<Vec<u32>>>();
    match positional {
        Some(digits) if !digits.is_empty() && digits.len() <= 5 => {
            Some(digits.into_iter().fold(0, |sum, d| sum * 10 + d))
        }
        Some(_) => None,
        None => with_units(text),
    }
}

fn with_units(text: &str) -> Option<u32> {
    let (mut sum, mut digit, mut last) = (0u32, None, u32::MAX);
    for c in text.chars() {
        if let Some(value) = numeral(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            digit = Some(value);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        sum += digit.filter(|d| *d != 0).unwrap_or(1) * unit;
        (digit, last) = (None, unit);
    }
    Some(sum + digit.unwrap_or(0))
}

/// The value of one Chinese numeral 〇 to 九.
pub(crate) fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_style_of_number_is_read() {
        for (text, number) in [
            ("3", 3),
            ("３", 3),
            ("三", 3),
            ("（三）", 3),
            ("第3项", 3),
            ("第 三 条", 3),
            ("③", 3),
            ("⑶", 3),
            ("⒊", 3),
            ("㈢", 3),
            ("㉑", 21),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("九十九", 99),
            ("一百零五", 105),
            ("一百二十", 120),
            ("3、", 3),
            ("3.", 3),
            ("3.0", 3),
            ("问题3", 3),
            ("\u{3000}20 ", 20),
            ("【7】", 7),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "合计", "0", "三三十", "十十", "3.5", "-3", "1-2", "12345678901", "注：", "甲", "第项"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
