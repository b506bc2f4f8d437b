//! The clock and ids of the device: the only place in the browser where time and chance are read.
//! On the server nothing here is called: acts begin with a person's hand.

use domain::kinds::Time;
use uuid::Uuid;

/// The device's own time; a claim, not a proof.
#[must_use]
pub fn now() -> Time {
    #[cfg(feature = "hydrate")]
    // Milliseconds since 1970 fit an i64 for as long as anyone will look.
    #[allow(clippy::cast_possible_truncation)]
    return Time(js_sys::Date::now() as i64 * 1000);
    #[cfg(not(feature = "hydrate"))]
    Time::default()
}

/// A new id, ordered by time.
#[must_use]
pub fn id<T: From<Uuid>>() -> T {
    #[cfg(feature = "hydrate")]
    #[allow(clippy::disallowed_methods)]
    return Uuid::now_v7().into();
    #[cfg(not(feature = "hydrate"))]
    Uuid::nil().into()
}
