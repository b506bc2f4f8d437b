//! What comes out of a ledger: rows ready to become issues, rows refused with reasons, rows that are no
//! issues at all. Reasons are keys with parameters, so that a page can word them in any language.

use serde::{Deserialize, Serialize};

use crate::date::Due;
use crate::field::Field;
use crate::grid::Cell;
use crate::kind::{Category, Progress};

/// One issue of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// Row of the sheet where it begins, from 1.
    pub row: u32,
    /// Its running number, unique in the ledger; a later import of the ledger finds it by this.
    pub number: Option<u32>,
    /// `None`: 未分类.
    pub category: Option<Category>,
    /// The problem in words, one line, 1 to 500 characters.
    pub title: String,
    /// The measures in order, without numbers; each one line, 1 to 4,000 characters.
    pub measures: Vec<String>,
    /// The responsible official as written; several parted by 、.
    pub official: Option<String>,
    /// The responsible departments, each once.
    pub departments: Vec<String>,
    /// When it is due; of several the latest day.
    pub due: Option<Due>,
    /// How far it is, where the words say so.
    pub progress: Option<Progress>,
    /// The words of the state as written.
    pub progress_text: Option<String>,
    /// The note as written.
    pub note: Option<String>,
    /// The origin as written; [`crate::Origin::parse`] knows the usual words.
    pub origin: Option<String>,
    /// The code that the platform gave it, as written in a list that was exported here.
    pub code: Option<String>,
    /// The unit that such a list names beside the code.
    pub unit: Option<String>,
}

impl Row {
    /// Whether two rows say the same, wherever in the sheet they stand.
    pub fn same_content(&self, other: &Row) -> bool {
        Row { row: 0, ..self.clone() } == Row { row: 0, ..other.clone() }
    }
}

/// One issue that was not taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Row of the sheet where it begins, from 1.
    pub row: u32,
    /// Its running number if that could be read.
    pub number: Option<u32>,
    /// All that is wrong with it; never empty.
    pub reasons: Vec<Reason>,
    /// Its cells as they stand, one line for each row of the sheet; what a merged cell from above
    /// lends it is filled in.
    pub lines: Vec<Vec<Cell>>,
}

/// Why an issue was refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// No title.
    #[error("缺少问题表述")]
    MissingTitle,
    /// Longer than is kept; `chars` counts characters.
    #[error("{}过长：{chars} 字，最多 {limit} 字", field.name())]
    TooLong { field: Field, chars: usize, limit: usize },
    /// More measures than one issue may have.
    #[error("整改措施过多：{count} 条，最多 {limit} 条")]
    TooManyMeasures { count: usize, limit: usize },
    /// Not one of the four categories.
    #[error("类别“{text}”不在四类之内（攻坚破难、专项整治、民生实事、推动发展）")]
    UnknownCategory { text: String },
    /// Not a number from 1 to 999,999.
    #[error("序号“{text}”不是数字")]
    BadNumber { text: String },
    /// An earlier row of this file has the number.
    #[error("序号 {number} 与第 {first_row} 行重复")]
    DuplicateNumber { number: u32, first_row: u32 },
    /// A day the calendar does not have.
    #[error("日期“{text}”不存在")]
    NoSuchDay { text: String },
    /// Neither a day nor 立行立改 or 长期坚持.
    #[error("整改时限“{text}”无法识别")]
    NotADate { text: String },
    /// A cell that begins with `=`: a formula is not a text.
    #[error("{}是公式，请改为文字", field.name())]
    Formula { field: Field },
    /// A formula that failed, `#REF!` and the like.
    #[error("{}是错误值 {text}", field.name())]
    Fault { field: Field, text: String },
}

/// A row that is no issue and was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Skipped {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// What it is instead.
    pub kind: Skip,
    /// Its first text.
    pub text: String,
}

/// What a row is that is no issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// 合计, 小计.
    Total,
    /// 注：, 填表人：.
    Note,
    /// A heading over the rows that follow; may name their category.
    Heading,
    /// The header once more, as on each printed page.
    Header,
    /// A number prepared and nothing beside it.
    NumberOnly,
}
