//! Signing in and out over real HTTP: who gets in, who is slowed down, who is thrown out, and when.

use crate::common::{Answer, TestApp, Visitor, id};
use app::failure::Failure;
use domain::act::{Act, Verdict};
use domain::cast;
use domain::kinds::{Book, Note};
use domain::person;
use reqwest::{Method, StatusCode};
use std::time::Duration;

const PASSWORD: &str = "river-wind-1";

async fn sign_in(visitor: &Visitor, login: &str, password: &str) -> Answer {
    visitor.form("/sign-in", &[("login", login), ("password", password)]).await
}

#[tokio::test]
async fn the_right_password_opens_and_no_other() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    let visitor = app.nobody();
    let wrong = sign_in(&visitor, "liangqihang", "river-wind-2").await;
    assert_eq!(wrong.to(), "/sign-in?told=wrong&left=4&login=liangqihang");
    assert!(!visitor.signed_in().await);
    let unknown = sign_in(&visitor, "nosuchperson", "river-wind-2").await;
    assert_eq!(unknown.to(), "/sign-in?told=wrong&left=4&login=nosuchperson");
    let never_set = sign_in(&visitor, cast::HEAD.login, "river-wind-2").await;
    assert!(never_set.to().starts_with("/sign-in?told=wrong"));
    let right = sign_in(&visitor, " LiangQihang ", PASSWORD).await;
    assert_eq!((right.status, right.to()), (StatusCode::SEE_OTHER, "/"));
    let cookie = right.header("set-cookie");
    assert!(
        cookie.starts_with("xundao=")
            && cookie.contains("Max-Age=1209600")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert!(visitor.signed_in().await);
}

#[tokio::test]
async fn after_five_failures_the_next_try_waits_even_with_the_right_password() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    let visitor = app.nobody();
    for left in [4, 3, 2, 1, 0] {
        let wrong = sign_in(&visitor, "liangqihang", "no").await;
        assert_eq!(wrong.to(), format!("/sign-in?told=wrong&left={left}&login=liangqihang"));
    }
    let early = sign_in(&visitor, "liangqihang", PASSWORD).await;
    assert_eq!(early.to(), "/sign-in?told=wait&minutes=2&login=liangqihang");
    app.pass_minutes(1);
    assert_eq!(sign_in(&visitor, "liangqihang", PASSWORD).await.to(), "/");
    // Signing in forgives: the next failure is the first again.
    let fresh = sign_in(&app.nobody(), "liangqihang", "no").await;
    assert!(fresh.to().contains("left=4"), "{}", fresh.to());
}

#[tokio::test]
async fn a_suspended_person_loses_session_and_stream_within_a_second() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    let (member, admin) = (app.as_(cast::MEMBER).await, app.as_(cast::SYSTEM_ADMIN).await);
    let mut events = member.request(Method::GET, "/api/live").send().await.unwrap();
    assert!(events.chunk().await.unwrap().is_some());
    let reason = Note::parse("调离本组，不再参加指导工作").unwrap();
    let suspend = person::Act::Suspend { person: cast::MEMBER.id, reason: reason.clone() };
    let verdict = admin.propose(Book::Office, Act::Person(suspend)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    assert!(!member.signed_in().await);
    let mut rest = String::new();
    let ended = tokio::time::timeout(Duration::from_secs(1), async {
        while let Ok(Some(chunk)) = events.chunk().await {
            rest.push_str(&String::from_utf8_lossy(&chunk));
        }
    });
    ended.await.expect("the stream ends within a second");
    assert!(rest.contains("signed_out"), "{rest}");
    assert!(sign_in(&app.nobody(), "liangqihang", PASSWORD).await.to().contains("told=wrong"));
    // Restored, they sign in anew; the old session stays ended.
    tokio::time::sleep(Duration::from_millis(600)).await;
    let restore = person::Act::Restore { person: cast::MEMBER.id, reason };
    admin.propose(Book::Office, Act::Person(restore)).await;
    assert!(!member.signed_in().await);
    assert_eq!(sign_in(&app.nobody(), "liangqihang", PASSWORD).await.to(), "/");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_their_streams() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    let (phone, desk) = (app.as_(cast::MEMBER).await, app.as_(cast::MEMBER).await);
    let mut events = phone.request(Method::GET, "/api/live").send().await.unwrap();
    assert!(events.chunk().await.unwrap().is_some());
    let change = |old: &'static str, new: &'static str| {
        let desk = desk.clone();
        async move { desk.form("/account/password", &[("old", old), ("password", new), ("again", new)]).await }
    };
    assert_eq!(change("wrong-wind-1", "lantern-hill-7").await.to(), "/account?told=wrong");
    assert_eq!(change(PASSWORD, "short").await.to(), "/account?told=short");
    assert_eq!(change(PASSWORD, "lantern-hill-7").await.to(), "/account?told=changed");
    assert!(desk.signed_in().await);
    assert!(!phone.signed_in().await);
    let ended = tokio::time::timeout(Duration::from_secs(1), async { while let Ok(Some(_)) = events.chunk().await {} });
    ended.await.expect("the other stream ends within a second");
    assert_eq!(sign_in(&app.nobody(), "liangqihang", "lantern-hill-7").await.to(), "/");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_too() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    let token = visitor.get("/api/me").await;
    assert_ne!(token.body, "null");
    let before = store::session::list(&app.server.db, Some(cast::HEAD.id), app.now()).await.unwrap();
    assert_eq!(before.len(), 1);
    assert_eq!(visitor.form("/sign-out", &[("clean", "1")]).await.to(), "/sign-in?told=clean");
    assert!(!visitor.signed_in().await);
    let after = store::session::list(&app.server.db, Some(cast::HEAD.id), app.now()).await.unwrap();
    assert!(after.is_empty());
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
        for path in ["/sign-out", "/sign-in", "/account/password", "/api/propose", "/demo/sign-in"] {
            let request = visitor.request(Method::POST, path).header(name, value).form(&[("login", "zhengyanqiu")]);
            assert_eq!(visitor.send(request).await.status, StatusCode::FORBIDDEN, "{path} {name}");
        }
    }
    assert!(visitor.signed_in().await);
    let own = visitor.request(Method::POST, "/sign-out").header("origin", app.url.clone()).form(&[("clean", "")]);
    assert_eq!(visitor.send(own).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_whose_session_can_not_be_read_names_nobody_and_is_none() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    assert_eq!(visitor.get("/bag").await.header("x-xundao-person"), cast::HEAD.id.to_string());
    app.server.db.close().await;
    for path in ["/bag", "/api/me", "/api/live"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.headers.get("x-xundao-person").is_none(), "{path}: {:?}", answer.headers);
        assert_eq!(answer.header("retry-after"), "10", "{path}");
        assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    }
    let failure: Failure = visitor.get("/api/me").await.json();
    assert!(matches!(&failure, Failure::Broken { reference } if !reference.is_empty()), "{failure:?}");
    // who brings no cookie is nobody all the same
    assert_eq!(app.nobody().get("/icon.svg").await.header("x-xundao-person"), "nobody");
}

#[tokio::test]
async fn other_roles_bring_another_token() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::LIAISON).await;
    app.set_day("2023-04-18");
    app.set_day("2023-04-17");
    assert_eq!(visitor.get("/api/me").await.header("set-cookie"), "");
    let role = domain::viewer::Role::Group { group: cast::GROUP, post: domain::viewer::Post::Deputy };
    app.system(Act::Person(person::Act::GrantRole { person: cast::LIAISON.id, role })).await;
    let turned = visitor.get("/api/me").await;
    assert!(turned.header("set-cookie").starts_with("xundao="), "{:?}", turned.headers);
    assert!(visitor.signed_in().await);
    assert_eq!(visitor.get("/api/me").await.header("set-cookie"), "");
}

#[tokio::test]
async fn signing_in_brings_a_new_token_and_ends_the_one_before() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    let cookie = |answer: &Answer| answer.header("set-cookie").split(';').next().unwrap().to_owned();
    // A token that somebody else has planted is not taken over.
    let planted = format!("xundao={}", "a".repeat(64));
    let visitor = app.nobody();
    let fields = [("login", "liangqihang"), ("password", PASSWORD)];
    let request = visitor.request(Method::POST, "/sign-in").header("cookie", &planted).form(&fields);
    let first = cookie(&visitor.send(request).await);
    assert!(first.len() > 60 && first != planted, "{first}");
    let second = cookie(&sign_in(&visitor, "liangqihang", PASSWORD).await);
    assert_ne!(first, second);
    for (cookie, good) in [(&planted, false), (&first, false), (&second, true)] {
        let asked = app.nobody();
        let me = asked.send(asked.request(Method::GET, "/api/me").header("cookie", cookie)).await;
        assert_eq!(me.body != "null", good, "{cookie}");
    }
}

#[tokio::test]
async fn a_session_that_the_security_administrator_ends_loses_its_stream_within_a_second() {
    let app = TestApp::start().await;
    let (member, admin) = (app.as_(cast::MEMBER).await, app.as_(cast::SECURITY_ADMIN).await);
    let mut events = member.request(Method::GET, "/api/live").send().await.unwrap();
    assert!(events.chunk().await.unwrap().is_some());
    let id = store::session::list(&app.server.db, Some(cast::MEMBER.id), app.now()).await.unwrap()[0].id;
    assert_eq!(admin.json("/api/session/end", &serde_json::json!({ "id": id })).await.status, StatusCode::OK);
    assert!(!member.signed_in().await);
    let ended = tokio::time::timeout(Duration::from_secs(1), async { while let Ok(Some(_)) = events.chunk().await {} });
    ended.await.expect("the stream ends within a second");
}

#[tokio::test]
async fn many_tries_at_once_are_not_more_tries() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    for login in ["liangqihang", "nosuchperson"] {
        let tries = (0..30).map(|number| {
            let visitor = app.nobody();
            async move {
                // An address of one's own choice in a header counts for nothing without a proxy.
                let request =
                    visitor.request(Method::POST, "/sign-in").header("x-forwarded-for", format!("10.0.0.{number}"));
                let answer = visitor.send(request.form(&[("login", login), ("password", "river-wind-9")])).await;
                answer.to().contains("told=wrong")
            }
        });
        let tried = futures::future::join_all(tries).await.into_iter().filter(|tried| *tried).count();
        assert!((1..=5).contains(&tried), "{tried} of 30 tries were let through for {login}");
        let right = sign_in(&app.nobody(), login, PASSWORD).await;
        assert!(right.to().contains("told=wait"), "{}", right.to());
    }
}

#[tokio::test]
async fn one_address_can_not_try_everybody() {
    let app = TestApp::start().await;
    app.set_password(cast::MEMBER, PASSWORD).await;
    for number in 0..50 {
        let answer = sign_in(&app.nobody(), &format!("person{number}"), "river-wind-9").await;
        assert!(answer.to().contains("told=wrong"), "{number}: {}", answer.to());
    }
    assert!(sign_in(&app.nobody(), "liangqihang", PASSWORD).await.to().contains("told=wait"));
    app.pass_minutes(2);
    assert_eq!(sign_in(&app.nobody(), "liangqihang", PASSWORD).await.to(), "/");
}

#[tokio::test]
async fn the_first_link_makes_the_first_administrator_once() {
    let app = TestApp::empty().await;
    let link = server::welcome::first_link(&app.server).await.unwrap().unwrap();
    let visitor = app.nobody();
    assert_eq!(visitor.get(&link).await.status, StatusCode::OK);
    let fields = [("login", "guanliyuan"), ("person", "齐静波"), ("password", PASSWORD), ("again", PASSWORD)];
    let short = [("login", "guanliyuan"), ("person", "齐静波"), ("password", "a"), ("again", "a")];
    assert!(visitor.form(&link, &short).await.to().ends_with("?told=short"));
    assert_eq!(visitor.form(&link, &fields).await.to(), "/");
    assert!(visitor.get("/api/me").await.body.contains("齐静波"));
    assert!(app.nobody().form(&link, &fields).await.to().ends_with("?told=used"));
    assert_eq!(server::welcome::first_link(&app.server).await.unwrap(), None);
    assert_eq!(sign_in(&app.nobody(), "guanliyuan", PASSWORD).await.to(), "/");
}

#[tokio::test]
async fn a_reset_link_is_good_once_and_ends_what_was_before() {
    let app = TestApp::start().await;
    let before = app.as_(cast::HEAD).await;
    let old = app.server.invite(Some(cast::HEAD.id), None).await.unwrap();
    let link = app.server.invite(Some(cast::HEAD.id), None).await.unwrap();
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    assert!(app.nobody().form(&old, &fields).await.to().ends_with("?told=used"));
    assert_eq!(app.nobody().form(&link, &fields).await.to(), "/");
    assert!(!before.signed_in().await);
    assert!(app.nobody().form(&link, &fields).await.to().ends_with("?told=used"));
    let late = app.server.invite(Some(cast::HEAD.id), None).await.unwrap();
    app.pass_minutes(8 * 24 * 60);
    assert!(app.nobody().form(&late, &fields).await.to().ends_with("?told=used"));
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_two_weeks() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    for _ in 0..6 {
        app.pass_minutes(48 * 60);
        assert!(visitor.signed_in().await);
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    app.pass_minutes(50 * 60);
    assert!(!visitor.signed_in().await, "two weeks");
    let idle = app.as_(cast::HEAD).await;
    app.pass_minutes(73 * 60);
    assert!(!idle.signed_in().await, "three days without use");
}

#[tokio::test]
async fn every_answer_is_guarded_and_personal_ones_are_not_kept() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    for path in ["/dashboard", "/api/me", "/sign-in", "/nowhere", "/api/live-not"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let big = visitor.request(Method::POST, "/api/propose").body("x".repeat(3 << 20));
    assert_eq!(visitor.send(big).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_the_cast_of_a_demo_has_one_click() {
    let app = TestApp::start().await;
    let real = domain::kinds::PersonId(id());
    let name = domain::kinds::Name::parse("真人").unwrap();
    let login = person::login("zhenren").unwrap();
    app.system(Act::Person(person::Act::Register { person: real, name, login, demo: false })).await;
    let answer = app.nobody().form("/demo/sign-in", &[("login", "zhenren")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let old = app.nobody().request(Method::GET, "/api/me").header("cookie", "as=zhengyanqiu");
    assert_eq!(app.nobody().send(old).await.body, "null");
}
