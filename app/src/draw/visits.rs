//! What was drawn becomes planned visits: which visit each pick became, and the form by which the group plans them.

use domain::act::Act as Any;
use domain::draw::Pick;
use domain::kinds::{Day, OrganisationId, PersonId, Text, Time, VisitId};
use domain::record::{Known, Record};
use domain::refusal::{Field as Of, Refusal};
use domain::viewer::Viewer;
use domain::visit::drawn::suggested;
use domain::visit::list::State;
use domain::visit::{Act, Description, Drawn, Form as Contact, Site, Visit};
use leptos::html;
use leptos::prelude::*;
use strum::VariantArray;

use super::names::words;
use super::read::Detail;
use crate::edge;
use crate::issue::unit_record;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::{Check, Checks, Select, begins};
use crate::part::{DayText, Field};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};
use crate::visit::send::member_record;
use crate::visit::typed::{local, moment};
use crate::visit::{list, words as said};

/// The visits to one pick, those that stand first.
fn visits_to(detail: &Detail, number: u16) -> Vec<&Visit> {
    let mut own: Vec<_> = detail.visits.iter().filter(|visit| visit.goes_to(detail.draw.id, number)).collect();
    own.sort_by_key(|visit| visit.listed_state() == State::Cancelled);
    own
}

fn stands(detail: &Detail, number: u16) -> bool {
    visits_to(detail, number).iter().any(|visit| visit.cancelled_at.is_none())
}

/// Who sees every visit there is, and so may be told that there is none.
fn knows_all(detail: &Detail, viewer: &Viewer) -> bool {
    viewer.in_group(detail.draw.book) || viewer.reach().all
}

/// How many picks are planned, done, and still open.
#[must_use]
pub fn told(detail: &Detail, viewer: &Viewer, t: Texts) -> Option<String> {
    let picks = detail.draw.picks();
    let many = |state: State| {
        let at = |pick: &&Pick| visits_to(detail, pick.number).first().map(|visit| visit.listed_state()) == Some(state);
        picks.iter().filter(at).count()
    };
    let (planned, done) = (many(State::Planned), many(State::Recorded));
    let open = picks.len() - planned - done;
    (knows_all(detail, viewer) && !picks.is_empty()).then(|| t.draw.followed(done, open, planned))
}

/// What one pick became.
#[component]
pub fn Followed(detail: Detail, number: u16) -> impl IntoView {
    let (t, me) = (texts(), me());
    let visits = visits_to(&detail, number);
    let none = visits.is_empty() && knows_all(&detail, &me.viewer);
    let rows = visits.into_iter().map(|visit| {
        let (form, state) = (said::form(visit.description.form, t), list::state(visit.listed_state(), t));
        view! {
            <li>
                <a href=format!("/visits/{}", visit.id)>{form} " " <DayText day=visit.description.at.day()/></a>
                " " {state}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <ul class="followed">{rows}{none.then(|| view! { <li class="quiet">{t.draw.not_followed()}</li> })}</ul> }
}

/// The group plans visits to what was drawn: several at once, each pick its own or all on one.
#[component]
pub fn PlanVisits(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("visits"));
    let picks: Vec<Pick> = detail.draw.picks().into_iter().filter(|pick| !stands(&detail, pick.number)).collect();
    if picks.is_empty() {
        return view! { <p class="note">{t.draw.plan_none_left()}</p> }.into_any();
    }
    let (book, known) = (detail.draw.book, known(&detail, &me));
    let suggestion = suggested(&detail.draw.plan);
    let tomorrow = |today: Day| local(morning(today.plus(1)));
    let (node, first, outbox) = (NodeRef::new(), tomorrow(me.today()), outbox());
    begins(node, move || tomorrow(outbox.today(&me)));
    let topic = detail.draw.plan.purpose.to_string();
    let kept = StoredValue::new(detail.clone());
    let read = Callback::new(move |(entered,): (Entered,)| kept.with_value(|detail| acts(detail, &entered)));
    view! {
        <Fold verb=t.draw.plan_visits() id="visits">
            <ActForm form book known verb=t.draw.plan_visits() read primary=true>
                <Picks detail=detail.clone() picks form/>
                <Split together=suggestion.together form/>
                <Forms chosen=(suggestion.form, suggestion.site) form/>
                <Field label=t.field.time() name=form.name("time") kind="datetime-local" value=first node wrong=form.wrong("time")/>
                <Field label=t.visit.topic() name=form.name("topic") value=topic hint=t.draw.plan_topic_hint() wrong=form.wrong("topic")/>
                <Members detail form/>
                <label class="check"><input type="checkbox" name=form.name("announced") value="1"/>{t.draw.plan_announced()}</label>
            </ActForm>
        </Fold>
    }
    .into_any()
}

fn morning(day: Day) -> Time {
    Time(day.start().0 + 9 * 3_600_000_000)
}

/// What the rule looks at besides the draw and its visits.
fn known(detail: &Detail, me: &Me) -> Known {
    let mut known = detail.known();
    if let Some((group, node)) = me.unit(detail.draw.unit) {
        known.records.extend(detail.members.iter().filter_map(|(id, name)| member_record(*id, name, group.id)));
        if let Some(unit) = unit_record(group, node) {
            let key = domain::act::Key { subject: domain::act::Subject::Unit, id: unit.id.0 };
            known.records.insert(key, Record::Unit(unit));
        }
    }
    known
}

#[component]
fn Picks(detail: Detail, picks: Vec<Pick>, form: Form) -> impl IntoView {
    let (t, list) = (texts(), detail.list());
    let boxes = picks.into_iter().map(|pick| {
        let (label, _) = words(pick, list.as_ref(), t);
        Check { name: form.name(&format!("pick-{}", pick.number)), label, on: true }
    });
    view! { <Checks legend=t.draw.plan_picks() boxes=boxes.collect() wrong=form.wrong("number")/> }
}

#[component]
fn Split(together: bool, form: Form) -> impl IntoView {
    let t = texts();
    let options = [("each", t.draw.plan_each()), ("together", t.draw.plan_together())];
    let options = options.map(|(key, word)| (key.to_owned(), word.to_owned())).to_vec();
    let value = if together { "together" } else { "each" };
    view! { <Select label=t.draw.plan_split() name=form.name("split") options value/> }
}

/// The form of contact, and for a site visit where it goes.
#[component]
fn Forms(chosen: (Contact, Option<Site>), form: Form) -> impl IntoView {
    let t = texts();
    let forms = Contact::VARIANTS.iter().map(|own| (<&str>::from(own).to_owned(), said::form(*own, t).to_owned()));
    let sites = Site::VARIANTS.iter().map(|own| (<&str>::from(own).to_owned(), said::site(*own, t).to_owned()));
    let (forms, sites): (Vec<_>, Vec<_>) = (forms.collect(), sites.collect());
    let (select, site) = (NodeRef::<html::Select>::new(), RwSignal::new(chosen.0 == Contact::Site));
    let changed = move |_| {
        if let Some(select) = select.get_untracked() {
            site.set(select.value() == <&str>::from(Contact::Site));
        }
    };
    let (first, at) = (<&str>::from(chosen.0), <&str>::from(chosen.1.unwrap_or(Site::Elsewhere)));
    view! {
        <div on:change=changed>
            <Select label=t.visit.form() name=form.name("form") options=forms value=first node=select/>
        </div>
        <div hidden=move || !site.get()>
            <Select label=t.visit.site() name=form.name("site") options=sites value=at/>
        </div>
    }
}

/// Who goes: oneself and who presided, to begin with.
#[component]
fn Members(detail: Detail, form: Form) -> impl IntoView {
    let (me, presider) = (me(), detail.draw.plan.presider);
    let boxes = detail.members.into_iter().map(|(id, name)| {
        let on = id == me.viewer.person || id == presider;
        Check { name: form.name(&format!("member-{id}")), label: name, on }
    });
    view! { <Checks legend=texts().field.members() boxes=boxes.collect() wrong=form.wrong("members")/> }
}

/// A plan for each pick that was chosen, or one for all of them.
fn acts(detail: &Detail, entered: &Entered) -> Result<Vec<Any>, Wrong> {
    let picks = detail.draw.picks().into_iter().map(|pick| pick.number);
    let chosen: Vec<u16> = picks.filter(|number| entered.raw(&format!("pick-{number}")) == "1").collect();
    if chosen.is_empty() {
        return Err(("number", Refusal::Missing { field: Of::Number }));
    }
    let own = description(detail, entered)?;
    let mut groups = match entered.raw("split") {
        "together" => vec![chosen],
        _ => chosen.into_iter().map(|number| vec![number]).collect(),
    };
    // a unit reads the visits in the order in which they were planned: that must not be the order in which they were
    // drawn
    groups.sort_by_cached_key(|_| edge::salt());
    let plan = |numbers: Vec<u16>| {
        let (visit, unit): (VisitId, _) = (edge::id(), detail.draw.unit);
        let description = Box::new(Description { organisation: organisation(detail, &numbers), ..own.clone() });
        Any::Visit(Act::Plan { visit, unit, description, drawn: Some(Drawn { draw: detail.draw.id, numbers }) })
    };
    Ok(groups.into_iter().map(plan).collect())
}

fn description(detail: &Detail, entered: &Entered) -> Result<Description, Wrong> {
    let form: Contact = entered.get("form", |raw| raw.parse().map_err(|_| Refusal::Malformed))?;
    let chosen = |id: &PersonId| entered.raw(&format!("member-{id}")) == "1";
    Ok(Description {
        form,
        organisation: None,
        site: if form == Contact::Site { entered.raw("site").parse().ok() } else { None },
        place: None,
        topic: entered.get("topic", Text::optional)?,
        at: entered.get("time", moment)?,
        members: detail.members.iter().map(|own| own.0).filter(chosen).collect(),
        strands: Vec::new(),
        announced: entered.raw("announced") == "1",
        // what the group looks at on such visits is asked when it is recorded
        checklist: Vec::new(),
    })
}

/// The one organisation that all of them belong to, as far as the roster names it.
fn organisation(detail: &Detail, numbers: &[u16]) -> Option<OrganisationId> {
    let mut all = numbers.iter().map(|number| detail.draw.organisation(*number));
    let first = all.next().flatten()?;
    all.all(|other| other == Some(first)).then_some(first)
}
