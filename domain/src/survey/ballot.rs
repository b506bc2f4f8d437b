//! The box into which one group of raters of one survey puts its slips. It has which slips are out and which came back, and
//! how often each answer was given: sums, and words in the order of the alphabet. What a slip said, and when or in which order
//! anything came, is nowhere: one row of the store, written whole each time, so that not even the places of rows tell.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, columns};
use super::{Kind, Plan};

/// One group's box.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ballot {
    /// Hashes of slips that are out, sorted.
    out: Vec<String>,
    /// Hashes of slips that came back, sorted.
    back: Vec<String>,
    /// Hashes of slips that became void before anybody used them, sorted. Follows from the survey, is never kept.
    #[serde(skip)]
    void: Vec<String>,
    /// How many of those are still counted as handed out. Follows from the survey as well.
    #[serde(skip)]
    counted: u32,
    /// For each question how often each level or option was picked.
    counts: Vec<Vec<u32>>,
    /// For each question what was written, sorted.
    words: Vec<Vec<String>>,
}

/// Why a slip is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spoilt {
    /// No slip has this code.
    Unknown,
    /// It was used.
    Used,
    /// It was taken back, alone with its sheet or with all others.
    Void,
    /// Its survey has ended since somebody looked.
    Late,
}

impl Ballot {
    #[must_use]
    pub fn new(plan: &Plan) -> Ballot {
        Ballot {
            counts: plan.questions.iter().map(|question| vec![0; columns(&question.kind)]).collect(),
            words: plan.questions.iter().map(|_| Vec::new()).collect(),
            ..Ballot::default()
        }
    }

    /// Slips with these hashes are handed out.
    pub fn hand_out(&mut self, hashes: impl IntoIterator<Item = String>) {
        self.out.extend(hashes);
        self.out.sort_unstable();
    }

    /// Of these slips, those that are out are worth nothing any more.
    pub fn take_back(&mut self, hashes: &BTreeSet<String>) {
        self.out.retain(|hash| !hashes.contains(hash));
        self.void = hashes.iter().filter(|hash| self.back.binary_search(hash).is_err()).cloned().collect();
    }

    /// Of these slips of one sheet, those that are out are worth nothing any more, and are counted as handed out all the same: the
    /// number without them would tell how many of the sheet were used. None of them was taken back, which comes first.
    pub fn make_void(&mut self, hashes: &BTreeSet<String>) {
        self.out.retain(|hash| !hashes.contains(hash));
        let unused: Vec<String> =
            hashes.iter().filter(|hash| self.back.binary_search(hash).is_err()).cloned().collect();
        self.counted += many(&unused);
        self.void.extend(unused);
        self.void.sort_unstable();
    }

    /// Could this slip be used?
    ///
    /// # Errors
    /// [`Spoilt`].
    pub fn look(&self, hash: &str) -> Result<(), Spoilt> {
        let has = |list: &[String]| list.binary_search_by(|own| own.as_str().cmp(hash)).is_ok();
        match (has(&self.out), has(&self.back), has(&self.void)) {
            (true, _, _) => Ok(()),
            (_, true, _) => Err(Spoilt::Used),
            (_, _, true) => Err(Spoilt::Void),
            (false, false, false) => Err(Spoilt::Unknown),
        }
    }

    /// Uses the slip and counts what it says. `answers` are in the order of the questions.
    ///
    /// # Errors
    /// [`Spoilt`]; nothing has changed.
    pub fn take(&mut self, hash: &str, answers: &[Option<Answer>]) -> Result<(), Spoilt> {
        self.look(hash)?;
        self.out.retain(|own| own != hash);
        let place = self.back.partition_point(|own| own.as_str() < hash);
        self.back.insert(place, hash.to_owned());
        for (question, answer) in answers.iter().enumerate() {
            match answer {
                None => {}
                Some(Answer::Pick(column)) => {
                    let count = self.counts.get_mut(question).and_then(|own| own.get_mut(usize::from(*column)));
                    count.into_iter().for_each(|count| *count += 1);
                }
                Some(Answer::Words(words)) => {
                    if let Some(own) = self.words.get_mut(question) {
                        own.push(words.as_str().to_owned());
                        own.sort_unstable();
                    }
                }
            }
        }
        Ok(())
    }

    /// Slips that came back.
    #[must_use]
    pub fn returned(&self) -> u32 {
        many(&self.back)
    }

    /// Slips that were handed out and not taken back, also on void sheets, with those that had come back before. After a taking back
    /// it tells how many came back: of a group whose result is hidden [`super::Survey::printed_since`] is shown.
    #[must_use]
    pub fn handed_out(&self) -> u32 {
        many(&self.out) + self.counted + many(&self.back)
    }

    /// How often each level or option of a question was picked.
    #[must_use]
    pub fn counts(&self, question: usize) -> &[u32] {
        self.counts.get(question).map_or(&[], Vec::as_slice)
    }

    /// What was written, in the order of the alphabet.
    #[must_use]
    pub fn words(&self, question: usize) -> &[String] {
        self.words.get(question).map_or(&[], Vec::as_slice)
    }

    /// Does it fit the plan? A plan changes only before the first slip.
    #[must_use]
    pub fn fits(&self, plan: &Plan) -> bool {
        let kinds = plan.questions.iter().map(|question: &super::Question| &question.kind);
        self.counts.len() == plan.questions.len()
            && kinds.zip(&self.counts).all(|(kind, own): (&Kind, _)| columns(kind) == own.len())
    }
}

fn many(list: &[String]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
