//! Records of which reach alone does not decide: several units have a part in a round of evaluation, a notice, a weekly list, a
//! matter in step, in what a meeting decided; a log is its writer's. What somebody reads of one depends on who they are, so every read of such a record, of its history and of its entries goes through these functions.

use super::Record;
use crate::act::{Act, Subject};
use crate::kinds::{OrganisationId, PersonId, UnitId};
use crate::viewer::Viewer;

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

impl Record {
    /// The units that have a part in it: all of them of a shared record, otherwise the one whose people may see it.
    #[must_use]
    pub fn parts(&self) -> Vec<UnitId> {
        if let Record::Evaluation(own) = self {
            return own.units.clone();
        }
        if let Record::Notice(own) = self {
            return own.content.units.clone();
        }
        if let Record::Worklist(own) = self {
            return own.units();
        }
        if let Record::Deployment(own) = self {
            return own.content.sides.iter().map(|side| side.unit).collect();
        }
        if let Record::Meeting(own) = self {
            return own.units();
        }
        self.unit().into_iter().collect()
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
        if let Record::Evaluation(own) = self {
            return own.shown_to(viewer).map(boxed);
        }
        if let Record::Notice(own) = self {
            return own.shown_to(viewer).map(boxed);
        }
        if let Record::Worklist(own) = self {
            return own.shown_to(viewer).map(boxed);
        }
        if let Record::Deployment(own) = self {
            return own.shown_to(viewer).map(boxed);
        }
        if let Record::Meeting(own) = self {
            return own.shown_to(viewer).map(boxed);
        }
        if let Record::Worklog(own) = self { own.shown_to(viewer).map(boxed) } else { None }
    }

    /// How much of an entry of this shared record, as it stands now, this viewer reads. `by` is who did it. An act of another
    /// kind says nothing of this record.
    #[must_use]
    pub fn tells(&self, act: &Act, by: PersonId, viewer: &Viewer) -> Telling {
        match (self, act) {
            (Record::Evaluation(own), Act::Evaluation(act)) => own.tells(act, by, viewer),
            (Record::Notice(own), Act::Notice(act)) => own.tells(act, viewer),
            (Record::Worklist(own), Act::Worklist(act)) => own.tells(act, viewer),
            (Record::Deployment(own), Act::Deployment(act)) => own.tells(act, viewer),
            (Record::Meeting(own), Act::Meeting(act)) => own.tells(act, viewer),
            (Record::Worklog(own), Act::Worklog(_)) => own.tells(viewer),
            _ => Telling::Nothing,
        }
    }
}
