//! The bag: what of the site lies on this device, and how a page stands that was opened from there. `worker/`
//! keeps it; here it is set up, asked for and told about.

use domain::kinds::{Time, UnitId, VisitId};
use serde::{Deserialize, Serialize};

mod along;
mod notice;
mod page;
#[cfg(feature = "ssr")]
mod pictures;
pub mod read;
#[cfg(feature = "ssr")]
mod rhythm;
mod room;
#[cfg(feature = "hydrate")]
mod worker;

pub use along::TakeAlong;
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
        /// A planned visit with its form, what is open of its unit, what was promised and drawn there.
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
    /// Pictures that were left out: the pages say so in their places.
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
}

/// Bytes as people say them.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        1_048_576.. => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
