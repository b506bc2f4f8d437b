//! `/people`: the system administrator's page: who is registered, with which roles. Registering is an act of the office's
//! book; a one-time link is not, because a journal must not hold the way in.

use domain::act::{Act, Key, Subject};
use domain::campaign::Campaign;
use domain::kinds::{Book, Name, PersonId};
use domain::person::{self, Person};
use domain::record::Known;
use domain::refusal::Refusal;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::outbox::outbox;
use crate::part::empty::refusal_text;
use crate::part::reading::reading;
use crate::part::{About, Empty, Field, Mark, Section};
use crate::session::{GroupNode, me, role_text};
use crate::texts::texts;
use crate::wire::Json;

pub mod campaign;
pub mod detail;
pub mod group;
pub mod groups;
pub mod role;

/// Everybody, and everything a role can be given for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct People {
    pub people: Vec<Row>,
    pub campaigns: Vec<Campaign>,
    /// All groups with their units: names only, no cases.
    pub groups: Vec<GroupNode>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub person: Person,
    /// Has a password; without one, nobody can sign in as this person.
    pub ready: bool,
}

/// The people, campaigns, groups and units, for the system administrator.
#[server(prefix = "/api", endpoint = "people", input = GetUrl, output = Json)]
pub async fn read_people() -> Result<People, Failure> {
    use domain::record::Record;
    crate::context::admin(domain::viewer::Admin::System).await?;
    let db = crate::context::server().db;
    let ready = store::credential::people_with_password(&db).await?;
    let people = store::record::people(&db).await?.into_iter();
    let people: Vec<Row> = people.map(|person| Row { ready: ready.contains(&person.id), person }).collect();
    let everything = domain::viewer::Reach { all: true, ..Default::default() };
    let mut units = Vec::new();
    for record in store::record::all(&db, &everything, Subject::Unit, None, None).await? {
        if let Record::Unit(unit) = record {
            units.push(unit);
        }
    }
    let everybody: Vec<&Person> = people.iter().map(|row| &row.person).collect();
    let mut groups = Vec::new();
    for record in store::record::office(&db, Subject::Group).await? {
        if let Record::Group(group) = record {
            let own = units.iter().filter(|unit| unit.group == group.id);
            let own = own.map(|unit| crate::session::tree::node(unit, &everybody)).collect();
            groups.push(GroupNode { id: group.id, name: group.name, units: own });
        }
    }
    let mut campaigns = Vec::new();
    for record in store::record::office(&db, Subject::Campaign).await? {
        if let Record::Campaign(campaign) = record {
            campaigns.push(campaign);
        }
    }
    Ok(People { people, campaigns, groups })
}

/// A record of the office's book. The caller has made sure that the viewer may read it.
#[cfg(feature = "ssr")]
async fn of_office(server: &crate::context::Server, key: Key) -> Result<domain::record::Record, Failure> {
    let everything = domain::viewer::Reach { all: true, ..Default::default() };
    let record = store::record::load(&server.db, &everything, key).await?;
    record.ok_or_else(Failure::not_found)
}

/// A one-time link for a person, shown once. Not for another administrator who has a password already: whoever could
/// reset that could do the other's part; it is made on the server's command line.
#[server(prefix = "/api", endpoint = "people/link", input = Json, output = Json)]
pub async fn make_link(id: PersonId) -> Result<String, Failure> {
    use domain::viewer::{Admin, Role};
    let viewer = crate::context::admin(Admin::System).await?;
    let server = crate::context::server();
    let person = store::record::person(&server.db, id).await?.ok_or_else(Failure::not_found)?;
    let other = person.roles.iter().any(|role| matches!(role, Role::Admin { .. })) && id != viewer.person;
    if other && store::credential::password(&server.db, id).await?.is_some() {
        return Err(Refusal::Elsewhere { field: domain::refusal::Field::Role }.into());
    }
    Ok(server.invite(Some(id), Some(viewer.person)).await?)
}

/// What is shown of the list, at an address.
pub(crate) fn people<K: PartialEq + Clone + Send + Sync + 'static>(
    address: impl Fn() -> K + Send + Sync + 'static,
    show: impl Fn(People) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    reading(address, &[Subject::Person, Subject::Group, Subject::Campaign, Subject::Unit], |_| read_people(), show)
}

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    // The logins that are taken, for the form that stands outside of what is read anew.
    let known = StoredValue::new(Known::default());
    let show = move |people: People| {
        let taken = people.people.iter().map(|row| (format!("login:{}", row.person.login), row.person.id.0));
        known.update_value(|known| known.taken = taken.collect());
        view! { <Table people/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.people.title()/>
        <header class="page-head"><h1>{t.people.title()}</h1></header>
        <div class="stack">
            <Section title=t.people.all().to_owned() note=t.people.all_note()>
                {people(|| (), show)}
            </Section>
            <Register known/>
        </div>
    }
}

#[component]
fn Table(people: People) -> impl IntoView {
    let t = texts();
    if people.people.is_empty() {
        return view! { <Empty title=t.people.none()/> }.into_any();
    }
    let groups = people.groups;
    let rows = people.people.into_iter().map(|row| {
        let person = row.person;
        let roles: Vec<_> = person.roles.iter().map(|role| role_text(role, &groups, t)).collect();
        let roles = if roles.is_empty() { t.people.no_role().to_owned() } else { roles.join("；") };
        let state = match (person.suspended_at, row.ready || person.demo) {
            (Some(_), _) => view! { <Mark kind="late" word=t.people.suspended() calm=true/> }.into_any(),
            (None, false) => view! { <Mark kind="found" word=t.people.waiting() calm=true/> }.into_any(),
            (None, true) => view! { <Mark kind="verified" word=t.people.active() calm=true/> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/people/{}", person.id)>{person.name.to_string()}</a>
                    <small>{person.login.to_string()}</small>
                </th>
                <td>{roles}</td>
                <td>{state}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="table people">
                <thead>
                    <tr>
                        <th scope="col">{t.people.person()}</th>
                        <th scope="col">{t.people.roles()}</th>
                        <th scope="col">{t.people.state()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Registers a person; roles and a link follow on their page.
#[component]
fn Register(known: StoredValue<Known>) -> impl IntoView {
    let (t, outbox, me) = (texts(), outbox(), me());
    let (name, login) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (name_wrong, login_wrong) = (RwSignal::new(None), RwSignal::new(None));
    let sent = RwSignal::new(None::<PersonId>);
    let register = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        name_wrong.set(None);
        login_wrong.set(None);
        let typed = |node: NodeRef<html::Input>| node.get_untracked().map(|input| input.value()).unwrap_or_default();
        let say = |refusal: &Refusal| Some(refusal_text(refusal, t));
        let (name, login) = match (Name::parse(&typed(name)), person::login(&typed(login).to_lowercase())) {
            (Ok(name), Ok(login)) => (name, login),
            (name, login) => {
                name_wrong.set(name.err().as_ref().and_then(say));
                login_wrong.set(login.err().as_ref().and_then(say));
                return;
            }
        };
        let person: PersonId = crate::edge::id();
        let act = Act::Person(person::Act::Register { person, name, login, demo: false });
        match outbox.propose_checked(&me, &known.get_value(), Book::Office, act) {
            Ok(_) => sent.set(Some(person)),
            Err(refusal) => login_wrong.set(say(&refusal)),
        }
    };
    view! {
        <Section title=t.people.register().to_owned() note=t.people.register_note()>
            <form class="narrow" on:submit=register>
                <Field label=t.people.name() name="person" required=true node=name wrong=name_wrong/>
                <Field
                    label=t.signin.login()
                    name="login"
                    required=true
                    hint=t.welcome.login_hint()
                    node=login
                    wrong=login_wrong
                />
                <button class="button primary" type="submit">{t.people.register()}</button>
            </form>
            {move || sent.get().map(|id| {
                let key = Key { subject: Subject::Person, id: id.0 };
                view! {
                    <About key=Signal::stored(key)/>
                    <p><a class="more" href=format!("/people/{id}")>{t.people.next()}</a></p>
                }
            })}
        </Section>
    }
}
