//! Granting a role: which one, and for which group, unit or organisation. Says nothing about what a role may do.

use domain::act::Act;
use domain::kinds::{Book, PersonId};
use domain::person;
use domain::viewer::{Admin, Post, Role, UnitPost};
use leptos::html;
use leptos::prelude::*;

use crate::outbox::outbox;
use crate::part::field::Select;
use crate::session::GroupNode;
use crate::texts::{Texts, texts};

/// The roles in the order of the list, by the key of their word and what they need.
const KINDS: [&str; 11] = [
    "group_head",
    "group_deputy",
    "group_liaison",
    "group_member",
    "unit_liaison",
    "unit_leader",
    "organisation",
    "office_leader",
    "system",
    "security",
    "audit",
];

/// What a role of this kind can be given for: `(value, words)`.
fn scopes(kind: &str, groups: &[GroupNode], t: Texts) -> Vec<(String, String)> {
    let units = || groups.iter().flat_map(|group| &group.units);
    let choices: Vec<(String, String)> = if kind.starts_with("group_") {
        groups.iter().map(|group| (group.id.to_string(), group.name.to_string())).collect()
    } else if kind.starts_with("unit_") {
        units().map(|unit| (unit.id.to_string(), unit.name.to_string())).collect()
    } else if kind == "organisation" {
        let of = units().flat_map(|unit| unit.organisations.iter().map(move |own| (unit, own)));
        of.map(|(unit, own)| (own.0.to_string(), format!("{} · {}", unit.name, own.1))).collect()
    } else {
        vec![(String::new(), t.people.whole().to_owned())]
    };
    choices
}

/// The role meant by the two choices.
fn role(kind: &str, scope: &str, groups: &[GroupNode]) -> Option<Role> {
    let group = |post| scope.parse().ok().map(|group| Role::Group { group, post });
    let unit = |post| {
        let of = |group: &GroupNode| group.units.iter().find(|unit| unit.id.to_string() == scope).map(|unit| unit.id);
        groups.iter().find_map(|group| Some(Role::Unit { unit: of(group)?, group: group.id, post }))
    };
    match kind {
        "group_head" => group(Post::Head),
        "group_deputy" => group(Post::Deputy),
        "group_liaison" => group(Post::Liaison),
        "group_member" => group(Post::Member),
        "unit_liaison" => unit(UnitPost::Liaison),
        "unit_leader" => unit(UnitPost::Leader),
        "organisation" => groups.iter().find_map(|group| {
            let (unit, own) = group.units.iter().find_map(|unit| {
                unit.organisations.iter().find(|own| own.0.to_string() == scope).map(|own| (unit.id, own.0))
            })?;
            Some(Role::Organisation { organisation: own, unit, group: group.id })
        }),
        "office_leader" => Some(Role::OfficeLeader),
        office => office.parse::<Admin>().ok().map(|office| Role::Admin { office }),
    }
}

#[component]
pub fn Grant(person: PersonId, groups: Vec<GroupNode>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let groups = StoredValue::new(groups);
    let kind = RwSignal::new(KINDS[0].to_owned());
    let (kind_node, scope_node) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let kinds = KINDS.iter().map(|kind| ((*kind).to_owned(), t.people.get(kind).to_owned())).collect();
    let wrong = RwSignal::new(None::<String>);
    let grant = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen =
            |node: NodeRef<html::Select>| node.get_untracked().map(|select| select.value()).unwrap_or_default();
        let role = groups.with_value(|groups| role(&chosen(kind_node), &chosen(scope_node), groups));
        wrong.set(role.is_none().then(|| t.people.no_scope().to_owned()));
        if let Some(role) = role {
            outbox.propose(Book::Office, Act::Person(person::Act::GrantRole { person, role }));
        }
    };
    let scope = move || {
        let options = groups.with_value(|groups| scopes(&kind.get(), groups, t));
        view! { <Select label=t.people.scope() name="scope" options node=scope_node wrong/> }
    };
    view! {
        <form
            class="narrow"
            on:submit=grant
            on:change=move |_| {
                if let Some(select) = kind_node.get_untracked() && select.value() != kind.get_untracked() {
                    kind.set(select.value());
                }
            }
        >
            <Select label=t.people.role() name="role" options=kinds node=kind_node/>
            {scope}
            <button class="button primary" type="submit">{t.people.grant()}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::cast;

    #[test]
    fn the_two_choices_name_one_role() {
        let (group, unit) = (cast::GROUP, cast::UNITS[0].id);
        let name = |raw| domain::kinds::Name::parse(raw).unwrap();
        let node = crate::session::UnitNode {
            id: unit,
            code: "KXY".into(),
            name: name("省科学研究院"),
            organisations: vec![(cast::UNITS[0].organisation(0), name("自动化研究所"))],
            closed: false,
            answered: false,
        };
        let groups = vec![GroupNode { id: group, name: name("第三巡回指导组"), units: vec![node] }];
        let head = Role::Group { group, post: Post::Head };
        assert_eq!(role("group_head", &group.to_string(), &groups), Some(head));
        let liaison = Role::Unit { unit, group, post: UnitPost::Liaison };
        assert_eq!(role("unit_liaison", &unit.to_string(), &groups), Some(liaison));
        let organisation = cast::UNITS[0].organisation(0);
        let own = Role::Organisation { organisation, unit, group };
        assert_eq!(role("organisation", &organisation.to_string(), &groups), Some(own));
        assert_eq!(role("audit", "", &groups), Some(Role::Admin { office: Admin::Audit }));
        assert_eq!(role("unit_leader", "", &groups), None);
    }
}
