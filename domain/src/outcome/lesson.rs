//! A lesson names nobody: not the unit, not its organisations, not who told it or works there, not the people, departments and codes
//! of what it came from.

use super::{Lesson, Link, Outcome};
use crate::kinds::{Text, UnitId};
use crate::person::Person;
use crate::record::Known;

/// The names that stand in the lesson and should not. A name of one character is none: it stands in every text.
pub fn names<'a>(own: &'a Outcome, lesson: &'a Lesson, known: &'a Known) -> impl Iterator<Item = String> + 'a {
    let unit = known.unit(own.unit).into_iter().flat_map(|unit| {
        let organisations = unit.organisations.iter().map(|own| own.name.to_string());
        [unit.name.to_string(), unit.code.to_string()].into_iter().chain(organisations)
    });
    let told = own.people().filter_map(move |person| known.person(person));
    let people = told.chain(staff(own.unit, known)).map(|own| own.name.to_string());
    let linked = own.links.iter().flat_map(|link| whose(*link, known));
    let said = move |name: &String| {
        let name = name.as_str();
        name.chars().count() > 1 && (lesson.title.as_str().contains(name) || lesson.text.as_str().contains(name))
    };
    unit.chain(people).chain(linked).filter(said)
}

/// Everybody at hand who works in the unit or one of its organisations, also who may not sign in now; always in the same order.
fn staff(unit: UnitId, known: &Known) -> Vec<&Person> {
    let people = known.records.values().filter_map(|own| <&Person>::try_from(own).ok());
    let mut here: Vec<_> = people.filter(|own| own.roles.iter().any(|role| role.unit() == Some(unit))).collect();
    here.sort_by_key(|own| own.id);
    here
}

/// The people, departments and codes of a record that is linked.
fn whose(link: Link, known: &Known) -> Vec<String> {
    let text = |own: Option<&Text<100>>| own.map(ToString::to_string);
    match link {
        Link::Issue { issue } => {
            let Some(own) = known.issue(issue) else { return Vec::new() };
            let people = own.measures.iter().map(|own| text(own.who.as_ref()));
            let named = [text(own.official.as_ref()), text(own.department.as_ref()), Some(own.code())];
            named.into_iter().chain(people).flatten().collect()
        }
        Link::Carrier { carrier } => {
            let Some(own) = known.carrier(carrier) else { return Vec::new() };
            let own = &own.description;
            vec![own.name.to_string(), own.lead.to_string(), own.department.to_string()]
        }
        Link::Rule { rule } => {
            let Some(own) = known.rule(rule) else { return Vec::new() };
            vec![own.description.title.to_string(), own.description.department.to_string()]
        }
    }
}
