//! The templates that come with the product: one for each category of issues, and the five looks (五看). They are the start of
//! a group's own template, never used as they are: all of it can be edited. Weights are in hundredths of a point.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tree::{Aspect, Element, Indicator, Method, Tree};
use crate::issue::Category;
use crate::kinds::{NodeId, Text};
use crate::refusal::Refusal;
use crate::score::Formula::{self, *};

use How::{Ask, Count, Look};

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Shipped {
    /// 攻坚破难
    Hard,
    /// 专项整治
    Special,
    /// 民生实事
    Livelihood,
    /// 推动发展
    Development,
    /// 五看
    FiveLooks,
}

enum How {
    Count(Formula),
    /// What the raters look at, Chinese and English.
    Look(&'static str, &'static str),
    /// A rater group.
    Ask(&'static str),
}

type Leaf = (&'static str, &'static str, u32, How);
type Branch = (&'static str, &'static str, u32, &'static [Leaf]);
type Limb = (&'static str, &'static str, u32, &'static [Branch]);

const LEADERS: Leaf = ("领导干部评价", "Leading officials", 400, Ask("领导干部"));
const STAFF: Leaf = ("教职工评价", "Staff", 600, Ask("教职工"));
const USERS: Leaf = ("学生或服务对象评价", "Students or service users", 600, Ask("学生或服务对象"));
const PUBLIC: Leaf = ("社会公众评价", "The public", 400, Ask("社会公众"));

const SATISFACTION: Limb = (
    "满意度",
    "Satisfaction",
    2000,
    &[("内部评价", "From within", 1000, &[LEADERS, STAFF]), ("对象评价", "From those served", 1000, &[USERS, PUBLIC])],
);

const HARD: &[Limb] = &[
    (
        "整改效果",
        "Effect",
        4000,
        &[
            (
                "解决程度",
                "How much is solved",
                2500,
                &[("按期解决率", "Solved on time", 1500, Count(OnTime)), ("解决率", "Solved", 1000, Count(Solved))],
            ),
            (
                "解决质量",
                "How well it is solved",
                1500,
                &[
                    (
                        "整改质量",
                        "Quality of the fix",
                        1000,
                        Look(
                            "抽看已解决的难点问题，对照佐证看是否真正破题、有没有以方案代替整改",
                            "Sample solved hard problems: does the evidence show that the cause is gone, or only a plan?",
                        ),
                    ),
                    ("佐证率", "Proven by evidence", 500, Count(Proven)),
                ],
            ),
        ],
    ),
    (
        "过程落实",
        "Process",
        2500,
        &[
            (
                "责任落实",
                "Responsibility",
                1500,
                &[
                    ("责任明确率", "Responsibility assigned", 500, Count(Assigned)),
                    (
                        "领导班子带头",
                        "Leaders take the lead",
                        1000,
                        Look(
                            "看班子成员是否牵头领办难点问题，亲自协调、调度、到场",
                            "Do the leading officials take on hard problems themselves, coordinate and go there?",
                        ),
                    ),
                ],
            ),
            ("措施推进", "Measures", 1000, &[("措施完成率", "Measures done", 1000, Count(MeasuresDone))]),
        ],
    ),
    (
        "长效机制",
        "Lasting answer",
        1500,
        &[
            ("成果巩固", "It holds", 1000, &[("巩固率", "Held after look-back", 1000, Count(Held))]),
            ("建章立制", "Rules", 500, &[("以制度答复率", "Answered by a rule", 500, Count(Ruled))]),
        ],
    ),
    SATISFACTION,
];

const SPECIAL: &[Limb] = &[
    (
        "整治效果",
        "Effect",
        4000,
        &[
            (
                "整治进度",
                "Progress",
                2000,
                &[("解决率", "Solved", 1000, Count(Solved)), ("按期解决率", "Solved on time", 1000, Count(OnTime))],
            ),
            (
                "防止反弹",
                "No relapse",
                2000,
                &[("反弹率", "Relapsed", 1000, Count(Relapsed)), ("巩固率", "Held after look-back", 1000, Count(Held))],
            ),
        ],
    ),
    (
        "整治过程",
        "Process",
        2000,
        &[
            (
                "责任落实",
                "Responsibility",
                1000,
                &[
                    ("责任明确率", "Responsibility assigned", 500, Count(Assigned)),
                    ("措施完成率", "Measures done", 500, Count(MeasuresDone)),
                ],
            ),
            (
                "整治力度",
                "Thoroughness",
                1000,
                &[(
                    "逐项见底",
                    "Followed to the bottom",
                    1000,
                    Look(
                        "对照整治重点逐项查看，看同类问题是否举一反三、全面排查",
                        "Item by item: were like cases searched for and put right as well?",
                    ),
                )],
            ),
        ],
    ),
    (
        "长效机制",
        "Lasting answer",
        2000,
        &[
            (
                "制度建设",
                "Rules made",
                1000,
                &[
                    ("以制度答复率", "Answered by a rule", 500, Count(Ruled)),
                    ("制度有效率", "Rules in force", 500, Count(RulesInForce)),
                ],
            ),
            (
                "制度执行",
                "Rules kept",
                1000,
                &[(
                    "执行情况",
                    "How rules are kept",
                    1000,
                    Look(
                        "抽查制度的执行记录，看是否真正管用、有没有挂在墙上",
                        "Sample the records kept under the rules: are they applied, or only on the wall?",
                    ),
                )],
            ),
        ],
    ),
    SATISFACTION,
];

const LIVELIHOOD: &[Limb] = &[
    (
        "办理效果",
        "Effect",
        3500,
        &[
            (
                "办理进度",
                "Progress",
                2000,
                &[
                    ("按期解决率", "Solved on time", 1500, Count(OnTime)),
                    ("解决用时", "Days to solve", 500, Count(DaysToVerify)),
                ],
            ),
            (
                "办理质量",
                "Quality",
                1500,
                &[
                    (
                        "实事办到位",
                        "Done for people",
                        1000,
                        Look(
                            "到现场看实事是否办成、用得上，听受益的人怎么说",
                            "Go and see: is it done, is it used, what do those say whom it is for?",
                        ),
                    ),
                    ("巩固率", "Held after look-back", 500, Count(Held)),
                ],
            ),
        ],
    ),
    (
        "办理过程",
        "Process",
        1500,
        &[
            ("响应速度", "Response", 500, &[("商定用时", "Days to agree", 500, Count(DaysToAgree))]),
            (
                "听取意见",
                "Listening",
                1000,
                &[
                    ("走访覆盖率", "Organisations visited", 500, Count(Coverage)),
                    (
                        "征求意见",
                        "People were asked",
                        500,
                        Look(
                            "看立项前后是否征求师生和服务对象意见，意见有没有回应",
                            "Were those concerned asked before and after, and were they answered?",
                        ),
                    ),
                ],
            ),
        ],
    ),
    (
        "长效机制",
        "Lasting answer",
        1000,
        &[(
            "常态办理",
            "As a routine",
            1000,
            &[
                ("措施完成率", "Measures done", 500, Count(MeasuresDone)),
                (
                    "常态机制",
                    "A standing way",
                    500,
                    Look(
                        "看是否建立收集、办理、反馈诉求的固定渠道，并且在用",
                        "Is there a standing way to raise, handle and answer requests, and is it used?",
                    ),
                ),
            ],
        )],
    ),
    (
        "满意度",
        "Satisfaction",
        4000,
        &[
            (
                "受益对象评价",
                "From those served",
                2500,
                &[("学生或服务对象评价", "Students or service users", 2500, Ask("学生或服务对象"))],
            ),
            (
                "其他评价",
                "From others",
                1500,
                &[("教职工评价", "Staff", 750, Ask("教职工")), ("社会公众评价", "The public", 750, Ask("社会公众"))],
            ),
        ],
    ),
];

const DEVELOPMENT: &[Limb] = &[
    (
        "推进成效",
        "Effect",
        4000,
        &[
            (
                "载体进展",
                "Carriers",
                2500,
                &[
                    ("载体进度", "Progress of carriers", 1500, Count(Progress)),
                    ("节点按期率", "Milestones on time", 1000, Count(Milestones)),
                ],
            ),
            (
                "发展实效",
                "Real gain",
                1500,
                &[(
                    "发展实效",
                    "What it brought",
                    1500,
                    Look(
                        "看项目对本单位核心目标的实际贡献，成果是否可核实",
                        "What did the projects add to the unit's core goal, and can it be checked?",
                    ),
                )],
            ),
        ],
    ),
    (
        "过程落实",
        "Process",
        2500,
        &[
            (
                "责任落实",
                "Responsibility",
                1500,
                &[
                    ("责任明确率", "Responsibility assigned", 500, Count(Assigned)),
                    (
                        "班子推动",
                        "Leaders drive it",
                        1000,
                        Look(
                            "看班子是否定期研究调度，遇到的难点是否及时协调",
                            "Do the leading officials review it regularly and clear what stands in the way?",
                        ),
                    ),
                ],
            ),
            (
                "协同推进",
                "In step",
                1000,
                &[
                    ("三个同步完成率", "Three in step", 500, Count(Deployments)),
                    ("按期回执率", "Receipts on time", 500, Count(Receipts)),
                ],
            ),
        ],
    ),
    (
        "问题破解",
        "Obstacles",
        1500,
        &[(
            "制约因素破解",
            "What held it back",
            1500,
            &[("解决率", "Solved", 1000, Count(Solved)), ("措施完成率", "Measures done", 500, Count(MeasuresDone))],
        )],
    ),
    SATISFACTION,
];

/// 五看: a hundred points over eleven elements.
const FIVE_LOOKS: &[Limb] = &[
    (
        "责任落实",
        "Responsibility",
        2000,
        &[
            (
                "组织部署",
                "Organised",
                1000,
                &[(
                    "研究部署",
                    "Discussed and deployed",
                    1000,
                    Look(
                        "看班子是否专题研究整改，方案、分工、时限是否清楚",
                        "Did the leading officials discuss it, with plan, parts and dates clear?",
                    ),
                )],
            ),
            (
                "责任到人",
                "In one person's hands",
                1000,
                &[
                    ("责任明确率", "Responsibility assigned", 500, Count(Assigned)),
                    (
                        "领导领办",
                        "Taken on by leaders",
                        500,
                        Look(
                            "看班子成员领办的问题是否到场、到位、有进展",
                            "Do the officials who took an issue on go there and move it?",
                        ),
                    ),
                ],
            ),
        ],
    ),
    (
        "问题整改",
        "Putting right",
        3500,
        &[
            (
                "整改进度",
                "Progress",
                1500,
                &[
                    ("按期解决率", "Solved on time", 1000, Count(OnTime)),
                    ("措施完成率", "Measures done", 500, Count(MeasuresDone)),
                ],
            ),
            (
                "整改质量",
                "Quality",
                1000,
                &[
                    (
                        "整改质量",
                        "Quality of the fix",
                        500,
                        Look(
                            "抽看佐证并到现场核对，看是否改到位",
                            "Sample the evidence and check on site whether it is put right",
                        ),
                    ),
                    ("佐证率", "Proven by evidence", 500, Count(Proven)),
                ],
            ),
            (
                "整改巩固",
                "It holds",
                1000,
                &[("巩固率", "Held after look-back", 500, Count(Held)), ("反弹率", "Relapsed", 500, Count(Relapsed))],
            ),
        ],
    ),
    (
        "建章立制",
        "Rules",
        1500,
        &[
            ("制度建立", "Rules made", 750, &[("以制度答复率", "Answered by a rule", 750, Count(Ruled))]),
            (
                "制度执行",
                "Rules kept",
                750,
                &[
                    ("制度有效率", "Rules in force", 250, Count(RulesInForce)),
                    (
                        "执行情况",
                        "How rules are kept",
                        500,
                        Look(
                            "抽查制度的执行记录，看是否真正管用",
                            "Sample the records kept under the rules: are they applied?",
                        ),
                    ),
                ],
            ),
        ],
    ),
    (
        "追责问责",
        "Accountability",
        1000,
        &[
            (
                "督查问效",
                "Inspection",
                500,
                &[(
                    "督查问效",
                    "Inspected and followed up",
                    500,
                    Look(
                        "看单位自己是否督查整改，发现的偏差是否跟进",
                        "Does the unit inspect its own work and follow up what it finds?",
                    ),
                )],
            ),
            (
                "追责问责",
                "Holding to account",
                500,
                &[(
                    "追责问责",
                    "Held to account",
                    500,
                    Look(
                        "看对整改不力、虚假整改的是否约谈提醒、追责问责；没有这类情形的，看机制是否健全",
                        "Were those who failed or pretended spoken to and held to account? If there were none: is there a way?",
                    ),
                )],
            ),
        ],
    ),
    (
        "促进发展",
        "Development",
        2000,
        &[
            (
                "发展成效",
                "Real gain",
                1000,
                &[
                    ("载体进度", "Progress of carriers", 500, Count(Progress)),
                    (
                        "发展实效",
                        "What it brought",
                        500,
                        Look(
                            "看整改对核心目标的实际推动，成果是否可核实",
                            "What did it add to the core goal, and can it be checked?",
                        ),
                    ),
                ],
            ),
            (
                "群众满意",
                "Satisfaction",
                1000,
                &[
                    ("教职工评价", "Staff", 500, Ask("教职工")),
                    ("学生或服务对象评价", "Students or service users", 500, Ask("学生或服务对象")),
                ],
            ),
        ],
    ),
];

impl Shipped {
    /// The template for issues of a category.
    #[must_use]
    pub fn of(category: Category) -> Shipped {
        match category {
            Category::Hard => Shipped::Hard,
            Category::Special => Shipped::Special,
            Category::Livelihood => Shipped::Livelihood,
            Category::Development => Shipped::Development,
        }
    }

    /// What it is called, Chinese and English.
    #[must_use]
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Shipped::Hard => ("攻坚破难项目整改评估", "Hard problems: evaluation"),
            Shipped::Special => ("专项整治整改评估", "Special rectification: evaluation"),
            Shipped::Livelihood => ("民生实事整改评估", "People's livelihood: evaluation"),
            Shipped::Development => ("推动发展项目整改评估", "Development projects: evaluation"),
            Shipped::FiveLooks => ("“五看”整改评估", "Five looks: evaluation"),
        }
    }

    /// Its tree. Its nodes have the same ids each time, so that rounds of templates made from it can be compared.
    ///
    /// # Errors
    /// Never, as a test shows; the texts' type says it could.
    pub fn tree(self) -> Result<Tree, Refusal> {
        let (limbs, place) = match self {
            Shipped::Hard => (HARD, 1),
            Shipped::Special => (SPECIAL, 2),
            Shipped::Livelihood => (LIVELIHOOD, 3),
            Shipped::Development => (DEVELOPMENT, 4),
            Shipped::FiveLooks => (FIVE_LOOKS, 5),
        };
        let mut next = (0x7e00_0000_u128 + place * 0x1_0000..).map(|id| NodeId(Uuid::from_u128(id)));
        let mut id = || next.next().ok_or(Refusal::Malformed);
        Ok(Tree { aspects: limbs.iter().map(|limb| aspect(limb, &mut id)).collect::<Result<_, _>>()? })
    }
}

type Ids<'a> = &'a mut dyn FnMut() -> Result<NodeId, Refusal>;

fn aspect((name, english, weight, branches): &Limb, id: Ids) -> Result<Aspect, Refusal> {
    Ok(Aspect {
        id: id()?,
        name: Text::parse(name)?,
        english: Text::optional(english)?,
        weight: *weight,
        elements: branches.iter().map(|own| element(own, id)).collect::<Result<_, _>>()?,
    })
}

fn element((name, english, weight, leaves): &Branch, id: Ids) -> Result<Element, Refusal> {
    Ok(Element {
        id: id()?,
        name: Text::parse(name)?,
        english: Text::optional(english)?,
        weight: *weight,
        indicators: leaves.iter().map(|own| indicator(own, id)).collect::<Result<_, _>>()?,
    })
}

fn indicator((name, english, weight, how): &Leaf, id: Ids) -> Result<Indicator, Refusal> {
    let method = match how {
        Count(formula) => Method::Quantitative { formula: *formula, scale: formula.usual() },
        Look(own, english) => Method::Qualitative { look_at: Text::parse(own)?, english: Text::optional(english)? },
        Ask(of) => Method::Satisfaction { of: Text::parse(of)? },
    };
    Ok(Indicator { id: id()?, name: Text::parse(name)?, english: Text::optional(english)?, weight: *weight, method })
}
