//! The address of the list of visits: a filter as a query string and back. What can't be read is left out.

use domain::kinds::Day;
use domain::visit::list::Filter;

use crate::issue::query::encode;

/// The list's address with this filter.
#[must_use]
pub fn to_href(filter: &Filter) -> String {
    let query = to_query(filter);
    if query.is_empty() { "/visits".to_owned() } else { format!("/visits?{query}") }
}

/// The same rows as a file.
#[must_use]
pub fn to_file(filter: &Filter) -> String {
    to_href(filter).replacen("/visits", "/visits.xlsx", 1)
}

fn to_query(filter: &Filter) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let pairs = [
        ("book", filter.book.map(|book| book.to_string())),
        ("unit", filter.unit.map(|unit| unit.to_string())),
        ("org", filter.organisation.map(|organisation| organisation.to_string())),
        ("whole", filter.whole.then(|| "1".to_owned())),
        ("form", filter.form.map(|form| <&str>::from(form).to_owned())),
        ("site", filter.site.map(|site| <&str>::from(site).to_owned())),
        ("drawn", filter.drawn.then(|| "1".to_owned())),
        ("strand", filter.strand.map(|strand| <&str>::from(strand).to_owned())),
        ("state", filter.state.map(|state| <&str>::from(state).to_owned())),
        ("from", day(filter.from)),
        ("to", day(filter.to)),
        ("promised", filter.promised.then(|| "1".to_owned())),
        ("q", Some(filter.text.clone())),
        ("page", (filter.page > 0).then(|| (filter.page + 1).to_string())),
        ("asof", day(filter.as_of)),
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

/// Reads what [`to_href`] wrote; `get` looks up one key, already decoded.
#[must_use]
pub fn from_query(get: impl Fn(&str) -> Option<String>) -> Filter {
    let day = |key: &str| get(key).and_then(|raw| Day::parse(&raw).ok());
    Filter {
        book: get("book").and_then(|raw| raw.parse().ok()),
        unit: get("unit").and_then(|raw| raw.parse().ok()),
        organisation: get("org").and_then(|raw| raw.parse().ok()),
        whole: get("whole").is_some(),
        form: get("form").and_then(|raw| raw.parse().ok()),
        site: get("site").and_then(|raw| raw.parse().ok()),
        drawn: get("drawn").is_some_and(|raw| raw == "1"),
        strand: get("strand").and_then(|raw| raw.parse().ok()),
        state: get("state").and_then(|raw| raw.parse().ok()),
        from: day("from"),
        to: day("to"),
        promised: get("promised").is_some_and(|raw| raw == "1"),
        text: get("q").unwrap_or_default().trim().to_owned(),
        page: get("page").and_then(|raw| raw.parse::<u32>().ok()).map_or(0, |page| page.saturating_sub(1)),
        as_of: day("asof"),
    }
}

#[cfg(test)]
mod tests {
    use domain::strand::Strand;
    use domain::visit::list::State;
    use domain::visit::{Form, Site};

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
            organisation: Some(domain::cast::UNITS[0].organisation(1)),
            whole: true,
            form: Some(Form::Interview),
            site: Some(Site::Classroom),
            drawn: true,
            strand: Some(Strand::Rectification),
            state: Some(State::Recorded),
            from: Day::parse("2023-05-01").ok(),
            to: Day::parse("2023-05-31").ok(),
            promised: true,
            text: "abc".into(),
            page: 2,
            as_of: Day::parse("2023-07-28").ok(),
        };
        assert_eq!(read(&to_query(&filter)), filter);
        assert_eq!(to_href(&Filter::default()), "/visits");
        assert_eq!(read("form=nonsense&from=1923-13-01"), Filter::default());
    }
}
