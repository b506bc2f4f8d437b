//! What is chosen by itself where two changed a visit, and what is left to the person.

use domain::kinds::{Day, Text, Time, Title};
use domain::strand::Strand;
use domain::visit::{Form, Observations, Photo, Point, Position, Seen, Site};

use super::*;

fn version() -> Version {
    let description = Description {
        form: Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: Time(0),
        members: Vec::new(),
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    };
    Version { description, findings: Some(Findings::default()), names: None, promises: Vec::new() }
}

/// Theirs, changed.
fn but(change: impl FnOnce(&mut Version)) -> Version {
    let mut own = version();
    change(&mut own);
    own
}

#[test]
fn what_differs_is_found_and_each_field_is_chosen_by_itself() {
    let notes = |own: &mut Version, text: &str| {
        own.findings.as_mut().unwrap().notes = Some(Note::parse(text).unwrap());
    };
    let mine = but(|own| {
        notes(own, "我记的");
        own.description.topic = Some(Title::parse("夜间开放").unwrap());
        (own.description.form, own.description.site) = (Form::Site, Some(Site::Canteen));
    });
    let theirs = but(|own| notes(own, "别人记的"));
    assert_eq!(differing(&mine, &theirs), [Part::Form, Part::Topic, Part::Notes]);
    assert_eq!(merged(&mine, &theirs, &BTreeSet::new()), mine);
    assert_eq!(merged(&mine, &theirs, &BTreeSet::from([Part::Form, Part::Topic, Part::Notes])), theirs);
    let both = merged(&mine, &theirs, &BTreeSet::from([Part::Notes]));
    assert_eq!(both.findings, theirs.findings);
    assert_eq!(both.description, mine.description);
}

/// Different in everything that is amended.
fn other() -> Version {
    let note = |text: &str| Some(Note::parse(text).unwrap());
    let observations =
        Observations { coverage: note("覆盖"), discussion: note("研讨"), application: note("转化") };
    let hash = Text::parse(&"a".repeat(64)).unwrap();
    let findings = Findings {
        people: 3,
        names: Some(hash.clone()),
        looked_at: note("食堂"),
        notes: note("锁门早"),
        observations,
        corrected: note("当场改"),
        photos: vec![Photo { hash, caption: None, media: Text::parse("image/jpeg").unwrap() }],
        position: Some(Position { latitude: 1, longitude: 2, accuracy: 3 }),
    };
    let promise = Promised {
        id: uuid::Uuid::nil().into(),
        what: Note::parse("开两个晚上").unwrap(),
        who: None,
        due: Day::parse("2023-08-10").unwrap(),
    };
    let description = Description {
        form: Form::Interview,
        organisation: Some(uuid::Uuid::nil().into()),
        site: None,
        place: Some(Text::parse("二楼").unwrap()),
        topic: Some(Text::parse("夜间开放").unwrap()),
        at: Time(60_000_000),
        members: vec![domain::cast::HEAD.id],
        strands: vec![Strand::Study],
        announced: false,
        checklist: vec![Point { seen: Some(Seen::Lacking), ..Point::open(Title::parse("登记本").unwrap()) }],
    };
    Version { description, findings: Some(findings), names: None, promises: vec![promise] }
}

#[test]
fn every_field_that_is_amended_is_compared_and_can_be_chosen() {
    assert_eq!(differing(&other(), &version()), Part::VARIANTS);
    assert_eq!(merged(&other(), &version(), &BTreeSet::new()), other());
    assert_eq!(differing(&version(), &version()), []);
    let turned = |strands: [Strand; 2]| but(|own| own.description.strands = strands.to_vec());
    let both = [Strand::Study, Strand::Research];
    assert_eq!(differing(&turned(both), &turned([both[1], both[0]])), []);
}

#[test]
fn what_only_one_of_them_changed_is_chosen_and_what_both_changed_is_left() {
    let topic = |own: &mut Version, text: &str| own.description.topic = Some(Title::parse(text).unwrap());
    let place = |own: &mut Version, text: &str| own.description.place = Some(Text::parse(text).unwrap());
    let people = |own: &mut Version, many: u16| own.findings.as_mut().unwrap().people = many;
    let began = but(|own| people(own, 1));
    let mine = but(|own| {
        topic(own, "我的内容");
        people(own, 2);
    });
    let theirs = but(|own| {
        place(own, "二楼");
        people(own, 3);
    });
    let chosen = alone(&began, &mine, &theirs);
    assert_eq!(chosen, Chosen::from([(Part::Topic, false), (Part::Place, true)]));
    let not = chosen.into_iter().filter(|own| own.1).map(|own| own.0).collect();
    let both = merged(&mine, &theirs, &not);
    assert_eq!(
        (&both.description.topic, &both.description.place),
        (&mine.description.topic, &theirs.description.place)
    );
}

#[test]
fn what_both_changed_to_the_same_is_no_difference_and_promises_are_always_asked_about() {
    let began = version();
    let mine = Version { findings: other().findings, promises: other().promises, ..version() };
    let theirs = Version { promises: Vec::new(), ..mine.clone() };
    assert_eq!(differing(&mine, &theirs), [Part::Promises]);
    assert_eq!(alone(&began, &mine, &theirs), Chosen::new());
    assert_eq!(alone(&began, &other(), &version()).len(), Part::VARIANTS.len() - 1, "only one wrote anything");
}

#[test]
fn nothing_came_of_a_visit_that_is_only_planned() {
    let mine = but(|own| own.findings.as_mut().unwrap().people = 3);
    let theirs = but(|own| own.findings = None);
    assert_eq!(merged(&mine, &theirs, &BTreeSet::new()), theirs);
}
