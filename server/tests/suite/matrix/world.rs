//! The same records in three places: a unit of the cast's group, another unit of it, and a unit of a foreign group.
//! Every record of a place carries the place's mark, so that an answer shows whose records are in it.

mod life;
mod papers;
mod rounds;
mod seen;

use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::Origin;
use domain::kinds::{
    Book, CarrierId, CutId, Day, DeploymentId, DrawId, EvaluationId, GroupId, IssueId, LookbackId, MeasureId,
    MeetingId, NoticeId, OrganisationId, OutcomeId, PersonId, ReportId, RuleId, StandardId, StudyId, SurveyId,
    TemplateId, Text, UnitId, VisitId, WorklistId, WorklogId,
};
use domain::viewer::{Post, Role, UnitPost};
use domain::{carrier, group, issue, meeting, person, policy, report, rule, unit};
use uuid::Uuid;

use crate::common::{TestApp, id};
pub use rounds::GRADED;

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

/// The foreign group with its unit, its head and its unit's liaison.
pub const FAR_GROUP: GroupId = GroupId(Uuid::from_u128(0x0a00_0009));
pub const FAR_UNIT: UnitId = UnitId(Uuid::from_u128(0x0b00_0009));
const FAR_HEAD: CastPerson = person(41, "waizuzhang", "外组长", Role::Group { group: FAR_GROUP, post: Post::Head });
const FAR_MEMBER: CastPerson = person(43, "waizuyuan", "外组员", Role::Group { group: FAR_GROUP, post: Post::Member });
const FAR_STAFF: CastPerson =
    person(42, "wailianluo", "外联络", Role::Unit { unit: FAR_UNIT, group: FAR_GROUP, post: UnitPost::Liaison });

const fn person(number: u128, login: &'static str, name: &'static str, role: Role) -> CastPerson {
    CastPerson { id: PersonId(Uuid::from_u128(0x0d00_0000 + number)), login, name, role }
}

/// One place.
pub struct Place {
    pub mark: &'static str,
    pub unit_name: &'static str,
    pub group: GroupId,
    pub unit: UnitId,
    /// The unit's liaison.
    pub staff: CastPerson,
    pub issue: IssueId,
    pub other: IssueId,
    pub code: String,
    pub carrier: CarrierId,
    pub report: ReportId,
    pub rule: RuleId,
    pub draw: DrawId,
    pub visit: VisitId,
    pub template: TemplateId,
    pub evaluation: EvaluationId,
    /// Another one, published.
    pub published: EvaluationId,
    pub survey: SurveyId,
    pub lookback: LookbackId,
    pub cut: CutId,
    pub notice: NoticeId,
    pub worklist: WorklistId,
    pub meeting: MeetingId,
    /// A weekly meeting of the group that decided something for the unit.
    pub weekly: MeetingId,
    pub deployment: DeploymentId,
    pub standard: StandardId,
    pub study: StudyId,
    pub worklog: WorklogId,
    pub outcome: OutcomeId,
    pub hash: String,
}

pub struct World {
    pub app: TestApp,
    pub places: [Place; 3],
}

impl World {
    pub async fn start() -> World {
        let app = TestApp::start().await;
        app.set_day("2023-05-05");
        far_group(&app).await;
        let own = Some(cast::UNITS[1].organisation(0));
        let of_cast = |place: usize| (cast::book(), cast::UNITS[place].id, cast::UNITS[place].name, cast::HEAD);
        let places = [
            fill(&app, "密件甲", of_cast(1), own, cast::NORMAL_STAFF, 1).await,
            fill(&app, "密件乙", of_cast(3), None, cast::MUSIC_STAFF, 3).await,
            fill(&app, "密件丙", (Book::Group(FAR_GROUP), FAR_UNIT, "外地丙校", FAR_HEAD), None, FAR_STAFF, 1).await,
        ];
        for (by, group, node) in [(cast::HEAD, cast::GROUP, "甲组的节点"), (FAR_HEAD, FAR_GROUP, "丙组的节点")]
        {
            let policy = policy::Policy { evidence: false, lookback_days: 30, nodes: vec![text(node)] };
            let set = policy::Act::Set { group, category: issue::Category::Hard, policy, was: None };
            accept(&app, by, Book::Group(group), Act::Policy(set)).await;
        }
        World { app, places }
    }
}

pub fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

pub async fn accept(app: &TestApp, by: CastPerson, book: Book, act: Act) {
    let verdict = app.act(by, book, act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{}: {verdict:?}", by.login);
}

async fn far_group(app: &TestApp) {
    let open = group::Act::Open { group: FAR_GROUP, name: text("第九巡回指导组"), campaign: cast::CAMPAIGN };
    app.system(Act::Group(open)).await;
    for own in [FAR_HEAD, FAR_MEMBER, FAR_STAFF] {
        let (name, login) = (text(own.name), text(own.login));
        app.system(Act::Person(person::Act::Register { person: own.id, name, login, demo: true })).await;
    }
    grant(app, FAR_HEAD).await;
    grant(app, FAR_MEMBER).await;
    let add = unit::Act::Add { unit: FAR_UNIT, code: text("WDBX"), name: text("外地丙校") };
    accept(app, FAR_HEAD, Book::Group(FAR_GROUP), Act::Unit(add)).await;
    grant(app, FAR_STAFF).await;
}

async fn grant(app: &TestApp, own: CastPerson) {
    app.system(Act::Person(person::Act::GrantRole { person: own.id, role: own.role })).await;
}

/// Every kind of record, in one unit.
async fn fill(
    app: &TestApp,
    mark: &'static str,
    (book, unit, unit_name, head): (Book, UnitId, &'static str, CastPerson),
    organisation: Option<OrganisationId>,
    staff: CastPerson,
    number: u32,
) -> Place {
    let (issue, other, carrier, report, rule) = (id().into(), id().into(), id().into(), id().into(), id().into());
    let bytes = [PDF, mark.as_bytes(), b"\n%%EOF"].concat();
    let hash = keep(app, &bytes).await;
    let goal = unit::Goal { goal: text(mark), direction: text(mark) };
    let carried = carrier::Description { name: text(mark), department: text(mark), lead: text("王"), detail: None };
    let planned = report::Description { title: text(mark), official: text("王"), due: None };
    let drafted = rule::Description { title: text(mark), department: text("教务处"), detail: None };
    let size = u32::try_from(bytes.len()).unwrap();
    let evidence = issue::Act::AddEvidence { issue, hash: text(&hash), name: text("证据.pdf"), size };
    let acts = [
        Act::Unit(unit::Act::SetGoal { unit, goal, was: None }),
        Act::Carrier(carrier::Act::Start { carrier, unit, description: carried }),
        Act::Report(report::Act::Plan { report, unit, description: planned }),
        Act::Rule(rule::Act::Draft { rule, unit, description: drafted }),
        find(issue, unit, mark, organisation),
        find(other, unit, &format!("other {mark}"), None),
        research(unit, &format!("another {mark}")),
        Act::Issue(evidence),
        Act::Rule(rule::Act::LinkIssue { rule, issue }),
    ];
    for act in acts {
        accept(app, if matches!(act, Act::Unit(_)) { head } else { staff }, book, act).await;
    }
    let draw = seen::drawn(app, mark, (book, unit, head, staff)).await;
    let visit = seen::record(app, mark, (book, unit, head), organisation, &hash).await;
    let group = match book {
        Book::Group(group) => group,
        Book::Office => unreachable!("a unit has a group"),
    };
    let (template, evaluation) = rounds::round(app, mark, (book, unit, head), &hash).await;
    let code = format!("{}-{number:03}", Origin::TeamList.prefix());
    Place {
        mark,
        unit_name,
        group,
        unit,
        staff,
        issue,
        other,
        code,
        carrier,
        report,
        rule,
        draw,
        visit,
        template,
        evaluation,
        published: rounds::published(app, mark, template, (book, unit, head), &hash).await,
        survey: rounds::asked(app, mark, (book, unit, head)).await,
        lookback: seen::looked_back(app, mark, (book, unit, head, staff), &hash).await,
        cut: seen::cut(app, mark, (book, head), number).await,
        notice: papers::issued(app, mark, (book, unit, head, staff), &hash).await,
        worklist: papers::listed(app, mark, (book, unit, head)).await,
        meeting: papers::met(app, mark, meeting::Series::Dispatch { unit }, (book, unit, head)).await,
        weekly: papers::met(app, mark, meeting::Series::Weekly, (book, unit, head)).await,
        deployment: papers::in_step(app, mark, (book, unit, head, staff), organisation, &hash).await,
        standard: life::entered(app, mark, (book, head)).await,
        study: life::studied(app, mark, (book, head), &hash).await,
        worklog: life::noted(app, mark, (book, head), number).await,
        outcome: life::told(app, mark, (book, unit, head, staff), &hash).await,
        hash,
    }
}

/// An issue whose day is over.
fn find(issue: IssueId, unit: UnitId, title: &str, organisation: Option<OrganisationId>) -> Act {
    let mut find = crate::common::find(issue, unit, Origin::TeamList, title);
    let due = Some(Day::parse("2023-05-20").unwrap());
    let planned = issue::act::Plan { id: MeasureId(id()), what: text(title), who: None, due };
    find.measures.extend(title.starts_with("密件").then_some(planned));
    find.facts = issue::act::Facts {
        detail: Some(text(title)),
        category: Some(issue::Category::Hard),
        organisation,
        due: title.starts_with("密件").then(|| issue::Due::On { day: Day::parse("2023-04-20").unwrap() }),
        ..find.facts
    };
    Act::Issue(issue::Act::Find(Box::new(find)))
}

/// What research found, and no report names.
fn research(unit: UnitId, title: &str) -> Act {
    Act::Issue(issue::Act::Find(Box::new(crate::common::find(id().into(), unit, Origin::Research, title))))
}

/// Stores a file as an upload does.
async fn keep(app: &TestApp, bytes: &[u8]) -> String {
    let hash = server::file::disk::write(&app.server.data, bytes).unwrap();
    let size = i64::try_from(bytes.len()).unwrap();
    let file =
        store::file::File { hash: hash.clone(), stored: hash.clone(), size, media: "application/pdf".to_owned() };
    store::file::keep(&app.server.db, file, app.now()).await.unwrap();
    hash.to_string()
}
