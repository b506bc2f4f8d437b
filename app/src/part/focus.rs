//! The focus of the keyboard stays where it is when what stands there is made anew: in what is like it.

#[cfg(not(feature = "hydrate"))]
pub fn keep() {}

/// Call before something on the page is made anew.
#[cfg(feature = "hydrate")]
pub fn keep() {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    let Some(own) = document().active_element().filter(|own| own.closest("main").is_ok_and(|main| main.is_some()))
    else {
        return;
    };
    let like = Like::of(&own);
    set_timeout(
        move || {
            // it is still there, or somebody has gone on
            let gone = !own.is_connected() && document().active_element().is_none_or(|now| now.tag_name() == "BODY");
            let found = gone.then(|| like.found()).flatten();
            if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
                // who has scrolled on since stays where they read
                let still = web_sys::FocusOptions::new();
                still.set_prevent_scroll(true);
                drop(found.focus_with_options(&still));
            }
        },
        std::time::Duration::ZERO,
    );
}

/// What tells one thing that takes the focus from the others on its page.
#[cfg(feature = "hydrate")]
struct Like {
    tag: String,
    says: Vec<Option<String>>,
    /// Which of several that are alike, from nought.
    place: usize,
}

#[cfg(feature = "hydrate")]
impl Like {
    fn of(own: &web_sys::Element) -> Like {
        let like = Like { tag: own.tag_name(), says: says(own), place: 0 };
        let place = like.all().position(|other| other.is_same_node(Some(own))).unwrap_or(0);
        Like { place, ..like }
    }

    /// All that are like it, as they stand now.
    fn all(&self) -> impl Iterator<Item = web_sys::Element> {
        let all = leptos::prelude::document().get_elements_by_tag_name(&self.tag);
        (0..all.length()).filter_map(move |place| all.item(place)).filter(|own| says(own) == self.says)
    }

    fn found(&self) -> Option<web_sys::Element> {
        self.all().nth(self.place).or_else(|| self.all().last())
    }
}

/// A button's word may have changed by what it did; what it is about has not.
#[cfg(feature = "hydrate")]
fn says(own: &web_sys::Element) -> Vec<Option<String>> {
    let named: Vec<Option<String>> =
        ["id", "name", "href", "aria-label"].into_iter().map(|name| own.get_attribute(name)).collect();
    let word = named.iter().all(Option::is_none).then(|| own.text_content()).flatten();
    named.into_iter().chain([word]).collect()
}
