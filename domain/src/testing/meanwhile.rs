//! Two people who change one record at once, neither knowing of the other.

use super::Bench;
use crate::act::Act;
use crate::cast::CastPerson;
use crate::refusal::{Field, Refusal};

/// The first two change different things: both stand, whoever comes first. The third is as in [`second_of_two`].
pub(crate) fn two_at_once<A: Into<Act>>(bench: &Bench, who: &CastPerson, acts: [A; 3], field: Field) {
    let [one, other, again] = acts.map(Into::<Act>::into);
    for order in [[&one, &other], [&other, &one]] {
        let mut bench = bench.clone();
        for act in order {
            bench.ok(who, act.clone());
        }
        // nothing of either is left to be done
        for act in order {
            assert_eq!(bench.no(who, act.clone()), Refusal::Unchanged);
        }
    }
    second_of_two(bench, who, [one, again], field);
}

/// The second changes to something else what the first has changed: refused, unless both were written on one device.
pub(crate) fn second_of_two<A: Into<Act>>(bench: &Bench, who: &CastPerson, acts: [A; 2], field: Field) {
    let ([one, mut again], mut bench) = (acts.map(Into::<Act>::into), bench.clone());
    bench.ok(who, one.clone());
    assert_eq!(bench.no(who, again.clone()), Refusal::ChangedMeanwhile { field });
    again.knows_of(&one);
    bench.ok(who, again);
}
