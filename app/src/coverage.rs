//! The coverage map: which organisation was never on a roster, never drawn; which kind and stratum was never reached.
//! Reads draws and units within the viewer's reach; counts nothing that is not one of their rows.

use domain::act::Subject;
#[cfg(feature = "ssr")]
use domain::draw::Draw;
use domain::draw::Kind;
use domain::draw::coverage::Reached;
use domain::kinds::{DrawId, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::live::live;
use crate::part::{Empty, Icon, Section, loaded};
use crate::session::me;
use crate::texts::texts;
use crate::wire::Json;

/// What was reached, unit by unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Map {
    pub units: Vec<OfUnit>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OfUnit {
    pub unit: UnitId,
    pub name: String,
    /// Every open organisation, reached or not.
    pub organisations: Vec<(String, Reached)>,
    /// Every stratum that was ever on a roster.
    pub strata: Vec<(Kind, String, Reached)>,
    /// Draws of each kind that came to a result.
    pub kinds: Vec<(Kind, Vec<DrawId>)>,
}

/// The units within reach with what their draws reached; `unit` narrows it, or is empty.
#[server(prefix = "/api", endpoint = "coverage", input = GetUrl, output = Json)]
pub async fn read_coverage(unit: String) -> Result<Map, Failure> {
    use crate::context;
    use domain::record::Record;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let unit: Option<UnitId> = unit.parse().ok();
    let units = store::record::all(&server.db, &reach, Subject::Unit, None, unit).await?;
    let draws = store::record::all(&server.db, &reach, Subject::Draw, None, unit).await?;
    let draws: Vec<Draw> =
        draws.into_iter().filter_map(|record| Box::<Draw>::try_from(record).ok().map(|own| *own)).collect();
    let units = units.into_iter().filter_map(|record| if let Record::Unit(unit) = record { Some(unit) } else { None });
    Ok(Map { units: units.map(|unit| of_unit(&unit, &draws)).collect() })
}

#[cfg(feature = "ssr")]
fn of_unit(unit: &domain::unit::Unit, draws: &[Draw]) -> OfUnit {
    use strum::VariantArray as _;
    let own: Vec<&Draw> = draws.iter().filter(|draw| draw.unit == unit.id).collect();
    let coverage = domain::draw::coverage::of(own.iter().copied());
    let open = unit.organisations.iter().filter(|own| own.closed_at.is_none());
    let reached = |id| coverage.organisations.get(&id).cloned().unwrap_or_default();
    let drawn = |kind: Kind| own.iter().filter(move |draw| draw.plan.kind == kind && draw.state() == "drawn");
    OfUnit {
        unit: unit.id,
        name: unit.name.to_string(),
        organisations: open.map(|own| (own.name.to_string(), reached(own.id))).collect(),
        strata: coverage.strata.iter().map(|((_, kind, name), own)| (*kind, name.clone(), own.clone())).collect(),
        kinds: Kind::VARIANTS.iter().map(|kind| (*kind, drawn(*kind).map(|draw| draw.id).collect())).collect(),
    }
}

/// `/coverage?unit=…`
#[component]
pub fn Page() -> impl IntoView {
    let (t, live, query) = (texts(), live(), leptos_router::hooks::use_query_map());
    let version = move || live.version(Subject::Draw) + live.version(Subject::Unit);
    let unit = Memo::new(move |_| query.read().get("unit").unwrap_or_default());
    let map = Resource::new(move || (unit.get(), version()), |(unit, _)| read_coverage(unit));
    view! {
        <leptos_meta::Title text=t.rail.coverage()/>
        {loaded(map, 8, move |map| view! { <Shown map/> }.into_any())}
    }
}

#[component]
fn Shown(map: Map) -> impl IntoView {
    let t = texts();
    let all = map.units.iter().flat_map(|unit| &unit.organisations);
    let never = all.clone().filter(|(_, own)| own.drawn == 0).count();
    let title = t.coverage.sentence(all.count(), never);
    let none = map.units.is_empty().then(|| view! { <Empty title=t.coverage.none()/> });
    let units = map.units.into_iter().map(|unit| view! { <Unit unit/> }).collect_view();
    view! {
        <header class="page-head"><h1>{title}</h1><p class="quiet">{t.coverage.note()}</p></header>
        {none}
        <div class="coverage">{units}</div>
    }
}

#[component]
fn Unit(unit: OfUnit) -> impl IntoView {
    let (t, me) = (texts(), me());
    let never = unit.organisations.iter().filter(|(_, own)| own.drawn == 0).count();
    let title = t.coverage.of_unit(me.unit_name(unit.unit), never);
    let cells = unit.organisations.iter().map(|(name, own)| view! { <Cell name=name.clone() own=own.clone()/> });
    let cells = cells.collect_view();
    let kinds = unit.kinds.iter().map(|(kind, draws)| {
        let own = Reached { listed: draws.len(), drawn: draws.len(), by: draws.clone() };
        view! { <Cell name=crate::draw::kind_word(*kind, t).to_owned() own/> }
    });
    let kinds = kinds.collect_view();
    let more = view! { <a class="more" href=format!("/draws?unit={}", unit.unit)>{t.coverage.draws()}</a> }.into_any();
    view! {
        <Section title=title note=t.coverage.counted() more=more>
            <h3>{t.coverage.organisations()}</h3>
            <ul class="heat">{cells}</ul>
            <h3>{t.coverage.kinds()}</h3>
            <ul class="heat">{kinds}</ul>
            <Twin unit/>
        </Section>
    }
}

/// How much of it was reached: a shape, a word and a shade, never a shade alone.
fn shade(own: &Reached) -> (&'static str, &'static str) {
    match (own.listed, own.drawn) {
        (0, 0) => ("never", "s-found"),
        (_, 0) => ("listed", "s-agreed"),
        (_, 1) => ("once", "s-verified"),
        (_, _) => ("often", "s-held"),
    }
}

/// One cell of the map; what was drawn opens its draw.
#[component]
fn Cell(name: String, own: Reached) -> impl IntoView {
    let t = texts();
    let (kind, icon) = shade(&own);
    let word = if own.drawn > 0 { t.coverage.drawn_times(own.drawn) } else { t.coverage.get(kind).to_owned() };
    let class = format!("heat-cell {kind}");
    let body = view! { <Icon name=icon/><strong>{name}</strong><small>{word}</small> };
    match own.by.last() {
        Some(draw) => view! { <li><a class=class href=format!("/draws/{draw}")>{body}</a></li> }.into_any(),
        None => view! { <li><span class=class>{body}</span></li> }.into_any(),
    }
}

/// The same as a table, strata included.
#[component]
fn Twin(unit: OfUnit) -> impl IntoView {
    let t = texts();
    let row = |name: String, what: String, own: Reached| {
        let links = own.by.iter().enumerate().map(|(place, draw)| {
            view! { <a href=format!("/draws/{draw}")>{t.coverage.draw_nth(place + 1)}</a> " " }
        });
        let links = links.collect_view();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{what}</td>
                <td class="num">{own.listed}</td>
                <td class="num">{own.drawn}</td>
                <td>{links}</td>
            </tr>
        }
    };
    let organisations = unit.organisations.into_iter();
    let organisations = organisations.map(|(name, own)| row(name, t.field.organisation().to_owned(), own));
    let organisations = organisations.collect_view();
    let strata = unit.strata.into_iter();
    let strata = strata.map(|(kind, name, own)| row(name, crate::draw::kind_word(kind, t).to_owned(), own));
    let strata = strata.collect_view();
    view! {
        <details class="coverage-twin">
            <summary>{t.coverage.table()}</summary>
            <div class="scroll" role="region" tabindex="0" aria-label=t.coverage.table()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.coverage.what()}</th>
                            <th scope="col">{t.draw.kind()}</th>
                            <th scope="col" class="num">{t.coverage.listed_times()}</th>
                            <th scope="col" class="num">{t.coverage.drawn_head()}</th>
                            <th scope="col">{t.coverage.by()}</th>
                        </tr>
                    </thead>
                    <tbody>{organisations}{strata}</tbody>
                </table>
            </div>
        </details>
    }
}
