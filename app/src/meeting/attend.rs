//! Who is there. The clerk calls the roll: everybody who belongs to the meeting, and guests by name.

use domain::act::Act as Any;
use domain::meeting::{Act, Presence};
use leptos::prelude::*;

use super::read::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::roll::{Called, Roll, attendees, expected};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Attendance(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let came = own.attendees.iter().filter(|one| one.presence == Presence::Present).count();
    let roll = me.viewer.in_group(own.book) && matches!(own.state(), "planned" | "open");
    let roll = roll.then(|| view! { <CallRoll detail=detail.clone()/> });
    view! {
        <h3>{t.meeting.attendance(own.attendees.len(), came)}</h3>
        <Called attendees=own.attendees.clone()/>
        {roll}
    }
}

#[component]
fn CallRoll(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("roll"));
    let (meeting, book) = (detail.meeting.id, detail.meeting.book);
    let expected = expected(&detail.meeting.attendees, &detail.members);
    let called = expected.clone();
    let seen = StoredValue::new(detail.meeting.roll());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Meeting(Act::Attend { meeting, attendees: attendees(&entered, &expected)?, was }))
    });
    view! {
        <Fold verb=t.act.meeting_attend() id="roll">
            <ActForm form book verb=t.common.save() read>
                <Roll form expected=called/>
            </ActForm>
        </Fold>
    }
}
