//! What is being typed into the forms of a sheet: in the page, and sealed on the device of who types it, in a row for each form
//! (`outbox/draft.rs`). It goes with the grade that is handed in, when it is given up, when the sheet is done, or when its person
//! signs out. On the server there is none.

use std::collections::{BTreeMap, BTreeSet};

use domain::evaluation::Link;
use domain::kinds::{EvaluationId, NodeId, UnitId};
use domain::score::Grade;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::live::Live;
use crate::outbox::{GRADING, Outbox, Written};

#[cfg(feature = "hydrate")]
mod browser;

/// The sheet of one unit in a round.
pub type OfSheet = (EvaluationId, UnitId);

/// Whose form it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub sheet: OfSheet,
    pub indicator: NodeId,
}

impl Place {
    /// Under which it lies among the drafts of its person.
    fn key(self) -> String {
        format!("{}{}", begins(self.sheet), self.indicator)
    }
}

/// How the keys of a sheet's forms begin.
fn begins((evaluation, unit): OfSheet) -> String {
    format!("{GRADING}{evaluation} {unit} ")
}

/// What stands in one form: the grade that is chosen, the reason as far as it is written, what was chosen to lean on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    pub grade: Option<Grade>,
    pub reason: String,
    pub links: Vec<Link>,
}

impl Draft {
    /// What was kept, under what was typed since the page is there: fields in which `now` is other than `before`.
    #[must_use]
    pub fn under(self, before: &Draft, now: Draft) -> Draft {
        Draft {
            grade: if now.grade == before.grade { self.grade } else { now.grade },
            reason: if now.reason == before.reason { self.reason } else { now.reason },
            links: if now.links == before.links { self.links } else { now.links },
        }
    }
}

/// How it stands with keeping.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub enum Keeps {
    /// Hour and minute at which it was kept last.
    At(i64, i64),
    /// The device did not take it.
    Not,
}

/// What is being typed, and files that were taken in for it: outlives that the page is read anew, as it is whenever another
/// grade is recorded.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Drafts {
    /// None only where no desk is around the page.
    outbox: Option<Outbox>,
    typed: StoredValue<BTreeMap<Place, Draft>>,
    /// Until the form that now stands for them has them.
    taken: RwSignal<Vec<(Place, Link)>>,
    /// Forms for which the device was asked.
    asked: StoredValue<BTreeSet<Place>>,
    /// Forms that have what was kept for them: before that nothing is kept, it would take its place.
    open: StoredValue<BTreeSet<Place>>,
    /// What was kept, until the form that now stands for it has it.
    found: RwSignal<BTreeMap<Place, Draft>>,
    keeps: RwSignal<BTreeMap<Place, Keeps>>,
}

impl Drafts {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Drafts {
            outbox: use_context(),
            typed: StoredValue::new(BTreeMap::new()),
            taken: RwSignal::new(Vec::new()),
            asked: StoredValue::new(BTreeSet::new()),
            open: StoredValue::new(BTreeSet::new()),
            found: RwSignal::new(BTreeMap::new()),
            keeps: RwSignal::new(BTreeMap::new()),
        });
    }

    /// What was typed for this indicator.
    pub fn get(self, place: Place) -> Option<Draft> {
        self.typed.try_with_value(|all| all.get(&place).cloned()).flatten()
    }

    /// One more to lean on, for whichever form stands there by now.
    pub fn lean(self, place: Place, link: Link) {
        // nobody waits for it on a page that was left
        let _ = self.taken.try_update(|all| all.push((place, link)));
    }

    /// What came to lean on, once (reactive).
    pub fn taken(self, place: Place) -> Vec<Link> {
        if !self.taken.with(|all| all.iter().any(|(own, _)| *own == place)) {
            return Vec::new();
        }
        let mut own = Vec::new();
        self.taken.update(|all| {
            all.retain(|(to, link)| {
                *to != place || {
                    own.push(link.clone());
                    false
                }
            })
        });
        own
    }

    /// Asks the device for what was kept of this form, once.
    pub fn recall(self, place: Place) {
        Effect::new(move || {
            #[cfg(feature = "hydrate")]
            self.ask(place);
            #[cfg(not(feature = "hydrate"))]
            let _ = (self, place);
        });
    }

    /// What was kept of this form, once (reactive). From then on what is typed is kept in its place.
    pub fn found(self, place: Place) -> Option<Draft> {
        if !self.found.with(|all| all.contains_key(&place)) {
            return None;
        }
        let _ = self.open.try_update_value(|all| all.insert(place));
        self.found.try_update(|all| all.remove(&place)).flatten()
    }

    /// What is typed by now; `None` where that is no news.
    pub fn set(self, place: Place, draft: Option<Draft>) {
        let _ = self.typed.try_update_value(|all| {
            all.remove(&place);
            all.extend(draft.map(|own| (place, own)));
        });
        #[cfg(feature = "hydrate")]
        self.write(place);
    }

    /// The grade is handed in, and comes in place of its draft.
    #[must_use]
    pub fn sent(self, place: Place) -> Written {
        let _ = self.typed.try_update_value(|all| all.remove(&place));
        // what lay there is that draft, or an older one
        let _ = self.open.try_update_value(|all| all.insert(place));
        let _ = self.found.try_update(|all| all.remove(&place));
        let _ = self.keeps.try_update(|all| all.remove(&place));
        Written { draft: place.key(), instead: Vec::new() }
    }

    /// What was typed while the row of this form was taken away is kept again.
    pub fn again(self, place: Place) {
        #[cfg(feature = "hydrate")]
        if self.get(place).is_some() {
            self.write(place);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = place;
    }

    /// How it stands with keeping what is typed there (reactive); nothing where that is no news.
    #[must_use]
    pub fn keeps(self, place: Place) -> Option<Keeps> {
        self.keeps.with(|all| all.get(&place).copied())
    }

    /// Nobody grades on this sheet any more: what was left unfinished there is of no more use. A page that was kept may say what
    /// is over as well.
    pub fn over(self, sheet: OfSheet, live: Live) {
        Effect::new(move || {
            #[cfg(feature = "hydrate")]
            if !crate::bag::away(live) {
                self.clear(sheet);
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = (self, sheet, live);
        });
    }
}

#[cfg(test)]
mod tests {
    use domain::kinds::RuleId;
    use uuid::Uuid;

    use super::*;

    fn place(unit: u128, indicator: u128) -> Place {
        let sheet = (EvaluationId(Uuid::from_u128(7)), UnitId(Uuid::from_u128(unit)));
        Place { sheet, indicator: NodeId(Uuid::from_u128(indicator)) }
    }

    fn link() -> Link {
        Link::Rule { rule: RuleId(Uuid::from_u128(9)) }
    }

    fn draft(grade: Option<Grade>, reason: &str, links: &[Link]) -> Draft {
        Draft { grade, reason: reason.to_owned(), links: links.to_vec() }
    }

    fn on_a_page(run: impl FnOnce(Drafts)) {
        Owner::new().with(|| {
            Drafts::provide();
            run(expect_context());
        });
    }

    #[test]
    fn a_file_goes_once_to_the_form_that_it_was_taken_in_for() {
        on_a_page(|drafts| {
            drafts.lean(place(1, 1), link());
            assert_eq!(drafts.taken(place(1, 2)), []);
            assert_eq!(drafts.taken(place(2, 1)), []);
            assert_eq!(drafts.taken(place(1, 1)), [link()]);
            assert_eq!(drafts.taken(place(1, 1)), []);
        });
    }

    #[test]
    fn each_indicator_of_each_sheet_has_a_draft_of_its_own() {
        on_a_page(|drafts| {
            let own = draft(Some(Grade::Good), "到现场", &[]);
            drafts.set(place(1, 1), Some(own.clone()));
            assert_eq!(drafts.get(place(1, 1)), Some(own.clone()));
            assert_eq!((drafts.get(place(1, 2)), drafts.get(place(2, 1))), (None, None));
            let keys = [place(1, 1), place(1, 2), place(2, 1)].map(Place::key);
            assert!(keys.iter().all(|key| key.starts_with(GRADING)) && keys[0] != keys[1] && keys[0] != keys[2]);
            drafts.set(place(1, 2), Some(own));
            assert_eq!(drafts.sent(place(1, 1)).draft, keys[0]);
            assert!(drafts.get(place(1, 1)).is_none() && drafts.get(place(1, 2)).is_some());
        });
    }

    #[test]
    fn what_was_kept_comes_to_its_form_once_and_not_over_a_grade_that_was_sent_meanwhile() {
        on_a_page(|drafts| {
            let kept = draft(None, "写了一半", &[link()]);
            drafts.found.set([1, 2].map(|own| (place(1, own), kept.clone())).into());
            assert_eq!(drafts.found(place(2, 1)), None);
            assert_eq!(drafts.found(place(1, 1)), Some(kept));
            assert_eq!(drafts.found(place(1, 1)), None);
            drop(drafts.sent(place(1, 2)));
            assert_eq!(drafts.found(place(1, 2)), None);
        });
    }

    #[test]
    fn what_was_typed_since_the_page_is_there_stays_and_the_rest_is_as_it_was_kept() {
        let before = draft(Some(Grade::Fair), "已经记录的理由在这里", &[]);
        let kept = draft(Some(Grade::Poor), "写了一半", &[link()]);
        assert_eq!(kept.clone().under(&before, before.clone()), kept);
        let typed = Draft { reason: "刚才写的".to_owned(), ..before.clone() };
        let whole = draft(Some(Grade::Poor), "刚才写的", &[link()]);
        assert_eq!(kept.clone().under(&before, typed), whole);
        let chosen = Draft { grade: Some(Grade::Good), ..before.clone() };
        assert_eq!(kept.under(&before, chosen).grade, Some(Grade::Good));
    }

    #[test]
    fn a_row_of_the_device_is_read_as_it_was_written() {
        let own = draft(Some(Grade::Good), "写了一半", &[link()]);
        let row = serde_json::to_vec(&own).unwrap();
        assert_eq!(crate::wire::row::<Draft>(&row), Some(own));
    }
}
