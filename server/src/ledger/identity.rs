//! Which earlier ledger a file is. A unit keeps several ledgers whose numbers begin at 1 each, and renames its files every
//! month: so a ledger is known by its rows first, by its file's name second.

use std::collections::{BTreeMap, HashSet};

use domain::issue::Issue;
use ledger::Row;

use super::said::tight;

/// An earlier ledger as a file is compared with it.
pub(super) struct Earlier<'a> {
    /// Its name; `None` for a list that this platform exported, which has our own numbers.
    pub name: Option<String>,
    pub lines: Vec<(u32, &'a Issue)>,
}

impl Earlier<'_> {
    /// How many rows agree in number and title; a row without a number agrees by its title.
    fn agreement(&self, rows: &[Row]) -> usize {
        let lines: HashSet<(u32, String)> =
            self.lines.iter().map(|(number, issue)| (*number, tight(issue.title.as_str()))).collect();
        let titles: HashSet<&String> = lines.iter().map(|(_, title)| title).collect();
        let agrees = |row: &&Row| {
            let title = tight(&row.title);
            match row.number {
                Some(number) => lines.contains(&(number, title)),
                None => titles.contains(&title),
            }
        };
        rows.iter().filter(agrees).count()
    }
}

/// Finds the ledger; an empty one of the given name if there is none. A name that the person gave is not questioned.
pub(super) fn find<'a>(rows: &[Row], issues: &'a [Issue], name: &str, given: bool) -> (Earlier<'a>, bool) {
    let mut ledgers = ledgers(issues);
    let same_name = ledgers.iter().position(|earlier| earlier.name.as_deref() == Some(name));
    let likest = if given { None } else { likest(&ledgers, rows, name) };
    match likest.or(same_name) {
        Some(place) => (ledgers.swap_remove(place), true),
        None => (Earlier { name: Some(name.to_owned()), lines: Vec::new() }, false),
    }
}

/// What was brought in by mistake and taken back is no row of any: the mended file brings it in anew.
fn ledgers(issues: &[Issue]) -> Vec<Earlier<'_>> {
    let mut named: BTreeMap<&str, Vec<(u32, &Issue)>> = BTreeMap::new();
    let meant = || issues.iter().filter(|issue| !issue.never_meant());
    for issue in meant() {
        if let Some(ledger) = &issue.ledger {
            named.entry(ledger.name.as_str()).or_default().push((ledger.number, issue));
        }
    }
    let named = named.into_iter().map(|(name, lines)| Earlier { name: Some(name.to_owned()), lines });
    let ours = Earlier { name: None, lines: meant().map(|issue| (issue.number, issue)).collect() };
    named.chain([ours]).collect()
}

/// The ledger with which most rows agree, if they are at least half; among equals the one of this name, then a unit's own.
fn likest(ledgers: &[Earlier<'_>], rows: &[Row], name: &str) -> Option<usize> {
    let found = ledgers.iter().enumerate().map(|(place, earlier)| (place, earlier, earlier.agreement(rows)));
    let enough = found.filter(|(_, _, agree)| *agree > 0 && agree * 2 >= rows.len());
    enough
        .max_by_key(|(_, own, agree)| (*agree, own.name.as_deref() == Some(name), own.name.is_some()))
        .map(|one| one.0)
}
