//! A survey over real HTTP: slips are printed once, answered without an account, used once, slowed down when guessed; results
//! come after closing, and not below five.

use crate::common::{Answer, TestApp, Visitor, id};
use app::survey::read::{Detail, Slip};
use app::survey::sheet::Printed;
use domain::act::{Act as Any, Verdict};
use domain::cast;
use domain::kinds::{Day, SurveyId, Text};
use domain::score::Opinion;
use domain::survey::code::Code;
use domain::survey::{Act, Plan, usual};
use reqwest::{Method, StatusCode};
use serde_json::json;

pub async fn planned(app: &TestApp) -> SurveyId {
    let survey = SurveyId(id());
    let day = |raw| Day::parse(raw).unwrap();
    let plan = Plan {
        title: Text::parse("第一次测评").unwrap(),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens: day("2023-04-17"),
        closes: day("2023-04-30"),
    };
    let act = Act::Plan { survey, unit: cast::UNITS[1].id, plan: Box::new(plan) };
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Survey(act)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    survey
}

pub async fn print(visitor: &Visitor, survey: SurveyId, raters: u8, slips: u16) -> Answer {
    let body = json!({ "survey": survey, "raters": raters, "slips": slips, "origin": "https://xundao.example" });
    visitor.json("/api/survey/print", &body).await
}

pub fn sheet(answer: &Answer) -> Vec<Slip> {
    answer.json::<Printed>().slips
}

async fn hand_in(app: &TestApp, code: &str, fields: &[(&str, &str)]) -> Answer {
    app.nobody().form(&format!("/s/{code}"), fields).await
}

async fn detail(visitor: &Visitor, survey: SurveyId) -> Detail {
    visitor.get(&format!("/api/survey/detail?survey={survey}")).await.json()
}

async fn close(app: &TestApp, survey: SurveyId) {
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Survey(Act::Close { survey })).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

pub const HAPPY: [(&str, &str); 4] = [("q0", "0"), ("q1", "1"), ("q2", "2"), ("q3", "食堂好多了")];

#[tokio::test]
async fn from_slips_to_results() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let slips = sheet(&print(&member, survey, 1, 8).await);
    assert_eq!((slips.len(), slips[0].code.len()), (8, 34));
    assert!(slips.iter().all(|slip| slip.side > 20 && slip.square.starts_with('M')));
    let page = app.nobody().get(&format!("/s/{}", slips[0].code)).await;
    assert_eq!(page.status, StatusCode::OK);
    for word in ["松江师范大学", "第一次测评", "教职工", "问题找得准", "很不满意", "还想说的"]
    {
        assert!(page.body.contains(word), "{word}");
    }
    // nor does the address behind it tell more of the survey than the page
    let read = app.nobody().get(&format!("/api/survey/slip?code={}", slips[0].code)).await.body;
    assert!(read.contains("问题找得准") && read.contains("教职工"), "{read}");
    for word in ["printed", "book", "closes", "领导干部", &survey.to_string()] {
        assert!(!read.contains(word), "{word} {read}");
    }
    // on a page in English what is Chinese says so
    let phone = app.nobody();
    phone.get("/lang/en?to=/s").await;
    let english = phone.get(&format!("/s/{}", slips[0].code)).await.body;
    for chinese in ["松江师范大学", "第一次测评"] {
        assert!(english.contains(&format!("lang=\"zh-CN\">{chinese}<")), "{english}");
    }
    // a public phone loads no program for it
    assert!(!page.body.contains("hydrate"));
    let few = sheet(&print(&member, survey, 0, 5).await);
    for slip in &slips[..6] {
        assert_eq!(hand_in(&app, &slip.code, &HAPPY).await.to(), "/s/thanks");
    }
    for slip in &few[..4] {
        assert_eq!(hand_in(&app, &slip.code, &HAPPY).await.to(), "/s/thanks");
    }
    let running = detail(&member, survey).await;
    let told: Vec<_> = running.raters.iter().map(|own| (own.handed_out, own.returned, own.questions.len())).collect();
    assert_eq!(told, [(5, None, 0), (8, Some(6), 0), (0, None, 0), (0, None, 0)]);
    close(&app, survey).await;
    let unit = detail(&app.as_(cast::NORMAL_STAFF).await, survey).await;
    assert_eq!(unit.raters[1].satisfied, Some(Opinion { part: 12, of: 18, answers: 6 }));
    assert_eq!(unit.raters[1].questions[0].satisfied, Some(Opinion { part: 6, of: 6, answers: 6 }));
    assert_eq!(unit.raters[1].questions[3].words, ["食堂好多了"; 6]);
    assert_eq!((unit.raters[0].returned, unit.raters[0].questions.len()), (None, 0));
    assert!(!app.nobody().get(&format!("/api/survey/detail?survey={survey}")).await.status.is_success());
    let foreign = app.as_(cast::ACADEMY_STAFF).await.get(&format!("/api/survey/detail?survey={survey}")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_spoilt_slip_says_what_is_wrong() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let slips = sheet(&print(&member, survey, 1, 3).await);
    let (one, two) = (slips[0].code.clone(), slips[1].code.clone());
    let says = async |code: &str| app.nobody().get(&format!("/s/{code}")).await.body;
    assert_eq!(hand_in(&app, &one, &[("q0", ""), ("q3", " ")]).await.to(), format!("/s/{one}?told=blank"));
    assert!(says(&format!("{one}?told=blank")).await.contains("一题也没有答"));
    assert_eq!(hand_in(&app, &one, &[("q0", "9")]).await.status, StatusCode::BAD_REQUEST);
    // Too much is told at its field, with everything that was typed, and the slip is still good.
    let (long, script) = ("长".repeat(480), "</textarea><script>alert(1)</script>");
    let told = hand_in(&app, &one, &[("q0", "0"), ("q1", "3"), ("q3", &format!("{script}{long}"))]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.body.contains(&long) && told.body.contains("最多 500"), "{}", told.body);
    assert!(told.body.contains("&lt;/textarea&gt;&lt;script&gt;") && !told.body.contains(script));
    assert_eq!(told.body.matches(" checked").count(), 2);
    assert!(!told.body.contains("hydrate"));
    assert!(!says(&one).await.contains(&long), "it is kept nowhere");
    assert_eq!(hand_in(&app, &one, &HAPPY).await.to(), "/s/thanks");
    assert_eq!(hand_in(&app, &one, &HAPPY).await.to(), format!("/s/{one}"));
    let used = says(&one).await;
    assert!(used.contains("这张票已经用过") && used.contains(&format!("href=\"/s/{one}/en\"")), "{used}");
    let typed = app.nobody().get(&format!("/s/go?code={}", two.to_lowercase().replace('-', "%20"))).await;
    assert_eq!(typed.to(), format!("/s/{two}"));
    assert_eq!(app.nobody().get("/s/go?code=7Q2K").await.to(), "/s/x");
    assert!(says("x").await.contains("票号不对"));
    app.set_day("2023-04-16");
    assert!(says(&two).await.contains("还没有开始"));
    app.set_day("2023-05-01");
    assert!(says(&two).await.contains("已经截止"));
    assert_eq!(hand_in(&app, &two, &HAPPY).await.to(), format!("/s/{two}"));
    app.set_day("2023-04-20");
    let reason = Text::parse("一整张票在路上丢了，另外补印").unwrap();
    let back = Act::TakeBack { survey, raters: 1, reason };
    app.act(cast::MEMBER, cast::book(), Any::Survey(back)).await;
    assert!(says(&two).await.contains("这张票已经作废"));
    assert_eq!(hand_in(&app, &two, &HAPPY).await.to(), format!("/s/{two}"));
}

#[tokio::test]
async fn a_sheet_is_made_void_alone_and_nobody_learns_how_many_of_it_were_used() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let first = sheet(&print(&member, survey, 1, 6).await);
    let second = sheet(&print(&member, survey, 1, 4).await);
    for slip in first[..4].iter().chain(&second[..2]) {
        assert_eq!(hand_in(&app, &slip.code, &HAPPY).await.to(), "/s/thanks");
    }
    let before = detail(&member, survey).await;
    let places: Vec<_> = before.survey.good_sheets().map(|own| (own.raters, own.places())).collect();
    assert_eq!(places, [(1, 0..6), (1, 6..10)]);
    let reason = Text::parse("第二叠印歪了，另外补印").unwrap();
    let void = Any::Survey(Act::Void { survey, raters: 1, first: 6, reason });
    assert!(matches!(app.act(cast::MEMBER, cast::book(), void).await, Verdict::Accepted { .. }));
    let after = detail(&member, survey).await;
    assert_eq!((after.raters[1].handed_out, after.raters[1].returned), (10, Some(6)));
    assert_eq!(after.raters, before.raters);
    // the history tells how many slips the sheet has, and not how many of them came back
    let told = after.history.iter().find(|own| own.kind == "survey.void").unwrap();
    let changes: Vec<_> = told.changes.iter().map(|own| (own.field.as_str(), own.after.as_deref())).collect();
    assert_eq!(changes, [("void", Some("4"))]);
    let says = async |slip: &Slip| app.nobody().get(&format!("/s/{}", slip.code)).await.body;
    assert!(says(&second[3]).await.contains("这张票已经作废"));
    assert!(says(&second[0]).await.contains("这张票已经用过"));
    assert_eq!(hand_in(&app, &second[3].code, &HAPPY).await.to(), format!("/s/{}", second[3].code));
    assert_eq!(hand_in(&app, &first[5].code, &HAPPY).await.to(), "/s/thanks");
}

#[tokio::test]
async fn two_who_print_at_the_same_moment_have_each_a_sheet_of_their_own() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let (one, other) = tokio::join!(print(&member, survey, 1, 3), print(&member, survey, 1, 5));
    let (three, five) = (sheet(&one), sheet(&other));
    let sheets = detail(&member, survey).await.survey.sheets;
    let first = sheets.iter().find(|own| own.slips == 3).unwrap().first;
    let reason = Text::parse("这一叠印歪了，另外补印").unwrap();
    app.act(cast::MEMBER, cast::book(), Any::Survey(Act::Void { survey, raters: 1, first, reason })).await;
    for slip in &three {
        assert_eq!(hand_in(&app, &slip.code, &HAPPY).await.to(), format!("/s/{}", slip.code));
    }
    for slip in &five {
        assert_eq!(hand_in(&app, &slip.code, &HAPPY).await.to(), "/s/thanks");
    }
}

#[tokio::test]
async fn a_slip_opens_in_its_own_language_and_the_desk_keeps_its_own() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let slips = sheet(&print(&member, survey, 1, 1).await);
    let page = format!("/s/{}", slips[0].code);
    let english = |body: &str| body.contains("<html lang=\"en\"") && body.contains("Satisfaction survey");
    assert!(!english(&member.get(&page).await.body));
    assert_eq!(member.get(&format!("{page}/en")).await.to(), page);
    assert!(english(&member.get(&page).await.body));
    assert!(member.get("/surveys").await.body.contains("<html lang=\"zh-CN\""));
    // the page leads to the other language, and so does a slip in it
    assert_eq!(member.get(&format!("/lang/zh-CN?to={page}")).await.to(), page);
    assert!(!english(&member.get(&page).await.body));
    member.get(&format!("{page}/en")).await;
    assert_eq!(member.get(&format!("{page}/zh")).await.to(), page);
    assert!(!english(&member.get(&page).await.body));
    assert_eq!(member.get("/s/7Q2K/en").await.to(), "/s/x");
}

#[tokio::test]
async fn a_slip_in_both_languages_opens_in_that_of_the_phone_until_its_page_is_asked_for_in_the_other() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let page = format!("/s/{}", sheet(&print(&member, survey, 1, 1).await)[0].code);
    let english = async |phone: &Visitor, path: &str, reads: &str| {
        let asked = phone.request(Method::GET, path).header("accept-language", reads);
        phone.send(asked).await.body.contains("<html lang=\"en\"")
    };
    let phone = app.nobody();
    for path in [page.as_str(), "/s", "/s/x"] {
        for (reads, is_english) in [("en-GB,en;q=0.9", true), ("en,zh;q=0.1", false), ("fr", false), ("zh-CN", false)] {
            assert_eq!(english(&phone, path, reads).await, is_english, "{path} {reads}");
        }
    }
    assert!(!english(&phone, "/sign-in", "en").await, "a desk is in Chinese until somebody says otherwise");
    phone.get(&format!("{page}/zh")).await;
    assert!(!english(&phone, &page, "en").await, "as it was asked for");
}

#[tokio::test]
async fn who_guesses_codes_has_to_wait_and_holds_up_no_slip() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let slips = sheet(&print(&member, survey, 1, 3).await);
    assert_eq!(hand_in(&app, &slips[0].code, &HAPPY).await.to(), "/s/thanks");
    let guess = |number: u8| Code::new([number; 32]).to_string();
    for number in 0..10 {
        let answer = app.nobody().get(&format!("/s/{}", guess(number))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{number}");
        assert!(answer.body.contains("没有这个票号"));
    }
    let stopped = app.nobody().get(&format!("/s/{}", guess(11))).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    // an answer without a text is shown as the browser's own page about the number, which leads nowhere
    assert!(stopped.body.contains("href=\"/s?told=wait\""), "{}", stopped.body);
    assert_eq!(hand_in(&app, &guess(12), &HAPPY).await.status, StatusCode::TOO_MANY_REQUESTS);
    let path = format!("/api/survey/slip?code={}", guess(13));
    assert_eq!(app.nobody().get(&path).await.status, StatusCode::TOO_MANY_REQUESTS);
    // a slip that was printed is served all the while, used or not
    let open = async |path: &str| {
        let answer = app.nobody().get(path).await;
        (answer.status, answer.body)
    };
    for (slip, says) in slips.iter().zip(["这张票已经用过", "问题找得准", "问题找得准"]) {
        for path in [format!("/s/{}", slip.code), format!("/s/{}?told=blank", slip.code)] {
            let (status, body) = open(&path).await;
            assert!(status == StatusCode::OK && body.contains(says), "{path} {status}");
        }
        assert_eq!(open(&format!("/api/survey/slip?code={}", slip.code)).await.0, StatusCode::OK);
        assert_eq!(open(&format!("/s/{}/en", slip.code)).await.0, StatusCode::SEE_OTHER);
    }
    assert_eq!(hand_in(&app, &slips[1].code, &[]).await.to(), format!("/s/{}?told=blank", slips[1].code));
    assert_eq!(hand_in(&app, &slips[1].code, &HAPPY).await.to(), "/s/thanks");
    for page in ["/s/thanks", "/s/x", "/s", "/s?told=wait"] {
        assert_eq!(open(page).await.0, StatusCode::OK, "{page}");
    }
    // whatever else might be read as a code waits
    for odd in [guess(10).replacen('A', "%41", 1), format!("{}/", guess(10)), "7Q2K".to_owned()] {
        assert_eq!(open(&format!("/s/{odd}")).await.0, StatusCode::TOO_MANY_REQUESTS, "{odd}");
    }
    assert_eq!(app.nobody().get(&path).await.status, StatusCode::TOO_MANY_REQUESTS);
    app.pass_minutes(1);
    let unknown = hand_in(&app, &guess(14), &HAPPY).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.contains(&format!("href=\"/s/{}\"", guess(14))), "{}", unknown.body);
    assert_eq!(app.nobody().get(&path).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn only_the_group_prints() {
    let app = TestApp::start().await;
    let survey = planned(&app).await;
    assert_eq!(print(&app.as_(cast::NORMAL_STAFF).await, survey, 0, 2).await.status, StatusCode::FORBIDDEN);
    assert_eq!(print(&app.as_(cast::ACADEMY_STAFF).await, survey, 0, 2).await.status, StatusCode::NOT_FOUND);
    assert_eq!(print(&app.nobody(), survey, 0, 2).await.status, StatusCode::UNAUTHORIZED);
    let many = print(&app.as_(cast::MEMBER).await, survey, 0, 301).await;
    assert!(many.body.contains("too_many"), "{}", many.body);
}

#[tokio::test]
async fn who_is_signed_in_and_holds_a_slip_is_nobody_and_its_code_stands_in_no_other_address() {
    let app = TestApp::start().await;
    let (survey, member) = (planned(&app).await, app.as_(cast::MEMBER).await);
    let code = sheet(&print(&member, survey, 1, 1).await).remove(0).code;
    let staff = app.as_(cast::NORMAL_STAFF).await;
    let seen = async || {
        let sessions = store::session::list(&app.server.db, Some(cast::NORMAL_STAFF.id), app.now()).await.unwrap();
        sessions.iter().map(|own| own.seen_at).collect::<Vec<_>>()
    };
    let before = seen().await;
    app.pass_minutes(20);
    let page = format!("/s/{code}");
    let answers = [
        staff.get(&page).await,
        staff.get(&format!("{page}/zh-CN")).await,
        staff.get(&format!("/s/go?code={code}")).await,
        staff.get(&format!("/api/survey/slip?code={code}")).await,
        staff.form(&page, &[]).await,
        staff.form(&page, &HAPPY).await,
        staff.get("/s/thanks").await,
        staff.get(&page).await,
    ];
    for (turn, answer) in answers.iter().enumerate() {
        // what keeps pages on a device keeps those alone that say whose they are, under their address
        assert!(answer.headers.get("x-xundao-person").is_none(), "{turn}: {:?}", answer.headers);
        // nor is the address told to a style or a picture, beside whose own a proxy would write it
        assert_eq!(answer.header("referrer-policy"), "strict-origin", "{turn}");
        assert!(!answer.body.contains(&format!("to=/s/{code}")), "{turn}");
    }
    assert!(answers[0].body.contains("问题找得准") && answers[7].body.contains("这张票已经用过"));
    assert_eq!(seen().await, before, "that they were there just then is noted nowhere");
    assert!(staff.signed_in().await);
    assert_eq!(staff.get("/surveys").await.header("referrer-policy"), "same-origin");
}
