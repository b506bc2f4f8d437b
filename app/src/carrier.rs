//! A carrier's page: what it is, its milestones, its progress, its history, and the forms that change them.

mod forms;
mod milestones;

use domain::act::{Key, Subject};
use domain::carrier::{Carrier, Description};
use domain::kinds::{CarrierId, Name, Note, Title};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::live::live;
use crate::part::act_form::{Editing, Entered, Wrong};
use crate::part::history::Told;
use crate::part::{About, Bones, History, Moment, Problem, Section};
use crate::session::me;
use crate::texts::texts;
use crate::wire::Json;

use forms::Forms;
use milestones::Milestones;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub carrier: Carrier,
    pub history: Vec<Told>,
}

/// A carrier within reach, with its history.
#[server(prefix = "/api", endpoint = "carrier/detail", input = GetUrl, output = Json)]
pub async fn read_detail(carrier: CarrierId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let server = context::server();
    let key = Key { subject: Subject::Carrier, id: carrier.0 };
    let own = store::record::load(&server.db, &viewer.reach(), key).await?;
    let carrier = own.and_then(|record| Carrier::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    Ok(Detail { carrier, history: crate::part::history::of(&server, key).await? })
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Carrier, id: self.carrier.id.0 }
    }

    /// What the rules of the carrier look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Carrier(self.carrier.clone()));
        known
    }
}

/// What a carrier's form describes it by.
///
/// # Errors
/// The field that can't be taken, and why.
pub fn description(entered: &Entered) -> Result<Description, Wrong> {
    Ok(Description {
        name: entered.get("name", Title::parse)?,
        department: entered.get("department", Name::parse)?,
        lead: entered.get("lead", Name::parse)?,
        detail: entered.get("detail", Note::optional)?,
    })
}

#[component]
pub fn Page() -> impl IntoView {
    let (params, live, editing) = (use_params_map(), live(), Editing::provide());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<CarrierId>().ok()));
    let version = editing.hold(move || live.version(Subject::Carrier));
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
                match detail.await {
                    Ok(detail) => view! { <Shown detail/> }.into_any(),
                    Err(failure) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.carrier.clone();
    let unit = me.unit_name(own.unit);
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let reached = own.milestones.iter().filter(|one| one.reached_at.is_some()).count();
    let line = t.unit.milestones_reached(own.milestones.len(), own.percent.get(), reached);
    let stopped = own.dropped_at.map(|time| view! { <p>{t.state.dropped()} " " <Moment time/></p> });
    let (key, history) = (detail.key(), detail.history.clone());
    let name = own.description.name.to_string();
    view! {
        <leptos_meta::Title text=name.clone()/>
        <header class="summary">
            <div>
                <p class="quiet"><a href=format!("/unit/{}", own.unit)>{unit}</a>"·"{t.unit.carrier()}</p>
                <h1>{name}</h1>
                <p>{line}</p>
                {stopped}
            </div>
        </header>
        <div class="columns">
            <Milestones detail=detail.clone() may/>
            <Section title=t.carrier.about().to_owned() class="span-4">
                <dl class="facts one">
                    <dt>{t.field.department()}</dt><dd>{own.description.department.to_string()}</dd>
                    <dt>{t.history.field_lead()}</dt><dd>{own.description.lead.to_string()}</dd>
                    <dt>{t.history.field_percent()}</dt><dd>{own.percent.get()}"%"</dd>
                    <dt>{t.history.field_detail()}</dt><dd>{own.description.detail.as_ref().map(ToString::to_string)}</dd>
                    <dt>{t.carrier.started()}</dt><dd><Moment time=own.started_at/></dd>
                </dl>
                <About key=key/>
                {may.then(|| view! { <Forms detail=detail.clone()/> })}
                {(!may).then(|| view! { <p class="note">{t.carrier.not_yours()}</p> })}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}
