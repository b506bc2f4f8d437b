//! What a slip is handed in through: a plain form, without account and script. Guessing codes is slowed down by address; nothing
//! here is logged, and no answer leaves a time behind.

use app::context::Server;
use app::failure::Failure;
use app::survey::{Refill, serve};
use axum::body::Body;
use axum::extract::{Form, FromRequest as _, Path, Query, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use domain::kinds::Time;
use domain::survey::answer::{Unfit, read};
use domain::survey::code::Code;
use domain::survey::{Plan, ballot::Spoilt};
use serde::Deserialize;
use store::credential::{count_failure, failures};

use crate::caller::Caller;
use crate::router::{Shared, page_with};
use crate::signin::{FORGET, see_other, until};

/// Codes that nobody printed, from one address, before the first wait: a hall full of people types behind one router.
const FREE: i64 = 10;

/// An address that no slip has: says that the code is mistyped.
const MISTYPED: &str = "/s/x";

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// `GET /s/go?code=`: to the page of the code that was typed.
pub async fn go(Query(Typed { code }): Query<Typed>) -> Response {
    Code::parse(&code).map_or_else(|_| see_other(MISTYPED), |code| see_other(&format!("/s/{code}")))
}

/// `POST /s/{code}`: uses the slip. Whatever is wrong with it, its own page says.
///
/// # Errors
/// The database; a body that no form sends.
pub async fn hand_in(
    State(shared): State<Shared>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, StatusCode> {
    let server = shared.server.clone();
    let (parts, body) = request.into_parts();
    let form = Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let Form(fields) = form.map_err(|why| why.status())?;
    let Ok(code) = Code::parse(&code) else { return Ok(see_other(MISTYPED)) };
    let page = format!("/s/{code}");
    let (survey, raters) = match serve::find(&server, &code).await.map_err(broken)? {
        Ok(found) => found,
        // not found, so that guesses are counted; a reader of the page is led to where it is said
        Err("unknown") => {
            return Ok(led(StatusCode::NOT_FOUND, &page));
        }
        Err(_) => return Ok(see_other(&page)),
    };
    let typed = typed(&survey.plan, &fields);
    let answers = match read(&survey.plan, &typed) {
        Ok(answers) => answers,
        Err(Unfit::Blank) => return Ok(see_other(&format!("{page}?told=blank"))),
        Err(Unfit::Foreign { .. }) => return Err(StatusCode::BAD_REQUEST),
        // the page again, with what was typed: it stands nowhere but in this answer
        Err(Unfit::TooLong { question }) => {
            let mut asked = Request::from_parts(parts, Body::empty());
            *asked.method_mut() = Method::GET;
            let mut page = page_with(&shared, asked, Refill { typed, too_long: question }).await;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(page);
        }
    };
    let taken = store::ballot::take(&server.db, &survey, raters, &[(code.hash(), answers)]).await;
    match taken.map_err(|why| broken(why.into()))? {
        Ok(()) => Ok(see_other("/s/thanks")),
        Err(Spoilt::Unknown | Spoilt::Used | Spoilt::Void | Spoilt::Late) => Ok(see_other(&page)),
    }
}

/// A status that is counted, and the way to the page that says it to people. Without a text a browser would show a page of its own
/// about the number, and not go on. `to` is an address of ours.
fn led(status: StatusCode, to: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>巡导</title><a href=\"{to}\">请点这里 · Please go on here</a></html>"
    );
    (status, [(header::REFRESH, format!("0; url={to}"))], Html(page)).into_response()
}

/// The field of each question, if there is one. What a keyboard can't write is left out.
fn typed(plan: &Plan, fields: &[(String, String)]) -> Vec<Option<String>> {
    let field = |place: usize| fields.iter().find(|(name, _)| *name == format!("q{place}"));
    let plain = |text: &str| text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    (0..plan.questions.len()).map(|place| field(place).map(|(_, value)| plain(value))).collect()
}

fn broken(_: Failure) -> StatusCode {
    StatusCode::SERVICE_UNAVAILABLE
}

/// Lets nobody look up codes as fast as they can: after a few that are unknown, an address waits 1, 2, 4, 8, 15 minutes.
pub async fn slow(State(server): State<Server>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.starts_with("/s/") && path != "/api/survey/slip" {
        return next.run(request).await;
    }
    let address = request.extensions().get::<Caller>().map(|own| own.address.clone()).unwrap_or_default();
    let (name, now) = (format!("slip:{address}"), server.now());
    let before = failures(&server.db, &name).await.unwrap_or_default();
    if until(before, FREE) > now {
        return led(StatusCode::TOO_MANY_REQUESTS, "/s?told=wait");
    }
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND
        && let Err(why) = count_failure(&server.db, &[name], Time(now.0 - FORGET), now).await
    {
        tracing::warn!(%why, "a guess was not counted");
    }
    response
}
