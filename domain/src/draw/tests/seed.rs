//! The seed: what both sides committed to and revealed, or the dice that both saw.

use super::*;

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
