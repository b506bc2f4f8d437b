//! The groups and units within reach as they are now: as the page brought them, and as they have become since. What is made
//! after that reads them from its context; the rail follows.

use std::sync::Arc;

use domain::act::Subject;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::task::spawn_local;

#[cfg(feature = "hydrate")]
use super::read_me;
use super::{Groups, Me};
use crate::live::Live;

#[derive(Clone, Copy)]
pub struct Present(pub RwSignal<Groups>);

impl Present {
    /// Follows units and groups for as long as the page lives. Called where the page is given its person.
    pub fn provide(me: &Arc<Me>, live: Live) {
        let own = Present(RwSignal::new(me.groups.clone()));
        provide_context(own);
        #[cfg(feature = "hydrate")]
        let (me, desk) = (me.clone(), Owner::current());
        Effect::new(move |before: Option<u64>| {
            let now = live.version(Subject::Unit) + live.version(Subject::Group);
            #[cfg(feature = "hydrate")]
            if before.is_some_and(|before| before != now) {
                spawn_local(own.read(me.clone(), desk.clone()));
            }
            let _ = (before, own);
            now
        });
    }

    #[cfg(feature = "hydrate")]
    async fn read(self, me: Arc<Me>, desk: Option<Owner>) {
        // Without an answer they stay as they are.
        let Ok(Some(Me { groups, .. })) = read_me().await else { return };
        if self.0.with_untracked(|own| own.same(&groups)) {
            return;
        }
        // Of very many the answer names a file: what it has of them is what the page began with.
        let groups = match groups.file() {
            None => groups,
            Some(file) => {
                let Some(groups) = text(&file).await.and_then(|text| groups.told(&text)) else { return };
                groups
            }
        };
        self.0.set(groups.clone());
        if let Some(desk) = desk {
            desk.with(|| provide_context(Arc::new(Me { groups, ..(*me).clone() })));
        }
    }
}

/// What is at an address; nothing without an answer.
#[cfg(feature = "hydrate")]
async fn text(address: &str) -> Option<String> {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let answer: web_sys::Response = answer.unchecked_into();
    // a node that lags behind answers with what it has, and says so
    let own = answer.headers().get("x-tree").ok().flatten();
    if !answer.ok() || own.as_deref() != address.strip_prefix("/tree/") {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
