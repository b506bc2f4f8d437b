//! Who is signed in, where: one's own sessions for everybody, all of them for the security administrator. Ending one is
//! a write outside the journal: a session is no case and has no book. It is a POST under the server's CSRF layer.

use domain::kinds::Time;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::Failure;
use crate::part::empty::failure_text;
use crate::part::{Empty, Moment, Section, loaded};
use crate::texts::texts;
use crate::wire::{self, Json};

/// One sign-in on one device.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: Uuid,
    /// Whose it is.
    pub name: String,
    pub login: String,
    /// The session that asks.
    pub here: bool,
    pub address: String,
    pub device: String,
    pub made_at: Time,
    pub seen_at: Time,
}

/// One's own open sessions.
#[server(prefix = "/api", endpoint = "session/own", input = GetUrl, output = Json)]
pub async fn read_own() -> Result<Vec<Row>, Failure> {
    let viewer = crate::context::viewer().await?;
    rows(Some(viewer.person)).await
}

/// Everybody's open sessions, for the security administrator.
#[server(prefix = "/api", endpoint = "session/list", input = GetUrl, output = Json)]
pub async fn read_all() -> Result<Vec<Row>, Failure> {
    crate::context::admin(domain::viewer::Admin::Security).await?;
    rows(None).await
}

#[cfg(feature = "ssr")]
async fn rows(person: Option<domain::kinds::PersonId>) -> Result<Vec<Row>, Failure> {
    let server = crate::context::server();
    let seat = crate::context::seat().await;
    use std::collections::hash_map::{Entry, HashMap};
    let mut people: HashMap<_, Option<domain::person::Person>> = HashMap::new();
    let mut rows = Vec::new();
    for session in store::session::list(&server.db, person, server.now()).await? {
        let person = match people.entry(session.person) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(store::record::person(&server.db, session.person).await?),
        };
        rows.push(Row {
            id: session.id,
            name: person.as_ref().map(|person| person.name.to_string()).unwrap_or_default(),
            login: person.as_ref().map(|person| person.login.to_string()).unwrap_or_default(),
            here: seat == Some(session.id),
            address: session.address,
            device: device(&session.device),
            made_at: session.made_at,
            seen_at: session.seen_at,
        });
    }
    Ok(rows)
}

/// Browser and system, out of the browser's own long words.
#[cfg(feature = "ssr")]
fn device(words: &str) -> String {
    let first = |known: &[(&str, &str)]| {
        known.iter().find(|(sign, _)| words.contains(sign)).map(|(_, name)| (*name).to_owned())
    };
    let browser = first(&[
        ("MicroMessenger", "微信"),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => words.chars().take(40).collect(),
    }
}

/// Ends a session and, within a second, its event stream. One's own, or anybody's for the security administrator.
#[server(prefix = "/api", endpoint = "session/end", input = Json, output = Json)]
pub async fn end(id: Uuid) -> Result<(), Failure> {
    let viewer = crate::context::viewer().await?;
    let server = crate::context::server();
    let session = store::session::load(&server.db, id).await?.ok_or_else(Failure::not_found)?;
    if session.person != viewer.person && !viewer.is_admin(domain::viewer::Admin::Security) {
        return Err(Failure::not_found());
    }
    store::session::end(&server.db, id, server.now()).await?;
    Ok(())
}

/// `/sessions`: the security administrator's page.
#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    view! {
        <leptos_meta::Title text=t.sessions.title()/>
        <header class="page-head"><h1>{t.sessions.title()}</h1></header>
        <List all=true title=t.sessions.all() note=t.sessions.all_note()/>
    }
}

/// A list of sessions, each with the way to end it.
#[component]
pub fn List(all: bool, title: &'static str, note: &'static str) -> impl IntoView {
    let (ended, wrong) = (RwSignal::new(0), RwSignal::new(None));
    let rows = wire::blocking(
        move || ended.get(),
        move |_| async move { if all { read_all().await } else { read_own().await } },
    );
    view! {
        <Section title=title.to_owned() note=note.to_owned()>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            {loaded(rows, 3, move |rows| view! { <Table rows all ended wrong/> }.into_any())}
        </Section>
    }
}

#[component]
fn Table(
    rows: Vec<Row>,
    all: bool,
    ended: RwSignal<i32>,
    /// Why the last one that was to be ended goes on.
    wrong: RwSignal<Option<String>>,
) -> impl IntoView {
    let t = texts();
    if rows.is_empty() {
        return view! { <Empty title=t.sessions.none()/> }.into_any();
    }
    let rows = rows.into_iter().map(|row| {
        let id = row.id;
        let end = move |_| {
            spawn_local(async move {
                let done = end(id).await;
                let _ = wrong.try_set(done.err().map(|failure| failure_text(&failure, t).0));
                let _ = ended.try_update(|many| *many += 1);
            });
        };
        let label = format!("{} {} {}", t.sessions.end(), row.name, row.device);
        view! {
            <tr>
                {all.then(|| view! { <th scope="row">{row.name.clone()}<small>{row.login.clone()}</small></th> })}
                <td>{row.device}<small>{row.address}</small></td>
                <td><Moment time=row.made_at/></td>
                <td><Moment time=row.seen_at/></td>
                <td class="num">
                    {if row.here {
                        view! { <span class="mark verified">{t.sessions.here()}</span> }.into_any()
                    } else {
                        view! { <button type="button" class="button small" aria-label=label on:click=end>{t.sessions.end()}</button> }
                            .into_any()
                    }}
                </td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="table people">
                <thead>
                    <tr>
                        {all.then(|| view! { <th scope="col">{t.sessions.person()}</th> })}
                        <th scope="col">{t.sessions.device()}</th>
                        <th scope="col">{t.sessions.since()}</th>
                        <th scope="col">{t.sessions.seen()}</th>
                        <th scope="col"><span class="visually-hidden">{t.sessions.end()}</span></th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
