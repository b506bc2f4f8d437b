//! A record of any kind: as which it is read and stored, who sees it, where it counts. Only `record/rules.rs` sends an act to the
//! module of its subject.

mod known;
pub mod meanwhile;
mod must;
mod rules;
mod shared;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::act::{Key, Subject};
use crate::campaign::Campaign;
use crate::carrier::Carrier;
use crate::cut::Cut;
use crate::deployment::Deployment;
use crate::draw::Draw;
use crate::evaluation::Evaluation;
use crate::figure::Cell;
use crate::group::Group;
use crate::issue::Issue;
use crate::kinds::{OrganisationId, UnitId};
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::outcome::Outcome;
use crate::person::Person;
use crate::policy::Policies;
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

pub use known::{Facts, Known, Need};
pub use meanwhile::{Fields, Part};
pub use rules::{check, fold, follow, needs};
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

    /// The login or unit code that is this record's alone, named as in [`Need::Taken`].
    #[must_use]
    pub fn holds(&self) -> Option<String> {
        if let Record::Person(own) = self {
            return Some(format!("login:{}", own.login));
        }
        if let Record::Unit(own) = self { Some(format!("code:{}", own.code)) } else { None }
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

#[cfg(test)]
mod tests;
