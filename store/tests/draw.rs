//! What is kept of a draw: numbers in the record, names in a text of its own, and neither for a foreign unit.
// A test may fail loudly anywhere, also in its helpers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Bench, each_db, id, note};
use domain::act::{Act, Key, Subject, Verdict};
use domain::cast;
use domain::draw::roster::{Entry, Roster};
use domain::draw::{Act as Own, Draw, Kind, Plan, Side, Stratum};
use domain::kinds::{DrawId, Text};
use domain::private::Private;
use domain::refusal::Refusal;

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
