//! What lies with a unit comes into the boxes of those who answer for it, and to the robot of the whole group.

use domain::unit;

use super::*;

#[tokio::test]
async fn the_boxes_follow_who_answers_for_a_unit_and_the_robot_hears_of_all() {
    let app = TestApp::start_with(notify("http://127.0.0.1:9")).await;
    app.set_day("2023-05-05");
    robot_was_listed(&app, 9).await;
    issue_waits(&app).await;
    let post = Post::new(&serve("http://127.0.0.1:9", None), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    let holders = [cast::HEAD.id, cast::LIAISON.id, cast::MEMBER.id].map(|own| own.to_string());
    let mut boxes = async || {
        once(&app.server, &post, &mut seen).await.unwrap();
        let mut found = Vec::new();
        for holder in holders.iter().chain([&cast::GROUP.to_string()]) {
            let rows = store::reminder::rows(&app.server.db, holder).await.unwrap();
            found.push(rows.iter().any(|row| row.key.starts_with("held-issue-")));
        }
        found
    };
    assert_eq!(boxes().await, [true, true, true, true], "nobody answers for it");
    let (unit, member) = (cast::UNITS[1].id, cast::MEMBER.id);
    accept(&app, cast::HEAD, Act::Unit(unit::Act::Assign { unit, member })).await;
    assert_eq!(boxes().await, [false, false, true, true]);
    let colleague = app.as_(cast::LIAISON).await;
    assert_eq!(colleague.get("/api/inbox/list").await.json::<Value>(), json!([]), "the page says the same");
    accept(&app, cast::HEAD, Act::Unit(unit::Act::Release { unit, member })).await;
    assert_eq!(boxes().await, [true, true, true, true]);
}
