//! What is asked now, each with its verb; what waits in the group's hands; what came back.

use domain::asks::{About, Ask, Held, Until, Verb, Why};
use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::{Day, UnitId};
use domain::reminder::Matter;
use leptos::prelude::*;

use super::home::more;
use super::line::{Line, Row, lines};
use super::link;
use super::read::Side;
use crate::issue::query::to_href;
use crate::part::{Empty, Section, day_text};
use crate::session::me;
use crate::texts::{Texts, texts};

/// So many stand open; the rest is behind one click.
const FIRST: usize = 8;

#[component]
pub fn Asks(asks: Vec<Ask>, waits: Vec<Matter>, side: Side) -> impl IntoView {
    let t = texts();
    let title = if side == Side::Guide { t.unit.asks_title_guide() } else { t.unit.asks_title() };
    let mut shown = lines(asks, waits, me().today(), t);
    let rest = shown.split_off(shown.len().min(FIRST));
    let list = match (shown.is_empty(), rest.is_empty()) {
        (true, _) => view! { <Empty title=t.unit.asks_none() note=t.unit.asks_none_note()/> }.into_any(),
        (false, true) => view! { <List lines=shown main=true/> }.into_any(),
        (false, false) => {
            let others = t.unit.asks_rest(rest.len());
            view! {
                <List lines=shown main=true/>
                <details class="fold">
                    <summary>{others}</summary>
                    <List lines=rest main=false/>
                </details>
            }
            .into_any()
        }
    };
    view! { <Section title=title.to_owned() class="span-8" id="asks">{list}</Section> }
}

/// `main`: its first line has the page's one primary button.
#[component]
fn List(lines: Vec<Line>, main: bool) -> impl IntoView {
    let rows = lines.into_iter().enumerate().map(|(place, line)| view! { <Row line first=main && place == 0/> });
    view! { <ol class="asks">{rows.collect_view()}</ol> }
}

/// The page of what is asked, at the form of the verb.
pub(crate) fn href_of(about: About, verb: Verb) -> String {
    about.href(verb)
}

trait Opens {
    fn page(self) -> String;
    fn href(self, verb: Verb) -> String;
}

impl Opens for About {
    /// The page of the record, and the place of the thing on it.
    fn page(self) -> String {
        match self {
            About::Issue { id, .. } => format!("/issues/{id}"),
            About::Milestone { carrier, .. } => format!("/carrier/{carrier}#milestones"),
            About::Report { id } => format!("/reports/{id}#complete"),
            About::Goal { unit } => format!("/unit/{unit}#goal"),
            About::Promise { visit, .. } => format!("/visits/{visit}#promises"),
            About::Lookback { id, .. } => format!("/lookbacks/{id}"),
            About::Notice { id } => format!("/notices/{id}"),
            About::Item { worklist, item, .. } => format!("/worklists/{worklist}#item-{item}"),
            About::Decision { meeting, decision } => format!("/meetings/{meeting}#decision-{decision}"),
            About::Step { deployment, .. } => format!("/deployments/{deployment}#mine"),
        }
    }

    /// The same, where the page has a form for each verb at that.
    fn href(self, verb: Verb) -> String {
        let page = self.page();
        let verbs = matches!(self, About::Issue { .. } | About::Notice { .. });
        if verbs { format!("{page}#{}", <&str>::from(verb)) } else { page }
    }
}

pub(crate) fn about_word(about: About, t: Texts) -> &'static str {
    match about {
        About::Issue { .. } => t.field.issue(),
        About::Milestone { .. } => t.unit.carrier(),
        About::Report { .. } => t.field.report(),
        About::Goal { .. } => t.unit.goal(),
        About::Promise { .. } => t.unit.promise(),
        About::Lookback { .. } => t.rail.lookbacks(),
        About::Notice { .. } => t.book.notice(),
        About::Item { .. } => t.unit.item(),
        About::Decision { .. } => t.unit.decision(),
        About::Step { step, .. } => crate::deployment::step_word(step, t),
    }
}

/// What it is called, with its code where it has one.
pub(crate) fn called(about: About, code: Option<&str>, title: &str, t: Texts) -> String {
    match (about, code) {
        (About::Lookback { month, .. }, _) => crate::lookback::title(month, t),
        (About::Decision { .. }, Some(day)) => decided(day, title, t),
        (About::Item { owed, .. }, None) => crate::owed::called(owed, title, t),
        (_, Some(code)) => format!("{code} {title}"),
        (_, None) => title.to_owned(),
    }
}

/// What was decided, and at the meeting of which day.
fn decided(day: &str, title: &str, t: Texts) -> String {
    match Day::parse(day) {
        Ok(day) => t.unit.decided_on(day_text(day, t.lang), title),
        Err(_) => title.to_owned(),
    }
}

/// The reasons in one line, what is missing taken together.
pub(super) fn why_text(why: &[Why], t: Texts) -> String {
    let comma = t.unit.comma();
    let missing = why.iter().filter_map(|why| match why {
        Why::Missing { field } => Some(t.field.get(&field_key(*field)).to_owned()),
        Why::Returned { .. }
        | Why::Late { .. }
        | Why::Soon { .. }
        | Why::Stagnant { .. }
        | Why::MeasuresOpen { .. }
        | Why::MeasuresLate { .. }
        | Why::MeasuresSoon { .. }
        | Why::Unanswered { .. }
        | Why::Ready => None,
    });
    let missing = missing.collect::<Vec<_>>().join(t.unit.and());
    let mut parts: Vec<String> = why.iter().filter_map(|why| one(*why, t)).collect();
    if !missing.is_empty() {
        parts.push(t.unit.why_missing(missing));
    }
    parts.join(comma)
}

fn one(why: Why, t: Texts) -> Option<String> {
    Some(match why {
        Why::Missing { .. } => return None,
        Why::Returned { times } => t.unit.why_returned(times),
        Why::Late { days } => t.unit.why_late(days),
        Why::Soon { days: 0 } => t.unit.why_today().to_owned(),
        Why::Soon { days } => t.unit.why_soon(days),
        Why::Stagnant { days } => t.unit.why_stagnant(days),
        Why::MeasuresOpen { open } => t.unit.why_open(open),
        Why::MeasuresLate { late } => t.unit.why_measures_late(late),
        Why::MeasuresSoon { soon } => t.unit.why_measures_soon(soon),
        Why::Unanswered { open } => t.unit.why_unanswered(open),
        Why::Ready => t.unit.why_ready().to_owned(),
    })
}

fn field_key(field: domain::refusal::Field) -> String {
    <&str>::from(field).to_owned()
}

/// What the unit handed over. The group sees the same list as its own work.
#[component]
pub fn HeldList(held: Vec<Held>, home: UnitId, side: Side) -> impl IntoView {
    let t = texts();
    let many = held.len();
    let rows = held.into_iter().take(FIRST).map(|own| {
        let (word, day) = (until_text(own.until, side, t), day_text(own.day, t.lang));
        let code = own.code.map(|code| format!("{code}·")).unwrap_or_default();
        let line = format!("{code}{word}·{}", t.unit.since(day));
        let (href, title) = (held_href(own.about), called(own.about, None, &own.title, t));
        view! { <li><a href=href>{title}</a><small>{line}</small></li> }
    });
    let rows = rows.collect_view();
    let all = to_href(&link::of(home, &[State::Found, State::Submitted, State::Disputed]));
    let others = many.saturating_sub(FIRST);
    if many == 0 {
        return view! {
            <Section title=t.unit.held_title(0)>
                <Empty title=t.unit.held_none() note=t.unit.held_none_note()/>
            </Section>
        }
        .into_any();
    }
    view! {
        <Section title=t.unit.held_title(many)>
            <ul class="waiting">
                {rows}
                {(others > 0).then(|| view! { <li><a class="more" href=all>{t.unit.held_rest(others)}</a></li> })}
            </ul>
        </Section>
    }
    .into_any()
}

/// Without a verb: what is to be done there is the group's.
pub(crate) fn held_href(about: About) -> String {
    about.page()
}

fn until_text(until: Until, side: Side, t: Texts) -> &'static str {
    let key: &str = until.into();
    if side == Side::Guide { t.unit.get(&format!("do_{key}")) } else { t.unit.get(&format!("until_{key}")) }
}

/// What the group sent back and the unit has again.
#[component]
pub fn Returned(asks: Vec<Ask>, home: UnitId) -> impl IntoView {
    let t = texts();
    let back: Vec<Ask> =
        asks.into_iter().filter(|ask| ask.why.iter().any(|why| matches!(why, Why::Returned { .. }))).collect();
    let all = to_href(&Filter { returned: true, ..link::of(home, &[]) });
    if back.is_empty() {
        return view! {
            <Section title=t.unit.returned_title().to_owned() more=more(all, t.unit.returned_all())>
                <Empty title=t.unit.returned_none() note=t.unit.returned_none_note()/>
            </Section>
        }
        .into_any();
    }
    let rows = back.into_iter().map(move |ask| {
        let code = ask.code.clone().unwrap_or_default();
        let line = format!("{code}·{}", why_text(&ask.why, t));
        view! { <li><a href=ask.about.href(ask.verb)>{ask.title}</a><small>{line}</small></li> }
    });
    view! {
        <Section title=t.unit.returned_title().to_owned() more=more(all, t.unit.returned_all())>
            <ul class="waiting">{rows.collect_view()}</ul>
        </Section>
    }
    .into_any()
}
