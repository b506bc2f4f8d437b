//! `/journal`: the audit administrator's page: how far every book is, whether its chain is whole, and what happened
//! when, by whom. Never what an entry says: an auditor has no role in any case.

mod check;
pub mod read;

use domain::act::Subject;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::check::Check;
use self::read::{Head, Line, read_heads, read_lines};
use crate::book::subject_word;
use crate::live::live;
use crate::part::sent::act_word;
use crate::part::{Empty, Moment, Section, loaded};
use crate::texts::{Texts, texts};
use crate::wire;

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
