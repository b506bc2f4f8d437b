//! The way out: refused while something on this device has neither been sent nor saved, or the network is away; what only this
//! device has and signing out would clear is said first. What the device keeps goes with the person.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::live::live;
use crate::outbox::{GRADING, MENDING, ROSTERING, outbox};
use crate::part::Icon;
use crate::texts::{Texts, texts};

/// Why a person is not signed out yet.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
enum Stuck {
    /// Items have neither been sent nor saved.
    Waiting,
    /// The session would live on at the server.
    Away,
    /// Keys of drafts and secrets that would go.
    Clears(Vec<String>),
}

#[component]
pub fn SignOut() -> impl IntoView {
    let (t, outbox, live) = (texts(), outbox(), live());
    let stuck = RwSignal::new(None::<Stuck>);
    let clean = move || if outbox.clear() { "1" } else { "" };
    let leave = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        out(&event, outbox, live, stuck);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, live);
    };
    view! {
        // held back until somebody looks whether anything waits (`shell.rs`)
        <form class="sign-out" method="post" action="/sign-out" data-held="" on:submit=leave>
            <input type="hidden" name="clean" value=clean/>
            <button type="submit" class="button">{t.signin.sign_out()}</button>
            <div role="alert">{move || stuck.get().map(|why| told(why, t))}</div>
        </form>
    }
}

fn told(stuck: Stuck, t: Texts) -> AnyView {
    let late = |why: &'static str| view! { <span class="mark late"><Icon name="s-late"/>{why}</span> };
    let items = || view! { <a href="/outbox">{t.outbox.title()}</a> };
    let keys = match stuck {
        Stuck::Waiting => return view! { <p>{late(t.signin.sign_out_waiting())} {items()}</p> }.into_any(),
        Stuck::Away => return view! { <p>{late(t.signin.sign_out_away())} {items()}</p> }.into_any(),
        Stuck::Clears(keys) => keys,
    };
    let (draws, drafts): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.starts_with(DRAW));
    let (rosters, drafts): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|key| key.starts_with(ROSTERING));
    let (grades, drafts): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|key| key.starts_with(GRADING));
    let list = |keys: Vec<String>, why: &'static str, word: &'static str| {
        let pages: BTreeSet<String> = keys.iter().map(|key| opens(key)).collect();
        let links = pages.into_iter().map(|page| view! { <li><a href=page>{word}</a></li> }).collect_view();
        view! { <p>{late(why)}</p><ul>{links}</ul> }
    };
    view! {
        {(!draws.is_empty()).then(|| list(draws, t.signin.sign_out_secrets(), t.signin.sign_out_draw()))}
        {(!rosters.is_empty()).then(|| list(rosters, t.signin.sign_out_drafts(), t.signin.sign_out_roster()))}
        {(!grades.is_empty()).then(|| list(grades, t.signin.sign_out_drafts(), t.signin.sign_out_grade()))}
        {(!drafts.is_empty()).then(|| list(drafts, t.signin.sign_out_drafts(), t.signin.sign_out_draft()))}
        <button type="submit" name="anyway" value="1" class="button small">{t.signin.sign_out_anyway()}</button>
    }
    .into_any()
}

const DRAW: &str = "draw ";

/// The page on which it is finished.
fn opens(key: &str) -> String {
    if let Some(rest) = key.strip_prefix(DRAW) {
        // the draw, then which commitment
        return format!("/draws/{}", rest.split(' ').next().unwrap_or_default());
    }
    if let Some(rest) = key.strip_prefix(ROSTERING) {
        // the unit, then the draw that waits for it
        return match rest.split_once(' ') {
            Some((_, draw)) => format!("/draws/{draw}#freeze"),
            None => format!("/draws/new?unit={rest}"),
        };
    }
    if let Some(rest) = key.strip_prefix(GRADING) {
        // the round, the unit, then the indicator
        let mut ids = rest.split(' ');
        let (round, unit) = (ids.next().unwrap_or_default(), ids.next().unwrap_or_default());
        return format!("/evaluations/{round}/{unit}");
    }
    if key.starts_with(MENDING) {
        // what was refused stands there, and is mended from there
        return "/outbox".to_owned();
    }
    let rest = key.strip_prefix("visit ").unwrap_or_default();
    // there are several new ones: the form offers them
    match rest.split(' ').next().unwrap_or_default() {
        "record" => "/visits/new".to_owned(),
        "plan" => "/visits/new?plan=1".to_owned(),
        visit => format!("/visits/new?visit={visit}"),
    }
}

/// Clears the device first and then sends the form; or says why not.
#[cfg(feature = "hydrate")]
fn out(
    event: &leptos::ev::SubmitEvent,
    outbox: crate::outbox::Outbox,
    live: crate::live::Live,
    stuck: RwSignal<Option<Stuck>>,
) {
    use wasm_bindgen::JsCast as _;
    event.prevent_default();
    let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let waits = move || untrack(|| outbox.counts()) != (0, 0) && !outbox.saved.get_untracked();
    if waits() {
        return stuck.set(Some(Stuck::Waiting));
    }
    if crate::bag::away(live) {
        return stuck.set(Some(Stuck::Away));
    }
    let said = matches!(stuck.get_untracked(), Some(Stuck::Clears(_)));
    let anyway = said && event.submitter().is_some_and(|button| button.has_attribute("name"));
    let go = async move {
        if waits() {
            return stuck.set(Some(Stuck::Waiting));
        }
        let keys = if anyway { Vec::new() } else { crate::outbox::draft::keys(outbox.person()).await };
        if !keys.is_empty() {
            return stuck.set(Some(Stuck::Clears(keys)));
        }
        outbox.wipe().await;
        // Not asked again: this is the same form.
        let _ = form.map(|form| form.submit());
    };
    outbox.once_known(move || leptos::task::spawn_local(go));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unfinished_leads_to_its_page() {
        assert_eq!(opens("visit record"), "/visits/new");
        assert_eq!(opens("visit plan"), "/visits/new?plan=1");
        assert_eq!(opens("visit record 01878da7"), "/visits/new");
        assert_eq!(opens("visit plan 01878da7"), "/visits/new?plan=1");
        assert_eq!(opens("visit 01878da7"), "/visits/new?visit=01878da7");
        assert_eq!(opens(&crate::outbox::mending("01878da7")), "/outbox");
        assert_eq!(opens("draw 01880daf"), "/draws/01880daf");
        assert_eq!(opens("draw 01880daf 5a5a"), "/draws/01880daf");
        assert_eq!(opens("grade 01898a73 00000b01 00000e01"), "/evaluations/01898a73/00000b01");
        let (unit, draw) = (domain::cast::UNITS[1].id, uuid::Uuid::from_u128(3).into());
        assert_eq!(opens(&crate::outbox::rostering(unit, None)), format!("/draws/new?unit={unit}"));
        let waits = "/draws/00000000-0000-0000-0000-000000000003#freeze";
        assert_eq!(opens(&crate::outbox::rostering(unit, Some(draw))), waits);
    }
}
