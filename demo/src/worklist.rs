//! The fifteen weekly lists of the story: what each unit and the group itself had to do, what was answered, what was carried
//! over to the next week.

use domain::issue::Category;
use domain::kinds::{Book, Day, ItemId, PersonId, Time, UnitId, Week, WorklistId};
use domain::owed::Debt;
use domain::strand::{Strand, Strands};
use domain::worklist::{Act, Carried, NewItem, Source, Task};

use crate::chance::{id, mix};
use crate::crew::Crew;
use crate::curve::{LAST, Since, at, day, work};
use crate::frame::Ready;
use crate::matter::Matter;
use crate::owed::owed;
use crate::text::words;

/// One act of a list.
pub(crate) type Step = (Time, PersonId, Act);

const WEEKS: usize = 15;
/// Every so manieth item is not done in its week.
const LEFT: usize = 6;

/// What units are asked for besides their issues.
const ASKED: [(&str, Strand); 5] = [
    ("报送二级组织学习情况", Strand::Study),
    ("确定下周座谈会参加人员", Strand::Research),
    ("补齐调研报告佐证材料", Strand::Research),
    ("更新实践载体进度", Strand::Development),
    ("通知基层党支部报送整改情况", Strand::Rectification),
];
/// What the group does itself.
const OWN: [&str; 5] =
    ["整理本周走访记录", "准备组内周例会材料", "核对问题台账", "安排下周随机抽取", "汇总单位反馈，提出下周重点"];

/// All acts of the first group's lists; the others have none. `ready` are the steps that there are already, for what units owe.
pub(crate) fn told(crew: &Crew, number: u32, seed: u64, matters: &[Matter], ready: &[Ready]) -> Vec<Step> {
    if number > 0 {
        return Vec::new();
    }
    let mut told = Told { crew, seed, ready, left: Vec::new(), many: 0, steps: Vec::new() };
    for week in 0..WEEKS {
        told.week(week, matters);
    }
    told.steps
}

struct Told<'a> {
    crew: &'a Crew,
    seed: u64,
    ready: &'a [Ready],
    /// What the week before has left: the task as it stood there, and its item.
    left: Vec<(Carried, Task, usize)>,
    many: u64,
    steps: Vec<Step>,
}

impl Told<'_> {
    fn week(&mut self, week: usize, matters: &[Matter]) {
        let crew = self.crew;
        let monday = Since::try_from(week).unwrap_or(0) * 7;
        let (own, book) = (Week::of(day(monday)), Book::Group(crew.group));
        let worklist = WorklistId::of(book, own);
        // the unit's place, or the group's own after the last unit
        let mut tasks: Vec<(Task, usize)> = Vec::new();
        for (from, task, owner) in std::mem::take(&mut self.left) {
            tasks.push((Task { from: Some(from), weeks: task.weeks + 1, ..task }, owner));
        }
        let owed = self.owed(week, monday);
        for place in 0..crew.units.len() {
            tasks.extend(self.of_unit((week, monday), place, matters, &owed, &tasks));
        }
        let own_task = by_hand(OWN[week % OWN.len()], Strands::default(), None, None);
        tasks.push((own_task, crew.units.len()));
        let items: Vec<NewItem> =
            tasks.iter().map(|(task, _)| NewItem { id: self.item(monday), task: task.clone() }).collect();
        let ids: Vec<ItemId> = items.iter().map(|own| own.id).collect();
        self.steps.push((at(monday, 505), crew.liaison, Act::Prepare { worklist, week: own, items }));
        self.steps.push((at(monday, 530), crew.liaison, Act::Issue { worklist }));
        for (place, ((task, owner), item)) in tasks.into_iter().zip(ids).enumerate() {
            let done = is_done(&task, week, place);
            self.ends(worklist, item, &task, owner, monday, done);
            if !done {
                self.left.push((Carried { worklist, item }, task, owner));
            }
        }
    }

    /// What falls due this week and is done before anybody answers for it; on the last list what is not.
    fn owed(&self, week: usize, monday: Since) -> Vec<Debt> {
        let (book, until) = (Book::Group(self.crew.group), day(monday + 6));
        let by = |when: Time| owed(book, self.ready, when, until);
        let (now, then) = (by(at(monday, 500)), by(at(monday + 2, 560)));
        let last = week + 1 == WEEKS;
        now.into_iter().filter(|own| then.contains(own) == last).collect()
    }

    /// An issue that is open and, every other week, something that is owed or has to be sent in.
    fn of_unit(
        &self,
        (week, monday): (usize, Since),
        place: usize,
        matters: &[Matter],
        owed: &[Debt],
        held: &[(Task, usize)],
    ) -> Vec<(Task, usize)> {
        let unit = Some(self.crew.units[place].id);
        let friday = Some(day(monday + 4));
        let stands = |source: Source| held.iter().any(|(task, _)| task.source == source);
        let open = |own: &&Matter| {
            let solved = own.verified.first().is_none_or(|verified| *verified > monday);
            let source = Source::Due { issue: own.id };
            own.unit == place && own.found < at(monday, 0) && solved && own.state.counted() && !stands(source)
        };
        let open: Vec<&Matter> = matters.iter().filter(open).collect();
        let mut tasks = Vec::new();
        for turn in 0..2 {
            if let Some(own) = open.get((week * 3 + turn) % open.len().max(1)).filter(|_| turn < open.len()) {
                tasks.push((of_matter(own, unit, friday), place));
            }
        }
        if (week + place).is_multiple_of(2) {
            let own = owed.iter().find(|own| Some(own.unit) == unit && !stands(Source::Owed { owed: own.owed }));
            let (what, strand) = ASKED[(week + place) % ASKED.len()];
            tasks.push((own.map_or_else(|| by_hand(what, strand.into(), unit, friday), of_debt), place));
        }
        tasks
    }

    /// Answered by the unit on Wednesday or Thursday, ticked on Friday.
    fn ends(&mut self, worklist: WorklistId, item: ItemId, task: &Task, owner: usize, monday: Since, done: bool) {
        let crew = self.crew;
        let minute = 560 + i64::try_from(mix(self.seed, self.many) % 400).unwrap_or(0);
        self.many += 1;
        if let Some(house) = task.unit.and(crew.units.get(owner)) {
            let said = if done { "已经办好，材料随问题台账上传" } else { "还在办理，下周完成" };
            let act = Act::Answer { worklist, item, done, note: Some(words(said)) };
            self.push(at(work(monday + 2 + i64::from(minute % 2 == 0)), minute), house.staff, act);
        }
        if done {
            self.push(at(work(monday + 4), 970), crew.liaison, Act::Tick { worklist, item, then: None });
        }
    }

    /// Nothing happens after the story's last hour, and on its last day nothing is ticked yet.
    fn push(&mut self, when: Time, by: PersonId, act: Act) {
        if when < at(LAST, 0) {
            self.steps.push((when, by, act));
        }
    }

    fn item(&mut self, monday: Since) -> ItemId {
        self.many += 1;
        ItemId(id(at(monday, 500), self.seed, (1 << 29) + self.many))
    }
}

/// What was carried over is done this time, and what is owed as its record says.
fn is_done(task: &Task, week: usize, place: usize) -> bool {
    match task.source {
        Source::Owed { .. } => week + 1 < WEEKS,
        Source::Due { .. }
        | Source::Stuck { .. }
        | Source::Promised { .. }
        | Source::Asked { .. }
        | Source::Decided { .. }
        | Source::Hand => task.weeks > 0 || (place + week) % LEFT != LEFT - 1,
    }
}

fn of_matter(own: &Matter, unit: Option<UnitId>, due: Option<Day>) -> Task {
    let code = own.origin.code(u32::try_from(own.number).unwrap_or(0));
    let (source, what) = (Source::Due { issue: own.id }, words(&format!("{code} {}", own.line.title)));
    let develops = own.line.category == Category::Development;
    let strands = if develops { Strand::Development } else { Strand::Rectification };
    Task { unit, who: None, source, what, due, from: None, weeks: 0, strands: strands.into() }
}

fn of_debt(own: &Debt) -> Task {
    let (unit, source, due) = (Some(own.unit), Source::Owed { owed: own.owed }, Some(own.due));
    let (what, strands) = (words(&own.what), Strands::of_owed(own.owed));
    Task { unit, who: None, source, what, due, from: None, weeks: 0, strands }
}

fn by_hand(what: &str, strands: Strands, unit: Option<UnitId>, due: Option<Day>) -> Task {
    Task { unit, who: None, source: Source::Hand, what: words(what), due, from: None, weeks: 0, strands }
}
