//! 民生实事: what people are to feel; their satisfaction counts most.

use super::How::{Ask, Count, Look};
use super::Limb;
use crate::score::Formula::{Coverage, DaysToAgree, DaysToVerify, Held, MeasuresDone, OnTime};

pub(super) const TREE: &[Limb] = &[
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
