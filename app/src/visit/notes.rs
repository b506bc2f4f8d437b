//! The notes of a recorded visit on its page, sentence by sentence. For who may raise issues there, one tap makes an issue of a
//! sentence, at once and also without network; what was raised leads to its issue, and what was not meant to be one is
//! withdrawn there, by whoever tapped it on the same day or leads the group. For everybody else they are a text.

use domain::act::{Act as Any, Key, Subject};
use domain::issue::act::Facts;
use domain::issue::list::Line;
use domain::issue::{Act, State};
use domain::kinds::{ActId, Book, IssueId, Note, Text, VisitId};
use domain::record::{Known, Record};
use domain::refusal::Refusal;
use domain::visit::Quote;
use domain::visit::list::State as Stands;
use leptos::prelude::*;

use super::raise::found;
use super::read::Detail;
use super::sentence::{parts, says, title, within};
use crate::edge;
use crate::outbox::{Outbox, Whereabouts, outbox};
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::empty::refusal_text;
use crate::part::{Icon, Sent, TextArea};
use crate::session::{Me, me};
use crate::texts::texts;

/// A sentence of which an issue was made on this page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tapped {
    visit: VisitId,
    sentence: String,
    issue: IssueId,
    act: ActId,
}

#[component]
pub fn Notes(notes: String, detail: Detail, tapped: RwSignal<Vec<Tapped>>) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let Some(known) = known(&detail, &me) else { return view! { <span>{notes}</span> }.into_any() };
    let (visit, quoted) = (detail.visit.id, detail.quoted.clone());
    Effect::new(move || {
        // these are told by the server from now on, and once withdrawn they can be raised again
        let there = |own: &Tapped| quoted.iter().any(|(issue, _)| *issue == own.issue);
        let over = tapped.with_untracked(|all| all.iter().any(there));
        if over {
            tapped.update(|all| all.retain(|own| !there(own)));
        }
    });
    let under_way = Memo::new(move |_| under_way(outbox, visit, tapped));
    let (detail, known) = (StoredValue::new(detail), StoredValue::new(known));
    let row = move |sentence: &str| {
        let sentence = sentence.to_owned();
        let raised = detail.with_value(|own| raised(own, &sentence));
        let state = match raised {
            Some((line, slip)) => view! { <Raised line slip/> }.into_any(),
            None if says(&sentence) => {
                view! { <Raise sentence=sentence.clone() detail known under_way tapped/> }.into_any()
            }
            None => ().into_any(),
        };
        view! { <li><span>{sentence}</span>{state}</li> }
    };
    let rows = parts(&notes).into_iter().map(row).collect_view();
    view! { <ul class="sentences" aria-label=t.visit.sentences()>{rows}</ul> }.into_any()
}

/// What the rule looks at, where an issue may be raised on this visit.
fn known(detail: &Detail, me: &Me) -> Option<Known> {
    let visit = &detail.visit;
    if !me.viewer.in_group(visit.book) || visit.listed_state() != Stands::Recorded {
        return None;
    }
    let (group, node) = me.unit(visit.unit).filter(|own| !own.1.closed)?;
    let mut known = detail.known();
    let key = Key { subject: Subject::Unit, id: visit.unit.0 };
    known.records.insert(key, Record::Unit(crate::issue::unit_record(group, node)?));
    Some(known)
}

/// The issue that was raised from this sentence and stands, and whether the viewer may still take it back.
fn raised(detail: &Detail, sentence: &str) -> Option<(Line, bool)> {
    let (issue, _) = detail.quoted.iter().find(|own| within(sentence, &own.1))?;
    let line = detail.issues.iter().find(|line| line.id == *issue)?;
    Some((line.clone(), detail.slips.contains(issue)))
}

/// Issues of this visit that are on their way, or came to the server a moment ago (reactive).
fn under_way(outbox: Outbox, visit: VisitId, tapped: RwSignal<Vec<Tapped>>) -> Vec<Tapped> {
    let waits = outbox.items().into_iter().filter_map(|item| {
        let Any::Issue(Act::Find(find)) = item.proposal.act else { return None };
        let sentence = find.visit.filter(|quote| quote.visit == visit)?.sentence?.to_string();
        Some(Tapped { visit, sentence, issue: find.issue, act: item.proposal.id })
    });
    let arrived = tapped.get().into_iter().filter(|own| own.visit == visit);
    let arrived = arrived.filter(|own| matches!(outbox.whereabouts(own.act), Whereabouts::Recorded { .. }));
    waits.chain(arrived).collect()
}

/// The issue that a sentence is: the rest of it is agreed later.
fn issue(sentence: &str, issue: IssueId, detail: &Detail, me: &Me) -> Result<Any, Refusal> {
    let visit = &detail.visit;
    let mut open = me.unit(visit.unit).into_iter().flat_map(|own| &own.1.organisations);
    let organisation = visit.description.organisation.filter(|id| open.any(|own| own.0 == *id));
    let facts = Facts {
        title: Text::parse(&title(sentence))?,
        detail: None,
        category: None,
        organisation,
        official: None,
        department: None,
        due: None,
    };
    let quote = Quote { visit: visit.id, sentence: Some(Note::parse(sentence)?) };
    Ok(found(issue, visit.unit, facts, quote))
}

/// One tap, or where what was tapped is.
#[component]
fn Raise(
    sentence: String,
    detail: StoredValue<Detail>,
    known: StoredValue<Known>,
    under_way: Memo<Vec<Tapped>>,
    tapped: RwSignal<Vec<Tapped>>,
) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let book = detail.with_value(|own| own.visit.book);
    let wrong = RwSignal::new(String::new());
    let sentence = StoredValue::new(sentence);
    let own = Memo::new(move |_| {
        let here = |own: &&Tapped| sentence.with_value(|sentence| within(sentence, &own.sentence));
        under_way.with(|all| all.iter().find(here).map(|own| (own.act, own.issue)))
    });
    let me = StoredValue::new(me);
    let raise = move |_| {
        if own.get_untracked().is_some() {
            return;
        }
        let made = raise_one(&sentence.get_value(), (detail, known), &me.get_value(), outbox);
        match made {
            Ok(one) => tapped.update(|all| all.push(one)),
            Err(refusal) => wrong.set(refusal_text(&refusal, t)),
        }
    };
    let shown = move || match own.get() {
        Some((act, issue)) => view! { <Sent id=act/> <Undo issue book/> }.into_any(),
        None => view! {
            <button type="button" class="button small" on:click=raise><Icon name="i-plus"/>{t.visit.raise()}</button>
        }
        .into_any(),
    };
    view! { <div class="state">{shown}<p class="wrong" role="alert">{wrong}</p></div> }
}

/// Keeps it and sends it.
fn raise_one(
    sentence: &str,
    (detail, known): (StoredValue<Detail>, StoredValue<Known>),
    me: &Me,
    outbox: Outbox,
) -> Result<Tapped, Refusal> {
    let id: IssueId = edge::id();
    let (visit, book) = detail.with_value(|own| (own.visit.id, own.visit.book));
    let find = detail.with_value(|own| issue(sentence, id, own, me))?;
    let act = known.with_value(|known| outbox.propose_checked(me, known, book, find))?;
    Ok(Tapped { visit, sentence: sentence.to_owned(), issue: id, act })
}

/// The issue that a sentence is already.
#[component]
fn Raised(line: Line, slip: bool) -> impl IntoView {
    let t = texts();
    // later its page asks for more than a reason
    let fresh = slip || line.state == State::Found && me().viewer.leads_group(line.book);
    let undo = fresh.then(|| view! { <Undo issue=line.id book=line.book/> });
    let code = line.code();
    view! {
        <div class="state">
            <a class="opens" href=format!("/issues/{}", line.id)>{t.visit.raised_as()} " " <span class="code">{code}</span></a>
            {undo}
        </div>
    }
}

/// Withdraws what was not meant to be an issue: a further act, with its reason.
#[component]
fn Undo(issue: IssueId, book: Book) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let key = Key { subject: Subject::Issue, id: issue.0 };
    let waits = Memo::new(move |_| {
        let mut items = outbox.about(key).into_iter();
        items.find(|item| withdraws(&item.proposal.act)).map(|item| item.proposal.id)
    });
    let read = Callback::new(move |(entered,): (Entered,)| -> Result<Any, Wrong> {
        let reason = entered.get("reason", crate::issue::reason)?;
        Ok(Any::Issue(Act::Withdraw { issue, reason }))
    });
    move || {
        let form = Form::new(format!("withdraw-{issue}"));
        match waits.get() {
            Some(id) => view! { <strong>{t.act.issue_withdraw()}</strong> <Sent id/> }.into_any(),
            None => view! {
                <Fold verb=t.act.issue_withdraw()>
                    <ActForm form book verb=t.act.issue_withdraw() read>
                        <TextArea label=t.field.reason() name=form.name("reason") rows=2 wrong=form.wrong("reason")/>
                    </ActForm>
                </Fold>
            }
            .into_any(),
        }
    }
}

fn withdraws(act: &Any) -> bool {
    matches!(act, Any::Issue(Act::Withdraw { .. }))
}
