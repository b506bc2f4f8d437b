//! A record of any kind, and the one place that sends an act to the module of its subject.

mod known;
pub mod meanwhile;
mod must;
mod shared;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::act::{Act, Key, Subject};
use crate::campaign::Campaign;
use crate::carrier::Carrier;
use crate::cut::Cut;
use crate::deployment::Deployment;
use crate::draw::Draw;
use crate::entry::{Entry, Stamp};
use crate::evaluation::Evaluation;
use crate::figure::Cell;
use crate::group::Group;
use crate::issue::Issue;
use crate::kinds::{ActId, Book, OrganisationId, UnitId};
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::outcome::Outcome;
use crate::person::Person;
use crate::policy::Policies;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::rule::Rule;
use crate::standard::Standard;
use crate::study::Study;
use crate::survey::Survey;
use crate::template::Template;
use crate::unit::Unit;
use crate::viewer::Reach;
use crate::visit::Visit;
use crate::worklist::Worklist;
use crate::worklog::Worklog;
use crate::{
    campaign, carrier, cut, deployment, draw, evaluation, group, issue, lookback, meeting, notice, outcome, person,
    policy, report, rule, standard, study, survey, template, unit, visit, worklist, worklog,
};

pub use known::{Facts, Known, Need};
pub use meanwhile::{Fields, Part};
pub use shared::Telling;

pub(crate) use must::{must_be_in, must_be_new, must_be_there};

/// The state of one record: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Record {
    Campaign(Campaign),
    Group(Group),
    Person(Person),
    Policy(Policies),
    Unit(Unit),
    Carrier(Carrier),
    Issue(Box<Issue>),
    Report(Report),
    Rule(Rule),
    Draw(Box<Draw>),
    Visit(Box<Visit>),
    Template(Box<Template>),
    Evaluation(Box<Evaluation>),
    Survey(Box<Survey>),
    Lookback(Box<Lookback>),
    Cut(Box<Cut>),
    Notice(Box<Notice>),
    Worklist(Box<Worklist>),
    Meeting(Box<Meeting>),
    Deployment(Box<Deployment>),
    Standard(Box<Standard>),
    Study(Box<Study>),
    Worklog(Box<Worklog>),
    Outcome(Box<Outcome>),
}

/// Gives a typed view of [`Known`] and [`Record`].
macro_rules! typed {
    ($($name:ident: $variant:ident($type:ty)),* $(,)?) => {
        impl Known {$(
            /// The record of this kind and id, if it is at hand.
            #[must_use]
            pub fn $name(&self, id: impl Into<Uuid>) -> Option<&$type> {
                match self.records.get(&Key { subject: Subject::$variant, id: id.into() }) {
                    Some(Record::$variant(record)) => Some(record),
                    Some(_) | None => None,
                }
            }
        )*}
        $(impl TryFrom<Record> for $type {
            type Error = ();
            fn try_from(record: Record) -> Result<Self, ()> {
                if let Record::$variant(own) = record { Ok(own) } else { Err(()) }
            }
        }
        impl<'a> TryFrom<&'a Record> for &'a $type {
            type Error = ();
            fn try_from(record: &'a Record) -> Result<Self, ()> {
                if let Record::$variant(own) = record { Ok(own) } else { Err(()) }
            }
        }
        impl From<$type> for Record {
            fn from(own: $type) -> Record {
                Record::$variant(own)
            }
        })*
        impl Record {
            #[must_use]
            pub fn subject(&self) -> Subject {
                match self { $(Record::$variant(_) => Subject::$variant),* }
            }
            /// Reads the stored JSON of a record of this kind.
            ///
            /// # Errors
            /// When the text is not such a record.
            pub fn read(subject: Subject, body: &str) -> Result<Record, serde_json::Error> {
                match subject { $(Subject::$variant => serde_json::from_str(body).map(Record::$variant)),* }
            }
        }
    };
}

typed! {
    campaign: Campaign(Campaign),
    group: Group(Group),
    person: Person(Person),
    policies: Policy(Policies),
    unit: Unit(Unit),
    carrier: Carrier(Carrier),
    issue: Issue(Box<Issue>),
    report: Report(Report),
    rule: Rule(Rule),
    draw: Draw(Box<Draw>),
    visit: Visit(Box<Visit>),
    template: Template(Box<Template>),
    evaluation: Evaluation(Box<Evaluation>),
    survey: Survey(Box<Survey>),
    lookback: Lookback(Box<Lookback>),
    cut: Cut(Box<Cut>),
    notice: Notice(Box<Notice>),
    worklist: Worklist(Box<Worklist>),
    meeting: Meeting(Box<Meeting>),
    deployment: Deployment(Box<Deployment>),
    standard: Standard(Box<Standard>),
    study: Study(Box<Study>),
    worklog: Worklog(Box<Worklog>),
    outcome: Outcome(Box<Outcome>),
}

impl Record {
    /// As it is read within this reach. Of an issue that was raised on a visit who may not read the group's notes learns that it
    /// was, not the sentence of them.
    #[must_use]
    pub fn read_within(mut self, reach: &Reach) -> Record {
        if let Record::Issue(issue) = &mut self
            && !reach.reads_notes(issue.book)
            && let Some(quote) = &mut issue.visit
        {
            quote.sentence = None;
        }
        self
    }

    /// The unit whose people may see it; what is the group's own has none.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Record::Campaign(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Policy(_)
            | Record::Template(_)
            // Several units have a part in it; each reads its own (`record/shared.rs`).
            | Record::Evaluation(_)
            | Record::Cut(_)
            | Record::Notice(_)
            | Record::Worklist(_)
            | Record::Deployment(_)
            | Record::Standard(_)
            | Record::Study(_)
            | Record::Worklog(_) => None,
            Record::Unit(unit) => Some(unit.id),
            Record::Carrier(carrier) => Some(carrier.unit),
            Record::Issue(issue) => Some(issue.unit),
            Record::Report(report) => Some(report.unit),
            Record::Rule(rule) => Some(rule.unit),
            Record::Draw(draw) => Some(draw.unit),
            Record::Visit(visit) => visit.seen_by(),
            Record::Survey(survey) => Some(survey.unit),
            Record::Lookback(lookback) => Some(lookback.unit),
            Record::Meeting(meeting) => meeting.plan.series.unit(),
            Record::Outcome(outcome) => Some(outcome.unit),
        }
    }

    /// The organisation whose people may see it too.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        if let Record::Issue(issue) = self {
            return issue.organisation;
        }
        if let Record::Visit(visit) = self { visit.seen_by_organisation() } else { None }
    }

    /// The cells of the tally this record stands in now, and how much it weighs there. An entry moves it from the old
    /// cells to the new.
    #[must_use]
    pub fn cells(&self) -> Vec<(Cell, i64)> {
        let once = |cells: Vec<Cell>| cells.into_iter().map(|cell| (cell, 1)).collect();
        match self {
            Record::Campaign(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Policy(_)
            | Record::Draw(_)
            | Record::Template(_)
            | Record::Evaluation(_)
            | Record::Survey(_)
            | Record::Lookback(_)
            | Record::Cut(_)
            | Record::Meeting(_)
            | Record::Deployment(_)
            | Record::Standard(_)
            | Record::Study(_)
            | Record::Worklog(_)
            | Record::Outcome(_) => Vec::new(),
            Record::Unit(unit) => once(unit.cells()),
            Record::Carrier(carrier) => once(carrier.cells()),
            Record::Issue(issue) => vec![(issue.cell(), 1)],
            Record::Report(report) => once(report.cells()),
            Record::Rule(rule) => once(rule.cells()),
            Record::Visit(visit) => visit.cells(),
            Record::Notice(notice) => once(notice.cells()),
            Record::Worklist(worklist) => once(worklist.cells()),
        }
    }
}

/// What must be loaded before [`check`] can decide about `act`, besides the record itself and the person,
/// which are in `known` already.
#[must_use]
pub fn needs(act: &Act, book: Book, known: &Known) -> Vec<Need> {
    match act {
        Act::Campaign(_) | Act::Policy(_) => Vec::new(),
        Act::Group(act) => act.needs(),
        Act::Person(act) => act.needs(),
        Act::Unit(act) => act.needs(),
        Act::Carrier(act) => act.needs(),
        Act::Issue(act) => act.needs(book, known.issue(act.issue()).map(AsRef::as_ref)),
        Act::Report(act) => act.needs(),
        Act::Rule(act) => act.needs(),
        Act::Draw(act) => act.needs(known.draw(act.draw()).map(AsRef::as_ref)),
        Act::Visit(act) => act.needs(known.visit(act.visit()).map(AsRef::as_ref)),
        Act::Template(act) => act.needs(),
        Act::Evaluation(act) => act.needs(known.evaluation(act.evaluation()).map(AsRef::as_ref)),
        Act::Survey(act) => act.needs(),
        Act::Lookback(act) => act.needs(),
        Act::Cut(act) => act.needs(),
        Act::Notice(act) => act.needs(book, known.notice(act.notice()).map(AsRef::as_ref)),
        Act::Worklist(act) => act.needs(known.worklist(act.worklist()).map(AsRef::as_ref)),
        Act::Meeting(act) => act.needs(known.meeting(act.meeting()).map(AsRef::as_ref)),
        Act::Deployment(act) => act.needs(known.deployment(act.deployment()).map(AsRef::as_ref)),
        Act::Standard(_) | Act::Worklog(_) => Vec::new(),
        Act::Study(act) => act.needs(),
        Act::Outcome(act) => act.needs(known.outcome(act.outcome()).map(AsRef::as_ref)),
    }
}

/// Decides: may this viewer do this act to this record now? Gives what the entry must carry besides the act.
///
/// # Errors
/// A [`Refusal`] with its reason; nothing has changed.
pub fn check(act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    let known = facts.known;
    match act {
        Act::Campaign(act) => campaign::check(known.campaign(act.campaign()), act, facts),
        Act::Group(act) => group::check(known.group(act.group()), act, facts),
        Act::Person(act) => person::check(known.person(act.person()), act, facts),
        Act::Policy(act) => policy::check(known.policies(act.group()), act, facts),
        Act::Unit(act) => unit::check(known.unit(act.unit()), act, facts),
        Act::Carrier(act) => carrier::check(known.carrier(act.carrier()), act, facts),
        Act::Issue(act) => issue::check(known.issue(act.issue()).map(AsRef::as_ref), act, facts),
        Act::Report(act) => report::check(known.report(act.report()), act, facts),
        Act::Rule(act) => rule::check(known.rule(act.rule()), act, facts),
        Act::Draw(act) => draw::check(known.draw(act.draw()).map(AsRef::as_ref), act, facts),
        Act::Visit(act) => visit::check(known.visit(act.visit()).map(AsRef::as_ref), act, facts),
        Act::Template(act) => template::check(known.template(act.template()).map(AsRef::as_ref), act, facts),
        Act::Evaluation(act) => evaluation::check(known.evaluation(act.evaluation()).map(AsRef::as_ref), act, facts),
        Act::Survey(act) => survey::check(known.survey(act.survey()).map(AsRef::as_ref), act, facts),
        Act::Lookback(act) => lookback::check(known.lookback(act.lookback()).map(AsRef::as_ref), act, facts),
        Act::Cut(act) => cut::check(known.cut(act.cut()).map(AsRef::as_ref), act, facts),
        Act::Notice(act) => notice::check(known.notice(act.notice()).map(AsRef::as_ref), act, facts),
        Act::Worklist(act) => worklist::check(known.worklist(act.worklist()).map(AsRef::as_ref), act, facts),
        Act::Meeting(act) => meeting::check(known.meeting(act.meeting()).map(AsRef::as_ref), act, facts),
        Act::Deployment(act) => deployment::check(known.deployment(act.deployment()).map(AsRef::as_ref), act, facts),
        Act::Standard(act) => standard::check(known.standard(act.standard()).map(AsRef::as_ref), act, facts),
        Act::Study(act) => study::check(known.study(act.study()).map(AsRef::as_ref), act, facts),
        Act::Worklog(act) => worklog::check(known.worklog(act.worklog()).map(AsRef::as_ref), act, facts),
        Act::Outcome(act) => outcome::check(known.outcome(act.outcome()).map(AsRef::as_ref), act, facts),
    }
}

/// What an accepted act brings with it, by the same person in the same breath: an entry of its own, because an entry
/// changes one record. `known` holds the record as the act has left it. The rules of the first act see to it that the
/// second holds.
#[must_use]
pub fn follow(act: &Act, known: &Known) -> Option<(ActId, Act)> {
    let next = if let Act::Issue(first) = act {
        Act::Issue(issue::transfer::follow(first, known.issue(first.issue())?)?)
    } else if let Act::Lookback(first) = act {
        lookback::follow(first, known)?
    } else if let Act::Meeting(first) = act {
        meeting::follow(first)?
    } else if let Act::Worklist(first) = act {
        worklist::follow(first, known)?
    } else if let Act::Notice(first) = act {
        notice::follow(first, known)?
    } else {
        return None;
    };
    Some((*act.brings().first()?, next))
}

/// The next state. Total: an entry of the journal is never refused, and none makes it panic.
/// `None` only where an entry speaks of a record that was never made.
#[must_use]
pub fn fold(before: Option<Record>, entry: &Entry) -> Option<Record> {
    match &entry.act {
        Act::Campaign(act) => campaign::fold(own(before), act).map(Record::Campaign),
        Act::Group(act) => group::fold(own(before), act).map(Record::Group),
        Act::Person(act) => person::fold(own(before), act, entry).map(Record::Person),
        Act::Policy(act) => policy::fold(own(before), act).map(Record::Policy),
        Act::Unit(act) => unit::fold(own(before), act, entry).map(Record::Unit),
        Act::Carrier(act) => carrier::fold(own(before), act, entry).map(Record::Carrier),
        Act::Issue(act) => boxed(issue::fold(unboxed(before), act, entry)),
        Act::Report(act) => report::fold(own(before), act, entry).map(Record::Report),
        Act::Rule(act) => rule::fold(own(before), act, entry).map(Record::Rule),
        Act::Draw(act) => boxed(draw::fold(unboxed(before), act, entry)),
        Act::Visit(act) => boxed(visit::fold(unboxed(before), act, entry)),
        Act::Template(act) => boxed(template::fold(unboxed(before), act, entry)),
        Act::Evaluation(act) => boxed(evaluation::fold(unboxed(before), act, entry)),
        Act::Survey(act) => boxed(survey::fold(unboxed(before), act, entry)),
        Act::Lookback(act) => boxed(lookback::fold(unboxed(before), act, entry)),
        Act::Cut(act) => boxed(cut::fold(unboxed(before), act, entry)),
        Act::Notice(act) => boxed(notice::fold(unboxed(before), act, entry)),
        Act::Worklist(act) => boxed(worklist::fold(unboxed(before), act, entry)),
        Act::Meeting(act) => boxed(meeting::fold(unboxed(before), act, entry)),
        Act::Deployment(act) => boxed(deployment::fold(unboxed(before), act, entry)),
        Act::Standard(act) => boxed(standard::fold(unboxed(before), act, entry)),
        Act::Study(act) => boxed(study::fold(unboxed(before), act, entry)),
        Act::Outcome(act) => boxed(outcome::fold(unboxed(before), act, entry)),
        Act::Worklog(act) => boxed(Some(worklog::fold(act, entry))),
    }
}

/// The record as the kind that the act speaks of; a record of another kind is none of its.
fn own<T: TryFrom<Record>>(before: Option<Record>) -> Option<T> {
    before.and_then(|record| T::try_from(record).ok())
}

/// As [`own`], of a kind that is kept in a box.
fn unboxed<T>(before: Option<Record>) -> Option<T>
where
    Box<T>: TryFrom<Record>,
{
    own::<Box<T>>(before).map(|own| *own)
}

fn boxed<T>(after: Option<T>) -> Option<Record>
where
    Box<T>: Into<Record>,
{
    after.map(|own| Box::new(own).into())
}

#[cfg(test)]
mod tests;
