//! 推动发展: projects that add to the unit's core goal.

use super::How::{Count, Look};
use super::{Limb, SATISFACTION};
use crate::score::Formula::{Assigned, Deployments, MeasuresDone, Milestones, Progress, Receipts, Solved};

pub(super) const TREE: &[Limb] = &[
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
