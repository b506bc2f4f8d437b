//! What a rule is given to look at: of everything that was recorded what it said it needs, and nothing else.

use uuid::Uuid;

use super::Bench;
use crate::act::{Act, Key, Subject};
use crate::cut::Counts;
use crate::issue::From;
use crate::kinds::{Book, Day, UnitId};
use crate::person::Person;
use crate::record::{Known, Need, needs};

fn key(subject: Subject, id: Uuid) -> Key {
    Key { subject, id }
}

impl Bench {
    pub(super) fn known(&self, act: &Act) -> Known {
        let mut known = Known::default();
        self.load(&mut known, [act.key()]);
        for need in needs(act, self.book, &known) {
            self.supply(&mut known, need);
        }
        known
    }

    fn load(&self, known: &mut Known, keys: impl IntoIterator<Item = Key>) {
        let found = keys.into_iter().filter_map(|key| Some((key, self.all.records.get(&key)?.clone())));
        known.records.extend(found);
    }

    fn supply(&self, known: &mut Known, need: Need) {
        let (all, book) = (&self.all, self.book);
        match need {
            Need::Record(key) => self.load(known, [key]),
            Need::Number(origin) => {
                known.numbers.insert((book, origin), all.numbers.get(&(book, origin)).copied().unwrap_or(0));
            }
            Need::Highest(subject) => {
                known.highest.extend(all.highest.get(&(subject, book)).map(|most| ((subject, book), *most)));
            }
            Need::Taken(name) => known.taken.extend(all.taken.get(&name).map(|id| (name, *id))),
            Need::File(hash) => known.files.extend(all.files.get(&hash).cloned()),
            Need::Hash(seq) => known.hashes.extend(all.hashes.get(&(book, seq)).map(|own| ((book, seq), own.clone()))),
            Need::Calendar => self.load(known, self.calendar()),
            Need::TakenUp(issue) => {
                let taken_up = all.issues().filter(|own| own.from == Some(From::Transfer { issue }));
                self.load(known, taken_up.map(|own| key(Subject::Issue, own.id.0)));
            }
            Need::Sharers(issue) => {
                let leans = all.issues().filter(|own| own.shared.iter().any(|shared| shared.issue == issue));
                self.load(known, leans.map(|own| key(Subject::Issue, own.id.0)));
            }
            Need::Linked(issue) => {
                let linked = all.issues().filter(|own| own.points_at(issue));
                self.load(known, linked.map(|own| key(Subject::Issue, own.id.0)));
            }
            Need::VisitsOf(draw) => {
                let own = all.visits().filter(|own| own.drawn.as_ref().is_some_and(|own| own.draw == draw));
                self.load(known, own.map(|own| key(Subject::Visit, own.id.0)));
            }
            Need::Rounds => self.load(known, self.keys(Subject::Evaluation)),
            Need::Notices => self.load(known, self.keys(Subject::Notice)),
            Need::Worklists => self.load(known, self.keys(Subject::Worklist)),
            Need::Meetings => self.load(known, self.keys(Subject::Meeting)),
            Need::People(unit) => {
                let works = |own: &Person| own.roles.iter().any(|role| role.unit() == Some(unit));
                let people = all.records.values().filter_map(|own| <&Person>::try_from(own).ok());
                self.load(known, people.filter(|own| works(own)).map(|own| key(Subject::Person, own.id.0)));
            }
            Need::CasesOf(unit) => {
                known.said.extend(all.said.get(&unit).map(|said| (unit, said.clone())));
                self.load(known, self.cases(unit));
            }
            Need::Counts(day) => self.count(known, day),
        }
    }

    fn keys(&self, subject: Subject) -> impl Iterator<Item = Key> {
        self.all.records.keys().copied().filter(move |key| key.subject == subject)
    }

    /// The book's group and its campaign.
    fn calendar(&self) -> Vec<Key> {
        let Book::Group(group) = self.book else { return Vec::new() };
        let campaign = self.all.group(group).map(|own| key(Subject::Campaign, own.campaign.0));
        [key(Subject::Group, group.0)].into_iter().chain(campaign).collect()
    }

    fn cases(&self, unit: UnitId) -> impl Iterator<Item = Key> {
        let cases = [Subject::Issue, Subject::Lookback, Subject::Rule, Subject::Carrier, Subject::Visit];
        let shared = [Subject::Notice, Subject::Deployment];
        let theirs = self.all.records.iter().filter(move |(key, own)| {
            cases.contains(&key.subject) && own.unit() == Some(unit)
                || shared.contains(&key.subject) && own.parts().contains(&unit)
        });
        theirs.map(|(key, _)| *key)
    }

    /// What stands in the cells, and all records: they are what it is counted from, and the cuts are among them.
    fn count(&self, known: &mut Known, day: Day) {
        known.counts.insert((self.book, day), self.counts());
        known.said.clone_from(&self.all.said);
        self.load(known, self.all.records.keys().copied());
    }

    /// What every unit's records come to now, whatever the day.
    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.all.records.values().for_each(|record| counts.add(record, 1));
        counts
    }
}
