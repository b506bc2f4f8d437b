//! Where a number of a unit's page leads: the list of exactly the issues that it counts.

use domain::issue::State;
use domain::kinds::UnitId;
use strum::VariantArray;

/// The list of a unit's issues, narrowed by `key=value` pairs of the list's own address.
#[must_use]
pub fn issues(unit: UnitId, more: &[(&str, &str)]) -> String {
    let more: String =
        more.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("&{key}={value}")).collect();
    format!("/issues?unit={unit}{more}")
}

/// Every state that is counted, as the list's address writes them.
#[must_use]
pub fn counted() -> String {
    let states: Vec<&str> = State::VARIANTS.iter().filter(|state| state.counted()).map(<&str>::from).collect();
    states.join(",")
}
