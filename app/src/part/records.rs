//! A list of records of one kind: which of them the address asks for, its tabs, most of them one state each, a table, and above it
//! what was made on this device and has no row yet. Knows no kind.

use std::future::Future;

use domain::act::{Act, Subject};
use domain::kinds::{Book, Day, UnitId};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::reading::reading;
use super::{Empty, Made, ShownDay};
use crate::failure::Failure;
use crate::texts::texts;

mod units;

pub use units::{Units, units};

/// Which records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    pub book: Option<Book>,
    pub unit: Option<UnitId>,
    /// As they were at the end of this day.
    pub as_of: Option<Day>,
}

impl Scope {
    /// What the address asks for (reactive).
    #[must_use]
    pub fn asked() -> Scope {
        let query = use_query_map();
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        Scope { book: get("book").parse().ok(), unit: get("unit").parse().ok(), as_of: Day::parse(&get("asof")).ok() }
    }

    /// `/reports?unit=…&state=…`, without what is not asked for.
    #[must_use]
    pub fn href(&self, page: &str, state: &str) -> String {
        let pairs = [
            ("book", self.book.map(|book| book.to_string())),
            ("unit", self.unit.map(|unit| unit.to_string())),
            ("state", (!state.is_empty()).then(|| state.to_owned())),
            ("asof", self.as_of.map(|day| day.to_string())),
        ];
        let pairs = pairs.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?)));
        let pairs = pairs.collect::<Vec<_>>();
        if pairs.is_empty() { page.to_owned() } else { format!("{page}?{}", pairs.join("&")) }
    }

    /// As [`Scope::records`], of a kind in which several units have a part: each as this viewer reads it.
    ///
    /// # Errors
    /// The database.
    #[cfg(feature = "ssr")]
    pub async fn shared<T: TryFrom<domain::record::Record>>(
        &self,
        db: &store::Db,
        viewer: &domain::viewer::Viewer,
        subject: Subject,
    ) -> Result<Vec<T>, Failure> {
        Ok(match self.as_of {
            Some(day) => store::shared::list_on(db, viewer, subject, (self.book, self.unit), day).await?,
            None => store::shared::list(db, viewer, subject, self.book, self.unit).await?,
        })
    }

    /// The records of this kind within reach, as they are or were.
    ///
    /// # Errors
    /// The database.
    #[cfg(feature = "ssr")]
    pub async fn records<T: TryFrom<domain::record::Record>>(
        &self,
        db: &store::Db,
        reach: &domain::viewer::Reach,
        subject: Subject,
    ) -> Result<Vec<T>, Failure> {
        let found = match self.as_of {
            Some(day) => store::record::all_on(db, reach, subject, self.book, self.unit, day).await?,
            None => store::record::all(db, reach, subject, self.book, self.unit).await?,
        };
        Ok(found.into_iter().filter_map(|record| T::try_from(record).ok()).collect())
    }
}

/// One row as the list needs it, whatever its cells are.
pub struct Row {
    /// Under which tabs it stands, besides that of all: that of its state, and others where the list has them.
    pub tabs: Vec<String>,
    /// What the row is called; it leads to the record.
    pub name: AnyView,
    /// One for each further column.
    pub cells: Vec<AnyView>,
}

/// What the list of one kind is called and asks.
#[derive(Clone)]
pub struct Shape {
    /// Its address.
    pub page: &'static str,
    pub title: &'static str,
    /// The finding, above everything.
    pub sentence: String,
    /// After that of all, each with its word: its states in the order of the day, and what else rows name.
    pub tabs: Vec<(&'static str, &'static str)>,
    /// Heads of the columns; `true` for numbers.
    pub heads: Vec<(&'static str, bool)>,
    pub none: (&'static str, &'static str),
    /// The record that an act makes: of which unit, called what.
    pub made: fn(&Act) -> Option<(UnitId, String)>,
}

/// A list of records: read for what `key` asks, shown anew when the address asks for another of its tabs.
pub fn listing<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    subjects: &'static [Subject],
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    let (query, place) = (use_query_map(), use_location().pathname);
    let here = place.get_untracked();
    let tab = Memo::new(move |old: Option<&String>| match old {
        // on the way to another page this one stays as it is
        Some(old) if place.get() != here => old.clone(),
        Some(_) | None => query.read().get("state").unwrap_or_default(),
    });
    // The rows of all tabs are there already: nothing is read for another one.
    reading(key, subjects, read, move |found| {
        // asked for, not tracked alone: a memo that nobody asks never looks
        tab.with(|_| ());
        show(found)
    })
}

/// The tab of what a figure counts, where that is several states: the figure leads to it.
pub const COUNTED: &str = "counted";

/// Does a row with these tabs stand under this one? Under that of all each does.
fn stands(tabs: &[String], tab: &str) -> bool {
    tab.is_empty() || tabs.iter().any(|own| own == tab)
}

/// Head, tabs, the form for a new one where there is one, table.
#[component]
pub fn Records(
    shape: Shape,
    scope: Scope,
    rows: Vec<Row>,
    new: Option<AnyView>,
    /// Shown as they are, never as of a past day.
    #[prop(optional)]
    undated: bool,
    /// What else the address asks for, ready for an address: `q=%E6%95%B4`.
    #[prop(into, optional)]
    more: String,
    /// What else the rows can be chosen by, below the tabs.
    #[prop(optional)]
    by: Option<AnyView>,
) -> impl IntoView {
    let query = use_query_map();
    let state = query.read_untracked().get("state").unwrap_or_default();
    let all = [("", texts().common.all())].into_iter().chain(shape.tabs.iter().copied());
    let tabs = all.map(|(key, word)| {
        let many = rows.iter().filter(|row| stands(&row.tabs, key)).count();
        let here = move || (query.read().get("state").unwrap_or_default() == key).then_some("page");
        let href = with(scope.href(shape.page, key), &more);
        view! { <a href=href aria-current=here>{word} " " <small>{many}</small></a> }
    });
    let tabs = tabs.collect_view();
    let shown: Vec<Row> = rows.into_iter().filter(|row| stands(&row.tabs, &state)).collect();
    let made = shape.made;
    let here =
        move |act: &Act| made(act).filter(|(unit, _)| scope.unit.is_none_or(|own| own == *unit)).map(|own| own.1);
    let (page, kept) = (shape.page, state.clone());
    let to = move |as_of| with(Scope { as_of, ..scope }.href(page, &kept), &more);
    view! {
        <leptos_meta::Title text=shape.title/>
        <header class="page-head">
            <h1>{shape.sentence.clone()}</h1>
            {(!undated).then(|| view! { <ShownDay day=scope.as_of to=Callback::new(move |(day,)| to(day))/> })}
        </header>
        <nav class="tabs" aria-label=shape.title>{tabs}</nav>
        {by}
        <div class="listed">
            {new.filter(|_| scope.as_of.is_none())}
            <Made title=texts().outbox.made() name=here/>
            <Table shape rows=shown/>
        </div>
    }
}

/// An address with what else is asked for.
#[must_use]
pub fn with(href: String, more: &str) -> String {
    match (more.is_empty(), href.contains('?')) {
        (true, _) => href,
        (false, true) => format!("{href}&{more}"),
        (false, false) => format!("{href}?{more}"),
    }
}

#[component]
fn Table(shape: Shape, rows: Vec<Row>) -> AnyView {
    if rows.is_empty() {
        return view! { <Empty title=shape.none.0 note=shape.none.1/> }.into_any();
    }
    let heads = shape.heads.iter().map(|(word, number)| view! { <th scope="col" class:num=*number>{*word}</th> });
    let columns = shape.heads.get(1..).unwrap_or_default().to_vec();
    let rows = rows.into_iter().map(|row| {
        // On a phone rows are cards: each value brings its head along.
        let cells = row.cells.into_iter().zip(&columns);
        let cells = cells.map(|(cell, (word, number))| view! { <td class:num=*number data-head=*word>{cell}</td> });
        view! { <tr><th scope="row">{row.name}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=shape.title>
            <table class="table records">
                <caption class="visually-hidden">{shape.title}</caption>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A number that opens its rows.
#[must_use]
pub fn number(number: u32, href: String) -> AnyView {
    if number == 0 {
        view! { <span class="zero">"0"</span> }.into_any()
    } else {
        view! { <a class="opens" href=href>{number}</a> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_scope_state_and_day() {
        let unit = domain::cast::UNITS[1].id;
        let scope = Scope { unit: Some(unit), as_of: Day::parse("2023-06-30").ok(), book: None };
        assert_eq!(scope.href("/rules", "draft"), format!("/rules?unit={unit}&state=draft&asof=2023-06-30"));
        assert_eq!(Scope::default().href("/rules", ""), "/rules");
    }

    #[test]
    fn a_row_stands_under_every_tab_that_it_names_and_under_that_of_all() {
        let tabs = [COUNTED, "late", "closed"].map(str::to_owned);
        for tab in ["", COUNTED, "late", "closed"] {
            assert!(stands(&tabs, tab), "{tab}");
        }
        assert!(!stands(&tabs, "draft") && !stands(&["draft".to_owned()], COUNTED));
        assert!(stands(&[], "") && !stands(&[], COUNTED));
    }
}
