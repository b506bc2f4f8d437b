//! What a unit's records are on a roster: each one line, no two the same, no more than a roster has. Strata stand in the book and
//! are counted by their name: in Chinese, whatever language the page has.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entry, MAX, tidy};
use crate::issue::Issue;
use crate::kinds::{OrganisationId, Text};
use crate::meeting::{Meeting, Series};
use crate::person::Person;
use crate::report::Report;
use crate::rule::Rule;
use crate::unit::{Organisation, OrganisationKind, Unit};
use crate::viewer::{Role, UnitPost};
use crate::visit::Form;
use crate::visit::list::Line;

/// Characters of a name or note, of a stratum; and what a number behind a name needs.
const NAME: usize = 100;
const STRATUM: usize = 40;
const NUMBER: usize = 8;

/// Lines as a roster is typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Taken {
    pub lines: Vec<String>,
    /// There were more than [`MAX`].
    pub more: bool,
}

impl Taken {
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Taken {
        let mut entries = entries.into_iter();
        let mut called = BTreeMap::new();
        let own = entries.by_ref().take(MAX).filter_map(|entry| apart(entry, &mut called));
        let lines = own.map(|entry| entry.typed()).collect();
        Taken { lines, more: entries.next().is_some() }
    }
}

/// The same line twice would double a chance: who is called like somebody before gets a number. `called` counts them.
fn apart(entry: Entry, called: &mut BTreeMap<Entry, usize>) -> Option<Entry> {
    let mut own = entry.clone();
    while called.contains_key(&own) {
        let many = called.entry(entry.clone()).or_insert(1);
        *many += 1;
        own.name = Text::parse(&format!("{}（{many}）", cut(entry.name.as_str(), NAME - NUMBER))).ok()?;
    }
    called.insert(own.clone(), 1);
    Some(own)
}

/// On one line, without what parts the cells of a roster, and no longer than a cell may be.
fn cut(raw: &str, most: usize) -> String {
    let plain = tidy(&raw.replace(|c: char| c == '|' || c.is_control(), " "));
    if plain.chars().count() <= most {
        return plain;
    }
    let begins: String = plain.chars().take(most - 1).collect();
    format!("{}…", begins.trim_end())
}

impl Entry {
    /// Cells of a record; `None` where nothing is left of its name.
    fn recorded(stratum: &str, name: &str, note: Option<&str>) -> Option<Entry> {
        Entry::parse(&cut(stratum, STRATUM), &cut(name, NAME), &cut(note.unwrap_or_default(), NAME)).ok()
    }

    /// As [`super::typed::read`] reads it back.
    fn typed(&self) -> String {
        let note = self.note.iter().map(|note| format!("\t{note}"));
        format!("{}\t{}{}", self.name, self.stratum, note.collect::<String>())
    }

    /// Who holds a post in the unit or in one of its organisations: on it once, under the post in the unit where there is one.
    #[must_use]
    pub fn of_person(own: &Person, unit: &Unit) -> Option<Entry> {
        let post = own.roles.iter().find_map(|role| match *role {
            Role::Unit { unit: at, post, .. } if at == unit.id => Some(post),
            Role::Unit { .. }
            | Role::OfficeLeader
            | Role::Group { .. }
            | Role::Organisation { .. }
            | Role::Admin { .. } => None,
        });
        let home = own.roles.iter().find_map(|role| match *role {
            Role::Organisation { organisation, unit: at, .. } if at == unit.id => unit.organisation(organisation),
            Role::Organisation { .. }
            | Role::OfficeLeader
            | Role::Group { .. }
            | Role::Unit { .. }
            | Role::Admin { .. } => None,
        });
        let stratum = match (post, home) {
            (Some(UnitPost::Liaison), _) => "单位联络员",
            (Some(UnitPost::Leader), _) => "单位班子成员",
            (None, Some(home)) => kind(home),
            (None, None) => return None,
        };
        let here = own.suspended_at.is_none();
        here.then(|| Entry::recorded(stratum, own.name.as_str(), home.map(|own| own.name.as_str()))).flatten()
    }

    /// An open organisation, with the one above it.
    #[must_use]
    pub fn of_organisation(own: &Organisation, unit: &Unit) -> Option<Entry> {
        let open = own.closed_at.is_none();
        open.then(|| Entry::recorded(kind(own), own.name.as_str(), name(unit, own.parent))).flatten()
    }

    #[must_use]
    pub fn of_report(own: &Report) -> Option<Entry> {
        let own = &own.description;
        Entry::recorded("调研报告", own.title.as_str(), Some(own.official.as_str()))
    }

    #[must_use]
    pub fn of_rule(own: &Rule) -> Option<Entry> {
        let own = &own.description;
        Entry::recorded("制度", own.title.as_str(), Some(own.department.as_str()))
    }

    /// An issue that counts, whose files are documents to be asked for: open and solved ones are two strata.
    #[must_use]
    pub fn of_issue(own: &Issue, unit: &Unit) -> Option<Entry> {
        let stratum = if own.state.open() { "未解决的问题" } else { "已解决的问题" };
        let called = format!("{} {}", own.code(), own.title);
        let counted = own.state.counted();
        counted.then(|| Entry::recorded(stratum, &called, name(unit, own.organisation))).flatten()
    }

    /// A meeting that was not cancelled. The unit reads the roster: of a weekly meeting nothing but that there is one.
    #[must_use]
    pub fn of_meeting(own: &Meeting) -> Option<Entry> {
        let series = match own.plan.series {
            Series::Weekly => "组内周例会",
            Series::Dispatch { .. } => "单位月调度会",
        };
        let stands = own.cancelled.is_none();
        stands.then(|| Entry::recorded(series, &format!("{} {series}", own.plan.at.day()), None)).flatten()
    }

    /// A visit to what others hold; none for visits of other forms.
    #[must_use]
    pub fn of_visit(own: &Line, unit: &Unit) -> Option<Entry> {
        let form = event(own.form)?;
        let what = own.topic.as_deref().or(own.place.as_deref()).unwrap_or(form);
        Entry::recorded(form, &format!("{} {what}", own.at.day()), name(unit, own.organisation))
    }
}

/// What is held and can be visited; else it is a talk or a look around.
#[must_use]
pub fn event(form: Form) -> Option<&'static str> {
    match form {
        Form::Meeting => Some("列席会议"),
        Form::Activity => Some("参加活动"),
        Form::Seminar => Some("座谈会"),
        Form::Site | Form::Interview | Form::Phone | Form::Documents => None,
    }
}

fn kind(own: &Organisation) -> &'static str {
    match own.kind {
        OrganisationKind::Secondary => "二级组织",
        OrganisationKind::Branch => "基层党支部",
    }
}

fn name(unit: &Unit, organisation: Option<OrganisationId>) -> Option<&str> {
    organisation.and_then(|id| unit.organisation(id)).map(|own| own.name.as_str())
}

#[cfg(test)]
mod tests;
