//! A draw from prepared to drawn: every step in its turn, by its side, and in no other.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

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
fn a_reveal_that_does_not_fit_its_commitment_is_refused() {
    let mut bench = in_state("committed");
    for (salt, secret) in [(SALTS[0], SECRETS[1]), (SALTS[1], SECRETS[0]), (SALTS[1], "掷骰 3 5 5 1 6 3")] {
        let other = Act::Reveal { draw: draw(), side: Side::Unit, salt: text(salt), secret: text(secret) };
        assert_eq!(bench.no(&STAFF, other), Refusal::Differs { field: Field::Secret });
    }
    let short = Act::Reveal { draw: draw(), side: Side::Unit, salt: text(SALTS[1]), secret: text("短") };
    assert_eq!(bench.no(&STAFF, short), Refusal::TooShort { min: 6, length: 1 });
    let two_lines =
        Act::Reveal { draw: draw(), side: Side::Unit, salt: text(SALTS[1]), secret: text("六月\n松花江流") };
    assert_eq!(bench.no(&STAFF, two_lines), Refusal::BadCharacter);
    assert!(own(&bench).seed.is_none());
}

#[test]
fn the_other_sides_commitment_can_not_be_copied() {
    let mut bench = in_state("frozen");
    bench.ok(&MEMBER, commit(Side::Group));
    let commitment = own(&bench).group.commitment.unwrap().0;
    let copied = Act::Commit { draw: draw(), side: Side::Unit, commitment };
    assert_eq!(bench.no(&STAFF, copied), Refusal::Taken { field: Field::Secret });
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
fn dice_count_when_both_sides_saw_the_same() {
    let mut bench = in_state("frozen");
    bench.ok(&MEMBER, dice(Side::Group, &[3, 5, 5, 1, 6, 2]));
    assert!(own(&bench).seed.is_none());
    let differs = Refusal::Differs { field: Field::Dice };
    assert_eq!(bench.no(&STAFF, dice(Side::Unit, &[3, 5, 5, 1, 6, 3])), differs);
    bench.ok(&STAFF, dice(Side::Unit, &[3, 5, 5, 1, 6, 2]));
    let expected = pick::seed(frozen().hash.as_str(), &["3 5 5 1 6 2".to_owned()]);
    assert_eq!(own(&bench).seed.unwrap().as_str(), expected);
    assert!(matches!(bench.no(&MEMBER, dice(Side::Group, &[1, 1, 1, 1, 1, 1])), Refusal::WrongState { .. }));
    let mut bench = in_state("frozen");
    assert_eq!(bench.no(&MEMBER, dice(Side::Group, &[1, 2, 3])), Refusal::TooShort { min: 6, length: 3 });
    assert_eq!(bench.no(&MEMBER, dice(Side::Group, &[1, 2, 3, 4, 5, 7])), Refusal::BadCharacter);
    bench.ok(&MEMBER, commit(Side::Group));
    assert!(matches!(bench.no(&STAFF, dice(Side::Unit, &[1, 2, 3, 4, 5, 6])), Refusal::WrongState { .. }));
}

#[test]
fn a_plan_names_people_of_both_sides_and_strata_that_can_be_told_apart() {
    let refusal = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan();
        change(&mut plan);
        Bench::new().no(&MEMBER, Act::Prepare { draw: draw(), unit: cast::UNITS[1].id, plan })
    };
    let elsewhere = |field| Refusal::Elsewhere { field };
    assert_eq!(refusal(&|plan| plan.presider = STAFF.id), elsewhere(Field::Presider));
    assert_eq!(refusal(&|plan| plan.witness = MEMBER.id), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.witness = cast::ACADEMY_STAFF.id), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.witness = id(0x99)), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.strata.clear()), Refusal::Missing { field: Field::Stratum });
    assert_eq!(refusal(&|plan| plan.strata[1].name = text("正高")), Refusal::Taken { field: Field::Stratum });
    assert_eq!(
        refusal(&|plan| plan.strata.iter_mut().for_each(|own| own.take = 0)),
        Refusal::Missing { field: Field::Number }
    );
    assert_eq!(refusal(&|plan| plan.strata[0].name = text("正|高")), Refusal::BadCharacter);
}

#[test]
fn a_roster_that_does_not_fit_its_plan_is_not_frozen() {
    let refusal = |change: &dyn Fn(&mut Frozen)| {
        let mut roster = frozen();
        change(&mut roster);
        in_state("prepared").no(&MEMBER, Act::Freeze { draw: draw(), roster })
    };
    assert_eq!(refusal(&|own| own.hash = text("5fc8")), Refusal::BadCharacter);
    assert_eq!(refusal(&|own| own.strata.clear()), Refusal::Missing { field: Field::Roster });
    assert_eq!(refusal(&|own| own.strata[0] = 2), Refusal::Elsewhere { field: Field::Stratum });
    assert_eq!(refusal(&|own| own.strata.fill(0)), Refusal::Missing { field: Field::Stratum });
    let few = |own: &mut Frozen| own.strata = [vec![0; 9], vec![1]].concat();
    assert_eq!(refusal(&few), Refusal::TooMany { max: 1 });
    assert_eq!(refusal(&|own| own.places[0] = 3), Refusal::Elsewhere { field: Field::Organisation });
    assert_eq!(refusal(&|own| own.organisations[0] = id(1)), Refusal::Elsewhere { field: Field::Organisation });
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
fn every_draw_stays_and_a_second_one_names_the_first() {
    let mut bench = in_state("abandoned");
    let first = own(&bench);
    assert!(first.roster.is_some(), "an abandoned draw keeps what it had");
    let again = |purpose: &str| Act::Prepare {
        draw: id(0xd2),
        unit: cast::UNITS[1].id,
        plan: Plan { purpose: text(purpose), ..plan() },
    };
    bench.days_later(1);
    let mut other = bench.clone();
    bench.ok(&MEMBER, again("个别 访谈。"));
    let second = bench.all.draw(id::<DrawId>(0xd2)).unwrap().as_ref().clone();
    assert!(second.repeats(&first) && !first.repeats(&second));
    // Another purpose alone hides nothing: the same people in the same strata are the same roster.
    other.ok(&MEMBER, again("座谈"));
    assert!(!other.all.draw(id::<DrawId>(0xd2)).unwrap().repeats(&first));
    let salted = Roster { salt: text(&SALTS[1].repeat(2)), ..roster() };
    let roster = salted.frozen(&salted.strata(), &[]).unwrap();
    other.ok(&MEMBER, Act::Freeze { draw: id(0xd2), roster: roster.clone() });
    assert!(other.all.draw(id::<DrawId>(0xd2)).unwrap().repeats(&first));
    // Nor does another kind: whoever calls the people documents draws them again all the same.
    for (number, purpose, repeats) in [(0xd5, "（个别访谈）", true), (0xd6, "查阅材料", false)] {
        let plan = Plan { purpose: text(purpose), kind: Kind::Documents, ..plan() };
        other.ok(&MEMBER, Act::Prepare { draw: id(number), unit: cast::UNITS[1].id, plan });
        assert_eq!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), repeats, "{purpose}");
        other.ok(&MEMBER, Act::Freeze { draw: id(number), roster: roster.clone() });
        assert!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), "the same roster: {purpose}");
    }
    // Months later the same people are simply drawn from again, for something else.
    other.days_later(60);
    for (number, purpose, repeats) in [(0xd3, "个别访谈", true), (0xd4, "满意度", false)] {
        let plan = Plan { purpose: text(purpose), ..plan() };
        other.ok(&MEMBER, Act::Prepare { draw: id(number), unit: cast::UNITS[1].id, plan });
        other.ok(&MEMBER, Act::Freeze { draw: id(number), roster: roster.clone() });
        assert_eq!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), repeats, "{purpose}");
    }
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

fn erase(bench: &Bench) -> Act {
    let roster = own(bench).roster.map_or_else(|| frozen().hash, |own| own.hash);
    Act::EraseRoster { draw: draw(), roster, reason: reason() }
}

#[test]
fn a_roster_is_erased_once_there_is_a_result_and_the_result_stays() {
    for state in ["prepared", "frozen", "committed"] {
        let mut bench = in_state(state);
        let refused = bench.no(&cast::HEAD, erase(&in_state(state)));
        assert_eq!(refused, Refusal::WrongState { state: state.to_owned() });
    }
    for state in ["drawn", "abandoned"] {
        let mut bench = in_state("drawn");
        if state == "abandoned" {
            bench.ok(&MEMBER, abandon());
        }
        let (before, act) = (own(&bench), erase(&bench));
        assert_eq!(crate::act::Act::from(act.clone()).erases(), [&before.roster.as_ref().unwrap().hash]);
        bench.ok(&MEMBER, act.clone());
        let after = own(&bench);
        assert_eq!(after.erased.as_ref().map(|own| own.1.person), Some(MEMBER.id));
        assert_eq!(Draw { erased: None, ..after.clone() }, before);
        assert_eq!((after.picks(), after.state()), (before.picks(), state));
        assert_eq!(bench.no(&MEMBER, act), Refusal::Unchanged);
    }
    // Whoever has the sheet still checks the draw, and the order goes on by numbers.
    let mut bench = in_state("drawn");
    bench.ok(&MEMBER, erase(&bench.clone()));
    let sheet = sheet::Sheet::of(&own(&bench), Some(roster()));
    assert!(sheet.check().iter().all(|own| own.fits));
    bench.ok(&MEMBER, extend(&[1, 1]));
    // A draw that never had a roster has none to erase.
    let mut bench = in_state("prepared");
    bench.ok(&MEMBER, abandon());
    assert_eq!(bench.no(&cast::HEAD, erase(&in_state("drawn"))), Refusal::NotFound);
}

#[test]
fn a_roster_is_erased_by_who_froze_it_or_by_the_groups_lead_and_for_a_reason() {
    let bench = in_state("drawn");
    for who in [MEMBER, cast::HEAD, cast::DEPUTY] {
        bench.clone().ok(&who, erase(&bench));
    }
    let refused = |who: &CastPerson, act| bench.clone().no(who, act);
    assert!(matches!(refused(&cast::LIAISON, erase(&bench)), Refusal::NotYours { .. }));
    for who in [STAFF, cast::OFFICE_LEADER] {
        assert_eq!(refused(&who, erase(&bench)), Refusal::NotYours { whose: Whose::Group });
    }
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(refused(&who, erase(&bench)), Refusal::NotFound);
    }
    let other = Act::EraseRoster { draw: draw(), roster: crate::testing::hash(7), reason: reason() };
    assert_eq!(refused(&MEMBER, other), Refusal::NotFound);
    let short = Act::EraseRoster { draw: draw(), roster: own(&bench).roster.unwrap().hash, reason: text("要求") };
    assert!(matches!(refused(&MEMBER, short), Refusal::TooShort { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whoever_does_the_printed_draw_again_comes_to_what_was_drawn(
        recused in btree_set(1..=10_u16, 0..=6),
        thrown in proptest::option::of(vec(1..=6_u8, 6..=10)),
        wanted in [0..=3_u16, 0..=4_u16],
    ) {
        let mut bench = in_state("frozen");
        for number in &recused {
            bench.ok(&MEMBER, recuse(*number));
        }
        if let Some(thrown) = &thrown {
            bench.ok(&MEMBER, dice(Side::Group, thrown));
            bench.ok(&STAFF, dice(Side::Unit, thrown));
        } else {
            for act in [commit, reveal] {
                bench.ok(&MEMBER, act(Side::Group));
                bench.ok(&STAFF, act(Side::Unit));
            }
        }
        let first = own(&bench);
        let more = wanted.iter().zip(first.left()).map(|(own, left)| (*own).min(u16::try_from(left).unwrap()));
        let more: Vec<u16> = more.collect();
        if more.iter().any(|own| *own > 0) {
            bench.ok(&MEMBER, extend(&more));
        }
        let draw = own(&bench);
        let printed = sheet::Sheet::of(&draw, Some(roster()));
        let read = sheet::Sheet::read(&printed.text()).unwrap();
        let printed = sheet::Sheet { members: Vec::new(), ..printed };
        prop_assert_eq!(&read, &printed);
        prop_assert_eq!(read.check().len(), if thrown.is_some() { 4 } else { 6 });
        prop_assert!(read.check().iter().all(|own| own.fits), "{:?}", read);
        prop_assert_eq!(read.picks(), draw.picks());
        prop_assert!(draw.picks().starts_with(&first.picks()), "an extension keeps what was drawn");
        prop_assert!(draw.picks().iter().all(|own| !recused.contains(&own.number)));
    }
}
