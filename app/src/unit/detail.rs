//! The unit's own record with its history: goal and carriers, organisations and branches.

use domain::carrier::Carrier;
use domain::kinds::UnitId;
use domain::record::Known;
use domain::unit::Unit;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use domain::act::{Key, Subject};

use super::goal::GoalView;
use super::tree::TreeView;
use crate::failure::Failure;
use crate::live::live;
use crate::part::act_form::Editing;
use crate::part::history::Told;
use crate::part::{Bones, Problem};
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

/// Which of the unit's own pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Show {
    Goal,
    Tree,
}

#[component]
pub fn GoalPage() -> impl IntoView {
    view! { <Reading show=Show::Goal/> }
}

#[component]
pub fn TreePage() -> impl IntoView {
    view! { <Reading show=Show::Tree/> }
}

#[component]
fn Reading(show: Show) -> impl IntoView {
    let (params, live, editing) = (use_params_map(), live(), Editing::provide());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<UnitId>().ok()));
    let version = editing.hold(move || live.version(Subject::Unit) + live.version(Subject::Carrier));
    let detail = Resource::new_blocking(
        move || (id.get(), version.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_detail(id).await,
                None => Err(Failure::not_found()),
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Bones rows=6/> }>
            {move || Suspend::new(async move {
                match (detail.await, show) {
                    (Ok(detail), Show::Goal) => view! { <GoalView detail/> }.into_any(),
                    (Ok(detail), Show::Tree) => view! { <TreeView detail/> }.into_any(),
                    (Err(failure), _) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}
