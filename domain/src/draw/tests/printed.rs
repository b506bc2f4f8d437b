//! The printed sheet of any draw: whoever does it again comes to the same.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::*;

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
