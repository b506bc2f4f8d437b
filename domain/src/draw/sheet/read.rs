//! Reads a sheet as it was written: each fact in its place, each line as long as it was. Anything else is left to `mend`.

use std::collections::BTreeSet;

use super::{END, HEAD, HEAD_BEFORE, Sheet, Shown, fold, mend};
use crate::draw::Stratum;
use crate::draw::roster::{Roster, is_salt, tidy};
use crate::kinds::Text;

/// Why a text is no sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Its beginning, its end or something between is not there.
    Incomplete,
    /// Its lines were broken elsewhere, and nobody can tell what stood there.
    Broken,
}

/// The facts in their order. `take` and `more` may come several times.
const WORDS: [&str; 11] =
    ["lines", "repeats", "roster", "take", "more", "recused", "group", "unit", "dice", "seed", "picked"];

/// Those that no sheet lacks.
pub(super) const ALWAYS: [&str; 5] = ["roster", "take", "recused", "seed", "picked"];

/// The place of the fact that this line begins, if it may come after the one at `before`.
pub(super) fn place(line: &str, before: Option<usize>) -> Option<usize> {
    let word = line.split_once(' ').map_or(line, |(word, _)| word);
    let place = WORDS.iter().position(|own| *own == word)?;
    let again = matches!(word, "take" | "more") && before == Some(place);
    (again || before.is_none_or(|before| before < place)).then_some(place)
}

pub(super) fn read(text: &str) -> Result<Sheet, Unread> {
    let lines: Vec<String> = text.lines().map(tidy).filter(|line| !line.is_empty()).collect();
    let head = lines.iter().position(|line| line == HEAD || line == HEAD_BEFORE).ok_or(Unread::Incomplete)?;
    let lines = &lines[head..];
    let end = lines.iter().position(|line| line == END);
    match end.and_then(|end| as_written(&lines[..=end])) {
        Some(sheet) => Ok(sheet),
        None => mend::read(lines),
    }
}

/// From the first line to the last.
fn as_written(lines: &[String]) -> Option<Sheet> {
    let now = lines.first()? == HEAD;
    let many = lines.get(1)?.strip_prefix("lines ").and_then(|raw| raw.parse().ok());
    if now && many != Some(lines.len()) {
        return None;
    }
    let lines = lines.iter().map(String::as_str);
    let lines = if now { fold::unfolded(lines) } else { lines.map(str::to_owned).collect() };
    let salt = lines.iter().position(|line| is_salt(line))?;
    let mut sheet = Sheet::default();
    let mut there: Vec<usize> = Vec::new();
    for line in &lines[1..salt] {
        there.push(place(line, there.last().copied())?);
        sheet.fact(line)?;
    }
    sheet.list = Some(Roster::read(&lines[salt..lines.len() - 1].join("\n")).ok()?);
    // Who wrote the form before could not say how many lines there are: a broken line may look like two whole ones.
    let named = |own: &Stratum| sheet.list.iter().any(|list| list.strata().contains(&own.name));
    let whole = sheet.more.iter().all(|more| more.len() == sheet.strata.len());
    let all = ALWAYS.iter().all(|word| there.iter().any(|own| WORDS[*own] == *word));
    (all && whole && (now || sheet.strata.iter().all(named))).then_some(sheet)
}

/// Numbers parted by spaces.
pub(super) fn numbers(raw: &str) -> Option<Vec<u16>> {
    raw.split_whitespace().map(|own| own.parse().ok()).collect()
}

impl Sheet {
    /// One fact in one line; `None` when it is not whole.
    fn fact(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "repeats" => self.repeats = numbers(rest)?,
            "roster" => self.roster = hex(rest, 64)?,
            "seed" if rest.is_empty() => {}
            "seed" => self.seed = hex(rest, 64)?,
            "take" => self.strata.push(taken(rest)?),
            "more" => self.more.push(numbers(rest)?),
            "recused" => self.recused = rising(numbers(rest)?)?,
            "picked" => self.picked = numbers(rest)?,
            "group" => self.group = Some(shown(rest)?),
            "unit" => self.unit = Some(shown(rest)?),
            "dice" => self.dice = rest.split(' ').map(|own| own.parse().ok()).collect::<Option<_>>()?,
            _ => {}
        }
        Some(())
    }
}

/// So many hex characters and nothing else.
pub(super) fn hex(raw: &str, many: usize) -> Option<String> {
    (raw.len() == many && raw.bytes().all(|own| own.is_ascii_hexdigit())).then(|| raw.to_owned())
}

pub(super) fn taken(rest: &str) -> Option<Stratum> {
    let (take, name) = rest.split_once(' ')?;
    Some(Stratum { name: Text::parse(name).ok()?, take: take.parse().ok()? })
}

/// As they are written: each more than the one before.
pub(super) fn rising(numbers: Vec<u16>) -> Option<BTreeSet<u16>> {
    let rising = numbers.windows(2).all(|two| two[0] < two[1]);
    rising.then(|| numbers.into_iter().collect())
}

fn shown(rest: &str) -> Option<Shown> {
    let mut parts = rest.splitn(3, ' ');
    let (commitment, salt) = (hex(parts.next()?, 64)?, hex(parts.next()?, 32)?);
    Some(Shown { commitment, salt, secret: parts.next()?.to_owned() })
}
