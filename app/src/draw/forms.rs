//! What can be done to a draw, each step in its turn and by its side.

use domain::act::Act as Any;
use domain::draw::{Act, Draw, Side};
use domain::kinds::Note;
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::draft::Draft;
use super::freeze::Freeze;
use super::read::Detail;
use super::seed::{Commit, Kept, Reveal, Throw};
use super::visits::PlanVisits;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::empty::refusal_text;
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::texts;

/// Which side this person is on, if on one.
fn side(draw: &Draw, viewer: &domain::viewer::Viewer) -> Option<Side> {
    if viewer.in_group(draw.book) { Some(Side::Group) } else { viewer.in_unit(draw.unit).then_some(Side::Unit) }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let Some(side) = side(&detail.draw, &me.viewer) else {
        return view! { <p class="note">{t.draw.not_yours()}</p> }.into_any();
    };
    let draw = &detail.draw;
    let (state, group, hand) = (draw.state(), side == Side::Group, draw.hand(side));
    let open = !draw.by_dice() && draw.group.reveal.is_none() && draw.witness.reveal.is_none();
    let commits = state == "frozen" && !draw.by_dice() && hand.commitment.is_none();
    let reveals = state == "committed" && hand.reveal.is_none();
    let throws = state == "frozen" && draw.group.commitment.is_none() && draw.witness.commitment.is_none();
    if group {
        forget_roster(&detail);
    }
    let recuses = group && open && matches!(state, "frozen" | "committed");
    view! {
        {(group && state == "prepared").then(|| view! { <Freeze detail=detail.clone()/> })}
        <div class="row draw-acts">
            {commits.then(|| view! { <Commit detail=detail.clone() side/> })}
            {reveals.then(|| view! { <Reveal detail=detail.clone() side/> })}
            {throws.then(|| view! { <Throw detail=detail.clone() side/> })}
            {recuses.then(|| view! { <Recuse detail=detail.clone()/> })}
            {(group && state == "drawn").then(|| view! { <PlanVisits detail=detail.clone()/> })}
            {(group && state == "drawn").then(|| view! { <Extend detail=detail.clone()/> })}
            {(group && state != "abandoned").then(|| view! { <Abandon detail=detail.clone()/> })}
            {erases(&detail, &me.viewer).then(|| view! { <EraseRoster detail=detail.clone()/> })}
        </div>
        <Kept detail=detail.clone() side/>
    }
    .into_any()
}

/// A roster that was being written for it is not needed any more.
fn forget_roster(detail: &Detail) {
    let draw = &detail.draw;
    if draw.state() != "prepared" {
        Draft::new(outbox(), draw.unit, Some(draw.id)).over();
    }
}

#[component]
fn Recuse(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("recuse"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let number = entered.get("number", |raw| raw.trim().parse().map_err(|_| Refusal::BadCharacter))?;
        Ok(Any::Draw(Act::Recuse { draw, number, reason: entered.get("reason", Note::parse)? }))
    });
    view! {
        <Fold verb=t.act.draw_recuse() id="recuse">
            <ActForm form book known=detail.known() verb=t.act.draw_recuse() read>
                <Field label=t.draw.recused_number() name=form.name("number") kind="number" wrong=form.wrong("number")/>
                <TextArea label=t.field.reason() name=form.name("reason") hint=t.draw.no_names_hint() wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Extend(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("extend"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    // each stratum with how many it has left, and whether more than that are asked for
    let most: Vec<_> = detail.draw.left().into_iter().map(|left| (left, RwSignal::new(false))).collect();
    let strata = detail.draw.plan.strata.iter().zip(most.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let typed = |place| count(entered.raw(&format!("more-{place}")));
        let more = (0..most.len()).map(typed).collect::<Result<Vec<_>, Wrong>>()?;
        for (wanted, (left, over)) in more.iter().zip(&most) {
            over.set(usize::from(*wanted) > *left);
        }
        if let Some((left, _)) = most.iter().find(|(_, over)| over.get_untracked()) {
            return Err(("stratum", Refusal::TooMany { max: *left }));
        }
        Ok(Any::Draw(Act::Extend { draw, more, reason: entered.get("reason", Note::parse)? }))
    });
    let fields = strata.enumerate().map(|(place, (stratum, (left, over)))| {
        let own = format!("more-{place}");
        let (name, label) = (form.name(&own), t.draw.more_of(stratum.name.to_string()));
        let wrong = Signal::derive(move || over.get().then(|| refusal_text(&Refusal::TooMany { max: left }, t)));
        let typed = move |event| {
            let wanted = form.typed(&event).and_then(|entered| count(entered.raw(&own)).ok());
            over.set(wanted.is_some_and(|wanted| usize::from(wanted) > left));
        };
        view! { <Field label name kind="number" value="0" hint=t.draw.not_drawn(left.to_string()) wrong on:input=typed/> }
    });
    let fields = fields.collect_view();
    view! {
        <Fold verb=t.act.draw_extend() id="extend">
            <ActForm form book known=detail.known() verb=t.act.draw_extend() read>
                {fields}
                <TextArea label=t.field.reason() name=form.name("reason") hint=t.draw.extend_hint() wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

/// Nothing typed is none.
pub(super) fn count(raw: &str) -> Result<u16, Wrong> {
    let raw = raw.trim();
    if raw.is_empty() { Ok(0) } else { raw.parse().map_err(|_| ("", Refusal::BadCharacter)) }
}

#[component]
fn Abandon(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("abandon"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Draw(Act::Abandon { draw, reason: entered.get("reason", Note::parse)? }))
    });
    let formal = vec![t.draw.abandon_one().to_owned(), t.draw.abandon_two().to_owned()];
    view! {
        <Fold verb=t.act.draw_abandon() id="abandon">
            <ActForm form book known=detail.known() verb=t.act.draw_abandon() read formal>
                <TextArea label=t.field.reason() name=form.name("reason") hint=t.draw.no_names_hint() wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

/// Whoever froze the roster, or the group's lead, once nothing is drawn from it any more.
fn erases(detail: &Detail, viewer: &domain::viewer::Viewer) -> bool {
    let draw = &detail.draw;
    let own = draw.frozen.is_some_and(|by| by.person == viewer.person && viewer.in_group(draw.book));
    let over = matches!(draw.state(), "drawn" | "abandoned");
    over && draw.erased.is_none() && draw.roster.is_some() && (own || viewer.leads_group(draw.book))
}

#[component]
fn EraseRoster(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("erase"));
    let (book, draw) = (detail.draw.book, detail.draw.id);
    let Some(roster) = detail.draw.roster.as_ref().map(|own| own.hash.clone()) else { return ().into_any() };
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Draw(Act::EraseRoster { draw, roster: roster.clone(), reason: entered.get("reason", Note::parse)? }))
    });
    let formal = [t.draw.erase_one(), t.draw.erase_two(), t.draw.erase_three()].map(str::to_owned).to_vec();
    view! {
        <Fold verb=t.act.draw_erase_roster() id="erase">
            <ActForm form book known=detail.known() verb=t.act.draw_erase_roster() read formal>
                <TextArea label=t.field.reason() name=form.name("reason") hint=t.draw.no_names_hint() wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
    .into_any()
}
