//! Each unit that a paper went to: received when and as which head, replied what, what the group said to it. The unit's own
//! verbs and the group's stand where they are needed.

use domain::act::Act as Any;
use domain::kinds::{Name, Note, UnitId};
use domain::notice::{Act, Addressee, BELOW, Receipt, Reply};
use leptos::prelude::*;

use super::read::Detail;
use super::state_mark;
use super::witness::Check;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Form, Reasoned};
use crate::part::proof::{FilesField, Proofs, allowed};
use crate::part::{Field, Icon, Moment, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Sides(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = detail.notice.addressees.clone();
    if all.is_empty() {
        return ().into_any();
    }
    let replied = all.iter().filter(|own| own.replied() || own.accepted.is_some()).count();
    let received = all.iter().filter(|own| own.received.is_some()).count();
    let title = if detail.notice.content.reply_by.is_some() {
        t.notice.sides_title(all.len(), received, replied)
    } else {
        t.notice.sides_received(all.len(), received)
    };
    let sides = all.into_iter().map(|own| view! { <Side detail=detail.clone() own/> }).collect_view();
    view! { <Section title=title class="span-8" id="units"><div class="sides">{sides}</div></Section> }.into_any()
}

#[component]
fn Side(detail: Detail, own: Addressee) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (unit, state) = (own.unit, detail.notice.state_of(&own));
    let receipt = own.received.clone().map(|receipt| view! { <Received detail=detail.clone() unit receipt/> });
    let replies = own.replies.iter().map(|reply| view! { <Said detail=detail.clone() reply=reply.clone()/> });
    let replies = replies.collect_view();
    let open = detail.notice.closed.is_none() && detail.notice.withdrawn.is_none() && own.accepted.is_none();
    let mine = open && me.viewer.in_unit(unit);
    let receive = (mine && own.received.is_none()).then(|| view! { <Receive detail=detail.clone() unit/> });
    let asks = detail.notice.content.reply_by.is_some();
    let reply = (mine && own.received.is_some()).then(|| {
        view! { <Answer detail=detail.clone() unit first=asks && !own.replied()/> }
    });
    let group = open && me.viewer.in_group(detail.notice.book) && own.replied();
    let judge = group.then(|| view! { <Judge detail=detail.clone() unit/> });
    view! {
        <article class="side">
            <h3>{me.unit_name(unit)} " " {state_mark(state)}</h3>
            {receipt.is_none().then(|| view! { <p class="note">{t.notice.not_received()}</p> })}
            {receipt}
            {replies}
            {receive}
            {reply}
            {judge}
        </article>
    }
}

#[component]
fn Received(detail: Detail, unit: UnitId, receipt: Receipt) -> impl IntoView {
    let (t, notice) = (texts(), detail.notice.id);
    let check = receipt.witness.clone().map(|witness| view! { <Check notice unit witness/> });
    let who = receipt.who.map(|who| t.notice.seen_by(who.as_str()));
    let witness = receipt.witness.map(|own| {
        // whole: what a unit keeps on paper is compared with the book, and a part of it could be forged
        view! { <span class="code witness">{t.notice.witness(own.hash.as_str(), own.seq)}</span> }
    });
    view! {
        <p class="receipt">
            <Icon name="i-check"/>
            {t.notice.received_by(detail.name(receipt.by.person))} " " <Moment time=receipt.by.at/> " " {who} " " {witness}
        </p>
        {check}
    }
}

#[component]
fn Said(detail: Detail, reply: Reply) -> impl IntoView {
    let (t, notice) = (texts(), detail.notice.id);
    let files = reply.files.iter().map(|own| {
        let href = format!("/notices/{notice}/files/{}", own.hash);
        view! { <li><Icon name="i-file"/><a href=href rel="external" download="">{own.name.to_string()}</a></li> }
    });
    let files = (!reply.files.is_empty()).then(|| view! { <ul class="files">{files.collect_view()}</ul> });
    let back = reply.returned.map(|(why, by)| {
        view! {
            <p class="back"><strong>{t.act.notice_return()}</strong> " " {detail.name(by.person)} " " <Moment time=by.at/></p>
            <p class="body">{why.to_string()}</p>
        }
    });
    view! {
        <div class="said">
            <p class="head">{detail.name(reply.by.person)} " " <Moment time=reply.by.at/></p>
            <p class="body">{reply.text.to_string()}</p>
            {files}
            {back}
        </div>
    }
}

#[component]
fn Receive(detail: Detail, unit: UnitId) -> impl IntoView {
    let (t, form) = (texts(), Form::new("receive"));
    let (notice, book, witness) = (detail.notice.id, detail.notice.book, detail.head.clone());
    let own = detail.name(me().viewer.person);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let who = Some(entered.get("name", Name::parse)?);
        Ok(Any::Notice(Act::Receive { notice, unit, witness: witness.clone(), who }))
    });
    view! {
        <div id="receive_notice">
            <ActForm form book known=detail.known() verb=t.act.notice_receive() read primary=true>
                <Field label=t.notice.who() name=form.name("name") value=own hint=t.notice.receive_hint() wrong=form.wrong("name")/>
            </ActForm>
        </div>
    }
}

#[component]
fn Answer(detail: Detail, unit: UnitId, first: bool) -> impl IntoView {
    let (t, form) = (texts(), Form::new("reply"));
    let (notice, book, proofs) = (detail.notice.id, detail.notice.book, Proofs::here());
    let place = format!("reply-{unit}");
    let (slot, allowed) = (StoredValue::new(place.clone()), allowed(book, detail.known()));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (text, files) = (entered.get("note", Note::parse)?, slot.with_value(|slot| proofs.all(slot)));
        let act = Any::Notice(Act::Reply { notice, unit, text, files: files.clone() });
        allowed(&act, &files).map_err(|why| ("", why))?;
        slot.with_value(|slot| proofs.clear(slot));
        Ok(act)
    });
    view! {
        <div id="reply_notice">
            <ActForm form book verb=t.act.notice_reply() read primary=first>
                <TextArea label=t.notice.reply() name=form.name("note") rows=4 wrong=form.wrong("note")/>
                <FilesField form=place label=t.notice.add_file().to_owned()/>
            </ActForm>
        </div>
    }
}

/// What the group says to a reply.
#[component]
fn Judge(detail: Detail, unit: UnitId) -> impl IntoView {
    let t = texts();
    let (notice, book, known) = (detail.notice.id, detail.notice.book, detail.known());
    let name = StoredValue::new(format!("accept-{unit}"));
    let form = Form::new(name.get_value());
    // what it chases is done with it
    let below = if detail.notice.content.after.is_some() { BELOW } else { 0 };
    let accept = Callback::new(move |(_,): (Entered,)| {
        let then = std::iter::repeat_with(edge::id).take(below).collect();
        Ok(Any::Notice(Act::Accept { notice, unit, through: None, then }))
    });
    let back = Callback::new(move |(reason,)| Any::Notice(Act::Return { notice, unit, reason }));
    view! {
        <div class="row">
            <ActForm form book known=known.clone() verb=t.act.notice_accept() read=accept primary=true/>
            <Reasoned prefix=format!("return-{unit}") book known verb=t.act.notice_return() act=back/>
        </div>
    }
}
