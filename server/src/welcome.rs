//! One-time links and the change of a password. A link is good once; a new password ends every other session.

use app::context::Server;
use axum::extract::{Form, Path};
use axum::response::Response;
use domain::act::{Act, Proposal, Verdict};
use domain::kinds::{ActId, Book, Name, PersonId};
use domain::person::{self, Login, Person};
use domain::viewer::{Admin, Role};
use serde::Deserialize;
use store::credential::{self, fingerprint};
use store::writer::By;
use uuid::Uuid;

use crate::password::weak;
use crate::signin::{Desk, Pace, Trouble, enter, forgive, pace, see_other};

/// The link of the first start, while nobody is registered.
///
/// # Errors
/// The database.
pub async fn first_link(server: &Server) -> store::Result<Option<String>> {
    if store::record::people(&server.db).await?.is_empty() {
        server.invite(None, None).await.map(Some)
    } else {
        Ok(None)
    }
}

#[derive(Deserialize)]
pub struct Welcome {
    /// Only the first administrator chooses these two.
    #[serde(default)]
    login: String,
    #[serde(default)]
    person: String,
    password: String,
    again: String,
}

/// `POST /welcome/{token}`
///
/// # Errors
/// The database; too many at once.
pub async fn welcome(desk: Desk, Path(token): Path<String>, Form(form): Form<Welcome>) -> Result<Response, Trouble> {
    let server = &desk.server;
    let (hash, now) = (fingerprint(&token), server.now());
    let here = |why: &str| see_other(&format!("/welcome/{}?told={why}", clean(&token)));
    let Some(invitation) = credential::invitation(&server.db, &hash, now).await? else { return Ok(here("used")) };
    let person = match invitation.person {
        Some(id) => store::record::person(&server.db, id).await?.filter(|person| person.suspended_at.is_none()),
        None => None,
    };
    let login = person.as_ref().map_or(form.login.trim(), |person| person.login.as_str()).to_lowercase();
    if let Some(why) = weak(&form.password, &form.again, &login) {
        return Ok(here(why));
    }
    let names = person::login(&login).ok().zip(Name::parse(&form.person).ok());
    if invitation.person.is_none() && names.is_none() {
        return Ok(here("name"));
    }
    let kept = desk.doors.passwords.hash(&form.password).await?;
    // Whoever takes the link here is the only one, whatever else was sent at the same time.
    if credential::take(&server.db, &hash, now).await?.is_none() {
        return Ok(here("used"));
    }
    let person = match (person, names) {
        (Some(person), _) => person,
        (None, Some((login, name))) if invitation.person.is_none() => match first(server, login, name).await? {
            Some(person) => person,
            None => return Ok(here("login")),
        },
        (None, _) => return Ok(here("used")),
    };
    credential::set_password(&server.db, person.id, &kept, None, now).await?;
    enter(&desk, &person, "/").await
}

/// Only what a token is made of goes back into an address.
fn clean(token: &str) -> String {
    token.chars().filter(char::is_ascii_hexdigit).take(64).collect()
}

/// Registers the first administrator, in the name of the system; only while nobody is there.
async fn first(server: &Server, login: Login, name: Name) -> store::Result<Option<Person>> {
    if !store::record::people(&server.db).await?.is_empty() {
        return Ok(None);
    }
    let id = PersonId(Uuid::from_bytes(crate::edge::secret::<16>()));
    let role = Role::Admin { office: Admin::System };
    let acts =
        [person::Act::Register { person: id, name, login, demo: false }, person::Act::GrantRole { person: id, role }];
    if register(server, acts).await { store::record::person(&server.db, id).await } else { Ok(None) }
}

/// Acts of the system itself on people: only where nobody is there who could, and on the server's own command line.
pub async fn register(server: &Server, acts: impl IntoIterator<Item = person::Act>) -> bool {
    let at = server.now();
    let proposal = |act| {
        let id = ActId(Uuid::from_bytes(crate::edge::secret::<16>()));
        Proposal::new(id, at, Book::Office, Act::Person(act))
    };
    let verdicts = server.writer.propose(By::System, acts.into_iter().map(proposal).collect()).await;
    verdicts.iter().all(|verdict| matches!(verdict, Verdict::Accepted { .. }))
}

#[derive(Deserialize)]
pub struct Change {
    old: String,
    password: String,
    again: String,
}

/// `POST /account/password`
///
/// # Errors
/// The database; too many at once.
pub async fn change(desk: Desk, Form(form): Form<Change>) -> Result<Response, Trouble> {
    let Desk { server, caller, .. } = &desk;
    let (Some(viewer), Some(seat)) = (&desk.viewer, desk.seat) else { return Ok(see_other("/sign-in")) };
    let here = |why: &str| see_other(&format!("/account?told={why}"));
    let Some(person) = store::record::person(&server.db, viewer.person).await? else { return Ok(here("wrong")) };
    if let Some(why) = weak(&form.password, &form.again, person.login.as_str()) {
        return Ok(here(why));
    }
    // A device left open must not become a place to guess the password at leisure.
    if let Pace::Wait { .. } = pace(server, person.login.as_str(), &caller.network()).await? {
        return Ok(here("wait"));
    }
    let kept = credential::password(&server.db, person.id).await?;
    if !desk.doors.passwords.verify(&form.old, kept).await? {
        return Ok(here("wrong"));
    }
    forgive(server, person.login.as_str(), &caller.network()).await?;
    let hash = desk.doors.passwords.hash(&form.password).await?;
    credential::set_password(&server.db, person.id, &hash, Some(&seat.to_string()), server.now()).await?;
    Ok(here("changed"))
}
