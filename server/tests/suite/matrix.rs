//! Who may do what, over real HTTP: every endpoint × every role × own, sibling, foreign and missing record × signed out.
//! The endpoints come from the registries; `table.rs` says what each role gets. No answer is ever the server's fault.

mod acts;
mod answer;
mod call;
mod judge;
mod table;
mod world;

use std::collections::BTreeSet;
use std::ops::Range;

use domain::cast::{self, CastPerson};
use leptos::server_fn::axum::server_fn_paths;

use call::{call, of_places};
use judge::{alone, grades, leaks, of_place};
use table::{FUNCTIONS, Line, OTHERS, PAGES};
use world::World;

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
        wrong.extend(grades(who, &got));
        return wrong;
    }
    let missing = call(world, line, who, None).await;
    let mut before: Option<String> = None;
    for (number, place) in world.places.iter().enumerate() {
        let got = call(world, line, who, Some(place)).await;
        let again = before.as_deref() == Some(got.asked.as_str());
        wrong.extend(of_place(line, letter, number, again, place, &got, &missing));
        wrong.extend(leaks(line, letter, knows, &got));
        wrong.extend(grades(who, &got));
        before = Some(got.asked);
    }
    wrong
}
