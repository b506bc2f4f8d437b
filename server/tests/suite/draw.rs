//! Draws over HTTP: who reads the roster, what the server refuses to freeze, and that the sheet is enough to do it again.

use crate::common::{TestApp, id};
use app::draw::read::Detail;
use domain::act::{Act as Any, Verdict};
use domain::cast;
use domain::draw::coverage::Far;
use domain::draw::roster::{Entry, Roster};
use domain::draw::sheet::Sheet;
use domain::draw::{Act, Frozen, Kind, Plan, Side, Stratum, pick};
use domain::kinds::{DrawId, OrganisationId, Text, UnitId, VisitId};
use domain::private::Private;
use domain::refusal::{Field, Refusal};
use domain::reminder::What;
use domain::visit::{self, Description, Drawn};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, StatusCode};

fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

fn roster() -> Roster {
    let line = |number: usize| {
        let stratum = if number.is_multiple_of(3) { "正高" } else { "副高" };
        Entry::parse(stratum, &format!("受访人{number}"), "美术学院").unwrap()
    };
    Roster::new(text(&"5a".repeat(32)), (1..=30).map(line).collect()).unwrap()
}

async fn prepared(app: &TestApp) -> DrawId {
    prepared_of(app, Kind::People).await
}

async fn prepared_of(app: &TestApp, kind: Kind) -> DrawId {
    let draw = DrawId(id());
    let strata = roster().strata().into_iter().map(|name| Stratum { name, take: 3 }).collect();
    let (presider, witness) = (cast::MEMBER.id, cast::NORMAL_STAFF.id);
    let plan = Plan { purpose: text("个别访谈"), kind, strata, presider, witness };
    let unit = cast::UNITS[1].id;
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Draw(Act::Prepare { draw, unit, plan })).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    draw
}

fn private(roster: &Roster) -> Private {
    Private { salt: roster.salt.to_string(), text: roster.body() }
}

async fn freeze(app: &TestApp, draw: DrawId, roster: Frozen, private: Vec<Private>) -> Verdict {
    app.act_with(cast::MEMBER, cast::book(), Any::Draw(Act::Freeze { draw, roster }), private).await
}

/// Frozen, one recused, committed and revealed by both sides.
async fn drawn(app: &TestApp) -> DrawId {
    drawn_from(app, Kind::People, roster(), &[]).await
}

async fn drawn_from(app: &TestApp, kind: Kind, list: Roster, organisations: &[(OrganisationId, String)]) -> DrawId {
    let draw = prepared_of(app, kind).await;
    let verdict = freeze(app, draw, list.frozen(&list.strata(), organisations).unwrap(), vec![private(&list)]).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    let sides = [
        (cast::MEMBER, Side::Group, "ab", "六月 松花江 4 7 2 6"),
        (cast::NORMAL_STAFF, Side::Unit, "cd", "掷骰 3 5 5 1 6 2"),
    ];
    let recuse = Act::Recuse { draw, number: 7, reason: text("与组员有亲属关系，应当回避") };
    let mut acts = vec![(cast::MEMBER, recuse)];
    acts.extend(sides.map(|(by, side, salt, secret)| {
        (by, Act::Commit { draw, side, commitment: text(&pick::commitment(&salt.repeat(16), secret)) })
    }));
    acts.extend(sides.map(|(by, side, salt, secret)| {
        (by, Act::Reveal { draw, side, salt: text(&salt.repeat(16)), secret: text(secret) })
    }));
    for (by, act) in acts {
        let verdict = app.act(by, cast::book(), Any::Draw(act)).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    draw
}

#[tokio::test]
async fn what_the_page_computes_is_what_the_server_drew() {
    let app = TestApp::start().await;
    let draw = drawn(&app).await;
    let visitor = app.as_(cast::NORMAL_STAFF).await;
    let detail: Detail = visitor.get(&format!("/api/draw/detail?draw={draw}")).await.json();
    let file = visitor.get(&format!("/draws/{draw}/sheet.txt")).await;
    let sheet = Sheet::read(&file.body).expect("the downloaded file is a sheet");
    let findings = sheet.check();
    assert_eq!(findings.len(), 6);
    assert!(findings.iter().all(|own| own.fits), "{findings:?}");
    let server: Vec<u16> = detail.draw.picks().iter().map(|own| own.number).collect();
    assert_eq!(sheet.picks().iter().map(|own| own.number).collect::<Vec<_>>(), server);
    assert_eq!(server.len(), 6);
    assert!(!server.contains(&7));
    assert_eq!(detail.sheet().text(), sheet.text());
    assert!(file.body.contains("sha256sum"), "the algorithm comes with it");
}

#[tokio::test]
async fn the_roster_is_read_by_the_group_and_the_unit_and_by_nobody_else() {
    let app = TestApp::start().await;
    let draw = drawn(&app).await;
    let (page, file) = (format!("/draws/{draw}"), format!("/draws/{draw}/sheet.txt"));
    let read = format!("/api/draw/detail?draw={draw}");
    for who in [cast::HEAD, cast::MEMBER, cast::NORMAL_STAFF, cast::NORMAL_LEADER] {
        let visitor = app.as_(who).await;
        for path in [&page, &file, &read] {
            assert!(visitor.get(path).await.body.contains("受访人7"), "{} {path}", who.login);
        }
    }
    for who in
        [cast::OFFICE_LEADER, cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN]
    {
        let visitor = app.as_(who).await;
        for path in [&page, &file, &read, &format!("{page}/show"), &"/book".to_owned(), &"/draws".to_owned()] {
            assert!(!visitor.get(path).await.body.contains("受访人"), "{} {path}", who.login);
        }
        assert_eq!(visitor.get(&file).await.status, StatusCode::NOT_FOUND);
    }
    // Leadership can do the arithmetic by numbers.
    let detail: Detail = app.as_(cast::OFFICE_LEADER).await.get(&read).await.json();
    assert!(detail.sheet().check().iter().all(|own| own.fits));
    let journal = store::journal::history(&app.server.db, draw.0).await.unwrap();
    assert!(journal.len() >= 7);
    let bodies = journal.iter().map(|own| serde_json::to_string(&own.entry).unwrap());
    assert!(bodies.into_iter().all(|body| !body.contains("受访人")));
}

#[tokio::test]
async fn a_draw_waits_on_the_units_home_until_its_witness_has_done_their_part() {
    let app = TestApp::start().await;
    let (draw, list) = (prepared(&app).await, roster());
    let unit = cast::UNITS[1].id;
    let waits = async |who: cast::CastPerson, unit: UnitId| {
        let home: app::unit::read::Home = app.as_(who).await.get(&format!("/api/unit/home?unit={unit}")).await.json();
        home.waits.into_iter().map(|own| own.what).collect::<Vec<_>>()
    };
    let on_first_screen = async |who: cast::CastPerson| {
        let today: app::today::read::Today = app.as_(who).await.get("/api/today").await.json();
        today.matters.iter().any(|own| own.what == What::Draw { draw })
    };
    assert_eq!(waits(cast::NORMAL_STAFF, unit).await, [], "nothing is frozen yet");
    let verdict = freeze(&app, draw, list.frozen(&list.strata(), &[]).unwrap(), vec![private(&list)]).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    // the unit is asked, whoever of it looks; of its people, who witnesses
    for (who, witnesses) in [(cast::NORMAL_STAFF, true), (cast::NORMAL_LEADER, false)] {
        assert_eq!(waits(who, unit).await, [What::Draw { draw }], "{}", who.login);
        assert_eq!(on_first_screen(who).await, witnesses, "{}", who.login);
    }
    assert_eq!(waits(cast::MEMBER, unit).await, [What::Draw { draw }], "the group sees what the unit has");
    assert_eq!(waits(cast::ACADEMY_STAFF, cast::UNITS[0].id).await, []);
    let commitment = text(&pick::commitment(&"cd".repeat(16), "掷骰 3 5 5 1 6 2"));
    let commit = Act::Commit { draw, side: Side::Unit, commitment };
    let verdict = app.act(cast::NORMAL_STAFF, cast::book(), Any::Draw(commit)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    assert_eq!(waits(cast::NORMAL_STAFF, unit).await, [], "now it waits for the group");
}

#[tokio::test]
async fn a_roster_is_frozen_only_with_its_own_text() {
    let app = TestApp::start().await;
    let draw = prepared(&app).await;
    let list = roster();
    let frozen = list.frozen(&list.strata(), &[]).unwrap();
    let refusal = |verdict| match verdict {
        Verdict::Refused { refusal } => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(freeze(&app, draw, frozen.clone(), vec![]).await), Refusal::Missing { field: Field::Private });
    let mut swapped = frozen.clone();
    swapped.strata.swap(1, 2);
    let differs = Refusal::Differs { field: Field::Roster };
    assert_eq!(refusal(freeze(&app, draw, swapped, vec![private(&list)]).await), differs);
    // A text with the right names in another form could be read in two ways.
    let loose = Private { text: format!("{}\n", list.body()), ..private(&list) };
    let other = Frozen { hash: loose.commitment().unwrap(), ..frozen.clone() };
    assert_eq!(refusal(freeze(&app, draw, other, vec![loose]).await), differs);
    let none = Private { text: "没有编号".into(), ..private(&list) };
    let other = Frozen { hash: none.commitment().unwrap(), ..frozen };
    assert_eq!(refusal(freeze(&app, draw, other, vec![none]).await), Refusal::Malformed);
}

#[tokio::test]
async fn a_spreadsheet_becomes_lines_for_a_roster_within_bounds() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::MEMBER).await;
    let send = |bytes: Vec<u8>| {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("名册.xlsx"));
        visitor.send(visitor.request(Method::POST, "/draws/rows").multipart(form))
    };
    let answer = send("姓名,职称,部门\n杨承志,正高,基础教学部\n姜雨桐,副高,材料工程学院\n".into()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let entries = domain::draw::roster::typed::read(&answer.body).unwrap().entries;
    assert_eq!(entries.len(), 2);
    assert_eq!((entries[1].stratum.as_str(), entries[1].name.as_str()), ("副高", "姜雨桐"));
    // a column of names that have commas of their own, as many in each
    let answer = send("材料名称\n关于学习、调研、整改的通知\n关于听课、评课、改课的通知\n".into()).await;
    let entries = domain::draw::roster::typed::read(&answer.body).unwrap().entries;
    let names: Vec<&str> = entries.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["关于学习、调研、整改的通知", "关于听课、评课、改课的通知"]);
    assert_eq!(send(b"%PDF-1.7".to_vec()).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send("某人\n".repeat(6000).into()).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

fn description(app: &TestApp, form: visit::Form, announced: bool) -> Description {
    Description {
        form,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: app.server.today().start(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced,
        checklist: Vec::new(),
    }
}

async fn accepted(app: &TestApp, act: visit::Act) {
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Visit(act)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// A visit to one pick.
async fn planned(app: &TestApp, draw: DrawId, number: u16, announced: bool) -> VisitId {
    planned_as(app, draw, vec![number], description(app, visit::Form::Interview, announced)).await
}

async fn planned_as(app: &TestApp, draw: DrawId, numbers: Vec<u16>, description: Description) -> VisitId {
    let visit = VisitId(id());
    let drawn = Some(Drawn { draw, numbers });
    let plan = visit::Act::Plan { visit, unit: cast::UNITS[1].id, description: Box::new(description), drawn };
    accepted(app, plan).await;
    visit
}

#[tokio::test]
async fn a_visit_says_that_its_draw_repeats_an_earlier_one_and_that_it_was_abandoned() {
    let app = TestApp::start().await;
    let first = prepared(&app).await;
    let again = drawn(&app).await;
    let detail: Detail = app.as_(cast::MEMBER).await.get(&format!("/api/draw/detail?draw={again}")).await.json();
    let visit = planned(&app, again, detail.draw.picks()[0].number, true).await;
    let read = async |who: cast::CastPerson| {
        let visitor = app.as_(who).await;
        let own: app::visit::read::Detail = visitor.get(&format!("/api/visit/detail?visit={visit}")).await.json();
        (own.origin.unwrap(), visitor.get(&format!("/visits/{visit}")).await.body)
    };
    for who in [cast::MEMBER, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        let (origin, page) = read(who).await;
        let earlier: Vec<DrawId> = origin.earlier.iter().map(|own| own.id).collect();
        assert_eq!((earlier, origin.abandoned), (vec![first], false), "{}", who.login);
        assert!(page.contains("与先前的抽取重复") && page.contains(&format!("/draws/{first}")), "{}", who.login);
    }
    let reason = text("名册有误，人事处重新提供后再抽");
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Draw(Act::Abandon { draw: again, reason })).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    let (origin, page) = read(cast::NORMAL_STAFF).await;
    assert!(origin.abandoned && page.contains("已作废"));
}

#[tokio::test]
async fn a_visit_tells_from_which_draw_it_comes_and_the_draw_which_visit_it_became() {
    let app = TestApp::start().await;
    let draw = drawn(&app).await;
    let read = format!("/api/draw/detail?draw={draw}");
    let detail: Detail = app.as_(cast::MEMBER).await.get(&read).await.json();
    let numbers: Vec<u16> = detail.draw.picks().iter().map(|own| own.number).take(2).collect();
    let mut visits = Vec::new();
    for (number, announced) in numbers.iter().zip([true, false]) {
        visits.push(planned(&app, draw, *number, announced).await);
    }
    // The group reads who it is, leadership a number; the unit knows who was drawn, but not which talk was with whom.
    let seen = [(cast::MEMBER, true, 2), (cast::OFFICE_LEADER, false, 2)];
    for (who, named, many) in seen {
        let visitor = app.as_(who).await;
        let detail: Detail = visitor.get(&read).await.json();
        assert_eq!(detail.visits.len(), many, "{}", who.login);
        assert_eq!(detail.members.is_empty(), who != cast::MEMBER);
        let page = visitor.get(&format!("/draws/{draw}")).await;
        assert_eq!(page.body.matches("class=\"followed\"").count(), 6);
        let own: app::visit::read::Detail = visitor.get(&format!("/api/visit/detail?visit={}", visits[0])).await.json();
        let origin = own.origin.unwrap();
        assert_eq!((origin.draw, origin.picks[0].0), (draw, numbers[0]));
        assert_eq!(origin.picks[0].1, named.then(|| format!("受访人{}", numbers[0])), "{}", who.login);
    }
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER] {
        let visitor = app.as_(who).await;
        let detail: Detail = visitor.get(&read).await.json();
        assert!(detail.visits.is_empty() && detail.roster.is_some(), "{}", who.login);
        let page = visitor.get(&format!("/draws/{draw}")).await.body;
        assert!(page.contains(&format!("受访人{}", numbers[0])), "{}", who.login);
        assert!(visits.iter().all(|visit| !page.contains(&visit.to_string())), "{}", who.login);
        let answer = visitor.get(&format!("/api/visit/detail?visit={}", visits[0])).await;
        assert!(!answer.body.contains("受访人"), "{}", who.login);
        let own: app::visit::read::Detail = answer.json();
        assert_eq!(own.visit.drawn, Some(Drawn { draw, numbers: Vec::new() }));
        let origin = own.origin.unwrap();
        assert_eq!((origin.draw, origin.picks), (draw, Vec::new()));
        assert!(origin.drawn_at.is_some());
        let page = visitor.get(&format!("/visits/{}", visits[0])).await.body;
        assert!(page.contains(&format!("/draws/{draw}#drawn")) && !page.contains("受访人"), "{}", who.login);
        let number = format!("名册 {:04}", numbers[0]);
        assert!(!page.contains(&number), "{}", who.login);
    }
    let hidden = app.as_(cast::NORMAL_STAFF).await.get(&format!("/api/visit/detail?visit={}", visits[1])).await;
    assert!(!hidden.body.contains(&draw.to_string()));
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        let visitor = app.as_(who).await;
        for path in [&read, &format!("/api/visit/detail?visit={}", visits[0])] {
            let body = visitor.get(path).await.body;
            assert!(!body.contains("受访人") && !body.contains("\"picks\""), "{} {path}", who.login);
        }
    }
}

#[tokio::test]
async fn a_unit_reads_which_event_a_visit_went_to_but_not_with_whom_it_talked() {
    let app = TestApp::start().await;
    let draw = drawn_from(&app, Kind::Events, roster(), &[]).await;
    let read = format!("/api/draw/detail?draw={draw}");
    let detail: Detail = app.as_(cast::MEMBER).await.get(&read).await.json();
    let numbers: Vec<u16> = detail.draw.picks().iter().map(|own| own.number).take(2).collect();
    let event = planned_as(&app, draw, vec![numbers[0]], description(&app, visit::Form::Activity, true)).await;
    // called an event, and talked with all the same
    let talk = planned(&app, draw, numbers[1], true).await;
    let visitor = app.as_(cast::NORMAL_STAFF).await;
    let detail: Detail = visitor.get(&read).await.json();
    assert_eq!(detail.visits.iter().map(|own| own.id).collect::<Vec<_>>(), [event]);
    assert!(detail.visits[0].goes_to(draw, numbers[0]));
    for (visit, picks) in [(event, 1), (talk, 0)] {
        let own: app::visit::read::Detail = visitor.get(&format!("/api/visit/detail?visit={visit}")).await.json();
        assert_eq!(own.origin.unwrap().picks.len(), picks);
    }
}

#[tokio::test]
async fn one_seminar_for_what_was_drawn_of_several_organisations_reaches_each_of_them() {
    let app = TestApp::start().await;
    let line = |number: usize| {
        let (stratum, of) = if number.is_multiple_of(3) { ("正高", "美术学院") } else { ("副高", "文学院") };
        Entry::parse(stratum, &format!("受访人{number}"), of).unwrap()
    };
    let list = Roster::new(text(&"5a".repeat(32)), (1..=30).map(line).collect()).unwrap();
    let unit = &cast::UNITS[1];
    let both = [(unit.organisation(0), "美术学院".to_owned()), (unit.organisation(1), "文学院".to_owned())];
    let draw = drawn_from(&app, Kind::People, list, &both).await;
    let visitor = app.as_(cast::MEMBER).await;
    let detail: Detail = visitor.get(&format!("/api/draw/detail?draw={draw}")).await.json();
    let numbers: Vec<u16> = detail.draw.picks().iter().map(|own| own.number).collect();
    let far = async || {
        let map: app::coverage::Map = visitor.get(&format!("/api/coverage?unit={}&as_of=", unit.id)).await.json();
        let rows = &map.units[0].rows;
        let of = |id: OrganisationId| rows.iter().find(|row| row.organisation == Some(id)).unwrap().reached();
        (both.each_ref().map(|(id, _)| of(*id)), map.units[0].tally.heard)
    };
    assert_eq!(far().await, ([Some(Far::Drawn); 2], 0));
    let seminar = description(&app, visit::Form::Seminar, true);
    let visit = planned_as(&app, draw, numbers, seminar.clone()).await;
    let findings = visit::Findings { people: 6, ..Default::default() };
    let (unit_id, promises) = (unit.id, Vec::new());
    let own = visit::act::Recorded { visit, unit: unit_id, based_on: None, description: seminar, findings, promises };
    accepted(&app, visit::Act::Record(Box::new(own))).await;
    assert_eq!(far().await, ([Some(Far::Heard); 2], 2));
    let page = visitor.get(&format!("/coverage?unit={}", unit.id)).await.body;
    assert!(page.matches("与其他组织一并听取").count() >= 2);
}

/// The first block of the text that is fenced like this, and what follows it.
fn block<'a>(text: &'a str, fence: &str) -> (&'a str, &'a str) {
    let (_, rest) = text.split_once(&format!("\n{fence}\n")).unwrap();
    rest.split_once("\n```\n").unwrap()
}

#[test]
fn what_the_document_has_anyone_type_prints_what_stands_beside_it() {
    let document = include_str!("../../../docs/draw.md");
    let (script, rest) = block(document, "```sh");
    let (keys, _) = block(rest, "```");
    let beside: Vec<&str> = script.lines().filter_map(|line| Some(line.split_once("# ")?.1)).collect();
    let [roster, group, unit, seed] = beside[..] else { panic!("{beside:?}") };
    let typed = format!("{script}\nprintf '%s\\n' \"$hash\" \"$seed\"");
    let done = std::process::Command::new("bash").args(["-c", &typed]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    let printed = format!("{group}  -\n{unit}  -\n{keys}\n{roster}\n{seed}\n");
    assert_eq!(String::from_utf8_lossy(&done.stdout), printed);
}
