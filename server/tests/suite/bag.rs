//! What is taken along of a unit: its last visits and open issues with the pictures that they show, each of them the viewer's to open.

use crate::common::{TestApp, find, id};
use app::bag::read::Needed;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Hash, Origin};
use domain::kinds::{IssueId, Text, VisitId};
use domain::visit::{self, Description, Findings, Form, Photo};
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

async fn recorded(app: &TestApp, photo: &Hash) -> VisitId {
    let visit = VisitId(id());
    let description = Description {
        form: Form::Meeting,
        organisation: None,
        site: None,
        place: None,
        topic: Some(Text::parse("中心组学习").unwrap()),
        at: app.now(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    };
    let photo = Photo { hash: photo.clone(), caption: None, media: Text::parse("image/jpeg").unwrap() };
    let findings = Findings { people: 3, photos: vec![photo], ..Findings::default() };
    let own = visit::act::Recorded {
        visit,
        unit: cast::UNITS[1].id,
        based_on: None,
        description,
        findings,
        promises: Vec::new(),
    };
    accept(app, cast::MEMBER, Act::Visit(visit::Act::Record(Box::new(own)))).await;
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
    let forms = ["/visits/new", "/visits/new?plan=1"].map(str::to_owned);
    for (who, writes) in [(cast::HEAD, true), (cast::NORMAL_STAFF, false), (cast::OFFICE_LEADER, false)] {
        let bag: Needed = app.as_(who).await.get(&address).await.json();
        assert!(always.iter().all(|page| bag.pages.contains(page)), "{}: {:?}", who.login, bag.pages);
        assert!(forms.iter().all(|page| bag.pages.contains(page) == writes), "{}: {:?}", who.login, bag.pages);
    }
    let foreign = app.as_(cast::COLLEGE_STAFF).await.get(&address).await;
    assert!(!foreign.status.is_success() && !foreign.body.contains(photo.as_str()), "{}", foreign.body);
}
