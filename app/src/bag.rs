//! The bag: what of the site lies on this device, and how a page stands that was opened from there. `worker/`
//! keeps it; here it is set up, asked for and told about.

use domain::kinds::{Time, UnitId, VisitId};
use serde::{Deserialize, Serialize};

mod along;
#[cfg(feature = "hydrate")]
mod ask;
mod notice;
mod page;
#[cfg(feature = "ssr")]
mod pictures;
pub mod read;
#[cfg(feature = "ssr")]
mod rhythm;
mod room;
mod shown;
#[cfg(feature = "hydrate")]
mod take;
#[cfg(feature = "hydrate")]
mod worker;

pub use along::TakeAlong;
#[cfg(feature = "hydrate")]
pub(crate) use ask::container;
pub use notice::Notices;
pub use page::Page;
pub use room::Room;
#[cfg(feature = "hydrate")]
pub use worker::{away, opens_here, start};

domain::tagged! {
    "Source" by "along";
    /// What can be taken along as one.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum Source {
        /// The unit with its last visits, its open issues and papers, the week's list, matters in step, the next meetings.
        Unit { unit: UnitId },
        /// A planned visit with its form and basis, what is open of its unit, what was promised and drawn there.
        Visit { visit: VisitId },
    }
}

impl Source {
    /// Under which it is kept.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Source::Unit { unit } => format!("unit {unit}"),
            Source::Visit { visit } => format!("visit {visit}"),
        }
    }

    /// The page with which it begins.
    #[must_use]
    pub fn begins(self) -> String {
        match self {
            Source::Unit { unit } => format!("/unit/{unit}"),
            Source::Visit { visit } => format!("/visits/{visit}"),
        }
    }
}

/// Something that was taken along.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Along {
    pub source: Source,
    pub title: String,
    /// Of the pages that are kept.
    pub addresses: Vec<String>,
    /// The device's time.
    pub since: Time,
    pub bytes: u32,
    /// Pages that could not be had.
    pub missing: u32,
    /// Of the pictures that are kept with them.
    #[serde(default)]
    pub pictures: Vec<String>,
    /// Pictures that were left out.
    #[serde(default)]
    pub left: u32,
}

impl Along {
    /// Everything of it that lies on the device.
    pub fn kept(self) -> impl Iterator<Item = String> {
        self.addresses.into_iter().chain(self.pictures)
    }

    #[must_use]
    pub fn needs(&self, address: &str) -> bool {
        self.addresses.iter().chain(&self.pictures).any(|own| own == address)
    }

    /// With what of it lies on the device now: the worker clears everything when someone else is signed in, or nobody.
    #[must_use]
    pub fn as_it_lies(mut self, is_there: impl Fn(&str) -> bool) -> Along {
        let many = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
        self.missing = many(self.addresses.iter().filter(|own| !is_there(own)).count());
        let before = self.pictures.len();
        self.pictures.retain(|own| is_there(own));
        self.left = self.left.saturating_add(many(before - self.pictures.len()));
        self
    }

    /// Is none of its pages here any more?
    #[must_use]
    pub fn is_gone(&self) -> bool {
        usize::try_from(self.missing).is_ok_and(|missing| missing >= self.addresses.len())
    }

    /// Also with what was along before.
    #[must_use]
    pub fn and(mut self, before: Option<&Along>) -> Along {
        let Some(before) = before else { return self };
        let more = |own: &[String], before: &[String]| -> Vec<String> {
            before.iter().filter(|one| !own.contains(one)).cloned().collect()
        };
        let (pages, pictures) = (more(&self.addresses, &before.addresses), more(&self.pictures, &before.pictures));
        self.addresses.extend(pages);
        self.pictures.extend(pictures);
        self
    }
}

/// Those of these addresses that nothing of what is along needs.
#[must_use]
pub fn needed_by_none(addresses: impl Iterator<Item = String>, by: &[Along]) -> Vec<String> {
    addresses.filter(|address| !by.iter().any(|along| along.needs(address))).collect()
}

/// Bytes as people say them.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        1_048_576.. => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(source: Source, addresses: &[&str], pictures: &[&str]) -> Along {
        let own = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let (title, since) = (String::from("师范大学"), Time(0));
        let (addresses, pictures) = (own(addresses), own(pictures));
        Along { source, title, addresses, since, bytes: 9, missing: 0, pictures, left: 1 }
    }

    fn unit() -> Source {
        Source::Unit { unit: UnitId(uuid::Uuid::nil()) }
    }

    fn visit() -> Source {
        Source::Visit { visit: VisitId(uuid::Uuid::nil()) }
    }

    #[test]
    fn what_was_cleared_is_not_said_to_be_along() {
        let own = along(unit(), &["/a", "/b"], &["/p", "/q"]);
        let whole = own.clone().as_it_lies(|_| true);
        assert_eq!((whole.missing, whole.pictures.len(), whole.left, whole.is_gone()), (0, 2, 1, false));
        let part = own.clone().as_it_lies(|one| one == "/a" || one == "/q");
        assert_eq!((part.missing, part.pictures.as_slice(), part.left), (1, ["/q".to_owned()].as_slice(), 2));
        assert!(!part.is_gone());
        assert!(own.as_it_lies(|_| false).is_gone());
    }

    #[test]
    fn while_it_is_brought_up_to_date_the_old_stays_listed_and_after_it_goes_what_nothing_needs() {
        let (before, own) = (along(unit(), &["/a", "/old"], &["/p"]), along(unit(), &["/a", "/b"], &["/q"]));
        let both = own.clone().and(Some(&before));
        assert_eq!(both.addresses, ["/a", "/b", "/old"]);
        assert_eq!(both.pictures, ["/q", "/p"]);
        let other = along(visit(), &["/v"], &["/p"]);
        assert_eq!(needed_by_none(both.clone().kept(), std::slice::from_ref(&own)), ["/old", "/p"]);
        assert_eq!(needed_by_none(both.kept(), &[own, other]), ["/old"]);
    }
}
