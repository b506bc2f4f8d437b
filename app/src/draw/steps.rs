//! The five steps of a draw with their hashes: on its page, on the projection and on the sheet alike.

use domain::draw::{By, Draw, Hand, Side};
use leptos::prelude::*;

use super::read::Detail;
use super::{grouped, padded, short};
use crate::part::{Mark, Moment};
use crate::texts::{Texts, texts};

#[component]
pub fn Steps(detail: Detail) -> impl IntoView {
    let t = texts();
    let draw = detail.draw.clone();
    let two = if draw.by_dice() {
        view! { <Dice detail=detail.clone()/> }.into_any()
    } else {
        view! { <Commitments detail=detail.clone()/><Reveals detail=detail.clone()/> }.into_any()
    };
    view! {
        <ol class="draw-chain" aria-label=t.draw.steps()>
            <Roster detail=detail.clone()/>
            <Recusals draw=draw.clone()/>
            {two}
            <Seed draw/>
        </ol>
    }
}

#[component]
fn Roster(detail: Detail) -> impl IntoView {
    let t = texts();
    let draw = &detail.draw;
    let frozen = draw.roster.as_ref().zip(draw.frozen);
    let body = match frozen {
        None => view! { <p>{t.draw.not_frozen()}</p> }.into_any(),
        Some((roster, by)) => view! {
            <p>
                {t.draw.so_many_lines(roster.strata.len())} " " {detail.person(by.person)} " " <Moment time=by.at/>
                {t.draw.comma()}{t.draw.frozen_for_good()}
            </p>
            <Hash hash=roster.hash.to_string()/>
            {detail.square.clone().map(|(side, path)| view! { <Square side path/> })}
            <Erased detail=detail.clone()/>
        }
        .into_any(),
    };
    view! { <li class:done=frozen.is_some()><h3>{t.draw.step_freeze()}</h3>{body}</li> }
}

/// That the text is gone, and what can still be checked.
#[component]
fn Erased(detail: Detail) -> impl IntoView {
    let t = texts();
    detail.draw.erased.clone().map(|(reason, by)| {
        view! {
            <p class="draw-erased">
                <Mark kind="withdrawn" word=t.draw.erased()/> " " {reason.to_string()} " " <Who detail=detail.clone() by/>
            </p>
            <p>{t.draw.erased_note()}</p>
        }
    })
}

/// A hash in two lines of eight groups.
#[component]
pub fn Hash(hash: String) -> impl IntoView {
    let (first, last) = hash.split_at_checked(32).unwrap_or((&hash, ""));
    view! { <span class="code hash">{grouped(first)}<br/>{grouped(last)}</span> }
}

/// The roster's hash to be photographed.
#[component]
fn Square(side: usize, path: String) -> impl IntoView {
    let t = texts();
    // A quiet zone of four modules around it, as scanners want.
    let frame = format!("-4 -4 {} {}", side + 8, side + 8);
    view! {
        <svg class="qr" viewBox=frame width="132" height="132" role="img" aria-label=t.draw.square()>
            <rect x="-4" y="-4" width=side + 8 height=side + 8 class="light"></rect>
            <path d=path class="dark" shape-rendering="crispEdges"></path>
        </svg>
    }
}

#[component]
fn Recusals(draw: Draw) -> impl IntoView {
    let t = texts();
    let many = draw.recusals.len();
    let rows = draw.recusals.into_iter().map(|own| {
        view! { <li>{t.draw.roster_number(padded(own.number))}{t.draw.comma()}{own.reason.to_string()}</li> }
    });
    let rows = rows.collect_view();
    view! {
        <li class:done=draw.roster.is_some()>
            <h3>{if many == 0 { t.draw.no_recusals().to_owned() } else { t.draw.recusals(many) }}</h3>
            <ul>{rows}</ul>
        </li>
    }
}

fn sides(draw: &Draw, t: Texts) -> [(&'static str, Side, Hand); 2] {
    [(t.draw.side_group(), Side::Group, draw.group.clone()), (t.draw.side_unit(), Side::Unit, draw.witness.clone())]
}

#[component]
fn Who(detail: Detail, by: By) -> impl IntoView {
    view! { <small>{detail.person(by.person)} " " <Moment time=by.at/></small> }
}

#[component]
fn Commitments(detail: Detail) -> impl IntoView {
    let t = texts();
    let both = detail.draw.group.commitment.is_some() && detail.draw.witness.commitment.is_some();
    let rows = sides(&detail.draw, t).map(|(word, side, hand)| {
        let body = match hand.commitment {
            Some((hash, by)) => {
                let full = hash.to_string();
                view! {
                    <span class="code" title=full.clone()>{short(&full)}</span> <Who detail=detail.clone() by/>
                }
                .into_any()
            }
            None => view! { <span class="quiet">{waits(&detail, side, t)}</span> }.into_any(),
        };
        view! { <dt>{word}</dt><dd>{body}</dd> }
    });
    view! { <li class:done=both><h3>{t.draw.step_commit()}</h3><dl>{rows.collect_view()}</dl></li> }
}

/// For whom a step waits.
fn waits(detail: &Detail, side: Side, t: Texts) -> String {
    let plan = &detail.draw.plan;
    let person = match side {
        Side::Group => plan.presider,
        Side::Unit => plan.witness,
    };
    t.draw.waits_for(detail.person(person))
}

#[component]
fn Reveals(detail: Detail) -> impl IntoView {
    let t = texts();
    let rows = sides(&detail.draw, t).map(|(word, side, hand)| {
        let body = match hand.reveal {
            Some(own) => view! {
                <span>{own.secret.to_string()}</span>
                <Mark kind="verified" word=t.draw.fits_commitment()/>
                <small class="code salt">{own.salt.to_string()}</small>
                <Who detail=detail.clone() by=own.by/>
            }
            .into_any(),
            None => view! { <span class="quiet">{waits(&detail, side, t)}</span> }.into_any(),
        };
        view! { <dt>{word}</dt><dd>{body}</dd> }
    });
    let both = detail.draw.group.reveal.is_some() && detail.draw.witness.reveal.is_some();
    view! { <li class:done=both><h3>{t.draw.step_reveal()}</h3><dl>{rows.collect_view()}</dl></li> }
}

/// Instead of commitments and reveals: what both sides saw on the table.
#[component]
fn Dice(detail: Detail) -> impl IntoView {
    let t = texts();
    let rows = sides(&detail.draw, t).map(|(word, side, hand)| {
        let body = match hand.dice {
            Some((dice, by)) => {
                let throws = domain::draw::pick::dice(&dice);
                view! { <span class="throws">{throws}</span> <Who detail=detail.clone() by/> }.into_any()
            }
            None => view! { <span class="quiet">{waits(&detail, side, t)}</span> }.into_any(),
        };
        view! { <dt>{word}</dt><dd>{body}</dd> }
    });
    let both = detail.draw.seed.is_some();
    view! { <li class:done=both><h3>{t.draw.step_dice()}</h3><dl>{rows.collect_view()}</dl></li> }
}

#[component]
fn Seed(draw: Draw) -> impl IntoView {
    let t = texts();
    let note = if draw.by_dice() { t.draw.seed_of_dice() } else { t.draw.seed_of_reveals() };
    let hash = draw.seed.as_ref().map(|seed| view! { <Hash hash=seed.to_string()/> });
    view! { <li class:done=draw.seed.is_some()><h3>{t.draw.step_seed()}</h3><p>{note}</p>{hash}</li> }
}
