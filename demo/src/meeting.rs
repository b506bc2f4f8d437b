//! The two rhythms of the story: a weekly meeting of the group on every Monday afternoon and a dispatch meeting with each unit
//! once a month, each with its agenda, minutes and decisions.

use domain::act::Act as Any;
use domain::kinds::{Book, DecisionId, ItemId, LineId, MeetingId, PersonId, PointId, Time, Week, WorklistId};
use domain::meeting::{Act, Attendee, Becomes, Plan, Point, Presence, Resolution, Series, Source};
use domain::strand::Strands;
use domain::worklist;

use crate::chance::{id, mix};
use crate::crew::Crew;
use crate::curve::{LAST, LAST_MINUTE, Since, at, day, work};
use crate::frame::Ready;
use crate::matter::{Matter, followed};
use crate::notice;
use crate::owed::owed;
use crate::text::words;

/// One act of a meeting, or of the item that a decision became.
pub(crate) type Step = (Time, PersonId, Any);

const WEEKS: Since = 15;
/// Days since the start on which the months' dispatch meetings begin, one unit a day.
const MONTHS: [Since; 3] = [29, 57, 85];

const SAID: [&str; 6] = [
    "通报上周各单位进展：多数单位按计划推进，个别问题牵头部门还没有明确责任人。",
    "组长提出，指导要注重实效，不给单位增加额外负担，能从系统里看到的数据不再要求报送。",
    "大家认为，走访要多到二级组织和基层党支部，听一线师生的意见。",
    "对照清单逐项过，滞后的两项由联络员当天与单位沟通。",
    "对已经解决的问题要回头看，防止反弹，做到解决一个、巩固一个。",
    "下一步重点核对佐证材料，材料不实的退回重报。",
];
const DECIDED: [&str; 5] = [
    "对停滞的问题逐一约谈牵头部门",
    "汇总各单位典型做法，形成一期简报",
    "下周随机抽取两个基层党支部走访",
    "核对调研报告转化运用情况",
    "梳理需要省直部门协调的事项",
];
const REPORTED: [&str; 4] = [
    "单位汇报：本月整改任务完成过半，困难主要在经费和审批环节。",
    "指导组指出，解决方案要与师生见面，整改结果要公开。",
    "单位表示，牵头校领导每周调度一次，逾期问题当周拿出办法。",
    "双方商定，下月调度会前完成现场核验。",
];
const CHARGED: [&str; 4] =
    ["逾期问题逐项报送办理时限", "组织二级组织学习情况自查", "公开已解决问题的整改结果", "补齐缺少的佐证材料"];

/// All acts of the first group's meetings; the others have none. `ready` are the steps that there are already, for what units owe.
pub(crate) fn told(crew: &Crew, number: u32, seed: u64, matters: &[Matter], ready: &[Ready]) -> Vec<Step> {
    if number > 0 {
        return Vec::new();
    }
    let mut told = Told { crew, seed, ready, many: 0, steps: Vec::new() };
    let mut left = None;
    for week in 0..WEEKS {
        left = told.weekly(week, left, matters);
    }
    for place in 0..crew.units.len() {
        let mut left = None;
        for (month, from) in MONTHS.iter().enumerate() {
            left = told.dispatch(month, *from + Since::try_from(place).unwrap_or(0), place, left, matters);
        }
    }
    told.steps
}

/// A decision that the next meeting of the series asks about.
type Left = Option<(MeetingId, DecisionId, &'static str)>;

struct Told<'a> {
    crew: &'a Crew,
    seed: u64,
    ready: &'a [Ready],
    many: u64,
    steps: Vec<Step>,
}

impl Told<'_> {
    fn weekly(&mut self, week: Since, left: Left, matters: &[Matter]) -> Left {
        let (crew, on) = (self.crew, week * 7);
        let turn = usize::try_from(week).unwrap_or(0);
        let meeting = MeetingId(self.id(on, 880));
        let mut agenda = self.before(on, left, None);
        agenda.extend((0..crew.units.len()).step_by(2).filter_map(|place| self.open(on, place, 0, matters)));
        let what = words("下周走访和座谈安排");
        agenda.push(Point { id: PointId(self.id(on, 881)), source: Source::Hand, what, unit: None });
        let first = agenda.first().map(|own| own.id);
        self.begins(meeting, Series::Weekly, (on, 900), agenda, "指导组驻地会议室");
        self.lines(meeting, first, (on, 905), [SAID[turn % SAID.len()], SAID[(turn + 2) % SAID.len()]]);
        let what = DECIDED[turn % DECIDED.len()];
        let minutes = self.decide(meeting, first, (on, 920), (what, None, on + 7), Becomes::Minutes);
        for person in [crew.head, crew.deputy, crew.member] {
            let speak = Act::Speak { meeting, decision: minutes, agrees: true, note: None };
            self.push(at(on, 925 + Since::from(person == crew.deputy)), person, speak.into_any());
        }
        // the other one is done on the same week's list
        let list = WorklistId::of(Book::Group(crew.group), Week::of(day(on)));
        let item = ItemId(self.id(on, 930));
        let becomes = Becomes::Item { worklist: list, item };
        self.decide(meeting, None, (on, 931), (DECIDED[(turn + 3) % DECIDED.len()], None, on + 4), becomes);
        if turn % 2 == 0 {
            self.charge(meeting, week);
        }
        self.push(at(on, 950), crew.liaison, Act::Close { meeting }.into_any());
        self.push(
            at(on + 4, 975),
            crew.liaison,
            Any::Worklist(worklist::Act::Tick { worklist: list, item, then: None }),
        );
        self.settled(left, on, "已按要求完成，材料归档");
        Some((meeting, minutes, what))
    }

    /// Asked of one unit at once, in a paper or by word; by word it is settled when the group meets again.
    fn charge(&mut self, meeting: MeetingId, week: Since) {
        let (on, turn) = (week * 7, usize::try_from(week).unwrap_or(0));
        let place = turn / 2 % self.crew.units.len();
        let what = CHARGED[(turn + 1) % CHARGED.len()];
        let paper = notice::decided(week, self.seed);
        let becomes = paper.map_or(Becomes::Minutes, |notice| Becomes::Notice { notice });
        let decision = self.decide(meeting, None, (on, 940), (what, Some(place), on + 7), becomes);
        if paper.is_none() {
            self.settled(Some((meeting, decision, what)), on + 7, "单位已书面回复，按期落实");
        }
    }

    fn dispatch(&mut self, month: usize, on: Since, place: usize, left: Left, matters: &[Matter]) -> Left {
        let (crew, on) = (self.crew, work(on));
        let house = &crew.units[place];
        let meeting = MeetingId(self.id(on, 520));
        let mut agenda = self.before(on, left, Some(place));
        agenda.extend(self.open(on, place, 0, matters));
        let second = self.open(on, place, 1, matters);
        let second = second.filter(|own| agenda.iter().all(|one| one.source != own.source));
        agenda.extend(second);
        agenda.extend(self.owed(on, place));
        let first = agenda.first().map(|own| own.id);
        self.begins(meeting, Series::Dispatch { unit: house.id }, (on, 540), agenda, "校内会议室");
        let said = [REPORTED[(month + place) % REPORTED.len()], REPORTED[(month + place + 1) % REPORTED.len()]];
        self.lines(meeting, first, (on, 550), said);
        let what = CHARGED[(month + place) % CHARGED.len()];
        let decision = self.decide(meeting, first, (on, 580), (what, Some(place), on + 10), Becomes::Minutes);
        self.push(at(on, 600), crew.liaison, Act::Close { meeting }.into_any());
        self.settled(left, on, "已办结，单位报送了书面材料");
        Some((meeting, decision, what))
    }

    /// What was decided last time stands first.
    fn before(&mut self, on: Since, left: Left, place: Option<usize>) -> Vec<Point> {
        let unit = place.map(|place| self.crew.units[place].id);
        let point = left.map(|(meeting, decision, what)| {
            let source = Source::Decided { meeting, decision };
            Point { id: PointId(self.id(on, 870)), source, what: words(what), unit }
        });
        point.into_iter().collect()
    }

    /// An issue of the unit that is open then; another one for another turn.
    fn open(&mut self, on: Since, place: usize, turn: usize, matters: &[Matter]) -> Option<Point> {
        let stands = |own: &&Matter| {
            let solved = own.verified.first().is_none_or(|verified| *verified > on);
            own.unit == place && own.found < at(on, 0) && solved && own.state.counted()
        };
        let open: Vec<&Matter> = matters.iter().filter(stands).collect();
        let followed = open.iter().find(|own| turn == 0 && followed(matters).is_some_and(|one| one.id == own.id));
        let own = followed.or(open.get((usize::try_from(on).ok()? + turn) % open.len().max(1)))?;
        let code = own.origin.code(u32::try_from(own.number).unwrap_or(0));
        let (issue, what) = (own.id, words(&format!("{code} {}", own.line.title)));
        let unit = Some(self.crew.units[place].id);
        Some(Point { id: PointId(self.id(on, 872)), source: Source::Due { issue }, what, unit })
    }

    /// What the unit owes first before the next one.
    fn owed(&self, on: Since, place: usize) -> Option<Point> {
        let (book, unit) = (Book::Group(self.crew.group), self.crew.units[place].id);
        let all = owed(book, self.ready, at(on, 500), day(on + 30));
        let own = all.into_iter().find(|own| own.unit == unit)?;
        let id = PointId(id(at(on, 874), self.seed, mix(1 << 31, on.unsigned_abs())));
        Some(Point { id, source: Source::Owed { owed: own.owed }, what: words(&own.what), unit: Some(unit) })
    }

    fn begins(&mut self, meeting: MeetingId, series: Series, when: (Since, i64), agenda: Vec<Point>, place: &str) {
        let crew = self.crew;
        let (on, minute) = when;
        let chair = crew.people.iter().find(|own| own.id == crew.head).map(|own| words(&own.name));
        let plan = Box::new(Plan { series, at: at(on, minute), place: Some(words(place)), chair });
        self.push(at(on, minute - 15), crew.liaison, Act::Plan { meeting, plan, agenda }.into_any());
        let attendees = self.came(series, on);
        self.push(at(on, minute), crew.liaison, Act::TakePen { meeting }.into_any());
        self.push(at(on, minute + 1), crew.liaison, Act::Attend { meeting, attendees, was: None }.into_any());
    }

    /// The group, and at a dispatch meeting the unit's liaison and an official; now and then somebody is excused.
    fn came(&self, series: Series, on: Since) -> Vec<Attendee> {
        let crew = self.crew;
        let house = series.unit().and_then(|unit| crew.units.iter().find(|own| own.id == unit));
        let mut people = vec![crew.head, crew.deputy, crew.liaison, crew.member];
        people.extend(house.map(|own| own.staff));
        let mut all: Vec<Attendee> = people
            .into_iter()
            .filter_map(|person| {
                let name = words(&crew.people.iter().find(|own| own.id == person)?.name);
                let away = person == crew.member && on % 4 == 1;
                let presence = if away { Presence::Excused } else { Presence::Present };
                Some(Attendee { name, person: Some(person), presence })
            })
            .collect();
        let guest = house.and_then(|own| own.officials.first()).map(|name| Attendee {
            name: words(name),
            person: None,
            presence: Presence::Present,
        });
        // an official may have an account as well
        all.extend(guest.filter(|guest| all.iter().all(|own| own.name != guest.name)));
        all
    }

    fn lines(&mut self, meeting: MeetingId, point: Option<PointId>, (on, minute): (Since, i64), said: [&str; 2]) {
        for (place, text) in (0..).zip(said) {
            let line = LineId(self.id(on, minute + place));
            let act = Act::Write { meeting, line, point, text: Some(words(text)) };
            self.push(at(on, minute + place * 4), self.crew.liaison, act.into_any());
        }
    }

    fn decide(
        &mut self,
        meeting: MeetingId,
        point: Option<PointId>,
        (on, minute): (Since, i64),
        (what, place, due): (&str, Option<usize>, Since),
        becomes: Becomes,
    ) -> DecisionId {
        let decision = DecisionId(self.id(on, minute));
        let unit = place.map(|place| self.crew.units[place].id);
        let (what, due) = (words(what), day(due));
        // what is the group's own is one member's
        let ours = self.crew.people.iter().find(|own| own.id == self.crew.member).filter(|_| unit.is_none());
        let who = ours.map(|own| words(&own.name));
        let strands = Strands::default();
        let resolution = Box::new(Resolution { id: decision, point, what, unit, who, due, becomes, strands });
        let then = domain::kinds::ActId(self.id(on, minute + 1));
        self.push(at(on, minute), self.crew.liaison, Act::Decide { meeting, resolution, then }.into_any());
        decision
    }

    /// At the next meeting it is said what came of the one before.
    fn settled(&mut self, left: Left, on: Since, note: &str) {
        if let Some((meeting, decision, _)) = left {
            let act = Act::Settle { meeting, decision, note: words(note) };
            self.push(at(on, 935), self.crew.liaison, act.into_any());
        }
    }

    /// Nothing happens after the story's last hour.
    fn push(&mut self, when: Time, by: PersonId, act: Any) {
        if when < at(LAST, LAST_MINUTE) {
            self.steps.push((when, by, act));
        }
    }

    fn id(&mut self, on: Since, minute: i64) -> uuid::Uuid {
        self.many += 1;
        id(at(on, minute), self.seed, mix(1 << 30, self.many))
    }
}

trait IntoAny {
    fn into_any(self) -> Any;
}

impl IntoAny for Act {
    fn into_any(self) -> Any {
        Any::Meeting(self)
    }
}
