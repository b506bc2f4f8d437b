//! Who may do what to a survey, and when.

use super::{Act, Kind, OPTIONS, Plan, QUESTIONS, RATERS, SLIPS, SLIPS_ALL, Survey};
use crate::entry::Stamp;
use crate::record::meanwhile::amended;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not a member of the group; a plan that asks nothing or nobody; a survey in another state.
pub fn check(survey: Option<&Survey>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Plan { unit, plan, .. } = act {
        facts.open_unit(*unit)?;
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(survey)?;
        return sound(plan).map(|()| Stamp::default());
    }
    let survey = must_be_in(survey, |survey| survey.book, facts.book)?;
    facts.must_see(survey.unit, None)?;
    facts.viewer.must_be_group(facts.book)?;
    existing(survey, act, facts)?;
    Ok(Stamp { sheet: matches!(act, Act::Print { .. }), ..Stamp::default() })
}

fn existing(survey: &Survey, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let state = survey.state();
    let among = |states: &[&str]| must(states.contains(&state), Refusal::WrongState { state: state.to_owned() });
    match act {
        Act::Plan { .. } => Ok(()),
        Act::Change { plan, was, .. } => {
            among(&["planned"])?;
            sound(&amended(was.as_deref(), plan, &survey.plan)?)
        }
        Act::Print { raters, slips, .. } => {
            among(&["planned", "open"])?;
            let printed = printed(survey, *raters)?;
            must(*slips > 0, Refusal::Missing { field: Field::Number })?;
            let most = SLIPS.min(u16::try_from(SLIPS_ALL.saturating_sub(printed)).unwrap_or(SLIPS));
            must(*slips <= most, Refusal::TooMany { max: most.into() })?;
            must(facts.now.day() <= survey.plan.closes, Refusal::TooEarly { field: Field::End })
        }
        Act::TakeBack { raters, reason, .. } => {
            among(&["open"])?;
            reasoned(reason)?;
            let back = survey.taken_back.get(usize::from(*raters)).copied().unwrap_or_default();
            must(printed(survey, *raters)? > back, Refusal::Unchanged)
        }
        Act::Void { raters, first, reason, .. } => {
            among(&["open"])?;
            reasoned(reason)?;
            let sheet = survey.sheet(*raters, *first).ok_or(Refusal::NotFound)?;
            must(survey.is_good(sheet), Refusal::Unchanged)
        }
        Act::Extend { closes, .. } => {
            among(&["planned", "open"])?;
            must(*closes != survey.plan.closes, Refusal::Unchanged)?;
            // to end it sooner there is closing
            must(*closes > survey.plan.closes, Refusal::TooEarly { field: Field::End })
        }
        Act::Close { .. } => among(&["open"]),
        Act::Drop { reason, .. } => {
            reasoned(reason)?;
            among(&["planned", "open"])
        }
    }
}

fn printed(survey: &Survey, raters: u8) -> Result<u32, Refusal> {
    survey.printed.get(usize::from(raters)).copied().ok_or(Refusal::NotFound)
}

/// # Errors
/// Nobody or nothing is asked, or too much; nothing that could be counted; it ends before it begins.
pub fn sound(plan: &Plan) -> Result<(), Refusal> {
    complete(!plan.raters.is_empty(), Field::RaterGroup)?;
    must(plan.raters.len() <= RATERS, Refusal::TooMany { max: RATERS })?;
    complete(plan.questions.iter().any(|question| question.kind == Kind::Scale), Field::Question)?;
    must(plan.questions.len() <= QUESTIONS, Refusal::TooMany { max: QUESTIONS })?;
    for question in &plan.questions {
        if let Kind::Choice { options } = &question.kind {
            complete(options.len() >= 2, Field::Options)?;
            must(options.len() <= OPTIONS, Refusal::TooMany { max: OPTIONS })?;
        }
    }
    let mut names: Vec<&str> = plan.raters.iter().map(|raters| raters.zh.as_str()).collect();
    names.sort_unstable();
    must(names.windows(2).all(|two| two[0] != two[1]), Refusal::Taken { field: Field::RaterGroup })?;
    must(plan.opens <= plan.closes, Refusal::TooEarly { field: Field::End })
}
