//! The box: by reason, the most pressing first. What is read stays, more quietly, until it is done.

use domain::kinds::Day;
use domain::reminder::Reason;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys;
use super::matter::{href, kind, step, title};
use super::read::{Line, read_inbox};
use super::write::mark;
use crate::live::{Live, live};
use crate::part::reading::reading;
use crate::part::{DayText, Empty, Section, day_text};
use crate::texts::{Texts, texts};

/// `/inbox`
#[component]
pub fn Page() -> impl IntoView {
    let live = live();
    keys::listen();
    let read = |_| read_inbox();
    reading(move || live.inbox.get(), &[], read, |lines| view! { <Shown lines/> }.into_any())
}

#[component]
fn Shown(lines: Vec<Line>) -> impl IntoView {
    let (t, live) = (texts(), live());
    let unread = lines.iter().filter(|own| !own.read).count();
    let title = match (lines.len(), unread) {
        (0, _) => t.inbox.nothing().to_owned(),
        (all, 0) => t.inbox.all_read(all),
        (all, many) => t.inbox.sentence(all, many),
    };
    let body = if lines.is_empty() {
        view! { <Empty title=t.inbox.none() note=t.inbox.none_note()/> }.into_any()
    } else {
        sections(lines, t)
    };
    let all = (unread > 0).then(|| {
        view! { <button type="button" class="button" on:click=move |_| marked(live, None, true)>{t.inbox.read_all()}</button> }
    });
    view! {
        <leptos_meta::Title text=t.inbox.title()/>
        <header class="page-head inbox-head">
            <h1>{title}</h1>
            <div class="row">{all}<a class="button" href="/inbox/settings">{t.inbox.settings()}</a></div>
        </header>
        <p class="note keys-note">{t.inbox.keys()}</p>
        <div class="inbox">{body}</div>
    }
}

fn sections(lines: Vec<Line>, t: Texts) -> AnyView {
    use strum::VariantArray as _;
    let groups = Reason::VARIANTS.iter().rev().filter_map(|reason| {
        let own: Vec<Line> = lines.iter().filter(|line| line.matter.reason == *reason).cloned().collect();
        (!own.is_empty()).then_some((*reason, own))
    });
    let groups = groups.map(|(reason, own)| {
        let key: &str = reason.into();
        let title = format!("{} · {}", t.inbox.get(&format!("reason_{key}")), own.len());
        let rows = own.into_iter().map(|line| view! { <Row line/> }).collect_view();
        view! { <Section title=title note=t.inbox.get(&format!("why_{key}"))><ul class="reminders">{rows}</ul></Section> }
    });
    groups.collect_view().into_any()
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let (t, live) = (texts(), live());
    let Line { key, matter, since, read } = line;
    let (title, href) = (title(&matter, t), href(&matter));
    let word = if read { t.inbox.mark_unread() } else { t.inbox.mark_read() };
    let label = format!("{word} {title}");
    let own = key.clone();
    let turn = move |_| marked(live, Some(vec![own.clone()]), !read);
    view! {
        <li class:read=read>
            <span class="kind">{kind(matter.what, t)}</span>
            <span class="what">
                <a href=href>{title}</a>
                <small>{step(matter.what, t)} " · " {t.inbox.since(day_text(since, t.lang))}</small>
            </span>
            <span class="by" class:late=matter.reason == Reason::Late>{matter.due.map(|day: Day| view! { <DayText day/> })}</span>
            <button type="button" class="button small" aria-label=label on:click=turn>{word}</button>
        </li>
    }
}

/// The box says at once what was done; the server is told.
fn marked(live: Live, keys: Option<Vec<String>>, read: bool) {
    spawn_local(async move {
        if mark(keys, read).await.is_ok() {
            live.inbox.update(|version| *version += 1);
        }
    });
}
