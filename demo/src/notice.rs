//! The papers of the story: one notice a week to all units, prompts about single issues, papers that a meeting decided on, and
//! the ladder where an answer stays away. 82 are issued.

use std::collections::BTreeSet;

use domain::calendar::SHIPPED;
use domain::kinds::{ActId, NoticeId, PersonId, Time, UnitId};
use domain::notice::{About, Act, BELOW, Content, From, Paper};
use domain::policy::Waits;

use crate::chance::{Chance, id, mix};
use crate::crew::Crew;
use crate::curve::{LAST, Since, at, day, since, work};
use crate::evaluation::low;
use crate::matter::{Matter, followed};
use crate::text::words;

/// One act of a paper.
pub(crate) type Step = (Time, PersonId, Act);

const WEEKS: Since = 15;
/// What the notice of each week asks for.
const WEEKLY: [&str; 15] = [
    "关于报送核心目标和实践方向的通知",
    "关于制定理论学习计划的通知",
    "关于上报调研课题的通知",
    "关于建立班子整改问题清单的通知",
    "关于报送实践载体推进安排的通知",
    "关于规范调研报告撰写的通知",
    "关于开展问题整改自查的通知",
    "关于报送民生实事进度的通知",
    "关于做好中期评估准备的通知",
    "关于报送中期情况的通知",
    "关于推进建章立制工作的通知",
    "关于开展整改回头看的通知",
    "关于核对问题台账的通知",
    "关于做好满意度测评的通知",
    "关于报送成果材料的通知",
];
/// Prompts on each day of a week, Monday first: 52 in fifteen weeks.
const PROMPTS: usize = 52;
/// In the place of these prompts goes a paper on which the weekly meeting of that week decided.
const DECIDED: [(usize, Since); 3] = [(6, 2), (12, 4), (29, 8)];
/// Prompts that stay without an answer, so that a reminder follows: every fourth, twelve in all; of every fourth reminder
/// the answer stays away too.
const SILENT: usize = 4;
const REMINDERS: usize = 12;
/// The reminder that nothing follows: by the end of the story it is time for an interview.
const DUE: usize = 8;
/// The week whose notice one unit has not answered by the end of the story: somebody to chase.
const OWED: Since = 13;

/// One paper as it will go.
struct Going<'a> {
    paper: Paper,
    title: String,
    text: &'a str,
    units: Vec<usize>,
    about: Option<&'a Matter>,
    after: Option<NoticeId>,
    from: Option<From>,
    on: Since,
    /// Days for the reply.
    days: Since,
    replies: bool,
    /// The unit that owes its answer to the end.
    owes: Option<usize>,
}

/// All acts of the first group's papers; the others have none.
pub(crate) fn told(crew: &Crew, number: u32, seed: u64, matters: &[Matter]) -> Vec<Step> {
    if number > 0 {
        return Vec::new();
    }
    let chance = Chance::new(mix(seed, 1 << 28), 7);
    let mut told = Told { crew, seed, chance, many: 0, followed: false, chasing: BTreeSet::new(), steps: Vec::new() };
    for (week, title) in (0..WEEKS).zip(WEEKLY) {
        told.go(Going {
            paper: Paper::Notice,
            title: title.to_owned(),
            text: "请各单位按照本周部署认真研究，明确责任人和完成时限，按期回复落实情况。\n有困难的请一并说明。",
            units: (0..crew.units.len()).collect(),
            about: None,
            after: None,
            from: None,
            on: work(week * 7 + 1),
            days: 6,
            replies: true,
            owes: (week == OWED).then_some(3),
        });
    }
    let mut reminders = 0;
    for place in 0..PROMPTS {
        if let Some((_, week)) = DECIDED.iter().find(|own| own.0 == place) {
            told.decided(place, *week);
            continue;
        }
        let on = work(6 + Since::try_from(place).unwrap_or(0) * 95 / Since::try_from(PROMPTS).unwrap_or(1));
        let silent = place % SILENT == 3 && reminders < REMINDERS && on + 8 <= LAST;
        told.prompt(place, on, silent.then_some(reminders), matters);
        reminders += usize::from(silent);
    }
    told.steps
}

/// The paper that the weekly meeting of a week decides on, for the unit of which it speaks then.
pub(crate) fn decided(week: Since, seed: u64) -> Option<NoticeId> {
    let (place, _) = DECIDED.iter().find(|own| own.1 == week)?;
    Some(NoticeId(id(at(week * 7, 940), seed, mix(1 << 28, u64::try_from(*place).ok()?))))
}

struct Told<'a> {
    crew: &'a Crew,
    seed: u64,
    chance: Chance,
    many: u64,
    /// The issue that is followed has had its paper.
    followed: bool,
    /// Papers that chase another.
    chasing: BTreeSet<NoticeId>,
    steps: Vec<Step>,
}

impl Told<'_> {
    /// A prompt about an issue that was open on that day, and what follows where the answer stays away.
    fn prompt(&mut self, place: usize, on: Since, silent: Option<usize>, matters: &[Matter]) {
        let unit = place % self.crew.units.len();
        let open = |own: &&Matter| {
            let solved = own.verified.first().is_none_or(|verified| *verified > on + 3);
            own.unit == unit && own.found < at(on - 3, 0) && solved && own.state.counted()
        };
        let open: Vec<&Matter> = matters.iter().filter(open).collect();
        let about = if open.is_empty() { None } else { Some(open[self.chance.below(open.len())]) };
        let followed =
            open.iter().copied().find(|own| !self.followed && followed(matters).is_some_and(|one| one.id == own.id));
        self.followed |= followed.is_some();
        let about = followed.or(about);
        let title = match about {
            Some(own) => format!("关于{}办理情况的提示", own.origin.code(u32::try_from(own.number).unwrap_or(0))),
            None => "关于理论学习安排的提示".to_owned(),
        };
        let text = "指导组走访中了解到此事师生关注度高，请抓紧研究，说明目前进度、下一步措施和完成时限。";
        let going = |paper, title: String, after, on, replies| Going {
            paper,
            title,
            text,
            units: vec![unit],
            about,
            after,
            from: None,
            on,
            days: 3,
            replies,
            owes: None,
        };
        let first = self.go(going(Paper::Prompt, title.clone(), None, on, silent.is_none()));
        let Some(reminder) = silent else { return };
        let talks = reminder % 4 == 1;
        let waits = Waits::default();
        let chase = work(on + 7).max(waited(on + 3, waits.reminder));
        let answered = !talks && reminder != DUE;
        let second =
            self.go(going(Paper::Reminder, format!("关于尽快答复《{title}》的函"), Some(first), chase, answered));
        if talks {
            let talk = work(chase + 11).max(waited(chase + 3, waits.talk));
            // a low result that was just published is talked about at the same time
            let from = low(self.seed, unit, talk).map(|evaluation| From::Round { evaluation });
            let going = going(Paper::Talk, format!("关于《{title}》约谈有关负责同志的通知"), Some(second), talk, true);
            let text = if from.is_some() { LOW } else { going.text };
            self.go(Going { from, text, ..going });
        }
    }

    /// The meeting has drafted it; the head issues it on the next morning.
    fn decided(&mut self, place: usize, week: Since) {
        let Some(notice) = decided(week, self.seed) else { return };
        let (units, on) = (vec![place % self.crew.units.len()], work(week * 7 + 1));
        self.answered(notice, at(on, 560), on, 5, &units, &[]);
    }

    /// Drafted by the liaison, issued by the head, answered.
    fn go(&mut self, own: Going) -> NoticeId {
        let crew = self.crew;
        let minute = 540 + i64::try_from(self.many * 7 % 90).unwrap_or(0);
        let drafted = at(own.on, minute);
        let notice = NoticeId(id(drafted, self.seed, (1 << 28) + self.many));
        self.many += 1;
        self.chasing.extend(own.after.map(|_| notice));
        let ids: Vec<UnitId> = own.units.iter().map(|unit| crew.units[*unit].id).collect();
        let about = own.about.map(|matter| About { unit: crew.units[matter.unit].id, issue: matter.id });
        let content = Box::new(Content {
            paper: own.paper,
            title: words(&own.title),
            text: words(own.text),
            units: ids,
            about: about.into_iter().collect(),
            reply_by: Some(day(own.on + own.days)),
            after: own.after,
            from: own.from,
        });
        self.push(drafted, crew.liaison, Act::Draft { notice, content });
        let silent = if own.replies { own.owes.as_slice() } else { own.units.as_slice() };
        self.answered(notice, at(own.on, minute + 25), own.on, own.days, &own.units, silent);
        notice
    }

    /// Issued by the head, received and answered by the units except those that stay silent, accepted by the liaison: as far
    /// as the story goes.
    fn answered(&mut self, notice: NoticeId, issued: Time, on: Since, days: Since, units: &[usize], silent: &[usize]) {
        let crew = self.crew;
        self.push(issued, crew.head, Act::Issue { notice });
        for place in units {
            let (staff, unit) = (crew.units[*place].staff, crew.units[*place].id);
            let received = on + i64::from(self.chance.percent(25));
            let at_hour = |chance: &mut Chance| 800 + chance.between(0, 170);
            let minute = at_hour(&mut self.chance);
            let who = crew.people.iter().find(|own| own.id == staff).map(|own| words(&own.name));
            // the head of the book is there when it is proposed
            let receive = Act::Receive { notice, unit, witness: None, who };
            if !self.push(at(work(received), minute), staff, receive) || silent.contains(place) {
                continue;
            }
            let replied = work(work(received) + self.chance.between(1, days - 1).max(1));
            let text = words(SAID[self.chance.below(SAID.len())]);
            let minute = at_hour(&mut self.chance);
            if self.push(at(replied, minute), staff, Act::Reply { notice, unit, text, files: Vec::new() }) {
                let minute = at_hour(&mut self.chance);
                let accepted = at(work(replied + 1), minute);
                let then = self.below(notice, accepted);
                self.push(accepted, crew.liaison, Act::Accept { notice, unit, through: None, then });
            }
        }
    }

    /// The ids of the entries by which what a paper chases is done with it.
    fn below(&self, notice: NoticeId, accepted: Time) -> Vec<ActId> {
        let rungs = if self.chasing.contains(&notice) { BELOW } else { 0 };
        let (_, key) = notice.0.as_u64_pair();
        (0..).take(rungs).map(|rung| ActId(id(accepted, self.seed, mix(key, rung)))).collect()
    }

    /// Nothing happens after the story's last hour.
    fn push(&mut self, when: Time, by: PersonId, act: Act) -> bool {
        let happens = when < at(LAST, 990);
        let same_day = self.steps.last().is_some_and(|(last, ..)| *last >= when && when.day() == day(LAST));
        if happens && !same_day {
            self.steps.push((when, by, act));
            return true;
        }
        false
    }
}

/// The day on which so many working days have passed.
fn waited(from: Since, days: u16) -> Since {
    since(SHIPPED.plus(day(from), days))
}

/// Why it comes to an interview, where the unit's result was low as well.
const LOW: &str = "前发提示和催办至今没有答复；第二轮“五看”整改评估中贵单位的等次为一般。请主要负责同志到会，一并说明原因和下一步措施，整改情况将再看一次。";

/// What units answer.
const SAID: [&str; 6] = [
    "已召开专题会议研究，明确由分管领导牵头，月底前完成。",
    "目前已完成六成，剩余部分正在办理采购手续，预计两周内办结。",
    "已按要求整改到位，佐证材料已上传到问题台账。",
    "已向师生代表通报进展，大家对方案表示认可，下周开始实施。",
    "责任部门已制定措施，每周调度一次，确保按期完成。",
    "此事涉及两个部门，已明确由后勤处牵头办理，正在推进。",
];
