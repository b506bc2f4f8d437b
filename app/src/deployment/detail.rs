//! The page of one matter: what the viewer's own places are to report, the matrix, the picture, the cell that is open.

use domain::act::{Act as Any, Subject};
use domain::burden::asked_for;
use domain::deployment::Act;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::cell::Cell;
use super::draft::Change;
use super::matrix::Matrix;
use super::mine::Mine;
use super::picture::Pictures;
use super::read::{Detail, read_detail};
use super::state_mark;
use crate::burden::KnownNote;
use crate::part::act_form::{ActForm, Entered, Form, Reasoned};
use crate::part::proof::Proofs;
use crate::part::reading::record;
use crate::part::{About, DayText, History, Icon, Section, Summary, print};
use crate::session::me;
use crate::texts::texts;

/// `/deployments/:id`
#[component]
pub fn Page() -> impl IntoView {
    Proofs::provide();
    record(&[Subject::Deployment], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    let own = &detail.deployment;
    let places = own.content.places().count();
    let done = own.content.places().filter(|place| own.next(*place).is_none()).count();
    let crumbs = vec![("/deployments".to_owned(), t.rail.deployments().to_owned())];
    let number = t.deployment.number(own.number);
    let line = view! { <p>{state_mark(own.state())} " " {number} "·" {t.deployment.done_of(places, done)}</p> };
    let title = own.content.title.to_string();
    let text = own.content.text.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let group = me.viewer.in_group(own.book);
    let known = asked_for(&format!("{}。{}", own.content.title, own.content.text));
    let cell = {
        let detail = detail.clone();
        // which cell is open stands in the address
        let at = Memo::new(move |_| query.read().get("cell").unwrap_or_default());
        move || {
            let detail = detail.clone();
            at.with(|at| (!at.is_empty()).then(|| view! { <Cell detail slug=at.clone()/> }))
        }
    };
    let history = detail.history.clone();
    let days = view! { <ByWhen detail=detail.clone()/> };
    let (key, verbs) = (detail.key(), group.then(|| view! { <Verbs detail=detail.clone()/> }));
    let side = view! {
        <Section title=t.deployment.about().to_owned() class="span-4 no-print">
            <About key/>
            {verbs}
            <div class="body">{text}</div>
            <KnownNote known=known figures=Vec::new()/>
            {days}
        </Section>
    };
    view! {
        <Summary title crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns deployment">
            <div class="span-8">
                <Mine detail=detail.clone()/>
                <Matrix detail=detail.clone()/>
                {cell}
            </div>
            {side}
            <Pictures detail=detail.clone()/>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

#[component]
fn ByWhen(detail: Detail) -> impl IntoView {
    use domain::deployment::Step;
    use strum::VariantArray as _;
    let t = texts();
    let days = detail.deployment.content.days;
    let rows = Step::VARIANTS.iter().filter_map(|step| {
        let day = days.of(*step)?;
        Some(view! { <dt>{super::step_word(*step, t)}</dt><dd><DayText day/></dd> })
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

#[component]
fn Verbs(detail: Detail) -> impl IntoView {
    let t = texts();
    let (deployment, book, known) = (detail.deployment.id, detail.deployment.book, detail.known());
    let (runs, state) = (detail.deployment.runs(), detail.deployment.state());
    let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Deployment(Act::Close { deployment })));
    let primary = state == "complete";
    let close = runs.then(|| {
        view! { <ActForm form=Form::new("close") book known=known.clone() verb=t.act.deployment_close() read primary/> }
    });
    let reopen = Callback::new(move |(reason,)| Any::Deployment(Act::Reopen { deployment, reason }));
    let withdraw = Callback::new(move |(reason,)| Any::Deployment(Act::Withdraw { deployment, reason }));
    let reopen = (state == "closed").then(
        || view! { <Reasoned prefix="reopen" book known=known.clone() verb=t.act.deployment_reopen() act=reopen/> },
    );
    let withdraw = (state != "withdrawn")
        .then(|| view! { <Reasoned prefix="withdraw" book known=known.clone() verb=t.act.deployment_withdraw() act=withdraw/> });
    let change = runs.then(|| view! { <Change detail=detail.clone()/> });
    view! { <div class="row">{close}{change}{reopen}{withdraw}</div> }
}
