//! A picture that the server has. Where it can't be had, words stand in its place: nobody looks at a broken image.

use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::live::{Link, live};
use crate::texts::texts;

/// As wide as its place.
#[component]
pub fn Picture(
    #[prop(into)] src: String,
    /// What it shows.
    #[prop(into)]
    alt: String,
    /// Not only once it comes near the screen.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let (t, live) = (texts(), live());
    let (node, gone) = (NodeRef::<html::Img>::new(), RwSignal::new(false));
    let from = src.clone();
    Effect::new(move || {
        // it failed before the page was alive, and nobody heard: asked for once more
        if let Some(own) = node.get()
            && own.complete()
            && own.natural_width() == 0
        {
            own.set_src(&from);
        }
    });
    Effect::new(move || {
        // the server is there again
        if live.link.get() == Link::Live {
            gone.set(false);
        }
    });
    let says = move || if live.link.get() == Link::Live { t.photo.unseen() } else { t.photo.not_along() };
    let loading = (!at_once).then_some("lazy");
    move || {
        if gone.get() {
            let name = alt.clone();
            return view! {
                <span class="picture-gone"><Icon name="i-image"/><span class="visually-hidden">{name}</span><span>{says}</span></span>
            }
            .into_any();
        }
        let failed = move |_| {
            let _ = gone.try_set(true);
        };
        view! { <img node_ref=node src=src.clone() alt=alt.clone() loading=loading width="320" height="240" on:error=failed/> }
            .into_any()
    }
}

/// By its name: whatever else was added is a file to open.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| ["jpg", "jpeg", "png", "webp"].contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_the_end_of_its_name() {
        for name in ["现场.jpg", "现场.JPEG", "a.b.png", "c.webp"] {
            assert!(is_picture(name), "{name}");
        }
        for name in ["方案.pdf", "jpg", "现场.jpg.docx", ""] {
            assert!(!is_picture(name), "{name}");
        }
    }
}
