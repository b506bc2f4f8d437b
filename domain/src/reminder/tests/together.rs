//! What stands together on a page, and what is counted all the same.

use super::*;
use crate::asks::Until;
use crate::issue::Origin;

fn held(number: u128, until: Until) -> Matter {
    let about = About::Issue { id: id(number), origin: Origin::Research };
    let what = What::Held { about, until, unit: None };
    Matter {
        what,
        code: Some(format!("调研-{number:03}")),
        title: "密件".to_owned(),
        reason: Reason::Waiting,
        due: None,
    }
}

fn follow(number: u128, reason: Reason) -> Matter {
    let about = About::Issue { id: id(number), origin: Origin::Research };
    Matter { what: What::Follow { about, unit: Some(cast::UNITS[1].id) }, reason, ..held(number, Until::Agreed) }
}

fn lots(all: &[Matter]) -> Vec<(Option<Alike>, usize)> {
    let kind = |lot: &Lot<Matter>| match lot {
        Lot::One(_) => (None, lot.many()),
        Lot::Many(kind, _) => (Some(*kind), lot.many()),
    };
    together(all.to_vec(), |own| own).iter().map(kind).collect()
}

#[test]
fn more_than_five_of_a_kind_stand_in_one_line_where_the_first_of_them_stood() {
    let mut all: Vec<Matter> = (1..=5).map(|number| held(number, Until::Verified)).collect();
    all.insert(1, matter(50, Reason::Late));
    assert_eq!(lots(&all), [(None, 1); 6]);
    all.push(held(6, Until::Verified));
    all.push(held(7, Until::Agreed));
    assert_eq!(lots(&all), [(Some(Alike::Verify), 6), (None, 1), (None, 1)]);
    // what is late and what does not move are two kinds
    let still = (11..=16).map(|number| follow(number, Reason::Stagnant));
    all.extend(still.chain([follow(21, Reason::Late)]));
    assert_eq!(lots(&all), [(Some(Alike::Verify), 6), (None, 1), (None, 1), (Some(Alike::Stagnant), 6), (None, 1)]);
}

#[test]
fn what_is_asked_of_a_unit_stands_by_itself_however_much_it_is() {
    let all: Vec<Matter> = (1..=20).map(|number| matter(number, Reason::Late)).collect();
    assert_eq!(lots(&all), [(None, 1); 20]);
}

#[test]
fn a_box_and_its_digest_count_things_and_not_lines() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    let all: Vec<Matter> = (1..=12).map(|number| follow(number, Reason::Late)).collect();
    assert_eq!(lots(&all), [(Some(Alike::Late), 12)]);
    apply(&mut rows, &all, &[], today);
    assert_eq!(rows.len(), 12);
    assert_eq!(digest(&rows, None, today), Some(Digest { waiting: 12, late: 12 }));
}

#[test]
fn the_name_of_a_kind_in_an_address_is_read_again() {
    use strum::VariantArray as _;
    for kind in Alike::VARIANTS {
        assert_eq!(<&str>::from(kind).parse::<Alike>(), Ok(*kind));
    }
}
