//! The same records in three places: a unit of the cast's group, another unit of it, and a unit of a foreign group.
//! Every record of a place carries the place's mark, so that an answer shows whose records are in it.

mod life;

use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::draw::roster::{Entry, Roster};
use domain::issue::Origin;
use domain::kinds::{
    ActId, Book, CarrierId, CutId, Day, DeploymentId, DrawId, EvaluationId, GroupId, IssueId, LookbackId, MeasureId,
    MeetingId, Month, NoticeId, OrganisationId, OutcomeId, PersonId, ReportId, RuleId, StandardId, StudyId, SurveyId,
    TemplateId, Text, UnitId, VisitId, Week, WorklistId, WorklogId,
};
use domain::private::Private;
use domain::viewer::{Post, Role, UnitPost};
use domain::{
    carrier, cut, deployment, draw, evaluation, group, issue, lookback, meeting, notice, person, policy, report, rule,
    survey, template, unit, visit, worklist,
};
use uuid::Uuid;

use crate::common::{TestApp, id};

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
    let draw = drawn(app, mark, (book, unit, head, staff)).await;
    let visit = record(app, mark, (book, unit, head), organisation, &hash).await;
    let group = match book {
        Book::Group(group) => group,
        Book::Office => unreachable!("a unit has a group"),
    };
    let (template, evaluation) = round(app, mark, (book, unit, head)).await;
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
        published: published(app, mark, template, (book, unit, head), &hash).await,
        survey: asked(app, mark, (book, unit, head)).await,
        lookback: looked_back(app, mark, (book, unit, head, staff), &hash).await,
        cut: cut(app, mark, (book, head), number).await,
        notice: issued(app, mark, (book, unit, head, staff), &hash).await,
        worklist: listed(app, mark, (book, unit, head)).await,
        meeting: met(app, mark, meeting::Series::Dispatch { unit }, (book, unit, head)).await,
        weekly: met(app, mark, meeting::Series::Weekly, (book, unit, head)).await,
        deployment: in_step(app, mark, (book, unit, head, staff), organisation, &hash).await,
        standard: life::entered(app, mark, (book, head)).await,
        study: life::studied(app, mark, (book, head), &hash).await,
        worklog: life::noted(app, mark, (book, head), number).await,
        outcome: life::told(app, mark, (book, unit, head, staff), &hash).await,
        hash,
    }
}

/// A draw whose roster is frozen.
async fn drawn(app: &TestApp, mark: &str, (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson)) -> DrawId {
    let draw = DrawId(id());
    let entry = Entry::parse("正高", &format!("{mark}的人"), mark).unwrap();
    let roster = Roster::new(text(&id().simple().to_string().repeat(2)), vec![entry]).unwrap();
    let strata = vec![draw::Stratum { name: text("正高"), take: 1 }];
    let (presider, witness) = (head.id, staff.id);
    let plan = draw::Plan { purpose: text(mark), kind: draw::Kind::People, strata, presider, witness };
    accept(app, head, book, Act::Draw(draw::Act::Prepare { draw, unit, plan })).await;
    let frozen = roster.frozen(&roster.strata(), &[]).unwrap();
    let private = Private { salt: roster.salt.to_string(), text: roster.body() };
    let verdict = app.act_with(head, book, Act::Draw(draw::Act::Freeze { draw, roster: frozen }), vec![private]).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    draw
}

/// A round of evaluation that the unit knows of: scoring has begun.
async fn round(
    app: &TestApp,
    mark: &'static str,
    (book, unit, head): (Book, UnitId, CastPerson),
) -> (TemplateId, EvaluationId) {
    let (template, evaluation) = (TemplateId(id()), EvaluationId(id()));
    let tree = template::Shipped::FiveLooks.tree().unwrap();
    let make = template::Act::Make { template, title: text(mark), tree, from: None };
    accept(app, head, book, Act::Template(make)).await;
    begin(app, mark, (template, evaluation), (book, unit, head)).await;
    (template, evaluation)
}

fn other_rater(head: CastPerson) -> CastPerson {
    if head.id == FAR_HEAD.id { FAR_MEMBER } else { cast::MEMBER }
}

async fn begin(
    app: &TestApp,
    mark: &str,
    (template, evaluation): (TemplateId, EvaluationId),
    (book, unit, head): (Book, UnitId, CastPerson),
) {
    let day = |raw| Day::parse(raw).unwrap();
    let opened = evaluation::act::Opened {
        evaluation,
        title: text(mark),
        scored: domain::score::rows::Scored::Unit,
        units: vec![unit],
        period: domain::score::rows::Period { start: day("2023-04-17"), end: day("2023-06-21") },
        template,
        version: 1,
        raters: vec![head.id, other_rater(head).id],
        due: None,
        again: None,
    };
    accept(app, head, book, Act::Evaluation(evaluation::Act::Open(Box::new(opened)))).await;
    accept(app, head, book, Act::Evaluation(evaluation::Act::Begin { evaluation })).await;
}

/// A round that went all its way.
async fn published(
    app: &TestApp,
    mark: &str,
    template: TemplateId,
    (book, unit, head): (Book, UnitId, CastPerson),
    hash: &str,
) -> EvaluationId {
    use evaluation::Act as E;
    let evaluation = EvaluationId(id());
    begin(app, mark, (template, evaluation), (book, unit, head)).await;
    let tree = template::Shipped::FiveLooks.tree().unwrap();
    for rater in [head, other_rater(head)] {
        for indicator in tree.qualitative().map(|own| own.id) {
            let (grade, reason) = (domain::score::Grade::Fair, text("抽看了六个问题的佐证"));
            let links = vec![evaluation::Link::Evidence { hash: text(hash), name: Some(text("现场.pdf")) }];
            let grading = evaluation::act::Grading { evaluation, unit, indicator, grade, reason, links };
            accept(app, rater, book, Act::Evaluation(E::Grade(Box::new(grading)))).await;
        }
        accept(app, rater, book, Act::Evaluation(E::Finish { evaluation, unit })).await;
    }
    for step in [E::Calibrate { evaluation }, E::Conclude { evaluation }, E::Publish { evaluation }] {
        accept(app, head, book, Act::Evaluation(step)).await;
    }
    evaluation
}

/// A paper that went to the unit and came back with a file.
async fn issued(
    app: &TestApp,
    mark: &str,
    (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson),
    hash: &str,
) -> NoticeId {
    let notice = NoticeId(id());
    let content = Box::new(notice::Content {
        paper: notice::Paper::Prompt,
        title: text(mark),
        text: text(mark),
        units: vec![unit],
        about: Vec::new(),
        reply_by: Some(app.now().day().plus(5)),
        after: None,
        from: None,
    });
    accept(app, head, book, Act::Notice(notice::Act::Draft { notice, content })).await;
    accept(app, head, book, Act::Notice(notice::Act::Issue { notice })).await;
    let witness = Some(app.witness(book).await);
    let receive = notice::Act::Receive { notice, unit, witness, who: Some(text(mark)) };
    accept(app, staff, book, Act::Notice(receive)).await;
    let files = vec![issue::Proof { hash: text(hash), name: text(mark), size: 64 }];
    accept(app, staff, book, Act::Notice(notice::Act::Reply { notice, unit, text: text(mark), files })).await;
    notice
}

/// A list with one item of the unit. A group has one for each week, so the second unit of a group has the next week's.
async fn listed(app: &TestApp, mark: &str, (book, unit, head): (Book, UnitId, CastPerson)) -> WorklistId {
    let this = Week::of(app.now().day());
    let week = if unit == cast::UNITS[3].id { this.next() } else { this };
    let worklist = WorklistId::of(book, week);
    let task = worklist::Task {
        unit: Some(unit),
        who: None,
        source: worklist::Source::Hand,
        what: text(mark),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
    let items = vec![worklist::NewItem { id: id().into(), task }];
    accept(app, head, book, Act::Worklist(worklist::Act::Prepare { worklist, week, items })).await;
    accept(app, head, book, Act::Worklist(worklist::Act::Issue { worklist })).await;
    worklist
}

/// A meeting that is under way, with a decision for the unit.
async fn met(
    app: &TestApp,
    mark: &str,
    series: meeting::Series,
    (book, unit, head): (Book, UnitId, CastPerson),
) -> MeetingId {
    use meeting::{Act as M, Attendee, Becomes, Plan, Point, Presence, Resolution, Source};
    let meeting = MeetingId(id());
    let plan = Plan { series, at: app.now(), place: Some(text(mark)), chair: None };
    let point = Point { id: id().into(), source: Source::Hand, what: text(mark), unit: Some(unit) };
    let attendee = Attendee { name: text(mark), person: None, presence: Presence::Present };
    let resolution = Resolution {
        id: id().into(),
        point: Some(point.id),
        what: text(mark),
        unit: Some(unit),
        who: Some(text(mark)),
        due: app.now().day().plus(5),
        becomes: Becomes::Minutes,
    };
    let line = M::Write { meeting, line: id().into(), point: Some(point.id), text: Some(text(mark)) };
    let acts = [
        M::Plan { meeting, plan: Box::new(plan), agenda: vec![point] },
        M::TakePen { meeting },
        M::Attend { meeting, attendees: vec![attendee], was: None },
        line,
        M::Decide { meeting, resolution: Box::new(resolution), then: ActId(id()) },
    ];
    for act in acts {
        accept(app, head, book, Act::Meeting(act)).await;
    }
    meeting
}

/// A matter that the unit has deployed, with a file.
async fn in_step(
    app: &TestApp,
    mark: &str,
    (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson),
    organisation: Option<OrganisationId>,
    hash: &str,
) -> DeploymentId {
    use deployment::{Act as D, Content, Days, Place, Said, Side, Step};
    let deployment = DeploymentId(id());
    let sides = vec![Side { unit, organisations: organisation.into_iter().collect() }];
    let content = Content { title: text(mark), text: text(mark), sides, days: Days::default() };
    accept(app, head, book, Act::Deployment(D::Open { deployment, content: Box::new(content) })).await;
    let said = Said {
        place: Place { unit, organisation: None },
        step: Step::Deployed,
        day: app.now().day(),
        who: text(mark),
        note: Some(text(mark)),
        proof: Some(domain::issue::Proof { hash: text(hash), name: text("会议通知.pdf"), size: 60 }),
        record: None,
        basis: Some(text(mark)),
        result: None,
    };
    accept(app, staff, book, Act::Deployment(D::Report { deployment, said: Box::new(said) })).await;
    deployment
}

/// A survey that is about to be asked.
async fn asked(app: &TestApp, mark: &str, (book, unit, head): (Book, UnitId, CastPerson)) -> SurveyId {
    let survey = SurveyId(id());
    let (raters, questions) = (survey::usual::raters().unwrap(), survey::usual::questions().unwrap());
    let day = |raw| Day::parse(raw).unwrap();
    let (opens, closes) = (day("2023-05-01"), day("2023-05-31"));
    let plan =
        Box::new(survey::Plan { title: text(mark), title_en: Some(text(mark)), raters, questions, opens, closes });
    accept(app, head, book, Act::Survey(survey::Act::Plan { survey, unit, plan })).await;
    survey
}

/// The unit has answered all that fell due in its look-back, with a file.
async fn looked_back(
    app: &TestApp,
    mark: &str,
    (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson),
    hash: &str,
) -> LookbackId {
    let month = Month::parse("2023-05").unwrap();
    let lookback = LookbackId::of(unit, month);
    accept(app, head, book, Act::Lookback(lookback::Act::Open { lookback, unit, month })).await;
    let key = domain::act::Key { subject: domain::act::Subject::Lookback, id: lookback.0 };
    let reach = head.viewer().unwrap().reach();
    let found = store::record::load(&app.server.db, &reach, key).await.unwrap();
    let Some(domain::record::Record::Lookback(own)) = found else { panic!("no look-back of {mark}") };
    assert!(!own.items.is_empty(), "{mark}");
    for item in own.items {
        let proof = Some(domain::issue::Proof { hash: text(hash), name: text("台账.pdf"), size: 60 });
        let (item, done, note) = (item.due.about, false, Some(text(&format!("{mark}还没有办完，下个月接着办"))));
        let then = ActId(id());
        let answer = lookback::act::Answering { lookback, item, done, note, proof, then };
        accept(app, staff, book, Act::Lookback(lookback::Act::Answer(Box::new(answer)))).await;
    }
    lookback
}

/// A cut of the group; two places of one group have it of two days.
async fn cut(app: &TestApp, mark: &str, (book, head): (Book, CastPerson), number: u32) -> CutId {
    let cut = CutId(id());
    let day = Day::parse("2023-05-05").unwrap().plus(-i64::from(number));
    let take = cut::Act::Take { cut, title: text(mark), day, words: Some(text(mark)) };
    accept(app, head, book, Act::Cut(take)).await;
    cut
}

/// A visit by the group's head, with a photo.
async fn record(
    app: &TestApp,
    mark: &'static str,
    (book, unit, head): (Book, UnitId, CastPerson),
    organisation: Option<OrganisationId>,
    hash: &str,
) -> VisitId {
    let visit = VisitId(id());
    let description = visit::Description {
        form: visit::Form::Seminar,
        organisation,
        site: None,
        place: Some(text(mark)),
        topic: Some(text(mark)),
        at: app.now(),
        members: vec![head.id],
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    };
    let photo = visit::Photo { hash: text(hash), caption: None, media: text("image/jpeg") };
    let findings = visit::Findings {
        people: 3,
        looked_at: Some(text(mark)),
        notes: Some(text("组内密记")),
        photos: vec![photo],
        ..visit::Findings::default()
    };
    let recorded = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: Vec::new() };
    accept(app, head, book, Act::Visit(visit::Act::Record(Box::new(recorded)))).await;
    visit
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
