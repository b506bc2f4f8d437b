//! What the pages of visits say about forms, places and strands, in the page's language.

use domain::strand::Strand;
use domain::visit::{Form, Point, Position, Seen, Site};

use crate::texts::Texts;

/// 走访
#[must_use]
pub fn form(form: Form, t: Texts) -> &'static str {
    t.visit.get(&format!("form_{}", <&str>::from(form)))
}

/// 课堂
#[must_use]
pub fn site(site: Site, t: Texts) -> &'static str {
    t.visit.get(&format!("site_{}", <&str>::from(site)))
}

/// 调查研究
#[must_use]
pub fn strand(strand: Strand, t: Texts) -> &'static str {
    t.visit.get(&format!("strand_{}", <&str>::from(strand)))
}

/// 调查研究、问题整改
#[must_use]
pub fn strands(strands: &[Strand], t: Texts) -> String {
    let comma = if t.lang == crate::texts::Lang::Zh { "、" } else { ", " };
    strands.iter().map(|own| strand(*own, t)).collect::<Vec<_>>().join(comma)
}

/// 到位, or 没看
#[must_use]
pub fn seen(seen: Option<Seen>, t: Texts) -> &'static str {
    match seen {
        Some(Seen::InPlace) => t.visit.seen_in_place(),
        Some(Seen::Lacking) => t.visit.seen_lacking(),
        None => t.visit.seen_not(),
    }
}

/// 登记本：不到位（缺签字）
#[must_use]
pub fn point(own: &Point, t: Texts) -> String {
    let seen = seen(own.seen, t);
    match &own.remark {
        Some(remark) => t.visit.point_remarked(remark.as_str(), seen, own.what.as_str()),
        None => t.visit.point(seen, own.what.as_str()),
    }
}

/// 走访：实验室开放, or only the form where nothing more is said.
#[must_use]
pub fn title(own: Form, topic: Option<&str>, t: Texts) -> String {
    let colon = if t.lang == crate::texts::Lang::Zh { "：" } else { ": " };
    match topic {
        Some(topic) => format!("{}{colon}{topic}", form(own, t)),
        None => form(own, t).to_owned(),
    }
}

/// 北纬 45.75，东经 126.64，误差 20 米
#[must_use]
pub fn position(at: Position, t: Texts) -> String {
    let degrees = |raw: i32| f64::from(raw) / 1e6;
    t.visit.position_at(degrees(at.latitude), degrees(at.longitude), at.accuracy)
}
