//! What was drawn becomes a visit: which picks of which draw a visit goes to. Numbers only; who they are stands on the
//! roster, which is private.

use serde::{Deserialize, Serialize};

use super::{Form, Site, Visit};
use crate::draw::{Kind, Plan};
use crate::kinds::{DrawId, UnitId};
use crate::record::{Facts, must_be_in};
use crate::refusal::{Field, Refusal, complete, must};

#[cfg(test)]
mod tests;

/// Picks of one draw.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Drawn {
    pub draw: DrawId,
    /// Their numbers on the roster.
    pub numbers: Vec<u16>,
}

impl Visit {
    /// Does it go to this pick, whatever became of it?
    #[must_use]
    pub fn goes_to(&self, draw: DrawId, number: u16) -> bool {
        self.drawn.as_ref().is_some_and(|own| own.draw == draw && own.numbers.contains(&number))
    }
}

/// Only what this draw has drawn, in its own unit, and no pick twice as long as the first visit stands.
pub(super) fn plan(drawn: &Drawn, unit: UnitId, facts: &Facts) -> Result<(), Refusal> {
    let draw = must_be_in(facts.known.draw(drawn.draw), |draw| draw.book, facts.book)?;
    must(draw.unit == unit, Refusal::Elsewhere { field: Field::Unit })?;
    let state = draw.state();
    must(state == "drawn", Refusal::WrongState { state: state.to_owned() })?;
    complete(!drawn.numbers.is_empty(), Field::Number)?;
    let picks = draw.picks();
    let picked = |number: &u16| picks.iter().any(|pick| pick.number == *number);
    must(drawn.numbers.iter().all(picked), Refusal::Elsewhere { field: Field::Number })?;
    let numbers = &drawn.numbers;
    let once = numbers.iter().enumerate().all(|(place, number)| !numbers[..place].contains(number));
    must(once, Refusal::Exists)?;
    free(drawn, None, facts)
}

/// No other visit that stands goes to one of these picks.
pub(super) fn free(drawn: &Drawn, own: Option<&Visit>, facts: &Facts) -> Result<(), Refusal> {
    let others = facts.known.visits().filter(|visit| own.is_none_or(|own| own.id != visit.id));
    let mut stand = others.filter(|visit| visit.cancelled_at.is_none());
    let taken = stand.any(|visit| drawn.numbers.iter().any(|number| visit.goes_to(drawn.draw, *number)));
    must(!taken, Refusal::AlreadyPlanned)
}

/// What a visit to picks usually is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggestion {
    pub form: Form,
    pub site: Option<Site>,
    /// All picks on one visit, as a seminar, instead of one visit each.
    pub together: bool,
}

/// Words of a purpose, in both languages, with the form that they speak of.
const SPOKEN: [(&[&str], Form, Option<Site>, bool); 6] = [
    (&["座谈", "seminar"], Form::Seminar, None, true),
    (&["电话", "随访", "phone"], Form::Phone, None, false),
    (&["调阅", "查阅", "review"], Form::Documents, None, true),
    (&["听课", "课堂", "class"], Form::Site, Some(Site::Classroom), false),
    (&["党日", "活动", "activit"], Form::Activity, None, false),
    (&["会议", "列席", "meeting"], Form::Meeting, None, false),
];

/// What the draw's purpose speaks of; otherwise what its roster is of.
#[must_use]
pub fn suggested(plan: &Plan) -> Suggestion {
    let purpose = plan.purpose.as_str().to_lowercase();
    let spoken = SPOKEN
        .iter()
        .find(|(words, form, ..)| fits(plan.kind, *form) && words.iter().any(|word| purpose.contains(word)));
    let (form, site, together) = match (spoken, plan.kind) {
        (Some((_, form, site, together)), _) => (*form, *site, *together),
        (None, Kind::People) => (Form::Interview, None, false),
        (None, Kind::Events) => (Form::Activity, None, false),
        (None, Kind::Documents) => (Form::Documents, None, true),
    };
    Suggestion { form, site, together }
}

/// People are talked to, events are attended, documents are read.
fn fits(kind: Kind, form: Form) -> bool {
    match form {
        Form::Seminar | Form::Interview | Form::Phone => kind == Kind::People,
        Form::Site | Form::Meeting | Form::Activity => kind == Kind::Events,
        Form::Documents => kind == Kind::Documents,
    }
}
