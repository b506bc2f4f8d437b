//! The fields that a visit has whether it is planned or recorded, and how many were talked to.

use domain::kinds::{PersonId, UnitId};
use domain::strand::Strand;
use domain::visit::{Description, Form, Site};
use leptos::html;
use leptos::prelude::*;
use strum::VariantArray;

use super::form::Desk;
use super::read::Start;
use super::words;
use crate::part::field::{Check, Checks, Select};
use crate::part::{Field, Icon};
use crate::session::{GroupNode, me};
use crate::texts::texts;

/// Unit, organisation, place. A visit that is there already stays with its unit.
#[component]
pub fn Where(unit: RwSignal<Option<UnitId>>, own: Option<Description>, desk: Desk, fixed: bool) -> impl IntoView {
    let (t, me) = (texts(), me());
    let units = me.groups.iter().flat_map(GroupNode::open);
    let units: Vec<_> = units.map(|unit| (unit.id.to_string(), unit.name.to_string())).collect();
    let start = unit.get_untracked().map(|id| id.to_string()).unwrap_or_default();
    let place = own.as_ref().and_then(|own| own.place.as_ref()).map(ToString::to_string).unwrap_or_default();
    let chosen = own.and_then(|own| own.organisation).map(|id| id.to_string()).unwrap_or_default();
    let name = me.unit_name(unit.get_untracked().unwrap_or(UnitId(uuid::Uuid::nil())));
    let parts = move || {
        let node =
            unit.get().and_then(|id| me.unit(id).map(|(_, node)| node.organisations.clone())).unwrap_or_default();
        let none = (String::new(), t.visit.whole_unit().to_owned());
        let options: Vec<_> =
            std::iter::once(none).chain(node.into_iter().map(|own| (own.0.to_string(), own.1.to_string()))).collect();
        view! { <Select label=t.field.organisation() name="organisation" options value=chosen.clone() wrong=desk.wrong_of("organisation")/> }
    };
    let choice = if fixed {
        view! { <div class="field"><span class="label">{t.field.unit()}</span><p class="value-box">{name}</p><input type="hidden" name="unit" value=start/></div> }.into_any()
    } else {
        view! { <Select label=t.field.unit() name="unit" options=units value=start wrong=desk.wrong_of("unit")/> }
            .into_any()
    };
    view! {
        {choice}
        <div class="two-up">
            {parts}
            <Field label=t.field.place() name="place" value=place wrong=desk.wrong_of("place")/>
        </div>
    }
}

/// The seven forms as buttons.
#[component]
pub fn Forms(form: RwSignal<Form>) -> impl IntoView {
    let t = texts();
    let each = Form::VARIANTS.iter().map(|own| {
        let (key, own) = (<&str>::from(own), *own);
        let on = form.get_untracked() == own;
        view! {
            <label>
                <input type="radio" name="form" value=key checked=on prop:checked=move || form.get() == own/>
                <span>{words::form(own, t)}</span>
            </label>
        }
    });
    view! { <fieldset class="field"><legend>{t.visit.form()}</legend><div class="pills four">{each.collect_view()}</div></fieldset> }
}

/// Where a site visit goes.
#[component]
pub fn Sites(form: RwSignal<Form>, chosen: Option<Site>) -> impl IntoView {
    let t = texts();
    let chosen = chosen.unwrap_or(Site::Base);
    let each = Site::VARIANTS.iter().map(|own| {
        let key = <&str>::from(own);
        view! {
            <label><input type="radio" name="site" value=key checked=*own == chosen/><span>{words::site(*own, t)}</span></label>
        }
    });
    view! {
        <fieldset class="field" hidden=move || form.get() != Form::Site>
            <legend>{t.visit.site()}</legend>
            <div class="pills">{each.collect_view()}</div>
        </fieldset>
    }
}

/// How many were talked to: a stepper for a thumb.
#[component]
pub fn People(many: u16, desk: Desk) -> impl IntoView {
    let t = texts();
    let node = NodeRef::<html::Input>::new();
    let step = move |by: i32| {
        if let Some(input) = node.get_untracked() {
            let now = input.value().trim().parse::<i32>().unwrap_or(0);
            input.set_value(&(now + by).clamp(0, 5_000).to_string());
            changed(&input);
        }
    };
    let wrong = desk.wrong_of("people");
    view! {
        <div class="field">
            <label for="field-people">{t.visit.people()}</label>
            <div class="stepper">
                <button type="button" aria-label=t.visit.one_less() on:click=move |_| step(-1)><Icon name="i-minus" size=20/></button>
                <input id="field-people" type="text" inputmode="numeric" name="people" value=many.to_string() node_ref=node aria-describedby="field-people-wrong"/>
                <button type="button" aria-label=t.visit.one_more() on:click=move |_| step(1)><Icon name="i-plus" size=20/></button>
            </div>
            <p class="wrong" id="field-people-wrong" role="alert">{wrong}</p>
        </div>
    }
}

/// Tells the form that a field was changed by its buttons.
fn changed(input: &leptos::web_sys::HtmlInputElement) {
    #[cfg(feature = "hydrate")]
    {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
            let _ = input.dispatch_event(&event);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = input;
}

/// Members of the group who go: oneself to begin with. Who went and has left the group since has no name here.
#[component]
pub fn Who(start: Start, own: Option<Description>, strangers: Vec<PersonId>, desk: Desk) -> impl IntoView {
    let (t, me) = (texts(), me());
    let boxes = start.members.into_iter().map(|(id, name)| {
        let on = own.as_ref().map_or(id == me.viewer.person, |own| own.members.contains(&id));
        Check { name: format!("member-{id}"), label: name, on }
    });
    let stranger = |id| Check { name: format!("member-{id}"), label: t.visit.member_gone().to_owned(), on: true };
    let boxes = boxes.chain(strangers.into_iter().map(stranger)).collect();
    view! { <Checks legend=t.field.members() boxes wrong=desk.wrong_of("members")/> }
}

#[component]
pub fn Strands(own: Option<Description>) -> impl IntoView {
    let t = texts();
    let boxes = Strand::VARIANTS.iter().map(|strand| {
        let on = own.as_ref().is_some_and(|own| own.strands.contains(strand));
        Check { name: format!("strand-{}", <&str>::from(strand)), label: words::strand(*strand, t).to_owned(), on }
    });
    view! { <Checks legend=t.visit.strand() boxes=boxes.collect()/> }
}

#[component]
pub fn Announced(on: bool) -> impl IntoView {
    let t = texts();
    view! {
        <div class="field">
            <label class="check"><input type="checkbox" name="announced" value="1" checked=on/>{t.visit.announced_check()}</label>
            <p class="hint">{t.visit.announced_no()}</p>
        </div>
    }
}
