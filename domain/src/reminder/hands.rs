//! What waits for particular hands: of those who lead the group, who go on a visit, who preside at a draw or witness it,
//! who have not spoken to a decision; and what nobody has taken in hand, the next meeting of a series, the list of a week,
//! a survey that stands still or comes to its end.

use std::collections::BTreeMap;

use super::gather::{NEAR, near};
use super::{Group, Matter, Planned, Reason, What};
use crate::calendar::Calendar;
use crate::cases::Cases;
use crate::draw::{Draw, Hand};
use crate::due::{self, Stands};
use crate::kinds::{Day, PersonId, UnitId, Week};
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::survey::Survey;
use crate::worklist::Worklist;

/// Papers and lists that are drafted and wait to be issued.
pub(super) fn drafts(notices: &[Notice], lists: &[Worklist]) -> Vec<Matter> {
    let matter = |what, title: String, due| Matter { what, code: None, title, reason: Reason::Asked, due };
    let papers = notices
        .iter()
        .filter(|own| own.state() == "draft")
        .map(|own| matter(What::DraftNotice { notice: own.id }, own.content.title.to_string(), own.content.reply_by));
    let lists = lists.iter().filter(|own| own.state() == "draft");
    let lists = lists.map(|own| matter(What::DraftList { worklist: own.id, week: own.week }, String::new(), None));
    papers.chain(lists).collect()
}

/// Weeks that a group may go without a list before it has given up making them.
const RESTS: i64 = 2;

/// This week, where nobody has made its list. A group that has had none for longer has ended making them.
pub(super) fn no_list(lists: &[Worklist], today: Day) -> Option<Matter> {
    let this = Week::of(today);
    let last = lists.iter().map(|own| own.week).filter(|week| *week <= this).max()?;
    let runs = this.monday().since(last.monday()) <= RESTS * 7;
    (last < this && runs).then(|| Matter {
        what: What::NoList { week: this },
        code: None,
        title: String::new(),
        reason: Reason::Soon,
        due: Some(this.sunday()),
    })
}

/// Series whose next meeting would be near by now and is not planned. A series that rests for longer than two of its spans has
/// ended.
pub(super) fn next_meetings(meetings: &[Meeting], calendar: &Calendar, today: Day) -> Vec<Matter> {
    let mut last: BTreeMap<Option<UnitId>, &Meeting> = BTreeMap::new();
    for own in meetings.iter().filter(|own| own.state() != "cancelled") {
        let newest = last.entry(own.plan.series.unit()).or_insert(own);
        if own.plan.at > newest.plan.at {
            *newest = own;
        }
    }
    let held = last.into_iter().filter(|(_, own)| own.state() == "closed");
    let next = held.filter_map(|(unit, own)| {
        let (held, series) = (own.plan.at.day(), own.plan.series);
        let (what, day) = (What::NextMeeting { unit }, series.after_at_work(held, calendar));
        let runs = today.since(held) <= 2 * series.after(held).since(held);
        let missing = near(&Planned { what, title: String::new(), day, people: Vec::new() }, today).filter(|_| runs)?;
        // nothing was promised for that day: it is not late
        Some(Matter { reason: missing.reason.min(Reason::Soon), ..missing })
    });
    next.collect()
}

/// What this member has not spoken to: each speaks for themselves, and nobody for another.
pub(super) fn unspoken<'a>(
    own: &'a Meeting,
    cases: Cases<'a>,
    person: PersonId,
    today: Day,
) -> impl Iterator<Item = Matter> + 'a {
    own.unspoken(person, cases, today).map(move |one| Matter {
        what: What::Speak { meeting: own.id, decision: one.resolution.id },
        code: None,
        title: one.resolution.what.to_string(),
        reason: Reason::Asked,
        due: None,
    })
}

/// A survey belongs to the group that keeps it: all of it hears that nobody has a slip though it opens or is open, that its last
/// days are there, while it can still be extended, and that it can be closed.
pub(super) fn survey(own: &Survey, today: Day) -> Option<Matter> {
    let (survey, plan) = (own.id, &own.plan);
    let opens = match due::stands(plan.opens, today) {
        Stands::Late { .. } => Some(Reason::Late),
        Stands::Soon { days } if days <= NEAR => Some(Reason::Soon),
        Stands::Soon { .. } | Stands::Far => None,
    };
    let empty = opens.filter(|_| matches!(own.state(), "planned" | "open") && !own.has_slips());
    let (what, reason, due) = if own.state() == "open" && due::is_late(plan.closes, today) {
        (What::Survey { survey }, Reason::Waiting, plan.closes)
    } else if let Some(reason) = empty {
        (What::SurveySlips { survey }, reason, plan.opens)
    } else if own.state() == "open" && plan.closes.since(today) <= NEAR {
        (What::SurveyEnds { survey }, Reason::Soon, plan.closes)
    } else {
        return None;
    };
    Some(Matter { what, code: None, title: plan.title.to_string(), reason, due: Some(due) })
}

/// What is planned is for those who go; that it was not held or recorded is told to those who lead as well.
pub(super) fn planned(own: &Planned, group: Group, today: Day) -> Option<Matter> {
    let matter = near(own, today)?;
    let led = group.leads && matter.reason == Reason::Late;
    (own.people.is_empty() || own.people.contains(&group.person) || led).then_some(matter)
}

impl Matter {
    /// A visit that is near or not recorded yet, where one of these people goes.
    #[must_use]
    pub fn going(planned: &Planned, people: &[PersonId], today: Day) -> Option<Matter> {
        let goes = people.iter().any(|own| planned.people.contains(own));
        near(planned, today).filter(|_| goes)
    }

    /// What a draw waits for from one of these people, who preside at it or witness it: what they commit to, throw, or reveal.
    #[must_use]
    pub fn in_hand(draw: &Draw, people: &[PersonId]) -> Option<Matter> {
        let waits = |hand: &Hand| match draw.state() {
            "frozen" => hand.commitment.is_none() && hand.dice.is_none(),
            "committed" => hand.reveal.is_none(),
            _ => false,
        };
        let sides = [(draw.plan.presider, &draw.group), (draw.plan.witness, &draw.witness)];
        let asked = sides.into_iter().any(|(person, hand)| people.contains(&person) && waits(hand));
        asked.then(|| Matter {
            what: What::Draw { draw: draw.id },
            code: None,
            title: draw.plan.purpose.to_string(),
            reason: Reason::Waiting,
            due: None,
        })
    }
}
