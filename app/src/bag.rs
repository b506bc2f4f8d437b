//! The bag: what of the site lies on this device, and how a page stands that was opened from there. `public/sw.js`
//! keeps it; here it is set up, asked for and told about.

use domain::kinds::{Time, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::live::{Link, live};
use crate::part::{Icon, Moment};
use crate::session::me;
use crate::texts::texts;
use crate::wire::Json;

mod along;
mod page;
mod room;
#[cfg(feature = "hydrate")]
mod worker;

pub use along::TakeAlong;
pub use page::Page;
pub use room::{Full, Room};
#[cfg(feature = "hydrate")]
pub use worker::{away, start};

/// What can be taken along as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "along", rename_all = "snake_case")]
pub enum Source {
    /// The unit with its open issues.
    Unit { unit: UnitId },
}

impl Source {
    /// Under which it is kept.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Source::Unit { unit } => format!("unit {unit}"),
        }
    }

    /// The page with which it begins.
    #[must_use]
    pub fn begins(self) -> String {
        match self {
            Source::Unit { unit } => format!("/unit/{unit}"),
        }
    }
}

/// Something that was taken along.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Along {
    pub source: Source,
    pub title: String,
    /// Of the pages that are kept.
    pub addresses: Vec<String>,
    /// The device's time.
    pub since: Time,
    pub bytes: u32,
    /// Pages that could not be had.
    pub missing: u32,
}

/// Pages of every bag.
#[cfg(feature = "ssr")]
const ALWAYS: [&str; 4] = ["/bag", "/outbox", "/more", "/issues/new"];
/// Open issues of one unit at most: each is a page.
#[cfg(feature = "ssr")]
const ISSUES: usize = 120;

/// The addresses of all pages that are needed where there is no network.
#[server(prefix = "/api", endpoint = "bag", input = GetUrl, output = Json)]
pub async fn read_bag(unit: UnitId) -> Result<Vec<String>, Failure> {
    use crate::context;
    use domain::issue::State;
    const OPEN: [State; 6] =
        [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed, State::Verified];
    // Through the viewer's scope, as the unit's own page is.
    let home = crate::unit::read::read_home(unit).await?;
    let (viewer, server) = (context::viewer().await?, context::server());
    let open = store::issue::waiting(&server.db, &viewer.reach(), unit, &OPEN).await?;
    let mut all: Vec<String> = ALWAYS.map(str::to_owned).into();
    all.extend([format!("/unit/{unit}"), format!("/issues?unit={unit}"), format!("/issues/new?unit={unit}")]);
    if home.unit.is_some() {
        all.extend([format!("/unit/{unit}/goal"), format!("/unit/{unit}/organisations")]);
    }
    all.extend(open.iter().take(ISSUES).map(|issue| format!("/issues/{}", issue.id)));
    Ok(all)
}

/// Says that the page stands as it was kept, and since when.
#[component]
pub fn Away() -> impl IntoView {
    let (t, live, me) = (texts(), live(), me());
    let away = Memo::new(move |_| live.link.get() == Link::Lost);
    move || {
        away.get().then(|| {
            view! {
                <p class="away" role="status">
                    <Icon name="o-local"/>
                    <span>{t.bag.away()}" "{t.bag.as_of()}" "<Moment time=me.now/></span>
                </p>
            }
        })
    }
}

/// Bytes as people say them.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        1_048_576.. => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
