//! What the four grades are worth, and from which total on a result has them: part of a template's tree, frozen with it.

use serde::{Deserialize, Serialize};

use super::Grade;
use crate::refusal::{Refusal, must};

/// A whole, in points.
const HUNDRED: u8 = 100;

/// Whole points of a hundred, each from the worst grade to the best.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Marks {
    /// What an indicator that got 差, 一般, 较好, 好 is worth.
    pub worth: [u8; 4],
    /// From which total on a result is 一般, 较好, 好; below the first it is 差.
    pub from: [u8; 3],
}

/// 好 95, 较好 85, 一般 70, 差 50; from 90 on 好, from 80 较好, from 60 一般. So it was before templates could say it, and so it is
/// where one says nothing.
impl Default for Marks {
    fn default() -> Marks {
        Marks { worth: [50, 70, 85, 95], from: [60, 80, 90] }
    }
}

impl Marks {
    /// What a grade is worth, of a hundred.
    #[must_use]
    pub fn worth(&self, grade: Grade) -> u32 {
        let [poor, ordinary, fair, good] = self.worth;
        u32::from(match grade {
            Grade::Good => good,
            Grade::Fair => fair,
            Grade::Ordinary => ordinary,
            Grade::Poor => poor,
        })
    }

    /// Where the next better grade begins, in points: a result has this grade or a worse one below it. `None` for the best.
    #[must_use]
    pub fn below(&self, grade: Grade) -> Option<u8> {
        let [ordinary, fair, good] = self.from;
        match grade {
            Grade::Good => None,
            Grade::Fair => Some(good),
            Grade::Ordinary => Some(fair),
            Grade::Poor => Some(ordinary),
        }
    }

    /// The grade of a whole score, from tenths of a point as they are shown.
    #[must_use]
    pub fn grade(&self, tenths: u64) -> Grade {
        let [ordinary, fair, good] = self.from.map(|own| u64::from(own) * 10);
        if tenths >= good {
            Grade::Good
        } else if tenths >= fair {
            Grade::Fair
        } else if tenths >= ordinary {
            Grade::Ordinary
        } else {
            Grade::Poor
        }
    }

    /// # Errors
    /// Points beyond a hundred; a grade that is worth no more than a worse one, or begins no higher: it could not be told
    /// from it.
    pub fn check(&self) -> Result<(), Refusal> {
        let rises = |own: &[u8]| own.is_sorted_by(|one, next| one < next) && own.iter().all(|own| *own <= HUNDRED);
        must(rises(&self.worth), Refusal::BadWorths)?;
        must(rises(&self.from) && self.from[0] > 0, Refusal::BadLimits)
    }

    pub(crate) fn is_usual(&self) -> bool {
        *self == Marks::default()
    }
}
