//! What stands on a page as one line: things of one kind, once there are many of them. Only pages put them together: a box, the
//! number at the bell and a digest count things, and each thing is read or not by itself.

use std::collections::BTreeMap;

use super::{Matter, Reason, What};
use crate::asks::{About, Until};

/// More than so many of a kind stand together.
const MANY: usize = 5;

/// A kind of which a group may have many, none of them anybody's in particular.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Alike {
    /// Issues that wait for the group: to be agreed, verified, settled, looked back on.
    Agree,
    Verify,
    Settle,
    LookBack,
    /// In units' hands and past its day, or not moving.
    Late,
    Stagnant,
    Milestone,
    Report,
    Promise,
    /// Replies to be read, papers whose units are to be chased.
    Reply,
    Chase,
}

/// One line of a page: a thing, or many that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lot<T> {
    One(T),
    Many(Alike, Vec<T>),
}

impl<T> Lot<T> {
    /// So many things stand in it.
    #[must_use]
    pub fn many(&self) -> usize {
        match self {
            Lot::One(_) => 1,
            Lot::Many(_, own) => own.len(),
        }
    }
}

/// Puts together what is alike, where there is much of it; a lot stands where the first of it stood.
#[must_use]
pub fn together<T>(all: Vec<T>, matter: impl Fn(&T) -> &Matter) -> Vec<Lot<T>> {
    let mut counts: BTreeMap<Alike, usize> = BTreeMap::new();
    for kind in all.iter().filter_map(|own| matter(own).alike()) {
        *counts.entry(kind).or_default() += 1;
    }
    let mut lots: Vec<Lot<T>> = Vec::new();
    for own in all {
        let kind = matter(&own).alike().filter(|kind| counts.get(kind).is_some_and(|many| *many > MANY));
        let Some(kind) = kind else {
            lots.push(Lot::One(own));
            continue;
        };
        let there = lots.iter_mut().find_map(|lot| match lot {
            Lot::Many(of, kept) if *of == kind => Some(kept),
            Lot::Many(..) | Lot::One(_) => None,
        });
        match there {
            Some(kept) => kept.push(own),
            None => lots.push(Lot::Many(kind, vec![own])),
        }
    }
    lots
}

impl Matter {
    /// Its kind, where a group may have many such. What is asked of somebody by name, of those who lead or of a unit stands by itself.
    #[must_use]
    pub fn alike(&self) -> Option<Alike> {
        match self.what {
            What::Held { about: About::Issue { .. }, until, .. } => held(until),
            What::Follow { about, .. } => follow(about, self.reason),
            What::Replied { .. } => Some(Alike::Reply),
            What::Chase { .. } => Some(Alike::Chase),
            What::Held { .. }
            | What::Asked { .. }
            | What::Visit { .. }
            | What::Meeting { .. }
            | What::Study { .. }
            | What::Item { .. }
            | What::Tick { .. }
            | What::Decision { .. }
            | What::Speak { .. }
            | What::Round { .. }
            | What::Objection { .. }
            | What::Low { .. }
            | What::Survey { .. }
            | What::SurveySlips { .. }
            | What::SurveyEnds { .. }
            | What::DraftNotice { .. }
            | What::DraftList { .. }
            | What::NoList { .. }
            | What::NextMeeting { .. }
            | What::Draw { .. }
            | What::SelfScore { .. }
            | What::Lookbacks { .. }
            | What::HalfTime { .. }
            | What::Lead { .. }
            | What::Published { .. } => None,
        }
    }
}

fn held(until: Until) -> Option<Alike> {
    match until {
        Until::Agreed => Some(Alike::Agree),
        Until::Verified => Some(Alike::Verify),
        Until::Settled => Some(Alike::Settle),
        Until::LookedBack => Some(Alike::LookBack),
        Until::Marked | Until::Ticked => None,
    }
}

fn follow(about: About, reason: Reason) -> Option<Alike> {
    match about {
        About::Issue { .. } if reason == Reason::Stagnant => Some(Alike::Stagnant),
        About::Issue { .. } => Some(Alike::Late),
        About::Milestone { .. } => Some(Alike::Milestone),
        About::Report { .. } => Some(Alike::Report),
        About::Promise { .. } => Some(Alike::Promise),
        About::Goal { .. }
        | About::Lookback { .. }
        | About::Notice { .. }
        | About::Item { .. }
        | About::Decision { .. }
        | About::Step { .. } => None,
    }
}
