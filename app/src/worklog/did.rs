//! What was recorded on the day, so that the log need not say it again; one tap takes a line over.

use leptos::html;
use leptos::prelude::*;

use super::read::Did;
use crate::part::sent::act_word;
use crate::part::{Empty, Section};
use crate::texts::texts;

/// Where a line is taken over to. Outside of the list, which stands beside it.
#[derive(Clone, Copy)]
pub struct Taken(RwSignal<Option<NodeRef<html::Textarea>>>);

impl Taken {
    /// For the page that this is called in.
    pub fn begin() {
        provide_context(Taken(RwSignal::new(None)));
    }

    /// The log is written here.
    pub fn provide(node: NodeRef<html::Textarea>) {
        if let Some(Taken(own)) = use_context() {
            own.set(Some(node));
        }
    }

    /// The line stands at the end of the log, as if it had been typed.
    fn take(self, line: &str) {
        let Some(area) = self.0.try_get_untracked().flatten().and_then(|node| node.try_get_untracked().flatten())
        else {
            return;
        };
        let before = area.value();
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        area.set_value(&format!("{before}{gap}{line}"));
        // the form hears it as typing
        if let Ok(event) = leptos::web_sys::Event::new("input") {
            event.init_event_with_bubbles("input", true);
            let _ = area.dispatch_event(&event);
        }
        let _ = area.focus();
    }
}

#[component]
pub fn DidList(did: Vec<Did>, own: bool) -> impl IntoView {
    let t = texts();
    let many = did.len();
    let taken = use_context::<Taken>();
    let rows = did.into_iter().map(|one| {
        let word = act_word(&one.kind);
        let times = (one.times > 1).then(|| t.worklog.times(one.times));
        let line = if one.title.is_empty() { word.to_owned() } else { t.today.step_of(word, &one.title) };
        let title = match one.href {
            Some(href) => view! { <a class="more" href=href>{one.title}</a> }.into_any(),
            None => one.title.into_any(),
        };
        let says = t.worklog.take_one(&line);
        let button = own.then(|| {
            let take = move |_| {
                if let Some(taken) = taken {
                    taken.take(&line);
                }
            };
            view! { <button type="button" class="button small plain" aria-label=says on:click=take>{t.worklog.take()}</button> }
        });
        view! { <li><small>{word} " " {times}</small> " " {title} {button}</li> }
    });
    let body = if many == 0 {
        view! { <Empty title=t.worklog.did_none() note=t.worklog.did_none_note()/> }.into_any()
    } else {
        view! { <ul class="leads did">{rows.collect_view()}</ul> }.into_any()
    };
    view! { <Section title=t.worklog.did(many) note=t.worklog.did_note() class="span-4">{body}</Section> }
}
