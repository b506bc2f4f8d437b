//! The sentence of a visit's notes from which an issue was raised: the group's own, as the notes are.

use crate::common::{Bench, each_db, find, id, note, sitting};
use domain::act::{Act, Key, Subject};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Issue, Origin, State};
use domain::kinds::{Day, IssueId, VisitId};
use domain::record::Record;
use domain::visit::{self, Findings, Quote};

const SENTENCE: &str = "密记：两名学生说夜间做不了实验";

/// An issue of the unit and of its first organisation, raised on a visit.
async fn raised(bench: &Bench) -> IssueId {
    let (visit, unit, part) = (VisitId(id()), cast::UNITS[1].id, Some(cast::UNITS[1].organisation(0)));
    let description = sitting("2023-05-09");
    let findings = Findings { notes: Some(note(SENTENCE)), ..Findings::default() };
    let own = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: Vec::new() };
    bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(visit::Act::Record(Box::new(own)))).await;
    let mut own = find(1, Origin::Guidance, "夜间开放不足");
    own.visit = Some(Quote { visit, sentence: Some(note(SENTENCE)) });
    own.facts.organisation = part;
    let issue = own.issue;
    bench.accept(cast::MEMBER.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(own)))).await;
    issue
}

/// Every way in which the store gives out an issue in full.
async fn every_way(bench: &Bench, who: CastPerson, issue: IssueId) -> Vec<Issue> {
    let (db, reach, unit) = (&bench.db, who.viewer().unwrap().reach(), cast::UNITS[1].id);
    let key = Key { subject: Subject::Issue, id: issue.0 };
    let mut records: Vec<Record> = store::record::load(db, &reach, key).await.unwrap().into_iter().collect();
    records.extend(store::record::all(db, &reach, Subject::Issue, None, None).await.unwrap());
    let day = Day::parse("2023-05-12").unwrap();
    records.extend(store::record::all_on(db, &reach, Subject::Issue, None, None, day).await.unwrap());
    records.extend(store::record::some(db, &reach, [key]).await.unwrap().into_iter().map(|own| own.1));
    let mut found: Vec<Issue> = records.into_iter().map(|own| *Box::<Issue>::try_from(own).unwrap()).collect();
    found.extend(store::issue::waiting(db, &reach, unit, &[State::Found]).await.unwrap());
    found.extend(store::issue::of_book(db, &reach, cast::book(), &[State::Found]).await.unwrap());
    found
}

#[tokio::test]
async fn the_sentence_of_the_notes_stays_with_who_reads_the_notes() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let issue = raised(&bench).await;
        let readers = [
            (cast::HEAD, true),
            (cast::MEMBER, true),
            (cast::OFFICE_LEADER, true),
            (cast::NORMAL_STAFF, false),
            (cast::NORMAL_LEADER, false),
            (cast::ORGANISATION_STAFF, false),
        ];
        for (who, reads) in readers {
            let found = every_way(&bench, who, issue).await;
            assert_eq!(found.len(), 6, "{}", who.login);
            for own in found {
                let quote = own.visit.clone().expect("that it was raised on a visit");
                assert_eq!(quote.sentence.is_some(), reads, "{}", who.login);
                assert_eq!(serde_json::to_string(&own).unwrap().contains("密记"), reads, "{}", who.login);
            }
        }
    })
    .await;
}
