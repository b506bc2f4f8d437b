//! Somebody else changed the visit first: what was written here and what the server has, field by field, and for each a
//! choice; where only one of them changed a field since both began, it is made already. Shown on the visit's page and in the
//! outbox. What is chosen goes out as a further change.

mod merge;
mod plan;
pub mod read;

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::{ActId, Book, UnitId, VisitId};
use domain::outbox::Item;
use domain::record::{Facts, check};
use domain::refusal::Refusal;
use domain::visit::Act;
use leptos::prelude::*;

use super::mend::{address, knew};
use super::read::Start;
use super::{send, words};
use crate::failure::Failure;
use crate::live::live;
use crate::outbox::{Outbox, outbox};
use crate::part::empty::refusal_text;
use crate::part::versus::Versus;
use crate::part::{Bones, Problem, Section};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};
use merge::{Called, Part, Version, alone, differing, merged, told, word};
use read::{Compared, compared};

/// The visit that an item would have changed, where somebody else was first.
#[must_use]
pub fn overtaken(item: &Item) -> Option<VisitId> {
    Version::mine(item).map(|_| item.proposal.act.key().id.into())
}

/// The page of the visit that an act records or changes, and what the visit is called.
fn title(act: &Any, t: Texts) -> Option<(String, String)> {
    let Any::Visit(visit) = act else { return None };
    let own = if let Act::Plan { description, .. } = visit {
        description.as_ref()
    } else if let Act::Record(own) = visit {
        &own.description
    } else if let Act::Amend(own) = visit {
        &own.description
    } else {
        return None;
    };
    let name = words::title(own.form, own.topic.as_ref().map(|topic| topic.as_str()), t);
    Some((format!("/visits/{}", act.key().id), name))
}

/// Where an item about a visit leads, and what the visit is called. One that is not on the server yet has no page: its form
/// has it.
#[must_use]
pub fn leads(item: &Item, t: Texts) -> Option<(String, String)> {
    let (page, name) = title(&item.proposal.act, t)?;
    let Any::Visit(act) = &item.proposal.act else { return None };
    let new = matches!(act, Act::Plan { .. }) || matches!(act, Act::Record(own) if own.based_on.is_none());
    let form = address(item).filter(|_| new && overtaken(item).is_none());
    Some((form.unwrap_or(page), name))
}

/// On the visit's page: each change of it that was overtaken.
#[component]
pub fn Overtaken(visit: VisitId) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let key = Key { subject: Subject::Visit, id: visit.0 };
    let items = Memo::new(move |_| {
        let items = outbox.about(key).into_iter();
        items.filter(|item| overtaken(item).is_some()).map(|item| item.proposal.id).collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    move || {
        some.get().then(|| {
            view! {
                <Section title=t.visit.compare_title().to_owned() class="span-12" id="compare">
                    <For each=move || items.get() key=|id| *id children=move |id| view! { <Versions id/> }/>
                </Section>
            }
        })
    }
}

/// Both versions of one item, with the ways out. The server's is read now: only there it is the newest.
#[component]
pub fn Versions(id: ActId) -> impl IntoView {
    let (outbox, live) = (outbox(), live());
    let there = RwSignal::new(None::<Result<Compared, Failure>>);
    let item = StoredValue::new(outbox.item(id));
    Effect::new(move || {
        let _ = live.version(Subject::Visit);
        let asked = item.with_value(|item| item.as_ref().and_then(|own| Some((overtaken(own)?, based_on(own)))));
        let Some((visit, based_on)) = asked else { return };
        leptos::task::spawn_local(async move {
            let found = compared(visit, based_on).await;
            // what is chosen already stays, as long as there is nothing new
            if there.try_with_untracked(|there| there.as_ref() != Some(&found)) == Some(true) {
                there.set(Some(found));
            }
        });
    });
    move || match (there.get(), item.get_value()) {
        (Some(Ok(found)), Some(item)) => view! { <Both item found/> }.into_any(),
        (Some(Err(failure)), _) => view! { <Problem failure/> }.into_any(),
        (None, _) => view! { <Bones rows=2/> }.into_any(),
        (_, None) => ().into_any(),
    }
}

/// The entry on which the item was begun.
fn based_on(item: &Item) -> Option<i64> {
    if let Any::Visit(act) = &item.proposal.act { knew(act) } else { None }
}

#[component]
fn Both(item: Item, found: Compared) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let Compared { start, began } = found;
    let (Some(mine), Some(visit)) = (Version::mine(&item), start.visit.clone()) else { return ().into_any() };
    let theirs = Version::theirs(&visit, start.names.clone());
    // a plan was changed while it was recorded here: nothing that was recorded is given up with it
    let records = mine.findings.is_some() && theirs.findings.is_none();
    let began = began.map(|own| plan::began(Version::theirs(&own, None), &mine, &theirs));
    let (mine, theirs) = plan::facing(named(mine, &theirs), theirs);
    let called = called(&me, &start, visit.unit);
    let mut parts = differing(&mine, &theirs);
    let (many, every) = (parts.len(), parts.iter().copied().collect::<BTreeSet<Part>>());
    let same = many == 0;
    let first = began.map(|began| alone(&began, &mine, &theirs)).unwrap_or_default();
    // what is left to the person is seen first
    parts.sort_by_key(|part| first.contains_key(part));
    let (chosen, wrong) = (RwSignal::new(first.clone()), RwSignal::new(String::new()));
    let id = item.proposal.id;
    let rows = parts.into_iter().map(|part| {
        let both = [told(part, &mine, &called, t), told(part, &theirs, &called, t)];
        let name = format!("{id}-{}", <&str>::from(part));
        let choose = Callback::new(move |(theirs,)| {
            chosen.update(|chosen| {
                chosen.insert(part, theirs);
            });
        });
        view! { <Versus name word=word(part, t) both choose chosen=first.get(&part).copied()/> }
    });
    let rows = rows.collect_view();
    let hand_in = StoredValue::new(move |not: &BTreeSet<Part>| {
        let done = send(outbox, &me, (&item, &start), &merged(&mine, &theirs, not));
        wrong.set(done.err().map(|refusal| refusal_text(&refusal, t)).unwrap_or_default());
    });
    // What both changed is chosen by the person: neither is turned back unseen.
    let save = move |_| match many - chosen.with_untracked(BTreeMap::len) {
        0 => {
            let theirs = chosen.get_untracked().into_iter().filter(|own| own.1).map(|own| own.0).collect();
            hand_in.with_value(|hand_in| hand_in(&theirs));
        }
        left => wrong.set(t.visit.compare_left(left)),
    };
    let keep = move |_| hand_in.with_value(|hand_in| hand_in(&BTreeSet::new()));
    let give_up = move |_| if records { hand_in.with_value(|hand_in| hand_in(&every)) } else { outbox.discard(id) };
    let word = if records && same { t.visit.save() } else { t.visit.keep_theirs() };
    view! {
        <div class="versions">
            <p class="note">{if same { t.visit.same() } else { t.visit.compare_note() }}</p>
            {rows}
            <p class="wrong" role="alert">{wrong}</p>
            <div class="row">
                {(!same).then(|| view! {
                    <button type="button" class="button primary" on:click=save>{t.visit.keep_chosen()}</button>
                    <button type="button" class="button" on:click=keep>{t.visit.keep_mine()}</button>
                })}
                <button type="button" class="button" on:click=give_up>{word}</button>
            </div>
        </div>
    }
    .into_any()
}

/// What people and the unit's organisations are called.
fn called(me: &Me, start: &Start, unit: UnitId) -> Called {
    let organisations = me.unit(unit).into_iter().flat_map(|own| &own.1.organisations);
    let organisations = organisations.map(|own| (own.0, own.1.to_string())).collect();
    Called { members: start.members.clone(), organisations }
}

/// Names that this device left as they were are read from there.
fn named(mine: Version, theirs: &Version) -> Version {
    let names = |own: &Version| own.findings.as_ref().and_then(|own| own.names.clone());
    let kept = mine.names.is_none() && names(&mine).is_some() && names(&mine) == names(theirs);
    if kept { Version { names: theirs.names.clone(), ..mine } } else { mine }
}

/// What was chosen goes out on what is there now, in place of what was refused.
fn send(outbox: Outbox, me: &Me, (item, start): (&Item, &Start), own: &Version) -> Result<(), Refusal> {
    let before = start.visit.as_ref().ok_or(Refusal::NotFound)?;
    let (visit, book) = (before.id, item.proposal.book);
    if (&own.description, &own.findings) != (&before.description, &before.findings) {
        let promises = Version::mine(item).map(|mine| mine.promises).unwrap_or_default();
        let act = Any::Visit(plan::act(before, own, promises));
        may(outbox, me, start, book, &act)?;
        let named =
            |text: &domain::private::Private| text.commitment().is_ok_and(|own| act.commitments().contains(&&own));
        let private = item.proposal.private.iter().filter(|text| named(text)).cloned().collect();
        outbox.propose_with(book, act, private);
    }
    // what went out twice is promised once
    let new = own.promises.iter().filter(|own| before.promise(own.id).is_none()).cloned();
    for promise in new {
        outbox.propose(book, Any::Visit(Act::AddPromise { visit, promise }));
    }
    outbox.discard(item.proposal.id);
    Ok(())
}

/// Does the rule allow it? Photos went out before the act that first named them.
fn may(outbox: Outbox, me: &Me, start: &Start, book: Book, act: &Any) -> Result<(), Refusal> {
    let unit = start.visit.as_ref().and_then(|visit| me.unit(visit.unit)).ok_or(Refusal::NotFound)?;
    let unit_record = crate::issue::unit_record(unit.0, unit.1).ok_or(Refusal::NotFound)?;
    let mut known = send::known(start, unit.0.id, unit_record);
    known.files.extend(domain::outbox::named(act, book));
    check(act, &Facts { now: outbox.now(me), book, viewer: &me.viewer, known: &known }).map(|_| ())
}
