//! `/groups/:id`: one guidance group for the system administrator: its name, who changed it, and renaming. No cases.

use domain::act::{Act as Any, Key, Subject};
use domain::group::{Act, Group};
use domain::kinds::{Book, GroupId, Name};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::history::Told;
use crate::part::reading::record;
use crate::part::{About, Field, History, Section};
use crate::texts::texts;
use crate::wire::Json;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub group: Group,
    /// The name of its campaign.
    pub campaign: String,
    pub history: Vec<Told>,
}

/// A group with its history, for the system administrator.
#[server(prefix = "/api", endpoint = "group/detail", input = GetUrl, output = Json)]
pub async fn read_group(id: GroupId) -> Result<Detail, Failure> {
    crate::context::admin(domain::viewer::Admin::System).await?;
    let (server, key) = (crate::context::server(), Key { subject: Subject::Group, id: id.0 });
    let record = super::of_office(&server, key).await?;
    let group = Group::try_from(record).map_err(|()| Failure::not_found())?;
    let record = super::of_office(&server, Key { subject: Subject::Campaign, id: group.campaign.0 }).await?;
    let campaign = domain::campaign::Campaign::try_from(record).map_err(|()| Failure::not_found())?;
    let history = crate::part::history::of(&server, key).await?;
    Ok(Detail { group, campaign: campaign.period.name.to_string(), history })
}

#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Group], read_group, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let t = texts();
    let Detail { group, campaign, history } = detail;
    let key = Key { subject: Subject::Group, id: group.id.0 };
    let (name, of) = (group.name.to_string(), format!("/campaigns/{}", group.campaign));
    view! {
        <leptos_meta::Title text=name.clone()/>
        <header class="page-head">
            <div><p><a class="more" href="/groups">{t.rail.groups()}</a></p><h1>{name}</h1></div>
        </header>
        <div class="columns">
            <Section title=t.people.groups().to_owned() note=t.people.groups_note() class="span-12">
                <dl class="facts one">
                    <dt>{t.people.campaign()}</dt><dd><a href=of>{campaign}</a></dd>
                </dl>
                <About key=key/>
                <Rename group/>
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}

#[component]
fn Rename(group: Group) -> impl IntoView {
    let (t, form) = (texts(), Form::new("rename"));
    let (id, now, seen) = (group.id, group.name.to_string(), StoredValue::new(group.name.clone()));
    let mut known = Known::default();
    known.records.insert(Key { subject: Subject::Group, id: id.0 }, Record::Group(group));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Group(Act::Rename { group: id, name: entered.get("name", Name::parse)?, was }))
    });
    view! {
        <Fold verb=t.act.group_rename()>
            <ActForm form book=Book::Office known verb=t.common.save() read>
                <Field label=t.people.name() name=form.name("name") value=now required=true wrong=form.wrong("name")/>
            </ActForm>
        </Fold>
    }
}
