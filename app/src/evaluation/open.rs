//! The form that opens a round: by which template, what of which units, for which days, graded by whom.

use std::str::FromStr;

use domain::act::Act as Any;
use domain::evaluation::act::{Act, Opened};
use domain::issue::Category;
use domain::kinds::{Book, Day, PersonId, Title, UnitId};
use domain::refusal::{Field as At, Refusal};
use domain::score::rows::{Period, Scored};
use leptos::prelude::*;
use strum::VariantArray;

use super::read::Room;
use crate::edge;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::field::{Check, Checks, Select};
use crate::session::me;
use crate::texts::texts;

/// Those boxes that are ticked.
fn ticked<T: Copy + ToString>(entered: &Entered, kind: &str, all: &[T]) -> Vec<T> {
    all.iter().copied().filter(|own| entered.raw(&format!("{kind}-{}", own.to_string())) == "1").collect()
}

fn opened(entered: &Entered, room: &Room, units: &[UnitId]) -> Result<Opened, Wrong> {
    let title = entered.get("title", Title::parse)?;
    let chosen = entered.raw("template").to_owned();
    let template = room.templates.iter().find(|own| own.0.to_string() == chosen);
    let (template, version, _) = template.ok_or(("template", Refusal::Missing { field: At::Template }))?;
    let scored = match entered.raw("scored") {
        "unit" => Scored::Unit,
        raw => Scored::Category { category: Category::from_str(raw).map_err(|_| ("scored", Refusal::Malformed))? },
    };
    let units = ticked(entered, "unit", units);
    if units.is_empty() {
        return Err(("unit", Refusal::Missing { field: At::Unit }));
    }
    let (start, end) = (entered.get("start", Day::parse)?, entered.get("end", Day::parse)?);
    if end < start {
        return Err(("end", Refusal::TooEarly { field: At::End }));
    }
    let members: Vec<PersonId> = room.members.iter().map(|own| own.0).collect();
    let raters = ticked(entered, "rater", &members);
    if raters.len() < 2 {
        return Err(("raters", Refusal::Missing { field: At::Raters }));
    }
    let due = if entered.raw("due").is_empty() { None } else { Some(entered.get("due", Day::parse)?) };
    Ok(Opened {
        evaluation: edge::id(),
        title,
        scored,
        units,
        period: Period { start, end },
        template: *template,
        version: *version,
        raters,
        due,
    })
}

#[component]
pub fn Open(room: Room) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("open"));
    let book = room.book;
    let group = me.groups.iter().find(|group| Book::Group(group.id) == book);
    let units: Vec<(UnitId, String)> =
        group.iter().flat_map(|group| &group.units).map(|unit| (unit.id, unit.name.to_string())).collect();
    let ids: Vec<UnitId> = units.iter().map(|own| own.0).collect();
    let templates: Vec<_> = room.templates.iter().map(|own| (own.0.to_string(), own.2.clone())).collect();
    let categories = Category::VARIANTS.iter().map(|own| <&str>::from(*own));
    let scored = std::iter::once(("unit".to_owned(), t.evaluation.scored_unit().to_owned()));
    let scored: Vec<_> = scored.chain(categories.map(|own| (own.to_owned(), t.kind.get(own).to_owned()))).collect();
    let tick = |kind: &str, id: String, label: &str, on| Check {
        name: form.name(&format!("{kind}-{id}")),
        label: label.to_owned(),
        on,
    };
    let unit_boxes = units.iter().map(|own| tick("unit", own.0.to_string(), &own.1, false)).collect();
    let rater_boxes = room.members.iter().map(|own| tick("rater", own.0.to_string(), &own.1, false)).collect();
    let start = me.campaign.as_ref().map(|own| own.period.start.to_string()).unwrap_or_default();
    let today = me.today().to_string();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Evaluation(Act::Open(Box::new(opened(&entered, &room, &ids)?))))
    });
    view! {
        <ActForm form book verb=t.act.evaluation_open() read primary=true>
            <Field label=t.field.title() name=form.name("title") value=t.evaluation.title_usual() wrong=form.wrong("title")/>
            <Select label=t.field.template() name=form.name("template") options=templates wrong=form.wrong("template")/>
            <Select label=t.evaluation.scored() name=form.name("scored") options=scored wrong=form.wrong("scored")/>
            <Checks legend=t.field.unit() boxes=unit_boxes wrong=form.wrong("unit")/>
            <Field label=t.field.start() name=form.name("start") kind="date" value=start wrong=form.wrong("start")/>
            <Field label=t.field.end() name=form.name("end") kind="date" value=today wrong=form.wrong("end")/>
            <Checks legend=t.evaluation.raters_two() boxes=rater_boxes wrong=form.wrong("raters")/>
            <Field label=t.evaluation.due_optional() name=form.name("due") kind="date" wrong=form.wrong("due")/>
        </ActForm>
    }
}
