//! Every address that is neither a page nor a server function, as one table. The router is built from it and from
//! nothing else, so what walks over the table (the tests of who may do what) has seen every address.

use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::act::Subject;

use crate::ledger::route as ledger;
use crate::router::{Shared, language};
use crate::{draw, evaluation, file, form, live, lookback, signin, survey, template, tree, visit, welcome};

/// One address and who answers there.
pub struct Route {
    way: MethodFilter,
    pub path: &'static str,
    answer: fn(MethodFilter) -> MethodRouter<Shared>,
}

const fn get(path: &'static str, answer: fn(MethodFilter) -> MethodRouter<Shared>) -> Route {
    Route { way: MethodFilter::GET, path, answer }
}

const fn post(path: &'static str, answer: fn(MethodFilter) -> MethodRouter<Shared>) -> Route {
    Route { way: MethodFilter::POST, path, answer }
}

/// The table.
pub const ROUTES: &[Route] = &[
    get("/api/live", |way| on(way, live::stream)),
    get("/tree/{mark}", |way| on(way, tree::tree)),
    get("/lang/{code}", |way| on(way, language)),
    post("/files", |way| with_file(on(way, file::upload))),
    get("/files/{issue}/{hash}", |way| named(way, Subject::Issue)),
    get("/lookbacks/{lookback}/lookback.xlsx", |way| on(way, lookback::export)),
    get("/lookbacks/{lookback}/files/{hash}", |way| named(way, Subject::Lookback)),
    get("/evaluations/{evaluation}/files/{hash}", |way| named(way, Subject::Evaluation)),
    get("/deployments/{deployment}/files/{hash}", |way| named(way, Subject::Deployment)),
    get("/notices/{notice}/files/{hash}", |way| named(way, Subject::Notice)),
    get("/studies/{study}/files/{hash}", |way| named(way, Subject::Study)),
    get("/outcomes/{outcome}/files/{hash}", |way| named(way, Subject::Outcome)),
    post("/ledger/preview", |way| with_file(on(way, ledger::preview))),
    post("/ledger/refused", |way| with_file(on(way, ledger::refused))),
    post("/draws/rows", |way| with_file(on(way, draw::rows))),
    get("/draws/{id}/sheet.txt", |way| on(way, draw::sheet)),
    get("/evaluations/{id}/{unit}/score.json", |way| on(way, evaluation::score)),
    get("/templates/{id}/tree.xlsx", |way| on(way, template::export)),
    post("/templates/read", |way| with_file(on(way, template::read))),
    get("/issues.xlsx", |way| on(way, ledger::issues)),
    get("/visits.xlsx", |way| on(way, visit::export)),
    get("/visits/{visit}/photos/{hash}", |way| on(way, visit::photo)),
    post("/sign-in", |way| on(way, signin::sign_in)),
    post("/sign-out", |way| on(way, signin::sign_out)),
    post("/demo/sign-in", |way| on(way, signin::demo)),
    post("/welcome/{token}", |way| on(way, welcome::welcome)),
    get("/s/go", |way| on(way, survey::go)),
    get("/s/{code}/{lang}", |way| on(way, survey::tongue)),
    post("/s/{code}", |way| on(way, survey::hand_in)),
    post("/account/password", |way| on(way, welcome::change)),
];

/// A file that a record of this kind names.
fn named(way: MethodFilter, subject: Subject) -> MethodRouter<Shared> {
    on(way, move |server, asking, path| file::of(subject, server, asking, path))
}

fn with_file(answer: MethodRouter<Shared>) -> MethodRouter<Shared> {
    answer.layer(DefaultBodyLimit::max(form::BODY_BYTES)).layer(from_fn(form::room))
}

impl Route {
    #[must_use]
    pub fn method(&self) -> Method {
        if self.way == MethodFilter::GET { Method::GET } else { Method::POST }
    }

    /// Who answers, under this route's own method and no other.
    pub(crate) fn answer(&self) -> MethodRouter<Shared> {
        (self.answer)(self.way)
    }
}
