//! Who or what was drawn, stratum by stratum in the order of the draw, and who comes next.

use domain::draw::roster::Roster;
use domain::draw::{Draw, Pick};
use leptos::prelude::*;

use super::padded;
use super::read::Detail;
use super::visits::Followed;
use crate::texts::{Texts, texts};

/// One pick in words: name, or the number where the roster is not the reader's.
pub(super) fn words(pick: Pick, list: Option<&Roster>, t: Texts) -> (String, String) {
    let number = t.draw.roster_number(padded(pick.number));
    match list.and_then(|list| list.entry(pick.number)) {
        Some(entry) => {
            let note = entry.note.as_ref().map(|note| format!("{note}{}", t.draw.comma())).unwrap_or_default();
            (entry.name.to_string(), format!("{note}{number}"))
        }
        None => (number, String::new()),
    }
}

/// `shown` of them; those not yet shown keep their place.
#[component]
pub fn Names(
    detail: Detail,
    /// All of them without it.
    #[prop(optional, into)]
    shown: Option<Signal<usize>>,
    /// With the visits that each became.
    #[prop(optional)]
    follow: bool,
) -> impl IntoView {
    let t = texts();
    let (draw, list) = (detail.draw.clone(), detail.list());
    let picks = draw.picks();
    let sizes = draw.sizes();
    let strata = draw.plan.strata.iter().enumerate().map(|(place, stratum)| {
        let own = picks.iter().enumerate().filter(|(_, pick)| usize::from(pick.stratum) == place);
        let rows = own.map(|(order, pick)| {
            let (name, note) = words(*pick, list.as_ref(), t);
            let hidden = move || shown.is_some_and(|shown| shown.get() <= order).then_some("");
            let followed = follow.then(|| view! { <Followed detail=detail.clone() number=pick.number/> });
            let round = (pick.round > 0).then(|| t.draw.added_later(pick.round));
            view! {
                <li data-hidden=hidden aria-hidden=move || hidden().map(|_| "true")>
                    <span class="order">{order + 1}</span>
                    <strong>{name}</strong>
                    <small>{note} {round.map(|word| view! { " " <em>{word}</em> })}</small>
                    {followed}
                </li>
            }
        });
        let rows = rows.collect_view();
        let many = picks.iter().filter(|pick| usize::from(pick.stratum) == place).count();
        let size = sizes.get(place).copied().unwrap_or(0);
        view! {
            <section>
                <h3>{stratum.name.to_string()}<small>{t.draw.from_so_many(many, size)}</small></h3>
                <ol>{rows}</ol>
            </section>
        }
    });
    view! { <div class="draw-names" aria-label=t.draw.drawn_ones()>{strata.collect_view()}</div> }
}

/// 候补: who comes next in each stratum.
#[component]
pub fn Reserves(draw: Draw, #[prop(optional_no_strip)] list: Option<Roster>) -> impl IntoView {
    let t = texts();
    let next = draw.reserves().into_iter().map(|pick| {
        let (name, _) = words(pick, list.as_ref(), t);
        let stratum = draw.plan.strata.get(usize::from(pick.stratum)).map(|own| own.name.to_string());
        view! { <span><strong>{name}</strong> {stratum}</span> }
    });
    let next: Vec<_> = next.collect();
    (!next.is_empty()).then(|| view! { <p class="reserve"><span>{t.draw.reserves()}</span>{next}</p> })
}
