//! The projection: the steps in large type, the names one by one, then the check. Space, enter and arrows go on.

use domain::act::Subject;
use domain::kinds::DrawId;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::check::{Outcome, Said};
use super::list::Before;
use super::names::{Names, Reserves};
use super::read::{Detail, read_detail};
use super::steps::Steps;
use crate::failure::Failure;
use crate::live::live;
use crate::part::reading::Unread;
use crate::part::{Icon, Moment, loaded_or};
use crate::session::me;
use crate::texts::texts;
use crate::wire;

/// `/draws/:id/show`; with `?names=all` everything is on it from the start.
#[component]
pub fn Page() -> impl IntoView {
    let (params, query, live) = (use_params_map(), use_query_map(), live());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<DrawId>().ok()));
    let all = query.with_untracked(|query| query.get("names").as_deref() == Some("all"));
    // Lives as long as the page, so that news from the server does not cover the names again.
    let shown = RwSignal::new(if all { usize::MAX } else { 0 });
    let version = move || live.version(Subject::Draw);
    let detail = wire::blocking(
        move || (id.get(), version()),
        |(id, _)| async move {
            match id {
                Some(id) => read_detail(id).await,
                None => Err(Failure::not_found()),
            }
        },
    );
    view! {
        <main id="main" class="draw-show">
            {loaded_or(detail, 6, move |detail| view! { <Shown detail shown/> }.into_any(), |failure| view! { <Unread failure/> }.into_any())}
        </main>
    }
}

#[component]
fn Shown(detail: Detail, shown: RwSignal<usize>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let draw = detail.draw.clone();
    let many = draw.picks().len();
    let size = draw.roster.as_ref().map_or(0, |own| own.strata.len());
    let wanted = if many > 0 { many } else { draw.plan.strata.iter().map(|own| usize::from(own.take)).sum() };
    let measure = t.draw.get(&format!("measure_{}", <&str>::from(draw.plan.kind)));
    let title = t.draw.show_title(wanted, measure, draw.plan.purpose.to_string(), size);
    let at = draw.drawn_at.or(draw.frozen.map(|by| by.at)).unwrap_or(draw.prepared.at);
    let leave = format!("/draws/{}", draw.id);
    let file = detail.roster.is_some().then(|| format!("/draws/{}/sheet.txt", draw.id));
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header>
            <div>
                <p class="quiet">{me.unit_name(draw.unit)}"·"{t.draw.the_nth(detail.number)}"·"<Moment time=at/></p>
                <h1>{title}</h1>
                <Before earlier=detail.earlier.clone()/>
            </div>
            <div class="row">
                {file.map(|href| view! { <a class="button" rel="external" download="" href=href>{t.draw.download()}</a> })}
                <a class="button" rel="external" href=leave><Icon name="i-close"/>{t.draw.leave()}</a>
            </div>
        </header>
        <Steps detail=detail.clone()/>
        <Stage detail shown many/>
    }
}

/// The right half: names, reserves, check.
#[component]
fn Stage(detail: Detail, shown: RwSignal<usize>, many: usize) -> impl IntoView {
    let t = texts();
    if many == 0 {
        let waits = if detail.draw.state() == "abandoned" { t.draw.was_abandoned() } else { t.draw.not_drawn_yet() };
        return view! { <div class="drawn"><p class="quiet waits">{waits}</p></div> }.into_any();
    }
    let outcome = RwSignal::new(None::<Outcome>);
    let sheet = StoredValue::new(detail.sheet());
    let check = move || outcome.set(Some(sheet.with_value(Outcome::of)));
    // One press more than there are names does the check.
    let next = move || {
        if shown.get_untracked() < many { shown.update(|shown| *shown += 1) } else { check() }
    };
    keys(shown, many, next);
    let covered = move || shown.get() < many;
    let count = Signal::derive(move || shown.get());
    let (draw, list) = (detail.draw.clone(), detail.list());
    view! {
        <div class="drawn">
            <Names detail shown=count/>
            {move || (!covered()).then(|| view! { <Reserves draw=draw.clone() list=list.clone()/> })}
            <div class="verify">
                <div aria-live="polite">
                    {move || match outcome.get() {
                        Some(outcome) => view! { <Said outcome/> }.into_any(),
                        None => view! { <p class="note">{t.draw.show_keys()}</p> }.into_any(),
                    }}
                </div>
                <button class="button primary" type="button" on:click=move |_| next()>
                    {move || match (covered(), outcome.get().is_some()) {
                        (true, _) => t.draw.next_name(),
                        (false, false) => t.draw.check_here(),
                        (false, true) => t.draw.check_again(),
                    }}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Listens to the whole window, as nothing on a projection has the focus; a focused control keeps its own keys.
fn keys(shown: RwSignal<usize>, many: usize, next: impl Fn() + Copy + Send + Sync + 'static) {
    Effect::new(move || {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let key = event.key();
            if on_control(&event) && matches!(key.as_str(), " " | "Enter") {
                return;
            }
            match key.as_str() {
                " " | "Enter" | "ArrowRight" | "ArrowDown" | "PageDown" => next(),
                "ArrowLeft" | "ArrowUp" | "PageUp" => {
                    shown.update(|shown| *shown = (*shown).min(many).saturating_sub(1))
                }
                "End" => shown.set(many),
                "Home" => shown.set(0),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}

fn on_control(event: &leptos::ev::KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast as _;
    let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    target.is_some_and(|own| matches!(own.tag_name().as_str(), "A" | "BUTTON" | "INPUT" | "SUMMARY"))
}
