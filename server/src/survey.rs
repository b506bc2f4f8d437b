//! What a slip is handed in through: a plain form, without account and script. Guessing codes is slowed down by address, which
//! holds up no slip that was printed; nothing here is logged, and no answer leaves a time behind.

use app::context::Server;
use app::failure::Failure;
use app::survey::{Refill, serve};
use axum::body::Body;
use axum::extract::{Form, FromRequest as _, Path, Query, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use domain::kinds::Time;
use domain::survey::answer::{Unfit, read};
use domain::survey::code::Code;
use domain::survey::{Plan, ballot::Spoilt};
use serde::Deserialize;
use store::credential::{Failures, count_failure, failures};

use crate::caller::Caller;
use crate::router::{Shared, in_language, page_with};
use crate::signin::{FORGET, see_other};

/// Codes that nobody printed, answered to one address before the first wait: a hall full of people types behind one router.
const FREE: i64 = 10;
const SECOND: i64 = 1_000_000;
/// The first wait; the next is twice as long.
const FIRST: i64 = 5 * SECOND;
/// The longest: a school is one address, and whoever shares it with a machine that guesses may mistype as well.
const LONGEST: i64 = 30 * SECOND;

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

/// `GET /s/{code}/{lang}`: to the page of a slip in the language in which it was printed. The page leads to the other.
pub async fn tongue(Path((code, lang)): Path<(String, String)>) -> Response {
    let page = Code::parse(&code).map_or_else(|_| MISTYPED.to_owned(), |code| format!("/s/{code}"));
    in_language(&lang, page)
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

/// Answers nobody's guesses as fast as they come: after a few codes that nobody printed, an address waits 5, 10, 20, then always 30
/// seconds before the next such gets its page. A code that was printed is served meanwhile, used or not: whoever is behind the same
/// router as a machine that guesses has theirs from paper. So what looks like a code is looked up also while its address waits.
///
/// That tells nothing, for there is nothing to guess. The code to type is the one in the square: 26 letters of 5 bits, so there are
/// 2^130, about 1.4 · 10^39. With ten million slips out, and a machine that tries a million codes a second and never waits, the
/// first hit is to be expected after 2^130 / (10^7 · 10^6) = 1.4 · 10^26 seconds, 4 · 10^18 years. Waiting spares the
/// server the page and the database a row for each guess; what is left of one are two look-ups by key. A shorter code would need more.
pub async fn slow(State(server): State<Server>, request: Request, next: Next) -> Response {
    let Some(code) = looked_up(request.uri()) else { return next.run(request).await };
    let network = request.extensions().get::<Caller>().map(Caller::network).unwrap_or_default();
    let (name, now) = (format!("slip:{network}"), server.now());
    let before = failures(&server.db, &name).await.unwrap_or_default();
    if until(before) > now && !is_printed(&server, &code).await {
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

/// Is it one of the addresses that whoever holds a slip asks for?
#[must_use]
pub fn is_of_slips(path: &str) -> bool {
    path == "/s" || path.starts_with("/s/") || path == "/api/survey/slip"
}

/// What is looked up as a code there, as it stands in the address; nothing where no code stands.
fn looked_up(uri: &Uri) -> Option<String> {
    if uri.path() == "/api/survey/slip" {
        let typed = Query::<Typed>::try_from_uri(uri);
        return Some(typed.map(|Query(Typed { code })| code).unwrap_or_default());
    }
    let code = uri.path().strip_prefix("/s/")?.split('/').next().unwrap_or_default();
    (!matches!(code, "go" | "thanks" | "x")).then(|| code.to_owned())
}

/// Is it the code of a slip, whatever became of that?
async fn is_printed(server: &Server, code: &str) -> bool {
    match Code::parse(code) {
        Ok(code) => store::ballot::survey_of(&server.db, &code.hash()).await.is_ok_and(|found| found.is_some()),
        Err(_) => false,
    }
}

/// When the next unknown code gets its page.
fn until(failures: Failures) -> Time {
    if failures.many < FREE {
        return Time(0);
    }
    let doubled = u32::try_from(failures.many - FREE).unwrap_or(0).min(10);
    Time(failures.last_at.0 + (FIRST << doubled).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_half_a_minute() {
        let wait = |many| until(Failures { many, last_at: Time(0) }).0 / SECOND;
        assert_eq!([wait(9), wait(10), wait(11), wait(12), wait(13), wait(900)], [0, 5, 10, 20, 30, 30]);
    }

    #[test]
    fn pages_of_slips_are_told_from_those_of_surveys() {
        assert!(["/s", "/s/", "/s/7Q2K/en", "/s/thanks", "/api/survey/slip"].into_iter().all(is_of_slips));
        assert!(!["/", "/surveys", "/sign-in", "/api/survey/detail", "/api/survey/slips"].into_iter().any(is_of_slips));
    }

    #[test]
    fn only_what_may_be_a_code_is_looked_up() {
        let told = |raw: &'static str| looked_up(&Uri::from_static(raw));
        for page in ["/s", "/s?told=wait", "/s/thanks", "/s/x", "/s/x?told=blank", "/s/go?code=7Q2K", "/surveys", "/"] {
            assert_eq!(told(page), None, "{page}");
        }
        let all = ["/s/7Q2K", "/s/7Q2K/", "/s/7Q2K/en", "/s/7Q2K?told=blank", "/api/survey/slip?code=7Q2K"];
        for code in all {
            assert_eq!(told(code).as_deref(), Some("7Q2K"), "{code}");
        }
        // whatever else is read as a code somewhere is not the code of a slip here
        for odd in ["/s/%37Q2K", "/api/survey/slip?code=7Q2K&code=7Q2K", "/api/survey/slip"] {
            assert_ne!(told(odd).as_deref(), Some("7Q2K"), "{odd}");
            assert!(told(odd).is_some(), "{odd}");
        }
    }
}
