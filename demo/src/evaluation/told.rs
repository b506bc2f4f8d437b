//! What happens in the rounds of evaluation, and in which words.

use domain::issue::Category;
use domain::score::Grade;
use domain::score::rows::Scored;
use domain::template::Shipped;

use crate::curve::Since;

/// Two raters differ in one indicator of this unit: how they are told apart, what they say, what is agreed.
pub(super) struct Gap {
    pub unit: usize,
    /// The how manieth that is graded.
    pub place: usize,
    pub grades: [Grade; 2],
    pub remarks: [&'static str; 2],
    pub agreed: (Grade, &'static str),
}

/// One round. Days are working days.
pub(super) struct Story {
    pub title: &'static str,
    pub shipped: Shipped,
    pub scored: Scored,
    pub opens: Since,
    /// The last day that is looked at.
    pub until: Since,
    /// When each of the two raters is done with all; `None` where only some of it is graded.
    pub graded: Option<Since>,
    pub published: Option<Since>,
    /// What the units give themselves, in tenths.
    pub own: [Option<(u16, &'static str)>; 5],
    /// How good the grades are, of a hundred, unit by unit.
    pub good: [usize; 5],
    pub gaps: &'static [Gap],
    pub objection: Option<(usize, &'static str, &'static str)>,
}

pub(super) const STORIES: [Story; 3] = [
    Story {
        title: "第一轮“五看”整改评估",
        shipped: Shipped::FiveLooks,
        scored: Scored::Unit,
        opens: 44,
        until: 52,
        graded: Some(51),
        published: Some(53),
        own: [
            Some((880, "台账全部建起来了，到期的都已交验收。")),
            Some((860, "报修、选课两件事学生反映明显变少。")),
            Some((915, "职工关心的事项逐条公示，件件有回音。")),
            None,
            Some((840, "附属医院排队问题还在改，其余按期。")),
        ],
        good: [55, 50, 45, 40, 35],
        gaps: &[],
        objection: None,
    },
    Story {
        title: "第二轮“五看”整改评估",
        shipped: Shipped::FiveLooks,
        scored: Scored::Unit,
        opens: 86,
        until: 95,
        graded: Some(94),
        published: Some(98),
        own: [
            Some((905, "到期问题全部交验收，两项制度已经施行。")),
            Some((900, "学生最急的报修、供电两件事已经办结。")),
            Some((965, "各项整改全部完成，群众普遍满意。")),
            Some((880, "琴房修缮按节点推进，制度已经修订。")),
            Some((875, "到期的都已交验收，医院排队还要再看。")),
        ],
        // the last one comes out low: it is called to an interview, and another look waits
        good: [75, 70, 60, 55, 30],
        gaps: &[Gap {
            unit: 2,
            place: 1,
            grades: [Grade::Good, Grade::Ordinary],
            remarks: [
                "抽看的六个问题有两个只有照片没有台账，现场问了三名教师都说不清改了什么。",
                "台账在系统里补齐了，上周又去看过一次，四个已经改到位，两个还要再看。",
            ],
            agreed: (Grade::Fair, "一起复看了两处现场：四个改到位，两个还在改，按较好计。"),
        }],
        objection: Some((
            1,
            "措施完成率把还没有到期的措施也算成没有完成，这几条本来就排在秋季学期，请核对以后再算一次。",
            "核对过：这一项看的是期间内发现的问题的全部措施，到没到期都算，各单位一样，口径不变；有没有误期看按期解决率。",
        )),
    },
    Story {
        title: "民生实事整改评估",
        shipped: Shipped::Livelihood,
        scored: Scored::Category { category: Category::Livelihood },
        opens: 99,
        until: 102,
        graded: None,
        published: None,
        own: [None, Some((920, "报修、供电、菜品三件事都已办结。")), None, None, None],
        good: [65, 60, 60, 50, 55],
        gaps: &[],
        objection: None,
    },
];

pub(super) const REASONS: [(Grade, [&str; 4]); 4] = [
    (
        Grade::Good,
        [
            "抽看的问题佐证齐全，现场与台账一致，问到的人都说得出变化。",
            "责任落到了人，逐条有进度，到期的都按期交验收。",
            "制度已经施行，抽查三件都按新办法办理。",
            "主要负责同志每周过问，卡住的事当周协调。",
        ],
    ),
    (
        Grade::Fair,
        [
            "大部分改到位，个别问题的佐证还可以再实一些。",
            "责任明确，进度清楚，有两项比计划慢了几天。",
            "制度立起来了，知道的人还不够多，要再宣讲。",
            "现场看变化明显，台账里的完成情况更新不及时。",
        ],
    ),
    (
        Grade::Ordinary,
        [
            "有方案有台账，但现场看变化不大，还要再看一次。",
            "几个问题以开会代替整改，佐证只有会议记录。",
            "制度写得原则，没有时限和责任人，不好执行。",
            "反映过的问题有反弹，办法没有触及原因。",
        ],
    ),
    (Grade::Poor, ["基本没有动，问到的人都不知道这件事要改。"; 4]),
];
