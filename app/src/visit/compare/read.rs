//! What two versions of a visit are compared with: how it stands, and how it stood where both began.

use domain::kinds::VisitId;
use domain::visit::Visit;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::visit::read::{Start, read_start};
use crate::wire::Json;

/// A visit that somebody else changed first.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Compared {
    /// What the server has, as its form begins.
    pub start: Start,
    /// What it was when the change that came second was begun; nothing where that is not known, or there was none yet.
    pub began: Option<Visit>,
}

/// What the server has of a visit, and what it was at the entry on which a change was based. For the group alone.
#[server(prefix = "/api", endpoint = "visit/compared", input = GetUrl, output = Json)]
pub async fn read_compared(visit: VisitId, based_on: Option<i64>) -> Result<Compared, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    crate::visit::serve::compared(&context::server(), &viewer, visit, based_on).await
}

/// The same, also where a node of an earlier release answers, which does not know that question: what both began from is not known
/// then, and each difference is chosen by hand.
///
/// # Errors
/// Neither was answered.
pub async fn compared(visit: VisitId, based_on: Option<i64>) -> Result<Compared, Failure> {
    match read_compared(visit, based_on).await {
        Err(Failure::Outdated) => Ok(Compared { start: read_start(visit.to_string(), None).await?, began: None }),
        told => told,
    }
}
