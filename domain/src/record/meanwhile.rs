//! What two people change at once, field by field: what one of them left as it was stays as it stands now, what both changed is
//! refused and shown to the second. Knows no subject; each description says with [`fields!`](crate::fields) what it consists of.

use crate::kinds::Name;
use crate::refusal::{Field, Refusal, must};

/// One field of a description. Of a list of people each of them is changed by themselves, found by the name; any other field
/// is one thing, and its name is empty.
pub struct Part<T> {
    pub field: Field,
    pub names: fn(&T) -> Vec<String>,
    pub same: fn(&T, &T, &str) -> bool,
    /// Puts what the second has under this name into the first.
    pub take: fn(&mut T, &T, &str),
}

/// What is replaced as a whole by one act, and consists of fields.
pub trait Fields: Clone + PartialEq + 'static {
    const ALL: &'static [Part<Self>];
}

/// Lists the fields of a description, each with what it is called, and of people in a list (`attendees by name`) by what each of
/// them is found. One that is left out does not compile: it would be lost.
#[macro_export]
#[doc(hidden)]
macro_rules! fields {
    (@part $own:ident => $field:ident) => {
        $crate::record::Part {
            field: $crate::refusal::Field::$field,
            names: |_| vec![String::new()],
            same: |one, other, _| one.$own == other.$own,
            take: |into, from, _| into.$own.clone_from(&from.$own),
        }
    };
    (@part $own:ident $key:ident => $field:ident) => {
        $crate::record::Part {
            field: $crate::refusal::Field::$field,
            names: |of| of.$own.iter().map(|own| own.$key.to_string()).collect(),
            same: |one, other, name| {
                let (mut one, mut other) = (one.$own.iter(), other.$own.iter());
                one.find(|own| own.$key.as_str() == name) == other.find(|own| own.$key.as_str() == name)
            },
            take: |into, from, name| {
                let new = from.$own.iter().find(|own| own.$key.as_str() == name).cloned();
                $crate::record::meanwhile::put(&mut into.$own, new, |own| own.$key.as_str() == name);
            },
        }
    };
    ($of:ident { $($own:ident $(by $key:ident)? => $field:ident),* $(,)? }) => {
        impl $crate::record::Fields for $of {
            const ALL: &'static [$crate::record::Part<Self>] = {
                #[allow(dead_code, reason = "it only has to compile: a field that is left out does not")]
                fn all($of { $($own: _),* }: &$of) {}
                &[$($crate::fields!(@part $own $($key)? => $field)),*]
            };
        }
    };
}

/// A name that an act of its own replaces: one thing, without fields.
impl Fields for Name {
    const ALL: &'static [Part<Name>] = &[Part {
        field: Field::Name,
        names: |_| vec![String::new()],
        same: |one, other, _| one == other,
        take: |into, from, _| into.clone_from(from),
    }];
}

/// What `is` found in the list becomes `new`, in its place; goes where there is none; is added where it was not there.
pub fn put<E>(list: &mut Vec<E>, new: Option<E>, is: impl Fn(&E) -> bool) {
    match (list.iter_mut().find(|own| is(own)), new) {
        (Some(own), Some(new)) => *own = new,
        (None, Some(new)) => list.push(new),
        (_, None) => list.retain(|own| !is(own)),
    }
}

/// Where these two differ.
fn apart<T: Fields>(one: &T, other: &T) -> Vec<(&'static Part<T>, String)> {
    let of = |part: &'static Part<T>| {
        let mut names = (part.names)(one);
        let more: Vec<_> = (part.names)(other).into_iter().filter(|name| !names.contains(name)).collect();
        names.extend(more);
        names.into_iter().filter(|name| !(part.same)(one, other, name)).map(|name| (part, name)).collect::<Vec<_>>()
    };
    T::ALL.iter().flat_map(of).collect()
}

/// What stands after `mine` was written by somebody who saw `was`, while by `now` something else may stand. Acts of before
/// there was a `was`, and those that say nothing of it, replace everything.
#[must_use]
pub fn over<T: Fields>(was: Option<&T>, mine: &T, now: &T) -> T {
    let Some(was) = was else { return mine.clone() };
    let mut own = now.clone();
    apart(was, mine).into_iter().for_each(|(part, name)| (part.take)(&mut own, mine, &name));
    own
}

/// Nobody else changed meanwhile what `mine` changes, unless to the same.
///
/// # Errors
/// [`Refusal::ChangedMeanwhile`] with the first field that both changed.
pub fn must_be_alone<T: Fields>(was: Option<&T>, mine: &T, now: &T) -> Result<(), Refusal> {
    let Some(was) = was else { return Ok(()) };
    let mut changed = apart(was, mine).into_iter();
    let both = changed.find(|(part, name)| !(part.same)(was, now, name) && !(part.same)(mine, now, name));
    both.map_or(Ok(()), |(part, _)| Err(Refusal::ChangedMeanwhile { field: part.field }))
}

/// As [`over`], where that may be and changes anything.
///
/// # Errors
/// As [`must_be_alone`]; [`Refusal::Unchanged`].
pub fn amended<T: Fields>(was: Option<&T>, mine: &T, now: &T) -> Result<T, Refusal> {
    must_be_alone(was, mine, now)?;
    let own = over(was, mine, now);
    must(own != *now, Refusal::Unchanged)?;
    Ok(own)
}

/// As [`amended`], where the first to write says nothing of what they saw: two of them do not replace each other's words unseen.
///
/// # Errors
/// As [`amended`]; of who saw nothing [`Refusal::ChangedMeanwhile`] with the first field in which they differ from what stands.
pub fn amended_knowing<T: Fields>(was: Option<&T>, mine: &T, now: &T) -> Result<T, Refusal> {
    let differs = if was.is_none() { apart(mine, now).into_iter().next() } else { None };
    match differs {
        Some((part, _)) => Err(Refusal::ChangedMeanwhile { field: part.field }),
        None => amended(was, mine, now),
    }
}

/// What the person had before them, where an earlier change of the same device still waits: what that one changed and this
/// one changes again is known to them.
pub fn knowing<T: Fields>(was: &mut Option<Box<T>>, mine: &T, earlier: (Option<&T>, &T)) {
    let (Some(was), (Some(before), after)) = (was, earlier) else { return };
    let again = apart::<T>(was, mine).into_iter().filter(|(part, name)| !(part.same)(before, after, name));
    again.for_each(|(part, name)| (part.take)(was, after, &name));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    struct Told {
        title: u8,
        note: u8,
        day: u8,
    }

    fields!(Told { title => Title, note => Note, day => Day });

    fn told() -> impl Strategy<Value = Told> {
        (0..4u8, 0..4u8, 0..4u8).prop_map(|(title, note, day)| Told { title, note, day })
    }

    proptest! {
        #[test]
        fn two_who_change_different_fields_lose_nothing_whoever_comes_first(whose in [0..3u8, 0..3, 0..3], was in told()) {
            let by = |who: u8| {
                let mut own = was;
                let other = Told { title: was.title + 1, note: was.note + 1, day: was.day + 1 };
                let parts = Told::ALL.iter().zip(whose).filter(|(_, by)| *by == who);
                parts.for_each(|(part, _)| (part.take)(&mut own, &other, ""));
                own
            };
            let (one, other) = (by(1), by(2));
            let both = over(Some(&was), &other, &one);
            prop_assert_eq!(both, over(Some(&was), &one, &other));
            let touched: Vec<bool> = Told::ALL.iter().map(|part| !(part.same)(&was, &both, "")).collect();
            prop_assert_eq!(touched, whose.map(|by| by > 0).to_vec());
            let second = amended(Some(&was), &other, &one);
            prop_assert_eq!(second, if other == was { Err(Refusal::Unchanged) } else { Ok(both) });
        }

        #[test]
        fn what_both_changed_to_something_else_is_refused_and_nothing_else_is(was in told(), mine in told(), now in told()) {
            let apart = Told::ALL.iter().any(|part| {
                !(part.same)(&was, &mine, "") && !(part.same)(&was, &now, "") && !(part.same)(&mine, &now, "")
            });
            let refused = matches!(amended(Some(&was), &mine, &now), Err(Refusal::ChangedMeanwhile { .. }));
            prop_assert_eq!(refused, apart);
        }
    }

    #[test]
    fn what_says_nothing_of_what_it_saw_replaces_everything() {
        let (mine, now) = (Told { title: 1, note: 0, day: 0 }, Told { title: 0, note: 2, day: 0 });
        assert_eq!(amended(None, &mine, &now), Ok(mine));
        assert_eq!(amended(None, &now, &now), Err(Refusal::Unchanged));
    }

    #[test]
    fn where_the_first_says_nothing_of_what_it_saw_the_second_is_told_of_the_first_field_that_differs() {
        let now = Told { title: 0, note: 2, day: 1 };
        let mine = Told { note: 3, day: 0, ..now };
        assert_eq!(amended_knowing(None, &mine, &now), Err(Refusal::ChangedMeanwhile { field: Field::Note }));
        assert_eq!(amended_knowing(None, &now, &now), Err(Refusal::Unchanged));
        assert_eq!(amended_knowing(Some(&now), &mine, &now), Ok(mine));
    }

    #[test]
    fn a_second_change_of_the_same_device_knows_of_the_first() {
        let seen = Told { title: 0, note: 0, day: 0 };
        let first = Told { title: 1, day: 1, ..seen };
        let second = Told { title: 2, note: 3, ..seen };
        let mut was = Some(Box::new(seen));
        knowing(&mut was, &second, (Some(&seen), &first));
        assert_eq!(amended(was.as_deref(), &second, &first), Ok(Told { title: 2, note: 3, day: 1 }));
        assert!(amended(Some(&seen), &second, &first).is_err());
    }
}
