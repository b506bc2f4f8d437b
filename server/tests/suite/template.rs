//! A template over HTTP: out as a spreadsheet and in again, bad rows told, versions, and what another group's lead may copy.

use crate::common::{Answer, TestApp, Visitor, id};
use app::template::draft::Problem;
use app::template::read::{Detail, Shelf};
use app::template::table::Looked;
use domain::act::{Act as Any, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{TemplateId, Text};
use domain::template::{Act, Shipped, Template, Tree};
use ledger::export::{Table, xlsx};
use ledger::grid::Cell;
use reqwest::{Method, StatusCode, multipart};

fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

async fn accept(app: &TestApp, who: CastPerson, act: Act) {
    let verdict = app.act(who, cast::book(), Any::Template(act)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

async fn made(app: &TestApp, tree: &Tree) -> TemplateId {
    let template = TemplateId(id());
    accept(app, cast::HEAD, Act::Make { template, title: text("攻坚破难评估"), tree: tree.clone(), from: None }).await;
    template
}

async fn send(visitor: &Visitor, name: &str, bytes: Vec<u8>) -> Answer {
    let part = multipart::Part::bytes(bytes).file_name(name.to_owned());
    let form = multipart::Form::new().part("file", part);
    visitor.send(visitor.request(Method::POST, "/templates/read").multipart(form)).await
}

async fn bytes(visitor: &Visitor, path: &str) -> Vec<u8> {
    let response = visitor.request(Method::GET, path).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn what_is_exported_is_imported_as_the_same_tree() {
    let app = TestApp::start().await;
    let head = app.as_(cast::HEAD).await;
    for shipped in [Shipped::Hard, Shipped::FiveLooks] {
        let tree = shipped.tree().unwrap();
        let template = made(&app, &tree).await;
        let file = bytes(&head, &format!("/templates/{template}/tree.xlsx")).await;
        let looked: Looked = send(&head, "攻坚破难评估-第 1 版.xlsx", file).await.json();
        assert_eq!((looked.bad, looked.title.as_str()), (Vec::new(), "攻坚破难评估"));
        assert_eq!(looked.tree.unwrap(), tree);
    }
    // A name that looks like a formula stays a name.
    let mut tree = Shipped::Hard.tree().unwrap();
    tree.aspects[0].name = text("=1+1");
    let template = made(&app, &tree).await;
    let file = bytes(&head, &format!("/templates/{template}/tree.xlsx")).await;
    let looked: Looked = send(&head, "a.xlsx", file).await.json();
    assert_eq!(looked.tree.unwrap(), tree);
}

#[tokio::test]
async fn a_bad_row_is_told_and_nothing_is_half_imported() {
    let app = TestApp::start().await;
    let head = app.as_(cast::HEAD).await;
    let row =
        |cells: [&str; 6]| cells.map(|own| if own.is_empty() { Cell::Empty } else { Cell::Text(own.into()) }).to_vec();
    let table = Table {
        name: "指标体系".to_owned(),
        headers: ["级别", "名称", "英文名称", "权重", "方式", "看什么"].map(str::to_owned).to_vec(),
        rows: vec![
            row(["方面", "整改效果", "", "100", "", ""]),
            row(["要素", "解决程度", "", "100", "", ""]),
            row(["指标", "解决率", "", "60", "定量", "解决率"]),
            row(["指标", "满意率", "", "30", "摸底", "教职工"]),
        ],
        totals: Vec::new(),
    };
    let looked: Looked = send(&head, "坏.xlsx", xlsx(&table).unwrap()).await.json();
    assert!(looked.tree.is_none());
    let told: Vec<_> = looked.bad.iter().map(|own| (own.row, own.problem.clone())).collect();
    assert_eq!(told, [(3, Problem::Off { by: -1000 }), (5, Problem::Method)]);
    let shelf: Shelf = head.get("/api/template/list?book=").await.json();
    assert!(shelf.own.is_empty());
    assert_eq!(send(&head, "a.xlsx", b"%PDF-1.4".to_vec()).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let member = app.as_(cast::MEMBER).await;
    assert_eq!(send(&member, "a.xlsx", Vec::new()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&app.nobody(), "a.xlsx", Vec::new()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_earlier_version_is_read_and_brought_back_by_a_further_act() {
    let app = TestApp::start().await;
    let tree = Shipped::Hard.tree().unwrap();
    let template = made(&app, &tree).await;
    let mut other = tree.clone();
    other.aspects[0].name = text("整改成效");
    other.marks.worth[2] += 1;
    let revise = |based_on, tree: &Tree| Act::Revise {
        template,
        based_on,
        title: text("攻坚破难评估"),
        tree: tree.clone(),
        note: None,
    };
    accept(&app, cast::HEAD, revise(1, &other)).await;
    let head = app.as_(cast::HEAD).await;
    let detail: Detail = head.get(&format!("/api/template/detail?template={template}")).await.json();
    let versions: Vec<u32> = detail.versions.iter().map(|own| own.version).collect();
    assert_eq!((versions, &detail.template.tree), (vec![1, 2], &other));
    let fields = detail.history.iter().flat_map(|own| own.changes.iter().map(|own| own.field.as_str()));
    assert_eq!(fields.collect::<Vec<_>>(), ["name", "worth_fair"]);
    let first: Template = head.get(&format!("/api/template/version?template={template}&version=1")).await.json();
    assert_eq!(first.tree, tree);
    accept(&app, cast::DEPUTY, revise(2, &first.tree)).await;
    let detail: Detail = head.get(&format!("/api/template/detail?template={template}")).await.json();
    assert_eq!((detail.template.version, detail.template.tree), (3, tree));
    let none = head.get(&format!("/api/template/version?template={template}&version=9")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
