//! The office's own acts: campaign, groups, people and their roles.

use domain::act::Act;
use domain::cast;
use domain::viewer::Role;
use domain::{campaign, group, person};
use store::writer::By;

use crate::crew::{Crew, Someone, admin};
use crate::curve::at;
use crate::frame::Ready;
use crate::text::words;

/// The office's entries: campaign, groups, people; units exist once the heads have added them, so other roles come last.
pub(crate) fn office(crews: &[&Crew]) -> Vec<Ready> {
    let morning = |minute: i64| at(0, 8 * 60 + minute);
    let by = By::Person(cast::SYSTEM_ADMIN.id);
    let mut acts = vec![(morning(0), By::System, register(&admin())), (morning(0), By::System, grant(&admin()))];
    if let Some([start, half, end]) = cast::days() {
        let period = campaign::Period { name: words(cast::CAMPAIGN_NAME), start, half, end };
        acts.push((morning(2), by, Act::Campaign(campaign::Act::Open { campaign: cast::CAMPAIGN, period })));
    }
    for crew in crews {
        let open = group::Act::Open { group: crew.group, name: words(&crew.name), campaign: cast::CAMPAIGN };
        acts.push((morning(3), by, Act::Group(open)));
        for someone in &crew.people {
            acts.push((morning(4), by, register(someone)));
            if !of_unit(someone) {
                acts.push((morning(4), by, grant(someone)));
            }
        }
    }
    for someone in crews.iter().flat_map(|crew| &crew.people).filter(|someone| of_unit(someone)) {
        acts.push((morning(40), by, grant(someone)));
    }
    acts.sort_by_key(|(at, ..)| *at);
    acts
}

fn of_unit(someone: &Someone) -> bool {
    matches!(someone.role, Role::Unit { .. } | Role::Organisation { .. })
}

fn register(someone: &Someone) -> Act {
    let (name, login) = (words(&someone.name), words(&someone.login));
    Act::Person(person::Act::Register { person: someone.id, name, login, demo: true })
}

fn grant(someone: &Someone) -> Act {
    Act::Person(person::Act::GrantRole { person: someone.id, role: someone.role })
}
