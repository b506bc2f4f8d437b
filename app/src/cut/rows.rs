//! The rows behind one figure of a cut, as it stands on the day that the cut is compared with: exactly those that were
//! counted, each with a link, those that count first. For figures that no list shows as they are counted.

mod read;

use domain::act::Subject;
use domain::cut::rows::Behind;
use domain::kinds::{CutId, Day, UnitId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{others, shares};
use crate::failure::Failure;
use crate::notice::paper_word;
use crate::part::reading::reading;
use crate::part::records::Scope;
use crate::part::{DayText, Empty, Section, Summary};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

use read::{Line, Rows, read_rows};

/// `/cuts/:id/:figure`; `unit` narrows it, `asof` is the day.
#[component]
pub fn Page() -> impl IntoView {
    let params = use_params_map();
    let key = move || {
        let params = params.read();
        let id = params.get("id").and_then(|raw| raw.parse::<CutId>().ok())?;
        let Scope { unit, as_of, .. } = Scope::asked();
        Some((id, params.get("figure")?, unit, as_of))
    };
    let read = |key: Option<(CutId, String, Option<UnitId>, Option<Day>)>| async move {
        match key {
            Some((id, figure, unit, as_of)) => read_rows(id, figure, unit, as_of).await,
            None => Err(Failure::not_found()),
        }
    };
    reading(key, &[Subject::Cut], read, |rows| view! { <Shown rows/> }.into_any())
}

/// What the figure is called.
fn word(figure: &str, t: Texts) -> &'static str {
    match Behind::read(figure) {
        Some(Behind::Share(kind)) => shares::word(kind, t),
        Some(Behind::Other(other)) => others::word(other, t),
        Some(Behind::Papers(paper)) => paper_word(paper, t),
        None => "",
    }
}

#[component]
fn Shown(rows: Rows) -> impl IntoView {
    let (t, me) = (texts(), me());
    let title = word(&rows.figure, t).to_owned();
    let as_of = rows.past.then_some(rows.day);
    let cut = Scope { as_of, ..Scope::default() }.href(&format!("/cuts/{}", rows.cut), "");
    let crumbs = vec![("/cuts".to_owned(), t.rail.cuts().to_owned()), (cut, rows.title.clone())];
    let of = rows.unit.map(|unit| format!("{}·", me.unit_name(unit)));
    let (several, day) = (rows.unit.is_none(), rows.day);
    let (yes, no): (Vec<Line>, Vec<Line>) = rows.lines.into_iter().partition(|own| own.counts);
    let says = if no.is_empty() { yes.len().to_string() } else { format!("{}／{}", yes.len(), yes.len() + no.len()) };
    let line = view! { <p>{of} {says} "·" {t.cut.at_the_end()} " " <DayText day/></p> };
    let none = (yes.is_empty() && no.is_empty()).then(|| {
        view! { <Section title=title.clone()><Empty title=t.cut.rows_none() note=t.cut.rows_none_note()/></Section> }
    });
    let lists = [(t.cut.rows_yes(yes.len()), yes), (t.cut.rows_no(no.len()), no)];
    let lists = lists.into_iter().filter(|own| !own.1.is_empty());
    let lists = lists.map(|(title, lines)| list(title, lines, several, &me, t)).collect_view();
    view! {
        <Summary title crumbs line=line.into_any()/>
        <div class="columns">{none}{lists}</div>
    }
}

/// Each with whose it is, where it is not one unit's page.
fn list(title: String, lines: Vec<Line>, several: bool, me: &Me, t: Texts) -> AnyView {
    let rows = lines.into_iter().map(|own| {
        let code = (!own.code.is_empty()).then(|| view! { <span class="code">{own.code.clone()}</span> " " });
        let units = own.units.iter().map(|unit| me.unit_name(*unit)).collect::<Vec<_>>().join("、");
        let units = several.then_some(units);
        let untrue = own.untrue.then(|| t.evaluation.rows_untrue());
        let said = view! { <span class="quiet">{units} " " {untrue}</span> };
        view! { <li class="counted-row">{code}<a href=own.href>{own.title}</a> " " {said}</li> }
    });
    let rows = rows.collect_view();
    view! { <Section title=title class="span-6"><ul class="leads">{rows}</ul></Section> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::cut::Other;
    use domain::cut::shares::Kind;
    use domain::figure::Cell;
    use domain::notice::Paper;
    use strum::VariantArray;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn every_figure_that_leads_to_rows_has_a_word_there() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            let shares = Kind::VARIANTS.iter().filter(|kind| kind.has_rows()).map(|kind| <&str>::from(kind).to_owned());
            let others = Other::VARIANTS.iter().map(|other| <&str>::from(other).to_owned());
            let papers = Paper::VARIANTS.iter().map(|paper| Cell::Notice { paper: *paper }.to_string());
            assert!(shares.chain(others).chain(papers).all(|own| !word(&own, t).is_empty()));
            assert_eq!(word("score", t), "");
        }
    }
}
