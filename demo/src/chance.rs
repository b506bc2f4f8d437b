//! Chance that is the same every time: splitmix64 from a seed, and ids made from it. Never reads a clock.

use domain::kinds::Time;
use uuid::Uuid;

/// One stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub fn new(seed: u64, stream: u64) -> Chance {
        Chance(mix(seed, stream))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// 0 to `many` - 1.
    pub fn below(&mut self, many: usize) -> usize {
        usize::try_from(self.next() % (many.max(1) as u64)).unwrap_or(0)
    }

    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, many: usize) -> bool {
        self.below(100) < many
    }

    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for place in (1..values.len()).rev() {
            values.swap(place, self.below(place + 1));
        }
    }
}

fn scramble(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Two numbers into one that shares nothing visible with either.
pub(crate) fn mix(one: u64, other: u64) -> u64 {
    scramble(one.wrapping_add(scramble(other.wrapping_add(0x9e37_79b9_7f4a_7c15))))
}

/// One of `values`, always the same for the same salt and purpose.
pub(crate) fn choose<T>(values: &[T], salt: u64, purpose: u64) -> Option<&T> {
    values.get(usize::try_from(mix(salt, purpose) % (values.len().max(1) as u64)).unwrap_or(0))
}

/// An id in the form of a UUIDv7: the moment in front, chance from the seed behind.
pub(crate) fn id(at: Time, seed: u64, key: u64) -> Uuid {
    let millis = u128::try_from(at.0 / 1_000).unwrap_or(0);
    let (one, other) = (u128::from(mix(seed, key)), u128::from(mix(key, !seed)));
    Uuid::from_u128((millis << 80) | (7 << 76) | ((one & 0xfff) << 64) | (2 << 62) | (other & ((1 << 62) - 1)))
}
