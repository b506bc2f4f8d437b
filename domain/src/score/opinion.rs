//! What people answered: how much of it is satisfied, and how far the truth may be from that. Fewer than five answers say
//! nothing to anybody.

use serde::{Deserialize, Serialize};

use super::Exact;

/// Below so many answers a result is hidden, and missing.
pub const ANSWERS_MIN: u32 = 5;

/// The answers of one rater group.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Opinion {
    /// Satisfied answers, or points on a scale.
    pub part: u32,
    /// Of so many answers, or so many points at most.
    pub of: u32,
    pub answers: u32,
}

impl Opinion {
    /// Its worth, from 0 to 1. Example: 173 of 212 answers are satisfied: 173 ÷ 212, shown as 81.6 of a hundred.
    /// With four answers: nothing.
    #[must_use]
    pub fn worth(&self) -> Option<Exact> {
        let shown = self.answers >= ANSWERS_MIN && self.part <= self.of;
        Exact::of(u64::from(self.part), u64::from(self.of)).filter(|_| shown)
    }

    /// Its [`interval`], of as many as answered: 86 people who answered three questions each are 86, not 258, or the interval
    /// would look narrower than it is. Example: 213 of 258, 86 answers: that of 71 of 86, `(732, 891)`. `None` where it is hidden.
    #[must_use]
    pub fn interval(&self) -> Option<(u32, u32)> {
        self.worth()?;
        let part = (u64::from(self.part) * u64::from(self.answers) * 2 + u64::from(self.of)) / (u64::from(self.of) * 2);
        interval(u32::try_from(part).ok()?, self.answers)
    }
}

/// How far the truth may lie below and above a sum to which several groups' shares contribute, each up to `full`, in the unit
/// of `full`. The groups were asked independently, so the distances to the ends of each [`Opinion::interval`] add as the sides
/// of a right angle do (Newcombe's square-and-add). `None` where nobody was asked.
///
/// Example: two groups count 50 points each. 8 of 10 are satisfied, 49.0 to 94.3 %, and 71 of 86, 73.2 to 89.1 % (82.6 %).
/// Below: √((50 × 0.310)² + (50 × 0.0936)²) = √(240.3 + 21.9) = 16.2 points; above: √(51.1 + 10.7) = 7.9 points.
#[must_use]
pub fn distances<'a>(asked: impl IntoIterator<Item = (f64, &'a Opinion)>) -> Option<(f64, f64)> {
    let (mut below, mut above, mut any) = (0.0, 0.0, false);
    for (full, opinion) in asked {
        let (low, high) = opinion.interval()?;
        let share = f64::from(opinion.part) / f64::from(opinion.of);
        below += (full * (share - f64::from(low) / 1000.0)).powi(2);
        above += (full * (f64::from(high) / 1000.0 - share)).powi(2);
        any = true;
    }
    any.then(|| (below.sqrt(), above.sqrt()))
}

/// Wilson's interval of a share at 95 %, in thousandths: the true share lies there in 19 of 20 such surveys. `None` of
/// nothing, or of more than there are.
///
/// Example: 8 of 10 are satisfied. p = 0.8, n = 10, z = 1.96, z² = 3.8415.
/// Middle (0.8 + 3.8415 ÷ 20) ÷ (1 + 3.8415 ÷ 10) = 0.99207 ÷ 1.38415 = 0.7167;
/// half its width 1.96 × √(0.8 × 0.2 ÷ 10 + 3.8415 ÷ 400) ÷ 1.38415 = 1.96 × 0.16001 ÷ 1.38415 = 0.2266.
/// So from 0.490 to 0.943: `(490, 943)`.
#[must_use]
pub fn interval(part: u32, of: u32) -> Option<(u32, u32)> {
    const Z: f64 = 1.959_963_984_540_054;
    if of == 0 || part > of {
        return None;
    }
    let (n, p) = (f64::from(of), f64::from(part) / f64::from(of));
    let below = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / below;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / below;
    Some((thousandths(middle - half), thousandths(middle + half)))
}

fn thousandths(share: f64) -> u32 {
    // From 0 to 1000 by the clamp: nothing is cut off.
    (share * 1000.0).round().clamp(0.0, 1000.0) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_interval_is_the_worked_example() {
        assert_eq!(interval(8, 10), Some((490, 943)));
        // None of ten: 0 to z² ÷ (n + z²) = 3.8415 ÷ 13.8415 = 0.2775.
        assert_eq!(interval(0, 10), Some((0, 278)));
        assert_eq!(interval(10, 10), Some((722, 1000)));
        assert_eq!((interval(1, 0), interval(3, 2)), (None, None));
    }

    #[test]
    fn distances_of_several_groups_add_at_right_angles() {
        let opinion = |part, of| Opinion { part, of, answers: of };
        let (one, other) = (opinion(8, 10), opinion(71, 86));
        let (below, above) = distances([(50.0, &one), (50.0, &other)]).unwrap();
        assert_eq!(format!("{below:.1} {above:.1}"), "16.2 7.9");
        // One group alone is its own interval; nobody asked has none.
        let (below, above) = distances([(100.0, &one)]).unwrap();
        assert_eq!(format!("{below:.1} {above:.1}"), "31.0 14.3");
        assert_eq!(distances(std::iter::empty()), None);
    }

    #[test]
    fn fewer_than_five_answers_are_none() {
        let opinion = |answers| Opinion { part: answers, of: answers, answers };
        assert_eq!(opinion(4).worth(), None);
        assert_eq!(opinion(5).worth(), Some(Exact::whole(1)));
        let many = Opinion { part: 173, of: 212, answers: 212 };
        assert_eq!(many.worth().unwrap().times(&Exact::whole(100)).to_string(), "81.6");
        assert_eq!(Opinion { part: 6, of: 5, answers: 5 }.worth(), None);
        assert_eq!(Opinion { part: 213, of: 258, answers: 86 }.interval(), interval(71, 86));
        assert_eq!(interval(71, 86), Some((732, 891)));
        assert_eq!(opinion(4).interval(), None);
    }

    proptest! {
        #[test]
        fn the_share_lies_in_its_interval_and_more_answers_narrow_it(part in 0..500_u32, more in 0..500_u32) {
            let of = part + more;
            prop_assume!(of > 0);
            let (low, high) = interval(part, of).unwrap();
            let share = (2000 * part + of) / (2 * of);
            prop_assert!(low <= share && share <= high, "{low} {share} {high}");
            let (lower, higher) = interval(part * 4, of * 4).unwrap();
            prop_assert!(higher - lower <= high - low);
        }
    }
}
