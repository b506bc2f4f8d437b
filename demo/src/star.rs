//! The issues that the story tells by name, with their numbers and days.

use domain::issue::{Category, Origin, State};

use crate::curve::Since;
use crate::text::Line;

/// One issue of the first group that is told exactly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Star {
    pub origin: Origin,
    pub number: usize,
    /// Place in the cast's units.
    pub unit: usize,
    pub state: State,
    pub line: Line,
    pub official: Option<&'static str>,
    pub due: Option<Since>,
    /// Day of the last report or of the submission.
    pub last: Since,
    pub turn: Turn,
}

/// What is special in its course.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    Plain,
    /// No report since; the group asks in vain.
    Stagnant,
    /// Returned on the last day given.
    Returned,
    /// Came back on the last day given.
    Relapsed,
    /// Both measures are done, the proof is missing.
    NoProof,
    /// 调研-087, told hour by hour.
    Told,
}

const fn star(
    (origin, number, unit): (Origin, usize, usize),
    (category, state, turn): (Category, State, Turn),
    (theme, department, official): (&'static str, &'static str, Option<&'static str>),
    title: &'static str,
    (due, last): (Option<Since>, Since),
) -> Star {
    let line = Line { kind: '*', category, theme, department, title };
    Star { origin, number, unit, state, line, official, due, last, turn }
}

use Category::{Development, Hard, Livelihood, Special};
use Origin::{Research, TeamList};
use State::{Agreed, Disputed, Found, InProgress, Submitted};
use Turn::{NoProof, Plain, Relapsed, Returned, Stagnant, Told};

/// Days are counted from 17 April: 7月1日 is 75, 7月28日 is 102, 8月1日 is 106.
pub(crate) const STARS: [Star; 19] = [
    star(
        (Research, 19, 1),
        (Livelihood, InProgress, Relapsed),
        ("住宿", "后勤处", Some("季长青")),
        "青年教师过渡住房屋面渗漏",
        (Some(109), 99),
    ),
    star(
        (Research, 41, 0),
        (Development, InProgress, Stagnant),
        ("实验", "科研条件处", Some("唐以宁")),
        "大型仪器共享平台开机率低于考核线",
        (Some(92), 75),
    ),
    star(
        (Research, 59, 3),
        (Livelihood, InProgress, Stagnant),
        ("后勤", "国有资产处", Some("雷海宁")),
        "琴房湿度不达标，乐器损耗偏高",
        (Some(95), 85),
    ),
    star(
        (Research, 66, 1),
        (Hard, Submitted, Plain),
        ("财务", "研究生处", None),
        "研究生培养经费拨付滞后",
        (Some(109), 99),
    ),
    star(
        (Research, 73, 0),
        (Special, InProgress, Returned),
        ("财务", "财务处", Some("贺思远")),
        "横向课题经费报销平均用时 23 天",
        (Some(105), 99),
    ),
    star(
        (Research, 87, 1),
        (Hard, Submitted, Told),
        ("合作", "教务处", Some("韩立群")),
        "创意设计人才培养与产业需求对接不畅",
        (Some(105), 100),
    ),
    star(
        (Research, 98, 2),
        (Hard, InProgress, Stagnant),
        ("人事", "人事处", Some("姚克俭")),
        "教师工程实践经历认定标准不统一",
        (Some(88), 78),
    ),
    star(
        (Research, 102, 4),
        (Special, Agreed, Plain),
        ("就业", "学生处", Some("庞立新")),
        "毕业生就业台账多头填报",
        (Some(116), 93),
    ),
    star(
        (Research, 104, 1),
        (Livelihood, InProgress, NoProof),
        ("资助", "学生处", None),
        "家庭经济困难学生资助发放不及时",
        (Some(105), 98),
    ),
    star(
        (Research, 112, 2),
        (Livelihood, Submitted, Plain),
        ("医疗", "校医院", Some("庄秉文")),
        "校医院夜间值班空缺",
        (Some(105), 101),
    ),
    star(
        (Research, 126, 4),
        (Livelihood, Submitted, Plain),
        ("食堂", "后勤处", Some("段文海")),
        "第二食堂高峰时段排队超过 20 分钟",
        (Some(102), 101),
    ),
    star(
        (Research, 129, 1),
        (Livelihood, Submitted, Plain),
        ("后勤", "后勤处", None),
        "附属学校教研用房不足",
        (Some(109), 98),
    ),
    star(
        (Research, 134, 4),
        (Development, InProgress, Stagnant),
        ("科研", "科技处", Some("冯世清")),
        "县域农机企业技术需求对接周期长",
        (Some(109), 86),
    ),
    star(
        (Research, 145, 3),
        (Development, Agreed, Plain),
        ("文化", "演出中心", Some("叶知秋")),
        "公益演出下基层场次未达年度计划",
        (Some(116), 95),
    ),
    star(
        (Research, 151, 0),
        (Hard, Disputed, Plain),
        ("成果", "成果处", Some("崔望舒")),
        "成果转化收益分配细则缺失",
        (Some(123), 99),
    ),
    star(
        (Research, 158, 0),
        (Development, Found, Plain),
        ("科研", "科研处", None),
        "青年科研人员申报培训覆盖不足",
        (None, 0),
    ),
    star((Research, 160, 4), (Livelihood, Found, Plain), ("安全", "保卫处", None), "校园东门夜间照明不足", (None, 0)),
    star(
        (TeamList, 33, 4),
        (Special, InProgress, Stagnant),
        ("制度", "学校办公室", Some("邵庭芳")),
        "二级学院议事规则未随章程修订",
        (Some(116), 83),
    ),
    star(
        (TeamList, 71, 1),
        (Special, InProgress, Stagnant),
        ("人事", "组织部", Some("沈砚文")),
        "年轻干部基层锻炼计划未落实到人",
        (Some(116), 87),
    ),
];
