//! `xundao user`: registers a person, or makes a one-time link, from the server's own command line.

use anyhow::{Context as _, bail};
use app::context::LINK_DAYS;
use domain::kinds::{Name, PersonId};
use domain::person::{Act, login};
use domain::viewer::{Admin, Role};
use store::Writer;
use uuid::Uuid;

use crate::config::{Settings, User};
use crate::welcome::register;
use crate::{edge, router};

/// # Errors
/// The database; a login that is taken; a role that is not one of the four.
pub async fn run(settings: &Settings, user: &User) -> anyhow::Result<()> {
    let db = super::open(settings).await?;
    let clock = super::clock(&db).await?;
    let writer = Writer::start(db.clone(), clock.clone());
    let server = router::server(db, writer, clock, settings.data.clone(), false);
    let person = match user {
        User::Add { login, name, role } => add(&server, login, name, role).await?,
        User::Reset { login } => {
            let person = store::record::person_by_login(&server.db, login).await?;
            person.with_context(|| format!("nobody has the login {login}"))?.id
        }
    };
    let path = server.invite(Some(person), None).await?;
    let public = settings.public(std::net::SocketAddr::from(([127, 0, 0, 1], 3000)));
    println!("{public}{path}");
    eprintln!("good once, for {LINK_DAYS} days");
    Ok(())
}

async fn add(server: &app::context::Server, raw: &str, name: &str, roles: &[String]) -> anyhow::Result<PersonId> {
    let login = login(raw).map_err(|why| anyhow::anyhow!("--login: {why}"))?;
    let name = Name::parse(name).map_err(|why| anyhow::anyhow!("--name: {why}"))?;
    let roles = roles.iter().map(|role| self::role(role)).collect::<anyhow::Result<Vec<_>>>()?;
    let person = PersonId(Uuid::from_bytes(edge::secret::<16>()));
    let mut acts = vec![Act::Register { person, name, login, demo: false }];
    acts.extend(roles.into_iter().map(|role| Act::GrantRole { person, role }));
    if !register(server, acts).await {
        bail!("refused: the login {raw} is taken, or the roles exclude each other");
    }
    Ok(person)
}

fn role(raw: &str) -> anyhow::Result<Role> {
    match raw {
        "office" => Ok(Role::OfficeLeader),
        office => {
            let office: Admin = office.parse().context("--role is system, security, audit or office")?;
            Ok(Role::Admin { office })
        }
    }
}
