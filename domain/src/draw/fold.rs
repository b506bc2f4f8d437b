//! What each step changes. Total: an entry of the journal is never refused.

use super::{Act, By, Draw, Extension, Frozen, Hand, Recusal, Reveal, Side, pick};
use crate::entry::Entry;
use crate::kinds::Text;

#[must_use]
pub fn fold(draw: Option<Draw>, act: &Act, entry: &Entry) -> Option<Draw> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Prepare { draw: id, unit, plan } = act {
        return Some(draw.unwrap_or_else(|| Draw {
            id: *id,
            book: entry.book,
            unit: *unit,
            plan: plan.clone(),
            prepared: by,
            roster: None,
            frozen: None,
            recusals: Vec::new(),
            group: Hand::default(),
            witness: Hand::default(),
            seed: None,
            drawn_at: None,
            extensions: Vec::new(),
            abandoned: None,
            erased: None,
        }));
    }
    let mut draw = draw?;
    match act {
        Act::Prepare { .. } => {}
        Act::Freeze { roster, .. } => (draw.roster, draw.frozen) = (Some(roster.clone()), Some(by)),
        Act::Recuse { number, reason, .. } => {
            draw.recusals.push(Recusal { number: *number, reason: reason.clone(), by });
        }
        Act::Commit { side, commitment, .. } => hand(&mut draw, *side).commitment = Some((commitment.clone(), by)),
        Act::Reveal { side, salt, secret, .. } => {
            hand(&mut draw, *side).reveal = Some(Reveal { salt: salt.clone(), secret: secret.clone(), by });
        }
        Act::ThrowDice { side, dice, .. } => hand(&mut draw, *side).dice = Some((dice.clone(), by)),
        Act::Extend { more, reason, .. } => {
            draw.extensions.push(Extension { more: more.clone(), reason: reason.clone(), by });
        }
        Act::Abandon { reason, .. } => draw.abandoned = Some((reason.clone(), by)),
        Act::EraseRoster { reason, .. } => draw.erased = Some((reason.clone(), by)),
    }
    settle(&mut draw, by);
    Some(draw)
}

fn hand(draw: &mut Draw, side: Side) -> &mut Hand {
    match side {
        Side::Group => &mut draw.group,
        Side::Unit => &mut draw.witness,
    }
}

/// The moment both sides have shown what they had, there is a seed; it never changes afterwards.
fn settle(draw: &mut Draw, by: By) {
    let (None, Some(roster)) = (&draw.seed, &draw.roster) else { return };
    if let Some(seed) = seed(draw, roster) {
        draw.seed = Text::parse(&seed).ok();
        draw.drawn_at = Some(by.at);
    }
}

fn seed(draw: &Draw, roster: &Frozen) -> Option<String> {
    if let (Some(group), Some(unit)) = (&draw.group.reveal, &draw.witness.reveal) {
        let line = |own: &Reveal| pick::line(own.salt.as_str(), own.secret.as_str());
        return Some(pick::seed(roster.hash.as_str(), &[line(group), line(unit)]));
    }
    match (&draw.group.dice, &draw.witness.dice) {
        (Some((group, _)), Some((unit, _))) if group == unit => {
            Some(pick::seed(roster.hash.as_str(), &[pick::dice(group)]))
        }
        (Some(_) | None, Some(_) | None) => None,
    }
}
