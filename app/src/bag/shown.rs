//! What of the pictures of a taking has come, and when it is enough: the words of whoever is on site come first.

/// Bytes of the pictures of one taking, at most.
const MOST: u32 = 40 << 20;
/// After so many in a row that did not come no more are asked for: the room is used, or the line is away.
const IN_VAIN: u32 = 5;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub(super) struct Shown {
    /// Their addresses.
    pub along: Vec<String>,
    pub bytes: u32,
    /// How many are not along.
    pub left: u32,
    in_vain: u32,
}

#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
impl Shown {
    pub fn wants_more(&self) -> bool {
        self.bytes < MOST && self.in_vain < IN_VAIN
    }

    /// A picture, with its bytes and how many it was not, if it was asked for and an answer came.
    pub fn take(&mut self, picture: String, came: Option<(u32, u32)>) {
        if let Some((bytes, 0)) = came {
            self.bytes = self.bytes.saturating_add(bytes);
            self.along.push(picture);
            self.in_vain = 0;
        } else {
            self.left += 1;
            self.in_vain += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is along of pictures of this size, of which every `fails`th does not come.
    fn taken(bytes: u32, fails: usize, many: usize) -> Shown {
        let mut shown = Shown::default();
        for at in 1..=many {
            let came = (at % fails > 0).then_some((bytes, 0)).or(Some((0, 1)));
            let came = if shown.wants_more() { came } else { None };
            shown.take(format!("/{at}"), came);
        }
        shown
    }

    #[test]
    fn pictures_are_asked_for_until_they_are_forty_megabytes() {
        let shown = taken(8 << 20, usize::MAX, 9);
        assert_eq!((shown.along.len(), shown.bytes, shown.left), (5, 40 << 20, 4));
    }

    #[test]
    fn one_that_does_not_come_is_left_out_and_after_five_in_a_row_no_more_are_asked_for() {
        let shown = taken(1, 3, 9);
        assert_eq!((shown.along.len(), shown.left), (6, 3));
        let mut shown = Shown::default();
        for at in 0..5 {
            assert!(shown.wants_more(), "{at}");
            shown.take(format!("/{at}"), Some((0, 1)));
        }
        assert!(!shown.wants_more());
    }
}
