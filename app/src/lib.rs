//! Everything seen: the shell, and the route table on one screen.
//! Server functions are public endpoints: each fetches through the viewer's scope.

pub mod account;
pub mod admin;
pub mod book;
pub mod carrier;
#[cfg(feature = "ssr")]
pub mod context;
pub mod dashboard;
pub mod desk;
mod edge;
pub mod failure;
pub mod group;
pub mod issue;
pub mod journal;
pub mod ledger;
pub mod live;
pub mod more;
pub mod outbox;
pub mod part;
pub mod people;
pub mod policy;
pub mod report;
pub mod rule;
pub mod session;
pub mod sessions;
mod shell;
pub mod signin;
pub mod texts;
pub mod unit;
pub mod wall;
pub mod welcome;

pub use shell::{Assets, shell};

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use texts::{Texts, asked, texts};

/// Pages of one record are sent when they are whole: only then is it known whether the answer is 404.
const WHOLE: SsrMode = SsrMode::Async;

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Texts::new(asked()));
    view! {
        <leptos_meta::Title formatter=shell::title/>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=signin::Page/>
                <Route path=path!("/welcome/:token") view=welcome::Page/>
                <ParentRoute path=path!("") view=desk::Desk>
                    <Route path=path!("/") view=desk::Home/>
                    <Route path=path!("/dashboard") view=dashboard::Page/>
                    <Route path=path!("/wall") view=wall::Page/>
                    <Route path=path!("/ledger") view=ledger::Page/>
                    <Route path=path!("/issues/new") view=issue::New/>
                    <ParentRoute path=path!("/issues") view=issue::Page>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!(":id") view=issue::Detail ssr=WHOLE/>
                    </ParentRoute>
                    <Route path=path!("/policy") view=policy::Page/>
                    <Route path=path!("/unit/:id") view=unit::Page ssr=WHOLE/>
                    <Route path=path!("/unit/:id/goal") view=unit::GoalPage ssr=WHOLE/>
                    <Route path=path!("/unit/:id/organisations") view=unit::TreePage ssr=WHOLE/>
                    <Route path=path!("/group/:id/units") view=group::UnitsPage/>
                    <Route path=path!("/carrier/:id") view=carrier::Page ssr=WHOLE/>
                    <Route path=path!("/reports") view=report::ListPage/>
                    <Route path=path!("/reports/:id") view=report::DetailPage ssr=WHOLE/>
                    <Route path=path!("/rules") view=rule::ListPage/>
                    <Route path=path!("/rules/:id") view=rule::DetailPage ssr=WHOLE/>
                    <Route path=path!("/book") view=book::BookPage/>
                    <Route path=path!("/admin") view=admin::Page/>
                    <Route path=path!("/people") view=people::Page/>
                    <Route path=path!("/people/:id") view=people::detail::Page/>
                    <Route path=path!("/groups") view=people::groups::Page/>
                    <Route path=path!("/sessions") view=sessions::Page/>
                    <Route path=path!("/journal") view=journal::Page/>
                    <Route path=path!("/account") view=account::Page/>
                    <Route path=path!("/more") view=more::Page/>
                    <Route path=path!("/outbox") view=desk::OutboxPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
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
