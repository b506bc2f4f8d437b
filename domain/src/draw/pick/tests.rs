//! Random means random: uniform within a stratum, recused never, an extension keeps what was drawn.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::*;

/// A seed that a test can make many of.
fn seed_of(number: usize) -> String {
    sha256(&format!("seed {number}"))
}

/// How far counts are from what chance gives, for a draw of `take` from `size` without putting back.
fn chi_square(counts: &[usize], take: usize, rounds: usize) -> f64 {
    let size = counts.len() as f64;
    let expected = rounds as f64 * take as f64 / size;
    let sum: f64 = counts.iter().map(|own| (*own as f64 - expected).powi(2) / expected).sum();
    // Within one draw nobody is drawn twice, which makes the counts closer than independent ones.
    sum * (size - 1.0) / (size - take as f64)
}

fn counted(take: u16, size: usize, rounds: usize, draw: impl Fn(&str, &[u8]) -> Vec<Vec<u16>>) -> Vec<usize> {
    // The stratum lies between two others, as on a real roster.
    let strata: Vec<u8> = (0..size * 3).map(|at| (at % 3) as u8).collect();
    let mut counts = vec![0; size];
    for round in 0..rounds {
        let orders = draw(&seed_of(round), &strata);
        for pick in picks(&orders, &[vec![0, take, 0]]) {
            counts[usize::from(pick.number - 1) / 3] += 1;
        }
    }
    counts
}

/// The 99.9 % points of chi-square with 9, 19 and 49 degrees of freedom.
const CRITICAL: [(usize, f64); 3] = [(10, 27.88), (20, 43.82), (50, 85.35)];

#[test]
fn within_a_stratum_everybody_is_drawn_alike() {
    for (size, critical) in CRITICAL {
        for take in [1, 3, 7] {
            let counts = counted(take, size, 2000, |seed, strata| orders(seed, strata, 3, &BTreeSet::new()));
            let chi = chi_square(&counts, usize::from(take), 2000);
            assert!(chi < critical, "{take} of {size}: {chi:.1} over {critical}: {counts:?}");
        }
    }
}

#[test]
fn every_place_of_the_order_is_open_to_everybody() {
    for place in 0..5 {
        let mut counts = vec![0; 10];
        for round in 0..2000 {
            let order = orders(&seed_of(round), &[0; 10], 1, &BTreeSet::new());
            counts[usize::from(order[0][place] - 1)] += 1;
        }
        let chi = chi_square(&counts, 1, 2000);
        assert!(chi < 27.88, "place {place}: {chi:.1} {counts:?}");
    }
}

#[test]
fn the_test_of_chance_finds_a_draw_that_is_not() {
    // By number instead of by hash, and by a hash that forgets the seed: both must be found.
    let by_number = counted(3, 10, 2000, |_, strata| (0..3).map(|place| members(strata, place).collect()).collect());
    let seedless = counted(3, 10, 2000, |_, strata| orders("", strata, 3, &BTreeSet::new()));
    for counts in [by_number, seedless] {
        assert!(chi_square(&counts, 3, 2000) > 27.88, "{counts:?}");
    }
}

/// A roster's strata, who is recused, rounds of takes, and a seed.
fn case() -> impl Strategy<Value = (Vec<u8>, BTreeSet<u16>, Vec<Vec<u16>>, String)> {
    let strata = vec(0..4_u8, 1..120);
    let recused = btree_set(1..130_u16, 0..20);
    (strata, recused, vec(vec(0..5_u16, 4), 1..5), "[0-9a-f]{64}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nobody_recused_is_ever_drawn((strata, recused, rounds, seed) in case()) {
        let drawn = picks(&orders(&seed, &strata, 4, &recused), &rounds);
        prop_assert!(drawn.iter().all(|own| !recused.contains(&own.number)));
    }

    #[test]
    fn nobody_is_drawn_twice_and_everybody_from_the_own_stratum((strata, recused, rounds, seed) in case()) {
        let drawn = picks(&orders(&seed, &strata, 4, &recused), &rounds);
        let numbers: BTreeSet<u16> = drawn.iter().map(|own| own.number).collect();
        prop_assert_eq!(numbers.len(), drawn.len());
        prop_assert!(drawn.iter().all(|own| strata[usize::from(own.number) - 1] == own.stratum));
    }

    #[test]
    fn an_extension_keeps_what_was_drawn((strata, recused, rounds, seed) in case()) {
        let orders = orders(&seed, &strata, 4, &recused);
        let all = picks(&orders, &rounds);
        for many in 1..rounds.len() {
            let before = picks(&orders, &rounds[..many]);
            prop_assert_eq!(&all[..before.len()], &before[..]);
        }
    }

    #[test]
    fn who_is_recused_changes_nothing_for_the_others((strata, recused, _, seed) in case()) {
        let with = orders(&seed, &strata, 4, &recused);
        let without = orders(&seed, &strata, 4, &BTreeSet::new());
        for (with, without) in with.iter().zip(&without) {
            let rest: Vec<u16> = without.iter().copied().filter(|own| !recused.contains(own)).collect();
            prop_assert_eq!(with, &rest);
        }
    }

    #[test]
    fn the_seed_needs_every_part(roster in "[0-9a-f]{64}", one in "[a-z]{6,20}", two in "[a-z]{6,20}", change in 0..64_usize) {
        let all = seed(&roster, &[one.clone(), two.clone()]);
        let mut other = roster.clone().into_bytes();
        other[change] = if other[change] == b'0' { b'1' } else { b'0' };
        prop_assert_ne!(&all, &seed(&String::from_utf8(other).unwrap(), &[one.clone(), two.clone()]));
        prop_assert_ne!(&all, &seed(&roster, &[format!("{one}x"), two.clone()]));
        prop_assert_ne!(&all, &seed(&roster, &[one, format!("{two}x")]));
    }
}
