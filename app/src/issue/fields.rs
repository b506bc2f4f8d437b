//! The fields of each act on an issue. Uncontrolled: read when the form is sent.

use domain::issue::{Category, Due, Issue};
use domain::kinds::Day;
use leptos::prelude::*;
use strum::VariantArray;

use super::acts::Verb;
use super::forms::Desk;
use super::read::Detail;
use crate::part::field::Select;
use crate::part::{Field, TextArea};
use crate::session::{GroupNode, Me};
use crate::texts::Texts;

/// Every field that shows its own refusal.
pub const NAMES: [&str; 17] = [
    "reason",
    "note",
    "percent",
    "node",
    "day",
    "code",
    "place",
    "to",
    "title",
    "detail",
    "category",
    "organisation",
    "official",
    "department",
    "due",
    "what",
    "by",
];

/// The fields of this act.
pub fn fields(verb: &Verb, detail: &Detail, me: &Me, desk: Desk, t: Texts) -> AnyView {
    let own = &detail.issue;
    let reason = || {
        view! { <TextArea label=t.field.reason() name="reason" required=true hint=t.issue.reason_hint() wrong=desk.wrong_of("reason")/> }
    };
    let note = |required: bool| {
        let label = if required { t.field.note().to_owned() } else { t.issue.note_optional().to_owned() };
        view! { <TextArea label name="note" required=required wrong=desk.wrong_of("note")/> }
    };
    match verb {
        Verb::Recall
        | Verb::Return
        | Verb::Relapse
        | Verb::Dispute
        | Verb::Settle
        | Verb::Withdraw
        | Verb::Reinstate
        | Verb::ReopenMeasure(_)
        | Verb::DropMeasure(_)
        | Verb::WithdrawEvidence(_) => reason().into_any(),
        Verb::Agree | Verb::Submit | Verb::Verify | Verb::FinishMeasure(_) => note(false).into_any(),
        Verb::Confirm => note(true).into_any(),
        Verb::Progress => progress(detail, desk, t).into_any(),
        Verb::SetLookback => view! { {day("day", own.lookback, t.issue.column_lookback(), desk)} {reason()} }.into_any(),
        Verb::Merge => view! { {code(desk, t)} {reason()} }.into_any(),
        Verb::Transfer => view! { {others(detail, me, desk, t)} {reason()} }.into_any(),
        Verb::Split => titles(own, "", desk, t).into_any(),
        Verb::Amend => view! { {titles(own, own.title.as_str(), desk, t)} {description(Some(own), &organisations(detail), desk, t)} }.into_any(),
        Verb::AddMeasure => measure(None, desk, t).into_any(),
        Verb::ChangeMeasure(id) => measure(own.measures.iter().find(|own| own.id == *id), desk, t).into_any(),
        Verb::ShareMeasure => view! {
            {code(desk, t)}
            <Field label=t.issue.measure_place() name="place" kind="number" value="1" wrong=desk.wrong_of("place")/>
        }
        .into_any(),
        Verb::UnshareMeasure(..) | Verb::AddEvidence | Verb::Comment => ().into_any(),
    }
}

fn progress(detail: &Detail, desk: Desk, t: Texts) -> impl IntoView + use<> {
    let own = &detail.issue;
    let chain = super::detail::policy(detail).map(|policy| policy.nodes.clone()).unwrap_or_default();
    let open = chain.iter().enumerate().filter(|(place, _)| !own.nodes.iter().any(|node| usize::from(*node) == *place));
    let options: Vec<_> = std::iter::once((String::new(), t.issue.no_node().to_owned()))
        .chain(open.map(|(place, name)| (place.to_string(), name.to_string())))
        .collect();
    view! {
        <Field label=t.field.percent() name="percent" kind="number" value=own.percent.get().to_string() required=true hint=t.issue.percent_hint() wrong=desk.wrong_of("percent")/>
        {(!chain.is_empty()).then(|| view! { <Select label=t.field.node() name="node" options wrong=desk.wrong_of("node")/> })}
        <TextArea label=t.issue.progress_note() name="note" required=true wrong=desk.wrong_of("note")/>
    }
}

fn day(name: &'static str, value: Option<Day>, label: &'static str, desk: Desk) -> impl IntoView + use<> {
    let value = value.map(|day| day.to_string()).unwrap_or_default();
    view! { <Field label name kind="date" value wrong=desk.wrong_of(name)/> }
}

fn code(desk: Desk, t: Texts) -> impl IntoView + use<> {
    view! { <Field label=t.issue.code_of() name="code" required=true hint=t.issue.code_hint() wrong=desk.wrong_of("code")/> }
}

fn others(detail: &Detail, me: &Me, desk: Desk, t: Texts) -> impl IntoView + use<> {
    let group = me.groups.iter().find(|group| domain::kinds::Book::Group(group.id) == detail.issue.book);
    let units = group.into_iter().flat_map(GroupNode::open).filter(|unit| unit.id != detail.issue.unit);
    let options = units.map(|unit| (unit.id.to_string(), unit.name.to_string())).collect();
    view! { <Select label=t.issue.transfer_to() name="to" options required=true wrong=desk.wrong_of("to")/> }
}

fn titles(own: &Issue, title: &str, desk: Desk, t: Texts) -> impl IntoView + use<> {
    let detail = own.detail.as_ref().filter(|_| !title.is_empty()).map(ToString::to_string).unwrap_or_default();
    view! {
        <Field label=t.field.title() name="title" value=title required=true wrong=desk.wrong_of("title")/>
        <TextArea label=t.field.detail() name="detail" value=detail wrong=desk.wrong_of("detail")/>
    }
}

/// Open organisations of the issue's unit, and the one it has.
fn organisations(detail: &Detail) -> Vec<(String, String)> {
    let own = detail.issue.organisation;
    let offered = detail.unit.organisations.iter().filter(|one| one.closed_at.is_none() || Some(one.id) == own);
    offered.map(|one| (one.id.to_string(), one.name.to_string())).collect()
}

/// Category, organisation, who answers, by when: as raised and as amended.
pub fn description(
    own: Option<&Issue>,
    organisations: &[(String, String)],
    desk: Desk,
    t: Texts,
) -> impl IntoView + use<> {
    let none = || (String::new(), t.kind.none().to_owned());
    let categories: Vec<_> = std::iter::once(none())
        .chain(Category::VARIANTS.iter().map(|one| (<&str>::from(one).to_owned(), t.kind.get(one.into()).to_owned())))
        .collect();
    let category = own.and_then(|own| own.category).map(|one| <&str>::from(one).to_owned()).unwrap_or_default();
    let whole = std::iter::once((String::new(), t.issue.whole_unit().to_owned()));
    let places: Vec<_> = whole.chain(organisations.iter().cloned()).collect();
    let place = own.and_then(|own| own.organisation).map(|one| one.to_string()).unwrap_or_default();
    let text = |name: Option<&domain::kinds::Name>| name.map(ToString::to_string).unwrap_or_default();
    let (official, department) =
        (text(own.and_then(|own| own.official.as_ref())), text(own.and_then(|own| own.department.as_ref())));
    let (kind, by) = match own.and_then(|own| own.due) {
        None => ("", String::new()),
        Some(Due::On { day }) => ("on", day.to_string()),
        Some(Due::Immediately { .. }) => ("immediately", String::new()),
        Some(Due::Standing) => ("standing", String::new()),
    };
    let kinds = [
        ("", t.issue.due_open()),
        ("on", t.issue.due_on()),
        ("immediately", t.issue.due_immediately()),
        ("standing", t.issue.standing()),
    ];
    let kinds = kinds.map(|(key, word)| (key.to_owned(), word.to_owned())).to_vec();
    view! {
        <div class="two-up">
            <Select label=t.field.category() name="category" options=categories value=category wrong=desk.wrong_of("category")/>
            <Select label=t.field.organisation() name="organisation" options=places value=place wrong=desk.wrong_of("organisation")/>
            <Field label=t.field.official() name="official" value=official wrong=desk.wrong_of("official")/>
            <Field label=t.field.department() name="department" value=department wrong=desk.wrong_of("department")/>
            <Select label=t.field.due() name="due_kind" options=kinds value=kind/>
            <Field label=t.issue.due_day() name="due" kind="date" value=by wrong=desk.wrong_of("due")/>
        </div>
    }
}

fn measure(own: Option<&domain::issue::Measure>, desk: Desk, t: Texts) -> impl IntoView + use<> {
    let what = own.map(|own| own.what.to_string()).unwrap_or_default();
    let who = own.and_then(|own| own.who.as_ref()).map(ToString::to_string).unwrap_or_default();
    view! {
        <TextArea label=t.issue.measure_what() name="what" value=what required=true wrong=desk.wrong_of("what")/>
        <Field label=t.issue.measure_who() name="who" value=who wrong=desk.wrong_of("who")/>
        {day("by", own.and_then(|own| own.due), t.issue.measure_by(), desk)}
    }
}
