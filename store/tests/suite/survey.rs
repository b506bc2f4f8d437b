//! Slips and ballots on both databases: used once however many try at a time, void when they were taken back. What is left behind
//! is looked at in `secrecy.rs`.

use crate::common::{Bench, each_db, id, month_long};
use domain::act::{Act as Any, Key, Subject};
use domain::cast;
use domain::kinds::{Note, SurveyId, Text};
use domain::record::Record;
use domain::survey::answer::Answer;
use domain::survey::ballot::Spoilt;
use domain::survey::{Act, Survey};
use domain::viewer::Reach;
use store::ballot;

/// A survey with so many slips for the first group of raters.
async fn begun(bench: &Bench, slips: u16) -> (Survey, Vec<String>) {
    let survey = SurveyId(id());
    let plan = Box::new(month_long("2023-04-17"));
    act(bench, Act::Plan { survey, unit: cast::UNITS[1].id, plan }).await;
    act(bench, Act::Print { survey, raters: 0, slips }).await;
    let own = load(bench, survey).await;
    let hashes: Vec<String> = (0..slips).map(|slip| format!("{slip:064x}")).collect();
    ballot::hand_out(&bench.db, &own, 0, 0, &hashes).await.unwrap();
    (own, hashes)
}

async fn act(bench: &Bench, act: Act) {
    bench.accept(cast::HEAD.id, cast::book(), Any::Survey(act)).await;
}

async fn load(bench: &Bench, survey: SurveyId) -> Survey {
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Survey, id: survey.0 };
    match store::record::load(&bench.db, &everything, key).await.unwrap() {
        Some(Record::Survey(own)) => *own,
        other => panic!("{other:?}"),
    }
}

fn said(level: u8, words: &str) -> Vec<Option<Answer>> {
    vec![Some(Answer::Pick(level)), None, Some(Answer::Pick(0)), Some(Answer::Words(Text::parse(words).unwrap()))]
}

#[tokio::test]
async fn of_many_at_a_time_each_slip_is_used_once() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 12).await;
        let tries = hashes.iter().chain(&hashes).map(|hash| {
            let (db, survey, hash) = (bench.db.clone(), survey.clone(), hash.clone());
            tokio::spawn(async move { ballot::take(&db, &survey, 0, &[(hash, said(1, "好"))]).await.unwrap() })
        });
        let mut taken = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(()) => taken += 1,
                Err(why) => assert_eq!(why, Spoilt::Used),
            }
        }
        let ballots = ballot::of_survey(&bench.db, &survey).await.unwrap();
        assert_eq!((taken, ballots[0].returned(), ballots[0].counts(0)[1]), (12, 12, 12));
        assert_eq!(ballots[1].handed_out(), 0);
    })
    .await;
}

#[tokio::test]
async fn slips_that_were_taken_back_are_void_and_later_ones_are_not() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 4).await;
        let one = |hash: &String| [(hash.clone(), said(0, "好"))];
        assert_eq!(ballot::take(&bench.db, &survey, 0, &one(&hashes[0])).await.unwrap(), Ok(()));
        let reason = Note::parse("一整张票在路上丢了，另外补印").unwrap();
        act(&bench, Act::TakeBack { survey: survey.id, raters: 0, reason }).await;
        act(&bench, Act::Print { survey: survey.id, raters: 0, slips: 1 }).await;
        // also for who found the survey before
        assert_eq!(ballot::take(&bench.db, &survey, 0, &one(&hashes[1])).await.unwrap(), Err(Spoilt::Void));
        let own = load(&bench, survey.id).await;
        let late = format!("{:064x}", 99);
        ballot::hand_out(&bench.db, &own, 0, own.printed[0] - 1, std::slice::from_ref(&late)).await.unwrap();
        assert_eq!(ballot::take(&bench.db, &own, 0, &one(&hashes[1])).await.unwrap(), Err(Spoilt::Void));
        assert_eq!(ballot::take(&bench.db, &own, 0, &one(&hashes[0])).await.unwrap(), Err(Spoilt::Used));
        assert_eq!(ballot::take(&bench.db, &own, 0, &one(&late)).await.unwrap(), Ok(()));
        // also after the ballot was written without them
        assert_eq!(ballot::look(&bench.db, &own, 0, &hashes[2]).await.unwrap(), Err(Spoilt::Void));
        let ballots = ballot::of_survey(&bench.db, &own).await.unwrap();
        assert_eq!((ballots[0].handed_out(), ballots[0].returned()), (2, 2));
        assert_eq!(ballot::survey_of(&bench.db, &late).await.unwrap(), Some((own.id, 0)));
        assert_eq!(ballot::survey_of(&bench.db, "no").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn slips_of_a_void_sheet_are_void_and_those_of_others_are_not() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 4).await;
        let more: Vec<String> = (50..56).map(|slip| format!("{slip:064x}")).collect();
        act(&bench, Act::Print { survey: survey.id, raters: 0, slips: 6 }).await;
        let own = load(&bench, survey.id).await;
        ballot::hand_out(&bench.db, &own, 0, own.sheets[1].first, &more).await.unwrap();
        let take = async |own: &Survey, hash: &String| {
            ballot::take(&bench.db, own, 0, &[(hash.clone(), said(0, "好"))]).await.unwrap()
        };
        assert_eq!((take(&own, &more[0]).await, take(&own, &hashes[0]).await), (Ok(()), Ok(())));
        let reason = Note::parse("这一叠印歪了，另外补印").unwrap();
        act(&bench, Act::Void { survey: survey.id, raters: 0, first: 4, reason }).await;
        // also for who found the survey before
        assert_eq!(take(&own, &more[1]).await, Err(Spoilt::Void));
        let own = load(&bench, survey.id).await;
        assert_eq!(take(&own, &hashes[1]).await, Ok(()));
        // also after the ballot was written without them
        assert_eq!((take(&own, &more[2]).await, take(&own, &more[0]).await), (Err(Spoilt::Void), Err(Spoilt::Used)));
        let ballots = ballot::of_survey(&bench.db, &own).await.unwrap();
        assert_eq!((ballots[0].handed_out(), ballots[0].returned()), (10, 3));
        // folded again it is the same
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(load(&bench, survey.id).await, own);
        // with all others they are taken back as they are
        let reason = Note::parse("票已经收齐，剩下的不用了").unwrap();
        act(&bench, Act::TakeBack { survey: survey.id, raters: 0, reason }).await;
        let own = load(&bench, survey.id).await;
        let ballots = ballot::of_survey(&bench.db, &own).await.unwrap();
        assert_eq!((ballots[0].handed_out(), ballots[0].returned()), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn who_found_a_survey_before_its_closing_is_late_after_it() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 6).await;
        let one = |hash: &String| [(hash.clone(), said(0, "好"))];
        assert_eq!(ballot::take(&bench.db, &survey, 0, &one(&hashes[0])).await.unwrap(), Ok(()));
        act(&bench, Act::Close { survey: survey.id }).await;
        assert_eq!(ballot::take(&bench.db, &survey, 0, &one(&hashes[1])).await.unwrap(), Err(Spoilt::Late));
        let ballots = ballot::of_survey(&bench.db, &survey).await.unwrap();
        assert_eq!((ballots[0].returned(), ballots[0].counts(0)[0], ballots[0].words(3).len()), (1, 1, 1));
        // the slip was not used
        assert_eq!(ballot::look(&bench.db, &survey, 0, &hashes[1]).await.unwrap(), Ok(()));
    })
    .await;
}

#[tokio::test]
async fn what_a_survey_has_when_it_is_closed_stays_however_many_answer_at_that_moment() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 12).await;
        let tries = hashes.into_iter().map(|hash| {
            let (db, survey) = (bench.db.clone(), survey.clone());
            tokio::spawn(async move { ballot::take(&db, &survey, 0, &[(hash, said(1, "好"))]).await.unwrap() })
        });
        let tries: Vec<_> = tries.collect();
        act(&bench, Act::Close { survey: survey.id }).await;
        let closed = ballot::of_survey(&bench.db, &survey).await.unwrap()[0].returned();
        let mut taken = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => taken += 1,
                Err(why) => assert_eq!(why, Spoilt::Late),
            }
        }
        let after = ballot::of_survey(&bench.db, &survey).await.unwrap()[0].returned();
        assert_eq!((closed, after), (taken, taken));
    })
    .await;
}
