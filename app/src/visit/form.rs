//! The phone form of a visit. Uncontrolled fields: what is typed before the page is alive stays. Sending is in `send.rs`,
//! keeping while typing in `draft.rs`, what it begins with where a refused one is mended in `mend.rs`.

use domain::issue::Hash;
use domain::kinds::{UnitId, VisitId};
use domain::visit::{Form, Promised};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::checklist::{Lists, Prepare};
use super::draft::{Banner, Began, Draft, Shelf, Since, Standing};
use super::fields::{Announced, Forms, People, Sites, Strands, Where, Who};
use super::happened::Happened;
use super::mend::{Begins, Broken, Mends, asks};
use super::new::Purpose;
use super::raise::{Made, Rows};
use super::send::{self, Task};
use super::typed::local;
use crate::issue::Values;
use crate::live::{Live, live};
use crate::outbox::{Chosen, outbox};
use crate::part::Field;
use crate::part::empty::refusal_text;
use crate::part::field::begins;
use crate::session::me;
use crate::texts::texts;

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Desk {
    pub wrong: RwSignal<Option<(String, String)>>,
    /// The notes as they are typed, for the sentences that become issues.
    pub notes: RwSignal<String>,
    pub raised: RwSignal<Vec<Made>>,
    pub promised: RwSignal<Vec<uuid::Uuid>>,
    /// What of these was written before.
    pub given: StoredValue<Vec<Promised>>,
    /// Photos that were taken or chosen with the form.
    pub photos: RwSignal<Vec<Chosen>>,
    /// Photos that the visit has or had: whether each is to be there.
    pub turned: RwSignal<Vec<(Hash, bool)>>,
    /// What is looked at, by form.
    pub checklist: StoredValue<Lists>,
    /// Where the phone was, as the form has it.
    pub position: RwSignal<Option<String>>,
    /// Under which a new visit is recorded.
    pub visit: StoredValue<VisitId>,
    /// What the form was for when it was begun, and what it knew.
    pub began: RwSignal<Began>,
    /// The row of what is mended or gone on with.
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
    pub mends: StoredValue<Option<String>>,
}

impl Desk {
    /// A draft, where there is one, has the rows as they were left.
    fn new(task: &Task, begins: &Begins, photos: Vec<Chosen>, begun: bool) -> Desk {
        let promised = begins.promises.iter().map(|own| own.id.0).filter(|_| !begun);
        let turned = begins.turned.iter().filter(|_| !begun).cloned();
        Desk {
            wrong: RwSignal::new(None),
            notes: RwSignal::new(String::new()),
            raised: RwSignal::new(Vec::new()),
            promised: RwSignal::new(promised.collect()),
            given: StoredValue::new(begins.promises.clone()),
            photos: RwSignal::new(photos),
            turned: RwSignal::new(turned.collect()),
            checklist: StoredValue::new(Lists::of(task, begins)),
            position: RwSignal::new(None),
            visit: StoredValue::new(task.broken.as_ref().map_or_else(crate::edge::id, |own| own.visit)),
            began: RwSignal::new(Began::of(task)),
            mends: StoredValue::new(task.broken.as_ref().and_then(|own| own.row.clone())),
        }
    }

    /// Everything that comes and goes without being typed (reactive).
    pub fn rows(self) {
        self.raised.track();
        self.promised.track();
        self.photos.track();
        self.turned.track();
        self.position.track();
    }

    /// What others did to the visit since the form was begun.
    pub fn since(self, task: &Task) -> Option<Since> {
        self.began.get_untracked().since(task.start.visit.as_ref())
    }

    /// Is this photo to be there (reactive)? `has`: it is now.
    pub fn stays(self, photo: &Hash, has: bool) -> bool {
        self.turned.with(|turned| turned.iter().find(|own| own.0 == *photo).map_or(has, |own| own.1))
    }

    /// Why the field was refused, if it was.
    pub fn wrong_of(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.wrong.get().filter(|(own, _)| own == field).map(|(_, why)| why))
    }
}

#[component]
pub fn VisitForm(
    task: Task,
    unit: RwSignal<Option<UnitId>>,
    shelf: Shelf,
    /// Of what is mended: as this device shows them.
    #[prop(optional)]
    photos: Vec<Chosen>,
    /// Somebody has begun to mend it.
    #[prop(optional)]
    begun: bool,
) -> impl IntoView {
    let (t, me, outbox, navigate) = (texts(), me(), outbox(), use_navigate());
    let begins_with = Begins::of(&task.start, task.broken.as_ref());
    let (desk, node) = (Desk::new(&task, &begins_with, photos, begun), NodeRef::<html::Form>::new());
    let (draft, mends) = (Draft::new(outbox, &task, desk, shelf), task.broken.is_some());
    let stays = mends || !asks();
    let Task { start, purpose, broken } = task.clone();
    let Begins { description: own, findings, names, .. } = begins_with;
    let form = RwSignal::new(own.as_ref().map_or(Form::Site, |own| own.form));
    let (person, sent, live, tells) = (me.clone(), StoredValue::new(false), live(), task.tells());
    if let Some(refusal) = broken.as_ref().and_then(|own| own.refusal.as_ref()) {
        desk.wrong.set(Some((send::field_of(refusal), refusal_text(refusal, t))));
    }
    let raised = start.raised.iter().cloned().chain(broken.iter().flat_map(Broken::quoted)).collect::<Vec<_>>();
    // that this one itself arrived is nothing that others did
    let known = start.visit.clone().filter(|_| !task.went(outbox));
    let fixed = start.visit.is_some() || broken.as_ref().is_some_and(|own| own.drawn.is_some());
    let strangers = broken.as_ref().map(|own| own.strangers(&start)).unwrap_or_default();
    let submit = move |event| {
        let values = Values::of(&event);
        desk.wrong.set(None);
        if sent.get_value() {
            return;
        }
        match send::read(&values, &person, &task.still(outbox), desk, outbox.now(&person)) {
            Ok(ready) => {
                sent.set_value(true);
                let to = format!("/visits/{}", ready.visit);
                // where both versions are compared, if others wrote meanwhile
                let there = purpose == Purpose::Amend || desk.since(&task).is_some();
                let back = if there { to } else { "/visits".to_owned() };
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
    let now = own.as_ref().map_or(me.now, |own| own.at);
    let at = NodeRef::new();
    if own.is_none() {
        begins(at, move || local(outbox.now(&me)));
    }
    // after it: the time in a draft is the one that was typed
    if stays {
        draft.recall(node, desk, form, unit);
    }
    let save = if purpose == Purpose::Plan { t.act.visit_plan() } else { t.visit.save() };
    let general = move || desk.wrong.get().filter(|(field, _)| !FIELDS.contains(&field.as_str())).map(|(_, why)| why);
    let announced = own.as_ref().is_some_and(|own| own.announced);
    let topic = own.as_ref().and_then(|own| own.topic.as_ref()).map(ToString::to_string).unwrap_or_default();
    view! {
        <form class="visit-form" method="dialog" novalidate=true node_ref=node on:submit=submit on:input=typed on:change=typed>
            {broken.map(|broken| view! { <Mends broken/> })}
            <Banner visit=known desk/>
            <Where unit own=own.clone() desk fixed/>
            <Forms form/>
            <Sites form chosen=own.as_ref().and_then(|own| own.site)/>
            <div class="pair">
                <Field label=t.field.time() name="at" kind="datetime-local" value=local(now) node=at wrong=desk.wrong_of("time")/>
                {tells.then(|| view! { <People many=findings.people desk/> })}
            </div>
            <Field label=t.visit.topic() name="topic" value=topic wrong=desk.wrong_of("topic")/>
            {tells.then(|| view! { <Happened visit=start.visit.clone() findings desk form names raised/> })}
            <Who start own=own.clone() strangers desk/>
            <Strands own/>
            {(purpose == Purpose::Plan).then(|| view! { <Prepare form desk/><Announced on=announced/> })}
            <Rows purpose desk/>
            <Standing draft mends/>
            <p class="wrong" role="alert">{general}</p>
            <div class="save"><button type="submit" class="button primary touch">{save}</button></div>
        </form>
    }
}

/// Without network a page is there only as it was kept, as a whole; what is not on the disk would go with this one, so the
/// person stays in it, where the outbox needs nothing from the server.
fn leave(to: &str, kept: bool, live: Live, navigate: impl Fn(&str, NavigateOptions)) {
    #[cfg(feature = "hydrate")]
    if crate::bag::away(live) {
        if kept {
            let _ = window().location().set_href(to);
        } else {
            navigate("/outbox", NavigateOptions::default());
        }
        return;
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (kept, live);
    navigate(to, NavigateOptions::default());
}

/// Fields that show their own refusal.
const FIELDS: [&str; 16] = [
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
    "checklist",
    "members",
    "organisation",
    "photo",
];

/// The refusal under its field, and the field in sight.
fn refuse(desk: Desk, field: String, why: String) {
    desk.wrong.set(Some((field, why)));
    // It stands there a moment later.
    #[cfg(feature = "hydrate")]
    set_timeout(
        || {
            let wrong = document().query_selector(".visit-form .wrong:not(:empty)").ok().flatten();
            if let Some(wrong) = wrong {
                wrong.parent_element().unwrap_or(wrong).scroll_into_view();
            }
        },
        std::time::Duration::ZERO,
    );
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
