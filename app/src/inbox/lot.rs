//! Many things of one kind in one line: what it says, and where exactly these are. Alike in the box and on the first screen.

use std::collections::BTreeSet;

use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::{Book, UnitId};
use domain::reminder::{Alike, Matter};

use crate::issue::query::to_href;
use crate::session::me;
use crate::texts::Texts;

pub fn title(kind: Alike, many: usize, t: Texts) -> String {
    match kind {
        Alike::Agree => t.inbox.many_agree(many),
        Alike::Verify => t.inbox.many_verify(many),
        Alike::Settle => t.inbox.many_settle(many),
        Alike::LookBack => t.inbox.many_look_back(many),
        Alike::Late => t.inbox.many_late(many),
        Alike::Stagnant => t.inbox.many_stagnant(many),
        Alike::Milestone => t.inbox.many_milestone(many),
        Alike::Report => t.inbox.many_report(many),
        Alike::Promise => t.inbox.many_promise(many),
        Alike::Reply => t.inbox.many_reply(many),
        Alike::Chase => t.inbox.many_chase(many),
    }
}

/// The list that has these and no others; where no list does, the box with this kind alone.
pub fn href<'a>(kind: Alike, all: impl Iterator<Item = &'a Matter>) -> String {
    let narrowed = match kind {
        Alike::Verify => Some(Filter { states: vec![State::Submitted], ..Filter::default() }),
        Alike::Settle => Some(Filter { states: vec![State::Disputed], ..Filter::default() }),
        Alike::LookBack => Some(Filter { lookback_due: true, ..Filter::default() }),
        // a list of what is late has also what waits for the group
        Alike::Late
        | Alike::Agree
        | Alike::Stagnant
        | Alike::Milestone
        | Alike::Report
        | Alike::Promise
        | Alike::Reply
        | Alike::Chase => None,
    };
    let list = narrowed.and_then(|own| theirs(all, own));
    list.map_or_else(|| format!("/inbox?kind={}", <&str>::from(kind)), |own| to_href(&own))
}

/// Of the reader's group. Where members answer for units, of one unit: of each the reader hears of all or of nothing.
fn theirs<'a>(all: impl Iterator<Item = &'a Matter>, own: Filter) -> Option<Filter> {
    if !me().groups.iter().any(|group| group.units.iter().any(|unit| unit.answered)) {
        return Some(Filter { book: book(), ..own });
    }
    let units: BTreeSet<Option<UnitId>> = all.map(|own| own.what.lies_with()).collect();
    let one = units.first().copied().flatten().filter(|_| units.len() == 1)?;
    Some(Filter { unit: Some(one), ..own })
}

/// The reader's group, where it is one.
fn book() -> Option<Book> {
    let groups = me().viewer.reach().groups;
    if let [own] = groups.as_slice() { Some(Book::Group(*own)) } else { None }
}
