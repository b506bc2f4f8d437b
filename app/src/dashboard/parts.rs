//! Each unit (or, for the office, each group) against its own earlier cut: how many were open then and are open now.
//! In the order in which they were added or of names, never of counts: more found is not worse.

use domain::issue::list::Filter;
use domain::issue::{Origin, State};
use domain::kinds::Book;
use leptos::prelude::*;

use super::board::{Board, Cut, Part, Parts, Whole};
use super::scope::{Asked, Scope, states};
use crate::issue::query::to_href;
use crate::part::Section;
use crate::part::chart::axis::{Scale, px, real};
use crate::part::when::day_short;
use crate::texts::{Texts, texts};

/// One row as shown.
struct Row {
    name: String,
    href: String,
    scope: Scope,
    units: Option<u32>,
    cuts: [(Origin, Cut); 2],
}

#[component]
pub fn PartsView(board: Board) -> impl IntoView {
    let t = texts();
    let groups = matches!(board.parts, Parts::Groups(_));
    let rows = rows(&board);
    let Whole { many, top, .. } = board.whole;
    let rest = (rows.len() < many).then(|| {
        let all = Asked { every: true, ..board.asked }.href("/dashboard");
        view! { <p><a class="more" href=format!("{all}#parts")>{t.dashboard.groups_all(many)}</a></p> }
    });
    let (then, now) = (day_short(board.compare, t.lang), day_short(board.day, t.lang));
    let title = title(board.whole, groups, &then, t);
    let note = if groups { t.dashboard.groups_note(&then, &now) } else { t.dashboard.units_note(&then, &now) };
    let head = if groups { t.dashboard.group() } else { t.dashboard.unit() };
    let units = groups.then(|| view! { <th scope="col" class="number">{t.dashboard.units()}</th> });
    let rows = rows.into_iter().map(|row| line(row, &board, top, t)).collect_view();
    view! {
        <Section title note class="span-7" id="parts">
            <div class="scroll tall" tabindex="0" role="region" aria-label=head>
                <table class="table cuts">
                    <caption class="visually-hidden">{note_plain(&then, &now, t)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{head}</th>
                            {units}
                            <th scope="col">{t.kind.get(Origin::Research.into())}</th>
                            <th scope="col">{t.kind.get(Origin::TeamList.into())}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rest}
        </Section>
    }
}

fn note_plain(then: &str, now: &str, t: Texts) -> String {
    format!("{}: {}", t.dashboard.open(), t.dashboard.then_now(now, then))
}

fn rows(board: &Board) -> Vec<Row> {
    let cuts = |research, team_list| [(Origin::Research, research), (Origin::TeamList, team_list)];
    match &board.parts {
        Parts::Units(units) => units
            .iter()
            .map(|Part { id, name, research, team_list, .. }| Row {
                name: name.clone(),
                href: format!("/unit/{id}"),
                scope: Scope::Unit(*id),
                units: None,
                cuts: cuts(*research, *team_list),
            })
            .collect(),
        Parts::Groups(groups) => groups
            .iter()
            .map(|Part { id, name, units, research, team_list }| Row {
                name: name.clone(),
                href: Asked { scope: Scope::Group(*id), ..board.asked }.href("/dashboard"),
                scope: Scope::Group(*id),
                units: Some(*units),
                cuts: cuts(*research, *team_list),
            })
            .collect(),
    }
}

/// The finding: how many did better in research than they themselves did before.
fn title(whole: Whole, groups: bool, then: &str, t: Texts) -> String {
    match (whole.many, whole.fewer, groups) {
        (1, _, false) => t.dashboard.units_one(then),
        (_, 0, true) => t.dashboard.groups_same(then),
        (_, 0, false) => t.dashboard.units_same(then),
        (_, many, true) => t.dashboard.groups_title(then, many),
        (_, many, false) => t.dashboard.units_title(then, many),
    }
}

fn line(row: Row, board: &Board, top: i64, t: Texts) -> AnyView {
    let cells = row.cuts.map(|(origin, cut)| {
        let says = t.dashboard.cut_label(&row.name, cut.open, t.kind.get(origin.into()), cut.open_then);
        let (book, unit) = match row.scope {
            Scope::All => (None, None),
            Scope::Group(group) => (Some(Book::Group(group)), None),
            Scope::Unit(unit) => (None, Some(unit)),
        };
        let filter = Filter {
            book,
            unit,
            origin: Some(origin),
            states: states(State::open),
            as_of: board.asked.as_of,
            ..Filter::default()
        };
        view! { <td><a class="against" href=to_href(&filter) aria-label=says><Dumbbell cut top/><span>{cut_text(cut)}</span></a></td> }
    });
    let units = row.units.map(|units| view! { <td class="number">{units.to_string()}</td> });
    view! {
        <tr>
            <th scope="row"><a class="opens" href=row.href>{row.name}</a></th>
            {units}
            {cells.into_iter().collect_view()}
        </tr>
    }
    .into_any()
}

/// `19 → 14`
fn cut_text(cut: Cut) -> String {
    format!("{} → {}", cut.open_then, cut.open)
}

/// Hollow then, solid now, on one scale from zero for all rows.
#[component]
fn Dumbbell(cut: Cut, top: i64) -> impl IntoView {
    let scale = Scale { from: (0.0, real(top.max(1))), to: (8.0, 152.0) };
    let (then, now) = (px(scale.at(real(cut.open_then))), px(scale.at(real(cut.open))));
    let class = if cut.open < cut.open_then { "dumbbell good" } else { "dumbbell" };
    // Numbers of ours only, and hundreds of rows: as one text it is made and taken over in a fraction of the time.
    let drawn = format!(
        r#"<line class="base" x1="8" x2="152" y1="10" y2="10"/><line class="way" x1="{then}" x2="{now}" y1="10" y2="10" stroke-width="2"/><circle class="then" cx="{then}" cy="10" r="4"/><circle class="now" cx="{now}" cy="10" r="5"/>"#
    );
    view! { <svg class=class width="160" height="20" viewBox="0 0 160 20" aria-hidden="true" inner_html=drawn></svg> }
}
