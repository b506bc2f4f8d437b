//! The unit's own record with its history: goal and carriers, organisations and branches.

use domain::carrier::Carrier;
use domain::kinds::UnitId;
use domain::record::Known;
use domain::unit::Unit;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use domain::act::{Key, Subject};

use super::goal::GoalView;
use super::tree::TreeView;
use crate::failure::Failure;
use crate::part::history::Told;
use crate::part::reading::record;
use crate::wire::Json;

/// The unit with everything that hangs on its own record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub unit: Unit,
    pub carriers: Vec<Carrier>,
    pub history: Vec<Told>,
}

/// The unit's own record. Not for a secondary organisation.
#[server(prefix = "/api", endpoint = "unit/detail", input = GetUrl, output = Json)]
pub async fn read_detail(unit: UnitId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let key = Key { subject: Subject::Unit, id: unit.0 };
    let own = store::record::load(&server.db, &reach, key).await?;
    let own = own.and_then(|record| Unit::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    let carriers = store::record::all(&server.db, &reach, Subject::Carrier, Some(own.book()), Some(unit)).await?;
    Ok(Detail {
        carriers: carriers.into_iter().filter_map(|record| record.try_into().ok()).collect(),
        history: crate::part::history::of(&server, key).await?,
        unit: own,
    })
}

impl Detail {
    /// What the rules of the unit look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let key = Key { subject: Subject::Unit, id: self.unit.id.0 };
        let mut known = Known::default();
        known.records.insert(key, domain::record::Record::Unit(self.unit.clone()));
        known
    }

    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Unit, id: self.unit.id.0 }
    }
}

const SHOWN: [Subject; 2] = [Subject::Unit, Subject::Carrier];

#[component]
pub fn GoalPage() -> impl IntoView {
    record(&SHOWN, read_detail, |detail| view! { <GoalView detail/> }.into_any())
}

#[component]
pub fn TreePage() -> impl IntoView {
    record(&SHOWN, read_detail, |detail| view! { <TreeView detail/> }.into_any())
}
