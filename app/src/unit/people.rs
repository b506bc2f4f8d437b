//! The people of the unit: names and posts, nothing else.

use domain::kinds::UnitId;
use domain::viewer::Role;
use leptos::prelude::*;

use super::read::Colleague;
use crate::part::roll::Member;
use crate::part::{Empty, Section};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

#[component]
pub fn People(people: Vec<Colleague>, answering: Vec<Member>, home: UnitId) -> impl IntoView {
    let (t, me) = (texts(), me());
    let tree = super::home::more(format!("/unit/{home}/organisations"), t.unit.tree_open());
    let none = people.is_empty().then(|| view! { <Empty title=t.unit.people_none() note=t.unit.people_none_note()/> });
    let rows = people.into_iter().map(move |person| {
        let posts = person.posts.iter().map(|post| post_text(*post, &me, t)).collect::<Vec<_>>().join(t.unit.and());
        view! { <li><strong>{person.name.to_string()}</strong><small>{posts}</small></li> }
    });
    let names = answering.into_iter().map(|own| own.name).collect::<Vec<_>>().join(t.unit.and());
    let answers = (!names.is_empty()).then(|| {
        let href = format!("/unit/{home}/goal#answering");
        view! { <p><a class="opens" href=href>{t.unit.answering()}</a> " " {names}</p> }
    });
    view! {
        <Section title=t.unit.people_title().to_owned() note=t.unit.people_note() class="span-12" id="people" more=tree>
            {answers}
            {none}
            <ul class="people">{rows.collect_view()}</ul>
        </Section>
    }
}

fn post_text(post: Role, me: &Me, t: Texts) -> String {
    match post {
        Role::Unit { post, .. } => t.kind.get(post.into()).to_owned(),
        Role::Organisation { organisation, unit, .. } => {
            let own = me.unit(unit).and_then(|(_, own)| own.organisations.iter().find(|one| one.0 == organisation));
            own.map_or_else(|| t.kind.secondary().to_owned(), |own| own.1.to_string())
        }
        Role::OfficeLeader | Role::Group { .. } | Role::Admin { .. } => String::new(),
    }
}
