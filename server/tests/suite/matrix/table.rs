//! Who may do what: one line per way to call an endpoint. `matrix.rs` holds it against the registries of server functions,
//! pages and routes, so an endpoint without a line fails, and a line without an endpoint too.
//!
//! The world has three places with the same records in each: a unit of the cast's group (where the cast's unit people
//! work), another unit of the same group, and a unit of a foreign group. The letters of `may`, in the order of `ROLES`:
//!
//! `1` reaches the own unit · `2` both units of the group · `3` all three · `0` none: every record answers as a missing
//! one, every list is without them · `+` may, there is no record to it · `n` may not, and is told so, because the record
//! itself is no secret to them · `e` knows the own unit's record, and gets nothing more of it · `-` is sent to sign in
//!
//! In `call`, `{unit}`, `{issue}` … is that record of a place; without any, the answer must show the records of exactly
//! the places that the letter says. Where `shows` is given, that text in the answer is what `+` gets and `0` does not.

/// One line.
pub struct Line {
    /// Method and address as registered.
    pub endpoint: &'static str,
    pub call: &'static str,
    pub body: Body,
    pub shows: &'static str,
    pub may: &'static str,
}

#[derive(Clone, Copy)]
pub enum Body {
    None,
    Json(&'static str),
    Form(&'static [(&'static str, &'static str)]),
    /// A multipart form with these texts and a file of this name.
    File(&'static [(&'static str, &'static str)], &'static str),
}
use Body::{File, Form, Json};

/// The columns: head deputy liaison member · liaison leader organisation · office leader · system security audit · nobody.
const fn get(endpoint: &'static str, call: &'static str, may: &'static str) -> Line {
    Line { endpoint, call, body: Body::None, shows: "", may }
}

const fn shows(shows: &'static str, endpoint: &'static str, call: &'static str, may: &'static str) -> Line {
    Line { endpoint, call, body: Body::None, shows, may }
}

const fn post(endpoint: &'static str, call: &'static str, body: Body, may: &'static str) -> Line {
    Line { endpoint, call, body, shows: "", may }
}

/// Server functions.
#[rustfmt::skip]
pub const FUNCTIONS: &[Line] = &[
    shows("person", "GET /api/me", "/api/me",                                       "++++ +++ + +++ 0"),
    get("GET /api/demo/cast", "/api/demo/cast",                                     "++++ +++ + +++ +"),
    get("GET /api/welcome", "/api/welcome?token={token}",                           "++++ +++ + +++ +"),
    get("GET /api/issue/list", "/api/issue/list?filter={}",                         "2222 111 3 000 -"),
    get("GET /api/issue/list", "/api/issue/list?filter={\"unit\":\"{unit}\"}",      "2222 111 3 000 -"),
    shows("\"late\":1", "GET /api/issue/counts", "/api/issue/counts?filter={\"unit\":\"{unit}\"}", "2222 111 3 000 -"),
    get("GET /api/issue/detail", "/api/issue/detail?id={issue}",                    "2222 111 3 000 -"),
    get("GET /api/issue/detail", "/api/issue/detail?id={issue}&as_of=2023-05-05",   "2222 111 3 000 -"),
    // What stands where somebody's change was refused, for who reads the record.
    get("GET /api/standing", "/api/standing?kind=issue.amend&id={issue}",           "2222 111 3 000 -"),
    get("GET /api/standing", "/api/standing?kind=carrier.change&id={carrier}",      "2222 110 3 000 -"),
    get("GET /api/standing", "/api/standing?kind=notice.change&id={notice}",        "2222 110 3 000 -"),
    get("GET /api/standing", "/api/standing?kind=meeting.change&id={meeting}",      "2222 110 3 000 -"),
    get("GET /api/standing", "/api/standing?kind=deployment.change&id={deployment}", "2222 111 3 000 -"),
    get("GET /api/standing", "/api/standing?kind=survey.change&id={survey}",        "2222 110 3 000 -"),
    get("GET /api/issue/by_code", "/api/issue/by_code?book={book}&code={code}",     "2222 111 3 000 -"),
    get("GET /api/unit/home", "/api/unit/home?unit={unit}",                         "2222 111 3 000 -"),
    get("GET /api/unit/detail", "/api/unit/detail?unit={unit}",                     "2222 110 3 000 -"),
    shows("/issues?unit=", "GET /api/bag", "/api/bag?unit={unit}",                  "2222 111 3 000 -"),
    shows("/visits/new?visit=", "GET /api/bag/visit", "/api/bag/visit?visit={visit}", "2222 000 0 000 -"),
    get("GET /api/unit/list", "/api/unit/list",                                     "2222 110 3 000 -"),
    get("GET /api/unit/list", "/api/unit/list?book={book}&unit={unit}",             "2222 110 3 000 -"),
    get("GET /api/unit/list", "/api/unit/list?unit={unit}&as_of=2023-05-05",        "2222 110 3 000 -"),
    get("GET /api/carrier/list", "/api/carrier/list",                               "2222 110 3 000 -"),
    get("GET /api/carrier/list", "/api/carrier/list?unit={unit}&as_of=2023-05-05",  "2222 110 3 000 -"),
    get("GET /api/carrier/detail", "/api/carrier/detail?carrier={carrier}",         "2222 110 3 000 -"),
    get("GET /api/report/list", "/api/report/list",                                 "2222 110 3 000 -"),
    get("GET /api/report/list", "/api/report/list?book={book}&unit={unit}",         "2222 110 3 000 -"),
    get("GET /api/report/list", "/api/report/list?unit={unit}&as_of=2023-05-05",    "2222 110 3 000 -"),
    get("GET /api/report/detail", "/api/report/detail?report={report}",             "2222 110 3 000 -"),
    get("GET /api/report/candidates", "/api/report/candidates?report={report}&text=other", "2222 110 3 000 -"),
    get("GET /api/rule/list", "/api/rule/list",                                     "2222 110 3 000 -"),
    get("GET /api/rule/detail", "/api/rule/detail?rule={rule}",                     "2222 110 3 000 -"),
    get("GET /api/rule/candidates", "/api/rule/candidates?rule={rule}&text=other",  "2222 110 3 000 -"),
    get("GET /api/draw/list", "/api/draw/list?book=&unit=&state=&of=&as_of=",                  "2222 110 3 000 -"),
    get("GET /api/draw/list", "/api/draw/list?book={book}&unit={unit}&state=&of=&as_of=",      "2222 110 3 000 -"),
    get("GET /api/draw/detail", "/api/draw/detail?draw={draw}",                     "2222 110 3 000 -"),
    get("GET /api/template/list", "/api/template/list?book=",                       "3322 000 3 000 -"),
    get("GET /api/template/detail", "/api/template/detail?template={template}",     "3322 000 3 000 -"),
    get("GET /api/template/version", "/api/template/version?template={template}&version=1", "2222 000 3 000 -"),
    get("GET /api/evaluation/list", "/api/evaluation/list?book=&unit=",             "2222 110 3 000 -"),
    get("GET /api/evaluation/list", "/api/evaluation/list?book={book}&unit={unit}", "2222 110 3 000 -"),
    get("GET /api/evaluation/detail", "/api/evaluation/detail?evaluation={evaluation}", "2222 110 3 000 -"),
    get("GET /api/evaluation/sheet", "/api/evaluation/sheet?evaluation={evaluation}&unit={unit}", "2222 110 3 000 -"),
    get("GET /api/evaluation/rows", "/api/evaluation/rows?evaluation={published}&unit={unit}&indicator=00000000-0000-0000-0000-00007e050004", "2222 110 3 000 -"),
    // before it is published a figure is no business of the unit
    get("GET /api/evaluation/rows", "/api/evaluation/rows?evaluation={evaluation}&unit={unit}&indicator=00000000-0000-0000-0000-00007e050004", "2222 000 3 000 -"),
    get("GET /api/evaluation/scorable", "/api/evaluation/scorable?unit={unit}",     "2222 nn0 n 000 -"),
    shows("\"state\":\"marking\"", "GET /api/lookback/list", "/api/lookback/list?book=&unit={unit}", "2222 110 3 000 -"),
    get("GET /api/lookback/detail", "/api/lookback/detail?lookback={lookback}",     "2222 110 3 000 -"),
    get("GET /api/cut/list", "/api/cut/list?book=",                                 "2222 000 3 000 -"),
    get("GET /api/cut/detail", "/api/cut/detail?cut={cut}&as_of=",                  "2222 000 3 000 -"),
    get("GET /api/notice/list", "/api/notice/list?book=&unit=&as_of=",              "2222 110 3 000 -"),
    get("GET /api/notice/list", "/api/notice/list?book={book}&unit={unit}&as_of=",  "2222 110 3 000 -"),
    get("GET /api/notice/detail", "/api/notice/detail?notice={notice}",             "2222 110 3 000 -"),
    shows("true", "GET /api/notice/stands", "/api/notice/stands?notice={notice}&unit={unit}", "2222 110 3 000 -"),
    get("GET /api/worklist/list", "/api/worklist/list?book=&unit=&as_of=",          "++++ +++ + +++ -"),
    get("GET /api/worklist/detail", "/api/worklist/detail?worklist={worklist}",     "2222 110 3 000 -"),
    shows("\"value\"", "GET /api/burden/figures", "/api/burden/figures?unit={unit}&known=issues", "2222 110 3 000 -"),
    get("GET /api/meeting/list", "/api/meeting/list?book=&unit=&as_of=",            "2222 110 3 000 -"),
    get("GET /api/meeting/list", "/api/meeting/list?book={book}&unit={unit}&as_of=2023-05-05", "2222 110 3 000 -"),
    shows("\"series\"", "GET /api/meeting/start", "/api/meeting/start?unit=",       "++++ 000 0 000 -"),
    get("GET /api/meeting/start", "/api/meeting/start?unit={unit}",                 "2222 000 0 000 -"),
    get("GET /api/meeting/detail", "/api/meeting/detail?meeting={meeting}",         "2222 110 3 000 -"),
    get("GET /api/meeting/detail", "/api/meeting/detail?meeting={weekly}",          "2222 110 3 000 -"),
    get("GET /api/deployment/list", "/api/deployment/list?book=&unit=&as_of=",      "2222 111 3 000 -"),
    get("GET /api/deployment/list", "/api/deployment/list?book={book}&unit={unit}&as_of=", "2222 111 3 000 -"),
    get("GET /api/deployment/detail", "/api/deployment/detail?deployment={deployment}", "2222 111 3 000 -"),
    get("GET /api/library/list", "/api/library/list?book=&text=&as_of=",            "2222 000 3 000 -"),
    get("GET /api/library/list", "/api/library/list?book=&text=尺度&as_of=",          "2222 000 3 000 -"),
    get("GET /api/library/list", "/api/library/list?book={book}&text=&as_of=2023-05-05", "2222 000 3 000 -"),
    get("GET /api/library/detail", "/api/library/detail?standard={standard}",       "2222 000 3 000 -"),
    get("GET /api/study/list", "/api/study/list?book=&as_of=",                      "2222 000 3 000 -"),
    get("GET /api/study/detail", "/api/study/detail?study={study}",                 "2222 000 3 000 -"),
    // A log is its writer's, and the lead's to read.
    shows("\"did\"", "GET /api/worklog/day", "/api/worklog/day?day=&person=",       "++++ 000 0 000 -"),
    shows("组长手记", "GET /api/worklog/day", "/api/worklog/day?day=&person=00000000-0000-0000-0000-00000d000001", "++00 000 0 000 -"),
    get("GET /api/outcome/list", "/api/outcome/list?book=&unit=&as_of=",            "2222 110 3 000 -"),
    get("GET /api/outcome/list", "/api/outcome/list?book={book}&unit={unit}&as_of=2023-05-05", "2222 110 3 000 -"),
    get("GET /api/outcome/detail", "/api/outcome/detail?outcome={outcome}",         "2222 110 3 000 -"),
    get("GET /api/outcome/candidates", "/api/outcome/candidates?outcome={outcome}&text=", "2222 110 3 000 -"),
    // What others may learn names nobody, so everybody who works on cases reads it.
    shows("不点名的经验", "GET /api/outcome/lessons", "/api/outcome/lessons?text=",   "++++ +++ + 000 -"),
    get("GET /api/burden/month", "/api/burden/month?book={book}&unit={unit}&month=", "2222 110 3 000 -"),
    shows("\"matters\"", "GET /api/today", "/api/today",                            "++++ +++ + +++ -"),
    get("GET /api/survey/list", "/api/survey/list?book=&unit=",                     "2222 110 3 000 -"),
    get("GET /api/survey/list", "/api/survey/list?book={book}&unit={unit}",         "2222 110 3 000 -"),
    get("GET /api/survey/detail", "/api/survey/detail?survey={survey}",             "2222 110 3 000 -"),
    get("GET /api/survey/slip", "/api/survey/slip?code=x",                          "++++ +++ + +++ +"),
    post("POST /api/survey/print", "/api/survey/print", Json("{\"survey\":\"{survey}\",\"raters\":0,\"slips\":2,\"origin\":\"http://x\"}"), "2222 nn0 n 000 -"),
    get("GET /api/draw/sources", "/api/draw/sources?unit={unit}",                   "2222 nn0 n 000 -"),
    get("GET /api/coverage", "/api/coverage?unit={unit}&as_of=",                           "2222 110 3 000 -"),
    get("GET /api/visit/list", "/api/visit/list?filter={}",                         "2222 111 3 000 -"),
    get("GET /api/visit/list", "/api/visit/list?filter={\"unit\":\"{unit}\"}",      "2222 111 3 000 -"),
    get("GET /api/visit/detail", "/api/visit/detail?visit={visit}",                 "2222 111 3 000 -"),
    shows("梁启航", "GET /api/visit/start", "/api/visit/start?visit=",               "++++ 000 0 000 -"),
    get("GET /api/visit/start", "/api/visit/start?visit={visit}",                   "2222 000 0 000 -"),
    get("GET /api/visit/room", "/api/visit/room?unit={unit}",                       "2222 110 3 000 -"),
    // The notes are the group's own.
    shows("组内密记", "GET /api/visit/detail", "/api/visit/detail?visit={visit}",     "2222 eee 3 000 -"),
    get("GET /api/book/entries", "/api/book/entries?book={book}&subject=&unit=&upto=", "2222 000 3 000 -"),
    get("GET /api/dashboard", "/api/dashboard?asked={\"scope\":\"all\",\"as_of\":null,\"compare\":null,\"origin\":\"team_list\"}", "0000 000 3 000 -"),
    get("GET /api/dashboard", "/api/dashboard?asked={\"scope\":{\"group\":\"{group}\"},\"as_of\":null,\"compare\":null,\"origin\":\"team_list\"}", "2222 000 3 000 -"),
    get("GET /api/dashboard", "/api/dashboard?asked={\"scope\":{\"unit\":\"{unit}\"},\"as_of\":null,\"compare\":null,\"origin\":\"team_list\"}", "2222 110 3 000 -"),
    get("GET /api/calendar", "/api/calendar?campaign=",                             "++++ +++ + +++ -"),
    get("GET /api/inbox/list", "/api/inbox/list",                                   "++++ +++ + +++ -"),
    get("GET /api/inbox/unread", "/api/inbox/unread",                               "++++ +++ + +++ -"),
    get("GET /api/inbox/settings", "/api/inbox/settings",                           "++++ +++ + +++ -"),
    // The robot of a group is its head's.
    shows("\"kind\":null", "GET /api/inbox/settings", "/api/inbox/settings",        "+000 000 0 000 -"),
    post("POST /api/inbox/mark", "/api/inbox/mark", Json(r#"{"matters":null,"read":true}"#), "++++ +++ + +++ -"),
    post("POST /api/inbox/set", "/api/inbox/set", Json(r#"{"settings":{"off":[],"hour":9,"address":null,"mail":false,"english":false}}"#), "++++ +++ + +++ -"),
    // No host is listed here, so that even the head is told no.
    post("POST /api/inbox/robot", "/api/inbox/robot", Json(r#"{"group":"{group}","kind":"wecom","url":"https://a.example/x","hour":9,"english":false}"#), "nnnn 000 0 000 -"),
    post("POST /api/inbox/try", "/api/inbox/try", Json(r#"{"group":"{group}"}"#),   "2nnn 000 0 000 -"),
    post("POST /api/inbox/drop", "/api/inbox/drop", Json(r#"{"group":"{group}"}"#), "2nnn 000 0 000 -"),
    shows("甲组的节点", "GET /api/policy", "/api/policy",                             "++++ +++ + 000 -"),
    shows("丙组的节点", "GET /api/policy", "/api/policy",                             "0000 000 + 000 -"),
    shows("xuzhiyao", "GET /api/people", "/api/people",                             "0000 000 0 +00 -"),
    shows("group.open", "GET /api/group/detail", "/api/group/detail?id={group}",    "0000 000 0 300 -"),
    shows("campaign.open", "GET /api/campaign/detail", "/api/campaign/detail?id=00000000-0000-0000-0000-00000c000001", "0000 000 0 +00 -"),
    post("POST /api/people/link", "/api/people/link", Json(r#"{"id":"{person}"}"#), "0000 000 0 300 -"),
    get("GET /api/session/own", "/api/session/own",                                 "++++ +++ + +++ -"),
    shows("xuzhiyao", "GET /api/session/list", "/api/session/list",                 "0000 000 0 0+0 -"),
    post("POST /api/session/end", "/api/session/end", Json(r#"{"id":"{session}"}"#), "0000 100 0 030 -"),
    shows("seq", "GET /api/journal/heads", "/api/journal/heads",                    "0000 000 0 00+ -"),
    shows("seq", "GET /api/journal/entries", "/api/journal/entries?book=office&upto=9", "0000 000 0 00+ -"),
    shows("upto", "GET /api/journal/verify", "/api/journal/verify?book=office&after=0", "0000 000 0 00+ -"),
    // Which acts, `no_act_tells_a_foreign_record_from_a_missing_one` asks, act by act.
    post("POST /api/propose", "/api/propose", Json(r#"{"proposals":[]}"#),          "++++ +++ + +++ -"),
];

/// Pages.
#[rustfmt::skip]
pub const PAGES: &[Line] = &[
    get("GET /sign-in", "/sign-in",                                 "++++ +++ + +++ +"),
    get("GET /welcome/{token}", "/welcome/{token}",                 "++++ +++ + +++ +"),
    get("GET /", "/",                                               "++++ +++ + +++ -"),
    get("GET /dashboard", "/dashboard",                             "2222 110 3 000 -"),
    get("GET /dashboard", "/dashboard?unit={unit}",                 "2222 110 3 000 -"),
    get("GET /dashboard", "/dashboard?book={book}",                 "2222 000 3 000 -"),
    get("GET /wall", "/wall",                                       "++++ ++0 + 000 -"),
    get("GET /wall", "/wall?unit={unit}",                           "2222 110 3 000 -"),
    get("GET /ledger", "/ledger",                                   "++++ +++ + +++ -"),
    get("GET /issues/new", "/issues/new",                           "++++ +++ + +++ -"),
    get("GET /issues", "/issues",                                   "2222 111 3 000 -"),
    get("GET /issues", "/issues?unit={unit}",                       "2222 111 3 000 -"),
    get("GET /issues/{id}", "/issues/{issue}",                      "2222 111 3 000 -"),
    get("GET /calendar", "/calendar",                               "++++ +++ + +++ -"),
    get("GET /inbox", "/inbox",                                     "++++ +++ + +++ -"),
    get("GET /inbox/settings", "/inbox/settings",                   "++++ +++ + +++ -"),
    shows("甲组的节点", "GET /policy", "/policy",                     "++++ +++ + 000 -"),
    shows("丙组的节点", "GET /policy", "/policy",                     "0000 000 + 000 -"),
    get("GET /unit/{id}", "/unit/{unit}",                           "2222 111 3 000 -"),
    get("GET /unit/{id}/goal", "/unit/{unit}/goal",                 "2222 110 3 000 -"),
    get("GET /unit/{id}/organisations", "/unit/{unit}/organisations", "2222 110 3 000 -"),
    get("GET /units", "/units",                                     "2222 110 3 000 -"),
    get("GET /units", "/units?unit={unit}",                         "2222 110 3 000 -"),
    get("GET /carriers", "/carriers",                               "2222 110 3 000 -"),
    get("GET /carrier/{id}", "/carrier/{carrier}",                  "2222 110 3 000 -"),
    get("GET /reports", "/reports",                                 "2222 110 3 000 -"),
    get("GET /reports/{id}", "/reports/{report}",                   "2222 110 3 000 -"),
    get("GET /rules", "/rules",                                     "2222 110 3 000 -"),
    get("GET /rules/{id}", "/rules/{rule}",                         "2222 110 3 000 -"),
    get("GET /draws", "/draws",                                     "2222 110 3 000 -"),
    get("GET /draws/new", "/draws/new",                             "++++ +++ + +++ -"),
    get("GET /templates", "/templates",                             "3322 000 3 000 -"),
    get("GET /templates/{id}", "/templates/{template}",             "3322 000 3 000 -"),
    get("GET /evaluations", "/evaluations",                         "2222 110 3 000 -"),
    get("GET /evaluations/{id}", "/evaluations/{evaluation}",       "2222 110 3 000 -"),
    get("GET /evaluations/{id}/{unit}", "/evaluations/{evaluation}/{unit}", "2222 110 3 000 -"),
    get("GET /evaluations/{id}/{unit}/{indicator}", "/evaluations/{published}/{unit}/00000000-0000-0000-0000-00007e050004", "2222 110 3 000 -"),
    get("GET /evaluations/{id}/{unit}/{indicator}", "/evaluations/{evaluation}/{unit}/00000000-0000-0000-0000-00007e050004", "2222 000 3 000 -"),
    shows("lookback-count", "GET /lookbacks", "/lookbacks?unit={unit}", "2222 110 3 000 -"),
    get("GET /lookbacks/{id}", "/lookbacks/{lookback}",             "2222 110 3 000 -"),
    get("GET /cuts", "/cuts",                                       "2222 000 3 000 -"),
    get("GET /cuts/{id}", "/cuts/{cut}",                            "2222 000 3 000 -"),
    get("GET /notices", "/notices",                                 "2222 110 3 000 -"),
    get("GET /notices/{id}", "/notices/{notice}",                   "2222 110 3 000 -"),
    get("GET /worklists", "/worklists",                             "++++ +++ + +++ -"),
    get("GET /worklists/{id}", "/worklists/{worklist}",             "2222 110 3 000 -"),
    get("GET /meetings", "/meetings",                               "2222 110 3 000 -"),
    shows("会议安排", "GET /meetings/new", "/meetings/new",           "++++ 000 0 000 -"),
    get("GET /meetings/{id}", "/meetings/{meeting}",                "2222 110 3 000 -"),
    get("GET /meetings/{id}", "/meetings/{weekly}",                 "2222 110 3 000 -"),
    get("GET /deployments", "/deployments",                         "2222 111 3 000 -"),
    get("GET /deployments/{id}", "/deployments/{deployment}",       "2222 111 3 000 -"),
    get("GET /library", "/library",                                 "2222 000 3 000 -"),
    get("GET /library/{id}", "/library/{standard}",                 "2222 000 3 000 -"),
    get("GET /studies", "/studies",                                 "2222 000 3 000 -"),
    get("GET /studies/{id}", "/studies/{study}",                    "2222 000 3 000 -"),
    shows("只有本人和组长", "GET /worklogs", "/worklogs",              "++++ 000 0 000 -"),
    shows("组长手记", "GET /worklogs", "/worklogs?person=00000000-0000-0000-0000-00000d000001", "++00 000 0 000 -"),
    get("GET /outcomes", "/outcomes",                               "2222 110 3 000 -"),
    get("GET /outcomes/{id}", "/outcomes/{outcome}",                "2222 110 3 000 -"),
    shows("不点名的经验", "GET /lessons", "/lessons",                 "++++ +++ + 000 -"),
    get("GET /burden", "/burden?book={book}&unit={unit}",           "2222 110 3 000 -"),
    get("GET /today", "/today",                                     "++++ +++ + +++ -"),
    get("GET /surveys", "/surveys",                                 "2222 110 3 000 -"),
    get("GET /surveys/{id}", "/surveys/{survey}",                   "2222 110 3 000 -"),
    get("GET /s", "/s",                                             "++++ +++ + +++ +"),
    get("GET /s/{code}", "/s/x",                                    "++++ +++ + +++ +"),
    get("GET /draws/check", "/draws/check",                         "++++ +++ + +++ +"),
    get("GET /draws/{id}", "/draws/{draw}",                         "2222 110 3 000 -"),
    get("GET /draws/{id}/show", "/draws/{draw}/show",               "2222 110 3 000 -"),
    get("GET /coverage", "/coverage?unit={unit}",                   "2222 110 3 000 -"),
    get("GET /visits", "/visits",                                   "2222 111 3 000 -"),
    get("GET /visits", "/visits?unit={unit}",                       "2222 111 3 000 -"),
    get("GET /visits/new", "/visits/new",                           "++++ +++ + +++ -"),
    get("GET /visits/{id}", "/visits/{visit}",                      "2222 111 3 000 -"),
    shows("组内密记", "GET /visits/{id}", "/visits/{visit}",          "2222 eee 3 000 -"),
    get("GET /book", "/book?book={book}&kind=issue",                "2222 000 3 000 -"),
    get("GET /admin", "/admin",                                     "++++ +++ + +++ -"),
    shows("/people/00", "GET /people", "/people",                   "0000 000 0 +00 -"),
    get("GET /people/{id}", "/people/{person}",                     "0000 000 0 300 -"),
    shows("table people", "GET /groups", "/groups",                 "0000 000 0 +00 -"),
    shows("成立指导组", "GET /groups/{id}", "/groups/{group}",        "0000 000 0 300 -"),
    shows("开启专项", "GET /campaigns/{id}", "/campaigns/00000000-0000-0000-0000-00000c000001", "0000 000 0 +00 -"),
    shows("xuzhiyao", "GET /sessions", "/sessions",                 "0000 000 0 0+0 -"),
    shows("journal?book=office", "GET /journal", "/journal",        "0000 000 0 00+ -"),
    get("GET /account", "/account",                                 "++++ +++ + +++ -"),
    get("GET /more", "/more",                                       "++++ +++ + +++ -"),
    get("GET /bag", "/bag",                                         "++++ +++ + +++ -"),
    get("GET /outbox", "/outbox",                                   "++++ +++ + +++ -"),
];

const LEDGER: &[(&str, &str)] = &[("unit", "{unit}"), ("origin", "team_list"), ("year", "2023")];

/// The routes of `server/src/routes.rs`.
#[rustfmt::skip]
pub const OTHERS: &[Line] = &[
    shows("heads", "GET /api/live", "/api/live",                                            "++++ +++ + +++ -"),
    shows("units", "GET /tree/{mark}", "/tree/mark",                                        "++++ +++ + 000 -"),
    shows("外地丙校", "GET /tree/{mark}", "/tree/mark",                                      "0000 000 + 000 -"),
    get("GET /lang/{code}", "/lang/en?to=/",                                                "++++ +++ + +++ +"),
    post("POST /files", "/files", File(&[], "a.pdf"),                                       "++++ +++ 0 000 -"),
    shows("%PDF", "GET /files/{issue}/{hash}", "/files/{issue}/{hash}",                     "2222 111 3 000 -"),
    get("GET /lookbacks/{lookback}/lookback.xlsx", "/lookbacks/{lookback}/lookback.xlsx",   "2222 110 3 000 -"),
    shows("%PDF", "GET /lookbacks/{lookback}/files/{hash}", "/lookbacks/{lookback}/files/{hash}", "2222 110 3 000 -"),
    // a file that a grade leans on is for who reads the grade: the group and the office, no unit
    shows("%PDF", "GET /evaluations/{evaluation}/files/{hash}", "/evaluations/{published}/files/{hash}", "2222 000 3 000 -"),
    shows("%PDF", "GET /deployments/{deployment}/files/{hash}", "/deployments/{deployment}/files/{hash}", "2222 111 3 000 -"),
    shows("%PDF", "GET /notices/{notice}/files/{hash}", "/notices/{notice}/files/{hash}",   "2222 110 3 000 -"),
    shows("%PDF", "GET /studies/{study}/files/{hash}", "/studies/{study}/files/{hash}",     "2222 000 3 000 -"),
    shows("%PDF", "GET /outcomes/{outcome}/files/{hash}", "/outcomes/{outcome}/files/{hash}", "2222 110 3 000 -"),
    post("POST /ledger/preview", "/ledger/preview", File(LEDGER, "a.csv"),                  "2222 110 n 000 -"),
    post("POST /ledger/refused", "/ledger/refused", File(LEDGER, "a.csv"),                  "2222 110 n 000 -"),
    post("POST /draws/rows", "/draws/rows", File(&[], "a.csv"),                             "++++ 000 0 000 -"),
    shows("责任落实", "GET /templates/{id}/tree.xlsx", "/templates/{template}/tree.xlsx", "3322 000 3 000 -"),
    post("POST /templates/read", "/templates/read", File(&[], "a.csv"),                     "++00 000 0 000 -"),
    get("GET /evaluations/{id}/{unit}/score.json", "/evaluations/{published}/{unit}/score.json", "2222 110 3 000 -"),
    // The roster is the group's and the unit's; leadership reads the draw by its numbers.
    get("GET /draws/{id}/sheet.txt", "/draws/{draw}/sheet.txt",                             "2222 110 0 000 -"),
    get("GET /issues.xlsx", "/issues.xlsx?unit={unit}",                                     "2222 111 3 000 -"),
    get("GET /visits.xlsx", "/visits.xlsx?unit={unit}",                                     "2222 111 3 000 -"),
    shows("%PDF", "GET /visits/{visit}/photos/{hash}", "/visits/{visit}/photos/{hash}",     "2222 111 3 000 -"),
    post("POST /sign-in", "/sign-in", Form(&[("login", "nobody"), ("password", "-")]),      "++++ +++ + +++ +"),
    post("POST /demo/sign-in", "/demo/sign-in", Form(&[("login", "xuzhiyao")]),             "++++ +++ + +++ +"),
    post("POST /sign-out", "/sign-out", Form(&[("clean", "1")]),                            "++++ +++ + +++ +"),
    get("GET /s/go", "/s/go?code=x",                                                        "++++ +++ + +++ +"),
    get("GET /s/{code}/{lang}", "/s/x/en",                                                "++++ +++ + +++ +"),
    post("POST /s/{code}", "/s/x", Form(&[("q0", "1")]),                                    "++++ +++ + +++ +"),
    post("POST /welcome/{token}", "/welcome/{token}", Form(&[("password", "a"), ("again", "b")]), "++++ +++ + +++ +"),
    post("POST /account/password", "/account/password", Form(&[("old", "a"), ("password", "b"), ("again", "b")]), "++++ +++ + +++ -"),
];
