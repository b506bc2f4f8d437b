//! DingTalk and Feishu, each in its own form and by its own answers: both say 200 also to what they do not take.

use super::*;

/// A robot of one kind: what it says where it does not take a message, and where it does.
struct Kind {
    kind: &'static str,
    refuses: [&'static str; 2],
    agrees: &'static str,
}

const DINGTALK: Kind = Kind {
    kind: "dingtalk",
    refuses: [
        r#"{"errcode":310000,"errmsg":"sign not match, more: [https://ding-doc.example]"}"#,
        r#"{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"#,
    ],
    agrees: r#"{"errcode":0,"errmsg":"ok"}"#,
};
const FEISHU: Kind = Kind {
    kind: "feishu",
    refuses: [
        r#"{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}"#,
        r#"{"code":11232,"data":{},"msg":"frequency limited psm[lark.oapi.app_platform_runtime]"}"#,
    ],
    agrees: r#"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#,
};

const SAID: &str = "【巡导】有 1 件事等您办\nhttps://xundao.example/inbox";

/// Sets the robot, has it refuse a digest twice and take it at last; the requests it got, as first line and body.
async fn refused_twice_then_taken(own: Kind) -> Vec<(String, Value)> {
    let hook_port = free_port();
    let hosts = format!("http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    issue_waits(&app).await;
    let [first, second] = own.refuses;
    let http = Http::listen(hook_port, first).await;
    let head = app.as_(cast::HEAD).await;
    let url = format!("http://127.0.0.1:{hook_port}/send?access_token=k");
    let set =
        json!({ "group": cast::GROUP, "kind": own.kind, "url": url, "secret": "SECabc", "hour": 8, "english": false });
    ok(&head, "/api/inbox/robot", &set).await;
    let post = Post::new(&serve(&hosts, None), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    let fate = async || head.get("/api/inbox/settings").await.json::<Value>()["robots"][0]["fate"].clone();
    for (failures, minutes, next) in [(1, 2, second), (2, 6, own.agrees)] {
        once(&app.server, &post, &mut seen).await.unwrap();
        let now = fate().await;
        assert_eq!((&now["state"], &now["why"]), (&json!("waiting"), &json!("refused")), "{}", own.kind);
        assert_eq!(now["failures"], failures, "{}", own.kind);
        // not before its time
        once(&app.server, &post, &mut seen).await.unwrap();
        assert_eq!(http.bodies().len(), failures, "{}", own.kind);
        http.says(next);
        app.pass_minutes(minutes);
    }
    for _ in 0..2 {
        once(&app.server, &post, &mut seen).await.unwrap();
        assert_eq!((http.bodies().len(), &fate().await["state"]), (3, &json!("sent")), "{}", own.kind);
    }
    let bodies = http.bodies().into_iter().map(|body| {
        bare(&body);
        serde_json::from_str::<Value>(&body).unwrap()
    });
    http.lines().into_iter().zip(bodies).collect()
}

#[tokio::test]
async fn dingtalk_is_sent_a_signed_text_again_until_it_takes_it() {
    for (line, body) in refused_twice_then_taken(DINGTALK).await {
        assert_eq!(body, json!({ "msgtype": "text", "text": { "content": SAID } }));
        assert!(line.starts_with("POST /send?access_token=k&timestamp=16832"), "{line}");
        assert!(line.contains("&sign=") && !line.contains("SECabc"), "{line}");
    }
}

#[tokio::test]
async fn feishu_is_sent_a_signed_text_again_until_it_takes_it() {
    for (line, body) in refused_twice_then_taken(FEISHU).await {
        assert_eq!(line, "POST /send?access_token=k HTTP/1.1", "it is signed in the body");
        assert_eq!((&body["msg_type"], &body["content"]), (&json!("text"), &json!({ "text": SAID })));
        let signed = [&body["timestamp"], &body["sign"]].map(|own| own.as_str().unwrap().to_owned());
        assert!(signed[0].starts_with("16832") && signed[0].len() == 10, "seconds: {}", signed[0]);
        assert!(!signed[1].is_empty() && !signed[1].contains("SECabc"));
    }
}
