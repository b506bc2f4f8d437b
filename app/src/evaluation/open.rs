//! The form that opens a round: by which template, what of which units, for which days, graded by whom.

use std::str::FromStr;

use domain::act::Act as Any;
use domain::evaluation::act::{Act, Opened};
use domain::issue::Category;
use domain::kinds::{Book, Day, PersonId, Title, UnitId};
use domain::refusal::{Field as At, Refusal};
use domain::score::rows::{Period, Scored};
use leptos::prelude::*;
use leptos::task::spawn_local;
use strum::VariantArray;

use super::read::{Room, Scorable, read_scorable};
use crate::edge;
use crate::failure::Failure;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::field::{Check, Checks, Select};
use crate::part::{Field, Problem};
use crate::session::me;
use crate::texts::texts;

/// What is scored, of which units: a carrier or an issue is that of one unit.
fn scored(entered: &Entered, units: &[UnitId]) -> Result<(Scored, Vec<UnitId>), Wrong> {
    let missing = |field| Refusal::Missing { field };
    let one = || entered.get("one", |raw| raw.parse::<UnitId>().map_err(|_| missing(At::Unit)));
    let single = match entered.raw("scored") {
        "carrier" => {
            Scored::Carrier { carrier: entered.get("which", |raw| raw.parse().map_err(|_| missing(At::Carrier)))? }
        }
        "issue" => Scored::Issue { issue: entered.get("which", |raw| raw.parse().map_err(|_| missing(At::Issue)))? },
        raw => {
            let ticked = entered.ticked("unit", units);
            if ticked.is_empty() {
                return Err(("unit", missing(At::Unit)));
            }
            let category = || Category::from_str(raw).map_err(|_| ("scored", Refusal::Malformed));
            let scored = if raw == "unit" { Scored::Unit } else { Scored::Category { category: category()? } };
            return Ok((scored, ticked));
        }
    };
    Ok((single, vec![one()?]))
}

/// For which days it is, the two or more of `members` who grade, and until when, if that is said.
///
/// # Errors
/// The first field that is missing or can't be.
pub fn terms(entered: &Entered, members: &[PersonId]) -> Result<(Period, Vec<PersonId>, Option<Day>), Wrong> {
    let (start, end) = (entered.get("start", Day::parse)?, entered.get("end", Day::parse)?);
    if end < start {
        return Err(("end", Refusal::TooEarly { field: At::End }));
    }
    let raters = entered.ticked("rater", members);
    if raters.len() < 2 {
        return Err(("raters", Refusal::Missing { field: At::Raters }));
    }
    let due = if entered.raw("due").is_empty() { None } else { Some(entered.get("due", Day::parse)?) };
    Ok((Period { start, end }, raters, due))
}

fn opened(entered: &Entered, room: &Room, units: &[UnitId]) -> Result<Opened, Wrong> {
    let title = entered.get("title", Title::parse)?;
    let chosen = entered.raw("template").to_owned();
    let template = room.templates.iter().find(|own| own.0.to_string() == chosen);
    let (template, version, _) = template.ok_or(("template", Refusal::Missing { field: At::Template }))?;
    let (scored, units) = scored(entered, units)?;
    let members: Vec<PersonId> = room.members.iter().map(|own| own.0).collect();
    let (period, raters, due) = terms(entered, &members)?;
    Ok(Opened {
        evaluation: edge::id(),
        title,
        scored,
        units,
        period,
        template: *template,
        version: *version,
        raters,
        due,
        again: None,
    })
}

#[component]
pub fn Open(room: Room) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("open"));
    let book = room.book;
    let group = me.groups.iter().find(|group| Book::Group(group.id) == book);
    let units: Vec<(UnitId, String)> =
        group.iter().flat_map(|group| group.open()).map(|unit| (unit.id, unit.name.to_string())).collect();
    let ids: Vec<UnitId> = units.iter().map(|own| own.0).collect();
    let templates: Vec<_> = room.templates.iter().map(|own| (own.0.to_string(), own.2.clone())).collect();
    let tick = |kind: &str, id: String, label: &str, on| Check {
        name: form.name(&format!("{kind}-{id}")),
        label: label.to_owned(),
        on,
    };
    let rater_boxes = room.members.iter().map(|own| tick("rater", own.0.to_string(), &own.1, false)).collect();
    let start = room.start.map(|day| day.to_string()).unwrap_or_default();
    let today = me.today().to_string();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Evaluation(Act::Open(Box::new(opened(&entered, &room, &ids)?))))
    });
    view! {
        <ActForm form book verb=t.act.evaluation_open() read primary=true>
            <Field label=t.field.title() name=form.name("title") value=t.evaluation.title_usual() wrong=form.wrong("title")/>
            <Select label=t.field.template() name=form.name("template") options=templates wrong=form.wrong("template")/>
            <What form units/>
            <Field label=t.field.start() name=form.name("start") kind="date" value=start wrong=form.wrong("start")/>
            <Field label=t.field.end() name=form.name("end") kind="date" value=today wrong=form.wrong("end")/>
            <Checks legend=t.evaluation.raters_two() boxes=rater_boxes wrong=form.wrong("raters")/>
            <Field label=t.evaluation.due_optional() name=form.name("due") kind="date" wrong=form.wrong("due")/>
        </ActForm>
    }
}

/// What is scored: units by boxes, a carrier or an issue by its unit and then its name.
#[component]
fn What(form: Form, units: Vec<(UnitId, String)>) -> impl IntoView {
    let t = texts();
    let word = |key: &str, word: &str| (key.to_owned(), word.to_owned());
    let categories = Category::VARIANTS.iter().map(|own| <&str>::from(*own));
    let mut options = vec![word("unit", t.evaluation.scored_unit())];
    options.extend(categories.map(|own| word(own, t.kind.get(own))));
    options.extend([word("carrier", t.evaluation.scored_carrier()), word("issue", t.evaluation.scored_issue())]);
    let (what, node) = (RwSignal::new("unit".to_owned()), NodeRef::<leptos::html::Select>::new());
    let look = move |_| {
        if let Some(select) = node.get_untracked() {
            what.set(select.value());
        }
    };
    let single = Memo::new(move |_| what.with(|what| matches!(what.as_str(), "carrier" | "issue")));
    let units = StoredValue::new(units);
    let shown = move || {
        if single.get() {
            return view! { <Single form units what/> }.into_any();
        }
        let boxes = units.with_value(|units| {
            let tick = |own: &(UnitId, String)| Check {
                name: form.name(&format!("unit-{}", own.0)),
                label: own.1.clone(),
                on: false,
            };
            units.iter().map(tick).collect()
        });
        view! { <Checks legend=t.field.unit() boxes wrong=form.wrong("unit")/> }.into_any()
    };
    view! {
        <div on:change=look>
            <Select label=t.evaluation.scored() name=form.name("scored") options node wrong=form.wrong("scored")/>
        </div>
        {shown}
    }
}

/// One unit, and which of its carriers or issues.
#[component]
fn Single(form: Form, units: StoredValue<Vec<(UnitId, String)>>, what: RwSignal<String>) -> impl IntoView {
    let t = texts();
    let found = RwSignal::new(None::<Result<Scorable, Failure>>);
    let node = NodeRef::<leptos::html::Select>::new();
    let chosen = move || node.try_get_untracked().flatten().and_then(|own| own.value().parse::<UnitId>().ok());
    let read = move || {
        let Some(unit) = chosen() else { return };
        found.set(None);
        spawn_local(async move {
            let answer = read_scorable(unit).await;
            // the person may have chosen another unit meanwhile, or left
            if chosen() == Some(unit) {
                let _ = found.try_set(Some(answer));
            }
        });
    };
    Effect::new(move || {
        if node.get().is_some() {
            read();
        }
    });
    let options = units.with_value(|all| all.iter().map(|own| (own.0.to_string(), own.1.clone())).collect());
    let which = move || match (found.get(), what.get().as_str()) {
        (None, _) => view! { <p role="status">{t.common.loading()}</p> }.into_any(),
        (Some(Err(failure)), _) => view! { <Problem failure/> }.into_any(),
        (Some(Ok(all)), "carrier") => {
            let options = all.carriers.iter().map(|own| (own.0.to_string(), own.1.clone())).collect();
            view! { <Select label=t.field.carrier() name=form.name("which") options wrong=form.wrong("which")/> }
                .into_any()
        }
        (Some(Ok(all)), _) => {
            let options = all.issues.iter().map(|own| (own.0.to_string(), own.1.clone())).collect();
            view! { <Select label=t.field.issue() name=form.name("which") options wrong=form.wrong("which")/> }
                .into_any()
        }
    };
    view! {
        <div on:change=move |_| read()>
            <Select label=t.field.unit() name=form.name("one") options node wrong=form.wrong("one")/>
        </div>
        {which}
    }
}
