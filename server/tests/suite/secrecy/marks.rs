//! What the attacker reckons with: pieces of texts, orders, times in all the ways in which they are written.

use uuid::Uuid;

use crate::secrecy::dump::Table;

/// A time between these, in microseconds since 1970, is when somebody answered.
#[derive(Clone, Copy)]
pub struct Window {
    pub from: i64,
    pub until: i64,
}

/// Micro-, milli- and whole seconds, minutes, hours.
const SCALES: [i64; 5] = [1, 1_000, 1_000_000, 60_000_000, 3_600_000_000];

/// Pieces of a text that may be keys: letters, digits, dashes and lines, six or more.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let own = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.split(move |c| !own(c)).filter(|own| own.len() >= 6)
}

/// Rows that are new or were changed and have a time finer than a day within one of the windows: as a number, within an
/// id that carries its time, or written out.
pub fn times(before: &[Table], after: &[Table], windows: &[Window]) -> Vec<String> {
    let mut leaks = Vec::new();
    for table in after {
        let old = before.iter().find(|own| own.name == table.name);
        let new = table.rows.iter().filter(|row| old.is_none_or(|old| !old.rows.contains(row)));
        for (row, window) in new.flat_map(|row| windows.iter().map(move |window| (row, window))) {
            let found = row.iter().flat_map(|cell| tokens(cell)).find(|own| within(own, *window));
            let written = row.iter().find(|cell| dated(cell, *window));
            leaks.extend(found.map(|own| format!("time: {} has {own}", table.name)));
            leaks.extend(written.map(|own| format!("time: {} has {own:.80}", table.name)));
        }
    }
    leaks
}

fn within(token: &str, window: Window) -> bool {
    let at = |number: i64, scale: i64| number >= window.from / scale && number <= window.until / scale;
    let number = token.parse::<i64>().is_ok_and(|own| SCALES.iter().any(|scale| at(own, *scale)));
    let id = Uuid::parse_str(token).ok().filter(|own| matches!(own.get_version_num(), 1 | 6 | 7));
    // The first 48 bits of version 7 are milliseconds; ids of versions 1 and 6 carry a time whatever it is.
    number || id.is_some_and(|own| own.get_version_num() != 7 || at((own.as_u128() >> 80) as i64, 1_000))
}

/// `2023-04-20T09:…` or with a blank: the day with a time of day behind it.
fn dated(cell: &str, window: Window) -> bool {
    let day = domain::kinds::Time(window.from).day().to_string();
    ["T", " "].iter().any(|between| {
        let start = format!("{day}{between}");
        cell.find(&start).is_some_and(|at| cell[at + start.len()..].starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Spearman's: 1 where both orders are the same, -1 where one is the other backwards, about 0 by chance.
pub fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let (one, other) = (ranks(pairs.iter().map(|own| own.0)), ranks(pairs.iter().map(|own| own.1)));
    let mean = (pairs.len() as f64 - 1.0) / 2.0;
    let sum = |pairs: &mut dyn Iterator<Item = (f64, f64)>| pairs.map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    let both = sum(&mut one.iter().copied().zip(other.iter().copied()));
    let (a, b) = (sum(&mut one.iter().map(|own| (*own, *own))), sum(&mut other.iter().map(|own| (*own, *own))));
    if a * b > 0.0 { both / (a * b).sqrt() } else { 0.0 }
}

/// Equal values share the mean of their places.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let less = |own: f64| values.iter().filter(|other| **other < own).count() as f64;
    let same = |own: f64| values.iter().filter(|other| **other == own).count() as f64;
    values.iter().map(|own| less(*own) + (same(*own) - 1.0) / 2.0).collect()
}

/// As other programs write bytes in letters.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        (0..=three.len()).for_each(|place| text.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize])));
    }
    text
}
