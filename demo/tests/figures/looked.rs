//! Look-backs of two months, and the cut at half-time.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Subject;
use domain::cast;
use domain::cut::rows::Behind;
use domain::cut::shares::Kind;
use domain::cut::{Counts, Cut, Other};
use domain::figure::Figure;
use domain::issue::Origin;
use domain::record::Record;
use store::{Db, record};
use strum::VariantArray;

use super::{day, everything, figure};

/// Two months of look-backs, in which issues were held and one came back, and the half-time cut with the numbers of its day.
pub(super) async fn looked_back(db: &Db) {
    let all = record::all(db, &everything(), Subject::Lookback, Some(cast::book()), None).await.unwrap();
    let all: Vec<_> =
        all.into_iter().filter_map(|own| if let Record::Lookback(own) = own { Some(own) } else { None }).collect();
    let of = |month: &str| all.iter().filter(|own| own.month.to_string() == month).collect::<Vec<_>>();
    let (june, july) = (of("2023-06"), of("2023-07"));
    assert_eq!((all.len(), june.len(), july.len()), (10, 5, 5));
    assert!(june.iter().all(|own| own.state() == "locked" && own.count().waiting == 0), "{june:?}");
    let states: BTreeSet<&str> = july.iter().map(|own| own.state()).collect();
    assert_eq!(
        states,
        BTreeSet::from(["answering", "marking", "marked"]),
        "{:?}",
        july.iter().map(|own| (own.unit, own.state(), own.count())).collect::<Vec<_>>()
    );
    for month in [&june, &july] {
        let (held, relapsed) =
            month.iter().fold((0, 0), |sum, own| (sum.0 + own.count().held, sum.1 + own.count().relapsed));
        assert!(held > 0 && relapsed > 0, "{held} held, {relapsed} relapsed");
    }
    let cuts = record::all(db, &everything(), Subject::Cut, Some(cast::book()), None).await.unwrap();
    let [Record::Cut(cut)] = cuts.as_slice() else { panic!("{} cuts", cuts.len()) };
    assert_eq!(cut.day, day(cast::CAMPAIGN_DAYS[1]));
    for own in Figure::VARIANTS {
        let frozen = domain::cut::figure(*own, &cut.counts.whole);
        assert_eq!(frozen, figure(db, *own, cut.day).await, "{own:?}");
    }
    stood(db, cut).await;
    others(db, cut).await;
}

/// At half-time papers had been answered in time, steps were taken, and one unit's survey was closed; now some
/// issues are stuck.
async fn stood(db: &Db, cut: &Cut) {
    let shares = cut.counts.shares.as_ref().unwrap();
    for own in shares.units.values() {
        let (receipts, steps) = (own[&Kind::Receipts], own[&Kind::Steps]);
        assert!(receipts.part > 0 && steps.part > 0 && steps.part < steps.of, "{receipts:?} {steps:?}");
    }
    let promises = shares.whole[&Kind::Promises];
    assert!(promises.part > 0 && promises.part < promises.of, "{promises:?}");
    let said = &cut.counts.standing(None).unwrap().said;
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.values().all(|own| own.interval().is_some()), "{said:?}");
    let now = store::cut::at(db, cast::book(), demo::today()).await.unwrap();
    let now = now.standing(None).unwrap();
    assert_eq!(now.late, BTreeMap::from([(Origin::Research, 3)]));
    assert_eq!(now.stagnant, BTreeMap::from([(Origin::Research, 4), (Origin::TeamList, 2)]));
    assert!(now.said.values().all(|own| own.answers >= 5));
}

/// Items of lists, outcomes and the rest at half-time and now; and behind every figure that leads to its rows as many as it says.
async fn others(db: &Db, cut: &Cut) {
    let (now, known) = store::cut::behind(db, cast::book(), demo::today()).await.unwrap();
    let get = |counts: &Counts, other| counts.other(other, None).unwrap();
    for counts in [&cut.counts, &now] {
        let [all, done, answered, open, carried] =
            [Other::Items, Other::ItemsDone, Other::ItemsAnswered, Other::ItemsOpen, Other::ItemsCarried]
                .map(|other| get(counts, other));
        assert_eq!(all, done + answered + open);
        assert!(done > 0 && carried <= answered + open, "{done} {answered} {open} {carried}");
    }
    let outcomes = record::all(db, &everything(), Subject::Outcome, Some(cast::book()), None).await.unwrap();
    let told = outcomes.iter().filter(|own| matches!(own, Record::Outcome(own) if own.dropped.is_none())).count();
    assert_eq!(get(&now, Other::Outcomes) as usize, told);
    for other in [Other::Items, Other::Outcomes, Other::WeeklyMeetings, Other::DispatchMeetings, Other::Draws] {
        assert!(get(&cut.counts, other) <= get(&now, other) && get(&now, other) > 0, "{other:?}");
    }
    let rows = |name: &str| {
        let rows = Behind::read(name).unwrap().rows(None, &now, &known, (cast::book(), demo::today()));
        (rows.iter().filter(|own| own.counts).count(), rows.len())
    };
    let shares = now.shares.as_ref().unwrap();
    for kind in Kind::VARIANTS.iter().filter(|kind| kind.has_rows()) {
        let share = shares.whole[kind];
        assert_eq!(rows(kind.into()), (share.part as usize, share.of as usize), "{kind:?}");
    }
    for other in Other::VARIANTS {
        assert_eq!(rows(other.into()).1, get(&now, *other) as usize, "{other:?}");
    }
}
