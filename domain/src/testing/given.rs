//! The records of most tests: an issue that can be agreed, a visit, a paper with what units answer to it, a small tree of
//! indicators.

use uuid::Uuid;

use super::{day, hash, id, text};
use crate::cast;
use crate::issue::act::{Facts as Description, Find, Plan};
use crate::issue::{Category, Due, Origin};
use crate::kinds::{Day, IssueId, MeasureId, NodeId, NoticeId, Time, UnitId};
use crate::score::{Formula, Marks};
use crate::template::tree::{Aspect, Element, Indicator, Method, Tree};
use crate::{notice, visit};

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

/// A talk that a member of the group has with several people.
pub(crate) fn seminar(at: Time) -> visit::Description {
    visit::Description {
        form: visit::Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at,
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    }
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

/// A unit takes a paper, as witness of entry 1 of the book of [`Bench::new`].
pub(crate) fn receive(notice: NoticeId, unit: UnitId) -> notice::Act {
    let witness = Some(notice::Witness { seq: 1, hash: hash(1) });
    notice::Act::Receive { notice, unit, witness, who: Some(text("白明远")) }
}

/// What a unit answers, without files.
pub(crate) fn reply(notice: NoticeId, unit: UnitId, raw: &str) -> notice::Act {
    notice::Act::Reply { notice, unit, text: text(raw), files: Vec::new() }
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
    let leaf =
        |id, name, weight, method| Indicator { id, name: text(name), english: None, weight, method, strand: None };
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
        marks: Marks::default(),
    }
}
