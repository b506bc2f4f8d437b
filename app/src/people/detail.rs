//! One person, for the system administrator: roles, a one-time link, suspension. Shows no password and no session.

use domain::act::{Act, Key, Subject};
use domain::kinds::{Book, Note, PersonId};
use domain::person;
use domain::record::{Known, Record};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::{People, Row, make_link, people, role};
use crate::failure::Failure;
use crate::outbox::outbox;
use crate::part::empty::{failure_text, refusal_text};
use crate::part::reading::Unread;
use crate::part::{About, Confirm, Section, TextArea};
use crate::session::{GroupNode, me, role_text};
use crate::texts::texts;

/// The link that was made last, or why there is none, and whose it is.
type Made = RwSignal<Option<(PersonId, Result<String, Failure>)>>;

#[component]
pub fn Page() -> impl IntoView {
    // Outlives what is shown: a page that is read anew while the link is made must not lose what is told only once.
    let made = Made::new(None);
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")).unwrap_or_default();
    people(id, move |People { people, groups, .. }| {
        match people.into_iter().find(|row| row.person.id.to_string() == id()) {
            Some(row) => view! { <One row groups made/> }.into_any(),
            None => view! { <Unread failure=Failure::not_found()/> }.into_any(),
        }
    })
}

#[component]
fn One(row: Row, groups: Vec<GroupNode>, made: Made) -> impl IntoView {
    let t = texts();
    let person = row.person.clone();
    let key = Key { subject: Subject::Person, id: person.id.0 };
    let (held, link) = (row.clone(), row.clone());
    let own = me().viewer.person == person.id;
    view! {
        <leptos_meta::Title text=person.name.to_string()/>
        <header class="page-head">
            <div>
                <p><a class="more" href="/people">{t.people.title()}</a></p>
                <h1>{person.name.to_string()}</h1>
                <p class="quiet">{person.login.to_string()}</p>
            </div>
        </header>
        <About key=Signal::stored(key)/>
        <div class="stack">
            <Section title=t.people.roles().to_owned() note=t.people.roles_note()>
                <Roles row=held groups=groups.clone()/>
                {if own {
                    view! { <p class="note">{t.refusal.own_role()}</p> }.into_any()
                } else {
                    view! { <role::Grant person=person.id groups/> }.into_any()
                }}
            </Section>
            <Link row=link made/>
            <Suspension row/>
        </div>
    }
}

/// The roles held, each with the way to revoke it.
#[component]
fn Roles(row: Row, groups: Vec<GroupNode>) -> impl IntoView {
    let (t, outbox, me) = (texts(), outbox(), me());
    let wrong = RwSignal::new(None::<String>);
    let person = row.person;
    let roles = person.roles.clone().into_iter().map(|role| {
        let (me, person) = (me.clone(), person.clone());
        let word = role_text(&role, &groups, t);
        let label = format!("{} {word}", t.people.revoke());
        let revoke = move |_| {
            let mut known = Known::default();
            let key = Key { subject: Subject::Person, id: person.id.0 };
            known.records.insert(key, Record::Person(person.clone()));
            let act = Act::Person(person::Act::RevokeRole { person: person.id, role });
            let done = outbox.propose_checked(&me, &known, Book::Office, act);
            wrong.set(done.err().map(|refusal| refusal_text(&refusal, t)));
        };
        view! {
            <li>
                {word}
                <button type="button" class="button small" aria-label=label on:click=revoke>{t.people.revoke()}</button>
            </li>
        }
    });
    view! {
        <ul class="rows">{roles.collect_view()}</ul>
        <p class="wrong" role="alert">{move || wrong.get()}</p>
    }
}

/// A one-time link, shown once.
#[component]
fn Link(row: Row, made: Made) -> impl IntoView {
    let t = texts();
    let id = row.person.id;
    let make = move |_| {
        spawn_local(async move {
            let origin = window().location().origin().unwrap_or_default();
            made.set(Some((id, make_link(id).await.map(|path| format!("{origin}{path}")))));
        });
    };
    let note = if row.ready { t.people.link_reset() } else { t.people.link_first() };
    view! {
        <Section title=t.people.link().to_owned() note=note>
            <button type="button" class="button" on:click=make>{t.people.make_link()}</button>
            <div role="status">
                {move || made.get().filter(|(whose, _)| *whose == id).map(|(_, made)| match made {
                    Ok(link) => view! {
                        <p class="link-once"><code>{link}</code></p>
                        <p class="quiet">{t.people.link_once()}</p>
                    }
                    .into_any(),
                    Err(Failure::Refused { .. }) => view! { <p>{t.people.link_refused()}</p> }.into_any(),
                    Err(failure) => view! { <p>{failure_text(&failure, t).0}</p> }.into_any(),
                })}
            </div>
        </Section>
    }
}

/// Suspending ends sessions and streams at once; restoring gives the roles back. Both say why.
#[component]
fn Suspension(row: Row) -> impl IntoView {
    let (t, outbox, me) = (texts(), outbox(), me());
    let open = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let node = NodeRef::<html::Textarea>::new();
    let person = row.person;
    let suspended = person.suspended_at.is_some();
    let (title, verb, consequences) = if suspended {
        (t.people.restore_title(person.name.to_string()), t.people.restore(), vec![t.people.restore_what().to_owned()])
    } else {
        let what = vec![t.people.suspend_what().to_owned(), t.people.suspend_keeps().to_owned()];
        (t.people.suspend_title(person.name.to_string()), t.people.suspend(), what)
    };
    let confirm = move |()| {
        let typed = node.get_untracked().map(|area| area.value()).unwrap_or_default();
        let mut known = Known::default();
        let id = person.id;
        known.records.insert(Key { subject: Subject::Person, id: id.0 }, Record::Person(person.clone()));
        let done = Note::parse(&typed).and_then(|reason| {
            let act = if suspended {
                person::Act::Restore { person: id, reason }
            } else {
                person::Act::Suspend { person: id, reason }
            };
            outbox.propose_checked(&me, &known, Book::Office, Act::Person(act))
        });
        match done {
            Ok(_) => open.set(false),
            Err(refusal) => wrong.set(Some(refusal_text(&refusal, t))),
        }
    };
    view! {
        <Section title=verb.to_owned()>
            <button type="button" class="button" on:click=move |_| open.set(true)>{verb}</button>
            <Confirm open title consequences verb on_confirm=Callback::new(confirm)>
                <TextArea label=t.people.reason() name="reason" node wrong required=true/>
            </Confirm>
        </Section>
    }
}
