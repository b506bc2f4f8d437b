//! 专项整治: a kind of problem followed to the bottom, and that must not come back.

use super::How::{Count, Look};
use super::{Limb, SATISFACTION};
use crate::score::Formula::{Assigned, Held, MeasuresDone, OnTime, Relapsed, Ruled, RulesInForce, Solved};

pub(super) const TREE: &[Limb] = &[
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
