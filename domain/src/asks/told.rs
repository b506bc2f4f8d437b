//! What the group has told a unit to do: on its papers, at meetings, in matters in step.

use super::{About, Ask, Records, Verb, Why, date};
use crate::deployment::{Deployment, Place, Step};
use crate::kinds::{Day, OrganisationId};
use crate::meeting::Meeting;
use crate::notice::Notice;

/// A paper that is still to be received, or to be replied to.
pub(super) fn notice<'a>(own: &'a Notice, records: Records<'a>, today: Day) -> impl Iterator<Item = Ask> + 'a {
    own.addressees.iter().filter_map(move |unit| {
        let since = own.owes_since(unit)?;
        let back = unit.returned().map(|(times, _)| Why::Returned { times });
        let (verb, due) = match unit.received {
            None => (Verb::ReceiveNotice, Some(receive_by(own, records, since))),
            Some(_) => (Verb::ReplyNotice, own.content.reply_by),
        };
        Some(Ask {
            about: About::Notice { id: own.id },
            code: own.number.map(|number| format!("№{number}")),
            title: own.content.title.to_string(),
            verb,
            why: back.into_iter().chain(date(due, today)).collect(),
            due,
        })
    })
}

/// A paper is to be received before the group would go a rung up for it, and before the day of its reply. Nothing stands above a talk:
/// it is given as long as there was before it.
fn receive_by(own: &Notice, records: Records, issued: Day) -> Day {
    let paper = own.content.paper;
    let waits = records.policies.waits.before(paper.next().unwrap_or(paper));
    let last = records.calendar.plus(issued, waits);
    own.content.reply_by.map_or(last, |by| last.min(by.max(issued)))
}

/// What was decided for the unit and became nothing else, from that moment on. Its code is the day of the meeting.
pub(super) fn decisions<'a>(own: &'a Meeting, records: Records<'a>, today: Day) -> impl Iterator<Item = Ask> + 'a {
    let theirs = own.decisions.iter().filter(move |one| one.waits(records.cases()) && one.resolution.unit.is_some());
    theirs.map(move |one| Ask {
        about: About::Decision { meeting: own.id, decision: one.resolution.id },
        code: Some(own.plan.at.day().to_string()),
        title: one.resolution.what.to_string(),
        verb: Verb::SettleDecision,
        why: date(Some(one.resolution.due), today).into_iter().collect(),
        due: Some(one.resolution.due),
    })
}

/// The step that comes next. One that has no day is asked for without one.
pub(super) fn steps<'a>(
    own: &'a Deployment,
    organisations: &'a [OrganisationId],
    today: Day,
) -> impl Iterator<Item = Ask> + 'a {
    let theirs = move |place: &Place| match place.organisation {
        None => organisations.is_empty(),
        Some(own) => organisations.contains(&own),
    };
    let places = own.content.places().filter(theirs).filter(|_| own.runs());
    places.filter_map(|place| own.next(place)).map(move |step| ask_step(own, step, today))
}

pub(super) fn ask_step(own: &Deployment, step: Step, today: Day) -> Ask {
    let due = own.content.days.of(step);
    Ask {
        about: About::Step { deployment: own.id, step },
        code: None,
        title: own.content.title.to_string(),
        verb: Verb::ReportStep,
        why: date(due, today).into_iter().collect(),
        due,
    }
}
