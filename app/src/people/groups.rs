//! `/groups`: campaigns and guidance groups, opened by the system administrator; each has its page. Units are the group's own.

use domain::act::{Act, Key, Subject};
use domain::campaign::{self, Campaign, Period};
use domain::group;
use domain::kinds::{Book, CampaignId, Day, GroupId, Name};
use domain::record::{Known, Record};
use domain::refusal::Refusal;
use leptos::html;
use leptos::prelude::*;

use super::{People, people};
use crate::outbox::outbox;
use crate::part::empty::refusal_text;
use crate::part::field::Select;
use crate::part::{About, DayText, Empty, Field, Section};
use crate::session::{GroupNode, me};
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let show = |People { campaigns, groups, .. }| {
        view! { <div class="stack"><Campaigns campaigns=campaigns.clone()/><Groups campaigns groups/></div> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.groups()/>
        <header class="page-head"><h1>{t.rail.groups()}</h1></header>
        {people(|| (), show)}
    }
}

#[component]
fn Campaigns(campaigns: Vec<Campaign>) -> impl IntoView {
    let t = texts();
    let none = campaigns.is_empty();
    let rows = campaigns.into_iter().map(|campaign| {
        let period = campaign.period;
        view! {
            <tr>
                <th scope="row"><a href=format!("/campaigns/{}", campaign.id)>{period.name.to_string()}</a></th>
                <td><DayText day=period.start/></td>
                <td><DayText day=period.half/></td>
                <td><DayText day=period.end/></td>
            </tr>
        }
    });
    view! {
        <Section title=t.people.campaigns().to_owned() note=t.people.campaigns_note()>
            {none.then(|| view! { <Empty title=t.people.no_campaign()/> })}
            <div class="scroll">
                <table class="table people" hidden=none>
                    <thead>
                        <tr>
                            <th scope="col">{t.people.name()}</th>
                            <th scope="col">{t.field.start()}</th>
                            <th scope="col">{t.field.half()}</th>
                            <th scope="col">{t.field.end()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <OpenCampaign/>
        </Section>
    }
}

#[component]
fn OpenCampaign() -> impl IntoView {
    let (t, outbox, me) = (texts(), outbox(), me());
    let nodes = [(); 4].map(|()| NodeRef::<html::Input>::new());
    let wrong = [(); 4].map(|()| RwSignal::new(None::<String>));
    let sent = RwSignal::new(None::<CampaignId>);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = nodes.map(|node| node.get_untracked().map(|input| input.value()).unwrap_or_default());
        let say = |refusal: &Refusal| Some(refusal_text(refusal, t));
        let name = Name::parse(&typed[0]);
        let days = [Day::parse(&typed[1]), Day::parse(&typed[2]), Day::parse(&typed[3])];
        wrong[0].set(name.as_ref().err().and_then(say));
        for (place, day) in days.iter().enumerate() {
            wrong[place + 1].set(day.as_ref().err().and_then(say));
        }
        let (Ok(name), [Ok(start), Ok(half), Ok(end)]) = (name, days) else { return };
        let campaign = crate::edge::id();
        let period = Period { name, start, half, end };
        let act = Act::Campaign(campaign::Act::Open { campaign, period });
        match outbox.propose_checked(&me, &Known::default(), Book::Office, act) {
            Ok(_) => sent.set(Some(campaign)),
            Err(refusal) => wrong[3].set(say(&refusal)),
        }
    };
    view! {
        <details>
            <summary>{t.people.open_campaign()}</summary>
            <form class="narrow" on:submit=open>
                <Field label=t.people.name() name="campaign" required=true node=nodes[0] wrong=wrong[0]/>
                <Field label=t.field.start() name="start" kind="date" required=true node=nodes[1] wrong=wrong[1]/>
                <Field label=t.field.half() name="half" kind="date" required=true node=nodes[2] wrong=wrong[2]/>
                <Field label=t.field.end() name="end" kind="date" required=true node=nodes[3] wrong=wrong[3]/>
                <button class="button primary" type="submit">{t.people.open_campaign()}</button>
            </form>
        </details>
        {move || sent.get().map(|id| {
            let key = Key { subject: Subject::Campaign, id: id.0 };
            view! { <About key=Signal::stored(key)/> }
        })}
    }
}

#[component]
fn Groups(campaigns: Vec<Campaign>, groups: Vec<GroupNode>) -> impl IntoView {
    let t = texts();
    let rows = groups.into_iter().map(move |group| {
        let units: Vec<_> = group.units.iter().map(|unit| unit.name.to_string()).collect();
        view! {
            <tr>
                <th scope="row"><a href=format!("/groups/{}", group.id)>{group.name.to_string()}</a></th>
                <td>{if units.is_empty() { t.people.no_unit().to_owned() } else { units.join("、") }}</td>
            </tr>
        }
    });
    view! {
        <Section title=t.people.groups().to_owned() note=t.people.groups_note()>
            <div class="scroll">
                <table class="table people">
                    <thead>
                        <tr><th scope="col">{t.people.name()}</th><th scope="col">{t.people.units()}</th></tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <OpenGroup campaigns/>
        </Section>
    }
}

#[component]
fn OpenGroup(campaigns: Vec<Campaign>) -> impl IntoView {
    let (t, outbox, me) = (texts(), outbox(), me());
    let options = campaigns.iter().map(|own| (own.id.to_string(), own.period.name.to_string())).collect();
    let (name, campaign) = (NodeRef::<html::Input>::new(), NodeRef::<html::Select>::new());
    let wrong = RwSignal::new(None::<String>);
    let sent = RwSignal::new(None::<GroupId>);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().map(|input| input.value()).unwrap_or_default();
        let chosen = campaign.get_untracked().map(|select| select.value()).unwrap_or_default();
        let mut known = Known::default();
        for own in &campaigns {
            let key = Key { subject: Subject::Campaign, id: own.id.0 };
            known.records.insert(key, Record::Campaign(own.clone()));
        }
        let group: GroupId = crate::edge::id();
        let done = Name::parse(&typed).and_then(|name| {
            let act = group::Act::Open { group, name, campaign: chosen.parse()? };
            outbox.propose_checked(&me, &known, Book::Office, Act::Group(act))
        });
        wrong.set(done.as_ref().err().map(|refusal| refusal_text(refusal, t)));
        if done.is_ok() {
            sent.set(Some(group));
        }
    };
    view! {
        <details>
            <summary>{t.people.open_group()}</summary>
            <form class="narrow" on:submit=open>
                <Field label=t.people.name() name="group" required=true node=name wrong/>
                <Select label=t.people.campaign() name="campaign" options node=campaign/>
                <button class="button primary" type="submit">{t.people.open_group()}</button>
            </form>
        </details>
        {move || sent.get().map(|id| {
            let key = Key { subject: Subject::Group, id: id.0 };
            view! { <About key=Signal::stored(key)/> }
        })}
    }
}
