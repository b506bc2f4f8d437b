//! A draw from prepared to drawn: every step in its turn, by its side, and in no other.

mod again;
mod content;
mod erased;
mod printed;
mod seed;

use super::roster::{Entry, Roster};
use super::*;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, id, reason, text};

const STAFF: CastPerson = cast::NORMAL_STAFF;
const MEMBER: CastPerson = cast::MEMBER;
const SALTS: [&str; 2] = ["0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e"];
const SECRETS: [&str; 2] = ["六月 松花江 4 7 2 6", "掷骰 3 5 5 1 6 2"];

pub(crate) fn draw() -> DrawId {
    id(0xd1)
}

pub(super) fn roster() -> Roster {
    let line = |number: usize| {
        let (stratum, unit) = if number <= 4 { ("正高", "美术学院") } else { ("副高", "化学化工学院") };
        Entry::parse(stratum, &format!("教师{number}"), unit).unwrap()
    };
    Roster::new(text("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"), (1..=10).map(line).collect())
        .unwrap()
}

fn plan() -> Plan {
    let strata = [("正高", 1), ("副高", 2)].map(|(name, take)| Stratum { name: text(name), take });
    let (presider, witness) = (MEMBER.id, STAFF.id);
    Plan { purpose: text("个别访谈"), kind: Kind::People, strata: strata.to_vec(), presider, witness }
}

fn prepare() -> Act {
    Act::Prepare { draw: draw(), unit: cast::UNITS[1].id, plan: plan() }
}

fn frozen() -> Frozen {
    let organisations = [0, 2].map(|at| (cast::UNITS[1].organisation(at), cast::UNITS[1].organisations[at].to_owned()));
    roster().frozen(&roster().strata(), &organisations).unwrap()
}

fn freeze() -> Act {
    Act::Freeze { draw: draw(), roster: frozen() }
}

fn recuse(number: u16) -> Act {
    Act::Recuse { draw: draw(), number, reason: reason() }
}

fn place(side: Side) -> usize {
    usize::from(side == Side::Unit)
}

fn commit(side: Side) -> Act {
    let commitment = text(&pick::commitment(SALTS[place(side)], SECRETS[place(side)]));
    Act::Commit { draw: draw(), side, commitment }
}

fn reveal(side: Side) -> Act {
    Act::Reveal { draw: draw(), side, salt: text(SALTS[place(side)]), secret: text(SECRETS[place(side)]) }
}

fn dice(side: Side, dice: &[u8]) -> Act {
    Act::ThrowDice { draw: draw(), side, dice: dice.to_vec() }
}

pub(crate) fn extend(more: &[u16]) -> Act {
    Act::Extend { draw: draw(), more: more.to_vec(), reason: reason() }
}

pub(crate) fn abandon() -> Act {
    Act::Abandon { draw: draw(), reason: reason() }
}

fn of(side: Side) -> CastPerson {
    if side == Side::Group { MEMBER } else { STAFF }
}

pub(crate) fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&MEMBER, prepare());
    if state != "prepared" {
        bench.ok(&MEMBER, freeze());
    }
    if matches!(state, "committed" | "drawn") {
        bench.ok(&MEMBER, commit(Side::Group));
        bench.ok(&STAFF, commit(Side::Unit));
    }
    if state == "drawn" {
        bench.ok(&STAFF, reveal(Side::Unit));
        bench.ok(&MEMBER, reveal(Side::Group));
    }
    if state == "abandoned" {
        bench.ok(&MEMBER, abandon());
    }
    assert_eq!(own(&bench).state(), state);
    bench
}

pub(super) fn drawn() -> Draw {
    own(&in_state("drawn"))
}

pub(super) fn abandoned() -> Draw {
    own(&in_state("abandoned"))
}

fn own(bench: &Bench) -> Draw {
    bench.all.draw(draw()).unwrap().as_ref().clone()
}

#[test]
fn every_step_is_possible_in_its_turn_and_in_no_other() {
    let table: [(CastPerson, Act, &[&str]); 9] = [
        (MEMBER, freeze(), &["prepared"]),
        (MEMBER, recuse(3), &["frozen", "committed"]),
        (MEMBER, commit(Side::Group), &["frozen"]),
        (STAFF, commit(Side::Unit), &["frozen"]),
        (STAFF, reveal(Side::Unit), &["committed"]),
        (MEMBER, reveal(Side::Group), &["committed"]),
        (STAFF, dice(Side::Unit, &[3, 5, 5, 1, 6, 2]), &["frozen"]),
        (MEMBER, extend(&[1, 1]), &["drawn"]),
        (MEMBER, abandon(), &["prepared", "frozen", "committed", "drawn"]),
    ];
    for (who, act, states) in table {
        for state in ["prepared", "frozen", "committed", "drawn", "abandoned"] {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&who, act.clone());
            } else {
                assert_eq!(bench.no(&who, act.clone()), Refusal::WrongState { state: state.to_owned() });
            }
        }
    }
    assert_eq!(in_state("prepared").no(&MEMBER, prepare()), Refusal::Exists);
}

#[test]
fn each_side_does_its_own_steps_and_others_do_not_know_of_the_draw() {
    let acts = [
        ("prepared", freeze(), Side::Group),
        ("frozen", recuse(3), Side::Group),
        ("frozen", commit(Side::Group), Side::Group),
        ("frozen", commit(Side::Unit), Side::Unit),
        ("committed", reveal(Side::Unit), Side::Unit),
        ("committed", reveal(Side::Group), Side::Group),
        ("frozen", dice(Side::Group, &[1, 2, 3, 4, 5, 6]), Side::Group),
        ("frozen", dice(Side::Unit, &[1, 2, 3, 4, 5, 6]), Side::Unit),
        ("drawn", extend(&[0, 1]), Side::Group),
        ("frozen", abandon(), Side::Group),
    ];
    for (state, act, side) in acts {
        let whose = if side == Side::Group { Whose::Group } else { Whose::Unit };
        let (does, does_not): (&[CastPerson], &[CastPerson]) = match side {
            Side::Group => (&[cast::HEAD, MEMBER], &[STAFF, cast::OFFICE_LEADER]),
            Side::Unit => (&[STAFF, cast::NORMAL_LEADER], &[MEMBER, cast::OFFICE_LEADER]),
        };
        for who in does {
            in_state(state).ok(who, act.clone());
        }
        for who in does_not {
            assert_eq!(in_state(state).no(who, act.clone()), Refusal::NotYours { whose });
        }
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(in_state(state).no(&who, act.clone()), Refusal::NotFound);
            assert_eq!(Bench::new().no(&who, prepare()), Refusal::NotFound);
        }
    }
    assert_eq!(Bench::new().no(&STAFF, prepare()), Refusal::NotYours { whose: Whose::Group });
}

#[test]
fn nobody_is_recused_once_somebody_may_know_the_result() {
    for side in [Side::Group, Side::Unit] {
        let mut bench = in_state("committed");
        bench.ok(&MEMBER, recuse(3));
        bench.ok(&of(side), reveal(side));
        assert!(matches!(bench.no(&MEMBER, recuse(4)), Refusal::WrongState { .. }));
        let mut bench = in_state("frozen");
        bench.ok(&of(side), dice(side, &[1, 2, 3, 4, 5, 6]));
        assert!(matches!(bench.no(&MEMBER, recuse(4)), Refusal::WrongState { .. }));
    }
    let mut bench = in_state("frozen");
    assert_eq!(bench.no(&MEMBER, recuse(11)), Refusal::Elsewhere { field: Field::Number });
    assert_eq!(bench.no(&MEMBER, recuse(0)), Refusal::Elsewhere { field: Field::Number });
    bench.ok(&MEMBER, recuse(10));
    assert_eq!(bench.no(&MEMBER, recuse(10)), Refusal::Unchanged);
}

#[test]
fn an_extension_takes_no_more_than_there_is() {
    let mut bench = in_state("drawn");
    assert_eq!(bench.no(&MEMBER, extend(&[4, 0])), Refusal::TooMany { max: 3 });
    assert_eq!(bench.no(&MEMBER, extend(&[0, 0])), Refusal::Missing { field: Field::Number });
    assert_eq!(bench.no(&MEMBER, extend(&[1])), Refusal::Elsewhere { field: Field::Stratum });
    bench.ok(&MEMBER, extend(&[3, 0]));
    assert_eq!(bench.no(&MEMBER, extend(&[1, 0])), Refusal::TooMany { max: 0 });
    let picks = own(&bench).picks();
    assert_eq!(picks.iter().filter(|own| own.stratum == 0).count(), 4);
}

#[test]
fn the_journal_of_a_draw_has_no_name_of_the_roster() {
    let mut acts = vec![prepare(), freeze(), recuse(3), commit(Side::Group), reveal(Side::Unit), extend(&[1, 0])];
    let bench = in_state("drawn");
    acts.push(abandon());
    let bodies = acts.iter().map(|act| serde_json::to_string(act).unwrap());
    let record = serde_json::to_string(&own(&bench)).unwrap();
    assert!(bodies.chain([record]).all(|body| !body.contains("教师")));
}
