//! What is to be looked at, and how it was found.

use super::*;
use crate::visit::checklist::POINTS;

fn points(seen: Option<Seen>) -> Vec<Point> {
    let remark = seen.map(|_| text("缺签字"));
    vec![Point::open(text("登记本")), Point { what: text("值班表"), seen, remark }]
}

fn planned(checklist: Vec<Point>) -> Act {
    let description = Description { announced: true, checklist, ..description(Form::Site) };
    Act::Plan { visit: VISIT, unit: cast::UNITS[1].id, description: Box::new(description), drawn: None }
}

#[test]
fn it_is_set_down_beforehand_and_answered_there() {
    let early = Refusal::TooEarly { field: Field::Checklist };
    let mut bench = Bench::new();
    assert_eq!(bench.no(&WHO, planned(points(Some(Seen::InPlace)))), early);
    bench.ok(&WHO, planned(points(None)));
    // a plan that is changed is still one
    let own = visit(&bench).clone();
    let description = Description { checklist: points(Some(Seen::Lacking)), ..own.description };
    let amended = Amended { visit: VISIT, based_on: own.version, description, findings: None };
    assert_eq!(bench.no(&WHO, Act::Amend(Box::new(amended))), early);
    bench.ok(&WHO, with(|own| own.description.checklist = points(Some(Seen::Lacking))));
    assert_eq!(visit(&bench).description.checklist[1].seen, Some(Seen::Lacking));
}

#[test]
fn each_point_stands_there_once_and_they_are_not_too_many() {
    let no = |checklist: Vec<Point>| Bench::new().no(&WHO, planned(checklist));
    assert_eq!(no([points(None), points(None)].concat()), Refusal::Taken { field: Field::Checklist });
    let many = |many: usize| (0..many).map(|own| Point::open(text(&format!("第 {own} 点")))).collect::<Vec<_>>();
    assert_eq!(no(many(POINTS + 1)), Refusal::TooMany { max: POINTS });
    Bench::new().ok(&WHO, planned(many(POINTS)));
}

#[test]
fn a_unit_reads_how_each_point_was_found_and_never_what_is_still_to_be_looked_at() {
    let seen_by =
        |bench: &Bench, who: CastPerson| visit(bench).clone().shown_to(&who.viewer().unwrap()).description.checklist;
    let mut bench = Bench::new();
    bench.ok(&WHO, planned(points(None)));
    assert_eq!(seen_by(&bench, cast::NORMAL_STAFF), []);
    assert_eq!(seen_by(&bench, cast::OFFICE_LEADER), points(None));
    bench.ok(&WHO, with(|own| own.description.checklist = points(Some(Seen::Lacking))));
    let shown = seen_by(&bench, cast::NORMAL_STAFF);
    assert_eq!(shown.iter().map(|own| own.seen).collect::<Vec<_>>(), [None, Some(Seen::Lacking)]);
    assert!(shown.iter().all(|own| own.remark.is_none()));
    assert_eq!(seen_by(&bench, cast::OFFICE_LEADER), points(Some(Seen::Lacking)));
}
