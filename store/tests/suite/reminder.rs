//! Boxes, settings, robots, messages on their way: on both databases, and by one node at a time.

use std::collections::BTreeMap;

use crate::common::{Bench, each_db};
use domain::cast;
use domain::kinds::{Day, Time};
use domain::reminder::{Digest, Reason, Robot, Row, Settings, Turn};
use store::reminder::delivery::{self, Delivery, Way};
use store::reminder::{self, setting};
use uuid::Uuid;

const MINUTE: i64 = 60_000_000;

fn row(key: &str, reason: Reason) -> Row {
    let since = Day::parse("2023-06-20").unwrap();
    Row { key: key.to_owned(), reason, due: Some(since.plus(3)), since, told: None, read: false }
}

async fn put(bench: &Bench, holder: &str, rows: &[Row], gone: &[&str]) {
    let gone = gone.iter().map(|own| (*own).to_owned()).collect();
    let turns = BTreeMap::from([(holder.to_owned(), Turn { put: rows.to_vec(), gone })]);
    reminder::save(&bench.db, cast::book(), &turns, Time(1_000)).await.unwrap();
}

#[tokio::test]
async fn a_box_is_filled_read_and_emptied() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let db = &bench.db;
        put(&bench, "me", &[row("a", Reason::Soon), row("b", Reason::Asked)], &[]).await;
        put(&bench, "other", &[row("a", Reason::Soon)], &[]).await;
        assert_eq!(reminder::unread(db, "me").await.unwrap(), 2);
        reminder::mark(db, "me", Some(&["a".to_owned()]), true, Time(2_000)).await.unwrap();
        assert_eq!((reminder::unread(db, "me").await.unwrap(), reminder::unread(db, "other").await.unwrap()), (1, 1));
        reminder::mark(db, "me", None, true, Time(2_000)).await.unwrap();
        reminder::mark(db, "me", Some(&["b".to_owned()]), false, Time(3_000)).await.unwrap();
        let rows = reminder::rows(db, "me").await.unwrap();
        assert_eq!(
            rows.iter().map(|own| (own.key.as_str(), own.read)).collect::<Vec<_>>(),
            [("a", true), ("b", false)]
        );
        // what is more pressing is unread again; what is done is gone
        put(&bench, "me", &[row("a", Reason::Late)], &["b"]).await;
        let rows = reminder::rows(db, "me").await.unwrap();
        assert_eq!(rows, [row("a", Reason::Late)]);
        let boxes = reminder::of_book(db, cast::book()).await.unwrap();
        assert_eq!((boxes.len(), boxes["other"].len()), (2, 1));
        let changed = reminder::changes(db, Time(1_500)).await.unwrap();
        assert_eq!(changed, [], "both were written at the moment of the save");
        reminder::mark(db, "me", None, true, Time(4_000)).await.unwrap();
        assert_eq!(reminder::changes(db, Time(1_500)).await.unwrap(), [("me".to_owned(), Time(4_000))]);
    })
    .await;
}

#[tokio::test]
async fn settings_and_robots_are_kept_and_taken_away() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let db = &bench.db;
        assert_eq!(setting::of(db, cast::HEAD.id).await.unwrap(), Settings::default());
        let before = setting::age(db).await.unwrap();
        let own = Settings {
            off: vec![Reason::Asked, Reason::Stagnant],
            hour: 17,
            address: Some("a@b.cn".to_owned()),
            mail: true,
            english: true,
        };
        setting::set(db, cast::HEAD.id, &Settings::default(), Time(1)).await.unwrap();
        setting::set(db, cast::HEAD.id, &own, Time(2)).await.unwrap();
        assert_eq!(setting::of(db, cast::HEAD.id).await.unwrap(), own);
        assert_eq!(setting::all(db).await.unwrap().len(), 1);
        assert_ne!(setting::age(db).await.unwrap(), before);

        let robot = |url: &str| setting::Kept {
            group: cast::GROUP,
            kind: Robot::Feishu,
            url: url.to_owned(),
            secret: Some("SEC1".to_owned()),
            hour: 9,
            english: false,
            set_at: Time(3),
        };
        setting::set_robot(db, &robot("https://a.example/1"), cast::HEAD.id).await.unwrap();
        setting::set_robot(db, &robot("https://a.example/2"), cast::HEAD.id).await.unwrap();
        assert!(setting::robot(db, cast::GROUP).await.unwrap() == Some(robot("https://a.example/2")));
        assert_eq!(setting::robots(db).await.unwrap().len(), 1);
        put(&bench, &cast::GROUP.to_string(), &[row("a", Reason::Late)], &[]).await;
        setting::drop_robot(db, cast::GROUP).await.unwrap();
        assert!(setting::robot(db, cast::GROUP).await.unwrap().is_none());
        assert_eq!(reminder::rows(db, &cast::GROUP.to_string()).await.unwrap(), []);
    })
    .await;
}

fn message(number: u128, holder: &str, trial: bool) -> Delivery {
    let digest = Digest { waiting: 3, late: 1 };
    Delivery { id: Uuid::from_u128(number), holder: holder.to_owned(), way: Way::Mail, trial, digest, failures: 0 }
}

#[tokio::test]
async fn a_message_is_claimed_once_tried_again_and_given_up() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let db = &bench.db;
        let mut now = Time(0);
        delivery::put(db, &message(1, "me", false), now).await.unwrap();
        let own = delivery::claim(db, now).await.unwrap().unwrap();
        assert_eq!(own, message(1, "me", false));
        assert_eq!(delivery::claim(db, now).await.unwrap(), None, "it is claimed");
        // who claimed it has died: another may, later
        now = Time(now.0 + 3 * MINUTE);
        let mut own = delivery::claim(db, now).await.unwrap().unwrap();
        let mut tries = 0;
        loop {
            tries += 1;
            delivery::failed(db, &own, "away", false, now).await.unwrap();
            assert_eq!(delivery::claim(db, now).await.unwrap(), None, "not at once");
            let fate = delivery::fate(db, "me", Way::Mail).await.unwrap().unwrap();
            assert_eq!((fate.failures, fate.why.as_deref()), (tries, Some("away")));
            if fate.given_up_at.is_some() {
                break;
            }
            assert!(fate.next_at > now);
            now = fate.next_at;
            own = delivery::claim(db, now).await.unwrap().unwrap();
        }
        assert_eq!(tries, 8);
        assert_eq!(delivery::claim(db, Time(i64::MAX / 2)).await.unwrap(), None);
        // the next digest takes its place
        delivery::put_digest(db, Some(message(2, "me", false)), "me", &[], now).await.unwrap();
        let own = delivery::claim(db, now).await.unwrap().unwrap();
        delivery::done(db, &own, now).await.unwrap();
        assert_eq!(delivery::fate(db, "me", Way::Mail).await.unwrap().unwrap().done_at, Some(now));
        assert_eq!(reminder::digest_days(db).await.unwrap()["me"], now.day());
    })
    .await;
}

#[tokio::test]
async fn a_newer_digest_replaces_one_on_its_way_and_a_trial_does_not() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let (db, now) = (&bench.db, Time(5));
        delivery::put(db, &message(1, "me", false), now).await.unwrap();
        delivery::put(db, &message(2, "me", true), now).await.unwrap();
        delivery::put(db, &message(3, "me", true), now).await.unwrap();
        assert_eq!(delivery::last_trial(db, "me", Way::Mail).await.unwrap(), Some(now));
        let mut ids = Vec::new();
        while let Some(own) = delivery::claim(db, now).await.unwrap() {
            ids.push(own.id.as_u128());
        }
        assert_eq!(ids, [1, 3]);
        delivery::put(db, &message(4, "me", false), now).await.unwrap();
        assert_eq!(delivery::claim(db, now).await.unwrap().map(|own| own.id.as_u128()), Some(4));
        assert_eq!(delivery::claim(db, Time(now.0 + 9 * MINUTE)).await.unwrap().map(|own| own.id.as_u128()), Some(4));
    })
    .await;
}

#[tokio::test]
async fn what_a_digest_told_is_told() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let db = &bench.db;
        let rows = [row("a", Reason::Soon), row("b", Reason::Late)];
        put(&bench, "me", &rows, &[]).await;
        delivery::put_digest(db, Some(message(1, "me", false)), "me", &rows, Time(9)).await.unwrap();
        let told: Vec<_> = reminder::rows(db, "me").await.unwrap().into_iter().map(|own| own.told).collect();
        assert_eq!(told, [Some(Reason::Soon), Some(Reason::Late)]);
        let last = delivery::last_digest(db, "me", Way::Mail).await.unwrap();
        assert_eq!(last, Some(Time(9)));
        // neither a trial nor that it arrived makes it forgotten when what is late was told
        let own = delivery::claim(db, Time(9)).await.unwrap().unwrap();
        delivery::done(db, &own, Time(10)).await.unwrap();
        delivery::put(db, &message(2, "me", true), Time(11)).await.unwrap();
        assert_eq!(delivery::last_digest(db, "me", Way::Mail).await.unwrap(), last);
        assert_eq!(delivery::fate(db, "me", Way::Mail).await.unwrap().unwrap().made_at, Time(11));
        assert_eq!(delivery::last_digest(db, "other", Way::Mail).await.unwrap(), None);
        let rows = reminder::rows(db, "me").await.unwrap();
        let (told, day) = (last.map(Time::day), Time(9).day());
        assert_eq!(domain::reminder::digest(&rows, told, day.plus(6)), None);
        assert_eq!(domain::reminder::digest(&rows, told, day.plus(7)), Some(Digest { waiting: 2, late: 1 }));
    })
    .await;
}

#[tokio::test]
async fn one_node_has_the_turn_until_it_lets_it_lapse() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let db = &bench.db;
        let take =
            async |node: &str, now: i64| reminder::take_turn(db, "notify", node, Time(now), Time(now + 100)).await;
        assert!(take("a", 0).await.unwrap());
        assert!(!take("b", 50).await.unwrap());
        assert!(take("a", 60).await.unwrap(), "it keeps it");
        assert!(!take("b", 110).await.unwrap());
        assert!(take("b", 161).await.unwrap());
        assert!(!take("a", 162).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn everybody_is_reminded_of_what_their_own_pages_ask() {
    each_db(|bench| async move {
        // whole: with it lives the directory
        let bench = bench;
        let today = Day::parse("2023-05-05").unwrap();
        for who in cast::PEOPLE {
            let matters = store::asked::matters(&bench.db, &who.viewer().unwrap(), who.role, today).await;
            let matters = matters.unwrap();
            // a goal is asked of every unit, and of nobody else
            let goal = matters.iter().any(|own| own.what.key().starts_with("goal-"));
            assert_eq!(goal, matches!(who.role, domain::viewer::Role::Unit { .. }), "{}", who.login);
        }
    })
    .await;
}
