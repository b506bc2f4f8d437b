//! What an organisation of a unit is and what it stands under, chosen when it is added or changed.

use domain::act::Act as Any;
use domain::kinds::OrganisationId;
use domain::unit::{Act, Organisation, OrganisationKind, Unit};
use leptos::prelude::*;

use super::detail::Detail;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::field::Select;
use crate::texts::{Texts, texts};

/// The form behind its verb, made when it is opened: each has all organisations to choose from, and there are as many forms.
#[component]
pub fn Placing(own: Organisation, detail: Detail) -> impl IntoView {
    let t = texts();
    let (opened, node) = (RwSignal::new(false), NodeRef::<leptos::html::Details>::new());
    let turned = move |_| {
        if node.try_get_untracked().flatten().is_some_and(|fold| fold.open()) {
            opened.set(true);
        }
    };
    let form = move || opened.get().then(|| view! { <Place own=own.clone() detail=detail.clone()/> });
    view! {
        <details class="act-fold" node_ref=node on:toggle=turned>
            <summary class="button small">{t.act.unit_change_organisation()}</summary>
            <div>{form}</div>
        </details>
    }
}

/// What one organisation is and what it stands under. Nothing can be put below itself, so that is not offered.
#[component]
fn Place(own: Organisation, detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, unit, id) = (detail.unit.book(), detail.unit.id, own.id);
    let (form, seen) = (Form::new(format!("place-{id}")), own.placement());
    let read = Callback::new(move |(entered,): (Entered,)| -> Result<Any, Wrong> {
        let (parent, kind) = (parent(&entered), kind(&entered));
        Ok(Any::Unit(Act::ChangeOrganisation { unit, organisation: id, parent, kind, was: Some(Box::new(seen)) }))
    });
    let is: &str = own.kind.into();
    let above = detail.unit.stands_under(&own).map(|above| above.to_string()).unwrap_or_default();
    let others = parents(&detail.unit, t.unit.parent_none(), |other| !detail.unit.within(other, id));
    view! {
        <ActForm form book known=detail.known() verb=t.common.save() read>
            <Select label=t.history.field_kind() name=form.name("kind") options=kinds(t) value=is/>
            <Select
                label=t.unit.parent()
                name=form.name("organisation")
                options=others
                value=above
                wrong=form.wrong("organisation")
            />
        </ActForm>
    }
}

pub(super) fn kind(entered: &Entered) -> OrganisationKind {
    if entered.raw("kind") == "branch" { OrganisationKind::Branch } else { OrganisationKind::Secondary }
}

pub(super) fn kinds(t: Texts) -> Vec<(String, String)> {
    let kinds = [OrganisationKind::Secondary, OrganisationKind::Branch].map(<&str>::from);
    kinds.map(|kind| (kind.to_owned(), t.kind.get(kind).to_owned())).to_vec()
}

pub(super) fn parent(entered: &Entered) -> Option<OrganisationId> {
    entered.raw("organisation").parse().ok()
}

/// The open organisations under which one `may` stand, after the unit itself; under branches none does.
pub(super) fn parents(unit: &Unit, none: &str, may: impl Fn(OrganisationId) -> bool) -> Vec<(String, String)> {
    let above = |own: &&Organisation| own.kind == OrganisationKind::Secondary && own.closed_at.is_none();
    let open = unit.organisations.iter().filter(above).filter(|own| may(own.id));
    let open = open.map(|own| (own.id.to_string(), own.name.to_string()));
    std::iter::once((String::new(), none.to_owned())).chain(open).collect()
}
