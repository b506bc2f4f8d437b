//! What rounds of evaluation ask: of raters their grades, of those who lead the group the next step, of units their own score; and
//! that a unit's result is there.

use serde::{Deserialize, Serialize};

use super::gather::pressing;
use super::{Group, Matter, Reason, What};
use crate::due;
use crate::evaluation::{Evaluation, Sheet};
use crate::kinds::{Day, PersonId, UnitId};

/// A unit is told of its result for so many days after it was published: an objection has no last day of its own.
const TOLD_DAYS: i64 = 14;

/// What a round waits for from those who lead the group.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// 开始评分: it was opened, and nobody can grade yet.
    Begin,
    /// 催办评分: its last day has passed, and raters still owe grades.
    #[serde(alias = "owed")]
    Ungraded,
    /// 进入校准: all raters are done.
    Calibrate,
    /// 商定等次: they differ.
    Settle,
    /// 审定
    Conclude,
    /// 公布结果
    Publish,
}

/// What a rater owes, and objections that wait for an answer.
pub(super) fn of_round(own: &Evaluation, person: PersonId, today: Day) -> Vec<Matter> {
    let objects = |sheet: &&Sheet| sheet.objection.as_ref().is_some_and(|one| one.answer.is_none());
    let objections = own.sheets.iter().filter(objects).map(|sheet| {
        let what = What::Objection { evaluation: own.id, unit: sheet.unit };
        matter(own, what, Reason::Waiting, None)
    });
    objections.chain(Matter::owed(own, &[person], today)).collect()
}

fn matter(own: &Evaluation, what: What, reason: Reason, due: Option<Day>) -> Matter {
    Matter { what, code: None, title: own.title.to_string(), reason, due }
}

impl Matter {
    /// Grades that at least one of these raters still owes.
    #[must_use]
    pub fn owed(round: &Evaluation, raters: &[PersonId], today: Day) -> Option<Matter> {
        let owes = |sheet: &Sheet| {
            let counting = round.raters_of(sheet.unit);
            raters.iter().any(|rater| counting.contains(rater) && !sheet.is_finished(*rater))
        };
        let open = round.state() == "scoring" && round.sheets.iter().any(owes);
        let what = What::Round { evaluation: round.id };
        open.then(|| matter(round, what, pressing(round.due, today), round.due))
    }
}

/// What the low results of a round lead to and is not there yet.
pub(super) fn low<'a>(own: &'a Evaluation, group: Group<'a>) -> impl Iterator<Item = Matter> + 'a {
    own.units.iter().flat_map(move |unit| {
        let (evaluation, unit) = (own.id, *unit);
        let follows = own.follows(unit, group.notices, group.rounds);
        let low = move |next, since| matter(own, What::Low { evaluation, unit, next, since }, Reason::Asked, None);
        follows.into_iter().flat_map(move |own| own.waits().into_iter().map(move |next| low(next, own.since)))
    })
}

/// The next step of each round, for those who lead the group.
pub(super) fn led(rounds: &[Evaluation], today: Day) -> Vec<Matter> {
    let next = |own: &Evaluation| {
        let stage = stage(own, today)?;
        let (reason, due) = match stage {
            Stage::Ungraded => (Reason::Late, own.due),
            Stage::Begin | Stage::Calibrate | Stage::Settle | Stage::Conclude | Stage::Publish => {
                (Reason::Waiting, None)
            }
        };
        Some(matter(own, What::Lead { evaluation: own.id, stage }, reason, due))
    };
    rounds.iter().filter_map(next).collect()
}

fn stage(own: &Evaluation, today: Day) -> Option<Stage> {
    let all = |when: &dyn Fn(UnitId) -> bool| own.units.iter().all(|unit| when(*unit));
    if own.abandoned.is_some() || own.published.is_some() {
        None
    } else if own.agreed.is_some() {
        Some(Stage::Publish)
    } else if own.calibrating.is_some() {
        Some(if all(&|unit| own.gaps(unit).is_empty()) { Stage::Conclude } else { Stage::Settle })
    } else if own.started.is_none() {
        Some(Stage::Begin)
    } else if all(&|unit| own.done(unit)) {
        Some(Stage::Calibrate)
    } else {
        own.due.filter(|due| due::is_late(*due, today)).map(|_| Stage::Ungraded)
    }
}

/// Rounds that are being scored, in which the unit has not scored itself.
#[must_use]
pub fn self_scores(rounds: &[Evaluation], unit: UnitId) -> Vec<Matter> {
    let open = |own: &&Evaluation| {
        let scored = own.sheet(unit).is_some_and(|sheet| sheet.own.is_some());
        own.state() == "scoring" && own.units.contains(&unit) && !scored
    };
    let asked = |own: &Evaluation| matter(own, What::SelfScore { evaluation: own.id, unit }, Reason::Asked, own.due);
    rounds.iter().filter(open).map(asked).collect()
}

/// Results of the unit that were published lately and to which it has not objected. `rounds` are as the unit reads them.
#[must_use]
pub fn published(rounds: &[Evaluation], unit: UnitId, today: Day) -> Vec<Matter> {
    let told = |own: &&Evaluation| {
        let lately = own.published.is_some_and(|by| today.since(by.at.day()) <= TOLD_DAYS);
        lately && own.sheet(unit).is_some_and(|sheet| sheet.objection.is_none())
    };
    let result = |own: &Evaluation| matter(own, What::Published { evaluation: own.id, unit }, Reason::Asked, None);
    rounds.iter().filter(told).map(result).collect()
}
