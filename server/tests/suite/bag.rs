//! What is taken along of a unit: its last visits and open issues with the pictures that they show, each of them the viewer's to open;
//! what the form of a visit leads to, and what a planned visit leans on.

use crate::common::{TestApp, find, id, sitting, yardstick};
use app::bag::read::Needed;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Hash, Origin};
use domain::kinds::{Day, IssueId, PromiseId, Text, VisitId};
use domain::visit::{self, Description, Findings, Photo, Promised};
use reqwest::StatusCode;

async fn accept(app: &TestApp, who: CastPerson, act: Act) {
    let verdict = app.act(who, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// A file that was sent.
async fn kept(app: &TestApp, bytes: &[u8], media: &str) -> Hash {
    let hash = server::file::disk::write(&app.server.data, bytes).unwrap();
    let size = i64::try_from(bytes.len()).unwrap();
    let file = store::file::File { hash: hash.clone(), stored: hash.clone(), size, media: media.to_owned() };
    store::file::keep(&app.server.db, file, app.now()).await.unwrap();
    hash
}

fn description(app: &TestApp) -> Description {
    Description { topic: Some(Text::parse("中心组学习").unwrap()), ..sitting(app.now()) }
}

async fn recorded(app: &TestApp, photo: &Hash) -> VisitId {
    let photo = Photo { hash: photo.clone(), caption: None, media: Text::parse("image/jpeg").unwrap() };
    visited(app, vec![photo], Vec::new()).await
}

async fn visited(app: &TestApp, photos: Vec<Photo>, promises: Vec<Promised>) -> VisitId {
    let (visit, unit, description) = (VisitId(id()), cast::UNITS[1].id, description(app));
    let findings = Findings { people: 3, photos, ..Findings::default() };
    let own = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises };
    accept(app, cast::MEMBER, Act::Visit(visit::Act::Record(Box::new(own)))).await;
    visit
}

/// Two promises of one visit, and later visits than are taken along of a unit for being the last.
async fn promised_long_ago(app: &TestApp) -> VisitId {
    let due = Day::parse("2023-06-30").unwrap();
    let promise = |what| Promised { id: PromiseId(id()), what: Text::parse(what).unwrap(), who: None, due };
    let visit = visited(app, Vec::new(), vec![promise("下月报告"), promise("延长开放")]).await;
    for day in ["2023-04-18", "2023-04-19", "2023-04-20", "2023-04-21", "2023-04-24", "2023-04-25"] {
        app.set_day(day);
        visited(app, Vec::new(), Vec::new()).await;
    }
    visit
}

async fn proven(app: &TestApp, files: [(&Hash, &str); 2]) -> IssueId {
    let issue = IssueId(id());
    let found = find(issue, cast::UNITS[1].id, Origin::Guidance, "夜间开放不足");
    accept(app, cast::MEMBER, Act::Issue(issue::Act::Find(Box::new(found)))).await;
    for (hash, name) in files {
        let name = Text::parse(name).unwrap();
        let act = issue::Act::AddEvidence { issue, hash: hash.clone(), name, size: 9 };
        accept(app, cast::NORMAL_STAFF, Act::Issue(act)).await;
    }
    issue
}

#[tokio::test]
async fn the_pictures_of_the_last_visits_and_the_open_issues_go_along_for_whoever_reads_them() {
    let app = TestApp::start().await;
    let photo = kept(&app, b"photo", "image/jpeg").await;
    let visit = recorded(&app, &photo).await;
    let [proof, paper] = [kept(&app, b"proof", "image/png").await, kept(&app, b"paper", "application/pdf").await];
    let issue = proven(&app, [(&proof, "现场.png"), (&paper, "方案.pdf")]).await;
    let mut there = [format!("/visits/{visit}/photos/{photo}"), format!("/files/{issue}/{proof}")];
    there.sort();
    let address = format!("/api/bag?unit={}", cast::UNITS[1].id);
    for who in [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        let visitor = app.as_(who).await;
        let mut bag: Needed = visitor.get(&address).await.json();
        assert!(bag.pages.contains(&format!("/visits/{visit}")), "{}", who.login);
        bag.pictures.sort();
        assert_eq!(bag.pictures, there, "{}: and no paper", who.login);
        for picture in bag.pictures {
            assert_eq!(visitor.get(&picture).await.status, StatusCode::OK, "{} {picture}", who.login);
        }
    }
    let always = ["/visits", "/issues"].map(str::to_owned);
    let unit = cast::UNITS[1].id;
    let forms = ["/visits/new".to_owned(), "/visits/new?plan=1".to_owned()];
    let of_unit = [format!("/visits/new?unit={unit}"), format!("/visits/new?plan=1&unit={unit}")];
    let forms: Vec<String> = forms.into_iter().chain(of_unit).collect();
    for (who, writes) in [(cast::HEAD, true), (cast::NORMAL_STAFF, false), (cast::OFFICE_LEADER, false)] {
        let bag: Needed = app.as_(who).await.get(&address).await.json();
        assert!(always.iter().all(|page| bag.pages.contains(page)), "{}: {:?}", who.login, bag.pages);
        assert!(forms.iter().all(|page| bag.pages.contains(page) == writes), "{}: {:?}", who.login, bag.pages);
    }
    let foreign = app.as_(cast::COLLEGE_STAFF).await.get(&address).await;
    assert!(!foreign.status.is_success() && !foreign.body.contains(photo.as_str()), "{}", foreign.body);
}

#[tokio::test]
async fn what_the_form_of_a_visit_leads_to_goes_along_with_its_unit_and_with_a_planned_visit_each_page_once() {
    let app = TestApp::start().await;
    let (old, unit, plan) = (promised_long_ago(&app).await, cast::UNITS[1].id, VisitId(id()));
    let act = visit::Act::Plan { visit: plan, unit, description: Box::new(description(&app)), drawn: None };
    accept(&app, cast::MEMBER, Act::Visit(act)).await;
    let states = app::issue::filter::open_states();
    let open = issue::list::Filter { unit: Some(unit), states, ..Default::default() };
    let needed = [format!("/visits/{old}"), app::issue::query::to_href(&open)];
    let visitor = app.as_(cast::HEAD).await;
    for address in [format!("/api/bag?unit={unit}"), format!("/api/bag/visit?visit={plan}")] {
        let bag: Needed = visitor.get(&address).await.json();
        for page in &needed {
            let times = bag.pages.iter().filter(|own| *own == page).count();
            assert_eq!(times, 1, "{page} in {address}: {:?}", bag.pages);
        }
        let mut once = bag.pages.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), bag.pages.len(), "{address}: {:?}", bag.pages);
    }
    // the form is the group's
    let bag: Needed = app.as_(cast::NORMAL_STAFF).await.get(&format!("/api/bag?unit={unit}")).await.json();
    assert!(needed.iter().all(|page| !bag.pages.contains(page)), "{:?}", bag.pages);
}

#[tokio::test]
async fn what_a_planned_visit_leans_on_goes_along_with_it_and_opens() {
    let app = TestApp::start().await;
    let (visit, unit) = (VisitId(id()), cast::UNITS[1].id);
    let plan = visit::Act::Plan { visit, unit, description: Box::new(description(&app)), drawn: None };
    accept(&app, cast::MEMBER, Act::Visit(plan)).await;
    let domain::evaluation::Link::Standard { citation } = yardstick(&app).await else { panic!("a yardstick") };
    accept(&app, cast::MEMBER, Act::Visit(visit::Act::Cite { visit, citation })).await;
    let visitor = app.as_(cast::MEMBER).await;
    let bag: Needed = visitor.get(&format!("/api/bag/visit?visit={visit}")).await.json();
    let page = app::library::cited_href(citation);
    assert!(bag.pages.contains(&page), "{:?}", bag.pages);
    let detail = visitor.get(&format!("/visits/{visit}")).await;
    assert!(detail.body.contains(&page), "as the page of the visit names it");
    assert_eq!(visitor.get(&page).await.status, StatusCode::OK);
}
