//! Under what an organisation of a unit came to stand, in names: the record holds ids, which say nothing to a person.

use domain::kinds::OrganisationId;
use domain::record::Record;

use super::Change;

/// The organisations that stand under another than before; with no text for the unit itself.
pub fn moved(before: &Record, after: &Record) -> Vec<Change> {
    let (Record::Unit(before), Record::Unit(after)) = (before, after) else { return Vec::new() };
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
