//! The library and the lessons on both databases: entries found by words within reach, in their newest version and after a
//! rebuild; lessons that everybody reads and that lead to nobody.

use crate::common::{Bench, each_db, id, note};
use domain::act::{Act as Any, Key, Subject};
use domain::cast::{self, CastPerson};
use domain::kinds::{Book, Name, OutcomeId, StandardId, Text, WorklogId};
use domain::outcome::{self, Lesson};
use domain::person;
use domain::standard::search::Question;
use domain::standard::{Act, Content, Sort};
use domain::unit;
use domain::worklog::{self, Worklog};

fn content(title: &str, raw: &str) -> Box<Content> {
    Box::new(Content {
        title: Text::parse(title).unwrap(),
        sort: Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: Text::parse(raw).unwrap(),
    })
}

async fn say(bench: &Bench, who: CastPerson, act: Any) {
    bench.accept(who.id, cast::book(), act).await;
}

async fn enter(bench: &Bench, title: &str, raw: &str) -> StandardId {
    let standard = StandardId(id());
    say(bench, cast::MEMBER, Any::Standard(Act::Enter { standard, content: content(title, raw) })).await;
    standard
}

async fn found(bench: &Bench, who: CastPerson, raw: &str) -> Vec<StandardId> {
    let (reach, asked) = (who.viewer().unwrap().reach(), Question::parse(raw).unwrap());
    let found = store::standard::search(&bench.db, &reach, None, &asked).await.unwrap();
    found.into_iter().map(|own| own.id).collect()
}

#[tokio::test]
async fn an_entry_is_found_by_words_in_its_newest_version_also_after_a_rebuild() {
    each_db(|bench| async move {
        let text = enter(&bench, "访谈提纲", "谈整改措施，也谈师生感受。文号 2023").await;
        let title = enter(&bench, "整改验收标准", "佐证能核对。整改过程留痕。").await;
        assert_eq!(found(&bench, cast::HEAD, "整改").await, [title, text], "the title weighs more");
        assert_eq!(found(&bench, cast::HEAD, "整改 师生").await, [text]);
        assert_eq!(found(&bench, cast::HEAD, "２０２３").await, [text]);
        // every pair of it stands there, the word does not
        assert!(found(&bench, cast::HEAD, "整改标准").await.is_empty());
        let revised = content("整改验收标准", "佐证能核对。回访三人。");
        let act = Act::Revise { standard: title, after: 1, content: revised, note: note("写明回访") };
        say(&bench, cast::HEAD, Any::Standard(act)).await;
        assert_eq!(found(&bench, cast::HEAD, "回访").await, [title]);
        assert!(found(&bench, cast::HEAD, "过程留痕").await.is_empty(), "an older version is not looked through");
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(found(&bench, cast::HEAD, "回访").await, [title]);
        assert_eq!(found(&bench, cast::HEAD, "整改").await, [title, text]);
    })
    .await;
}

#[tokio::test]
async fn the_library_is_searched_within_reach() {
    each_db(|bench| async move {
        let own = enter(&bench, "整改验收标准", "佐证能核对。").await;
        assert_eq!(found(&bench, cast::OFFICE_LEADER, "佐证").await, [own]);
        for stranger in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert!(found(&bench, stranger, "佐证").await.is_empty(), "{}", stranger.login);
        }
    })
    .await;
}

#[tokio::test]
async fn a_lesson_reaches_every_unit_and_its_outcome_only_its_own() {
    each_db(|bench| async move {
        let outcome = OutcomeId(id());
        let told =
            outcome::Content {
                title: Text::parse("报修三日办结").unwrap(), text: note("开通网上报修"), effect: None
            };
        let tell = outcome::Act::Tell { outcome, unit: cast::UNITS[1].id, content: Box::new(told) };
        say(&bench, cast::NORMAL_STAFF, Any::Outcome(tell)).await;
        let lessons = async |who: CastPerson| store::lesson::all(&bench.db, &who.viewer().unwrap()).await.unwrap();
        assert!(lessons(cast::ACADEMY_STAFF).await.is_empty());
        let lesson = Lesson { title: Text::parse("进度公开").unwrap(), text: note("每单写明责任人") };
        let publish = outcome::Act::Publish { outcome, lesson: Box::new(lesson.clone()) };
        say(&bench, cast::HEAD, Any::Outcome(publish)).await;
        let read = lessons(cast::ACADEMY_STAFF).await;
        assert_eq!(read.iter().map(|own| &own.1).collect::<Vec<_>>(), [&lesson]);
        assert!(lessons(cast::SYSTEM_ADMIN).await.is_empty());
        let key = Key { subject: Subject::Outcome, id: outcome.0 };
        let reach = cast::ACADEMY_STAFF.viewer().unwrap().reach();
        assert!(store::record::load(&bench.db, &reach, key).await.unwrap().is_none());
        let drop = outcome::Act::Drop { outcome, reason: note("数据有误，核实以后再报一次") };
        say(&bench, cast::NORMAL_STAFF, Any::Outcome(drop)).await;
        assert!(lessons(cast::ACADEMY_STAFF).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_lesson_in_which_a_name_has_come_to_stand_is_read_by_nobody_until_it_is_written_anew() {
    each_db(|bench| async move {
        let (outcome, own) = (OutcomeId(id()), cast::UNITS[1]);
        let told =
            outcome::Content {
                title: Text::parse("报修三日办结").unwrap(), text: note("开通网上报修"), effect: None
            };
        let tell = outcome::Act::Tell { outcome, unit: own.id, content: Box::new(told) };
        say(&bench, cast::NORMAL_STAFF, Any::Outcome(tell)).await;
        let publish = async |raw: &str| {
            let lesson = Lesson { title: Text::parse("进度公开").unwrap(), text: note(raw) };
            let publish = outcome::Act::Publish { outcome, lesson: Box::new(lesson) };
            say(&bench, cast::HEAD, Any::Outcome(publish)).await;
        };
        let lessons = async || {
            let viewer = cast::ACADEMY_STAFF.viewer().unwrap();
            store::lesson::all(&bench.db, &viewer).await.unwrap().len()
        };
        publish("由设计学院先试，每单写明责任人").await;
        assert_eq!(lessons().await, 1);
        let (unit, organisation) = (own.id, own.organisation(0));
        let rename = |name: &str| unit::Act::RenameOrganisation {
            unit,
            organisation,
            name: Name::parse(name).unwrap(),
            was: None,
        };
        say(&bench, cast::HEAD, Any::Unit(rename("设计学院"))).await;
        assert_eq!(lessons().await, 0);
        publish("先在一处试行，每单写明责任人").await;
        assert_eq!(lessons().await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_lesson_that_names_somebody_who_works_in_the_unit_is_read_by_nobody() {
    each_db(|bench| async move {
        let (outcome, unit) = (OutcomeId(id()), cast::UNITS[1].id);
        let (title, text) = (Text::parse("报修三日办结").unwrap(), note("开通网上报修"));
        let told = outcome::Content { title, text, effect: None };
        let tell = outcome::Act::Tell { outcome, unit, content: Box::new(told) };
        say(&bench, cast::NORMAL_STAFF, Any::Outcome(tell)).await;
        let lesson =
            Lesson { title: Text::parse("进度公开").unwrap(), text: note("文心雕每单写明责任人") };
        let publish = outcome::Act::Publish { outcome, lesson: Box::new(lesson) };
        say(&bench, cast::HEAD, Any::Outcome(publish)).await;
        let lessons = async || {
            let viewer = cast::ACADEMY_STAFF.viewer().unwrap();
            store::lesson::all(&bench.db, &viewer).await.unwrap().len()
        };
        assert_eq!(lessons().await, 1);
        // neither told it nor brought a picture
        for (colleague, read) in [(cast::COLLEGE_STAFF, 1), (cast::ORGANISATION_STAFF, 0)] {
            let name = Name::parse("文心雕").unwrap();
            let rename = person::Act::Rename { person: colleague.id, name, was: None };
            bench.accept(cast::SYSTEM_ADMIN.id, Book::Office, Any::Person(rename)).await;
            assert_eq!(lessons().await, read, "{}", colleague.login);
        }
    })
    .await;
}

#[tokio::test]
async fn a_log_is_given_out_to_its_writer_and_the_lead_alone() {
    each_db(|bench| async move {
        bench.set_day("2023-05-05");
        let day = domain::kinds::Day::parse("2023-05-05").unwrap();
        let worklog = WorklogId::of(cast::book(), cast::MEMBER.id, day);
        let write = worklog::Act::Write { worklog, day, after: None, text: note("走访后勤处") };
        say(&bench, cast::MEMBER, Any::Worklog(write)).await;
        let read = async |who: CastPerson| {
            let viewer = who.viewer().unwrap();
            let all: Vec<Box<Worklog>> =
                store::shared::list(&bench.db, &viewer, Subject::Worklog, None, None).await.unwrap();
            all.len()
        };
        for (who, many) in [
            (cast::MEMBER, 1),
            (cast::HEAD, 1),
            (cast::DEPUTY, 1),
            (cast::LIAISON, 0),
            (cast::OFFICE_LEADER, 0),
            (cast::NORMAL_STAFF, 0),
        ] {
            assert_eq!(read(who).await, many, "{}", who.login);
        }
    })
    .await;
}
