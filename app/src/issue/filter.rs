//! Filters that the pages of issues make of the one in the address: its scope, what waits for whom, what is open.
//! The address itself is read and written in `query.rs`.

use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::IssueId;
use domain::viewer::{Role, Viewer};

pub use super::query::to_href as href;

/// The address of one issue beside the list with this filter.
#[must_use]
pub fn detail_href(issue: IssueId, filter: &Filter) -> String {
    href(filter).replacen("/issues", &format!("/issues/{issue}"), 1)
}

/// States in which there is still something to do, as the filter of "not solved yet".
#[must_use]
pub fn open_states() -> Vec<State> {
    use strum::VariantArray as _;
    State::VARIANTS.iter().copied().filter(|state| state.open()).collect()
}

/// What the counts of tabs and quick filters are counted in: the list's scope without its other filters.
#[must_use]
pub fn scope(filter: &Filter) -> Filter {
    Filter {
        book: filter.book,
        unit: filter.unit,
        organisation: filter.organisation,
        origin: filter.origin,
        as_of: filter.as_of,
        ..Filter::default()
    }
}

/// What waits for this person: for a unit what it works on, for the group what was submitted or disputed, for who is of
/// both both.
#[must_use]
pub fn waiting_states(viewer: &Viewer) -> Vec<State> {
    let any = |is: fn(&Role) -> bool| viewer.roles.iter().any(is);
    let group = any(|role| matches!(role, Role::Group { .. } | Role::OfficeLeader));
    let unit = !group || any(|role| matches!(role, Role::Unit { .. } | Role::Organisation { .. }));
    let own = [(unit, [State::Agreed, State::InProgress]), (group, [State::Submitted, State::Disputed])];
    own.into_iter().filter(|(has, _)| *has).flat_map(|(_, states)| states).collect()
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    #[test]
    fn for_who_works_in_a_group_and_in_a_unit_waits_what_waits_for_either() {
        let of = |roles: &[Role]| waiting_states(&Viewer { roles: roles.to_vec(), ..cast::MEMBER.viewer().unwrap() });
        let (unit, group) = ([State::Agreed, State::InProgress], [State::Submitted, State::Disputed]);
        assert_eq!(of(&[cast::NORMAL_STAFF.role]), unit);
        assert_eq!(of(&[cast::OFFICE_LEADER.role]), group);
        assert_eq!(of(&[cast::MEMBER.role, cast::NORMAL_STAFF.role]), [unit, group].concat());
    }
}
