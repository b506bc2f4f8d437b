//! 五看: a hundred points over eleven elements.

use super::How::{Ask, Count, Look};
use super::Limb;
use crate::score::Formula::{Assigned, Held, MeasuresDone, OnTime, Progress, Proven, Relapsed, Ruled, RulesInForce};

/// The aspect that is about what came out of it.
pub(super) const DEVELOPMENT: &str = "促进发展";

pub(super) const TREE: &[Limb] = &[
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
        DEVELOPMENT,
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
