//! Plays acts of the cast as the writer would, with nothing at hand but what the rules asked for.

mod known;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{ISSUE, day, hash, start, text};
use crate::act::Act;
use crate::cast::{self, CastPerson, CastUnit};
use crate::entry::{Entry, Stamp};
use crate::figure::Cell;
use crate::issue::Issue;
use crate::kinds::{ActId, Book, IssueId, PersonId, Time};
use crate::record::{Facts, Known, Record, check, fold, follow};
use crate::refusal::Refusal;
use crate::viewer::Viewer;
use crate::{campaign, group, issue, person, unit};

/// Everything that was recorded, and the tally that the entries made.
#[derive(Clone)]
pub(crate) struct Bench {
    pub all: Known,
    pub book: Book,
    pub now: Time,
    pub tally: BTreeMap<Cell, i64>,
    seq: i64,
}

impl Bench {
    pub fn empty() -> Bench {
        let now = start().start();
        Bench { all: Known::default(), book: Book::Office, now, tally: BTreeMap::new(), seq: 0 }
    }

    /// Campaign, group, the five units with their organisations, and everybody with their role, all by acts.
    pub fn new() -> Bench {
        let mut bench = Bench::empty();
        let [start, half, end] = cast::days().unwrap();
        let period = campaign::Period { name: text(cast::CAMPAIGN_NAME), start, half, end };
        bench.office(Act::Campaign(campaign::Act::Open { campaign: cast::CAMPAIGN, period }));
        let (group, campaign) = (cast::GROUP, cast::CAMPAIGN);
        bench.office(Act::Group(group::Act::Open { group, name: text(cast::GROUP_NAME), campaign }));
        for own in &cast::UNITS {
            bench.add_unit(own);
        }
        for own in &cast::PEOPLE {
            let (person, name, login) = (own.id, text(own.name), text(own.login));
            bench.office(Act::Person(person::Act::Register { person, name, login, demo: true }));
            bench.office(Act::Person(person::Act::GrantRole { person, role: own.role }));
        }
        bench.book = cast::book();
        bench.all.hashes.insert((bench.book, 1), hash(1));
        bench
    }

    /// By nobody of them, as on the server's command line: who keeps the accounts can't give themselves that role.
    fn office(&mut self, act: Act) {
        self.book = Book::Office;
        self.ok(&CastPerson { id: PersonId(Uuid::nil()), ..cast::SYSTEM_ADMIN }, act);
    }

    fn add_unit(&mut self, own: &CastUnit) {
        self.book = cast::book();
        let add = unit::Act::Add { unit: own.id, code: text(own.code), name: text(own.name) };
        self.ok(&cast::HEAD, Act::Unit(add));
        for (place, name) in own.organisations.into_iter().enumerate() {
            let add = unit::Act::AddOrganisation {
                unit: own.id,
                organisation: own.organisation(place),
                parent: None,
                name: text(name),
                kind: CastUnit::kind(place),
            };
            self.ok(&cast::HEAD, Act::Unit(add));
        }
    }

    /// Asks the rules without recording anything, giving them only what they said they need.
    pub fn ask_as(&self, viewer: &Viewer, act: &Act) -> Result<Stamp, Refusal> {
        check(act, &Facts { now: self.now, book: self.book, viewer, known: &self.known(act) })
    }

    pub fn ask(&self, who: &CastPerson, act: &Act) -> Result<Stamp, Refusal> {
        self.ask_as(&who.viewer().unwrap(), act)
    }

    /// Asks and, when it is allowed, records.
    pub fn play(&mut self, who: &CastPerson, act: impl Into<Act>) -> Result<Stamp, Refusal> {
        let act = act.into();
        let stamp = self.ask(who, &act)?;
        self.record(who, act.clone(), stamp.clone());
        if let Some((_, next)) = follow(&act, &self.all) {
            self.ok(who, next);
        }
        Ok(stamp)
    }

    /// Plays an act that must be allowed.
    pub fn ok(&mut self, who: &CastPerson, act: impl Into<Act>) -> Stamp {
        let act = act.into();
        let kind = act.kind();
        self.play(who, act).unwrap_or_else(|refusal| panic!("{kind} by {}: {refusal}", who.login))
    }

    /// Plays an act that must be refused, and gives the reason.
    pub fn no(&mut self, who: &CastPerson, act: impl Into<Act>) -> Refusal {
        let act = act.into();
        let kind = act.kind();
        self.play(who, act).expect_err(&kind)
    }

    /// Plays a list of (person, act, day); stops at the first refusal.
    pub fn run(&mut self, list: impl IntoIterator<Item = (CastPerson, Act, &'static str)>) -> Result<(), Refusal> {
        for (who, act, on) in list {
            self.now = day(on).start();
            self.play(&who, act)?;
        }
        Ok(())
    }

    /// Takes an entry into the journal, allowed or not, as a rebuild would; moves the tally.
    pub fn record(&mut self, who: &CastPerson, act: Act, stamp: Stamp) {
        self.seq += 1;
        let (by, now, id) = (who.id, self.now, ActId(Uuid::from_u128(0xac7_0000 + self.seq.unsigned_abs() as u128)));
        let entry = Entry { book: self.book, seq: self.seq, id, by, at: now, recorded_at: now, act, stamp };
        let key = entry.act.key();
        let before = self.all.records.remove(&key);
        let cells = |record: Option<&Record>| record.map_or_else(Vec::new, Record::cells);
        for (cell, weight) in cells(before.as_ref()) {
            *self.tally.entry(cell).or_default() -= weight;
        }
        let held = before.as_ref().and_then(Record::holds);
        let after = fold(before, &entry);
        for (cell, weight) in cells(after.as_ref()) {
            *self.tally.entry(cell).or_default() += weight;
        }
        self.index(&entry);
        let names = [(held, false), (after.as_ref().and_then(Record::holds), true)];
        for (name, has) in names.into_iter().filter_map(|(name, has)| Some((name?, has))) {
            self.all.taken.remove(&name);
            self.all.taken.extend(has.then_some((name, key.id)));
        }
        self.all.records.extend(after.map(|record| (key, record)));
    }

    fn index(&mut self, entry: &Entry) {
        if let Act::Issue(issue::Act::Find(find)) = &entry.act {
            let highest = self.all.numbers.entry((entry.book, find.origin)).or_default();
            *highest = (*highest).max(entry.stamp.number.unwrap_or(0));
        }
        let subject = entry.act.key().subject;
        if subject.is_shared() {
            let highest = self.all.highest.entry((subject, entry.book)).or_default();
            *highest = (*highest).max(entry.stamp.number.unwrap_or(0));
        }
    }

    pub fn days_later(&mut self, days: i64) {
        self.now = self.now.day().plus(days).start();
    }

    /// In the book of a group or of the office from here on.
    pub fn in_book(mut self, book: Book) -> Bench {
        self.book = book;
        self
    }

    pub fn issue(&self) -> &Issue {
        self.issue_of(ISSUE)
    }

    pub fn issue_of(&self, issue: IssueId) -> &Issue {
        self.all.issue(issue).unwrap()
    }
}
