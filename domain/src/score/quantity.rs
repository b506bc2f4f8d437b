//! What a formula has counted, and how much of an indicator's weight that is worth.

use serde::{Deserialize, Serialize};

use super::Exact;

crate::tagged! {
    "Quantity" by "as";
    /// What was counted. Both numbers are kept, so that it can be done again.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Quantity {
        /// `part` of `of`, which is never 0.
        Share { part: u32, of: u32 },
        /// A median, in half days, over so many.
        Days { halves: u32, of: u32 },
    }
}

/// From which value on an indicator is worth nothing, and from which on everything; in per cent or days. Between them the
/// worth grows evenly.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Scale {
    pub zero: u16,
    pub full: u16,
}

impl Scale {
    /// How much of its weight a quantity earns, from 0 to 1. Example: 6.5 days on a scale from 30 days (nothing) to
    /// 5 (everything): (30 − 6.5) ÷ (30 − 5) = 23.5 ÷ 25 = 0.94. `None` for a scale without length.
    #[must_use]
    pub fn worth(self, quantity: Quantity) -> Option<Exact> {
        let (over, under) = match quantity {
            Quantity::Share { part, of } => (100 * u64::from(part), u64::from(of)),
            Quantity::Days { halves, .. } => (u64::from(halves), 2),
        };
        let (zero, full) = (u64::from(self.zero), u64::from(self.full));
        let gone = if full > zero { over.saturating_sub(zero * under) } else { (zero * under).saturating_sub(over) };
        let way = full.abs_diff(zero) * under;
        Exact::of(gone.min(way), way)
    }
}
