//! Reads a sheet whose lines were broken elsewhere on its way: by a printer, a mail, a phone. Whether a space stood where a line
//! was broken can't be seen, but the hashes of the sheet tell. What comes out fits in everything, or nothing comes out: a sheet
//! that was only broken is never told to be wrong.

use super::fold::MARK;
use super::read::{ALWAYS, Unread, hex, numbers, place, rising, taken};
use super::{END, HEAD, Sheet, Shown, pick};
use crate::draw::Stratum;
use crate::draw::roster::{Entry, Roster, is_salt};
use crate::kinds::Text;

/// Where a line was broken; stands in no sheet otherwise.
const GAP: char = '\n';
/// So many breaks of which nobody knows whether they were spaces are tried in every way.
const TRIED: usize = 8;

pub(super) fn read(lines: &[String]) -> Result<Sheet, Unread> {
    let now = lines.first().is_some_and(|line| line == HEAD);
    let mut text = String::new();
    for line in lines.iter().skip(1) {
        match line.strip_prefix(MARK).filter(|_| now) {
            Some(more) => text.push_str(more),
            None => text.extend([GAP.to_string().as_str(), line]),
        }
    }
    let text = &text[..end(&text).ok_or(Unread::Incomplete)?];
    let facts = facts(text).ok_or(Unread::Incomplete)?;
    let (picked, salt, entries) = parted(facts.last().map_or("", |own| own.1.as_str())).ok_or(Unread::Incomplete)?;
    mended(&facts, &picked, &salt, &entries).ok_or(Unread::Broken)
}

/// Where the last line begins, broken or not.
fn end(text: &str) -> Option<usize> {
    let wanted = plain(END);
    let begins = |at: &usize| {
        let rest = text[*at..].chars().filter(|own| !own.is_whitespace());
        rest.take(wanted.len()).eq(wanted.chars())
    };
    text.match_indices(GAP).map(|(at, _)| at).find(begins)
}

/// Without spaces and breaks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The facts with what follows each: a line that begins none, or none in its turn, goes on from the one before. With the last
/// comes the roster.
fn facts(text: &str) -> Option<Vec<(&str, String)>> {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let mut before = None;
    for line in text.split(GAP).filter(|line| !line.is_empty()) {
        match (place(line, before), facts.last_mut()) {
            (Some(here), _) => {
                let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
                facts.push((word, rest.to_owned()));
                before = Some(here);
            }
            (None, last) => last?.1.extend([GAP.to_string().as_str(), line]),
        }
    }
    ALWAYS.iter().all(|word| facts.iter().any(|own| own.0 == *word)).then_some(facts)
}

/// The last fact, the salt, and the cells of the entries, with the breaks in them. No cell has a `|`, and which number follows
/// is known, so nothing else can be taken for them.
fn parted(tail: &str) -> Option<(String, String, Vec<[String; 3]>)> {
    let (head, body) = tail.split_at(tail.find('|')?);
    let (head, salt) = before(head, "1").and_then(|head| {
        let salt: String = plain(head).chars().rev().take(64).collect::<Vec<_>>().into_iter().rev().collect();
        Some((before(head, &salt)?.to_owned(), salt))
    })?;
    let cells: Vec<&str> = body[1..].split('|').collect();
    let many = cells.len() / 3;
    let mut entries = Vec::new();
    for (number, own) in (2..).zip(cells.chunks(3)) {
        let [stratum, name, note] = own else { return None };
        // the note ends where the next number begins
        let note = if number <= many { broken_off(before(note, &number.to_string())?)? } else { note };
        entries.push([stratum, name, note].map(|cell| cell.trim().to_owned()));
    }
    is_salt(&salt).then_some((head, salt, entries))
}

/// What stands before this, at the end of a text, however it is broken.
fn before<'a>(text: &'a str, last: &str) -> Option<&'a str> {
    let mut text = text;
    for own in last.chars().rev() {
        text = text.trim_end().strip_suffix(own)?;
    }
    Some(text)
}

/// The number began a line of its own.
fn broken_off(note: &str) -> Option<&str> {
    (note.is_empty() || note.trim_end_matches(' ').ends_with(GAP)).then_some(note)
}

fn mended(facts: &[(&str, String)], picked: &str, salt: &str, entries: &[[String; 3]]) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    for (word, rest) in facts {
        match *word {
            "roster" => sheet.roster = hex(&plain(rest), 64)?,
            "seed" if !rest.is_empty() => sheet.seed = hex(&plain(rest), 64)?,
            "group" => sheet.group = Some(shown(rest)?),
            "unit" => sheet.unit = Some(shown(rest)?),
            "dice" => {
                sheet.dice = plain(rest).chars().map(|own| own.to_string().parse().ok()).collect::<Option<_>>()?
            }
            "repeats" => sheet.repeats = numbers(rest)?,
            _ => {}
        }
    }
    let list = roster(&sheet.roster, salt, entries)?;
    let of = |word: &'static str| facts.iter().filter(move |own| own.0 == word).map(|own| own.1.as_str());
    sheet.strata = of("take").map(|rest| stratum(rest, &list)).collect::<Option<_>>()?;
    sheet.list = Some(list);
    let more: Vec<Vec<Vec<u16>>> = of("more").map(lists).collect();
    let mut found: Vec<Sheet> = Vec::new();
    for recused in lists(of("recused").next()?) {
        for more in all(&more) {
            let Some(recused) = rising(recused.clone()) else { continue };
            let mut own = Sheet { recused, more, ..sheet.clone() };
            if own.fits(picked) && !found.contains(&own) {
                found.push(own);
            }
        }
    }
    // Two that fit: nobody can tell which was printed.
    found.pop().filter(|_| found.is_empty())
}

impl Sheet {
    /// Takes the picks that follow, if they are the ones that stand there and everything else fits as well.
    fn fits(&mut self, picked: &str) -> bool {
        let size = self.list.as_ref().map_or(0, |list| list.entries.len());
        let there = self.recused.iter().all(|own| (1..=size).contains(&usize::from(*own)));
        let whole = self.more.iter().all(|more| more.len() == self.strata.len());
        if !there || !whole {
            return false;
        }
        self.picked =
            if self.seed.is_empty() { Vec::new() } else { self.picks().iter().map(|own| own.number).collect() };
        let wanted = self.picked.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
        same(picked.trim(), &wanted) && self.check().iter().all(|own| own.fits)
    }
}

/// Is this that text, where a break may stand for a space or for nothing?
fn same(broken: &str, whole: &str) -> bool {
    let mut whole = whole.chars().peekable();
    for own in broken.chars() {
        let next = whole.next_if(|next| if own == GAP { *next == ' ' } else { *next == own });
        if next.is_none() && own != GAP {
            return false;
        }
    }
    whole.next().is_none()
}

/// The text with its breaks filled in: first as Chinese and other words are broken, then with nothing, with spaces, and, where
/// they are few, in every way.
fn fills(text: &str) -> impl Iterator<Item = String> + '_ {
    let gaps = text.matches(GAP).count();
    let chars: Vec<char> = text.chars().collect();
    let latin = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|own| *own < '\u{2e80}' && *own != '|');
    let usual: Vec<bool> = (0..chars.len())
        .filter(|at| chars[*at] == GAP)
        .map(|at| latin(at.checked_sub(1)) && latin(Some(at + 1)))
        .collect();
    let every = if gaps <= TRIED { 1_usize << gaps } else { 0 };
    let ways = [usual, vec![false; gaps], vec![true; gaps]].into_iter();
    let ways = ways.chain((0..every).map(move |way| (0..gaps).map(|gap| way >> gap & 1 == 1).collect()));
    ways.map(move |way| {
        let mut way = way.into_iter();
        let fill = |own: char| if own == GAP { way.next().unwrap_or(false).then_some(' ') } else { Some(own) };
        text.chars().filter_map(fill).collect()
    })
}

/// The roster that has this hash.
fn roster(hash: &str, salt: &str, entries: &[[String; 3]]) -> Option<Roster> {
    let text = entries.iter().map(|own| own.join("|")).collect::<Vec<_>>().join("|");
    let made = |filled: String| {
        let cells: Vec<&str> = filled.split('|').collect();
        let entries = cells.chunks(3).map(|own| Entry::parse(own.first()?, own.get(1)?, own.get(2)?).ok());
        let list = Roster::new(Text::parse(salt).ok()?, entries.collect::<Option<_>>()?).ok()?;
        (list.hash() == hash).then_some(list)
    };
    fills(&text).find_map(made)
}

/// What was shown for a commitment: the one that fits it.
fn shown(rest: &str) -> Option<Shown> {
    let mut hashes = String::new();
    let mut end = 0;
    for (at, own) in rest.char_indices().filter(|own| !own.1.is_whitespace()).take(64 + 32) {
        hashes.push(own);
        end = at + own.len_utf8();
    }
    let hashes = hex(&hashes, 64 + 32)?;
    let (commitment, salt) = hashes.split_at(64);
    let secret = fills(rest[end..].trim()).find(|own| pick::commitment(salt, own) == commitment)?;
    Some(Shown { commitment: commitment.to_owned(), salt: salt.to_owned(), secret })
}

/// How many from which stratum of the roster.
fn stratum(rest: &str, list: &Roster) -> Option<Stratum> {
    if !rest.contains(GAP) {
        return taken(rest);
    }
    let whole = plain(rest);
    let of = |name: &crate::draw::roster::StratumName| {
        let take = whole.strip_suffix(plain(name.as_str()).as_str())?;
        Some(Stratum { take: take.parse().ok()?, name: name.clone() })
    };
    let mut found = list.strata().iter().filter_map(of).collect::<Vec<_>>();
    found.pop().filter(|_| found.is_empty())
}

/// Each list of numbers that this may be.
fn lists(rest: &str) -> Vec<Vec<u16>> {
    let mut lists: Vec<Vec<u16>> = Vec::new();
    for own in fills(rest).filter_map(|own| numbers(&own)) {
        if !lists.contains(&own) {
            lists.push(own);
        }
    }
    lists
}

/// One of each, in every way.
fn all(of: &[Vec<Vec<u16>>]) -> Vec<Vec<Vec<u16>>> {
    of.iter().fold(vec![Vec::new()], |ways, lists| {
        let longer =
            ways.iter().flat_map(|way| lists.iter().map(|own| [way.as_slice(), std::slice::from_ref(own)].concat()));
        longer.take(1 << TRIED).collect()
    })
}
