//! What a column of a ledger may hold, and the names units give such columns.

use serde::{Deserialize, Serialize};

use crate::text::tight;

/// Longest header text that is recognised by a word inside it; longer ones are sentences.
const LONGEST: usize = 14;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 序号
    Number,
    /// 问题类别
    Category,
    /// 问题表述
    Title,
    /// 整改措施
    Measures,
    /// 责任领导
    Official,
    /// 责任部门
    Department,
    /// 整改时限
    Due,
    /// 完成情况
    Progress,
    /// 备注
    Note,
    /// 问题来源
    Origin,
    /// 平台编码, which only a list exported here has
    Code,
    /// 填报单位, beside the code
    Unit,
    /// Not read.
    Ignore,
}

impl Field {
    /// All that are read, in the order of an exported ledger.
    pub const ALL: [Field; 12] = [
        Field::Number,
        Field::Category,
        Field::Title,
        Field::Measures,
        Field::Official,
        Field::Department,
        Field::Due,
        Field::Progress,
        Field::Note,
        Field::Origin,
        Field::Code,
        Field::Unit,
    ];

    /// The usual name of such a column.
    pub fn name(self) -> &'static str {
        self.exact().first().copied().unwrap_or("不导入")
    }

    /// Whether several columns may hold it: their contents are put together.
    pub fn repeats(self) -> bool {
        matches!(self, Field::Measures | Field::Department | Field::Note)
    }

    /// What a column with this header holds, and whether that is its exact name; `None` if unknown.
    pub fn of(header: &str) -> Option<(Field, bool)> {
        let tight = tight(header);
        let bare = tight.trim_matches(['*', ':', '.', '、']);
        let bare = bare.find('(').filter(|at| *at > 0).map_or(bare, |at| &bare[..at]);
        let among = |words: &[&str]| words.contains(&bare);
        if let Some(field) = Field::ALL.into_iter().find(|field| among(field.exact())) {
            return Some((field, true));
        }
        if bare.chars().count() > LONGEST || NOT_OURS.iter().any(|word| bare.contains(word)) {
            return None;
        }
        let alike = ALIKE.iter().find(|(_, words)| words.iter().any(|word| bare.contains(word)));
        alike.map(|(field, _)| (*field, false))
    }

    #[rustfmt::skip]
    fn exact(self) -> &'static [&'static str] {
        match self {
            Field::Number => &["序号", "编号", "问题序号", "问题编号", "号", "No", "NO", "№", "项次"],
            Field::Category => &["问题类别", "类别", "分类", "问题分类", "问题类型", "类型"],
            Field::Title => &["问题表述", "问题", "检视问题", "具体问题", "存在问题", "存在的问题", "问题描述", "问题内容", "主要问题",
                "查摆问题", "突出问题", "问题事项", "问题名称", "整改问题", "问题清单", "问题具体表现", "具体表现", "检视出的问题"],
            Field::Measures => &["整改措施", "措施", "具体措施", "整改举措", "举措", "工作措施", "整改落实措施", "整改任务"],
            Field::Official => &["责任领导", "牵头校领导", "牵头领导", "责任人", "负责人", "整改责任人", "分管领导", "责任校领导"],
            Field::Department => &["责任部门", "责任单位", "牵头部门", "牵头单位", "整改责任单位", "配合部门", "配合单位", "协办单位"],
            Field::Due => &["整改时限", "完成时限", "时限", "期限", "整改期限", "完成时间", "计划完成时间", "完成日期", "截止日期"],
            Field::Progress => &["完成情况", "进展情况", "整改情况", "整改进展", "进展", "状态", "整改状态", "落实情况", "是否完成"],
            Field::Note => &["备注", "说明", "备注说明"],
            Field::Origin => &["问题来源", "来源", "发现途径"],
            Field::Code => &["平台编码"],
            Field::Unit => &["填报单位"],
            Field::Ignore => &[],
        }
    }
}

/// Words of columns that only sound like ours: 原因 is our own column of refusals or 原因分析.
const NOT_OURS: [&str; 7] = ["原因", "填报", "发现时间", "提出时间", "电话", "联系", "佐证"];

/// Words inside longer headers, looked for in this order.
const ALIKE: [(Field, &[&str]); 10] = [
    (Field::Number, &["序号", "编号"]),
    (Field::Origin, &["来源"]),
    (Field::Category, &["类别", "类型", "分类"]),
    (Field::Due, &["时限", "期限", "时间", "日期"]),
    (Field::Measures, &["措施", "举措"]),
    (Field::Official, &["领导", "责任人", "负责人"]),
    (Field::Department, &["部门", "单位"]),
    (Field::Progress, &["进展", "完成情况", "整改情况", "状态", "成效"]),
    (Field::Note, &["备注"]),
    (Field::Title, &["问题"]),
];

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn the_names_units_use_are_known() {
        for (header, field) in [
            ("序 号", Field::Number),
            ("问题\n类别", Field::Category),
            ("检视问题", Field::Title),
            ("查摆出的主要问题", Field::Title),
            ("整改措施（可多条）", Field::Measures),
            ("牵头校领导", Field::Official),
            ("责任单位", Field::Department),
            ("完成时限", Field::Due),
            ("计划完成时间", Field::Due),
            ("进展情况", Field::Progress),
            ("备  注", Field::Note),
            ("问题来源", Field::Origin),
            ("平台编码", Field::Code),
            ("填报单位", Field::Unit),
        ] {
            assert_eq!(Field::of(header).map(|(field, _)| field), Some(field), "{header}");
        }
        for header in ["", "原因", "原因分析", "松江师范大学领导班子检视问题整改台账", "盖章", "填报时间"]
        {
            assert_eq!(Field::of(header), None, "{header}");
        }
    }
}
