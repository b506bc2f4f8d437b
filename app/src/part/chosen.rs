//! The texts of files that somebody chose, read on the device; nothing leaves it.

/// Calls `done` for each chosen file with its name and its text: `None` where it has more than `most` bytes or can't be read.
/// The field is emptied, so that the same file can be chosen again.
pub fn texts(event: &leptos::ev::Event, most: usize, done: impl Fn(String, Option<String>) + 'static) {
    #[cfg(feature = "hydrate")]
    browser::texts(event, most, done);
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, most, done);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{File, HtmlInputElement};

    pub fn texts(event: &leptos::ev::Event, most: usize, done: impl Fn(String, Option<String>) + 'static) {
        let Some(input) = event.target().and_then(|own| own.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(list) = input.files() else { return };
        let files: Vec<File> = (0..list.length()).filter_map(|place| list.get(place)).collect();
        input.set_value("");
        spawn_local(async move {
            for file in files {
                let text = if file.size() > most as f64 { None } else { text(&file).await };
                done(file.name(), text);
            }
        });
    }

    async fn text(file: &File) -> Option<String> {
        JsFuture::from(file.text()).await.ok()?.as_string()
    }
}
