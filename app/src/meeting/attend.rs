//! Who is there. The clerk calls the roll: everybody who belongs to the meeting, and guests by name.

use domain::act::Act as Any;
use domain::kinds::Name;
use domain::meeting::{Act, Attendee, Presence};
use domain::refusal::Refusal;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::read::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::Select;
use crate::part::{Field, Mark};
use crate::session::me;
use crate::texts::{Texts, texts};

pub fn presence_word(presence: Presence, t: Texts) -> &'static str {
    t.meeting.get(<&str>::from(presence))
}

#[component]
pub fn Attendance(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let came = own.attendees.iter().filter(|one| one.presence == Presence::Present).count();
    let rows = own.attendees.iter().map(|one| {
        let kind = match one.presence {
            Presence::Present => "verified",
            Presence::Excused => "agreed",
            Presence::Absent => "withdrawn",
        };
        view! { <li>{one.name.to_string()} " " <Mark kind word=presence_word(one.presence, t) calm=true/></li> }
    });
    let rows = rows.collect_view();
    let roll = me.viewer.in_group(own.book) && matches!(own.state(), "planned" | "open");
    let roll = roll.then(|| view! { <Roll detail=detail.clone()/> });
    view! {
        <h3>{t.meeting.attendance(own.attendees.len(), came)}</h3>
        <ul class="attendees">{rows}</ul>
        {roll}
    }
}

#[component]
fn Roll(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("roll"));
    let (meeting, book) = (detail.meeting.id, detail.meeting.book);
    let expected = expected(&detail);
    let fields = expected.iter().enumerate().map(|(place, one)| {
        let options =
            Presence::VARIANTS.iter().map(|own| (<&str>::from(*own).to_owned(), presence_word(*own, t).to_owned()));
        let value: &str = one.presence.into();
        let name = form.name(&format!("who-{place}"));
        view! { <Select label=one.name.to_string() name=name options=options.collect() value=value/> }
    });
    let fields = fields.collect_view();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Meeting(Act::Attend { meeting, attendees: attendees(&entered, &expected)? }))
    });
    view! {
        <Fold verb=t.act.meeting_attend() id="roll">
            <ActForm form book verb=t.common.save() read>
                <div class="roll">{fields}</div>
                <Field label=t.meeting.guests() hint=t.meeting.guests_hint() name=form.name("name") wrong=form.wrong("name")/>
            </ActForm>
        </Fold>
    }
}

/// Those on the list as they stand; before there is one, everybody who belongs to it, as present.
fn expected(detail: &Detail) -> Vec<Attendee> {
    let mut all = detail.meeting.attendees.clone();
    for one in &detail.members {
        let there = all.iter().any(|own| own.person == Some(one.person) || own.name.as_str() == one.name);
        if let (false, Ok(name)) = (there, Name::parse(&one.name)) {
            let presence = if detail.meeting.attendees.is_empty() { Presence::Present } else { Presence::Absent };
            all.push(Attendee { name, person: Some(one.person), presence });
        }
    }
    all
}

fn attendees(entered: &Entered, expected: &[Attendee]) -> Result<Vec<Attendee>, Wrong> {
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
