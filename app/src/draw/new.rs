//! The form that begins a draw: what for, from which roster, how many of each stratum, who presides and who witnesses.
//! Sending it prepares the draw and freezes its roster in one go. What is typed is kept on the device while typing
//! (`draft.rs`).

use std::collections::HashMap;

use domain::act::Act as Any;
use domain::draw::roster::Roster;
use domain::draw::{Act, Kind, Plan, Stratum};
use domain::kinds::{ActId, Book, DrawId, Title, UnitId};
use domain::private::Private;
use domain::refusal::{Field as Of, Refusal};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use strum::VariantArray;

use super::draft::{Draft, Keeping};
use super::kind_word;
use super::read::{Sources, read_sources};
use super::roster::{Editor, Lines, Takes};
use crate::edge;
use crate::outbox::{Whereabouts, outbox};
use crate::part::act_form::{Entered, Wrong};
use crate::part::empty::refusal_text;
use crate::part::field::Select;
use crate::part::{Confirm, Empty, Field, Sent, loaded};
use crate::session::{UnitNode, me};
use crate::texts::texts;
use crate::wire;

const PREFIX: &str = "prepare";

/// `/draws/new?unit=…`
#[component]
pub fn Page() -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    let own = |group: &crate::session::GroupNode| me.viewer.in_group(Book::Group(group.id));
    let units: Vec<UnitNode> =
        me.groups.iter().filter(|group| own(group)).flat_map(crate::session::GroupNode::open).cloned().collect();
    let body = if units.is_empty() {
        view! { <Empty title=t.draw.not_yours()/> }.into_any()
    } else {
        let first = units[0].id;
        let own: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
        let unit = Memo::new(move |_| {
            let asked = query.read().get("unit").and_then(|raw| raw.parse().ok());
            asked.filter(|id| own.contains(id)).unwrap_or(first)
        });
        let sources = wire::resource(move || unit.get(), read_sources);
        view! {
            <Units units unit/>
            {loaded(sources, 8, move |sources| view! { <Prepare sources unit=unit.get_untracked()/> }.into_any())}
        }
        .into_any()
    };
    view! {
        <leptos_meta::Title text=t.act.draw_prepare()/>
        <header class="page-head"><h1>{t.act.draw_prepare()}</h1><p class="quiet">{t.draw.prepare_note()}</p></header>
        {body}
    }
}

/// Which unit: as links, so that it works before the page is alive and the address says it. Each is a page of its own, with the
/// draft of its unit.
#[component]
fn Units(units: Vec<UnitNode>, unit: Memo<UnitId>) -> impl IntoView {
    let t = texts();
    let links = units.into_iter().map(|own| {
        let here = move || (unit.get() == own.id).then_some("page");
        view! { <a href=format!("/draws/new?unit={}", own.id) rel="external" aria-current=here>{own.name.to_string()}</a> }
    });
    view! { <nav class="tabs" aria-label=t.field.unit()>{links.collect_view()}</nav> }
}

/// What was typed, as what is sent.
#[derive(Clone, PartialEq, Debug)]
struct Made {
    draw: DrawId,
    plan: Plan,
    roster: Roster,
}

#[component]
fn Prepare(sources: Sources, unit: UnitId) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let lines = Lines::new();
    let draft = Draft::new(outbox, unit, None);
    draft.recall(lines);
    let node = NodeRef::<html::Form>::new();
    let wrong = RwSignal::new(None::<(String, String)>);
    let (open, made) = (RwSignal::new(false), StoredValue::new(None::<Made>));
    let sent = RwSignal::new(Vec::<ActId>::new());
    let going = RwSignal::new(None::<DrawId>);
    let organisations = StoredValue::new(sources.organisations.clone());
    let book = me.unit(unit).map_or(Book::Office, |(group, _)| Book::Group(group.id));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = node.get_untracked() else { return };
        wrong.set(None);
        match read(&Entered::of(&form, PREFIX), lines) {
            Ok(own) => {
                made.set_value(Some(own));
                open.set(true);
            }
            Err((field, refusal)) => wrong.set(Some((field.to_owned(), refusal_text(&refusal, t)))),
        }
    };
    let confirmed = move |()| {
        open.set(false);
        let Some(own) = made.get_value() else { return };
        let strata: Vec<_> = own.plan.strata.iter().map(|own| own.name.clone()).collect();
        let frozen = organisations.with_value(|organisations| own.roster.frozen(&strata, organisations));
        let Ok(roster) = frozen else { return };
        let private = Private { salt: own.roster.salt.to_string(), text: own.roster.body() };
        let draw = own.draw;
        draft.handed_in(lines, draw);
        let first = outbox.propose(book, Any::Draw(Act::Prepare { draw, unit, plan: own.plan }));
        let second = outbox.propose_with(book, Any::Draw(Act::Freeze { draw, roster }), vec![private]);
        sent.set(vec![first, second]);
        going.set(Some(draw));
    };
    let stuck = follow(sent, going, move || draft.taken_back(lines));
    let wrong_of = move |field: &'static str| {
        Signal::derive(move || wrong.get().filter(|(own, _)| own == field).map(|(_, why)| why))
    };
    let formal = vec![t.draw.freeze_one().to_owned(), t.draw.freeze_two().to_owned(), t.draw.freeze_three().to_owned()];
    view! {
        <form
            class="sheet draw-new"
            novalidate
            node_ref=node
            on:submit=submit
            on:input=move |_| draft.keep(lines)
            on:change=move |_| draft.keep(lines)
        >
            <Plans sources=sources.clone() wrong_of=Callback::new(move |(field,): (&'static str,)| wrong_of(field))/>
            <Editor lines sources/>
            <Takes lines wrong=wrong_of("take")/>
            <Keeping draft lines/>
            <p class="wrong" role="alert">{move || wrong.get().filter(|(field, _)| field.is_empty()).map(|(_, why)| why)}</p>
            <div class="row">
                <button class="button primary" disabled=move || going.get().is_some()>{t.act.draw_freeze()}</button>
                <a class="button plain" href="/draws">{t.common.cancel()}</a>
            </div>
            {move || sent.get().into_iter().map(|id| view! { <p><Sent id/></p> }).collect_view()}
            {move || stuck.get().map(|draw| view! { <Stuck draw/> })}
        </form>
        <Confirm open title=t.act.draw_freeze() consequences=formal verb=t.act.draw_freeze() on_confirm=Callback::new(confirmed)/>
    }
}

/// Goes to the draw once both steps are recorded; `back` where there is no such draw, and the form can be sent again.
/// The draw, while it is prepared and its roster was refused.
fn follow(
    sent: RwSignal<Vec<ActId>>,
    going: RwSignal<Option<DrawId>>,
    back: impl Fn() + 'static,
) -> Signal<Option<DrawId>> {
    let (outbox, navigate) = (outbox(), use_navigate());
    let steps = Memo::new(move |_| sent.get().into_iter().map(|id| outbox.whereabouts(id)).collect::<Vec<_>>());
    Effect::new(move || match (steps.get().as_slice(), going.get()) {
        ([Whereabouts::Refused { .. }, ..], Some(_)) => {
            going.set(None);
            back();
        }
        ([Whereabouts::Recorded { .. }, Whereabouts::Recorded { .. }], Some(draw)) => {
            navigate(&format!("/draws/{draw}"), Default::default());
        }
        (_, Some(_) | None) => {}
    });
    Signal::derive(move || match steps.get().as_slice() {
        [Whereabouts::Recorded { .. }, Whereabouts::Refused { .. } | Whereabouts::Gone] => going.get(),
        _ => None,
    })
}

/// Prepared, but its roster was refused: it is put right where the draw is.
#[component]
fn Stuck(draw: DrawId) -> impl IntoView {
    let t = texts();
    let to = format!("/draws/{draw}#freeze");
    view! { <p role="status">{t.draw.not_frozen_go_on()} " " <a href=to>{t.draw.go_on()}</a></p> }
}

/// What for, what of, who.
#[component]
fn Plans(sources: Sources, wrong_of: Callback<(&'static str,), Signal<Option<String>>>) -> impl IntoView {
    let t = texts();
    let kinds = Kind::VARIANTS.iter().map(|kind| (<&str>::from(kind).to_owned(), kind_word(*kind, t).to_owned()));
    let options = |people: Vec<(domain::kinds::PersonId, domain::kinds::Name)>| {
        people.into_iter().map(|(id, name)| (id.to_string(), name.to_string())).collect::<Vec<_>>()
    };
    let me = me().viewer.person.to_string();
    view! {
        <Field label=t.draw.purpose() name="prepare-purpose" hint=t.draw.purpose_hint() wrong=wrong_of.run(("purpose",))/>
        <div class="two-up">
            <Select label=t.draw.kind() name="prepare-kind" options=kinds.collect()/>
            <Select label=t.field.presider() name="prepare-presider" options=options(sources.presiders) value=me wrong=wrong_of.run(("presider",))/>
            <Select label=t.field.witness() name="prepare-witness" options=options(sources.witnesses) wrong=wrong_of.run(("witness",))/>
        </div>
    }
}

fn read(entered: &Entered, lines: Lines) -> Result<Made, Wrong> {
    let missing = |field| Refusal::Missing { field };
    let roster = lines.roster()?;
    let sizes = roster.entries.iter().fold(HashMap::new(), |mut sizes, entry| {
        *sizes.entry(entry.stratum.clone()).or_insert(0_usize) += 1;
        sizes
    });
    let take = |(place, name): (usize, domain::draw::roster::StratumName)| {
        let take =
            super::forms::count(entered.raw(&format!("take-{place}"))).map_err(|(_, refusal)| ("take", refusal))?;
        let size = sizes.get(&name).copied().unwrap_or(0);
        if usize::from(take) > size {
            Err(("take", Refusal::TooMany { max: size }))
        } else {
            Ok(Stratum { name, take })
        }
    };
    let strata = roster.strata().into_iter().enumerate().map(take).collect::<Result<Vec<_>, Wrong>>()?;
    if strata.iter().all(|own| own.take == 0) {
        return Err(("take", missing(Of::Number)));
    }
    let plan = Plan {
        purpose: entered.get("purpose", Title::parse)?,
        kind: entered.get("kind", |raw| raw.parse().map_err(|_| Refusal::Malformed))?,
        strata,
        presider: entered.get("presider", |raw| raw.parse().map_err(|_| missing(Of::Presider)))?,
        witness: entered.get("witness", |raw| raw.parse().map_err(|_| missing(Of::Witness)))?,
    };
    Ok(Made { draw: edge::id(), plan, roster })
}
