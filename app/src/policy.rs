//! What each category of issues asks for: evidence, days to the look-back, steps. The group's head sets it; others read.

use domain::act::{Act as Any, Key, Subject};
use domain::issue::Category;
use domain::kinds::{Book, Name};
use domain::policy::{Act, LOOKBACK_DAYS, Policies, Policy, Waits};
use domain::record::{Known, Record};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::failure::Failure;
use crate::issue::Values;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::empty::refusal_text;
use crate::part::field::Select;
use crate::part::reading::reading;
use crate::part::{About, Field, Section, TextArea};
use crate::session::me;
use crate::texts::texts;
use crate::wire::Json;

/// The policies of every group within reach, as set or as shipped.
#[server(prefix = "/api", endpoint = "policy", input = GetUrl, output = Json)]
pub async fn read_policies() -> Result<Vec<Policies>, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    // Units read the policies of the group that guides them.
    let guided = viewer.roles.iter().filter_map(|role| match *role {
        domain::viewer::Role::Unit { group, .. } | domain::viewer::Role::Organisation { group, .. } => Some(group),
        domain::viewer::Role::OfficeLeader
        | domain::viewer::Role::Group { .. }
        | domain::viewer::Role::Admin { .. } => None,
    });
    let guided: Vec<domain::kinds::GroupId> = guided.collect();
    let everything = domain::viewer::Reach { all: true, ..Default::default() };
    let mut policies = Vec::new();
    for record in store::record::office(&server.db, Subject::Group).await? {
        let Record::Group(group) = record else { continue };
        if reach.all || reach.groups.contains(&group.id) || guided.contains(&group.id) {
            let key = Key { subject: Subject::Policy, id: group.id.0 };
            let own = match store::record::load(&server.db, &everything, key).await? {
                Some(Record::Policy(own)) => own,
                Some(_) | None => Policies::shipped(group.id),
            };
            policies.push(own);
        }
    }
    Ok(policies)
}

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let show = |all: Vec<Policies>| all.into_iter().map(|own| view! { <Group own/> }).collect_view().into_any();
    view! {
        <leptos_meta::Title text=t.policy.title()/>
        <header class="page-head"><h1>{t.policy.title()}</h1></header>
        <p class="note">{t.policy.note()}</p>
        {reading(|| (), &[Subject::Policy], |()| read_policies(), show)}
    }
}

#[component]
fn Group(own: Policies) -> impl IntoView {
    let me = me();
    let name = me.group(own.group).map(|group| group.name.to_string()).unwrap_or_default();
    let head = me.viewer.heads_group(Book::Group(own.group));
    let key = Key { subject: Subject::Policy, id: own.group.0 };
    let ladder = own.clone();
    let each: Vec<(Category, Policy)> = own.each().map(|(category, policy)| (category, policy.clone())).collect();
    let cards = each.into_iter().map(move |(category, policy)| view! { <Card category policy own=own.clone() head/> });
    view! {
        <Section title=name>
            <About key/>
            <div class="policies">{cards.collect_view()}</div>
            <Ladder own=ladder head/>
        </Section>
    }
}

/// One category: what it asks for, and for the head the form that changes it.
#[component]
fn Card(category: Category, policy: Policy, own: Policies, head: bool) -> impl IntoView {
    let t = texts();
    let evidence = if policy.evidence { t.policy.evidence() } else { t.policy.no_evidence() };
    let nodes = policy.nodes.iter().map(|node| view! { <li>{node.to_string()}</li> }).collect_view();
    let none = policy.nodes.is_empty();
    view! {
        <article class="policy">
            <h3>{t.kind.get(category.into())}</h3>
            <ul class="duties">
                <li>{evidence}</li>
                <li>{t.policy.lookback(policy.lookback_days)}</li>
                <li>{if none { t.policy.no_nodes() } else { t.policy.nodes() }}</li>
            </ul>
            <ol class="nodes">{nodes}</ol>
            {head.then(|| view! { <Change category policy own/> })}
        </article>
    }
}

#[component]
fn Change(category: Category, policy: Policy, own: Policies) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let wrong = RwSignal::new(None::<String>);
    let key: &'static str = category.into();
    let days = LOOKBACK_DAYS.map(|days| (days.to_string(), t.policy.days(days))).to_vec();
    let evidence =
        vec![("yes".to_owned(), t.policy.evidence().to_owned()), ("no".to_owned(), t.policy.no_evidence().to_owned())];
    let needs = if policy.evidence { "yes" } else { "no" };
    let nodes = policy.nodes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let node = NodeRef::<leptos::html::Details>::new();
    let send = move |event| {
        let answer = set(&Values::of(&event), category, key, &own)
            .and_then(|(known, book, act)| outbox.propose_checked(&me, &known, book, Any::Policy(act)).map(|_| ()));
        if let (Ok(()), Some(details)) = (&answer, node.get_untracked()) {
            details.set_open(false);
        }
        wrong.set(answer.err().map(|refusal| refusal_text(&refusal, t)));
    };
    view! {
        <details class="change" node_ref=node>
            <summary class="button small">{t.common.change()}</summary>
            <form method="dialog" class="sheet" on:submit=send novalidate=true>
                <Select label=t.field.evidence() name=format!("{key}-evidence") options=evidence value=needs/>
                <Select label=t.field.lookback_days() name=format!("{key}-days") options=days value=policy.lookback_days.to_string()/>
                <TextArea label=t.policy.nodes_field() name=format!("{key}-nodes") value=nodes hint=t.policy.nodes_hint() wrong=wrong/>
                <div class="row"><button type="submit" class="button primary">{t.common.save()}</button></div>
            </form>
        </details>
    }
}

/// How long the group waits before the next paper of the ladder 提示 → 催办 → 约谈.
#[component]
fn Ladder(own: Policies, head: bool) -> impl IntoView {
    let (t, form) = (texts(), Form::new("waits"));
    let (group, waits) = (own.group, own.waits);
    let mut known = Known::default();
    known.records.insert(Key { subject: Subject::Policy, id: group.0 }, Record::Policy(own));
    let days = |raw: &str| raw.trim().parse().map_err(|_| Refusal::Missing { field: At::Waits });
    let read = Callback::new(move |(entered,): (Entered,)| {
        let now = Waits { reminder: entered.get("waits", days)?, talk: entered.get("talk", days)? };
        Ok(Any::Policy(Act::SetWaits { group, waits: now, was: Some(Box::new(waits)) }))
    });
    let change = head.then(|| {
        view! {
            <Fold verb=t.common.change()>
                <ActForm form book=Book::Group(group) known verb=t.common.save() read>
                    <Field label=t.policy.wait_reminder() name=form.name("waits") kind="number" value=waits.reminder.to_string() wrong=form.wrong("waits")/>
                    <Field label=t.policy.wait_talk() name=form.name("talk") kind="number" value=waits.talk.to_string() wrong=form.wrong("talk")/>
                </ActForm>
            </Fold>
        }
    });
    view! {
        <article class="policy ladder">
            <h3>{t.policy.ladder()}</h3>
            <ul class="duties">
                <li>{t.policy.waits_reminder(waits.reminder)}</li>
                <li>{t.policy.waits_talk(waits.talk)}</li>
            </ul>
            {change}
        </article>
    }
}

/// Reads the form.
fn set(values: &Values, category: Category, key: &str, own: &Policies) -> Result<(Known, Book, Act), Refusal> {
    let lines = values.get(&format!("{key}-nodes")).lines().filter(|line| !line.trim().is_empty());
    let nodes = lines.map(Name::parse).collect::<Result<Vec<_>, _>>()?;
    let policy = Policy {
        evidence: values.get(&format!("{key}-evidence")) == "yes",
        lookback_days: values.get(&format!("{key}-days")).parse().map_err(|_| Refusal::Malformed)?,
        nodes,
    };
    let mut known = Known::default();
    known.records.insert(Key { subject: Subject::Policy, id: own.group.0 }, Record::Policy(own.clone()));
    let was = Some(Box::new(own.of(category).clone()));
    Ok((known, Book::Group(own.group), Act::Set { group: own.group, category, policy, was }))
}
