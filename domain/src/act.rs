//! Everything a person can do, and what is sent for it. Wire names (`issue.report_progress`) are fixed for ever.

mod knowing;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entry::Stamp;
use crate::kinds::{ActId, Book, Time};
use crate::private::{Commitment, Private};
use crate::refusal::Refusal;
use crate::{
    campaign, carrier, cut, deployment, draw, evaluation, group, issue, lookback, meeting, notice, outcome, person,
    policy, report, rule, standard, study, survey, template, unit, visit, worklist, worklog,
};

crate::tagged! {
    "Act" by "subject" and "act";
    /// What a person does, by the subject it is done to.
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Campaign(campaign::Act),
        Group(group::Act),
        Person(person::Act),
        Policy(policy::Act),
        Unit(unit::Act),
        Carrier(carrier::Act),
        Issue(issue::Act),
        Report(report::Act),
        Rule(rule::Act),
        Draw(draw::Act),
        Visit(visit::Act),
        Template(template::Act),
        Evaluation(evaluation::Act),
        Survey(survey::Act),
        Lookback(lookback::Act),
        Cut(cut::Act),
        Notice(notice::Act),
        Worklist(worklist::Act),
        Meeting(meeting::Act),
        Deployment(deployment::Act),
        Standard(standard::Act),
        Study(study::Act),
        Worklog(worklog::Act),
        Outcome(outcome::Act),
    }
}

/// The kinds of record. Each is one table, one module, one page.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Subject {
    Campaign,
    Group,
    Person,
    Policy,
    Unit,
    Carrier,
    Issue,
    Report,
    Rule,
    Draw,
    Visit,
    Template,
    Evaluation,
    Survey,
    Lookback,
    Cut,
    Notice,
    Worklist,
    Meeting,
    Deployment,
    Standard,
    Study,
    Worklog,
    Outcome,
}

/// Which record: its kind and its id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Key {
    pub subject: Subject,
    pub id: Uuid,
}

/// An act with the id made on the device, the device's own time, and the book it belongs to.
/// The server checks that the record it names lies in that book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposal {
    pub id: ActId,
    pub at: Time,
    pub book: Book,
    pub act: Act,
    /// Words that the act only commits to; they never enter the journal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<Private>,
}

impl Proposal {
    #[must_use]
    pub fn new(id: ActId, at: Time, book: Book, act: Act) -> Proposal {
        Proposal { id, at, book, act, private: Vec::new() }
    }

    /// With the words that the act commits to.
    #[must_use]
    pub fn with(self, private: Vec<Private>) -> Proposal {
        Proposal { private, ..self }
    }
}

crate::tagged! {
    "Verdict" by "verdict";
    /// The server's answer to one proposal.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Verdict {
        /// Numbered and chained. A resend gets the same answer.
        Accepted {
            seq: i64,
            recorded_at: Time,
            hash: String,
            stamp: Box<Stamp>,
        },
        Refused {
            refusal: Refusal,
        },
        /// The server could not decide now (database away, disk full); the proposal stays in the outbox.
        Later,
    }
}

/// A proposal as it arrives. One that can't be read is `None`: it alone is refused, and the rest of its request goes on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct Arrived(pub Option<Proposal>);

impl<'de> Deserialize<'de> for Arrived {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Read(Box<Proposal>),
            Unread(serde::de::IgnoredAny),
        }
        Ok(match Either::deserialize(from)? {
            Either::Read(proposal) => Arrived(Some(*proposal)),
            Either::Unread(_) => Arrived(None),
        })
    }
}

impl Act {
    /// The fixed wire name, as `issue.report_progress`.
    #[must_use]
    pub fn kind(&self) -> String {
        let verb: &'static str = match self {
            Act::Campaign(act) => act.into(),
            Act::Group(act) => act.into(),
            Act::Person(act) => act.into(),
            Act::Policy(act) => act.into(),
            Act::Unit(act) => act.into(),
            Act::Carrier(act) => act.into(),
            Act::Issue(act) => act.into(),
            Act::Report(act) => act.into(),
            Act::Rule(act) => act.into(),
            Act::Draw(act) => act.into(),
            Act::Visit(act) => act.into(),
            Act::Template(act) => act.into(),
            Act::Evaluation(act) => act.into(),
            Act::Survey(act) => act.into(),
            Act::Lookback(act) => act.into(),
            Act::Cut(act) => act.into(),
            Act::Notice(act) => act.into(),
            Act::Worklist(act) => act.into(),
            Act::Meeting(act) => act.into(),
            Act::Deployment(act) => act.into(),
            Act::Standard(act) => act.into(),
            Act::Study(act) => act.into(),
            Act::Worklog(act) => act.into(),
            Act::Outcome(act) => act.into(),
        };
        let subject: &'static str = self.into();
        format!("{subject}.{verb}")
    }

    /// The ids of the entries that [`crate::record::follow`] may make of this act and of what it makes of that, one after the other.
    #[must_use]
    pub fn brings(&self) -> Vec<ActId> {
        if let Act::Notice(act) = self {
            return act.brings().to_vec();
        }
        let one = if let Act::Issue(issue::Act::Transfer { taken_up_as, .. }) = self {
            // that of the new record
            taken_up_as.map(|new| ActId(new.0))
        } else if let Act::Lookback(act) = self {
            act.brings()
        } else if let Act::Worklist(act) = self {
            act.brings()
        } else if let Act::Meeting(act) = self {
            act.brings()
        } else {
            None
        };
        one.into_iter().collect()
    }

    /// The record the act changes.
    #[must_use]
    pub fn key(&self) -> Key {
        let (subject, id) = match self {
            Act::Campaign(act) => (Subject::Campaign, act.campaign().0),
            Act::Group(act) => (Subject::Group, act.group().0),
            Act::Person(act) => (Subject::Person, act.person().0),
            Act::Policy(act) => (Subject::Policy, act.group().0),
            Act::Unit(act) => (Subject::Unit, act.unit().0),
            Act::Carrier(act) => (Subject::Carrier, act.carrier().0),
            Act::Issue(act) => (Subject::Issue, act.issue().0),
            Act::Report(act) => (Subject::Report, act.report().0),
            Act::Rule(act) => (Subject::Rule, act.rule().0),
            Act::Draw(act) => (Subject::Draw, act.draw().0),
            Act::Visit(act) => (Subject::Visit, act.visit().0),
            Act::Template(act) => (Subject::Template, act.template().0),
            Act::Evaluation(act) => (Subject::Evaluation, act.evaluation().0),
            Act::Survey(act) => (Subject::Survey, act.survey().0),
            Act::Lookback(act) => (Subject::Lookback, act.lookback().0),
            Act::Cut(act) => (Subject::Cut, act.cut().0),
            Act::Notice(act) => (Subject::Notice, act.notice().0),
            Act::Worklist(act) => (Subject::Worklist, act.worklist().0),
            Act::Meeting(act) => (Subject::Meeting, act.meeting().0),
            Act::Deployment(act) => (Subject::Deployment, act.deployment().0),
            Act::Standard(act) => (Subject::Standard, act.standard().0),
            Act::Study(act) => (Subject::Study, act.study().0),
            Act::Worklog(act) => (Subject::Worklog, act.worklog().0),
            Act::Outcome(act) => (Subject::Outcome, act.outcome().0),
        };
        Key { subject, id }
    }

    /// The private texts that the act names. They must come along with it, or lie beside its record already.
    #[must_use]
    pub fn commitments(&self) -> Vec<&Commitment> {
        if let Act::Draw(act) = self {
            return act.commitments();
        }
        if let Act::Visit(act) = self { act.commitments() } else { Vec::new() }
    }

    /// The private texts that are gone for good once the act is accepted.
    #[must_use]
    pub fn erases(&self) -> Vec<&Commitment> {
        if let Act::Draw(act) = self {
            return act.erases();
        }
        if let Act::Visit(act) = self { act.erases() } else { Vec::new() }
    }
}
