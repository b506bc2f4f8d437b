//! What the group looks at: a draw, a visit, a look-back, a cut.

use domain::act::{Act, Verdict};
use domain::cast::CastPerson;
use domain::draw::roster::{Entry, Roster};
use domain::kinds::{ActId, Book, CutId, Day, DrawId, LookbackId, Month, OrganisationId, UnitId, VisitId};
use domain::private::Private;
use domain::{cut, draw, lookback, visit};

use super::{accept, text};
use crate::common::{TestApp, id};

/// A draw whose roster is frozen.
pub async fn drawn(
    app: &TestApp,
    mark: &str,
    (book, unit, head, staff): (Book, UnitId, CastPerson, CastPerson),
) -> DrawId {
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

/// A visit by the group's head, with a photo.
pub async fn record(
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

/// The unit has answered all that fell due in its look-back, with a file.
pub async fn looked_back(
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
pub async fn cut(app: &TestApp, mark: &str, (book, head): (Book, CastPerson), number: u32) -> CutId {
    let cut = CutId(id());
    let day = Day::parse("2023-05-05").unwrap().plus(-i64::from(number));
    let take = cut::Act::Take { cut, title: text(mark), day, words: Some(text(mark)) };
    accept(app, head, book, Act::Cut(take)).await;
    cut
}
