//! All data of a draw as one plain text: what is printed, downloaded, and pasted into *check it yourself*. Checking it
//! looks at nothing else. One `word value` line for each fact, then the roster's text.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::roster::{Roster, StratumName, is_salt, tidy};
use super::{Draw, Pick, Stratum, pick};
use crate::kinds::Text;

/// The first line: which form this is.
pub const HEAD: &str = "xundao draw 1";

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
        let numbers = |all: &[u16]| all.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
        let mut lines = vec![HEAD.to_owned(), format!("roster {}", self.roster)];
        lines.extend(self.strata.iter().map(|own| format!("take {} {}", own.take, own.name)));
        lines.extend(self.more.iter().map(|more| format!("more {}", numbers(more))));
        lines.push(format!("recused {}", numbers(&self.recused.iter().copied().collect::<Vec<_>>())));
        for (word, shown) in [("group", &self.group), ("unit", &self.unit)] {
            let line = |own: &Shown| format!("{word} {} {} {}", own.commitment, own.salt, own.secret);
            lines.extend(shown.as_ref().map(line));
        }
        if !self.dice.is_empty() {
            lines.push(format!("dice {}", pick::dice(&self.dice)));
        }
        lines.push(format!("seed {}", self.seed));
        lines.push(format!("picked {}", numbers(&self.picked)));
        let list = self.list.as_ref().map(Roster::text).unwrap_or_default();
        format!("{}\n\n{list}\n{END}\n", lines.join("\n"))
    }

    /// Reads what was pasted; `None` when it is no sheet with a roster. What is between the lines is passed over.
    #[must_use]
    pub fn read(text: &str) -> Option<Sheet> {
        let mut sheet = Sheet::default();
        let mut list: Vec<String> = Vec::new();
        let mut head = false;
        for line in text.lines().map(tidy).filter(|line| !line.is_empty()) {
            if line == END {
                break;
            }
            head |= line == HEAD;
            if !list.is_empty() || is_salt(&line) {
                list.push(line);
            } else if head {
                sheet.line(&line)?;
            }
        }
        sheet.list = Some(Roster::read(&list.join("\n")).ok()?);
        (head && !sheet.roster.is_empty()).then_some(sheet)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let numbers = || -> Option<Vec<u16>> {
            rest.split(' ').filter(|own| !own.is_empty()).map(|own| own.parse().ok()).collect()
        };
        match word {
            "roster" => rest.clone_into(&mut self.roster),
            "seed" => rest.clone_into(&mut self.seed),
            "take" => {
                let (take, name) = rest.split_once(' ')?;
                self.strata.push(Stratum { name: Text::parse(name).ok()?, take: take.parse().ok()? });
            }
            "more" => self.more.push(numbers()?),
            "recused" => self.recused = numbers()?.into_iter().collect(),
            "picked" => self.picked = numbers()?,
            "group" => self.group = Some(shown(rest)?),
            "unit" => self.unit = Some(shown(rest)?),
            "dice" => self.dice = rest.split(' ').map(|own| own.parse().ok()).collect::<Option<_>>()?,
            _ => {}
        }
        Some(())
    }
}

fn shown(rest: &str) -> Option<Shown> {
    let mut parts = rest.splitn(3, ' ').map(str::to_owned);
    Some(Shown { commitment: parts.next()?, salt: parts.next()?, secret: parts.next()? })
}

#[cfg(test)]
mod tests;
