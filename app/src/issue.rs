//! The pages of issues: the list, and beside it the issue that is open. Under 960 px the issue replaces the list.

use domain::issue::list::Filter;
use domain::kinds::IssueId;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};

use crate::texts::texts;

mod acts;
pub(crate) mod bar;
mod bulk;
mod columns;
mod detail;
mod facts;
mod fields;
mod files;
pub mod filter;
mod forms;
#[cfg(feature = "ssr")]
mod happened;
pub(crate) mod keys;
mod links;
mod list;
#[cfg(feature = "ssr")]
mod load;
mod measures;
mod named;
mod new;
mod pick;
pub mod query;
mod read;
mod rows;
mod send;
mod timeline;
mod words;

pub use detail::Page as Detail;
#[cfg(feature = "ssr")]
pub(crate) use load::slip;
pub use new::Page as New;
pub(crate) use new::unit_record;
pub use send::Values;
pub(crate) use send::reason;

/// What the list and the issue beside it share.
#[derive(Clone, Copy)]
pub struct Ground {
    pub filter: Memo<Filter>,
    /// The issue that stands beside the list.
    pub open: Memo<Option<IssueId>>,
    pub picked: pick::Picked,
    pub columns: columns::Columns,
}

/// The page's ground. Only pages inside [`Page`] have one.
#[must_use]
pub fn ground() -> Ground {
    expect_context()
}

/// The list with the open issue beside it.
#[component]
pub fn Page() -> impl IntoView {
    let map = use_query_map();
    let filter = Memo::new(move |_| map.with(|map| query::from_query(|key| map.get(key))));
    let path = use_location().pathname;
    let open = Memo::new(move |_| path.with(|path| path.rsplit('/').next().and_then(|last| last.parse().ok())));
    let ground = Ground { filter, open, picked: pick::Picked::new(), columns: columns::Columns::new(filter) };
    provide_context(ground);
    keys::listen(ground);
    let t = texts();
    view! {
        <leptos_meta::Title text=t.issue.title()/>
        <div class="issue-page" class:with-detail=move || open.get().is_some()>
            <div class="issue-list"><list::List/></div>
            <Outlet/>
        </div>
    }
}
