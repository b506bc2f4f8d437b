//! The evidence of the open issue: files named by their content. Bytes go to the server first, then the act that names them.

use domain::issue::Evidence;
use leptos::prelude::*;

use super::acts::{Verb, refused};
use super::detail::policy;
use super::measures::Small;
use super::read::Detail;
use crate::part::Icon;
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

#[component]
pub fn Files(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let proof = detail.issue.proof().count();
    let asked = policy(&detail).is_some_and(|policy| policy.evidence);
    let note = if asked { t.issue.evidence_asked(proof) } else { t.issue.evidence_many(proof) };
    let rows = detail.issue.evidence.iter().map(|one| row(one, &detail, &me, t)).collect_view();
    let adds = refused(&Verb::AddEvidence, &detail, &me).is_none();
    view! {
        <section>
            <h3>{t.field.evidence()} " " <small>{note}</small></h3>
            <ul class="files">{rows}</ul>
            {adds.then(|| view! { <Upload detail/> })}
        </section>
    }
}

fn row(one: &Evidence, detail: &Detail, me: &Me, t: Texts) -> impl IntoView + use<> {
    let name = one.name.to_string();
    let lower = name.to_lowercase();
    let image = [".png", ".jpg", ".jpeg", ".webp", ".heic"].iter().any(|ending| lower.ends_with(ending));
    let hash = one.hash.as_str();
    let short = match (hash.get(..4), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) => format!("{first}…{last}"),
        (None, _) | (_, None) => hash.to_owned(),
    };
    let size = format!("{} {short}", super::words::size(one.size));
    let to = format!("/files/{}/{hash}", detail.issue.id);
    let verb = Verb::WithdrawEvidence(one.hash.clone());
    let verbs: Vec<Verb> =
        Some(verb).filter(|verb| one.withdrawn.is_none() && refused(verb, detail, me).is_none()).into_iter().collect();
    let gone = one.withdrawn.as_ref().map(|why| t.issue.evidence_withdrawn(why));
    let body = if gone.is_some() {
        view! { <span class="quiet">{name}</span> }.into_any()
    } else {
        view! { <a class="opens" rel="external" href=to>{name}</a> }.into_any()
    };
    view! {
        <li>
            <Icon name=if image { "i-image" } else { "i-file" }/>
            <span>{body}{gone.map(|why| view! { <small class="note">" " {why}</small> })}</span>
            <span class="code">{size}</span>
            {(!verbs.is_empty()).then(|| view! { <Small verbs/> })}
        </li>
    }
}

/// Chooses files and sends them.
#[component]
fn Upload(detail: Detail) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), crate::outbox::outbox());
    let says = RwSignal::new(String::new());
    let detail = StoredValue::new(detail);
    let me = StoredValue::new(me);
    let chosen = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        upload::send(event, detail.get_value(), me.get_value(), outbox, says, t);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, detail, me, outbox, t);
    };
    view! {
        <div class="upload">
            <label class="button small">
                <Icon name="i-plus"/>{t.act.issue_add_evidence()}
                <input class="visually-hidden" type="file" multiple=true on:change=chosen/>
            </label>
            <span class="note" role="status">{says}</span>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod upload {
    //! The browser's half: one file after the other to `/files`, then the act.

    use domain::issue::Act;
    use domain::kinds::Text;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;

    use std::sync::Arc;

    use crate::issue::forms::propose;
    use crate::issue::read::Detail;
    use crate::outbox::Outbox;
    use crate::part::empty::refusal_text;
    use crate::session::Me;
    use crate::texts::Texts;

    /// What `/files` answers.
    #[derive(serde::Deserialize)]
    struct Stored {
        hash: String,
        name: String,
        size: u32,
    }

    pub fn send(
        event: leptos::ev::Event,
        detail: Detail,
        me: Arc<Me>,
        outbox: Outbox,
        says: RwSignal<String>,
        t: Texts,
    ) {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let files: Vec<web_sys::File> =
            input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
        input.set_value("");
        leptos::task::spawn_local(async move {
            for file in files {
                let name = file.name();
                says.set(t.issue.uploading(&name));
                match one(&file, &detail).await {
                    None => {
                        says.set(t.issue.upload_failed(&name));
                        return;
                    }
                    Some(act) => {
                        if let Err(refusal) = propose(act, &detail, &me, outbox) {
                            says.set(format!("{name}：{}", refusal_text(&refusal, t)));
                            return;
                        }
                    }
                }
            }
            says.set(String::new());
        });
    }

    async fn one(file: &web_sys::File, detail: &Detail) -> Option<Act> {
        let form = web_sys::FormData::new().ok()?;
        form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
        let ask = web_sys::RequestInit::new();
        ask.set_method("POST");
        ask.set_body(&form);
        let answer = JsFuture::from(window().fetch_with_str_and_init("/files", &ask)).await.ok()?;
        let answer: web_sys::Response = answer.dyn_into().ok()?;
        let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
        let stored: Stored = serde_json::from_str(&text).ok().filter(|_| answer.ok())?;
        Some(Act::AddEvidence {
            issue: detail.issue.id,
            hash: Text::parse(&stored.hash).ok()?,
            name: Text::parse(&stored.name).ok()?,
            size: stored.size,
        })
    }
}
