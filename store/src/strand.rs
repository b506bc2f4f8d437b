//! How far a unit is in each strand, from what this viewer may read of it.

use domain::act::Subject;
use domain::evaluation::Evaluation;
use domain::kinds::{Book, UnitId};
use domain::standard::Standard;
use domain::strand::Strand;
use domain::strand::far::{Basis, Far};
use domain::viewer::Viewer;
use domain::visit::list::{Filter, State};
use strum::VariantArray as _;

use crate::asked::{Asked, all};
use crate::db::Db;
use crate::error::Result;
use crate::{shared, visit};

/// `asked`: what is read of the unit already. The library is the group's: to the unit nothing of it is told.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn far(db: &Db, viewer: &Viewer, (book, unit): (Book, UnitId), asked: &Asked) -> Result<Vec<Far>> {
    let reach = viewer.reach();
    let mut held = Vec::new();
    for strand in Strand::VARIANTS {
        let filter =
            Filter { unit: Some(unit), strand: Some(*strand), state: Some(State::Recorded), ..Filter::default() };
        held.push((*strand, visit::many(db, &reach, &filter).await?));
    }
    let reads = viewer.sees(book, None, None);
    let standards: Option<Vec<Box<Standard>>> =
        if reads { Some(all(db, &reach, Subject::Standard, book, None).await?) } else { None };
    let rounds: Vec<Box<Evaluation>> = shared::list(db, viewer, Subject::Evaluation, Some(book), Some(unit)).await?;
    let basis = Basis { unit, standards: standards.as_deref(), cases: asked.cases(), rounds: &rounds };
    Ok(basis.far(|strand| held.iter().find(|own| own.0 == strand).map_or(0, |own| own.1)))
}
