//! What each of the cast may know of.

use super::*;
use crate::cast;
use crate::testing::id;

#[test]
fn everybody_sees_their_own_and_nothing_else() {
    let (unit, organisation) = (cast::UNITS[1].id, cast::UNITS[1].organisation(0));
    let sees =
        |who: &cast::CastPerson, organisation| who.viewer().unwrap().sees(cast::book(), Some(unit), organisation);
    for who in &cast::PEOPLE {
        let always = matches!(who.role, Role::Group { .. } | Role::OfficeLeader)
            || [cast::NORMAL_STAFF.id, cast::NORMAL_LEADER.id].contains(&who.id);
        assert_eq!(sees(who, None), always, "{}", who.login);
        let own = always || who.id == cast::ORGANISATION_STAFF.id;
        assert_eq!(sees(who, Some(organisation)), own, "{}", who.login);
    }
}

#[test]
fn a_group_sees_its_own_book_only() {
    let viewer = cast::HEAD.viewer().unwrap();
    assert!(viewer.sees(cast::book(), None, None));
    assert!(!viewer.sees(Book::Group(id(9)), None, None));
    assert!(!viewer.sees(Book::Office, None, None));
    assert!(!viewer.leads_group(Book::Group(id(9))));
}

#[test]
fn somebody_without_an_organisation_is_not_in_none() {
    assert!(!cast::HEAD.viewer().unwrap().in_organisation(None));
    assert!(!cast::ORGANISATION_STAFF.viewer().unwrap().in_organisation(None));
}

#[test]
fn only_head_and_deputy_lead_and_only_the_head_heads() {
    let book = cast::book();
    for who in &cast::PEOPLE {
        let viewer = who.viewer().unwrap();
        assert_eq!(viewer.leads_group(book), [cast::HEAD.id, cast::DEPUTY.id].contains(&who.id));
        assert_eq!(viewer.heads_group(book), who.id == cast::HEAD.id);
    }
}

#[test]
fn an_administrator_is_none_of_the_other_two() {
    for who in [cast::SYSTEM_ADMIN, cast::SECURITY_ADMIN, cast::AUDIT_ADMIN] {
        let viewer = who.viewer().unwrap();
        let offices = [Admin::System, Admin::Security, Admin::Audit];
        assert_eq!(offices.iter().filter(|office| viewer.is_admin(**office)).count(), 1);
        assert_eq!(viewer.must_be_system_admin().is_ok(), who.id == cast::SYSTEM_ADMIN.id);
    }
}
