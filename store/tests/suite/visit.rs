//! Visits on both databases: listed within reach, as of a day, counted with their people, and folded again the same.

mod checklist;
mod dated;
mod promised;
mod quote;
mod reminded;

use crate::common::{Bench, each_db, id, note, sitting};
use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{ActId, Day, PromiseId, Text, Time, VisitId};
use domain::private::Private;
use domain::strand::Strand;
use domain::viewer::Reach;
use domain::visit::act::Recorded;
use domain::visit::list::{Filter, State};
use domain::visit::{self, Description, Findings, Form, Promised};
use store::writer::By;

fn reach(who: CastPerson) -> Reach {
    who.viewer().unwrap().reach()
}

fn description(form: Form, day: &str) -> Description {
    Description {
        form,
        place: Some(Text::parse("行政楼").unwrap()),
        topic: Some(Text::parse("整改 50% 回访").unwrap()),
        strands: vec![Strand::Rectification],
        ..sitting(day)
    }
}

fn recorded(place: usize, form: Form, day: &str, people: u16) -> Recorded {
    let due = Day::parse("2023-06-30").unwrap();
    Recorded {
        visit: VisitId(id()),
        unit: cast::UNITS[place].id,
        based_on: None,
        description: description(form, day),
        findings: Findings { people, notes: Some(note("密记的话")), ..Findings::default() },
        promises: vec![Promised { id: PromiseId(id()), what: note("下月报告"), who: None, due }],
    }
}

async fn record(bench: &Bench, own: Recorded) -> Recorded {
    let act = visit::Act::Record(Box::new(own.clone()));
    bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(act)).await;
    own
}

async fn total(bench: &Bench, who: CastPerson, filter: Filter) -> (u32, u32) {
    let page = store::visit::list(&bench.db, &reach(who), &filter).await.unwrap();
    assert_eq!(page.lines.len(), usize::try_from(page.total).unwrap());
    (page.total, page.people)
}

#[tokio::test]
async fn a_list_has_what_its_reader_may_see_and_its_filter_lets_through() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        record(&bench, recorded(1, Form::Interview, "2023-05-09", 7)).await;
        record(&bench, recorded(2, Form::Phone, "2023-05-10", 4)).await;
        let plan = visit::Act::Plan {
            visit: VisitId(id()),
            unit: cast::UNITS[1].id,
            description: Box::new(description(Form::Meeting, "2023-05-20")),
            drawn: None,
        };
        bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(plan)).await;
        let all = Filter::default();
        assert_eq!(total(&bench, cast::MEMBER, all.clone()).await, (3, 11));
        assert_eq!(total(&bench, cast::OFFICE_LEADER, all.clone()).await, (3, 11));
        // What is planned without notice is not the unit's to know, nor is another unit's visit.
        assert_eq!(total(&bench, cast::NORMAL_STAFF, all.clone()).await, (1, 7));
        assert_eq!(total(&bench, cast::COLLEGE_STAFF, all.clone()).await, (1, 4));
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(total(&bench, who, all.clone()).await, (0, 0));
        }
        let unit = Some(cast::UNITS[1].id);
        for (filter, many) in [
            (Filter { unit, ..all.clone() }, 2),
            (Filter { form: Some(Form::Phone), ..all.clone() }, 1),
            (Filter { strand: Some(Strand::Study), ..all.clone() }, 0),
            (Filter { strand: Some(Strand::Rectification), ..all.clone() }, 3),
            (Filter { state: Some(State::Planned), ..all.clone() }, 1),
            (Filter { from: Day::parse("2023-05-10").ok(), ..all.clone() }, 2),
            (Filter { to: Day::parse("2023-05-09").ok(), ..all.clone() }, 1),
            (Filter { promised: true, ..all.clone() }, 2),
            (Filter { text: "50%".into(), ..all.clone() }, 3),
            (Filter { text: "5_%".into(), ..all.clone() }, 0),
            (Filter { text: "密记".into(), ..all.clone() }, 0),
        ] {
            assert_eq!(total(&bench, cast::MEMBER, filter.clone()).await.0, many, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_reached_is_counted_as_by_hand_and_nothing_of_it_for_a_foreign_unit() {
    each_db(|bench| async move {
        let part = |place| Some(cast::UNITS[1].organisation(place));
        let mut by_hand = std::collections::BTreeMap::<_, (u32, u32)>::new();
        let made = [
            (part(0), Form::Interview, None, "2023-05-10", 7),
            (part(0), Form::Interview, None, "2023-05-12", 3),
            (part(1), Form::Seminar, None, "2023-05-12", 9),
            (None, Form::Phone, None, "2023-05-12", 4),
            (part(0), Form::Site, Some(visit::Site::Base), "2023-05-12", 2),
            (part(0), Form::Site, Some(visit::Site::Canteen), "2023-05-12", 6),
            (part(0), Form::Site, Some(visit::Site::Base), "2023-05-20", 0),
        ];
        for (organisation, form, site, day, people) in made {
            bench.set_day(day);
            let mut own = recorded(1, form, day, people);
            own.description.organisation = organisation;
            own.description.site = site;
            record(&bench, own).await;
            if day <= "2023-05-12" {
                let cell = by_hand.entry((organisation, form, site)).or_default();
                *cell = (cell.0 + 1, cell.1 + u32::from(people));
            }
        }
        record(&bench, recorded(2, Form::Interview, "2023-05-12", 5)).await;
        let filter = Filter {
            unit: Some(cast::UNITS[1].id),
            state: Some(State::Recorded),
            as_of: Day::parse("2023-05-12").ok(),
            ..Filter::default()
        };
        for who in [cast::MEMBER, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
            let reached = store::visit::reached(&bench.db, &reach(who), &filter).await.unwrap();
            let counted = reached.iter().map(|own| ((own.organisation, own.form, own.site), (own.visits, own.people)));
            assert_eq!(counted.collect::<std::collections::BTreeMap<_, _>>(), by_hand, "{}", who.login);
            // Each cell has exactly the rows that its list has.
            for own in reached {
                let (organisation, whole) = (own.organisation, own.organisation.is_none());
                let cell = Filter { organisation, whole, form: Some(own.form), site: own.site, ..filter.clone() };
                assert_eq!(total(&bench, who, cell).await, (own.visits, own.people));
            }
        }
        for who in [cast::COLLEGE_STAFF, cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
            assert!(store::visit::reached(&bench.db, &reach(who), &filter).await.unwrap().is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn names_lie_outside_the_journal_and_can_be_erased_with_the_chain_whole() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let private = Private::new([7; 32], "张三，材料学院");
        let names = private.commitment().unwrap();
        let mut own = recorded(1, Form::Interview, "2023-05-09", 1);
        own.findings.names = Some(names.clone());
        let (visit, key) = (own.visit, Key { subject: Subject::Visit, id: own.visit.0 });
        let act = Act::Visit(visit::Act::Record(Box::new(own)));
        let proposal = Proposal::new(ActId(id()), Time(0), cast::book(), act).with(vec![private]);
        let verdict = bench.writer.propose(By::Person(cast::MEMBER.id), vec![proposal]).await.remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
        let journal = store::journal::history(&bench.db, visit.0).await.unwrap();
        assert!(journal.iter().all(|own| !serde_json::to_string(&own.entry).unwrap().contains("张三")));
        let kept = store::private::of(&bench.db, key).await.unwrap();
        assert_eq!(kept.get(&names).map(|own| own.text.as_str()), Some("张三，材料学院"));
        let before = store::verify::verify(&bench.db).await.unwrap();
        assert!(before.is_ok());
        let erase =
            visit::Act::EraseNames { visit, names: vec![names], reason: note("谈话对象要求抹去姓名") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Visit(erase)).await;
        assert!(store::private::of(&bench.db, key).await.unwrap().is_empty());
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
    })
    .await;
}
