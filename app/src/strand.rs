//! The strands of work on pages: which one an address asks for, the choice among them above a list, in a form, and beside what
//! looks at one. Knows no kind.

use domain::strand::{Strand, Strands};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use strum::VariantArray as _;

use crate::texts::{Texts, texts};
use crate::visit::words;

/// The one that the address asks for (reactive).
#[must_use]
pub fn asked() -> Option<Strand> {
    let query = use_query_map();
    let raw = query.read().get("strand").unwrap_or_default();
    raw.parse().ok()
}

/// An address that asks for this one.
#[must_use]
pub fn with(href: &str, strand: Option<Strand>) -> String {
    let Some(strand) = strand else { return href.to_owned() };
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}strand={}", <&str>::from(strand))
}

/// What an address asks for besides: `strand=study`, or nothing.
#[must_use]
pub fn more(strand: Option<Strand>) -> String {
    strand.map(|own| format!("strand={}", <&str>::from(own))).unwrap_or_default()
}

/// What a form offers.
#[must_use]
pub fn options(t: Texts) -> Vec<(String, String)> {
    let each = Strand::VARIANTS.iter().map(|own| (<&str>::from(*own).to_owned(), words::strand(*own, t).to_owned()));
    std::iter::once((String::new(), t.visit.strand_none().to_owned())).chain(each).collect()
}

/// 理论学习、推动发展
#[component]
pub fn Looks(strands: Strands) -> impl IntoView {
    let t = texts();
    (!strands.is_empty()).then(|| view! { <small class="strands">{words::strands(&strands.all(), t)}</small> })
}

/// One way to each strand and one to all of them. `to`: the address without one.
#[component]
pub fn ByStrand(#[prop(into)] to: String) -> impl IntoView {
    let t = texts();
    let query = use_query_map();
    let all = std::iter::once(None).chain(Strand::VARIANTS.iter().copied().map(Some));
    let links = all.map(|strand: Option<Strand>| {
        let key = strand.map_or("", <&str>::from);
        let here = move || (query.read().get("strand").unwrap_or_default() == key).then_some("true");
        let word = strand.map_or(t.common.all(), |own| words::strand(own, t));
        view! { <a href=with(&to, strand) aria-current=here>{word}</a> }
    });
    let links = links.collect_view();
    view! { <nav class="by-strand no-print" aria-label=t.visit.strand()><span>{t.visit.strand()}</span>{links}</nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_one_besides_what_it_asks_for_already() {
        let strand = Some(Strand::Study);
        assert_eq!(with("/worklists", strand), "/worklists?strand=study");
        assert_eq!(with("/worklists?unit=7", strand), "/worklists?unit=7&strand=study");
        assert_eq!((with("/worklists", None), more(None)), ("/worklists".to_owned(), String::new()));
        assert_eq!(more(strand), "strand=study");
    }
}
