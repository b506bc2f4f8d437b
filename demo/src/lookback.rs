//! Two months of look-backs of the first group and its half-time cut: June is locked, July is under way. What is confirmed or
//! came back in those weeks is so by the counter-mark of its look-back, on the day on which the story has it anyway.

use std::collections::BTreeMap;

use domain::act::Act;
use domain::entry::{Entry, Stamp};
use domain::issue::{self, State};
use domain::kinds::{ActId, Book, CutId, LookbackId, Month, Note, PersonId, Time};
use domain::lookback::act::{Answering, Marking};
use domain::lookback::{self, About, Verdict, gather};
use domain::record::{Known, fold};
use domain::{cut, visit};
use store::writer::By;

use crate::chance::id;
use crate::crew::Crew;
use crate::curve::{Since, at, day};
use crate::frame::Ready;
use crate::matter::Matter;
use crate::text::words;

/// The day of the half-time review.
const HALF: Since = 65;

/// One month of the story.
struct Story {
    /// A day of the month.
    of: Since,
    opened: Since,
    answered: Since,
    /// By then everything is marked, and where it is locked it is locked the day after.
    marked: Since,
    locked: bool,
    /// How far each unit is.
    units: [Far; 5],
}

/// How far a unit and the group are with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Far {
    /// Everything answered and marked.
    Marked,
    /// Everything answered, and of that what came to its end meanwhile is marked.
    Answered,
    /// Only the issues are answered.
    Issues,
    Opened,
}

const STORIES: [Story; 2] = [
    Story { of: 60, opened: 60, answered: 63, marked: 77, locked: true, units: [Far::Marked; 5] },
    Story {
        of: 86,
        opened: 86,
        answered: 89,
        marked: 100,
        locked: false,
        units: [Far::Answered, Far::Marked, Far::Issues, Far::Opened, Far::Opened],
    },
];

const HOLDS: [&str; 4] = [
    "现场抽查了近一个月的台账，没有再出现同类情况。",
    "负责人调整以后每周自查，记录齐全，师生没有再反映。",
    "制度已经上墙，抽问三位同志都能说清，执行没有走样。",
    "对照验收时的承诺逐条核过，效果保持住了。",
];
const DONE: [&str; 3] =
    ["已按期办完，材料归档备查。", "办结后又回访了一次，反映良好。", "已经落实到处室，月度例会上通报过。"];
const UNDONE: [&str; 3] = [
    "还差最后一道手续，预计下个月中旬办完。",
    "设备尚未到货，已催供货方，到货即安装。",
    "涉及两个部门的职责，正在协商，月底前定下来。",
];
const LATER: [&str; 2] = ["情况与答复一致，尚未办完，下个月再看一次。", "时间还短，看不出是否巩固，下个月再核。"];

/// Will a look-back ask about this issue, so that the counter-mark and nothing else says that it is held?
pub(crate) fn asks_about(matter: &Matter) -> bool {
    let Some(verified) = matter.verified.first() else { return false };
    let due = verified + crate::matter::lookback(matter.line.category);
    STORIES.iter().any(|story| {
        let answered = story.units.get(matter.unit).is_some_and(|far| *far != Far::Opened);
        let month = Month::of(day(story.of));
        answered && *verified < story.opened && story.answered < due && day(due) <= month.last()
    })
}

/// What is added to the story, and which events are told in another way.
#[derive(Default)]
pub(crate) struct Woven {
    pub ready: Vec<Ready>,
    pub instead: Vec<(usize, Ready)>,
}

struct Weaver<'a> {
    crew: &'a Crew,
    seed: u64,
    key: u64,
    known: Known,
    /// What was answered, when, in which month by which unit, and nobody has marked yet.
    open: BTreeMap<About, (Time, (usize, usize))>,
    due: BTreeMap<(usize, usize), Vec<lookback::Due>>,
    woven: Woven,
}

/// Walks through the events in order, so that what falls due is what the writer will gather then.
pub(crate) fn weave(
    crew: &Crew,
    seed: u64,
    events: &[Time],
    act: impl Fn(usize) -> Option<(PersonId, Act, Option<u16>)>,
) -> Woven {
    let (known, open, due, woven) = (Known::default(), BTreeMap::new(), BTreeMap::new(), Woven::default());
    let mut weaver = Weaver { crew, seed, key: 1 << 27, known, open, due, woven };
    weaver.half_time();
    let mut steps: Vec<(Time, usize, u8)> = Vec::new();
    for (month, story) in STORIES.iter().enumerate() {
        let days = [(story.opened, 9 * 60), (story.answered, 14 * 60), (story.marked, 15 * 60)];
        steps.extend((0..).zip(days).map(|(step, (since, minute))| (at(since, minute), month, step)));
    }
    steps.sort_unstable();
    let mut steps = steps.into_iter().peekable();
    for (place, now) in events.iter().enumerate() {
        while let Some((when, month, step)) = steps.next_if(|(when, ..)| when <= now) {
            weaver.step(when, month, step);
        }
        if let Some((by, act, days)) = act(place) {
            weaver.event(place, *now, by, act, days);
        }
    }
    weaver.woven
}

impl Weaver<'_> {
    /// Adds an act to the story; what the next month asks about follows from this one.
    fn push(&mut self, when: Time, by: PersonId, act: Act, stamp: Stamp) {
        self.note(when, by, act.clone(), stamp);
        self.woven.ready.push((when, By::Person(by), act));
    }

    fn then(&mut self, when: Time) -> ActId {
        self.key += 1;
        ActId(id(when, self.seed, self.key))
    }

    fn lookback(&self, month: usize, unit: usize) -> (LookbackId, Month) {
        let own = Month::of(day(STORIES[month].of));
        (LookbackId::of(self.crew.units[unit].id, own), own)
    }

    fn half_time(&mut self) {
        let when = at(HALF, 17 * 60 + 40);
        let cut = CutId(self.then(when).0);
        let said = "时间过半，问题找得比较准，整改进度总体合拍；民生实事解决得快，攻坚破难还要加力，\
                    下半程盯住验收以后是不是巩固。";
        let take = cut::Act::Take { cut, title: words("中期评估"), day: day(HALF), words: Some(words(said)) };
        self.woven.ready.push((when, By::Person(self.crew.head), Act::Cut(take)));
    }

    fn step(&mut self, when: Time, month: usize, step: u8) {
        for unit in 0..self.crew.units.len() {
            let moment = Time(when.0 + i64::try_from(unit).unwrap_or(0) * 60_000_000);
            match step {
                0 => self.open(moment, month, unit),
                1 => self.answer(moment, month, unit),
                _ => self.finish(moment, month, unit),
            }
        }
    }

    fn open(&mut self, when: Time, month: usize, unit: usize) {
        let (lookback, own) = self.lookback(month, unit);
        let house = self.crew.units[unit].id;
        let gathered = gather(house, own, &self.known);
        self.due.insert((month, unit), gathered.items.clone());
        let open = Act::Lookback(lookback::Act::Open { lookback, unit: house, month: own });
        self.push(when, self.crew.liaison, open, Stamp { gathered: Some(gathered), ..Stamp::default() });
    }

    /// Says of each what the records say: what is not done is not reported as done.
    fn answer(&mut self, when: Time, month: usize, unit: usize) {
        let far = STORIES[month].units[unit];
        let (lookback, _) = self.lookback(month, unit);
        let staff = self.crew.units[unit].staff;
        for (place, due) in self.due.get(&(month, unit)).cloned().unwrap_or_default().into_iter().enumerate() {
            if far == Far::Opened || (far == Far::Issues && !due.about.is_issue()) {
                continue;
            }
            let (item, done) = (due.about, self.done(due.about));
            let texts = match (item.is_issue(), done) {
                (true, _) => HOLDS.as_slice(),
                (false, true) => DONE.as_slice(),
                (false, false) => UNDONE.as_slice(),
            };
            let moment = Time(when.0 + i64::try_from(place).unwrap_or(0) * 20_000_000);
            let (note, then) = (Some(said(texts, place)), self.then(moment));
            let answer = Answering { lookback, item, done, note, proof: None, then };
            self.push(moment, staff, Act::Lookback(lookback::Act::Answer(Box::new(answer))), Stamp::default());
            self.open.insert(item, (moment, (month, unit)));
        }
    }

    /// An issue that is confirmed or comes back while its look-back waits is so by the counter-mark.
    fn event(&mut self, place: usize, now: Time, by: PersonId, act: Act, days: Option<u16>) {
        let said = match &act {
            Act::Issue(issue::Act::Confirm { issue, note }) => Some((*issue, Verdict::Confirmed, note.clone())),
            Act::Issue(issue::Act::Relapse { issue, reason }) => Some((*issue, Verdict::NotConfirmed, reason.clone())),
            _ => None,
        };
        if let Some((issue, verdict, note)) = said
            && let Some((_, of)) =
                self.open.get(&About::Issue { issue }).copied().filter(|(answered, _)| *answered < now)
        {
            self.open.remove(&About::Issue { issue });
            let told = self.mark(now, of, About::Issue { issue }, (verdict, note));
            self.note(now, by, told.clone(), Stamp::default());
            self.woven.instead.push((place, (now, By::Person(by), told)));
        }
        self.note(now, by, act, Stamp { lookback_days: days, ..Stamp::default() });
    }

    fn mark(&mut self, when: Time, of: (usize, usize), item: About, said: (Verdict, Note)) -> Act {
        let ((lookback, _), then) = (self.lookback(of.0, of.1), self.then(when));
        let (verdict, note) = (said.0, Some(said.1));
        Act::Lookback(lookback::Act::Mark(Box::new(Marking { lookback, item, verdict, note, then })))
    }

    /// What is left is marked by what the records say, and the month is locked.
    fn finish(&mut self, when: Time, month: usize, unit: usize) {
        if STORIES[month].units[unit] != Far::Marked {
            return;
        }
        let left: Vec<About> = self.open.iter().filter(|own| own.1.1 == (month, unit)).map(|own| *own.0).collect();
        for (place, item) in left.into_iter().enumerate() {
            self.open.remove(&item);
            let moment = Time(when.0 + i64::try_from(place).unwrap_or(0) * 20_000_000);
            let said = match self.holds(item) {
                true => (Verdict::Confirmed, said(&HOLDS, place)),
                false => (Verdict::Later, said(&LATER, place)),
            };
            let act = self.mark(moment, (month, unit), item, said);
            self.push(moment, self.crew.member, act, Stamp::default());
        }
        if STORIES[month].locked {
            let (lookback, _) = self.lookback(month, unit);
            let next = Time(when.0 + 86_400_000_000);
            self.push(next, self.crew.deputy, Act::Lookback(lookback::Act::Lock { lookback }), Stamp::default());
        }
    }

    /// Keeps up with the records.
    fn note(&mut self, now: Time, by: PersonId, act: Act, stamp: Stamp) {
        let (key, book) = (act.key(), Book::Group(self.crew.group));
        let entry = Entry { book, seq: 0, id: ActId(key.id), by, at: now, recorded_at: now, act, stamp };
        let before = self.known.records.remove(&key);
        self.known.records.extend(fold(before, &entry).map(|record| (key, record)));
    }

    /// What the unit can say: an issue still stands as verified, the rest is what was recorded.
    fn done(&self, about: About) -> bool {
        match about {
            About::Issue { .. } | About::Rule { .. } => true,
            About::Measure { .. } | About::Promise { .. } => self.holds(about),
        }
    }

    fn holds(&self, about: About) -> bool {
        match about {
            About::Issue { issue } => self.known.issue(issue).is_some_and(|own| own.state == State::Held),
            About::Measure { issue, measure } => self
                .known
                .issue(issue)
                .is_some_and(|own| own.measures.iter().any(|one| one.id == measure && one.done_at.is_some())),
            About::Promise { visit, promise } => {
                let own = self.known.visit(visit).and_then(|own| own.promise(promise));
                own.map(visit::Promise::state) == Some("kept")
            }
            About::Rule { .. } => true,
        }
    }
}

fn said(of: &[&str], place: usize) -> Note {
    words(of[place % of.len()])
}
