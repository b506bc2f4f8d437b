//! Where it stands what units owe by a day, besides their issues, visits and papers: carriers, reports, look-backs and matters in
//! step, read within a reach.

use domain::act::Subject;
use domain::carrier::Carrier;
use domain::cases::Cases;
use domain::deployment::Deployment;
use domain::kinds::{Book, UnitId};
use domain::lookback::Lookback;
use domain::report::Report;
use domain::viewer::{Reach, Viewer};

use crate::asked::{all, deployments, lookbacks};
use crate::db::Db;
use crate::error::Result;

/// The records, done with or not.
#[derive(Clone, Debug)]
pub struct Owing {
    carriers: Vec<Carrier>,
    reports: Vec<Report>,
    lookbacks: Vec<Lookback>,
    deployments: Vec<Deployment>,
}

impl Owing {
    /// Of the units of a book, or of one.
    ///
    /// # Errors
    /// The database; a record that can't be read.
    pub async fn of(db: &Db, viewer: &Viewer, reach: &Reach, book: Book, unit: Option<UnitId>) -> Result<Owing> {
        Ok(Owing {
            carriers: all(db, reach, Subject::Carrier, book, unit).await?,
            reports: all(db, reach, Subject::Report, book, unit).await?,
            lookbacks: lookbacks(db, reach, book, unit).await?,
            deployments: deployments(db, viewer, book, unit).await?,
        })
    }

    /// These, and no others.
    #[must_use]
    pub fn cases(&self) -> Cases<'_> {
        let Owing { carriers, reports, lookbacks, deployments } = self;
        Cases { carriers, reports, lookbacks, deployments, ..Cases::default() }
    }
}
