//! All data of a draw as one plain text: what is printed, downloaded, and pasted into *check it yourself*. Checking it
//! looks at nothing else. One `word value` line for each fact, then the roster's text; none longer than paper is wide
//! (`sheet/fold.rs`). `sheet/read.rs` reads it back, `sheet/mend.rs` what was broken into other lines on its way.

mod fold;
mod mend;
mod read;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::roster::{Roster, StratumName};
use super::{Draw, Pick, Stratum, pick};

pub use fold::WIDTH;
pub use read::Unread;

/// The first line: which form this is.
pub const HEAD: &str = "xundao draw 2";
/// The form before: without the number of lines, and with lines of any length, which printers broke.
pub const HEAD_BEFORE: &str = "xundao draw 1";

/// The last line: what follows, as the algorithm in a downloaded file, belongs to no roster.
pub const END: &str = "end xundao draw";

/// A commitment and what was shown for it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shown {
    pub commitment: String,
    pub salt: String,
    pub secret: String,
}

/// A draw as anybody can check it. What is claimed and what it follows from are kept apart.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Earlier draws of the unit that this one may have been made to replace: the how manieth each was. Told, not checked.
    #[serde(default)]
    pub repeats: Vec<u16>,
    pub roster: String,
    pub recused: BTreeSet<u16>,
    pub group: Option<Shown>,
    pub unit: Option<Shown>,
    pub dice: Vec<u8>,
    pub strata: Vec<Stratum>,
    pub more: Vec<Vec<u16>>,
    pub seed: String,
    pub picked: Vec<u16>,
    /// The frozen roster, where the reader may have it.
    pub list: Option<Roster>,
    /// Which stratum each number is in: from the journal, for who may not have the roster.
    pub members: Vec<u8>,
}

/// What a check looks at, in the order of the steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Claim {
    /// The roster's text has the hash that was shown when it was frozen.
    Roster,
    /// What the group showed fits its commitment.
    Group,
    /// What the unit showed fits its commitment.
    Unit,
    /// The seed follows from roster and reveals, or dice.
    Seed,
    /// Nobody recused was drawn.
    Recused,
    /// The picks and their order follow from seed and roster.
    Picks,
}

/// How one claim came out; a claim that can't be checked from what is there is left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    pub claim: Claim,
    pub fits: bool,
}

impl Sheet {
    /// The draw as the journal knows it, with the roster where the reader may have it.
    #[must_use]
    pub fn of(draw: &Draw, list: Option<Roster>) -> Sheet {
        let shown = |hand: &super::Hand| {
            let reveal = hand.reveal.as_ref()?;
            let commitment = hand.commitment.as_ref().map(|(hash, _)| hash.to_string()).unwrap_or_default();
            Some(Shown { commitment, salt: reveal.salt.to_string(), secret: reveal.secret.to_string() })
        };
        Sheet {
            repeats: Vec::new(),
            roster: draw.roster.as_ref().map(|own| own.hash.to_string()).unwrap_or_default(),
            recused: draw.recused(),
            group: shown(&draw.group),
            unit: shown(&draw.witness),
            dice: draw.group.dice.as_ref().map(|(dice, _)| dice.clone()).unwrap_or_default(),
            strata: draw.plan.strata.clone(),
            more: draw.extensions.iter().map(|own| own.more.clone()).collect(),
            seed: draw.seed.as_ref().map(ToString::to_string).unwrap_or_default(),
            picked: draw.picks().iter().map(|own| own.number).collect(),
            members: draw.roster.as_ref().map(|own| own.strata.clone()).unwrap_or_default(),
            list,
        }
    }

    /// The stratum of each number: the roster's own word where it is there.
    fn members(&self) -> Vec<u8> {
        let Some(list) = &self.list else { return self.members.clone() };
        let names: Vec<&StratumName> = self.strata.iter().map(|own| &own.name).collect();
        let place = |name: &StratumName| names.iter().position(|own| *own == name).and_then(|at| u8::try_from(at).ok());
        list.entries.iter().map(|entry| place(&entry.stratum).unwrap_or(u8::MAX)).collect()
    }

    /// How many from each stratum, round by round.
    fn rounds(&self) -> Vec<Vec<u16>> {
        let first = self.strata.iter().map(|own| own.take).collect();
        std::iter::once(first).chain(self.more.iter().cloned()).collect()
    }

    /// The picks that follow from seed and roster.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        let orders = pick::orders(&self.seed, &self.members(), self.strata.len(), &self.recused);
        pick::picks(&orders, &self.rounds())
    }

    /// Does everything again. Empty where there is nothing to check.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let fits = |own: &Shown| pick::commitment(&own.salt, &own.secret) == own.commitment;
        let line = |own: &Shown| pick::line(&own.salt, &own.secret);
        let shown = match (&self.group, &self.unit) {
            (Some(group), Some(unit)) => vec![line(group), line(unit)],
            (Some(_) | None, Some(_) | None) => vec![pick::dice(&self.dice)],
        };
        let drawn = !self.seed.is_empty();
        let seed = pick::seed(&self.roster, &shown) == self.seed;
        let picked: Vec<u16> = self.picks().iter().map(|own| own.number).collect();
        let all = [
            (Claim::Roster, self.list.as_ref().map(|list| list.hash() == self.roster)),
            (Claim::Group, self.group.as_ref().map(fits)),
            (Claim::Unit, self.unit.as_ref().map(fits)),
            (Claim::Seed, drawn.then_some(seed)),
            (Claim::Recused, drawn.then_some(self.picked.iter().all(|own| !self.recused.contains(own)))),
            (Claim::Picks, drawn.then_some(picked == self.picked)),
        ];
        all.into_iter().filter_map(|(claim, fits)| fits.map(|fits| Finding { claim, fits })).collect()
    }

    /// The text that is printed and downloaded.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines().iter().flat_map(|line| fold::folded(line)).collect();
        // With the first, the one that says it, and the last.
        let many = lines.len() + 3;
        let list = self.list.as_ref().map(|list| list.text().lines().flat_map(fold::folded).collect::<Vec<_>>());
        let list = list.unwrap_or_default();
        format!("{HEAD}\nlines {}\n{}\n\n{}\n{END}\n", many + list.len(), lines.join("\n"), list.join("\n"))
    }

    /// One for each fact, as they would be on paper of any width.
    fn lines(&self) -> Vec<String> {
        let numbers = |word: &str, all: &[u16]| {
            let all = all.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
            format!("{word} {all}").trim_end().to_owned()
        };
        let mut lines = Vec::new();
        if !self.repeats.is_empty() {
            lines.push(numbers("repeats", &self.repeats));
        }
        lines.push(format!("roster {}", self.roster));
        lines.extend(self.strata.iter().map(|own| format!("take {} {}", own.take, own.name)));
        lines.extend(self.more.iter().map(|more| numbers("more", more)));
        lines.push(numbers("recused", &self.recused.iter().copied().collect::<Vec<_>>()));
        for (word, shown) in [("group", &self.group), ("unit", &self.unit)] {
            let line = |own: &Shown| format!("{word} {} {} {}", own.commitment, own.salt, own.secret);
            lines.extend(shown.as_ref().map(line));
        }
        if !self.dice.is_empty() {
            lines.push(format!("dice {}", pick::dice(&self.dice)));
        }
        lines.push(format!("seed {}", self.seed).trim_end().to_owned());
        lines.push(numbers("picked", &self.picked));
        lines
    }

    /// Reads what was pasted: exactly the sheet that was printed, also where its lines were broken elsewhere since, or nothing.
    ///
    /// # Errors
    /// Something is missing; or lines were broken so that nobody can tell what stood there.
    pub fn read(text: &str) -> Result<Sheet, Unread> {
        read::read(text)
    }
}

#[cfg(test)]
mod tests;
