//! `/campaigns/:id`: one campaign for the system administrator: its name and days, who changed them, and changing them.

use domain::act::{Act as Any, Key, Subject};
use domain::campaign::{Act, Campaign, Period};
use domain::kinds::{Book, CampaignId, Day, Name};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::history::Told;
use crate::part::reading::record;
use crate::part::{About, DayText, Field, History, Section};
use crate::texts::texts;
use crate::wire::Json;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub campaign: Campaign,
    pub history: Vec<Told>,
}

/// A campaign with its history, for the system administrator.
#[server(prefix = "/api", endpoint = "campaign/detail", input = GetUrl, output = Json)]
pub async fn read_campaign(id: CampaignId) -> Result<Detail, Failure> {
    crate::context::admin(domain::viewer::Admin::System).await?;
    let (server, key) = (crate::context::server(), Key { subject: Subject::Campaign, id: id.0 });
    let record = super::of_office(&server, key).await?;
    let campaign = Campaign::try_from(record).map_err(|()| Failure::not_found())?;
    Ok(Detail { campaign, history: crate::part::history::of(&server, key).await? })
}

fn period(entered: &Entered) -> Result<Period, Wrong> {
    Ok(Period {
        name: entered.get("name", Name::parse)?,
        start: entered.get("start", Day::parse)?,
        half: entered.get("half", Day::parse)?,
        end: entered.get("end", Day::parse)?,
    })
}

#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Campaign], read_campaign, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let t = texts();
    let Detail { campaign, history } = detail;
    let key = Key { subject: Subject::Campaign, id: campaign.id.0 };
    let period = campaign.period.clone();
    let name = period.name.to_string();
    view! {
        <leptos_meta::Title text=name.clone()/>
        <header class="page-head">
            <div><p><a class="more" href="/groups">{t.rail.groups()}</a></p><h1>{name}</h1></div>
        </header>
        <div class="columns">
            <Section title=t.people.campaign().to_owned() note=t.people.campaigns_note() class="span-12">
                <dl class="facts one">
                    <dt>{t.field.start()}</dt><dd><DayText day=period.start/></dd>
                    <dt>{t.field.half()}</dt><dd><DayText day=period.half/></dd>
                    <dt>{t.field.end()}</dt><dd><DayText day=period.end/></dd>
                </dl>
                <About key=key/>
                <Change campaign/>
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}

#[component]
fn Change(campaign: Campaign) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (id, now) = (campaign.id, campaign.period.clone());
    let seen = StoredValue::new(now.clone());
    let mut known = Known::default();
    known.records.insert(Key { subject: Subject::Campaign, id: id.0 }, Record::Campaign(campaign));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Campaign(Act::Change { campaign: id, period: period(&entered)?, was }))
    });
    let day = move |name: &'static str, label: &'static str, day: Day| {
        view! { <Field label name=form.name(name) kind="date" value=day.to_string() required=true wrong=form.wrong(name)/> }
    };
    view! {
        <Fold verb=t.act.campaign_change()>
            <ActForm form book=Book::Office known verb=t.common.save() read>
                <Field label=t.people.name() name=form.name("name") value=now.name.to_string() required=true wrong=form.wrong("name")/>
                {day("start", t.field.start(), now.start)}
                {day("half", t.field.half(), now.half)}
                {day("end", t.field.end(), now.end)}
            </ActForm>
        </Fold>
    }
}
