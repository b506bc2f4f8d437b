//! As what a draft was begun, and what has become of its visit since. What others wrote meanwhile is not overwritten unseen.
//! Pure.

use domain::visit::Visit;
use serde::{Deserialize, Serialize};

use crate::visit::new::Purpose;
use crate::visit::send::Task;

/// What the form was for, and the entry of the visit that it was begun on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Began {
    pub purpose: Purpose,
    /// Nothing where there was no visit yet.
    pub based_on: Option<i64>,
}

/// What others did to the visit since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Since {
    Changed,
    /// It was a plan, and here somebody began to record it.
    Recorded,
}

impl Began {
    /// A form that is opened now.
    #[must_use]
    pub fn of(task: &Task) -> Began {
        let now = task.start.visit.as_ref().map(|visit| visit.version);
        Began { purpose: task.purpose, based_on: task.broken.as_ref().map_or(now, |own| own.based_on) }
    }

    /// A draft that an earlier release kept does not say on what it was begun: whatever is there now is compared. It was for
    /// recording if something was promised in it, which nothing else asks for.
    #[must_use]
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
    pub fn earlier(self, promised: bool) -> Began {
        let purpose = if promised { Purpose::Record } else { self.purpose };
        Began { purpose, based_on: self.based_on.map(|_| 0) }
    }

    #[must_use]
    pub fn since(self, now: Option<&Visit>) -> Option<Since> {
        let now = now?;
        if self.purpose == Purpose::Record && now.findings.is_some() {
            return Some(Since::Recorded);
        }
        self.based_on.is_some_and(|seq| seq != now.version).then_some(Since::Changed)
    }
}

#[cfg(test)]
mod tests {
    use domain::cast;
    use domain::kinds::{Time, VisitId};
    use domain::visit::{Description, Findings, Form};
    use uuid::Uuid;

    use super::*;
    use crate::visit::read::Start;

    fn visit(version: i64, findings: Option<Findings>) -> Visit {
        let description = Description {
            form: Form::Seminar,
            organisation: None,
            site: None,
            place: None,
            topic: None,
            at: Time(0),
            members: vec![cast::HEAD.id],
            strands: Vec::new(),
            announced: false,
            checklist: Vec::new(),
        };
        Visit {
            id: VisitId(Uuid::from_u128(7)),
            book: cast::book(),
            unit: cast::UNITS[1].id,
            description,
            drawn: None,
            findings,
            promises: Vec::new(),
            made_at: Time(0),
            recorded_at: None,
            recorded_by: None,
            cancelled_at: None,
            version,
            former_names: Vec::new(),
            former_photos: Vec::new(),
            standards: Vec::new(),
        }
    }

    fn begun(purpose: Purpose, visit: Option<Visit>) -> Began {
        Began::of(&Task { start: Start { visit, ..Start::default() }, purpose, broken: None })
    }

    #[test]
    fn a_draft_knows_whether_others_changed_or_recorded_its_visit_since() {
        let record = begun(Purpose::Record, Some(visit(4, None)));
        assert_eq!(record, Began { purpose: Purpose::Record, based_on: Some(4) });
        assert_eq!(record.since(Some(&visit(4, None))), None);
        assert_eq!(record.since(Some(&visit(5, None))), Some(Since::Changed));
        assert_eq!(record.since(Some(&visit(5, Some(Findings::default())))), Some(Since::Recorded));
        let amend = begun(Purpose::Amend, Some(visit(5, Some(Findings::default()))));
        assert_eq!(amend.since(Some(&visit(5, Some(Findings::default())))), None);
        assert_eq!(amend.since(Some(&visit(6, Some(Findings::default())))), Some(Since::Changed));
        let new = begun(Purpose::Record, None);
        assert_eq!((new.based_on, new.since(None)), (None, None));
    }

    #[test]
    fn what_an_earlier_release_kept_is_compared_and_its_promises_are_not_lost() {
        let there = visit(5, Some(Findings::default()));
        let page = begun(Purpose::Amend, Some(there.clone()));
        assert_eq!(page.earlier(false).since(Some(&there)), Some(Since::Changed));
        assert_eq!(page.earlier(true).since(Some(&there)), Some(Since::Recorded));
        let new = begun(Purpose::Record, None);
        assert_eq!(new.earlier(true), new, "nobody else could have changed it");
    }
}
