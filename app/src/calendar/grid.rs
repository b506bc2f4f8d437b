//! One month, Monday first. For the office each day is a button that goes into the form; arrow keys go from day to day.

use domain::calendar::{Calendar, Published, published, works_as_shipped};
use domain::kinds::{Day, Month};
use leptos::prelude::*;

use super::Chosen;
use crate::part::day_text;
use crate::texts::{Texts, texts};

#[component]
pub fn Grid(calendar: Calendar, month: Month, today: Day, chosen: Option<Chosen>) -> impl IntoView {
    let t = texts();
    let start = month.first().plus(-month.first().weekday());
    let weeks = (month.last().since(start) / 7) + 1;
    let rows = (0..weeks).map(move |week| {
        let cells = (0..7).map(|place| start.plus(week * 7 + place)).collect::<Vec<_>>();
        let cells = cells.into_iter().map(|day| match month.has(day) {
            true => view! { <Cell calendar=calendar.clone() day today chosen/> }.into_any(),
            false => view! { <td class="other"></td> }.into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let names = (0..7).map(|place| view! { <th scope="col">{t.calendar.get(&format!("weekday_{place}"))}</th> });
    view! {
        <table class="month" on:keydown=arrows>
            <caption class="visually-hidden">{t.calendar.caption()}</caption>
            <thead><tr>{names.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Cell(calendar: Calendar, day: Day, today: Day, chosen: Option<Chosen>) -> impl IntoView {
    let t = texts();
    let works = calendar.works(day);
    let own = calendar.own(day).cloned();
    let differs = own.is_some();
    let name = own.and_then(|own| own.name).map(|name| name.to_string()).or_else(|| feast(day, works, t));
    let word = if works { t.calendar.works() } else { t.calendar.off() };
    // A plain working day and a plain weekend need no mark.
    let plain = !differs && published(day).is_none();
    let mark = (!plain).then(
        || view! { <span class="word">{if works { t.calendar.works_short() } else { t.calendar.off_short() }}</span> },
    );
    let set = differs.then(|| view! { <span class="own">{t.calendar.differs()}</span> });
    let spoken = [
        Some(day_text(day, t.lang)),
        Some(word.to_owned()),
        name.clone(),
        differs.then(|| t.calendar.differs_long().to_owned()),
    ];
    let spoken = spoken.into_iter().flatten().collect::<Vec<_>>().join(t.unit.comma());
    let inside = view! {
        <span class="number" aria-hidden="true">{day.date().day}</span>
        <span class="visually-hidden">{spoken}</span>
        <span aria-hidden="true" class="what">{mark}{name.map(|name| view! { <span class="name">{name}</span> })}{set}</span>
    };
    let inside = match chosen {
        Some(chosen) => view! {
            <button type="button" data-day=day.to_string() on:click=move |event| choose(chosen, day, event.shift_key())>{inside}</button>
        }
        .into_any(),
        None => view! { <div>{inside}</div> }.into_any(),
    };
    view! {
        <td class:off=!works class:own=differs class:today=day == today aria-current=(day == today).then_some("date")>{inside}</td>
    }
}

/// What was announced of the day, unless the office has turned it round.
fn feast(day: Day, works: bool, t: Texts) -> Option<String> {
    let feast = match published(day)? {
        Published::Off(feast) | Published::Worked(feast) => feast,
    };
    (works == works_as_shipped(day)).then(|| t.calendar.get(&format!("feast_{}", <&str>::from(feast))).to_owned())
}

/// The day goes into both fields; with Shift, only into the last.
fn choose(chosen: Chosen, day: Day, further: bool) {
    let set = |node: NodeRef<leptos::html::Input>| {
        if let Some(input) = node.get_untracked() {
            input.set_value(&day.to_string());
        }
    };
    if !further {
        set(chosen.first);
    }
    set(chosen.last);
}

/// A day on, a week on, and back.
fn arrows(event: leptos::ev::KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        "ArrowDown" => 7,
        "ArrowUp" => -7,
        _ => return,
    };
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast as _;
        let active = document().active_element();
        let day = active.and_then(|own| own.get_attribute("data-day")).and_then(|raw| Day::parse(&raw).ok());
        let Some(to) = day.map(|day| day.plus(by)) else { return };
        let found = document().query_selector(&format!("[data-day='{to}']")).ok().flatten();
        if let Some(to) = found.and_then(|own| own.dyn_into::<web_sys::HtmlElement>().ok()) {
            event.prevent_default();
            let _ = to.focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = by;
}
