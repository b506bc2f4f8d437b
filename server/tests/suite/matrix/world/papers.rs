//! What the group hands out and decides: a paper, a list, a meeting, a matter to be deployed.

use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::kinds::{ActId, Book, DeploymentId, MeetingId, NoticeId, OrganisationId, UnitId, Week, WorklistId};
use domain::{deployment, issue, meeting, notice, worklist};

use super::{accept, text};
use crate::common::{TestApp, id};

/// A paper that went to the unit and came back with a file.
pub async fn issued(
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
pub async fn listed(app: &TestApp, mark: &str, (book, unit, head): (Book, UnitId, CastPerson)) -> WorklistId {
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
pub async fn met(
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
        strands: Default::default(),
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
pub async fn in_step(
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
