//! From the records that a page is made of to what is to be reminded of.

use std::collections::{BTreeMap, BTreeSet};

use super::course::{Course, half_time, lookbacks};
use super::hands::{drafts, next_meetings, no_list, planned, survey, unspoken};
use super::rounds::{led, low, of_round};
use super::{Matter, Reason, What};
use crate::asks::{About, Ask, Held, Why, listed};
use crate::calendar::Calendar;
use crate::cases::Cases;
use crate::draw::Draw;
use crate::due::{self, Stands};
use crate::evaluation::Evaluation;
use crate::issue::Issue;
use crate::kinds::{Day, PersonId, UnitId, Week, WorklistId};
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::policy::Waits;
use crate::survey::Survey;
use crate::worklist::{self, Item, Thing, Worklist};

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
        Why::Soon { .. } | Why::MeasuresSoon { .. } => Reason::Soon,
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
    /// Who goes, by name: it is theirs. Nobody where it is the whole group's.
    pub people: Vec<PersonId>,
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
    /// Issues that somebody still has to do something about.
    pub issues: &'a [Issue],
    /// What else is in units' hands and past its day.
    pub overdue: &'a [(Option<UnitId>, Ask)],
    pub worklists: &'a [Worklist],
    pub meetings: &'a [Meeting],
    pub rounds: &'a [Evaluation],
    /// Who is reminded; nobody's id where all who hold the role are: who of them has spoken says
    /// [`Spoken`](super::Spoken) then.
    pub person: PersonId,
    /// They may issue what is drafted, take a cut, and have a round go on.
    pub leads: bool,
    pub surveys: &'a [Survey],
    pub draws: &'a [Draw],
    /// Nothing where there is no campaign.
    pub course: Option<Course<'a>>,
}

impl<'a> Group<'a> {
    fn cases(self) -> Cases<'a> {
        let Group { issues, notices, meetings, worklists: lists, .. } = self;
        Cases { issues, notices, meetings, lists, ..Cases::default() }
    }
}

/// What is planned is near so many days before: the bag is packed by then.
pub(super) const NEAR: i64 = 3;

/// What waits in a group's hands.
#[must_use]
pub fn of_group(group: Group, today: Day) -> Vec<Matter> {
    let held = group.held.iter().map(|own| Matter {
        what: What::Held { about: own.about, until: own.until, unit: own.unit },
        code: own.code.clone(),
        title: own.title.clone(),
        reason: Reason::Waiting,
        due: None,
    });
    let replies = group.notices.iter().flat_map(replies);
    let chases = group.notices.iter().filter_map(|own| chase(own, group, today));
    let planned = group.planned.iter().filter_map(|own| planned(own, group, today));
    let surveys = group.surveys.iter().filter_map(|own| survey(own, today));
    let follows = group.issues.iter().filter_map(|own| follow(own, today)).chain(group.overdue.iter().map(late));
    let lists = own_items(group, today).chain(ticks(group.worklists));
    let listed = listed(group.cases());
    let decisions = group.meetings.iter().flat_map(|own| own_decisions(own, group, &listed, today));
    let voices = group.meetings.iter().flat_map(|own| unspoken(own, group.cases(), group.person, today));
    let decisions = decisions.chain(voices);
    let rounds = group.rounds.iter().flat_map(|own| of_round(own, group.person, today));
    let papers = replies.chain(chases).chain(planned).chain(surveys);
    let low = group.rounds.iter().flat_map(|own| low(own, group));
    let led = group.leads.then(|| drafts(group.notices, group.worklists).into_iter().chain(led(group.rounds, today)));
    let draws = group.draws.iter().filter_map(|own| Matter::in_hand(own, &[group.person]));
    let meetings = next_meetings(group.meetings, group.calendar, today);
    let missing = no_list(group.worklists, today).filter(|_| group.leads);
    let lookbacks = group.course.and_then(|own| lookbacks(own, group.calendar, today));
    let half = group.course.filter(|_| group.leads).and_then(|own| half_time(own, today));
    let own = led.into_iter().flatten().chain(draws).chain(meetings).chain(missing).chain(lookbacks).chain(half);
    held.chain(papers).chain(follows).chain(lists).chain(decisions).chain(rounds).chain(low).chain(own).collect()
}

/// How near a day makes something that the group does itself.
pub(super) fn pressing(due: Option<Day>, today: Day) -> Reason {
    match due.map(|due| due::stands(due, today)) {
        Some(Stands::Late { .. }) => Reason::Late,
        Some(Stands::Soon { .. }) => Reason::Soon,
        Some(Stands::Far) | None => Reason::Asked,
    }
}

/// In the unit's hands, and late or stuck there.
fn follow(own: &Issue, today: Day) -> Option<Matter> {
    let late = own.late_days(today).map(|_| Reason::Late);
    let reason = late.or(own.stagnant_days(today).map(|_| Reason::Stagnant))?;
    let about = About::Issue { id: own.id, origin: own.origin };
    let (what, due) = (What::Follow { about, unit: Some(own.unit) }, own.due_day());
    Some(Matter { what, code: Some(own.code()), title: own.title.to_string(), reason, due })
}

fn late((unit, own): &(Option<UnitId>, Ask)) -> Matter {
    let what = What::Follow { about: own.about, unit: *unit };
    Matter { what, code: own.code.clone(), title: own.title.clone(), reason: Reason::Late, due: own.due }
}

/// What stands on the lists for the group itself.
fn own_items(group: Group<'_>, today: Day) -> impl Iterator<Item = Matter> + '_ {
    let ours = |item: &Item| item.state() == "open" && item.task.unit.is_none();
    let open =
        worklist::standing(group.worklists).filter(move |(_, item)| ours(item) && !group.cases().over(&item.task));
    open.map(move |(own, item)| {
        let due = item.task.due.unwrap_or_else(|| own.week.sunday());
        Matter {
            what: What::Item { worklist: own.id, item: item.id },
            code: None,
            title: item.task.what.to_string(),
            reason: pressing(Some(due), today),
            due: Some(due),
        }
    })
}

/// What units say they have done, a list at a time.
fn ticks(lists: &[Worklist]) -> Vec<Matter> {
    let mut many: BTreeMap<(Week, WorklistId), usize> = BTreeMap::new();
    for (own, _) in worklist::standing(lists).filter(|(_, item)| item.state() == "answered") {
        *many.entry((own.week, own.id)).or_default() += 1;
    }
    let matter = |((week, worklist), many)| Matter {
        what: What::Tick { worklist, week, many },
        code: None,
        title: String::new(),
        reason: Reason::Waiting,
        due: None,
    };
    many.into_iter().map(matter).collect()
}

/// What was decided for the group itself and became nothing else; not beside the same on a list.
fn own_decisions<'a>(
    own: &'a Meeting,
    group: Group<'a>,
    listed: &'a BTreeSet<Thing>,
    today: Day,
) -> impl Iterator<Item = Matter> + 'a {
    let open = own.decisions.iter().filter(move |one| one.waits(group.cases()) && one.resolution.unit.is_none());
    open.filter(|one| !listed.contains(&Thing::of(one.resolution.id.0))).map(move |one| Matter {
        what: What::Decision { meeting: own.id, decision: one.resolution.id },
        code: None,
        title: one.resolution.what.to_string(),
        reason: pressing(Some(one.resolution.due), today),
        due: Some(one.resolution.due),
    })
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
    let chased = own.chased(group.notices);
    let open = units.iter().any(|unit| !chased.contains(unit));
    open.then(|| of_paper(own, What::Chase { notice: own.id }, Reason::Late))
}

pub(super) fn near(own: &Planned, today: Day) -> Option<Matter> {
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
