//! Somebody else changed the visit first: what was written here and what the server has, field by field, and a choice.
//! Neither is lost: what is chosen goes out as a further change, and the book has both.

use domain::act::Act as Any;
use domain::outbox::{Item, Place};
use domain::refusal::Refusal;
use domain::visit::act::Amended;
use domain::visit::{Act, Description, Findings, Promised};
use leptos::prelude::*;

use super::detail::comma;
use super::read::Detail;
use super::words;
use crate::outbox::{Outbox, outbox};
use crate::part::{Section, moment_text};
use crate::texts::{Texts, texts};

/// What this device wrote about the visit.
#[derive(Clone, PartialEq, Debug)]
struct Mine {
    description: Description,
    findings: Option<Findings>,
    promises: Vec<Promised>,
}

impl Mine {
    fn of(item: &Item) -> Option<Mine> {
        let overtaken = matches!(&item.place, Place::Refused { refusal: Refusal::Overtaken { .. } });
        match &item.proposal.act {
            Any::Visit(Act::Record(own)) if overtaken => Some(Mine {
                description: own.description.clone(),
                findings: Some(own.findings.clone()),
                promises: own.promises.clone(),
            }),
            Any::Visit(Act::Amend(own)) if overtaken => Some(Mine {
                description: own.description.clone(),
                findings: own.findings.clone(),
                promises: Vec::new(),
            }),
            // Nothing else is overtaken.
            Any::Visit(_)
            | Any::Campaign(_)
            | Any::Group(_)
            | Any::Person(_)
            | Any::Policy(_)
            | Any::Unit(_)
            | Any::Carrier(_)
            | Any::Issue(_)
            | Any::Report(_)
            | Any::Rule(_)
            | Any::Draw(_)
            | Any::Template(_)
            | Any::Evaluation(_)
            | Any::Survey(_) => None,
        }
    }
}

/// One table for each change of this visit that was overtaken.
#[component]
pub fn Overtaken(detail: Detail) -> impl IntoView {
    let outbox = outbox();
    let key = detail.key();
    let items = Memo::new(move |_| outbox.about(key));
    move || {
        let found = items.get().into_iter().filter_map(|item| Some((Mine::of(&item)?, item)));
        found.map(|(mine, item)| view! { <Both mine item detail=detail.clone()/> }).collect_view()
    }
}

#[component]
fn Both(mine: Mine, item: Item, detail: Detail) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let names: Vec<_> = detail.members.clone();
    let ours = facts(&mine.description, mine.findings.as_ref(), &names, t);
    let theirs = facts(&detail.visit.description, detail.visit.findings.as_ref(), &names, t);
    let rows = ours.into_iter().zip(theirs).filter(|(one, other)| one.1 != other.1).map(|(one, other)| {
        let none = |text: String| if text.is_empty() { t.history.nothing().to_owned() } else { text };
        view! { <tr><th scope="row">{one.0}</th><td>{none(one.1)}</td><td>{none(other.1)}</td></tr> }
    });
    let rows = rows.collect_view();
    let same = rows.is_empty();
    let id = item.proposal.id;
    let keep = move |_| send(outbox, &mine, &item, &detail);
    view! {
        <Section title=t.visit.compare_title().to_owned() note=t.visit.compare_note() class="span-12" id="compare">
            <div class="scroll" role="region" tabindex="0" aria-label=t.visit.compare_title()>
                <table class="table compare">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{t.visit.compare_mine()}</th>
                            <th scope="col">{t.visit.compare_theirs()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {same.then(|| view! { <p class="quiet">{t.visit.same()}</p> })}
            <div class="row">
                <button type="button" class="button" on:click=move |_| outbox.discard(id)>{t.visit.keep_theirs()}</button>
                <button type="button" class="button" on:click=keep>{t.visit.keep_mine()}</button>
            </div>
        </Section>
    }
}

/// What was written here goes out again as a change of what is there now.
fn send(outbox: Outbox, mine: &Mine, item: &Item, detail: &Detail) {
    let visit = detail.visit.id;
    let (book, private) = (item.proposal.book, item.proposal.private.clone());
    // As long as it is only planned there are no findings to change.
    let findings = mine.findings.clone().filter(|_| detail.visit.findings.is_some());
    let findings = findings.or_else(|| detail.visit.findings.clone());
    let amended = Amended { visit, based_on: detail.visit.version, description: mine.description.clone(), findings };
    outbox.propose_with(book, Any::Visit(Act::Amend(Box::new(amended))), private);
    for promise in &mine.promises {
        outbox.propose(book, Any::Visit(Act::AddPromise { visit, promise: promise.clone() }));
    }
    outbox.discard(item.proposal.id);
}

/// Every field that is amended as a whole, in words.
fn facts(
    own: &Description,
    found: Option<&Findings>,
    names: &[(domain::kinds::PersonId, String)],
    t: Texts,
) -> Vec<(&'static str, String)> {
    let text = |text: Option<&dyn ToString>| text.map(ToString::to_string).unwrap_or_default();
    let note = |get: fn(&Findings) -> &Option<domain::kinds::Note>| {
        found.and_then(|found| get(found).as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    let name = |id: &domain::kinds::PersonId| {
        names.iter().find(|own| own.0 == *id).map_or_else(|| t.issue.someone().to_owned(), |own| own.1.clone())
    };
    let members: Vec<String> = own.members.iter().map(name).collect();
    vec![
        (t.visit.form(), words::form(own.form, t).to_owned()),
        (t.visit.site(), own.site.map(|site| words::site(site, t).to_owned()).unwrap_or_default()),
        (t.field.place(), text(own.place.as_ref().map(|place| place as &dyn ToString))),
        (t.visit.topic(), text(own.topic.as_ref().map(|topic| topic as &dyn ToString))),
        (t.field.time(), moment_text(own.at, t.lang)),
        (t.field.members(), members.join(comma(t))),
        (t.visit.strand(), words::strands(&own.strands, t)),
        (t.visit.people(), found.map(|found| found.people.to_string()).unwrap_or_default()),
        (t.visit.looked_at(), note(|found| &found.looked_at)),
        (t.visit.notes(), note(|found| &found.notes)),
        (t.visit.coverage(), note(|found| &found.observations.coverage)),
        (t.visit.discussion(), note(|found| &found.observations.discussion)),
        (t.visit.application(), note(|found| &found.observations.application)),
        (t.visit.corrected(), note(|found| &found.corrected)),
        (t.field.photo(), found.map(|found| found.photos.len().to_string()).unwrap_or_default()),
    ]
}
