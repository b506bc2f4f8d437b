//! Four months of visits of all forms: seminars, talks, calls, sites; what was observed, promised, and raised as an issue.

use domain::act::Act;
use domain::issue::Origin;
use domain::kinds::{PersonId, PromiseId, Time, VisitId};
use domain::strand::Strand;
use domain::visit::act::Recorded;
use domain::visit::{self, Description, Findings, Form, Observations, Point, Promised, Quote, Seen, Site};
use strum::VariantArray as _;

use super::Frame;
use crate::curve::{LAST, Since, day, since, work};
use crate::matter::Matter;
use crate::text::{checklist, words};

/// People talked to on the visits of a form, over and over; so many visits there are.
struct Kind {
    form: Form,
    many: usize,
    people: &'static [u16],
    topics: &'static [&'static str],
}

/// 12 seminars; 20 calls and 30 rounds of interviews, of 6 people on average.
const KINDS: [Kind; 7] = [
    Kind {
        form: Form::Seminar,
        many: 12,
        people: &[14, 9, 12, 11],
        topics: &[
            "青年教师座谈",
            "学生代表座谈",
            "基层党支部书记座谈",
            "离退休同志座谈",
            "科研骨干座谈",
            "企业和服务对象座谈",
        ],
    },
    Kind {
        form: Form::Phone,
        many: 20,
        people: &[4, 8, 6, 5, 7],
        topics: &["整改进展回访", "调研建议采纳情况", "读书班参加情况", "师生诉求办理回访"],
    },
    Kind {
        form: Form::Interview,
        many: 30,
        people: &[5, 7, 6, 4, 8],
        topics: &["班子成员分工落实", "支部学习情况", "整改责任落实", "调研成果转化", "基层负担情况"],
    },
    Kind {
        form: Form::Site,
        many: 10,
        people: &[3, 6, 4],
        topics: &["实验室开放", "窗口服务", "在建项目推进", "课堂教学"],
    },
    Kind {
        form: Form::Meeting,
        many: 10,
        people: &[0],
        topics: &["中心组学习", "月调度会", "专题民主生活会筹备", "调研成果交流会"],
    },
    Kind {
        form: Form::Activity, many: 8, people: &[0, 10], topics: &["主题党日", "读书班研讨", "先进事迹报告会"]
    },
    Kind {
        form: Form::Documents, many: 8, people: &[0, 2], topics: &["学习记录和笔记", "整改台账", "调研报告底稿"]
    },
];

const COVERAGE: [&str; 4] = [
    "各支部都已开展学习，离退休支部采取送学上门，覆盖到人。",
    "原著学习安排系统，个别支部以读材料代替研讨，深度不够。",
    "学习计划覆盖全体党员，外派人员参加线上学习有记录。",
    "必读书目基本读完，对新发展理念的理解还停留在摘录。",
];
const DISCUSSION: [&str; 4] = [
    "研讨能对照本单位实际，每人都谈了问题和打算。",
    "研讨发言以体会为主，对照职责查找差距不多。",
    "检视问题与上次相比更具体，责任落到了处室。",
    "研讨之后列出了问题清单，但没有明确完成时间。",
];
const APPLICATION: [&str; 4] = [
    "调研提出的建议已有三条转为制度，执行情况较好。",
    "调研报告完成后还没有形成措施，已请单位列出转化计划。",
    "调研成果在校企合作中得到应用，企业反映较好。",
    "案例剖析会开过一次，结论已通报到二级单位。",
];
const SEEN: [&str; 5] = [
    "现场查看了登记本和值班表，记录完整。",
    "随机问了几位同志，对近期要求都能说清。",
    "师生反映办事比上学期方便，希望周末也能办理。",
    "资料按月归档，个别月份缺少签字。",
    "现场秩序良好，公示栏内容已更新。",
];
const CORRECTED: [&str; 3] =
    ["公示栏内容过期，当场更换。", "登记表缺项，当场补齐并说明填写要求。", "值班电话无人接听，当场落实到人。"];
const LACKING: [&str; 3] = ["个别月份缺记录", "问了三位同志，两位说不清", "有安排，没有落实到人"];
const PROMISES: [&str; 4] = [
    "两周内公布开放时间和预约办法",
    "下月调度会上报告整改情况",
    "把周末值班排出来并张贴",
    "补齐缺少签字的记录并建立抽查",
];

/// What was seen of each point, and of what was lacking why.
fn answer(points: &mut [Point], salt: usize) {
    for (place, point) in points.iter_mut().enumerate() {
        point.seen = match (salt + place * 3) % 7 {
            0 => None,
            1 => Some(Seen::Lacking),
            _ => Some(Seen::InPlace),
        };
        point.remark = (point.seen == Some(Seen::Lacking)).then(|| words(LACKING[salt % LACKING.len()]));
    }
}

impl Frame<'_> {
    pub(super) fn visits(&mut self, matters: &mut [Matter]) {
        for kind in &KINDS {
            for number in 0..kind.many {
                let (form, topic) = (kind.form, kind.topics[number % kind.topics.len()]);
                let share = i64::try_from(number * 97 / kind.many).unwrap_or(0);
                let moment = self.moment(work(3 + share));
                let people = kind.people[number % kind.people.len()];
                let unit = (number + kind.topics.len()) % self.crew.units.len();
                let seen = self.pick(&SEEN);
                self.visit(moment, unit, form, (topic, people), seen);
            }
        }
        for matter in matters.iter_mut().filter(|own| own.origin == Origin::Guidance && !own.salt.is_multiple_of(4)) {
            self.raised(matter);
        }
        self.planned();
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.chance.below(of.len())]
    }

    /// The visit on which an issue was found: its sentence stands in the notes.
    fn raised(&mut self, matter: &mut Matter) {
        let sentence = format!("{}，在场的同志说已有一段时间。", matter.line.title);
        let moment = Time(matter.found.0 - 20 * 60_000_000);
        let notes = format!("{}{sentence}", SEEN[0]);
        let visit = self.visit(moment, matter.unit, Form::Site, (matter.line.department, 4), &notes);
        matter.visit = Some(Quote { visit, sentence: Some(words(&sentence)) });
    }

    /// Recorded on the spot, by one of those who went.
    fn visit(&mut self, moment: Time, unit: usize, form: Form, (topic, people): (&str, u16), notes: &str) -> VisitId {
        let visit = VisitId(self.id(moment));
        let members = self.pair();
        let mut description = self.description(moment, unit, form, topic, &members);
        answer(&mut description.checklist, usize::from(people) + topic.len());
        let promises = self.promises(moment);
        let findings = Findings {
            people,
            looked_at: Some(words(&format!("{topic}的安排、记录和现场情况"))),
            notes: Some(words(notes)),
            observations: self.observations(),
            corrected: self.chance.percent(25).then(|| words(self.pick(&CORRECTED))),
            ..Findings::default()
        };
        let unit = self.crew.units[unit].id;
        let follow = promises.clone();
        let recorded = Recorded { visit, unit, based_on: None, description, findings, promises };
        self.push(moment, members[0], Act::Visit(visit::Act::Record(Box::new(recorded))));
        for promise in follow {
            self.kept(visit, &promise, members[0]);
        }
        visit
    }

    fn pair(&mut self) -> [PersonId; 2] {
        let (deputy, liaison, member) = (self.crew.deputy, self.crew.liaison, self.crew.member);
        let pairs = [[member, liaison], [liaison, member], [member, deputy], [deputy, liaison]];
        pairs[self.chance.below(pairs.len())]
    }

    fn description(&mut self, moment: Time, unit: usize, form: Form, topic: &str, members: &[PersonId]) -> Description {
        let parts = &self.crew.units[unit].organisations;
        let part = &parts[self.chance.below(parts.len().min(4))];
        let within = self.chance.percent(60);
        let site = Site::VARIANTS[self.chance.below(Site::VARIANTS.len())];
        let strand = Strand::VARIANTS[self.chance.below(Strand::VARIANTS.len())];
        let further = Strand::VARIANTS[self.chance.below(Strand::VARIANTS.len())];
        // In a small group one person holds several posts.
        let mut members = members.to_vec();
        members.dedup();
        let strands = if further == strand { vec![strand] } else { vec![strand, further] };
        Description {
            form,
            organisation: within.then_some(part.id),
            site: (form == Form::Site).then_some(site),
            place: within.then(|| words(&part.name)),
            topic: Some(words(topic)),
            at: Time(moment.0 - 50 * 60_000_000),
            members,
            strands,
            announced: false,
            checklist: checklist(form),
        }
    }

    fn observations(&mut self) -> Observations {
        let mut maybe = |of: &[&'static str], percent| {
            let text = self.pick(of);
            self.chance.percent(percent).then(|| words(text))
        };
        let (coverage, discussion) = (maybe(&COVERAGE, 60), maybe(&DISCUSSION, 55));
        Observations { coverage, discussion, application: maybe(&APPLICATION, 45) }
    }

    fn promises(&mut self, moment: Time) -> Vec<Promised> {
        if !self.chance.percent(34) {
            return Vec::new();
        }
        let (id, what) = (PromiseId(self.id(moment)), words(self.pick(&PROMISES)));
        let due = moment.day().plus(self.chance.between(10, 24));
        vec![Promised { id, what, who: Some(words("分管负责人")), due }]
    }

    /// Most are kept by their day; those of the last weeks are still open.
    fn kept(&mut self, visit: VisitId, promise: &Promised, by: PersonId) {
        let when = work(since(promise.due) - self.chance.between(0, 4));
        if when >= LAST - 1 || self.chance.percent(12) {
            return;
        }
        let note = Some(words("电话回访核实，已经办到。"));
        let moment = self.moment(when);
        self.push(moment, by, Act::Visit(visit::Act::KeepPromise { visit, promise: promise.id, note }));
    }

    /// The coming days, one of them told to the unit; one plan that came to nothing.
    fn planned(&mut self) {
        let ahead: [(usize, Form, &str, Since, bool); 4] = [
            (0, Form::Meeting, "月调度会", LAST + 4, true),
            (1, Form::Site, "暑期实验室开放", LAST + 5, false),
            (2, Form::Interview, "整改责任落实", LAST + 6, false),
            (3, Form::Activity, "主题党日", LAST - 9, true),
        ];
        for (unit, form, topic, on, announced) in ahead {
            let moment = self.moment(work(LAST - 14));
            let visit = VisitId(self.id(moment));
            let members = self.pair();
            let mut description = self.description(moment, unit, form, topic, &members);
            description.announced = announced;
            description.at = Time(day(on).start().0 + 9 * 3_600_000_000);
            let (unit, description) = (self.crew.units[unit].id, Box::new(description));
            let plan = visit::Act::Plan { visit, unit, description, drawn: None };
            self.push(moment, members[0], Act::Visit(plan));
            if on < LAST {
                let reason = words("单位临时调整活动时间，改由下次走访一并了解。");
                let moment = self.moment(work(LAST - 10));
                self.push(moment, members[0], Act::Visit(visit::Act::Cancel { visit, reason }));
            }
        }
    }
}
