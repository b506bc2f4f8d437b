//! Fractions that are never negative and never rounded. Sums of many shares have denominators beyond any machine word, so
//! numerator and denominator are of any length; they are added, multiplied and compared, nothing else.

use std::cmp::Ordering;

/// A whole number of any length: its digits to the base 2³², the lowest first, no zeros at the end.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
struct Whole(Vec<u32>);

impl Whole {
    fn of(mut number: u64) -> Whole {
        let mut digits = Vec::new();
        while number > 0 {
            digits.push(low(number));
            number >>= 32;
        }
        Whole(digits)
    }

    fn plus(&self, other: &Whole) -> Whole {
        let (mut digits, mut carry) = (Vec::new(), 0_u64);
        for place in 0..self.0.len().max(other.0.len()) {
            let at = |own: &Whole| u64::from(own.0.get(place).copied().unwrap_or(0));
            carry += at(self) + at(other);
            digits.push(low(carry));
            carry >>= 32;
        }
        digits.extend((carry > 0).then(|| low(carry)));
        Whole(digits)
    }

    fn times(&self, other: &Whole) -> Whole {
        // A long sum is multiplied by short numbers only: once through it for each of their digits.
        let (short, long) = if self.0.len() < other.0.len() { (self, other) } else { (other, self) };
        let mut digits = vec![0_u32; short.0.len() + long.0.len()];
        for (place, own) in short.0.iter().enumerate() {
            let mut carry = 0_u64;
            for (shift, digit) in digits[place..].iter_mut().enumerate() {
                let theirs = long.0.get(shift).copied().unwrap_or(0);
                carry += u64::from(*digit) + u64::from(*own) * u64::from(theirs);
                *digit = low(carry);
                carry >>= 32;
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Whole(digits)
    }
}

/// The lowest digit to the base 2³².
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

impl Ord for Whole {
    fn cmp(&self, other: &Whole) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Whole) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A fraction, 0 or more. Equal fractions are equal however they are written: 1/2 = 2/4.
#[derive(Clone, Debug)]
pub struct Exact {
    over: Whole,
    under: Whole,
}

impl Exact {
    /// `over / under`; `None` for a denominator of nothing.
    #[must_use]
    pub fn of(over: u64, under: u64) -> Option<Exact> {
        (under > 0).then(|| {
            let common = divisor(over, under);
            Exact { over: Whole::of(over / common), under: Whole::of(under / common) }
        })
    }

    #[must_use]
    pub fn whole(number: u64) -> Exact {
        Exact { over: Whole::of(number), under: Whole::of(1) }
    }

    #[must_use]
    pub fn zero() -> Exact {
        Exact::whole(0)
    }

    #[must_use]
    pub fn plus(&self, other: &Exact) -> Exact {
        if self.under == other.under {
            return Exact { over: self.over.plus(&other.over), under: self.under.clone() };
        }
        let over = self.over.times(&other.under).plus(&other.over.times(&self.under));
        Exact { over, under: self.under.times(&other.under) }
    }

    #[must_use]
    pub fn times(&self, other: &Exact) -> Exact {
        Exact { over: self.over.times(&other.over), under: self.under.times(&other.under) }
    }

    /// `None` when `other` is nothing.
    #[must_use]
    pub fn per(&self, other: &Exact) -> Option<Exact> {
        let there = !other.over.0.is_empty();
        there.then(|| Exact { over: self.over.times(&other.under), under: self.under.times(&other.over) })
    }

    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Exact>) -> Exact {
        all.into_iter().fold(Exact::zero(), |sum, own| sum.plus(own))
    }

    /// In tenths, a half upwards: 89.75 is 898.
    #[must_use]
    pub fn tenths(&self) -> u64 {
        self.in_parts(10)
    }

    /// In hundredths, a half upwards.
    #[must_use]
    pub fn hundredths(&self) -> u64 {
        self.in_parts(100)
    }

    /// The nearest number of parts of one, a half upwards; the greatest there is, where it is more than that.
    fn in_parts(&self, parts: u64) -> u64 {
        // The greatest n with 2·n·under ≤ 2·parts·over + under.
        let most = self.over.times(&Whole::of(2 * parts)).plus(&self.under);
        let (mut least, mut beyond) = (0_u64, u64::MAX / 4);
        while beyond - least > 1 {
            let middle = least + (beyond - least) / 2;
            if self.under.times(&Whole::of(2 * middle)) <= most { least = middle } else { beyond = middle }
        }
        least
    }
}

/// With one decimal: `89.7`.
impl std::fmt::Display for Exact {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = self.tenths();
        write!(to, "{}.{}", tenths / 10, tenths % 10)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        self.over.times(&other.under).cmp(&other.over.times(&self.under))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one.max(1) } else { divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(over: u64, under: u64) -> Exact {
        Exact::of(over, under).unwrap()
    }

    #[test]
    fn thirds_make_a_whole_and_halves_go_up() {
        assert_eq!(Exact::sum(&[of(1, 3), of(1, 3), of(1, 3)]), Exact::whole(1));
        assert_eq!(of(8975, 100).tenths(), 898);
        assert_eq!(of(89_749, 1000).tenths(), 897);
        assert_eq!(of(8975, 100).to_string(), "89.8");
        assert_eq!(Exact::zero().to_string(), "0.0");
        assert_eq!(Exact::of(1, 0), None);
        assert_eq!(of(1, 2).per(&Exact::zero()), None);
        assert_eq!(of(1, 2).per(&of(1, 4)), Some(Exact::whole(2)));
    }

    #[test]
    fn a_tie_of_many_denominators_is_still_a_tie() {
        // 1/p + (p − 1)/p for thirty primes, and a quarter of a tenth less or more: no word holds the denominator.
        let primes = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173];
        let parts: Vec<Exact> = primes.iter().flat_map(|p| [of(1, *p), of(*p - 1, *p)]).collect();
        let sum = Exact::sum(&parts);
        assert_eq!(sum, Exact::whole(15));
        assert_eq!(sum.plus(&of(5, 100)).tenths(), 151);
        assert_eq!(sum.plus(&of(49_999, 1_000_000)).tenths(), 150);
    }

    proptest! {
        #[test]
        fn it_reckons_as_plain_numbers_do(a in 0..1_000_000_u64, b in 1..1_000_u64, c in 0..1_000_000_u64, d in 1..1_000_u64) {
            prop_assert_eq!(of(a, b).plus(&of(c, d)), of(a * d + c * b, b * d));
            prop_assert_eq!(of(a, b).times(&of(c, d)), of(a * c, b * d));
            prop_assert_eq!(of(a, b).cmp(&of(c, d)), (a * d).cmp(&(c * b)));
            prop_assert_eq!(of(a, b).tenths(), (20 * a + b) / (2 * b));
        }

        #[test]
        fn long_numbers_add_and_multiply(a in any::<u64>(), b in any::<u64>(), c in any::<u64>()) {
            let [a, b, c] = [a, b, c].map(Whole::of);
            prop_assert_eq!(a.plus(&b).times(&c), a.times(&c).plus(&b.times(&c)));
            prop_assert_eq!(a.times(&b).times(&c), c.times(&b).times(&a));
            prop_assert!(a.plus(&b) >= a);
        }
    }
}
