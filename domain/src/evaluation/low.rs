//! What follows from a low result: an interview (约谈) and another look. Nothing of it is stored with the round: it is read off the
//! papers and rounds that name it, so that it holds whoever wrote them.

use serde::{Deserialize, Serialize};

use super::Evaluation;
use super::act::Opened;
use crate::kinds::{Day, UnitId};
use crate::notice::{From, Notice, Paper};
use crate::record::Facts;
use crate::refusal::{Field, Refusal, must};
use crate::score::{Grade, Values};

/// What is to come after a low result.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Next {
    /// 约谈
    Interview,
    /// 再看一次
    Again,
}

/// What has become of a low result so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Follows<'a> {
    pub grade: Grade,
    /// When it was published: since then the rest waits.
    pub since: Day,
    /// The newest paper that calls to an interview because of it, a draft as well.
    pub interview: Option<&'a Notice>,
    /// The round that looks again: one that says so, or any later one by the same template at the same thing; the newest published,
    /// or else the newest.
    pub again: Option<&'a Evaluation>,
}

impl Follows<'_> {
    /// What is still to be done. A draft is no interview yet; once the other look is published, its result counts, and the first
    /// asks for nothing any more.
    #[must_use]
    pub fn waits(&self) -> Vec<Next> {
        let called = self.interview.is_some_and(|own| own.issued.is_some());
        let over = self.again.is_some_and(|own| own.published.is_some());
        let interview = (!called && !over).then_some(Next::Interview);
        interview.into_iter().chain(self.again.is_none().then_some(Next::Again)).collect()
    }
}

impl Evaluation {
    /// The grade of this unit's published result, where it is so low that something follows from it.
    #[must_use]
    pub fn low(&self, unit: UnitId) -> Option<Grade> {
        // asked of every round whenever a page says what waits: without a line nothing is added up
        self.tree.low.and(self.published)?;
        self.sheet(unit)?;
        self.score(unit, &Values::new()).grade().filter(|grade| self.tree.is_low(*grade))
    }

    /// What follows from this unit's result, among these papers and rounds of the book. `None` where nothing does.
    #[must_use]
    pub fn follows<'a>(
        &self,
        unit: UnitId,
        notices: impl IntoIterator<Item = &'a Notice>,
        rounds: impl IntoIterator<Item = &'a Evaluation>,
    ) -> Option<Follows<'a>> {
        let (grade, since) = (self.low(unit)?, self.published?.at.day());
        let calls = |own: &&Notice| {
            let content = &own.content;
            let from = content.from == Some(From::Round { evaluation: self.id });
            from && content.paper == Paper::Talk && content.units.contains(&unit) && own.withdrawn.is_none()
        };
        let interview = notices.into_iter().filter(calls).max_by_key(|own| (own.issued.is_some(), own.drafted.at));
        // one that came to a result has answered the first, whatever was opened since
        let again = rounds.into_iter().filter(|own| own.looks_again(self, unit));
        let again = again.max_by_key(|own| (own.published.is_some(), own.opened.at));
        Some(Follows { grade, since, interview, again })
    }

    /// Does it look again at what `first` came to?
    fn looks_again(&self, first: &Evaluation, unit: UnitId) -> bool {
        let alike = self.template == first.template && self.scored == first.scored && self.units.contains(&unit);
        let later = first.published.is_some_and(|by| self.opened.at >= by.at);
        let meant = self.again == Some(first.id) || later;
        self.id != first.id && alike && meant && self.abandoned.is_none()
    }
}

/// Another look is at a low result of each of its units, by the same template and of the same thing: otherwise the two could not
/// stand side by side.
pub(super) fn looks_at_low(own: &Opened, facts: &Facts) -> Result<(), Refusal> {
    let Some(first) = own.again else { return Ok(()) };
    let first = facts.known.evaluation(first).filter(|first| first.book == facts.book);
    let first = first.ok_or(Refusal::Elsewhere { field: Field::Evaluation })?;
    must(first.published.is_some(), Refusal::WrongState { state: first.state().to_owned() })?;
    must(first.template == own.template, Refusal::Elsewhere { field: Field::Template })?;
    must(first.scored == own.scored, Refusal::Elsewhere { field: Field::Evaluation })?;
    let low = |unit: &UnitId| first.low(*unit).is_some();
    must(own.units.iter().all(low), Refusal::NotLow)?;
    // two leads may want it in the same moment
    let under_way = |other: &Evaluation| {
        let open = other.published.is_none() && other.abandoned.is_none();
        open && other.again == Some(first.id) && other.units.iter().any(|unit| own.units.contains(unit))
    };
    must(!facts.known.evaluations().any(under_way), Refusal::Exists)
}
