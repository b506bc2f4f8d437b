//! A row that is an issue already: what it says otherwise, and the measures that the issue does not have yet.

use std::collections::HashSet;

use app::ledger::plan::{Change, Column, Reason};
use domain::issue::act::{Facts as Description, Plan as Measure};
use domain::issue::{Due, Issue, Origin};
use domain::kinds::{Name, Note};
use ledger::Row;

use super::Asked;
use crate::ledger::said::{self, Detail, names, tight};

/// What the row has otherwise than the issue, also put into `to`. An empty cell says nothing and erases nothing.
pub fn differences(row: &Row, issue: &Issue, asked: &Asked<'_>, to: &mut Description) -> Result<Vec<Change>, Reason> {
    let was = said::row(issue, 0);
    let mut changes = Vec::new();
    let mut note = |column, before: Option<String>, after: &str| {
        changes.push(Change { column, before: before.unwrap_or_default(), after: after.to_owned() });
    };
    let said = said::facts(row, asked.origin, issue.found_at).map_err(|mut why| why.remove(0))?;
    if tight(&row.title) != tight(&was.title) {
        note(Column::Title, Some(was.title), &row.title);
        to.title = said.title;
    }
    let category = said.category.or(issue.category).or(asked.category);
    if let Some(new) = category.filter(|_| category != issue.category) {
        let name = |category| said::their_category(category).name();
        note(Column::Category, issue.category.map(|own| name(own).to_owned()), name(new));
        to.category = category;
    }
    if let Some(due) = row.due.filter(|due| Some(*due) != was.due) {
        note(Column::Due, was.due.map(|due| due.to_string()), &due.to_string());
        to.due = said.due.map(|due| again_immediately(due, issue));
    }
    let department = row.departments.join("、");
    for (column, before, after, place, name) in [
        (Column::Official, was.official, row.official.clone(), &mut to.official, said.official),
        (Column::Department, was.departments.first().cloned(), Some(department), &mut to.department, said.department),
    ] {
        let after = after.unwrap_or_default();
        if differs(&before, &after, name.as_ref()) {
            note(column, before, &after);
            *place = name;
        }
    }
    detail(row, issue, asked.origin, &mut note, to)?;
    Ok(changes)
}

fn differs(before: &Option<String>, after: &str, name: Option<&Name>) -> bool {
    name.is_some() && names(before.as_deref().unwrap_or_default()) != names(after)
}

/// 立行立改 counts from the day the issue was found.
fn again_immediately(due: Due, issue: &Issue) -> Due {
    match due {
        Due::Immediately { .. } => Due::immediately(issue.found_at),
        Due::On { .. } | Due::Standing => due,
    }
}

/// Progress, note and origin live in the detail; what the row leaves open stays.
fn detail(
    row: &Row,
    issue: &Issue,
    origin: Origin,
    note: &mut impl FnMut(Column, Option<String>, &str),
    to: &mut Description,
) -> Result<(), Reason> {
    let mut own = issue.detail.as_ref().map(|text| Detail::of(text.as_str())).unwrap_or_default();
    let said = Detail::of_row(row, origin);
    let mut differs = false;
    for (column, was, now) in [
        (Column::Note, &mut own.note, said.note),
        (Column::Progress, &mut own.progress, said.progress),
        (Column::Origin, &mut own.origin, said.origin),
    ] {
        if !now.is_empty() && tight(was) != tight(&now) {
            note(column, Some(was.clone()), &now);
            *was = now;
            differs = true;
        }
    }
    if differs {
        to.detail = Note::optional(&own.text()).map_err(|refusal| Reason::Rule { refusal })?;
    }
    Ok(())
}

/// Measures that the issue does not have yet. What the unit took out of its file stays: taking back needs a reason.
pub fn new_measures(row: &Row, issue: &Issue) -> Vec<Measure> {
    let mut own: HashSet<String> = issue.measures.iter().map(|measure| words(measure.what.as_str())).collect();
    row.measures.iter().filter(|text| own.insert(words(text))).filter_map(|text| measure(text)).collect()
}

/// A measure as it is compared: semicolons part the measures of a cell, so one at its end is lost on the way.
fn words(text: &str) -> String {
    tight(text).trim_end_matches(['；', ';']).to_owned()
}

/// The reader bounds measures and leaves none empty, so each becomes one.
pub fn measure(text: &str) -> Option<Measure> {
    Some(Measure { id: crate::edge::id(), what: Note::parse(text).ok()?, who: None, due: None })
}
