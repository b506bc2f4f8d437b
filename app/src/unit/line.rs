//! One line of what is asked: by a record of the unit's own, or by a round or a draw that waits for it. What the latter are
//! called and where they lead is told as in the box.

use domain::asks::{Ask, Why};
use domain::kinds::Day;
use domain::reminder::{Matter, Reason, What};
use leptos::prelude::*;

use super::asks::{about_word, called, href_of, why_text};
use crate::inbox::matter;
use crate::part::{DayText, Mark};
use crate::texts::{Texts, texts};

#[derive(Clone)]
pub(super) struct Line {
    kind: &'static str,
    title: String,
    why: String,
    href: String,
    verb: &'static str,
    due: Option<Day>,
    late: bool,
    /// The day by which it stands in the list.
    by: Option<Day>,
}

/// All of them, the earliest day first; somebody waits for a draw's next step today.
pub(super) fn lines(asks: Vec<Ask>, waits: Vec<Matter>, today: Day, t: Texts) -> Vec<Line> {
    let asks = asks.into_iter().map(|own| of_ask(own, t));
    let mut lines: Vec<Line> = asks.chain(waits.into_iter().map(|own| of_wait(&own, today, t))).collect();
    lines.sort_by_key(|line| line.by.map_or(i64::MAX, Day::number));
    lines
}

fn of_ask(ask: Ask, t: Texts) -> Line {
    Line {
        kind: about_word(ask.about, t),
        title: called(ask.about, ask.code.as_deref(), &ask.title, t),
        why: why_text(&ask.why, t),
        href: href_of(ask.about, ask.verb),
        verb: t.unit.get(&format!("verb_{}", <&str>::from(ask.verb))),
        due: ask.due,
        late: ask.why.iter().any(|why| matches!(why, Why::Late { .. })),
        by: ask.due,
    }
}

fn of_wait(own: &Matter, today: Day, t: Texts) -> Line {
    let why = if matches!(own.what, What::Draw { .. }) { t.unit.wait_draw() } else { t.unit.wait_round() };
    Line {
        kind: matter::kind(own.what, t),
        title: matter::title(own, t),
        why: why.to_owned(),
        href: matter::href(own),
        verb: matter::step(own.what, t),
        due: own.due,
        late: own.reason == Reason::Late,
        by: own.due.or((own.reason == Reason::Waiting).then_some(today)),
    }
}

#[component]
pub(super) fn Row(line: Line, first: bool) -> impl IntoView {
    let t = texts();
    let Line { kind, title, why, href, verb, due, late, .. } = line;
    let class = if first { "button primary" } else { "button" };
    let spoken = format!("{verb}：{title}");
    view! {
        <li>
            <span class="kind">{kind}</span>
            <span class="what"><a href=href.clone()>{title}</a><small>{why}</small></span>
            <span class=if late { "by late" } else { "by" }>
                {due.map(|day| view! { <DayText day/> })}
                {late.then(|| view! { <Mark kind="late" word=t.state.late()/> })}
            </span>
            <a class=class href=href aria-label=spoken>{verb}</a>
        </li>
    }
}
