//! One issue beside the list: path, facts, links, measures, evidence, timeline, and the bar of what can be done now.

use std::sync::Arc;

use domain::act::Subject;
use domain::issue::{Issue, State};
use domain::kinds::{Book, Day, IssueId, Time};
use domain::policy::{Policies, Policy};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acts::{OTHER, Verb, consequences, main_verbs, refused};
use super::filter::{detail_href, href};
use super::forms::{Desk, Dialog, desk};
use super::ground;
use super::read::{Detail, issue_detail};
use crate::failure::Failure;
use crate::outbox::outbox;
use crate::part::empty::refusal_text;
use crate::part::reading::{Unread, reading_or};
use crate::part::{Icon, Mark, StateMark, day_text};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// Whatever it shows.
const SHOWN: [Subject; 4] = [Subject::Issue, Subject::Policy, Subject::Rule, Subject::Lookback];

/// `/issues/:id`
#[component]
pub fn Page() -> impl IntoView {
    let (params, filter) = (use_params_map(), ground().filter);
    let desk = Desk::new();
    provide_context(desk);
    let key = move || {
        let id = params.with(|params| params.get("id").and_then(|id| id.parse::<IssueId>().ok()));
        (id, filter.with(|filter| filter.as_of))
    };
    let read = |(id, as_of): (Option<IssueId>, Option<Day>)| async move {
        match id {
            Some(id) => issue_detail(id, as_of).await,
            None => Err(Failure::not_found()),
        }
    };
    let show = move |detail: Detail| {
        desk.detail.set(Some(detail.clone()));
        view! { <Shown detail/> }.into_any()
    };
    view! {
        <section class="detail" id="detail" aria-labelledby="detail-title">
            {reading_or(key, &SHOWN, read, show, |failure| view! { <Missing failure/> }.into_any())}
            <Dialog/>
        </section>
    }
}

/// Not there, or not there yet: an issue raised on this device has no page before it is recorded.
#[component]
fn Missing(failure: Failure) -> impl IntoView {
    view! {
        <header><Close/><h2 id="detail-title">{texts().field.issue()}</h2></header>
        <div class="scroll"><Unread failure/></div>
    }
}

#[component]
fn Close() -> impl IntoView {
    let (t, filter) = (texts(), ground().filter);
    let to = move || href(&filter.get());
    view! { <a class="button small plain" href=to aria-label=t.common.close()><Icon name="i-close"/></a> }
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let t = texts();
    let issue = detail.issue.clone();
    let title = format!("{} {} · {}", issue.code(), issue.title, t.common.product());
    view! {
        <leptos_meta::Title text=title/>
        <header>
            <div class="spread">
                <span class="row"><span class="quiet">{issue.code()}</span><StateMark state=issue.state/></span>
                <span class="row">
                    <button type="button" class="button small plain print" on:click=move |_| { let _ = window().print(); }>{t.issue.print()}</button>
                    <Close/>
                </span>
            </div>
            <h2 id="detail-title">{issue.title.to_string()}</h2>
        </header>
        <div class="scroll">
            {detail.as_of.map(|day| view! { <Past day/> })}
            <Path detail=detail.clone()/>
            <super::facts::Facts detail=detail.clone()/>
            {issue.detail.as_ref().map(|text| view! { <p class="told">{text.to_string()}</p> })}
            <super::links::Links detail=detail.clone()/>
            <crate::rule::OfIssue lines=detail.rules.clone()/>
            <super::named::NamedIn named=detail.named.clone()/>
            <super::measures::Measures detail=detail.clone()/>
            <super::files::Files detail=detail.clone()/>
            <super::timeline::Timeline detail=detail.clone()/>
        </div>
        {detail.as_of.is_none().then(|| view! { <Bar detail/> })}
    }
}

/// The past is shown, not changed.
#[component]
fn Past(day: Day) -> impl IntoView {
    let (t, ground) = (texts(), ground());
    let now = move || {
        let filter = domain::issue::list::Filter { as_of: None, ..ground.filter.get() };
        ground.open.get().map(|id| detail_href(id, &filter)).unwrap_or_default()
    };
    view! {
        <p class="past-note">
            <Icon name="i-lookback"/>{t.issue.past(day_text(day, t.lang))} " " <a class="opens" href=now>{t.issue.back_to_now()}</a>
        </p>
    }
}

/// The six states in order, with the day on which each was reached in this round.
#[component]
fn Path(detail: Detail) -> impl IntoView {
    const PATH: [State; 6] =
        [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Verified, State::Held];
    let (t, issue) = (texts(), &detail.issue);
    // Withdrawn, merged and transferred issues stand where they left the path.
    let here = issue.before.unwrap_or(issue.state);
    let place = PATH.iter().position(|state| *state == here).unwrap_or(0);
    let steps = PATH.iter().enumerate().map(|(at, state)| {
        let (class, step) = match at.cmp(&place) {
            std::cmp::Ordering::Less => ("past", None),
            std::cmp::Ordering::Equal => ("now", Some("step")),
            std::cmp::Ordering::Greater => ("next", None),
        };
        let day = reached(&detail, *state).filter(|_| at <= place);
        let note = day.map(|time| crate::part::when::day_short(time.day(), t.lang));
        let note = note.unwrap_or_else(|| if at == place + 1 { t.issue.to_do().to_owned() } else { String::new() });
        view! { <li class=class aria-current=step><StateMark state=*state/><span class="note">{note}</span></li> }
    });
    let round = (!issue.rounds.is_empty()).then(|| t.issue.relapsed_round(issue.rounds.len() + 1));
    view! {
        <ol class="path" aria-label=t.issue.column_state()>{steps.collect_view()}</ol>
        {round.map(|word| view! { <p><Mark kind="relapsed" word/></p> })}
    }
}

fn reached(detail: &Detail, state: State) -> Option<Time> {
    let issue = &detail.issue;
    match state {
        State::Found => Some(issue.found_at),
        State::Agreed => issue.agreed_at,
        State::InProgress => {
            let round = issue.rounds.last().map(|round| round.relapsed_at);
            let first = |one: &&super::read::Happened| {
                one.state == State::InProgress && round.is_none_or(|at| one.recorded_at >= at)
            };
            detail.history.iter().rev().find(first).map(|one| one.recorded_at)
        }
        State::Submitted => issue.submitted_at,
        State::Verified => issue.verified_at,
        State::Held => issue.held_at,
        State::Disputed | State::Withdrawn | State::Merged | State::Transferred => None,
    }
}

/// The policy of the issue's category.
pub fn policy(detail: &Detail) -> Option<Policy> {
    let category = detail.issue.category?;
    let Book::Group(group) = detail.issue.book else { return None };
    Some(detail.policies.clone().unwrap_or_else(|| Policies::shipped(group)).of(category).clone())
}

/// What can be done today: a page that was kept came alive on another day than its text says.
#[component]
fn Bar(detail: Detail) -> impl IntoView {
    let (me, outbox) = (me(), outbox());
    let today = RwSignal::new(Arc::clone(&me));
    Effect::new(move || {
        let now = outbox.now_of(&me);
        if now.today() != me.today() {
            today.set(now);
        }
    });
    move || view! { <Verbs detail=detail.clone() me=today.get()/> }
}

/// What will happen, then the verbs. An act that is not yours is disabled, and the sentence says whose it is.
#[component]
fn Verbs(detail: Detail, me: Arc<Me>) -> impl IntoView {
    let (t, desk) = (texts(), desk());
    let main = main_verbs(detail.issue.state);
    let last = main.last().cloned();
    let sentence = last.as_ref().map(|verb| match refused(verb, &detail, &me) {
        Some(refusal) => format!("{}：{}", verb.word(t), refusal_text(&refusal, t)),
        None => consequences(verb, &detail, &me, t).join(" "),
    });
    let others: Vec<Verb> = OTHER.iter().filter(|verb| refused(verb, &detail, &me).is_none()).cloned().collect();
    let buttons = main.into_iter().map(|verb| {
        let off = refused(&verb, &detail, &me).is_some();
        let primary = Some(&verb) == last.as_ref() && !off && verb != Verb::Relapse;
        let word = verb.word(t);
        view! { <button type="button" class="button" class:primary=primary disabled=off on:click=move |_| desk.open(verb.clone())>{word}</button> }
    });
    let turn = turn_text(&detail.issue, t);
    view! {
        <footer class="acts">
            <p class="note">{turn} " " {sentence}</p>
            <div class="row">
                <More others/>
                {buttons.collect_view()}
            </div>
        </footer>
    }
}

/// Whose turn it is.
fn turn_text(issue: &Issue, t: Texts) -> &'static str {
    match issue.state {
        State::Found | State::Submitted | State::Disputed | State::Verified => t.issue.turn_group(),
        State::Agreed | State::InProgress => t.issue.turn_unit(),
        State::Held | State::Withdrawn | State::Merged | State::Transferred => t.issue.turn_nobody(),
    }
}

/// The acts that are asked for more rarely.
#[component]
fn More(others: Vec<Verb>) -> impl IntoView {
    let (t, desk) = (texts(), desk());
    let node = NodeRef::<leptos::html::Details>::new();
    let some = !others.is_empty();
    let rows = others.into_iter().map(move |verb| {
        let word = verb.word(t);
        let open = move |_| {
            if let Some(details) = node.get_untracked() {
                details.set_open(false);
            }
            desk.open(verb.clone());
        };
        view! { <li><button type="button" on:click=open>{word}</button></li> }
    });
    let rows = rows.collect_view();
    some.then(|| {
        view! {
            <details class="menu up" name="issue-menu" node_ref=node>
                <summary class="button">{t.issue.more_acts()}</summary>
                <ul>{rows}</ul>
            </details>
        }
    })
}
