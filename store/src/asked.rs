//! Everything that can ask for something, read within a reach: of a unit, as its own people read it; of a group. What is
//! asked of it says `domain::asks`, what is reminded of `domain::reminder`; pages and reminders are made of the same.

mod answering;
mod course;
mod waits;

use std::collections::HashMap;

use domain::act::{Key, Subject};
use domain::asks::{Dated, Held, Records, asks, held, overdue};
use domain::calendar::{Calendar, SHIPPED};
use domain::carrier::Carrier;
use domain::cases::Cases;
use domain::deployment::Deployment;
use domain::draw::Draw;
use domain::evaluation::Evaluation;
use domain::issue::{Issue, State};
use domain::kinds::{Book, Day, DecisionId, GroupId, OrganisationId, PersonId, UnitId};
use domain::lookback::Lookback;
use domain::meeting::{Meeting, made};
use domain::notice::Notice;
use domain::policy::Policies;
use domain::record::Record;
use domain::reminder::{self, Matter, Planned, What};
use domain::report::Report;
use domain::study::Study;
use domain::survey::Survey;
use domain::unit::Unit;
use domain::viewer::{Reach, Role, UnitPost, Viewer};
use domain::visit::Visit;
use domain::visit::list::Filter;
use domain::worklist::{Worklist, origins};

use crate::db::Db;
use crate::error::Result;
use crate::{campaign, issue, record, shared, visit};
pub use answering::answering;
use course::Course;
pub(crate) use course::Kept;
use waits::Waits;

/// States in which somebody still has something to do.
const WAITING: [State; 6] =
    [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed, State::Verified];

/// The records of a unit from which follows what is asked of it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Not for a secondary organisation.
    pub unit: Option<Unit>,
    pub issues: Vec<Issue>,
    pub carriers: Vec<Carrier>,
    reports: Vec<Report>,
    visits: Vec<Visit>,
    pub lookbacks: Vec<Lookback>,
    notices: Vec<Notice>,
    worklists: Vec<Worklist>,
    meetings: Vec<Meeting>,
    deployments: Vec<Deployment>,
    waits: Waits,
    /// Of what was decided for it: what was drafted of it and given up, of which it reads no more than that.
    given_up: Vec<DecisionId>,
    organisations: Vec<OrganisationId>,
    policies: Policies,
    calendar: Calendar,
    /// Of a closed unit nothing is asked.
    closed: bool,
}

impl Asked {
    /// `own` is the unit's record, for who may see it. Papers, lists and meetings are read as the unit itself reads them: the page of
    /// one unit says nothing of another.
    ///
    /// # Errors
    /// The database; a record that can't be read.
    pub async fn of_unit(
        db: &Db,
        viewer: &Viewer,
        (book, unit): (Book, UnitId),
        own: Option<Unit>,
        calendar: &Calendar,
    ) -> Result<Asked> {
        let reach = viewer.reach();
        let staff = |group| {
            let role = Role::Unit { unit, group, post: UnitPost::Liaison };
            Viewer { roles: vec![role], ..viewer.clone() }
        };
        // Of a matter in step the organisations are themselves; they have no part in a round.
        let steps = match book {
            Book::Group(group) if own.is_some() => staff(group),
            Book::Group(_) | Book::Office => viewer.clone(),
        };
        let (notices, worklists, meetings): (Vec<Notice>, Vec<Worklist>, Vec<Meeting>) = match book {
            Book::Group(group) if own.is_some() => {
                let staff = staff(group);
                let notices: Vec<Box<Notice>> =
                    shared::list(db, &staff, Subject::Notice, Some(book), Some(unit)).await?;
                let lists: Vec<Box<Worklist>> =
                    shared::list(db, &staff, Subject::Worklist, Some(book), Some(unit)).await?;
                let meetings = meetings(db, &staff, book, Some(unit)).await?;
                let notices = notices.into_iter().map(|own| *own).collect();
                (notices, lists.into_iter().map(|own| *own).collect(), meetings)
            }
            Book::Group(_) | Book::Office => (Vec::new(), Vec::new(), Vec::new()),
        };
        let waits = if own.is_some() { Waits::read(db, &steps, &reach, (book, unit)).await? } else { Waits::default() };
        let mut issues = issue::waiting(db, &reach, unit, &WAITING).await?;
        let mut visits = visit::promised(db, &reach, None, Some(unit)).await?;
        add(db, &reach, origins(&worklists).into_iter().chain(made(&meetings)), &mut issues, &mut visits).await?;
        let given_up = shared::given_up(db, &meetings).await?;
        Ok(Asked {
            given_up,
            issues,
            carriers: all(db, &reach, Subject::Carrier, book, Some(unit)).await?,
            reports: all(db, &reach, Subject::Report, book, Some(unit)).await?,
            visits,
            lookbacks: lookbacks(db, &reach, book, Some(unit)).await?,
            notices,
            worklists,
            meetings,
            waits,
            organisations: if own.is_some() { Vec::new() } else { reach.organisations.clone() },
            deployments: deployments(db, &steps, book, Some(unit)).await?,
            policies: policies(db, book).await?,
            calendar: calendar.clone(),
            closed: record::closed(db).await?.has(unit),
            unit: own,
        })
    }

    #[must_use]
    pub fn records(&self) -> Records<'_> {
        let all = Records {
            unit: self.unit.as_ref(),
            issues: &self.issues,
            carriers: &self.carriers,
            reports: &self.reports,
            visits: &self.visits,
            lookbacks: &self.lookbacks,
            notices: &self.notices,
            worklists: &self.worklists,
            meetings: &self.meetings,
            deployments: &self.deployments,
            given_up: &self.given_up,
            organisations: &self.organisations,
            policies: &self.policies,
            calendar: &self.calendar,
        };
        if self.closed { nothing(all) } else { all }
    }

    /// Rounds that wait for the unit, and draws that wait for one of these people. For who may see the unit's own record.
    #[must_use]
    pub fn waits(&self, people: &[PersonId], today: Day) -> Vec<Matter> {
        let unit = self.unit.as_ref().filter(|_| !self.closed);
        unit.map(|unit| self.waits.matters(unit.id, people, today)).unwrap_or_default()
    }

    /// What stands, of a closed unit too.
    #[must_use]
    pub fn cases(&self) -> Cases<'_> {
        Cases {
            issues: &self.issues,
            visits: &self.visits,
            notices: &self.notices,
            meetings: &self.meetings,
            lists: &self.worklists,
            carriers: &self.carriers,
            reports: &self.reports,
            lookbacks: &self.lookbacks,
            deployments: &self.deployments,
            given_up: &self.given_up,
        }
    }

    /// What the group holds of it.
    #[must_use]
    pub fn held(&self, today: Day) -> Vec<Held> {
        held(&self.issues, &self.lookbacks, &self.worklists, today)
    }
}

/// The same without what could ask for anything.
fn nothing(of: Records<'_>) -> Records<'_> {
    Records {
        unit: None,
        issues: &[],
        carriers: &[],
        reports: &[],
        visits: &[],
        lookbacks: &[],
        notices: &[],
        worklists: &[],
        meetings: &[],
        deployments: &[],
        ..of
    }
}

/// What this person is reminded of in this one of their roles: what their own pages ask for, and nothing that they could
/// not read there; what lies with a unit for which colleagues answer is those colleagues'.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn matters(db: &Db, viewer: &Viewer, role: Role, today: Day) -> Result<Vec<Matter>> {
    let mut own = of_role(db, viewer, role, today).await?;
    if let Role::Group { group, .. } = role {
        let (answering, leads) = (answering(db, Book::Group(group)).await?, viewer.leads_group(Book::Group(group)));
        own.retain(|matter| answering.hears(matter, viewer.person, leads));
    }
    Ok(own)
}

/// The same for whoever holds the role, whoever answers for which unit. Leadership and administrators are asked for
/// nothing. Working days are those of the campaign of the role's group.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn of_role(db: &Db, viewer: &Viewer, role: Role, today: Day) -> Result<Vec<Matter>> {
    let own = Viewer { roles: vec![role], ..viewer.clone() };
    match role {
        Role::Unit { unit, group, .. } => of_unit(db, &own, (Book::Group(group), unit), today).await,
        Role::Organisation { unit, group, .. } => of_organisation(db, &own, (Book::Group(group), unit), today).await,
        Role::Group { group, .. } => of_group(db, &own, group, today).await,
        Role::OfficeLeader | Role::Admin { .. } => Ok(Vec::new()),
    }
}

async fn of_unit(db: &Db, own: &Viewer, (book, unit): (Book, UnitId), today: Day) -> Result<Vec<Matter>> {
    let (reach, calendar) = (own.reach(), campaign::calendar(db, book).await?);
    let key = Key { subject: Subject::Unit, id: unit.0 };
    let record = record::load(db, &reach, key).await?.and_then(|record| Unit::try_from(record).ok());
    let asked = Asked::of_unit(db, own, (book, unit), record, &calendar).await?;
    if asked.closed {
        return Ok(Vec::new());
    }
    let mut matters = reminder::of_unit(asks(asked.records(), today));
    let mut planned = planned_visits(db, &reach, book, Some(unit), today).await?;
    planned.extend(planned_meetings(&asked.meetings));
    matters.extend(reminder::invited(&planned, today));
    matters.extend(asked.waits(&[own.person], today));
    Ok(matters)
}

/// Their reach is that of the organisation: of visits, those that were announced to it.
async fn of_organisation(db: &Db, own: &Viewer, (book, unit): (Book, UnitId), today: Day) -> Result<Vec<Matter>> {
    let calendar = campaign::calendar(db, book).await?;
    let asked = Asked::of_unit(db, own, (book, unit), None, &calendar).await?;
    if asked.closed {
        return Ok(Vec::new());
    }
    let mut matters = reminder::of_unit(asks(asked.records(), today));
    let planned = planned_visits(db, &own.reach(), book, Some(unit), today).await?;
    matters.extend(reminder::invited(&planned, today));
    Ok(matters)
}

async fn of_group(db: &Db, own: &Viewer, group: GroupId, today: Day) -> Result<Vec<Matter>> {
    let (book, reach) = (Book::Group(group), own.reach());
    let age = course::age(db, book).await?;
    let campaign = campaign::of_book(db, book).await?;
    let calendar = campaign.as_ref().map_or(&SHIPPED, |own| &own.calendar);
    let issues = issue::of_book(db, &reach, book, &WAITING).await?;
    let worklists: Vec<Box<Worklist>> = shared::list(db, own, Subject::Worklist, Some(book), None).await?;
    let worklists: Vec<Worklist> = worklists.into_iter().map(|own| *own).collect();
    // of lists, what is to be ticked is one matter for each
    let lookbacks = lookbacks(db, &reach, book, None).await?;
    let held = held(&issues, &lookbacks, &[], today);
    let notices: Vec<Box<Notice>> = shared::list(db, own, Subject::Notice, Some(book), None).await?;
    let mut notices: Vec<Notice> = notices.into_iter().map(|own| *own).collect();
    let surveys: Vec<Box<Survey>> = all(db, &reach, Subject::Survey, book, None).await?;
    let surveys: Vec<Survey> = surveys.into_iter().map(|own| *own).collect();
    let mut planned = planned_visits(db, &reach, book, None, today).await?;
    let mut meetings = meetings(db, own, book, None).await?;
    planned.extend(planned_meetings(&meetings));
    let sessions: Vec<Box<Study>> = all(db, &reach, Subject::Study, book, None).await?;
    planned.extend(sessions.into_iter().filter(|own| own.state() == "planned").map(|own| Planned {
        what: What::Study { study: own.id },
        title: own.plan.topic.to_string(),
        day: own.plan.at.day(),
        people: Vec::new(),
    }));
    let waits = policies(db, book).await?.waits;
    let rounds = rounds(db, own, book, None).await?;
    let (carriers, mut reports) =
        (all(db, &reach, Subject::Carrier, book, None).await?, all(db, &reach, Subject::Report, book, None).await?);
    let (visits, mut deployments) =
        (visit::promised(db, &reach, Some(book), None).await?, deployments(db, own, book, None).await?);
    let closed = record::closed(db).await?;
    closed.leave_out(&mut notices, &mut deployments, &mut meetings);
    closed.leave_out_reports(&mut reports);
    let dated = Dated { carriers: &carriers, reports: &reports, visits: &visits, deployments: &deployments };
    let draws = draws(db, &reach, book, None).await?;
    let course = match &campaign {
        Some(campaign) => Some(Course::read(db, own, (book, campaign), (age, &issues, &lookbacks), today).await?),
        None => None,
    };
    let group = reminder::Group {
        held: &held,
        notices: &notices,
        waits,
        calendar,
        planned: &planned,
        surveys: &surveys,
        issues: &issues,
        overdue: &overdue(dated, today),
        worklists: &worklists,
        meetings: &meetings,
        rounds: &rounds,
        person: own.person,
        leads: own.leads_group(book),
        draws: &draws,
        course: course.as_ref().map(Course::records),
    };
    Ok(reminder::of_group(group, today))
}

/// Visits that are near and not recorded yet, with those who go: to a unit those that were announced to it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn planned_visits(
    db: &Db,
    reach: &Reach,
    book: Book,
    unit: Option<UnitId>,
    today: Day,
) -> Result<Vec<Planned>> {
    let filter = Filter {
        book: Some(book),
        unit,
        state: Some(domain::visit::list::State::Planned),
        to: Some(today.plus(domain::due::SOON_DAYS)),
        ..Filter::default()
    };
    let lines = visit::whole(db, reach, &filter, 300).await?;
    let keys = lines.iter().map(|own| Key { subject: Subject::Visit, id: own.id.0 });
    let going: HashMap<_, _> = record::some(db, reach, keys)
        .await?
        .into_iter()
        .filter_map(|(key, record)| Some((key.id, Box::<Visit>::try_from(record).ok()?.description.members)))
        .collect();
    let planned = lines.into_iter().map(|own| Planned {
        what: What::Visit { visit: own.id },
        people: going.get(&own.id.0).cloned().unwrap_or_default(),
        title: own.topic.or(own.place).unwrap_or_default(),
        day: own.at.day(),
    });
    Ok(planned.collect())
}

fn planned_meetings(meetings: &[Meeting]) -> Vec<Planned> {
    let open = meetings.iter().filter(|own| own.state() == "planned");
    open.map(|own| Planned {
        what: What::Meeting { meeting: own.id },
        title: own.plan.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        day: own.plan.at.day(),
        people: Vec::new(),
    })
    .collect()
}

/// As the group has set them, or as shipped: what they ask for is no secret of the group.
async fn policies(db: &Db, book: Book) -> Result<Policies> {
    let group = match book {
        Book::Group(group) => group,
        Book::Office => GroupId(uuid::Uuid::nil()),
    };
    let everything = Reach { all: true, ..Reach::default() };
    let own = record::load(db, &everything, Key { subject: Subject::Policy, id: group.0 }).await?;
    Ok(own.and_then(|record| Policies::try_from(record).ok()).unwrap_or_else(|| Policies::shipped(group)))
}

/// Adds those of these issues and visits that are not among them: what items came from and decisions became, over or not.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn add(
    db: &Db,
    reach: &Reach,
    keys: impl IntoIterator<Item = Key>,
    issues: &mut Vec<Issue>,
    visits: &mut Vec<Visit>,
) -> Result<()> {
    for (key, record) in record::some(db, reach, keys).await? {
        if let Record::Issue(own) = record {
            if issues.iter().all(|one| one.id.0 != key.id) {
                issues.push(*own);
            }
        } else if let Record::Visit(own) = record
            && visits.iter().all(|one| one.id.0 != key.id)
        {
            visits.push(*own);
        }
    }
    Ok(())
}

pub(crate) async fn all<T: TryFrom<Record>>(
    db: &Db,
    reach: &Reach,
    subject: Subject,
    book: Book,
    unit: Option<UnitId>,
) -> Result<Vec<T>> {
    let records = record::all(db, reach, subject, Some(book), unit).await?;
    Ok(records.into_iter().filter_map(|record| T::try_from(record).ok()).collect())
}

async fn meetings(db: &Db, viewer: &Viewer, book: Book, unit: Option<UnitId>) -> Result<Vec<Meeting>> {
    let all: Vec<Box<Meeting>> = shared::list(db, viewer, Subject::Meeting, Some(book), unit).await?;
    Ok(all.into_iter().map(|own| *own).collect())
}

pub(crate) async fn deployments(db: &Db, viewer: &Viewer, book: Book, unit: Option<UnitId>) -> Result<Vec<Deployment>> {
    let all: Vec<Box<Deployment>> = shared::list(db, viewer, Subject::Deployment, Some(book), unit).await?;
    Ok(all.into_iter().map(|own| *own).collect())
}

async fn rounds(db: &Db, viewer: &Viewer, book: Book, unit: Option<UnitId>) -> Result<Vec<Evaluation>> {
    let all: Vec<Box<Evaluation>> = shared::list(db, viewer, Subject::Evaluation, Some(book), unit).await?;
    Ok(all.into_iter().map(|own| *own).collect())
}

/// Draws that may wait for somebody's part in them.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn draws(db: &Db, reach: &Reach, book: Book, unit: Option<UnitId>) -> Result<Vec<Draw>> {
    let all: Vec<Box<Draw>> = all(db, reach, Subject::Draw, book, unit).await?;
    Ok(all.into_iter().map(|own| *own).filter(|own| matches!(own.state(), "frozen" | "committed")).collect())
}

pub(crate) async fn lookbacks(db: &Db, reach: &Reach, book: Book, unit: Option<UnitId>) -> Result<Vec<Lookback>> {
    let all: Vec<Box<Lookback>> = all(db, reach, Subject::Lookback, book, unit).await?;
    Ok(all.into_iter().map(|own| *own).collect())
}
