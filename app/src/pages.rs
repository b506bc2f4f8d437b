//! Which page's code comes in which file. The browser loads what every page needs, and the file of the page it opens;
//! the others when they are first gone to. `cargo xtask build` cuts them along these lines. What most need is in a file
//! of its own, what several need in each of theirs. One more, `outbox`, is no page's: it comes once the page is alive.
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

impl Lazy {
    /// Has the browser fetch its code beforehand: it may be gone to when there is no network.
    pub fn ahead(self) {
        Effect::new(move || {
            leptos::task::spawn_local(async move {
                // It is asked for again when it is gone to.
                let _ = (self.load)().await;
            });
        });
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

/// The files: at which addresses each is needed, as the first two parts of their path, and the pages in it, each a
/// constant as the route table wants it.
macro_rules! files {
    ($($file:ident at $place:pat $(if $only:expr)? => { $($name:ident = $page:path,)+ })+) => {
        $( file!($file { $($name = $page,)+ }); )+

        /// The files of the page at an address, so that the server can have them fetched along with the rest.
        pub fn files(path: &str) -> Vec<&'static str> {
            let mut parts = path.split('/').skip(1);
            let place = (parts.next().unwrap_or_default(), parts.next());
            let mut files = Vec::new();
            $( if matches!(place, $place $(if $only)?) { files.push(stringify!($file)); } )+
            files
        }
    };
}

macro_rules! file {
    ($file:ident { $($name:ident = $page:path,)+ }) => {
        mod $file {
            use leptos::prelude::{AnyView, IntoAny as _};
            use wasm_split_helpers::{SplitLoaderError, wasm_split};

            #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "named like the constants")]
            #[derive(Clone, Copy)]
            pub enum Page {
                $($name,)+
            }

            #[wasm_split($file, fallible, preload(load))]
            pub fn build(page: Page) -> Result<AnyView, SplitLoaderError> {
                Ok(match page {
                    $(Page::$name => $page().into_any(),)+
                })
            }
        }

        $(pub const $name: Lazy =
            Lazy { load: || Box::pin($file::load()), build: || Box::pin($file::build($file::Page::$name)) };)+
    };
}

files! {
    // the first page of everyone
    today at ("today", _) | ("inbox", None) => {
        TODAY = crate::today::Page,
        INBOX = crate::inbox::Page,
    }
    board at ("dashboard" | "wall", _) => {
        DASHBOARD = crate::dashboard::Page,
        WALL = crate::wall::Page,
    }
    // an issue opens beside the list, and what was raised stands above it
    issues at ("issues", _) => {
        ISSUES = crate::issue::Page,
    }
    issue at ("issues", Some(_)) | ("policy", _) => {
        ISSUE = crate::issue::Detail,
        NEW_ISSUE = crate::issue::New,
        POLICY = crate::policy::Page,
    }
    unit at ("unit" | "units" | "book", _) => {
        UNIT = crate::unit::Page,
        GOAL = crate::unit::GoalPage,
        TREE = crate::unit::TreePage,
        UNITS = crate::group::UnitsPage,
        BOOK = crate::book::BookPage,
    }
    carrier at ("carrier" | "carriers", _) => {
        CARRIERS = crate::carrier::ListPage,
        CARRIER = crate::carrier::DetailPage,
    }
    report at ("reports" | "rules", _) => {
        REPORTS = crate::report::ListPage,
        REPORT = crate::report::DetailPage,
        RULES = crate::rule::ListPage,
        RULE = crate::rule::DetailPage,
    }
    draw at ("draws", _) => {
        DRAWS = crate::draw::ListPage,
        NEW_DRAW = crate::draw::NewPage,
        DRAW = crate::draw::DetailPage,
        SHOW = crate::draw::ShowPage,
        CHECK = crate::draw::CheckPage,
    }
    coverage at ("coverage", _) => {
        COVERAGE = crate::coverage::Page,
    }
    visits at ("visits", None) => {
        VISITS = crate::visit::ListPage,
    }
    visit at ("visits", Some(one)) if one != "new" => {
        VISIT = crate::visit::DetailPage,
    }
    // on a phone that has it open nothing else may be waited for
    record at ("visits", Some("new")) => {
        NEW_VISIT = crate::visit::NewPage,
    }
    lookback at ("lookbacks" | "cuts", _) => {
        LOOKBACKS = crate::lookback::ListPage,
        LOOKBACK = crate::lookback::DetailPage,
        CUTS = crate::cut::ListPage,
        CUT = crate::cut::DetailPage,
        CUT_ROWS = crate::cut::RowsPage,
    }
    survey at ("surveys", _) => {
        SURVEYS = crate::survey::ListPage,
        SURVEY = crate::survey::DetailPage,
    }
    evaluation at ("evaluations", _) => {
        EVALUATIONS = crate::evaluation::ListPage,
        EVALUATION = crate::evaluation::DetailPage,
        SHEET = crate::evaluation::SheetPage,
        COUNTED = crate::evaluation::RowsPage,
    }
    template at ("templates", _) => {
        TEMPLATES = crate::template::ListPage,
        TEMPLATE = crate::template::DetailPage,
    }
    notice at ("notices", _) => {
        NOTICES = crate::notice::ListPage,
        NOTICE = crate::notice::DetailPage,
    }
    worklist at ("worklists", _) => {
        WORKLISTS = crate::worklist::ListPage,
        WORKLIST = crate::worklist::DetailPage,
    }
    meeting at ("meetings" | "decisions", _) => {
        MEETINGS = crate::meeting::ListPage,
        NEW_MEETING = crate::meeting::NewPage,
        MEETING = crate::meeting::DetailPage,
        DECISIONS = crate::meeting::RegisterPage,
    }
    deployment at ("deployments", _) => {
        DEPLOYMENTS = crate::deployment::ListPage,
        DEPLOYMENT = crate::deployment::DetailPage,
    }
    library at ("library", _) => {
        LIBRARY = crate::library::ListPage,
        STANDARD = crate::library::DetailPage,
    }
    life at ("studies" | "worklogs", _) => {
        STUDIES = crate::study::ListPage,
        STUDY = crate::study::DetailPage,
        WORKLOGS = crate::worklog::Page,
    }
    outcome at ("outcomes" | "lessons" | "burden", _) => {
        OUTCOMES = crate::outcome::ListPage,
        OUTCOME = crate::outcome::DetailPage,
        LESSONS = crate::outcome::LessonsPage,
        BURDEN = crate::burden::Page,
    }
    office at (
        "admin" | "people" | "groups" | "campaigns" | "calendar" | "sessions" | "journal" | "account" | "more",
        _,
    ) | ("inbox", Some(_)) => {
        INBOX_SETTINGS = crate::inbox::SettingsPage,
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
    acts at ("ledger" | "outbox" | "bag", _) => {
        LEDGER = crate::ledger::Page,
        OUTBOX = crate::outbox::Page,
        BAG = crate::bag::Page,
    }
}
