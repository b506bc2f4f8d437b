//! Records in which several units have a part: a round of evaluation, a notice, a weekly list, a matter in step. What somebody reads of one
//! depends on who they are, so every read of such a record, of its history and of its entries goes through these functions.

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
    /// Do several units have a part in a record of this kind?
    #[must_use]
    pub fn is_shared(self) -> bool {
        match self {
            Subject::Evaluation | Subject::Notice | Subject::Worklist | Subject::Deployment => true,
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
            | Subject::Meeting => false,
        }
    }
}

impl Record {
    /// The units that have a part in it: all of them of a shared record, otherwise the one whose people may see it.
    #[must_use]
    pub fn parts(&self) -> Vec<UnitId> {
        match self {
            Record::Evaluation(own) => own.units.clone(),
            Record::Notice(own) => own.content.units.clone(),
            Record::Worklist(own) => own.units(),
            Record::Deployment(own) => own.content.sides.iter().map(|side| side.unit).collect(),
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
            | Record::Meeting(_) => self.unit().into_iter().collect(),
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
        match self {
            Record::Evaluation(own) => Some(own.number),
            Record::Notice(own) => own.number,
            Record::Worklist(own) => own.number,
            Record::Deployment(own) => Some(own.number),
            Record::Issue(own) => Some(own.number),
            Record::Campaign(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Policy(_)
            | Record::Unit(_)
            | Record::Carrier(_)
            | Record::Report(_)
            | Record::Rule(_)
            | Record::Draw(_)
            | Record::Visit(_)
            | Record::Template(_)
            | Record::Survey(_)
            | Record::Lookback(_)
            | Record::Cut(_)
            | Record::Meeting(_) => None,
        }
    }

    /// A shared record as this viewer reads it; `None` when they may not know of it, and for records of other kinds, of
    /// which reach alone decides.
    #[must_use]
    pub fn shown_to(self, viewer: &Viewer) -> Option<Record> {
        match self {
            Record::Evaluation(own) => own.shown_to(viewer).map(|own| Record::Evaluation(Box::new(own))),
            Record::Notice(own) => own.shown_to(viewer).map(|own| Record::Notice(Box::new(own))),
            Record::Worklist(own) => own.shown_to(viewer).map(|own| Record::Worklist(Box::new(own))),
            Record::Deployment(own) => own.shown_to(viewer).map(|own| Record::Deployment(Box::new(own))),
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
            | Record::Meeting(_) => None,
        }
    }

    /// How much of an entry of this shared record, as it stands now, this viewer reads. `by` is who did it.
    #[must_use]
    pub fn tells(&self, act: &Act, by: PersonId, viewer: &Viewer) -> Telling {
        let told = match self {
            Record::Evaluation(own) => {
                if let Act::Evaluation(act) = act {
                    Some(own.tells(act, by, viewer))
                } else {
                    None
                }
            }
            Record::Notice(own) => {
                if let Act::Notice(act) = act {
                    Some(own.tells(act, viewer))
                } else {
                    None
                }
            }
            Record::Worklist(own) => {
                if let Act::Worklist(act) = act {
                    Some(own.tells(act, viewer))
                } else {
                    None
                }
            }
            Record::Deployment(own) => {
                if let Act::Deployment(act) = act {
                    Some(own.tells(act, viewer))
                } else {
                    None
                }
            }
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
            | Record::Meeting(_) => None,
        };
        // an act of another kind says nothing of this record
        told.unwrap_or(Telling::Nothing)
    }
}
