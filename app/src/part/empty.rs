//! What stands where there is nothing yet, nothing any more, or nothing to be had: each with the next step in it.

use std::time::Duration;

use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::failure::Failure;
use crate::live::{Link, Live};
use crate::texts::{Texts, texts};

/// After which what could not be reached is asked for again.
const AGAIN: Duration = Duration::from_secs(5);

/// Nothing here: says so, when there will be, and the next step.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into, optional)] note: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="title">{title}</p>
            <p>{note}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// Flat bones of the height of what is coming, so that nothing jumps.
#[component]
pub fn Bones(#[prop(default = 3)] rows: usize) -> impl IntoView {
    let rows =
        (0..rows).map(|_| view! { <li><span class="bone"></span><span class="bone short"></span></li> }).collect_view();
    view! { <ul class="bones" aria-busy="true" aria-label=texts().common.loading()>{rows}</ul> }
}

/// Why there is nothing to show, what is safe, and what to do.
#[component]
pub fn Problem(failure: Failure) -> impl IntoView {
    let t = texts();
    // What has not been sent yet says so with its status as well.
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(failure.status());
    }
    if failure == Failure::Offline {
        read_again_when_back();
    }
    let (title, note) = failure_text(&failure, t);
    view! {
        <div class="empty problem" role="alert">
            <p class="title">{title}</p>
            <p>{note}</p>
            <a class="button small" href="" rel="external">{t.common.try_again()}</a>
        </div>
    }
}

/// What could not be read for want of a network is read once there is one again: nothing else need have changed for that.
fn read_again_when_back() {
    let Some(live) = use_context::<Live>() else { return };
    Effect::new(move |before: Option<Link>| {
        let now = live.link.get();
        match before {
            // The stream has not missed what this reading did.
            None if now == Link::Live => set_timeout(move || live.bump_all(), AGAIN),
            Some(before) if before != Link::Live && now == Link::Live => live.bump_all(),
            None | Some(_) => {}
        }
        now
    });
}

/// The failure's two sentences.
#[must_use]
pub fn failure_text(failure: &Failure, t: Texts) -> (String, String) {
    match failure {
        Failure::Refused { refusal: Refusal::NotFound } => {
            (t.common.not_found().into(), t.common.not_found_note().into())
        }
        Failure::Refused { refusal } => (refusal_text(refusal, t), String::new()),
        Failure::SignedOut => (t.common.signed_out().into(), t.common.signed_out_note().into()),
        Failure::Offline => (t.common.offline().into(), t.common.offline_note().into()),
        Failure::Outdated => (t.common.outdated().into(), t.common.outdated_note().into()),
        Failure::Broken { reference } => (t.common.broken().into(), t.common.broken_note(reference)),
    }
}

/// A refusal in one sentence.
#[must_use]
pub fn refusal_text(refusal: &Refusal, t: Texts) -> String {
    let r = t.refusal;
    let field = |field: &domain::refusal::Field| t.field.get(field.into());
    match refusal {
        Refusal::NotFound => r.not_found().into(),
        Refusal::NotYours { whose } => r.not_yours(r.get(&format!("whose_{}", <&str>::from(whose)))),
        Refusal::WrongState { state } => {
            let word = t.state.get(state);
            r.wrong_state(if word.is_empty() { state } else { word })
        }
        Refusal::TargetState { state } => r.target_state(t.state.get(state)),
        Refusal::TakenUp => r.taken_up().into(),
        Refusal::AlreadyPlanned => r.already_planned().into(),
        Refusal::Exists => r.exists().into(),
        Refusal::OwnSubmission => r.own_submission().into(),
        Refusal::Missing { field: name } => r.missing(field(name)),
        Refusal::Empty => r.empty().into(),
        Refusal::TooLong { max, length } => r.too_long(length, max),
        Refusal::TooShort { min, length } => r.too_short(length, min),
        Refusal::BadCharacter => r.bad_character().into(),
        Refusal::BadDay => r.bad_day().into(),
        Refusal::BadPercent => r.bad_percent().into(),
        Refusal::TooEarly { field: name } => r.too_early(field(name)),
        Refusal::TooLate { field: name } => r.too_late(field(name)),
        Refusal::Taken { field: name } => r.taken(field(name)),
        Refusal::MeasuresOpen { open } => r.measures_open(open),
        Refusal::MilestoneLate => r.milestone_late().into(),
        Refusal::MeasureShared { issues } => r.measure_shared(issues),
        Refusal::GradesOpen { open } => r.grades_open(open),
        Refusal::ItemsOpen { open } => r.items_open(open),
        Refusal::BadScale => r.bad_scale().into(),
        Refusal::BadWorths => r.bad_worths().into(),
        Refusal::BadLimits => r.bad_limits().into(),
        Refusal::NotLow => r.not_low().into(),
        Refusal::UnitClosed => r.unit_closed().into(),
        Refusal::StillOpen { issues, carriers, others } => r.still_open(carriers, issues, others),
        Refusal::Weights { name, by, .. } => {
            let (name, by) = (name.as_ref().map_or(r.whole_tree(), |name| name.as_str()), *by);
            let points = points_text(by.unsigned_abs());
            if by > 0 { r.weights_over(name, points) } else { r.weights_under(name, points) }
        }
        Refusal::LookbackNotDue { day } => r.lookback_not_due(super::day_text(*day, t.lang)),
        Refusal::Unchanged => r.unchanged().into(),
        Refusal::Overtaken { seq } => r.overtaken(seq),
        Refusal::ChangedMeanwhile { field: name } => r.changed_meanwhile(field(name)),
        Refusal::Elsewhere { field: name } => r.elsewhere(field(name)),
        Refusal::BelowItself => r.below_itself().into(),
        Refusal::OwnRole => r.own_role().into(),
        Refusal::BelowBranch => r.below_branch().into(),
        Refusal::SameNameThere { name } => r.same_name_there(name),
        Refusal::TooMany { max } => r.too_many(max),
        Refusal::Differs { field: name } => r.differs(field(name)),
        Refusal::LastOne => r.last_one().into(),
        Refusal::Names { name } => r.names(name),
        Refusal::NotAddress => r.not_address().into(),
        Refusal::NotLink => r.not_link().into(),
        Refusal::NotListed { host } => r.not_listed(host),
        Refusal::Malformed => r.malformed().into(),
    }
}

/// Hundredths of a point as points, without zeros behind: 750 is 7.5.
fn points_text(hundredths: u64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
