//! Scripts in every text of every act, through the wire and all rules; then every page that shows them is fetched and
//! read as a browser reads it: nothing of it is a tag, an attribute or a script.

mod life;
mod story;

use std::collections::BTreeSet;

use domain::act::{Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{LookbackId, Month, Week, WorklistId};
use domain::private::Private;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{TestApp, Visitor, id};
use crate::hostile::frozen;
use crate::hostile::html::{Tag, tags};

use self::story::{everything, lookback};

/// The texts of the frozen lines; everything else in them is an id, a day, a number or a word of ours.
const TEXTS: [&str; 2] = ["教务处", "已到现场核对，问题仍未解决"];
/// Breaks out of whatever it might be put into.
fn script(number: usize) -> String {
    format!("</textarea></title></script><script>x9({number})</script>\"'><img src=x onerror=x9()>")
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";
/// Ids as the frozen lines have them.
const ISSUE: Uuid = Uuid::from_u128(0x15_0002);
const CARRIER: Uuid = Uuid::from_u128(0xca_0002);
const REPORT: Uuid = Uuid::from_u128(0x4e_0002);
const RULE: Uuid = Uuid::from_u128(0x4f_0002);
/// Of the test's own.
const SURVEY: Uuid = Uuid::from_u128(0x5e_0a02);
const NOTICE: Uuid = Uuid::from_u128(0x60_0a01);
const DROPPED: Uuid = Uuid::from_u128(0x60_0a02);
const ITEM: Uuid = Uuid::from_u128(0x61_0a01);
const MEETING: Uuid = Uuid::from_u128(0x63_0a01);
const OFF: Uuid = Uuid::from_u128(0x63_0a02);
const DEPLOYMENT: Uuid = Uuid::from_u128(0x62_0a01);
const TEMPLATE: Uuid = Uuid::from_u128(0x7e_0a00);
const ROUND: Uuid = Uuid::from_u128(0xe0_0a01);
const CUT: Uuid = Uuid::from_u128(0xc07_0a01);
const SECOND: Uuid = Uuid::from_u128(0x15_0a02);
const THIRD: Uuid = Uuid::from_u128(0x15_0a03);
const FOURTH: Uuid = Uuid::from_u128(0x15_0a04);
const MORE: Uuid = Uuid::from_u128(0x3ea_0a02);
const BRANCH: Uuid = Uuid::from_u128(0x0b_0000_0a01);
const NEWCOMER: Uuid = Uuid::from_u128(0x0d00_0099);

struct Stage {
    app: TestApp,
    hash: String,
    sent: usize,
    /// The acts that were accepted with a script in each of their texts.
    told: BTreeSet<String>,
    /// Goes along with the next act, which names it.
    beside: Vec<Private>,
}

impl Stage {
    async fn start() -> Stage {
        let app = TestApp::start().await;
        app.set_day("2023-05-05");
        let hash = server::file::disk::write(app.dir(), PDF).unwrap();
        let file = store::file::File {
            hash: hash.clone(),
            stored: hash.clone(),
            size: 44,
            media: "application/pdf".to_owned(),
        };
        store::file::keep(&app.server.db, file, app.now()).await.unwrap();
        Stage { app, hash: hash.to_string(), sent: 0, told: BTreeSet::new(), beside: Vec::new() }
    }

    /// Sends the frozen form of an act with scripts for its texts and `with` for some of its fields.
    async fn say(&mut self, who: CastPerson, name: &str, with: Value) {
        self.sent += 1;
        let line = frozen()[name][0].clone();
        let mut value: Value = serde_json::from_str(&line).unwrap();
        put_scripts(&mut value, &script(self.sent));
        merge(&mut value["act"]["act"], &with);
        value["id"] = id().to_string().into();
        let proposal: Proposal = serde_json::from_value(value).unwrap_or_else(|why| panic!("{name}: {why}"));
        let proposal = proposal.with(std::mem::take(&mut self.beside));
        let visitor = self.browser(who).await;
        let answer = visitor.json("/api/propose", &json!({ "proposals": [proposal] })).await;
        let verdict = answer.json::<Vec<Verdict>>().remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{name}: {verdict:?}");
        self.told.insert(name.to_owned());
    }

    /// The number of the group's newest entry.
    async fn seq(&self) -> i64 {
        let heads = store::journal::heads(&self.app.server.db).await.unwrap();
        heads.into_iter().find(|head| head.book == cast::book()).unwrap().seq
    }

    /// A browser whose own name is a script too: the list of sessions shows it.
    async fn browser(&self, who: CastPerson) -> Visitor {
        let visitor = self.app.nobody();
        let request = visitor.request(Method::POST, "/demo/sign-in").form(&[("login", who.login)]);
        let answer = visitor.send(request.header("user-agent", script(0))).await;
        assert_eq!(answer.to(), "/");
        visitor
    }
}

fn put_scripts(value: &mut Value, script: &str) {
    match value {
        Value::String(text) if TEXTS.contains(&text.as_str()) => *text = script.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| put_scripts(item, script)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put_scripts(field, script)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn merge(into: &mut Value, with: &Value) {
    match (into, with) {
        (Value::Object(into), Value::Object(with)) => {
            with.iter().for_each(|(name, value)| merge(into.entry(name.clone()).or_insert(Value::Null), value));
        }
        (into, with) => *into = with.clone(),
    }
}

/// What of the page a browser would run.
fn run(page: &str, nonce: &str) -> Vec<String> {
    let bad = |tag: &Tag| {
        let script = tag.name == "script" && tag.attribute("nonce") != Some(nonce);
        let handler = tag.attributes.iter().any(|(name, _)| name.starts_with("on"));
        let image = tag.name == "img" && tag.attribute("src") == Some("x");
        let link = ["href", "src", "action"].iter().any(|name| {
            tag.attribute(name).is_some_and(|to| to.trim().to_ascii_lowercase().starts_with("javascript:"))
        });
        script || handler || image || link || (tag.name == "script" && tag.raw.trim_start().starts_with("x9("))
    };
    tags(page).iter().filter(|tag| bad(tag)).map(|tag| format!("{tag:?}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_of_any_act_becomes_a_script_on_any_page() {
    let mut stage = Stage::start().await;
    everything(&mut stage).await;
    let with_text = frozen().into_iter().filter(|(_, lines)| TEXTS.iter().any(|text| lines[0].contains(text)));
    let left: Vec<String> = with_text.map(|(name, _)| name).filter(|name| !stage.told.contains(name)).collect();
    assert!(left.is_empty(), "acts with a text that were not tried: {left:?}");
    let unit = cast::UNITS[1].id;
    let link = stage.app.server.invite(Some(cast::NORMAL_STAFF.id), None).await.unwrap();
    let pages = [
        format!("/unit/{unit}"),
        format!("/unit/{unit}/goal"),
        format!("/unit/{unit}/organisations"),
        "/units".into(),
        "/carriers".into(),
        format!("/carrier/{CARRIER}"),
        "/reports".into(),
        format!("/reports/{REPORT}"),
        "/rules".into(),
        format!("/rules/{RULE}"),
        "/notices".into(),
        format!("/notices/{NOTICE}"),
        "/worklists".into(),
        format!("/worklists/{}", WorklistId::of(cast::book(), Week::of(stage.app.now().day()))),
        "/meetings".into(),
        format!("/meetings/{MEETING}"),
        format!("/meetings/{OFF}"),
        "/deployments".into(),
        format!("/deployments/{DEPLOYMENT}"),
        format!("/deployments/{DEPLOYMENT}?cell={unit}-deployed"),
        "/library".into(),
        format!("/library/{}", life::STANDARD),
        format!("/library/{}?version=2", life::STANDARD),
        "/studies".into(),
        format!("/studies/{}", life::STUDY),
        "/worklogs".into(),
        "/outcomes".into(),
        format!("/outcomes/{}", life::OUTCOME),
        "/lessons".into(),
        format!("/burden?unit={unit}"),
        "/today".into(),
        "/surveys".into(),
        format!("/surveys/{SURVEY}"),
        "/templates".into(),
        format!("/templates/{TEMPLATE}"),
        "/evaluations".into(),
        format!("/evaluations/{ROUND}"),
        format!("/evaluations/{ROUND}/{unit}"),
        "/lookbacks".into(),
        format!("/lookbacks/{}", lookback()),
        "/cuts".into(),
        format!("/cuts/{CUT}"),
        "/issues".into(),
        format!("/issues?text={}", "%3Cscript%3Ex9()%3C/script%3E%22%27%3E%3Cimg%20src=x%20onerror=x9()%3E"),
        format!("/issues/{ISSUE}"),
        format!("/issues/{SECOND}"),
        format!("/issues/{THIRD}"),
        format!("/issues/{FOURTH}"),
        "/issues/new".into(),
        "/ledger".into(),
        "/policy".into(),
        "/calendar?month=2023-07".into(),
        "/inbox".into(),
        "/inbox/settings".into(),
        "/dashboard".into(),
        "/wall".into(),
        format!("/book?book={}", cast::GROUP),
        "/people".into(),
        format!("/people/{}", cast::NORMAL_STAFF.id),
        format!("/people/{NEWCOMER}"),
        "/groups".into(),
        "/sessions".into(),
        "/journal".into(),
        "/account".into(),
        "/more".into(),
        link,
        "/sign-in?told=wrong&login=%22%3E%3Cscript%3Ex9()%3C/script%3E&left=%3Cimg%20src=x%3E".into(),
        "/nowhere/%3Cscript%3Ex9()%3C/script%3E".into(),
    ];
    let mut shown = BTreeSet::new();
    for who in [
        cast::HEAD,
        cast::NORMAL_STAFF,
        cast::OFFICE_LEADER,
        cast::SYSTEM_ADMIN,
        cast::SECURITY_ADMIN,
        cast::AUDIT_ADMIN,
    ] {
        let visitor = stage.browser(who).await;
        for path in &pages {
            let answer = visitor.get(path).await;
            let policy = answer.header("content-security-policy").to_owned();
            let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split('\'').next()).unwrap_or_default();
            let run = run(&answer.body, nonce);
            assert!(run.is_empty(), "{path} as {}: {run:?}", who.login);
            if answer.body.contains("&lt;script&gt;x9(") {
                shown.insert(path.clone());
            }
        }
    }
    // The pages do show them, as text.
    for path in pages.iter().filter(|path| {
        !["/ledger", "/issues/new", "/wall", "/worklists", "/journal", "/more", "/nowhere"]
            .iter()
            .any(|own| path.starts_with(own))
    }) {
        assert!(shown.contains(path) || path.starts_with("/sign-in"), "{path} shows none of it: {shown:?}");
    }
}
