//! When what stands on a page is made anew, the focus of the keyboard stays where it is, and what was unfolded stays open: in what is
//! like it.

#[cfg(not(feature = "hydrate"))]
pub fn keep(_: bool) {}

/// Call before something on the page is made anew: of the same thing, or of another one.
#[cfg(feature = "hydrate")]
pub fn keep(same: bool) {
    use leptos::prelude::*;
    let focused = document().active_element().filter(in_main).map(|own| (Like::of(&own), own));
    let folds = all("DETAILS").filter(move |own| same && own.has_attribute("open") && in_main(own));
    let folds: Vec<_> = folds.map(|own| (Like::of(&own), own)).collect();
    let kept = std::rc::Rc::new(Kept { focused, folds });
    // as soon as what replaces it stands there, before a key that was pressed meanwhile is heard; and once more, in case that takes longer
    let now = kept.clone();
    leptos::task::spawn_local(async move { now.restore() });
    set_timeout(move || kept.restore(), std::time::Duration::ZERO);
}

#[cfg(feature = "hydrate")]
struct Kept {
    focused: Option<(Like, web_sys::Element)>,
    folds: Vec<(Like, web_sys::Element)>,
}

#[cfg(feature = "hydrate")]
impl Kept {
    fn restore(&self) {
        let moved = self.folds.iter().filter(|(like, own)| like.moved(own)).map(|(like, own)| (like.same(), own));
        let moved: Vec<_> = moved.collect();
        for (now, own) in &moved {
            if now.is_some() {
                drop(own.remove_attribute("open"));
            }
        }
        for now in moved.into_iter().filter_map(|(now, _)| now) {
            drop(now.set_attribute("open", ""));
        }
        if let Some((like, own)) = &self.focused {
            focus_again(like, own);
        }
    }
}

#[cfg(feature = "hydrate")]
fn in_main(own: &web_sys::Element) -> bool {
    own.closest("main").is_ok_and(|main| main.is_some())
}

/// Unless it is still there, or somebody has gone on.
#[cfg(feature = "hydrate")]
fn focus_again(like: &Like, own: &web_sys::Element) {
    use wasm_bindgen::JsCast as _;
    let now = leptos::prelude::document().active_element();
    let there = now.as_ref().is_none_or(|now| now.tag_name() == "BODY" || now.is_same_node(Some(own)));
    if !there || !like.moved(own) {
        return;
    }
    if let Some(found) = like.nearest().and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // who has scrolled on since stays where they read
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        drop(found.focus_with_options(&still));
    }
}

/// What tells one thing on its page from the others.
#[cfg(feature = "hydrate")]
struct Like {
    tag: String,
    /// The id of what it stands in, often its row's; of a fold the name of the first field in it, if it has any.
    around: Option<String>,
    says: Vec<Option<String>>,
    /// Which of those that are alike, on the page and in what it stands in, from nought; there, of how many.
    place: usize,
    within: usize,
    among: usize,
}

#[cfg(feature = "hydrate")]
impl Like {
    fn of(own: &web_sys::Element) -> Like {
        let like = Like { tag: own.tag_name(), around: around(own), says: says(own), place: 0, within: 0, among: 0 };
        let is_own = |other: web_sys::Element| other.is_same_node(Some(own));
        let place = like.all().position(is_own).unwrap_or(0);
        let within = like.here().position(is_own).unwrap_or(0);
        Like { place, within, among: like.here().count(), ..like }
    }

    /// Was this element taken away, or given to another row?
    fn moved(&self, own: &web_sys::Element) -> bool {
        !own.is_connected() || around(own) != self.around
    }

    /// All that are like it, as they stand now.
    fn all(&self) -> impl Iterator<Item = web_sys::Element> {
        all(&self.tag).filter(|own| says(own) == self.says)
    }

    /// Those of them that stand in the same.
    fn here(&self) -> impl Iterator<Item = web_sys::Element> {
        self.all().filter(|own| around(own) == self.around)
    }

    /// The same one; with more or fewer than before it is not certain which.
    fn same(&self) -> Option<web_sys::Element> {
        if self.here().count() == self.among { self.here().nth(self.within) } else { None }
    }

    fn nearest(&self) -> Option<web_sys::Element> {
        self.here().nth(self.within).or_else(|| self.all().nth(self.place)).or_else(|| self.all().last())
    }
}

#[cfg(feature = "hydrate")]
fn all(tag: &str) -> impl Iterator<Item = web_sys::Element> {
    let all = leptos::prelude::document().get_elements_by_tag_name(tag);
    (0..all.length()).filter_map(move |place| all.item(place))
}

#[cfg(feature = "hydrate")]
fn around(own: &web_sys::Element) -> Option<String> {
    if own.tag_name() == "DETAILS"
        && let Some(field) = own.query_selector("[name]").ok().flatten()
    {
        return field.get_attribute("name");
    }
    own.closest("[id]").ok().flatten().map(|own| own.id())
}

/// A button's word may have changed by what it did; what it is about has not. A fold is its verb's, without what is counted there.
#[cfg(feature = "hydrate")]
fn says(own: &web_sys::Element) -> Vec<Option<String>> {
    if own.tag_name() == "DETAILS" {
        let verb = own.query_selector("summary").ok().flatten().and_then(|own| own.text_content());
        return vec![own.get_attribute("class"), verb.map(|word| word.replace(|own: char| own.is_ascii_digit(), ""))];
    }
    let named: Vec<Option<String>> =
        ["id", "name", "href", "aria-label"].into_iter().map(|name| own.get_attribute(name)).collect();
    let word = named.iter().all(Option::is_none).then(|| own.text_content()).flatten();
    named.into_iter().chain([word]).collect()
}
