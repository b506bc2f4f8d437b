//! The clock and ids of the device: the only place in the browser where time and chance are read.
//! On the server nothing here is called: acts begin with a person's hand.

use domain::kinds::Time;
use uuid::Uuid;

/// The device's own time; a claim, not a proof.
#[must_use]
pub fn now() -> Time {
    #[cfg(feature = "hydrate")]
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit an i64 for long")]
    return Time(js_sys::Date::now() as i64 * 1000);
    #[cfg(not(feature = "hydrate"))]
    Time::default()
}

/// A new id, ordered by time.
#[must_use]
pub fn id<T: From<Uuid>>() -> T {
    #[cfg(feature = "hydrate")]
    #[allow(clippy::disallowed_methods, reason = "where the browser's half makes ids by chance and clock")]
    return Uuid::now_v7().into();
    #[cfg(not(feature = "hydrate"))]
    Uuid::nil().into()
}

/// Bytes that nobody can guess, for a private text; `None` where the browser has no source of them.
#[must_use]
pub fn salt() -> Option<[u8; 32]> {
    #[cfg(feature = "hydrate")]
    return {
        let mut salt = [0; 32];
        let crypto = leptos::prelude::window().crypto().ok()?;
        crypto.get_random_values_with_u8_array(&mut salt).ok().map(|_| salt)
    };
    #[cfg(not(feature = "hydrate"))]
    None
}
