//! The form of a matter: what, for which units and which of their organisations, by when each step.

use domain::act::Act as Any;
use domain::deployment::{Act, Content, Days, Place, Side};
use domain::kinds::{Book, Day, Note, OrganisationId, Title, UnitId};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::Detail;
use crate::burden::{Watch, Watched, Watching};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::{Check, Checks};
use crate::part::{Field, TextArea};
use crate::session::{Me, UnitNode, me};
use crate::texts::texts;

/// Days that each step usually has after the one before.
const STEP: i64 = 10;

/// A unit of the group with its organisations.
type Choice = (UnitId, Vec<OrganisationId>);

/// The units that are guided, and those that are in it already.
fn units<'a>(me: &'a Me, book: Book, within: &'a [Place]) -> impl Iterator<Item = &'a UnitNode> {
    let groups = me.groups.iter().filter(move |group| Book::Group(group.id) == book);
    let stays = move |unit: &UnitNode| within.iter().any(|own| own.unit == unit.id);
    groups.flat_map(|group| &group.units).filter(move |unit| !unit.closed || stays(unit))
}

fn choices(me: &Me, book: Book, within: &[Place]) -> Vec<Choice> {
    units(me, book, within).map(|unit| (unit.id, unit.organisations.iter().map(|own| own.0).collect())).collect()
}

#[component]
pub fn New(book: Book) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("open"));
    let all = choices(&me, book, &[]);
    let today = me.today();
    let days = Days {
        deployed: Some(today.plus(STEP)),
        inspected: Some(today.plus(2 * STEP)),
        assessed: Some(today.plus(3 * STEP)),
    };
    let read = Callback::new(move |(entered,): (Entered,)| {
        let content = Box::new(content(&entered, &all)?);
        Ok(Any::Deployment(Act::Open { deployment: edge::id(), content }))
    });
    view! {
        <ActForm form book verb=t.act.deployment_open() read primary=true>
            <Fields form book days title=String::new() text=String::new() chosen=None/>
        </ActForm>
    }
}

#[component]
pub fn Change(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("change"));
    let (deployment, book, own) = (detail.deployment.id, detail.deployment.book, detail.deployment.content);
    let places = own.places().collect::<Vec<_>>();
    let (all, seen) = (choices(&me, book, &places), StoredValue::new(own.clone()));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let content = Box::new(content(&entered, &all)?);
        Ok(Any::Deployment(Act::Change { deployment, content, was: Some(Box::new(seen.get_value())) }))
    });
    let chosen = Some(places);
    view! {
        <Fold verb=t.act.deployment_change() id="change">
            <ActForm form book verb=t.common.save() read>
                <Fields form book days=own.days title=own.title.to_string() text=own.text.to_string() chosen/>
            </ActForm>
        </Fold>
    }
}

/// `chosen`: which rows there are; without it, all.
#[component]
fn Fields(
    form: Form,
    book: Book,
    days: Days,
    title: String,
    text: String,
    chosen: Option<Vec<Place>>,
) -> impl IntoView {
    let (t, me) = (texts(), me());
    let on = |unit, organisation| chosen.as_ref().is_none_or(|all| all.contains(&Place { unit, organisation }));
    let boxes = units(&me, book, chosen.as_deref().unwrap_or_default()).map(|unit| {
        let own = Check {
            name: form.name(&format!("unit-{}", unit.id)),
            label: t.deployment.unit_level().to_owned(),
            on: on(unit.id, None),
        };
        let below = unit.organisations.iter().map(|(id, name)| Check {
            name: form.name(&format!("organisation-{id}")),
            label: name.to_string(),
            on: on(unit.id, Some(*id)),
        });
        view! { <Checks legend=unit.name.to_string() boxes=std::iter::once(own).chain(below).collect()/> }
    });
    let boxes = boxes.collect_view();
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let watch = Watch::new(form, &me, book, &format!("{title}。{text}"));
    view! {
        <Watching watch>
            <Field label=t.field.title() name=form.name("title") value=title wrong=form.wrong("title")/>
            <TextArea label=t.deployment.text() name=form.name("note") value=text rows=4 wrong=form.wrong("note")/>
            <Watched watch/>
            <div class="pair">
                <Field label=t.deployment.deployed_by() name=form.name("deployed") kind="date" value=day(days.deployed) wrong=form.wrong("deployed")/>
                <Field label=t.deployment.inspected_by() name=form.name("inspected") kind="date" value=day(days.inspected) wrong=form.wrong("inspected")/>
                <Field label=t.deployment.assessed_by() name=form.name("assessed") kind="date" value=day(days.assessed) wrong=form.wrong("assessed")/>
            </div>
            <p class="wrong" role="alert">{form.wrong("due")}</p>
            <div class="sides-chosen">{boxes}</div>
            <p class="wrong" role="alert">{form.wrong("unit")}</p>
        </Watching>
    }
}

fn content(entered: &Entered, all: &[Choice]) -> Result<Content, Wrong> {
    let units: Vec<UnitId> = all.iter().map(|own| own.0).collect();
    let chosen = entered.ticked("unit", &units);
    let mut sides = Vec::new();
    for (unit, below) in all {
        let organisations = entered.ticked("organisation", below);
        if chosen.contains(unit) {
            sides.push(Side { unit: *unit, organisations });
        } else if !organisations.is_empty() {
            // the second level follows the first: it can't go without
            return Err(("unit", Refusal::Elsewhere { field: At::Organisation }));
        }
    }
    if sides.is_empty() {
        return Err(("unit", Refusal::Missing { field: At::Unit }));
    }
    let day = |field: &'static str| {
        if entered.raw(field).is_empty() { Ok(None) } else { entered.get(field, Day::parse).map(Some) }
    };
    let days = Days { deployed: day("deployed")?, inspected: day("inspected")?, assessed: day("assessed")? };
    Ok(Content { title: entered.get("title", Title::parse)?, text: entered.get("note", Note::parse)?, sides, days })
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    fn told(fields: &[(String, &str)]) -> Result<Content, Wrong> {
        let all: Vec<Choice> = cast::UNITS
            .iter()
            .take(2)
            .map(|unit| (unit.id, vec![unit.organisation(0), unit.organisation(1)]))
            .collect();
        let entered: Entered = fields.iter().map(|(key, value)| (key.clone(), (*value).to_owned())).collect();
        content(&entered, &all)
    }

    #[test]
    fn units_come_with_those_of_their_organisations_that_are_ticked() {
        let (first, second) = (&cast::UNITS[0], &cast::UNITS[1]);
        let mut fields = vec![("title".to_owned(), "专题学习"), ("note".to_owned(), "两级同步")];
        assert_eq!(told(&fields).unwrap_err().0, "unit");
        fields.push((format!("unit-{}", first.id), "1"));
        fields.push((format!("organisation-{}", first.organisation(1)), "1"));
        let own = told(&fields).unwrap();
        assert_eq!(own.sides, [Side { unit: first.id, organisations: vec![first.organisation(1)] }]);
        assert_eq!(own.days, Days::default());
        fields.push(("inspected".to_owned(), "明天"));
        assert_eq!(told(&fields).unwrap_err().0, "inspected");
        fields.pop();
        fields.push((format!("organisation-{}", second.organisation(0)), "1"));
        assert_eq!(told(&fields).unwrap_err(), ("unit", Refusal::Elsewhere { field: At::Organisation }));
    }
}
