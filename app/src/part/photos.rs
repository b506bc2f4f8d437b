//! Photos of a form: taken or chosen, several at once, each shown with where it is, and taken away again. The form reads
//! `chosen` when it is sent; the bytes go to the server by themselves, before the act that names them.

use leptos::prelude::*;

use crate::outbox::{Carried, Chosen, Unfit, outbox};
use crate::part::Icon;
use crate::part::editing::Editing;
use crate::texts::{Texts, texts};

/// The button and what was chosen with it.
#[component]
pub fn Photos(
    chosen: RwSignal<Vec<Chosen>>,
    /// On the button, as 拍照或选照片.
    #[prop(into, optional)]
    label: String,
) -> impl IntoView {
    let t = texts();
    let label = if label.is_empty() { t.photo.add().to_owned() } else { label };
    let add = move |file: Chosen| {
        chosen.update(|all| {
            if !all.iter().any(|own| own.hash == file.hash) {
                all.push(file);
            }
        });
    };
    view! {
        <div class="photos">
            <ul><For each=move || chosen.get() key=|one| one.hash.clone() children=move |one| view! { <Photo one chosen/> }/></ul>
            <Choose label accept="image/*" add/>
        </div>
    }
}

/// One photo: small, with its place and the way back.
#[component]
fn Photo(one: Chosen, chosen: RwSignal<Vec<Chosen>>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (hash, name) = (one.hash.clone(), one.name.to_string());
    let at = Memo::new(move |_| outbox.carried(&hash));
    let away = move |_| {
        chosen.update(|all| all.retain(|own| own.hash != one.hash));
        #[cfg(feature = "hydrate")]
        {
            let hash = one.hash.clone();
            leptos::task::spawn_local(async move { crate::outbox::file::drop_unnamed(outbox, &hash).await });
        }
    };
    view! {
        <li>
            {one.shows.map(|address| view! { <img src=address alt=name.clone()/> })}
            {move || badge(at.get(), t)}
            <button type="button" class="button small" aria-label=t.photo.remove_one(&name) on:click=away>{t.photo.remove()}</button>
        </li>
    }
}

/// Where a file is, in a word and a shape.
pub fn badge(at: Carried, t: Texts) -> AnyView {
    let (class, icon, word) = match at {
        Carried::Local => ("outbox local", "o-local", t.outbox.local().to_owned()),
        Carried::Sending(percent) => ("outbox sending", "o-sending", t.photo.sending(percent)),
        Carried::There => ("outbox server", "o-server", t.photo.there().to_owned()),
    };
    view! { <span class=class><Icon name=icon/>{word}</span> }.into_any()
}

/// Chooses files and takes them in, one after the other; says what could not be taken, and why.
#[component]
pub fn Choose(
    label: String,
    #[prop(into, optional)] accept: String,
    /// One file at a time.
    #[prop(optional)]
    single: bool,
    add: impl Fn(Chosen) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let says = RwSignal::new(String::new());
    // A page shown anew while the person looks for the file, or while it is taken in, would have a form that knows nothing of it.
    let editing = use_context::<Editing>();
    let form = format!("files {label}");
    let hold = move |on: bool| {
        if let Some(editing) = editing {
            editing.set(&form, on);
        }
    };
    let (open, cancel) = (hold.clone(), hold.clone());
    let choose = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        take(&event, outbox, says, (t, hold.clone()), add);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, outbox, &hold, add, unfit_text(Unfit::Disk, t));
    };
    let accept = (!accept.is_empty()).then_some(accept);
    view! {
        <div class="upload">
            <label class="button small">
                <Icon name="i-plus"/>{label}
                <input
                    class="visually-hidden"
                    type="file"
                    multiple={!single}
                    accept=accept
                    on:click=move |_| open(true)
                    on:cancel=move |_: leptos::ev::Event| cancel(false)
                    on:change=choose
                />
            </label>
            <span class="note" role="status">{says}</span>
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn take(
    event: &leptos::ev::Event,
    outbox: crate::outbox::Outbox,
    says: RwSignal<String>,
    (t, hold): (Texts, impl Fn(bool) + 'static),
    add: impl Fn(Chosen) + 'static,
) {
    use wasm_bindgen::JsCast as _;
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let files: Vec<web_sys::File> =
        input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
    hold(true);
    leptos::task::spawn_local(async move {
        let mut wrong = Vec::new();
        for file in files {
            let _ = says.try_set(t.photo.taking(file.name()));
            match crate::outbox::file::take(outbox, &file).await {
                Ok(chosen) => add(chosen),
                Err(why) => wrong.push(format!("{}：{}", file.name(), unfit_text(why, t))),
            }
        }
        hold(false);
        // Chosen again, the same file is a change again.
        input.set_value("");
        // what was taken in may have shown the form anew
        let _ = says.try_set(wrong.join("；"));
    });
}

fn unfit_text(why: Unfit, t: Texts) -> &'static str {
    match why {
        Unfit::Picture => t.photo.unfit_picture(),
        Unfit::TooLarge => t.file.too_big(),
        Unfit::Disk => t.photo.unfit_disk(),
    }
}
