//! What a new survey begins with; all of it can be changed.

use super::{Kind, Question, Words};
use crate::kinds::Title;
use crate::refusal::Refusal;

/// The group of raters whose opinion is not that of the public: those who lead.
pub const OFFICIALS: &str = "领导干部";

/// What it is called, in Chinese and in English.
///
/// # Errors
/// Never: the texts are short.
pub fn title() -> Result<(Title, Title), Refusal> {
    Ok((Title::parse("整改情况满意度测评")?, Title::parse("Satisfaction with the rectification")?))
}

/// 领导干部 · 教职工 · 学生或服务对象 · 社会公众: the words of the templates that come with the product, so that their
/// indicators of satisfaction find these groups.
///
/// # Errors
/// Never: the texts are short.
pub fn raters() -> Result<Vec<Words>, Refusal> {
    [
        (OFFICIALS, "Leading officials"),
        ("教职工", "Staff"),
        ("学生或服务对象", "Students or service users"),
        ("社会公众", "The public"),
    ]
    .into_iter()
    .map(|(zh, en)| Words::parse(zh, en))
    .collect()
}

/// Three scales and a few words.
///
/// # Errors
/// Never: the texts are short.
pub fn questions() -> Result<Vec<Question>, Refusal> {
    [
        ("问题找得准，您满意吗？", "The right problems were found. Are you satisfied?", Kind::Scale),
        ("整改办法管用，您满意吗？", "The measures work. Are you satisfied?", Kind::Scale),
        ("身边的变化，您满意吗？", "Things around you have changed. Are you satisfied?", Kind::Scale),
        ("还想说的", "Anything else", Kind::Text),
    ]
    .into_iter()
    .map(|(zh, en, kind)| Ok(Question { words: Words::parse(zh, en)?, kind }))
    .collect()
}
