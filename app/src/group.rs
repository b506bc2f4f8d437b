//! A group's page: its units, and adding one. Only the group's lead adds.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Book, GroupId, Name, UnitId};
use domain::unit::{Act, Code};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::edge;
use crate::failure::Failure;
use crate::live::live;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::{Empty, Field, Problem, Section, Sent};
use crate::session::{GroupNode, me, read_me};
use crate::texts::texts;

#[component]
pub fn UnitsPage() -> impl IntoView {
    let (params, live) = (use_params_map(), live());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<GroupId>().ok()));
    // The tree of the session is read once per page; here it must follow what was added a moment ago.
    let tree = Resource::new_blocking(move || live.version(Subject::Unit), |_| read_me());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match tree.await {
                    Ok(me) => match me.and_then(|me| me.group(id.get()?).cloned()) {
                        Some(group) => view! { <Units group/> }.into_any(),
                        None => view! { <Problem failure=Failure::not_found()/> }.into_any(),
                    },
                    Err(failure) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Units(group: GroupNode) -> impl IntoView {
    let (t, me) = (texts(), me());
    let book = Book::Group(group.id);
    let lead = me.viewer.leads_group(book);
    let many = group.units.len();
    let none = (many == 0).then(|| view! { <Empty title=t.group.none() note=t.group.none_note()/> });
    let rows = group.units.iter().map(|own| {
        let line = format!("{}·{}", own.code, t.group.organisations(own.organisations.len()));
        view! { <li><a href=format!("/unit/{}", own.id)>{own.name.to_string()}</a><small>{line}</small></li> }
    });
    let rows = rows.collect_view();
    view! {
        <leptos_meta::Title text=group.name.to_string()/>
        <header class="page-head"><h1>{group.name.to_string()}</h1></header>
        <div class="columns">
            <Section title=t.group.title(many) class="span-7">
                {none}
                <ul class="waiting">{rows}</ul>
                <Adding/>
            </Section>
            {lead.then(|| view! {
                <Section title=t.act.unit_add().to_owned() note=t.group.add_note() class="span-5"><Add book/></Section>
            })}
        </div>
    }
}

/// Units that this device has sent and the server has not recorded yet.
#[component]
fn Adding() -> impl IntoView {
    let outbox = crate::outbox::outbox();
    move || {
        let items = outbox.items().into_iter().filter_map(|item| match item.proposal.act {
            Any::Unit(Act::Add { name, .. }) => {
                Some(view! { <li><strong>{name.to_string()}</strong> <Sent id=item.proposal.id/></li> })
            }
            Any::Unit(_)
            | Any::Campaign(_)
            | Any::Group(_)
            | Any::Person(_)
            | Any::Policy(_)
            | Any::Carrier(_)
            | Any::Issue(_)
            | Any::Report(_)
            | Any::Rule(_)
            | Any::Draw(_)
            | Any::Visit(_) => None,
        });
        view! { <ul class="pending">{items.collect_view()}</ul> }
    }
}

#[component]
fn Add(book: Book) -> impl IntoView {
    let (t, form) = (texts(), Form::new("add"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let unit: UnitId = edge::id();
        let code = entered.get("code", |raw| Code::parse(&raw.trim().to_ascii_uppercase()))?;
        Ok(Any::Unit(Act::Add { unit, code, name: entered.get("name", Name::parse)? }))
    });
    view! {
        <ActForm form book known=domain::record::Known::default() verb=t.act.unit_add() read primary=true>
            <Field label=t.field.name() name=form.name("name") wrong=form.wrong("name")/>
            <Field label=t.field.code() name=form.name("code") hint=t.group.code_hint() wrong=form.wrong("code")/>
        </ActForm>
    }
}
