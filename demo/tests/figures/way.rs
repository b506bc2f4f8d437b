//! Issues that are told: one in every detail, and those that a newcomer can follow all the way.

use std::collections::BTreeSet;

use domain::act::Subject;
use domain::cast;
use domain::issue::{Issue, State};
use domain::meeting::Becomes;
use store::{Db, record};

use super::{SEED, everything, issues, open};

pub(super) async fn told(db: &Db) {
    let issues = issues(db).await;
    let by_code = |code: &str| issues.iter().find(|issue| issue.code() == code).unwrap();
    let issue = by_code("调研-087");
    assert_eq!(issue.title.as_str(), "创意设计人才培养与产业需求对接不畅");
    assert_eq!((issue.unit, issue.state, issue.returns), (cast::UNITS[1].id, State::Submitted, 1));
    assert!(issue.measures.len() == 2 && issue.measures.iter().all(|measure| measure.done_at.is_some()));
    assert_eq!(issue.evidence.len(), 4);
    assert_eq!(issue.submitted_by, Some(cast::NORMAL_STAFF.id));
    assert_eq!((by_code("调研-019").rounds.len(), by_code("调研-019").state), (1, State::InProgress));
    let titles: BTreeSet<&str> = issues.iter().map(|issue| issue.title.as_str()).collect();
    assert_eq!(titles.len(), issues.len(), "no title is told twice");
}

/// A newcomer can follow one issue all the way: raised on a visit, written about in a paper, dealt with at a meeting, looked
/// back at, and held.
#[tokio::test]
async fn an_issue_goes_from_visit_to_paper_to_meeting_to_look_back_to_held() {
    // the seed of the command, and another
    for seed in [1, SEED] {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("xundao.sqlite").display());
        let db = open(&url).await;
        demo::run(&db, 1, seed, |_| Ok(()), |_, _| {}).await.unwrap();
        goes_all_the_way(&db).await;
    }
}

async fn goes_all_the_way(db: &Db) {
    let office = cast::OFFICE_LEADER.viewer().unwrap();
    let everywhere = told_of(db, &office).await;
    let all: Vec<String> = issues(db)
        .await
        .iter()
        .filter(|own| own.state == State::Held && own.visit.is_some())
        .filter(|own| everywhere.iter().all(|named| named.contains(&own.id)))
        .map(Issue::code)
        .collect();
    assert!(!all.is_empty(), "no issue goes all the way");
    every_receipt_has_a_witness(db, &office).await;
    a_weekly_meeting_charged_a_unit(db, &office).await;
}

/// What a weekly meeting decided for one unit went to it as a paper, or was settled when the group met again, but for the last,
/// which is asked of its unit today.
async fn a_weekly_meeting_charged_a_unit(db: &Db, office: &domain::viewer::Viewer) {
    let meetings: Vec<Box<domain::meeting::Meeting>> =
        store::shared::list(db, office, Subject::Meeting, None, None).await.unwrap();
    let weekly = meetings.iter().filter(|own| own.plan.series == domain::meeting::Series::Weekly);
    let charged = weekly.flat_map(|own| &own.decisions).filter(|own| own.resolution.unit.is_some());
    let paper = |becomes| if let Becomes::Notice { notice } = becomes { Some(notice) } else { None };
    let (written, spoken): (Vec<_>, Vec<_>) = charged.partition(|own| paper(own.resolution.becomes).is_some());
    let (done, open): (Vec<_>, Vec<_>) = spoken.into_iter().partition(|own| own.settled.is_some());
    assert!(done.len() >= 4 && open.len() == 1, "{} and {}", done.len(), open.len());
    let papers: Vec<Box<domain::notice::Notice>> =
        store::shared::list(db, office, Subject::Notice, None, None).await.unwrap();
    assert_eq!(written.len(), 3);
    for decided in written {
        let own = papers.iter().find(|own| Some(own.id) == paper(decided.resolution.becomes)).unwrap();
        let accepted = own.addressees.iter().all(|own| own.replied() && own.accepted.is_some());
        assert!(own.issued.is_some() && accepted, "{}", own.content.title);
    }
}

/// Who took a paper is named, and saw a head that has the paper and still stands.
async fn every_receipt_has_a_witness(db: &Db, office: &domain::viewer::Viewer) {
    let papers: Vec<Box<domain::notice::Notice>> =
        store::shared::list(db, office, Subject::Notice, None, None).await.unwrap();
    let receipts: Vec<_> =
        papers.iter().flat_map(|own| &own.addressees).filter_map(|own| own.received.clone()).collect();
    assert!(receipts.len() > 50 && receipts.iter().all(|own| own.who.is_some()));
    let last = receipts.iter().filter_map(|own| own.witness.clone()).max_by_key(|own| own.seq).unwrap();
    assert_eq!(receipts.iter().filter(|own| own.witness.is_some()).count(), receipts.len());
    assert!(store::verify::stands(db, cast::book(), last.seq, last.hash.as_str()).await.unwrap());
}

/// The issues that papers, meetings and look-backs speak of, each set by itself.
async fn told_of(db: &Db, office: &domain::viewer::Viewer) -> [BTreeSet<domain::kinds::IssueId>; 3] {
    use domain::meeting::Source;
    let papers: Vec<Box<domain::notice::Notice>> =
        store::shared::list(db, office, Subject::Notice, None, None).await.unwrap();
    let papers = papers.iter().flat_map(|own| &own.content.about).map(|own| own.issue).collect();
    let mut met = BTreeSet::new();
    let meetings: Vec<Box<domain::meeting::Meeting>> =
        store::shared::list(db, office, Subject::Meeting, None, None).await.unwrap();
    for own in meetings {
        met.extend(own.agenda.iter().filter_map(|point| match point.source {
            Source::Late { issue } | Source::Stuck { issue } | Source::Due { issue } => Some(issue),
            Source::Decided { .. }
            | Source::Promised { .. }
            | Source::Asked { .. }
            | Source::Owed { .. }
            | Source::Hand => None,
        }));
    }
    let mut looked = BTreeSet::new();
    for record in record::all(db, &everything(), Subject::Lookback, None, None).await.unwrap() {
        let own = Box::<domain::lookback::Lookback>::try_from(record).unwrap();
        looked.extend(own.items.iter().filter_map(|item| match item.due.about {
            domain::lookback::About::Issue { issue } => Some(issue),
            _ => None,
        }));
    }
    [papers, met, looked]
}
