//! The bench of the tests: plays acts of the cast as the writer would, with nothing at hand but what the rules asked for.

mod dice;
pub(crate) mod owing;

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::act::{Act, Key, Subject};
use crate::cast::{self, CastPerson};
use crate::entry::{Entry, Stamp};
use crate::figure::Cell;
use crate::issue::act::{Facts as Description, Find, Plan};
use crate::issue::{self, Category, Due, Hash, Issue, Origin};
use crate::kinds::{ActId, Book, Day, IssueId, MeasureId, NodeId, NoticeId, Text, Time, UnitId};
use crate::record::{Facts, Known, Need, Record, check, fold, follow, needs};
use crate::refusal::Refusal;
use crate::score::Formula;
use crate::template::tree::{Aspect, Element, Indicator, Method, Tree};
use crate::viewer::Viewer;
use crate::{campaign, group, notice, person, unit};

pub(crate) use dice::{Dice, every_act};

/// A text that is known to be one.
pub(crate) fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

/// A reason that is long enough.
pub(crate) fn reason() -> Text<4000> {
    text("现场核查时发现与提交的材料不一致")
}

pub(crate) fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

/// A paper to the normal university that asks for an answer by this day.
pub(crate) fn prompt(reply_by: Option<Day>) -> Box<notice::Content> {
    Box::new(notice::Content {
        paper: notice::Paper::Prompt,
        title: text("关于报修问题的提示"),
        text: text("请说明进度"),
        units: vec![cast::UNITS[1].id],
        about: Vec::new(),
        reply_by,
        after: None,
        from: None,
    })
}

/// The day on which most tests begin.
pub(crate) fn start() -> Day {
    day("2023-04-17")
}

pub(crate) fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(number))
}

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
        self.ok(&cast::CastPerson { id: crate::kinds::PersonId(uuid::Uuid::nil()), ..cast::SYSTEM_ADMIN }, act);
    }

    fn add_unit(&mut self, own: &cast::CastUnit) {
        self.book = cast::book();
        let add = unit::Act::Add { unit: own.id, code: text(own.code), name: text(own.name) };
        self.ok(&cast::HEAD, Act::Unit(add));
        for (place, name) in own.organisations.into_iter().enumerate() {
            let add = unit::Act::AddOrganisation {
                unit: own.id,
                organisation: own.organisation(place),
                parent: None,
                name: text(name),
                kind: cast::CastUnit::kind(place),
            };
            self.ok(&cast::HEAD, Act::Unit(add));
        }
    }

    /// Asks the rules without recording anything, giving them only what they said they need.
    pub fn ask_as(&self, viewer: &Viewer, act: &Act) -> Result<Stamp, Refusal> {
        let mut known = Known::default();
        let load = |known: &mut Known, key: Key| {
            if let Some(record) = self.all.records.get(&key) {
                known.records.insert(key, record.clone());
            }
        };
        load(&mut known, act.key());
        for need in needs(act, self.book, &known) {
            match need {
                Need::Record(key) => load(&mut known, key),
                Need::Number(origin) => {
                    let key = (self.book, origin);
                    known.numbers.insert(key, self.all.numbers.get(&key).copied().unwrap_or(0));
                }
                Need::Taken(name) => {
                    known.taken.extend(self.all.taken.get(&name).map(|id| (name, *id)));
                }
                Need::File(hash) => known.files.extend(self.all.files.get(&hash).cloned()),
                Need::Highest(subject) => {
                    let key = (subject, self.book);
                    known.highest.extend(self.all.highest.get(&key).map(|most| (key, *most)));
                }
                Need::Calendar => {
                    if let Book::Group(group) = self.book {
                        let campaign = self.all.group(group).map(|own| own.campaign.0);
                        load(&mut known, Key { subject: Subject::Group, id: group.0 });
                        campaign.iter().for_each(|id| load(&mut known, Key { subject: Subject::Campaign, id: *id }));
                    }
                }
                Need::Hash(seq) => {
                    let key = (self.book, seq);
                    known.hashes.extend(self.all.hashes.get(&key).map(|hash| (key, hash.clone())));
                }
                Need::CasesOf(unit) => {
                    let cases = [Subject::Issue, Subject::Lookback, Subject::Rule, Subject::Carrier, Subject::Visit];
                    let own = self
                        .all
                        .records
                        .iter()
                        .filter(|(key, own)| own.unit() == Some(unit) && cases.contains(&key.subject));
                    own.for_each(|(key, _)| load(&mut known, *key));
                    let shared = [Subject::Notice, Subject::Deployment];
                    let papers = self
                        .all
                        .records
                        .iter()
                        .filter(|(key, own)| shared.contains(&key.subject) && own.parts().contains(&unit));
                    papers.for_each(|(key, _)| load(&mut known, *key));
                }
                Need::Counts(day) => {
                    let cuts = self.all.records.keys().filter(|key| key.subject == Subject::Cut).copied();
                    cuts.collect::<Vec<_>>().into_iter().for_each(|key| load(&mut known, key));
                    known.counts.insert((self.book, day), self.counts());
                    let all: Vec<Key> = self.all.records.keys().copied().collect();
                    all.into_iter().for_each(|key| load(&mut known, key));
                    known.said.clone_from(&self.all.said);
                }
                Need::TakenUp(issue) => {
                    let from = Some(issue::From::Transfer { issue });
                    let taken_up = self.all.issues().filter(|own| own.from == from).map(|own| own.id.0);
                    taken_up.for_each(|id| load(&mut known, Key { subject: Subject::Issue, id }));
                }
                Need::Rounds => {
                    let rounds = self.all.evaluations().map(|own| own.id.0);
                    rounds.for_each(|id| load(&mut known, Key { subject: Subject::Evaluation, id }));
                }
                Need::Notices => {
                    let papers = self.all.notices().map(|own| own.id.0);
                    papers.for_each(|id| load(&mut known, Key { subject: Subject::Notice, id }));
                }
                Need::Worklists => {
                    let lists = self.all.worklists().map(|own| own.id.0);
                    lists.for_each(|id| load(&mut known, Key { subject: Subject::Worklist, id }));
                }
                Need::VisitsOf(draw) => {
                    let own = self.all.visits().filter(|own| own.drawn.as_ref().is_some_and(|own| own.draw == draw));
                    own.map(|own| own.id.0).for_each(|id| load(&mut known, Key { subject: Subject::Visit, id }));
                }
            }
        }
        check(act, &Facts { now: self.now, book: self.book, viewer, known: &known })
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
        let after = fold(before, &entry);
        for (cell, weight) in cells(after.as_ref()) {
            *self.tally.entry(cell).or_default() += weight;
        }
        self.index(&entry);
        self.all.records.extend(after.map(|record| (key, record)));
    }

    fn index(&mut self, entry: &Entry) {
        if let Act::Issue(crate::issue::Act::Find(find)) = &entry.act {
            let highest = self.all.numbers.entry((entry.book, find.origin)).or_default();
            *highest = (*highest).max(entry.stamp.number.unwrap_or(0));
        }
        let subject = entry.act.key().subject;
        if subject.is_shared() {
            let highest = self.all.highest.entry((subject, entry.book)).or_default();
            *highest = (*highest).max(entry.stamp.number.unwrap_or(0));
        }
        if let Act::Person(person::Act::Register { person, login, .. }) = &entry.act {
            self.all.taken.insert(format!("login:{login}"), person.0);
        }
        if let Act::Unit(unit::Act::Add { unit, code, .. }) = &entry.act {
            self.all.taken.insert(format!("code:{code}"), unit.0);
        }
    }

    /// What every unit's records come to now, whatever the day.
    fn counts(&self) -> crate::cut::Counts {
        let mut counts = crate::cut::Counts::default();
        self.all.records.values().for_each(|record| counts.add(record, 1));
        counts
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

macro_rules! into_act {
    ($($module:ident: $variant:ident),*) => {$(
        impl From<crate::$module::Act> for Act {
            fn from(act: crate::$module::Act) -> Act {
                Act::$variant(act)
            }
        }
    )*};
}

into_act!(
    campaign: Campaign, group: Group, person: Person, policy: Policy, unit: Unit, carrier: Carrier, issue: Issue,
    report: Report, rule: Rule, draw: Draw, visit: Visit, template: Template, evaluation: Evaluation,
    survey: Survey, lookback: Lookback, cut: Cut, notice: Notice, worklist: Worklist,
    meeting: Meeting, deployment: Deployment, standard: Standard, study: Study, worklog: Worklog, outcome: Outcome
);

/// The issue of most tests: 松江师范大学, found by research.
pub(crate) const ISSUE: IssueId = IssueId(Uuid::from_u128(0x15_0001));
/// Another one of the same unit and origin.
pub(crate) const OTHER: IssueId = IssueId(Uuid::from_u128(0x15_0002));
pub(crate) const MEASURE: MeasureId = MeasureId(Uuid::from_u128(0x3ea_0001));

pub(crate) fn plan(number: u128) -> Plan {
    let who = Some(text("教务处"));
    Plan {
        id: id(0x3ea_0000 + number), what: text("开通网上报修，三日内答复"), who, due: Some(day("2023-05-31"))
    }
}

/// A description that can be agreed.
pub(crate) fn description() -> Description {
    Description {
        title: text("实验室设备报修周期过长"),
        detail: Some(text("走访三个学院均有反映")),
        category: Some(Category::Hard),
        organisation: Some(cast::UNITS[1].organisation(0)),
        official: Some(text("韩立群")),
        department: Some(text("后勤处")),
        due: Some(Due::On { day: day("2023-06-30") }),
    }
}

pub(crate) fn find(issue: IssueId) -> Find {
    Find {
        issue,
        unit: cast::UNITS[1].id,
        origin: Origin::Research,
        facts: description(),
        measures: vec![plan(1)],
        ledger: None,
        report: None,
        from: None,
        visit: None,
        meeting: None,
    }
}

/// A unit takes a paper, as witness of entry 1 of the book of [`Bench::new`].
pub(crate) fn receive(notice: NoticeId, unit: UnitId) -> crate::notice::Act {
    let witness = Some(crate::notice::Witness { seq: 1, hash: hash(1) });
    crate::notice::Act::Receive { notice, unit, witness, who: Some(text("白明远")) }
}

/// What a unit answers, without files.
pub(crate) fn reply(notice: NoticeId, unit: UnitId, raw: &str) -> crate::notice::Act {
    crate::notice::Act::Reply { notice, unit, text: text(raw), files: Vec::new() }
}

pub(crate) fn hash(number: u8) -> Hash {
    text(&format!("{number:02x}").repeat(32))
}

/// 解决率, 整改质量, 教职工, 领导干部: the indicators of [`tree`].
pub(crate) const NODES: [NodeId; 4] = [
    NodeId(Uuid::from_u128(0x7e_0101)),
    NodeId(Uuid::from_u128(0x7e_0102)),
    NodeId(Uuid::from_u128(0x7e_0103)),
    NodeId(Uuid::from_u128(0x7e_0104)),
];

/// A small tree: 40 measured, 40 graded, 12 and 8 asked.
pub(crate) fn tree() -> Tree {
    let [solved, quality, staff, leaders] = NODES;
    let leaf = |id, name, weight, method| Indicator { id, name: text(name), english: None, weight, method };
    let limb = |number: u128, name, weight, indicators: Vec<Indicator>| Aspect {
        id: id(0x7e_0200 + number),
        name: text(name),
        english: None,
        weight,
        elements: vec![Element { id: id(0x7e_0300 + number), name: text(name), english: None, weight, indicators }],
    };
    let counted = Method::Quantitative { formula: Formula::Solved, scale: Formula::Solved.usual() };
    let looked = Method::Qualitative { look_at: text("抽看佐证"), english: None };
    let asked = |of| Method::Satisfaction { of: text(of) };
    let satisfaction =
        vec![leaf(staff, "教职工", 1200, asked("教职工")), leaf(leaders, "领导干部", 800, asked("领导干部"))];
    Tree {
        aspects: vec![
            limb(1, "整改效果", 4000, vec![leaf(solved, "解决率", 4000, counted)]),
            limb(2, "过程落实", 4000, vec![leaf(quality, "整改质量", 4000, looked)]),
            limb(3, "满意度", 2000, satisfaction),
        ],
        low: None,
        marks: crate::score::Marks::default(),
    }
}
