//! The story of all groups as one stream of steps in the order of time. Holds a few bytes for each step to come,
//! and makes the act only when it is its turn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use domain::act::{Act, Proposal};
use domain::issue::{Hash, Origin};
use domain::kinds::{ActId, Book, Time};
use domain::outbox::named;
use domain::private::{Commitment, Private};
use store::writer::By;

use crate::chance::{Chance, id, mix};
use crate::course::course;
use crate::crew::Crew;
use crate::curve::{LAST, LAST_MINUTE, at};
use crate::deed::Deed;
use crate::deployment;
use crate::draw::draws;
use crate::drawn::planned;
use crate::evaluation::evaluations;
use crate::file::File;
use crate::frame::{Frame, Ready};
use crate::life;
use crate::matter::{Matter, matters};
use crate::meeting;
use crate::notice;
use crate::office::office;
use crate::survey;
use crate::telling::{Kept, Telling};
use crate::worklist;

/// One act of the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// When it is recorded, which is also what the device says.
    pub at: Time,
    pub by: By,
    pub proposal: Proposal,
    /// A file that must be kept before.
    pub file: Option<File>,
}

/// What happens next in one book.
#[derive(Clone, Copy, Debug)]
enum What {
    Ready(usize),
    Deed(usize, Deed),
}

/// One book's story.
struct Source {
    book: Book,
    number: u32,
    crew: Option<Crew>,
    matters: Vec<Matter>,
    ready: Vec<Option<Ready>>,
    events: Vec<(Time, What)>,
    next: usize,
    /// Texts that go along with the act that names them.
    private: BTreeMap<Commitment, Private>,
    /// Files that go along with the act that names them.
    files: BTreeMap<Hash, File>,
}

/// See [`script`].
pub struct Script {
    seed: u64,
    sources: Vec<Source>,
    order: BinaryHeap<Reverse<(Time, usize)>>,
    left: usize,
    /// Files of the stock that went along with a step already.
    handed: BTreeSet<usize>,
}

/// The story of `groups` groups. The first is the cast's and has the figures of the report; the others are like it.
#[must_use]
pub fn script(groups: u32, seed: u64) -> Script {
    let crews: Vec<Crew> =
        (0..groups).map(|number| if number == 0 { Crew::cast() } else { Crew::made(number, seed) }).collect();
    let opening = office(&crews.iter().collect::<Vec<_>>());
    let mut sources = vec![Source::of_office(opening)];
    sources.extend((0..).zip(crews).map(|(number, crew)| Source::of_group(crew, number, seed)));
    let order = sources.iter().enumerate().filter_map(|(place, own)| Some(Reverse((own.events.first()?.0, place))));
    let order = order.collect();
    let left = sources.iter().map(|own| own.events.len()).sum();
    Script { seed, sources, order, left, handed: BTreeSet::new() }
}

impl Source {
    fn of_office(acts: Vec<Ready>) -> Source {
        let events = acts.iter().enumerate().map(|(place, (at, ..))| (*at, What::Ready(place))).collect();
        let ready = acts.into_iter().map(Some).collect();
        Source {
            book: Book::Office,
            number: 0,
            crew: None,
            matters: Vec::new(),
            ready,
            events,
            next: 0,
            private: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    fn of_group(crew: Crew, number: u32, seed: u64) -> Source {
        let mut matters = matters(number, seed);
        let mut ready = Frame::of(&crew, number, seed, &mut matters).ready;
        let mut private = BTreeMap::new();
        let draws = draws(&crew, number, seed);
        ready.extend(planned(Book::Group(crew.group), number, seed, &draws, &ready));
        for (at, by, act, texts) in draws {
            private.extend(texts.into_iter().filter_map(|text| Some((text.commitment().ok()?, text))));
            ready.push((at, By::Person(by), Act::Draw(act)));
        }
        for told in survey::told(number, seed) {
            ready.extend(told.steps(&crew).into_iter().map(|(at, by, act)| (at, By::Person(by), Act::Survey(act))));
        }
        let rounds = evaluations(&crew, number, seed, &matters, &ready);
        ready.extend(rounds);
        let papers = notice::told(&crew, number, seed, &matters).into_iter();
        ready.extend(papers.map(|(at, by, act)| (at, By::Person(by), Act::Notice(act))));
        let lists = worklist::told(&crew, number, seed, &matters, &ready).into_iter();
        ready.extend(lists.map(|(at, by, act)| (at, By::Person(by), Act::Worklist(act))));
        let met = meeting::told(&crew, number, seed, &matters, &ready).into_iter();
        ready.extend(met.map(|(at, by, act)| (at, By::Person(by), act)));
        let (steps, files) = deployment::told(&crew, number, seed);
        ready.extend(steps.into_iter().map(|(at, by, act)| (at, By::Person(by), Act::Deployment(act))));
        let (lived, pictures) = life::told(&crew, number, seed, &ready, &matters);
        ready.extend(lived);
        let files = files.into_iter().chain(pictures).map(|file| (file.hash.clone(), file)).collect();
        let mut events: Vec<(Time, What)> =
            ready.iter().enumerate().map(|(place, (at, ..))| (*at, What::Ready(place))).collect();
        for (place, matter) in matters.iter().enumerate() {
            let mut chance = Chance::new(matter.salt, 3);
            let course = course(matter, target(&matters, matter), number > 0, &mut chance);
            events.extend(course.into_iter().map(|(at, deed)| (at, What::Deed(place, deed))));
        }
        events.sort_by_key(|(at, _)| *at);
        let ready = ready.into_iter().map(Some).collect();
        let book = Book::Group(crew.group);
        let mut source = Source { book, number, crew: Some(crew), matters, ready, events, next: 0, private, files };
        if number == 0 {
            source.look_back(seed);
        }
        last_word(&mut source.events, &source.matters);
        source
    }

    /// Look-backs and the half-time cut, which only the first group has.
    fn look_back(&mut self, seed: u64) {
        let Some(crew) = &self.crew else { return };
        let times: Vec<Time> = self.events.iter().map(|(at, _)| *at).collect();
        let act = |place: usize| {
            let (at, what) = *self.events.get(place)?;
            match what {
                What::Ready(ready) => match self.ready.get(ready)?.clone()? {
                    (_, By::Person(by), act) => Some((by, act, None)),
                    (_, By::System, _) => None,
                },
                What::Deed(matter, deed) => {
                    let days = (deed == Deed::Verify(0) || deed == Deed::Verify(1))
                        .then(|| lookback_days(self.matters[matter].line.category));
                    match self.told(matter, deed, at, seed)? {
                        (By::Person(by), act, _) => Some((by, act, days)),
                        (By::System, _, _) => None,
                    }
                }
            }
        };
        let woven = crate::lookback::weave(crew, seed, &times, act);
        for (place, own) in woven.instead {
            self.events[place].1 = What::Ready(self.ready.len());
            self.ready.push(Some(own));
        }
        for own in woven.ready {
            self.events.push((own.0, What::Ready(self.ready.len())));
            self.ready.push(Some(own));
        }
        self.events.sort_by_key(|(at, _)| *at);
    }

    fn step(&mut self, seed: u64, handed: &mut BTreeSet<usize>) -> Option<Step> {
        let (at, what) = *self.events.get(self.next)?;
        let key = (u64::from(self.number) << 32) + (1 << 31) + self.next as u64;
        let key = if self.crew.is_none() { mix(key, 1) } else { key };
        self.next += 1;
        let (by, act, file) = match what {
            What::Ready(place) => {
                let (_, by, act) = self.ready.get_mut(place)?.take()?;
                let file = named(&act, self.book).iter().find_map(|hash| self.files.remove(hash));
                (by, act, file.map(|file| (None, file)))
            }
            What::Deed(place, deed) => self.told(place, deed, at, seed)?,
        };
        let texts = act.commitments().into_iter().filter_map(|named| self.private.get(named).cloned()).collect();
        let proposal = Proposal::new(ActId(id(at, seed, key)), at, self.book, act).with(texts);
        // A file of the stock goes along only the first time.
        let file = file.filter(|(stock, _)| stock.is_none_or(|stock| handed.insert(stock)));
        Some(Step { at, by, proposal, file: file.map(|(_, file)| file) })
    }

    fn told(&self, place: usize, deed: Deed, at: Time, seed: u64) -> Option<(By, Act, Kept)> {
        let crew = self.crew.as_ref()?;
        let (matters, matter) = (self.matters.as_slice(), self.matters.get(place)?);
        let telling = Telling { crew, matter, matters, seed, own_files: self.number == 0 };
        let (by, act, file) = telling.act(deed, at);
        Some((By::Person(by), Act::Issue(act), file))
    }
}

fn lookback_days(category: domain::issue::Category) -> u16 {
    u16::try_from(crate::matter::lookback(category)).unwrap_or(60)
}

/// What a merged issue goes into: an earlier one of the same unit and origin that is not merged itself, and is not solved
/// by then either: two days later, or over a long holiday.
fn target(matters: &[Matter], matter: &Matter) -> Option<usize> {
    use domain::issue::State;
    (matter.state == State::Merged).then_some(())?;
    let then = Time(matter.found.0 + 7 * 86_400_000_000);
    let open = |own: &Matter| own.verified.first().is_none_or(|solved| at(*solved, 0) > then);
    let fits = |own: &Matter| {
        let kin = own.origin == Origin::Survey && own.unit == matter.unit;
        kin && own.found < matter.found && own.state.counted() && open(own)
    };
    matters.iter().position(fits)
}

/// The last entry of the story is recorded at 16:40: the last report of progress of the last day.
fn last_word(events: &mut Vec<(Time, What)>, matters: &[Matter]) {
    let progress = |event: &(Time, What)| match event.1 {
        What::Deed(place, Deed::Progress(..)) => matters[place].star.is_none() && event.0 >= at(LAST, 0),
        What::Deed(..) | What::Ready(_) => false,
    };
    let is_last = |place: usize, events: &[(Time, What)]| match events[place].1 {
        What::Deed(matter, _) => {
            !events[place + 1..].iter().any(|(_, what)| matches!(what, What::Deed(own, _) if *own == matter))
        }
        What::Ready(_) => false,
    };
    let found = (0..events.len()).rev().find(|place| progress(&events[*place]) && is_last(*place, events));
    if let Some(place) = found {
        let (_, what) = events.remove(place);
        events.push((at(LAST, LAST_MINUTE), what));
    }
}

impl Script {
    /// Steps still to come.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }
}

impl Iterator for Script {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let Reverse((_, place)) = self.order.pop()?;
        let source = self.sources.get_mut(place)?;
        let step = source.step(self.seed, &mut self.handed);
        if let Some((at, _)) = source.events.get(source.next) {
            self.order.push(Reverse((*at, place)));
        }
        self.left = self.left.saturating_sub(1);
        step
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}
