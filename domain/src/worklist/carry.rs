//! What goes on from one list to the next: an item is asked for on the last list that holds it, and there alone. An item that no
//! later list took over goes on standing where it is, however long ago that was.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Answer, Carried, Item, Task, Worklist};
use crate::entry::By;
use crate::kinds::{Day, Note, Week};

/// What an item had come to where it stood before. The writer puts it into the entry by which the item comes out, because a fold sees
/// one list alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Before {
    pub at: Carried,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked: Option<By>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<(Note, By)>,
}

impl Before {
    /// Was it still to be done?
    #[must_use]
    pub fn left(&self) -> bool {
        self.ticked.is_none() && self.dropped.is_none()
    }
}

/// What this task, of the list of a week, had come to on the last list that was issued; a draft that never was is passed over.
pub(super) fn before(task: &Task, week: Week, lists: &[&Worklist]) -> Option<Before> {
    let at = task.from?;
    let list = lists.iter().find(|own| own.id == at.worklist && own.week < week)?;
    let item = list.item(at.item)?;
    if list.issued.is_none() {
        return before(&item.task, list.week, lists);
    }
    Some(Before { at, answers: item.answers.clone(), ticked: item.ticked, dropped: item.dropped.clone() })
}

/// What stands on the lists that were issued, among all of the lists that a viewer reads, each item on the last of them.
pub fn standing<'a>(
    lists: impl IntoIterator<Item = &'a Worklist> + Clone,
) -> impl Iterator<Item = (&'a Worklist, &'a Item)> {
    let taken = carried_on(lists.clone());
    let issued = lists.into_iter().filter(|own| own.issued.is_some());
    let items = issued.flat_map(|own| own.items.iter().map(move |item| (own, item)));
    items.filter(move |(own, item)| item.dropped.is_none() && !taken.contains(&place(own, item)))
}

/// The items that went on to a later list which was issued: they are answered and ticked there.
pub fn carried_on<'a>(lists: impl IntoIterator<Item = &'a Worklist>) -> BTreeSet<Carried> {
    taken_over(lists, |own| own.issued.is_some())
}

/// What goes on to the list of a week: what is left of every earlier one that no other has taken over. A draft is waited for until
/// its own week is past: then nobody will issue it, and what it holds goes on like the rest.
pub(super) fn left(lists: &[Worklist], week: Week, today: Day) -> impl Iterator<Item = (Carried, &Item)> {
    let taken = taken_over(lists, |_| true);
    let over = move |own: &Worklist| own.issued.is_some() || own.week < Week::of(today);
    let earlier = lists.iter().filter(move |own| own.week < week && over(own));
    let items = earlier.flat_map(|own| own.items.iter().map(move |item| (place(own, item), item)));
    items.filter(move |(own, item)| item.left() && !taken.contains(own))
}

fn place(list: &Worklist, item: &Item) -> Carried {
    Carried { worklist: list.id, item: item.id }
}

/// The items that a later list took over. A list that does not count takes over only what a later one took over from it.
fn taken_over<'a>(
    lists: impl IntoIterator<Item = &'a Worklist>,
    counts: impl Fn(&Worklist) -> bool,
) -> BTreeSet<Carried> {
    let mut lists: Vec<&Worklist> = lists.into_iter().collect();
    lists.sort_by_key(|own| Reverse(own.week));
    let mut taken = BTreeSet::new();
    for list in lists {
        let all = counts(list);
        for item in &list.items {
            if all || taken.contains(&place(list, item)) {
                taken.extend(item.task.from);
                // a unit does not read the draft through which it came
                taken.extend(item.before);
            }
        }
    }
    taken
}
