//! From the records that a page is made of to what is to be reminded of.

use super::{Matter, Reason, What};
use crate::asks::{Ask, Held, Why};
use crate::calendar::Calendar;
use crate::due::{self, Stands};
use crate::kinds::Day;
use crate::notice::Notice;
use crate::policy::Waits;
use crate::survey::Survey;

/// What is asked of a unit, each for the most pressing of its reasons.
#[must_use]
pub fn of_unit(asks: Vec<Ask>) -> Vec<Matter> {
    let matter = |own: Ask| Matter {
        what: What::Asked { about: own.about, verb: own.verb },
        reason: own.why.iter().map(|why| reason(*why)).max().unwrap_or(Reason::Asked),
        code: own.code,
        title: own.title,
        due: own.due,
    };
    asks.into_iter().map(matter).collect()
}

fn reason(why: Why) -> Reason {
    match why {
        Why::Late { .. } | Why::MeasuresLate { .. } => Reason::Late,
        Why::Returned { .. } => Reason::Returned,
        Why::Soon { .. } => Reason::Soon,
        Why::Stagnant { .. } => Reason::Stagnant,
        Why::Missing { .. } | Why::MeasuresOpen { .. } | Why::Unanswered { .. } | Why::Ready => Reason::Asked,
    }
}

/// A visit, meeting or session that is planned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    pub what: What,
    pub title: String,
    pub day: Day,
}

/// What a group is reminded of is made of this.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    pub held: &'a [Held],
    pub notices: &'a [Notice],
    pub waits: Waits,
    pub calendar: &'a Calendar,
    /// Visits, meetings and sessions of the group.
    pub planned: &'a [Planned],
    pub surveys: &'a [Survey],
}

/// What is planned is near so many days before: the bag is packed by then.
const NEAR: i64 = 3;

/// What waits in a group's hands.
#[must_use]
pub fn of_group(group: Group, today: Day) -> Vec<Matter> {
    let held = group.held.iter().map(|own| Matter {
        what: What::Held { about: own.about, until: own.until },
        code: own.code.clone(),
        title: own.title.clone(),
        reason: Reason::Waiting,
        due: None,
    });
    let replies = group.notices.iter().flat_map(replies);
    let chases = group.notices.iter().filter_map(|own| chase(own, group, today));
    let planned = group.planned.iter().filter_map(|own| near(own, today));
    let surveys = group.surveys.iter().filter_map(|own| survey(own, today));
    held.chain(replies).chain(chases).chain(planned).chain(surveys).collect()
}

fn of_paper(own: &Notice, what: What, reason: Reason) -> Matter {
    let code = own.number.map(|number| format!("№{number}"));
    Matter { what, code, title: own.content.title.to_string(), reason, due: own.content.reply_by }
}

fn replies(own: &Notice) -> impl Iterator<Item = Matter> + '_ {
    let open = own.withdrawn.is_none() && own.closed.is_none();
    let replied = own.addressees.iter().filter(move |unit| open && own.state_of(unit) == "replied");
    replied.map(|unit| of_paper(own, What::Replied { notice: own.id, unit: unit.unit }, Reason::Waiting))
}

/// Time to chase, unless the next rung went to all who owe an answer already.
fn chase(own: &Notice, group: Group, today: Day) -> Option<Matter> {
    let (_, units) = own.chase(today, group.waits, group.calendar)?;
    let further = group.notices.iter().filter(|next| next.content.after == Some(own.id) && next.withdrawn.is_none());
    let chased: Vec<_> = further.flat_map(|next| &next.content.units).collect();
    let open = units.iter().any(|unit| !chased.contains(&unit));
    open.then(|| of_paper(own, What::Chase { notice: own.id }, Reason::Late))
}

fn near(own: &Planned, today: Day) -> Option<Matter> {
    let reason = match due::stands(own.day, today) {
        Stands::Late { .. } => Reason::Late,
        Stands::Soon { days } if days <= NEAR => Reason::Soon,
        Stands::Soon { .. } | Stands::Far => return None,
    };
    let what = own.what;
    Some(Matter { what, code: None, title: own.title.clone(), reason, due: Some(own.day) })
}

/// What a unit is invited to, once it is near. That it was not held is not the unit's to mend.
#[must_use]
pub fn invited(planned: &[Planned], today: Day) -> Vec<Matter> {
    planned.iter().filter(|own| own.day >= today).filter_map(|own| near(own, today)).collect()
}

fn survey(own: &Survey, today: Day) -> Option<Matter> {
    let over = own.state() == "open" && due::is_late(own.plan.closes, today);
    over.then(|| Matter {
        what: What::Survey { survey: own.id },
        code: None,
        title: own.plan.title.to_string(),
        reason: Reason::Waiting,
        due: Some(own.plan.closes),
    })
}
