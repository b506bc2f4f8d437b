//! The attacker: has every table, backup, file and log, knows the codes on all slips in the order in which they were printed, and
//! in which order they were handed in. Looks for anything that says more of a slip than "one of all answers".

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::hex;
use sha2::{Digest as _, Sha256};

use crate::secrecy::dump::Table;
use crate::secrecy::marks::{base64, correlation, tokens};

/// Rows that share a value which no more rows than these have are taken to belong together.
const RARE: usize = 6;
/// What is shorter is no key: places of rows and small numbers are shared by chance.
const KEY: usize = 6;
/// Orders that are alike; of forty things by chance once in millions of times.
const ALIKE: f64 = 0.75;
/// Of fewer rows an order tells nothing.
const ENOUGH: usize = 8;

/// One slip, as who printed and filled it in knows it.
pub struct Slip {
    pub code: String,
    /// When it was handed in, counted from 0, and the words on it, which nobody else wrote.
    pub said: Option<(usize, String)>,
}

type Set = BTreeSet<usize>;

/// Everything that may stand for a slip: its code as printed, without dashes, cut short, and what is computed from each.
fn marks(code: &str) -> Vec<String> {
    let plain = code.replace('-', "");
    let mut marks = vec![code[..9].to_owned(), plain[..8].to_owned(), plain[..8].to_lowercase(), code[20..].to_owned()];
    let forms = [code, &plain, &code.to_lowercase(), &plain.to_lowercase(), &code[..9], &plain[..8], &plain[..4]];
    for form in forms {
        let sum = Sha256::digest(form);
        marks.extend([hex(&sum)[..16].to_owned(), base64(&sum)[..12].to_owned()]);
        marks.push(hex(&Sha256::digest(sum))[..16].to_owned());
    }
    marks
}

/// What was found out about rows of one table.
struct Seen<'a> {
    table: &'a Table,
    row: &'a [String],
    slips: Set,
    answers: Set,
}

pub struct Attacker<'a> {
    slips: &'a [Slip],
    marks: Vec<Vec<String>>,
    used: Set,
}

impl<'a> Attacker<'a> {
    pub fn new(slips: &'a [Slip]) -> Attacker<'a> {
        let used = (0..slips.len()).filter(|own| slips[*own].said.is_some()).collect();
        Attacker { slips, marks: slips.iter().map(|own| marks(&own.code)).collect(), used }
    }

    /// The slips that stand in a text, by any of their marks.
    fn slips_in(&self, text: &str) -> Set {
        (0..self.slips.len()).filter(|own| self.marks[*own].iter().any(|mark| text.contains(mark))).collect()
    }

    fn answers_in(&self, text: &str) -> Set {
        self.used.iter().copied().filter(|own| text.contains(self.words(*own))).collect()
    }

    fn words(&self, slip: usize) -> &str {
        self.slips[slip].said.as_ref().map_or("", |own| own.1.as_str())
    }

    /// Neither slips nor words belong into a text such as a log.
    pub fn text(&self, name: &str, text: &str) -> Vec<String> {
        let told = |what: &str, found: Set| (!found.is_empty()).then(|| format!("log: {name} has {what} of {found:?}"));
        [told("codes", self.slips_in(text)), told("words", self.answers_in(text))].into_iter().flatten().collect()
    }

    /// Everything that rows tell.
    pub fn tables(&self, tables: &[Table]) -> Vec<String> {
        let seen: Vec<Seen> = tables.iter().flat_map(|table| self.seen(table)).collect();
        let mut leaks = self.in_one_row(&seen);
        leaks.extend(self.by_value(&seen));
        leaks.extend(self.by_steps(&seen));
        tables.iter().for_each(|table| leaks.extend(self.by_order(table, &seen)));
        leaks
    }

    fn seen<'b>(&self, table: &'b Table) -> Vec<Seen<'b>> {
        let seen = table.rows.iter().map(|row| {
            let text = row.join("\n");
            Seen { table, row, slips: self.slips_in(&text), answers: self.answers_in(&text) }
        });
        seen.collect()
    }

    /// All that were handed in, with all that was said: no slip has an answer of its own there.
    fn whole(&self, slips: &Set, answers: &Set) -> bool {
        slips.is_superset(&self.used) && *answers == self.used
    }

    fn joins(&self, slips: &Set, answers: &Set) -> bool {
        !slips.is_empty() && !answers.is_empty() && !self.whole(slips, answers)
    }

    fn in_one_row(&self, seen: &[Seen]) -> Vec<String> {
        let mut leaks = Vec::new();
        for own in seen {
            if self.joins(&own.slips, &own.answers) {
                leaks.push(format!("row: {} has slips {:?} with answers {:?}", own.table.name, own.slips, own.answers));
            }
            let text = own.row.join("\n");
            let (slips, answers) = (self.placed(&own.slips, &text), self.places(&own.answers, &text));
            for (what, places) in [("slips", &slips), ("answers", &answers)] {
                leaks.extend(self.ordered(&format!("{}: {what} within a row", own.table.name), places));
            }
            let both: Vec<(f64, f64)> =
                slips.iter().filter_map(|(slip, at)| Some((*at, *answers.get(slip)?))).collect();
            if alike(&both) {
                leaks.push(format!("order: {}: slips and answers in one row are in the same order", own.table.name));
            }
        }
        leaks
    }

    /// Where each slip stands in a text.
    fn placed(&self, slips: &Set, text: &str) -> BTreeMap<usize, f64> {
        let at = |own: &usize| self.marks[*own].iter().filter_map(|mark| text.find(mark.as_str())).min();
        slips.iter().filter_map(|own| Some((*own, at(own)? as f64))).collect()
    }

    fn places(&self, answers: &Set, text: &str) -> BTreeMap<usize, f64> {
        answers.iter().filter_map(|own| Some((*own, text.find(self.words(*own))? as f64))).collect()
    }

    /// Any one value that rows with slips and rows with answers share.
    fn by_value(&self, seen: &[Seen]) -> Vec<String> {
        let mut shared: BTreeMap<String, (Set, Set)> = BTreeMap::new();
        for own in seen.iter().filter(|own| !own.slips.is_empty() || !own.answers.is_empty()) {
            for value in values(own.row) {
                let (slips, answers) = shared.entry(value).or_default();
                slips.extend(&own.slips);
                answers.extend(&own.answers);
            }
        }
        let joined = shared.into_iter().filter(|(_, (slips, answers))| self.joins(slips, answers));
        joined.map(|(value, (slips, answers))| format!("join: {value} joins {slips:?} with {answers:?}")).collect()
    }

    /// The same over several tables, from one rare value to the next.
    fn by_steps(&self, seen: &[Seen]) -> Vec<String> {
        let seen: Vec<&Seen> = seen.iter().filter(|own| !self.whole(&own.slips, &own.answers)).collect();
        let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, own) in seen.iter().enumerate() {
            let keys = values(own.row).into_iter().filter(|value| value.len() >= KEY);
            keys.for_each(|value| rows.entry(value).or_default().push(place));
        }
        let mut group: Vec<usize> = (0..seen.len()).collect();
        for together in rows.values().filter(|rows| rows.len() <= RARE) {
            let first = top(&mut group, together[0]);
            for place in together {
                let other = top(&mut group, *place);
                group[other] = first;
            }
        }
        let mut found: BTreeMap<usize, (Set, Set)> = BTreeMap::new();
        for (place, own) in seen.iter().enumerate() {
            let (slips, answers) = found.entry(top(&mut group, place)).or_default();
            slips.extend(&own.slips);
            answers.extend(&own.answers);
        }
        let joined = found.values().filter(|(slips, answers)| self.joins(slips, answers));
        joined.map(|(slips, answers)| format!("join: by steps, {slips:?} with {answers:?}")).collect()
    }

    /// Rows of one slip or one answer each: neither their places nor any column may follow the order of printing or of answering.
    fn by_order<'b>(&self, table: &Table, seen: &'b [Seen<'b>]) -> Vec<String> {
        let mut leaks = Vec::new();
        let own = || seen.iter().filter(|own| std::ptr::eq(own.table, table)).enumerate();
        for what in ["slips", "answers"] {
            let of = |own: &'b Seen<'b>| if what == "slips" { &own.slips } else { &own.answers };
            let mut rows: Vec<(usize, f64, &[String])> = Vec::new();
            own().filter(|(_, own)| of(own).len() == 1).for_each(|(place, own)| {
                rows.extend(of(own).first().map(|slip| (*slip, place as f64, own.row)));
            });
            let places = rows.iter().map(|(slip, place, _)| (*slip, *place)).collect();
            leaks.extend(self.ordered(&format!("{}: places of {what}", table.name), &places));
            for (at, column) in table.columns.iter().enumerate() {
                let mut sorted: Vec<(i64, &str)> = rows.iter().map(|own| key(&own.2[at])).collect();
                sorted.sort_unstable();
                sorted.dedup();
                let place = |row: &[String]| sorted.binary_search(&key(&row[at])).unwrap_or_default() as f64;
                let places = rows.iter().map(|(slip, _, row)| (*slip, place(row))).collect();
                leaks.extend(self.ordered(&format!("{}.{column} of {what}", table.name), &places));
            }
        }
        leaks
    }

    /// Whether things of slips lie as the slips were printed, or as they were handed in.
    fn ordered(&self, name: &str, places: &BTreeMap<usize, f64>) -> Vec<String> {
        let printed: Vec<(f64, f64)> = places.iter().map(|(slip, at)| (*at, *slip as f64)).collect();
        let turn = |slip: &usize| self.slips[*slip].said.as_ref().map(|own| own.0 as f64);
        let used: Vec<(f64, f64)> = places.iter().filter_map(|(slip, at)| Some((*at, turn(slip)?))).collect();
        let told = |pairs: &[(f64, f64)], as_what: &str| alike(pairs).then(|| format!("order: {name}, as {as_what}"));
        [told(&printed, "printed"), told(&used, "handed in")].into_iter().flatten().collect()
    }
}

fn alike(pairs: &[(f64, f64)]) -> bool {
    pairs.len() >= ENOUGH && correlation(pairs).abs() > ALIKE
}

/// By number where it is one, otherwise by text.
fn key(cell: &str) -> (i64, &str) {
    cell.parse().map_or((i64::MAX, cell), |number| (number, ""))
}

/// Whole cells, and what stands in them.
fn values(row: &[String]) -> BTreeSet<String> {
    let cells = row.iter().filter(|cell| !cell.is_empty() && cell.len() < 100).cloned();
    cells.chain(row.iter().flat_map(|cell| tokens(cell)).map(str::to_owned)).collect()
}

fn top(group: &mut [usize], mut place: usize) -> usize {
    while group[place] != place {
        group[place] = group[group[place]];
        place = group[place];
    }
    place
}
