//! Turns a deed into the act a person would propose: who does it, with which words.

use domain::cast;
use domain::issue::act::{Act, Facts, Find, Plan};
use domain::issue::{Category, Due, IMMEDIATE_DAYS, Ledger, Origin};
use domain::kinds::{MeasureId, Note, OrganisationId, PersonId, Time};

use crate::chance::{choose, id, mix};
use crate::crew::{Crew, House};
use crate::curve::{LAST, Since, day, since};
use crate::deed::{Deed, by_group, complete, measures};
use crate::file::File;
use crate::matter::Matter;
use crate::star::Turn;
use crate::text::{phrases, theme, words};

/// One issue while it is told.
pub(crate) struct Telling<'a> {
    pub crew: &'a Crew,
    pub matter: &'a Matter,
    /// All of the group, for what an act says of another.
    pub matters: &'a [Matter],
    pub seed: u64,
    /// Files of its own for every piece of evidence, not from the stock.
    pub own_files: bool,
}

/// The file that an act needs; with its number, if it is one of the stock.
pub(crate) type Kept = Option<(Option<usize>, File)>;

const TOLD_MEASURES: [(&str, &str, Since); 2] = [
    ("与省内文旅企业共建实习基地，每学期到岗四周以上", "顾晓岚", 94),
    ("修订培养方案，企业命题进入毕业设计选题库", "美术学院 温如玉", 99),
];
const TOLD_PROGRESS: [&str; 3] = [
    "已与三家文旅企业达成合作意向，正在拟定协议文本。",
    "协议文本已审定，企业命题征集到二十六个，进入选题库审核。",
    "到岗安排表已排定，秋季学期 126 名学生到岗。",
];

impl Telling<'_> {
    pub fn house(&self) -> &House {
        &self.crew.units[self.matter.unit]
    }

    pub fn told(&self) -> bool {
        self.matter.star.is_some_and(|star| star.turn == Turn::Told)
    }

    /// The act, who does it, and the file it needs.
    pub fn act(&self, deed: Deed, at: Time) -> (PersonId, Act, Kept) {
        let (issue, staff) = (self.matter.id, self.house().staff);
        let plain = |by, act| (by, act, None);
        match deed {
            Deed::Find => plain(self.finder(), Act::Find(Box::new(self.find()))),
            Deed::Describe => plain(staff, Act::Amend { issue, facts: Box::new(self.facts(true)), was: None }),
            Deed::Plan(place) => plain(staff, Act::AddMeasure { issue, measure: self.measure(place) }),
            Deed::Agree => plain(self.judge(1), Act::Agree { issue, note: self.maybe("agree", 1) }),
            Deed::Progress(percent, node, which) => {
                let percent = percent.try_into().unwrap_or_default();
                plain(self.worker(which), Act::ReportProgress { issue, percent, node, note: self.progress(which) })
            }
            Deed::Finish(place) => {
                plain(staff, Act::FinishMeasure { issue, measure: self.measure_id(place), note: None })
            }
            Deed::Evidence(piece) => self.evidence(piece),
            Deed::Submit(which) => plain(staff, Act::Submit { issue, note: self.submission(which) }),
            Deed::Return(which) => plain(self.returner(), Act::Return { issue, reason: self.returned(which) }),
            Deed::Verify(round) => plain(
                self.judge(20 + u64::from(round)),
                Act::Verify { issue, note: self.maybe("verify", u64::from(round)) },
            ),
            Deed::SetLookback(until) => {
                plain(self.crew.head, Act::SetLookback { issue, day: day(until), reason: self.say("lookback", 0) })
            }
            Deed::Confirm => plain(self.judge(30), Act::Confirm { issue, note: self.say("confirm", 0) }),
            Deed::Relapse => plain(self.crew.member, Act::Relapse { issue, reason: self.relapsed() }),
            Deed::Dispute => plain(staff, Act::Dispute { issue, reason: self.say("dispute", 0) }),
            Deed::Settle => plain(self.crew.deputy, Act::Settle { issue, reason: self.say("settle", 0) }),
            Deed::Withdraw => plain(self.crew.head, Act::Withdraw { issue, reason: self.say("withdraw", 0) }),
            Deed::Merge(target) => {
                let reason = self.say("merge", 0);
                let act = match self.matters.get(target) {
                    Some(own) => Act::Merge { issue, into: own.id, reason },
                    None => Act::Withdraw { issue, reason },
                };
                plain(self.crew.head, act)
            }
            Deed::CommentGroup(which) => {
                plain(self.judge(40 + u64::from(which)), Act::Comment { issue, text: self.remark(which, at) })
            }
            Deed::CommentUnit(which) => {
                plain(staff, Act::Comment { issue, text: self.say("comment_unit", 50 + u64::from(which)) })
            }
        }
    }

    fn say(&self, step: &str, purpose: u64) -> Note {
        words(
            choose(phrases(step), mix(self.matter.salt, step.len() as u64), purpose)
                .unwrap_or(&"已记录，按约定继续办理。"),
        )
    }

    fn maybe(&self, step: &str, purpose: u64) -> Option<Note> {
        (self.matter.salt >> 9).is_multiple_of(2).then(|| self.say(step, purpose))
    }

    fn judge(&self, purpose: u64) -> PersonId {
        self.crew.judge(self.matter.salt, purpose)
    }

    fn returner(&self) -> PersonId {
        if self.told() { self.crew.deputy } else { self.judge(60) }
    }

    fn finder(&self) -> PersonId {
        if !by_group(self.matter) {
            return self.house().staff;
        }
        let members = [self.crew.member, self.crew.liaison, self.crew.member];
        if self.told() { self.crew.member } else { *choose(&members, self.matter.salt, 4).unwrap_or(&self.crew.member) }
    }

    /// The unit's liaison, or for an issue of the art school its own staff.
    fn worker(&self, which: u8) -> PersonId {
        let own = self.organisation() == Some(cast::UNITS[1].organisation(0)) && self.house().id == cast::UNITS[1].id;
        if own && which.is_multiple_of(2) { cast::ORGANISATION_STAFF.id } else { self.house().staff }
    }

    fn organisation(&self) -> Option<OrganisationId> {
        let inner = matches!(self.matter.line.theme, "教学" | "科研" | "实验" | "合作" | "文化" | "成果");
        let parts = &self.house().organisations;
        let wanted = self.told() || (inner && (self.matter.salt >> 5).is_multiple_of(3));
        let place = if self.told() { 0 } else { usize::try_from((self.matter.salt >> 12) % 4).unwrap_or(0) };
        parts.get(place).filter(|_| wanted).map(|part| part.id)
    }

    fn find(&self) -> Find {
        let matter = self.matter;
        let full = complete(matter);
        let measures = if full { (0..measures(matter)).map(|place| self.measure(place)).collect() } else { Vec::new() };
        let ledger = (matter.origin == Origin::TeamList).then(|| Ledger {
            name: words("主题教育班子问题整改台账"),
            number: u32::try_from(matter.number).unwrap_or(0),
        });
        Find {
            issue: matter.id,
            unit: self.house().id,
            origin: matter.origin,
            facts: self.facts(full),
            measures,
            ledger,
            report: matter.report,
            from: None,
            visit: matter.visit.clone(),
            meeting: None,
        }
    }

    fn facts(&self, full: bool) -> Facts {
        let matter = self.matter;
        let official = matter.star.and_then(|star| star.official).map(str::to_owned);
        let official = official.or_else(|| choose(&self.house().officials, matter.salt, 5).cloned());
        Facts {
            title: words(matter.line.title),
            detail: self.detail(),
            category: Some(matter.line.category),
            organisation: self.organisation(),
            official: official.filter(|_| full).map(|name| words(&name)),
            department: full.then(|| words(matter.line.department)),
            due: full.then(|| self.due()),
        }
    }

    fn detail(&self) -> Option<Note> {
        let source = match self.matter.origin {
            Origin::TeamList => "对照检视时查摆，经班子会研究列入整改清单。",
            Origin::Research => "调研走访和座谈中多人提到，查阅近一年记录属实。",
            Origin::Guidance => "随机查看现场和资料时发现，当场向单位反馈。",
            Origin::Survey => "群众来信来访和测评意见中多次出现，已核实。",
        };
        (!self.matter.salt.is_multiple_of(3)).then(|| words(source))
    }

    /// Nothing but the stars is late on the last day.
    fn due(&self) -> Due {
        let matter = self.matter;
        if let Some(due) = matter.star.and_then(|star| star.due) {
            return Due::On { day: day(due) };
        }
        let found = since(matter.found.day());
        let spread = |from: Since, wide: u64| from + i64::try_from((matter.salt >> 16) % wide).unwrap_or(0);
        let immediately = matter.line.category == Category::Livelihood && (matter.salt >> 20).is_multiple_of(3);
        let soon = found + IMMEDIATE_DAYS;
        let standing = matter.origin == Origin::TeamList && (matter.salt >> 22).is_multiple_of(8);
        match matter.verified.last() {
            _ if standing => Due::Standing,
            Some(verified) if matter.state.solved() && immediately && *verified <= soon + 5 => {
                Due::immediately(matter.found)
            }
            None if immediately && soon > LAST => Due::immediately(matter.found),
            Some(verified) if matter.state.solved() => {
                Due::On { day: day(crate::curve::work(spread(verified - 4, 20).max(found + 10).min(LAST))) }
            }
            _ => Due::On { day: day(weekday(spread(LAST + 3, 25))) },
        }
    }

    fn measure_id(&self, place: u8) -> MeasureId {
        MeasureId(id(self.matter.found, mix(self.seed, self.matter.salt), 600 + u64::from(place)))
    }

    fn measure(&self, place: u8) -> Plan {
        let id = self.measure_id(place);
        if let Some((what, who, due)) = TOLD_MEASURES.get(usize::from(place)).filter(|_| self.told()) {
            return Plan { id, what: words(what), who: Some(words(who)), due: Some(day(*due)) };
        }
        let theme = theme(self.matter.line.theme);
        let start = usize::try_from(self.matter.salt >> 11).unwrap_or(0) % theme.measures.len().max(1);
        let what =
            theme.measures.get((start + usize::from(place)) % theme.measures.len().max(1)).unwrap_or(&"按清单整改");
        let due = match self.due() {
            Due::On { day } | Due::Immediately { day } => Some(day),
            Due::Standing => None,
        };
        Plan { id, what: words(what), who: Some(words(&self.house().head_of(self.matter.line.department))), due }
    }

    fn progress(&self, which: u8) -> Note {
        if let Some(text) = TOLD_PROGRESS.get(usize::from(which)).filter(|_| self.told()) {
            return words(text);
        }
        let theme = theme(self.matter.line.theme);
        let start = usize::try_from(self.matter.salt >> 13).unwrap_or(0) % theme.progress.len().max(1);
        let place = start + usize::from(which);
        // After the theme's own reports are used up, general ones follow.
        if usize::from(which) < theme.progress.len() {
            words(theme.progress[place % theme.progress.len()])
        } else {
            self.say("progress", 70 + u64::from(which))
        }
    }

    fn submission(&self, which: u8) -> Option<Note> {
        if self.told() {
            return (which == 0).then(|| words("两条措施均已完成，附佐证 4 件，请指导组验收。"));
        }
        phrases("submit").get(usize::from(which)).map(|text| words(text))
    }

    fn returned(&self, which: u8) -> Note {
        if self.told() {
            return words("三份协议只有意向，缺学生到岗安排。请补齐后再提交。");
        }
        self.say("return", 80 + u64::from(which))
    }

    fn relapsed(&self) -> Note {
        let roof = self.matter.line.title.contains("渗漏");
        if roof {
            words("雨后现场复查又有渗漏，须彻底处理。")
        } else {
            words(phrases("relapse").first().unwrap_or(&""))
        }
    }

    /// A remark of the group; to a stagnant issue it asks where the work is stuck.
    fn remark(&self, which: u8, at: Time) -> Note {
        let late = self.matter.star.is_some_and(|star| star.turn == Turn::Stagnant) && since(at.day()) > LAST - 15;
        let place = if late { 6 } else { usize::try_from(mix(self.matter.salt, u64::from(which)) % 6).unwrap_or(0) };
        words(phrases("comment_group").get(place).unwrap_or(&"请按期反馈。"))
    }
}

/// From a weekend to its Monday.
fn weekday(since: Since) -> Since {
    match since.rem_euclid(7) {
        5 => since + 2,
        6 => since + 1,
        _ => since,
    }
}
