//! Which page's code comes in which file. The browser loads what every page needs, and with it the file of the
//! page it opens; the others when they are first gone to. `cargo xtask build` cuts the files along these lines. What
//! several of them need is in the file of each. One file more, `outbox`, is no page's: it comes once the page is alive.
use leptos::prelude::*;
use leptos_router::ChooseView;
use std::{future::Future, pin::Pin};
use wasm_split_helpers::SplitLoaderError;

use crate::part::Empty;
use crate::texts::texts;

type Loading<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A page whose code may still have to be loaded.
#[derive(Clone, Copy)]
pub struct Lazy {
    load: fn() -> Loading<()>,
    build: fn() -> Loading<AnyView>,
}

impl ChooseView for Lazy {
    /// The page; if its file can't be had, that is said in its place, and everything around it goes on working.
    async fn choose(self) -> AnyView {
        (self.build)().await.unwrap_or_else(|_| NotLoaded().into_any())
    }

    /// Without its code a page can't be taken over from the server; it can be read meanwhile, so try until it is there.
    async fn preload(&self) {
        while (self.load)().await.is_err() && taking_over() {
            late(true);
            #[cfg(feature = "hydrate")]
            gloo_timers::future::sleep(std::time::Duration::from_secs(2)).await;
        }
        late(false);
    }
}

fn taking_over() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}

/// Shows or hides the shell's note that the page can only be read so far.
fn late(is: bool) {
    #[cfg(feature = "hydrate")]
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-late", is);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = is;
}

#[component]
fn NotLoaded() -> impl IntoView {
    let t = texts();
    view! {
        <Empty title=t.common.not_loaded() note=t.common.not_loaded_note()>
            // from the server, at the address that it is by now
            <a class="button" href="" rel="external">{t.common.try_again()}</a>
        </Empty>
    }
}

/// A constant a page, as the route table wants it.
macro_rules! pages {
    ($($file:ident { $($name:ident = $page:path,)+ })+) => { $($( page!($file $name $page); )+)+ };
}

macro_rules! page {
    ($file:ident $name:ident $page:path) => {
        #[allow(non_snake_case, reason = "a module and its constant share their name")]
        mod $name {
            use leptos::prelude::{AnyView, IntoAny as _};
            use wasm_split_helpers::{SplitLoaderError, wasm_split};

            #[wasm_split($file, fallible, preload(load))]
            pub fn build() -> Result<AnyView, SplitLoaderError> {
                Ok($page().into_any())
            }
        }

        pub const $name: Lazy = Lazy { load: || Box::pin($name::load()), build: || Box::pin($name::build()) };
    };
}

pages! {
    board {
        DASHBOARD = crate::dashboard::Page,
        WALL = crate::wall::Page,
    }
    issue {
        ISSUES = crate::issue::Page,
        ISSUE = crate::issue::Detail,
        NEW_ISSUE = crate::issue::New,
        POLICY = crate::policy::Page,
    }
    unit {
        UNIT = crate::unit::Page,
        GOAL = crate::unit::GoalPage,
        TREE = crate::unit::TreePage,
        TODAY = crate::today::Page,
        INBOX = crate::inbox::Page,
        INBOX_SETTINGS = crate::inbox::SettingsPage,
        UNITS = crate::group::UnitsPage,
        CARRIERS = crate::carrier::ListPage,
        CARRIER = crate::carrier::DetailPage,
        REPORTS = crate::report::ListPage,
        REPORT = crate::report::DetailPage,
        RULES = crate::rule::ListPage,
        RULE = crate::rule::DetailPage,
        BOOK = crate::book::BookPage,
    }
    draw {
        DRAWS = crate::draw::ListPage,
        NEW_DRAW = crate::draw::NewPage,
        DRAW = crate::draw::DetailPage,
        SHOW = crate::draw::ShowPage,
        CHECK = crate::draw::CheckPage,
        COVERAGE = crate::coverage::Page,
    }
    visit {
        VISITS = crate::visit::ListPage,
        VISIT = crate::visit::DetailPage,
        NEW_VISIT = crate::visit::NewPage,
    }
    lookback {
        LOOKBACKS = crate::lookback::ListPage,
        LOOKBACK = crate::lookback::DetailPage,
        CUTS = crate::cut::ListPage,
        CUT = crate::cut::DetailPage,
    }
    evaluation {
        SURVEYS = crate::survey::ListPage,
        SURVEY = crate::survey::DetailPage,
        EVALUATIONS = crate::evaluation::ListPage,
        EVALUATION = crate::evaluation::DetailPage,
        SHEET = crate::evaluation::SheetPage,
        COUNTED = crate::evaluation::RowsPage,
        TEMPLATES = crate::template::ListPage,
        TEMPLATE = crate::template::DetailPage,
    }
    rhythm {
        NOTICES = crate::notice::ListPage,
        NOTICE = crate::notice::DetailPage,
        WORKLISTS = crate::worklist::ListPage,
        WORKLIST = crate::worklist::DetailPage,
    }
    meeting {
        MEETINGS = crate::meeting::ListPage,
        NEW_MEETING = crate::meeting::NewPage,
        MEETING = crate::meeting::DetailPage,
        DEPLOYMENTS = crate::deployment::ListPage,
        DEPLOYMENT = crate::deployment::DetailPage,
    }
    life {
        LIBRARY = crate::library::ListPage,
        STANDARD = crate::library::DetailPage,
        STUDIES = crate::study::ListPage,
        STUDY = crate::study::DetailPage,
        WORKLOGS = crate::worklog::Page,
        OUTCOMES = crate::outcome::ListPage,
        OUTCOME = crate::outcome::DetailPage,
        LESSONS = crate::outcome::LessonsPage,
        BURDEN = crate::burden::Page,
    }
    office {
        ADMIN = crate::admin::Page,
        PEOPLE = crate::people::Page,
        PERSON = crate::people::detail::Page,
        GROUPS = crate::people::groups::Page,
        GROUP = crate::people::group::Page,
        CAMPAIGN = crate::people::campaign::Page,
        CALENDAR = crate::calendar::Page,
        SESSIONS = crate::sessions::Page,
        JOURNAL = crate::journal::Page,
        ACCOUNT = crate::account::Page,
        MORE = crate::more::Page,
    }
    // what reads acts back, which is much code
    acts {
        LEDGER = crate::ledger::Page,
        OUTBOX = crate::outbox::Page,
        BAG = crate::bag::Page,
    }
}

/// The file of the page at an address, so that the server can have it fetched along with the rest.
pub fn file(path: &str) -> Option<&'static str> {
    Some(match path.split('/').nth(1)? {
        "dashboard" | "wall" => "board",
        "issues" | "policy" => "issue",
        "unit" | "units" | "carrier" | "carriers" | "reports" | "rules" | "book" | "inbox" | "today" => "unit",
        "draws" | "coverage" => "draw",
        "visits" => "visit",
        "lookbacks" | "cuts" => "lookback",
        "surveys" | "evaluations" | "templates" => "evaluation",
        "notices" | "worklists" => "rhythm",
        "meetings" | "deployments" => "meeting",
        "library" | "studies" | "worklogs" | "outcomes" | "lessons" | "burden" => "life",
        "admin" | "people" | "groups" | "campaigns" | "calendar" | "sessions" | "journal" | "account" | "more" => {
            "office"
        }
        "ledger" | "outbox" | "bag" => "acts",
        _ => return None,
    })
}
