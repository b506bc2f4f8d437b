//! The list page's address: a filter as a query string and back. The one place that knows the keys, so that every
//! number elsewhere can link to exactly its rows. What can't be read is left out, never an error.

use std::fmt::Write as _;

use domain::issue::list::{Column, Filter, Sort};
use domain::kinds::Day;
use strum::VariantArray as _;

/// `book=…&state=found,agreed&late=1`, without what is not filtered by; empty for everything.
#[must_use]
pub fn to_query(filter: &Filter) -> String {
    let states: Vec<&str> = filter.states.iter().map(<&str>::from).collect();
    let category = if filter.unclassified { Some("none") } else { filter.category.map(<&str>::from) };
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let flag = |on: bool| on.then(|| "1".to_owned());
    let sort = (filter.sort != Sort::default()).then(|| <&str>::from(filter.sort).to_owned());
    let pairs = [
        ("book", filter.book.map(|book| book.to_string())),
        ("unit", filter.unit.map(|unit| unit.to_string())),
        ("org", filter.organisation.map(|organisation| organisation.to_string())),
        ("origin", filter.origin.map(|origin| <&str>::from(origin).to_owned())),
        ("category", category.map(str::to_owned)),
        ("state", Some(states.join(","))),
        ("late", flag(filter.late)),
        ("stagnant", flag(filter.stagnant)),
        ("relapsed", flag(filter.relapsed)),
        ("returned", flag(filter.returned)),
        ("lookback", flag(filter.lookback_due)),
        ("report", filter.report.map(|report| report.to_string())),
        ("visit", filter.visit.map(|visit| visit.to_string())),
        ("owner", Some(filter.owner.clone())),
        ("q", Some(filter.text.clone())),
        ("since", day(filter.since)),
        ("asof", day(filter.as_of)),
        ("sort", sort),
        ("desc", flag(filter.descending)),
        ("columns", filter.columns.as_deref().map(columns)),
        ("page", (filter.page > 0).then(|| (filter.page + 1).to_string())),
    ];
    let mut query = String::new();
    for (key, value) in pairs {
        let value = value.unwrap_or_default();
        if !value.trim().is_empty() {
            query.push_str(if query.is_empty() { "" } else { "&" });
            query.push_str(key);
            query.push('=');
            encode(&mut query, value.trim());
        }
    }
    query
}

/// Their keys in one order, so that one choice has one address; `none` where every column is hidden.
pub(super) fn columns(shown: &[Column]) -> String {
    let keys: Vec<&str> = Column::VARIANTS.iter().filter(|own| shown.contains(own)).map(<&str>::from).collect();
    if keys.is_empty() { "none".to_owned() } else { keys.join(",") }
}

/// Reads what [`columns`] wrote; what is no column is left out.
pub(super) fn to_columns(raw: &str) -> Vec<Column> {
    raw.split(',').filter_map(|own| own.parse().ok()).collect()
}

/// The list's address with this filter.
#[must_use]
pub fn to_href(filter: &Filter) -> String {
    let query = to_query(filter);
    if query.is_empty() { "/issues".to_owned() } else { format!("/issues?{query}") }
}

/// Reads what [`to_query`] wrote; `get` looks up one key, already decoded.
#[must_use]
pub fn from_query(get: impl Fn(&str) -> Option<String>) -> Filter {
    let flag = |key: &str| get(key).is_some_and(|value| value == "1");
    let text = |key: &str| get(key).unwrap_or_default().trim().to_owned();
    let day = |key: &str| get(key).and_then(|raw| Day::parse(&raw).ok());
    Filter {
        book: get("book").and_then(|raw| raw.parse().ok()),
        unit: get("unit").and_then(|raw| raw.parse().ok()),
        organisation: get("org").and_then(|raw| raw.parse().ok()),
        origin: get("origin").and_then(|raw| raw.parse().ok()),
        category: get("category").and_then(|raw| raw.parse().ok()),
        unclassified: get("category").is_some_and(|raw| raw == "none"),
        states: text("state").split(',').filter_map(|raw| raw.trim().parse().ok()).collect(),
        late: flag("late"),
        stagnant: flag("stagnant"),
        relapsed: flag("relapsed"),
        returned: flag("returned"),
        lookback_due: flag("lookback"),
        report: get("report").and_then(|raw| raw.parse().ok()),
        visit: get("visit").and_then(|raw| raw.parse().ok()),
        owner: text("owner"),
        text: text("q"),
        sort: get("sort").and_then(|raw| raw.parse().ok()).unwrap_or_default(),
        descending: flag("desc"),
        page: get("page").and_then(|raw| raw.parse::<u32>().ok()).map_or(0, |page| page.saturating_sub(1)),
        since: day("since"),
        as_of: day("asof"),
        columns: get("columns").map(|raw| to_columns(&raw)),
    }
}

/// Everything but letters, digits and a few marks as `%E9…`.
pub(crate) fn encode(to: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            to.push(char::from(byte));
        } else {
            // Writing to a String can't fail.
            let _ = write!(to, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::issue::{Category, Origin, State};

    use super::*;

    fn read(query: &str) -> Filter {
        let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        from_query(|key| pairs.iter().find(|(own, _)| *own == key).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_filter_is_read_as_it_was_written() {
        let filter = Filter {
            book: Some(domain::cast::book()),
            unit: Some(domain::cast::UNITS[0].id),
            origin: Some(Origin::Research),
            category: Some(Category::Livelihood),
            states: vec![State::Verified, State::Held],
            late: true,
            stagnant: true,
            relapsed: true,
            returned: true,
            lookback_due: true,
            owner: "abc".into(),
            sort: Sort::Moved,
            descending: true,
            page: 2,
            since: Day::parse("2023-07-21").ok(),
            as_of: Day::parse("2023-07-28").ok(),
            columns: Some(vec![Column::Due, Column::Moved]),
            ..Filter::default()
        };
        assert_eq!(read(&to_query(&filter)), filter);
        let by_state = Filter { sort: Sort::State, ..Filter::default() };
        assert_eq!(to_query(&by_state), "sort=state");
        assert_eq!(read("sort=state"), by_state);
        let bare = Filter { columns: Some(Vec::new()), ..Filter::default() };
        assert_eq!(to_query(&bare), "columns=none");
        assert_eq!(read("columns=none"), bare);
        let unclassified = Filter { unclassified: true, ..Filter::default() };
        assert_eq!(to_query(&unclassified), "category=none");
        assert_eq!(read("category=none"), unclassified);
    }

    #[test]
    fn nothing_asked_is_nothing_written() {
        assert_eq!(to_href(&Filter::default()), "/issues");
        assert_eq!(read("state=,,nonsense&page=0&asof=1923-13-01"), Filter::default());
    }

    #[test]
    fn chinese_and_signs_are_encoded() {
        let filter = Filter { text: "食堂 50%&价".into(), ..Filter::default() };
        assert_eq!(to_query(&filter), "q=%E9%A3%9F%E5%A0%82%2050%25%26%E4%BB%B7");
    }
}
