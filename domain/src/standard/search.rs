//! How an entry of the library is found by its words, alike on both databases: what is written is cut into grams, and an
//! entry has a word when it has all grams of it, one after the other. A run of Chinese has no spaces, so its grams are each
//! character and each pair of neighbours; a run of letters or digits is one gram, in small letters.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Standard};

/// Words of one question at most; the rest is left out.
const WORDS: usize = 8;
/// Characters of one gram at most.
const LONG: usize = 40;
/// Characters shown around what was found.
const AROUND: usize = 36;

/// A gram in the title counts for so many in the text.
const TITLE: i64 = 8;

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// Written without spaces between words.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// In small letters, half-width, everything else a space: two texts that read alike become alike. Between two characters of
/// Chinese white space is none: a line that was broken in a document is still one sentence.
fn plain(raw: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let small: Vec<char> = raw.chars().map(narrow).flat_map(char::to_lowercase).collect();
    let mut kept = String::with_capacity(raw.len());
    let mut rest = small.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let gap = after.iter().take_while(|c| c.is_whitespace()).count();
        let next = after.get(gap);
        kept.push(if first.is_alphanumeric() { *first } else { ' ' });
        let joined = gap > 0 && is_han(*first) && next.is_some_and(|next| is_han(*next));
        rest = if joined { after.get(gap..).unwrap_or_default() } else { after };
    }
    kept
}

/// Runs of one kind: Chinese, or letters and digits.
fn runs(raw: &str) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut before = None;
    for c in plain(raw).chars() {
        let kind = if is_han(c) { Some(true) } else { is_letter(c).then_some(false) };
        match (kind, kind == before, runs.last_mut()) {
            (Some(_), true, Some(run)) => run.push(c),
            (Some(_), _, _) => runs.push(vec![c]),
            (None, _, _) => {}
        }
        before = kind;
    }
    runs
}

fn grams_of(run: &[char]) -> Vec<String> {
    if run.first().is_some_and(|first| is_han(*first)) {
        let single = run.iter().map(ToString::to_string);
        let pairs = run.windows(2).map(|pair| pair.iter().collect());
        single.chain(pairs).collect()
    } else {
        vec![run.iter().take(LONG).collect()]
    }
}

/// The grams of the newest version, each with its weight: how often it comes, in the title more.
#[must_use]
pub fn index(own: &Standard) -> BTreeMap<String, i64> {
    let Content { title, source, text, .. } = &own.newest().content;
    let source = source.as_ref().map(|own| own.as_str()).unwrap_or_default();
    let mut grams = BTreeMap::new();
    for (raw, weight) in [(title.as_str(), TITLE), (source, TITLE), (text.as_str(), 1)] {
        for gram in runs(raw).iter().flat_map(|run| grams_of(run)) {
            *grams.entry(gram).or_default() += weight;
        }
    }
    grams
}

/// What is asked for: the words, and the grams that an entry must all have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
    words: Vec<String>,
    pub grams: BTreeSet<String>,
}

impl Question {
    /// Words are parted by spaces and signs; `None` where there is none.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Question> {
        let runs: Vec<_> = raw.split_whitespace().flat_map(runs).take(WORDS).collect();
        // the pairs of a long run stand for its characters
        let needed = |run: &Vec<char>| {
            let all = grams_of(run);
            let pairs = run.len() > 1 && run.first().is_some_and(|first| is_han(*first));
            all.into_iter().filter(move |gram| !pairs || gram.chars().count() > 1).collect::<Vec<_>>()
        };
        let grams: BTreeSet<String> = runs.iter().flat_map(needed).collect();
        let words = runs.iter().map(|run| run.iter().collect()).collect();
        (!grams.is_empty()).then_some(Question { words, grams })
    }

    /// Does the newest version have every word, as it was asked for? Grams alone can't tell 整改措施 from 整改 and 改措 and 措施
    /// far apart.
    #[must_use]
    pub fn fits(&self, own: &Standard) -> bool {
        let Content { title, source, text, .. } = &own.newest().content;
        let source = source.as_ref().map(|own| own.as_str()).unwrap_or_default();
        let all = plain(&format!("{title} {source} {text}"));
        self.words.iter().all(|word| has(&all, word))
    }

    /// A piece of the text with what was found in it, in parts: plain, found, plain ...; the whole beginning where only the
    /// title has it.
    #[must_use]
    pub fn snippet(&self, text: &str) -> Vec<(String, bool)> {
        let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let small: Vec<char> = chars.iter().map(|c| plain_one(*c)).collect();
        let found = self.marks(&small);
        let first = found.iter().position(|own| *own).unwrap_or(0);
        let start = first.saturating_sub(AROUND / 2);
        let end = (start + AROUND * 2).min(chars.len());
        let mut parts: Vec<(String, bool)> = Vec::new();
        if start > 0 {
            parts.push(("…".to_owned(), false));
        }
        for place in start..end {
            let (Some(c), Some(own)) = (chars.get(place), found.get(place)) else { break };
            match parts.last_mut() {
                Some((part, mark)) if mark == own => part.push(*c),
                _ => parts.push((c.to_string(), *own)),
            }
        }
        if end < chars.len() {
            parts.push(("…".to_owned(), false));
        }
        parts
    }

    /// Which characters belong to a word that was asked for.
    fn marks(&self, small: &[char]) -> Vec<bool> {
        let mut found = vec![false; small.len()];
        for word in &self.words {
            let word: Vec<char> = word.chars().collect();
            for (place, window) in small.windows(word.len()).enumerate() {
                if window == word {
                    found.iter_mut().skip(place).take(word.len()).for_each(|own| *own = true);
                }
            }
        }
        found
    }
}

/// One character of a text as [`plain`] has it, so that places stay the same.
fn plain_one(c: char) -> char {
    let mut all = c.to_lowercase();
    let small = all.next().filter(|_| all.next().is_none()).unwrap_or(c);
    match u32::from(small) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(small),
        _ => small,
    }
}

/// A word of letters is found as a whole word, one of Chinese anywhere.
fn has(all: &str, word: &str) -> bool {
    if word.chars().next().is_some_and(is_han) {
        return all.contains(word);
    }
    all.split(|c: char| !is_letter(c)).any(|own| own == word)
}
