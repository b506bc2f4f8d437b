//! Who gets in: the first administrator by a link, people by one-time links, the cast of a demo by one click.

use domain::cast;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

use super::cast_left;
use crate::binary::{Done, Place};

const PASSWORD: &str = "river-wind-1";

fn browser() -> Client {
    server::notify::crypto();
    Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap()
}

async fn post(client: &Client, address: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = client.post(address).form(fields).send().await.unwrap();
    let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (answer.status(), to.unwrap_or_default())
}

async fn me(client: &Client, url: &str) -> String {
    client.get(format!("{url}/api/me")).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn the_first_start_prints_a_link_that_makes_the_first_administrator_once() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(&dir.path().join("new"));
    let first = place.serve();
    let link = first.said.iter().find_map(|line| line.split_whitespace().find(|word| word.starts_with("http")));
    let link = link.unwrap_or_else(|| panic!("no link: {:?}", first.said)).to_owned();
    assert!(link.starts_with(&first.url), "{link}");
    let client = browser();
    // Nobody is there, and no password is known beforehand.
    for login in ["admin", "root", "xitong", ""] {
        for password in ["admin", "password", "xundao", ""] {
            let (_, to) =
                post(&client, &format!("{}/sign-in", first.url), &[("login", login), ("password", password)]).await;
            assert!(to.starts_with("/sign-in?told="), "{login} {password}: {to}");
        }
    }
    let demo = post(&client, &format!("{}/demo/sign-in", first.url), &[("login", "xitong")]).await;
    assert_eq!(demo.0, StatusCode::NOT_FOUND);
    let fields = [("login", "guanliyuan"), ("person", "齐静波"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(post(&client, &link, &fields).await, (StatusCode::SEE_OTHER, "/".to_owned()));
    assert!(me(&client, &first.url).await.contains("齐静波"));
    assert!(post(&browser(), &link, &fields).await.1.ends_with("?told=used"));
    drop(first);
    let second = place.serve();
    assert_eq!(second.said, Vec::<String>::new(), "the second start prints no link");
    assert!(me(&client, &second.url).await.contains("齐静波"), "the session is still good");
}

#[tokio::test]
async fn one_click_is_offered_on_loopback_only_and_only_by_a_demo() {
    let (_dir, place) = cast_left().await;
    for (listen, more, offered) in [
        ("127.0.0.1:0", &[][..], true),
        ("localhost:0", &["--public-url", "http://localhost:3000"], true),
        ("127.0.0.1:0", &["--public-url", "https://xundao.example"], false),
        ("127.0.0.1:0", &["--behind-proxy"], false),
        ("0.0.0.0:0", &[], false),
    ] {
        let server = place.serve_on(listen, more);
        let (status, _) = post(&browser(), &format!("{}/demo/sign-in", server.url), &[("login", "xitong")]).await;
        assert_eq!(status == StatusCode::SEE_OTHER, offered, "{listen}");
        let cast = browser().get(format!("{}/api/demo/cast", server.url)).send().await.unwrap().text().await.unwrap();
        assert_eq!(cast != "[]", offered, "{listen}: {cast}");
        let told = server.said.iter().any(|line| line.contains(cast::HEAD.name));
        assert_eq!(told, offered, "who can sign in: {listen}: {:?}", server.said);
    }
    // A database of real people, of whom one has a login of the cast.
    let dir = tempfile::tempdir().unwrap();
    let real = Place::at(dir.path());
    assert_eq!(real.run(&["user", "add", "--login", cast::HEAD.login, "--name", "真人"]).code, Some(0));
    let server = real.serve();
    let (status, _) = post(&browser(), &format!("{}/demo/sign-in", server.url), &[("login", cast::HEAD.login)]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_person_is_added_and_reset_by_one_time_links() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(dir.path());
    let args = ["user", "add", "--login", "shenji", "--name", "明月川", "--role", "audit"];
    let added = place.run(&args);
    assert_eq!(added.code, Some(0), "{added:?}");
    let server = place.serve();
    assert_eq!(server.said, Vec::<String>::new(), "somebody is registered: no first link");
    let here = |done: &Done| {
        let (_, path) = done.out.trim().split_once("/welcome/").unwrap();
        format!("{}/welcome/{path}", server.url)
    };
    let client = browser();
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(post(&client, &here(&added), &fields).await.1, "/");
    assert!(me(&client, &server.url).await.contains("audit"));
    // While the server runs.
    let reset = place.run(&["user", "reset", "--login", "shenji"]);
    assert_eq!(reset.code, Some(0), "{reset:?}");
    let other = [("password", "lantern-hill-7"), ("again", "lantern-hill-7")];
    let second = browser();
    assert_eq!(post(&second, &here(&reset), &other).await.1, "/");
    assert_eq!(me(&client, &server.url).await, "null", "the new password ended the session before");
    assert!(me(&second, &server.url).await.contains("明月川"));
    for args in [
        &args[..],
        &["user", "reset", "--login", "nosuchperson"],
        &["user", "add", "--login", "x", "--name", "某人", "--role", "boss"],
        &["user", "add", "--login", "two words", "--name", "某人"],
    ] {
        let refused = place.run(args);
        assert_eq!(refused.code, Some(1), "{args:?}: {refused:?}");
        assert!(refused.err.starts_with("xundao: ") && refused.out.is_empty(), "{refused:?}");
    }
}
