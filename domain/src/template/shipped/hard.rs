//! 攻坚破难: hard problems that leading officials take on.

use super::How::{Count, Look};
use super::{Limb, SATISFACTION};
use crate::score::Formula::{Assigned, Held, MeasuresDone, OnTime, Proven, Ruled, Solved};

pub(super) const TREE: &[Limb] = &[
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
