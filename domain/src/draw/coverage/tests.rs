//! What rosters, draws and visits reached, against counting by hand.

use super::*;
use crate::cast;
use crate::draw::tests::{abandoned, drawn};
use crate::testing::id;
use crate::visit::{Description, Drawn, Findings, Form, Site};

const UNIT: UnitId = cast::UNITS[1].id;

/// A recorded visit to these picks, with so many people there.
fn visit(draw: &Draw, numbers: &[u16], form: Form, people: u16) -> Visit {
    let description = Description {
        form,
        organisation: None,
        site: (form == Form::Site).then_some(Site::Classroom),
        place: None,
        topic: None,
        at: draw.prepared.at,
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    Visit {
        id: id(0x77),
        book: draw.book,
        unit: draw.unit,
        description,
        drawn: Some(Drawn { draw: draw.id, numbers: numbers.to_vec() }),
        findings: Some(Findings { people, ..Findings::default() }),
        promises: Vec::new(),
        made_at: draw.prepared.at,
        recorded_at: Some(draw.prepared.at),
        recorded_by: Some(cast::MEMBER.id),
        cancelled_at: None,
        version: 1,
        former_names: Vec::new(),
        former_photos: Vec::new(),
        standards: Vec::new(),
    }
}

#[test]
fn coverage_counts_who_was_listed_and_who_was_drawn() {
    let (drawn, abandoned) = (drawn(), abandoned());
    let coverage = of([&drawn, &abandoned], &[]);
    let listed: Vec<usize> = coverage.organisations.values().map(|own| own.listed).collect();
    assert_eq!(listed, [4, 6]);
    assert_eq!(coverage.organisations[&cast::UNITS[1].organisation(0)].drawn, 1);
    assert_eq!(coverage.organisations[&cast::UNITS[1].organisation(2)].drawn, 2);
    let key = (UNIT, Kind::People, "副高".to_owned());
    let reached = &coverage.strata[&key];
    assert_eq!((reached.listed, reached.drawn, reached.visited, reached.heard), (6, 2, 0, 0));
    assert_eq!(reached.by, [drawn.id]);
}

#[test]
fn what_was_drawn_of_a_stratum_is_followed_to_who_was_visited_and_heard() {
    let drawn = drawn();
    let picks: Vec<u16> = drawn.picks().iter().map(|pick| pick.number).collect();
    let [first, second, third] = picks[..] else { panic!("{picks:?}") };
    let told = |visits: &[Visit]| {
        let coverage = of([&drawn], visits);
        ["正高", "副高"].map(|name| {
            let own = coverage.of(UNIT, &Drew::Stratum(Kind::People, name.to_owned()));
            (own.drawn, own.visited, own.heard)
        })
    };
    assert_eq!(told(&[]), [(1, 0, 0), (2, 0, 0)]);
    // seen at work, nobody asked; called, nobody there; talked with
    let seen = visit(&drawn, &[first, second], Form::Site, 3);
    assert_eq!(told(std::slice::from_ref(&seen)), [(1, 1, 0), (2, 1, 0)]);
    let nobody = visit(&drawn, &[third], Form::Phone, 0);
    assert_eq!(told(&[seen.clone(), nobody.clone()]), [(1, 1, 0), (2, 2, 0)]);
    let talk = visit(&drawn, &[second, third], Form::Interview, 2);
    let visits = [seen, nobody, talk];
    assert_eq!(told(&visits), [(1, 1, 0), (2, 2, 2)]);
    // to somebody who was not drawn
    let other = (1..=10).find(|own| !picks.contains(own)).unwrap();
    assert_eq!(told(&[visit(&drawn, &[other], Form::Interview, 1)]), [(1, 0, 0), (2, 0, 0)]);
    let kind = of([&drawn], &visits).of(UNIT, &Drew::Kind(Kind::People));
    assert_eq!((kind.listed, kind.drawn, kind.visited, kind.heard), (10, 3, 3, 2));
    assert_eq!(of([&drawn], &visits).of(cast::UNITS[2].id, &Drew::Kind(Kind::People)), Reached::default());
}

#[test]
fn a_cell_of_the_coverage_opens_exactly_the_draws_that_it_counts() {
    let (drawn, abandoned) = (drawn(), abandoned());
    let all = of([&drawn, &abandoned], &[]);
    let alone = |draw: &Draw, drew: &Drew| of([draw], &[]).of(UNIT, drew);
    let organisations = all.organisations.keys().map(|id| Drew::Organisation(*id));
    let strata = all.strata.keys().map(|(_, kind, name)| Drew::Stratum(*kind, name.clone()));
    for drew in organisations.chain(strata).chain([Drew::Kind(Kind::People), Drew::Kind(Kind::Events)]) {
        assert_eq!(alone(&drawn, &drew), all.of(UNIT, &drew), "{drew:?}");
        assert_eq!(alone(&abandoned, &drew), Reached::default(), "{drew:?}");
    }
    assert_eq!(all.of(UNIT, &Drew::Stratum(Kind::People, "青年".into())), Reached::default());
    for far in [Far::Drawn, Far::Visited, Far::Heard] {
        let organisation = cast::UNITS[1].organisation(0);
        for drew in
            [Drew::Organisation(organisation), Drew::Kind(Kind::Documents), Drew::Stratum(Kind::People, "正:高".into())]
        {
            let own = Asked { drew, far };
            assert_eq!(Asked::read(&own.to_string()), Some(own));
        }
    }
    assert_eq!([Asked::read(""), Asked::read("organisation:x"), Asked::read("all:正高")], [None, None, None]);
}
