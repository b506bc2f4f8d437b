//! The page's frame: the sentence that says where the unit stands, then its sections in the order of the day.

use domain::asks::Why;
use domain::kinds::Day;
use domain::reminder::Reason;
use leptos::prelude::*;

use super::asks::{Asks, HeldList, Returned};
use super::carriers::Carriers;
use super::close::since;
use super::lookbacks::Lookbacks;
use super::matrix::Matrix;
use super::people::People;
use super::read::{Home, Receipt, Side};
use super::strands::Strands;
use super::visits::Visits;
use crate::bag::{Source, TakeAlong};
use crate::part::{Icon, Section, day_text, moment_text};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn HomeView(home: Home) -> impl IntoView {
    let me = me();
    // What was added or renamed since the page came is not among the units that it brought along.
    let name = home.unit.as_ref().map_or_else(|| me.unit_name(home.id), |unit| unit.name.to_string());
    let staff = home.unit.is_some();
    let head = home.head.clone();
    let group = me.viewer.in_group(home.book);
    view! {
        <leptos_meta::Title text=name.clone()/>
        <Sentence name home=home.clone()/>
        <div class="columns">
            <Asks asks=home.asks.clone() waits=home.waits.clone() side=home.side/>
            <div class="span-4 beside">
                <HeldList held=home.held.clone() home=home.id side=home.side/>
                <Returned asks=home.asks.clone() home=home.id/>
                {staff.then(|| view! { <Results home=home.id/> })}
            </div>
            {staff.then(|| view! { <Carriers home=home.clone()/> })}
            {staff.then(|| view! { <Strands far=home.far.clone() book=home.book home=home.id/> })}
            <Matrix standing=home.standing.clone() home=home.id/>
            {staff.then(|| view! { <Lookbacks lines=home.lookbacks.clone() home=home.id/> })}
            <Visits visits=home.visits.clone() home=home.id side=home.side group/>
            <People people=home.people.clone() answering=home.answering.clone() home=home.id/>
        </div>
        {head.map(|head| view! { <Foot head/> })}
    }
}

/// What is asked in one sentence, and what waits elsewhere in the next.
#[component]
fn Sentence(name: String, home: Home) -> impl IntoView {
    let (t, me) = (texts(), me());
    let today = me.today();
    let week = me.campaign.as_ref().map(|campaign| {
        let (week, _) = campaign.period.week(today);
        t.unit.week(&campaign.period.name, week)
    });
    let along = name.clone();
    let where_when = [Some(name), week, Some(day_text(today, t.lang))];
    let where_when = where_when.into_iter().flatten().collect::<Vec<_>>().join("·");
    let held = match home.held.len() {
        0 => String::new(),
        many if home.side == Side::Guide => t.unit.held_guide(many),
        many => t.unit.held_note(many),
    };
    let find = format!("/issues/new?unit={}", home.id);
    // on site the form is one tap away, not at the end of the page
    let visit = format!("/visits/new?unit={}", home.id);
    let visits = home.side == Side::Guide && me.viewer.in_group(home.book);
    let closed = home.unit.as_ref().and_then(|unit| unit.closed.clone());
    let gone = closed.is_some() || me.unit(home.id).is_some_and(|(_, own)| own.closed);
    let (says, held) = match closed {
        Some(own) => (t.unit.closed().into_any(), since(&own, t)),
        None if gone => (t.unit.closed().into_any(), String::new()),
        None => (says(&home, today, t), held),
    };
    view! {
        <header class="summary">
            <div>
                <p class="quiet">{where_when}</p>
                <h1>{says}</h1>
                <p>{held}</p>
            </div>
            <div class="verbs">
                {(visits && !gone).then(|| view! {
                    <a class="button primary" href=visit><Icon name="i-plus"/>{t.unit.record_visit()}</a>
                })}
                {(!gone).then(|| view! { <a class="button" href=find><Icon name="i-plus"/>{t.unit.find_issue()}</a> })}
                // one control whatever the device tells: what stands below is not moved by what comes late
                <TakeAlong source=Source::Unit { unit: home.id } title=along brief=true/>
            </div>
        </header>
    }
}

fn says(home: &Home, today: Day, t: Texts) -> AnyView {
    let many = home.asks.len() + home.waits.len();
    if many == 0 {
        return t.unit.nothing().into_any();
    }
    let late = home.asks.iter().filter(|ask| ask.why.iter().any(|why| matches!(why, Why::Late { .. }))).count();
    let late = late + home.waits.iter().filter(|own| own.reason == Reason::Late).count();
    let dues = home.asks.iter().filter_map(|ask| ask.due).chain(home.waits.iter().filter_map(|own| own.due));
    let next = dues.filter(|day| *day >= today).min();
    let next = next.map(|day| day_text(day, t.lang));
    let rest = match (late, next) {
        (0, Some(day)) => t.unit.asks_due(day),
        (0, None) => t.unit.asks_plain().to_owned(),
        (late, Some(day)) => t.unit.asks_late_due(day, late),
        (late, None) => t.unit.asks_late(late),
    };
    let begin = if home.side == Side::Guide { t.unit.asks_guide() } else { t.unit.asks_you() };
    view! { {begin} " " <a class="opens" href="#asks">{many}</a> " " {rest} }.into_any()
}

/// Where the unit's results are: of the group's evaluations and of what people say.
#[component]
fn Results(home: domain::kinds::UnitId) -> impl IntoView {
    let t = texts();
    view! {
        <Section title=t.unit.results().to_owned()>
            <ul class="ways">
                <li>{more(format!("/evaluations?unit={home}"), t.rail.evaluations())}</li>
                <li>{more(format!("/surveys?unit={home}"), t.rail.surveys())}</li>
            </ul>
        </Section>
    }
}

/// How far the group's book is: what the unit keeps can be compared with it.
#[component]
fn Foot(head: Receipt) -> impl IntoView {
    let t = texts();
    let short = head.hash.get(..12).unwrap_or_default().to_owned();
    view! {
        <footer class="foot note">
            {t.unit.receipt(moment_text(head.recorded_at, t.lang), head.seq)} " " <span class="code" title=head.hash>{short}</span>
        </footer>
    }
}

/// A section's heading link.
pub(super) fn more(href: String, word: &'static str) -> AnyView {
    view! { <a class="more" href=href>{word}</a> }.into_any()
}
