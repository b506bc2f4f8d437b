//! Records of the group's own life, and a result with its lesson.

use domain::act::Act;
use domain::cast::CastPerson;
use domain::issue::Proof;
use domain::kinds::{Book, OutcomeId, StandardId, StudyId, UnitId, WorklogId};
use domain::{outcome, standard, study, worklog};

use super::{accept, text};
use crate::common::{TestApp, id};

/// An entry of the library.
pub async fn entered(app: &TestApp, mark: &str, (book, head): (Book, CastPerson)) -> StandardId {
    let standard = StandardId(id());
    let content = standard::Content {
        title: text(mark),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: Some(text(mark)),
        since: None,
        text: text(&format!("{mark}的尺度")),
    };
    let act = standard::Act::Enter { standard, content: Box::new(content) };
    accept(app, head, book, Act::Standard(act)).await;
    standard
}

/// A session with a file, held.
pub async fn studied(app: &TestApp, mark: &str, (book, head): (Book, CastPerson), hash: &str) -> StudyId {
    use study::{Act as S, Form, Material, Plan};
    let study = StudyId(id());
    let plan = Plan { form: Form::Session, topic: text(mark), at: app.now(), place: Some(text(mark)), host: None };
    let file = Proof { hash: text(hash), name: text("讲稿.pdf"), size: 60 };
    let one =
        domain::meeting::Attendee { name: text(mark), person: None, presence: domain::meeting::Presence::Present };
    let acts = [
        S::Plan { study, plan: Box::new(plan) },
        S::AddMaterial { study, material: Material::File { proof: file } },
        S::Hold { study, attendees: vec![one], summary: text(mark), was: None },
    ];
    for act in acts {
        accept(app, head, book, Act::Study(act)).await;
    }
    study
}

/// The head's log, of a day of its own for each place.
pub async fn noted(app: &TestApp, mark: &str, (book, head): (Book, CastPerson), number: u32) -> WorklogId {
    let day = app.now().day().plus(1 - i64::from(number));
    let worklog = WorklogId::of(book, head.id, day);
    let text = text(&format!("{mark}的组长手记"));
    accept(app, head, book, Act::Worklog(worklog::Act::Write { worklog, day, after: None, text })).await;
    worklog
}

/// A result with a picture, and a lesson that names nobody.
pub async fn told(
    app: &TestApp,
    mark: &str,
    (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson),
    hash: &str,
) -> OutcomeId {
    use outcome::{Act as O, Content, Lesson};
    let outcome = OutcomeId(id());
    let content = Content { title: text(mark), text: text(mark), effect: Some(text(mark)) };
    let picture = Proof { hash: text(hash), name: text("现场.pdf"), size: 60 };
    let lesson = Lesson { title: text("先试后推"), text: text("一条不点名的经验") };
    accept(app, staff, book, Act::Outcome(O::Tell { outcome, unit, content: Box::new(content) })).await;
    accept(app, staff, book, Act::Outcome(O::AddPicture { outcome, picture })).await;
    accept(app, head, book, Act::Outcome(O::Publish { outcome, lesson: Box::new(lesson) })).await;
    outcome
}
