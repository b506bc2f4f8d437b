//! Made-up names of people and places, and numbers as they are said.

use crate::chance::choose;

const SURNAMES: &[&str] = &[
    "安", "白", "柏", "卞", "蔡", "岑", "常", "程", "池", "褚", "戴", "邓", "丁", "董", "杜", "范", "方", "费", "冯",
    "傅", "葛", "耿", "古", "谷", "关", "管", "桂", "郭", "郝", "贺", "洪", "侯", "胡", "华", "黄", "霍", "纪", "江",
    "姜", "蒋", "焦", "金", "靳", "康", "柯", "孔", "雷", "黎", "李", "廉", "梁", "林", "凌", "刘", "柳", "卢", "鲁",
    "陆", "路", "罗", "吕", "马", "毛", "孟", "苗", "莫",
];
const GIVEN: &[&str] = &[
    "安然", "秉正", "伯言", "朝晖", "澄宇", "崇文", "春华", "道远", "德润", "定邦", "方舟", "奉先", "广平", "国栋",
    "海川", "涵之", "翰林", "鸿志", "怀信", "嘉木", "建勋", "江月", "景明", "敬之", "静安", "可欣", "立言", "林溪",
    "明德", "沐晨", "念慈", "其昌", "清和", "仁杰", "若谷", "尚文", "慎行", "师古", "思齐", "松年", "泰来", "天佑",
    "维岳", "文渊", "务实", "希文", "象贤", "晓峰", "新民", "修齐", "雅琴", "彦博", "一鸣", "以恒", "永年", "雨桐",
    "玉成", "元朗", "云帆", "志远", "致和", "卓然", "子衿", "自强",
];
pub(crate) const PLACES: [&[&str]; 2] = [
    &[
        "青", "云", "白", "临", "松", "龙", "金", "银", "清", "望", "永", "长", "安", "宁", "兴", "昌", "明", "秀",
        "碧", "锦", "怀", "平", "景", "瑞", "澄",
    ],
    &[
        "江", "河", "川", "州", "阳", "山", "岭", "原", "湖", "溪", "林", "城", "海", "泉", "岩", "峰", "港", "浦",
        "桥", "屏", "潭", "岗", "口", "塘", "谷",
    ],
];
/// A made-up name, always the same for the same salt.
pub(crate) fn person_name(salt: u64) -> String {
    let (surname, given) = (choose(SURNAMES, salt, 1), choose(GIVEN, salt, 2));
    format!("{}{}", surname.unwrap_or(&"李"), given.unwrap_or(&"明"))
}

/// 4 → 四, 23 → 二十三, 104 → 一百零四.
pub(crate) fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| DIGITS[usize::try_from(number % 10).unwrap_or(0)];
    let ones = |number: u32| if number.is_multiple_of(10) { "" } else { digit(number) };
    match number {
        0..10 => digit(number).to_owned(),
        10..20 => format!("十{}", ones(number)),
        20..100 => format!("{}十{}", digit(number / 10), ones(number)),
        100..1_000 => {
            let rest = match number % 100 {
                0 => String::new(),
                rest @ 1..10 => format!("零{}", digit(rest)),
                rest => format!("{}十{}", digit(rest / 10), ones(rest)),
            };
            format!("{}百{rest}", digit(number / 100))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_said() {
        let said: Vec<String> = [4, 10, 14, 20, 23, 100, 104, 115, 183].map(numeral).into();
        assert_eq!(said, ["四", "十", "十四", "二十", "二十三", "一百", "一百零四", "一百一十五", "一百八十三"]);
    }
}
