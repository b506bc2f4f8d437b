//! Groups are opened by the system administrator for a campaign that is there.

use super::*;
use crate::cast;
use crate::kinds::Book;
use crate::refusal::Whose;
use crate::testing::{Bench, id, second_of_two, text};

fn open(campaign: CampaignId) -> Act {
    Act::Open { group: id(0xa9), name: text("第四巡回指导组"), campaign }
}

#[test]
fn only_the_system_administrator_opens_and_renames_a_group() {
    let mut bench = Bench::new().in_book(Book::Office);
    let rename = Act::Rename { group: cast::GROUP, name: text("第三指导组"), was: None };
    for who in cast::PEOPLE.iter().filter(|who| **who != cast::SYSTEM_ADMIN) {
        assert_eq!(bench.no(who, open(cast::CAMPAIGN)), Refusal::NotYours { whose: Whose::SystemAdmin });
        assert_eq!(bench.no(who, rename.clone()), Refusal::NotYours { whose: Whose::SystemAdmin });
    }
    bench.ok(&cast::SYSTEM_ADMIN, rename.clone());
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, rename), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, open(id(9))), Refusal::Elsewhere { field: Field::Name });
    bench.ok(&cast::SYSTEM_ADMIN, open(cast::CAMPAIGN));
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, open(cast::CAMPAIGN)), Refusal::Exists);
    let nowhere = Act::Rename { group: id(9), name: text("无此组"), was: None };
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, nowhere), Refusal::NotFound);
}

#[test]
fn a_group_is_opened_in_the_offices_book_only() {
    assert_eq!(Bench::new().no(&cast::SYSTEM_ADMIN, open(cast::CAMPAIGN)), Refusal::NotFound);
}

#[test]
fn of_two_who_rename_a_group_at_once_the_second_is_told() {
    let rename =
        |name: &str| Act::Rename { group: cast::GROUP, name: text(name), was: Some(Box::new(text(cast::GROUP_NAME))) };
    second_of_two(
        &Bench::new().in_book(Book::Office),
        &cast::SYSTEM_ADMIN,
        [rename("第三指导组"), rename("第三巡导组")],
        Field::Name,
    );
}
