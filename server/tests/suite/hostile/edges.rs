//! What comes from other sites, and what every answer carries.

use domain::cast;
use leptos::server_fn::axum::server_fn_paths;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};

use crate::binary::Place;
use crate::common::{Answer, TestApp, Visitor};
use crate::hostile::html::tags;

/// Every address that changes something, from both registries.
fn unsafe_routes() -> Vec<String> {
    let functions = server_fn_paths().filter(|(_, method)| *method == Method::POST).map(|(path, _)| path.to_owned());
    let routes = server::routes::ROUTES.iter().filter(|route| route.method() == Method::POST);
    functions.chain(routes.map(|route| route.path.replace("{token}", "0"))).collect()
}

#[tokio::test]
async fn no_other_site_can_send_anything_for_somebody() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    let routes = unsafe_routes();
    assert!(routes.len() > 10, "{routes:?}");
    for path in &routes {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elsewhere.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:1"),
        ] {
            let request = visitor.request(Method::POST, path).header(name, value);
            let answer = visitor.send(request.header("content-type", "text/plain").body("{}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {name}: {value}: {}", answer.body);
            assert_eq!(answer.header("set-cookie"), "", "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        }
        // What changes something is no GET, which a link or a picture could send.
        let read = visitor.get(path).await;
        let page = path == "/sign-in" || path.starts_with("/welcome/") || path.starts_with("/s/");
        assert!(page || read.status.is_client_error(), "{path}: {}", read.status);
    }
    for path in ["/api/me", "/files"] {
        let ask = visitor.request(Method::OPTIONS, path).header("origin", "https://elsewhere.example");
        let ask = ask.header("access-control-request-method", "POST");
        assert_eq!(visitor.send(ask).await.header("access-control-allow-origin"), "", "{path}");
    }
    assert!(visitor.signed_in().await, "nothing of it signed anybody out");
}

#[tokio::test]
async fn a_change_of_language_leads_nowhere_but_within_the_site() {
    let app = TestApp::start().await;
    let visitor = app.nobody();
    for away in [
        "//elsewhere.example",
        "/%09/elsewhere.example",
        "/%5Celsewhere.example",
        "https://elsewhere.example",
        "%0A//x",
    ] {
        assert_eq!(visitor.get(&format!("/lang/en?to={away}")).await.to(), "/", "{away}");
    }
    assert_eq!(visitor.get("/lang/en?to=/issues?state=agreed").await.to(), "/issues?state=agreed");
}

fn guarded(what: &str, answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let may = answer.header("permissions-policy");
    // a visit may say where the phone was, if the person wants it; nothing else listens or looks
    assert!(may.contains("geolocation=(self)") && may.contains("microphone=()") && may.contains("usb=()"), "{what}");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") || policy.contains("default-src 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
    assert!(!answer.header("cache-control").is_empty(), "{what}: no word about keeping it");
}

async fn opened(visitor: &Visitor, path: &str) -> Answer {
    let response = visitor.request(Method::GET, path).send().await.unwrap();
    Answer { status: response.status(), headers: response.headers().clone(), body: String::new() }
}

#[tokio::test]
async fn every_kind_of_answer_is_guarded() {
    let app = TestApp::start().await;
    let (head, nobody) = (app.as_(cast::HEAD).await, app.nobody());
    let sent = |method: Method, path: &'static str, kind: &'static str, body: Vec<u8>| {
        let head = head.clone();
        async move { head.send(head.request(method, path).header("content-type", kind).body(body)).await }
    };
    let form = "application/x-www-form-urlencoded";
    for (what, status, answer) in [
        ("a page", 200, head.get("/dashboard").await),
        ("a page in English", 303, head.get("/lang/en?to=//elsewhere.example").await),
        ("the sign-in page", 200, nobody.get("/sign-in").await),
        ("a page that is not there", 404, head.get("/nowhere").await),
        ("a read", 200, head.get("/api/me").await),
        ("a read of nobody", 401, nobody.get("/api/policy").await),
        ("a read that is refused", 404, head.get("/api/people").await),
        ("a read that is malformed", 400, head.get("/api/issue/list").await),
        ("a file of the site", 200, head.get("/icon.svg").await),
        ("a file that is missing", 404, head.get("/pkg/none.js").await),
        ("evidence that is missing", 404, head.get("/files/x/y").await),
        ("a spreadsheet", 200, opened(&head, "/issues.xlsx").await),
        ("a stream", 200, opened(&head, "/api/live").await),
        ("a stream for nobody", 401, nobody.get("/api/live").await),
        ("another method", 405, sent(Method::DELETE, "/api/propose", form, vec![]).await),
        ("a redirect", 303, sent(Method::POST, "/sign-in", form, b"login=x&password=y".to_vec()).await),
        ("a form that is malformed", 422, sent(Method::POST, "/sign-in", form, b"login=x".to_vec()).await),
        ("another kind of form", 415, sent(Method::POST, "/sign-in", "application/json", b"{}".to_vec()).await),
        ("too much", 413, sent(Method::POST, "/api/propose", form, vec![b'x'; 3 << 20]).await),
    ] {
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.body);
        guarded(what, &answer);
        assert!(!answer.to().contains("elsewhere"), "{what}: {}", answer.to());
    }
    let foreign = head.request(Method::POST, "/sign-out").header("sec-fetch-site", "cross-site");
    guarded("another site", &head.send(foreign).await);
}

#[tokio::test]
async fn a_page_runs_only_the_scripts_of_its_own_nonce() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    let mut nonces = std::collections::BTreeSet::new();
    for path in ["/dashboard", "/issues", "/dashboard", "/sign-in", "/nowhere"] {
        let answer = visitor.get(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        let nonce = policy.split_once("'nonce-").unwrap().1.split('\'').next().unwrap().to_owned();
        assert!(nonce.len() >= 16, "{nonce}");
        for tag in tags(&answer.body) {
            assert!(tag.name != "script" || tag.attribute("nonce") == Some(&nonce), "{path}: {tag:?}");
            assert!(tag.attribute("style").is_none() && tag.name != "style", "{path}: {tag:?}");
            assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{path}: {tag:?}");
        }
        assert!(nonces.insert(nonce), "{path}: a nonce is used once");
    }
}

#[tokio::test]
async fn behind_https_cookies_and_browsers_are_held_to_it() {
    let dir = TestApp::start().await.leave().await;
    let place = Place::at(dir.path());
    let link = place.run(&["user", "reset", "--login", cast::HEAD.login]).out;
    let (_, link) = link.trim().split_once("/welcome/").unwrap();
    let server = place.serve_on("127.0.0.1:0", &["--public-url", "https://xundao.example"]);
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let form = [("password", "harbour-wind-3"), ("again", "harbour-wind-3")];
    let answer = client.post(format!("{}/welcome/{link}", server.url)).form(&form).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    let cookie = header("set-cookie");
    assert!(cookie.starts_with("__Host-xundao="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(header("strict-transport-security").starts_with("max-age=31536000"));
}

#[tokio::test]
async fn a_page_that_another_site_had_opened_is_not_compressed() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    for (path, site, wanted) in [
        ("/dashboard", Some("same-origin"), "gzip"),
        ("/dashboard", Some("none"), "gzip"),
        ("/api/me", Some("same-origin"), "gzip"),
        ("/issues?q=a", Some("cross-site"), ""),
        ("/issues?q=a", Some("same-site"), ""),
        ("/issues?q=a", None, ""),
    ] {
        let request = visitor.request(Method::GET, path).header("accept-encoding", "gzip");
        let request = if let Some(site) = site { request.header("sec-fetch-site", site) } else { request };
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let encoding = response.headers().get("content-encoding").map_or("", |value| value.to_str().unwrap());
        assert_eq!(encoding, wanted, "{path} {site:?}");
        let bytes = response.bytes().await.unwrap();
        assert_eq!(bytes.starts_with(&[0x1f, 0x8b]), wanted == "gzip", "{path} {site:?}");
    }
}
