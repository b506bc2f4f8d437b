//! Which day a list shows, and the way to another: typed or picked, held by the address. Nothing means now.

use domain::kinds::Day;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::{Icon, day_text};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn ShownDay(
    /// The past day that is shown.
    #[prop(into)]
    day: Signal<Option<Day>>,
    /// The address of another.
    to: Callback<(Option<Day>,), String>,
) -> impl IntoView {
    let (t, today) = (texts(), me().today());
    let (menu, field) = (NodeRef::<html::Details>::new(), NodeRef::<html::Input>::new());
    let first = me().campaign.as_ref().map(|campaign| campaign.period.start.to_string());
    let navigate = use_navigate();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let raw = field.get_untracked().map(|input| input.value()).unwrap_or_default();
        let Ok(day) = Day::parse(&raw) else { return };
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
        navigate(&to.run(((day < today).then_some(day),)), NavigateOptions::default());
    };
    let shown = move || day.get().unwrap_or(today);
    view! {
        <details class="menu end shown-day" class:then=move || day.get().is_some() node_ref=menu>
            <summary class="select">{move || t.common.as_of(day_text(shown(), t.lang))}<Icon name="i-down" size=14/></summary>
            <form method="get" on:submit=go>
                <label for="shown-day">{t.common.other_day()}</label>
                <input
                    id="shown-day"
                    name="asof"
                    type="date"
                    min=first
                    max=today.to_string()
                    value=move || shown().to_string()
                    required
                    node_ref=field
                />
                <button class="button small">{t.common.show_day()}</button>
                {move || day.get().map(|_| view! { <a class="button small" href=to.run((None,))>{t.common.show_now()}</a> })}
            </form>
        </details>
    }
}
