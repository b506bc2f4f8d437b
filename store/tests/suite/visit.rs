//! Visits on both databases: listed within reach, as of a day, counted with their people, and folded again the same.

mod checklist;
mod quote;

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act, Key, Proposal, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::figure::Figure;
use domain::issue::{self, Origin};
use domain::kinds::{ActId, Day, PromiseId, Text, Time, VisitId};
use domain::private::Private;
use domain::strand::Strand;
use domain::viewer::Reach;
use domain::visit::act::Recorded;
use domain::visit::list::{Filter, State};
use domain::visit::{self, Description, Findings, Form, Promised, Quote};
use store::tally::{Scope, steps};
use store::writer::By;

fn reach(who: CastPerson) -> Reach {
    who.viewer().unwrap().reach()
}

fn description(form: Form, day: &str) -> Description {
    Description {
        form,
        organisation: None,
        site: None,
        place: Some(Text::parse("行政楼").unwrap()),
        topic: Some(Text::parse("整改 50% 回访").unwrap()),
        at: Day::parse(day).unwrap().start(),
        members: vec![cast::MEMBER.id],
        strands: vec![Strand::Rectification],
        announced: false,
        checklist: Vec::new(),
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

async fn figure(bench: &Bench, figure: Figure) -> i64 {
    let steps = steps(&bench.db, Scope::Group(cast::book()), Day::parse("2023-08-25").unwrap()).await.unwrap();
    steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum()
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
async fn a_unit_is_reminded_of_the_visits_that_were_announced_to_it() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let plan = |announced, day| {
            let description = Box::new(Description { announced, ..description(Form::Seminar, day) });
            let visit = VisitId(id());
            (visit, Act::Visit(visit::Act::Plan { visit, unit: cast::UNITS[1].id, description, drawn: None }))
        };
        let (told, untold, far) = (plan(true, "2023-05-12"), plan(false, "2023-05-12"), plan(true, "2023-06-12"));
        for (_, act) in [&told, &untold, &far] {
            bench.accept(cast::MEMBER.id, cast::book(), act.clone()).await;
        }
        assert_eq!(near(&bench, cast::NORMAL_STAFF).await, [told.0]);
        assert_eq!(near(&bench, cast::COLLEGE_STAFF).await, []);
        assert_eq!(near(&bench, cast::ORGANISATION_STAFF).await, [], "it goes to the unit");
        let mut both = vec![told.0, untold.0];
        both.sort();
        assert_eq!(near(&bench, cast::MEMBER).await, both);
    })
    .await;
}

/// The visits of which this person is reminded on 10 May.
async fn near(bench: &Bench, who: CastPerson) -> Vec<VisitId> {
    let (viewer, today) = (who.viewer().unwrap(), Day::parse("2023-05-10").unwrap());
    let matters = store::asked::matters(&bench.db, &viewer, who.role, today).await.unwrap();
    let visits = matters.into_iter().filter_map(|own| match own.what {
        domain::reminder::What::Visit { visit } => Some(visit),
        _ => None,
    });
    let mut visits: Vec<VisitId> = visits.collect();
    visits.sort();
    visits
}

#[tokio::test]
async fn an_organisation_is_reminded_of_the_visits_that_were_announced_to_it_and_of_no_other() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let plan = |place: usize, announced| {
            let (visit, unit) = (VisitId(id()), cast::UNITS[1]);
            let organisation = Some(unit.organisation(place));
            let description =
                Box::new(Description { announced, organisation, ..description(Form::Seminar, "2023-05-12") });
            (visit, Act::Visit(visit::Act::Plan { visit, unit: unit.id, description, drawn: None }))
        };
        let (told, untold, others) = (plan(0, true), plan(0, false), plan(1, true));
        for (_, act) in [&told, &untold, &others] {
            bench.accept(cast::MEMBER.id, cast::book(), act.clone()).await;
        }
        assert_eq!(near(&bench, cast::ORGANISATION_STAFF).await, [told.0]);
        let mut both = vec![told.0, others.0];
        both.sort();
        assert_eq!(near(&bench, cast::NORMAL_STAFF).await, both);
    })
    .await;
}

#[tokio::test]
async fn what_a_figure_counts_is_what_its_list_has_on_any_day_and_after_a_rebuild() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let first = record(&bench, recorded(1, Form::Interview, "2023-05-09", 7)).await;
        bench.set_day("2023-05-20");
        record(&bench, recorded(2, Form::Interview, "2023-05-20", 5)).await;
        let of = |as_of: Option<&str>| Filter {
            form: Some(Form::Interview),
            state: Some(State::Recorded),
            as_of: as_of.and_then(|day| Day::parse(day).ok()),
            ..Filter::default()
        };
        assert_eq!(figure(&bench, Figure::Interviews).await, 12);
        bench.set_day("2023-05-25");
        let cancel = visit::Act::Cancel { visit: first.visit, reason: note("与另一条重复记录，作废这条") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Visit(cancel)).await;
        for _ in 0..2 {
            assert_eq!(figure(&bench, Figure::Interviews).await, 5);
            assert_eq!(total(&bench, cast::HEAD, of(None)).await, (1, 5));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-24"))).await, (2, 12));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-19"))).await, (1, 7));
            assert_eq!(total(&bench, cast::HEAD, of(Some("2023-05-08"))).await, (0, 0));
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_day_that_is_past_shows_form_and_people_as_they_were_and_the_time_it_was_cancelled() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let own = record(&bench, recorded(1, Form::Interview, "2023-05-09", 7)).await;
        let visit = own.visit;
        bench.set_day("2023-05-20");
        let based_on = store::journal::history(&bench.db, visit.0).await.unwrap()[0].entry.seq;
        let description = Description { form: Form::Seminar, ..own.description.clone() };
        let findings = Some(Findings { people: 12, ..own.findings.clone() });
        let amended = visit::act::Amended { visit, based_on, description, findings };
        bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(visit::Act::Amend(Box::new(amended)))).await;
        let reason = note("与另一条重复记录，作废这条");
        for (day, act) in [
            ("2023-05-25", visit::Act::Cancel { visit, reason: reason.clone() }),
            ("2023-05-30", visit::Act::Reinstate { visit, reason }),
        ] {
            bench.set_day(day);
            bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(act)).await;
        }
        let of = |day: &str, form, state| Filter {
            form: Some(form),
            state: Some(state),
            as_of: Day::parse(day).ok(),
            ..Filter::default()
        };
        for _ in 0..2 {
            for (day, form, state, there) in [
                ("2023-05-09", Form::Interview, State::Recorded, (0, 0)),
                ("2023-05-19", Form::Interview, State::Recorded, (1, 7)),
                ("2023-05-19", Form::Seminar, State::Recorded, (0, 0)),
                ("2023-05-20", Form::Seminar, State::Recorded, (1, 12)),
                ("2023-05-20", Form::Interview, State::Recorded, (0, 0)),
                ("2023-05-27", Form::Seminar, State::Recorded, (0, 0)),
                ("2023-05-27", Form::Seminar, State::Cancelled, (1, 12)),
                ("2023-05-30", Form::Seminar, State::Cancelled, (0, 0)),
                ("2023-05-30", Form::Seminar, State::Recorded, (1, 12)),
            ] {
                for who in [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
                    assert_eq!(total(&bench, who, of(day, form, state)).await, there, "{day} {form:?} {state:?}");
                }
                assert_eq!(total(&bench, cast::COLLEGE_STAFF, of(day, form, state)).await, (0, 0));
            }
            assert_eq!(figure(&bench, Figure::Interviews).await, 0);
            store::rebuild::rebuild(&bench.db).await.unwrap();
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
async fn open_promises_and_raised_issues_of_a_visit_are_found() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let own = record(&bench, recorded(1, Form::Seminar, "2023-05-09", 9)).await;
        let quote = Quote { visit: own.visit, sentence: Some(note("密记的话")) };
        let raised = issue::act::Find { visit: Some(quote), ..find(1, Origin::Guidance, "夜间开放不足") };
        let number = raised.issue;
        bench.accept(cast::MEMBER.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(raised)))).await;
        let lines = store::issue::raised(&bench.db, &reach(cast::MEMBER), own.visit).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [number]);
        assert!(store::issue::raised(&bench.db, &reach(cast::COLLEGE_STAFF), own.visit).await.unwrap().is_empty());
        let page = store::visit::list(&bench.db, &reach(cast::MEMBER), &Filter::default()).await.unwrap();
        assert_eq!((page.lines[0].issues, page.lines[0].promises_open), (1, 1));
        let promised = store::visit::promised(&bench.db, &reach(cast::MEMBER), None, Some(own.unit)).await.unwrap();
        assert_eq!(promised.len(), 1);
        let of_book = store::visit::promised(&bench.db, &reach(cast::MEMBER), Some(cast::book()), None).await.unwrap();
        assert_eq!(of_book, promised);
        for who in [cast::COLLEGE_STAFF, cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
            assert!(store::visit::promised(&bench.db, &reach(who), None, Some(own.unit)).await.unwrap().is_empty());
        }
        let keep = visit::Act::KeepPromise { visit: own.visit, promise: own.promises[0].id, note: None };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Visit(keep)).await;
        assert!(
            store::visit::promised(&bench.db, &reach(cast::MEMBER), None, Some(own.unit)).await.unwrap().is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn promises_past_their_day_are_told_now_and_on_a_past_day_in_a_group_a_unit_and_all() {
    each_db(|bench| async move {
        bench.set_day("2023-05-10");
        let first = record(&bench, recorded(1, Form::Seminar, "2023-05-09", 9)).await;
        let mut sooner = recorded(2, Form::Site, "2023-05-10", 0);
        sooner.description.site = Some(visit::Site::Base);
        sooner.promises[0].due = Day::parse("2023-06-15").unwrap();
        let sooner = record(&bench, sooner).await;
        let (visit, promise) = (first.visit, first.promises[0].id);
        let cancel =
            visit::Act::Cancel { visit: sooner.visit, reason: note("与另一条重复记录，作废这条") };
        for (day, act) in [
            ("2023-07-05", visit::Act::KeepPromise { visit, promise, note: None }),
            ("2023-07-08", visit::Act::ReopenPromise { visit, promise, reason: note("只办了一半，还要接着办完") }),
            ("2023-07-20", cancel),
        ] {
            bench.set_day(day);
            bench.accept(cast::HEAD.id, cast::book(), Act::Visit(act)).await;
        }
        let day = |raw: &str| Day::parse(raw).unwrap();
        let late = |who: CastPerson, filter: Filter| {
            let db = bench.db.clone();
            async move {
                let (many, rows) = store::visit::late(&db, &reach(who), &filter, day("2023-07-28"), 1).await.unwrap();
                assert_eq!(rows.len(), usize::try_from(many).unwrap().min(1));
                (many, rows.first().map(|own| own.due))
            }
        };
        let (none, june, end) = (None, Some(day("2023-06-15")), Some(day("2023-06-30")));
        for _ in 0..2 {
            for (raw, all) in [
                ("2023-06-15", (0, none)),
                ("2023-06-16", (1, june)),
                ("2023-07-01", (2, june)),
                ("2023-07-06", (1, june)),
                ("2023-07-08", (2, june)),
                ("2023-07-20", (1, end)),
            ] {
                let on = Filter { as_of: Some(day(raw)), ..Filter::default() };
                assert_eq!(late(cast::OFFICE_LEADER, on.clone()).await, all, "{raw}");
                assert_eq!(late(cast::MEMBER, Filter { book: Some(cast::book()), ..on }).await, all, "{raw}");
            }
            assert_eq!(late(cast::OFFICE_LEADER, Filter::default()).await, (1, end));
            let of = |place: usize| Filter { unit: Some(cast::UNITS[place].id), ..Filter::default() };
            assert_eq!(late(cast::MEMBER, of(1)).await, (1, end));
            assert_eq!(late(cast::MEMBER, of(2)).await, (0, none));
            assert_eq!(late(cast::NORMAL_STAFF, Filter::default()).await, (1, end));
            for who in [cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
                assert_eq!(late(who, Filter::default()).await, (0, none));
                assert_eq!(late(who, Filter { as_of: Some(day("2023-07-01")), ..Filter::default() }).await, (0, none));
            }
            store::rebuild::rebuild(&bench.db).await.unwrap();
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
