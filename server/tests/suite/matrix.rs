//! Who may do what, over real HTTP: every endpoint × every role × own, sibling, foreign and missing record × signed out.
//! The endpoints come from the registries; `table.rs` says what each role gets. No answer is ever the server's fault.

mod acts;
mod table;
mod world;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::ops::Range;
use std::time::Duration;

use domain::cast::{self, CastPerson};
use leptos::server_fn::axum::server_fn_paths;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Response, StatusCode};
use uuid::Uuid;

use crate::common::Visitor;
use table::{Body, FUNCTIONS, Line, OTHERS, PAGES};
use world::{Place, World};

/// The columns of the table.
const ROLES: [Option<CastPerson>; 12] = [
    Some(cast::HEAD),
    Some(cast::DEPUTY),
    Some(cast::LIAISON),
    Some(cast::MEMBER),
    Some(cast::NORMAL_STAFF),
    Some(cast::NORMAL_LEADER),
    Some(cast::ORGANISATION_STAFF),
    Some(cast::OFFICE_LEADER),
    Some(cast::SYSTEM_ADMIN),
    Some(cast::SECURITY_ADMIN),
    Some(cast::AUDIT_ADMIN),
    None,
];
/// How many of the three places each of them may know of at all; the system administrator knows units by name.
const KNOWS: [usize; 12] = [2, 2, 2, 2, 1, 1, 1, 3, 0, 0, 0, 0];

#[test]
fn every_endpoint_has_its_line_and_every_line_its_endpoint() {
    let functions = server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    same(functions.collect(), FUNCTIONS);
    let others = server::routes::ROUTES.iter().map(|route| format!("{} {}", route.method(), route.path));
    same(others.collect(), OTHERS);
    for line in FUNCTIONS.iter().chain(PAGES).chain(OTHERS) {
        assert_eq!(letters(line).len(), ROLES.len(), "{}", line.endpoint);
    }
}

#[tokio::test]
async fn every_page_has_its_line_and_every_line_its_page() {
    let pages = leptos_axum::generate_route_list(app::App);
    same(pages.iter().map(|page| format!("GET {}", page.path())).collect(), PAGES);
}

/// Pictures and the checks of accessibility go through `end2end/routes.ts`.
#[test]
fn every_page_is_looked_at() {
    // a slip is used once, and looked at in survey.spec.ts; a link as well, in people.spec.ts
    const ELSEWHERE: [&str; 3] = ["/s", "/s/{code}", "/welcome/{token}"];
    let list = include_str!("../../../end2end/routes.ts")
        .replace("path: unit,", "path: '/unit/x',")
        .replace("${unit}", "/unit/x");
    let named: Vec<&str> = list.split("path: ").skip(1).filter_map(|own| own.split(['\'', '`']).nth(1)).collect();
    for page in PAGES {
        let path = page.endpoint.trim_start_matches("GET ");
        let fits = |own: &&str| {
            let (own, page): (Vec<_>, Vec<_>) =
                (own.split('?').next().unwrap_or_default().split('/').collect(), path.split('/').collect());
            own.len() == page.len() && own.iter().zip(page).all(|(own, page)| *own == page || page.starts_with('{'))
        };
        assert!(ELSEWHERE.contains(&path) || named.iter().any(fits), "{path} is in no picture");
    }
}

fn same(registered: BTreeSet<String>, lines: &[Line]) {
    let listed: BTreeSet<String> = lines.iter().map(|line| line.endpoint.to_owned()).collect();
    let unlisted: Vec<_> = registered.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&registered).collect();
    assert!(unlisted.is_empty() && gone.is_empty(), "without a line: {unlisted:?}; without an endpoint: {gone:?}");
}

#[tokio::test]
async fn server_functions_answer_each_role_as_the_table_says() {
    walk(FUNCTIONS, 0..12).await;
}

// In two halves, because a page takes its time and the runner has two cores.
#[tokio::test]
async fn pages_answer_group_and_unit_as_the_table_says() {
    walk(PAGES, 0..6).await;
}

#[tokio::test]
async fn pages_answer_everybody_else_as_the_table_says() {
    walk(PAGES, 6..12).await;
}

#[tokio::test]
async fn routes_answer_each_role_as_the_table_says() {
    walk(OTHERS, 0..12).await;
}

/// Everything that is wrong is said at once.
async fn walk(lines: &[Line], columns: Range<usize>) {
    let world = World::start().await;
    // Somebody is always signed in, so that the list of sessions has something to show.
    let _other = world.app.as_(cast::NORMAL_STAFF).await;
    let mut wrong = Vec::new();
    for column in columns {
        let who = ROLES[column];
        for line in lines {
            let letter = letters(line)[column];
            let told = check(&world, line, who, letter, KNOWS[column]).await;
            let login = who.map_or("nobody", |who| who.login);
            wrong.extend(told.into_iter().map(|what| format!("{} as {login} ({letter}): {what}", line.call)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn letters(line: &Line) -> Vec<char> {
    line.may.chars().filter(|letter| *letter != ' ').collect()
}

/// What is wrong with this line for this person.
async fn check(world: &World, line: &Line, who: Option<CastPerson>, letter: char, knows: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    if !line.call.contains("{unit") && !of_places(line) {
        let got = call(world, line, who, None).await;
        wrong.extend(alone(line, letter, &got));
        wrong.extend(leaks(line, letter, knows, &got));
        return wrong;
    }
    let missing = call(world, line, who, None).await;
    let mut before: Option<String> = None;
    for (number, place) in world.places.iter().enumerate() {
        let got = call(world, line, who, Some(place)).await;
        let again = before.as_deref() == Some(got.asked.as_str());
        wrong.extend(of_place(line, letter, number, again, place, &got, &missing));
        wrong.extend(leaks(line, letter, knows, &got));
        before = Some(got.asked);
    }
    wrong
}

/// Does the call name a record?
fn of_places(line: &Line) -> bool {
    let named = |text: &str| NAMES.iter().any(|name| text.contains(name));
    named(line.call)
        || match line.body {
            Body::None => false,
            Body::Json(text) => named(text),
            Body::Form(fields) | Body::File(fields, _) => fields.iter().any(|(_, value)| named(value)),
        }
}

/// A call that names no record.
fn alone(line: &Line, letter: char, got: &Got) -> Option<String> {
    let places = [0, 1, 2].map(|number| got.text.contains(["密件甲", "密件乙", "密件丙"][number]));
    let shown = line.shows.is_empty() || got.text.contains(line.shows);
    let right = match letter {
        '-' => got.sent_to_sign_in(),
        '+' => got.status.as_u16() < 400 && shown,
        '0' if !line.shows.is_empty() => !shown,
        '0' if line.endpoint.starts_with("POST") => got.status.is_client_error(),
        '0' | '1' | '2' | '3' => (0..3).all(|number| places[number] == (number < letter as usize - '0' as usize)),
        other => panic!("{other}: no such letter"),
    };
    (!right).then(|| format!("{} {places:?} {}", got.status, short(&got.text)))
}

/// A call that names a record of this place.
fn of_place(
    line: &Line,
    letter: char,
    number: usize,
    again: bool,
    place: &Place,
    got: &Got,
    missing: &Got,
) -> Option<String> {
    let mark = if line.shows.is_empty() { mark(line, place) } else { line.shows };
    let within = letter.to_digit(4).is_some_and(|reach| number < reach as usize);
    let right = match letter {
        '-' => got.sent_to_sign_in() && same_answer(got, missing),
        'n' => got.status.is_client_error(),
        _ if within && line.endpoint.starts_with("POST") => got.status.is_success(),
        _ if within => got.status.is_success() && got.text.contains(mark),
        'e' if number == 0 => got.status.is_success() && !got.text.contains(mark),
        // The same group asked for again: answered as before, without the sibling.
        _ if again => !got.text.contains(place.mark),
        _ => same_answer(got, missing),
    };
    (!right).then(|| {
        let (one, other) = differ(&plain(&got.text), &plain(&missing.text));
        format!("{}: {} {one:?} ≠ missing: {} {other:?}", place.mark, got.status, missing.status)
    })
}

fn same_answer(got: &Got, missing: &Got) -> bool {
    got.status == missing.status && plain(&got.text) == plain(&missing.text)
}

/// What of a place an answer shows that calls it by its record.
fn mark(line: &Line, place: &Place) -> &'static str {
    if line.call.contains("{person}") {
        place.staff.name
    } else if line.call.starts_with("/wall") || line.call.contains("/coverage") {
        place.unit_name
    } else {
        place.mark
    }
}

/// Nothing of a place that this person may not know of, whatever was asked.
fn leaks(line: &Line, letter: char, knows: usize, got: &Got) -> Vec<String> {
    // The sign-in page of a demo names its cast; the system administrator gives roles in units.
    let named = ["GET /api/demo/cast", "GET /sign-in"].contains(&line.endpoint)
        || (knows == 0 && letter != '0' && letter != '-');
    // A template is shared between groups; nothing else of another place is.
    let marks = [("密件甲", cast::UNITS[1].name), ("密件乙", cast::UNITS[3].name), ("密件丙", "外地丙校")];
    let mut told = Vec::new();
    for (mark, name) in marks.into_iter().skip(knows) {
        if (letter != '3' && got.text.contains(mark)) || (!named && got.text.contains(name)) {
            told.push(format!("leaks {mark} {name}: {}", short(&got.text)));
        }
    }
    if got.status.is_server_error() {
        told.push(format!("{} {}", got.status, short(&got.text)));
    }
    told
}

const NAMES: [&str; 26] = [
    "{visit}",
    "{unit}",
    "{group}",
    "{book}",
    "{issue}",
    "{code}",
    "{carrier}",
    "{report}",
    "{rule}",
    "{draw}",
    "{survey}",
    "{notice}",
    "{worklist}",
    "{meeting}",
    "{weekly}",
    "{deployment}",
    "{standard}",
    "{study}",
    "{outcome}",
    "{template}",
    "{evaluation}",
    "{published}",
    "{lookback}",
    "{cut}",
    "{person}",
    "{session}",
];

/// An answer, with what differs from call to call taken out.
struct Got {
    asked: String,
    status: StatusCode,
    to: String,
    text: String,
}

impl Got {
    fn sent_to_sign_in(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED || (self.status.is_redirection() && self.to.starts_with("/sign-in"))
    }
}

/// Calls the endpoint with the records of a place, or with such as do not exist.
async fn call(world: &World, line: &Line, who: Option<CastPerson>, place: Option<&Place>) -> Got {
    let app = &world.app;
    // A browser of its own each time: some calls sign out.
    let visitor = match who {
        Some(who) => app.as_(who).await,
        None => app.nobody(),
    };
    let values = values(world, line, place).await;
    let fill = |raw: &str| values.iter().fold(raw.to_owned(), |text, (name, value)| text.replace(name, value));
    let asked = fill(line.call);
    let method = if line.endpoint.starts_with("POST") { Method::POST } else { Method::GET };
    // As browsers ask for pages; scripts and the rest take anything.
    let accept = if asked.starts_with("/api/") { "*/*" } else { "text/html,*/*;q=0.8" };
    let request = visitor.request(method, &asked).header("accept", accept);
    let request = match line.body {
        Body::None => request,
        Body::Json(text) => request.header("content-type", "application/json").body(fill(text)),
        Body::Form(fields) => request.form(fields),
        Body::File(texts, name) => {
            let bytes = if name.ends_with("pdf") { world::PDF.to_vec() } else { ledger() };
            let form = texts.iter().fold(Form::new(), |form, (name, value)| form.text(*name, fill(value)));
            request.multipart(form.part("file", Part::bytes(bytes).file_name(name)))
        }
    };
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut text = read(line, response).await;
    if let Some((_, nonce)) = header("content-security-policy").split_once("'nonce-") {
        text = text.replace(nonce.split('\'').next().unwrap(), "NONCE");
    }
    Got { asked, status, to: header("location"), text }
}

/// What is in an answer: its tags, texts and resources, without ids, in one order. A page is streamed as its parts become
/// ready, so the order, the numbers of the parts and the bones before them differ from one time to the next.
fn plain(text: &str) -> Vec<String> {
    // A link to the page itself says so, in the rail of who has such a link.
    let noise = ["<script nonce=\"NONCE\">", "</script>", " aria-current=\"page\""];
    let text = noise.into_iter().fold(text.to_owned(), |text, noise| text.replace(noise, ""));
    let text = ["__INCOMPLETE_CHUNKS", "__RESOLVED_RESOURCES["].iter().fold(text, |text, mark| text.replace(mark, "<"));
    let of_streaming = |piece: &&str| {
        let wrapping = ["template", "/template", "!"].iter().any(|own| piece.starts_with(own));
        wrapping || ["class=\"bone", "__PENDING_RESOURCES="].iter().any(|own| piece.contains(own))
    };
    let unnumbered = |piece: &str| piece.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let pieces = text.split('<').filter(|piece| !of_streaming(piece)).map(|piece| without_ids(&unnumbered(piece)));
    pieces.collect::<BTreeSet<String>>().into_iter().collect()
}

fn without_ids(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        match rest.get(..36).filter(|part| Uuid::try_parse(part).is_ok()) {
            Some(id) => {
                plain.push_str("ID");
                rest = &rest[id.len()..];
            }
            None => {
                let step = rest.chars().next().map_or(1, char::len_utf8);
                plain.push_str(&rest[..step]);
                rest = &rest[step..];
            }
        }
    }
    plain
}

fn ledger() -> Vec<u8> {
    "序号,问题类别,问题表述,整改时限\n1,民生实事,窗口排队时间长,2023-06-30\n".into()
}

async fn values(world: &World, line: &Line, place: Option<&Place>) -> Vec<(&'static str, String)> {
    let session = match place {
        Some(place) if matches!(line.body, Body::Json(text) if text.contains("{session}")) => {
            session(world, place.staff).await
        }
        Some(_) | None => Uuid::from_u128(7 << 90).to_string(),
    };
    let token = world.app.server.invite(Some(cast::DEPUTY.id), None).await.unwrap().replace("/welcome/", "");
    let id = |own: Option<Uuid>| own.unwrap_or(Uuid::from_u128(5 << 90)).to_string();
    vec![
        ("{unit}", id(place.map(|own| own.unit.0))),
        ("{group}", id(place.map(|own| own.group.0))),
        ("{book}", id(place.map(|own| own.group.0))),
        ("{issue}", id(place.map(|own| own.issue.0))),
        ("{code}", place.map_or_else(|| "清单-999".to_owned(), |own| own.code.clone())),
        ("{carrier}", id(place.map(|own| own.carrier.0))),
        ("{report}", id(place.map(|own| own.report.0))),
        ("{rule}", id(place.map(|own| own.rule.0))),
        ("{draw}", id(place.map(|own| own.draw.0))),
        ("{survey}", id(place.map(|own| own.survey.0))),
        ("{notice}", id(place.map(|own| own.notice.0))),
        ("{worklist}", id(place.map(|own| own.worklist.0))),
        ("{meeting}", id(place.map(|own| own.meeting.0))),
        ("{weekly}", id(place.map(|own| own.weekly.0))),
        ("{deployment}", id(place.map(|own| own.deployment.0))),
        ("{standard}", id(place.map(|own| own.standard.0))),
        ("{study}", id(place.map(|own| own.study.0))),
        ("{outcome}", id(place.map(|own| own.outcome.0))),
        ("{template}", id(place.map(|own| own.template.0))),
        ("{evaluation}", id(place.map(|own| own.evaluation.0))),
        ("{published}", id(place.map(|own| own.published.0))),
        ("{lookback}", id(place.map(|own| own.lookback.0))),
        ("{cut}", id(place.map(|own| own.cut.0))),
        ("{visit}", id(place.map(|own| own.visit.0))),
        ("{person}", id(place.map(|own| own.staff.id.0))),
        ("{hash}", place.map_or_else(|| "0".repeat(64), |own| own.hash.clone())),
        ("{session}", session),
        ("{token}", token),
    ]
}

/// A session just opened by this person.
async fn session(world: &World, person: CastPerson) -> String {
    let list = || store::session::list(&world.app.server.db, Some(person.id), world.app.now());
    let before: BTreeSet<Uuid> = list().await.unwrap().into_iter().map(|own| own.id).collect();
    let _: Visitor = world.app.as_(person).await;
    let new = list().await.unwrap().into_iter().find(|own| !before.contains(&own.id));
    new.unwrap().id.to_string()
}

/// The whole answer; of an event stream its beginning; of a spreadsheet what is in it.
async fn read(line: &Line, mut response: Response) -> String {
    if line.endpoint == "GET /api/live" && response.status().is_success() {
        let first = tokio::time::timeout(Duration::from_secs(5), response.chunk()).await;
        return String::from_utf8(first.unwrap().unwrap().unwrap().to_vec()).unwrap();
    }
    let bytes = response.bytes().await.unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        if !part.name().unwrap().starts_with("docProps") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

fn short(text: &str) -> String {
    text.chars().take(160).collect()
}

/// What the one has and the other has not.
fn differ(one: &[String], other: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |one: &[String], other: &[String]| {
        one.iter().filter(|piece| !other.contains(piece)).map(|piece| short(piece)).collect()
    };
    (only(one, other), only(other, one))
}
