//! What units owe in the story besides their issues: milestones and research reports, as they stand at a moment.

use std::collections::BTreeMap;

use domain::act::{Act, Key};
use domain::carrier::Carrier;
use domain::cases::Cases;
use domain::entry::{Entry, Stamp};
use domain::kinds::{ActId, Book, Day, Time};
use domain::owed::Debt;
use domain::record::{Record, fold};
use domain::report::Report;
use store::writer::By;

use crate::frame::Ready;

/// What is owed by a day, as the acts before this moment have left it.
pub(crate) fn owed(book: Book, ready: &[Ready], when: Time, until: Day) -> Vec<Debt> {
    let told = |act: &Act| matches!(act, Act::Carrier(_) | Act::Report(_));
    let mut acts: Vec<&Ready> = ready.iter().filter(|(at, _, act)| *at < when && told(act)).collect();
    acts.sort_by_key(|(at, ..)| *at);
    let mut records: BTreeMap<Key, Record> = BTreeMap::new();
    for (at, by, act) in acts {
        let By::Person(by) = by else { continue };
        let (key, act, stamp) = (act.key(), act.clone(), Stamp::default());
        let entry = Entry { book, seq: 0, id: ActId(key.id), by: *by, at: *at, recorded_at: *at, act, stamp };
        let before = records.remove(&key);
        records.extend(fold(before, &entry).map(|record| (key, record)));
    }
    let carriers: Vec<_> = records.values().filter_map(|own| Carrier::try_from(own.clone()).ok()).collect();
    let reports: Vec<_> = records.into_values().filter_map(|own| Report::try_from(own).ok()).collect();
    Cases { carriers: &carriers, reports: &reports, ..Cases::default() }.owed(until)
}
