//! What a grade leans on.

use super::*;

fn leaning(links: Vec<Link>) -> Act {
    let (evaluation, unit, indicator, grade) = (round(), UNIT, quality(), Grade::Good);
    Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason: reason(), links }))
}

fn entry(version: u32) -> Link {
    Link::Standard { citation: Citation { standard: id(0x70_0001), version } }
}

fn enter(bench: &mut Bench) {
    let content = Box::new(entry_of_library());
    bench.ok(&cast::MEMBER, standard::Act::Enter { standard: id(0x70_0001), content });
}

#[test]
fn a_grade_leans_on_a_version_of_the_library_that_holds() {
    let mut bench = in_state("scoring");
    let leaning = |version| leaning([proof(), vec![entry(version)]].concat());
    assert_eq!(bench.no(&RATERS[0], leaning(1)), Refusal::NotFound);
    enter(&mut bench);
    assert_eq!(bench.no(&RATERS[0], leaning(2)), Refusal::Elsewhere { field: Field::Standard });
    bench.ok(&RATERS[0], leaning(1));
    bench.ok(&cast::MEMBER, standard::Act::Retire { standard: id(0x70_0001), reason: reason() });
    assert_eq!(bench.no(&RATERS[1], leaning(1)), Refusal::Elsewhere { field: Field::Standard });
}

#[test]
fn an_entry_of_the_library_alone_shows_nothing_and_is_taken_beside_what_does() {
    let mut bench = in_state("scoring");
    enter(&mut bench);
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    let missing = Refusal::Missing { field: Field::Basis };
    assert_eq!(bench.no(&RATERS[0], leaning(vec![entry(1)])), missing);
    assert_eq!(bench.no(&RATERS[0], leaning(vec![entry(1), entry(1)])), missing);
    assert!(own(&bench).sheet(UNIT).unwrap().grades.is_empty());
    bench.ok(&RATERS[0], leaning(vec![entry(1), Link::Issue { issue: ISSUE }]));
    bench.ok(&RATERS[1], leaning([vec![entry(1)], proof()].concat()));
    assert_eq!(own(&bench).sheet(UNIT).unwrap().grades.len(), 2);
}

#[test]
fn a_grade_leans_on_records_of_its_own_unit_only() {
    let mut bench = in_state("scoring");
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    let (report, rule) = (id(0x4e_1001), id(0x4f_1001));
    let rule_description =
        rule::Description { title: text("报修办法"), department: text("后勤处"), detail: None };
    bench.ok(&STAFF, rule::Act::Draft { rule, unit: UNIT, description: rule_description });
    let planned = crate::report::Description { title: text("报修调研"), official: text("韩立群"), due: None };
    bench.ok(&STAFF, crate::report::Act::Plan { report, unit: UNIT, description: planned });
    let measure = bench.all.issue(ISSUE).unwrap().measures[0].id;
    let links = [Link::Measure { issue: ISSUE, measure }, Link::Report { report }, Link::Rule { rule }];
    let leaning = |unit, link: &Link| {
        let (evaluation, indicator, grade) = (round(), quality(), Grade::Good);
        Act::Grade(Box::new(Grading {
            evaluation,
            unit,
            indicator,
            grade,
            reason: reason(),
            links: vec![link.clone()],
        }))
    };
    let fields = [Field::Measure, Field::Report, Field::Rule];
    for (link, field) in links.iter().zip(fields) {
        bench.ok(&RATERS[0], leaning(UNIT, link));
        assert_eq!(bench.no(&RATERS[0], leaning(OTHER, link)), Refusal::Elsewhere { field });
    }
    let gone = Link::Measure { issue: ISSUE, measure: id(9) };
    assert_eq!(bench.no(&RATERS[0], leaning(UNIT, &gone)), Refusal::Elsewhere { field: Field::Measure });
}
