//! Asks the server about a file: what an import would do, and the file of what was refused. In the browser only.

use super::Desk;
use super::plan::Mapping;
use crate::texts::Texts;

/// Asks what would happen; the answer, or what is wrong with the file, lands on the desk.
pub(super) fn look(desk: Desk, mapping: Option<Mapping>, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::look(desk, mapping, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (desk, mapping, t);
}

/// Saves the refused rows as a file.
pub(super) fn save_refused(desk: Desk, mapping: Mapping, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::save_refused(desk, mapping, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (desk, mapping, t);
}

/// The sentence for an answer's `error`.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
fn sentence(key: &str, t: Texts) -> String {
    let text = t.ledger.get(&format!("error_{key}"));
    if text.is_empty() { t.ledger.error_later().to_owned() } else { text.to_owned() }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::sync::Arc;

    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{FormData, Request, RequestInit, Response};

    use super::{Desk, Mapping, Texts, sentence};
    use crate::ledger::plan::Preview;
    use crate::part::save::save;
    use crate::wire;

    pub(super) fn look(desk: Desk, mapping: Option<Mapping>, t: Texts) {
        spawn_local(async move {
            let answer = preview(desk, mapping).await;
            desk.reading.set(false);
            match answer {
                Ok(preview) => desk.preview.set(Some(Arc::new(preview))),
                Err(key) => {
                    desk.preview.set(None);
                    desk.wrong.set(Some(sentence(&key, t)));
                }
            }
        });
    }

    async fn preview(desk: Desk, mapping: Option<Mapping>) -> Result<Preview, String> {
        let response = post("/ledger/preview", desk, mapping.as_ref()).await?;
        let text = text(&response).await.ok_or("offline")?;
        if response.ok() {
            return wire::read(&text).map_err(|_| "outdated".to_owned());
        }
        Err(error(&text))
    }

    fn error(text: &str) -> String {
        let answer: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        answer["error"].as_str().unwrap_or("later").to_owned()
    }

    pub(super) fn save_refused(desk: Desk, mapping: Mapping, t: Texts) {
        spawn_local(async move {
            let saved = async {
                let response = post("/ledger/refused", desk, Some(&mapping)).await?;
                if !response.ok() {
                    return Err(error(&text(&response).await.unwrap_or_default()));
                }
                let blob = response.blob().map(JsFuture::from).map_err(|_| "later")?.await.map_err(|_| "offline")?;
                let ledger = desk.preview.with_untracked(|own| own.as_ref().map(|own| own.plan.ledger.clone()));
                save(&blob.unchecked_into(), &t.ledger.refused_file(ledger.unwrap_or_default()))
                    .map_err(|_| "later".to_owned())
            };
            if let Err(key) = saved.await {
                desk.wrong.set(Some(sentence(&key, t)));
            }
        });
    }

    async fn post(path: &str, desk: Desk, mapping: Option<&Mapping>) -> Result<Response, String> {
        let form = desk.form.get_untracked().ok_or("no_file")?;
        let data = FormData::new_with_form(&form).map_err(|_| "no_file")?;
        if let Some(mapping) = mapping.and_then(|mapping| serde_json::to_string(mapping).ok()) {
            data.append_with_str("mapping", &mapping).map_err(|_| "malformed")?;
        }
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&data);
        let request = Request::new_with_str_and_init(path, &init).map_err(|_| "malformed")?;
        let answer = JsFuture::from(window().fetch_with_request(&request)).await.map_err(|_| "offline")?;
        Ok(answer.unchecked_into())
    }

    async fn text(response: &Response) -> Option<String> {
        JsFuture::from(response.text().ok()?).await.ok()?.as_string()
    }
}
