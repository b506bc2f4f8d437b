//! The unit's own record with its history: goal and carriers, organisations and branches.

use domain::carrier::Carrier;
use domain::kinds::UnitId;
use domain::record::Known;
use domain::refusal::Refusal;
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
use crate::part::roll::Member;
use crate::wire::Json;

/// The unit with everything that hangs on its own record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub unit: Unit,
    pub carriers: Vec<Carrier>,
    /// For who may close it: what has to end before.
    pub holds_open: Option<Refusal>,
    pub history: Vec<Told>,
    /// Who of the group answers for it.
    pub answering: Vec<Member>,
    /// For who may take them out: who was named for it and has left the group since.
    #[serde(default)]
    pub left: Vec<Member>,
    /// For who may name them: who works in the group.
    pub members: Vec<Member>,
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
    let carriers: Vec<Carrier> = carriers.into_iter().filter_map(|record| record.try_into().ok()).collect();
    let leads = viewer.leads_group(own.book());
    let holds_open = if leads { holds_open(&server.db, &reach, &own, &carriers).await? } else { None };
    Ok(Detail {
        holds_open,
        carriers,
        history: crate::part::history::of(&server, key).await?,
        answering: super::answering::named(&server.db, &own).await?,
        left: if leads { super::answering::left(&server.db, &own).await? } else { Vec::new() },
        members: if leads { crate::part::roll::members(&server, own.group, None).await? } else { Vec::new() },
        unit: own,
    })
}

/// Looks at what the rule looks at.
#[cfg(feature = "ssr")]
async fn holds_open(
    db: &store::Db,
    reach: &domain::viewer::Reach,
    unit: &Unit,
    carriers: &[Carrier],
) -> Result<Option<Refusal>, Failure> {
    use domain::issue::State;
    use domain::lookback::Lookback;
    use domain::record::Record;
    use strum::VariantArray as _;
    let open: Vec<State> = State::VARIANTS.iter().copied().filter(|state| state.open()).collect();
    let issues = store::issue::waiting(db, reach, unit.id, &open).await?;
    let visits = store::visit::promised(db, reach, None, Some(unit.id)).await?;
    let lookbacks = store::record::all(db, reach, Subject::Lookback, Some(unit.book()), Some(unit.id)).await?;
    let lookbacks = lookbacks.into_iter().filter_map(|own| Box::<Lookback>::try_from(own).ok());
    let mut known = Known::default();
    let mut add = |subject, id, own: Record| drop(known.records.insert(Key { subject, id }, own));
    issues.into_iter().for_each(|own| add(Subject::Issue, own.id.0, Box::new(own).into()));
    visits.into_iter().for_each(|own| add(Subject::Visit, own.id.0, Box::new(own).into()));
    lookbacks.for_each(|own| add(Subject::Lookback, own.id.0, own.into()));
    carriers.iter().for_each(|own| add(Subject::Carrier, own.id.0, own.clone().into()));
    Ok(domain::unit::nothing_open(unit.id, &known).err())
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
/// Besides, what has to end before a unit is closed.
const WITH_OPEN: [Subject; 5] = [Subject::Unit, Subject::Carrier, Subject::Issue, Subject::Visit, Subject::Lookback];

#[component]
pub fn GoalPage() -> impl IntoView {
    record(&WITH_OPEN, read_detail, |detail| view! { <GoalView detail/> }.into_any())
}

#[component]
pub fn TreePage() -> impl IntoView {
    record(&SHOWN, read_detail, |detail| view! { <TreeView detail/> }.into_any())
}
