//! What is said of a visit must hold.

use super::*;

#[test]
fn what_is_said_must_hold() {
    let no = |act: Act| Bench::new().no(&WHO, act);
    let elsewhere = |field| Refusal::Elsewhere { field };
    assert_eq!(no(with(|own| own.description.site = None)), Refusal::Missing { field: Field::Place });
    let meeting = with(|own| own.description.form = Form::Meeting);
    assert_eq!(no(meeting), elsewhere(Field::Place));
    assert_eq!(no(with(|own| own.description.members.clear())), Refusal::Missing { field: Field::Members });
    let stranger = with(|own| own.description.members.push(cast::NORMAL_STAFF.id));
    assert_eq!(no(stranger), elsewhere(Field::Members));
    let twice = with(|own| own.description.members.push(cast::MEMBER.id));
    assert_eq!(no(twice), Refusal::Exists);
    let foreign = with(|own| own.description.organisation = Some(cast::UNITS[2].organisation(0)));
    assert_eq!(no(foreign), elsewhere(Field::Organisation));
    let later = with(|own| own.description.at = day("2023-04-18").start());
    assert_eq!(no(later), Refusal::TooLate { field: Field::Time });
    assert_eq!(no(with(|own| own.findings.people = PEOPLE_TOO_MANY)), Refusal::TooMany { max: 5_000 });
    let off_earth =
        with(|own| own.findings.position = Some(Position { latitude: 91_000_000, longitude: 0, accuracy: 1 }));
    assert_eq!(no(off_earth), Refusal::Malformed);
    let talked_to_nobody = |form| {
        let mut own = recorded(form);
        own.findings.people = 0;
        Act::Record(Box::new(own))
    };
    for form in [Form::Phone, Form::Interview] {
        assert_eq!(no(talked_to_nobody(form)), Refusal::Missing { field: Field::People });
    }
    Bench::new().ok(&WHO, talked_to_nobody(Form::Documents));
}

const PEOPLE_TOO_MANY: u16 = 5_001;

#[test]
fn a_photo_is_named_once_its_bytes_are_stored() {
    let photo = Photo { hash: hash(9), caption: None, media: text("image/jpeg") };
    let act = with(|own| own.findings.photos.push(photo));
    let mut bench = Bench::new();
    assert_eq!(bench.no(&WHO, act.clone()), Refusal::Missing { field: Field::Photo });
    bench.all.files.insert(hash(9));
    bench.ok(&WHO, act);
    // What the visit has already stays, also when the store can't be asked.
    bench.all.files.clear();
    let amend = amend(&bench);
    bench.ok(&WHO, amend);
}

#[test]
fn names_are_kept_only_where_the_form_needs_them_and_can_be_erased() {
    let named = |form, names| {
        let mut own = recorded(form);
        own.findings.names = Some(names);
        Act::Record(Box::new(own))
    };
    assert_eq!(Bench::new().no(&WHO, named(Form::Seminar, hash(1))), Refusal::Elsewhere { field: Field::Names });
    let mut bench = Bench::new();
    bench.ok(&WHO, named(Form::Interview, hash(1)));
    let renamed = match amend(&bench) {
        Act::Amend(mut own) => {
            own.findings.as_mut().unwrap().names = Some(hash(2));
            Act::Amend(own)
        }
        other => other,
    };
    assert_eq!(renamed.commitments(), [&hash(2)]);
    bench.ok(&WHO, renamed);
    assert_eq!(visit(&bench).all_names(), [&hash(2), &hash(1)]);
    let erase = |names| Act::EraseNames { visit: VISIT, names, reason: reason() };
    assert_eq!(bench.no(&WHO, erase(vec![hash(3)])), Refusal::NotFound);
    assert_eq!(bench.no(&WHO, erase(Vec::new())), Refusal::Missing { field: Field::Names });
    assert_eq!(bench.no(&cast::LIAISON, erase(vec![hash(1)])), Refusal::NotYours { whose: Whose::GroupLead });
    assert_eq!(bench.no(&cast::NORMAL_STAFF, erase(vec![hash(1)])), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&cast::HEAD, erase(vec![hash(1), hash(2)]));
    assert!(visit(&bench).all_names().is_empty());
}
