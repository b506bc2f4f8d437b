//! The group's journal (卷) as people read it: who did what to which record, when, with number and hash. Newest first,
//! a page at a time. Only members of the group and the office read it whole.

mod named;

use domain::act::{Key, Subject};
use domain::kinds::{Book, Time, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::failure::Failure;
use crate::live::live;
use crate::part::field::Select;
use crate::part::history::Told;
use crate::part::sent::act_word;
use crate::part::{Empty, Moment, loaded};
use crate::session::{Me, me};
use crate::texts::texts;
use crate::wire::{self, Json};

#[cfg(feature = "ssr")]
pub(crate) use named::title;
pub(crate) use named::{href, subject_word};

/// Entries on one page.
#[cfg(feature = "ssr")]
const PAGE: u32 = 50;

/// One page of a book.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Page {
    pub book: Book,
    /// The head: its number, hash and time.
    pub head: Option<(i64, String, Time)>,
    pub lines: Vec<Line>,
    /// The number at which the next page begins, if there is one.
    pub next: Option<i64>,
}

/// One entry with the record it is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub told: Told,
    pub key: Key,
    pub title: String,
    pub unit: Option<UnitId>,
}

/// Entries of a book, newest first; `subject`, `unit`, `upto` are left empty for all.
#[server(prefix = "/api", endpoint = "book/entries", input = GetUrl, output = Json)]
pub async fn read_entries(book: Book, subject: String, unit: String, upto: String) -> Result<Page, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let server = context::server();
    let group = matches!(book, Book::Group(_)) && (viewer.in_group(book) || viewer.reach().all);
    if !group {
        return Err(Failure::not_found());
    }
    let (subject, unit, upto) = (subject.parse().ok(), unit.parse().ok(), upto.parse().ok());
    let pick = store::journal::Pick { subject, unit, upto, ..Default::default() };
    let mut entries = store::journal::picked(&server.db, book, &pick, PAGE + 1).await?;
    let next = entries.get(PAGE as usize).map(|own| own.entry.seq);
    entries.truncate(PAGE as usize);
    let told = crate::part::history::told(&server, &viewer, &entries).await?;
    let keys: Vec<Key> = entries.iter().map(|own| own.entry.act.key()).collect();
    let mut records = store::record::some(&server.db, &viewer.reach(), keys.iter().copied()).await?;
    records.extend(store::shared::some(&server.db, &viewer, keys.iter().copied()).await?);
    let told = told.into_iter().zip(keys).filter_map(|(told, key)| Some((told?, key)));
    let lines = told.map(|(told, key)| {
        let record = records.iter().find(|(own, _)| *own == key).map(|(_, record)| record);
        Line { told, key, title: record.map(title).unwrap_or_default(), unit: record.and_then(|record| record.unit()) }
    });
    let lines = lines.collect();
    let head = store::journal::head(&server.db, book).await?;
    Ok(Page { book, head: head.map(|head| (head.seq, head.hash, head.recorded_at)), lines, next })
}

#[component]
pub fn BookPage() -> impl IntoView {
    let (query, live, me) = (use_query_map(), live(), me());
    let first = me.groups.first().map(|group| Book::Group(group.id));
    let asked = Memo::new(move |_| {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (get("book").parse().ok().or(first), get("kind"), get("unit"), get("upto"))
    });
    // A page further back does not change any more; the first one follows.
    let version = move || Subject::VARIANTS.iter().map(|subject| live.version(*subject)).sum::<u64>();
    let page = wire::blocking(
        move || (asked.get(), version()),
        |((book, kind, unit, upto), _)| async move {
            match book {
                Some(book) => read_entries(book, kind, unit, upto).await,
                None => Err(Failure::not_found()),
            }
        },
    );
    view! {
        {loaded(page, 10, move |page| view! { <Shown page asked=asked.get_untracked()/> }.into_any())}
    }
}

type Asked = (Option<Book>, String, String, String);

#[component]
fn Shown(page: Page, asked: Asked) -> impl IntoView {
    let (t, me) = (texts(), me());
    let title = page.head.as_ref().map_or_else(|| t.rail.book().to_owned(), |head| t.book.sentence(head.0));
    let head = page.head.clone().map(|(_, hash, time)| {
        let short = hash.get(..16).unwrap_or_default().to_owned();
        view! { <p>{t.book.head()} " " <Moment time/> " " <span class="code" title=hash>{short}</span></p> }
    });
    let (_, kind, unit, upto) = asked;
    let next = page.next.map(|next| {
        let href = format!("/book?book={}&kind={kind}&unit={unit}&upto={next}", page.book);
        view! { <a class="button" href=href>{t.book.older()}</a> }
    });
    let newest = (!upto.is_empty()).then(|| {
        let href = format!("/book?book={}&kind={kind}&unit={unit}", page.book);
        view! { <a class="button" href=href>{t.book.newest()}</a> }
    });
    let rows = if page.lines.is_empty() {
        view! { <Empty title=t.book.none() note=t.book.none_note()/> }.into_any()
    } else {
        view! { <Entries lines=page.lines/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.book()/>
        <header class="summary"><div><p class="quiet">{book_name(page.book, &me)}</p><h1>{title}</h1>{head}</div></header>
        <Choose book=page.book kind unit/>
        {rows}
        <div class="row book-pages">{newest}{next}</div>
    }
}

fn book_name(book: Book, me: &Me) -> String {
    match book {
        Book::Group(group) => me.group(group).map(|group| group.name.to_string()).unwrap_or_default(),
        Book::Office => String::new(),
    }
}

/// A plain GET form: works before the page is alive.
#[component]
fn Choose(book: Book, kind: String, unit: String) -> impl IntoView {
    let (t, me) = (texts(), me());
    let everything = || vec![(String::new(), t.common.all().to_owned())];
    let books = me.groups.iter().map(|group| (group.id.to_string(), group.name.to_string())).collect::<Vec<_>>();
    let kinds = [
        Subject::Unit,
        Subject::Carrier,
        Subject::Issue,
        Subject::Report,
        Subject::Rule,
        Subject::Draw,
        Subject::Visit,
        Subject::Notice,
        Subject::Worklist,
        Subject::Meeting,
        Subject::Deployment,
        Subject::Standard,
        Subject::Study,
        Subject::Worklog,
        Subject::Outcome,
        Subject::Evaluation,
        Subject::Survey,
        Subject::Lookback,
        Subject::Cut,
        Subject::Template,
        Subject::Policy,
    ];
    let kinds = kinds.iter().map(|subject| (<&str>::from(subject).to_owned(), subject_word(*subject, t).to_owned()));
    let kinds: Vec<_> = everything().into_iter().chain(kinds).collect();
    let units = me.groups.iter().filter(|group| Book::Group(group.id) == book).flat_map(|group| &group.units);
    let units = units.map(|unit| (unit.id.to_string(), unit.name.to_string()));
    let units: Vec<_> = everything().into_iter().chain(units).collect();
    let several = books.len() > 1;
    view! {
        <form class="book-filter" method="get" action="/book">
            {several.then(|| view! { <Select label=t.book.which() name="book" options=books value=book.to_string()/> })}
            <Select label=t.book.kind() name="kind" options=kinds value=kind/>
            <Select label=t.field.unit() name="unit" options=units value=unit/>
            <button class="button">{t.book.show()}</button>
        </form>
    }
}

#[component]
fn Entries(lines: Vec<Line>) -> impl IntoView {
    let rows = lines.into_iter().map(|line| view! { <Row line/> });
    view! { <ol class="entries">{rows.collect_view()}</ol> }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let (t, me) = (texts(), me());
    let who = line.told.by.as_ref().map_or_else(|| t.history.system().to_owned(), ToString::to_string);
    let about = match (href(line.key), line.title) {
        (Some(href), title) if !title.is_empty() => view! { <a href=href>{title}</a> }.into_any(),
        (_, title) => view! { <span>{title}</span> }.into_any(),
    };
    let unit = line.unit.map(|unit| me.unit_name(unit)).unwrap_or_default();
    let kind = subject_word(line.key.subject, t);
    let short = line.told.hash.get(..12).unwrap_or_default().to_owned();
    view! {
        <li>
            <span class="seq">{line.told.seq}</span>
            <div>
                <p class="head"><strong>{act_word(&line.told.kind)}</strong> " " <span class="quiet">{kind}</span> " " {about}</p>
                {line.told.said.map(|said| view! { <p class="body">{said}</p> })}
                <p class="when">
                    {who}"·"{(!unit.is_empty()).then(|| format!("{unit}·"))}<Moment time=line.told.recorded_at/>
                </p>
            </div>
            <span class="code" title=line.told.hash>{short}</span>
        </li>
    }
}
