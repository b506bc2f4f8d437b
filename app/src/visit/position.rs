//! Where the phone was: off until it is switched on, asked for once, and visible when it is there. What the device answers
//! counts only as long as it is asked.

use domain::visit::Findings;
use leptos::prelude::*;

use super::form::Desk;
use super::typed::position_text;
use crate::texts::{Texts, texts};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Says {
    #[default]
    Nothing,
    Asks,
    NoneGiven,
}

/// How it stands with asking the device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Asking {
    /// How often it was asked.
    turn: u32,
    says: Says,
}

impl Asking {
    fn begin(&mut self) -> u32 {
        self.turn += 1;
        self.says = Says::Asks;
        self.turn
    }

    /// The device has answered this turn. Does that still count?
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
    fn ends(&mut self, turn: u32, found: bool) -> bool {
        let counts = self.turn == turn && self.says == Says::Asks;
        if counts {
            self.says = if found { Says::Nothing } else { Says::NoneGiven };
        }
        counts
    }

    fn off(&mut self) {
        self.says = Says::Nothing;
    }

    fn said(self, t: Texts) -> String {
        match self.says {
            Says::Nothing => String::new(),
            Says::Asks => t.visit.position_asking().to_owned(),
            Says::NoneGiven => t.visit.position_none().to_owned(),
        }
    }
}

#[component]
pub fn Position(findings: Findings, desk: Desk) -> impl IntoView {
    let (t, at) = (texts(), desk.position);
    at.set(findings.position.map(|own| format!("{},{},{}", own.latitude, own.longitude, own.accuracy)));
    let asking = RwSignal::new(Asking::default());
    let switched = move |event| {
        if event_target_checked(&event) {
            ask(at, asking);
        } else {
            asking.update(Asking::off);
            at.set(None);
        }
    };
    let shown = move || at.get().map_or_else(|| asking.get().said(t), |raw| position_text(&raw, t));
    // where the device gives none it switches itself off
    let on = move || at.get().is_some() || asking.get().says == Says::Asks;
    let first = at.get_untracked().is_some();
    view! {
        <div class="field">
            <label class="check"><input type="checkbox" checked=first prop:checked=on on:change=switched/>{t.visit.position_keep()}</label>
            <p class="hint" role="status">{shown}</p>
            <input type="hidden" name="position" prop:value=move || at.get().unwrap_or_default() value=at.get_untracked().unwrap_or_default()/>
        </div>
    }
}

fn ask(at: RwSignal<Option<String>>, asking: RwSignal<Asking>) {
    let turn = asking.try_update(Asking::begin).unwrap_or_default();
    #[cfg(feature = "hydrate")]
    browser::ask(move |found| {
        if asking.try_update(|own| own.ends(turn, found.is_some())) == Some(true) && found.is_some() {
            let _ = at.try_set(found);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (at, turn);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::prelude::{set_timeout, window};
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast as _, JsValue};

    /// The device may search for so long, in milliseconds.
    const SEARCHES: f64 = 20_000.0;
    /// Nobody has let it search by then.
    const LONGEST: Duration = Duration::from_secs(60);

    /// `answer` may be called more than once, and never at once.
    pub fn ask(answer: impl Fn(Option<String>) + Copy + 'static) {
        let asked = asked(answer).is_some();
        set_timeout(move || answer(None), if asked { LONGEST } else { Duration::ZERO });
    }

    fn asked(answer: impl Fn(Option<String>) + Copy + 'static) -> Option<JsValue> {
        let device = window().navigator().geolocation().ok()?;
        let found = Closure::once_into_js(move |position: JsValue| answer(raw(&position)));
        let failed = Closure::once_into_js(move |_: JsValue| answer(None));
        let how: JsValue = js_sys::Object::new().into();
        js_sys::Reflect::set(&how, &"timeout".into(), &SEARCHES.into()).ok()?;
        let ask = js_sys::Reflect::get(&device, &"getCurrentPosition".into()).ok()?;
        ask.dyn_into::<js_sys::Function>().ok()?.call3(&device, &found, &failed, &how).ok()
    }

    /// In millionths of a degree and metres.
    fn raw(position: &JsValue) -> Option<String> {
        let coords = js_sys::Reflect::get(position, &"coords".into()).ok()?;
        let number = |key: &str| js_sys::Reflect::get(&coords, &key.into()).ok()?.as_f64();
        let (latitude, longitude, metres) = (number("latitude")?, number("longitude")?, number("accuracy")?);
        Some(format!("{:.0},{:.0},{metres:.0}", latitude * 1e6, longitude * 1e6))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_device_answers_after_it_was_switched_off_or_asked_anew_does_not_count() {
        let mut asking = Asking::default();
        let first = asking.begin();
        asking.off();
        assert!(!asking.ends(first, true));
        assert_eq!(asking.says, Says::Nothing);
        let second = asking.begin();
        assert!(!asking.ends(first, true), "the answer to an earlier question");
        assert!(asking.ends(second, true));
        assert!(!asking.ends(second, false), "it was in time");
        assert_eq!(asking.says, Says::Nothing);
    }

    #[test]
    fn a_device_that_gives_none_is_said_and_it_is_off_again() {
        let mut asking = Asking::default();
        let turn = asking.begin();
        assert_eq!(asking.says, Says::Asks);
        assert!(asking.ends(turn, false));
        assert_eq!(asking.says, Says::NoneGiven);
    }
}
