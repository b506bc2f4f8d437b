//! Acts of draws.

use super::Dice;
use crate::act::Act;
use crate::testing::{hash, text};
use crate::{cast, draw};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    use draw::Act as D;
    let (draw, side) = (d.id(0x50_0001), d.pick(&[draw::Side::Group, draw::Side::Unit]));
    let (salt, secret) = (d.pick(&["ab", "cd"]).repeat(16), d.pick(&["六月 松花江 4 7 2 6", "掷骰 3 5 5 1 6 2"]));
    let commitment = draw::pick::commitment(&salt, secret);
    let strata = [("正高", 1), ("副高", 2)].map(|(name, take)| draw::Stratum { name: text(name), take });
    let plan = draw::Plan {
        purpose: d.name(),
        kind: d.pick(<draw::Kind as strum::VariantArray>::VARIANTS),
        strata: strata.into_iter().take(1 + d.roll(2)).collect(),
        presider: d.pick(&[cast::HEAD, cast::MEMBER]).id,
        witness: d.pick(&[cast::NORMAL_STAFF, cast::ACADEMY_STAFF]).id,
    };
    let roster = draw::Frozen {
        hash: hash(d.roll(3) as u8),
        strata: (0..2 + d.roll(6)).map(|at| (at % 2) as u8).collect(),
        organisations: Vec::new(),
        places: Vec::new(),
    };
    vec![
        D::Prepare { draw, unit: d.unit(), plan }.into(),
        D::Freeze { draw, roster }.into(),
        D::Recuse { draw, number: 1 + d.roll(4) as u16, reason: d.note() }.into(),
        D::Commit { draw, side, commitment: text(&commitment) }.into(),
        D::Reveal { draw, side, salt: text(&salt), secret: text(secret) }.into(),
        D::ThrowDice { draw, side, dice: d.pick(&[vec![3, 5, 5, 1, 6, 2], vec![1, 2, 3]]) }.into(),
        D::Extend { draw, more: vec![1, d.roll(2) as u16], reason: d.note() }.into(),
        D::Abandon { draw, reason: d.note() }.into(),
        D::EraseRoster { draw, roster: hash(d.roll(3) as u8), reason: d.note() }.into(),
    ]
}
