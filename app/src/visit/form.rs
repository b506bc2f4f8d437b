//! The phone form of a visit. Uncontrolled fields: what is typed before the page is alive stays. Sending is in `send.rs`,
//! keeping while typing in `draft.rs`.

use domain::kinds::{Time, UnitId, VisitId};
use domain::strand::Strand;
use domain::visit::{Description, Findings, Form, Site};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use strum::VariantArray;

use super::draft::Draft;
use super::new::Purpose;
use super::raise::{Made, Promises, Raised, Sentences};
use super::read::Start;
use super::send::{self, local};
use super::words;
use crate::issue::Values;
use crate::live::{Live, live};
use crate::outbox::{Chosen, Outbox, outbox};
use crate::part::empty::refusal_text;
use crate::part::field::Select;
use crate::part::{Field, Icon, Photos, TextArea};
use crate::session::{Me, me};
use crate::texts::texts;

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Desk {
    pub wrong: RwSignal<Option<(String, String)>>,
    /// The notes as they are typed, for the sentences that become issues.
    pub notes: RwSignal<String>,
    pub raised: RwSignal<Vec<Made>>,
    pub promised: RwSignal<Vec<uuid::Uuid>>,
    /// Photos that were taken or chosen with the form.
    pub photos: RwSignal<Vec<Chosen>>,
    /// Where the phone was, as the form has it.
    pub position: RwSignal<Option<String>>,
    /// Under which a new visit is recorded.
    pub visit: StoredValue<VisitId>,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            wrong: RwSignal::new(None),
            notes: RwSignal::new(String::new()),
            raised: RwSignal::new(Vec::new()),
            promised: RwSignal::new(Vec::new()),
            photos: RwSignal::new(Vec::new()),
            position: RwSignal::new(None),
            visit: StoredValue::new(crate::edge::id()),
        }
    }

    /// Everything that comes and goes without being typed (reactive).
    pub fn rows(self) {
        self.raised.track();
        self.promised.track();
        self.photos.track();
        self.position.track();
    }

    /// Why the field was refused, if it was.
    pub fn wrong_of(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.wrong.get().filter(|(own, _)| own == field).map(|(_, why)| why))
    }
}

#[component]
pub fn VisitForm(start: Start, purpose: Purpose, unit: RwSignal<Option<UnitId>>) -> impl IntoView {
    let (t, me, outbox, navigate) = (texts(), me(), outbox(), use_navigate());
    let (desk, node) = (Desk::new(), NodeRef::<html::Form>::new());
    let draft = Draft::new(outbox, purpose, start.visit.as_ref().map(|visit| visit.id));
    let before = start.visit.clone();
    let own = before.as_ref().map(|visit| visit.description.clone());
    let form = RwSignal::new(own.as_ref().map_or(Form::Site, |own| own.form));
    let (person, started) = (me.clone(), start.clone());
    let (sent, live) = (StoredValue::new(false), live());
    let submit = move |event| {
        let values = Values::of(&event);
        desk.wrong.set(None);
        if sent.get_value() {
            return;
        }
        match send::read(&values, &person, &started, purpose, desk, phone_time(&person, outbox)) {
            Ok(ready) => {
                sent.set_value(true);
                let to = format!("/visits/{}", ready.visit);
                let back = if purpose == Purpose::Amend { to } else { "/visits".to_owned() };
                let navigate = navigate.clone();
                send::propose(outbox, ready, draft.sent(), move |kept| leave(&back, kept, live, navigate));
            }
            Err((field, refusal)) => refuse(desk, field, refusal_text(&refusal, t)),
        }
    };
    let typed = move |event: leptos::ev::Event| {
        let field = follow(&event, desk, form, unit);
        draft.keep(node, desk, field);
    };
    let findings = before.as_ref().and_then(|visit| visit.findings.clone()).unwrap_or_default();
    let now = own.as_ref().map_or(me.now, |own| own.at);
    let (fresh, asked) = (own.is_none(), me.clone());
    Effect::new(move || {
        if fresh {
            fill_time(node, phone_time(&asked, outbox));
        }
    });
    // after it: the time in a draft is the one that was typed
    draft.recall(node, desk, form, unit);
    let save = if purpose == Purpose::Plan { t.act.visit_plan() } else { t.visit.save() };
    let general = move || desk.wrong.get().filter(|(field, _)| !FIELDS.contains(&field.as_str())).map(|(_, why)| why);
    view! {
        <form class="visit-form" method="dialog" novalidate=true node_ref=node on:submit=submit on:input=typed on:change=typed>
            <Where unit own=own.clone() desk fixed=before.is_some()/>
            <Forms form/>
            <Sites form chosen=own.as_ref().and_then(|own| own.site)/>
            <div class="pair">
                <Field label=t.field.time() name="at" kind="datetime-local" value=local(now) wrong=desk.wrong_of("time")/>
                {(purpose != Purpose::Plan).then(|| view! { <People many=findings.people desk/> })}
            </div>
            <Field label=t.visit.topic() name="topic" value=own.as_ref().and_then(|own| own.topic.as_ref()).map(ToString::to_string).unwrap_or_default() wrong=desk.wrong_of("topic")/>
            {(purpose != Purpose::Plan).then(|| view! { <Happened findings=findings.clone() desk form names=start.names.clone()/> })}
            <Who start=start.clone() own=own.clone() desk/>
            <Strands own=own.clone()/>
            {(purpose == Purpose::Plan).then(|| view! { <Announced/> })}
            {(purpose == Purpose::Record).then(|| view! { <Promises desk/><Raised desk/> })}
            <p class="hint" class:late=move || draft.failed() role="status">{move || draft.said(t)}</p>
            <p class="wrong" role="alert">{general}</p>
            <div class="save"><button type="submit" class="button primary touch">{save}</button></div>
        </form>
    }
}

/// Without network a page is there only as it was kept, as a whole; what is not on the disk would go with this one.
fn leave(to: &str, kept: bool, live: Live, navigate: impl Fn(&str, NavigateOptions)) {
    #[cfg(feature = "hydrate")]
    if kept && crate::bag::away(live) {
        let _ = window().location().set_href(to);
        return;
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (kept, live);
    navigate(to, NavigateOptions::default());
}

/// Fields that show their own refusal.
const FIELDS: [&str; 14] = [
    "unit",
    "place",
    "time",
    "topic",
    "people",
    "notes",
    "looked_at",
    "coverage",
    "discussion",
    "application",
    "corrected",
    "names",
    "members",
    "organisation",
];

/// The refusal under its field, and the field in sight.
fn refuse(desk: Desk, field: String, why: String) {
    #[cfg(feature = "hydrate")]
    if let Some(own) = document().get_element_by_id(&format!("field-{field}")) {
        own.scroll_into_view();
    }
    desk.wrong.set(Some((field, why)));
}

/// What other parts of the form depend on; the field's name.
fn follow(event: &leptos::ev::Event, desk: Desk, form: RwSignal<Form>, unit: RwSignal<Option<UnitId>>) -> String {
    use leptos::wasm_bindgen::JsCast as _;
    let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    let Some(target) = target else { return String::new() };
    let name = target.get_attribute("name").unwrap_or_default();
    if let Some(area) = target.dyn_ref::<leptos::web_sys::HtmlTextAreaElement>() {
        if name == "notes" {
            desk.notes.set(area.value());
        }
    } else if let Some(select) = target.dyn_ref::<leptos::web_sys::HtmlSelectElement>() {
        if name == "unit" && unit.get_untracked().map(|id| id.to_string()).as_deref() != Some(&select.value()) {
            unit.set(select.value().parse().ok());
        }
    } else if let Some(input) = target.dyn_ref::<leptos::web_sys::HtmlInputElement>()
        && name == "form"
        && let Ok(chosen) = input.value().parse()
    {
        form.set(chosen);
    }
    name
}

/// The phone's own time, not what the page knows of the server's: a page that was kept may be days old. The server
/// decides in the end. The demo's clock stands in its campaign.
fn phone_time(me: &Me, outbox: Outbox) -> Time {
    if me.demo { outbox.now(me) } else { crate::edge::now() }
}

/// The server's time stands there until the page is alive.
fn fill_time(node: NodeRef<html::Form>, now: Time) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::wasm_bindgen::JsCast as _;
        let input = node.get().and_then(|form| form.query_selector("[name=at]").ok().flatten());
        if let Some(input) = input.and_then(|input| input.dyn_into::<leptos::web_sys::HtmlInputElement>().ok()) {
            input.set_value(&local(now));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (node, now);
}

/// Unit, organisation, place. A visit that is there already stays with its unit.
#[component]
fn Where(unit: RwSignal<Option<UnitId>>, own: Option<Description>, desk: Desk, fixed: bool) -> impl IntoView {
    let (t, me) = (texts(), me());
    let units = me.groups.iter().flat_map(|group| &group.units);
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
fn Forms(form: RwSignal<Form>) -> impl IntoView {
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
fn Sites(form: RwSignal<Form>, chosen: Option<Site>) -> impl IntoView {
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
fn People(many: u16, desk: Desk) -> impl IntoView {
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

/// What was seen and heard: the notes first, the report's lines behind one tap.
#[component]
fn Happened(findings: Findings, desk: Desk, form: RwSignal<Form>, names: Option<String>) -> impl IntoView {
    let t = texts();
    let text = |own: &Option<domain::kinds::Note>| own.as_ref().map(ToString::to_string).unwrap_or_default();
    let lines = [
        ("looked_at", t.visit.looked_at(), text(&findings.looked_at)),
        ("coverage", t.visit.coverage(), text(&findings.observations.coverage)),
        ("discussion", t.visit.discussion(), text(&findings.observations.discussion)),
        ("application", t.visit.application(), text(&findings.observations.application)),
        ("corrected", t.visit.corrected(), text(&findings.corrected)),
    ];
    let open = lines.iter().any(|line| !line.2.is_empty());
    let lines = lines.map(|(name, label, value)| {
        view! { <TextArea label name value rows=2 wrong=desk.wrong_of(name)/> }
    });
    let notes = text(&findings.notes);
    desk.notes.set(notes.clone());
    let (names, before) = (names.unwrap_or_default(), findings.photos.len());
    view! {
        <TextArea label=t.visit.notes_label() name="notes" value=notes rows=5 hint=t.visit.notes_hint() wrong=desk.wrong_of("notes")/>
        <Sentences desk/>
        <div class="field">
            <span class="label">{t.field.photo()}</span>
            {(before > 0).then(|| view! { <p class="hint">{t.visit.photos_stay(before)}</p> })}
            <Photos chosen=desk.photos/>
        </div>
        <div hidden=move || !form.get().names_people()>
            <TextArea label=t.field.names() name="names" value=names rows=2 hint=t.visit.names_hint() wrong=desk.wrong_of("names")/>
        </div>
        <details class="visit-lines" open=open>
            <summary>{t.visit.lines()}</summary>
            {lines.into_iter().collect_view()}
        </details>
        <Position findings desk/>
    }
}

/// Off until switched on, and visible when it is.
#[component]
fn Position(findings: Findings, desk: Desk) -> impl IntoView {
    let (t, at) = (texts(), desk.position);
    at.set(findings.position.map(|own| format!("{},{},{}", own.latitude, own.longitude, own.accuracy)));
    let says = RwSignal::new(String::new());
    let switched = move |event| {
        if event_target_checked(&event) {
            super::draft::locate(at, says, t);
        } else {
            at.set(None);
            says.set(String::new());
        }
    };
    let shown = move || at.get().map_or_else(|| says.get(), |raw| send::position_text(&raw, t));
    let on = at.get_untracked().is_some();
    view! {
        <div class="field">
            <label class="check"><input type="checkbox" checked=on prop:checked=move || at.get().is_some() on:change=switched/>{t.visit.position_keep()}</label>
            <p class="hint" role="status">{shown}</p>
            <input type="hidden" name="position" prop:value=move || at.get().unwrap_or_default() value=at.get_untracked().unwrap_or_default()/>
        </div>
    }
}

/// Members of the group who go: oneself to begin with.
#[component]
fn Who(start: Start, own: Option<Description>, desk: Desk) -> impl IntoView {
    let (t, me) = (texts(), me());
    let boxes = start.members.into_iter().map(|(id, name)| {
        let on = own.as_ref().map_or(id == me.viewer.person, |own| own.members.contains(&id));
        view! { <label class="check"><input type="checkbox" name=format!("member-{id}") value="1" checked=on/>{name}</label> }
    });
    let wrong = desk.wrong_of("members");
    view! {
        <fieldset class="field">
            <legend>{t.field.members()}</legend>
            <div class="checks">{boxes.collect_view()}</div>
            <p class="wrong" role="alert">{wrong}</p>
        </fieldset>
    }
}

#[component]
fn Strands(own: Option<Description>) -> impl IntoView {
    let t = texts();
    let boxes = Strand::VARIANTS.iter().map(|strand| {
        let key = <&str>::from(strand);
        let on = own.as_ref().is_some_and(|own| own.strands.contains(strand));
        view! { <label class="check"><input type="checkbox" name=format!("strand-{key}") value="1" checked=on/>{words::strand(*strand, t)}</label> }
    });
    view! { <fieldset class="field"><legend>{t.visit.strand()}</legend><div class="checks">{boxes.collect_view()}</div></fieldset> }
}

#[component]
fn Announced() -> impl IntoView {
    let t = texts();
    view! {
        <div class="field">
            <label class="check"><input type="checkbox" name="announced" value="1"/>{t.visit.announced_check()}</label>
            <p class="hint">{t.visit.announced_no()}</p>
        </div>
    }
}
