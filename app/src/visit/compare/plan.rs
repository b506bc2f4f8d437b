//! A visit that was recorded while somebody changed its plan: nothing came of the plan yet, so only what describes the visit
//! is chosen, and what is chosen is recorded. Pure.

use domain::visit::act::{Amended, Recorded};
use domain::visit::{Act, Description, Findings, Point, Promised, Visit};

use super::merge::Version;

/// What stands against what: what came of the visit and what was promised there stands against nothing.
#[must_use]
pub fn facing(mine: Version, theirs: Version) -> (Version, Version) {
    if mine.findings.is_none() || theirs.findings.is_some() {
        return (mine, theirs);
    }
    let description = Description { checklist: answered(&mine, &theirs), ..theirs.description };
    let (findings, names) = (mine.findings.clone(), mine.names.clone());
    (Version { promises: Vec::new(), ..mine }, Version { description, findings, names, promises: Vec::new() })
}

/// What both began from, as it stands against them: where the plan was changed while the visit was recorded, as [`facing`] has the
/// plan; where both recorded it, nothing had come of it yet.
#[must_use]
pub fn began(own: Version, mine: &Version, theirs: &Version) -> Version {
    let recorded = [&own, mine, theirs].map(|version| version.findings.is_some());
    match recorded {
        [false, true, false] => facing(mine.clone(), own).1,
        [false, true, true] => Version { findings: Some(Findings::default()), ..own },
        [true, _, _] | [false, false, _] => own,
    }
}

/// The points of the plan, with the answers that were given in the room.
fn answered(mine: &Version, theirs: &Version) -> Vec<Point> {
    let (own, planned) = (&mine.description.checklist, &theirs.description.checklist);
    if planned.is_empty() {
        return own.clone();
    }
    let answer = |point: &Point| own.iter().find(|own| own.what == point.what).unwrap_or(point).clone();
    planned.iter().map(answer).collect()
}

/// What was chosen, as an act on the visit that is there now: it is recorded where it was only planned.
#[must_use]
pub fn act(before: &Visit, chosen: &Version, promises: Vec<Promised>) -> Act {
    let (visit, version) = (before.id, before.version);
    let (description, findings) = (chosen.description.clone(), chosen.findings.clone());
    match (findings, &before.findings) {
        (Some(findings), None) => {
            let (unit, based_on) = (before.unit, Some(version));
            Act::Record(Box::new(Recorded { visit, unit, based_on, description, findings, promises }))
        }
        (findings, _) => Act::Amend(Box::new(Amended { visit, based_on: version, description, findings })),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::cast;
    use domain::kinds::{Day, Note, Text, Time, Title, VisitId};
    use domain::visit::{Form, Seen};
    use uuid::Uuid;

    use super::super::merge::{Chosen, Part, alone, differing, merged};
    use super::*;

    fn point(what: &str, seen: Option<Seen>) -> Point {
        Point { seen, ..Point::open(Title::parse(what).unwrap()) }
    }

    fn description(topic: &str, checklist: Vec<Point>) -> Description {
        Description {
            form: Form::Seminar,
            organisation: None,
            site: None,
            place: None,
            topic: Some(Title::parse(topic).unwrap()),
            at: Time(60_000_000),
            members: vec![cast::HEAD.id],
            strands: Vec::new(),
            announced: false,
            checklist,
        }
    }

    fn planned(description: Description) -> Visit {
        Visit {
            id: VisitId(Uuid::from_u128(7)),
            book: cast::book(),
            unit: cast::UNITS[1].id,
            description,
            drawn: None,
            findings: None,
            promises: Vec::new(),
            made_at: Time(0),
            recorded_at: None,
            recorded_by: None,
            cancelled_at: None,
            version: 5,
            former_names: Vec::new(),
            former_photos: Vec::new(),
            standards: Vec::new(),
        }
    }

    fn promise() -> Promised {
        Promised {
            id: Uuid::from_u128(9).into(),
            what: Note::parse("开两个晚上").unwrap(),
            who: Some(Text::parse("后勤处").unwrap()),
            due: Day::parse("2023-08-10").unwrap(),
        }
    }

    fn mine() -> Version {
        let findings = Findings { people: 3, notes: Some(Note::parse("锁门早").unwrap()), ..Findings::default() };
        let description = description("夜间开放", vec![point("登记本", Some(Seen::Lacking))]);
        Version { description, findings: Some(findings), names: None, promises: vec![promise()] }
    }

    #[test]
    fn a_plan_that_was_changed_meanwhile_loses_nothing_of_what_was_recorded_and_is_not_turned_back_unseen() {
        let visit = planned(description("夜间开放", vec![point("登记本", None), point("值班表", None)]));
        let (own, theirs) = facing(mine(), Version::theirs(&visit, None));
        assert_eq!(differing(&own, &theirs), [Part::Checklist], "only what the plan says");
        for not in [BTreeSet::new(), BTreeSet::from([Part::Checklist])] {
            let chosen = merged(&own, &theirs, &not);
            let Act::Record(recorded) = act(&visit, &chosen, mine().promises) else { panic!("it is recorded") };
            assert_eq!(Some(recorded.findings), mine().findings);
            assert_eq!((recorded.based_on, recorded.promises), (Some(5), vec![promise()]));
            assert_eq!(recorded.description.checklist[0].seen, Some(Seen::Lacking), "answers stay with their points");
            assert_eq!(recorded.description.checklist.len(), if not.is_empty() { 1 } else { 2 });
        }
    }

    #[test]
    fn what_was_recorded_by_somebody_else_first_is_amended_and_both_findings_are_compared() {
        let theirs = Findings { people: 9, ..Findings::default() };
        let visit = Visit { findings: Some(theirs), ..planned(description("夜间开放", Vec::new())) };
        let (own, theirs) = facing(mine(), Version::theirs(&visit, None));
        assert_eq!((own.promises.len(), differing(&own, &theirs).contains(&Part::People)), (1, true));
        let Act::Amend(amended) = act(&visit, &own, Vec::new()) else { panic!("it is changed") };
        assert_eq!((amended.based_on, amended.findings), (5, mine().findings));
    }

    #[test]
    fn what_only_the_plan_or_only_the_record_changed_is_known_from_the_plan_that_both_began_with() {
        let was = || Version::theirs(&planned(description("夜间开放", vec![point("登记本", None)])), None);
        let now = planned(description("夜间开放（改期）", vec![point("登记本", None), point("值班表", None)]));
        let theirs = Version::theirs(&now, None);
        let known = began(was(), &mine(), &theirs);
        let (own, theirs) = facing(mine(), theirs);
        let wanted = Chosen::from([(Part::Topic, true), (Part::Checklist, true)]);
        assert_eq!(alone(&known, &own, &theirs), wanted);
        let moved =
            Version { description: description("夜间开放和借用", own.description.checklist.clone()), ..own };
        assert_eq!(alone(&known, &moved, &theirs), Chosen::from([(Part::Checklist, true)]), "both changed the topic");
    }

    #[test]
    fn of_two_who_recorded_one_plan_each_keeps_what_only_they_wrote() {
        let plan = || planned(description("夜间开放", Vec::new()));
        let note = |text: &str| Some(Note::parse(text).unwrap());
        let findings = Findings { people: 9, corrected: note("当场改"), ..Findings::default() };
        let theirs = Version::theirs(&Visit { findings: Some(findings), ..plan() }, None);
        let own = Version { description: description("夜间开放", Vec::new()), promises: Vec::new(), ..mine() };
        let known = began(Version::theirs(&plan(), None), &own, &theirs);
        let (own, theirs) = facing(own, theirs);
        let wanted = Chosen::from([(Part::Notes, false), (Part::Corrected, true)]);
        assert_eq!(alone(&known, &own, &theirs), wanted, "how many were talked to is left to the person");
    }
}
