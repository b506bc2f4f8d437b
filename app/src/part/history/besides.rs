//! What two states of a record say only to a program: the ids under which organisations stand, lists whose places are grades, the
//! sheets of a survey.

use domain::kinds::OrganisationId;
use domain::record::Record;
use domain::score::{Grade, Marks};
use domain::survey::{Sheet, Survey};
use domain::unit::Unit;
use strum::VariantArray as _;

use super::Change;

/// Told besides what differs leaf by leaf.
pub fn besides(before: &Record, after: &Record) -> Vec<Change> {
    match (before, after) {
        (Record::Unit(before), Record::Unit(after)) => moved(before, after),
        (Record::Template(before), Record::Template(after)) => marked(before.tree.marks, after.tree.marks),
        (Record::Survey(before), Record::Survey(after)) => voided(before, after),
        _ => Vec::new(),
    }
}

/// The sheets that became void: for whom, and how many slips each has. How many of them were used nobody is told.
fn voided(before: &Survey, after: &Survey) -> Vec<Change> {
    let is_new = |own: &&Sheet| {
        own.void_at.is_some() && before.sheet(own.raters, own.first).is_some_and(|old| old.void_at.is_none())
    };
    let told = after.sheets.iter().filter(is_new).map(|own| Change {
        field: "void".to_owned(),
        item: after.plan.raters.get(usize::from(own.raters)).map(|words| words.zh.to_string()),
        before: None,
        after: Some(own.slips.to_string()),
    });
    told.collect()
}

/// The organisations that stand under another than before; with no text for the unit itself.
fn moved(before: &Unit, after: &Unit) -> Vec<Change> {
    let name = |parent: Option<OrganisationId>| {
        let above = parent.and_then(|parent| after.organisation(parent));
        Some(above.map(|above| above.name.to_string()).unwrap_or_default())
    };
    let pairs = after.organisations.iter().filter_map(|own| Some((before.organisation(own.id)?, own)));
    let moved = pairs.filter(|(old, own)| old.parent != own.parent).map(|(old, own)| Change {
        field: "parent".to_owned(),
        item: Some(own.name.to_string()),
        before: name(old.parent),
        after: name(own.parent),
    });
    moved.collect()
}

/// What each grade is worth and where it begins, from the best; the worst begins nowhere.
fn marked(before: Marks, after: Marks) -> Vec<Change> {
    let of = |field: &str, before: &[u8], after: &[u8]| {
        let pairs = before.iter().zip(after).rev();
        let told = Grade::VARIANTS.iter().rev().zip(pairs).filter(|(_, (before, after))| before != after);
        told.map(|(grade, (before, after))| Change {
            field: format!("{field}_{}", <&str>::from(grade)),
            item: None,
            before: Some(before.to_string()),
            after: Some(after.to_string()),
        })
        .collect::<Vec<_>>()
    };
    [of("worth", &before.worth, &after.worth), of("begins", &before.from, &after.from)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_other_marks_is_told_which_grade_has_which() {
        let usual = Marks::default();
        let [poor, ordinary, fair, good] = usual.worth;
        let [from, from_fair, from_good] = usual.from;
        let other = Marks { worth: [poor, ordinary, fair + 1, good], from: [from + 2, from_fair, from_good] };
        let told = marked(usual, other);
        let told: Vec<_> = told.iter().map(|own| (own.field.as_str(), own.before.clone(), own.after.clone())).collect();
        let some = |number: u8| Some(number.to_string());
        assert_eq!(
            told,
            [("worth_fair", some(fair), some(fair + 1)), ("begins_ordinary", some(from), some(from + 2)),]
        );
        assert_eq!(marked(other, other), []);
    }
}
