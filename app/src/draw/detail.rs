//! The page of one draw: its steps, what comes next and whose turn it is, who was drawn, the sheet.

use domain::act::Subject;
use leptos::prelude::*;

use super::check::{Outcome, Said};
use super::forms::Forms;
use super::list::Before;
use super::names::{Names, Reserves};
use super::read::{Detail, read_detail};
use super::sheet::Printed;
use super::steps::Steps;
use super::{StateOf, kind_word};
use crate::part::reading::record;
use crate::part::{About, History, Mark, Moment, Section};
use crate::session::me;
use crate::texts::texts;

/// `/draws/:id`
#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Draw, Subject::Visit], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let t = texts();
    let draw = detail.draw.clone();
    let (key, history) = (detail.key(), detail.history.clone());
    let drawn = draw.seed.is_some().then(|| view! { <Drawn detail=detail.clone()/> });
    let printed = detail.roster.is_some().then(|| view! { <Printed detail=detail.clone()/> });
    let forms = view! { <Forms detail=detail.clone()/> };
    view! {
        <leptos_meta::Title text=draw.plan.purpose.to_string()/>
        <Head detail=detail.clone()/>
        <div class="columns">
            <Section title=t.draw.steps().to_owned() note=t.draw.steps_note() class="span-5">
                <Steps detail=detail.clone()/>
            </Section>
            <div class="span-7 draw-side">
                <Section title=t.draw.now().to_owned() class="no-print">
                    <About key=key/>
                    {forms}
                </Section>
                {drawn}
            </div>
            {printed}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

#[component]
fn Head(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let draw = detail.draw.clone();
    let show = format!("/draws/{}/show", draw.id);
    let people = t.draw.who(detail.person(draw.plan.presider), detail.person(draw.plan.witness));
    let abandoned = draw.abandoned.as_ref().map(|(reason, by)| {
        let who = detail.person(by.person);
        view! { <p><Mark kind="withdrawn" word=t.state.abandoned()/> {reason.to_string()} " " {who} " " <Moment time=by.at/></p> }
    });
    let later = detail.later.iter().map(|own| {
        let word = t.draw.later_one(own.number, t.state.get(&own.state));
        view! { <p class="repeats"><Mark kind="relapsed" word=t.draw.repeated()/> " " <a href=format!("/draws/{}", own.id)>{word}</a></p> }
    });
    let later = later.collect_view();
    view! {
        <header class="summary">
            <div>
                <p class="quiet">
                    <a href="/draws">{t.rail.draws()}</a>"·"
                    <a href=format!("/unit/{}", draw.unit)>{me.unit_name(draw.unit)}</a>"·"
                    {t.draw.the_nth(detail.number)}"·"{kind_word(draw.plan.kind, t)}
                </p>
                <h1>{draw.plan.purpose.to_string()}</h1>
                <p><StateOf state=draw.state().to_owned()/> " " {people}</p>
                {abandoned}
                <Before earlier=detail.earlier.clone()/>
                {later}
            </div>
            <a class="button no-print" rel="external" href=show>{t.draw.show()}</a>
        </header>
    }
}

/// Who was drawn, and the check in this very browser.
#[component]
fn Drawn(detail: Detail) -> impl IntoView {
    let t = texts();
    let picks = detail.draw.picks();
    let told = super::visits::told(&detail, &me().viewer, t);
    let outcome = RwSignal::new(None::<Outcome>);
    let sheet = StoredValue::new(detail.sheet());
    let check = move |_| outcome.set(Some(sheet.with_value(Outcome::of)));
    let extensions = detail.draw.extensions.iter().zip(1..).map(|(own, round)| {
        view! { <li><strong>{t.draw.added_later(round)}</strong> " " {own.reason.to_string()} " " <Moment time=own.by.at/></li> }
    });
    let extensions = extensions.collect_view();
    view! {
        <Section title=t.draw.drawn_many(picks.len()) id="drawn">
            {told.map(|told| view! { <p class="quiet">{told}</p> })}
            <Names detail=detail.clone() follow=true/>
            <Reserves draw=detail.draw.clone() list=detail.list()/>
            <ul class="plain">{extensions}</ul>
            <div class="row no-print">
                <button type="button" class="button primary" on:click=check>{t.draw.check_here()}</button>
            </div>
            {move || outcome.get().map(|outcome| view! { <Said outcome/> })}
        </Section>
    }
}
