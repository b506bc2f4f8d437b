//! `/journal`: the audit administrator's page: how far every book is, whether its chain is whole, and what happened
//! when, by whom. Never what an entry says: an auditor has no role in any case.

use domain::act::Subject;
use domain::kinds::{Book, Time};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::book::subject_word;
use crate::failure::Failure;
use crate::live::live;
use crate::part::empty::failure_text;
use crate::part::sent::act_word;
use crate::part::{Empty, Icon, Moment, Section, loaded};
use crate::texts::{Texts, texts};
use crate::wire::{self, Json};

/// Entries shown at a time.
#[cfg(feature = "ssr")]
const PAGE: u32 = 50;

/// Where a book stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Head {
    pub book: Book,
    /// The group's name; none for the office.
    pub name: Option<String>,
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// That something happened, not what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub seq: i64,
    /// The wire name of the act.
    pub kind: String,
    pub by: String,
    pub recorded_at: Time,
    pub hash: String,
}

/// How far a check has come.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Step {
    pub upto: i64,
    pub of: i64,
    /// The first bad entry and what is wrong with it.
    pub fault: Option<(i64, String)>,
}

/// The heads of all books.
#[server(prefix = "/api", endpoint = "journal/heads", input = GetUrl, output = Json)]
pub async fn read_heads() -> Result<Vec<Head>, Failure> {
    use domain::record::Record;
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let groups = store::record::office(&db, Subject::Group).await?;
    let name = |book: Book| {
        groups.iter().find_map(|record| match record {
            Record::Group(group) if Book::Group(group.id) == book => Some(group.name.to_string()),
            _ => None,
        })
    };
    let heads = store::journal::heads(&db).await?.into_iter();
    let row = |head: store::journal::Head| Head {
        book: head.book,
        name: name(head.book),
        seq: head.seq,
        hash: head.hash,
        recorded_at: head.recorded_at,
    };
    Ok(heads.map(row).collect())
}

/// The entries of a book at or before number `upto`, newest first, without what they say.
#[server(prefix = "/api", endpoint = "journal/entries", input = GetUrl, output = Json)]
pub async fn read_lines(book: String, upto: i64) -> Result<Vec<Line>, Failure> {
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let book: Book = book.parse()?;
    let people = store::record::people(&db).await?;
    let name = |id| people.iter().find(|person| person.id == id).map(|person| person.name.to_string());
    let line = |chained: store::journal::Chained| Line {
        seq: chained.entry.seq,
        kind: chained.entry.act.kind(),
        by: name(chained.entry.by).unwrap_or_default(),
        recorded_at: chained.entry.recorded_at,
        hash: chained.hash,
    };
    Ok(store::journal::before(&db, book, upto, PAGE).await?.into_iter().map(line).collect())
}

/// Checks the next stretch of a book after number `after`.
#[server(prefix = "/api", endpoint = "journal/verify", input = GetUrl, output = Json)]
pub async fn verify_next(book: String, after: i64) -> Result<Step, Failure> {
    crate::context::admin(domain::viewer::Admin::Audit).await?;
    let db = crate::context::server().db;
    let stretch = store::verify::stretch(&db, book.parse()?, after).await?.ok_or_else(Failure::not_found)?;
    let fault = stretch.fault.map(|fault| (fault.seq, fault.why.to_owned()));
    Ok(Step { upto: stretch.upto, of: stretch.of, fault })
}

#[component]
pub fn Page() -> impl IntoView {
    let (t, live) = (texts(), live());
    let source =
        move || <Subject as strum::VariantArray>::VARIANTS.iter().map(|subject| live.version(*subject)).sum::<u64>();
    let heads = wire::blocking(source, |_| read_heads());
    let query = use_query_map();
    let book = move || query.with(|query| query.get("book")).unwrap_or_else(|| "office".into());
    let upto = move || query.with(|query| query.get("upto")).and_then(|upto| upto.parse().ok()).unwrap_or(i64::MAX);
    let lines = wire::blocking(move || (book(), upto()), |(book, upto)| read_lines(book, upto));
    view! {
        <leptos_meta::Title text=t.journal.title()/>
        <header class="page-head"><h1>{t.journal.title()}</h1></header>
        <div class="stack">
            <Section title=t.journal.heads().to_owned() note=t.journal.heads_note()>
                {loaded(heads, 3, move |heads| if heads.is_empty() {
                    view! { <Empty title=t.journal.empty()/> }.into_any()
                } else {
                    view! { <Heads heads/> }.into_any()
                })}
            </Section>
            <Section title=t.journal.entries().to_owned() note=t.journal.entries_note()>
                {loaded(lines, 8, move |lines| view! { <Lines lines book=book()/> }.into_any())}
            </Section>
        </div>
    }
}

#[component]
fn Heads(heads: Vec<Head>) -> impl IntoView {
    let t = texts();
    let rows = heads.into_iter().map(|head| {
        let name = head.name.unwrap_or_else(|| t.common.office().to_owned());
        view! {
            <tr>
                <th scope="row"><a href=format!("/journal?book={}", head.book)>{name}</a></th>
                <td class="num">{head.seq}</td>
                <td><Moment time=head.recorded_at/></td>
                <td><code>{short(&head.hash)}</code></td>
                <td><Check book=head.book/></td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="table people">
                <thead>
                    <tr>
                        <th scope="col">{t.journal.book()}</th>
                        <th scope="col" class="num">{t.journal.many()}</th>
                        <th scope="col">{t.journal.last()}</th>
                        <th scope="col">{t.journal.hash()}</th>
                        <th scope="col">{t.journal.chain()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}

/// How a check stands.
#[derive(Clone, PartialEq)]
enum Checking {
    Not,
    At { upto: i64, of: i64 },
    Whole { of: i64 },
    Fault { seq: i64, why: String },
    Failed(Failure),
}

/// Checks one book from its first entry, stretch by stretch; can be stopped.
#[component]
fn Check(book: Book) -> impl IntoView {
    let t = texts();
    let state = RwSignal::new(Checking::Not);
    let start = move |_| {
        state.set(Checking::At { upto: 0, of: 1 });
        spawn_local(walk(book, state));
    };
    move || {
        match state.get() {
        Checking::Not => {
            view! { <button type="button" class="button small" on:click=start>{t.journal.verify()}</button> }.into_any()
        }
        Checking::At { upto, of } => view! {
            <label class="row">
                {t.journal.checking(of, upto)}
                <progress max=of.to_string() value=upto.to_string()></progress>
            </label>
            <button type="button" class="button small" on:click=move |_| state.set(Checking::Not)>{t.common.cancel()}</button>
        }
        .into_any(),
        Checking::Whole { of } => view! {
            <span class="outbox server" role="status"><Icon name="o-server"/>{t.journal.whole(of)}</span>
        }
        .into_any(),
        Checking::Fault { seq, why } => view! {
            <span class="mark late" role="alert"><Icon name="s-late"/>{t.journal.fault(seq, fault_text(&why, t))}</span>
        }
        .into_any(),
        Checking::Failed(failure) => view! {
            <span role="alert">{failure_text(&failure, t).0}</span>
            <button type="button" class="button small" on:click=start>{t.common.try_again()}</button>
        }
        .into_any(),
    }
    }
}

async fn walk(book: Book, state: RwSignal<Checking>) {
    let mut after = 0;
    loop {
        let step = verify_next(book.to_string(), after).await;
        if !matches!(state.try_get_untracked(), Some(Checking::At { .. })) {
            return;
        }
        match step {
            Err(failure) => return state.set(Checking::Failed(failure)),
            Ok(Step { fault: Some((seq, why)), .. }) => return state.set(Checking::Fault { seq, why }),
            Ok(Step { upto, of, fault: None }) if upto >= of => return state.set(Checking::Whole { of }),
            Ok(Step { upto, of, fault: None }) => {
                state.set(Checking::At { upto, of });
                after = upto;
            }
        }
    }
}

/// The checker's own words are English; the screen's are not always.
fn fault_text(why: &str, t: Texts) -> String {
    let text = match why {
        "missing" => t.journal.missing(),
        "does not follow the entry before" => t.journal.broken(),
        "edited: the hash is not that of its text" => t.journal.edited(),
        "cut off: the head is further on" => t.journal.cut(),
        "the head has another hash" => t.journal.head_differs(),
        "a column differs from its text" => t.journal.column(),
        other => other,
    };
    text.to_owned()
}

#[component]
fn Lines(lines: Vec<Line>, book: String) -> impl IntoView {
    let t = texts();
    let older = lines.last().map(|line| line.seq - 1).filter(|seq| *seq > 0);
    let rows = lines.into_iter().map(|line| {
        let by = if line.by.is_empty() { t.journal.system().to_owned() } else { line.by };
        view! {
            <tr>
                <td class="num">{line.seq}</td>
                <td>{act_word(&line.kind)}" "<span class="quiet">{kind_word(&line.kind, t)}</span></td>
                <td>{by}</td>
                <td><Moment time=line.recorded_at/></td>
                <td><code title=line.hash.clone()>{short(&line.hash)}</code></td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="table people">
                <thead>
                    <tr>
                        <th scope="col" class="num">{t.journal.number()}</th>
                        <th scope="col">{t.journal.what()}</th>
                        <th scope="col">{t.journal.who()}</th>
                        <th scope="col">{t.journal.when()}</th>
                        <th scope="col">{t.journal.hash()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {older.map(|upto| view! {
            <p><a class="button" href=format!("/journal?book={book}&upto={upto}")>{t.journal.older()}</a></p>
        })}
    }
}

/// Of what kind the record is, by the wire name of the act: `issue.verify` → 问题.
fn kind_word(kind: &str, t: Texts) -> &'static str {
    let subject = kind.split('.').next().and_then(|subject| subject.parse::<Subject>().ok());
    subject.map_or("", |subject| subject_word(subject, t))
}
