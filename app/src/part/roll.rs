//! The roll of a meeting or session: everybody who belongs to it, each with where they are, and guests by name.

use domain::kinds::{Name, PersonId};
use domain::meeting::{Attendee, Presence};
use domain::refusal::Refusal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::act_form::{Entered, Form, Wrong};
use super::field::Select;
use super::{Field, Mark};
use crate::texts::{Texts, texts};

/// Somebody who belongs to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
}

fn presence_word(presence: Presence, t: Texts) -> &'static str {
    t.meeting.get(<&str>::from(presence))
}

/// Who was called, and where they were.
#[component]
pub fn Called(attendees: Vec<Attendee>) -> impl IntoView {
    let t = texts();
    let rows = attendees.into_iter().map(|one| {
        let kind = match one.presence {
            Presence::Present => "verified",
            Presence::Excused => "agreed",
            Presence::Absent => "withdrawn",
        };
        view! { <li>{one.name.to_string()} " " <Mark kind word=presence_word(one.presence, t) calm=true/></li> }
    });
    view! { <ul class="attendees">{rows.collect_view()}</ul> }
}

/// The fields in which it is called.
#[component]
pub fn Roll(form: Form, expected: Vec<Attendee>) -> impl IntoView {
    let t = texts();
    let fields = expected.into_iter().enumerate().map(|(place, one)| {
        let options =
            Presence::VARIANTS.iter().map(|own| (<&str>::from(*own).to_owned(), presence_word(*own, t).to_owned()));
        let value: &str = one.presence.into();
        let name = form.name(&format!("who-{place}"));
        view! { <Select label=one.name.to_string() name=name options=options.collect() value=value/> }
    });
    let fields = fields.collect_view();
    view! {
        <div class="roll">{fields}</div>
        <Field label=t.meeting.guests() hint=t.meeting.guests_hint() name=form.name("name") wrong=form.wrong("name")/>
    }
}

/// Those on the list as they stand; before there is one, everybody who belongs to it, as present.
#[must_use]
pub fn expected(called: &[Attendee], members: &[Member]) -> Vec<Attendee> {
    let mut all = called.to_vec();
    for one in members {
        let there = all.iter().any(|own| own.person == Some(one.person) || own.name.as_str() == one.name);
        if let (false, Ok(name)) = (there, Name::parse(&one.name)) {
            let presence = if called.is_empty() { Presence::Present } else { Presence::Absent };
            all.push(Attendee { name, person: Some(one.person), presence });
        }
    }
    all
}

/// What was called, with the guests.
///
/// # Errors
/// A name that can't be one.
pub fn attendees(entered: &Entered, expected: &[Attendee]) -> Result<Vec<Attendee>, Wrong> {
    let mut all = Vec::new();
    for (place, one) in expected.iter().enumerate() {
        let raw = entered.raw(&format!("who-{place}"));
        let presence = raw.parse::<Presence>().map_err(|_| ("name", Refusal::Malformed))?;
        all.push(Attendee { presence, ..one.clone() });
    }
    let guests = entered.raw("name").split(['、', '，', ',', '\n']).map(str::trim).filter(|own| !own.is_empty());
    for guest in guests {
        let name = Name::parse(guest).map_err(|why| ("name", why))?;
        all.push(Attendee { name, person: None, presence: Presence::Present });
    }
    Ok(all)
}

/// The people of a group, and where one is named of a unit, who may sign in.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn members(
    server: &crate::context::Server,
    of: domain::kinds::GroupId,
    unit: Option<domain::kinds::UnitId>,
) -> Result<Vec<Member>, crate::failure::Failure> {
    use domain::viewer::Role;
    let rank = |role: &Role| match *role {
        Role::Group { group, .. } if group == of => Some(0),
        Role::Unit { unit: one, .. } if Some(one) == unit => Some(1),
        Role::OfficeLeader
        | Role::Group { .. }
        | Role::Unit { .. }
        | Role::Organisation { .. }
        | Role::Admin { .. } => None,
    };
    let people = store::record::people(&server.db).await?.into_iter().filter(|own| own.suspended_at.is_none());
    let mut ranked: Vec<(u8, Member)> = people
        .filter_map(|own| {
            let rank = own.roles.iter().filter_map(rank).min()?;
            Some((rank, Member { person: own.id, name: own.name.to_string() }))
        })
        .collect();
    ranked.sort_by_key(|own| own.0);
    Ok(ranked.into_iter().map(|own| own.1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str) -> Attendee {
        Attendee { name: Name::parse(name).unwrap(), person: None, presence: Presence::Present }
    }

    #[test]
    fn the_roll_is_read_with_its_guests() {
        let fields = [("who-0", "present"), ("who-1", "excused"), ("name", "周校长、 李处长，")];
        let entered: Entered = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let all = attendees(&entered, &[one("甲"), one("乙")]).unwrap();
        let said: Vec<_> = all.iter().map(|own| (own.name.as_str(), own.presence)).collect();
        let guest = Presence::Present;
        assert_eq!(said, [("甲", guest), ("乙", Presence::Excused), ("周校长", guest), ("李处长", guest)]);
        let none: Entered = [("who-0".to_owned(), "late".to_owned())].into_iter().collect();
        assert_eq!(attendees(&none, &[one("甲")]), Err(("name", Refusal::Malformed)));
    }
}
