//! The box: by reason, the most pressing first, many of one kind in one line; of one kind (`?kind=`) each for itself. What is
//! read stays, more quietly, until it is done. Every number counts things, not lines.

use domain::kinds::Day;
use domain::reminder::{Alike, Lot, Reason, together};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::matter::{href, kind, step, title};
use super::read::{Line, read_inbox};
use super::write::mark;
use super::{keys, lot};
use crate::live::{Live, live};
use crate::part::reading::reading_box;
use crate::part::{DayText, Empty, Section, day_text};
use crate::texts::{Texts, texts};

/// `/inbox`
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    keys::listen();
    let of = Memo::new(move |_| query.read().get("kind").and_then(|raw| raw.parse::<Alike>().ok()));
    let read = |_| read_inbox();
    reading_box(move || of.get(), &[], read, move |lines| shown(of.get_untracked(), lines))
}

fn shown(of: Option<Alike>, mut lines: Vec<Line>) -> AnyView {
    let Some(of) = of else { return view! { <All lines/> }.into_any() };
    lines.retain(|line| line.matter.alike() == Some(of));
    view! { <OfKind of lines/> }.into_any()
}

/// Of one kind, each for itself.
#[component]
fn OfKind(of: Alike, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let title = if lines.is_empty() { t.inbox.nothing().to_owned() } else { lot::title(of, lines.len(), t) };
    let body = if lines.is_empty() {
        view! { <Empty title=t.inbox.none() note=t.inbox.none_note()/> }.into_any()
    } else {
        let rows = lines.into_iter().map(|line| view! { <Row line/> }).collect_view();
        view! { <ul class="reminders">{rows}</ul> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.inbox.title()/>
        <header class="page-head"><div><p><a class="more" href="/inbox">{t.inbox.whole()}</a></p><h1>{title}</h1></div></header>
        <p class="note keys-note">{t.inbox.keys()}</p>
        <div class="inbox">{body}</div>
    }
}

#[component]
fn All(lines: Vec<Line>) -> impl IntoView {
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
        let rows = together(own, |line| &line.matter).into_iter().map(|lot| match lot {
            Lot::One(line) => view! { <Row line/> }.into_any(),
            Lot::Many(of, lines) => view! { <Many of lines/> }.into_any(),
        });
        let rows = rows.collect_view();
        view! { <Section title=title note=t.inbox.get(&format!("why_{key}"))><ul class="reminders">{rows}</ul></Section> }
    });
    groups.collect_view().into_any()
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let t = texts();
    let (title, href) = (title(&line.matter, t), href(&line.matter));
    listed(title, href, &[line], t)
}

/// Many of one kind: since the first of them, by the earliest of their days; read once all of them are.
#[component]
fn Many(of: Alike, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let href = lot::href(of, lines.iter().map(|line| &line.matter));
    listed(lot::title(of, lines.len(), t), href, &lines, t)
}

fn listed(title: String, href: String, lines: &[Line], t: Texts) -> AnyView {
    let live = live();
    let Some(Line { matter, .. }) = lines.first() else { return ().into_any() };
    let (what, late) = (matter.what, matter.reason == Reason::Late);
    let since = lines.iter().map(|line| line.since).min();
    let due = lines.iter().filter_map(|line| line.matter.due).min();
    let read = lines.iter().all(|line| line.read);
    let keys: Vec<String> = lines.iter().map(|line| line.key.clone()).collect();
    let word = if read { t.inbox.mark_unread() } else { t.inbox.mark_read() };
    let label = format!("{word} {title}");
    let turn = move |_| marked(live, Some(keys.clone()), !read);
    view! {
        <li class:read=read>
            <span class="kind">{kind(what, t)}</span>
            <span class="what">
                <a href=href>{title}</a>
                <small>{step(what, t)} " · " {since.map(|since| t.inbox.since(day_text(since, t.lang)))}</small>
            </span>
            <span class="by" class:late=late>{due.map(|day: Day| view! { <DayText day/> })}</span>
            <button type="button" class="button small" aria-label=label on:click=turn>{word}</button>
        </li>
    }
    .into_any()
}

/// The box says at once what was done; the server is told.
fn marked(live: Live, keys: Option<Vec<String>>, read: bool) {
    spawn_local(async move {
        if mark(keys, read).await.is_ok() {
            live.inbox.update(|version| *version += 1);
        }
    });
}
