//! The clock and chance of the server: read here and handed in, nowhere else.

use std::sync::Arc;

use domain::kinds::Time;
use store::writer::Clock;

/// The real clock.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn clock() -> Clock {
    Arc::new(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Time(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    })
}

/// Bytes that nobody can guess.
#[must_use]
pub fn secret<const N: usize>() -> [u8; N] {
    rand::random()
}

/// A short reference for a log line, as `7QK2M`: no letters that are taken for digits.
#[must_use]
pub fn reference() -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    secret::<5>().iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// A new id, ordered by time.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one place where ids are made")]
pub fn id<T: From<uuid::Uuid>>() -> T {
    uuid::Uuid::now_v7().into()
}
