//! A template from a spreadsheet: the server reads it within bounds, what is wrong is told row by row, and only a whole tree can be
//! made a template.

use domain::act::Act as Any;
use domain::kinds::{Book, Title};
use domain::template::{Act, Tree};
use leptos::prelude::*;

use super::detail::TreeTable;
use super::table::{Bad, Looked};
use crate::edge;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::texts::{Texts, texts};

/// What was read last. Outside of what the page reads anew.
#[derive(Clone, Copy)]
pub struct Desk {
    looked: RwSignal<Option<Looked>>,
    wrong: RwSignal<Option<String>>,
    reading: RwSignal<bool>,
}

impl Desk {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Desk {
            looked: RwSignal::new(None),
            wrong: RwSignal::new(None),
            reading: RwSignal::new(false),
        });
    }
}

#[component]
pub fn Import(book: Book) -> impl IntoView {
    let (t, desk) = (texts(), expect_context::<Desk>());
    let chosen = move |event: leptos::ev::Event| {
        desk.looked.set(None);
        desk.wrong.set(None);
        desk.reading.set(true);
        look(&event, desk, t);
    };
    let shown = move || {
        desk.looked.get().map(|own| match own.tree {
            Some(tree) => view! { <Make book title=own.title tree/> }.into_any(),
            None => view! { <Refused bad=own.bad/> }.into_any(),
        })
    };
    view! {
        <Fold verb=t.template.import() id="import">
            <div class="field">
                <label for="template-file">{t.template.file()}</label>
                <p class="hint" id="template-file-hint">{t.template.file_note()}</p>
                <input id="template-file" type="file" accept=".xlsx,.xls,.csv" aria-describedby="template-file-hint" on:change=chosen/>
                <p role="status">{move || desk.reading.get().then(|| t.common.loading())}</p>
                <p class="wrong" role="alert">{move || desk.wrong.get()}</p>
            </div>
            {shown}
        </Fold>
    }
}

/// Every row that can't be taken, with why.
#[component]
fn Refused(bad: Vec<Bad>) -> impl IntoView {
    let t = texts();
    let rows = bad.iter().map(|own| {
        let row = if own.row == 0 { t.template.whole().to_owned() } else { t.template.row(own.row) };
        view! { <tr><th scope="row">{row}</th><td>{own.problem.text(t)}</td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div role="alert">
            <p class="told">{t.template.not_imported(bad.len())}</p>
            <table class="table narrow"><tbody>{rows}</tbody></table>
        </div>
    }
}

#[component]
fn Make(book: Book, title: String, tree: Tree) -> impl IntoView {
    let (t, form, desk) = (texts(), Form::new("import"), expect_context::<Desk>());
    let own = tree.clone();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (title, tree) = (entered.get("title", Title::parse)?, own.clone());
        desk.looked.set(None);
        Ok(Any::Template(Act::Make { template: edge::id(), title, tree, from: None }))
    });
    view! {
        <ActForm form book verb=t.act.template_make() read primary=true>
            <Field label=t.field.title() name=form.name("title") value=title wrong=form.wrong("title")/>
        </ActForm>
        <TreeTable tree/>
    }
}

fn look(event: &leptos::ev::Event, desk: Desk, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::look(event, desk, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, desk, t);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{File, FormData, HtmlInputElement, Request, RequestInit, Response};

    use super::{Desk, Looked, Texts};
    use crate::wire;

    pub fn look(event: &leptos::ev::Event, desk: Desk, t: Texts) {
        let input = event.target().and_then(|own| own.dyn_into::<HtmlInputElement>().ok());
        let file = input.as_ref().and_then(HtmlInputElement::files).and_then(|files| files.get(0));
        let Some(file) = file else { return desk.reading.set(false) };
        spawn_local(async move {
            let read = sent(&file).await;
            // the same file again, once it was mended
            if let Some(input) = input {
                input.set_value("");
            }
            let _ = desk.reading.try_set(false);
            match read {
                Ok(looked) => drop(desk.looked.try_set(Some(looked))),
                Err(key) => {
                    let why = t.ledger.get(&format!("error_{key}"));
                    let why = if why.is_empty() { t.ledger.error_later() } else { why };
                    drop(desk.wrong.try_set(Some(why.to_owned())));
                }
            }
        });
    }

    async fn sent(file: &File) -> Result<Looked, String> {
        let data = FormData::new().map_err(|_| "malformed")?;
        data.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| "malformed")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&data);
        let request = Request::new_with_str_and_init("/templates/read", &init).map_err(|_| "malformed")?;
        let answer = JsFuture::from(window().fetch_with_request(&request)).await.map_err(|_| "offline")?;
        let answer: Response = answer.unchecked_into();
        let text = JsFuture::from(answer.text().map_err(|_| "later")?).await.map_err(|_| "offline")?;
        let text = text.as_string().unwrap_or_default();
        if answer.ok() {
            return wire::read(&text).map_err(|_| "outdated".to_owned());
        }
        let why: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        Err(why["error"].as_str().unwrap_or("later").to_owned())
    }
}
