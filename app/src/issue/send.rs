//! From a filled-in form to an act: reads its fields and says which of them is wrong. Decides nothing else.

use std::collections::HashMap;

use domain::issue::act::{Facts, Find, Plan};
use domain::issue::{Act, Due, From, Issue};
use domain::kinds::{Day, Note, Percent, Text};
use domain::refusal::{Field, Refusal};
use leptos::ev::SubmitEvent;

use super::acts::Verb;
use crate::edge;

/// What was typed, by the names of the fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Values(HashMap<String, String>);

/// A field's name with why it was refused.
pub type Wrong = (String, Refusal);

impl Values {
    /// Reads every named field of the form that is sent.
    #[must_use]
    pub fn of(event: &SubmitEvent) -> Values {
        event.prevent_default();
        #[cfg(feature = "hydrate")]
        {
            use wasm_bindgen::JsCast as _;
            let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
            let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
            let pairs = data.into_iter().flat_map(|data| {
                let entries = js_sys::try_iter(&data).ok().flatten();
                entries.into_iter().flatten().filter_map(Result::ok).collect::<Vec<_>>()
            });
            let pairs = pairs.filter_map(|pair| {
                let pair = js_sys::Array::from(&pair);
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            });
            Values(pairs.collect())
        }
        #[cfg(not(feature = "hydrate"))]
        Values::default()
    }

    /// Fields as a test has them.
    #[cfg(test)]
    pub fn from(fields: &[(&str, &str)]) -> Values {
        Values(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// # Errors
    /// The field with its refusal.
    pub fn text<const MAX: usize>(&self, name: &str) -> Result<Text<MAX>, Wrong> {
        Text::parse(self.get(name)).map_err(|why| (name.to_owned(), why))
    }

    /// # Errors
    /// The field with its refusal.
    pub fn maybe<const MAX: usize>(&self, name: &str) -> Result<Option<Text<MAX>>, Wrong> {
        Text::optional(self.get(name)).map_err(|why| (name.to_owned(), why))
    }

    /// # Errors
    /// The field with its refusal.
    pub fn day(&self, name: &str) -> Result<Option<Day>, Wrong> {
        let raw = self.get(name).trim();
        if raw.is_empty() { Ok(None) } else { Day::parse(raw).map(Some).map_err(|why| (name.to_owned(), why)) }
    }

    fn must_day(&self, name: &str) -> Result<Day, Wrong> {
        self.day(name)?.ok_or_else(|| (name.to_owned(), Refusal::Missing { field: Field::Day }))
    }
}

/// What describes an issue, from the form that raises or amends one.
///
/// # Errors
/// The field with its refusal.
pub fn facts(values: &Values, found: domain::kinds::Time) -> Result<Facts, Wrong> {
    let due = match values.get("due_kind") {
        "immediately" => Some(Due::immediately(found)),
        "standing" => Some(Due::Standing),
        "on" => Some(Due::On { day: values.must_day("due")? }),
        _ => None,
    };
    Ok(Facts {
        title: values.text("title")?,
        detail: values.maybe("detail")?,
        category: values.get("category").parse().ok(),
        organisation: values.get("organisation").parse().ok(),
        official: values.maybe("official")?,
        department: values.maybe("department")?,
        due,
    })
}

/// A measure, from its fields.
///
/// # Errors
/// The field with its refusal.
pub fn plan(values: &Values, id: domain::kinds::MeasureId) -> Result<Plan, Wrong> {
    Ok(Plan { id, what: values.text("what")?, who: values.maybe("who")?, due: values.day("by")? })
}

/// The act of this verb on this issue. `target` is the issue that the form names by its code.
///
/// # Errors
/// The field with its refusal.
pub fn act(verb: &Verb, values: &Values, own: &Issue, target: Option<&Issue>) -> Result<Act, Wrong> {
    let issue = own.id;
    let reason = || values.text::<4000>("reason");
    let note = || values.maybe::<4000>("note");
    let named = || target.ok_or_else(|| ("code".to_owned(), Refusal::NotFound));
    Ok(match verb {
        Verb::Agree => Act::Agree { issue, note: note()? },
        Verb::Progress => progress(values, own)?,
        Verb::Submit => Act::Submit { issue, note: note()? },
        Verb::Recall => Act::Recall { issue, reason: reason()? },
        Verb::Return => Act::Return { issue, reason: reason()? },
        Verb::Verify => Act::Verify { issue, note: note()? },
        Verb::SetLookback => Act::SetLookback { issue, day: values.must_day("day")?, reason: reason()? },
        Verb::Confirm => Act::Confirm { issue, note: values.text("note")? },
        Verb::Relapse => Act::Relapse { issue, reason: reason()? },
        Verb::Dispute => Act::Dispute { issue, reason: reason()? },
        Verb::Settle => Act::Settle { issue, reason: reason()? },
        Verb::Withdraw => Act::Withdraw { issue, reason: reason()? },
        Verb::Merge => Act::Merge { issue, into: named()?.id, reason: reason()? },
        Verb::Transfer => {
            let missing = || ("to".to_owned(), Refusal::Missing { field: Field::Unit });
            let to = values.get("to").parse().map_err(|_| missing())?;
            Act::Transfer { issue, to, reason: reason()?, taken_up_as: Some(edge::id()) }
        }
        Verb::Split => Act::Find(Box::new(split(values, own)?)),
        Verb::Reinstate => Act::Reinstate { issue, reason: reason()? },
        Verb::Amend => {
            Act::Amend { issue, facts: Box::new(facts(values, own.found_at)?), was: Some(Box::new(own.description())) }
        }
        Verb::AddMeasure => Act::AddMeasure { issue, measure: plan(values, edge::id())? },
        Verb::ChangeMeasure(id) => {
            let was = own.measures.iter().find(|own| own.id == *id).map(|own| Box::new(own.plan()));
            Act::ChangeMeasure { issue, measure: plan(values, *id)?, was }
        }
        Verb::FinishMeasure(measure) => Act::FinishMeasure { issue, measure: *measure, note: note()? },
        Verb::ReopenMeasure(measure) => Act::ReopenMeasure { issue, measure: *measure, reason: reason()? },
        Verb::DropMeasure(measure) => Act::DropMeasure { issue, measure: *measure, reason: reason()? },
        Verb::ShareMeasure => {
            let home = named()?;
            let place = values.get("place").trim().parse::<usize>().unwrap_or(0);
            let measure = place.checked_sub(1).and_then(|place| home.measures.get(place));
            let measure = measure.ok_or_else(|| ("place".to_owned(), Refusal::NotFound))?;
            Act::ShareMeasure { issue, from: home.id, measure: measure.id }
        }
        Verb::UnshareMeasure(from, measure) => Act::UnshareMeasure { issue, from: *from, measure: *measure },
        Verb::WithdrawEvidence(hash) => Act::WithdrawEvidence { issue, hash: hash.clone(), reason: reason()? },
        Verb::AddEvidence => return Err(("file".to_owned(), Refusal::Missing { field: Field::Evidence })),
        Verb::Comment => Act::Comment { issue, text: values.text("comment")? },
    })
}

fn progress(values: &Values, own: &Issue) -> Result<Act, Wrong> {
    let percent = Percent::parse(values.get("percent")).map_err(|why| ("percent".to_owned(), why))?;
    let node = values.get("node").parse().ok();
    Ok(Act::ReportProgress { issue: own.id, percent, node, note: values.text("note")? })
}

/// A part of an issue as an issue of its own: what is not named anew is taken over.
fn split(values: &Values, own: &Issue) -> Result<Find, Wrong> {
    let facts = Facts { title: values.text("title")?, detail: values.maybe("detail")?, ..own.description() };
    let from = Some(From::Split { issue: own.id });
    Ok(Find {
        issue: edge::id(),
        unit: own.unit,
        origin: own.origin,
        facts,
        measures: Vec::new(),
        ledger: None,
        report: own.report,
        from,
        visit: None,
        meeting: None,
    })
}

/// The field of a form that a refusal by the rule belongs to.
#[must_use]
pub fn field_of(refusal: &Refusal) -> String {
    let of_reason = matches!(refusal, Refusal::TooShort { .. });
    let field = if of_reason { "reason" } else { refusal.field().map_or("", Into::into) };
    field.to_owned()
}

/// A reason as it will be stored, for bulk acts.
///
/// # Errors
/// The refusal of the reason.
pub fn reason(raw: &str) -> Result<Note, Refusal> {
    let note = Note::parse(raw)?;
    let length = note.as_str().chars().count();
    let min = domain::refusal::REASON_MIN;
    if length < min { Err(Refusal::TooShort { min, length }) } else { Ok(note) }
}
