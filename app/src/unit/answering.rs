//! Who of the group answers for the unit: named by those who lead the group, read by all whose unit it is.

use domain::act::Act as Any;
use domain::kinds::{Book, PersonId, UnitId};
#[cfg(feature = "ssr")]
use domain::person::Person;
use domain::unit::Act;
#[cfg(feature = "ssr")]
use domain::unit::Unit;
use leptos::prelude::*;

use super::detail::Detail;
#[cfg(feature = "ssr")]
use crate::failure::Failure;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::field::Select;
use crate::part::roll::Member;
use crate::part::{Mark, Section};
use crate::session::me;
use crate::texts::texts;

/// Those who answer for it and still work in its group, by name.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn named(db: &store::Db, unit: &Unit) -> Result<Vec<Member>, Failure> {
    if unit.members.is_empty() {
        return Ok(Vec::new());
    }
    let people = store::record::people(db).await?;
    Ok(unit.answering(&people).map(member).collect())
}

/// Those who were named and have left the group since, by name: for who may take them out.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn left(db: &store::Db, unit: &Unit) -> Result<Vec<Member>, Failure> {
    if unit.members.is_empty() {
        return Ok(Vec::new());
    }
    let people = store::record::people(db).await?;
    let left = people.iter().filter(|own| unit.members.contains(&own.id) && !unit.answers(own));
    Ok(left.map(member).collect())
}

#[cfg(feature = "ssr")]
fn member(own: &Person) -> Member {
    Member { person: own.id, name: own.name.to_string() }
}

#[component]
pub fn Answer(detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, unit) = (detail.unit.book(), detail.unit.id);
    let lead = me().viewer.leads_group(book);
    let nobody = detail.answering.is_empty() && detail.left.is_empty();
    let none = nobody.then(|| view! { <p class="note">{t.unit.answering_none()}</p> });
    let rows = detail.answering.iter().map(|own| view! { <One own=own.clone() book unit lead/> }).collect_view();
    let left = detail.left.iter().map(|own| view! { <One own=own.clone() book unit lead left=true/> }).collect_view();
    let free = detail.members.iter().filter(|own| !detail.unit.members.contains(&own.person));
    let free: Vec<(String, String)> = free.map(|own| (own.person.to_string(), own.name.clone())).collect();
    // nobody new is named for a closed unit; who was can still be taken out
    let may = lead && detail.unit.closed.is_none() && !free.is_empty();
    let assign = may.then(|| view! { <Assign book unit free/> });
    view! {
        <Section title=t.unit.answering().to_owned() note=t.unit.answering_note() class="span-12" id="answering">
            {none}
            <ul class="leads">{rows}{left}</ul>
            {assign}
        </Section>
    }
}

#[component]
fn One(own: Member, book: Book, unit: UnitId, lead: bool, #[prop(optional)] left: bool) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (member, says) = (own.person, t.unit.release_one(&own.name));
    let away = lead.then(|| {
        let away = move |_| {
            outbox.propose(book, Any::Unit(Act::Release { unit, member }));
        };
        view! { <button type="button" class="button small plain" aria-label=says on:click=away>{t.act.unit_release()}</button> }
    });
    let left = left.then(|| view! { <Mark kind="withdrawn" word=t.unit.answering_left() calm=true/> " " });
    view! { <li>{own.name} " " {left} {away}</li> }
}

/// One of the group who does not answer for it yet.
#[component]
fn Assign(book: Book, unit: UnitId, free: Vec<(String, String)>) -> impl IntoView {
    let (t, form) = (texts(), Form::new("assign"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let member: PersonId = entered.get("member", str::parse)?;
        Ok(Any::Unit(Act::Assign { unit, member }))
    });
    // who works in the group is not at hand here: the server looks at that
    view! {
        <Fold verb=t.act.unit_assign() id="assign">
            <ActForm form book verb=t.common.save() read>
                <Select label=t.field.member() name=form.name("member") options=free wrong=form.wrong("member")/>
            </ActForm>
        </Fold>
    }
}
