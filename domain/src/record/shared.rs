//! Records of which reach alone does not decide: several units have a part in a round of evaluation, a notice, a weekly list, a
//! matter in step, in what a meeting decided; a log is its writer's. What somebody reads of one depends on who they are, so every read of such a record, of its history and of its entries goes through these functions.

use super::Record;
use crate::act::{Act, Subject};
use crate::deployment::Deployment;
use crate::evaluation::Evaluation;
use crate::kinds::{OrganisationId, PersonId, UnitId};
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::viewer::Viewer;
use crate::worklist::Worklist;
use crate::worklog::Worklog;

/// How much of one entry a viewer reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Telling {
    /// Everything.
    Whole,
    /// That it happened, by whom and when; not what it says.
    Bare,
    /// Nothing.
    Nothing,
}

impl Subject {
    /// Does what is read of a record of this kind depend on the reader?
    #[must_use]
    pub fn is_shared(self) -> bool {
        match self {
            Subject::Evaluation
            | Subject::Notice
            | Subject::Worklist
            | Subject::Meeting
            | Subject::Deployment
            | Subject::Worklog => true,
            Subject::Campaign
            | Subject::Group
            | Subject::Person
            | Subject::Policy
            | Subject::Unit
            | Subject::Carrier
            | Subject::Issue
            | Subject::Report
            | Subject::Rule
            | Subject::Draw
            | Subject::Visit
            | Subject::Template
            | Subject::Survey
            | Subject::Lookback
            | Subject::Cut
            | Subject::Standard
            | Subject::Study
            | Subject::Outcome => false,
        }
    }
}

/// A shared record, by its kind.
enum Shared<'a> {
    Evaluation(&'a Evaluation),
    Notice(&'a Notice),
    Worklist(&'a Worklist),
    Meeting(&'a Meeting),
    Deployment(&'a Deployment),
    Worklog(&'a Worklog),
}

impl Record {
    fn shared(&self) -> Option<Shared<'_>> {
        match self {
            Record::Evaluation(own) => Some(Shared::Evaluation(own)),
            Record::Notice(own) => Some(Shared::Notice(own)),
            Record::Worklist(own) => Some(Shared::Worklist(own)),
            Record::Meeting(own) => Some(Shared::Meeting(own)),
            Record::Deployment(own) => Some(Shared::Deployment(own)),
            Record::Worklog(own) => Some(Shared::Worklog(own)),
            Record::Campaign(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Policy(_)
            | Record::Unit(_)
            | Record::Carrier(_)
            | Record::Issue(_)
            | Record::Report(_)
            | Record::Rule(_)
            | Record::Draw(_)
            | Record::Visit(_)
            | Record::Template(_)
            | Record::Survey(_)
            | Record::Lookback(_)
            | Record::Cut(_)
            | Record::Standard(_)
            | Record::Study(_)
            | Record::Outcome(_) => None,
        }
    }

    /// The units that have a part in it: all of them of a shared record, otherwise the one whose people may see it.
    #[must_use]
    pub fn parts(&self) -> Vec<UnitId> {
        match self.shared() {
            Some(Shared::Evaluation(own)) => own.units.clone(),
            Some(Shared::Notice(own)) => own.content.units.clone(),
            Some(Shared::Worklist(own)) => own.readers(),
            Some(Shared::Meeting(own)) => own.units(),
            Some(Shared::Deployment(own)) => own.content.sides.iter().map(|side| side.unit).collect(),
            Some(Shared::Worklog(_)) | None => self.unit().into_iter().collect(),
        }
    }

    /// The organisations that have a part of their own in it, beside their units.
    #[must_use]
    pub fn organisations(&self) -> Vec<OrganisationId> {
        if let Record::Deployment(own) = self { own.organisations() } else { Vec::new() }
    }

    /// Its number in its book's series of its kind, where it has one already.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        if let Record::Issue(own) = self {
            return Some(own.number);
        }
        if let Record::Evaluation(own) = self {
            return Some(own.number);
        }
        if let Record::Notice(own) = self {
            return own.number;
        }
        if let Record::Worklist(own) = self {
            return own.number;
        }
        if let Record::Deployment(own) = self { Some(own.number) } else { None }
    }

    /// A shared record as this viewer reads it; `None` when they may not know of it, and for records of other kinds, of
    /// which reach alone decides.
    #[must_use]
    pub fn shown_to(self, viewer: &Viewer) -> Option<Record> {
        /// In a box again.
        fn boxed<T>(own: T) -> Record
        where
            Box<T>: Into<Record>,
        {
            Box::new(own).into()
        }
        match self {
            Record::Evaluation(own) => own.shown_to(viewer).map(boxed),
            Record::Notice(own) => own.shown_to(viewer).map(boxed),
            Record::Worklist(own) => own.shown_to(viewer).map(boxed),
            Record::Meeting(own) => own.shown_to(viewer).map(boxed),
            Record::Deployment(own) => own.shown_to(viewer).map(boxed),
            Record::Worklog(own) => own.shown_to(viewer).map(boxed),
            Record::Campaign(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Policy(_)
            | Record::Unit(_)
            | Record::Carrier(_)
            | Record::Issue(_)
            | Record::Report(_)
            | Record::Rule(_)
            | Record::Draw(_)
            | Record::Visit(_)
            | Record::Template(_)
            | Record::Survey(_)
            | Record::Lookback(_)
            | Record::Cut(_)
            | Record::Standard(_)
            | Record::Study(_)
            | Record::Outcome(_) => None,
        }
    }

    /// How much of an entry of this shared record, as it stands now, this viewer reads. `by` is who did it. An act of another
    /// kind says nothing of this record.
    #[must_use]
    pub fn tells(&self, act: &Act, by: PersonId, viewer: &Viewer) -> Telling {
        match self.shared() {
            Some(Shared::Evaluation(own)) => {
                if let Act::Evaluation(act) = act {
                    own.tells(act, by, viewer)
                } else {
                    Telling::Nothing
                }
            }
            Some(Shared::Notice(own)) => {
                if let Act::Notice(act) = act {
                    own.tells(act, viewer)
                } else {
                    Telling::Nothing
                }
            }
            Some(Shared::Worklist(own)) => {
                if let Act::Worklist(act) = act {
                    own.tells(act, viewer)
                } else {
                    Telling::Nothing
                }
            }
            Some(Shared::Meeting(own)) => {
                if let Act::Meeting(act) = act {
                    own.tells(act, viewer)
                } else {
                    Telling::Nothing
                }
            }
            Some(Shared::Deployment(own)) => {
                if let Act::Deployment(act) = act {
                    own.tells(act, viewer)
                } else {
                    Telling::Nothing
                }
            }
            Some(Shared::Worklog(own)) => {
                if let Act::Worklog(_) = act {
                    own.tells(viewer)
                } else {
                    Telling::Nothing
                }
            }
            None => Telling::Nothing,
        }
    }
}
