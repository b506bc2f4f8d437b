//! What was promised in the room and is past its day, beside the overdue issues: the longest first, each leading to its
//! visit. Nothing is shown where nothing is late.

use domain::visit::list::Filter;
use leptos::prelude::*;

use super::board::{Board, Late};
use crate::part::{Icon, Section};
use crate::session::me;
use crate::texts::texts;
use crate::visit::query::to_href;

#[component]
pub fn Promises(board: Board, most: usize) -> impl IntoView {
    let t = texts();
    let many = board.stuck.promises;
    let Some(longest) = board.stuck.promises_rows.first().map(|own| own.days) else { return ().into_any() };
    let (asked, as_of) = (board.asked.filter(), board.asked.as_of);
    let all = to_href(&Filter { book: asked.book, unit: asked.unit, as_of, promised: true, ..Filter::default() });
    let more = view! { <a class="more" href=all>{t.visit.promised()}</a> }.into_any();
    let rows = board.stuck.promises_rows.into_iter().take(most).map(|own| view! { <Row own/> }).collect_view();
    view! {
        <Section title=t.dashboard.promises_title(longest, many) note=t.dashboard.promises_note() more=more id="promises">
            <ol class="radar">{rows}</ol>
        </Section>
    }
    .into_any()
}

#[component]
fn Row(own: Late) -> impl IntoView {
    let (t, me) = (texts(), me());
    let place: Vec<String> = [Some(me.unit_name(own.unit)), own.who].into_iter().flatten().collect();
    view! {
        <li>
            <span class="days">
                <span class="mark late"><Icon name="s-late" size=14/></span>
                {own.days.to_string()}
                <small>{t.dashboard.days_unit()}</small>
            </span>
            <span class="what">
                <a class="title" href=format!("/visits/{}#promises", own.visit)>{own.what}</a>
                <span class="where">{place.join("·")}</span>
            </span>
        </li>
    }
}
