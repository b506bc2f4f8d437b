//! Everything seen: the shell, and the route table on one screen.
//! Server functions are public endpoints: each fetches through the viewer's scope.

pub mod account;
pub mod admin;
pub mod bag;
pub mod book;
pub mod burden;
pub mod calendar;
pub mod carrier;
#[cfg(feature = "ssr")]
pub mod context;
pub mod coverage;
pub mod cut;
pub mod dashboard;
pub mod deployment;
pub mod desk;
pub mod draw;
mod edge;
pub mod evaluation;
pub mod failure;
pub mod group;
pub mod inbox;
pub mod issue;
pub mod journal;
pub mod ledger;
pub mod library;
pub mod live;
pub mod lookback;
pub mod meeting;
pub mod more;
pub mod notice;
pub mod outbox;
pub mod outcome;
mod owed;
pub mod pages;
pub mod part;
pub mod people;
pub mod policy;
pub mod report;
pub mod rule;
pub mod session;
pub mod sessions;
#[cfg(feature = "ssr")]
mod shell;
pub mod signin;
pub mod strand;
pub mod study;
pub mod survey;
pub mod template;
pub mod texts;
pub mod today;
pub mod unit;
pub mod visit;
pub mod wall;
pub mod welcome;
pub mod wire;
pub mod worklist;
pub mod worklog;

#[cfg(feature = "ssr")]
pub use shell::{Assets, shell};

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use texts::{Texts, asked, texts};

/// Pages are sent when they are whole: only then is it known whether the answer is 404, and only the order of a page
/// that is written in one go lets the desk go without a boundary around it.
const WHOLE: SsrMode = SsrMode::Async;

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Texts::new(asked()));
    view! {
        <leptos_meta::Title formatter=title/>
        <p class="only-read" role="status">{texts().common.late()}</p>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=signin::Page/>
                <Route path=path!("/welcome/:token") view=welcome::Page/>
                // for whoever holds a slip: no account, no script (`shell`)
                <Route path=path!("/s") view=survey::EnterPage ssr=WHOLE/>
                <Route path=path!("/s/:code") view=survey::AnswerPage ssr=WHOLE/>
                // needs no account: the reader brings the data
                <Route path=path!("/draws/check") view=pages::CHECK/>
                <ParentRoute path=path!("") view=desk::Desk ssr=WHOLE>
                    <Route path=path!("/") view=desk::Home/>
                    <Route path=path!("/dashboard") view=pages::DASHBOARD/>
                    <Route path=path!("/wall") view=pages::WALL/>
                    <Route path=path!("/ledger") view=pages::LEDGER/>
                    <Route path=path!("/issues/new") view=pages::NEW_ISSUE/>
                    <ParentRoute path=path!("/issues") view=pages::ISSUES>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!(":id") view=pages::ISSUE/>
                    </ParentRoute>
                    <Route path=path!("/policy") view=pages::POLICY/>
                    <Route path=path!("/unit/:id") view=pages::UNIT/>
                    <Route path=path!("/unit/:id/goal") view=pages::GOAL/>
                    <Route path=path!("/unit/:id/organisations") view=pages::TREE/>
                    <Route path=path!("/units") view=pages::UNITS/>
                    <Route path=path!("/carriers") view=pages::CARRIERS/>
                    <Route path=path!("/carrier/:id") view=pages::CARRIER/>
                    <Route path=path!("/reports") view=pages::REPORTS/>
                    <Route path=path!("/reports/:id") view=pages::REPORT/>
                    <Route path=path!("/rules") view=pages::RULES/>
                    <Route path=path!("/rules/:id") view=pages::RULE/>
                    <Route path=path!("/draws") view=pages::DRAWS/>
                    <Route path=path!("/draws/new") view=pages::NEW_DRAW/>
                    <Route path=path!("/draws/:id") view=pages::DRAW/>
                    <Route path=path!("/draws/:id/show") view=pages::SHOW/>
                    <Route path=path!("/coverage") view=pages::COVERAGE/>
                    <Route path=path!("/visits") view=pages::VISITS/>
                    <Route path=path!("/visits/new") view=pages::NEW_VISIT/>
                    <Route path=path!("/visits/:id") view=pages::VISIT/>
                    <Route path=path!("/notices") view=pages::NOTICES/>
                    <Route path=path!("/notices/:id") view=pages::NOTICE/>
                    <Route path=path!("/worklists") view=pages::WORKLISTS/>
                    <Route path=path!("/worklists/:id") view=pages::WORKLIST/>
                    <Route path=path!("/meetings") view=pages::MEETINGS/>
                    <Route path=path!("/meetings/new") view=pages::NEW_MEETING/>
                    <Route path=path!("/meetings/:id") view=pages::MEETING/>
                    <Route path=path!("/decisions") view=pages::DECISIONS/>
                    <Route path=path!("/deployments") view=pages::DEPLOYMENTS/>
                    <Route path=path!("/deployments/:id") view=pages::DEPLOYMENT/>
                    <Route path=path!("/library") view=pages::LIBRARY/>
                    <Route path=path!("/library/:id") view=pages::STANDARD/>
                    <Route path=path!("/studies") view=pages::STUDIES/>
                    <Route path=path!("/studies/:id") view=pages::STUDY/>
                    <Route path=path!("/worklogs") view=pages::WORKLOGS/>
                    <Route path=path!("/outcomes") view=pages::OUTCOMES/>
                    <Route path=path!("/outcomes/:id") view=pages::OUTCOME/>
                    <Route path=path!("/lessons") view=pages::LESSONS/>
                    <Route path=path!("/burden") view=pages::BURDEN/>
                    <Route path=path!("/surveys") view=pages::SURVEYS/>
                    <Route path=path!("/surveys/:id") view=pages::SURVEY/>
                    <Route path=path!("/evaluations") view=pages::EVALUATIONS/>
                    <Route path=path!("/evaluations/:id") view=pages::EVALUATION/>
                    <Route path=path!("/evaluations/:id/:unit") view=pages::SHEET/>
                    <Route path=path!("/evaluations/:id/:unit/:indicator") view=pages::COUNTED/>
                    <Route path=path!("/lookbacks") view=pages::LOOKBACKS/>
                    <Route path=path!("/lookbacks/:id") view=pages::LOOKBACK/>
                    <Route path=path!("/cuts") view=pages::CUTS/>
                    <Route path=path!("/cuts/:id") view=pages::CUT/>
                    <Route path=path!("/cuts/:id/:figure") view=pages::CUT_ROWS/>
                    <Route path=path!("/templates") view=pages::TEMPLATES/>
                    <Route path=path!("/templates/:id") view=pages::TEMPLATE/>
                    <Route path=path!("/book") view=pages::BOOK/>
                    <Route path=path!("/admin") view=pages::ADMIN/>
                    <Route path=path!("/people") view=pages::PEOPLE/>
                    <Route path=path!("/people/:id") view=pages::PERSON/>
                    <Route path=path!("/groups") view=pages::GROUPS/>
                    <Route path=path!("/groups/:id") view=pages::GROUP/>
                    <Route path=path!("/campaigns/:id") view=pages::CAMPAIGN/>
                    <Route path=path!("/today") view=pages::TODAY/>
                    <Route path=path!("/inbox") view=pages::INBOX/>
                    <Route path=path!("/inbox/settings") view=pages::INBOX_SETTINGS/>
                    <Route path=path!("/calendar") view=pages::CALENDAR/>
                    <Route path=path!("/sessions") view=pages::SESSIONS/>
                    <Route path=path!("/journal") view=pages::JOURNAL/>
                    <Route path=path!("/account") view=pages::ACCOUNT/>
                    <Route path=path!("/more") view=pages::MORE/>
                    <Route path=path!("/outbox") view=pages::OUTBOX/>
                    <Route path=path!("/bag") view=pages::BAG/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The text between `<title>` and `</title>`. On the server leptos_meta writes it as it is, and titles hold names that
/// people have typed; in the browser it is set as a text.
fn title(text: String) -> String {
    if cfg!(feature = "ssr") { part::escaped(&text) } else { text }
}

/// The same answer for what is missing and what the reader may not see.
#[component]
fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    let t = texts();
    view! {
        <leptos_meta::Title text=t.common.not_found()/>
        <main id="main" class="page">
            <part::Empty title=t.common.not_found() note=t.common.not_found_note()>
                <a class="button" href="/">{t.common.product()}</a>
            </part::Empty>
        </main>
    }
}
