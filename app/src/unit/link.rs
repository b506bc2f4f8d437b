//! Where a number of a unit's page leads: the list of exactly the issues that it counts.

use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::UnitId;
use strum::VariantArray;

/// The filter that lets through a unit's issues in these states.
#[must_use]
pub fn of(unit: UnitId, states: &[State]) -> Filter {
    Filter { unit: Some(unit), states: states.to_vec(), ..Filter::default() }
}

/// Every state that is counted as found.
#[must_use]
pub fn counted() -> Vec<State> {
    State::VARIANTS.iter().copied().filter(|state| state.counted()).collect()
}
