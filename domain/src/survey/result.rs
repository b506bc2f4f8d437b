//! What a closed survey says, and what it keeps to itself: nothing that fewer than five answered.
//!
//! Results are shown when the survey is closed, not while it runs: two looks, one before and one after somebody's answer,
//! would tell that answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::{SATISFIED, UNKNOWN};
use super::ballot::Ballot;
use super::{Kind, Plan, Survey};
use crate::issue::Category;
use crate::kinds::{SurveyId, Time};
use crate::score::rows::{Period, Scored};
use crate::score::{ANSWERS_MIN, Opinion};
use crate::template::tree::RaterGroup;

/// What a group of raters of a closed survey said: the value of an indicator of satisfaction that names the group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub survey: SurveyId,
    /// What it was asked about; `None`: all of the unit.
    pub category: Option<Category>,
    pub closed: Time,
    pub raters: RaterGroup,
    pub opinion: Opinion,
}

/// Of a closed survey, what each group said whose result is shown.
#[must_use]
pub fn said(survey: &Survey, ballots: &[Ballot]) -> Vec<Said> {
    let Some(closed) = survey.closed_at.filter(|_| survey.state() == "closed") else { return Vec::new() };
    let groups = survey.plan.raters.iter().zip(ballots).enumerate();
    let said = groups.filter_map(|(raters, (words, ballot))| {
        let opinion = of_raters(survey, raters, ballot).satisfied?;
        let raters = RaterGroup::parse(words.zh.as_str()).ok()?;
        Some(Said { survey: survey.id, category: survey.plan.category, closed, raters, opinion })
    });
    said.collect()
}

/// Of each rater group what it said last in the period of what is scored ([`Scored::hears`]): of a category in a survey about
/// it, and where it said nothing in one that is shown, in one about all of the unit.
#[must_use]
pub fn last_said<'a>(
    scored: Scored,
    period: Period,
    said: impl IntoIterator<Item = &'a Said>,
) -> BTreeMap<&'a RaterGroup, &'a Said> {
    let counts = |own: &&Said| scored.hears(own.category) && period.has(own.closed.day());
    let mut said: Vec<&Said> = said.into_iter().filter(counts).collect();
    // the last one stands
    said.sort_by_key(|own| (own.category.is_some(), own.closed));
    said.into_iter().map(|own| (&own.raters, own)).collect()
}

/// What one group of raters answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfRaters {
    /// A slip was printed for it, whatever became of it.
    pub asked: bool,
    /// Slips handed out and not taken back; void sheets change nothing in it. When fewer than [`ANSWERS_MIN`] came back, also those
    /// that did are left out of it once the others are taken back: what remained would be their number.
    pub handed_out: u32,
    /// Slips that came back; `None` when fewer than [`ANSWERS_MIN`].
    pub returned: Option<u32>,
    /// In the order of the plan's questions; empty when too few slips came back.
    pub questions: Vec<OfQuestion>,
    /// All scales together.
    pub satisfied: Option<Opinion>,
}

/// What was answered to one question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfQuestion {
    /// How often each level or option was picked; `None` when fewer than [`ANSWERS_MIN`] picked any.
    pub counts: Option<Vec<u32>>,
    /// Of a scale: those who know, and how many of them are satisfied.
    pub satisfied: Option<Opinion>,
    /// What was written, in the order of the alphabet; empty when fewer than [`ANSWERS_MIN`] wrote.
    pub words: Vec<String>,
}

/// How many slips of all groups of raters came back. Both numbers speak of the same groups, those whose own number is shown: a sum with
/// one that is hidden, less the others, would tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Returns {
    /// Groups with at least [`ANSWERS_MIN`] slips back.
    pub groups: u32,
    /// Slips of those groups that came back, and that were handed out.
    pub returned: u32,
    pub handed_out: u32,
    /// Groups with slips out and fewer back.
    pub few: u32,
    /// Slips handed out to all groups.
    pub in_all: u32,
}

impl Returns {
    #[must_use]
    pub fn of(raters: &[OfRaters]) -> Returns {
        raters.iter().fold(Returns::default(), |sum, own| {
            let sum = Returns { in_all: sum.in_all + own.handed_out, ..sum };
            match own.returned {
                Some(returned) => Returns {
                    groups: sum.groups + 1,
                    returned: sum.returned + returned,
                    handed_out: sum.handed_out + own.handed_out,
                    ..sum
                },
                None => Returns { few: sum.few + u32::from(own.handed_out > 0), ..sum },
            }
        })
    }
}

/// How far it has come while it runs: no answer, only how many.
#[must_use]
pub fn progress(survey: &Survey, raters: usize, ballot: &Ballot) -> OfRaters {
    let returned = Some(ballot.returned()).filter(|many| *many >= ANSWERS_MIN);
    let handed_out = returned.map_or_else(|| survey.printed_since(raters), |_| ballot.handed_out());
    let asked = survey.printed.get(raters).is_some_and(|slips| *slips > 0);
    OfRaters { asked, handed_out, returned, questions: Vec::new(), satisfied: None }
}

/// What this group's ballot says to others.
#[must_use]
pub fn of_raters(survey: &Survey, raters: usize, ballot: &Ballot) -> OfRaters {
    let (plan, back) = (&survey.plan, progress(survey, raters, ballot));
    if back.returned.is_none() {
        return back;
    }
    let questions: Vec<OfQuestion> =
        plan.questions.iter().enumerate().map(|(place, question)| of_question(&question.kind, ballot, place)).collect();
    OfRaters { questions, satisfied: together(plan, ballot), ..back }
}

fn of_question(kind: &Kind, ballot: &Ballot, place: usize) -> OfQuestion {
    let (counts, words) = (ballot.counts(place), ballot.words(place));
    let enough = |many: u32| many >= ANSWERS_MIN;
    OfQuestion {
        counts: (*kind != Kind::Text && enough(counts.iter().sum())).then(|| counts.to_vec()),
        satisfied: (*kind == Kind::Scale).then(|| opinion(counts)).and_then(shown),
        words: if enough(u32::try_from(words.len()).unwrap_or(ANSWERS_MIN)) { words.to_vec() } else { Vec::new() },
    }
}

/// Those satisfied among those who know.
fn opinion(levels: &[u32]) -> Opinion {
    let of = levels.iter().take(UNKNOWN).sum();
    Opinion { part: levels.iter().take(SATISFIED).sum(), of, answers: of }
}

fn shown(opinion: Opinion) -> Option<Opinion> {
    (opinion.answers >= ANSWERS_MIN).then_some(opinion)
}

/// All scales together: three scales with 70, 72 and 71 of 86 satisfied are 213 of 258, answered by 86. Who left some out
/// counts in part, rounded down. Only the scales that are shown: a sum with one that is hidden, less the others, would tell it.
fn together(plan: &Plan, ballot: &Ballot) -> Option<Opinion> {
    let scales = plan.questions.iter().enumerate().filter(|(_, question)| question.kind == Kind::Scale);
    let all: Vec<Opinion> = scales.filter_map(|(place, _)| shown(opinion(ballot.counts(place)))).collect();
    let of = all.iter().map(|own| own.of).sum::<u32>();
    let answers = of / u32::try_from(all.len()).unwrap_or(u32::MAX).max(1);
    shown(Opinion { part: all.iter().map(|own| own.part).sum(), of, answers })
}
