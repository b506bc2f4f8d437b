//! The page of one paper: the paper, what each unit said to it, what may be done.

use domain::act::{Act as Any, Subject};
use domain::notice::{Act, From};
use leptos::prelude::*;

use super::chase::{Chase, TakeBack};
use super::draft::Change;
use super::paper::Paper;
use super::read::{Detail, Line, read_detail};
use super::sides::Sides;
use super::witness::Checks;
use super::{number_text, paper_word, state_mark};
use crate::burden::KnownNote;
use crate::part::act_form::{ActForm, Entered, Form, Reasoned};
use crate::part::proof::Proofs;
use crate::part::reading::record;
use crate::part::{About, DayText, History, Icon, Section, Summary, print};
use crate::session::me;
use crate::texts::texts;

/// `/notices/:id`
#[component]
pub fn Page() -> impl IntoView {
    Proofs::provide();
    Checks::provide();
    record(&[Subject::Notice, Subject::Policy], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let t = texts();
    let own = detail.notice.clone();
    let crumbs = vec![("/notices".to_owned(), t.rail.notices().to_owned())];
    let by = own.content.reply_by.map(|day| view! { "·" {t.notice.reply_by()} " " <DayText day/> });
    let line = view! { <p>{state_mark(own.state())} " " {paper_word(own.content.paper, t)} {by}</p> };
    let chain = detail.before.iter().map(|line| (t.notice.chases(), line.clone()));
    let chain = chain.chain(detail.followed.iter().map(|line| (t.notice.chased_by(), line.clone())));
    let chain = chain.map(|(word, line)| view! { <Linked word line/> }).collect_view();
    let from = own.content.from.map(|from| view! { <Origin from/> });
    let (history, sides) = (detail.history.clone(), view! { <Sides detail=detail.clone()/> });
    let paper = view! { <Paper detail=detail.clone()/> };
    view! {
        <Summary title=own.content.title.to_string() crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns notice">
            {paper}
            <Section title=t.notice.about().to_owned() class="span-4 no-print">
                <About key=detail.key()/>
                <KnownNote known=detail.counted.clone() figures=detail.figures.clone()/>
                <ul class="chain">{chain}{from}</ul>
                <Chase detail=detail.clone()/>
                <TakeBack detail=detail.clone()/>
                <Forms detail=detail.clone()/>
            </Section>
            {sides}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// A paper before or after this one.
#[component]
fn Linked(word: &'static str, line: Line) -> impl IntoView {
    let t = texts();
    let year = line.issued.unwrap_or(line.drafted).date().year;
    let name = format!("{} {}", paper_word(line.paper, t), number_text(line.number, year, t));
    view! { <li>{word} " " <a href=format!("/notices/{}", line.id)>{name}</a> " " {state_mark(&line.state)}</li> }
}

/// What it came out of.
#[component]
fn Origin(from: From) -> impl IntoView {
    let t = texts();
    let (href, word) = match from {
        From::Meeting { meeting, decision } => {
            (format!("/meetings/{meeting}#decision-{decision}"), t.notice.from_meeting())
        }
        From::Item { worklist, item, .. } => (format!("/worklists/{worklist}#item-{item}"), t.notice.from_item()),
        From::Round { evaluation } => (format!("/evaluations/{evaluation}"), t.notice.from_round()),
        From::Call { meeting, .. } => (format!("/meetings/{meeting}"), t.notice.from_call()),
    };
    view! { <li><a href=href>{word}</a></li> }
}

#[component]
fn Forms(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (notice, book, known) = (detail.notice.id, detail.notice.book, detail.known());
    let (group, leads) = (me.viewer.in_group(book), me.viewer.leads_group(book));
    let state = detail.notice.state();
    let draft = state == "draft";
    let drop = Callback::new(move |(reason,)| Any::Notice(Act::Drop { notice, reason }));
    let close = Callback::new(move |(reason,)| Any::Notice(Act::Close { notice, reason }));
    let withdraw = Callback::new(move |(reason,)| Any::Notice(Act::Withdraw { notice, reason }));
    let out = matches!(state, "issued" | "received" | "replied");
    let issue = (draft && leads).then(|| view! { <Issue detail=detail.clone()/> });
    let wait = (draft && group && !leads).then(|| view! { <p class="note">{t.notice.lead_issues()}</p> });
    let change = detail.room.clone().map(|room| view! { <Change detail=detail.clone() room/> });
    let drop = (draft && group)
        .then(|| view! { <Reasoned prefix="drop" book known=known.clone() verb=t.act.notice_drop() act=drop/> });
    let close = (out && leads)
        .then(|| view! { <Reasoned prefix="close" book known=known.clone() verb=t.act.notice_close() act=close/> });
    let withdraw = (leads && (out || state == "closed"))
        .then(|| view! { <Reasoned prefix="withdraw" book known=known verb=t.act.notice_withdraw() act=withdraw/> });
    let ended = (!group && !out && state != "draft").then(|| view! { <p class="note">{t.notice.ended()}</p> });
    view! { <div class="row notice-acts">{issue}{wait}{change}{close}{withdraw}{drop}{ended}</div> }
}

#[component]
fn Issue(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("issue"));
    let (notice, book) = (detail.notice.id, detail.notice.book);
    let names = detail.notice.content.units.iter().map(|unit| me.unit_name(*unit)).collect::<Vec<_>>();
    let mut formal = vec![t.notice.issue_one(names.join(t.notice.comma())), t.notice.issue_two().to_owned()];
    formal.extend((!detail.counted.is_empty()).then(|| t.burden.goes_along().to_owned()));
    let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Notice(Act::Issue { notice })));
    view! { <ActForm form book verb=t.act.notice_issue() read formal primary=true/> }
}
