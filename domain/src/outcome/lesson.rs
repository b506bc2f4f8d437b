//! A lesson names nobody: not the unit, not its organisations, not the people and departments of what it came from.

use super::{Lesson, Link, Outcome};
use crate::kinds::Text;
use crate::record::Known;

/// The names that stand in the lesson and should not. A name of one character is none: it stands in every text.
pub fn names<'a>(own: &'a Outcome, lesson: &'a Lesson, known: &'a Known) -> impl Iterator<Item = String> + 'a {
    let unit = known.unit(own.unit).into_iter().flat_map(|unit| {
        let organisations = unit.organisations.iter().map(|own| own.name.as_str());
        [unit.name.as_str(), unit.code.as_str()].into_iter().chain(organisations)
    });
    let linked = own.content.links.iter().flat_map(|link| whose(*link, known));
    let said = move |name: &&str| {
        name.chars().count() > 1 && (lesson.title.as_str().contains(name) || lesson.text.as_str().contains(name))
    };
    unit.chain(linked).filter(said).map(str::to_owned)
}

/// The people and departments of a record that is linked.
fn whose(link: Link, known: &Known) -> Vec<&str> {
    match link {
        Link::Issue { issue } => {
            let own = known.issue(issue).into_iter();
            own.flat_map(|own| [own.official.as_ref(), own.department.as_ref()]).flatten().map(Text::as_str).collect()
        }
        Link::Carrier { carrier } => {
            known.carrier(carrier).into_iter().map(|own| own.description.name.as_str()).collect()
        }
        Link::Rule { rule } => known.rule(rule).into_iter().map(|own| own.description.title.as_str()).collect(),
    }
}
