//! The arithmetic of a draw: plain SHA-256 over plain texts, so that `sha256sum` can do every step again.
//! `docs/draw.md` writes it down with an example that `tests` recompute.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Pick;
use crate::entry::hex;

/// SHA-256 of exactly this text, in lower-case hex.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// What a side reveals, as one line: salt, a space, secret.
#[must_use]
pub fn line(salt: &str, secret: &str) -> String {
    format!("{salt} {secret}")
}

/// What a side commits to before anybody shows anything.
#[must_use]
pub fn commitment(salt: &str, secret: &str) -> String {
    sha256(&line(salt, secret))
}

/// The throws in order, parted by spaces: `3 5 5 1 6 2`.
#[must_use]
pub fn dice(throws: &[u8]) -> String {
    throws.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")
}

/// The roster's hash and below it what was revealed (the group's line, the unit's line) or the dice, a line each,
/// without a line break at the end.
#[must_use]
pub fn seed(roster: &str, shown: &[String]) -> String {
    sha256(&format!("{roster}\n{}", shown.join("\n")))
}

/// Where a number stands: the smaller, the earlier.
#[must_use]
pub fn key(seed: &str, number: u16) -> String {
    sha256(&format!("{seed} {number}"))
}

/// The numbers of one stratum, from 1.
pub fn members(strata: &[u8], place: usize) -> impl Iterator<Item = u16> + '_ {
    let numbered = (1_u16..).zip(strata);
    numbered.filter(move |(_, own)| usize::from(**own) == place).map(|(number, _)| number)
}

/// For each of `many` strata all its numbers in the order in which they are drawn; recused ones are passed over.
#[must_use]
pub fn orders(seed: &str, strata: &[u8], many: usize, recused: &BTreeSet<u16>) -> Vec<Vec<u16>> {
    let order = |place| {
        let eligible = members(strata, place).filter(|number| !recused.contains(number));
        let mut keyed: Vec<(String, u16)> = eligible.map(|number| (key(seed, number), number)).collect();
        keyed.sort();
        keyed.into_iter().map(|(_, number)| number).collect()
    };
    (0..many).map(order).collect()
}

/// Round by round, stratum by stratum, the next of each order. A stratum with too few gives what it has.
#[must_use]
pub fn picks(orders: &[Vec<u16>], rounds: &[Vec<u16>]) -> Vec<Pick> {
    let mut orders: Vec<_> = orders.iter().map(|order| order.iter().copied()).collect();
    let mut picks = Vec::new();
    for (round, takes) in (0_u8..).zip(rounds) {
        for (stratum, (order, take)) in (0_u8..).zip(orders.iter_mut().zip(takes)) {
            let next = order.by_ref().take(usize::from(*take));
            picks.extend(next.map(|number| Pick { number, stratum, round }));
        }
    }
    picks
}

#[cfg(test)]
mod tests;
