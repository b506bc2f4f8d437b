//! Sends an act to the rules of its subject, and makes what they say of their own kind of record one of any kind.

use super::{Facts, Known, Need, Record};
use crate::act::Act;
use crate::entry::{Entry, Stamp};
use crate::kinds::{ActId, Book};
use crate::refusal::Refusal;
use crate::{
    campaign, carrier, cut, deployment, draw, evaluation, group, issue, lookback, meeting, notice, outcome, person,
    policy, report, rule, standard, study, survey, template, unit, visit, worklist, worklog,
};

/// What must be loaded before [`check`] can decide about `act`, besides the record itself and the person,
/// which are in `known` already.
#[must_use]
pub fn needs(act: &Act, book: Book, known: &Known) -> Vec<Need> {
    match act {
        Act::Campaign(_) | Act::Policy(_) => Vec::new(),
        Act::Group(act) => act.needs(),
        Act::Person(act) => act.needs(),
        Act::Unit(act) => act.needs(known.unit(act.unit())),
        Act::Carrier(act) => act.needs(known.carrier(act.carrier())),
        Act::Issue(act) => act.needs(book, known.issue(act.issue()).map(AsRef::as_ref)),
        Act::Report(act) => act.needs(),
        Act::Rule(act) => act.needs(),
        Act::Draw(act) => act.needs(known.draw(act.draw()).map(AsRef::as_ref)),
        Act::Visit(act) => act.needs(known.visit(act.visit()).map(AsRef::as_ref)),
        Act::Template(act) => act.needs(),
        Act::Evaluation(act) => act.needs(known.evaluation(act.evaluation()).map(AsRef::as_ref)),
        Act::Survey(act) => act.needs(),
        Act::Lookback(act) => act.needs(),
        Act::Cut(act) => act.needs(),
        Act::Notice(act) => act.needs(book, known.notice(act.notice()).map(AsRef::as_ref)),
        Act::Worklist(act) => act.needs(known.worklist(act.worklist()).map(AsRef::as_ref)),
        Act::Meeting(act) => act.needs(known.meeting(act.meeting()).map(AsRef::as_ref)),
        Act::Deployment(act) => act.needs(known.deployment(act.deployment()).map(AsRef::as_ref)),
        Act::Standard(_) | Act::Worklog(_) => Vec::new(),
        Act::Study(act) => act.needs(),
        Act::Outcome(act) => act.needs(known.outcome(act.outcome()).map(AsRef::as_ref)),
    }
}

/// Decides: may this viewer do this act to this record now? Gives what the entry must carry besides the act.
///
/// # Errors
/// A [`Refusal`] with its reason; nothing has changed.
pub fn check(act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    let known = facts.known;
    match act {
        Act::Campaign(act) => campaign::check(known.campaign(act.campaign()), act, facts),
        Act::Group(act) => group::check(known.group(act.group()), act, facts),
        Act::Person(act) => person::check(known.person(act.person()), act, facts),
        Act::Policy(act) => policy::check(known.policies(act.group()), act, facts),
        Act::Unit(act) => unit::check(known.unit(act.unit()), act, facts),
        Act::Carrier(act) => carrier::check(known.carrier(act.carrier()), act, facts),
        Act::Issue(act) => issue::check(known.issue(act.issue()).map(AsRef::as_ref), act, facts),
        Act::Report(act) => report::check(known.report(act.report()), act, facts),
        Act::Rule(act) => rule::check(known.rule(act.rule()), act, facts),
        Act::Draw(act) => draw::check(known.draw(act.draw()).map(AsRef::as_ref), act, facts),
        Act::Visit(act) => visit::check(known.visit(act.visit()).map(AsRef::as_ref), act, facts),
        Act::Template(act) => template::check(known.template(act.template()).map(AsRef::as_ref), act, facts),
        Act::Evaluation(act) => evaluation::check(known.evaluation(act.evaluation()).map(AsRef::as_ref), act, facts),
        Act::Survey(act) => survey::check(known.survey(act.survey()).map(AsRef::as_ref), act, facts),
        Act::Lookback(act) => lookback::check(known.lookback(act.lookback()).map(AsRef::as_ref), act, facts),
        Act::Cut(act) => cut::check(known.cut(act.cut()).map(AsRef::as_ref), act, facts),
        Act::Notice(act) => notice::check(known.notice(act.notice()).map(AsRef::as_ref), act, facts),
        Act::Worklist(act) => worklist::check(known.worklist(act.worklist()).map(AsRef::as_ref), act, facts),
        Act::Meeting(act) => meeting::check(known.meeting(act.meeting()).map(AsRef::as_ref), act, facts),
        Act::Deployment(act) => deployment::check(known.deployment(act.deployment()).map(AsRef::as_ref), act, facts),
        Act::Standard(act) => standard::check(known.standard(act.standard()).map(AsRef::as_ref), act, facts),
        Act::Study(act) => study::check(known.study(act.study()).map(AsRef::as_ref), act, facts),
        Act::Worklog(act) => worklog::check(known.worklog(act.worklog()).map(AsRef::as_ref), act, facts),
        Act::Outcome(act) => outcome::check(known.outcome(act.outcome()).map(AsRef::as_ref), act, facts),
    }
}

/// What an accepted act brings with it, by the same person in the same breath: an entry of its own, because an entry
/// changes one record. `known` holds the record as the act has left it. The rules of the first act see to it that the
/// second holds.
#[must_use]
pub fn follow(act: &Act, known: &Known) -> Option<(ActId, Act)> {
    let next = if let Act::Issue(first) = act {
        Act::Issue(issue::transfer::follow(first, known.issue(first.issue())?)?)
    } else if let Act::Lookback(first) = act {
        lookback::follow(first, known)?
    } else if let Act::Meeting(first) = act {
        meeting::follow(first)?
    } else if let Act::Worklist(first) = act {
        worklist::follow(first, known)?
    } else if let Act::Notice(first) = act {
        notice::follow(first, known)?
    } else {
        return None;
    };
    Some((*act.brings().first()?, next))
}

/// The next state. Total: an entry of the journal is never refused, and none makes it panic.
/// `None` only where an entry speaks of a record that was never made.
#[must_use]
pub fn fold(before: Option<Record>, entry: &Entry) -> Option<Record> {
    match &entry.act {
        Act::Campaign(act) => campaign::fold(own(before), act).map(Record::Campaign),
        Act::Group(act) => group::fold(own(before), act).map(Record::Group),
        Act::Person(act) => person::fold(own(before), act, entry).map(Record::Person),
        Act::Policy(act) => policy::fold(own(before), act).map(Record::Policy),
        Act::Unit(act) => unit::fold(own(before), act, entry).map(Record::Unit),
        Act::Carrier(act) => carrier::fold(own(before), act, entry).map(Record::Carrier),
        Act::Issue(act) => boxed(issue::fold(unboxed(before), act, entry)),
        Act::Report(act) => report::fold(own(before), act, entry).map(Record::Report),
        Act::Rule(act) => rule::fold(own(before), act, entry).map(Record::Rule),
        Act::Draw(act) => boxed(draw::fold(unboxed(before), act, entry)),
        Act::Visit(act) => boxed(visit::fold(unboxed(before), act, entry)),
        Act::Template(act) => boxed(template::fold(unboxed(before), act, entry)),
        Act::Evaluation(act) => boxed(evaluation::fold(unboxed(before), act, entry)),
        Act::Survey(act) => boxed(survey::fold(unboxed(before), act, entry)),
        Act::Lookback(act) => boxed(lookback::fold(unboxed(before), act, entry)),
        Act::Cut(act) => boxed(cut::fold(unboxed(before), act, entry)),
        Act::Notice(act) => boxed(notice::fold(unboxed(before), act, entry)),
        Act::Worklist(act) => boxed(worklist::fold(unboxed(before), act, entry)),
        Act::Meeting(act) => boxed(meeting::fold(unboxed(before), act, entry)),
        Act::Deployment(act) => boxed(deployment::fold(unboxed(before), act, entry)),
        Act::Standard(act) => boxed(standard::fold(unboxed(before), act, entry)),
        Act::Study(act) => boxed(study::fold(unboxed(before), act, entry)),
        Act::Outcome(act) => boxed(outcome::fold(unboxed(before), act, entry)),
        Act::Worklog(act) => boxed(Some(worklog::fold(act, entry))),
    }
}

/// The record as the kind that the act speaks of; a record of another kind is none of its.
pub(super) fn own<T: TryFrom<Record>>(before: Option<Record>) -> Option<T> {
    before.and_then(|record| T::try_from(record).ok())
}

/// As [`own`], of a kind that is kept in a box.
fn unboxed<T>(before: Option<Record>) -> Option<T>
where
    Box<T>: TryFrom<Record>,
{
    own::<Box<T>>(before).map(|own| *own)
}

fn boxed<T>(after: Option<T>) -> Option<Record>
where
    Box<T>: Into<Record>,
{
    after.map(|own| Box::new(own).into())
}
