//! What is kept of a draw: numbers in the record, names in a text of its own, and neither for a foreign unit.

use crate::common::{Bench, each_db, id, note};
use domain::act::{Act, Key, Subject, Verdict};
use domain::cast;
use domain::draw::roster::{Entry, Roster};
use domain::draw::{Act as Own, Draw, Kind, Plan, Side, Stratum};
use domain::kinds::{Day, DrawId, Text, VisitId};
use domain::private::Private;
use domain::refusal::Refusal;
use domain::visit::list::Filter;
use domain::visit::{self, Description, Drawn, Form};

fn roster() -> Roster {
    let line = |number| Entry::parse("全体", &format!("受访人{number}"), "美术学院").unwrap();
    Roster::new(Text::parse(&"5a".repeat(32)).unwrap(), (1..=20).map(line).collect()).unwrap()
}

/// Drawn by dice.
async fn drawn(bench: &Bench) -> Key {
    let draw = DrawId(id());
    let strata = vec![Stratum { name: Text::parse("全体").unwrap(), take: 4 }];
    let (presider, witness) = (cast::HEAD.id, cast::NORMAL_STAFF.id);
    let purpose = Text::parse("个别访谈").unwrap();
    let plan = Plan { purpose, kind: Kind::People, strata, presider, witness };
    let act = Own::Prepare { draw, unit: cast::UNITS[1].id, plan };
    bench.accept(cast::HEAD.id, cast::book(), Act::Draw(act)).await;
    let list = roster();
    let organisations = [(cast::UNITS[1].organisation(0), "美术学院".to_owned())];
    let frozen = list.frozen(&list.strata(), &organisations).unwrap();
    let private = Private { salt: list.salt.to_string(), text: list.body() };
    let freeze = Act::Draw(Own::Freeze { draw, roster: frozen });
    let proposal = bench.proposal(cast::book(), freeze).with(vec![private]);
    let by = store::writer::By::Person(cast::HEAD.id);
    let verdict = bench.writer.propose(by, vec![proposal]).await.remove(0);
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    for (by, side) in [(cast::HEAD, Side::Group), (cast::NORMAL_STAFF, Side::Unit)] {
        let act = Own::ThrowDice { draw, side, dice: vec![3, 5, 5, 1, 6, 2] };
        bench.accept(by.id, cast::book(), Act::Draw(act)).await;
    }
    Key { subject: Subject::Draw, id: draw.0 }
}

#[tokio::test]
async fn a_draw_is_read_with_its_picks_and_its_roster_lies_beside_it() {
    each_db(|bench| async move {
        let key = drawn(&bench).await;
        let reach = cast::NORMAL_STAFF.viewer().unwrap().reach();
        let record = store::record::load(&bench.db, &reach, key).await.unwrap().unwrap();
        let draw = *Box::<Draw>::try_from(record).unwrap();
        assert_eq!(draw.picks().len(), 4);
        let texts = store::private::of(&bench.db, key).await.unwrap();
        assert_eq!(Roster::read(&texts[&draw.roster.unwrap().hash].sealed()).unwrap(), roster());
        let history = store::journal::history(&bench.db, key.id).await.unwrap();
        let bodies = history.iter().map(|own| serde_json::to_string(&own.entry).unwrap());
        assert!(bodies.into_iter().all(|body| !body.contains("受访人")));
        let before = store::record::all(&bench.db, &reach, Subject::Draw, None, None).await.unwrap();
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(store::record::all(&bench.db, &reach, Subject::Draw, None, None).await.unwrap(), before);
        assert_eq!(store::private::of(&bench.db, key).await.unwrap(), texts);
    })
    .await;
}

#[tokio::test]
async fn a_foreign_unit_and_a_secondary_organisation_read_nothing_of_it() {
    each_db(|bench| async move {
        let key = drawn(&bench).await;
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            let reach = who.viewer().unwrap().reach();
            assert!(store::record::load(&bench.db, &reach, key).await.unwrap().is_none());
            assert!(store::record::all(&bench.db, &reach, Subject::Draw, None, None).await.unwrap().is_empty());
            let abandon = Own::Abandon { draw: DrawId(key.id), reason: note("不该由别的单位来作废") };
            let verdict = bench.act(who.id, cast::book(), Act::Draw(abandon)).await;
            assert_eq!(verdict, Verdict::Refused { refusal: Refusal::NotFound });
        }
    })
    .await;
}

/// Plans a visit to these of the draw's picks.
fn plan(draw: &Draw, numbers: &[u16], announced: bool) -> (VisitId, Act) {
    let visit = VisitId(id());
    let description = Description {
        form: Form::Interview,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: Day::parse("2023-05-20").unwrap().start(),
        members: vec![cast::HEAD.id],
        strands: Vec::new(),
        announced,
        checklist: Vec::new(),
    };
    let drawn = Some(Drawn { draw: draw.id, numbers: numbers.to_vec() });
    let (unit, description) = (draw.unit, Box::new(description));
    (visit, Act::Visit(visit::Act::Plan { visit, unit, description, drawn }))
}

/// A draw that came to its result, with the numbers that were picked.
async fn drawn_with_picks(bench: &Bench) -> (Draw, Vec<u16>) {
    let key = drawn(bench).await;
    let reach = cast::HEAD.viewer().unwrap().reach();
    let record = store::record::load(&bench.db, &reach, key).await.unwrap().unwrap();
    let draw = *Box::<Draw>::try_from(record).unwrap();
    let picks = draw.picks().iter().map(|pick| pick.number).collect();
    (draw, picks)
}

async fn of_draw(bench: &Bench, who: cast::CastPerson, draw: DrawId) -> Vec<VisitId> {
    let reach = who.viewer().unwrap().reach();
    store::visit::of_draw(&bench.db, &reach, draw).await.unwrap().into_iter().map(|visit| visit.id).collect()
}

#[tokio::test]
async fn what_was_drawn_becomes_visits_that_each_reader_sees_as_far_as_they_are_theirs() {
    each_db(|bench| async move {
        let (draw, picks) = drawn_with_picks(&bench).await;
        let (told, act) = plan(&draw, &picks[..2], true);
        bench.accept(cast::HEAD.id, cast::book(), act).await;
        let (hidden, act) = plan(&draw, &picks[2..3], false);
        bench.accept(cast::HEAD.id, cast::book(), act).await;
        let both: std::collections::BTreeSet<_> = [told, hidden].into();
        for who in [cast::HEAD, cast::OFFICE_LEADER] {
            assert_eq!(
                of_draw(&bench, who, draw.id).await.into_iter().collect::<std::collections::BTreeSet<_>>(),
                both
            );
        }
        assert_eq!(of_draw(&bench, cast::NORMAL_STAFF, draw.id).await, [told]);
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert!(of_draw(&bench, who, draw.id).await.is_empty());
        }
        let before = of_draw(&bench, cast::HEAD, draw.id).await;
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(of_draw(&bench, cast::HEAD, draw.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_visit_counts_as_drawn_until_its_draw_is_abandoned_and_stays_a_visit() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let (draw, picks) = drawn_with_picks(&bench).await;
        let (visit, act) = plan(&draw, &picks[..2], true);
        bench.accept(cast::HEAD.id, cast::book(), act).await;
        bench.set_day("2023-05-18");
        let abandon = Own::Abandon { draw: draw.id, reason: note("名册有误，人事处重新提供后再抽") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Draw(abandon)).await;
        for (day, drawn) in [("", 0), ("2023-05-18", 0), ("2023-05-17", 1)] {
            let filter = Filter { unit: Some(draw.unit), as_of: Day::parse(day).ok(), ..Filter::default() };
            for who in [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
                let reach = who.viewer().unwrap().reach();
                let reached = store::visit::reached(&bench.db, &reach, &filter).await.unwrap();
                let many: Vec<_> = reached.iter().map(|own| (own.visits, own.drawn)).collect();
                assert_eq!(many, [(1, drawn)], "{day} {}", who.login);
                // the number opens its rows
                let rows = Filter { drawn: true, ..filter.clone() };
                let rows = store::visit::list(&bench.db, &reach, &rows).await.unwrap();
                assert_eq!((rows.total, rows.population), (drawn, 1), "{day} {}", who.login);
            }
        }
        assert_eq!(of_draw(&bench, cast::HEAD, draw.id).await, [visit]);
    })
    .await;
}

#[tokio::test]
async fn a_pick_is_planned_once_also_by_two_who_send_at_the_same_time() {
    each_db(|bench| async move {
        let (draw, picks) = drawn_with_picks(&bench).await;
        let twice = [plan(&draw, &picks[..1], true), plan(&draw, &picks, true)];
        let proposals = twice.iter().map(|(_, act)| bench.proposal(cast::book(), act.clone())).collect();
        let by = store::writer::By::Person(cast::HEAD.id);
        let verdicts = bench.writer.propose(by, proposals).await;
        assert!(matches!(verdicts[0], Verdict::Accepted { .. }), "{verdicts:?}");
        let refused = Verdict::Refused { refusal: Refusal::AlreadyPlanned };
        assert_eq!(verdicts[1], refused, "the second of one batch");
        let (_, again) = plan(&draw, &picks[..1], true);
        assert_eq!(bench.act(cast::HEAD.id, cast::book(), again.clone()).await, refused, "of a later one");
        let cancel = visit::Act::Cancel { visit: twice[0].0, reason: note("改由下周一并安排，先行取消") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Visit(cancel)).await;
        bench.accept(cast::HEAD.id, cast::book(), again).await;
    })
    .await;
}

#[tokio::test]
async fn an_erased_roster_is_gone_and_the_chain_and_the_draw_stay_whole() {
    each_db(|bench| async move {
        let key = drawn(&bench).await;
        let reach = cast::NORMAL_STAFF.viewer().unwrap().reach();
        let load = async || {
            *Box::<Draw>::try_from(store::record::load(&bench.db, &reach, key).await.unwrap().unwrap()).unwrap()
        };
        let before = load().await;
        let roster = before.roster.clone().unwrap().hash;
        let erase =
            Own::EraseRoster { draw: before.id, roster, reason: note("名册中的人员要求抹去个人信息") };
        let foreign = bench.act(cast::COLLEGE_STAFF.id, cast::book(), Act::Draw(erase.clone())).await;
        assert_eq!(foreign, Verdict::Refused { refusal: Refusal::NotFound });
        bench.accept(cast::HEAD.id, cast::book(), Act::Draw(erase)).await;
        for _ in 0..2 {
            assert!(store::private::of(&bench.db, key).await.unwrap().is_empty());
            let after = load().await;
            assert_eq!((after.picks(), &after.seed, &after.roster), (before.picks(), &before.seed, &before.roster));
            assert!(after.erased.is_some());
            // Who has the sheet does it again: the roster of the sheet still has the hash of the journal.
            let sheet = domain::draw::sheet::Sheet::of(&after, Some(self::roster()));
            assert!(sheet.check().iter().all(|own| own.fits));
            assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}
