//! Malformed input to every server function that is registered, and every act of the wire spoiled in each of its fields.

use domain::act::Verdict;
use domain::cast;
use domain::refusal::Refusal;
use leptos::server_fn::axum::server_fn_paths;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::binary::{Place, Running};
use crate::common::TestApp;
use crate::hostile::frozen;

/// A serving binary with the cast, and the head's browser.
async fn served() -> (tempfile::TempDir, Running, Client) {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let dir = app.leave().await;
    let server = Place::at(dir.path()).serve();
    let client = Client::builder().cookie_store(true).build().unwrap();
    let form = [("login", cast::HEAD.login)];
    let answer = client.post(format!("{}/demo/sign-in", server.url)).form(&form).send().await.unwrap();
    assert!(answer.status().is_success());
    (dir, server, client)
}

/// Every parameter that a server function takes, each with a value of no sense.
fn queries() -> Vec<String> {
    let names = [
        "id", "filter", "asked", "unit", "book", "code", "carrier", "report", "rule", "issue", "text", "token",
        "state", "upto", "after", "as_of", "subject",
    ];
    let values = [
        "",
        "null",
        "{}",
        "[]",
        "-1",
        "99999999999999999999",
        "%00",
        "%FF%FE",
        "%",
        "'%20or%201=1--",
        "../../etc/passwd",
        "{%22unit%22:",
        "{%22page%22:4294967295}",
        "{%22page%22:-1}",
        "%E6%9D%90",
        "{%22text%22:%22%25_%5C%5C%27%22}",
        "{%22as_of%22:%229999-99-99%22}",
        "2023-02-31",
        "00000000-0000-0000-0000-00000b000002",
        "9223372036854775807",
        "-9223372036854775808",
    ];
    let all = |value: &str| names.iter().map(|name| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let mut queries: Vec<String> = values.iter().map(|value| all(value)).collect();
    queries.extend(names.iter().map(|name| format!("{name}={}", "[".repeat(2_000))));
    queries.extend(
        ["x=1", "&&&===", "filter[a][b][c][d][e][f][g]=1", "filter[]=1&filter[]=2", "%C3%28=%C3%28"].map(String::from),
    );
    queries.push(format!("filter={}", "%7B%22a%22:".repeat(4_000)));
    queries
}

fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let text = |kind, body: &str| (kind, body.as_bytes().to_vec());
    vec![
        text("application/json", ""),
        text("application/json", "null"),
        text("application/json", "{"),
        text("application/json", "[]"),
        text("application/json", "\"proposals\""),
        text("application/json", "{\"proposals\":"),
        text("application/json", "{\"proposals\":3}"),
        text("application/json", "{\"proposals\":[null]}"),
        text("application/json", "{\"proposals\":[{}]}"),
        text("application/json", "{\"id\":{}}"),
        text("application/json", "{\"id\":\"not-an-id\"}"),
        text("application/json", "{\"id\":1e999}"),
        text("application/x-www-form-urlencoded", "id=1&proposals=2"),
        text("text/plain", "{\"proposals\":[]"),
        ("application/json", b"{\"proposals\":[\"\xff\xfe\xc3\x28\"]}".to_vec()),
        ("application/json", b"{\"id\":\"\xed\xa0\x80\"}".to_vec()),
        ("application/json", vec![b'['; 1 << 20]),
        ("application/json", b"{\"proposals\":".repeat(80_000)),
        ("application/json", b"{\"id\":".repeat(170_000)),
        ("application/json", [b"{\"proposals\":[".as_slice(), &b"{},".repeat(300_000), b"{}]}"].concat()),
        ("application/octet-stream", vec![0; 1 << 20]),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_malformed_input_is_a_fault_of_the_server() {
    let (_dir, server, client) = served().await;
    let nobody = Client::new();
    let mut wrong = Vec::new();
    let (mut functions, mut sent) = (0, 0);
    let (queries, bodies) = (queries(), bodies());
    for (path, method) in server_fn_paths() {
        functions += 1;
        for client in [&client, &nobody] {
            let address = format!("{}{path}", server.url);
            let mut requests = Vec::new();
            if method == Method::GET {
                requests.push(client.get(&address));
                requests.extend(queries.iter().map(|query| client.get(format!("{address}?{query}"))));
            } else {
                requests.push(client.post(&address));
                let body = |(kind, body): &(&'static str, Vec<u8>)| {
                    client.post(&address).header("content-type", *kind).body(body.clone())
                };
                requests.extend(bodies.iter().map(body));
            }
            for (number, request) in requests.into_iter().enumerate() {
                let answer = request.send().await.unwrap();
                sent += 1;
                let (status, body) = (answer.status(), answer.text().await.unwrap());
                // What can't be read is refused in words that the page can read.
                let said = status.is_success() || serde_json::from_str::<Value>(&body).is_ok();
                if status.is_server_error() || !said {
                    wrong.push(format!(
                        "{method} {path} #{number}: {status} {}",
                        body.chars().take(100).collect::<String>()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(functions > 25 && sent > 1_000, "{functions} functions, {sent} requests");
    assert!(!server.log().contains("panicked"), "{}", server.log());
    println!("{functions} functions, {sent} requests, at most {} MB", server.peak() >> 20);
}

/// All places in a value, each replaced in turn by something else.
fn spoiled(value: &Value) -> Vec<Value> {
    let other = [json!(null), json!(-1), json!([[[]]]), json!(""), json!("x".repeat(5_000))];
    let mut all: Vec<Value> = other.to_vec();
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let mut without = fields.clone();
                without.remove(name);
                all.push(Value::Object(without));
                for bad in spoiled(inner) {
                    let mut with = fields.clone();
                    with.insert(name.clone(), bad);
                    all.push(Value::Object(with));
                }
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                for bad in spoiled(inner) {
                    let mut with = items.clone();
                    with[place] = bad;
                    all.push(Value::Array(with));
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_spoiled_act_is_a_fault_of_the_server() {
    let (_dir, server, client) = served().await;
    let address = format!("{}/api/propose", server.url);
    let mut wrong = Vec::new();
    let mut sent = 0;
    for (name, lines) in frozen() {
        let line = &lines[0];
        let whole: Value = serde_json::from_str(line).unwrap();
        let mut bodies: Vec<String> =
            spoiled(&whole).into_iter().map(|bad| json!({ "proposals": [bad] }).to_string()).collect();
        // Cut off anywhere.
        let cut = |at: usize| line.get(..at).map(|part| format!("{{\"proposals\":[{part}"));
        bodies.extend((1..line.len()).step_by(23).filter_map(cut));
        for body in bodies {
            let request = client.post(&address).header("content-type", "application/json").body(body.clone());
            let status = request.send().await.unwrap().status();
            sent += 1;
            if !(status == StatusCode::OK || status == StatusCode::BAD_REQUEST) {
                wrong.push(format!("{name}: {status} {}", body.chars().take(300).collect::<String>()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(sent > 3_000, "{sent} bodies");
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_not_be_read_is_refused_alone() {
    let app = TestApp::start().await;
    let head = app.as_(cast::HEAD).await;
    let comment = |number: u8| {
        let unit = cast::UNITS[1].id;
        let act = json!({ "subject": "unit", "act": { "verb": "rename", "unit": unit, "name": format!("第{number}次改名") } });
        json!({ "id": uuid::Uuid::from_u128(number.into()), "at": 0, "book": cast::book(), "act": act })
    };
    let mut newer = comment(2);
    newer["act"]["act"]["verb"] = json!("verb_of_next_year");
    let body = json!({ "proposals": [comment(1), newer, null, comment(3)] });
    let answer = head.json("/api/propose", &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let verdicts: Vec<Verdict> = answer.json();
    let malformed = Verdict::Refused { refusal: Refusal::Malformed };
    assert!(matches!(verdicts[0], Verdict::Accepted { .. }), "{verdicts:?}");
    assert_eq!(verdicts[1..3], [malformed.clone(), malformed]);
    assert!(matches!(verdicts[3], Verdict::Accepted { .. }), "{verdicts:?}");
    assert_eq!(verdicts.len(), 4);
}

/// Pages are streamed; people go on before they are whole, or before they have begun.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_who_leaves_early_breaks_nothing() {
    let (_dir, server, client) = served().await;
    for number in 0..120 {
        let page = ["/dashboard", "/issues", "/unit/00000000-0000-0000-0000-00000b000002", "/policy"][number % 4];
        let request = client.get(format!("{}{page}", server.url));
        if number % 2 == 0 {
            // The head has come, the rest is not read.
            drop(request.send().await.unwrap());
        } else {
            let patience = std::time::Duration::from_millis(number as u64 % 30);
            drop(tokio::time::timeout(patience, request.send()).await);
        }
    }
    let whole = client.get(format!("{}/dashboard", server.url)).send().await.unwrap().text().await.unwrap();
    assert!(whole.ends_with("</html>") || whole.contains("</body>"), "{whole}");
    assert!(!server.log().contains("panicked"), "{}", server.log());
}
