//! Who is spoken to: hosts on the list, by no other way.

use std::process::Stdio;
use std::time::Duration;

use super::*;

#[tokio::test]
async fn nothing_goes_to_a_host_that_is_not_listed() {
    let (listed, other) = (free_port(), free_port());
    let hosts = format!("http://127.0.0.1:{listed}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    issue_waits(&app).await;
    let stranger = Http::listen(other, r#"{"errcode":0}"#).await;
    let head = app.as_(cast::HEAD).await;
    // refused when it is set
    for url in [
        format!("http://127.0.0.1:{other}/send"),
        format!("http://127.0.0.1:{listed}@127.0.0.1:{other}/send"),
        format!("https://127.0.0.1:{listed}/send"),
        format!("http://localhost:{listed}/send"),
        format!("http://127.1:{listed}/send"),
        "file:///etc/passwd".to_owned(),
    ] {
        let answer = head.json("/api/inbox/robot", &robot(&url)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}: {}", answer.body);
    }
    // refused when it is sent: it was listed when it was set
    robot_was_listed(&app, other).await;
    let post = Post::new(&serve(&hosts, None), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    once(&app.server, &post, &mut seen).await.unwrap();
    let fate = head.get("/api/inbox/settings").await.json::<Value>()["robots"][0]["fate"].clone();
    assert_eq!((&fate["state"], &fate["why"]), (&json!("given_up"), &json!("not_listed")));
    // and a listed host that leads elsewhere is not followed
    let _away = Http::leading(listed, &format!("http://127.0.0.1:{other}/send")).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{listed}/send"))).await;
    ok(&head, "/api/inbox/try", &json!({ "group": cast::GROUP })).await;
    once(&app.server, &post, &mut seen).await.unwrap();
    let fate = head.get("/api/inbox/settings").await.json::<Value>()["robots"][0]["fate"].clone();
    assert_eq!(fate["why"], "redirected");
    assert_eq!(stranger.asked(), 0, "the host that is not listed was never spoken to");
    // nor is a mail server that is not
    let smtp = Some(format!("smtp://127.0.0.1:{other}"));
    assert!(Post::new(&serve(&hosts, smtp), "https://xundao.example").is_err());
    assert_eq!(stranger.asked(), 0);
}

/// A process of its own, since the environment is the whole process's.
#[tokio::test]
async fn a_proxy_that_the_environment_names_is_not_spoken_to() {
    let (hook_port, proxy_port) = (free_port(), free_port());
    let hosts = format!("http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    let head = app.as_(cast::HEAD).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{hook_port}/send"))).await;
    ok(&head, "/api/inbox/try", &json!({ "group": cast::GROUP })).await;
    let dir = app.leave().await;
    let http = Http::listen(hook_port, r#"{"errcode":0}"#).await;
    let proxy = Http::listen(proxy_port, r#"{"errcode":0}"#).await;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xundao"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--notify-hosts", &hosts]).arg("--data").arg(dir.path());
    command.arg("--database").arg(format!("sqlite:{}", dir.path().join("xundao.sqlite").display()));
    command.arg("--ballot-key").arg(dir.path().join("ballot.key"));
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, format!("http://127.0.0.1:{proxy_port}"));
    }
    // where these are set, a proxy would not be asked for other reasons
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        command.env_remove(name);
    }
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = tokio::time::Instant::now();
    while http.bodies().is_empty() && proxy.asked() == 0 && begun.elapsed() < Duration::from_secs(60) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!((http.bodies().is_empty(), proxy.asked()), (false, 0));
}
